#include "app/app.h"

#include <imgui_internal.h>

#include <algorithm>

#include "panels/copying.h"
#include "panels/project.h"
#include "panels/rules_by_hand.h"
#include "panels/search.h"
#include "platform/host_json.h"

namespace jumelles::ui {
namespace {

constexpr size_t kBuildTimesKept = 512;
constexpr int kFramesToSettle = 3;  // hover and queued input resolve in the frames after an event

struct KeyName {
  const char* dom;
  ImGuiKey key;
};
constexpr KeyName kKeys[] = {
    {"Tab", ImGuiKey_Tab}, {"ArrowLeft", ImGuiKey_LeftArrow}, {"ArrowRight", ImGuiKey_RightArrow}, {"ArrowUp", ImGuiKey_UpArrow},
    {"ArrowDown", ImGuiKey_DownArrow}, {"PageUp", ImGuiKey_PageUp}, {"PageDown", ImGuiKey_PageDown}, {"Home", ImGuiKey_Home},
    {"End", ImGuiKey_End}, {"Enter", ImGuiKey_Enter}, {" ", ImGuiKey_Space}, {"Escape", ImGuiKey_Escape}, {"Delete", ImGuiKey_Delete},
};

ImGuiKey imgui_key(const std::string& name) {
  for (const KeyName& row : kKeys)
    if (name == row.dom) return row.key;
  return ImGuiKey_None;
}

// Above every screen while the engine is away; returns its height.
float engine_band(Panel& panel, Rect area) {
  const bool dead = panel.view.engine == EngineState::kDead;
  if (!dead && !panel.view.engine_slow) return 0;
  Ui& ui = panel.ui;
  const std::string what = tr(dead ? "engine.dead" : "engine.slow"), action = dead ? "" : tr("engine.restart");
  std::string hint = tr(!dead ? "engine.slow_hint" : panel.view.engine_gave_up ? "engine.gave_up" : "engine.dead_hint");
  if (dead && !panel.view.engine_message.empty()) hint += " (" + panel.view.engine_message + ")";
  const float h = notice_height(ui, area.w - (dead ? 48 : 48 + 200), what, hint);
  const Rect r{area.x + 24, area.y + 12, area.w - 48, h};
  if (notice(ui, dead ? "engine/dead" : "engine/slow", r, dead ? NoticeKind::kError : NoticeKind::kWarning, what, hint, action))
    panel.platform.request({"restart_engine", "", ""});
  return h + 24;
}

const char* cursor_name(ImGuiMouseCursor cursor) {
  switch (cursor) {
    case ImGuiMouseCursor_Hand: return "pointer";
    case ImGuiMouseCursor_ResizeEW: return "ew-resize";
    case ImGuiMouseCursor_ResizeNS: return "ns-resize";
    case ImGuiMouseCursor_TextInput: return "text";
    default: return "default";
  }
}

}  // namespace

App::App(Platform& platform) : platform_(platform), context_(nullptr), panel_{ui_, client_, view_, platform_} {
  IMGUI_CHECKVERSION();
  context_ = ImGui::CreateContext();
  ImGui::SetCurrentContext(context_);
  ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_HasMouseCursors;
  ImGui::GetIO().DisplaySize = {0, 0};
  setup_imgui(ui_);
  view_.opened_ms = view_.engine_start_ms = platform_.now_ms();
}

App::~App() {
  ImGui::SetCurrentContext(context_);
  // A renderer has released its textures by now; those of the null host are only numbers.
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
    texture->BackendUserData = nullptr;
  }
  ImGui::DestroyContext(context_);
}

void App::ask_for_frames() { frames_wanted_ = kFramesToSettle; }

void App::resize(float width, float height, float pixels_per_point) {
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {width, height};
  io.DisplayFramebufferScale = {pixels_per_point, pixels_per_point};
  ui_.pixels_per_point = pixels_per_point;
  ask_for_frames();
}

void App::pointer_move(float x, float y, bool touch) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(touch ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
  io.AddMousePosEvent(x, y);
  ask_for_frames();
}

void App::pointer_button(int button, bool down, float x, float y, bool touch) {
  pointer_move(x, y, touch);
  if (button < 0 || button >= 3) return;
  ui_.keys_at_current = false;
  ImGui::GetIO().AddMouseButtonEvent(button, down);
  last_click_ = context_->InputEventsNextEventId - 1;
}

void App::pointer_leave() {
  ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
  ask_for_frames();
}

void App::wheel(float dx, float dy) {
  ImGui::GetIO().AddMouseWheelEvent(dx, dy);
  ask_for_frames();
}

bool App::key(const KeyPress& press, bool down) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddKeyEvent(ImGuiMod_Ctrl, press.control);
  io.AddKeyEvent(ImGuiMod_Shift, press.shift);
  io.AddKeyEvent(ImGuiMod_Alt, press.alt);
  ask_for_frames();
  if (!ui_.field.empty() && press.key != "Control" && press.key != "Shift" && press.key != "Alt" && press.key != "Meta") return down && key_in_field(press);
  if (down) {
    if (!ui_.slider_key.empty() && (press.key == "ArrowLeft" || press.key == "ArrowRight") && !press.control && !press.alt) {
      ui_.slider_steps += (press.key == "ArrowRight" ? 1 : -1) * (press.shift ? 10 : 1);
      return true;
    }
    // Letters that are ahead of a field are no shortcuts.
    if (is_field_coming() && !press.control && !press.alt) return true;
    if (const CommandRow* row = command_for(panel_, press)) {
      if (row->repeats || !press.repeated) ask_for(row->id, {});
      if (row->field && is_field_shown(row->field)) platform_.request({"focus_field", row->field, ""});  // at once, ahead of the next key
      return true;
    }
  }
  if (down && press.key == "Tab") ui_.keys_at_current = false;
  ImGuiKey code = imgui_key(press.key);
  if (code == ImGuiKey_None || press.control || press.alt) return false;
  io.AddKeyEvent(code, down);
  return true;
}

// Keys typed in a text field are its own, but for those that end the typing, walk its list, or command with Ctrl what no text field knows.
bool App::key_in_field(const KeyPress& press) {
  using What = Ui::FieldEvent::What;
  const bool plain = !press.control && !press.alt && !press.shift;
  const auto tell = [&](What what, int steps = 0) {
    ui_.field_events.push_back({ui_.field, what, {}, steps});
    return true;
  };
  if (plain && press.key == "Enter") return tell(What::kCommit);
  if (plain && press.key == "Escape") return tell(What::kCancel);
  if (plain && ui_.field_has_list && (press.key == "ArrowDown" || press.key == "ArrowUp")) return tell(What::kStep, press.key == "ArrowDown" ? 1 : -1);
  if (plain && ui_.field_has_list && (press.key == "PageDown" || press.key == "PageUp")) return tell(What::kStep, press.key == "PageDown" ? 8 : -8);
  static constexpr std::string_view kEditing[] = {"a", "c", "v", "x", "y", "z", "Backspace", "Delete", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"};
  std::string name = press.key;
  if (name.size() == 1 && name[0] >= 'A' && name[0] <= 'Z') name[0] = static_cast<char>(name[0] + 32);
  const bool is_page = press.alt && (press.key == "PageUp" || press.key == "PageDown");
  if (!is_page && (!press.control || press.alt || std::find(std::begin(kEditing), std::end(kEditing), name) != std::end(kEditing))) return false;
  const CommandRow* row = command_for(panel_, press);
  if (!row) return false;
  if (row->repeats || !press.repeated) ask_for(row->id, {});
  return true;
}

void App::field(const std::string& key, std::string_view what, std::string value) {
  using What = Ui::FieldEvent::What;
  if (what == "focus") {
    if (!ui_.field.empty() && ui_.field != key) ui_.field_events.push_back({ui_.field, What::kBlur});
    ui_.field = key;
    ui_.field_events.push_back({key, What::kFocus});
  } else if (what == "blur") {
    if (ui_.field == key) ui_.field.clear();
    ui_.field_events.push_back({key, What::kBlur, std::move(value)});
  } else {
    ui_.field_events.push_back({key, What::kInput, std::move(value)});
  }
  ask_for_frames();
}

bool App::is_field_shown(std::string_view key) const {
  return std::any_of(ui_.semantics.begin(), ui_.semantics.end(), [&](const Semantic& s) { return s.field && s.key == key; });
}

// One was asked for, and its host has not given it the focus yet.
bool App::is_field_coming() const {
  return !ui_.field_wanted.empty() || std::any_of(operations_.begin(), operations_.end(), [](const Operation& o) { return !o.command.empty() && command(o.command).field != nullptr; });
}

void App::ask_for_field() {
  // A field that is shown no more has no focus, whether its host has noticed or not.
  if (!ui_.field.empty() && !is_field_shown(ui_.field)) ui_.field.clear();
  if (ui_.field_left && !ui_.field.empty() && ui_.field_wanted.empty()) platform_.request({"leave_field", ui_.field, ""});
  ui_.field_left = false;
  if (ui_.field_wanted.empty()) return;
  // One that is asked for before it is drawn comes with the next frame, or not at all.
  if (is_field_shown(ui_.field_wanted)) platform_.request({"focus_field", ui_.field_wanted, ""});
  else if (++field_waits_ < kFramesToSettle) return ask_for_frames();
  ui_.field_wanted.clear();
  field_waits_ = 0;
}

void App::focus(bool focused) {
  ImGui::GetIO().AddFocusEvent(focused);
  ask_for_frames();
}

void App::hover_files(int count) {
  if (count > 0 && view_.hovering_files == 0) view_.screen = Screen::kSources;
  view_.hovering_files = count;
  ask_for_frames();
}

void App::receive(std::string_view json) {
  const bool goes_on = (client_.progress() != nullptr || client_.progress("audit") != nullptr) && json.find("\"event\":\"progress\"") != std::string_view::npos;
  const uint64_t revision = client_.summary().revision, project = client_.summary().project.first_change;
  client_.receive(json);
  if (client_.summary().revision != revision) learn_titles(client_.summary());
  if (client_.summary().project.first_change != project) forget_drafts(view_);  // they were about another one
  // What of a file came, and what not, stands there.
  if (client_.recipes_imported() != view_.recipe_imports_seen) view_.recipe_imports_seen = client_.recipes_imported(), go_to(panel_, Screen::kRecipe);
  // A task that merely goes on moves nothing under the pointer: one frame, the processor is needed elsewhere.
  if (goes_on) frames_wanted_ = std::max(frames_wanted_, 1);
  else ask_for_frames();
}

void App::engine_state(EngineState state, std::string message) {
  if (state == EngineState::kDead && !view_.engine_gave_up) client_.restart();  // what comes until kRestarted rebuilds it
  if (state == EngineState::kReady && view_.engine == EngineState::kStarting) view_.engine_start_ms = platform_.now_ms() - view_.engine_start_ms;
  view_.engine = state;
  view_.engine_message = std::move(message);
  ask_for_frames();
}

void App::receive_engine_state(std::string_view json) {
  EngineNews news = engine_news_from_json(json);
  view_.engine_gave_up = news.state == "gave_up";
  view_.engine_slow = news.state == "slow";
  ask_for_frames();
  if (news.state == "ready") engine_state(EngineState::kReady, news.reason);
  else if (news.state == "restarted") engine_state(EngineState::kRestarted, news.reason);
  else if (news.state == "dead" || news.state == "gave_up") engine_state(EngineState::kDead, news.reason);
}

void App::receive_storage(std::string_view json) {
  view_.storage = storage_from_json(json);
  if (view_.storage.problem.empty()) view_.storage_problem_read.clear();  // the next one is news, even if it is the same
  ask_for_frames();
}

void App::copied(bool done) {
  tell(panel_, tr(done ? view_.copying_words : "copy.failed", {view_.copying_counts[0], view_.copying_counts[1]}));
  view_.told_failed = !done;
  ask_for_frames();
}

void App::set_request_count(uint64_t made, uint64_t refused) {
  view_.request_count = made;
  view_.refused_count = refused;
  ask_for_frames();
}

void App::set_language(Language value) {
  ui::set_language(value);
  ask_for_frames();
}

void App::set_dark(bool dark) {
  ImGui::SetCurrentContext(context_);
  use_theme(ui_, dark ? dark_theme() : light_theme());
  ask_for_frames();
}

bool App::activate(const std::string& key, const std::string& value) {
  for (const Semantic& semantic : ui_.semantics) {
    if (semantic.key != key || semantic.action.empty()) continue;
    if (semantic.field) {
      field(key, "input", value);
      return true;
    }
    if (semantic.menu && (value == "menu" || value == "copy")) ask_for_menu(ui_, key, value == "copy");
    else if (!value.empty()) ui_.operations[key] = value;
    else if (!semantic.command.empty()) ask_for(semantic.command, {});
    else ask_for({}, key);
    ask_for_frames();
    return true;
  }
  return false;
}

bool App::frame() {
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  if (io.DisplaySize.x < 1 || io.DisplaySize.y < 1) return false;

  // 1 Time and input (queued in io by the functions above).
  double now = platform_.now_ms();
  io.DeltaTime = last_frame_ms_ < 0 ? 1.0f / 60 : std::clamp(static_cast<float>((now - last_frame_ms_) / 1000), 0.0001f, 1.0f);
  last_frame_ms_ = now;
  ui_.now_ms = now;

  // 2 The engine's messages were applied by receive(); 3 queued commands.
  run_operations();

  // 4 Draw.
  double before = platform_.now_ms();
  client_.next_frame();
  ui_.semantics.clear();
  ui_.cuts.clear();
  ui_.more_frames = false;
  ui_.wake_after_ms = -1;
  ui_.tip = {};
  ui_.slider_key.clear();
  ImGui::NewFrame();
  context_->DrawListSharedData.InitialFringeScale = 1.0f / ui_.pixels_per_point;
  ui_.popup_open = false;
  draw();
  ImGui::Render();
  double build = platform_.now_ms() - before;
  if (build_ms_.size() < kBuildTimesKept) build_ms_.push_back(0);
  build_ms_[build_next_++ % kBuildTimesKept] = static_cast<float>(build);
  ++build_count_;
  ui_.slider_steps = 0;
  ui_.operations.clear();
  ui_.field_events.clear();
  ui_.menu_asked = {};
  ask_for_field();

  // 5 Present.
  platform_.present(ImGui::GetDrawData());
  if (int cursor = ImGui::GetMouseCursor(); cursor != cursor_) {
    cursor_ = cursor;
    platform_.request({"cursor", cursor_name(cursor), ""});
  }
  update_title();
  // ImGui takes one change of a key or button per frame: what is still queued must not wait for the next event.
  if (ui_.more_frames || context_->InputEventsQueue.Size > 0) ask_for_frames();
  if (frames_wanted_ > 0) --frames_wanted_;
  for (std::string& id : view_.asked_commands) ask_for(std::move(id), {});
  view_.asked_commands.clear();
  // What waits for the engine is drawn again when that has answered.
  return frames_wanted_ > 0 || (!operations_.empty() && !view_.commands_wait);
}

// ImGui takes a click over several frames: a key pressed behind it would overtake it, and act on what was shown before.
bool App::is_click_ahead(const Operation& operation) const {
  const ImVector<ImGuiInputEvent>& queue = context_->InputEventsQueue;
  return queue.Size > 0 && queue[0].EventId <= operation.after_event;
}

void App::run_operations() {
  view_.commands_wait = false;
  while (!operations_.empty()) {
    const Operation next = operations_.front();
    if (is_click_ahead(next)) return;
    if (!next.item.empty()) {
      // It is pressed while this frame is drawn: what was asked for after it is done in the next one.
      for (const Semantic& semantic : ui_.semantics)
        if (semantic.key == next.item && semantic.item) ImGui::ActivateItemByID(semantic.item);
      operations_.pop_front();
      return;
    }
    const CommandRow& row = command(next.command);
    if (row.waits && row.waits(panel_)) {
      view_.commands_wait = true;
      return;
    }
    operations_.pop_front();
    if (row.waits || row.enabled(panel_)) row.run(panel_);
  }
}

void App::update_title() {
  const protocol::ProjectSummary& project = client_.summary().project;
  std::string title = tr("product");
  if (!project.name.empty()) title = project.name + (has_unsaved() ? " * · " : " · ") + title;
  if (const protocol::ProgressEvent* progress = client_.progress())
    title = percent(progress->fraction) + " · " + title;
  if (title == title_) return;
  title_ = title;
  platform_.request({"title", title, ""});
}

void App::draw() {
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(screen);
  ImGui::Begin("studio", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus);
  float rail = screen.x < 1152 ? size::kRailFolded : size::kRail;
  float middle = screen.y - size::kTopBar - size::kStatusStrip;
  draw_top_bar(panel_, {0, 0, screen.x, size::kTopBar});
  draw_rail(panel_, {0, size::kTopBar, rail, middle});
  Rect area{rail, size::kTopBar, screen.x - rail, middle};
  for (const auto draw_band : {engine_band, failure_band, project_bands}) {
    const float band = draw_band(panel_, area);
    area.y += band, area.h -= band;
  }
  // A client that was started again counts anew.
  if (view_.screen != Screen::kSources || client_.results_made() < view_.results_seen) view_.results_seen = client_.results_made();
  switch (view_.screen) {
    case Screen::kSources: client_.has_sources() || client_.is_running("import") ? draw_sources(panel_, area) : draw_welcome(panel_, area); break;
    case Screen::kQuality: draw_quality(panel_, area); break;
    case Screen::kRecipe: draw_recipe(panel_, area); break;
    case Screen::kRules: draw_rules(panel_, area); break;
    case Screen::kPairs: draw_pairs(panel_, area); break;
    case Screen::kGroups: draw_groups(panel_, area); break;
    case Screen::kGolden: draw_golden(panel_, area); break;
    case Screen::kDelivery: draw_delivery(panel_, area); break;
  }
  draw_status_strip(panel_, {0, screen.y - size::kStatusStrip, screen.x, size::kStatusStrip});
  ImGui::SetCursorScreenPos({0, 0});
  ImGui::Dummy({1, 1});
  finish_tooltip(ui_);
  ImGui::End();
  draw_search(panel_);
  draw_context_menu(panel_);
  go_on_copying(panel_);
}

App::BuildTimes App::build_times() const {
  BuildTimes out;
  out.frame_count = build_count_;
  if (build_ms_.empty()) return out;
  std::vector<float> sorted = build_ms_;
  std::sort(sorted.begin(), sorted.end());
  out.median_ms = sorted[sorted.size() / 2];
  out.percentile95_ms = sorted[sorted.size() * 95 / 100];
  out.worst_ms = sorted.back();
  return out;
}

std::string App::stats_json() const {
  BuildTimes times = build_times();
  return to_json(FrameStats{times.median_ms, times.percentile95_ms, times.worst_ms, times.frame_count});
}

}  // namespace jumelles::ui
