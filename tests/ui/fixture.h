#pragma once

// An engine's worth of plausible data for the interface's tests: a summary with three sources and a result, and pages.

#include <string>

#include "protocol/protocol.h"

namespace jumelles::fixture {

protocol::Summary summary(bool with_result = true);
protocol::Reply answer(uint64_t request_id, uint64_t revision, const protocol::Query& query);

}  // namespace jumelles::fixture
