// What the values of whole columns and tables say of each of them.

#include <map>

#include "standardize/postal_lines.h"
#include "standardize/stand_ins.h"
#include "standardize/work.h"

namespace jumelles::standardize {

// What a column of numbers leaves open, its table says, else the country of its rows. Programs write coordinates with a point, whatever
// people write beside them.
void Work::settle_numbers() {
  const auto is_number = [&](const Job& job) { return job.scanned && info(records_->attributes[job.feed.attribute].type).cleaning == Cleaning::kNumber; };
  const auto is_coordinate = [&](const Job& job) {
    const std::string& key = records_->attributes[job.feed.attribute].key;
    return key == "latitude" || key == "longitude";
  };
  std::vector<NumberEvidence> tables(tables_.size());
  for (const Job& job : jobs_)
    if (is_number(job) && !is_coordinate(job)) tables[job.feed.table].add(job.numbers);
  for (Job& job : jobs_) {
    if (!is_number(job)) continue;
    NumberReading& reading = job.hints.numbers;
    reading = job.numbers.of_column();
    if (!job.numbers.leaves_open() || reading.decimal != DecimalSign::kOpen) continue;
    reading = is_coordinate(job) ? NumberReading{DecimalSign::kPoint, false} : tables[job.feed.table].of_table();
    if (reading.decimal == DecimalSign::kOpen && row_countries_.is_told(job.feed.table))
      reading = reading_of_country(row_countries_.usual(job.feed.table));
  }
}

// Where men are H, M is a woman under a Spanish or Portuguese title, unless F is; there M alone leaves open which of the two it is. Under other
// titles it is a man, as in French lists that mix "homme" and "masculin".
void Work::settle_genders() {
  for (Job& job : jobs_) {
    if (job.looks_only || info(job.feed.column_type).cleaning != Cleaning::kGender) continue;
    bool h = false, m = false, f = false;
    for (Code code = 1; code < job.values->size(); ++code) {
      const std::string_view text = trim(job.original(code));
      if (text.size() != 1) continue;
      h = h || (text[0] | 32) == 'h';
      m = m || (text[0] | 32) == 'm';
      f = f || (text[0] | 32) == 'f';
    }
    if (!m || f) continue;
    const std::string title = text::fold(job.table(*this).columns[job.feed.pieces.columns[0]].name);
    bool is_spanish = false;
    text::tokenize(title, [&](std::string_view word) { is_spanish = is_spanish || word == "SEXO" || word == "GENERO"; });
    if (is_spanish) job.hints.letter_m = h ? LetterM::kWoman : LetterM::kOpen;
  }
}

// Whether the day before spreadsheets begin to count is none of birth: more than one row has it, or the column has other first days.
bool Work::has_day_before_spreadsheets(const Job& job, const std::vector<uint32_t>& counts) {
  uint32_t rows = 0, others = 0;
  for (Code code = 1; code < counts.size(); ++code) {
    const std::string_view text = job.original(code);
    if (text.find("1899") == std::string_view::npos && text.find("1900") == std::string_view::npos) continue;
    const ParsedDate date = parse_date(readable_.read(text), DateReading{job.dates.order(), job.dates.mostly_day_numbers(), job.dates.is_sure()});
    const std::string iso = date.recognized ? iso_date(date) : "";
    if (iso == kDayBeforeSpreadsheets) rows += counts[code];
    else if (iso == "1899-12-30" || iso == "1900-01-00" || iso == "1900-01-01") ++others;
  }
  return rows > 1 || (rows == 1 && others > 0);
}

// A default in one table is one in all.
void Work::settle_default_births() {
  for (size_t a = 0; a < records_->attributes.size(); ++a) {
    if (records_->attributes[a].type != AttributeType::kBirthDate) continue;
    std::vector<std::string> defaults;
    for (const Job& job : jobs_) {
      if (job.feed.attribute != a || job.looks_only) continue;
      std::vector<uint32_t> counts(job.values->size(), 0);
      for (uint32_t row = 0; row < job.table(*this).row_count(); ++row) ++counts[job.original_code(*this, row)];
      if (has_day_before_spreadsheets(job, counts)) defaults.emplace_back(kDayBeforeSpreadsheets);
      // Most columns have no day that many share.
      if (std::all_of(counts.begin() + 1, counts.end(), [](uint32_t count) { return count <= 2; })) continue;
      std::map<std::string, uint32_t> days;
      for (Code code = 1; code < counts.size(); ++code) {
        ParsedDate date = parse_date(readable_.read(job.original(code)), DateReading{job.dates.order(), job.dates.mostly_day_numbers(), job.dates.is_sure()});
        settle_century(date, *job.hints.years);
        if (date.real && date.day != 0 && date.year != 0) days[iso_date(date)] += counts[code];
      }
      for (std::string& day : default_births({days.begin(), days.end()})) defaults.push_back(std::move(day));
    }
    for (Job& job : jobs_)
      if (job.feed.attribute == a) job.hints.default_days = defaults;
  }
}

// What a feed takes of a postcode and a town in one cell; a cell of another form is its column's as a whole.
std::string_view Work::part_of_line(const Job& job, std::string_view original) {
  original = readable_.read(original);
  PostalLine line;
  const bool towns = records_->attributes[job.feed.attribute].type == AttributeType::kCity;
  const bool own = job.feed.filling == Filling::kAll;
  if (!(job.holds_lines ? read_postal_cell(original, line) : read_postal_line(original, line))) return own ? original : std::string_view();
  if (job.clue == RowCountries::Clue::kPostcode && line.town.size() <= 2) return original;
  const std::string_view part = towns ? line.town : line.postcode;
  if (!part.empty()) step(split_scratch_.trace, original, part, towns ? "city.postcode" : "postcode.digits_alone");
  return part;
}

}  // namespace jumelles::standardize
