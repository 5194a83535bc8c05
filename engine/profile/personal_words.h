#pragma once

// What a header says of personal data, whatever type its values have.

#include <optional>
#include <string_view>

#include "core/attribute.h"

namespace jumelles::profile {

// Numbers that a state gives a person ("SSN", "Passport"), health and beliefs: special; salaries: financial. Nothing of most.
std::optional<PersonalData> personal_data_of_header(std::string_view header);

}  // namespace jumelles::profile
