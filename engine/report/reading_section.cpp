// What was read of each file: every column and what became of it, and what reading has noticed.

#include <algorithm>

#include "report/notices.h"
#include "report/view.h"

namespace jumelles::report {
namespace {

constexpr size_t kMostColumns = 60, kMostNameCharacters = 40;

// Names of columns of a fate, and of what made it so where that says more.
void put_columns(Html& out, const View& view, const FileFacts& file, bool (*holds)(const ColumnFate&), bool with_fate) {
  size_t told = 0, all = 0;
  out.raw("<td>");
  for (const ColumnFate& column : file.columns) {
    if (!holds(column) || all++ >= kMostColumns) continue;
    out.raw(told++ > 0 ? ", <bdi>" : "<bdi>").text(column.name, kMostNameCharacters).raw("</bdi>");
    if (with_fate) out.raw(" <span class=\"quiet\">(").text(view.words("fate." + column.fate)).raw(")</span>");
  }
  if (all > told) out.raw(" <span class=\"quiet\">").text(view.words.counted("reading.more", all - told)).raw("</span>");
  if (all == 0) out.text(view.words("reading.none"));
  out.raw("</td>");
}

std::vector<std::string> sentences_of(const View& view, const FileFacts& file) {
  const std::string language = view.words.french() ? "fr" : "en";
  std::vector<std::string> sentences;
  for (const std::string& notice : file.notices) sentences.push_back(notice_text(notice, {file.row_count, file.stated_row_count, file.error_cell_count}, language));
  if (file.repaired_cell_count > 0) sentences.push_back(repaired_text(file.repaired_cell_count, language));
  return sentences;
}

}  // namespace

void write_reading(Html& out, const View& view) {
  const Words& w = view.words;
  begin_section(out, view, "reading", false);
  out.put("p", w("reading.meaning"));
  begin_table(out, w("reading.caption"), {w("source"), "#" + w("reading.columns"), w("reading.empty"), w("reading.left")});
  const size_t told = std::min(view.input.files.size(), view.limits.files);
  for (size_t i = 0; i < told; ++i) {
    const FileFacts& file = view.input.files[i];
    out.raw("<tr><th scope=\"row\"><bdi>").raw(escaped_name(file.source)).raw("</bdi></th><td class=\"n\">").text(w.number(file.columns.size())).raw("</td>");
    put_columns(out, view, file, [](const ColumnFate& column) { return column.fate == "empty"; }, false);
    put_columns(out, view, file, [](const ColumnFate& column) { return column.fate != "empty" && column.fate != "read"; }, true);
    out.raw("</tr>\n");
  }
  end_table(out);
  put_more(out, view, view.input.files.size(), told);
  bool any = false;
  for (size_t i = 0; i < told; ++i) {
    const FileFacts& file = view.input.files[i];
    for (const std::string& sentence : sentences_of(view, file)) {
      if (!any) out.put("h3", w("reading.notices")).raw("<ul>\n");
      any = true;
      out.raw("<li><b><bdi>").raw(escaped_name(file.source)).raw("</bdi></b>").text(w("reading.colon")).text(sentence).raw("</li>\n");
    }
  }
  if (any) out.close("ul");
  end_section(out);
}

}  // namespace jumelles::report
