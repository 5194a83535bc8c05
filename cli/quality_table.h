#pragma once

// What `jumelles profile` says of an audit.

#include <iosfwd>
#include <string>
#include <vector>

#include "protocol/quality.h"
#include "report/targets.h"

namespace jumelles::cli {

// All of it but the histories and the JUnit file, which build servers read, is in the language of the audit: "fr", else English.

// Source by source a row per attribute: filled, valid, distinct. Then the findings as sentences, and what matching adds.
void print_quality(std::ostream& out, const protocol::AuditPage& audit);
// Those that are missed.
void print_missed(std::ostream& out, const protocol::AuditPage& audit, const std::vector<report::TargetCheck>& checks);
// What has changed since last time, the gravest first; "" is told where nothing came before.
void print_alerts(std::ostream& out, const protocol::MonitoringPage& history, const std::string& language);
// Source by source, month after month: completeness and validity of each attribute.
void print_history(std::ostream& out, const protocol::MonitoringPage& history);
// The same figures as counts, one line per month, source and attribute; separated by commas.
std::string history_csv(const protocol::MonitoringPage& history);
// What the dictionary requires and sources lack. True: nothing.
bool print_dictionary(std::ostream& out, const protocol::AuditPage& audit);
// One test case per target and source, per requirement of the dictionary and source, and per alert, in the form that JUnit has given to build servers.
std::string junit_xml(const protocol::AuditPage& audit, const std::vector<report::TargetCheck>& checks, const protocol::MonitoringPage& history);

}  // namespace jumelles::cli
