#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "app/commands.h"
#include "core/attribute.h"
#include "i18n/text.h"
#include "icons.h"
#include "panels/panels.h"

namespace jumelles::ui {

std::string with_capital(std::string value) {
  if (!value.empty() && value[0] >= 'a' && value[0] <= 'z') value[0] = static_cast<char>(value[0] - 32);
  return value;
}

// In the order of the table; what leaves a column out comes last.
const std::vector<std::string>& attribute_types() {
  static const std::vector<std::string> ids = [] {
    std::vector<std::string> out;
    for (int t = 0; t < kAttributeTypeCount; ++t)
      if (static_cast<AttributeType>(t) != AttributeType::kIgnored) out.emplace_back(info(static_cast<AttributeType>(t)).id);
    out.emplace_back(info(AttributeType::kIgnored).id);
    return out;
  }();
  return ids;
}

const char* type_icon(std::string_view type) {
  const std::optional<AttributeType> known = attribute_type_from_id(type);
  return icon::named(info(known.value_or(AttributeType::kText)).icon);
}

namespace {
std::map<std::string, std::string, std::less<>> titles;  // of attributes

// "date_creation" is a name for machines, "CA N-1" one for people.
std::string readable_title(std::string title) {
  std::replace(title.begin(), title.end(), '_', ' ');
  return with_capital(std::move(title));
}
}  // namespace

void learn_titles(const protocol::Summary& summary) {
  titles.clear();
  for (const auto& source : summary.sources)
    for (const auto& column : source.columns)
      if (!column.attribute.empty() && !column.name.empty()) titles.emplace(column.attribute, readable_title(column.name));
}

std::string attribute_label(std::string_view attribute) {
  if (has_text("type." + std::string(attribute))) return tr_id("type.", attribute);
  // A second one of a type: "street_2".
  size_t mark = attribute.rfind('_');
  if (mark != std::string_view::npos && mark + 1 < attribute.size()) {
    std::string_view tail = attribute.substr(mark + 1);
    bool digits = std::all_of(tail.begin(), tail.end(), [](char c) { return c >= '0' && c <= '9'; });
    std::string type = "type." + std::string(attribute.substr(0, mark));
    if (digits && has_text(type)) return tr(type) + "\u00a0" + std::string(tail);
  }
  if (const auto title = titles.find(attribute); title != titles.end()) return title->second;
  return readable_title(std::string(attribute));
}

std::string clean_value_label(std::string_view type, std::string_view value) {
  const AttributeTypeInfo& row = info(attribute_type_from_id(type).value_or(AttributeType::kText));
  if (row.refusal_wins && (value == "0" || value == "1")) return tr(value == "1" ? "value.yes" : "value.no");
  if (row.look != Look::kDate || value.size() < 10 || value[4] != '-' || value[7] != '-') return std::string(value);
  std::string_view year = value.substr(0, 4), month = value.substr(5, 2), day = value.substr(8, 2);
  if (year == "0000" || month == "00" || day == "00") return std::string(value);
  return tr("value.date", {year, month, day}) + std::string(value.substr(10));
}

std::string comparison_label(std::string_view comparison) {
  if (has_text("comparison." + std::string(comparison))) return tr_id("comparison.", comparison);
  return attribute_label(comparison);
}

std::string level_label(std::string_view level, double threshold) {
  std::string family = "level.";
  std::string arg = decimal(threshold, 2);
  if (has_text(family + std::string(level))) return tr_id(family, level, {arg});
  // "similar_0.92": the number is the level's threshold.
  size_t mark = level.find_last_of('_');
  if (mark != std::string_view::npos && mark + 1 < level.size() && level[mark + 1] >= '0' && level[mark + 1] <= '9') {
    std::string_view base = level.substr(0, mark);
    if (has_text(family + std::string(base))) return tr_id(family, base, {arg});
  }
  return tr_id(family, level, {arg});
}

std::string key_part_label(const protocol::KeyPartSummary& part) {
  std::string attribute = attribute_label(part.attribute);
  std::string key = "transform." + part.transform;
  if (has_text(key)) return tr_id("transform.", part.transform, {attribute});
  return attribute + " (" + tr_id("transform.", part.transform) + ")";
}

std::string key_label(const std::vector<protocol::KeyPartSummary>& parts) {
  std::string out;
  for (const auto& part : parts) {
    if (!out.empty()) out += " + ";
    out += key_part_label(part);
  }
  return out;
}

namespace {
std::string filled(const Error& error, const std::string& key) {
  std::array<std::string_view, 4> args{};
  for (size_t i = 0; i < args.size() && i < error.arguments.size(); ++i) args[i] = error.arguments[i];
  return tr_id("", key, {args[0], args[1], args[2], args[3]});
}
}  // namespace

std::string probability_text(double p) {
  if (p < 0.00001) return "\u2248\u00a00";
  return percent(p, p < 0.001 ? 3 : p < 0.01 ? 2 : 1);
}

namespace {
std::string listed(const std::vector<std::string>& comparisons) {
  constexpr size_t kMost = 3;
  std::string out;
  for (size_t i = 0; i < comparisons.size() && i < kMost; ++i) out += (i == 0 ? "" : ", ") + comparison_label(comparisons[i]);
  return comparisons.size() > kMost ? out + "\u2026" : out;
}

// What keeps the most similar pair from being linked.
std::string lack_of(const protocol::NothingLinkedSummary& nothing) {
  if (!nothing.against.empty()) return tr("nothing_linked.against", {listed(nothing.against)});
  if (!nothing.missing.empty()) return tr("nothing_linked.missing", {listed(nothing.missing)});
  return tr("nothing_linked.common");
}
}  // namespace

NothingLinkedText nothing_linked_text(const protocol::Summary& s) {
  const protocol::NothingLinkedSummary& nothing = s.nothing_linked;
  if (nothing.reason.empty()) return {};
  const std::string records = number(s.counts.record_count);
  const bool none = nothing.reason == "none", across = none && s.link_type == "link";
  NothingLinkedText out;
  out.title = across ? tr("nothing_linked.title_across", {records}) : tr("nothing_linked.title." + nothing.reason, {records});
  out.rest = tr("nothing_linked." + nothing.reason, {records, number(s.counts.candidate_pair_count), decimal(nothing.weight_bits, 1),
                                                     probability_text(nothing.probability), number(nothing.likely_pair_count), decimal(nothing.most_bits, 1)});
  const auto add = [&](const std::string& sentence) { out.rest += " " + sentence; };
  if (none && nothing.has_pair) add(lack_of(nothing));
  if (none && s.counts.to_check_pair_count > 0) add(tr("nothing_linked.to_check", {number(s.counts.to_check_pair_count)}));
  if (none && s.counts.vetoed_pair_count > 0) add(tr("nothing_linked.vetoed", {number(s.counts.vetoed_pair_count)}));
  return out;
}

std::string sentence_of(const NothingLinkedText& text) { return text.title.empty() ? "" : tr("nothing_linked.sentence", {text.title, text.rest}); }

std::string error_text(const Error& error) {
  std::string key = "error." + error.id;
  std::string text = has_text(key) ? filled(error, key) : error.message;
  if (!error.path.empty() && text.find(error.path) == std::string::npos) {
    std::string where = error.path;
    if (error.line) where += "\u00a0:" + std::to_string(error.line);
    text = tr("value.named", {where, text});
  }
  return text;
}

std::string error_hint(const Error& error) {
  std::string key = "hint." + error.id;
  return has_text(key) ? filled(error, key) : error.hint;
}

float value_text(Ui& ui, float x, float y, float width, std::string_view value, Ink ink) {
  if (value.empty()) {
    TypeSize metrics = type_size(ink.type);
    return text(ui, x, y + (metrics.line_px - 16) / 2, tr("value.empty"), kSmall);
  }
  return text_cut(ui, x, y, width, value, ink);
}

void draw_empty(Panel& panel, std::string key, Rect area, const char* glyph, std::string_view title, std::string_view text) {
  const bool has = panel.client.has_sources();
  const CommandRow& row = command(has ? "run" : "browse");
  const bool running = panel.client.is_running("run"), possible = row.enabled(panel);
  const std::string label = tr(running ? "action.running" : has ? "action.run" : "action.browse");
  const std::string why = possible || running ? "" : tr(nothing_readable(panel) ? "rail.run_unreadable" : has ? "rail.run_waits" : "engine.starting");
  const bool pressed = empty_state(panel.ui, std::move(key), area, glyph, title, text, label, running ? icon::kLoader : has ? icon::kPlay : icon::kFolderOpen, !possible, why);
  if (pressed && possible) row.run(panel);
}

float stale_band(Panel& panel, Rect area) {
  if (!panel.client.summary().is_stale) return 0;
  Rect r{area.x + 16, area.y + 8, area.w - 32, 40};
  if (notice(panel.ui, "stale", r, NoticeKind::kWarning, tr("stale.text"), "", can_run(panel) ? tr("action.run") : "")) command("run").run(panel);
  return 56;
}

float page_header(Panel& panel, Rect area, std::string_view title, std::string_view sentence, float right) {
  Ui& ui = panel.ui;
  hline(ui, area.x, area.right(), area.y + size::kPageHeader - 1, Token::kBorder);
  float x = text(ui, area.x + size::kPagePadding, area.y + 18, title, kTitle);
  heading(ui, "page/title", {area.x + size::kPagePadding, area.y + 18, x - area.x - size::kPagePadding, 28}, title, 1);
  if (sentence.empty()) return x;
  const float room = (right > 0 ? right : area.right() - size::kPagePadding) - x - 12;
  float end = room < 60 ? x : text_cut(ui, x + 12, area.y + 22, room, sentence, kBodyMuted);
  say(ui, Role::kParagraph, "page/sentence", {x + 12, area.y + 22, end - x - 12, 20}, sentence);
  return end;
}

namespace {
// The list of sources tells it, with the source it is about.
bool is_told_by_source(const Panel& panel, const protocol::FailedEvent& failure) {
  if (panel.view.screen != Screen::kSources || failure.task != "import") return false;
  const auto& sources = panel.client.summary().sources;
  return std::any_of(sources.begin(), sources.end(), [&](const auto& source) {
    return source.state == protocol::SourceState::kFailed && source.file_name == failure.subject && source.problem.id == failure.error.id;
  });
}
}  // namespace

float failure_band(Panel& panel, Rect area) {
  constexpr size_t kMost = 4;  // at a time: the screen beneath is to be seen
  const auto& failures = panel.client.failures();
  Ui& ui = panel.ui;
  float y = area.y;
  size_t shown = 0;
  std::optional<size_t> dismissed;
  for (size_t i = 0; i < failures.size() && shown < kMost; ++i) {
    if (is_told_by_source(panel, failures[i])) continue;
    const std::string what = error_text(failures[i].error), hint = error_hint(failures[i].error);
    const float h = notice_height(ui, area.w - 48 - 120, what, hint);
    const std::string key = shown == 0 ? "failure" : "failure/" + std::to_string(shown);
    if (notice(ui, key, {area.x + 24, y + 12, area.w - 48, h}, NoticeKind::kError, what, hint, tr("action.dismiss"))) dismissed = i;
    y += h + 12;
    ++shown;
  }
  if (dismissed) panel.client.dismiss_failure(*dismissed);
  return y - area.y;
}

float list_position(Panel& panel, std::string key, float x, float y, float right, uint64_t row, uint64_t total, const std::string& filter_text, uint64_t unfiltered) {
  if (total == 0 && filter_text.empty()) return x;
  std::string words = total == 0 ? tr("list.none_of", {number(unfiltered)}) : tr("list.position", {number(std::min(row + 1, total)), number(total)});
  if (total > 0 && !filter_text.empty()) words = tr("list.position_filtered", {number(std::min(row + 1, total)), number(total), number(unfiltered)});
  const float end = text_cut(panel.ui, x, y, right - x, words, kDenseMuted);
  say(panel.ui, Role::kStatus, std::move(key), {x, y, end - x, 20}, words);
  return end;
}

}  // namespace jumelles::ui
