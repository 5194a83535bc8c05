#include <algorithm>
#include <cmath>
#include <optional>

#include "i18n/text.h"
#include "icons.h"
#include "panels/copying.h"
#include "panels/quality.h"
#include "widgets/charts.h"

namespace jumelles::ui {
namespace {

using protocol::AuditPage;
using protocol::SourceAgreement;

constexpr uint64_t kFewPairs = 30;   // beneath, shares say little, and the words say so
constexpr float kRow = 28, kMostWidth = 1160, kLeastBeside = 900;
constexpr size_t kMostOverlaps = 16, kMostSegments = 4;

std::string pair_id(const SourceAgreement& row) { return std::to_string(row.a) + "/" + std::to_string(row.b); }

// Who is where.
float overlaps(Panel& panel, const AuditPage& audit, float x, float y, float width) {
  Ui& ui = panel.ui;
  const auto& rows = audit.result.overlaps;
  CopiedTable data{{tr("quality.sources"), tr("word.customers")}, {}};
  const auto names_of = [&](const protocol::SourceOverlap& row) {
    std::string names;
    for (const uint32_t s : row.sources)
      if (s < audit.sources.size()) names += (names.empty() ? "" : ", ") + audit.sources[s].name;
    return names;
  };
  for (const auto& row : rows) data.rows.push_back({names_of(row), std::to_string(row.count)});
  const size_t shown = std::min(rows.size(), kMostOverlaps);
  text(ui, x, y, tr("quality.overlaps"), kBodyStrong);
  heading(ui, "quality/overlaps", {x, y, width - 70, 20}, tr("quality.overlaps"), 2);
  chart_copies(panel, "quality/overlaps", x + width, y - 4, {x, y, width, 56 + kPresenceRow * static_cast<float>(shown)}, data);
  y += 26;
  // Letters of all sources, each in its place.
  std::vector<std::string> letters;
  for (size_t s = 0; s < std::min<size_t>(panel.client.summary().sources.size(), 8); ++s) letters.emplace_back(panel.client.source_letter(s));
  uint64_t most = 1, in_several = 0;
  for (const auto& row : rows) {
    most = std::max(most, row.count);
    if (row.sources.size() > 1) in_several += row.count;
  }
  const std::string words = tr_count("quality.in_several", in_several, number(audit.result.customer_count));
  y = paragraph(ui, x, y, width, words, kDenseMuted) + 10;
  say(ui, Role::kParagraph, "quality/overlaps/words", {x, y - 30, width, 20}, words);
  for (size_t i = 0; i < shown; ++i, y += kPresenceRow) {
    Presence presence{"quality/overlap/" + std::to_string(i), names_of(rows[i]), {}, rows[i].count, most};
    for (const uint32_t s : rows[i].sources) presence.sources.push_back(static_cast<uint32_t>(source_place(panel, audit, s)));
    presence_row(ui, {x, y, width, kPresenceRow}, presence, letters);
  }
  if (rows.size() > shown) text(ui, x, y + 4, tr("quality.rows_more", {number(rows.size() - shown)}), kSmall), y += kPresenceRow + 4;
  return y;
}

// What can be said of it, in words: which one has it more often, and which one is right where they differ.
std::string verdict_of(const AuditPage& audit, const SourceAgreement& row) {
  const std::string &a = audit.sources[row.a].name, &b = audit.sources[row.b].name;
  std::string out;
  if (row.pair_count + row.a_alone_count + row.b_alone_count < kFewPairs) return tr("quality.few_pairs", {number(row.pair_count)});
  const uint64_t alone = row.a_alone_count + row.b_alone_count;
  const bool a_fuller = row.a_alone_count > row.b_alone_count;
  if (alone >= kFewPairs && std::max(row.a_alone_count, row.b_alone_count) * 3 >= alone * 2)
    out = tr("quality.fuller", {a_fuller ? a : b, number(a_fuller ? row.a_alone_count : row.b_alone_count), number(a_fuller ? row.b_alone_count : row.a_alone_count)});
  const uint64_t told = row.third_with_a_count + row.third_with_b_count;
  const bool a_right = row.third_with_a_count > row.third_with_b_count;
  if (told > 0 && told < kFewPairs) out += (out.empty() ? "" : " ") + tr("quality.third_few", {number(row.third_with_a_count), a, number(row.third_with_b_count), b});
  else if (told > 0) out += (out.empty() ? "" : " ") + tr("quality.third", {a_right ? a : b, number(a_right ? row.third_with_a_count : row.third_with_b_count), number(told)});
  const uint64_t dated = row.a_newer_count + row.b_newer_count;
  const bool a_newer = row.a_newer_count > row.b_newer_count;
  if (dated >= kFewPairs && std::max(row.a_newer_count, row.b_newer_count) * 3 >= dated * 2)
    out += (out.empty() ? "" : " ") + tr("quality.newer", {a_newer ? a : b, number(a_newer ? row.a_newer_count : row.b_newer_count), number(dated)});
  if (out.empty() && row.pair_count > 0) out = tr(row.same_count == row.pair_count ? "quality.all_same" : "quality.no_better");
  return out;
}

struct AgreementColumns { float name, both, same, a, b, right; };  // right ends, but for the name

float agreement_row(Panel& panel, const AuditPage& audit, const SourceAgreement& row, const AgreementColumns& c, float y) {
  Ui& ui = panel.ui;
  const std::string label = audited_label(audit.attributes[row.attribute]);
  const double share = row.pair_count ? static_cast<double>(row.same_count) / static_cast<double>(row.pair_count) : -1;
  const std::string words = verdict_of(audit, row);
  draw_icon(ui, c.name, y + 8, 15, type_icon(audit.attributes[row.attribute].type), Token::kMuted);
  text_cut(ui, c.name + 24, y + 5, c.both - c.name - 90, label, kDenseStrong);
  text_right(ui, c.both, y + 5, number(row.pair_count), kDense);
  if (share >= 0) {
    bar(ui, {c.both + 20, y + 11, c.same - c.both - 76, 8}, share, row.pair_count < kFewPairs ? Token::kH2 : Token::kH4);
    text_right(ui, c.same, y + 5, share_text(share), row.pair_count < kFewPairs ? kDenseMuted : kDense);
  }
  text_right(ui, c.a, y + 5, number(row.a_alone_count), kDense);
  text_right(ui, c.b, y + 5, number(row.b_alone_count), kDense);
  const float bottom = words.empty() ? y + kRow : paragraph(ui, c.name + 24, y + 25, c.right - c.name - 32, words, kSmall) + 6;
  const std::string counts = tr("quality.agreement_words", {number(row.pair_count), share < 0 ? "\u2013" : share_text(share), audit.sources[row.a].name, number(row.a_alone_count), audit.sources[row.b].name, number(row.b_alone_count)});
  say(ui, Role::kRow, "quality/agreement/" + audit.attributes[row.attribute].key, {c.name, y, c.right - c.name, bottom - y}, label, counts + (words.empty() ? "" : " " + words));
  hline(ui, c.name, c.right, bottom - 1, Token::kBorder);
  return bottom;
}

// The pair of sources that is compared; by a segment where there are few pairs.
std::string choose_pair(Panel& panel, const AuditPage& audit, float x, float& y, float width) {
  Ui& ui = panel.ui;
  QualityView& view = panel.view.quality;
  std::vector<Segment> pairs;
  std::vector<Choice> choices;
  for (const SourceAgreement& row : audit.result.agreements) {
    if (row.a >= audit.sources.size() || row.b >= audit.sources.size() || std::any_of(pairs.begin(), pairs.end(), [&](const Segment& s) { return s.id == pair_id(row); })) continue;
    pairs.push_back({pair_id(row), audit.sources[row.a].name + " · " + audit.sources[row.b].name});
    choices.push_back({pairs.back().id, pairs.back().text});
  }
  if (pairs.empty()) return "";
  size_t selected = index_of(choices, view.pair);
  if (selected == choices.size()) selected = 0;
  if (pairs.size() > 1) {
    std::optional<size_t> chosen;
    if (pairs.size() <= kMostSegments && segmented_width(ui, pairs) <= width) chosen = segmented(ui, "quality/pair", x, y, pairs, selected);
    else chosen = combo(ui, "quality/pair", {x, y, std::min(width, 320.0f), size::kButtonDense}, choices, selected, {.name = tr("quality.pair")});
    if (chosen) view.pair = choices[selected = *chosen].id, ui.more_frames = true;
    y += size::kButtonDense + 10;
  }
  return choices[selected].id;
}

float agreements(Panel& panel, const AuditPage& audit, float x, float y, float width) {
  Ui& ui = panel.ui;
  const float top = y;
  text(ui, x, y, tr("quality.agreements"), kBodyStrong);
  heading(ui, "quality/agreements", {x, y, width - 70, 20}, tr("quality.agreements"), 2);
  y = paragraph(ui, x, y + 26, width, tr("quality.agreements_text"), kDenseMuted) + 10;
  const std::string pair = choose_pair(panel, audit, x, y, width);
  std::vector<const SourceAgreement*> rows;
  CopiedTable data{{tr("quality.attribute"), "A", "B", tr("quality.both"), tr("quality.same"), tr("quality.only", {"A"}), tr("quality.only", {"B"}), tr("quality.third_for", {"A"}), tr("quality.third_for", {"B"}), tr("quality.newer_in", {"A"}), tr("quality.newer_in", {"B"})}, {}};
  for (const SourceAgreement& row : audit.result.agreements) {
    if (row.attribute >= audit.attributes.size() || row.a >= audit.sources.size() || row.b >= audit.sources.size()) continue;
    std::vector<std::string> line{audited_label(audit.attributes[row.attribute]), audit.sources[row.a].name, audit.sources[row.b].name};
    for (const uint64_t count : {row.pair_count, row.same_count, row.a_alone_count, row.b_alone_count, row.third_with_a_count, row.third_with_b_count, row.a_newer_count, row.b_newer_count}) line.push_back(std::to_string(count));
    data.rows.push_back(std::move(line));
    if (pair_id(row) == pair) rows.push_back(&row);
  }
  if (rows.empty()) {
    text(ui, x, y, tr("quality.no_agreement"), kDenseMuted);
    say(ui, Role::kParagraph, "quality/no_agreement", {x, y, width, 20}, tr("quality.no_agreement"));
    return y + 28;
  }
  chart_copies(panel, "quality/agreements", x + width, top - 4, {x, top, width, panel.view.quality.agreements_height}, data);
  const float column = std::clamp(width * 0.14f, 84.0f, 124.0f);
  const AgreementColumns c{x, x + width - 3 * column - 112, x + width - 2 * column - 16, x + width - column - 8, x + width - 8, x + width};
  fill(ui, {x, y, width, 28}, Token::kSunken);
  text(ui, x + 8, y + 6, tr("quality.attribute"), kSmallStrong);
  text_right(ui, c.both, y + 6, tr("quality.both"), kSmallStrong);
  text_right(ui, c.same, y + 6, tr("quality.same"), kSmallStrong);
  const auto only = [&](float right, uint32_t source) {
    const std::string words = tr("quality.alone");
    const size_t place = source_place(panel, audit, source);
    const float left = text_right(ui, right, y + 6, words, kSmallStrong) - 22;
    source_badge(ui, left, y + 6, 16, place, panel.client.source_letter(place));
    tip(ui, {left, y, right - left, 28}, tr("quality.only", {audit.sources[source].name}));
  };
  only(c.a, rows[0]->a);
  only(c.b, rows[0]->b);
  y += 28;
  for (const SourceAgreement* row : rows) y = agreement_row(panel, audit, *row, c, y);
  panel.view.quality.agreements_height = y - top;
  return y;
}

}  // namespace

void draw_compared_sources(Panel& panel, const AuditPage& audit, Rect area) {
  Ui& ui = panel.ui;
  if (!audit.result.has_result) {
    Region region(ui, "quality_compared_empty", area);
    return draw_empty(panel, "quality/compared_empty", area, icon::kGitCompareArrows, tr("empty.title"), tr("quality.compared_empty"));
  }
  Region region(ui, "quality_compared", area, {.background = Token::kSurface, .scroll_y = true});
  const float x = region.x() + size::kPagePadding, width = std::min(kMostWidth, area.w - 2 * size::kPagePadding - 4);
  float y = region.y() + 20;
  if (audit.result.is_stale) {
    const std::string words = tr("quality.of_former_result");
    draw_icon(ui, x, y + 2, 16, icon::kRefreshCw, Token::kPossible);
    text_cut(ui, x + 24, y, width - 24, words, {Type::kDense, false, Token::kPossible});
    say(ui, Role::kStatus, "quality/stale", {x, y, width, 20}, words);
    y += 32;
  }
  const bool beside = width >= kLeastBeside;
  const float left = beside ? std::floor(width * 0.34f) : width;
  float bottom = overlaps(panel, audit, x, y, left);
  const float second = beside ? x + left + 48 : x;
  bottom = std::max(bottom, agreements(panel, audit, second, beside ? y : bottom + 28, beside ? width - left - 48 : width));
  region.extend_to(x + 1, bottom + 24);
}

}  // namespace jumelles::ui
