#pragma once

// The two halves of the fresh catalog.

#include "world.h"

namespace jumelles::worlds {

const std::vector<CatalogRow>& fresh_catalog_of_people();  // and their companies
const std::vector<CatalogRow>& fresh_catalog_of_things();

}  // namespace jumelles::worlds
