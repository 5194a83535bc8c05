// What the values of whole columns and tables say of each of them.

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

}  // namespace jumelles::standardize
