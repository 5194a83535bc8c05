// What the values of whole columns and tables say of each of them.

#include "standardize/postal_lines.h"
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
