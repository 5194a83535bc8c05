#pragma once

#include "panels/panels.h"

namespace jumelles::ui {

// The rows of a source as they were read, scrolled both ways in at most `most_height`; columns are as wide as somebody dragged them.
// Gives the y behind.
float draw_source_preview(Panel& panel, const protocol::SourceSummary& source, float x, float y, float width, float most_height);

}  // namespace jumelles::ui
