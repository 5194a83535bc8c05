#pragma once

// The studio: one object that takes input and the engine's messages, draws a frame when asked, and hands out what it wants.
// The frame's order is in app.cpp.

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/commands.h"
#include "i18n/text.h"
#include "panels/panels.h"

struct ImGuiContext;

namespace jumelles::ui {

class App {
 public:
  explicit App(Platform& platform);
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  // ---- input; positions and sizes in CSS pixels
  void resize(float width, float height, float pixels_per_point);
  void pointer_move(float x, float y, bool touch);
  void pointer_button(int button, bool down, float x, float y, bool touch);
  void pointer_leave();
  void wheel(float dx, float dy);  // in steps of a mouse wheel
  // `key` as DOM's KeyboardEvent.key. True when the studio uses it: only then the page prevents the browser's own use.
  bool key(const KeyPress& press, bool down);
  // What happened in the real field over the text field `key`: "focus", "blur" with the key of what
  // has the focus now, "input" with its whole text. Its keys come by key().
  void field(const std::string& key, std::string_view what, std::string value);
  void focus(bool focused);
  void hover_files(int count);

  // ---- engine
  void receive(std::string_view json);
  std::vector<std::string> take_outgoing() { return client_.take_outgoing(); }
  void engine_state(EngineState state, std::string message);
  void receive_engine_state(std::string_view json);  // {"state":"ready"|"restarted"|"dead"|"gave_up"}
  void receive_storage(std::string_view json);       // panels.h, Storage
  void copied(bool done);                            // what was to be copied is on the clipboard, or could not be put there
  void set_request_count(uint64_t made, uint64_t refused);
  void set_memory(uint64_t bytes) { view_.memory_bytes = bytes; }
  // Something would be lost with the tab.
  bool has_unsaved() const { return ui::has_unsaved(panel_); }
  std::string stats_json() const;
  void set_version(std::string version) { view_.version = std::move(version); }

  // ---- frames
  // Draws. True when another frame is wanted at once; else wake_after_ms() may name a time.
  bool frame();
  double wake_after_ms() const { return ui_.wake_after_ms; }

  // ---- from outside: language, operation by semantic key (accessibility mirror, tests)
  void set_language(Language language);
  void set_dark(bool dark);
  uint32_t background() const { return ui_.theme->colors[static_cast<size_t>(Token::kBg)]; }  // 0xRRGGBB, behind everything
  const std::vector<Semantic>& semantics() const { return ui_.semantics; }
  // As a click or a choice would: false when the last frame has no such operable item.
  bool activate(const std::string& key, const std::string& value);

  struct BuildTimes { double median_ms = 0, percentile95_ms = 0, worst_ms = 0; uint64_t frame_count = 0; };
  BuildTimes build_times() const;

  Client& client() { return client_; }
  View& view() { return view_; }
  Ui& ui() { return ui_; }

 private:
  void draw();
  bool key_in_field(const KeyPress& press);
  void ask_for_field();
  bool is_field_shown(std::string_view key) const;
  bool is_field_coming() const;
  void run_operations();
  void ask_for_frames();
  void update_title();

  Platform& platform_;
  ImGuiContext* context_;
  Ui ui_;
  Client client_;
  View view_;
  Panel panel_;
  int frames_wanted_ = 3;
  double last_frame_ms_ = -1;
  int cursor_ = -1;
  int field_waits_ = 0;  // frames since a field was wanted that is not drawn
  std::string title_;
  // What was asked for by keys and from outside, in its order; worked off at the start of a frame.
  struct Operation {
    std::string command, item;  // id of a command, or key of an item to press
    uint32_t after_event = 0;   // ImGui's id of the last click before it, which comes first
  };
  void ask_for(std::string command, std::string item) { operations_.push_back({std::move(command), std::move(item), last_click_}); }
  bool is_click_ahead(const Operation& operation) const;
  uint32_t last_click_ = 0;
  std::deque<Operation> operations_;
  std::vector<float> build_ms_;             // ring
  size_t build_next_ = 0;
  uint64_t build_count_ = 0;
};

// The parts around the panels.
void draw_top_bar(Panel& panel, Rect area);
void draw_rail(Panel& panel, Rect area);
void draw_status_strip(Panel& panel, Rect area);

}  // namespace jumelles::ui
