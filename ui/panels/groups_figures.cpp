#include <algorithm>

#include "core/math.h"
#include "i18n/text.h"
#include "icons.h"
#include "panels/groups.h"
#include "widgets/charts.h"

namespace jumelles::ui {
namespace {

using protocol::GroupFigures;
using protocol::SizeCount;

constexpr float kAxisLeft = 56, kSizes = 160;

struct SizeBar {
  std::string label;
  uint64_t count = 0, doubted_count = 0;
};

// One bar a size, the last one for all beyond.
std::vector<SizeBar> size_bars(const std::vector<SizeCount>& sizes, size_t most) {
  std::vector<SizeBar> out;
  for (const SizeCount& row : sizes) {
    const bool beyond = row.size >= most;
    const size_t at = beyond ? most - 1 : row.size - 1;
    while (out.size() <= at) out.push_back({number(out.size() + 1), 0, 0});
    if (row.size > most) out[at].label = number(most) + "+";
    out[at].count += row.count;
    out[at].doubted_count += row.doubted_count;
  }
  return out;
}

void figure_title(Ui& ui, const char* key, Rect r, const std::string& title, const std::string& aside) {
  const float end = text(ui, r.x, r.y, title, kDenseStrong);
  heading(ui, key, {r.x, r.y, end - r.x, 20}, title, 2);
  if (end + 12 + text_width(ui, aside, kSmall) < r.right()) text_right(ui, r.right(), r.y + 2, aside, kSmall);
}

void sizes(Panel& panel, const GroupFigures& figures, Rect area) {
  Ui& ui = panel.ui;
  figure_title(ui, "groups/sizes", area, tr("groups.sizes"), tr("groups.log_scale"));
  const Rect plot{area.x + kAxisLeft, area.y + 46, area.w - kAxisLeft, area.h - 46 - 36};
  const std::vector<SizeBar> bars = size_bars(figures.sizes, std::max<size_t>(3, static_cast<size_t>(plot.w / 30)));
  uint64_t most = 10;
  for (const SizeBar& bar : bars) most = std::max(most, bar.count);
  const double top = log2(static_cast<double>(most)) / log2(10.0);
  const auto y_of = [&](double count) {
    const double share = count <= 0 ? 0 : (log2(count) / log2(10.0) + 0.12) / (top + 0.12);
    return plot.bottom() - static_cast<float>(share) * plot.h;
  };
  double count = 1;
  for (int power = 0; power <= static_cast<int>(top); ++power, count *= 10) {
    hline(ui, plot.x, plot.right(), y_of(count), Token::kBorder);
    text_right(ui, plot.x - 8, y_of(count) - 8, short_number(static_cast<uint64_t>(count)), kSmall);
  }
  const float slot = plot.w / static_cast<float>(std::max<size_t>(1, bars.size())), width = std::min(28.0f, slot - 4);
  std::string spoken;
  for (size_t i = 0; i < bars.size(); ++i) {
    const SizeBar& bar = bars[i];
    const float x = plot.x + slot * static_cast<float>(i) + (slot - width) / 2;
    text_center(ui, {x - 4, plot.bottom() + 2, width + 8, 16}, bar.label, kSmall);
    if (bar.count == 0) continue;
    const float y = std::min(y_of(static_cast<double>(bar.count)), plot.bottom() - 2);
    fill(ui, {x, y, width, plot.bottom() - y}, bar.doubted_count == bar.count ? Token::kPossibleFill : Token::kAccent);
    const std::string value = short_number(bar.count);
    text_center(ui, {x - 8, y - 17, width + 16, 16}, value, kSmall);
    if (bar.doubted_count > 0) draw_icon(ui, x + width / 2 - 6, y - 31, 12, icon::kTriangleAlert, Token::kPossible);
    std::string words = tr("groups.size_words", {bar.label, number(bar.count)});
    if (bar.doubted_count > 0) words += ", " + tr_count("groups.size_doubted", bar.doubted_count);
    tip(ui, {x - 2, plot.y - 12, width + 4, plot.h + 30}, words);
    spoken += (spoken.empty() ? "" : ". ") + words;
  }
  hline(ui, plot.x, plot.right(), plot.bottom(), Token::kControl);
  const float end = text(ui, area.x, plot.bottom() + 19, tr("groups.axis_count"), kSmall);
  const std::string axis = tr("groups.axis_size");
  if (end + 12 + text_width(ui, axis, kSmall) <= plot.right()) text_right(ui, plot.right(), plot.bottom() + 19, axis, kSmall);
  say(ui, Role::kChart, "groups/sizes/chart", plot, tr("groups.sizes"), spoken);
}

void presences(Panel& panel, const GroupFigures& figures, Rect area) {
  Ui& ui = panel.ui;
  figure_title(ui, "groups/presences", area, tr("groups.presences"), tr("word.customers"));
  const auto& sources = panel.client.summary().sources;
  std::vector<std::string> letters;
  for (size_t s = 0; s < std::min<size_t>(sources.size(), 8); ++s) letters.emplace_back(panel.client.source_letter(s));
  const size_t rows = std::min(figures.presences.size(), static_cast<size_t>(std::max(0.0f, (area.h - 28) / kPresenceRow)));
  uint64_t most = 1;
  for (const auto& row : figures.presences) most = std::max(most, row.count);
  float y = area.y + 28;
  for (size_t i = 0; i < rows; ++i, y += kPresenceRow) {
    const auto& row = figures.presences[i];
    std::string names;
    for (const uint32_t s : row.sources)
      if (s < sources.size()) names += (names.empty() ? "" : ", ") + sources[s].name;
    presence_row(ui, {area.x, y, area.w, kPresenceRow}, {"groups/presence/" + std::to_string(i), names, row.sources, row.count, most}, letters);
  }
}

}  // namespace

void draw_group_figures(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  Region region(ui, "group_figures", area, {.background = Token::kSurface});
  hline(ui, area.x, area.right(), area.y, Token::kBorder);
  const auto* figures = panel.client.ask<GroupFigures>(protocol::GroupFiguresQuery{});
  if (!figures) {
    for (int i = 0; i < 4; ++i) placeholder(ui, area.x + 16, area.y + 16 + 28 * static_cast<float>(i), area.w - 32);
    return;
  }
  sizes(panel, *figures, {area.x + 16, area.y + 10, area.w - 36, kSizes});
  const float y = area.y + 10 + kSizes + 8;
  hline(ui, area.x, area.right(), y, Token::kBorder);
  presences(panel, *figures, {area.x + 16, y + 8, area.w - 36, area.bottom() - y - 10});
}

}  // namespace jumelles::ui
