#pragma once

// Golden values by hand: one of them is decided in the lower part of the screen of golden records, and all of them are listed.

#include "panels/panels.h"

namespace jumelles::ui {

// The attribute that is decided, null where none is, or where the golden record at the place has no such attribute.
const protocol::GoldenAttribute* attribute_by_hand(const Panel& panel, const protocol::GoldenDetail& d);
// The latest decision that makes its value what it is; null: the rules do.
const protocol::GoldenDecisionRow* decision_that_holds(const protocol::GoldenAttribute& attribute);
bool has_ended(const protocol::GoldenAttribute& attribute);

void decide_by_hand(Panel& panel, const std::string& attribute);  // opens the lower part
// The value of a record of the golden record, the one at that place among its values.
void take_value(Panel& panel, const protocol::GoldenDetail& d, const protocol::GoldenAttribute& attribute, size_t record, uint32_t place);
// What the latest frame offers: to give the value back to the rules.
bool can_take_back_value(const Panel& panel);
void take_back_shown_value(Panel& panel);

void draw_golden_by_hand(Panel& panel, Rect area, const protocol::GoldenDetail& d, const protocol::GoldenAttribute& attribute);
void draw_golden_decisions(Panel& panel, Rect area);  // golden_decisions.cpp
std::string act_label(const protocol::GoldenDecisionRow& row);  // "typed", "taken", "ignored"

}  // namespace jumelles::ui
