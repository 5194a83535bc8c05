#include "panels/search.h"

#include <algorithm>
#include <cmath>

#include "app/commands.h"
#include "i18n/text.h"
#include "icons.h"
#include "panels/copying.h"
#include "widgets/text_field.h"

namespace jumelles::ui {
namespace {

using protocol::SearchPage;
using protocol::SearchRow;

constexpr float kFieldWidth = 340, kLeastFieldWidth = 200, kRoomForName = 180;
constexpr float kListWidth = 560, kPersonRow = size::kListRowPerson, kCommandRow = 32, kPad = 4, kFoot = 28;
constexpr uint32_t kPeople = 8;
constexpr const char* kField = "top/search";

// Small letters without accents, as far as the interface's languages have them.
std::string plain_letters(std::string_view text) {
  static constexpr std::pair<std::string_view, char> kAccented[] = {{"à", 'a'}, {"â", 'a'}, {"é", 'e'}, {"è", 'e'}, {"ê", 'e'}, {"ë", 'e'}, {"î", 'i'}, {"ï", 'i'}, {"ô", 'o'}, {"ù", 'u'},
                                                                   {"û", 'u'}, {"ç", 'c'}, {"À", 'a'}, {"Â", 'a'}, {"É", 'e'}, {"È", 'e'}, {"Ê", 'e'}, {"Ô", 'o'}, {"Ç", 'c'}};
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const auto accented = std::find_if(std::begin(kAccented), std::end(kAccented), [&](const auto& pair) { return text.substr(i).starts_with(pair.first); });
    if (accented != std::end(kAccented)) {
      out += accented->second;
      i += accented->first.size();
      continue;
    }
    const char c = text[i++];
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : ' ';
  }
  return out;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : plain_letters(text) + " ") {
    if (c != ' ') word += c;
    else if (!word.empty()) out.push_back(std::exchange(word, {}));
  }
  return out;
}

// What can be commanded: rows of the table that have a name, and the screens.
struct Entry {
  const char* id;
  std::string name, shortcut;
  std::optional<Screen> screen;
};

std::vector<Entry> entries_for(const Panel& panel, std::string_view text) {
  static constexpr const char* kNamed[] = {"run", "cancel", "browse", "save", "save_as", "undo", "redo", "propose"};
  std::vector<Entry> all;
  for (const char* id : kNamed)
    if (const CommandRow& row = command(id); row.enabled(panel)) all.push_back({id, tr(std::string("command.") + id), shortcut_text(row), std::nullopt});
  for (int i = 0; i < kScreenCount; ++i) all.push_back({kScreenIds[i], tr("search.go_to", {tr(std::string("screen.") + kScreenIds[i])}), "", static_cast<Screen>(i)});
  const std::vector<std::string> asked = words_of(text);
  std::erase_if(all, [&](const Entry& entry) {
    const std::vector<std::string> has = words_of(entry.name);
    return !std::all_of(asked.begin(), asked.end(), [&](const std::string& a) { return std::any_of(has.begin(), has.end(), [&](const std::string& h) { return h.starts_with(a); }); });
  });
  return all;
}

std::string trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return std::string(text);
}

// What is found of the present text; of the text before while the answer is on its way (`fresh` is false then).
const SearchPage* found_people(Panel& panel, bool& fresh) {
  View& view = panel.view;
  const std::string text = trimmed(view.search_text);
  fresh = true;
  if (text.empty() || !panel.client.summary().has_result) {
    view.search_page.reset();
    return nullptr;
  }
  bool of_revision = false;
  const auto* page = panel.client.ask<SearchPage>(protocol::SearchQuery{text, 0, kPeople}, &of_revision);
  fresh = page != nullptr && of_revision;
  if (page) view.search_page = *page;
  return view.search_page ? &*view.search_page : nullptr;
}

std::string hits_text(const SearchRow& row) {
  std::string out;
  for (const protocol::SearchHit& hit : row.hits) {
    if (!out.empty()) out += " · ";
    out += hit.attribute.empty() ? hit.value : attribute_label(hit.attribute) + "\u00a0" + clean_value_label(hit.type, hit.value);
  }
  return out;
}

struct List {
  Panel& panel;
  float x, y, width;
  size_t index = 0;      // of the option that is drawn next
  std::string active;    // key of the one that arrows have reached
  std::optional<size_t> pressed;

  bool option(const std::string& key, float height, const std::string& name, std::string_view value) {
    const bool selected = index == panel.view.search_row;
    const Rect r{x, y, width, height};
    const Interaction state = row_button(panel.ui, key, r, name, selected, false, Role::kOption);
    panel.ui.semantics.back().value = value;
    if (selected) active = key;
    if (state.pressed) pressed = index;
    ++index;
    y += height;
    return selected;
  }

  void person(const SearchRow& row, size_t number) {
    Ui& ui = panel.ui;
    const float top = y;
    const std::string hits = hits_text(row), label = row.label.empty() ? tr("value.empty") : row.label;
    const bool selected = option("search/person/" + std::to_string(number), kPersonRow, label, row.detail + (row.detail.empty() ? "" : " · ") + hits);
    const float id_left = text_right(ui, x + width - 12, top + 3, row.golden_id, kSmall), name_end = x + 12 + text_width(ui, label, {Type::kDense, selected, Token::kText});
    text_cut(ui, x + 12, top + 3, id_left - 12 - (x + 12), label, {Type::kDense, selected, Token::kText});
    if (name_end + 40 < id_left) text_cut(ui, name_end + 8, top + 3, id_left - 12 - (name_end + 8), row.detail, kDenseMuted);
    float at = x + 12;
    std::vector<uint32_t> sources = row.record_sources;
    std::sort(sources.begin(), sources.end());
    sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
    for (const uint32_t source : sources) {
      if (at > x + width / 3) break;
      source_badge(ui, at, top + 25, 14, source, panel.client.source_letter(source));
      at += 18;
    }
    text_cut(ui, at + 4, top + 24, x + width - 12 - at - 4, hits, kSmall);
  }

  void command_row(const Entry& entry) {
    Ui& ui = panel.ui;
    const float top = y;
    const bool selected = option(std::string("search/command/") + entry.id, kCommandRow, entry.name, entry.shortcut);
    draw_icon(ui, x + 12, top + 8, 16, entry.screen ? icon::kArrowRight : icon::kChevronRight, selected ? Token::kAccent : Token::kMuted);
    text(ui, x + 38, top + 6, entry.name, {Type::kDense, selected, Token::kText});
    if (!entry.shortcut.empty()) key_cap(ui, x + width - 12 - key_cap_width(ui, entry.shortcut), top + 7, entry.shortcut);
  }
};

// All that answer, where more do than are shown: it leads to their list.
constexpr const char* kSeeAll = "see_all";
void add_see_all(std::vector<Entry>& entries, const SearchPage* page, bool fresh) {
  if (page && fresh && page->total > page->rows.size()) entries.insert(entries.begin(), Entry{kSeeAll, tr_count("search.see_all", page->total), "", Screen::kGolden});
}

// What stands at the foot: how many there are, or why there are none.
std::string foot_text(const Panel& panel, const SearchPage* page, bool fresh, size_t commands) {
  const std::string text = trimmed(panel.view.search_text);
  if (!panel.client.summary().has_result) return tr("search.before_run");
  if (text.empty()) return tr("search.hint");
  if (page && page->state == "indexing") {
    const protocol::ProgressEvent* progress = panel.client.progress("search");
    return tr("search.indexing", {percent(progress ? progress->fraction : 0)});
  }
  if (!page || !fresh) return tr("list.loading");
  if (page->total == 0) return tr(commands > 0 ? "search.no_customer" : "search.nothing");
  return tr_count("search.found", page->total);
}

void carry_out(Panel& panel, const SearchPage* page, const std::vector<Entry>& entries, size_t index) {
  const size_t people = page ? page->rows.size() : 0;
  const std::optional<uint32_t> group = index < people ? std::optional<uint32_t>(page->rows[index].group) : std::nullopt;
  const Entry* entry = index >= people && index - people < entries.size() ? &entries[index - people] : nullptr;
  if (!group && !entry) return;
  if (group) show_golden_record(panel, *group);
  else if (entry->id == std::string_view(kSeeAll)) show_golden_records(panel, page->text);
  else if (entry->screen) go_to(panel, *entry->screen);
  else panel.view.asked_commands.emplace_back(entry->id);
  close_search(panel);
}

// What the field has heard since the last frame.
void take(Panel& panel, TextFieldEvents& events) {
  View& view = panel.view;
  if (events.entered) view.search_open = true;
  if (events.changed) {
    view.search_text = std::move(*events.changed);
    view.search_row = 0;
    view.search_enter = false;
    view.search_open = true;
  }
  if (events.steps != 0) view.search_row = static_cast<size_t>(std::max<int64_t>(0, static_cast<int64_t>(view.search_row) + events.steps));
  if (events.committed) view.search_enter = true;
  if (events.canceled) close_search(panel);
  // A click on the list, or the focus going there, closes nothing.
  if (events.left && !is_pressing_in(view.search_rect) && !events.left_to.starts_with("search/")) close_search(panel);
}

void field_at(Panel& panel, Rect r) {
  TextFieldOptions options{.name = tr("search.field"), .placeholder = tr("search.field"), .glyph = icon::kSearch, .shortcut = shortcut_text(command("search")), .search = true};
  options.active = panel.view.search_active;
  const float around = 34 + 14 + key_cap_width(panel.ui, options.shortcut);  // icon and key cap, with their gaps
  if (text_width(panel.ui, options.placeholder, options.ink) > r.w - around) options.placeholder = tr("search.field_short");
  TextFieldEvents events = text_field(panel.ui, kField, r, panel.view.search_text, options);
  take(panel, events);
}

// The option that was pressed.
std::optional<size_t> draw_list(Panel& panel, const SearchPage* page, const std::vector<Entry>& entries, const std::string& foot) {
  Ui& ui = panel.ui;
  View& view = panel.view;
  Overlay overlay(ui, "search", view.search_rect);
  List list{panel, view.search_rect.x + kPad, view.search_rect.y + kPad, view.search_rect.w - 2 * kPad, 0, {}, std::nullopt};
  if (!view.search_has_room) {
    field_at(panel, {list.x, list.y, list.width, size::kButton});
    list.y += size::kButton + 2 * kPad;
  }
  if (page)
    for (size_t i = 0; i < page->rows.size(); ++i) list.person(page->rows[i], i);
  for (const Entry& entry : entries) list.command_row(entry);
  text_cut(ui, list.x + 12, list.y + 6, list.width - 24, foot, kSmall);
  say(ui, Role::kStatus, "search/status", {list.x, list.y, list.width, kFoot}, foot);
  if (view.search_active != list.active) ui.more_frames = true;
  view.search_active = list.active;
  return list.pressed;
}

}  // namespace

float search_field(Panel& panel, float x, float right) {
  View& view = panel.view;
  const float middle = (window_rect().w - kFieldWidth) / 2;
  const float left = std::max(middle, x + kRoomForName), width = std::min(kFieldWidth, right - left);
  view.search_has_room = width >= kLeastFieldWidth;
  if (view.search_has_room) {
    view.search_field = {std::floor(left), 8, std::floor(width), size::kButton};
    field_at(panel, view.search_field);
    return left;
  }
  if (icon_button(panel.ui, "top/find", {right - 28, 10, 28, 28}, icon::kSearch, tr("search.field"))) open_search(panel);
  return right - 28;
}

void draw_search(Panel& panel) {
  View& view = panel.view;
  if (!view.search_open) return;
  Ui& ui = panel.ui;
  const Rect screen = window_rect();
  bool fresh = true;
  const SearchPage* found = found_people(panel, fresh);
  const SearchPage kept = found ? *found : SearchPage{};  // closing forgets it
  const SearchPage* page = found ? &kept : nullptr;
  std::vector<Entry> entries = entries_for(panel, view.search_text);
  const std::string foot = foot_text(panel, page, fresh, entries.size());
  add_see_all(entries, page, fresh);
  const float own_field = view.search_has_room ? 0 : size::kButton + 2 * kPad;
  const float width = std::min(kListWidth, screen.w - 16), top = view.search_has_room ? size::kTopBar - 2 : 6;
  const float x = std::clamp(view.search_has_room ? view.search_field.x : screen.w - width - 8, 8.0f, screen.w - width - 8);
  const float people = page ? static_cast<float>(page->rows.size()) * kPersonRow : 0, room = screen.h - top - 24 - kFoot - own_field - 2 * kPad - people;
  entries.resize(std::min(entries.size(), static_cast<size_t>(std::max(0.0f, room) / kCommandRow)));
  const size_t count = (page ? page->rows.size() : 0) + entries.size();
  view.search_row = std::min(view.search_row, count ? count - 1 : 0);
  const float height = own_field + people + static_cast<float>(entries.size()) * kCommandRow + kFoot + 2 * kPad;
  view.search_rect = {x, top, width, height};

  const std::optional<size_t> pressed = draw_list(panel, page, entries, foot);
  if (!view.search_open) return;
  if (pressed) carry_out(panel, page, entries, *pressed);
  // Enter waits for what was typed before it to be answered.
  else if (view.search_enter && fresh && !(page && page->state == "indexing")) {
    view.search_enter = false;
    carry_out(panel, page, entries, view.search_row);
  }
  // A click elsewhere; the field's own is the field's.
  if (ui.field != kField && is_clicked_outside(view.search_rect)) close_search(panel);
}

void open_search(Panel& panel) {
  panel.view.search_open = true;
  panel.view.search_row = 0;
  focus_field(panel.ui, kField);
}

void close_search(Panel& panel) {
  View& view = panel.view;
  view.search_open = view.search_enter = false;
  view.search_text.clear();
  view.search_active.clear();
  view.search_page.reset();
  view.search_row = 0;
  panel.ui.more_frames = true;
  leave_field(panel.ui);
}

}  // namespace jumelles::ui
