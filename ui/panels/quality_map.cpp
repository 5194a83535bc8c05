#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "i18n/text.h"
#include "icons.h"
#include "panels/copying.h"
#include "panels/quality.h"
#include "widgets/charts.h"

namespace jumelles::ui {
namespace {

using protocol::AuditAttribute;
using protocol::AuditCell;
using protocol::AuditPage;

constexpr float kCell = 30, kHead = 48, kHigherHead = 66, kLegend = 30, kBetween = 16, kLeastCell = 62, kMostCell = 108, kLeastNames = 120, kMostNames = 190;
constexpr size_t kLeastRows = 8, kMostRows = 16;        // of the map before it scrolls on its own
constexpr float kBlockHead = 66, kBlockGap = 20;        // of a source, where sources follow each other

// Where a cell is: measures side by side, in each of them the sources; or one source beneath the other.
struct Place {
  uint32_t source = 0, attribute = 0;
  bool of_validity = false;
  bool operator==(const Place&) const = default;
};

std::optional<uint32_t> attribute_place(const AuditPage& audit, const std::string& key) {
  for (uint32_t i = 0; i < audit.attributes.size(); ++i)
    if (audit.attributes[i].key == key) return i;
  return std::nullopt;
}

Place chosen_place(const QualityView& view, const AuditPage& audit) {
  return {std::min<uint32_t>(view.source, audit.sources.empty() ? 0 : static_cast<uint32_t>(audit.sources.size() - 1)), attribute_place(audit, view.attribute).value_or(0), view.of_validity};
}

void choose(QualityView& view, const AuditPage& audit, const Place& place) {
  view.source = place.source;
  view.attribute = audit.attributes[place.attribute].key;
  view.of_validity = place.of_validity;
}

// What of the map is drawn where.
struct Columns {
  float names = 0, cell = 0, content = 0;
  float left(size_t source, bool of_validity, size_t source_count) const {
    return cell * static_cast<float>(source + (of_validity ? source_count : 0)) + (of_validity ? kBetween : 0);
  }
};

Columns columns_of(const Panel& panel, const AuditPage& audit, float width) {
  Columns c;
  c.names = kLeastNames;
  for (const AuditAttribute& attribute : audit.attributes) c.names = std::max(c.names, std::ceil(text_width(panel.ui, audited_label(attribute), kDenseStrong)) + 34);
  c.names = std::min(c.names, std::min(kMostNames, std::max(kLeastNames, width * 0.3f)));
  const float count = 2 * static_cast<float>(std::max<size_t>(1, audit.sources.size()));
  c.cell = std::clamp(std::floor((width - c.names - kBetween - size::kScrollBar) / count), kLeastCell, kMostCell);  // rows may be scrolled
  c.content = c.cell * count + kBetween;
  return c;
}

bool fits_beside_badge(const Panel& panel, const AuditPage& audit, const Columns& c) {
  return std::all_of(audit.sources.begin(), audit.sources.end(), [&](const auto& source) { return text_width(panel.ui, source.name, kSmall) <= c.cell - 34; });
}

// Names of sources stand beside their letters where all of them have room there, else beneath.
float head_height(const Panel& panel, const AuditPage& audit, const Columns& c) { return fits_beside_badge(panel, audit, c) ? kHead : kHigherHead; }

size_t shown_rows(const AuditPage& audit, float window_height) {
  if (audit.attributes.size() <= kMostRows) return audit.attributes.size();
  return std::clamp(static_cast<size_t>(std::max(0.0f, (window_height - 380) / kCell)), kLeastRows, kMostRows);
}

std::string target_words(const AuditAttribute& attribute, bool of_validity) {
  const double target = of_validity ? attribute.validity_target : attribute.completeness_target;
  return target < 0 ? std::string() : ", " + tr("quality.of_target", {percent(target)});
}

std::string counts_of(const AuditPage& audit, const AuditCell& cell, bool of_validity) {
  if (!cell.present) return tr("quality.no_column");
  if (of_validity) return cell.checked_count ? tr("quality.valid_of", {number(cell.valid_count), number(cell.checked_count)}) : tr("quality.not_checked");
  return tr("quality.filled_of", {number(cell.filled_count), number(audit.sources[cell.source].record_count)}) + ", " + tr_count("quality.distinct", cell.distinct_count);
}

void heat_cell(Panel& panel, const AuditPage& audit, const AuditCell& cell, bool of_validity, Rect r) {
  Ui& ui = panel.ui;
  QualityView& view = panel.view.quality;
  const AuditAttribute& attribute = audit.attributes[cell.attribute];
  const Place place{cell.source, cell.attribute, of_validity};
  const bool chosen = chosen_place(view, audit) == place, below = of_validity ? cell.below_validity : cell.below_completeness;
  const double share = of_validity ? validity_of(cell) : completeness_of(audit, cell);
  const std::string shown = cell.present ? share_text(share) : tr("quality.absent");
  const std::string source = audit.sources[cell.source].name, name = audited_label(attribute) + ", " + source + ", " + tr(of_validity ? "quality.validity" : "quality.completeness");
  const std::string counts = counts_of(audit, cell, of_validity) + target_words(attribute, of_validity) + (below ? ", " + tr("quality.below") : "");
  r = {r.x, r.y, r.w - 2, r.h - 2};
  Semantic semantic;
  semantic.key = "quality/cell/" + attribute.key + "/" + std::to_string(cell.source) + (of_validity ? "/validity" : "/completeness");
  semantic.role = Role::kCell;
  semantic.name = name;
  semantic.value = shown + ", " + counts;
  semantic.rect = r;
  semantic.selected = chosen;
  semantic.action = "press";
  const Interaction state = interact(ui, std::move(semantic), true);
  if (state.pressed) choose(view, audit, place);
  if (!cell.present) hatched(ui, r);
  else if (share < 0) box(ui, r, Token::kSurface, Token::kBorder, 0);
  else heat(ui, r, share);
  const Ink ink{Type::kDense, below, cell.present && share >= 0 ? Token::kText : Token::kMuted};
  if (cell.present) text_right(ui, r.right() - 10, r.y + 4, shown, ink);
  else text_center(ui, r, shown, kSmall);
  if (below) corner_mark(ui, r.x, r.y);
  if (chosen) outline(ui, {r.x - 1, r.y - 1, r.w + 2, r.h + 2}, Token::kAccent);
  else if (state.hovered) outline(ui, r, Token::kControl);
  const std::string fresh = freshness_words(audit, cell);
  tip(ui, r, name + "\n" + counts + (fresh.empty() ? "" : "\n" + tr("value.named", {tr("quality.freshness"), fresh})));
  if (chosen && view.reveal_cell) scroll_to(ui, r), view.reveal_cell = false;
}

void attribute_name(Panel& panel, const AuditAttribute& attribute, bool strong, float x, float y, float width) {
  draw_icon(panel.ui, x, y + 7, 15, type_icon(attribute.type), Token::kMuted);
  text_cut(panel.ui, x + 24, y + 4, width - 32, audited_label(attribute), strong ? kDenseStrong : kDense);
}

void source_heads(Panel& panel, const AuditPage& audit, const Columns& c, float x, float y) {
  Ui& ui = panel.ui;
  const bool beside = fits_beside_badge(panel, audit, c);
  for (const bool of_validity : {false, true}) {
    const float left = x + c.left(0, of_validity, audit.sources.size());
    const float end = text(ui, left, y, tr(of_validity ? "quality.validity" : "quality.completeness"), kDenseStrong);
    if (of_validity && end + 6 + text_width(ui, tr("quality.of_filled"), kSmall) < x + c.content) text(ui, end + 6, y + 2, tr("quality.of_filled"), kSmall);
    for (uint32_t s = 0; s < audit.sources.size(); ++s) {
      const float at = x + c.left(s, of_validity, audit.sources.size());
      const size_t place = source_place(panel, audit, s);
      const std::string& name = audit.sources[s].name;
      const float room = beside ? c.cell - 34 : c.cell - 6, right = at + c.cell - (beside ? 10 : 4), begin = right - std::min(room, text_width(ui, name, kSmall));
      source_badge(ui, beside ? begin - 21 : right - 16, y + 24, 16, place, panel.client.source_letter(place));
      text_cut(ui, begin, y + (beside ? 24 : 43), room, name, kSmall);
      tip(ui, {at, y + 22, c.cell, beside ? 20.0f : 40.0f}, name + " · " + tr_count("quality.records", audit.sources[s].record_count));
    }
  }
}

void map_of_attributes(Panel& panel, const AuditPage& audit, Rect area, const Columns& c, size_t rows) {
  Ui& ui = panel.ui;
  const float height = kCell * static_cast<float>(rows), head = head_height(panel, audit, c), across = area.w - c.names;
  const bool wide = c.content > across + 0.5f, high = rows < audit.attributes.size();
  const Rect body{area.x + c.names, area.y + head, across, height + (wide ? size::kScrollBar : 0)};
  const Place chosen = chosen_place(panel.view.quality, audit);
  float x = body.x, y = body.y;
  {
    Region cells(ui, "quality_cells", body, {.background = Token::kSurface, .scroll_x = wide, .scroll_y = high});
    x = cells.x(), y = cells.y();
    for (uint32_t a = 0; a < audit.attributes.size(); ++a) {
      const float top = y + kCell * static_cast<float>(a);
      // Rows far from what is seen are no items.
      if (high && (top + 3 * kCell < body.y || top - 2 * kCell > body.bottom()) && a != chosen.attribute) continue;
      for (uint32_t s = 0; s < audit.sources.size(); ++s)
        for (const bool of_validity : {false, true})
          if (const AuditCell* cell = audited_cell(audit, s, a)) heat_cell(panel, audit, *cell, of_validity, {x + c.left(s, of_validity, audit.sources.size()), top, c.cell, kCell});
    }
    cells.extend_to(x + c.content, y + kCell * static_cast<float>(audit.attributes.size()));
  }
  {
    Region names(ui, "quality_names", {area.x, body.y, c.names, height}, {.background = Token::kSurface});
    for (uint32_t a = 0; a < audit.attributes.size(); ++a) attribute_name(panel, audit.attributes[a], a == chosen.attribute, area.x, y + kCell * static_cast<float>(a), c.names);
  }
  text(ui, area.x, area.y, tr("quality.attribute"), kDenseStrong);
  Region heads(ui, "quality_heads", {body.x, area.y, across, head}, {.background = Token::kSurface});
  source_heads(panel, audit, c, x, area.y);
}

void legend(Panel& panel, float x, float y, float right) {
  Ui& ui = panel.ui;
  constexpr double kShades[] = {0.1, 0.3, 0.6, 0.9, 1};
  constexpr const char* kSpans[] = {"0–20", "20–50", "50–80", "80–95", "95–100"};
  const std::string unit = percent(0).substr(1), below = tr("quality.below");
  for (size_t i = 0; i < std::size(kShades); ++i) {
    const std::string words = kSpans[i] + unit;
    const float end = x + 22 + text_width(ui, words, kSmall);
    if (end > right) return;
    heat(ui, {x, y + 2, 16, 12}, kShades[i]);
    box(ui, {x, y + 2, 16, 12}, heat_token(kShades[i]), Token::kBorderStrong, 0);
    x = text(ui, x + 22, y, words, kSmall) + 14;
  }
  if (x + 18 + text_width(ui, below, kSmall) > right) return;
  corner_mark(ui, x, y + 3);
  text(ui, x + 16, y, below, kSmall);
}

// ---- one source beneath the other, with what else is known of its values

struct SourceColumn { const char* id; float right; };

float source_block(Panel& panel, const AuditPage& audit, uint32_t s, float x, float y, float width) {
  Ui& ui = panel.ui;
  const protocol::AuditSource& source = audit.sources[s];
  const size_t place = source_place(panel, audit, s);
  const Columns c = columns_of(panel, audit, width);
  const float cell = std::min(84.0f, c.cell + 12), facts = (width - c.names - 2 * cell - 8) / 4;
  source_badge(ui, x, y + 2, 18, place, panel.client.source_letter(place));
  float at = text_cut(ui, x + 26, y, width * 0.4f, source.name, kBodyStrong);
  heading(ui, "quality/source/" + std::to_string(s), {x, y, at - x, 20}, source.name, 2);
  std::string words = tr_count("quality.records", source.record_count);
  if (!source.median.empty()) words += ", " + tr("quality.dated", {event_date(source.oldest), event_date(source.newest), event_date(source.median)});
  text_cut(ui, at + 10, y + 1, x + width - at - 10, words, kDenseMuted);
  say(ui, Role::kParagraph, "quality/source/" + std::to_string(s) + "/facts", {at + 10, y, x + width - at - 10, 20}, words);
  y += 32;
  const SourceColumn columns[] = {{"completeness", x + c.names + cell - 12}, {"validity", x + c.names + 2 * cell - 12}, {"distinct_values", x + c.names + 2 * cell + facts},
                                  {"set_aside", x + c.names + 2 * cell + 2 * facts}, {"mended", x + c.names + 2 * cell + 3 * facts}, {"median_date", x + width - 4}};
  text(ui, x, y + 4, tr("quality.attribute"), kSmallStrong);
  for (const SourceColumn& column : columns) text_right(ui, column.right, y + 4, tr(std::string("quality.") + column.id), kSmallStrong);
  y += kBlockHead - 32;
  for (uint32_t a = 0; a < audit.attributes.size(); ++a, y += kCell) {
    const AuditCell* k = audited_cell(audit, s, a);
    if (!k) continue;
    attribute_name(panel, audit.attributes[a], false, x, y, c.names);
    heat_cell(panel, audit, *k, false, {x + c.names, y, cell, kCell});
    heat_cell(panel, audit, *k, true, {x + c.names + cell, y, cell, kCell});
    if (!k->present) continue;
    const std::string fresh = freshness_words(audit, *k);
    const std::string values[] = {number(k->distinct_count), number(k->set_aside_count), number(k->mended_count), k->median_date.empty() ? "\u2013" : event_date(k->median_date)};
    for (size_t i = 0; i < std::size(values); ++i) {
      const bool old = k->below_freshness && i + 1 == std::size(values);
      text_right(ui, columns[i + 2].right, y + 4, values[i], old ? kDenseStrong : values[i] != "0" ? kDense : kDenseMuted);
      if (old) corner_mark(ui, columns[i + 2].right - text_width(ui, values[i], kDenseStrong) - 14, y + 8);
    }
    if (!fresh.empty()) tip(ui, {columns[4].right, y, columns[5].right - columns[4].right, kCell}, tr("value.named", {tr("quality.freshness"), fresh}));
    const std::string key = "quality/facts/" + audit.attributes[a].key + "/" + std::to_string(s);
    say(ui, Role::kRow, key, {columns[1].right + 12, y, width - c.names - 2 * cell, kCell}, audited_label(audit.attributes[a]),
        tr_count("quality.distinct", k->distinct_count) + ", " + tr_count("quality.set_aside_count", k->set_aside_count) + ", " + tr_count("quality.mended_count", k->mended_count) + (fresh.empty() ? "" : ", " + tr("value.named", {tr("quality.freshness"), fresh})));
  }
  return y + kBlockGap;
}

CopiedTable table_of(const AuditPage& audit) {
  CopiedTable out;
  for (const char* id : {"attribute", "source", "completeness", "validity", "filled_values", "distinct_values", "set_aside", "mended", "median_date"}) out.header.push_back(tr(std::string("quality.") + id));
  for (const AuditCell& cell : audit.cells) {
    if (cell.source >= audit.sources.size() || cell.attribute >= audit.attributes.size()) continue;
    const auto share = [](double value) { return value < 0 ? std::string() : number_to_text(std::round(value * 1e4) / 1e4); };
    std::vector<std::string> row{audited_label(audit.attributes[cell.attribute]), audit.sources[cell.source].name, share(completeness_of(audit, cell)), share(validity_of(cell))};
    for (const uint32_t count : {cell.filled_count, cell.distinct_count, cell.set_aside_count, cell.mended_count}) row.push_back(cell.present ? std::to_string(count) : "");
    row.push_back(cell.median_date);
    out.rows.push_back(std::move(row));
  }
  return out;
}

}  // namespace

float quality_map_height(const Panel& panel, const AuditPage& audit, float width, float window_height) {
  if (panel.view.quality.shown == "sources")
    return static_cast<float>(audit.sources.size()) * (kBlockHead + kCell * static_cast<float>(audit.attributes.size()) + kBlockGap) + kLegend;
  const Columns c = columns_of(panel, audit, width);
  const bool wide = c.content > width - c.names + 0.5f;
  return head_height(panel, audit, c) + kCell * static_cast<float>(shown_rows(audit, window_height)) + (wide ? size::kScrollBar : 0) + kLegend;
}

void draw_quality_map(Panel& panel, const AuditPage& audit, Rect area) {
  const Columns c = columns_of(panel, audit, area.w);
  if (panel.view.quality.shown == "sources") {
    float y = area.y;
    for (uint32_t s = 0; s < audit.sources.size(); ++s) y = source_block(panel, audit, s, area.x, y, area.w);
  } else {
    const bool wide = c.content > area.w - c.names + 0.5f;
    const float height = area.h - head_height(panel, audit, c) - kLegend - (wide ? size::kScrollBar : 0);
    map_of_attributes(panel, audit, {area.x, area.y, area.w, area.h - kLegend}, c, static_cast<size_t>(height / kCell + 0.5f));
  }
  legend(panel, area.x, area.bottom() - kLegend + 10, area.right() - 60);
  chart_copies(panel, "quality/map", area.right(), area.bottom() - kLegend + 4, {area.x, area.y, area.w, area.h}, table_of(audit));
}

const AuditCell* chosen_cell(Panel& panel, const AuditPage& audit) {
  QualityView& view = panel.view.quality;
  if (audit.attributes.empty() || audit.sources.empty()) return nullptr;
  if (view.attribute.empty() || !attribute_place(audit, view.attribute)) {
    // Where a target is missed, else where there is something at all.
    const auto missed = std::find_if(audit.cells.begin(), audit.cells.end(), [](const AuditCell& cell) { return cell.below_validity || cell.below_completeness; });
    const auto any = missed != audit.cells.end() ? missed : std::find_if(audit.cells.begin(), audit.cells.end(), [](const AuditCell& cell) { return cell.present; });
    if (any == audit.cells.end()) return nullptr;
    choose(view, audit, {any->source, any->attribute, any->below_validity});
  }
  const Place place = chosen_place(view, audit);
  return audited_cell(audit, place.source, place.attribute);
}

bool can_step_quality(const Panel& panel) {
  const QualityView& view = panel.view.quality;
  if (panel.view.screen != Screen::kQuality || !view.page || view.page->cells.empty()) return false;
  return view.shows_rows ? view.row_total > 0 : view.shown != "compared" && view.shown != "history";
}

void step_quality(Panel& panel, int rows, int columns) {
  QualityView& view = panel.view.quality;
  const auto moved = [](uint64_t at, int by, uint64_t count) { return static_cast<uint64_t>(std::clamp<int64_t>(static_cast<int64_t>(at) + by, 0, static_cast<int64_t>(std::max<uint64_t>(count, 1)) - 1)); };
  panel.ui.more_frames = true;
  if (view.shows_rows) {
    view.row = moved(view.row, rows, view.row_total);
    view.reveal_row = true;
    return;
  }
  if (view.shown == "dictionary") return step_dictionary(panel, rows);
  const AuditPage& audit = *view.page;
  Place place = chosen_place(view, audit);
  const uint64_t attributes = audit.attributes.size(), sources = audit.sources.size();
  if (view.shown == "sources") {
    const uint64_t line = moved(place.source * attributes + place.attribute, rows, sources * attributes);
    place = {static_cast<uint32_t>(line / attributes), static_cast<uint32_t>(line % attributes), moved(place.of_validity, columns, 2) != 0};
  } else {
    const uint64_t column = moved(place.source + (place.of_validity ? sources : 0), columns, 2 * sources);
    place = {static_cast<uint32_t>(column % sources), static_cast<uint32_t>(moved(place.attribute, rows, attributes)), column >= sources};
  }
  choose(view, audit, place);
  view.reveal_cell = true;
  const AuditCell* cell = audited_cell(audit, place.source, place.attribute);
  const double share = place.of_validity ? validity_of(*cell) : completeness_of(audit, *cell);
  panel.platform.request({"say", audited_label(audit.attributes[place.attribute]) + ", " + audit.sources[place.source].name + ", " +
                                     tr("value.named", {tr(place.of_validity ? "quality.validity" : "quality.completeness"), cell->present ? share_text(share) : tr("quality.absent")}), ""});
}

}  // namespace jumelles::ui
