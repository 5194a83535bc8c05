#include "report/dictionary.h"

#include <algorithm>

#include "report/view.h"

namespace jumelles::report {
namespace {

using protocol::DictionaryCell;
using protocol::DictionaryRow;

constexpr size_t kUsualShapes = 2;

// How most values of an attribute are written, over the cells that are told.
std::string usual_shapes(const View& view, uint32_t attribute) {
  std::vector<protocol::ValueRow> all;
  for (const protocol::AuditCellDetail& detail : view.input.details) {
    if (detail.cell.attribute != attribute) continue;
    for (const protocol::ValueRow& shape : detail.shapes) {
      const auto same = std::find_if(all.begin(), all.end(), [&](const protocol::ValueRow& row) { return row.value == shape.value; });
      if (same == all.end()) all.push_back(shape);
      else same->count += shape.count;
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const protocol::ValueRow& a, const protocol::ValueRow& b) { return a.count > b.count; });
  std::string out;
  for (size_t i = 0; i < std::min(all.size(), kUsualShapes); ++i) out += std::string(out.empty() ? "" : "<br>") + "<code><bdi>" + escaped(all[i].value, kMostShapeCharacters) + "</bdi></code>";
  return out;
}

// What it is, who answers for it and what for.
void put_meaning(Html& out, const View& view, const DictionaryRow& row) {
  const Words& w = view.words;
  out.raw("<td>").text(row.entry.meaning, kMostSentenceCharacters);
  if (!row.entry.owner.empty()) out.raw("<br><span class=\"quiet\">").text(w("dictionary.owner", {row.entry.owner}), kMostSentenceCharacters).raw("</span>");
  if (!row.entry.purpose.empty()) out.raw("<br><span class=\"quiet\">").text(w("dictionary.purpose", {row.entry.purpose}), kMostSentenceCharacters).raw("</span>");
  out.raw("</td>");
}

// How it is to be written, and how it is.
void put_writing(Html& out, const View& view, uint32_t index, const DictionaryRow& row) {
  std::string parts = escaped(row.entry.format, kMostSentenceCharacters);
  const auto add = [&](const std::string& markup) {
    if (!markup.empty()) parts += (parts.empty() ? "" : "<br>") + markup;
  };
  if (!row.entry.pattern.empty()) add("<code>" + escaped(row.entry.pattern, kMostSentenceCharacters) + "</code>");
  add(usual_shapes(view, index));
  out.raw("<td>").raw(parts.empty() ? escaped(view.words("dictionary.unknown")) : parts).raw("</td>");
}

void put_targets(Html& out, const View& view, uint32_t index) {
  const Words& w = view.words;
  std::string parts;
  if (index < view.audit.attributes.size()) {
    const protocol::AuditAttribute& attribute = view.audit.attributes[index];
    if (attribute.completeness_target >= 0) parts = escaped(w("dictionary.completeness_short", {w.percent(attribute.completeness_target)}));
    if (attribute.validity_target >= 0) parts += (parts.empty() ? "" : "<br>") + escaped(w("dictionary.validity_short", {w.percent(attribute.validity_target)}));
    if (attribute.freshness_target >= 0) parts += (parts.empty() ? "" : "<br>") + escaped(w("dictionary.freshness_short", {w.counted("months", static_cast<uint64_t>(attribute.freshness_target))}));
  }
  out.raw("<td>").raw(parts.empty() ? escaped(w("dictionary.no_target")) : parts).raw("</td>");
}

// What each source lacks of it.
void put_held(Html& out, const View& view, const DictionaryRow& row) {
  std::string parts;
  for (const DictionaryCell& cell : row.cells) {
    if (cell.source >= view.source_count()) continue;
    const std::string lacking = lacking_text(view.words, row, cell);
    if (!lacking.empty()) parts += std::string(parts.empty() ? "" : "<br>") + (cell.is_met ? "" : "<b>") + "<bdi>" + escaped_name(view.source(cell.source)) + "</bdi>" + (view.words.french() ? "\u00A0" : "") + ": " + escaped(lacking) + (cell.is_met ? "" : "</b>");
  }
  out.raw("<td>").raw(parts.empty() ? escaped(view.words("dictionary.all_met")) : parts).raw("</td>");
}

void put_row(Html& out, const View& view, uint32_t index) {
  const Words& w = view.words;
  const DictionaryRow& row = view.audit.dictionary[index];
  out.raw("<tr><th scope=\"row\">").raw(escaped_name(row.label.empty() ? row.entry.attribute : row.label)).raw("<br><code>").raw(escaped_name(row.entry.attribute)).raw("</code></th>");
  put_meaning(out, view, row);
  out.raw("<td>").text(w("requirement." + row.entry.requirement)).raw("</td>");
  put_writing(out, view, index, row);
  put_targets(out, view, index);
  out.raw("<td>").text(w("personal." + row.entry.personal_data));
  if (row.entry.retention_months > 0) out.raw("<br><span class=\"quiet\">").text(w.counted("dictionary.retention", row.entry.retention_months)).raw("</span>");
  out.raw("</td>");
  put_held(out, view, row);
  out.raw("</tr>\n");
}

}  // namespace

std::vector<DictionaryCheck> dictionary_checks(const protocol::AuditPage& audit) {
  std::vector<DictionaryCheck> checks;
  for (uint32_t r = 0; r < audit.dictionary.size(); ++r) {
    const DictionaryRow& row = audit.dictionary[r];
    if (row.entry.requirement != "required" && row.entry.pattern.empty()) continue;
    for (const DictionaryCell& cell : row.cells) checks.push_back({r, cell.source, cell.is_met});
  }
  return checks;
}

namespace {
std::string lacking(const Words& words, const DictionaryCell& cell, bool counts_missing) {
  std::string text;
  if (!counts_missing) text = "";
  else if (!cell.present) text = words("dictionary.no_column");
  else if (cell.missing_count > 0) text = words.counted("dictionary.missing", cell.missing_count);
  if (cell.off_format_count > 0) text += (text.empty() ? "" : ", ") + words.counted("dictionary.off_format", cell.off_format_count);
  return text;
}
}  // namespace

std::string lacking_text(const Words& words, const DictionaryRow& row, const DictionaryCell& cell) { return lacking(words, cell, row.entry.requirement != "optional"); }

std::string unmet_text(const Words& words, const DictionaryRow& row, const DictionaryCell& cell) { return lacking(words, cell, row.entry.requirement == "required"); }

void write_dictionary(Html& out, const View& view) {
  const Words& w = view.words;
  begin_section(out, view, "dictionary", true);
  out.put("p", w("dictionary.meaning"));
  const std::vector<DictionaryCheck> checks = dictionary_checks(view.audit);
  const auto unmet = static_cast<uint64_t>(std::count_if(checks.begin(), checks.end(), [](const DictionaryCheck& check) { return !check.is_met; }));
  if (!checks.empty()) out.put("p", unmet == 0 ? w("dictionary.held") : w.counted("dictionary.unmet", unmet));
  begin_table(out, w("dictionary.caption"), {w("attribute"), w("dictionary.what"), w("dictionary.requirement"), w("dictionary.format"), w("dictionary.targets"), w("dictionary.personal"), w("dictionary.sources")}, "dictionary");
  const size_t told = std::min(view.audit.dictionary.size(), view.limits.attributes);
  for (uint32_t r = 0; r < told; ++r) put_row(out, view, r);
  end_table(out);
  put_more(out, view, view.audit.dictionary.size(), told);
  end_section(out);
}

}  // namespace jumelles::report
