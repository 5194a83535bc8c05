#include "widgets/charts.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "i18n/text.h"

namespace jumelles::ui {

float weight_x(const WeightScale& scale, Rect r, double bits) {
  double share = (std::clamp(bits, scale.low, scale.high) - scale.low) / (scale.high - scale.low);
  return r.x + static_cast<float>(share) * r.w;
}

void weight_rail(Ui& ui, Rect r, const WeightScale& scale, std::span<const double> weights) {
  float middle = r.y + r.h / 2;
  hline(ui, r.x, r.right(), middle, Token::kBorderStrong);
  vline(ui, weight_x(scale, r, 0), middle - 6, middle + 7, Token::kControl);
  for (double weight : weights) {
    float x = ui.snap(std::clamp(weight_x(scale, r, weight) - 3, r.x, r.right() - 6));
    fill(ui, {x, middle - 6, 6, 13}, weight < 0 ? Token::kAgainstFill : Token::kMatchFill, 2);
  }
}

void weight_bar(Ui& ui, Rect r, const WeightScale& scale, double weight) {
  float zero = weight_x(scale, r, 0), end = weight_x(scale, r, weight), middle = r.y + r.h / 2;
  float left = std::min(zero, end), width = std::fabs(end - zero);
  if (weight != 0) fill(ui, {left, middle - 4, std::max(2.0f, width), 8}, weight < 0 ? Token::kAgainstFill : Token::kMatchFill);
  vline(ui, zero, middle - 7, middle + 8, Token::kControl);
}

namespace {

constexpr float kAxisLeft = 44, kHandleRoom = 36, kAxisBottom = 40;

struct HistogramFrame {
  Rect plot;
  double low, high;       // bits
  double top_log;         // log10 of the axis' top
  float x(double bits) const { return plot.x + static_cast<float>((std::clamp(bits, low, high) - low) / (high - low)) * plot.w; }
  double bits(float px) const { return low + (px - plot.x) / plot.w * (high - low); }
  float y(double count) const {
    if (count <= 0) return plot.bottom();
    double share = (log2(count) / log2(10.0) + 0.15) / (top_log + 0.15);
    return plot.bottom() - static_cast<float>(std::clamp(share, 0.0, 1.0)) * plot.h;
  }
};

HistogramFrame frame_of(Rect r, const HistogramData& d) {
  HistogramFrame f{};
  f.plot = {r.x + kAxisLeft, r.y + kHandleRoom, r.w - kAxisLeft, r.h - kHandleRoom - kAxisBottom};
  f.low = d.first_bit;
  f.high = d.first_bit + d.bin_bits * static_cast<double>(std::max<size_t>(1, d.counts.size()));
  uint64_t most = 10;
  for (uint64_t count : d.counts) most = std::max(most, count);
  f.top_log = 1;
  for (uint64_t power = 10; power < most; power *= 10) f.top_log += 1;
  f.top_log = std::min(f.top_log, log2(static_cast<double>(most)) / log2(10.0) + 0.25);
  return f;
}

void histogram_axes(Ui& ui, const HistogramFrame& f, const HistogramData& d) {
  double count = 1;
  for (int power = 0; power <= static_cast<int>(f.top_log); ++power, count *= 10) {
    float y = f.y(count);
    hline(ui, f.plot.x, f.plot.right(), y, Token::kBorder);
    text_right(ui, f.plot.x - 8, y - 8, short_number(static_cast<uint64_t>(count)), kSmall);
  }
  hline(ui, f.plot.x, f.plot.right(), f.plot.bottom(), Token::kControl);
  double step = f.high - f.low > 160 ? 50 : f.high - f.low > 60 ? 20 : 10;
  for (double bit = std::ceil(f.low / step) * step; bit <= f.high; bit += step) {
    std::string label = signed_decimal(bit, 0);
    float x = f.x(bit), w = text_width(ui, label, kSmall);
    vline(ui, x, f.plot.bottom(), f.plot.bottom() + 4, Token::kControl);
    text(ui, std::min(x - w / 2, f.plot.right() - w), f.plot.bottom() + 5, label, kSmall);
  }
  const float left = text_right(ui, f.plot.right(), f.plot.bottom() + 23, d.axis_x, kSmall);
  if (const float room = left - 12 - f.plot.x; room > 60) text_cut(ui, f.plot.x, f.plot.bottom() + 23, room, d.axis_y, kSmall);
}

void histogram_bars(Ui& ui, const HistogramFrame& f, const HistogramData& d) {
  ImVec2 mouse = ImGui::GetIO().MousePos;
  for (size_t i = 0; i < d.counts.size(); ++i) {
    double left_bit = f.low + d.bin_bits * static_cast<double>(i), middle = left_bit + d.bin_bits / 2;
    float left = ui.snap(f.x(left_bit)), right = ui.snap(f.x(left_bit + d.bin_bits));
    Token color = middle >= d.threshold_bits ? Token::kMatchFill : middle >= d.floor_bits ? Token::kPossibleFill : Token::kNonmatchFill;
    if (d.counts[i] > 0) {
      float top = std::min(ui.snap(f.y(static_cast<double>(d.counts[i]))), f.plot.bottom() - 2);
      float gap = right - left > 3 ? 1.0f : 0.0f;
      fill(ui, {left, top, right - left - gap, f.plot.bottom() - top}, color);
    }
    Rect column{left, f.plot.y, right - left, f.plot.h};
    if (column.contains(mouse.x, mouse.y))
      tip(ui, column, tr("chart.bin", {signed_decimal(left_bit, 1), signed_decimal(left_bit + d.bin_bits, 1), number(d.counts[i])}));
  }
}

void threshold_handle(Ui& ui, const HistogramFrame& f, const HistogramData& d, float x, bool held) {
  Rect label{0, f.plot.y - kHandleRoom, text_width(ui, d.handle_label, kSmallStrong) + 16, 22};
  label.x = std::clamp(x - 1, f.plot.x, f.plot.right() - label.w);
  vline(ui, x - 1, label.bottom(), f.plot.bottom(), Token::kAccent, 2);
  box(ui, label, held ? Token::kAccentHover : Token::kAccent, held ? Token::kAccentHover : Token::kAccent, size::kRadiusChip);
  text_center(ui, label, d.handle_label, {Type::kSmall, true, Token::kOnAccent});
  float grip = f.plot.y + f.plot.h * 0.45f;
  fill(ui, {x - 4, grip, 8, 24}, held ? Token::kAccentHover : Token::kAccent, 4);
}

}  // namespace

std::optional<ThresholdMove> histogram(Ui& ui, std::string key, Rect r, const HistogramData& d, bool& dragging) {
  HistogramFrame f = frame_of(r, d);
  histogram_axes(ui, f, d);
  histogram_bars(ui, f, d);
  say(ui, Role::kChart, key + "/chart", r, d.summary);
  float x = ui.snap(f.x(d.threshold_bits));
  if (d.before_bits) dashed_vline(ui, f.x(*d.before_bits), f.plot.y - 8, f.plot.bottom(), Token::kMuted);
  if (d.floor_bits > f.low) dashed_vline(ui, f.x(d.floor_bits), f.plot.y + 8, f.plot.bottom(), Token::kBorderStrong);

  Semantic semantic;
  semantic.key = key;
  semantic.role = Role::kSlider;
  semantic.name = tr("rules.threshold");
  semantic.value = d.handle_label;
  semantic.rect = {x - 12, f.plot.y - 14, 24, f.plot.h + 14};
  semantic.minimum = d.floor_bits, semantic.maximum = f.high, semantic.number = d.threshold_bits;
  semantic.action = "set";
  Interaction state = interact(ui, std::move(semantic));
  if (state.hovered || state.held) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  threshold_handle(ui, f, d, x, state.held);
  if (ImGui::IsItemFocused()) ui.slider_key = key;

  auto clamped = [&](double bits) { return std::clamp(bits, d.floor_bits, f.high); };
  if (std::optional<std::string> wanted = ui.take_operation(key)) {
    double step = *wanted == "increase" ? 0.1 : *wanted == "decrease" ? -0.1 : 0;
    double target = step != 0 ? d.threshold_bits + step : std::atof(wanted->c_str());
    return ThresholdMove{clamped(target), true};
  }
  if (state.held) {
    dragging = true;
    ui.more_frames = true;
    ImVec2 mouse = ImGui::GetIO().MousePos;
    double target = clamped(std::round(f.bits(mouse.x) * 10) / 10);
    if (ImGui::IsMouseDown(0) && std::fabs(target - d.threshold_bits) > 0.04) return ThresholdMove{target, false};
    return std::nullopt;
  }
  if (dragging) {
    dragging = false;
    return ThresholdMove{d.threshold_bits, true};
  }
  if (!ui.slider_key.empty() && ui.slider_steps != 0) return ThresholdMove{clamped(d.threshold_bits + 0.1 * ui.slider_steps), true};
  return std::nullopt;
}

float waterfall(Ui& ui, std::string key, Rect r, std::span<const WaterfallRow> rows, double threshold_bits, std::string_view threshold_label,
                std::string_view unit, std::string_view summary) {
  constexpr float kLeastTitle = 148, kMostTitle = 190, kWords = 292, kValue = 64;
  // As wide as the longest name, where the words beside it have room left.
  float title = kLeastTitle;
  for (const WaterfallRow& row : rows) title = std::max(title, std::ceil(text_width(ui, row.title, kDenseStrong)) + 10);
  title = std::min({title, kMostTitle, std::max(kLeastTitle, r.w * 0.25f)});
  double low = std::min(-16.0, threshold_bits), high = std::max(10.0, threshold_bits);
  for (const WaterfallRow& row : rows) low = std::min({low, row.from, row.to}), high = std::max({high, row.from, row.to});
  low = std::floor(low / 5) * 5;
  high = std::ceil(high / 5) * 5;
  float words = std::min(kWords, (r.w - title - kValue) * 0.46f);
  const float row_height = std::max(16.0f, r.h), text_top = std::floor((row_height - 20) / 2), bar_height = std::min(12.0f, row_height - 6);
  const float bar_top = std::floor((row_height - bar_height) / 2);
  const Type type = row_height < 19 ? Type::kSmall : Type::kDense;  // a line of small text is 16 high
  const float small_shift = type == Type::kSmall ? 2.0f : 0.0f;
  Rect plot{r.x + title + words, r.y, r.w - title - words - kValue, row_height * static_cast<float>(rows.size())};
  auto x_of = [&](double bits) { return ui.snap(plot.x + static_cast<float>((bits - low) / (high - low)) * plot.w); };
  float zero = x_of(0), y = r.y;
  vline(ui, zero, plot.y, plot.bottom() + 4, Token::kControl);
  for (size_t i = 0; i < rows.size(); ++i, y += row_height) {
    const WaterfallRow& row = rows[i];
    if (row.result) hline(ui, r.x, r.right(), y, Token::kBorder);
    const float line = y + text_top + small_shift;
    text_cut(ui, r.x, line, title - 8, row.title, {type, true, Token::kText});
    text_cut(ui, r.x + title, line, words - 8, row.words, {type, false, Token::kMuted});
    float a = x_of(row.from), b = x_of(row.to);
    if (row.from != row.to) fill(ui, {std::min(a, b), y + bar_top, std::max(2.0f, std::fabs(b - a)), bar_height}, row.color);
    if (!row.result && i + 1 < rows.size()) vline(ui, b, y + bar_top, y + row_height + bar_top, Token::kControl);
    text_right(ui, r.right(), line, row.value, {type, row.result, Token::kText});
    say(ui, Role::kRow, key + "/" + row.key, {r.x, y, r.w, row_height}, tr("value.named", {row.title, row.words}), row.value);
  }
  float tx = x_of(threshold_bits);
  for (float at = plot.y; at < plot.bottom() + 4; at += 6) vline(ui, tx, at, std::min(at + 3, plot.bottom() + 4), Token::kAccent);
  float label_width = text_width(ui, threshold_label, kSmall);
  const bool right_of_line = tx + 6 + label_width <= plot.right();
  // Left of the line it would lie on the first bar: it stands above.
  text(ui, right_of_line ? tx + 6 : tx + 2 - label_width, right_of_line ? plot.y - 4 : plot.y - 17, threshold_label, {Type::kSmall, false, Token::kAccent});
  double step = high - low > 60 ? 20 : high - low > 30 ? 10 : 5;
  for (double bit = std::ceil(low / step) * step; bit <= high; bit += step) {
    std::string label = signed_decimal(bit, 0);
    text(ui, x_of(bit) - text_width(ui, label, kSmall) / 2, y + 6, label, kSmall);
  }
  text_right(ui, r.right(), y + 6, unit, kSmall);
  say(ui, Role::kChart, key, {r.x, r.y, r.w, y + 24 - r.y}, summary);
  return y + kWaterfallAxis;
}

Token heat_token(double share) {
  return share < 0.2 ? Token::kH0 : share < 0.5 ? Token::kH1 : share < 0.8 ? Token::kH2 : share < 0.95 ? Token::kH3 : Token::kH4;
}

void heat(Ui& ui, Rect r, double share) {
  const Token shade = heat_token(share);
  if (shade == Token::kH0) box(ui, r, shade, Token::kBorderStrong, 0);  // as light as the page
  else fill(ui, r, shade);
}

void hatched(Ui& ui, Rect r) {
  constexpr float kStep = 7;
  box(ui, r, Token::kSurface, Token::kBorder, 0);
  ImDrawList* list = draw_list();
  list->PushClipRect({r.x + 1, r.y + 1}, {r.right() - 1, r.bottom() - 1}, true);
  for (float x = r.x - r.h; x < r.right(); x += kStep) list->AddLine({x, r.bottom()}, {x + r.h, r.y}, ui.color(Token::kBorder));
  list->PopClipRect();
}

void corner_mark(Ui& ui, float x, float y) {
  constexpr float kSize = 9;
  draw_list()->AddTriangleFilled({x, y}, {x + kSize, y}, {x, y + kSize}, ui.color(Token::kPossibleFill));
}

std::optional<size_t> span_bars(Ui& ui, const std::string& key, Rect r, std::span<const SpanBar> bars, bool can_press) {
  constexpr float kLabels = 18, kCounts = 16, kMostBar = 40;
  std::optional<size_t> pressed;
  if (bars.empty()) return pressed;
  uint64_t most = 1;
  float widest = 0;
  for (const SpanBar& bar : bars) most = std::max(most, bar.count), widest = std::max(widest, text_width(ui, bar.label, kSmall));
  const Rect plot{r.x, r.y + kCounts, r.w, r.h - kLabels - kCounts};
  const float slot = std::min(plot.w / static_cast<float>(bars.size()), kMostBar + 12), width = std::min(kMostBar, slot - 3);
  const auto every = static_cast<size_t>(std::max(1.0f, std::ceil((widest + 8) / slot)));  // labels that do not touch
  hline(ui, plot.x, plot.x + slot * static_cast<float>(bars.size()), plot.bottom(), Token::kControl);
  for (size_t i = 0; i < bars.size(); ++i) {
    const SpanBar& bar = bars[i];
    const Rect place{plot.x + slot * static_cast<float>(i), r.y, slot, r.h - kLabels};
    const float height = bar.count == 0 ? 0 : std::max(2.0f, plot.h * static_cast<float>(bar.count) / static_cast<float>(most));
    const std::string words = bar.words;
    bool hovered = false;
    if (can_press && bar.count > 0) {
      Semantic semantic;
      semantic.key = key + "/" + bar.key;
      semantic.role = Role::kButton;
      semantic.name = words;
      semantic.rect = place;
      semantic.action = "press";
      const Interaction state = interact(ui, std::move(semantic), true);
      hovered = state.hovered;
      if (state.pressed) pressed = i;
    } else {
      say(ui, Role::kRow, key + "/" + bar.key, place, words);
    }
    if (hovered) fill(ui, place, Token::kHover);
    fill(ui, {place.x + (slot - width) / 2, plot.bottom() - height, width, height}, bar.marked ? Token::kPossibleFill : hovered ? Token::kAccent : Token::kH4);
    if (i % every == 0) text_center(ui, {place.x - slot, plot.bottom() + 2, 3 * slot, 16}, bar.label, kSmall);
    if (const std::string count = short_number(bar.count); bar.count > 0 && text_width(ui, count, kSmall) < slot + 4)
      text_center(ui, {place.x - 8, plot.bottom() - height - 17, slot + 16, 16}, count, kSmall);
    tip(ui, place, words);
  }
  return pressed;
}

void trend(Ui& ui, std::string key, Rect r, const Trend& data) {
  constexpr float kEdge = 4, kDash = 4, kMostDots = 14;
  const Rect plot{r.x + kEdge, r.y + kEdge, r.w - kTrendLabel - 2 * kEdge, r.h - 2 * kEdge};
  const auto y_of = [&](double value) {
    const double part = data.high > data.low ? (value - data.low) / (data.high - data.low) : 1;
    return plot.bottom() - static_cast<float>(std::clamp(part, 0.0, 1.0)) * plot.h;
  };
  hline(ui, r.x, plot.right() + kEdge, r.bottom(), Token::kBorderStrong);
  if (data.target >= 0)
    for (float x = r.x; x < plot.right(); x += 2 * kDash) fill(ui, {x, y_of(data.target), std::min(kDash, plot.right() - x), 1}, Token::kPossible);
  const bool below = data.target >= 0 && data.marks.back().value < data.target;
  std::vector<ImVec2> points;
  for (const TrendMark& mark : data.marks) points.push_back({plot.x + mark.at * plot.w, y_of(mark.value)});
  if (points.size() > 1) draw_list()->AddPolyline(points.data(), static_cast<int>(points.size()), ui.color(Token::kAccent), 0, 1.5f);
  for (size_t i = 0; i < points.size(); ++i) {
    const bool is_last = i + 1 == points.size();
    if (is_last || static_cast<float>(points.size()) <= kMostDots) disc(ui, points[i].x, points[i].y, is_last ? 3.0f : 2.0f, is_last && below ? Token::kPossible : Token::kAccent);
    const float left = i == 0 ? r.x : (points[i - 1].x + points[i].x) / 2, right = is_last ? r.right() : (points[i].x + points[i + 1].x) / 2;
    tip(ui, {left, r.y, right - left, r.h}, data.marks[i].words);
  }
  text(ui, plot.right() + 2 * kEdge, std::clamp(points.back().y - 8, r.y - 2, r.bottom() - 16), data.last, {Type::kSmall, true, below ? Token::kPossible : Token::kText});
  say(ui, Role::kChart, std::move(key), r, data.name, data.value);
}

void presence_row(Ui& ui, Rect r, const Presence& presence, std::span<const std::string> letters) {
  constexpr float kSlot = 24, kCount = 56;
  for (size_t s = 0; s < letters.size(); ++s) {
    const float x = r.x + kSlot * static_cast<float>(s);
    if (std::find(presence.sources.begin(), presence.sources.end(), s) != presence.sources.end()) source_badge(ui, x, r.y + 2, 16, s, letters[s]);
    else fill(ui, {x + 5, r.y + 7, 6, 6}, Token::kBorder, 1);
  }
  const float bars = r.x + kSlot * static_cast<float>(letters.size()) + 12, room = r.right() - bars - kCount;
  const float width = std::max(2.0f, room * static_cast<float>(presence.count) / static_cast<float>(std::max<uint64_t>(1, presence.most)));
  fill(ui, {bars, r.y + 5, width, 10}, presence.sources.size() > 1 ? Token::kAccent : Token::kNonmatchFill);
  text(ui, bars + width + 6, r.y + 2, number(presence.count), kSmall);
  say(ui, Role::kRow, presence.key, r, presence.names, number(presence.count));
  tip(ui, r, presence.names + " · " + number(presence.count));
}

void share_bar(Ui& ui, Rect r, std::span<const uint64_t> counts) {
  uint64_t total = 0;
  for (uint64_t count : counts) total += count;
  if (!total) return fill(ui, r, Token::kSunken);
  float x = r.x;
  for (size_t i = 0; i < counts.size(); ++i) {
    double share = static_cast<double>(counts[i]) / static_cast<double>(total);
    float w = static_cast<float>(share) * r.w;
    if (w >= 1) fill(ui, {x, r.y, w - 1, r.h}, source_token(i));
    if (share >= 0.12) text_center(ui, {x, r.y, w - 1, r.h}, decimal(share * 100, 0), {Type::kSmall, true, Token::kSurface});
    tip(ui, {x, r.y, w, r.h}, percent(share, 1));
    x += w;
  }
}

}  // namespace jumelles::ui
