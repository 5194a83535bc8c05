#pragma once

// Figures as JSON: a part of the report of an audit, from which they are read again.

#include <optional>
#include <string>
#include <string_view>

#include "monitoring/history.h"

namespace jumelles::monitoring {

// An object. `masked`: without the values of lists.
std::string to_json(const QualityFigures& figures, bool masked);
// Of a report as JSON ("format": "jumelles-audit") the figures and its day; nothing where it is none, or holds none.
std::optional<Point> from_report(std::string_view json);

}  // namespace jumelles::monitoring
