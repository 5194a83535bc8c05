#include "panels/key_price.h"

#include <algorithm>

#include "core/link_config.h"
#include "i18n/text.h"
#include "icons.h"

namespace jumelles::ui {
namespace {

using protocol::BlockingRuleSummary;
using protocol::KeyPartSummary;
using protocol::KeyPricePage;

constexpr float kIcon = 14, kGap = 6;

const KeyPricePage* price_of(Panel& panel, const std::string& rule, const std::vector<KeyPartSummary>& parts) {
  return panel.client.ask<KeyPricePage>(protocol::KeyPriceQuery{rule, parts});
}

// An estimate is not told to the last pair.
uint64_t rounded(uint64_t count, bool is_estimate) {
  uint64_t unit = 1;
  while (is_estimate && count / unit >= 100) unit *= 10;
  return (count + unit / 2) / unit * unit;
}

std::string pairs_text(const KeyPricePage& price) {
  const std::string count = number(rounded(price.new_pair_count, price.is_estimate));
  return tr(price.is_estimate ? "rules.price_about" : "rules.price_exactly", {count});
}

std::string largest_text(const KeyPricePage& price) { return tr("rules.price_largest", {number(price.largest_block)}); }

Ink ink_of(const KeyPriceText& price) { return {Type::kDense, false, price.is_large ? Token::kPossible : Token::kMuted}; }

float indent_of(const KeyPriceText& price) { return price.is_large ? kIcon + kGap : 0; }

std::string switched_sentence(const BlockingRuleSummary& rule, const KeyPricePage* price) {
  const std::string label = key_label(rule.parts);
  if (!price || price->state == "counting") return tr("rules.price_counting_of", {label});
  if (price->state != "ready") return {};
  if (!rule.enabled) return tr("rules.price_off", {label, pairs_text(*price), number(rule.exclusive_link_count)});
  return tr("rules.price_on", {label, pairs_text(*price), percent(price->budget_share, price->budget_share < 0.1 ? 1 : 0), largest_text(*price)});
}

}  // namespace

KeyPriceText draft_price(Panel& panel, const KeyDraft& draft) {
  const KeyPricePage* price = price_of(panel, draft.rule, draft.parts);
  if (!price || price->state == "counting") return {tr("rules.price_counting")};
  if (price->state != "ready") return {tr_id("rules.price_not.", price->state)};
  std::string largest = " " + largest_text(*price);
  if (price->new_pair_count == 0) return {tr("rules.price_none") + largest};
  return {tr(draft.rule.empty() ? "rules.price_more" : "rules.price_alone", {pairs_text(*price), percent(price->budget_share, price->budget_share < 0.1 ? 1 : 0)}) + largest, price->is_large};
}

std::optional<KeyPartSummary> refining_part(const Panel& panel, const protocol::RuleChoices& all, const KeyDraft& draft) {
  if (draft.parts.size() >= kMaxKeyParts) return std::nullopt;
  const auto same = [](const KeyPartSummary& p) { return [&p](const KeyPartSummary& q) { return p.attribute == q.attribute && p.transform == q.transform; }; };
  const auto holds = [&](const std::vector<KeyPartSummary>& parts, const KeyPartSummary& part) { return std::any_of(parts.begin(), parts.end(), same(part)); };
  const auto& rules = panel.client.summary().blocking_rules;
  const auto is_offered = [&](const KeyPartSummary& part) {
    return std::any_of(all.attributes.begin(), all.attributes.end(), [&](const auto& choice) {
      return choice.attribute == part.attribute && std::count(choice.transforms.begin(), choice.transforms.end(), part.transform) > 0;
    });
  };
  // Of another attribute, and such that no other key finds all of the pairs already.
  const auto helps = [&](const KeyPartSummary& part) {
    if (std::any_of(draft.parts.begin(), draft.parts.end(), [&](const KeyPartSummary& p) { return p.attribute == part.attribute; })) return false;
    std::vector<KeyPartSummary> parts = draft.parts;
    parts.push_back(part);
    return std::none_of(rules.begin(), rules.end(), [&](const BlockingRuleSummary& rule) {
      return rule.enabled && rule.name != draft.rule && std::all_of(rule.parts.begin(), rule.parts.end(), [&](const KeyPartSummary& p) { return holds(parts, p); });
    });
  };
  std::optional<KeyPartSummary> best;
  std::ptrdiff_t most = 0;
  for (const BlockingRuleSummary& rule : rules)
    for (const KeyPartSummary& part : rule.parts) {
      const auto uses = std::count_if(rules.begin(), rules.end(), [&](const BlockingRuleSummary& other) { return holds(other.parts, part); });
      if (uses > most && is_offered(part) && helps(part)) most = uses, best = part;
    }
  for (const auto& choice : all.attributes)
    if (const KeyPartSummary part{choice.attribute, choice.transforms.front()}; !best && helps(part)) best = part;
  return best;
}

float draft_price_height(const Ui& ui, const KeyPriceText& price, bool offered, float width) {
  return paragraph_height(ui, price.sentence, width - indent_of(price), ink_of(price)) + 4 + (price.is_large && offered ? 36 : 0);
}

bool draw_draft_price(Panel& panel, const KeyPriceText& price, const std::optional<KeyPartSummary>& offered, float x, float y, float width) {
  Ui& ui = panel.ui;
  const float indent = indent_of(price);
  if (price.is_large) draw_icon(ui, x, y + 3, kIcon, icon::kTriangleAlert, Token::kPossible);
  const float bottom = paragraph(ui, x + indent, y, width - indent, price.sentence, ink_of(price));
  say(ui, Role::kStatus, "rules/key_price", {x, y, width, bottom - y}, price.sentence);
  if (!price.is_large || !offered) return false;
  return button(ui, "rules/key_refine", x, bottom + 4, tr("rules.key_refine", {key_part_label(*offered)}), {.glyph = icon::kPlus});
}

float draw_switched_prices(Panel& panel, float x, float y, float width) {
  const protocol::Summary& s = panel.client.summary();
  for (size_t i = 0; s.has_result && i < s.blocking_rules.size(); ++i) {
    const BlockingRuleSummary& rule = s.blocking_rules[i];
    if (rule.enabled == rule.in_result) continue;
    const KeyPricePage* price = price_of(panel, rule.name, rule.parts);
    const bool is_large = rule.enabled && price && price->is_large;
    const KeyPriceText text{switched_sentence(rule, price), is_large};
    if (text.sentence.empty()) continue;
    const float indent = indent_of(text);
    if (is_large) draw_icon(panel.ui, x, y + 7, kIcon, icon::kTriangleAlert, Token::kPossible);
    const float bottom = paragraph(panel.ui, x + indent, y + 4, width - indent, text.sentence, ink_of(text));
    say(panel.ui, Role::kStatus, "rules/key/" + std::to_string(i) + "/price", {x, y + 4, width, bottom - y - 4}, text.sentence);
    y = bottom + 2;
  }
  return y;
}

}  // namespace jumelles::ui
