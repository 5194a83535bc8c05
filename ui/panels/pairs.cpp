#include <algorithm>
#include <array>
#include <cmath>

#include "app/commands.h"
#include "i18n/text.h"
#include "icons.h"
#include "panels/copying.h"
#include "panels/judge_groups.h"
#include "panels/pair_place.h"
#include "panels/pairs_likeness.h"
#include "panels/pairs_why_not.h"
#include "panels/panels.h"
#include "widgets/charts.h"

namespace jumelles::ui {
namespace {

using protocol::PairDetail;
using protocol::PairRow;
using protocol::PairsPage;

constexpr float kListWidth = 384;
// Judging goes on without waiting: so many pairs are asked for ahead, and the next rows of the list before they are reached.
constexpr uint64_t kPairsAhead = 2, kRowsAhead = 32;

Token outcome_color(const std::string& filter, double probability, double threshold) {
  if (filter == "vetoed") return Token::kNonmatchFill;
  return probability >= threshold ? Token::kMatchFill : Token::kPossibleFill;
}

void person_line(Panel& panel, const protocol::RecordLabel& label, float x, float y, float right, bool strong) {
  Ui& ui = panel.ui;
  source_badge(ui, x, y + 2, 16, label.source, panel.client.source_letter(label.source));
  float at = text_cut(ui, x + 24, y, right - x - 24, label.label, {Type::kDense, strong, Token::kText});
  if (!label.detail.empty() && at + 24 < right) text_cut(ui, at + 8, y, right - at - 8, label.detail, kDenseMuted);
}

struct VerdictLook {
  const char* glyph;
  Token color;
};
VerdictLook look_of(const std::string& verdict) {
  if (verdict == "same") return {icon::kEqual, Token::kMatch};
  if (verdict == "different") return {icon::kEqualNot, Token::kNonmatch};
  return {icon::kCircleQuestionMark, Token::kPossible};
}

std::vector<std::string> cells_of(const Panel& panel, const PairRow& row) {
  const auto& sources = panel.client.summary().sources;
  std::vector<std::string> out{percent(row.probability, 1)};
  for (const protocol::RecordLabel* record : {&row.a, &row.b}) {
    out.push_back(record->source < sources.size() ? sources[record->source].name : "");
    out.push_back(record->label);
    out.push_back(record->detail);
  }
  return out;
}

void row_menu(Panel& panel, const Asked& asked, uint64_t index, const PairRow& row) {
  const std::string source = tr("delivery.source"), more = tr("pairs.column.more");
  ListToCopy all = list_to_copy<PairsPage>({tr("pairs.same"), source + " A", "A", more, source + " B", "B", more}, panel.view.pair_total, pairs_query(panel, 0),
                                           [](const Panel& p, const PairRow& other) { return cells_of(p, other); });
  if (asked.menu && !panel.view.commands_wait) choose_pair_row(panel, index);
  std::vector<MenuAct> acts;
  for (const char* verdict : {"same", "different", "unsure"}) {
    const CommandRow& answer = command(std::string("judge_") + verdict);
    acts.push_back({{verdict, tr(std::string("verdict.") + verdict), look_of(verdict).glyph, false, shortcut_text(answer)}, [id = answer.id](Panel& p) { p.view.asked_commands.emplace_back(id); }});
  }
  const std::string name = row.a.label + " / " + row.b.label;
  answer(panel, asked, {name, name, cells_of(panel, row), {}, std::move(all), std::move(acts)});
}

void list_row(Panel& panel, uint64_t index, const RowRegion& region) {
  Ui& ui = panel.ui;
  const Rect r = region.row(index);
  bool fresh = false;
  const PairRow* row = pair_row_at(panel, index, &fresh);
  const std::string verdict = row ? verdict_of(panel, *row, fresh) : "";
  bool selected = panel.view.pair_row == index && !panel.view.any_pair;
  std::string name = row ? row->a.label + " / " + row->b.label : tr("list.loading");
  Interaction state = row_button(ui, "pairs/row/" + std::to_string(index), r, name, selected, true, Role::kListItem);
  if (row) ui.semantics.back().value = percent(row->probability);
  if (const Asked asked = asked_of(ui, "pairs/row/" + std::to_string(index), r, selected); asked && row) row_menu(panel, asked, index, *row);
  if (state.pressed && !panel.view.commands_wait) choose_pair_row(panel, index);
  float x = r.x + 16;
  if (row) {
    text(ui, x, r.y + 8, percent(row->probability), kDenseStrong);
    bar(ui, {x, r.y + 32, 48, 6}, row->probability, outcome_color(panel.view.pair_filter, row->probability, panel.client.summary().threshold));
    const std::string count = verdict.empty() ? look_alikes_text(row->look_alike_count) : "";
    const float end = r.right() - (verdict.empty() ? 12 + (count.empty() ? 0 : std::max(28.0f, text_width(ui, count, kDenseMuted) + 8)) : 40);
    person_line(panel, row->a, x + 64, r.y + 5, end, selected);
    person_line(panel, row->b, x + 64, r.y + 27, end, selected);
    if (!verdict.empty()) {
      const VerdictLook look = look_of(verdict);
      const bool settled = fresh && row->by_likeness && verdict == row->verdict;
      draw_icon(ui, r.right() - 28, r.y + 16, 16, look.glyph, settled ? Token::kMuted : look.color);
      ui.semantics.back().value += ", " + tr((settled ? "verdict.settled." : "verdict.said.") + verdict);
    } else if (!count.empty()) {
      text_right(ui, r.right() - 12, r.y + 16, count, kDenseMuted);
      ui.semantics.back().value += ", " + tr_count("pairs.alike", row->look_alike_count);
    }
  } else {
    placeholder(ui, x, r.y + 8, 48);
    placeholder(ui, x + 64, r.y + 5, 240);
    placeholder(ui, x + 64, r.y + 27, 240);
  }
  hline(ui, r.x, r.right(), r.bottom() - 1, Token::kBorder);
}

// How many of those to check are judged, those on their way included.
void list_progress(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  const protocol::Counts& counts = panel.client.summary().counts;
  const uint64_t all = counts.to_check_pair_count + counts.checked_pair_count;
  const std::string words = tr(panel.client.summary().decisions.settled_pair_count > 0 ? "pairs.progress_settled" : "pairs.progress", {number(counts.checked_pair_count), number(all)});
  const float at = text(ui, area.x + 16, area.y + 16, words, kDenseMuted);
  progress_bar(ui, "pairs/progress", {area.x + 16, area.y + 38, std::max(64.0f, at - area.x - 16), 4},
               static_cast<double>(counts.checked_pair_count) / static_cast<double>(std::max<uint64_t>(1, all)), words);
}

std::string none_text(const Panel& panel) {
  const View& view = panel.view;
  if (view.pair_filter == "linked" && !panel.client.summary().nothing_linked.reason.empty()) return sentence_of(nothing_linked_text(panel.client.summary()));
  const bool all_checked = view.pair_filter == "to_check" && panel.client.summary().counts.checked_pair_count > 0;
  return tr(all_checked ? "pairs.none.all_checked" : "pairs.none." + view.pair_filter);
}

// As a sort of the list is called (protocol.h), and as headers have it.
struct PairSort { const char* id; Sort sort; };
const std::array<PairSort, 5> kSorts{{{"useful", {}}, {"strongest", {"probability", true}}, {"weakest", {"probability", false}}, {"name", {"name", false}}, {"name_reversed", {"name", true}}}};

Sort sort_of(const std::string& id) {
  for (const PairSort& row : kSorts)
    if (id == row.id) return row.sort;
  return {};
}

// Pairs that a rule keeps apart, that are to be judged or are judged have an order of their own, and names.
bool has_probability_order(const View& view) { return view.pair_filter == "to_check" || view.pair_filter == "linked"; }

void list_header(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  fill(ui, area, Token::kSunken);
  const auto column = [&](const char* id, Rect r, const SortHeader& header) {
    const auto wanted = sort_header(ui, std::string("pairs/sort/") + id, r, header, sort_of(panel.view.pair_sort));
    if (!wanted || panel.view.commands_wait) return;
    for (const PairSort& row : kSorts)
      if (row.sort == *wanted) return show_pairs(panel, panel.view.pair_filter, row.id);
  };
  const std::string same = tr("pairs.same"), records = tr("pairs.records");
  if (has_probability_order(panel.view)) column("probability", {area.x + 16, area.y, 60, area.h - 1}, {same, "probability", false, true});
  else text(ui, area.x + 16, area.y + 8, same, kSmallStrong);
  const std::string alike = tr("pairs.alike_header");
  const float room = area.w - 92, alike_width = text_width(ui, alike, kSmallStrong) + 16;
  const bool says_alike = text_width(ui, records, kSmallStrong) + 40 + alike_width < room;
  column("name", {area.x + 80, area.y, room - (says_alike ? alike_width : 0), area.h - 1}, {records, "name"});
  if (says_alike) text_right(ui, area.right() - 12, area.y + 8, alike, kSmallStrong);
  hline(ui, area.x, area.right(), area.bottom() - 1, Token::kBorder);
}

void list(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  View& view = panel.view;
  const uint64_t total = view.pair_total;
  constexpr float kFilter = 44, kHeader = 32;
  if (filter_field(ui, "pairs/find", {area.x + 12, area.y + 8, area.w - 24, size::kButtonDense}, tr("pairs.find"), view.pair_text)) show_pairs(panel, view.pair_filter, view.pair_sort);
  list_header(panel, {area.x, area.y + kFilter, area.w, kHeader});
  Rect rows{area.x, area.y + kFilter + kHeader, area.w, area.h - kFilter - kHeader - 52};
  if (total > 0) {  // else the rows would lie over what is said in their place
    int64_t reveal = view.reveal_pair ? static_cast<int64_t>(view.pair_row) : -1;
    view.reveal_pair = false;
    RowRegion region(ui, "pair_rows", rows, size::kListRowPair, total, reveal);
    for (uint64_t i = region.first(); i < region.last(); ++i) list_row(panel, i, region);
  }
  const auto* page = panel.client.ask<PairsPage>(pairs_query(panel, 0));
  const bool filtered = !view.pair_text.empty(), searches = page && page->search_state == "indexing";
  if (pair_place(panel) == PairPlace::kNothing || searches) {
    const std::string none = searches ? tr("search.preparing") : filtered ? tr("pairs.none_found") : none_text(panel);
    if (nothing_found(ui, "pairs/none", rows, none, filtered && !searches ? tr("list.clear_filter") : "")) {
      view.pair_text.clear();
      show_pairs(panel, view.pair_filter, view.pair_sort);
    }
  }
  float y = area.bottom() - 52;
  hline(ui, area.x, area.right(), y, Token::kBorder);
  std::string walk = tr("list.walk");
  float x = area.right() - 16 - text_width(ui, walk, kDense);
  if (!filtered && view.pair_filter == "to_check" && panel.client.summary().counts.checked_pair_count > 0) list_progress(panel, {area.x, y, area.w, 52});
  else if (page || !filtered) list_position(panel, "pairs/position", area.x + 16, y + 16, x - 64, view.pair_row, total, view.pair_text, page ? page->unfiltered : 0);
  text(ui, x, y + 16, walk, kDense);
  key_cap(ui, x - 30, y + 17, "\u2193");
  key_cap(ui, x - 56, y + 17, "\u2191");
  vline(ui, area.right() - 1, area.y, area.bottom(), Token::kBorder);
}

// ---- detail

struct StateLook {
  Token color, soft;
  const char* glyph;
};
StateLook look_of_state(const std::string& state) {
  if (state == "linked") return {Token::kMatch, Token::kMatchSoft, icon::kLink2};
  if (state == "vetoed" || state == "apart") return {Token::kNonmatch, Token::kNonmatchSoft, icon::kX};
  return {Token::kPossible, Token::kPossibleSoft, icon::kCircleQuestionMark};
}

float verdict_line(Panel& panel, const PairDetail& d, float x, float y, float width) {
  Ui& ui = panel.ui;
  StateLook look = look_of_state(d.state);
  float at = text(ui, x, y + 2, percent(d.probability, 1), {Type::kFigure, true, look.color}) + 16;
  say(ui, Role::kStatus, "pairs/probability", {x, y + 2, at - x - 16, 36}, tr("pairs.probability"), percent(d.probability, 1));
  std::string state = tr("pairs.state." + d.state);
  float next = chip(ui, at, y, state, look.glyph, {look.soft, look.color});
  // As many decimals as it takes to tell them apart.
  const bool close = d.weight_bits != d.threshold_bits && std::abs(d.weight_bits - d.threshold_bits) < 0.1;
  std::string sentence = tr("pairs.bits_for", {bits(d.weight_bits, close ? 2 : 1), decimal(d.threshold_bits, close ? 2 : 1)});
  if (!d.constraint.empty()) sentence = tr("pairs.decided_by", {tr_id("constraint.", d.constraint, {attribute_label(d.constraint_attribute)})});
  text_cut(ui, next + 8, y, x + width - next - 8, sentence, kDense);
  say(ui, Role::kParagraph, "pairs/verdict", {at, y, width - (at - x), 20}, state, sentence);
  std::string found = d.found_by.empty() ? tr(d.same_group ? "pairs.found_elsewhere" : "pairs.not_met") : tr("pairs.found_by", {key_label(d.found_by)});
  // That both are of one customer already comes first: it is what the answer is about.
  if (d.same_group && d.state != "linked") found = tr("pairs.same_group") + " " + found;
  text_cut(ui, at, y + 22, x + width - at, found, kDenseMuted);
  say(ui, Role::kParagraph, "pairs/found", {at, y + 22, x + width - at, 20}, found);
  return y + 44;
}

// Other records that one of the two could belong to as well; the best of them can be looked at.
float rivals_line(Panel& panel, const PairDetail& d, bool of_a, float x, float y, float width) {
  Ui& ui = panel.ui;
  const protocol::RivalsSummary& rivals = of_a ? d.rivals_of_a : d.rivals_of_b;
  if (rivals.count == 0) return y;
  const auto& sources = panel.client.summary().sources;
  const uint32_t source = of_a ? d.b.source : d.a.source;
  const std::string key = std::string("pairs/rivals/") + (of_a ? "a" : "b"), name = source < sources.size() ? sources[source].name : "";
  const std::string best = signed_decimal(rivals.weight_bits, 1), count = number(rivals.count);
  const std::string sentence = rivals.count == 1 ? tr("pairs.rival", {name, of_a ? "A" : "B", of_a ? "B" : "A", best})
                                                 : tr("pairs.rivals", {count, name, of_a ? "A" : "B", of_a ? "B" : "A", best});
  draw_icon(ui, x, y + 6, 16, icon::kSplit, Token::kPossible);
  float right = x + width;
  if (button_from_right(ui, key + "/show", right, y, tr("pairs.rivals_show"), {.kind = ButtonKind::kQuiet}) && !panel.view.commands_wait)
    choose_records(panel, of_a ? d.record_a : d.record_b, rivals.record);
  const Rect line{x, y + 4, right - x - 8, 20};
  text_cut(ui, x + 24, line.y, line.w - 24, sentence, kDense);
  say(ui, Role::kParagraph, key, line, sentence);
  tip(ui, line, sentence + " " + tr("pairs.rivals_help", {decimal(d.rival_margin_bits, 0)}));
  return y + size::kButtonDense + 4;
}

void compute_differences(Panel& panel, const PairDetail& d) {
  View& view = panel.view;
  const uint64_t records = uint64_t{d.record_a} << 32 | d.record_b;
  if (view.compared_pair == d.pair && view.compared_records == records && view.compared_revision == panel.client.summary().revision && view.differences.size() == d.attributes.size()) return;
  view.compared_pair = d.pair;
  view.compared_records = records;
  view.compared_revision = panel.client.summary().revision;
  view.differences.clear();
  for (const auto& attribute : d.attributes) {
    bool plain = attribute.a.empty() || attribute.b.empty() || attribute.finding.empty() || attribute.finding == "exact" || attribute.finding == "missing";
    view.differences.push_back(plain ? TextDifference{} : difference(one_line(attribute.a), one_line(attribute.b)));
  }
}

// Runs that only this side has: background and a 2-px underline, behind the text.
void marked_text(Ui& ui, float x, float y, float width, float height, std::string_view value, const std::vector<Run>& runs, Token color, Token soft) {
  constexpr Ink ink = kBody;
  if (!runs.empty()) {
    draw_list()->PushClipRect({x - 2, y}, {x + width + 2, y + 24}, true);
    for (const Run& run : runs) {
      float a = x + text_width(ui, value.substr(0, run.begin), ink), b = x + text_width(ui, value.substr(0, run.end), ink);
      fill(ui, {a - 1, y, b - a + 2, height}, soft);
      fill(ui, {a - 1, y + height - 1, b - a + 2, 2}, color);
    }
    draw_list()->PopClipRect();
  }
  value_text(ui, x, y, width, value, ink);
}

struct Finding {
  const char* glyph;
  Token color;
  std::string text;
};

Finding finding_of(const PairDetail& d, const protocol::ComparedAttribute& attribute) {
  double weight = 0, threshold = 0;
  for (const auto& bar : d.bars)
    if (bar.comparison == attribute.comparison) weight = bar.weight_bits, threshold = bar.threshold;
  if (attribute.absent_a || attribute.absent_b) return {icon::kMinus, Token::kMuted, tr("finding.absent")};
  if (attribute.a.empty() || attribute.b.empty() || attribute.finding == "missing") return {icon::kMinus, Token::kMuted, tr("finding.missing")};
  if (attribute.finding.empty()) return {icon::kMinus, Token::kMuted, tr(attribute.a == attribute.b ? "finding.equal_unused" : "finding.unused")};
  std::string text = attribute.finding == "else" ? tr("finding.different") : level_label(attribute.finding, threshold);
  if (attribute.finding == "exact") return {icon::kEqual, Token::kMatch, text};
  if (weight < 0) return {icon::kEqualNot, Token::kAgainst, text};
  return {icon::kGitCompareArrows, Token::kPossible, text};
}

void side_header(Panel& panel, const protocol::PairSide& side, const char* which, Token line, Rect r) {
  Ui& ui = panel.ui;
  const float x = r.x, y = r.y, width = r.w;
  const bool both_lines = r.h >= 40;  // else when it was changed is in the tool-tip
  const float title_top = both_lines ? 4.0f : std::floor((r.h - 22) / 2);
  source_badge(ui, x + 8, y + title_top + 2, 16, side.source, panel.client.source_letter(side.source));
  const auto& sources = panel.client.summary().sources;
  std::string source = side.source < sources.size() ? sources[side.source].name : "";
  std::string title = std::string(which) + " · " + (side.id.empty() ? source + " " + tr("pairs.row", {number(side.source_row)}) : source + " " + side.id);
  text_cut(ui, x + 32, y + title_top, width - 40, title, kDenseStrong);
  std::string updated = side.updated.empty() ? tr("pairs.row", {number(side.source_row)}) : tr("pairs.updated", {event_date(side.updated)});
  if (both_lines) text_cut(ui, x + 8, y + 24, width - 16, updated, kSmall);
  else tip(ui, r, title + " · " + updated);
  say(ui, Role::kColumnHeader, std::string("pairs/side/") + which, r, title, updated);
  fill(ui, {x, r.bottom() - 2, width, 2}, line);
}

// What neither side holds is not shown.
bool has_value(const protocol::ComparedAttribute& attribute) { return !attribute.a.empty() || !attribute.b.empty(); }

// Heights of the parts of a pair. Values and reasons are looked at together, so what is roomy gives way, as far as it takes (`tight`, 0 to
// 1) for the result to be seen without scrolling.
struct PairLayout {
  float tight = 0;
  float between(float roomy, float least) const { return std::floor(roomy + (least - roomy) * tight); }
  float margin() const { return between(16, 8); }
  float header() const { return between(44, 26); }
  float row() const { return between(size::kComparedRow, 20); }
  float gap() const { return between(20, 8); }
  float why() const { return between(32, 22); }
  float bar() const { return between(size::kDetailRow, 16); }
  float height(float fixed, size_t values, size_t bars) const {
    return fixed + 2 * margin() + header() + 2 + row() * static_cast<float>(values) + gap() + why() + bar() * static_cast<float>(bars) + kWaterfallAxis;
  }
};

PairLayout pair_layout(float room, float fixed, size_t values, size_t bars) {
  PairLayout layout;
  while (layout.tight < 1 && layout.height(fixed, values, bars) > room) layout.tight = std::min(1.0f, layout.tight + 0.125f);
  return layout;
}

float comparison_table(Panel& panel, const PairDetail& d, const PairLayout& layout, float x, float y, float width) {
  Ui& ui = panel.ui;
  compute_differences(panel, d);
  float c_finding = std::min(208.0f, width * 0.27f), c_attribute = 136, c_side = (width - 2 - c_attribute - c_finding) / 2;
  float xa = x + 1 + c_attribute, xb = xa + c_side, xf = xb + c_side;
  auto shown = std::count_if(d.attributes.begin(), d.attributes.end(), has_value);
  const float height = layout.row(), top = std::floor((height - 20) / 2), header = layout.header(), mark = std::min(20.0f, height - 2);
  box(ui, {x, y, width, header + height * static_cast<float>(shown) + 2}, Token::kSurface, Token::kBorder, 0);
  y += 1;
  fill(ui, {x + 1, y, width - 2, header}, Token::kSunken);
  text(ui, x + 9, y + (header - 16) / 2, tr("sources.attribute"), kSmallStrong);
  text(ui, xf + 8, y + (header - 16) / 2, tr("pairs.finding"), kSmallStrong);
  side_header(panel, d.a, "A", Token::kRemoved, {xa, y, c_side, header});
  side_header(panel, d.b, "B", Token::kAdded, {xb, y, c_side, header});
  y += header;
  for (size_t i = 0; i < d.attributes.size(); ++i) {
    const auto& attribute = d.attributes[i];
    if (!has_value(attribute)) continue;
    std::string label = attribute_label(attribute.attribute);
    const float line = y + top;
    text_cut(ui, x + 9, line, c_attribute - 16, label, kDenseMuted);
    if (attribute.absent_a) text(ui, xa + 8, line + 2, tr("value.absent"), kSmall);
    else marked_text(ui, xa + 8, line, c_side - 16, mark, one_line(attribute.a), panel.view.differences[i].a, Token::kRemoved, Token::kRemovedSoft);
    if (attribute.absent_b) text(ui, xb + 8, line + 2, tr("value.absent"), kSmall);
    else marked_text(ui, xb + 8, line, c_side - 16, mark, one_line(attribute.b), panel.view.differences[i].b, Token::kAdded, Token::kAddedSoft);
    Finding finding = finding_of(d, attribute);
    draw_icon(ui, xf + 8, line + 2, 16, finding.glyph, finding.color);
    text_cut(ui, xf + 32, line, x + width - xf - 40, finding.text, {Type::kDense, false, finding.color == Token::kMuted ? Token::kMuted : Token::kText});
    say(ui, Role::kRow, "pairs/compared/" + attribute.attribute, {x, y, width, height}, label, attribute.a + " | " + attribute.b + " | " + finding.text);
    hline(ui, x, x + width, y + height - 1, Token::kBorder);
    y += height;
  }
  return y + 1;
}

std::string chance_text(double prior_bits) {
  double odds = 1.0 / std::max(1e-12, probability_of(prior_bits));
  return tr("pairs.prior", {number(static_cast<uint64_t>(odds + 0.5))});
}

std::vector<WaterfallRow> waterfall_rows(const Panel& panel, const PairDetail& d) {
  std::vector<WaterfallRow> rows;
  double at = d.prior_bits;
  rows.push_back({"prior", tr("pairs.start"), chance_text(d.prior_bits), signed_decimal(d.prior_bits, 1), 0, d.prior_bits, Token::kNonmatchFill, false});
  std::string silent;
  auto add = [&](std::string key, std::string title, std::string words, double weight) {
    rows.push_back({std::move(key), std::move(title), std::move(words), signed_decimal(weight, 1), at, at + weight, weight < 0 ? Token::kAgainstFill : Token::kMatchFill, false});
    at += weight;
  };
  for (const auto& bar : d.bars) {
    std::string label = comparison_label(bar.comparison);
    if (bar.level == "missing") {
      silent += (silent.empty() ? "" : ", ") + label;
      continue;
    }
    add(bar.comparison, label, bar.level == "else" ? tr("finding.different") : level_label(bar.level, bar.threshold), bar.weight_bits);
    if (bar.term_weight_bits != 0)
      add(bar.comparison + "/term", tr(bar.term_weight_bits > 0 ? "pairs.rarity" : "pairs.frequency", {label}),
          tr("pairs.term", {bar.term, number(bar.term_count), number(panel.client.record_count())}), bar.term_weight_bits);
  }
  if (!silent.empty()) rows.push_back({"silent", silent, tr("pairs.silent"), "0", at, at, Token::kNonmatchFill, false});
  Token color = d.state == "linked" ? Token::kMatchFill : d.state == "vetoed" ? Token::kNonmatchFill : Token::kPossibleFill;
  rows.push_back({"result", tr("pairs.result"), tr("pairs.result_words", {percent(d.probability, 1)}), signed_decimal(d.weight_bits, 1), 0, d.weight_bits, color, true});
  return rows;
}

void detail(Panel& panel, Rect area, const PairDetail& d) {
  Ui& ui = panel.ui;
  Region region(ui, "pair_detail", area, {.background = Token::kSurface, .scroll_y = true});
  std::vector<WaterfallRow> rows = waterfall_rows(panel, d);
  const float rivals = (size::kButtonDense + 4) * static_cast<float>((d.rivals_of_a.count > 0) + (d.rivals_of_b.count > 0));
  const auto values = static_cast<size_t>(std::count_if(d.attributes.begin(), d.attributes.end(), has_value));
  const PairLayout layout = pair_layout(area.h, 56 + rivals, values, rows.size());
  float x = region.x() + 24, y = region.y() + layout.margin(), width = area.w - 48;
  float right = x + width;
  if (panel.view.any_pair && button_from_right(ui, "pairs/back", right, y, tr("why_not.back"), {.kind = ButtonKind::kQuiet})) panel.view.any_pair = false;
  right = draw_compare_with(panel, d, right, y);
  y = verdict_line(panel, d, x, y, right - x - 16) + layout.between(12, 6);
  for (const bool of_a : {true, false}) y = rivals_line(panel, d, of_a, x, y - 4, width) + 4;
  y = comparison_table(panel, d, layout, x, y, width) + layout.gap();
  float at = text(ui, x, y, tr("pairs.why"), kBodyStrong);
  heading(ui, "pairs/why", {x, y, at - x, 20}, tr("pairs.why"), 2);
  // In a low window the name of the threshold comes to stand there.
  if (layout.tight < 1) text(ui, at + 8, y, tr("rules.comparisons_sentence"), kDenseMuted);
  y += layout.why();
  std::string summary = tr("pairs.waterfall_summary", {signed_decimal(d.prior_bits, 1), signed_decimal(d.weight_bits, 1), percent(d.probability, 1)});
  y = waterfall(ui, "pairs/waterfall", {x, y, width, layout.bar()}, rows, d.threshold_bits, tr("pairs.threshold", {decimal(d.threshold_bits, 1)}), tr("unit.bits"), summary) + 12;
  y = draw_why_not(panel, d, x, y, width);
  region.extend_to(x + width, y + 16);
}

// Three answers with their keys; what was judged so far, and what can be learned from it.
constexpr float kVerdicts = 60, kVerdictsLow = 46, kLowPage = 620;  // the page is low: beneath that the room is needed above
constexpr float kVerdictsWidth = 580;  // of the answers with their keys, in the wider language, and the margins
void verdicts(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  const protocol::DecisionsSummary& s = panel.client.summary().decisions;
  Region region(ui, "pair_verdicts", area, {.background = Token::kBg});
  hline(ui, area.x, area.right(), area.y, Token::kBorder);
  float x = area.x + 24, y = area.y + (area.h - size::kButton) / 2;
  const std::string shown = shown_verdict(panel), learn = tr("judge.learn");
  const ButtonOptions learning{.height = size::kButton};
  const bool can_learn = s.same_count > 0 && s.different_count > 0;
  // In a narrow window the keys are said by tool-tips, so that learning has its place.
  const bool short_of_room = can_learn && area.w < kVerdictsWidth + button_width(ui, learn, learning);
  struct Answer { const char *verdict, *command, *glyph; };
  for (const Answer& answer : {Answer{"same", "judge_same", icon::kEqual}, Answer{"different", "judge_different", icon::kEqualNot},
                               Answer{"unsure", "judge_unsure", icon::kCircleQuestionMark}}) {
    const CommandRow& row = command(answer.command);
    const bool said = shown == answer.verdict;
    const std::string label = tr(std::string("verdict.") + answer.verdict);
    ButtonOptions options{.kind = said ? ButtonKind::kPrimary : ButtonKind::kSecondary, .glyph = answer.glyph, .shortcut = shortcut_text(row), .height = size::kButton,
                          .command = row.id};
    if (short_of_room) options.tip = std::exchange(options.shortcut, {});
    if (button(ui, std::string("pairs/verdict/") + answer.verdict, x, y, label, options)) panel.view.asked_commands.emplace_back(row.id);
    x += button_width(ui, label, options) + 8;
  }
  const uint64_t judged = s.judged_pair_count;
  if (judged + s.settled_pair_count == 0) return;
  float right = area.right() - 24;
  if (can_learn && right - button_width(ui, learn, learning) > x && button_from_right(ui, "pairs/learn", right, y, learn, learning))
    panel.client.send(protocol::LearnFromDecisions{});
  const std::string count = s.settled_pair_count == 0 ? tr_count("judge.judged", judged) : tr("judge.judged_settled", {number(judged), number(s.settled_pair_count)});
  if (right - text_width(ui, count, kDenseMuted) > x) text_right(ui, right - 8, area.y + (area.h - 20) / 2, count, kDenseMuted);
  say(ui, Role::kStatus, "pairs/judged", {x, y, std::max(1.0f, right - x), size::kButton}, count);
}

void header(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  const protocol::Summary& s = panel.client.summary();
  Region region(ui, "pairs_header", {area.x, area.y, area.w, size::kPageHeader});
  float x = page_header(panel, area, tr("screen.pairs"), "");
  if (!s.has_result) return;
  std::vector<Segment> segments{{"to_check", tr("pairs.filter.to_check", {number(s.counts.to_check_pair_count)}), icon::kCircleQuestionMark},
                              {"linked", tr("pairs.filter.linked", {number(s.counts.linked_pair_count)}), icon::kLink2},
                              {"vetoed", tr("pairs.filter.vetoed", {number(s.counts.vetoed_pair_count)}), icon::kX},
                              {"to_judge", tr("pairs.filter.to_judge"), icon::kListFilter}};
  const uint64_t judged = s.decisions.judged_pair_count, settled = s.decisions.settled_pair_count;
  if (judged + settled > 0 || panel.view.pair_filter == "judged")
    segments.push_back({"judged", settled == 0 ? tr("pairs.filter.judged", {number(judged)}) : tr("pairs.filter.judged_settled", {number(judged), number(settled)}), icon::kCheck});
  size_t selected = 0;
  while (selected + 1 < segments.size() && segments[selected].id != panel.view.pair_filter) ++selected;
  if (auto chosen = segmented(ui, "pairs/filter", x + 24, area.y + 18, segments, selected); chosen && !panel.view.commands_wait)
    show_pairs(panel, segments[*chosen].id, panel.view.pair_sort);
  std::vector<Choice> sorts{{"useful", tr("pairs.sort.useful")}, {"strongest", tr("pairs.sort.strongest")}, {"weakest", tr("pairs.sort.weakest")}, {"name", tr("pairs.sort.name")},
                            {"name_reversed", tr("pairs.sort.name_reversed")}};
  if (panel.view.pair_filter == "to_check") sorts.push_back({"alike", tr("pairs.sort.alike")});
  const size_t sort = index_of(sorts, panel.view.pair_sort);
  ComboOptions options{.prefix = tr("pairs.sort")};
  options.name = options.prefix;
  float width = combo_width(ui, sorts[std::min(sort, sorts.size() - 1)].text, options);
  if (panel.view.pair_filter == "to_judge") {
    float right = area.right() - 24;
    const float room = right - (x + 24 + segmented_width(ui, segments) + 16);
    const ButtonOptions quiet{.kind = ButtonKind::kQuiet};
    if (button_width(ui, tr("judge.open"), quiet) < room && button_from_right(ui, "pairs/groups", right, area.y + 18, tr("judge.open"), quiet)) open_judge_groups(panel);
    return;
  }
  // The judged ones have an order of their own; and a narrow window has no room.
  if (panel.view.pair_filter == "judged" || x + 24 + segmented_width(ui, segments) + 16 > area.right() - 24 - width) return;
  const Rect place{area.right() - 24 - width, area.y + 18, width, size::kButtonDense};
  if (auto chosen = combo(ui, "pairs/sort", place, sorts, sort, options); chosen && !panel.view.commands_wait)
    show_pairs(panel, panel.view.pair_filter, sorts[*chosen].id);
}

}  // namespace

namespace {

// The pair at the place, and the next ones in advance.
const PairDetail* detail_at_place(Panel& panel) {
  const View& view = panel.view;
  if (pair_place(panel) != PairPlace::kPair) return nullptr;
  const auto ask = [&](uint32_t a, uint32_t b) { return panel.client.ask<PairDetail>(protocol::PairQuery{protocol::kAnyPair, a, b}); };
  if (view.any_pair) return ask(view.any_a, view.any_b);
  const PairDetail* shown = ask(view.pair->first, view.pair->second);
  for (uint64_t row = view.pair_row + 1; shown && row <= view.pair_row + kPairsAhead && row < view.pair_total; ++row)
    if (const PairRow* next = pair_row_at(panel, row)) ask(next->record_a, next->record_b);
  if (view.pair_row + kRowsAhead < view.pair_total) pair_row_at(panel, view.pair_row + kRowsAhead);
  return shown;
}

}  // namespace

void draw_pairs(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  if (panel.view.judging_groups && panel.client.summary().has_result) return draw_judge_groups(panel, area);
  settle_pair(panel);
  header(panel, area);
  Rect body{area.x, area.y + size::kPageHeader, area.w, area.h - size::kPageHeader};
  if (!panel.client.summary().has_result) {
    Region region(ui, "pairs_empty", body);
    return draw_empty(panel, "pairs/empty", body, icon::kGitCompareArrows, tr("empty.title"), tr("pairs.empty"));
  }
  Region page(ui, "pairs_page", body);
  float shift = stale_band(panel, body);
  body.y += shift, body.h -= shift;
  float width = std::min(kListWidth, body.w * 0.36f);
  {
    Rect side{body.x, body.y, width, body.h};
    Region region(ui, "pairs_list", side);
    list(panel, side);
  }
  Rect right{body.x + width, body.y, body.w - width, body.h};
  if (pair_place(panel) == PairPlace::kNothing) return;
  const float answers = right.h < kLowPage ? kVerdictsLow : kVerdicts;
  const PairDetail* shown = detail_at_place(panel);
  const float alike = shown ? likeness_height(panel, *shown, right.h - answers) : 0;
  const Rect above{right.x, right.y, right.w, right.h - answers - alike};
  if (shown) draw_likeness(panel, *shown, {right.x, above.bottom(), right.w, alike});
  if (shown) {
    detail(panel, above, *shown);
  } else {
    Region region(ui, "pair_waits", above);
    for (int i = 0; i < 8; ++i) placeholder(ui, above.x + 24, above.y + 24 + 30 * static_cast<float>(i), above.w - 48);
  }
  verdicts(panel, {right.x, right.bottom() - answers, right.w, answers});
}

}  // namespace jumelles::ui
