#include "standardize/standardize.h"

#include <algorithm>
#include <unordered_map>

#include "core/hash.h"
#include "standardize/clean_value.h"
#include "standardize/countries.h"
#include "standardize/dates.h"
#include "standardize/person_names.h"
#include "standardize/plan.h"
#include "standardize/row_countries.h"

namespace jumelles::standardize {
namespace {

using T = AttributeType;

// Carries the plan out. One object is shared by all phases of a run.
class Work {
 public:
  Work(std::vector<std::shared_ptr<const Table>> tables, Mapping mapping, std::shared_ptr<RecordSet> records,
       std::shared_ptr<StandardizeReport> report)
      : tables_(std::move(tables)), mapping_(std::move(mapping)), records_(std::move(records)),
        report_(std::move(report)) {}

  uint64_t prepare();
  void join(uint64_t begin, uint64_t end);
  uint64_t start_scan();
  void scan(uint64_t begin, uint64_t end);
  uint64_t start_countries();
  void countries(uint64_t begin, uint64_t end);
  uint64_t start_pair();
  void pair(uint64_t begin, uint64_t end);
  uint64_t start_clean();
  void clean(uint64_t begin, uint64_t end);
  uint64_t start_rows();
  void rows(uint64_t begin, uint64_t end);
  uint64_t start_records() const { return records_->record_count(); }
  void finish_records(uint64_t begin, uint64_t end);

 private:
  // A feed at work: its distinct original values, and what became of each.
  struct Job {
    Feed feed;
    const Dictionary* values = nullptr;   // the column's, or `joined` where there are several
    Dictionary joined;                    // values of several columns put together
    std::vector<Code> joined_codes;       // per row
    std::vector<Code> clean_of;           // original code -> clean code
    std::vector<uint8_t> remarks;         // original code -> kPlaceholderRemark, kAmbiguousRemark
    ColumnHints hints;
    DateEvidence dates;
    SchemeVotes schemes;
    uint64_t four_digits = 0, five_digits = 0;  // postcodes
    int64_t given_first_votes = 0, surname_first_votes = 0;
    NameOrder name_order = NameOrder::kUnknown;
    bool scanned = false;                 // its values decide hints
    RowCountries::Clue clue = RowCountries::Clue::kNone;  // what its values tell of their rows' countries
    // In a table of several countries a value is read once for each: the values that stand behind those of `values`, and their countries.
    std::vector<Code> paired_value;
    std::vector<uint8_t> paired_country;
    std::vector<Code> paired_codes;       // per row; empty where the table has one country
    std::unordered_map<uint64_t, Code> paired;
    std::unordered_map<Code, std::vector<Code>> further;  // of cells with several values: clean codes of all but the first
    uint32_t further_slot = 0, further_count = 0;         // slots of the attribute that take them

    const Table& table(const Work& work) const { return *work.tables_[feed.table]; }
    Code original_code(const Work& work, uint32_t row) const {
      return joined_codes.empty() ? table(work).columns[feed.pieces.columns[0]].codes[row] : joined_codes[row];
    }
    Code code(const Work& work, uint32_t row) const { return paired_codes.empty() ? original_code(work, row) : paired_codes[row]; }
    uint32_t code_count() const { return values->size() + static_cast<uint32_t>(paired_value.size()); }
    std::string_view original(Code code) const { return (*values)[code < values->size() ? code : paired_value[code - values->size()]]; }
  };
  static constexpr uint8_t kPlaceholderRemark = 1, kAmbiguousRemark = 2, kSeveralRemark = 4, kUnusedRemark = 8;

  // A cell with more values than that is no contact of anybody; slots of records are what it costs.
  static constexpr size_t kMostInCell = 8;

  // Calls f(job, first, last) for the parts of [begin, end) that fall to each job, sizes being the jobs' unit counts.
  template <class F>
  void each_part(const std::vector<uint64_t>& ends, uint64_t begin, uint64_t end, F f) {
    size_t j = static_cast<size_t>(std::upper_bound(ends.begin(), ends.end(), begin) - ends.begin());
    while (begin < end) {
      const uint64_t base = j == 0 ? 0 : ends[j - 1];
      const uint64_t stop = std::min(end, ends[j]);
      if (stop > begin) f(jobs_[j], static_cast<uint32_t>(begin - base), static_cast<uint32_t>(stop - base));
      begin = stop;
      ++j;
    }
  }
  template <class F>
  uint64_t set_units(F count) {
    ends_.clear();
    uint64_t total = 0;
    for (Job& job : jobs_) ends_.push_back(total += count(job));
    return total;
  }
  void start_clues();
  void add_slots();
  Code intern(Attribute& attribute, const CleanValue& value);
  void clean_one(Job& job, Code code);
  bool is_known(const Attribute& attribute, RecordIndex record, size_t own_slot, Code clean) const;
  std::string_view part_of(Job& job, std::string_view original);
  void assign_sources();

  std::vector<std::shared_ptr<const Table>> tables_;
  Mapping mapping_;
  std::shared_ptr<RecordSet> records_;
  std::shared_ptr<StandardizeReport> report_;
  Plan plan_;
  std::vector<Job> jobs_;
  std::vector<uint64_t> ends_;
  Scratch scratch_, split_scratch_;
  CleanValue value_;
  std::vector<CleanValue> values_of_cell_;
  std::string bare_;
  NameParts parts_;
  RowCountries row_countries_;
};

void Work::assign_sources() {
  RecordSet& out = *records_;
  const auto source_index = [&](std::string_view name) {
    for (size_t i = 0; i < out.sources.size(); ++i)
      if (out.sources[i].name == name) return static_cast<uint16_t>(i);
    if (out.sources.size() >= 65535) return static_cast<uint16_t>(0);
    out.sources.push_back({std::string(name), 0});
    return static_cast<uint16_t>(out.sources.size() - 1);
  };
  for (size_t t = 0; t < tables_.size(); ++t) {
    const Table& table = *tables_[t];
    const uint32_t rows = table.row_count();
    const RecordIndex base = out.first_record[t];
    if (plan_.source_column[t] < 0) {
      const uint16_t source = source_index(table.name);
      for (uint32_t row = 0; row < rows; ++row) out.source_of[base + row] = source;
      out.sources[source].record_count += rows;
      continue;
    }
    const Column& column = table.columns[static_cast<size_t>(plan_.source_column[t])];
    std::vector<int32_t> known(column.values.size(), -1);
    for (uint32_t row = 0; row < rows; ++row) {
      int32_t& source = known[column.codes[row]];
      if (source < 0) source = source_index(column.codes[row] == kMissing ? std::string_view(table.name) : trim(column.text(row)));
      out.source_of[base + row] = static_cast<uint16_t>(source);
      ++out.sources[static_cast<size_t>(source)].record_count;
    }
  }
}

uint64_t Work::prepare() {
  RecordSet& out = *records_;
  out = RecordSet{};
  *report_ = StandardizeReport{};
  out.first_record.push_back(0);
  for (const auto& table : tables_) out.first_record.push_back(out.first_record.back() + table->row_count());
  const size_t count = out.first_record.back();
  out.source_of.assign(count, 0);
  out.kinds.assign(count, RecordKind::kOther);
  out.record_ids.resize(count);
  plan_ = make_plan(tables_, mapping_, out);
  report_->ambiguous_date_counts.assign(out.attributes.size(), 0);
  assign_sources();
  for (Attribute& attribute : out.attributes) {
    attribute.comparison_of.assign(1, kMissing);
    attribute.validity.assign(1, Validity::kUnchecked);
    for (Attribute::Slot& slot : attribute.slots) slot.codes.assign(count, kMissing);
  }
  jobs_.clear();
  for (const Feed& feed : plan_.feeds) {
    Job job;
    job.feed = feed;
    const std::vector<uint32_t>& columns = feed.pieces.columns;
    if (columns.size() == 1) job.values = &tables_[feed.table]->columns[columns[0]].values;
    else job.joined_codes.assign(tables_[feed.table]->row_count(), kMissing);
    jobs_.push_back(std::move(job));
  }
  return set_units([](const Job& job) { return job.joined_codes.size(); });
}

void Work::join(uint64_t begin, uint64_t end) {
  std::string text;
  each_part(ends_, begin, end, [&](Job& job, uint32_t first, uint32_t last) {
    for (uint32_t row = first; row < last; ++row) {
      join_pieces(job.table(*this), job.feed.pieces, row, text);
      job.joined_codes[row] = job.joined.intern(text);
    }
  });
}

uint64_t Work::start_scan() {
  for (Job& job : jobs_)
    if (job.values == nullptr) job.values = &job.joined;
  start_clues();
  return set_units([&](Job& job) -> uint64_t {
    const Cleaning cleaning = info(records_->attributes[job.feed.attribute].type).cleaning;
    const bool date = cleaning == Cleaning::kDate || cleaning == Cleaning::kMoment;
    job.scanned = date || cleaning == Cleaning::kPostcode || cleaning == Cleaning::kCode || job.feed.part != Part::kWhole;
    return job.scanned || job.clue != RowCountries::Clue::kNone ? job.values->size() : 0;
  });
}

void Work::scan(uint64_t begin, uint64_t end) {
  each_part(ends_, begin, end, [&](Job& job, uint32_t first, uint32_t last) {
    const Cleaning cleaning = info(records_->attributes[job.feed.attribute].type).cleaning;
    for (Code code = std::max<Code>(first, 1); code < last; ++code) {
      const std::string_view original = (*job.values)[code];
      if (job.clue != RowCountries::Clue::kNone) row_countries_.read(job.feed.table, job.clue, code, original, split_scratch_);
      if (!job.scanned) continue;
      if (job.feed.part != Part::kWhole) {
        const int vote = name_order_vote(original, split_scratch_);
        if (vote >= 4) ++job.given_first_votes;
        else if (vote <= -4) ++job.surname_first_votes;
      } else if (cleaning == Cleaning::kPostcode) {
        const std::string_view bare = without_zero_tail(trim(original));
        if (!all_digits(bare)) continue;
        job.four_digits += bare.size() == 4;
        job.five_digits += bare.size() == 5;
      } else if (cleaning == Cleaning::kCode) {
        bare_identifier(without_zero_tail(trim(original)), bare_);
        job.schemes.add(bare_);
      } else {
        job.dates.add(original);
      }
    }
  });
}

// The columns of a table that tell its rows' countries, where a value of the table is read by them.
void Work::start_clues() {
  row_countries_.start(tables_.size());
  std::vector<uint8_t> asked(tables_.size(), 0);
  for (const Job& job : jobs_) asked[job.feed.table] |= depends_on_country(job.feed.column_type) && job.feed.part == Part::kWhole;
  for (Job& job : jobs_) {
    if (asked[job.feed.table] && job.feed.part == Part::kWhole)
      job.clue = row_countries_.clue_of(job.feed.table, job.feed.column_type, job.values->size());
  }
}

uint64_t Work::start_countries() {
  return set_units([&](const Job& job) -> uint64_t {
    const bool first = &job == &jobs_.front() || (&job - 1)->feed.table != job.feed.table;
    return first && row_countries_.differs(job.feed.table) ? tables_[job.feed.table]->row_count() : 0;
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
      for (const Job* clue : clues) row_countries_.look(t, clue->clue, clue->original_code(*this, row), told);
      row_countries_.decide(t, told);
    }
  });
}

uint64_t Work::start_pair() {
  row_countries_.settle();
  for (Job& job : jobs_) {
    if (!depends_on_country(job.feed.column_type) || job.feed.part != Part::kWhole) continue;
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

uint64_t Work::start_clean() {
  for (Job& job : jobs_) {
    Attribute& attribute = records_->attributes[job.feed.attribute];
    if (const std::string_view scheme = info(attribute.type).scheme; !scheme.empty()) attribute.identifier = scheme;
    if (job.scanned) {
      job.hints.date_order = job.dates.order();
      job.hints.identifier = job.schemes.winner(attribute.key);
      if (job.hints.identifier != nullptr) attribute.identifier = job.hints.identifier->id;
      job.hints.restore_postcode_zero = job.five_digits >= job.four_digits && postcodes_lose_zeros(job.hints.country);
      job.name_order = job.given_first_votes == job.surname_first_votes ? NameOrder::kUnknown
                       : job.given_first_votes > job.surname_first_votes ? NameOrder::kGivenFirst
                                                                         : NameOrder::kSurnameFirst;
    }
    job.clean_of.assign(job.code_count(), kMissing);
    job.remarks.assign(job.code_count(), job.paired_codes.empty() ? 0 : kUnusedRemark);
    for (const Code code : job.paired_codes) job.remarks[code] = 0;
  }
  return set_units([](const Job& job) { return uint64_t{job.code_count()}; });
}

std::string_view Work::part_of(Job& job, std::string_view original) {
  if (job.feed.part == Part::kWhole) return original;
  parts_ = split_full_name(original, job.name_order, split_scratch_);
  return job.feed.part == Part::kGivenName ? parts_.given_name : job.feed.part == Part::kSurname ? parts_.surname : parts_.company_name;
}

Code Work::intern(Attribute& attribute, const CleanValue& value) {
  if (value.clean.empty()) return kMissing;
  const Code clean = attribute.clean.intern(value.clean);
  if (clean == attribute.comparison_of.size()) {
    attribute.comparison_of.push_back(attribute.comparison.intern(value.comparison));
    attribute.validity.push_back(value.validity);
  }
  return clean;
}

void Work::clean_one(Job& job, Code code) {
  if ((job.remarks[code] & kUnusedRemark) != 0) return;  // of another country in all its rows
  Attribute& attribute = records_->attributes[job.feed.attribute];
  const std::string_view original = job.original(code);
  if (code >= job.values->size()) {
    job.hints.country = row_countries_.name(job.paired_country[code - job.values->size()]);
    job.hints.restore_postcode_zero = postcodes_lose_zeros(job.hints.country);
  }
  if (info(job.feed.column_type).multi_valued) {
    clean_values_into(job.feed.column_type, original, job.hints, scratch_, values_of_cell_);
  } else {
    values_of_cell_.resize(1);
    clean_value_into(job.feed.column_type, part_of(job, original), job.hints, scratch_, values_of_cell_.front());
  }
  const CleanValue& value = values_of_cell_.front();
  if (value.status == CleanStatus::kPlaceholder) job.remarks[code] |= kPlaceholderRemark;
  if (job.scanned && job.hints.date_order == DateOrder::kUnknown && job.dates.ambiguous > 0 &&
      parse_date(original, DateOrder::kUnknown).ambiguous)
    job.remarks[code] |= kAmbiguousRemark;
  job.clean_of[code] = intern(attribute, value);
  if (values_of_cell_.size() == 1) return;
  job.remarks[code] |= kSeveralRemark;
  std::vector<Code>& further = job.further[code];
  for (size_t v = 1; v < values_of_cell_.size() && further.size() < kMostInCell - 1; ++v)
    if (const Code clean = intern(attribute, values_of_cell_[v]); clean != kMissing) further.push_back(clean);
  job.further_count = std::max(job.further_count, static_cast<uint32_t>(further.size()));
}

void Work::clean(uint64_t begin, uint64_t end) {
  each_part(ends_, begin, end, [&](Job& job, uint32_t first, uint32_t last) {
    for (Code code = std::max<Code>(first, 1); code < last; ++code) clean_one(job, code);
  });
}

// Slots for further values of cells behind those that a table's columns have.
void Work::add_slots() {
  for (size_t j = 0; j < jobs_.size(); ++j) {
    Job& job = jobs_[j];
    if (job.further_count == 0) continue;
    Attribute& attribute = records_->attributes[job.feed.attribute];
    uint32_t next = 0;
    for (const Job& other : jobs_)
      if (other.feed.table == job.feed.table && other.feed.attribute == job.feed.attribute)
        next = std::max({next, other.feed.slot + 1, other.further_slot + (&other < &job ? other.further_count : 0)});
    job.further_slot = next;
    for (uint32_t slot = next; slot < next + job.further_count; ++slot) {
      if (slot == attribute.slots.size()) {
        attribute.slots.emplace_back();
        attribute.slots.back().codes.assign(records_->record_count(), kMissing);
        attribute.slots.back().origins.assign(tables_.size(), {});
      }
      attribute.slots[slot].origins[job.feed.table] = job.feed.pieces;
    }
  }
}

// The same number in two columns of a row is one number.
bool Work::is_known(const Attribute& attribute, RecordIndex record, size_t own_slot, Code clean) const {
  if (attribute.comparison_of[clean] == kMissing) return false;
  for (size_t slot = 0; slot < attribute.slots.size(); ++slot)
    if (const Code other = attribute.slots[slot].codes[record]; slot != own_slot && other != kMissing &&
        attribute.comparison_of[other] == attribute.comparison_of[clean])
      return true;
  return false;
}

uint64_t Work::start_rows() {
  add_slots();
  return set_units([&](const Job& job) { return uint64_t{tables_[job.feed.table]->row_count()}; });
}

void Work::rows(uint64_t begin, uint64_t end) {
  each_part(ends_, begin, end, [&](Job& job, uint32_t first, uint32_t last) {
    Attribute& attribute = records_->attributes[job.feed.attribute];
    const RecordIndex base = records_->first_record[job.feed.table];
    for (uint32_t row = first; row < last; ++row) {
      const Code original = job.code(*this, row);
      Code clean = job.clean_of[original];
      const uint8_t remark = job.remarks[original];
      if (remark != 0) {
        attribute.placeholder_counts[job.feed.table] += (remark & kPlaceholderRemark) != 0;
        report_->ambiguous_date_counts[job.feed.attribute] += (remark & kAmbiguousRemark) != 0;
      }
      const RecordIndex record = base + row;
      if (clean != kMissing && attribute.slots.size() > 1 && is_known(attribute, record, job.feed.slot, clean)) clean = kMissing;
      attribute.slots[job.feed.slot].codes[record] = clean;
      if ((remark & kSeveralRemark) == 0) continue;
      uint32_t slot = job.further_slot;
      for (const Code further : job.further.find(original)->second)
        if (!is_known(attribute, record, slot, further)) attribute.slots[slot++].codes[record] = further;
    }
  });
}

void Work::finish_records(uint64_t begin, uint64_t end) {
  RecordSet& out = *records_;
  const auto filled = [&](const Attribute& attribute, RecordIndex record) {
    for (const Attribute::Slot& slot : attribute.slots)
      if (slot.codes[record] != kMissing) return true;
    return false;
  };
  std::vector<Subject> subjects;
  for (const Attribute& attribute : out.attributes) subjects.push_back(info(attribute.type).subject);
  for (RecordIndex record = static_cast<RecordIndex>(begin); record < end; ++record) {
    const uint32_t t = out.table_of(record), row = record - out.first_record[t];
    bool person = false, company = false, person_column = false, company_column = false;
    for (size_t a = 0; a < subjects.size(); ++a) {
      const bool of_person = subjects[a] == Subject::kPerson, of_company = subjects[a] == Subject::kCompany;
      if (!of_person && !of_company) continue;
      const Attribute& attribute = out.attributes[a];
      const bool value = filled(attribute, record);
      const bool column = !attribute.slots[0].origins[t].columns.empty();
      (of_person ? person : company) |= value;
      (of_person ? person_column : company_column) |= column;
    }
    RecordKind kind = RecordKind::kOther;
    if (person) kind = company ? RecordKind::kContact : RecordKind::kPerson;
    else if (company) kind = RecordKind::kCompany;
    else if (person_column) kind = RecordKind::kPerson;
    else if (company_column) kind = RecordKind::kCompany;
    out.kinds[record] = kind;
    if (plan_.id_column[t] >= 0) {
      const Column& column = tables_[t]->columns[static_cast<size_t>(plan_.id_column[t])];
      out.record_ids[record] = column.text(row);
    }
    if (out.record_ids[record].empty()) out.record_ids[record] = std::to_string(tables_[t]->source_rows[row]);
  }
  if (end < out.record_count()) return;
  // Nothing will be added any more; a company column that no name gave a company is no attribute.
  for (Attribute& attribute : out.attributes) {
    attribute.clean.seal();
    attribute.comparison.seal();
  }
  if (const int c = out.find("company_name"); c >= 0 && out.attributes[static_cast<size_t>(c)].clean.size() == 1) {
    bool mapped = false;
    for (const auto& columns : mapping_)
      for (const ColumnMapping& column : columns) mapped |= column.type == T::kCompanyName;
    if (!mapped) {
      out.attributes.erase(out.attributes.begin() + c);
      report_->ambiguous_date_counts.erase(report_->ambiguous_date_counts.begin() + c);
    }
  }
  jobs_.clear();
}

}  // namespace

std::vector<Phase> standardize_phases(std::vector<std::shared_ptr<const Table>> tables, Mapping mapping,
                                      std::shared_ptr<RecordSet> records, std::shared_ptr<StandardizeReport> report) {
  const auto work = std::make_shared<Work>(std::move(tables), std::move(mapping), std::move(records), std::move(report));
  constexpr uint64_t kFirstStep = 200;
  std::vector<Phase> phases;
  phases.push_back(pass("standardize.join", Unit::kRows, work, &Work::prepare, &Work::join, kFirstStep));
  phases.push_back(pass("standardize.scan", Unit::kValues, work, &Work::start_scan, &Work::scan, kFirstStep));
  phases.push_back(pass("standardize.countries", Unit::kRows, work, &Work::start_countries, &Work::countries, kFirstStep));
  phases.push_back(pass("standardize.pair", Unit::kRows, work, &Work::start_pair, &Work::pair, kFirstStep));
  phases.push_back(pass("standardize.clean", Unit::kValues, work, &Work::start_clean, &Work::clean, kFirstStep));
  phases.push_back(pass("standardize.assign", Unit::kRows, work, &Work::start_rows, &Work::rows, kFirstStep));
  phases.push_back(pass("standardize.records", Unit::kRecords, work, &Work::start_records, &Work::finish_records, kFirstStep));
  return phases;
}

}  // namespace jumelles::standardize
