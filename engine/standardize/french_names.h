#pragma once

// The frequency of French names, for stages that reach it through this module.

#include "text/french_names.h"

namespace jumelles::standardize {

using text::french_given_name_share;
using text::french_given_names;
using text::french_surname_share;
using text::french_surnames;
using text::NameShare;

}  // namespace jumelles::standardize
