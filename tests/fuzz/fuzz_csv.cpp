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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  jumelles::fuzz::check_import(data, size, jumelles::ingest::Format::kCsv);
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const jumelles::ingest::CsvGrammar& grammar : {jumelles::ingest::CsvGrammar{";", false}, {";;", false}, {";", true}, {"||", true}})
    check_scanner(text, grammar);
  return 0;
}
