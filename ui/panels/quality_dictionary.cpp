#include <algorithm>
#include <cmath>

#include "i18n/text.h"
#include "icons.h"
#include "panels/copying.h"
#include "panels/quality.h"
#include "widgets/number_field.h"

namespace jumelles::ui {
namespace {

using protocol::AuditPage;
using protocol::DictionaryCell;
using protocol::DictionaryEntry;
using protocol::DictionaryRow;

constexpr float kHead = 56, kPane = 340, kLeastBeside = 960, kRowHeight = 34;
constexpr float kName = 164, kRequirement = 104, kSourceColumn = 92, kPersonal = 140, kFormat = 160, kOwner = 120, kLeastMeaning = 180;
constexpr double kMostMonths = 1200;

// Widths of what is shown of a row; 0: no room for it.
struct Columns {
  float personal = 0, format = 0, owner = 0, meaning = 0, total = 0;
};

Columns columns_of(const AuditPage& audit, float width) {
  Columns c;
  c.total = size::kPagePadding + kName + kRequirement + kSourceColumn * static_cast<float>(audit.sources.size());
  for (const auto& [column, wanted] : {std::pair{&c.personal, kPersonal}, std::pair{&c.format, kFormat}, std::pair{&c.owner, kOwner}, std::pair{&c.meaning, kLeastMeaning}})
    if (c.total + wanted <= width) *column = wanted, c.total += wanted;
    else break;
  if (c.total < width) (c.meaning > 0 ? c.meaning : c.format > 0 ? c.format : c.personal) += c.personal > 0 ? width - c.total : 0;
  c.total = std::max(c.total, width);
  return c;
}

std::string format_words(const DictionaryEntry& entry) { return entry.format.empty() ? entry.pattern : entry.format; }

// What a source lacks of it, in words; how it is marked.
struct Mark { std::string text, words; const char* glyph; Token color; };
Mark mark_of(const DictionaryRow& row, const DictionaryCell& cell) {
  const bool wanted = row.entry.requirement != "optional";
  const Token color = cell.is_met ? Token::kMuted : Token::kError;
  if (cell.off_format_count > 0) {
    const std::string missing = wanted && cell.missing_count > 0 ? tr_count("quality.dictionary.missing", cell.missing_count) + ", " : "";
    return {number(cell.off_format_count + (row.entry.requirement == "required" ? cell.missing_count : 0)), missing + tr_count("quality.dictionary.off_format", cell.off_format_count), icon::kCircleAlert, Token::kError};
  }
  if (!cell.present) return {tr("quality.absent"), tr("quality.no_column"), cell.is_met ? nullptr : icon::kCircleAlert, color};
  if (wanted && cell.missing_count > 0) return {number(cell.missing_count), tr_count("quality.dictionary.missing", cell.missing_count), cell.is_met ? nullptr : icon::kCircleAlert, color};
  return {"", tr("quality.dictionary.met"), icon::kCheck, Token::kMatch};
}

size_t unmet_count(const AuditPage& audit) {
  size_t unmet = 0;
  for (const DictionaryRow& row : audit.dictionary) unmet += static_cast<size_t>(std::count_if(row.cells.begin(), row.cells.end(), [](const DictionaryCell& cell) { return !cell.is_met; }));
  return unmet;
}

std::string title_of(const DictionaryRow& row) { return row.label.empty() ? attribute_label(row.entry.attribute) : row.label; }

CopiedTable copied(const AuditPage& audit) {
  CopiedTable out;
  for (const char* id : {"meaning", "requirement", "personal_data", "format", "pattern", "owner", "purpose", "retention"}) out.header.push_back(tr(std::string("quality.dictionary.") + id));
  out.header.insert(out.header.begin(), tr("quality.attribute"));
  for (const auto& source : audit.sources) out.header.push_back(source.name);
  for (const DictionaryRow& row : audit.dictionary) {
    const DictionaryEntry& e = row.entry;
    std::vector<std::string> line{title_of(row), e.meaning, tr("quality.requirement." + e.requirement), tr("quality.personal." + e.personal_data), e.format, e.pattern, e.owner, e.purpose,
                                  e.retention_months == 0 ? "" : std::to_string(e.retention_months)};
    for (const DictionaryCell& cell : row.cells) line.push_back(mark_of(row, cell).words);
    out.rows.push_back(std::move(line));
  }
  return out;
}

// The row, or all of them.
void row_menu(Panel& panel, const AuditPage& audit, size_t index, const Asked& asked) {
  ThingMenu menu;
  CopiedTable table = copied(audit);
  menu.name = title_of(audit.dictionary[index]);
  menu.row = table.rows[index];
  menu.table = std::move(table);
  answer(panel, asked, std::move(menu));
}

void choose_row(Panel& panel, const AuditPage& audit, size_t index) {
  QualityView& view = panel.view.quality;
  view.dictionary_attribute = audit.dictionary[index].entry.attribute;
  view.dictionary_row = index;
  panel.ui.more_frames = true;
}

void row_of(Panel& panel, const AuditPage& audit, const Columns& c, size_t index, Rect r, float x, Rect seen) {
  Ui& ui = panel.ui;
  const DictionaryRow& row = audit.dictionary[index];
  const std::string key = "quality/dictionary/" + row.entry.attribute, name = title_of(row);
  const bool current = panel.view.quality.dictionary_row == index;
  const Interaction state = row_button(ui, key, r, name, current, true);
  const std::string requirement = tr("quality.requirement." + row.entry.requirement), personal = tr("quality.personal." + row.entry.personal_data);
  std::string all = requirement + ", " + personal;
  float at = x + size::kPagePadding;
  const float y = r.y + 7;
  draw_icon(ui, at, r.y + 9, 15, type_icon(row.type), Token::kMuted);
  text_cut(ui, at + 22, y, kName - 30, name, kDenseStrong);
  at += kName;
  text_cut(ui, at, y, kRequirement - 8, requirement, row.entry.requirement == "required" ? kDenseStrong : row.entry.requirement == "wished" ? kDense : kDenseMuted);
  at += kRequirement;
  for (const DictionaryCell& cell : row.cells) {
    const Mark mark = mark_of(row, cell);
    if (at < seen.right() && at + kSourceColumn > seen.x) {
      if (mark.glyph != nullptr) draw_icon(ui, at, r.y + 9, 15, mark.glyph, mark.color);
      text_cut(ui, at + (mark.glyph != nullptr ? 21 : 0), y, kSourceColumn - 30, mark.text, {Type::kDense, !cell.is_met, mark.color});
      tip(ui, {at, r.y, kSourceColumn, r.h}, tr("value.named", {audit.sources[cell.source].name, mark.words}));
    }
    all += ". " + tr("value.named", {audit.sources[cell.source].name, mark.words});
    at += kSourceColumn;
  }
  const auto put = [&](float width, const std::string& words) {
    if (width > 0 && at < seen.right()) text_cut(ui, at, y, width - 12, words, kDense);
    at += width;
  };
  put(c.personal, personal);
  put(c.format, format_words(row.entry));
  put(c.owner, row.entry.owner);
  put(c.meaning, row.entry.meaning);
  ui.semantics.back().value = all;
  if (const Asked asked = asked_of(ui, key, r, current)) row_menu(panel, audit, index, asked);
  if (state.pressed) {
    choose_row(panel, audit, index);
    panel.view.quality.dictionary_open = true;
  }
  hline(ui, seen.x, seen.right(), r.bottom() - 1, Token::kBorder);
}

void titles(Panel& panel, const AuditPage& audit, const Columns& c, Rect area, float x) {
  Ui& ui = panel.ui;
  Region region(ui, "quality_dictionary_titles", area, {.background = Token::kSunken});
  float at = x + size::kPagePadding;
  const auto put = [&](const char* key, float width, const std::string& words) {
    if (width > 0) {
      text_cut(ui, at, area.y + 6, width - 8, words, kSmallStrong);
      say(ui, Role::kColumnHeader, std::string("quality/dictionary_column/") + key, {at, area.y, width, area.h}, words);
    }
    at += width;
  };
  put("attribute", kName, tr("quality.attribute"));
  put("requirement", kRequirement, tr("quality.dictionary.requirement"));
  for (uint32_t s = 0; s < audit.sources.size(); ++s) {
    const size_t place = source_place(panel, audit, s);
    source_badge(ui, at, area.y + 6, 16, place, panel.client.source_letter(place));
    text_cut(ui, at + 22, area.y + 6, kSourceColumn - 30, audit.sources[s].name, kSmallStrong);
    say(ui, Role::kColumnHeader, "quality/dictionary_column/" + std::to_string(s), {at, area.y, kSourceColumn, area.h}, audit.sources[s].name);
    at += kSourceColumn;
  }
  put("personal_data", c.personal, tr("quality.dictionary.personal_data"));
  put("format", c.format, tr("quality.dictionary.format"));
  put("owner", c.owner, tr("quality.dictionary.owner"));
  put("meaning", c.meaning, tr("quality.dictionary.meaning"));
  hline(ui, area.x, area.right(), area.bottom() - 1, Token::kBorder);
}

void table(Panel& panel, const AuditPage& audit, Rect area) {
  QualityView& view = panel.view.quality;
  const Columns c = columns_of(audit, area.w - size::kScrollBar);
  const Rect rows{area.x, area.y + size::kRow, area.w, area.h - size::kRow};
  float x = area.x;
  {
    const bool reveals = std::exchange(view.reveal_dictionary, false);
    RowRegion region(panel.ui, "quality_dictionary_rows", rows, kRowHeight, audit.dictionary.size(), reveals ? static_cast<int64_t>(view.dictionary_row) : -1, c.total > area.w ? c.total : 0);
    x = region.x();
    for (uint64_t i = region.first(); i < region.last(); ++i) row_of(panel, audit, c, i, region.row(i), x, rows);
  }
  titles(panel, audit, c, {area.x, area.y, area.w, size::kRow}, x);
}

// What people said of it: as it was sent last, while the engine has not told it back.
DictionaryEntry chosen_of(Panel& panel, const DictionaryRow& row) {
  QualityView& view = panel.view.quality;
  if (view.dictionary_sent && view.dictionary_sent_at != view.page_revision) view.dictionary_sent.reset();
  return view.dictionary_sent && view.dictionary_sent->attribute == row.entry.attribute ? *view.dictionary_sent : row.chosen;
}

void send_entry(Panel& panel, DictionaryEntry entry) {
  QualityView& view = panel.view.quality;
  view.dictionary_sent = entry;
  view.dictionary_sent_at = view.page_revision;
  panel.client.send(protocol::SetDictionaryEntry{std::move(entry)});
}

struct Field { const char* id; std::string DictionaryEntry::*text; };

// A text with its name above. `usual` stands in it where nothing was said.
float text_of(Panel& panel, const DictionaryEntry& chosen, const Field& field, const std::string& usual, float x, float y, float width) {
  Ui& ui = panel.ui;
  const std::string name = tr(std::string("quality.dictionary.") + field.id), key = std::string("quality/entry/") + field.id;
  text(ui, x, y, name, kSmall);
  std::optional<std::string>& draft = panel.view.quality.dictionary_drafts[chosen.attribute + "/" + field.id];
  const EditedText edited = edited_text(ui, key, {x, y + 18, width, size::kButtonDense}, chosen.*field.text, draft, {.name = name, .placeholder = usual});
  if (edited.taken) {
    DictionaryEntry entry = chosen;
    entry.*field.text = *edited.taken;
    send_entry(panel, std::move(entry));
  }
  return y + 18 + size::kButtonDense + 10;
}

// What is wrong with a regular expression; "": nothing, as far as that is known. The engine that understands them is asked.
std::string pattern_problem(Panel& panel, const std::string& attribute, const std::string& pattern) {
  if (pattern.empty()) return {};
  protocol::RecipeRuleSummary rule;
  rule.attribute = attribute;
  rule.act = "missing";
  rule.pattern = pattern;
  const auto* trial = panel.client.ask<protocol::RecipeTrial>(protocol::RecipeTrialQuery{rule});
  if (trial == nullptr || trial->state != "problem" || !trial->problem.starts_with("pattern.")) return {};
  return error_text({ErrorCode::kBadConfig, trial->problem, {}, {}, {}, 0, trial->problem_arguments});
}

// The pattern: one that is none stays where it was typed, with what is wrong beneath.
float pattern_of(Panel& panel, const DictionaryEntry& chosen, float x, float y, float width) {
  Ui& ui = panel.ui;
  const std::string name = tr("quality.dictionary.pattern");
  text(ui, x, y, name, kSmall);
  std::optional<std::string>& draft = panel.view.quality.dictionary_drafts[chosen.attribute + "/pattern"];
  const std::string problem = pattern_problem(panel, chosen.attribute, draft.value_or(chosen.pattern));
  const EditedText edited = edited_text(ui, "quality/entry/pattern", {x, y + 18, width, size::kButtonDense}, chosen.pattern, draft, {.name = name, .placeholder = tr("quality.dictionary.pattern_example"), .wrong = !problem.empty()});
  if (edited.taken && !problem.empty()) draft = edited.taken;
  else if (edited.taken) {
    DictionaryEntry entry = chosen;
    entry.pattern = *edited.taken;
    send_entry(panel, std::move(entry));
  }
  y += 18 + size::kButtonDense;
  if (!problem.empty()) {
    const float bottom = paragraph(ui, x, y + 4, width, problem, {Type::kSmall, false, Token::kError});
    say(ui, Role::kStatus, "quality/entry/pattern/wrong", {x, y + 4, width, bottom - y - 4}, problem);
    y = bottom;
  }
  return y + 10;
}

float choice_of(Panel& panel, const DictionaryEntry& chosen, const Field& field, const std::string& prefix, std::initializer_list<const char*> ids, const std::string& now, float x, float y, float width) {
  Ui& ui = panel.ui;
  const std::string name = tr(std::string("quality.dictionary.") + field.id);
  text(ui, x, y, name, kSmall);
  std::vector<Choice> choices;
  for (const char* id : ids) choices.push_back({id, tr(prefix + id)});
  if (const auto taken = combo(ui, std::string("quality/entry/") + field.id, {x, y + 18, width, size::kButtonDense}, choices, index_of(choices, now), {.name = name})) {
    DictionaryEntry entry = chosen;
    entry.*field.text = choices[*taken].id;
    send_entry(panel, std::move(entry));
  }
  return y + 18 + size::kButtonDense + 10;
}

float retention(Panel& panel, const DictionaryEntry& chosen, float x, float y, float width) {
  Ui& ui = panel.ui;
  const std::string name = tr("quality.dictionary.retention"), key = "quality/entry/retention";
  text(ui, x, y, name, kSmall);
  TypedNumber& typed = panel.view.typed_numbers[key + "/" + chosen.attribute];
  const NumberFieldOptions options{.name = name, .range = {0, kMostMonths}, .unit = "months", .whole = true};
  if (const auto taken = number_field(ui, key, {x, y + 18, 96, size::kButtonDense}, chosen.retention_months == 0 ? "" : std::to_string(chosen.retention_months), typed, options)) {
    DictionaryEntry entry = chosen;
    entry.retention_months = static_cast<uint32_t>(*taken);
    send_entry(panel, std::move(entry));
  }
  return y + 18 + size::kButtonDense + 10 + draw_number_problem(ui, key, x, y + 18 + size::kButtonDense + 2, width, typed);
}

// What each source lacks, with the way to its records.
float sources_of(Panel& panel, const AuditPage& audit, const DictionaryRow& row, float x, float y, float width) {
  Ui& ui = panel.ui;
  text(ui, x, y, tr("quality.dictionary.in_sources"), kDenseStrong);
  heading(ui, "quality/entry/sources", {x, y, width, 20}, tr("quality.dictionary.in_sources"), 3);
  y += 26;
  for (const DictionaryCell& cell : row.cells) {
    const Mark mark = mark_of(row, cell);
    const size_t place = source_place(panel, audit, cell.source);
    const std::string &source = audit.sources[cell.source].name, key = "quality/entry/source/" + std::to_string(cell.source);
    source_badge(ui, x, y + 6, 16, place, panel.client.source_letter(place));
    const bool known = std::any_of(audit.attributes.begin(), audit.attributes.end(), [&](const auto& attribute) { return attribute.key == row.entry.attribute; });
    const bool off = cell.off_format_count > 0, missing = cell.missing_count > 0 && cell.present;
    float right = x + width;
    if (known && (off || missing) && button_from_right(ui, key + "/see", right, y, tr("quality.see"), {.kind = ButtonKind::kQuiet})) {
      if (off) add_facet(panel, {"finding", row.entry.attribute, "off_format " + row.entry.attribute, 0, 0}, source);
      else add_facet(panel, {"missing", row.entry.attribute, "", 0, 0}, source);
    }
    const float words = text_cut(ui, x + 24, y + 5, std::min(110.0f, (right - x) / 2), source, kDense) + 10;
    text_cut(ui, words, y + 5, right - words - 4, mark.words, {Type::kDense, !cell.is_met, cell.is_met ? Token::kMuted : Token::kError});
    say(ui, Role::kListItem, key, {x, y, right - x - 4, size::kButtonDense}, source, mark.words);
    y += size::kButtonDense + 2;
  }
  return y;
}

void editor(Panel& panel, const AuditPage& audit, const DictionaryRow& row, Rect area, bool alone) {
  Ui& ui = panel.ui;
  Region region(ui, "quality_dictionary_entry", area, {.background = alone ? Token::kSurface : Token::kBg, .scroll_y = true});
  const float x = region.x() + 20, width = std::min(560.0f, area.w - 40 - size::kScrollBar);
  float y = region.y() + 14;
  const ButtonOptions quiet{.kind = ButtonKind::kQuiet, .glyph = icon::kArrowLeft};
  if (alone) {
    if (button(ui, "quality/entry/back", x - 8, y, tr("action.back"), quiet)) panel.view.quality.dictionary_open = false, ui.more_frames = true;
    y += size::kButtonDense + 8;
  }
  const DictionaryEntry chosen = chosen_of(panel, row);
  DictionaryEntry nothing;
  nothing.attribute = chosen.attribute;
  float right = x + width;
  if (!(chosen == nothing) && icon_button(ui, "quality/entry/usual", {right - 28, y - 4, 28, 28}, icon::kUndo2, tr("quality.dictionary.usual"), false, Token::kMuted, 16)) send_entry(panel, nothing);
  text_cut(ui, x, y, width - 40, title_of(row), kBodyStrong);
  heading(ui, "quality/entry/title", {x, y, width - 40, 22}, title_of(row), 2);
  y += 32;
  y = text_of(panel, chosen, {"meaning", &DictionaryEntry::meaning}, chosen.meaning.empty() ? row.entry.meaning : "", x, y, width);
  const float half = std::floor((width - 12) / 2);
  choice_of(panel, chosen, {"requirement", &DictionaryEntry::requirement}, "quality.requirement.", {"required", "wished", "optional"}, chosen.requirement.empty() ? row.entry.requirement : chosen.requirement, x, y, half);
  y = choice_of(panel, chosen, {"personal_data", &DictionaryEntry::personal_data}, "quality.personal.", {"open", "none", "identity", "contact", "person", "financial", "special", "company"},
                chosen.personal_data.empty() ? row.entry.personal_data : chosen.personal_data, x + half + 12, y, half);
  y = text_of(panel, chosen, {"format", &DictionaryEntry::format}, chosen.format.empty() && chosen.pattern.empty() ? row.entry.format : "", x, y, width);
  y = pattern_of(panel, chosen, x, y, width);
  text_of(panel, chosen, {"owner", &DictionaryEntry::owner}, "", x, y, half);
  y = text_of(panel, chosen, {"purpose", &DictionaryEntry::purpose}, "", x + half + 12, y, half);
  y = retention(panel, chosen, x, y, width) + 6;
  y = sources_of(panel, audit, row, x, y, width);
  region.extend_to(x, y + 20);
}

}  // namespace

void step_dictionary(Panel& panel, int rows) {
  QualityView& view = panel.view.quality;
  const size_t count = view.page->dictionary.size();
  if (count == 0) return;
  const auto to = std::clamp<int64_t>(static_cast<int64_t>(view.dictionary_row) + rows, 0, static_cast<int64_t>(count) - 1);
  choose_row(panel, *view.page, static_cast<size_t>(to));
  view.reveal_dictionary = true;
}

void draw_dictionary(Panel& panel, const AuditPage& audit, Rect area) {
  Ui& ui = panel.ui;
  QualityView& view = panel.view.quality;
  const auto is_chosen = [&](const DictionaryRow& row) { return row.entry.attribute == view.dictionary_attribute; };
  const auto chosen = std::find_if(audit.dictionary.begin(), audit.dictionary.end(), is_chosen);
  view.dictionary_row = chosen == audit.dictionary.end() ? 0 : static_cast<size_t>(chosen - audit.dictionary.begin());
  const bool beside = area.w >= kLeastBeside;
  const DictionaryRow* row = audit.dictionary.empty() ? nullptr : &audit.dictionary[view.dictionary_row];
  if (!beside && view.dictionary_open && row != nullptr) return editor(panel, audit, *row, area, true);
  const Rect left{area.x, area.y, beside ? area.w - kPane : area.w, area.h};
  {
    Region region(ui, "quality_dictionary", left, {.background = Token::kSurface});
    float right = left.right() - 16;
    if (button_from_right(ui, "quality/dictionary_csv", right, left.y + 14, tr("quality.dictionary.csv"), {.glyph = icon::kDownload})) panel.platform.request({"download", "dictionary", tr("quality.dictionary.file") + ".csv"});
    const size_t unmet = unmet_count(audit);
    const std::string words = unmet == 0 ? tr("quality.dictionary.all_met") : tr_count("quality.dictionary.unmet", unmet);
    text_cut(ui, left.x + size::kPagePadding, left.y + 19, right - left.x - size::kPagePadding - 12, words, unmet == 0 ? kDenseMuted : Ink{Type::kDense, true, Token::kError});
    say(ui, Role::kStatus, "quality/dictionary_state", {left.x + size::kPagePadding, left.y + 14, right - left.x - size::kPagePadding - 12, 28}, words);
    hline(ui, left.x, left.right(), left.y + kHead - 1, Token::kBorder);
  }
  table(panel, audit, {left.x, left.y + kHead, left.w, left.h - kHead});
  if (!beside || row == nullptr) return;
  editor(panel, audit, *row, {left.right(), area.y, kPane, area.h}, false);
  vline(ui, left.right(), area.y, area.bottom(), Token::kBorder);
}

}  // namespace jumelles::ui
