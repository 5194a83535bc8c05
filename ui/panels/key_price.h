#pragma once

// What keys cost, before anything runs: of the one that is being made or changed, and of those that were switched since the latest result.

#include "panels/panels.h"

namespace jumelles::ui {

struct KeyPriceText {
  std::string sentence;
  bool is_large = false;  // it takes much of the budget of pairs: a further part is offered
};
KeyPriceText draft_price(Panel& panel, const KeyDraft& draft);
// A part that other keys use and this one has not; nothing where there is none, or no place.
std::optional<protocol::KeyPartSummary> refining_part(const Panel& panel, const protocol::RuleChoices& all, const KeyDraft& draft);
// Its height, and the sentence with what is offered; true when the offer is taken.
float draft_price_height(const Ui& ui, const KeyPriceText& price, bool offered, float width);
bool draw_draft_price(Panel& panel, const KeyPriceText& price, const std::optional<protocol::KeyPartSummary>& offered, float x, float y, float width);
// A sentence for each key that was switched. Returns where they end.
float draw_switched_prices(Panel& panel, float x, float y, float width);

}  // namespace jumelles::ui
