#include "platform/host_json.h"

#include <nlohmann/json.hpp>

namespace jumelles::ui {

std::string to_json(const HostRequest& request) {
  nlohmann::json out{{"do", request.what}};
  if (request.what == "download") {
    out["kind"] = request.argument;
    out["file_name"] = request.file_name;
  } else if (!request.argument.empty()) {
    out["name"] = request.argument;
  }
  return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

EngineNews engine_news_from_json(std::string_view json) {
  nlohmann::json parsed = nlohmann::json::parse(json.begin(), json.end(), nullptr, false);
  if (!parsed.is_object()) return {};
  auto text = [&](const char* key) { return parsed.contains(key) && parsed[key].is_string() ? parsed[key].get<std::string>() : std::string(); };
  return {text("state"), text("reason")};
}

std::string to_json(const FrameStats& stats) {
  return nlohmann::json{{"median_ms", stats.median_ms}, {"percentile95_ms", stats.percentile95_ms}, {"worst_ms", stats.worst_ms},
                        {"frame_count", stats.frame_count}}.dump();
}

}  // namespace jumelles::ui
