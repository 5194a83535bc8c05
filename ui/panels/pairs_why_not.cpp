#include "panels/pairs_why_not.h"

#include <algorithm>

#include "i18n/text.h"
#include "icons.h"
#include "panels/pair_place.h"

namespace jumelles::ui {
namespace {

using protocol::ChangeSummary;
using protocol::PairDetail;
using protocol::WhyNotDetail;

constexpr uint32_t kLookAlikes = 8;  // offered per record

// Two shares with as many decimals as it takes to tell them apart: 49.98 % is below 50.00 %, not 50.0 % below 50.0 %.
int decimals_apart(double a, double b) {
  int decimals = 1;
  while (decimals < 6 && percent(a, decimals) == percent(b, decimals)) ++decimals;
  return a == b ? 1 : decimals;
}

std::string reason_text(const Panel& panel, const PairDetail& d, const WhyNotDetail& why) {
  const double threshold = panel.client.summary().threshold;
  if (why.reason == "vetoed") return tr("why_not.vetoed", {tr_id("constraint.", why.constraint, {attribute_label(why.constraint_attribute)})});
  const int decimals = decimals_apart(d.probability, threshold);
  if (why.reason == "below_threshold") return tr("why_not.below_threshold", {percent(d.probability, decimals), percent(threshold, decimals)});
  if (why.reason == "rivals") return tr("why_not.rivals", {percent(d.probability, decimals), percent(threshold, decimals)});
  if (why.reason == "refused") return tr("why_not.refused", {number(why.link_count), number(why.against_count), number(why.group_pair_count)});
  if (why.reason == "one_per_source") return tr("why_not.one_per_source");
  if (why.reason == "not_compared") return tr("why_not.not_compared");
  return tr("why_not.no_common_key") + " " + tr(why.below_threshold ? "why_not.also_below" : "why_not.else_linked", {percent(d.probability, 1)});
}

std::string quoted(const std::string& value) { return value.empty() ? tr("value.empty") : tr("why_not.quoted", {value}); }

float near_keys(Panel& panel, const WhyNotDetail& why, float x, float y, float width) {
  Ui& ui = panel.ui;
  if (why.near_keys.empty()) return y;
  text(ui, x, y + 6, tr("why_not.nearly"), kSmallStrong);
  y += 28;
  hline(ui, x, x + width, y - 1, Token::kBorder);
  for (size_t i = 0; i < why.near_keys.size(); ++i) {
    const protocol::NearKey& near = why.near_keys[i];
    std::vector<protocol::KeyPartSummary> parts;
    std::string words;
    for (const protocol::NearKeyPart& part : near.parts) {
      parts.push_back({part.attribute, part.transform});
      if (part.agrees) continue;
      words += (words.empty() ? "" : ", ") + tr("why_not.part", {attribute_label(part.attribute), quoted(part.a), quoted(part.b)});
    }
    if (near.split) words = tr("why_not.split");
    const std::string label = key_label(parts);
    draw_icon(ui, x + 8, y + 6, 16, near.split ? icon::kSplit : icon::kEqualNot, near.split ? Token::kPossible : Token::kAgainst);
    const float at = text_cut(ui, x + 32, y + 4, width * 0.42f - 40, label, kDense);
    text_cut(ui, std::max(at + 16, x + width * 0.42f), y + 4, width - std::max(at + 16 - x, width * 0.42f), words, kDenseMuted);
    say(ui, Role::kRow, "pairs/near_key/" + std::to_string(i), {x, y, width, size::kRow}, label, words);
    hline(ui, x, x + width, y + size::kRow - 1, Token::kBorder);
    y += size::kRow;
  }
  return y + 8;
}

std::string change_text(const ChangeSummary& change, double threshold) {
  if (change.kind == "value") {
    const std::string side = change.side == "a" ? "A" : "B", attribute = attribute_label(change.attribute);
    return change.from.empty() ? tr("why_not.change.fill", {side, attribute, quoted(change.to)})
                               : tr("why_not.change.value", {side, attribute, quoted(change.to), quoted(change.from)});
  }
  if (change.kind == "threshold") return tr("why_not.change.threshold", {percent(change.probability, decimals_apart(change.probability, threshold))});
  if (change.kind == "constraint") return tr("why_not.change.rule", {tr_id("constraint.", change.constraint, {attribute_label(change.attribute)})});
  if (change.kind == "one_per_source") return tr("why_not.change.rule", {tr("rules.one_per_source", {change.source})});
  return tr("why_not.change.key", {key_label(change.key), number(change.compared_pair_count)});
}

// What can be done at once, by a command that exists.
bool is_setting(const ChangeSummary& change) { return change.kind == "threshold" || change.kind == "constraint" || change.kind == "one_per_source"; }

void apply(Panel& panel, const ChangeSummary& change) {
  if (change.kind == "threshold") panel.client.send(protocol::SetThreshold{change.probability, true});
  if (change.kind == "one_per_source") panel.client.send(protocol::SetOnePerSource{change.source, false});
  const auto& constraints = panel.client.summary().constraints;
  for (uint32_t i = 0; i < constraints.size(); ++i)
    if (change.kind == "constraint" && constraints[i].id == change.constraint && constraints[i].attribute == change.attribute)
      panel.client.send(protocol::EnableConstraint{constraints[i].name, false});
}

float change_row(Panel& panel, const ChangeSummary& change, size_t index, float x, float y, float width) {
  Ui& ui = panel.ui;
  const std::string words = change_text(change, panel.client.summary().threshold), key = "pairs/change/" + std::to_string(index);
  const std::string others = (change.estimated ? "\u2248\u00a0" : "") + tr_count("why_not.others", change.other_pair_count);
  const char* glyph = change.kind == "value" ? icon::kFileText : change.kind == "key" ? icon::kHash : icon::kSlidersHorizontal;
  draw_icon(ui, x + 8, y + 8, 16, glyph, Token::kMuted);
  float right = x + width;
  if (is_setting(change)) {
    const ButtonOptions options{.kind = ButtonKind::kQuiet};
    const std::string label = tr("why_not.apply");
    right -= button_width(ui, label, options);
    if (button(ui, key + "/apply", right, y, label, options)) apply(panel, change);
    right -= 8;
  }
  const float left = text_right(ui, right, y + 6, others, {Type::kDense, false, change.other_pair_count > 0 ? Token::kPossible : Token::kMuted});
  text_cut(ui, x + 32, y + 6, left - x - 48, words, kDense);
  say(ui, Role::kRow, key, {x, y, width, 32}, words, others);
  hline(ui, x, x + width, y + 32, Token::kBorder);
  return y + 33;
}

}  // namespace

float draw_why_not(Panel& panel, const PairDetail& d, float x, float y, float width) {
  Ui& ui = panel.ui;
  if (d.same_group) return y;
  const float at = text(ui, x, y, tr("why_not.title"), kBodyStrong);
  heading(ui, "pairs/why_not", {x, y, at - x, 20}, tr("why_not.title"), 2);
  const auto* why = panel.client.ask<WhyNotDetail>(protocol::WhyNotQuery{d.record_a, d.record_b});
  if (!why) {
    placeholder(ui, x, y + 32, width * 0.6f);
    return y + 64;
  }
  const std::string reason = reason_text(panel, d, *why);
  const float bottom = paragraph(ui, x, y + 28, width, reason, kDense);
  say(ui, Role::kParagraph, "pairs/why_not/reason", {x, y + 28, width, bottom - y - 28}, reason);
  y = near_keys(panel, *why, x, bottom + 8, width);
  text(ui, x, y + 6, tr("why_not.changes"), kSmallStrong);
  text_right(ui, x + width, y + 6, tr("why_not.also_joined"), kSmall);
  hline(ui, x, x + width, y + 27, Token::kBorder);
  y += 28;
  for (size_t i = 0; i < why->changes.size(); ++i) y = change_row(panel, why->changes[i], i, x, y, width);
  if (why->changes.empty()) {
    text(ui, x, y + 6, tr("why_not.no_change"), kDenseMuted);
    say(ui, Role::kParagraph, "pairs/why_not/no_change", {x, y + 6, width, 20}, tr("why_not.no_change"));
    y += 32;
  }
  return y + 20;
}

float draw_compare_with(Panel& panel, const PairDetail& d, float right, float y) {
  struct Offer { uint32_t a, b; };
  std::vector<Offer> offers;
  std::vector<Choice> choices;
  for (const bool first : {true, false}) {
    const uint32_t record = first ? d.record_a : d.record_b, other = first ? d.record_b : d.record_a;
    const auto* page = panel.client.ask<protocol::LookAlikesPage>(protocol::LookAlikesQuery{record, kLookAlikes});
    if (!page) continue;
    for (const protocol::LookAlike& row : page->rows) {
      if (row.record == other) continue;
      offers.push_back({record, row.record});
      std::string words = tr("why_not.look_alike", {first ? "A" : "B", row.label.label, row.id, percent(row.probability, 1)});
      choices.push_back({std::to_string(offers.size()), std::move(words)});
    }
  }
  if (choices.empty()) return right;
  ComboOptions options;
  options.name = tr("why_not.compare_with");
  options.prefix = options.name;
  const float width = combo_width(panel.ui, "", options) + 8;
  if (const auto chosen = combo(panel.ui, "pairs/compare_with", {right - width, y, width, size::kButtonDense}, choices, choices.size(), options); chosen && !panel.view.commands_wait)
    choose_records(panel, offers[*chosen].a, offers[*chosen].b);
  return right - width;
}

}  // namespace jumelles::ui
