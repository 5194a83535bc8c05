#include "cli/reading_report.h"

#include <string>
#include <string_view>

namespace jumelles::cli {
namespace {

struct NoticeText {
  std::string_view id, text;
};

constexpr NoticeText kNoticeTexts[] = {
    {"encoding_by_letters", "The encoding was recognized by its letters. Check accented letters in the results."},
    {"encoding_mixed", "A few rows are in another encoding than the rest. Check accented letters there."},
    {"encoding_uncertain", "The encoding is uncertain. Check accented letters in the results."},
    {"lines_above", "Lines above the header are no records; they are written back with the source."},
    {"header_separator", "The header has another separator than the rows; both are read."},
    {"rows_set_aside", "Totals, footers or repeated headers were set aside (see rejects.csv)."},
    {"rows_joined", "Rows that a line feed had cut in two were put together again."},
    {"second_table", "A second table under another header was set aside (see rejects.csv). Put it into a file of its own to read it."},
    {"backslash_escapes", "Backslashes are read as MySQL writes them: \\\" is a quote, \\N a missing value."},
    {"fixed_width", "Columns of a fixed width were recognized by their blanks. Check where they begin."},
    {"header_missing", "The file has no header line; its columns are numbered."},
    {"other_quotes", "Cells stand in single or typographic quotes; they were read without."},
    {"quoted_lines", "Each line stands in quotes as a whole; it was read without."},
    {"separators_in_texts", "Separators within texts (12, rue X; &eacute;) were read as text, so that rows have as many cells as the header. Check the columns."},
    {"blanks_separate", "Several blanks separate the cells. Check the columns."},
    {"control_separators", "Control characters separate the cells; they were read as separators."},
    {"letters_cut", "Letters cut in half at the end of a cell were left out."},
    {"nul_padding", "NUL characters that fill up cells were left out."},
    {"cells_hold_rows", "Each row is one cell that holds as many separators as the title: a whole CSV was put into one column. Give the CSV itself, or split the column in a spreadsheet (Data, Text to Columns)."},
    {"rounded_numbers", "A spreadsheet rounded some codes or phones (6.12E+08): their last digits are lost, and they are not compared. Export the column as text."},
    {"unnamed_columns", "Some columns have no name in the header; they are numbered."},
    {"header_too_short", "Rows have more cells than the header has names. Either the last columns have no name, or a text holds the separator and what stands behind it has moved to the right. Check the columns."},
    {"short_rows", "Some rows end early; their last cells count as missing."},
    {"text_formulas", "Cells written =\"00123\" were read as 00123."},
    {"text_guards", "Apostrophes and tabs in front of codes ('0612...) were left out; they are written back with the source."},
    {"nested_value_kept_as_text", "Nested lists or objects that have no columns of their own were kept as text."},
    {"json_geometry_left_out", "Shapes other than points were not read."},
    {"json_loose_values", "Some values do not follow the JSON standard: NaN, None and undefined count as missing, 00123 and its like were kept as written."},
    {"json_one_object", "The file holds one object: it was read as one record."},
    {"json_one_of_several_lists", "The file holds several lists: the fullest was read."},
    {"json_dressing", "The file is not JSON alone: comments, or the script around it, were passed over."},
    {"json_lists_joined", "Lists of alike objects were read as one table; the name of their list is the column key where it says something."},
    {"json_more_at_service", "The service has more records than this answer holds. Fetch its other pages as well"},
    {"json_lines_in_texts", "Line ends stand inside of texts, which JSON does not allow; they were read as part of the texts."},
    {"json_inside_text", "The JSON is written within a text of JSON: what that holds was read."},
    {"json_control_lines", "Lines that tell a loader what to do are no records: they were set aside (see rejects.csv)."},
    {"json_text_in_field", "A field holds JSON written as text: it was kept as text. Export its fields to have them compared."},
    {"json_list_inside_object", "The list inside the file was read; the values around it were passed over."},
    {"json_array_not_closed", "The list is not closed: the file may be cut."},
    {"own_golden", "The file holds golden records that Jumelles wrote: its records are customers already."},
    {"own_source", "The file is an extract that Jumelles completed: its golden_id and group_size are left out."},
    {"error_cells", "Cells with an error (#N/A, #REF! and the like) were read as missing"},
    {"uncomputed_formulas", "The file stores no results of some formulas: their cells were read as missing. Open it in its own program and save it."},
    {"other_sheets", "Other sheets of the workbook hold rows as well; one was read. Name another with FILE#SHEET."},
    {"hidden_rows", "The workbook hides some rows (a filter, or by hand); they were read as well."},
    {"merged_rows", "Cells are merged over several rows; their value was read in the first one only. Unmerge them in the workbook and fill the rows."},
    {"no_rows", "The file has a header and no rows. Check the export."}};

std::string text_of(const std::string& notice, const protocol::SourceSummary& source) {
  std::string text = notice;
  for (const NoticeText& row : kNoticeTexts)
    if (notice == row.id) text = row.text;
  if (notice == "error_cells") text += ": " + std::to_string(source.error_cell_count) + ".";
  if (notice == "json_more_at_service") text += source.stated_row_count > 1 ? ": " + std::to_string(source.row_count) + " of " + std::to_string(source.stated_row_count) + "." : ".";
  return text;
}

}  // namespace

void print_notices(std::ostream& out, const protocol::Summary& summary) {
  for (const protocol::SourceSummary& source : summary.sources)
    for (const std::string& notice : source.notices) out << source.file_name << ": " << text_of(notice, source) << "\n";
  for (const protocol::SourceSummary& source : summary.sources)
    if (source.repaired_cell_count > 0)
      out << source.file_name << ": " << source.repaired_cell_count << (source.repaired_cell_count == 1 ? " cell was" : " cells were")
          << " encoded twice (\"LÃ©a\" for \"Léa\"); clean values are repaired, the originals stay.\n";
}

}  // namespace jumelles::cli
