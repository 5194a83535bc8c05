#pragma once

#include "panels/panels.h"

namespace jumelles::ui {

// How a file is read, one list per question: encoding, separator, sheet, header line, order of trust. Gives the y behind.
float draw_reading_choices(Panel& panel, const protocol::SourceSummary& source, float x, float y, float width);
// The sheet alone, where reading the present one failed.
float draw_table_choice(Panel& panel, const protocol::SourceSummary& source, float x, float y, float width);

}  // namespace jumelles::ui
