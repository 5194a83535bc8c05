#pragma once

// What `jumelles profile` says of an audit.

#include <iosfwd>
#include <string>
#include <vector>

#include "protocol/quality.h"
#include "report/targets.h"

namespace jumelles::cli {

// Source by source a row per attribute: filled, valid, distinct. Then the findings as sentences, and what matching adds.
void print_quality(std::ostream& out, const protocol::AuditPage& audit);
// Those that are missed.
void print_missed(std::ostream& out, const protocol::AuditPage& audit, const std::vector<report::TargetCheck>& checks);
// What the dictionary requires and sources lack. True: nothing.
bool print_dictionary(std::ostream& out, const protocol::AuditPage& audit);
// One test case per target and source, and per requirement of the dictionary and source, in the form that JUnit has given to build servers.
std::string junit_xml(const protocol::AuditPage& audit, const std::vector<report::TargetCheck>& checks);

}  // namespace jumelles::cli
