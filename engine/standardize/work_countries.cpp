// The country of each row, and the values that are read once for each country they have.

#include "standardize/countries.h"
#include "standardize/work.h"
#include "text/fold.h"

namespace jumelles::standardize {
namespace {

// "ADDR" of "ADDR_COUNTRY", "" of a title of one word.
std::string first_of_several_words(std::string_view title) {
  const std::string folded = text::fold(title);
  const size_t end = folded.find(' ');
  return end == std::string::npos ? std::string() : folded.substr(0, end);
}

}  // namespace

// Whether the country in that column is the address's, not a passport's or a tax number's: its title says nothing else, or begins as that of
// a postcode, a town or a street does.
bool Work::is_country_of_address(const Job& job) const {
  const Table& table = *tables_[job.feed.table];
  const std::string begins = first_of_several_words(table.columns[job.feed.pieces.columns[0]].name);
  if (begins.empty()) return true;
  for (size_t c = 0; c < table.columns.size(); ++c) {
    const AttributeType type = mapping_[job.feed.table][c].type;
    const bool is_place = type == AttributeType::kPostcode || type == AttributeType::kCity || type == AttributeType::kStreet;
    if (is_place && first_of_several_words(table.columns[c].name) == begins) return true;
  }
  return false;
}

// The columns of a table that tell its rows' countries, where a value of the table is read by them.
void Work::start_clues() {
  row_countries_.start(tables_.size());
  std::vector<uint8_t> asked(tables_.size(), 0);
  for (const Job& job : jobs_) {
    const bool is_read_by_it = depends_on_country(job.feed.column_type) || reads_places(job.feed) || info(job.feed.column_type).cleaning == Cleaning::kNumber;
    asked[job.feed.table] |= is_read_by_it && job.feed.part == Part::kWhole;
  }
  const auto take = [&](Job& job) {
    if (asked[job.feed.table] && job.feed.part == Part::kWhole && !job.looks_only && job.clue == RowCountries::Clue::kNone)
      job.clue = row_countries_.clue_of(job.feed.table, job.feed.column_type, job.values->size());
  };
  // Of several countries that of the address comes first.
  for (Job& job : jobs_)
    if (job.feed.column_type == AttributeType::kCountry && is_country_of_address(job)) take(job);
  for (Job& job : jobs_) take(job);
  // A column of towns may hold postcodes as well, where they have none of their own.
  for (Job& job : jobs_)
    if (job.clue == RowCountries::Clue::kTown)
      job.line_clue = row_countries_.clue_of(job.feed.table, AttributeType::kPostcode, job.values->size());
}

uint64_t Work::start_countries() {
  add_jobs_for_lines();
  return set_units([&](const Job& job) -> uint64_t {
    const bool is_first = std::none_of(std::as_const(jobs_).data(), &job, [&](const Job& before) { return before.feed.table == job.feed.table; });
    return is_first && row_countries_.differs(job.feed.table) ? tables_[job.feed.table]->row_count() : 0;
  });
}

// Units are rows of tables whose values tell countries; `job` is the first of its table.
void Work::countries(uint64_t begin, uint64_t end) {
  each_part(ends_, begin, end, [&](Job& job, uint32_t first, uint32_t last) {
    const uint32_t t = job.feed.table;
    std::vector<const Job*> clues;
    for (const Job& other : jobs_)
      if (other.feed.table == t && other.clue != RowCountries::Clue::kNone) clues.push_back(&other);
    for (uint32_t row = first; row < last; ++row) {
      RowCountries::Told told;
      for (const Job* clue : clues) {
        const Code code = clue->original_code(*this, row);
        row_countries_.look(t, clue->clue, code, clue->original(code), told);
        if (clue->line_clue != RowCountries::Clue::kNone) row_countries_.look(t, clue->line_clue, code, clue->original(code), told);
      }
      row_countries_.decide(t, told);
    }
  });
}

uint64_t Work::start_pair() {
  row_countries_.settle();
  for (Job& job : jobs_) {
    if (!depends_on_country(job.feed.column_type) || job.feed.part != Part::kWhole || job.looks_only) continue;
    job.hints.country = row_countries_.usual(job.feed.table);
    if (row_countries_.several(job.feed.table)) job.paired_codes.assign(tables_[job.feed.table]->row_count(), kMissing);
  }
  return set_units([](const Job& job) { return uint64_t{job.paired_codes.size()}; });
}

void Work::pair(uint64_t begin, uint64_t end) {
  each_part(ends_, begin, end, [&](Job& job, uint32_t first, uint32_t last) {
    for (uint32_t row = first; row < last; ++row) {
      Code code = job.original_code(*this, row);
      const uint8_t country = row_countries_.of_row(job.feed.table, row);
      if (code != kMissing && !row_countries_.is_usual(job.feed.table, country)) {
        const Code next = job.code_count();
        const auto [at, is_new] = job.paired.emplace(uint64_t{code} << 8 | country, next);
        if (is_new) {
          job.paired_value.push_back(code);
          job.paired_country.push_back(country);
        }
        code = at->second;
      }
      job.paired_codes[row] = code;
    }
  });
}

}  // namespace jumelles::standardize
