#include "standardize/standardize.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/hash.h"
#include "standardize/clean_value.h"
#include "standardize/countries.h"
#include "standardize/dates.h"
#include "standardize/full_names.h"
#include "standardize/name_titles.h"
#include "standardize/plan.h"
#include "standardize/row_countries.h"
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
  // Values of several columns put together, and which a row has.
  struct Joined {
    Dictionary values;
    std::vector<Code> codes;
  };
  // A feed at work: its distinct original values, and what became of each.
  struct Job {
    Feed feed;
    const Dictionary* values = nullptr;   // the column's, or `joined` where there are several
    std::shared_ptr<Joined> joined;       // of several columns
    std::vector<Code> clean_of;           // original code -> clean code
    std::vector<uint8_t> remarks;         // original code -> kPlaceholderRemark, kAmbiguousRemark, kHouseholdRemark
    ColumnHints hints;
    DateEvidence dates;
    SchemeVotes schemes;
    uint64_t four_digits = 0, five_digits = 0;  // postcodes
    int64_t given_first_votes = 0, surname_first_votes = 0;
    NameOrder name_order = NameOrder::kUnknown;
    bool scanned = false;                 // its values decide hints
    bool looks_only = false;              // fills nothing: finds what fields of names hold besides, and which are of several persons
    uint32_t parts = 0;                   // bits of the parts it has found
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
      return joined == nullptr ? table(work).columns[feed.pieces.columns[0]].codes[row] : joined->codes[row];
    }
    Code code(const Work& work, uint32_t row) const { return paired_codes.empty() ? original_code(work, row) : paired_codes[row]; }
    uint32_t code_count() const { return values->size() + static_cast<uint32_t>(paired_value.size()); }
    std::string_view original(Code code) const { return (*values)[code < values->size() ? code : paired_value[code - values->size()]]; }
  };
  static constexpr uint8_t kPlaceholderRemark = 1, kAmbiguousRemark = 2, kHouseholdRemark = 4, kSeveralRemark = 8, kUnusedRemark = 16;
  static constexpr std::string_view kNothing = "N/A";

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
  void look_at_name(Job& job, Code code);
  void add_jobs_for_parts();
  void start_clues();
  void add_slots();
  Code intern(Attribute& attribute, const CleanValue& value);
  void clean_one(Job& job, Code code);
  bool is_known(const Attribute& attribute, RecordIndex record, size_t own_slot, Code clean) const;
  std::string_view part_of(Job& job, std::string_view original);
  bool says_the_same(const Attribute& attribute, Code clean, uint32_t other, RecordIndex record) const;
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
  std::vector<CleanValue> values_of_cell_;
  std::string bare_;
  NameParts parts_;
  std::string rest_;
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
    if (columns.size() == 1) {
      job.values = &tables_[feed.table]->columns[columns[0]].values;
    } else {
      job.joined = std::make_shared<Joined>();
      job.joined->codes.assign(tables_[feed.table]->row_count(), kMissing);
    }
    jobs_.push_back(std::move(job));
  }
  return set_units([](const Job& job) { return job.joined == nullptr ? 0 : job.joined->codes.size(); });
}

void Work::join(uint64_t begin, uint64_t end) {
  std::string text;
  each_part(ends_, begin, end, [&](Job& job, uint32_t first, uint32_t last) {
    for (uint32_t row = first; row < last; ++row) {
      join_pieces(job.table(*this), job.feed.pieces, row, text);
      job.joined->codes[row] = job.joined->values.intern(text);
    }
  });
}

uint64_t Work::start_scan() {
  for (Job& job : jobs_)
    if (job.values == nullptr) job.values = &job.joined->values;
  // What fields of names hold besides is looked for by jobs of their own.
  for (size_t j = 0, count = jobs_.size(); j < count; ++j) {
    if (!reads_names(jobs_[j].feed)) continue;
    Job job = jobs_[j];
    job.looks_only = job.scanned = true;
    job.remarks.assign(job.values->size(), 0);
    jobs_.push_back(std::move(job));
  }
  start_clues();
  return set_units([&](Job& job) -> uint64_t {
    if (job.looks_only) return job.values->size();
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
      if (job.looks_only) {
        look_at_name(job, code);
      } else if (!job.scanned) {
        continue;
      } else if (job.feed.part != Part::kWhole) {
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

void Work::look_at_name(Job& job, Code code) {
  const std::string_view original = readable_.read((*job.values)[code]);
  if (!may_hold_more(original, split_scratch_)) return;
  if (job.feed.part == Part::kGivenName) {
    parts_ = split_full_name(original, NameOrder::kUnknown, split_scratch_);
  } else {
    parts_ = NameParts{};
    set_aside(job.feed.column_type, original, split_scratch_, parts_, rest_);
  }
  const auto found = [&](Part part, const std::string& text) { job.parts |= text.empty() ? 0 : part_bit(part); };
  found(Part::kCivility, parts_.civility);
  found(Part::kPartner, parts_.partner);
  found(Part::kCompany, parts_.company_name);
  found(Part::kPhone, parts_.phone);
  found(Part::kEmail, parts_.email);
  found(Part::kStreet, parts_.street);
  if (parts_.several) job.remarks[code] |= kHouseholdRemark;
}

// Attributes for what was found in fields of names, filled behind all others.
void Work::add_jobs_for_parts() {
  const size_t count = records_->record_count(), job_count = jobs_.size();
  for (size_t j = 0; j < job_count; ++j) {
    if (!jobs_[j].looks_only || jobs_[j].parts == 0) continue;
    const size_t first = plan_.feeds.size();
    add_parts_set_aside(plan_, jobs_[j].feed, jobs_[j].parts, *records_);
    for (size_t f = first; f < plan_.feeds.size(); ++f) {
      Job job;
      job.feed = plan_.feeds[f];
      job.values = jobs_[j].values;
      job.joined = jobs_[j].joined;
      job.hints.country = row_countries_.usual(job.feed.table);
      jobs_.push_back(std::move(job));
    }
  }
  report_->ambiguous_date_counts.resize(records_->attributes.size(), 0);
  for (Attribute& attribute : records_->attributes) {
    attribute.comparison_of.resize(1, kMissing);
    attribute.validity.resize(1, Validity::kUnchecked);
    for (Attribute::Slot& slot : attribute.slots) slot.codes.resize(count, kMissing);
  }
}

// The columns of a table that tell its rows' countries, where a value of the table is read by them.
void Work::start_clues() {
  row_countries_.start(tables_.size());
  std::vector<uint8_t> asked(tables_.size(), 0);
  for (const Job& job : jobs_) asked[job.feed.table] |= depends_on_country(job.feed.column_type) && job.feed.part == Part::kWhole;
  for (Job& job : jobs_) {
    if (asked[job.feed.table] && job.feed.part == Part::kWhole && !job.looks_only)
      job.clue = row_countries_.clue_of(job.feed.table, job.feed.column_type, job.values->size());
  }
}

uint64_t Work::start_countries() {
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
      for (const Job* clue : clues) row_countries_.look(t, clue->clue, clue->original_code(*this, row), told);
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

uint64_t Work::start_clean() {
  settle_years();
  add_jobs_for_parts();
  for (Job& job : jobs_) {
    if (job.looks_only) continue;
    Attribute& attribute = records_->attributes[job.feed.attribute];
    if (const std::string_view scheme = info(attribute.type).scheme; !scheme.empty()) attribute.identifier = scheme;
    if (job.scanned) {
      job.hints.dates = {job.dates.order(), job.dates.mostly_day_numbers()};
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
  // Partners are told apart by the order of the same column.
  for (Job& job : jobs_)
    for (const Job& other : jobs_)
      if (job.feed.split && other.feed.part == Part::kGivenName && other.values == job.values && !other.looks_only) job.name_order = other.name_order;
  return set_units([](const Job& job) { return job.looks_only ? uint64_t{0} : uint64_t{job.code_count()}; });
}

std::string_view Work::part_of(Job& job, std::string_view original) {
  const Feed& feed = job.feed;
  if (feed.part == Part::kWhole) return original;
  original = readable_.read(original);
  // "SANS NOM" is nothing as a whole, for every part.
  if (stands_for_nothing(T::kFullName, original, text::fold(original))) return kNothing;
  if (feed.part < kFirstSetAside || feed.split) {
    if (feed.part >= kFirstSetAside && !may_hold_more(original, split_scratch_)) return {};
    parts_ = split_full_name(original, job.name_order, split_scratch_);
  } else {
    parts_ = NameParts{};
    set_aside(feed.name_type, original, split_scratch_, parts_, rest_);
  }
  switch (feed.part) {
    case Part::kGivenName: return parts_.given_name;
    case Part::kSurname: return parts_.surname;
    case Part::kCivility: return parts_.civility;
    case Part::kPartner: return parts_.partner;
    case Part::kCompany: return parts_.company_name;
    case Part::kPhone: return parts_.phone;
    case Part::kEmail: return parts_.email;
    case Part::kStreet: return parts_.street;
    case Part::kWhole: break;
  }
  return original;
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
    clean_values_into(job.feed.column_type, part_of(job, original), job.hints, scratch_, values_of_cell_);
  } else {
    values_of_cell_.resize(1);
    clean_value_into(job.feed.column_type, part_of(job, original), job.hints, scratch_, values_of_cell_.front());
  }
  const CleanValue& value = values_of_cell_.front();
  if (value.status == CleanStatus::kPlaceholder) job.remarks[code] |= kPlaceholderRemark;
  if (job.scanned && job.hints.dates.order == DateOrder::kUnknown && job.dates.ambiguous > 0 &&
      parse_date(original, DateOrder::kUnknown).ambiguous)
    job.remarks[code] |= kAmbiguousRemark;
  if (attribute.type == T::kCivility && read_civility(value.clean).several) job.remarks[code] |= kHouseholdRemark;
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

// Whether the first value of another attribute is this one.
bool Work::says_the_same(const Attribute& attribute, Code clean, uint32_t other, RecordIndex record) const {
  const Attribute& beside = records_->attributes[other];
  return beside.clean[beside.slots[0].codes[record]] == attribute.clean[clean];
}

void Work::rows(uint64_t begin, uint64_t end) {
  each_part(ends_, begin, end, [&](Job& job, uint32_t first, uint32_t last) {
    Attribute& attribute = records_->attributes[job.feed.attribute];
    const RecordIndex base = records_->first_record[job.feed.table];
    for (uint32_t row = first; row < last; ++row) {
      const Code original = job.code(*this, row);
      const uint8_t remark = job.remarks[original];
      if ((remark & kHouseholdRemark) != 0) records_->kinds[base + row] = RecordKind::kHousehold;
      if (job.looks_only) continue;
      Code clean = job.clean_of[original];
      if (remark != 0) {
        attribute.placeholder_counts[job.feed.table] += (remark & kPlaceholderRemark) != 0;
        report_->ambiguous_date_counts[job.feed.attribute] += (remark & kAmbiguousRemark) != 0;
      }
      const RecordIndex record = base + row;
      Code& filled = attribute.slots[job.feed.slot].codes[record];
      if (clean != kMissing && attribute.slots.size() > 1 && is_known(attribute, record, job.feed.slot, clean)) clean = kMissing;
      if (clean == kMissing && job.feed.filling != Filling::kAll) continue;
      if (job.feed.filling == Filling::kWhereMissing && filled != kMissing) continue;
      if (job.feed.filling == Filling::kBeside && says_the_same(attribute, clean, job.feed.beside, record)) continue;
      filled = clean;
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
    if (kind != RecordKind::kPerson || out.kinds[record] != RecordKind::kHousehold) out.kinds[record] = kind;
    if (plan_.id_column[t] >= 0) {
      const Column& column = tables_[t]->columns[static_cast<size_t>(plan_.id_column[t])];
      out.record_ids[record] = column.text(row);
    }
    if (out.record_ids[record].empty()) out.record_ids[record] = std::to_string(tables_[t]->source_rows[row]);
  }
  if (end < out.record_count()) return;
  // Nothing will be added any more.
  for (Attribute& attribute : out.attributes) {
    attribute.clean.seal();
    attribute.comparison.seal();
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
