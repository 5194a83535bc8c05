#include "panels/quality.h"

#include <algorithm>
#include <cmath>

#include "app/commands.h"
#include "i18n/text.h"
#include "icons.h"

namespace jumelles::ui {
namespace {

using protocol::AuditCell;
using protocol::AuditPage;
using protocol::FindingRow;

constexpr float kFigures = 76, kLeastFindings = 360, kMostFindings = 480, kLeastOwnColumn = 1000;

protocol::AuditQuery audit_query() { return {language() == Language::kFrench ? "fr" : "en"}; }

bool has_read_source(const Panel& panel) {
  const auto& sources = panel.client.summary().sources;
  return std::any_of(sources.begin(), sources.end(), [](const auto& source) { return source.state == protocol::SourceState::kReady; });
}

std::string header_sentence(const AuditPage& audit) {
  return tr_count("quality.records", audit.record_count) + ", " + tr_count("quality.attributes", audit.attributes.size()) + ", " + tr_count("golden.sources", audit.sources.size());
}

void download_report(Panel& panel) {
  const bool french = language() == Language::kFrench, masks = panel.client.is_masked() && !panel.view.files_keep_values;
  const std::string kind = french ? "report:fr" : "report:en", name = french ? "rapport-audit" : "audit-report";
  panel.platform.request({"download", masks ? "masked:" + kind : kind, name + (masks ? "-" + tr("delivery.masked_name") : "") + ".html"});
}

void header(Panel& panel, Rect area, const AuditPage* audit) {
  Ui& ui = panel.ui;
  QualityView& view = panel.view.quality;
  Region region(ui, "quality_header", {area.x, area.y, area.w, size::kPageHeader});
  float right = area.right() - size::kPagePadding;
  if (audit) {
    if (button_from_right(ui, "quality/report", right, area.y + 16, tr("quality.report"), {.glyph = icon::kFileDown, .height = size::kButton})) download_report(panel);
    std::vector<Segment> segments{{"attributes", tr("quality.by_attribute")}, {"sources", tr("quality.by_source")}};
    if (audit->sources.size() > 1) segments.push_back({"compared", tr("quality.compared")});
    segments.push_back({"history", tr("quality.history")});
    segments.push_back({"dictionary", tr("quality.dictionary")});
    right -= segmented_width(ui, segments);
    size_t selected = 0;
    while (selected < segments.size() && segments[selected].id != view.shown) ++selected;
    if (selected == segments.size()) selected = 0;
    if (const auto chosen = segmented(ui, "quality/shown", right, area.y + 18, segments, selected)) {
      view.shown = segments[*chosen].id;
      view.shows_rows = false;
      ui.more_frames = true;
    }
    right -= 16;
  }
  std::string sentence = audit ? header_sentence(*audit) : "";
  if (audit && is_counting_audit(panel)) sentence = tr("quality.counting_again");
  page_header(panel, area, tr("screen.quality"), sentence, right);
}

struct Figure { const char* key; std::string value, aside, caption, why; };

// Figures for the room. Those that only a matching can tell say so.
void figures(Panel& panel, const AuditPage& audit, float x, float y, float width) {
  Ui& ui = panel.ui;
  const auto of_records = [&](uint64_t count) { return audit.record_count ? percent(static_cast<double>(count) / static_cast<double>(audit.record_count), 1) : std::string(); };
  const auto& r = audit.result;
  const std::string later = r.has_result ? "" : tr("quality.after_matching");
  const Figure all[] = {{"completeness", share_text(audit.completeness), "", tr("quality.mean_completeness"), tr("quality.mean_completeness_help")},
                        {"validity", share_text(audit.validity), "", tr("quality.valid_values"), tr("quality.valid_values_help")},
                        {"duplicates", r.has_result ? number(r.duplicate_count) : "", r.has_result ? of_records(r.duplicate_count) : later, tr("quality.duplicates"), tr("quality.duplicates_help")},
                        {"unmatchable", r.has_result ? number(r.unmatchable_count) : "", r.has_result ? of_records(r.unmatchable_count) : later, tr("quality.unmatchable"), tr("quality.unmatchable_help")}};
  const float slot = std::min(190.0f, width / 4);
  for (size_t i = 0; i < std::size(all); ++i) {
    const Figure& figure = all[i];
    const float at = x + slot * static_cast<float>(i);
    const float end = text(ui, at, y, figure.value, {Type::kFigure, true, Token::kText});
    // A share that would touch the next figure is told by the tool-tip, and to those who listen.
    if (figure.value.empty()) text_cut(ui, at, y + 14, slot - 12, figure.aside, kSmall);
    else if (end + 8 + text_width(ui, figure.aside, kSmall) <= at + slot - 16) text(ui, end + 8, y + 14, figure.aside, kSmall);
    text_cut(ui, at, y + 38, slot - 8, figure.caption, kDenseMuted);
    say(ui, Role::kStatus, std::string("quality/figure/") + figure.key, {at, y, slot - 8, 58}, figure.caption, figure.value + (figure.aside.empty() || figure.value.empty() ? "" : ", ") + figure.aside);
    tip(ui, {at, y, slot - 8, 58}, (figure.aside.empty() || !r.has_result ? "" : figure.aside + ". ") + figure.why);
  }
}

// Figures, map, chosen cell; and beneath them the findings where they have no column of their own.
void left_column(Panel& panel, const AuditPage& audit, Rect area, bool with_findings) {
  Ui& ui = panel.ui;
  Region region(ui, "quality_body", area, {.background = Token::kSurface, .scroll_y = true});
  const float x = region.x() + size::kPagePadding, width = area.w - 2 * size::kPagePadding;
  float y = region.y() + 16;
  figures(panel, audit, x, y, with_findings ? width - 140 : width);
  if (float right = x + width; with_findings && button_from_right(ui, "quality/to_findings", right, y + 6, tr_count("quality.findings", open_findings(audit)), {.glyph = icon::kArrowDown})) panel.view.quality.reveal_findings = true;
  y += kFigures;
  y = draw_facets(panel, audit, x, y, width, true);
  y = draw_tags(panel, audit, x, y, width);
  const float height = quality_map_height(panel, audit, width, area.h);
  draw_quality_map(panel, audit, {x, y, width, height});
  y += height + 12;
  if (panel.view.quality.shown != "sources" || with_findings) hline(ui, x, x + width, y, Token::kBorder);
  y = draw_quality_cell(panel, audit, x, y + 12, width);
  if (with_findings) {
    hline(ui, x, x + width, y + 12, Token::kBorder);
    y = draw_findings(panel, audit, area.x + 8, y + 13, area.w - 16 - size::kScrollBar);
  }
  region.extend_to(x + 1, y + 16);
}

void waiting(Panel& panel, Rect body) {
  Ui& ui = panel.ui;
  Region region(ui, "quality_waits", body, {.background = Token::kSurface});
  const auto* progress = panel.client.progress("audit");
  const std::string words = tr("quality.counting") + (progress ? " " + percent(progress->fraction) : "");
  text(ui, body.x + 24, body.y + 20, words, kBodyMuted);
  say(ui, Role::kStatus, "quality/counting", {body.x + 24, body.y + 20, 300, 20}, words);
  for (int i = 0; i < 10; ++i) placeholder(ui, body.x + 24, body.y + 60 + 30 * static_cast<float>(i), body.w - 48);
}

}  // namespace

void ask_for_audit(Panel& panel) {
  QualityView& view = panel.view.quality;
  Client& client = panel.client;
  if (!has_read_source(panel)) return view.page.reset(), view.history.reset();
  // Another project's, or values that may not be seen.
  if (view.page && (view.page_masked != client.is_masked() || client.summary().revision < view.page_revision)) view.page.reset(), view.page_revision = 0;
  if (client.is_running("import") || client.is_running("run") || client.is_running("threshold") || panel.view.dragging_threshold) return;  // it would be in the way
  // Elsewhere the rail alone tells of it, and what people decide there changes no source: it is looked at anew when the sources are others.
  const bool is_seen = panel.view.screen == Screen::kQuality;
  std::string of = std::to_string(client.summary().recipe_rule_count);
  for (const auto& source : client.summary().sources) of += "/" + source.name + "/" + std::to_string(source.row_count);
  if (!is_seen && view.page && view.page_of == of && view.page_language == audit_query().language) return;
  bool fresh = false;
  const AuditPage* page = client.ask<AuditPage>(audit_query(), &fresh);
  if (!page || page->state != "ready" || !fresh) return;
  const uint64_t revision = client.summary().revision;
  if (view.page && view.page_revision == revision && view.page_language == audit_query().language) return;
  view.page = *page;
  view.page_revision = revision;
  view.page_of = of;
  view.page_language = audit_query().language;
  view.page_masked = client.is_masked();
}

bool is_counting_audit(const Panel& panel) {
  const QualityView& view = panel.view.quality;
  return has_read_source(panel) && (!view.page || view.page_revision != panel.client.summary().revision || view.page_language != audit_query().language);
}

NavState quality_state(const Panel& panel) {
  const auto& page = panel.view.quality.page;
  if (!page) return panel.client.is_running("audit") ? NavState::kRunning : NavState::kEmpty;
  const bool harmful = std::any_of(page->findings.begin(), page->findings.end(), [](const FindingRow& f) { return f.state == "open" && f.severity == "error"; });
  return harmful ? NavState::kAttention : NavState::kReady;
}

size_t open_findings(const AuditPage& audit) {
  return static_cast<size_t>(std::count_if(audit.findings.begin(), audit.findings.end(), [](const FindingRow& f) { return f.state == "open"; }));
}

std::string audited_label(const protocol::AuditAttribute& attribute) { return attribute.label.empty() ? attribute_label(attribute.key) : attribute.label; }

std::string audited_label(const AuditPage& audit, const std::string& key) {
  const auto found = std::find_if(audit.attributes.begin(), audit.attributes.end(), [&](const auto& a) { return a.key == key; });
  return found == audit.attributes.end() ? attribute_label(key) : audited_label(*found);
}

size_t source_place(const Panel& panel, const AuditPage& audit, uint32_t source) {
  const auto& all = panel.client.summary().sources;
  if (source >= audit.sources.size()) return source;
  for (size_t i = 0; i < all.size(); ++i)
    if (all[i].name == audit.sources[source].name) return i;
  return source;
}

const AuditCell* audited_cell(const AuditPage& audit, uint32_t source, uint32_t attribute) {
  const size_t at = size_t{attribute} * audit.sources.size() + source;
  if (source >= audit.sources.size() || at >= audit.cells.size()) return nullptr;
  return audit.cells[at].source == source && audit.cells[at].attribute == attribute ? &audit.cells[at] : nullptr;
}

double completeness_of(const AuditPage& audit, const AuditCell& cell) {
  const uint32_t all = cell.source < audit.sources.size() ? audit.sources[cell.source].record_count : 0;
  return !cell.present || all == 0 ? -1 : static_cast<double>(cell.filled_count) / all;
}

double validity_of(const AuditCell& cell) { return !cell.present || cell.checked_count == 0 ? -1 : static_cast<double>(cell.valid_count) / cell.checked_count; }

std::string freshness_words(const AuditPage& audit, const AuditCell& cell) {
  if (!cell.present || cell.age_months < 0) return "";
  const int32_t target = cell.attribute < audit.attributes.size() ? audit.attributes[cell.attribute].freshness_target : -1;
  std::string words = tr_count("quality.age", static_cast<uint64_t>(cell.age_months), event_date(cell.median_date));
  if (cell.below_freshness) words += ", " + tr_count("quality.age_beyond", static_cast<uint64_t>(target));
  return words;
}

std::string share_text(double share) {
  if (share < 0) return "\u2013";
  if (share > 0 && share < 0.01) return percent(std::max(share, 0.001), 1);
  return percent(share < 1 ? std::floor(share * 100 + 1e-9) / 100 : 1);
}

void draw_quality(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  QualityView& view = panel.view.quality;
  const AuditPage* audit = view.page ? &*view.page : nullptr;
  header(panel, area, audit);
  const Rect body{area.x, area.y + size::kPageHeader, area.w, area.h - size::kPageHeader};
  if (!has_read_source(panel)) {
    Region region(ui, "quality_empty", body);
    if (empty_state(ui, "quality/empty", body, icon::kGauge, tr("quality.empty_title"), tr("quality.empty"), tr("action.browse"), icon::kFolderOpen)) panel.platform.request({"browse", "", ""});
    return;
  }
  if (!audit) return waiting(panel, body);
  if (view.shown == "compared" && audit->sources.size() < 2) view.shown = "attributes";
  if (view.shows_rows && !view.filters.empty()) return draw_audit_rows(panel, *audit, body);
  if (view.shown == "dictionary") return draw_dictionary(panel, *audit, body);
  if (view.shown == "compared") return draw_compared_sources(panel, *audit, body);
  if (view.shown == "history") return draw_quality_history(panel, *audit, body);
  const bool own_column = body.w >= kLeastOwnColumn;
  const float right = own_column ? std::clamp(std::floor(body.w * 0.39f), kLeastFindings, kMostFindings) : 0;
  left_column(panel, *audit, {body.x, body.y, body.w - right, body.h}, !own_column);
  if (!own_column) return;
  Region region(ui, "quality_findings", {body.right() - right, body.y, right, body.h}, {.background = Token::kBg, .scroll_y = true});
  const float bottom = draw_findings(panel, *audit, region.x(), region.y(), right - size::kScrollBar);
  region.extend_to(region.x() + 1, bottom);
  vline(ui, body.right() - right, body.y, body.bottom(), Token::kBorder);
}

}  // namespace jumelles::ui
