#pragma once

// The screen of groups: which are worth a look, what holds one of them, and what is done to it by hand.

#include <cstdint>
#include <string>

#include "panels/panels.h"

namespace jumelles::ui {

// The group at the place in the list, null while it is on its way.
const protocol::GroupDetail* shown_group(Panel& panel);

// What the latest frame offers for it; each act is one command.
enum class GroupAct : uint8_t { kCut, kKeep, kSplit, kTakeOut };
bool can_shape(const Panel& panel, GroupAct act);
void shape_shown_group(Panel& panel, GroupAct act);

// ---- parts, each in a file of its own
// The cell of the table of records that keys are at: they enter it from the list at its left, and leave it there.
bool has_group_cell(const Panel& panel);
bool can_enter_group_cells(const Panel& panel);
void step_group_cell(Panel& panel, int rows, int columns);

void draw_group_detail(Panel& panel, Rect area, const protocol::GroupDetail& d);  // groups_detail.cpp
// The picture of the group. Returns the bottom.
float draw_group_graph(Panel& panel, const protocol::GroupDetail& d, Rect area);  // groups_graph.cpp
void draw_group_figures(Panel& panel, Rect area);                                 // groups_figures.cpp
void draw_contradictions(Panel& panel, Rect area);                                // groups_contradictions.cpp
std::string doubt_label(const std::string& doubt);

}  // namespace jumelles::ui
