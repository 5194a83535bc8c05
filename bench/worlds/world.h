#pragma once

// A world: a made-up set with known truth, described by one line of options (catalog.cpp) and drawn from a seed.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "fields.h"
#include "fresh_writing.h"
#include "words.h"

namespace jumelles::worlds {

// One column of the files: its field, the share of things that have a value there, and its number where there are several.
struct ColumnSpec {
  Field field = Field::kExtra;
  double filled = 1;
  uint32_t number = 0;
};

// How rows of one thing differ.
struct Errors {
  double typo = 0, missing = 0;                 // per cell
  double abbreviated = 0, swapped = 0, moved = 0, married = 0, upper_case = 0, new_mail = 0, reworded = 0, nickname = 0;  // per row
  // Of the fresh catalog's things alone: per row, but ocr, which is per cell.
  double diminutive = 0, ocr = 0, daymonth = 0, halved = 0, shortened = 0, misfiled = 0, former = 0, newphone = 0;
};

struct WorldSpec {
  std::string name, kind;
  Country country = Country::kFrance;
  std::vector<uint32_t> rows{300};  // per file
  std::vector<ColumnSpec> columns;
  std::vector<std::vector<ColumnSpec>> further_columns;  // of the second file and further ones, the last one of all others; empty: the same
  // How many rows a thing has.
  double overlap = 0;    // share of a further file's things that an earlier file has as well
  double duplicates = 0; // share of a file's things that have several rows in it
  uint32_t group_from = 2, group_to = 2;
  // Who looks like whom.
  double households = 0, namesakes = 0, shared_mailboxes = 0, variants = 0;
  uint32_t chains = 0, towns = 60;  // chains: of establishments
  double known_names = 0.6;         // share of surnames that many have
  Errors errors;
  // How it is written.
  std::vector<std::string> headers{"english"};  // per file; the last one is that of all others
  std::vector<std::vector<std::string>> named;  // headers word by word, per file; where given, styles do not matter
  std::vector<std::vector<Habit>> writes;       // per file; the last one is that of all others
  std::string encoding = "utf8";  // latin1, double (encoded twice), broken (replacement characters)
  double broken_rows = 1;
  bool has_id = true, one_file = false;  // one_file: the sources are in one file, named by a column
  bool dates_differ = false;             // files write dates in different ways
  char separator = ',';
};

// The options of a line: "person rows=300 columns=given,surname,email:0.5 headers=crm". See bench/README.md.
Result<WorldSpec> parse_world(std::string_view name, std::string_view line);

struct WorldFile {
  std::string name, bytes;
  bool has_header = true;
  std::vector<uint32_t> thing_of;   // per row
  std::vector<int> meaning;         // per column: columns of one number mean the same; -1: id, measures and the like
};

struct World {
  std::vector<WorldFile> files;
  std::string id_column;  // "": none
};

World make_world(const WorldSpec& spec, uint64_t seed);

struct CatalogRow {
  const char* name;
  const char* line;
  // In `script/test`: the figure that the world must reach, F1, or B-cubed F1 where fewer than 100 pairs are true; 0: not tested,
  // below 0: small and to be tested once the engine gets it right.
  double floor = 0;
};
const std::vector<CatalogRow>& catalog();
// Written by a reader who does not know the engine, and never used to tune it. All are named fresh_.
std::vector<CatalogRow> fresh_catalog();
// The catalog, then the fresh one.
std::vector<CatalogRow> all_worlds();

constexpr uint64_t kFewPairs = 100;   // true pairs, below which B-cubed counts
constexpr uint32_t kSmallRows = 2000; // up to which a world is drawn from several seeds

}  // namespace jumelles::worlds
