#pragma once

// Files in, tables out. Input is pulled in slices through ByteSource, never held whole as one string; a row
// that cannot be read goes to the rejects with its line and reason, the rest of the file is loaded.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/phase.h"
#include "core/result.h"
#include "core/table.h"

namespace jumelles::ingest {

// The only door for input: a File in the browser, a file natively, memory in tests.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual uint64_t size() const = 0;
  // Fills `out` from `offset`; returns the bytes read, fewer only at the end. Errors: the file changed or vanished.
  virtual Result<uint64_t> read(uint64_t offset, std::span<uint8_t> out) = 0;
};

class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string bytes) : bytes_(std::move(bytes)) {}
  uint64_t size() const override { return bytes_.size(); }
  Result<uint64_t> read(uint64_t offset, std::span<uint8_t> out) override;

 private:
  std::string bytes_;
};

enum class Format : uint8_t { kCsv, kJsonArray, kNdjson, kXlsx, kFixedWidth };
enum class Encoding : uint8_t { kUtf8, kUtf16Le, kUtf16Be, kWindows1252, kIso885915, kMacRoman, kCp850, kWindows1250 };
const char* id(Format format);      // "csv", "json", "ndjson", "xlsx", "fixed"
const char* id(Encoding encoding);  // "utf-8", "utf-16le", "utf-16be", "windows-1252", "iso-8859-15", "macintosh", "cp850", "windows-1250"
std::optional<Format> format_from_id(std::string_view id);
std::optional<Encoding> encoding_from_id(std::string_view id);
std::span<const char* const> format_ids();
std::span<const char* const> encoding_ids();

// How a file is written; sniffed, and written back the same way.
struct Dialect {
  Format format = Format::kCsv;
  Encoding encoding = Encoding::kUtf8;
  bool byte_order_mark = false;
  std::string separator = ",";      // one character, or several: "||", "\xC2\xA6"
  bool has_header = true;
  bool separator_line = false;      // first line "sep=;"
  bool crlf = false;
  std::string table{};          // that was read, of a file that holds several (a sheet's name, a list's path); else ""
  uint64_t header_line = 1;     // line of the text, or row of the sheet, that names the columns, from 1; 0: none does
  bool backslash_escapes = false;   // \" is a quote, \N a missing cell
};

// What a user may decide instead of the sniffer.
struct DialectOverride {
  std::optional<Format> format;
  std::optional<Encoding> encoding;
  std::optional<std::string> separator;
  std::optional<bool> has_header;       // the header line is found, or there is none
  std::optional<std::string> table;     // the name of a sheet, the path of a list ("response.docs")
  std::optional<uint64_t> header_line;  // from 1, what stands above is no row; says that there is a header, whatever has_header says
  bool operator==(const DialectOverride&) const = default;
};

// A table that a file holds.
struct TableOfFile {
  std::string name;        // unique in the file
  bool hidden = false;     // its author hid it
  uint64_t row_count = 0;  // about; 0: not known before it is read
  bool is_list = false;    // of a JSON file, else a sheet
};

struct ImportResult {
  Table table;
  Dialect dialect;
  std::vector<TableOfFile> tables;     // of a file that may hold several, in their order, hidden ones last; known after "detect"
  std::vector<RejectedRow> rejects;    // all of them up to 100 000, then only counted
  uint64_t rejected_count = 0;
  uint64_t error_cell_count = 0;       // of a workbook: #N/A and the like, read as missing
  uint64_t stated_row_count = 0;       // of the service that gave an answer: more than the answer holds, 1 when it does not say how many; 0: no more
  std::string preamble;      // the lines above the header, UTF-8 with their line ends, without the "sep=" line
  bool missing_as_n = false; // missing cells are written \N
  // What the user should know, ids in a fixed order per file: "encoding_by_letters" (Mac Roman, CP850, ISO-8859-15, Windows-1250: told by the
  // words that the letters make), "encoding_mixed" (a few rows in another encoding), "encoding_uncertain", "header_missing",
  // "lines_above" (the table: no rows), "header_separator" (not that of the rows), "header_too_short" (fewer
  // names than cells), "unnamed_columns" (a title is empty), "short_rows" (missing last cells), "rows_set_aside" (totals, repeated headers, footers: among the rejects),
  // "rows_joined" (cut by a line feed that nobody quoted),
  // "second_table" (rows under another header, set aside), "backslash_escapes", "fixed_width", "text_formulas" (="00123" read as
  // 00123), "text_guards" ('00123 likewise), "other_quotes" (single, typographic), "quoted_lines" (each in quotes as a whole),
  // "separators_in_texts" (read as text: "12, rue X", "&eacute;"), "blanks_separate", "control_separators", "letters_cut" and
  // "nul_padding" (left out at the end of cells), "cells_hold_rows" (one column, each cell with the separators of a row),
  // "nested_value_kept_as_text", "json_geometry_left_out" (no points), "json_loose_values" (NaN, 00123), "json_one_object" (one
  // record), "json_one_of_several_lists", "json_inside_text" (JSON in a text of JSON), "json_dressing" (comments, a script around it),
  // "json_control_lines" (of loaders, among the rejects), "json_text_in_field" (JSON in most rows' texts, kept), "json_list_inside_object"
  // (an object with texts of its own around the list), "json_lists_joined" (of alike objects, under several names of one object: their name
  // is the column "key"), "json_more_at_service" (of pages, the answer is one), "json_lines_in_texts" (raw line ends: kept in the text, left out where lines are cut at one length),
  // "json_array_not_closed" (a cut file), "error_cells", "other_sheets" (with rows as well), "uncomputed_formulas" (nothing
  // is stored of their results), "hidden_rows" (of a sheet: read as well), "merged_rows" (cells over several rows: the first has the
  // value), "no_rows".
  std::vector<std::string> notices;
};

// Phases of one import: "detect" (whole file, bytes) then "read" (bytes). `name` becomes table.name.
// Fails with a message that names the file by `path`: "file.empty", "file.binary", "file.ebcdic", "file.utf32", "file.no_column", "file.changed",
// "file.column_too_large", "csv.too_many_columns", "json.too_many_columns", "json.no_records", "json.empty_list", "json.no_such_list",
// "json.no_named_list", "json.all_rejected", "json.broken_column", "json.error_answer" (of a service), "file.one_table" (a table of delimited text was asked
// for by name), those of json_kinds.h,
// "csv.bad_separator"; of workbooks "zip...." and "xlsx....", of other known files "file.xls", "file.vcard" and so on
// (zip_kinds.h, text_kinds.h).
// A rejected row says "csv.too_many_fields", "csv.unbalanced_quote", "csv.row_too_long", "csv.invalid_bytes", or, of a row that is
// no record, "csv.total_row", "csv.repeated_header", "csv.footer", "csv.units_row", "csv.rule_line", "csv.comment",
// "csv.empty_row", "csv.title_line", "csv.group_row", "csv.continued_row" or "csv.other_table";
// "json.broken_object", "json.not_an_object", "json.bad_escape", "json.object_too_long", "json.invalid_bytes",
// "json.control_line", or "json.no_page" of an
// answer without the list that others have.
// A cell that is missing at the end of a short row is missing; a blank line is no row.
std::vector<Phase> import_phases(std::shared_ptr<ByteSource> source, std::string path, std::string name,
                                 DialectOverride choice, std::shared_ptr<ImportResult> result);

// Most memory that the import of a file takes, its table included: to refuse before reading. Reads its first bytes, and of a
// compressed file what says how large it is inside.
uint64_t estimated_memory_bytes(ByteSource& file);

}  // namespace jumelles::ingest
