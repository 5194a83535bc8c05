#include "standardize/standardize.h"

#include <utility>

#include "standardize/work.h"

namespace jumelles::standardize {

std::vector<Phase> standardize_phases(std::vector<std::shared_ptr<const Table>> tables, Mapping mapping,
                                      std::shared_ptr<RecordSet> records, std::shared_ptr<StandardizeReport> report,
                                      std::shared_ptr<std::vector<TracedValue>> traced, std::shared_ptr<const Recipe> recipe) {
  const bool mends = recipe != nullptr && !recipe->is_idle();
  const auto work = std::make_shared<Work>(std::move(tables), std::move(mapping), std::move(records), std::move(report), std::move(traced), std::move(recipe));
  constexpr uint64_t kFirstStep = 200;
  std::vector<Phase> phases;
  phases.push_back(pass("standardize.join", Unit::kRows, work, &Work::prepare, &Work::join, kFirstStep));
  if (mends) phases.push_back(pass("standardize.mend", Unit::kValues, work, &Work::start_mend, &Work::mend, kFirstStep));
  phases.push_back(pass("standardize.scan", Unit::kValues, work, &Work::start_scan, &Work::scan, kFirstStep));
  phases.push_back(pass("standardize.countries", Unit::kRows, work, &Work::start_countries, &Work::countries, kFirstStep));
  phases.push_back(pass("standardize.pair", Unit::kRows, work, &Work::start_pair, &Work::pair, kFirstStep));
  phases.push_back(pass("standardize.clean", Unit::kValues, work, &Work::start_clean, &Work::clean, kFirstStep));
  phases.push_back(pass("standardize.assign", Unit::kRows, work, &Work::start_rows, &Work::rows, kFirstStep));
  phases.push_back(pass("standardize.records", Unit::kRecords, work, &Work::start_records, &Work::finish_records, kFirstStep));
  return phases;
}

}  // namespace jumelles::standardize

