#pragma once

// Figures of an audit that are kept from run to run: counts, shapes and lists, without values that tell who somebody is.

#include <memory>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "monitoring/figures.h"

namespace jumelles::audit {

constexpr size_t kKeptShapes = 12;
// Values are kept of lists alone, things that people choose from: categories, civilities, countries, consents. A list fits a screen or two; of a
// longer one every month brings new values anyway, and typed texts of few rows would pass for one without so many cells for each value.
constexpr size_t kMostListed = 60;
constexpr uint64_t kCellsPerListed = 20;

// Whether values of the type may be kept where they are few: neither names nor reaches of anybody, no dates, no numbers.
bool may_be_listed(AttributeType type);

// `hashes`: of the files of the tables, "" where not known. Phases "audit.figures"; about linear in cells and distinct values.
std::vector<Phase> figures_phases(AuditInput input, std::shared_ptr<const Audit> audit, std::vector<std::string> hashes, std::shared_ptr<monitoring::QualityFigures> out);

}  // namespace jumelles::audit
