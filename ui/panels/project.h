#pragma once

// What is kept of the work: the project's name and its menu, bands that ask and tell, the section of the delivery screen.

#include "panels/panels.h"

namespace jumelles::ui {

std::string project_name(const Client& client);
// In the top bar: name, whether something is unsaved, and the menu.
void project_menu(Panel& panel, float x, float right);
// Above every screen: what was found in the browser, the offer to keep, a question, what could not be read. Returns their height.
float project_bands(Panel& panel, Rect area);
// On the delivery screen. Returns where it ends.
float project_section(Panel& panel, float x, float y, float width);
// Of a source whose file was not given yet. Returns where it ends.
float missing_source(Panel& panel, const protocol::SourceSummary& source, float x, float y, float width);

void save_project(Panel& panel, bool as);
void new_project(Panel& panel);  // asks first where something is unsaved

}  // namespace jumelles::ui
