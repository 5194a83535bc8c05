// Every distinct value cleaned.

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

void Work::clean_one(Job& job, Code code) {
  if ((job.remarks[code] & kUnusedRemark) != 0) return;  // of another country in all its rows
  Attribute& attribute = records_->attributes[job.feed.attribute];
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
  job.clean_of[code] = intern(attribute, value);
  if (value.clean.empty() && job.beside != nullptr) keep_as_name(job, code);
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

}  // namespace jumelles::standardize
