#include <algorithm>
#include <cmath>

#include "app/commands.h"
#include "i18n/text.h"
#include "icons.h"
#include "panels/project.h"

namespace jumelles::ui {
namespace {

using protocol::DeliverableSummary;
using protocol::RejectsPage;

constexpr float kEvidenceWidth = 424;

const char* kind_icon(std::string_view kind) {
  if (kind == "golden" || kind == "golden_json") return icon::kIdCard;
  if (kind == "xlsx") return icon::kFileText;
  if (kind == "xref") return icon::kRoute;
  if (kind == "pairs") return icon::kGitCompareArrows;
  if (kind == "rejects") return icon::kCircleAlert;
  if (kind == "project") return icon::kSave;
  return icon::kDatabase;
}

// What is downloaded while the screen is masked is masked as well, unless people say otherwise. A project cannot be: it would be lost.
bool masks_files(const Panel& panel) { return panel.client.is_masked() && !panel.view.files_keep_values; }

void download(Panel& panel, const std::string& kind, const std::string& file_name) {
  if (!masks_files(panel) || kind == "project") return panel.platform.request({"download", kind, file_name});
  const size_t dot = file_name.rfind('.');
  panel.platform.request({"download", "masked:" + kind, file_name.substr(0, dot) + "-" + tr("delivery.masked_name") + file_name.substr(dot)});
}

// What becomes of values in files while the screen is masked. Gives the bottom.
float mask_choice(Panel& panel, float x, float y, float width) {
  if (!panel.client.is_masked()) return y;
  Ui& ui = panel.ui;
  const std::string words = tr(masks_files(panel) ? "delivery.masked" : "delivery.unmasked"), keep = tr("delivery.keep_values");
  const float needed = 28 + 12 + text_width(ui, keep, kDense) + 32, text_room = std::max(200.0f, width - needed - 44);
  const float height = std::max(20.0f, paragraph_height(ui, words, text_room, kDense)) + 20;
  fill(ui, {x, y, width, height}, Token::kAccentSoft, size::kRadiusControl);
  draw_icon(ui, x + 12, y + 11, 18, icon::kEyeOff, Token::kAccent);
  paragraph(ui, x + 40, y + 10, text_room, words, kDense);
  say(ui, Role::kStatus, "delivery/masked", {x, y, text_room + 40, height}, words);
  const float left = x + width - needed + 16, middle = y + std::floor(height / 2);
  if (toggle(ui, "delivery/keep_values", left, middle - 8, panel.view.files_keep_values, keep)) {
    panel.view.files_keep_values = !panel.view.files_keep_values;
    ui.more_frames = true;
  }
  text(ui, left + 40, middle - 10, keep, kDense);
  return y + height + 16;
}

// Of a deliverable's row.
constexpr float kIconWidth = 48, kFileNameWidth = 150, kFiguresWidth = 150, kButtonWidth = 56;

std::string family_of(const DeliverableSummary& file) { return file.kind.starts_with("source:") ? "source" : file.kind; }

std::string help_of(const DeliverableSummary& file) {
  const std::string key = "deliverable." + family_of(file) + ".help";
  return has_text(key) ? tr(key) : std::string();
}

// `has_names`: file names have a column of their own; else they follow the titles.
void deliverable_row(Panel& panel, const DeliverableSummary& file, Rect r, bool has_names) {
  Ui& ui = panel.ui;
  std::string title = tr_id("deliverable.", family_of(file), {file.kind.starts_with("source:") ? file.kind.substr(7) : ""});
  draw_icon(ui, r.x + 16, r.y + 15, 18, kind_icon(file.kind), Token::kMuted);
  float right = r.right() - kButtonWidth, figures = right - kFiguresWidth, left = r.x + kIconWidth;
  float names = has_names ? figures - kFileNameWidth + 10 : figures;
  text_cut(ui, left, r.y + 6, names - 10 - left, title, kDenseStrong);
  text_cut(ui, left, r.y + 25, names - 10 - left, help_of(file), kSmall);
  if (has_names) text_cut(ui, names, r.y + 14, kFileNameWidth - 6, file.file_name, kDenseMuted);
  else if (float at = left + text_width(ui, title, kDenseStrong) + 10; at < figures - 40) text_cut(ui, at, r.y + 6, figures - 10 - at, file.file_name, kDenseMuted);
  if (file.row_count || file.column_count) {
    text_right(ui, right - 76, r.y + 14, number(file.row_count), kDense);
    text_right(ui, right - 8, r.y + 14, number(file.column_count), kDense);
  }
  say(ui, Role::kRow, "delivery/file/" + file.kind, {r.x, r.y, right - r.x, r.h}, title, number(file.row_count));
  if (icon_button(ui, "delivery/download/" + file.kind, {right + 12, r.y + 8, 32, 32}, icon::kDownload, tr("delivery.download", {file.file_name}), false, Token::kAccent))
    download(panel, file.kind, file.file_name);
  hline(ui, r.x, r.right(), r.bottom() - 1, Token::kBorder);
}

// All in one has a button of its own.
constexpr std::string_view kAll = "all";

std::vector<DeliverableSummary> listed_files(const Panel& panel) {
  std::vector<DeliverableSummary> files = panel.client.summary().deliverables;
  std::erase_if(files, [](const DeliverableSummary& file) { return file.kind == kAll; });
  return files;
}

// The least that shows all descriptions whole; file names follow titles then.
float least_table_width(const Panel& panel) {
  float widest = 0;
  for (const DeliverableSummary& file : listed_files(panel)) widest = std::max(widest, text_width(panel.ui, help_of(file), kSmall));
  return 2 + kIconWidth + widest + 10 + kFiguresWidth + kButtonWidth;
}

float files_table(Panel& panel, float x, float y, float width) {
  Ui& ui = panel.ui;
  const std::vector<DeliverableSummary> files = listed_files(panel);
  const bool has_names = width >= least_table_width(panel) + kFileNameWidth;
  box(ui, {x, y, width, 32 + size::kDocumentRow * static_cast<float>(files.size()) + 2}, Token::kSurface, Token::kBorder, 0);
  x += 1, y += 1, width -= 2;
  fill(ui, {x, y, width, 32}, Token::kSunken);
  float right = x + width - kButtonWidth;
  text(ui, x + 16, y + 8, tr("delivery.file"), kSmallStrong);
  if (has_names) text(ui, right - kFiguresWidth - kFileNameWidth + 10, y + 8, tr("delivery.name"), kSmallStrong);
  text_right(ui, right - 76, y + 8, tr("delivery.rows"), kSmallStrong);
  text_right(ui, right - 8, y + 8, tr("delivery.columns"), kSmallStrong);
  y += 32;
  for (const DeliverableSummary& file : files) {
    deliverable_row(panel, file, {x, y, width, size::kDocumentRow}, has_names);
    y += size::kDocumentRow;
  }
  return y + 1;
}

protocol::RejectsQuery rejects_query(const Panel& panel, uint64_t row) {
  const View& view = panel.view;
  return {static_cast<uint32_t>(row / Client::kPageRows * Client::kPageRows), Client::kPageRows, view.reject_text, view.reject_source, view.reject_reason};
}

std::string reason_label(const std::string& id, const std::string& otherwise) { return has_text("reject." + id) ? tr("reject." + id) : otherwise; }

void reject_row(Panel& panel, uint64_t index, Rect r) {
  Ui& ui = panel.ui;
  const auto* page = panel.client.ask<RejectsPage>(rejects_query(panel, index));
  if (!page || index < page->first || index - page->first >= page->rows.size()) {
    placeholder(ui, r.x + 8, r.y + 4, r.w - 16);
  } else {
    const auto& row = page->rows[index - page->first];
    std::string reason = reason_label(row.reason_id, row.reason);
    text_cut(ui, r.x + 8, r.y + 4, 96, row.source, kDense);
    text_right(ui, r.x + 168, r.y + 4, number(row.line), kDense);
    text_cut(ui, r.x + 184, r.y + 4, 240, reason, kDense);
    text_cut(ui, r.x + 432, r.y + 4, r.w - 440, row.text, kDenseMuted);
    say(ui, Role::kRow, "delivery/reject/" + std::to_string(index), r, row.source + " " + number(row.line), reason);
  }
  hline(ui, r.x, r.right(), r.bottom() - 1, Token::kBorder);
}

bool has_reject_filter(const View& view) { return !view.reject_text.empty() || !view.reject_source.empty() || !view.reject_reason.empty(); }

void clear_reject_filter(Panel& panel) {
  panel.view.reject_text.clear(), panel.view.reject_source.clear(), panel.view.reject_reason.clear();
  panel.ui.more_frames = true;
}

// One of the few values of a column, or all of them; where there is but one there is nothing to choose.
float value_choice(Panel& panel, const char* key, const char* prefix, const std::vector<Choice>& choices, float x, float y, float most, std::string& value) {
  if (choices.size() < 3 && value.empty()) return x;
  size_t chosen = index_of(choices, value);
  if (chosen == choices.size()) chosen = 0;
  ComboOptions options{.prefix = tr(prefix)};
  options.name = tr(prefix);
  const float width = std::min(combo_width(panel.ui, choices[chosen].text, options), most);
  if (const auto wanted = combo(panel.ui, key, {x, y, width, size::kButtonDense}, choices, chosen, options)) {
    value = choices[*wanted].id;
    panel.ui.more_frames = true;
  }
  return x + width + 8;
}

// Words, source and reason, and how many rows answer. `first`: the page of what is asked.
void rejects_filter(Panel& panel, const RejectsPage* first, float x, float y, float width) {
  Ui& ui = panel.ui;
  View& view = panel.view;
  const float right = x + width, field = filter_width(ui, tr("delivery.find_rejects"), width);
  filter_field(ui, "delivery/rejects/find", {x, y, field, size::kButtonDense}, tr("delivery.find_rejects"), view.reject_text);
  x += field + 8;
  std::vector<Choice> sources{{"", tr("delivery.any_source")}}, reasons{{"", tr("delivery.any_reason")}};
  for (const auto& source : panel.client.summary().sources)
    if (source.rejected_count) sources.push_back({source.name, source.name + " (" + number(source.rejected_count) + ")"});
  if (first)
    for (const protocol::NamedCount& reason : first->reasons) reasons.push_back({reason.text, reason_label(reason.text, reason.text) + " (" + number(reason.count) + ")"});
  x = value_choice(panel, "delivery/rejects/source", "delivery.source", sources, x, y, 200, view.reject_source);
  x = value_choice(panel, "delivery/rejects/reason", "delivery.reason", reasons, x, y, 260, view.reject_reason);
  if (!has_reject_filter(view)) return;
  if (icon_button(ui, "delivery/rejects/clear", {x, y, 28, 28}, icon::kX, tr("list.clear_filter"))) clear_reject_filter(panel);
  x += 36;
  const std::string words = first && first->list_state != "making" ? tr("list.rows_of", {number(first->total), number(first->unfiltered)}) : tr("list.making");
  const float end = text_cut(ui, x, y + 4, right - x, words, kDenseMuted);
  say(ui, Role::kStatus, "delivery/rejects/position", {x, y + 4, end - x, 20}, words);
}

float rejects(Panel& panel, float x, float y, float width, float bottom) {
  Ui& ui = panel.ui;
  const uint64_t all = panel.client.rejected_count();
  float at = text(ui, x, y, tr("delivery.rejects"), kBodyStrong);
  heading(ui, "delivery/rejects", {x, y, at - x, 20}, tr("delivery.rejects"), 2);
  std::string sentence = all ? tr_count("sources.rejected", all) : tr("delivery.no_reject");
  text(ui, at + 12, y, sentence, kDenseMuted);
  say(ui, Role::kParagraph, "delivery/rejects_sentence", {at + 12, y, 200, 20}, sentence);
  y += 32;
  if (!all) return y;
  const auto* first = panel.client.ask<RejectsPage>(rejects_query(panel, 0));
  rejects_filter(panel, first, x, y, width);
  y += 40;
  fill(ui, {x, y, width, 28}, Token::kSunken);
  text(ui, x + 8, y + 6, tr("delivery.source"), kSmallStrong);
  text_right(ui, x + 168, y + 6, tr("delivery.line"), kSmallStrong);
  text(ui, x + 184, y + 6, tr("delivery.reason"), kSmallStrong);
  text(ui, x + 432, y + 6, tr("delivery.text"), kSmallStrong);
  y += 28;
  // As high as all rows are: what is beneath stays where it is while somebody types.
  const Rect rows{x, y, width, std::min(std::max<float>(static_cast<float>(all), 3) * size::kRow, std::max(5 * size::kRow, bottom - y - 16))};
  const bool known = first && first->list_state != "making";
  if (known && first->total > 0) {
    RowRegion region(ui, "reject_rows", rows, size::kRow, first->total);
    for (uint64_t i = region.first(); i < region.last(); ++i) reject_row(panel, i, region.row(i));
  } else if (known && nothing_found(ui, "delivery/rejects/none", rows, tr("delivery.none_found"), tr("list.clear_filter"))) {
    clear_reject_filter(panel);
  }
  return y + rows.h;
}

float evidence_point(Ui& ui, const std::string& key, float x, float y, float width, std::string_view title, std::string_view body, bool shown = true) {
  draw_icon(ui, x, y + 2, 16, shown ? icon::kCircleCheck : icon::kCircleDashed, shown ? Token::kMatch : Token::kMuted);
  text_cut(ui, x + 26, y, width - 26, title, kDenseStrong);
  float bottom = paragraph(ui, x + 26, y + 20, width - 26, body, kDenseMuted);
  say(ui, Role::kParagraph, "delivery/evidence/" + key, {x, y, width, bottom - y}, title, body);
  return bottom + 14;
}

// That nothing leaves the tab, and how to do the work again. Gives the bottom.
float evidence(Panel& panel, float left, float y, float area_width) {
  Ui& ui = panel.ui;
  float x = left + 25, width = area_width - 49;
  y += 16;
  bool clean = panel.view.request_count == 0;
  Token color = clean ? Token::kMatch : Token::kError;
  draw_icon(ui, x, y + 12, 32, clean ? icon::kShieldCheck : icon::kShieldAlert, color);
  std::string count = tr_count("requests", panel.view.request_count);
  text(ui, x + 44, y, count, {Type::kFigure, true, color});
  std::string since = tr("requests.since", {elapsed(ui.now_ms - panel.view.opened_ms)});
  text(ui, x + 44, y + 36, since, kDenseMuted);
  say(ui, Role::kStatus, "delivery/requests", {x, y, width, 56}, count, since);
  y += 76;
  y = evidence_point(ui, "policy", x, y, width, tr("evidence.policy"), tr("evidence.policy_more"));
  std::string attempts = panel.view.refused_count ? tr_count("evidence.refused", panel.view.refused_count) : tr("evidence.no_attempt");
  y = evidence_point(ui, "attempts", x, y, width, tr("evidence.attempts"), attempts, panel.view.refused_count > 0);
  const bool kept = panel.view.storage.recovery == "on";
  y = evidence_point(ui, "storage", x, y, width, tr(kept ? "evidence.storage_kept" : "evidence.storage"), tr(kept ? "evidence.storage_kept_more" : "evidence.storage_more"));
  y = evidence_point(ui, "offline", x, y, width, tr("evidence.offline"), tr("evidence.offline_more"));
  ButtonOptions again{.glyph = icon::kRefreshCw};
  if (button(ui, "delivery/proof", x, y + 4, tr("evidence.try"), again)) panel.platform.request({"proof", "", ""});
  y += 56;
  hline(ui, left, left + area_width, y, Token::kBorder);
  text(ui, x, y + 16, tr("delivery.again"), kBodyStrong);
  heading(ui, "delivery/again", {x, y + 16, width, 20}, tr("delivery.again"), 2);
  float bottom = paragraph(ui, x, y + 44, width, tr("delivery.again_text"), kDenseMuted);
  say(ui, Role::kParagraph, "delivery/again_text", {x, y + 44, width, bottom - y - 44}, tr("delivery.again_text"));
  y = bottom + 16;
  hline(ui, left, left + area_width, y, Token::kBorder);
  if (button(ui, "delivery/notices", x - 10, y + 8, tr("delivery.notices"), {.kind = ButtonKind::kQuiet})) panel.platform.request({"notices", "", ""});
  return y + 8 + size::kButton + 8;
}

// Beside `after`, in the line below where it would go beyond `right`. Gives the bottom.
float headers_choice(Panel& panel, float x, float after, float right, float y) {
  std::vector<Choice> choices{{"machine", tr("delivery.headers.machine")}, {"fr", tr("delivery.headers.fr")}, {"en", tr("delivery.headers.en")}};
  ComboOptions options{.prefix = tr("delivery.headers")};
  options.name = tr("delivery.headers_of_files");
  const std::string& chosen_id = panel.client.summary().output_headers;
  size_t selected = chosen_id == "fr" ? 1 : chosen_id == "en" ? 2 : 0;
  float width = combo_width(panel.ui, choices[selected].text, options);
  if (after + 12 + width <= right) x = after + 12;
  else y += size::kButtonDense + 8;
  if (auto chosen = combo(panel.ui, "delivery/headers", {x, y, width, size::kButtonDense}, choices, selected, options))
    panel.client.send(protocol::SetOutputHeaders{choices[*chosen].id});
  return y + size::kButtonDense;
}

// How files are written. Gives the bottom.
float form_choice(Panel& panel, float x, float y, float text_width) {
  std::vector<Choice> choices{{"fr", tr("separator.semicolon")}, {"en", tr("separator.comma")}};
  ComboOptions options{.prefix = tr("sources.separator")};
  options.name = tr("delivery.separator");
  size_t selected = panel.client.summary().output_language == "fr" ? 0 : 1;
  float width = combo_width(panel.ui, choices[selected].text, options);
  if (auto chosen = combo(panel.ui, "delivery/language", {x, y, width, size::kButtonDense}, choices, selected, options)) {
    panel.client.send(protocol::SetOutputLanguage{choices[*chosen].id});
  }
  y = headers_choice(panel, x, x + width, x + text_width, y);
  return paragraph(panel.ui, x, y + 8, text_width, tr("delivery.safe"), kDenseMuted);
}

}  // namespace

void draw_delivery(Panel& panel, Rect area) {
  Ui& ui = panel.ui;
  const protocol::Summary& s = panel.client.summary();
  {
    Region region(ui, "delivery_header", {area.x, area.y, area.w, size::kPageHeader});
    std::string sentence;
    if (s.has_result) sentence = s.is_stale ? tr("stale.text") : tr("delivery.sentence", {number(s.revision), number(s.counts.group_count), number(s.counts.record_count)});
    page_header(panel, area, tr("screen.delivery"), sentence);
    float right = area.right() - 24;
    if (s.has_result && !s.deliverables.empty()) {
      ButtonOptions options{.kind = ButtonKind::kPrimary, .glyph = icon::kDownload};
      if (button_from_right(ui, "delivery/main", right, area.y + 18, tr("delivery.all"), options)) download(panel, std::string(kAll), "jumelles.zip");
    }
  }
  Rect body{area.x, area.y + size::kPageHeader, area.w, area.h - size::kPageHeader};
  const bool beside = body.w - kEvidenceWidth - 48 >= least_table_width(panel);  // else there is room below
  if (beside) {
    body.w -= kEvidenceWidth;
    const Rect side{body.right(), body.y, kEvidenceWidth, body.h};
    Region region(ui, "delivery_evidence", side, {.background = Token::kBg, .scroll_y = true});
    vline(ui, side.x, side.y, side.bottom(), Token::kBorder);
    region.extend_to(side.right() - 24, evidence(panel, region.x(), region.y(), side.w));
  }
  Region region(ui, "delivery_body", body, {.background = Token::kSurface, .scroll_y = true});
  float x = region.x() + 24, y = region.y() + 16, width = body.w - 48;
  if (s.deliverables.empty()) {
    draw_empty(panel, "delivery/empty", {region.x(), y, body.w, 300}, icon::kPackageCheck, tr("empty.title"), tr("delivery.empty"));
    y += 316;
  } else {
    y = mask_choice(panel, x, y, width);
    y = files_table(panel, x, y, width);
    y = form_choice(panel, x, y + 12, width) + 24;
  }
  if (panel.client.has_sources()) y = rejects(panel, x, y, width, region.y() + body.h) + 24;
  y = project_section(panel, x, y, width);
  if (!beside) {
    hline(ui, region.x(), region.x() + body.w, y + 16, Token::kBorder);
    y = evidence(panel, region.x(), y + 16, body.w);
  }
  region.extend_to(x + width, y + 16);
}

}  // namespace jumelles::ui
