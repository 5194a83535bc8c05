#pragma once

// An engine's worth of plausible data for the interface's tests: a summary with three sources and a result, and pages.

#include <cstdint>
#include <optional>
#include <string>

#include "protocol/protocol.h"

namespace jumelles::fixture {

protocol::Summary summary(bool with_result = true);
protocol::Reply answer(uint64_t request_id, uint64_t revision, const protocol::Query& query);
// Of queries about quality; revision 3 is that of the summary without a result.
std::optional<protocol::Page> audit_answer(uint64_t revision, const protocol::Query& query);

std::optional<protocol::Page> recipe_answer(const protocol::Query& query);

}  // namespace jumelles::fixture
