#pragma once

// What is said of alerts, in both languages: one row per kind.

#include <string>
#include <string_view>

#include "monitoring/compare.h"

namespace jumelles::monitoring {

std::string_view alert_id(AlertKind kind);           // "completeness_lost"
std::string_view severity_id(Severity severity);     // "error", "warning", "note"

// What sentences need besides the alert: the attribute in words, and what a finding says of its count.
struct AlertWords { std::string attribute, finding; };
// What has changed, with its figures and without values of records; and what may be done. `language`: "fr", else English.
std::string alert_sentence(const Alert& alert, const AlertWords& words, std::string_view language);
std::string alert_advice(const Alert& alert, std::string_view language);

// Shares as alerts write them, never rounded over a target: "94,9 %".
std::string written_share(double share, std::string_view language);
std::string written_number(double whole, std::string_view language);

}  // namespace jumelles::monitoring
