#include "platform/host_json.h"

#include <nlohmann/json.hpp>

namespace jumelles::ui {

std::string to_json(const HostRequest& request) {
  nlohmann::json out{{"do", request.what}};
  if (request.what == "download") {
    out["kind"] = request.argument;
    out["file_name"] = request.file_name;
  } else if (request.what == "copy") {
    out["text"] = request.argument;
    out["html"] = request.html;
  } else if (request.what == "save" || request.what == "rename_project" || request.what == "author" || !request.argument.empty()) {
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

Storage storage_from_json(std::string_view json) {
  Storage out;
  const nlohmann::json parsed = nlohmann::json::parse(json.begin(), json.end(), nullptr, false);
  if (!parsed.is_object()) return out;
  const auto text = [](const nlohmann::json& from, const char* key) {
    const auto found = from.find(key);
    return found != from.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  const auto flag = [&](const char* key) { return parsed.contains(key) && parsed[key].is_boolean() && parsed[key].get<bool>(); };
  const auto count = [](const nlohmann::json& from, const char* key) {
    const auto found = from.find(key);
    return found != from.end() && found->is_number() && found->get<double>() >= 0 ? static_cast<uint64_t>(found->get<double>()) : uint64_t{0};
  };
  out.can_keep = flag("can_keep");
  if (const std::string recovery = text(parsed, "recovery"); !recovery.empty()) out.recovery = recovery;
  out.saves_in_place = flag("saves_in_place");
  out.carries = flag("carries");
  out.kept_bytes = count(parsed, "kept_bytes");
  out.file_name = text(parsed, "file_name");
  out.problem = text(parsed, "problem");
  const auto found = parsed.find("found");
  if (found == parsed.end() || !found->is_object()) return out;
  out.found = true;
  out.found_name = text(*found, "name");
  out.found_at = text(*found, "at");
  out.found_changes = count(*found, "change_count");
  return out;
}

std::string to_json(const FrameStats& stats) {
  return nlohmann::json{{"median_ms", stats.median_ms}, {"percentile95_ms", stats.percentile95_ms}, {"worst_ms", stats.worst_ms},
                        {"frame_count", stats.frame_count}}.dump();
}

}  // namespace jumelles::ui
