#pragma once

// What lists and tables share: the filter over them, headers that sort, and how many rows are left.

#include <optional>
#include <string>
#include <string_view>

#include "widgets/ui.h"

namespace jumelles::ui {

// The field that a list is filtered by; Escape empties it. True when the text has changed.
float filter_width(const Ui& ui, std::string_view name, float available);  // where other choices follow: its name is read whole
bool filter_field(Ui& ui, const std::string& key, Rect rect, std::string_view name, std::string& text);

// In the place of rows, when the filter leaves none: why, and the way back. True when the filter is to be emptied.
bool nothing_found(Ui& ui, const std::string& key, Rect area, std::string_view why, std::string_view way_out);

struct Sort {
  std::string by;           // "": the list's own order
  bool descending = false;
  bool operator==(const Sort&) const = default;
};
struct SortHeader {
  std::string_view label, by;
  bool right = false;             // the label stands at the right end
  bool descending_first = false;  // numbers: the greatest first
  std::string_view tip = {};
};
// What a press on the header makes of the order: one way, the other, then the list's own.
Sort next_sort(const Sort& now, std::string_view by, bool descending_first);
// The header of a column that sorts the list; an arrow says which way. The new order when it was pressed.
std::optional<Sort> sort_header(Ui& ui, std::string key, Rect rect, const SortHeader& header, const Sort& now);

}  // namespace jumelles::ui
