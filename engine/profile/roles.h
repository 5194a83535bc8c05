#pragma once

// What each column is to matching: evidence of identity, description, measure or technical, with the reason.

#include <memory>
#include <vector>

#include "core/records.h"
#include "profile/header_words.h"
#include "profile/profile.h"

namespace jumelles::profile {

// Fills role and role_reason_id of all columns whose role the user did not choose. Reasons, in texts as "role.reason.<id>":
// identity, thing, recurs, year, place, real_number; describes, permission; counted, of_person, long_tail, percent, free_text;
// row_key, one_value, repeats, record_time, time_of_day, dealing, event, hash, one_site, file, flag, status, machine.
void assign_roles(const std::vector<std::shared_ptr<const Table>>& tables, const std::vector<std::shared_ptr<const TableProfile>>& profiles,
                   const std::vector<std::vector<HeaderMeaning>>& headers, Mapping& mapping);

// The role of a column whose type somebody chose.
void assign_role_of_type(ColumnMapping& mapping);

}  // namespace jumelles::profile
