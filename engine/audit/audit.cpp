#include "audit/audit.h"

#include <algorithm>
#include <array>

#include "audit/costs.h"
#include "audit/work.h"
#include "core/ascii.h"
#include "standardize/standardize.h"

namespace jumelles::audit {
namespace {

using K = FindingKindId;

// To judge a value takes about as long as to count so many rows.
constexpr uint64_t kUnitsOfValue = 8;

uint64_t prepare(Work& work) {
  const RecordSet& records = work.records();
  Audit& audit = *work.audit;
  audit = {};
  for (size_t t = 0; t < work.source_count(); ++t) audit.sources.push_back({work.input.tables[t]->name, work.input.tables[t]->row_count(), {}, {}, {}});
  audit.cells.assign(records.attributes.size() * work.source_count(), {});
  work.feeds = feeds_of(work.input.tables, work.input.mapping, records);
  work.ends.clear();
  work.row_ends.clear();
  uint64_t total = 0, rows = 0;
  for (const Feed& feed : work.feeds) {
    const uint32_t row_count = work.input.tables[feed.table]->row_count();
    work.ends.push_back(total += row_count + kUnitsOfValue * feed.values->size());
    work.row_ends.push_back(rows += row_count);
  }
  work.flags.assign(work.feeds.size(), {});
  work.today = work.input.today;
  return work.ends.empty() ? 0 : work.ends.back();
}

void begin_feed(Work& work, size_t f) {
  const Feed& feed = work.feeds[f];
  work.feed = f;
  work.counts.assign(feed.values->size(), 0);
  work.clean_of.assign(feed.as_written() ? feed.values->size() : 0, kMissing);
  const bool same_cell = f > 0 && work.feeds[f - 1].table == feed.table && work.feeds[f - 1].attribute == feed.attribute;
  if (!same_cell) work.seen.assign(work.records().attributes[feed.attribute].clean.size(), 0);
}

void count_rows(Work& work, const Feed& feed, uint32_t first, uint32_t last) {
  const RecordSet& records = work.records();
  const Attribute& attribute = records.attributes[feed.attribute];
  const RecordIndex base = records.first_record[feed.table];
  const std::vector<Code>& clean = attribute.slots[feed.slot].codes;
  CellFacts& cell = work.cell(feed);
  for (uint32_t row = first; row < last; ++row) {
    const RecordIndex record = base + row;
    const Code value = feed.code(records, row);
    if (value != kMissing) ++work.counts[value];
    const Code kept = clean[record];
    if (kept == kMissing) continue;
    if (feed.as_written() && value != kMissing) work.clean_of[value] = kept;
    ++cell.value_count;
    cell.distinct_count += work.seen[kept] == 0;
    work.seen[kept] = 1;
    bool first_of_record = true;
    for (uint32_t s = 0; s < feed.slot && first_of_record; ++s) first_of_record = attribute.slots[s].codes[record] == kMissing;
    cell.filled_count += first_of_record;
  }
}

void keep_value(Work& work, const Feed& feed, KindBits flags, std::string_view value, const std::string& becomes, uint32_t count) {
  for (KindBits left = flags; left != 0; left &= left - 1) {
    Finding& finding = work.finding(first_kind(left), {feed.attribute});
    finding.per_source[feed.table] += count;
    finding.count += count;
    ++finding.distinct_count;
    finding.values.push_back({std::string(value), becomes, count});
  }
}

// Which kinds say that a value is none.
KindBits wrong_bits() {
  KindBits bits = 0;
  for (size_t b = 0; b < kValueKindCount; ++b)
    if (kind(of_value(b)).is_wrong) bits |= bit(of_value(b));
  return bits;
}

// Where nine of ten values are surely right, those are wrong among the others that could be anything.
void count_valid(Work& work, const Feed& feed) {
  const Attribute& attribute = work.records().attributes[feed.attribute];
  uint64_t valid = 0, all = 0;
  for (Code code = 1; code < work.counts.size(); ++code) {
    const Code clean = feed.as_written() ? work.clean_of[code] : code;
    if (clean == kMissing) continue;
    all += work.counts[code];
    valid += attribute.validity[clean] == Validity::kValid ? work.counts[code] : 0;
  }
  work.cells = all;
  work.is_mostly_valid = valid * 10 >= all * 9;
}

// Rows are counted: what the values of the feed say together, before each is judged.
void begin_values(Work& work, const Feed& feed) {
  work.slips.clear();
  work.slip = 0;
  find_slips(work, feed);
  find_dropped_letters(work, feed);
  find_odd_forms(work, feed);
  work.cut_length = feed.as_written() ? cut_length(work, feed) : 0;
  count_valid(work, feed);
}

void judge_value(Work& work, const Feed& feed, Code code) {
  static const KindBits wrong = wrong_bits();
  const uint32_t count = work.counts[code];
  const Code meant = work.slip < work.slips.size() && work.slips[work.slip].first == code ? work.slips[work.slip++].second : kMissing;
  const Code whole = work.drop < work.dropped.size() && work.dropped[work.drop].first == code ? work.dropped[work.drop++].second : kMissing;
  if (count == 0) return;
  const Attribute& attribute = work.records().attributes[feed.attribute];
  CellFacts& cell = work.cell(feed);
  const Code clean = feed.as_written() ? work.clean_of[code] : code;
  ValueFacts facts{attribute.type, (*feed.values)[code], attribute.clean[clean], attribute.validity[clean], !attribute.identifier.empty(), work.today, false, work.is_mostly_valid, static_cast<double>(count) / static_cast<double>(std::max<uint64_t>(1, work.cells))};
  std::string& becomes = work.becomes;
  if (feed.as_written() && work.input.recipe && work.input.recipe(feed.table, feed.attribute, facts.original, becomes)) {
    if (clean == kMissing) cell.set_aside_count += count;
    return;  // dealt with
  }
  // The same number in another column of the row leaves nothing in this one, and stands for something all the same.
  facts.set_aside = clean == kMissing && (feed.slot == 0 || standardize::is_placeholder(attribute.type, facts.original));
  if (clean == kMissing && !facts.set_aside) return;
  becomes.clear();
  KindBits flags = check_value(facts, becomes);
  if (meant != kMissing && (flags & wrong) == 0) flags |= bit(K::kMistypedValue), becomes = (*feed.values)[meant];
  if (whole != kMissing && (flags & wrong) == 0) flags |= bit(K::kDroppedLetters), becomes = (*feed.values)[whole];
  if (work.cut_length != 0 && length_in_characters(facts.original) == work.cut_length) flags |= bit(K::kTruncated);
  if ((flags & ~kMendedBits) == 0 && !work.odd_forms.empty() && work.odd_forms[code] != 0) flags |= bit(K::kOddForm);
  if (facts.set_aside) cell.set_aside_count += count;
  if ((flags & kMendedBits) != 0) cell.mended_count += count;
  if (flags == 0) return;
  if (clean != kMissing && (flags & wrong) != 0) cell.valid_count += count;  // of wrong ones, until the cell is whole
  std::vector<KindBits>& flags_of = work.flags[work.feed];
  if (flags_of.empty()) flags_of.assign(feed.values->size(), 0);
  flags_of[code] = flags;
  keep_value(work, feed, flags, facts.original, becomes, count);
}

// Whether columns hold that attribute, or what is taken apart into it; not what stands beside something else now and then.
bool has_columns(const Work& work, const Feed& feed) {
  const Attribute& attribute = work.records().attributes[feed.attribute];
  for (const uint32_t column : attribute.slots[feed.slot].origins[feed.table].columns) {
    if (column == kNoColumn) continue;
    const AttributeType type = fed_type(work.input.mapping[feed.table][column].type);
    const bool is_part = type == AttributeType::kFullName && (attribute.type == AttributeType::kGivenName || attribute.type == AttributeType::kSurname);
    if (type == attribute.type || is_part) return true;
  }
  return false;
}

void end_feed(Work& work, size_t f) {
  const Feed& feed = work.feeds[f];
  // A title or a phone found in the names of one row of twenty is no exception any more.
  constexpr uint32_t kFewOf = 20;
  CellFacts& cell = work.cell(feed);
  cell.present = cell.present || has_columns(work, feed) || cell.filled_count * kFewOf >= work.input.tables[feed.table]->row_count();
  const bool last_of_cell = f + 1 == work.feeds.size() || work.feeds[f + 1].table != feed.table || work.feeds[f + 1].attribute != feed.attribute;
  if (!last_of_cell) return;
  const bool checked = can_be_checked(work.records().attributes[feed.attribute]);
  cell.checked_count = checked ? cell.value_count : 0;
  cell.valid_count = checked ? cell.value_count - std::min(cell.valid_count, cell.value_count) : 0;
}

// The feed that unit is of, and the unit it begins with.
std::pair<size_t, uint64_t> feed_at(const std::vector<uint64_t>& ends, uint64_t unit) {
  const auto f = static_cast<size_t>(std::upper_bound(ends.begin(), ends.end(), unit) - ends.begin());
  return {f, f == 0 ? 0 : ends[f - 1]};
}

void tally(Work& work, uint64_t begin, uint64_t end) {
  while (begin < end) {
    const auto [f, first] = feed_at(work.ends, begin);
    const uint64_t from = first;  // lambdas hold no bindings
    const Feed& feed = work.feeds[f];
    const uint64_t rows = work.input.tables[feed.table]->row_count();
    if (begin == from) begin_feed(work, f);
    if (begin < from + rows) {
      const uint64_t stop = std::min(end, from + rows);
      count_rows(work, feed, static_cast<uint32_t>(begin - from), static_cast<uint32_t>(stop - from));
      begin = stop;
      continue;
    }
    if (begin == from + rows) begin_values(work, feed);
    const uint64_t stop = std::min(end, work.ends[f]);
    const auto value_at = [&](uint64_t unit) { return (unit - from - rows + kUnitsOfValue - 1) / kUnitsOfValue; };  // the first that begins there
    for (uint64_t code = std::max<uint64_t>(1, value_at(begin)); code < value_at(stop); ++code) judge_value(work, feed, static_cast<Code>(code));
    if (stop == work.ends[f]) end_feed(work, f);
    begin = stop;
  }
}

// Which records hold the values that were found.
void mark_rows(Work& work, uint64_t begin, uint64_t end) {
  const RecordSet& records = work.records();
  while (begin < end) {
    const auto [f, from] = feed_at(work.row_ends, begin);
    const uint64_t stop = std::min(end, work.row_ends[f]);
    const Feed& feed = work.feeds[f];
    const std::vector<KindBits>& flags = work.flags[f];
    std::array<Finding*, kValueKindCount> findings{};
    for (uint64_t i = begin; !flags.empty() && i < stop; ++i) {
      const auto row = static_cast<uint32_t>(i - from);
      for (KindBits left = flags[feed.code(records, row)]; left != 0; left &= left - 1) {
        const FindingKindId of = first_kind(left);
        Finding*& finding = findings[static_cast<size_t>(of)];
        if (finding == nullptr) finding = &work.finding(of, {feed.attribute});
        finding->records.add(records.first_record[feed.table] + row);
      }
    }
    begin = stop;
  }
}

// Whatever the attribute, what could have it: its values, those set aside among them.
void settle_shares(Work& work) {
  const Audit& audit = *work.audit;
  for (auto& [key, finding] : work.found) {
    if (finding.count == 0 || finding.of_count != 0 || finding.attributes.empty()) continue;
    for (size_t t = 0; t < work.source_count(); ++t) {
      const CellFacts& cell = audit.cell(finding.attributes[0], t);
      finding.of_count += kind(finding.kind).counts_records ? audit.sources[t].record_count : cell.value_count + cell.set_aside_count;
    }
  }
}

// Nobody is older than the oldest. Where more than one of twenty is, the data is of the past, and says nothing wrong. So does a file for show:
// more than one of twenty of its phones or addresses are those that nobody can have.
void forgive_what_is_usual(Work& work) {
  const auto times = [](FindingKindId of) -> uint64_t { return of == K::kTooOld || of == K::kFictionPhone || of == K::kReservedDomain ? 20 : 0; };
  for (auto& [key, finding] : work.found) {
    if (times(finding.kind) == 0 || finding.count * times(finding.kind) <= finding.of_count) continue;
    for (size_t t = 0; t < work.source_count(); ++t)
      work.audit->cells[finding.attributes[0] * work.source_count() + t].valid_count += static_cast<uint32_t>(finding.per_source[t]);
    finding.count = 0;
  }
}

// Findings, each with its values, and then in the order of what they cost.
uint64_t start_ranking(Work& work) {
  settle_shares(work);
  forgive_what_is_usual(work);
  for (auto& [key, finding] : work.found)
    if (finding.count > 0) work.audit->findings.push_back(std::move(finding));
  work.found.clear();
  return work.audit->findings.size();
}

void rank(Work& work, uint64_t begin, uint64_t end) {
  std::vector<Finding>& findings = work.audit->findings;
  for (uint64_t i = begin; i < end; ++i) merge_values(findings[i]);
  if (end < findings.size()) return;
  const auto cost = [](const Finding& finding) { return cost_of(kind(finding.kind), finding.count, finding.of_count); };
  std::stable_sort(findings.begin(), findings.end(), [&](const Finding& a, const Finding& b) { return costs_more(cost(a), cost(b)); });
}

}  // namespace

Finding& Work::finding(FindingKindId kind, std::vector<uint32_t> attributes) {
  Finding& finding = found[{kind, attributes}];
  if (finding.records.empty()) {
    finding.kind = kind;
    finding.attributes = std::move(attributes);
    finding.per_source.assign(source_count(), 0);
    finding.records = RecordBits(record_count());
  }
  return finding;
}

void merge_values(Finding& finding) {
  std::vector<FoundValue>& values = finding.values;
  std::sort(values.begin(), values.end(), [](const FoundValue& a, const FoundValue& b) { return a.value < b.value; });
  size_t kept = 0;
  for (size_t i = 0; i < values.size(); ++i) {
    if (kept > 0 && values[kept - 1].value == values[i].value) values[kept - 1].count += values[i].count;
    else if (kept == i) ++kept;
    else values[kept++] = std::move(values[i]);
  }
  values.resize(kept);
  if (finding.distinct_count > 0) finding.distinct_count = kept;
  std::sort(values.begin(), values.end(), [](const FoundValue& a, const FoundValue& b) { return a.count != b.count ? a.count > b.count : a.value < b.value; });
  if (values.size() > kMostValues) values.resize(kMostValues);
}

void add(Finding& finding, uint32_t table, RecordIndex record, std::string example) {
  finding.records.add(record);
  ++finding.per_source[table];
  ++finding.count;
  if (!example.empty() && finding.values.size() < kMostValues) finding.values.push_back({std::move(example), {}, 1});
}

std::string_view written_value(const Work& work, const Attribute& attribute, const Attribute::Slot& slot, uint32_t table, RecordIndex record) {
  const std::vector<uint32_t>& columns = slot.origins[table].columns;
  if (columns.size() == 1 && columns[0] != kNoColumn) return work.input.tables[table]->columns[columns[0]].text(record - work.records().first_record[table]);
  return attribute.clean[slot.codes[record]];
}

const Feed* written_feed(const Work& work, uint32_t table, int attribute) {
  for (const Feed& feed : work.feeds)
    if (feed.table == table && static_cast<int>(feed.attribute) == attribute && feed.as_written()) return &feed;
  return nullptr;
}

int Work::attribute_of(AttributeType type) const {
  for (size_t a = 0; a < records().attributes.size(); ++a)
    if (records().attributes[a].type == type && !records().attributes[a].slots.empty()) return static_cast<int>(a);
  return -1;
}

bool is_whole_day(std::string_view iso) {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return false;
  for (const size_t i : {0, 1, 2, 3, 5, 6, 8, 9})
    if (!is_digit(iso[i])) return false;
  return true;
}

bool can_be_checked(const Attribute& attribute) {
  if (!attribute.identifier.empty()) return true;
  switch (info(attribute.type).cleaning) {
    case Cleaning::kWords:
    case Cleaning::kCode:
    case Cleaning::kCountry: return false;
    default: return true;
  }
}

std::string id_of(const Finding& finding, const RecordSet& records) {
  std::string id(kind(finding.kind).name);
  for (const uint32_t attribute : finding.attributes) id += " " + records.attributes[attribute].key;
  return id;
}

std::vector<Phase> audit_phases(AuditInput input, std::shared_ptr<Audit> audit) {
  auto work = std::make_shared<Work>();
  work->input = std::move(input);
  work->audit = std::move(audit);
  const auto rows = [](const Work& w) { return w.row_ends.empty() ? uint64_t{0} : w.row_ends.back(); };
  std::vector<Phase> phases;
  phases.push_back(pass("audit.values", Unit::kRows, work, prepare, tally, 1000));
  phases.push_back(pass("audit.rows", Unit::kRows, work, rows, mark_rows, 1000));
  for (const auto check : {check_identifiers, check_dates, check_titles, check_sharing, check_mailboxes, check_repeats, check_countries, check_services, check_days, check_fills})
    phases.push_back(step("audit.rules", work, check));
  for (const auto more : {date_phases, town_phases, name_phases, email_phases, row_phases, dependency_phases}) append(phases, more(work));
  phases.push_back(pass("audit.rules", Unit::kSteps, work, start_ranking, rank, 1));
  return phases;
}

}  // namespace jumelles::audit
