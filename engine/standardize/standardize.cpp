#include "standardize/standardize.h"

#include <algorithm>

#include "core/hash.h"
#include "standardize/clean_value.h"
#include "standardize/dates.h"
#include "standardize/person_names.h"
#include "standardize/plan.h"
#include "standardize/stand_ins.h"

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

    const Table& table(const Work& work) const { return *work.tables_[feed.table]; }
    Code code(const Work& work, uint32_t row) const {
      return joined_codes.empty() ? table(work).columns[feed.pieces.columns[0]].codes[row] : joined_codes[row];
    }
  };
  static constexpr uint8_t kPlaceholderRemark = 1, kAmbiguousRemark = 2;
  static constexpr std::string_view kNothing = "N/A";

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
  void clean_one(Job& job, Code code);
  std::string_view part_of(Job& job, std::string_view original);
  void assign_sources();
  int present_year() const;
  void settle_years();

  std::vector<std::shared_ptr<const Table>> tables_;
  Mapping mapping_;
  std::shared_ptr<RecordSet> records_;
  std::shared_ptr<StandardizeReport> report_;
  Plan plan_;
  std::vector<Job> jobs_;
  std::vector<uint64_t> ends_;
  Scratch scratch_, split_scratch_;
  text::Readable readable_;
  CleanValue value_;
  std::string bare_;
  NameParts parts_;
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
  return set_units([&](Job& job) -> uint64_t {
    const Cleaning cleaning = info(records_->attributes[job.feed.attribute].type).cleaning;
    const bool date = cleaning == Cleaning::kDate || cleaning == Cleaning::kMoment;
    job.scanned = date || cleaning == Cleaning::kPostcode || cleaning == Cleaning::kCode || job.feed.part != Part::kWhole;
    return job.scanned ? job.values->size() : 0;
  });
}

void Work::scan(uint64_t begin, uint64_t end) {
  each_part(ends_, begin, end, [&](Job& job, uint32_t first, uint32_t last) {
    const Cleaning cleaning = info(records_->attributes[job.feed.attribute].type).cleaning;
    for (Code code = std::max<Code>(first, 1); code < last; ++code) {
      const std::string_view original = (*job.values)[code];
      if (job.feed.part != Part::kWhole) {
        const int vote = name_order_vote(readable_.read(original), split_scratch_);
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
        job.dates.add(readable_.read(original));
      }
    }
  });
}

// The year that the data is of: that of its latest records, or of the latest births where these are dated at all.
int Work::present_year() const {
  YearCounts moments, births;
  for (const Job& job : jobs_) {
    const AttributeType type = records_->attributes[job.feed.attribute].type;
    if (info(type).cleaning == Cleaning::kMoment) moments.add(job.dates.years);
    else if (type == T::kBirthDate) births.add(job.dates.years);
  }
  return moments.empty() ? std::max(kFallbackYear, births.latest()) : std::max(moments.latest(), births.latest());
}

// The columns of one attribute are of one kind of dates: what one leaves open, another one may tell.
void Work::settle_years() {
  const int present = present_year();
  for (size_t a = 0; a < records_->attributes.size(); ++a) {
    const AttributeType type = records_->attributes[a].type;
    YearCounts whole_years;
    for (const Job& job : jobs_) {
      if (job.feed.attribute != a) continue;
      whole_years.add(job.dates.years);
      if (type == T::kBirthDate) whole_years.add(job.dates.short_years);
    }
    const YearWindow window = year_window(type, present, whole_years);
    for (Job& job : jobs_)
      if (job.feed.attribute == a) job.hints.years = window;
  }
}

uint64_t Work::start_clean() {
  settle_years();
  for (Job& job : jobs_) {
    Attribute& attribute = records_->attributes[job.feed.attribute];
    if (const std::string_view scheme = info(attribute.type).scheme; !scheme.empty()) attribute.identifier = scheme;
    if (job.scanned) {
      job.hints.dates = {job.dates.order(), job.dates.mostly_day_numbers()};
      job.hints.identifier = job.schemes.winner(attribute.key);
      if (job.hints.identifier != nullptr) attribute.identifier = job.hints.identifier->id;
      job.hints.restore_postcode_zero = job.five_digits >= job.four_digits;
      job.name_order = job.given_first_votes == job.surname_first_votes ? NameOrder::kUnknown
                       : job.given_first_votes > job.surname_first_votes ? NameOrder::kGivenFirst
                                                                         : NameOrder::kSurnameFirst;
    }
    job.clean_of.assign(job.values->size(), kMissing);
    job.remarks.assign(job.values->size(), 0);
  }
  return set_units([](const Job& job) { return uint64_t{job.values->size()}; });
}

std::string_view Work::part_of(Job& job, std::string_view original) {
  if (job.feed.part == Part::kWhole) return original;
  original = readable_.read(original);
  // "SANS NOM" is nothing as a whole, for every part.
  if (stands_for_nothing(T::kFullName, original, text::fold(original))) return kNothing;
  parts_ = split_full_name(original, job.name_order, split_scratch_);
  return job.feed.part == Part::kGivenName ? parts_.given_name : job.feed.part == Part::kSurname ? parts_.surname : parts_.company_name;
}

void Work::clean_one(Job& job, Code code) {
  Attribute& attribute = records_->attributes[job.feed.attribute];
  const std::string_view original = (*job.values)[code];
  clean_value_into(job.feed.column_type, part_of(job, original), job.hints, scratch_, value_);
  if (value_.status == CleanStatus::kPlaceholder) job.remarks[code] |= kPlaceholderRemark;
  if (job.scanned && job.hints.dates.order == DateOrder::kUnknown && job.dates.ambiguous > 0 &&
      parse_date(original, DateOrder::kUnknown).ambiguous)
    job.remarks[code] |= kAmbiguousRemark;
  if (value_.clean.empty()) return;
  const Code clean = attribute.clean.intern(value_.clean);
  if (clean == attribute.comparison_of.size()) {
    attribute.comparison_of.push_back(attribute.comparison.intern(value_.comparison));
    attribute.validity.push_back(value_.validity);
  }
  job.clean_of[code] = clean;
}

void Work::clean(uint64_t begin, uint64_t end) {
  each_part(ends_, begin, end, [&](Job& job, uint32_t first, uint32_t last) {
    for (Code code = std::max<Code>(first, 1); code < last; ++code) clean_one(job, code);
  });
}

uint64_t Work::start_rows() {
  return set_units([&](const Job& job) { return uint64_t{tables_[job.feed.table]->row_count()}; });
}

void Work::rows(uint64_t begin, uint64_t end) {
  each_part(ends_, begin, end, [&](Job& job, uint32_t first, uint32_t last) {
    Attribute& attribute = records_->attributes[job.feed.attribute];
    std::vector<Code>& codes = attribute.slots[job.feed.slot].codes;
    const RecordIndex base = records_->first_record[job.feed.table];
    for (uint32_t row = first; row < last; ++row) {
      const Code original = job.code(*this, row);
      Code clean = job.clean_of[original];
      const uint8_t remark = job.remarks[original];
      if (remark != 0) {
        attribute.placeholder_counts[job.feed.table] += (remark & kPlaceholderRemark) != 0;
        report_->ambiguous_date_counts[job.feed.attribute] += (remark & kAmbiguousRemark) != 0;
      }
      // The same number in two columns of a row is one number.
      for (uint32_t slot = 0; slot < job.feed.slot && clean != kMissing; ++slot) {
        const Code other = attribute.slots[slot].codes[base + row];
        if (other != kMissing && attribute.comparison_of[other] != kMissing && attribute.comparison_of[other] == attribute.comparison_of[clean])
          clean = kMissing;
      }
      codes[base + row] = clean;
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
  phases.push_back(pass("standardize.clean", Unit::kValues, work, &Work::start_clean, &Work::clean, kFirstStep));
  phases.push_back(pass("standardize.assign", Unit::kRows, work, &Work::start_rows, &Work::rows, kFirstStep));
  phases.push_back(pass("standardize.records", Unit::kRecords, work, &Work::start_records, &Work::finish_records, kFirstStep));
  return phases;
}

}  // namespace jumelles::standardize
