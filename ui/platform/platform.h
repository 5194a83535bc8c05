#pragma once

// What the studio asks of its host. The web host turns it into messages for the page; the null host keeps it for tests.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

struct ImDrawData;

namespace jumelles::ui {

struct HostRequest {
  std::string what;  // "browse", "import_recipe", "paste", "demo", "download", "cursor", "title", "proof", "notices", "say", "language", "theme", "restart_engine",
                     // "copy_picture" (argument: left, top, width and height of what is drawn there, in CSS pixels; answered like "copy"),
                     // "copy" (answered by App::copied), "save" (argument "as"), "rename_project", "author", "new_project", "recovery", "recover", "erase"
  std::string argument;
  std::string file_name;  // of a download
  std::string html = {};  // of "copy": the same as a table, so that a spreadsheet takes texts for texts
};

class Platform {
 public:
  virtual ~Platform() = default;
  virtual double now_ms() = 0;
  virtual void present(ImDrawData* data) = 0;
  virtual void request(HostRequest request) = 0;
};

// Draws nothing, keeps what is asked. Its clock is set by hand.
class NullPlatform final : public Platform {
 public:
  double now_ms() override { return clock_ms; }
  void present(ImDrawData* data) override;
  void request(HostRequest request) override { requests.push_back(std::move(request)); }

  double clock_ms = 0;
  std::vector<HostRequest> requests;
  size_t vertex_count = 0;
};

}  // namespace jumelles::ui
