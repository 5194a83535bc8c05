#include "fuzz/fuzz_import.h"

#include "ingest/csv_scanner.h"
#include "reference/csv_reference.h"

namespace {

using namespace jumelles;

// The scanner and the slow reference find the same rows.
void check_scanner(const std::string& text, const ingest::CsvGrammar& grammar) {
  const std::vector<reference::CsvReferenceRow> expected = reference::read_csv_reference(text, grammar.separator, grammar.escapes);
  const std::string padded = text + std::string(16, '\n');
  const char* const end = padded.data() + text.size();
  ingest::CsvRow row;
  size_t index = 0;
  uint64_t line = 1;
  for (const char* at = padded.data(); at < end; at = row.next) {
    const ingest::CsvRowState state = ingest::scan_csv_row(at, end, true, grammar, row);
    if (state != ingest::CsvRowState::kBlank) {
      fuzz::require(index < expected.size());
      const reference::CsvReferenceRow& other = expected[index++];
      fuzz::require(other.line == line && other.unbalanced == (state == ingest::CsvRowState::kUnbalanced));
      fuzz::require(other.unbalanced || other.cells.size() == row.cells.size());
    }
    line += row.line_count;
  }
  fuzz::require(index == expected.size());
}

// With quotes, blanks and separators of other kinds rows are found within the text, whole or not, and every byte is taken.
void check_other_grammars(const std::string& text) {
  const std::string padded = text + std::string(16, '\n');
  const char* const end = padded.data() + text.size();
  std::string scratch;
  ingest::CsvRow row;
  for (const ingest::QuoteStyle quotes : {ingest::QuoteStyle::kDouble, ingest::QuoteStyle::kSingle, ingest::QuoteStyle::kCurly, ingest::QuoteStyle::kGuillemets})
    for (const bool rule : {false, true}) {
      const ingest::CsvGrammar grammar{";", !rule, quotes, rule, rule, !rule};
      for (const char* at = padded.data(); at < end; at = row.next) {
        fuzz::require(ingest::scan_csv_row(at, end, true, grammar, row) != ingest::CsvRowState::kIncomplete);
        fuzz::require(row.next > at && row.next <= end);
        bool guarded = false;
        for (const ingest::CsvCell& cell : row.cells) fuzz::require(ingest::csv_cell_text(cell, scratch, guarded).size() <= cell.size);
      }
    }
}

// All of it sniffed, the file at once or little by little.
void check_sniffed(const std::string& text) {
  ingest::ImportResult whole, sliced;
  const Status status = ingest::test::import_bytes(text, whole), again = ingest::test::import_bytes(text, sliced, {}, 1 + text.size() % 17);
  fuzz::require(status.ok() == again.ok());
  fuzz::require(status.ok() ? ingest::test::dump(whole) == ingest::test::dump(sliced) : status.error().id == again.error().id);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  jumelles::fuzz::check_import(data, size, jumelles::ingest::Format::kCsv);
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const jumelles::ingest::CsvGrammar& grammar : {jumelles::ingest::CsvGrammar{";", false}, {";;", false}, {";", true}, {"||", true}})
    check_scanner(text, grammar);
  check_other_grammars(text);
  check_sniffed(text);
  return 0;
}
