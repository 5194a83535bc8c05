#include "app/commands.h"

#include <algorithm>
#include <array>

#include "i18n/text.h"
#include "panels/golden_by_hand.h"
#include "panels/groups.h"
#include "panels/pair_place.h"
#include "panels/project.h"
#include "panels/quality.h"
#include "panels/search.h"
#include "panels/source_preview.h"

namespace jumelles::ui {
namespace {

bool always(const Panel&) { return true; }
bool engine_ready(const Panel& p) { return p.view.engine == EngineState::kReady || p.view.engine == EngineState::kRestarted; }
bool in_pairs(const Panel& p) {
  return p.view.screen == Screen::kPairs && p.client.summary().has_result && !p.view.judging_groups && !p.ui.popup_open;
}
bool can_judge(const Panel& p) { return in_pairs(p) && pair_place(p) != PairPlace::kNothing; }
bool pair_is_unknown(Panel& p) {
  settle_pair(p);
  return pair_place(p) == PairPlace::kUnknown;
}
bool in_groups(const Panel& p) { return p.view.screen == Screen::kGroups && p.view.group_filter != "contradictions"; }
bool in_list(const Panel& p) {
  return (in_pairs(p) || ((p.view.screen == Screen::kGolden || in_groups(p)) && p.client.summary().has_result)) && !p.ui.popup_open;
}

bool in_preview(const Panel& p) { return has_preview_cursor(p) && !p.ui.popup_open; }
bool in_quality(const Panel& p) { return can_step_quality(p) && !p.ui.popup_open; }
bool in_rows(const Panel& p) { return in_list(p) || in_preview(p) || in_quality(p); }

bool in_cells(const Panel& p) { return in_preview(p) || can_enter_group_cells(p) || (in_quality(p) && !p.view.quality.shows_rows); }
void step_column(Panel& p, int by) {
  p.ui.keys_at_current = true;
  if (p.view.screen == Screen::kQuality) return step_quality(p, 0, by);
  return p.view.screen == Screen::kGroups ? step_group_cell(p, 0, by) : step_preview(p, 0, by);
}

bool with_menu(const Panel& p) { return has_menu(p.ui) && !p.ui.popup_open; }

void step(Panel& p, int64_t by) {
  p.ui.keys_at_current = true;
  if (p.view.screen == Screen::kPairs) return step_pair(p, by);
  if (p.view.screen == Screen::kQuality) return step_quality(p, static_cast<int>(by), 0);
  if (p.view.screen == Screen::kSources) return step_preview(p, static_cast<int>(by), 0);
  if (in_groups(p) && has_group_cell(p)) return step_group_cell(p, static_cast<int>(by), 0);
  uint64_t& row = in_groups(p) ? p.view.group_row : p.view.golden_row;
  if (in_groups(p)) {
    p.view.group_marked.clear();
    p.view.group_merging = false;
    p.view.reveal_group = true;
  }
  if (by < 0) row -= std::min<uint64_t>(row, static_cast<uint64_t>(-by));
  else row += static_cast<uint64_t>(by);  // the panel clamps to the list
  p.view.reveal_golden = true;
}

void undo(Panel& p) {
  const std::string& name = p.client.summary().undo_name;
  if (name == "judge_pair" || name == "judge_alike") return_to_judged_pair(p);
  p.client.send(protocol::Undo{});
}

void turn(Panel& p, int by) {
  int next = std::clamp(static_cast<int>(p.view.screen) + by, 0, kScreenCount - 1);
  go_to(p, static_cast<Screen>(next));
}

void switch_theme(Panel& p) {
  const bool dark = p.ui.theme == &light_theme();
  use_theme(p.ui, dark ? dark_theme() : light_theme());
  p.platform.request({"theme", dark ? "dark" : "light", ""});
  p.ui.more_frames = true;
}

void switch_mask(Panel& p) {
  p.client.set_masked(!p.client.is_masked());
  p.platform.request({"say", tr(p.client.is_masked() ? "mask.on" : "mask.off"), ""});
  p.view.files_keep_values = false;
  p.view.compared_pair = ~uint64_t{0};  // the differences are of the values
  p.view.menu.reset();                  // and so is what it would copy, or copies
  p.view.list_copy.reset();
  p.ui.more_frames = true;
}

constexpr std::array kCommands{
    CommandRow{"run", "Ctrl+Enter", can_run, [](Panel& p) { p.client.send(protocol::Run{}); }},
    // An open list is closed first.
    CommandRow{"cancel_copy", "Escape", [](const Panel& p) { return p.view.list_copy && !p.ui.popup_open; }, [](Panel& p) { p.view.list_copy.reset(); }},
    CommandRow{"cancel", "Escape", [](const Panel& p) { return is_busy(p) && !p.ui.popup_open; }, [](Panel& p) { p.client.send(protocol::Cancel{}); }},
    CommandRow{"search", "Ctrl+k", always, open_search, false, nullptr, "top/search"},
    CommandRow{"close_search", "Escape", [](const Panel& p) { return p.view.search_open; }, close_search},
    CommandRow{"browse", "Ctrl+o", engine_ready, [](Panel& p) { p.platform.request({"browse", "", ""}); }},
    CommandRow{"save", "Ctrl+s", [](const Panel& p) { return engine_ready(p) && p.client.has_sources(); }, [](Panel& p) { save_project(p, false); }},
    CommandRow{"save_as", "Ctrl+Shift+s", [](const Panel& p) { return engine_ready(p) && p.client.has_sources(); }, [](Panel& p) { save_project(p, true); }},
    CommandRow{"undo", "Ctrl+z", [](const Panel& p) { return p.client.summary().can_undo; }, undo},
    CommandRow{"redo", "Ctrl+Shift+z", [](const Panel& p) { return p.client.summary().can_redo; }, [](Panel& p) { p.client.send(protocol::Redo{}); }},
    CommandRow{"redo_y", "Ctrl+y", [](const Panel& p) { return p.client.summary().can_redo; }, [](Panel& p) { p.client.send(protocol::Redo{}); }},
    CommandRow{"propose", "", can_run, [](Panel& p) { p.client.send(protocol::ProposeAgain{}); }},
    CommandRow{"mask", "Ctrl+Shift+m", always, switch_mask},
    CommandRow{"theme", "", always, switch_theme},
    CommandRow{"menu", "Shift+F10", with_menu, [](Panel& p) { ask_for_menu(p.ui, false); }},
    CommandRow{"menu_key", "ContextMenu", with_menu, [](Panel& p) { ask_for_menu(p.ui, false); }},
    CommandRow{"copy", "Ctrl+c", with_menu, [](Panel& p) { ask_for_menu(p.ui, true); }},
    CommandRow{"next_screen", "Alt+PageDown", always, [](Panel& p) { turn(p, 1); }},
    CommandRow{"previous_screen", "Alt+PageUp", always, [](Panel& p) { turn(p, -1); }},
    CommandRow{"next_row", "ArrowDown", in_rows, [](Panel& p) { step(p, 1); }, true},
    CommandRow{"previous_row", "ArrowUp", in_rows, [](Panel& p) { step(p, -1); }, true},
    CommandRow{"next_column", "ArrowRight", in_cells, [](Panel& p) { step_column(p, 1); }, true},
    CommandRow{"previous_column", "ArrowLeft", in_cells, [](Panel& p) { step_column(p, -1); }, true},
    CommandRow{"next_pair", "j", in_pairs, [](Panel& p) { step(p, 1); }, true},
    CommandRow{"previous_pair", "k", in_pairs, [](Panel& p) { step(p, -1); }, true},
    CommandRow{"judge_same", "m", can_judge, [](Panel& p) { judge_pair(p, "same", p.view.alike_too); }, false, pair_is_unknown},
    CommandRow{"judge_different", "d", can_judge, [](Panel& p) { judge_pair(p, "different", p.view.alike_too); }, false, pair_is_unknown},
    CommandRow{"judge_same_alike", "Shift+m", can_judge, [](Panel& p) { judge_pair(p, "same", true); }, false, pair_is_unknown},
    CommandRow{"judge_different_alike", "Shift+d", can_judge, [](Panel& p) { judge_pair(p, "different", true); }, false, pair_is_unknown},
    CommandRow{"show_alike", "l", can_judge, [](Panel& p) { p.view.alike_open = !p.view.alike_open; }},
    CommandRow{"judge_unsure", "s", can_judge, [](Panel& p) { judge_pair(p, "unsure"); }, false, pair_is_unknown},
    CommandRow{"cut_group", "c", [](const Panel& p) { return can_shape(p, GroupAct::kCut); }, [](Panel& p) { shape_shown_group(p, GroupAct::kCut); }},
    CommandRow{"keep_group", "g", [](const Panel& p) { return can_shape(p, GroupAct::kKeep); }, [](Panel& p) { shape_shown_group(p, GroupAct::kKeep); }},
    CommandRow{"split_group", "s", [](const Panel& p) { return can_shape(p, GroupAct::kSplit); }, [](Panel& p) { shape_shown_group(p, GroupAct::kSplit); }},
    CommandRow{"take_back_value", "Delete", can_take_back_value, take_back_shown_value},
    CommandRow{"take_out", "", [](const Panel& p) { return can_shape(p, GroupAct::kTakeOut); }, [](Panel& p) { shape_shown_group(p, GroupAct::kTakeOut); }},
};

bool matches(std::string_view shortcut, const KeyPress& press) {
  bool control = false, shift = false, alt = false;
  for (;;) {
    if (shortcut.starts_with("Ctrl+")) control = true, shortcut.remove_prefix(5);
    else if (shortcut.starts_with("Shift+")) shift = true, shortcut.remove_prefix(6);
    else if (shortcut.starts_with("Alt+")) alt = true, shortcut.remove_prefix(4);
    else break;
  }
  if (shortcut.empty() || control != press.control || shift != press.shift || alt != press.alt) return false;
  return std::equal(shortcut.begin(), shortcut.end(), press.key.begin(), press.key.end(), [](char a, char b) {
    auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return lower(a) == lower(b);
  });
}

}  // namespace

std::span<const CommandRow> commands() { return kCommands; }

const CommandRow& command(std::string_view id) {
  for (const CommandRow& row : kCommands)
    if (id == row.id) return row;
  return kCommands[0];
}

const CommandRow* command_for(const Panel& panel, const KeyPress& press) {
  for (const CommandRow& row : kCommands)
    if (matches(row.shortcut, press) && row.enabled(panel)) return &row;
  return nullptr;
}

std::string shortcut_text(const CommandRow& row) {
  std::string out(row.shortcut);
  auto replace = [&out](std::string_view from, std::string_view to) {
    if (size_t at = out.find(from); at != std::string::npos) out.replace(at, from.size(), to);
  };
  replace("Enter", "\u21b5");
  if (!out.empty() && out.back() >= 'a' && out.back() <= 'z' && (out.size() == 1 || out[out.size() - 2] == '+')) out.back() = static_cast<char>(out.back() - 32);
  std::replace(out.begin(), out.end(), '+', ' ');
  return out;
}

bool is_busy(const Panel& panel) { return panel.client.progress() != nullptr || panel.client.is_running("run"); }

bool can_run(const Panel& panel) {
  const protocol::Summary& s = panel.client.summary();
  if (s.sources.empty() || panel.client.is_running("run") || !engine_ready(panel)) return false;
  using protocol::SourceState;
  const auto is = [&](SourceState state) { return std::any_of(s.sources.begin(), s.sources.end(), [&](const auto& source) { return source.state == state; }); };
  return is(SourceState::kReady) && !is(SourceState::kLoading) && !is(SourceState::kMissing);
}

bool nothing_readable(const Panel& panel) {
  const auto& sources = panel.client.summary().sources;
  return !sources.empty() && std::all_of(sources.begin(), sources.end(), [](const auto& source) { return source.state == protocol::SourceState::kFailed; });
}

void tell(Panel& panel, std::string words) {
  constexpr double kToldMs = 6000;
  View& view = panel.view;
  view.told_words = std::move(words);
  view.told_until_ms = panel.platform.now_ms() + kToldMs;
  view.told_failed = false;
  panel.platform.request({"say", view.told_words, ""});
  panel.ui.more_frames = true;
}

void go_to(Panel& panel, Screen screen) {
  panel.view.screen = screen;
  panel.view.judging_groups = false;
  panel.ui.more_frames = true;
}

}  // namespace jumelles::ui
