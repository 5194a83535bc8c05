// Every distinct value cleaned.

#include <array>

#include "standardize/countries.h"
#include "standardize/name_titles.h"
#include "standardize/rules.h"
#include "standardize/stand_ins.h"
#include "standardize/work.h"

namespace jumelles::standardize {

// Of records' own dates, or of births.
YearCounts Work::years_of(bool births) const {
  YearCounts years;
  for (const Job& job : jobs_) {
    const AttributeType type = records_->attributes[job.feed.attribute].type;
    if (births ? type == AttributeType::kBirthDate : info(type).cleaning == Cleaning::kMoment) years.add(job.dates.years);
  }
  return years;
}

// The columns of one attribute are of one kind of dates: what one leaves open, another one may tell.
void Work::settle_years() {
  const int recorded = years_of(false).latest();
  // The year that the data is of: that of its latest records, or of the latest births where these are dated at all.
  const int present = recorded != 0 ? recorded : std::max(kFallbackYear, years_of(true).latest());
  for (size_t a = 0; a < records_->attributes.size(); ++a) {
    const AttributeType type = records_->attributes[a].type;
    YearCounts whole_years;
    for (const Job& job : jobs_) {
      if (job.feed.attribute != a) continue;
      whole_years.add(job.dates.years);
      if (type == AttributeType::kBirthDate) whole_years.add(job.dates.short_years);
    }
    const YearWindow window = year_window(type, present, recorded, whole_years);
    for (Job& job : jobs_)
      if (job.feed.attribute == a) job.hints.years = window;
  }
}

// One program wrote the table: which way around it writes days and months, another column of dates may tell, where all that tell agree.
DateOrder Work::order_beside(const Job& job) const {
  uint64_t day_first = 0, month_first = 0;
  for (const Job& other : jobs_)
    if (other.feed.table == job.feed.table && other.scanned) day_first += other.dates.day_first, month_first += other.dates.month_first;
  return (day_first == 0) == (month_first == 0) ? DateOrder::kUnknown : day_first > 0 ? DateOrder::kDayMonth : DateOrder::kMonthDay;
}

uint64_t Work::start_clean() {
  if (traced_ != nullptr) scratch_.trace = split_scratch_.trace = &trace_;
  settle_years();
  settle_numbers();
  settle_default_births();
  add_jobs_for_parts();
  for (Job& job : jobs_) {
    if (job.looks_only) continue;
    Attribute& attribute = records_->attributes[job.feed.attribute];
    if (const std::string_view scheme = info(attribute.type).scheme; !scheme.empty()) attribute.identifier = scheme;
    if (job.scanned) {
      job.hints.dates = {job.dates.order(), job.dates.mostly_day_numbers(), job.dates.is_sure()};
      if (job.hints.dates.order == DateOrder::kUnknown && job.dates.ambiguous > 0) job.hints.dates.order = order_beside(job);
      job.hints.identifier = job.schemes.winner(attribute.key);
      if (job.hints.identifier != nullptr) attribute.identifier = job.hints.identifier->id;
      job.hints.restore_postcode_zero = (job.five_digits >= job.four_digits || row_countries_.is_told_beside_four(job.feed.table)) && postcodes_lose_zeros(job.hints.country);
      job.name_order = job.given_first_votes == job.surname_first_votes ? NameOrder::kUnknown
                       : job.given_first_votes > job.surname_first_votes ? NameOrder::kGivenFirst
                                                                         : NameOrder::kSurnameFirst;
    }
    job.clean_of.assign(job.code_count(), kMissing);
    job.remarks.assign(job.code_count(), job.paired_codes.empty() ? 0 : kUnusedRemark);
    for (const Code code : job.paired_codes) job.remarks[code] = 0;
  }
  settle_genders();
  settle_names();
  // Partners are told apart by the order of the same column.
  for (Job& job : jobs_)
    for (const Job& other : jobs_)
      if (job.feed.split && other.feed.part == Part::kGivenName && other.values == job.values && !other.looks_only) job.name_order = other.name_order;
  return set_units([](const Job& job) { return job.looks_only ? uint64_t{0} : uint64_t{job.code_count()}; });
}

namespace {

std::string_view named_part(const NameParts& parts, Part part) {
  switch (part) {
    case Part::kGivenName: return parts.given_name;
    case Part::kSurname: return parts.surname;
    case Part::kCivility: return parts.civility;
    case Part::kPartner: return parts.partner;
    case Part::kCompany: return parts.company_name;
    case Part::kPhone: return parts.phone;
    case Part::kEmail: return parts.email;
    case Part::kStreet: return parts.street;
    case Part::kRemarks: return parts.remarks;
    case Part::kWhole: break;
  }
  return {};
}

}  // namespace

std::string_view Work::part_of(Job& job, std::string_view original) {
  const Feed& feed = job.feed;
  if (feed.part == Part::kWhole) return feed.line == LinePart::kWhole ? original : part_of_line(job, original);
  const std::string_view as_written = original;
  original = readable_.read(original);
  step_readable(split_scratch_.trace, as_written, readable_, original);
  // "SANS NOM" is nothing as a whole, for every part.
  if (stands_for_nothing(AttributeType::kFullName, original, text::fold(original))) {
    step(split_scratch_.trace, original, kNothing, "text.placeholder");
    return kNothing;
  }
  if (feed.part < kFirstSetAside || feed.split) {
    if (feed.part >= kFirstSetAside && !may_hold_more(original, split_scratch_)) return {};
    parts_ = split_full_name(original, job.name_order, split_scratch_);
  } else {
    parts_ = NameParts{};
    set_aside(feed.name_type, original, split_scratch_, parts_, rest_);
  }
  const std::string_view part = named_part(parts_, feed.part);
  step_to(split_scratch_.trace, original, part, kTakenApart);
  return part;
}

namespace {

bool is_part_of_name(Part part) { return part == Part::kGivenName || part == Part::kSurname; }

}  // namespace

Code Work::intern(Attribute& attribute, const CleanValue& value) {
  if (value.clean.empty()) return kMissing;
  const Code clean = attribute.clean.intern(value.clean);
  if (clean == attribute.comparison_of.size()) {
    attribute.comparison_of.push_back(attribute.comparison.intern(value.comparison));
    attribute.validity.push_back(value.validity);
  }
  return clean;
}

void Work::keep_trace(const Job& job, Code code) {
  traced_->push_back({job.feed.table, job.feed.attribute, std::string(job.as_read(code)), values_of_cell_.front().clean, trace_.steps()});
  trace_.clear();
}

// Into `values_of_cell_`, and what there is to remark.
void Work::clean_one(Job& job, Code code) {
  const Attribute& attribute = records_->attributes[job.feed.attribute];
  const std::string_view original = job.original(code);
  if (code >= job.values->size()) {
    job.hints.country = row_countries_.name(job.paired_country[code - job.values->size()]);
    job.hints.restore_postcode_zero = postcodes_lose_zeros(job.hints.country);
  }
  if (job.mended != nullptr && traced_ != nullptr) step(&trace_, job.as_read(code), original, kRecipeRule);
  const std::string_view part = part_of(job, original);
  if (is_part_of_name(job.feed.part) && part != kNothing) clean_part_of_name(job, part);
  else clean_values_into(job.feed.column_type, part, job.hints, scratch_, values_of_cell_);
  if (traced_ != nullptr) keep_trace(job, code);
  const CleanValue& value = values_of_cell_.front();
  if (value.status == CleanStatus::kPlaceholder) job.remarks[code] |= kPlaceholderRemark;
  if (job.scanned && job.hints.dates.order == DateOrder::kUnknown && job.dates.ambiguous > 0 &&
      parse_date(original, DateOrder::kUnknown).ambiguous)
    job.remarks[code] |= kAmbiguousRemark;
  if (attribute.type == AttributeType::kCivility && read_civility(value.clean).several) job.remarks[code] |= kHouseholdRemark;
}

namespace {

// Values on their way into the dictionaries of an attribute: many at once are faster (see Dictionary), and get the same codes.
class Interning {
 public:
  Interning(Attribute& attribute, std::vector<Code>& clean_of) : attribute_(attribute), clean_of_(clean_of) {}
  void add(Code code, const CleanValue& value) {
    if (value.clean.empty()) return;  // missing, as all are at first
    if (count_ == kAtOnce) flush();
    Waiting& waiting = waiting_[count_++];
    waiting.code = code;
    waiting.clean = value.clean;
    waiting.comparison = value.comparison;
    waiting.validity = value.validity;
  }
  void flush() {
    std::array<std::string_view, kAtOnce> texts;
    std::array<Code, kAtOnce> codes{};
    for (size_t i = 0; i < count_; ++i) texts[i] = waiting_[i].clean;
    attribute_.clean.intern({texts.data(), count_}, codes.data());
    size_t fresh = 0;  // of those, in the order of their codes
    for (size_t i = 0; i < count_; ++i) {
      clean_of_[waiting_[i].code] = codes[i];
      if (codes[i] != attribute_.validity.size()) continue;
      texts[fresh++] = waiting_[i].comparison;
      attribute_.validity.push_back(waiting_[i].validity);
    }
    attribute_.comparison.intern({texts.data(), fresh}, codes.data());
    attribute_.comparison_of.insert(attribute_.comparison_of.end(), codes.begin(), codes.begin() + static_cast<std::ptrdiff_t>(fresh));
    count_ = 0;
  }

 private:
  static constexpr size_t kAtOnce = 32;
  struct Waiting {
    Code code = kMissing;
    std::string clean, comparison;
    Validity validity = Validity::kUnchecked;
  };
  Attribute& attribute_;
  std::vector<Code>& clean_of_;
  std::array<Waiting, kAtOnce> waiting_;
  size_t count_ = 0;
};

}  // namespace

void Work::clean(uint64_t begin, uint64_t end) {
  each_part(ends_, begin, end, [&](Job& job, uint32_t first, uint32_t last) {
    Attribute& attribute = records_->attributes[job.feed.attribute];
    Interning interning(attribute, job.clean_of);
    for (Code code = std::max<Code>(first, 1); code < last; ++code) {
      if ((job.remarks[code] & kUnusedRemark) != 0) continue;  // of another country in all its rows
      clean_one(job, code);
      const CleanValue& value = values_of_cell_.front();
      interning.add(code, value);
      const bool may_be_name = value.clean.empty() && job.beside != nullptr, several = values_of_cell_.size() > 1;
      if (may_be_name || several) interning.flush();  // whose codes come first
      if (may_be_name) keep_as_name(job, code);
      if (!several) continue;
      job.remarks[code] |= kSeveralRemark;
      std::vector<Code>& further = job.further[code];
      for (size_t v = 1; v < values_of_cell_.size() && further.size() < kMostInCell - 1; ++v)
        if (const Code clean = intern(attribute, values_of_cell_[v]); clean != kMissing) further.push_back(clean);
      job.further_count = std::max(job.further_count, static_cast<uint32_t>(further.size()));
    }
    interning.flush();
  });
}

}  // namespace jumelles::standardize
