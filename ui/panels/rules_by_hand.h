#pragma once

// Rules made and changed by hand, on the screen of rules: keys, comparisons and their levels, certain rules, and numbers.

#include <cstdint>

#include "panels/panels.h"

namespace jumelles::ui {

// All that is being made or typed and was not sent, here and of golden records: of another project it says nothing.
void forget_drafts(View& view);

// Beneath the table of keys: one more, or the one that is being changed. Returns where it ends.
float draw_key_editor(Panel& panel, float x, float y, float width);
void open_key_editor(Panel& panel, uint32_t rule);
// Beneath the table of comparisons: one more.
float draw_comparison_maker(Panel& panel, float x, float y, float width);
// Of the comparison that is open: which levels it has. Its height is known before it is drawn.
float level_editor_height(const Panel& panel, const protocol::ComparisonSummary& comparison, float width);
float draw_level_editor(Panel& panel, const protocol::ComparisonSummary& comparison, float x, float y, float width);
float draw_constraint_maker(Panel& panel, float x, float y, float width);
float draw_link_numbers(Panel& panel, float x, float y, float width);

}  // namespace jumelles::ui
