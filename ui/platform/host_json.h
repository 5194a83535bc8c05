#pragma once

// The JSON of what passes between the studio and its page besides the engine's protocol.

#include <string>
#include <string_view>

#include "panels/panels.h"
#include "platform/platform.h"

namespace jumelles::ui {

// {"do":"download","kind":"golden","file_name":"golden.csv"}, {"do":"cursor","name":"pointer"}...
std::string to_json(const HostRequest& request);

struct EngineNews {
  std::string state, reason;
};
// {"state":"dead","reason":"..."}; an empty state when it is not that.
EngineNews engine_news_from_json(std::string_view json);

// What the page tells of keeping the work; fields that are missing keep their default.
Storage storage_from_json(std::string_view json);

struct FrameStats {
  double median_ms, percentile95_ms, worst_ms;
  uint64_t frame_count;
};
std::string to_json(const FrameStats& stats);

}  // namespace jumelles::ui
