#pragma once

// Charts on the draw list, each with its semantic: one sentence, and values where they can be operated.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "widgets/draw.h"
#include "widgets/ui.h"

namespace jumelles::ui {

// One tick per level on a common scale of bits, strong and weak evidence side by side.
struct WeightScale {
  double low = -8, high = 14;
};
float weight_x(const WeightScale& scale, Rect rect, double bits);
void weight_rail(Ui& ui, Rect rect, const WeightScale& scale, std::span<const double> weights);
void weight_bar(Ui& ui, Rect rect, const WeightScale& scale, double weight);

struct HistogramData {
  double first_bit = 0, bin_bits = 1;
  std::span<const uint64_t> counts;
  double floor_bits = 0;       // review floor: nothing is kept below
  double threshold_bits = 0;
  std::optional<double> before_bits;  // where the handle was
  std::string handle_label, axis_x, axis_y, summary;
};
// Counts by match weight, log scale, with the draggable threshold. The new weight while it is moved.
struct ThresholdMove {
  double bits = 0;
  bool final = false;
};
std::optional<ThresholdMove> histogram(Ui& ui, std::string key, Rect rect, const HistogramData& data, bool& dragging);

struct WaterfallRow {
  std::string key, title, words, value;
  double from = 0, to = 0;
  Token color = Token::kNonmatchFill;
  bool result = false;
};
// Words left, bars in the middle, bits right. `rect.h`: of one row, 16 at the least. Returns the bottom.
inline constexpr float kWaterfallAxis = 26;  // beneath the rows
float waterfall(Ui& ui, std::string key, Rect rect, std::span<const WaterfallRow> rows, double threshold_bits, std::string_view threshold_label,
                std::string_view unit, std::string_view summary);

// A share in five shades of one hue; how full, or how right.
Token heat_token(double share);
void heat(Ui& ui, Rect rect, double share);
void hatched(Ui& ui, Rect rect);                     // there is nothing that could be told
void corner_mark(Ui& ui, float x, float y);          // it is under its target

// Bars beside each other, one for each span of a measure; the tallest one has the height of the place above the labels.
struct SpanBar {
  std::string key, label, words;   // words: in its tool-tip
  uint64_t count = 0;
  bool marked = false;             // something is said about it
};
// The bar that was pressed, where they can be.
std::optional<size_t> span_bars(Ui& ui, const std::string& key, Rect rect, std::span<const SpanBar> bars, bool can_press);

// A line through values in time, from `low` to `high`; the last value is written at its end, where kTrendLabel is left for it. What was
// aimed at is a dashed line, and a last value beneath it stands out. Each mark has its words in a tool-tip; `value` has them all, for those who listen.
inline constexpr float kTrendLabel = 48;
struct TrendMark {
  float at = 0;                    // 0 to 1
  double value = 0;
  std::string words;
};
struct Trend {
  std::span<const TrendMark> marks;  // in time, one at the least
  double low = 0, high = 1, target = -1;
  std::string last, name, value;
};
void trend(Ui& ui, std::string key, Rect rect, const Trend& data);

// Which of the sources have it, and how many times that is: a row of "presence by source".
struct Presence {
  std::string key, names;                  // of the sources
  std::vector<uint32_t> sources;           // places that have it
  uint64_t count = 0, most = 1;            // most: of all rows
};
inline constexpr float kPresenceRow = 20;
void presence_row(Ui& ui, Rect rect, const Presence& presence, std::span<const std::string> letters);

// Parts of a whole by source, labelled where there is room.
void share_bar(Ui& ui, Rect rect, std::span<const uint64_t> counts);

}  // namespace jumelles::ui
