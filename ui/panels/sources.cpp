#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "app/commands.h"
#include "i18n/text.h"
#include "icons.h"
#include "panels/project.h"
#include "panels/source_preview.h"
#include "panels/source_reading.h"

namespace jumelles::ui {
namespace {

using protocol::ColumnSummary;
using protocol::SourceState;
using protocol::SourceSummary;

constexpr float kInspector = 320, kCardHeight = 88, kLowCard = 40;
constexpr size_t kFullCards = 9;       // more sources than that are told in one line each
constexpr float kCardsHeight = 5 * (kLowCard + 8);  // of those; the rest is scrolled to
constexpr float kBottomAir = 16;

uint32_t to_confirm_count(const SourceSummary& source) {
  return static_cast<uint32_t>(std::count_if(source.columns.begin(), source.columns.end(), [](const auto& c) { return c.to_confirm; }));
}

struct CardState { const char* glyph; Token color; std::string text; };
CardState card_state(Panel& panel, const SourceSummary& source) {
  if (source.state == SourceState::kFailed) return {icon::kOctagonAlert, Token::kError, error_text(source.problem)};
  if (source.state == SourceState::kMissing) return {icon::kTriangleAlert, Token::kPossible, tr("sources.not_given")};
  if (source.differs_from_project) return {icon::kTriangleAlert, Token::kPossible, tr("sources.differs_short")};
  if (source.state == SourceState::kLoading) {
    CardState out{icon::kLoader, Token::kAccent, tr("sources.reading")};
    if (const auto* progress = panel.client.progress("import"); progress && progress->subject == source.file_name) out.text += " " + percent(progress->fraction);
    return out;
  }
  if (uint32_t count = to_confirm_count(source)) return {icon::kTriangleAlert, Token::kPossible, tr_count("sources.to_confirm", count)};
  return {icon::kCheck, Token::kMatch, tr_count("sources.recognized", source.columns.size())};
}

void card_state_line(Panel& panel, const SourceSummary& source, float x, float y, float width) {
  Ui& ui = panel.ui;
  const CardState line = card_state(panel, source);
  draw_icon(ui, x, y + 2, 16, line.glyph, line.color);
  text_cut(ui, x + 22, y, width - 22, line.text, {Type::kDense, false, line.color});
}

// What was pasted has no file of its own.
std::string file_label(const SourceSummary& source) { return source.file_name.ends_with(".pasted") ? tr("sources.pasted") : source.file_name; }

void source_card(Panel& panel, uint32_t index, Rect r) {
  Ui& ui = panel.ui;
  const SourceSummary& source = panel.client.summary().sources[index];
  bool selected = panel.view.source == index, failed = source.state == SourceState::kFailed;
  Semantic semantic;
  semantic.key = "sources/card/" + std::to_string(index);
  semantic.role = Role::kListItem;
  semantic.name = source.name;
  semantic.value = source.state == SourceState::kReady ? tr_count("sources.rows", source.row_count) : source.state == SourceState::kMissing ? tr("sources.not_given") : "";
  semantic.rect = r;
  semantic.selected = selected;
  semantic.action = "press";
  Interaction state = interact(ui, std::move(semantic));
  if (state.pressed) show_source(panel, index);
  Token outline = failed ? Token::kError : selected ? Token::kAccent : Token::kBorderStrong;
  box(ui, r, state.hovered && !selected ? Token::kHover : Token::kSurface, outline, size::kRadiusControl, selected ? 2.0f : 0.0f);
  float x = r.x + 13, right = r.right() - 13;
  if (r.h <= kLowCard) {
    const CardState line = card_state(panel, source);
    source_badge(ui, x, r.y + 10, 20, index, panel.client.source_letter(index));
    draw_icon(ui, right - 16, r.y + 12, 16, line.glyph, line.color);
    text_cut(ui, x + 28, r.y + 10, right - 24 - x - 28, source.name, kDenseStrong);
    return tip(ui, r, source.file_name + " · " + (source.state == SourceState::kReady ? tr_count("sources.rows", source.row_count) + " · " : "") + line.text);
  }
  source_badge(ui, x, r.y + 11, 20, index, panel.client.source_letter(index));
  float name_right = text_cut(ui, x + 28, r.y + 11, (right - x) * 0.6f, source.name, kBodyStrong);
  const std::string file = file_label(source);
  float file_width = std::min(text_width(ui, file, kSmall), right - name_right - 12);
  text_cut(ui, right - file_width, r.y + 13, file_width + 1, file, kSmall);
  if (source.state == SourceState::kReady) {
    float at = text(ui, x, r.y + 35, tr_count("sources.rows", source.row_count), kDense);
    text_cut(ui, at, r.y + 35, right - at,
             " · " + tr_count("sources.columns", source.columns.size()) + " · " + tr_id("format.", source.format), kDenseMuted);
  } else {
    text(ui, x, r.y + 35, bytes(source.size_bytes), kDenseMuted);
  }
  card_state_line(panel, source, x, r.y + 59, right - x);
  if (source.state == SourceState::kLoading)
    if (const auto* progress = panel.client.progress("import"); progress && progress->subject == source.file_name)
      progress_bar(ui, "sources/loading/" + std::to_string(index), {r.x + 2, r.bottom() - 6, r.w - 4, 4}, progress->fraction, source.file_name);
}

// Commands name what they are about.
const std::string& source_name(const Panel& panel) { return panel.client.summary().sources[panel.view.source].name; }
const std::string& column_name(const Panel& panel, uint32_t column) { return panel.client.summary().sources[panel.view.source].columns[column].name; }

struct MappingColumns {
  float name, example, attribute, role, confidence, filled, remark, right;
};

MappingColumns mapping_columns(float x, float width) {
  // In a narrow window the example goes, then the bar of the confidence; roles and remarks stay.
  const float extra = std::max(0.0f, width - 864), example = width < 760 ? 0.0f : 84;
  const float confidence = width < 960 ? 84.0f : 108.0f;
  MappingColumns c{};
  c.name = x;
  c.example = c.name + 104 + extra * 0.15f;
  c.attribute = c.example + (example > 0 ? example + extra * 0.25f : 0);
  c.role = c.attribute + 192 + extra * 0.1f;
  c.confidence = c.role + 140 + extra * 0.1f;
  c.filled = c.confidence + confidence;
  c.remark = c.filled + 60;
  c.right = x + width;
  return c;
}

std::vector<Choice> type_choices() {
  std::vector<Choice> out;
  for (const std::string& id : attribute_types()) out.push_back({id, tr("type." + id)});
  return out;
}

bool is_compared(const ColumnSummary& column) { return column.role == "evidence" || column.role == "description"; }

void choose_role(Panel& panel, const std::string& role) {
  panel.client.send(protocol::SetColumnRole{source_name(panel), column_name(panel, panel.view.column), role});
}

// What the column is to matching, why, and the change with one click. Returns where it ends.
float role_of_column(Panel& panel, const ColumnSummary& column, float x, float y, float width) {
  Ui& ui = panel.ui;
  text(ui, x, y, tr("sources.role"), kSmall);
  static const std::vector<std::string> kRoles = {"evidence", "description", "measure", "technical"};
  if (column.role_matters) {
    std::vector<Choice> roles;
    for (const std::string& id : kRoles) roles.push_back({id, tr("role." + id)});
    ComboOptions options{.name = tr("sources.role")};
    if (auto chosen = combo(ui, "inspector/role", {x, y + 20, width, size::kButtonDense}, roles, index_of(roles, column.role), options))
      choose_role(panel, roles[*chosen].id);
    y += 56;
  } else {
    text(ui, x, y + 20, tr("role." + column.role), kBody);
    y += 44;
  }
  std::string why = tr("sources.role_why", {tr_id("role.reason.", column.role_reason_id)});
  float bottom = paragraph(ui, x, y, width, why, kDense);
  say(ui, Role::kParagraph, "inspector/role_why", {x, y, width, bottom - y}, why);
  y = bottom + 8;
  if (!column.role_matters) return y;
  ButtonOptions quiet{.kind = ButtonKind::kQuiet};
  bool compared = is_compared(column);
  if (button(ui, "inspector/compare", x - 10, y, tr(compared ? "sources.not_compare" : "sources.compare"), quiet))
    choose_role(panel, compared ? "measure" : "evidence");
  return y + 32;
}

void choose_type(Panel& panel, uint32_t column, const std::string& type) {
  panel.client.send(protocol::SetColumnType{source_name(panel), column_name(panel, column), type});
}

std::string remark_text(const ColumnSummary& column) {
  if (!column.remark_id.empty()) return tr_id("remark.", column.remark_id, {number(column.remark_count)});
  if (column.to_confirm) return tr("remark.to_confirm");
  if (column.role_matters && has_text("remark.role." + column.role)) return tr("remark.role." + column.role);
  if (has_text("remark.reason." + column.reason_id)) return tr("remark.reason." + column.reason_id);
  return "";
}

std::string recognized_text(const ColumnSummary& column) { return tr("sources.recognized_at", {percent(column.confidence), tr_id("reason.", column.reason_id)}); }

// What the column is to matching; why is in the tool-tip, and said.
void role_cell(Panel& panel, const ColumnSummary& column, const std::string& key, Rect r) {
  if (column.role.empty() || column.type == "ignored") return;
  const std::string role = tr("role." + column.role), why = tr("sources.role_why", {tr_id("role.reason.", column.role_reason_id)});
  text_cut(panel.ui, r.x + 8, r.y + 4, r.w - 12, role, is_compared(column) ? kDense : kDenseMuted);
  tip(panel.ui, r, role + ". " + why);
  say(panel.ui, Role::kCell, key + "/role", r, role, why);
}

void mapping_row(Panel& panel, const SourceSummary& source, uint32_t index, const MappingColumns& at, float y, const std::vector<Choice>& types) {
  Ui& ui = panel.ui;
  const ColumnSummary& column = source.columns[index];
  Rect r{at.name, y, at.right - at.name, size::kRow};
  std::string key = "sources/column/" + std::to_string(index);
  // The row's own part ends where its drop-down begins: items do not overlap.
  Interaction left = row_button(ui, key, {r.x, y, at.attribute - r.x, size::kRow}, column.name, panel.view.column == index, false);
  if (left.pressed) panel.view.column = index;
  if (panel.view.column == index) fill(ui, r, Token::kAccentSoft);
  bool ignored = column.type == "ignored", doubtful = column.to_confirm;
  text_cut(ui, at.name + 8, y + 4, at.example - at.name - 16, column.name, {Type::kDense, true, ignored ? Token::kMuted : Token::kText});
  if (at.attribute > at.example) value_text(ui, at.example + 8, y + 4, at.attribute - at.example - 16, column.example, kDenseMuted);
  ComboOptions options{.name = tr("sources.attribute_of", {column.name}), .as_text = true, .glyph = type_icon(column.type)};
  options.color = doubtful ? Token::kPossible : ignored ? Token::kMuted : Token::kText;
  options.strong = doubtful;
  if (auto chosen = combo(ui, key + "/type", {at.attribute, y, at.role - at.attribute - 4, size::kRow - 1}, types, index_of(types, column.type), options)) {
    panel.view.column = index;
    choose_type(panel, index, types[*chosen].id);
  }
  role_cell(panel, column, key, {at.role, y, at.confidence - at.role, size::kRow});
  if (at.filled - at.confidence > 100) bar(ui, {at.confidence + 8, y + 10, 48, 8}, column.confidence, doubtful ? Token::kPossibleFill : Token::kH4);
  text_right(ui, at.filled - 8, y + 4, percent(column.confidence), kDense);
  tip(ui, {at.confidence, y, at.filled - at.confidence, size::kRow}, recognized_text(column));
  double share = source.row_count ? static_cast<double>(column.filled_count) / source.row_count : 0;
  text_right(ui, at.remark - 8, y + 4, percent(share), kDense);
  if (std::string remark = remark_text(column); !remark.empty()) {
    bool warns = !column.remark_id.empty() || doubtful;
    float x = at.remark + 8;
    if (warns) {
      draw_icon(ui, x, y + 6, 14, doubtful && column.remark_id.empty() ? icon::kCircleQuestionMark : icon::kTriangleAlert, Token::kPossible);
      x += 20;
    }
    text_cut(ui, x, y + 4, at.right - x - 8, remark, {Type::kDense, false, warns ? Token::kPossible : Token::kMuted});
  }
  hline(ui, at.name, at.right, y + size::kRow - 1, Token::kBorder);
}

float mapping_table(Panel& panel, const SourceSummary& source, float x, float y, float width) {
  Ui& ui = panel.ui;
  float sx = text(ui, x, y + 6, tr("sources.mapping"), kBodyStrong);
  heading(ui, "sources/mapping", {x, y + 6, sx - x, 20}, tr("sources.mapping"), 2);
  size_t mapped = static_cast<size_t>(std::count_if(source.columns.begin(), source.columns.end(), [](const auto& c) { return c.type != "ignored"; }));
  text(ui, sx + 12, y + 6, tr_count("sources.columns", source.columns.size()) + ", " + tr_count("sources.mapped", mapped), kDenseMuted);
  y += 32;
  MappingColumns at = mapping_columns(x + 1, width - 2);
  float rows = static_cast<float>(source.columns.size()) * size::kRow;
  box(ui, {x, y, width, 28 + rows + 2}, Token::kSurface, Token::kBorder, 0);
  y += 1;
  fill(ui, {at.name, y, at.right - at.name, 28}, Token::kSunken);
  text(ui, at.name + 8, y + 6, tr("sources.column"), kSmallStrong);
  if (at.attribute > at.example) text(ui, at.example + 8, y + 6, tr("sources.example"), kSmallStrong);
  text(ui, at.attribute + 8, y + 6, tr("sources.attribute"), kSmallStrong);
  text(ui, at.role + 8, y + 6, tr("sources.role"), kSmallStrong);
  text_cut(ui, at.confidence + 8, y + 6, at.filled - at.confidence - 12, tr("sources.confidence"), kSmallStrong);
  text_right(ui, at.remark - 8, y + 6, tr("sources.filled"), kSmallStrong);
  text(ui, at.remark + 8, y + 6, tr("sources.remark"), kSmallStrong);
  y += 28;
  std::vector<Choice> types = type_choices();
  for (uint32_t c = 0; c < source.columns.size(); ++c, y += size::kRow) mapping_row(panel, source, c, at, y, types);
  return y + 1;
}

// ---- inspector

float shapes_table(Panel& panel, const char* title_key, const std::vector<protocol::NamedCount>& rows, uint32_t total, float x, float y, float width) {
  if (rows.empty()) return y;
  Ui& ui = panel.ui;
  text(ui, x, y + 20, tr(title_key), kBodyStrong);
  heading(ui, std::string("inspector/") + title_key, {x, y + 20, width, 20}, tr(title_key), 3);
  y += 44;
  uint32_t most = 1;
  for (const auto& row : rows) most = std::max(most, row.count);
  size_t shown = std::min<size_t>(rows.size(), 5);
  for (size_t i = 0; i < shown; ++i, y += size::kRow) {
    text_cut(ui, x, y + 4, width - 132, rows[i].text, kDense);
    bar(ui, {x + width - 116, y + 10, 48, 8}, static_cast<double>(rows[i].count) / most, Token::kH4);
    text_right(ui, x + width, y + 4, number(rows[i].count), kDense);
    hline(ui, x, x + width, y + size::kRow - 1, Token::kBorder);
  }
  (void)total;
  return y;
}

float clean_examples(Panel& panel, const std::vector<protocol::CleanExample>& rows, float x, float y, float width) {
  if (rows.empty()) return y;
  Ui& ui = panel.ui;
  text(ui, x, y + 20, tr("sources.written"), kBodyStrong);
  heading(ui, "inspector/written", {x, y + 20, width, 20}, tr("sources.written"), 3);
  y += 44;
  float half = (width - 32) / 2;
  for (size_t i = 0; i < std::min<size_t>(rows.size(), 6); ++i, y += size::kRow) {
    value_text(ui, x, y + 4, half, rows[i].original, kDense);
    draw_icon(ui, x + half + 8, y + 7, 14, icon::kArrowRight, Token::kMuted);
    bool kept = rows[i].status == "clean";
    std::string after = kept ? rows[i].clean : tr_id("clean.", rows[i].status, {rows[i].clean});
    Ink ink = kept ? kDense : kDenseMuted;
    float w = std::min(half, text_width(ui, after, ink));
    text_cut(ui, x + width - w, y + 4, half + 1, after, ink);
    say(ui, Role::kRow, "inspector/written/" + std::to_string(i), {x, y, width, size::kRow}, rows[i].original, after);
    hline(ui, x, x + width, y + size::kRow - 1, Token::kBorder);
  }
  return paragraph(ui, x, y + 12, width, tr("sources.original_kept"), kDenseMuted);
}

void inspector_figures(Panel& panel, const protocol::ColumnDetail& d, float x, float y) {
  double filled = d.row_count ? static_cast<double>(d.filled_count) / d.row_count : 0;
  double valid = d.filled_count ? static_cast<double>(d.valid_count) / d.filled_count : 0;
  figure(panel.ui, "inspector/filled", x, y, number(d.filled_count), tr("sources.figure_filled", {percent(filled)}));
  figure(panel.ui, "inspector/distinct", x + 100, y, number(d.distinct_count), tr("sources.figure_distinct"));
  figure(panel.ui, "inspector/valid", x + 174, y, percent(valid), tr("sources.figure_valid"));
}

void inspector(Panel& panel, const SourceSummary& source, Rect area) {
  Ui& ui = panel.ui;
  Region region(ui, "inspector", area, {.background = Token::kBg, .scroll_y = true});
  if (panel.view.column >= source.columns.size()) return;
  const ColumnSummary& column = source.columns[panel.view.column];
  float x = region.x() + 21, y = region.y() + 16, width = area.w - 21 - 20;
  draw_icon(ui, x, y + 4, 16, type_icon(column.type), Token::kMuted);
  float at = text_cut(ui, x + 24, y, width - 100, column.name, {Type::kLead, true, Token::kText});
  heading(ui, "inspector/title", {x + 24, y, at - x - 24, 24}, column.name, 2);
  text_cut(ui, at + 8, y + 3, std::max(0.0f, x + width - at - 8), source.name, kBodyMuted);
  y += 36;
  text(ui, x, y, tr("sources.attribute"), kSmall);
  std::vector<Choice> types = type_choices();
  ComboOptions options{.name = tr("sources.attribute")};
  if (auto chosen = combo(ui, "inspector/type", {x, y + 20, width, size::kButtonDense}, types, index_of(types, column.type), options))
    choose_type(panel, panel.view.column, types[*chosen].id);
  y += 56;
  std::string why = recognized_text(column);
  float bottom = paragraph(ui, x, y, width, why, kDense);
  say(ui, Role::kParagraph, "inspector/why", {x, y, width, bottom - y}, why);
  y = bottom + 16;
  if (column.type != "ignored") {
    if (!column.role.empty()) y = role_of_column(panel, column, x, y, width);
    ButtonOptions quiet{.kind = ButtonKind::kQuiet};
    if (button(ui, "inspector/ignore", x - 10, y, tr("sources.ignore"), quiet)) choose_type(panel, panel.view.column, "ignored");
    y += 48;
  }
  const auto* detail = panel.client.ask<protocol::ColumnDetail>(protocol::ColumnQuery{panel.view.source, panel.view.column});
  if (detail) {
    inspector_figures(panel, *detail, x, y);
    y += 48;
    y = shapes_table(panel, "sources.shapes", detail->shapes, detail->filled_count, x, y, width);
    y = clean_examples(panel, detail->examples, x, y, width);
    y = shapes_table(panel, "sources.frequent", detail->top_values, detail->filled_count, x, y, width);
  } else {
    for (int i = 0; i < 3; ++i) placeholder(ui, x, y + static_cast<float>(i) * 28, width);
    y += 84;
  }
  region.extend_to(x + width, y + 16);
}

// Every source that could not be read, each with its own reason and what to do.
float failed_sources(Panel& panel, float x, float y, float width) {
  const auto& sources = panel.client.summary().sources;
  const std::string* removed = nullptr;
  for (size_t i = 0; i < sources.size(); ++i) {
    if (sources[i].state != SourceState::kFailed) continue;
    Error problem = sources[i].problem;
    if (problem.path.empty()) problem.path = file_label(sources[i]);
    const std::string what = error_text(problem), hint = error_hint(problem);
    const std::string remove = tr("sources.remove_failed");
    const float h = notice_height(panel.ui, width - button_width(panel.ui, remove, {}), what, hint);
    if (notice(panel.ui, "sources/problem/" + std::to_string(i), {x, y, width, h}, NoticeKind::kError, what, hint, remove)) removed = &sources[i].name;
    y += h + 8;
  }
  if (removed) panel.client.send(protocol::RemoveSource{*removed});
  return y;
}

// A result that was made while this screen was looked at is on others: it is said here, with the way there.
float result_band(Panel& panel, float x, float y, float width) {
  const protocol::Summary& s = panel.client.summary();
  if (panel.client.results_made() <= panel.view.results_seen || !s.has_result || s.is_stale || panel.client.is_running("run")) return y;
  const bool none = !s.nothing_linked.reason.empty();
  const std::string what = none ? sentence_of(nothing_linked_text(s))
                                : tr("sources.result", {number(s.counts.record_count), number(s.counts.group_count), number(s.counts.multi_source_group_count)});
  const std::string hint = s.counts.to_check_pair_count > 0 ? tr_count("sources.result_to_check", s.counts.to_check_pair_count) : "";
  const std::string show = tr("sources.result_show");
  const float h = notice_height(panel.ui, width - button_width(panel.ui, show, {}), what, hint);
  if (notice(panel.ui, "sources/result", {x, y, width, h}, NoticeKind::kDone, what, hint, show)) go_to(panel, Screen::kGolden);
  return y + h + 12;
}

// Where they lie; more than a screenful of them has a place of its own to scroll in.
float cards(Panel& panel, float x, float y, float width) {
  const size_t count = panel.client.summary().sources.size();
  const bool low = count > kFullCards;
  const float height = low ? kLowCard : kCardHeight, gap = low ? 8.0f : 12.0f;
  const auto fitting = static_cast<size_t>((width + gap) / (low ? 190 : 232));
  const size_t per_row = std::max<size_t>(1, std::min<size_t>(std::max<size_t>(count, 3), fitting));
  const float all = static_cast<float>((count + per_row - 1) / per_row) * (height + gap), shown = low ? std::min(all, kCardsHeight) : all;
  const float inner = all > shown ? width - size::kScrollBar : width;
  float card = std::min(360.0f, std::floor((inner - gap * static_cast<float>(per_row - 1)) / static_cast<float>(per_row)));
  if (count <= 3) card = std::min(card, 276.0f);
  std::optional<Region> region;
  if (all > shown) region.emplace(panel.ui, "sources_cards", Rect{x - 3, y - 3, width + 3, shown}, RegionOptions{.background = Token::kNone, .scroll_y = true});
  const float left = region ? region->x() + 3 : x, top = region ? region->y() + 3 : y;
  for (uint32_t i = 0; i < count; ++i)
    source_card(panel, i, {left + static_cast<float>(i % per_row) * (card + gap), top + static_cast<float>(i / per_row) * (height + gap), card, height});
  if (region) region->extend_to(left + inner, top + all);
  return y + shown;
}

std::string header_sentence(const Panel& panel) {
  const auto& client = panel.client;
  std::string out = tr_count("sources.extracts", client.summary().sources.size()) + " · " + tr_count("sources.records", client.record_count());
  if (client.rejected_count()) out += " · " + tr_count("sources.rejected", client.rejected_count());
  return out;
}

float notices(Panel& panel, const SourceSummary& source, float x, float y, float width) {
  for (const std::string& id : source.notices) {
    std::string what = tr_id("notice.", id);
    float h = notice_height(panel.ui, width, what, "");
    notice(panel.ui, "sources/notice/" + id, {x, y, width, h}, NoticeKind::kWarning, what, "");
    y += h + 8;
  }
  if (source.repaired_cell_count > 0) {
    std::string what = tr_count("sources.repaired", source.repaired_cell_count), hint = tr("sources.repaired_more");
    float h = notice_height(panel.ui, width, what, hint);
    notice(panel.ui, "sources/repaired", {x, y, width, h}, NoticeKind::kWarning, what, hint);
    y += h + 8;
  }
  if (source.differs_from_project) {
    std::string what = tr("sources.differs"), hint = tr("sources.differs_more");
    float h = notice_height(panel.ui, width, what, hint);
    notice(panel.ui, "sources/differs", {x, y, width, h}, NoticeKind::kWarning, what, hint);
    y += h + 8;
  }
  for (const std::string& other : source.apart_from) {
    std::string what = tr("sources.apart", {source.name, other});
    float h = notice_height(panel.ui, width, what, "");
    notice(panel.ui, "sources/apart/" + other, {x, y, width, h}, NoticeKind::kWarning, what, "");
    y += h + 8;
  }
  return y;
}

}  // namespace

void draw_sources(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  const auto& sources = panel.client.summary().sources;
  panel.view.source = sources.empty() ? 0 : std::min<uint32_t>(panel.view.source, static_cast<uint32_t>(sources.size() - 1));
  {
    Region header(ui, "sources_header", {area.x, area.y, area.w, size::kPageHeader});
    float right = area.right() - size::kPagePadding;
    ButtonOptions add{.glyph = icon::kPlus};
    if (button_from_right(ui, "sources/add", right, area.y + 18, tr("sources.add"), add)) panel.platform.request({"browse", "", ""});
    const ButtonOptions paste{.glyph = icon::kClipboard, .tip = tr("sources.paste_help")};
    if (button_from_right(ui, "sources/paste", right, area.y + 18, tr("action.paste"), paste)) panel.platform.request({"paste", "", ""});
    if (uint64_t rejected = panel.client.rejected_count()) {
      ButtonOptions rejects{.glyph = icon::kFileDown, .shortcut = number(rejected)};
      if (button_from_right(ui, "sources/rejects", right, area.y + 18, tr("delivery.rejects"), rejects)) panel.view.screen = Screen::kDelivery;
    }
    page_header(panel, area, tr("screen.sources"), header_sentence(panel), right);
  }
  Rect body{area.x, area.y + size::kPageHeader, area.w, area.h - size::kPageHeader};
  bool inspects = body.w >= 1000 && !sources.empty() && sources[panel.view.source].state == SourceState::kReady;
  float inspector_width = inspects ? (body.w < 1150 ? 280.0f : kInspector) : 0;
  if (inspects) {
    Rect side{body.right() - inspector_width, body.y, inspector_width, body.h};
    inspector(panel, sources[panel.view.source], side);
    vline(ui, side.x, side.y, side.bottom(), Token::kBorder);
    body.w -= inspector_width;
  }
  Region region(ui, "sources_body", body, {.background = Token::kSurface, .scroll_y = true});
  float x = region.x() + 24, y = region.y() + 16, width = body.w - 48;
  y = result_band(panel, x, y, width);
  y = cards(panel, x, y, width);
  y = failed_sources(panel, x, y, width);
  if (!sources.empty()) {
    const SourceSummary& source = sources[panel.view.source];
    y += 4;
    if (source.state == SourceState::kFailed && source.tables.size() > 1) {  // another sheet may be fine
      y = draw_table_choice(panel, source, x, y, width);
    } else if (source.state == SourceState::kMissing) {
      y = missing_source(panel, source, x, y, width);
    } else if (source.state == SourceState::kReady) {
      y = draw_reading_choices(panel, source, x, y, width);
      y = notices(panel, source, x, y, width);
      y = draw_source_preview(panel, source, x, y, width, std::max(160.0f, body.h * 0.45f)) + 8;
      y = mapping_table(panel, source, x, y, width);
    }
  }
  region.extend_to(x + width, y + kBottomAir);
}

}  // namespace jumelles::ui
