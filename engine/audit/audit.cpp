#include "audit/audit.h"

#include <algorithm>
#include <array>

#include "audit/work.h"
#include "core/ascii.h"
#include "standardize/standardize.h"

namespace jumelles::audit {
namespace {

using K = FindingKindId;

// To judge a value takes about as long as to count so many rows, and each look at all values together so many for each of them.
constexpr uint64_t kUnitsOfJudging = 64, kUnitsOfPreparing = 8;

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

void begin_feed(Work& work, size_t f) {
  const Feed& feed = work.feeds[f];
  work.feed = f;
  work.kept.fill({});
  work.counts.assign(feed.values->size(), 0);
  // No rule of a recipe would reach them there.
  const Cleaning cleaning = info(work.records().attributes[feed.attribute].type).cleaning;
  work.is_found_elsewhere = (cleaning == Cleaning::kPhone || cleaning == Cleaning::kEmail) && !feed.as_written() && !has_columns(work, feed);
  work.clean_of.assign(feed.as_written() ? feed.values->size() : 0, kMissing);
  const bool same_cell = f > 0 && work.feeds[f - 1].table == feed.table && work.feeds[f - 1].attribute == feed.attribute;
  if (!same_cell) work.seen.assign(work.records().attributes[feed.attribute].clean.size(), 0);
}

void count_rows(Work& work, const Feed& feed, uint32_t first, uint32_t last) {
  const RecordSet& records = work.records();
  const Attribute& attribute = records.attributes[feed.attribute];
  const RecordIndex base = records.first_record[feed.table];
  const bool as_written = feed.as_written();
  const Code* const written = feed.codes->data() + (as_written ? 0 : base);
  const Code* const clean = attribute.slots[feed.slot].codes.data() + base;
  uint32_t values = 0, distinct = 0, filled = 0;
  for (uint32_t row = first; row < last; ++row) {
    const Code value = written[row], kept = clean[row];
    if (value != kMissing) ++work.counts[value];
    if (kept == kMissing) continue;
    if (as_written && value != kMissing) work.clean_of[value] = kept;
    ++values;
    distinct += work.seen[kept] == 0;
    work.seen[kept] = 1;
    bool first_of_record = true;
    for (uint32_t s = 0; s < feed.slot && first_of_record; ++s) first_of_record = attribute.slots[s].codes[base + row] == kMissing;
    filled += first_of_record;
  }
  CellFacts& cell = work.cell(feed);
  cell.value_count += values, cell.distinct_count += distinct, cell.filled_count += filled;
}

void keep_value(Work& work, const Feed& feed, KindBits flags, Code code, std::string_view becomes) {
  const uint32_t count = work.counts[code];
  for (KindBits left = flags; left != 0; left &= left - 1) {
    Work::Kept& kept = work.kept[static_cast<size_t>(std::countr_zero(left))];
    if (kept.finding == nullptr) {
      kept.finding = &work.finding(first_kind(left), {feed.attribute});
      kept.notes = &work.notes[kept.finding];
    }
    kept.finding->per_source[feed.table] += count;
    kept.finding->count += count;
    ++kept.finding->distinct_count;
    if (const Fix fix = kind(kept.finding->kind).fix; is_rewritten(fix) || fix == Fix::kDone) kept.notes->becomes += becomes;
    kept.notes->values.push_back({static_cast<uint32_t>(work.feed), code, count, static_cast<uint32_t>(kept.notes->becomes.size())});
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

// Numbers that name things ("B1" of a record, "12A" of a street) are no quantities. One of a hundred is how the column is written.
void find_lettered_numbers(Work& work, const Feed& feed) {
  constexpr uint64_t kOneOf = 100;
  work.has_lettered_numbers = false;
  if (!feed.as_written() || info(work.records().attributes[feed.attribute].type).cleaning != Cleaning::kNumber) return;
  uint64_t lettered = 0, all = 0;
  for (Code code = 1; code < work.counts.size(); ++code) {
    if (work.counts[code] == 0) continue;
    all += work.counts[code];
    if ((*feed.values)[code].size() > 1 && is_lettered((*feed.values)[code])) lettered += work.counts[code];
  }
  work.has_lettered_numbers = lettered > 0 && lettered * kOneOf >= all;
}

// Rows are counted: what the values of the feed say together, before each is judged.
void prepare_length(Work& work, const Feed& feed) { work.cut_length = feed.as_written() ? cut_length(work, feed) : 0; }
constexpr std::array<void (*)(Work&, const Feed&), 8> kPreparations{find_mistyped_domains, find_slips, find_dropped_letters, find_spellings, find_odd_forms, prepare_length, count_valid, find_lettered_numbers};
constexpr uint64_t kUnitsPerValue = kPreparations.size() * kUnitsOfPreparing + kUnitsOfJudging;

void judge_value(Work& work, const Feed& feed, Code code) {
  static const KindBits wrong = wrong_bits();
  const uint32_t count = work.counts[code];
  const Code meant = work.slips.take(code), whole = work.dropped.take(code), spelling = work.spellings.take(code);
  if (count == 0 || work.is_found_elsewhere) return;
  const Attribute& attribute = work.records().attributes[feed.attribute];
  CellFacts& cell = work.cell(feed);
  const Code clean = feed.as_written() ? work.clean_of[code] : code;
  ValueFacts facts{attribute.type, (*feed.values)[code], attribute.clean[clean], attribute.validity[clean], !attribute.identifier.empty(), work.today, false, work.is_mostly_valid, static_cast<double>(count) / static_cast<double>(std::max<uint64_t>(1, work.cells)), feed.as_written(), work.has_lettered_numbers, work.has_mistyped_domains};
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
  const bool is_wrong = (flags & wrong) != 0;
  flags = with_one_offer(flags);
  for (const auto& [of, better] : {std::pair{K::kMistypedValue, meant}, std::pair{K::kDroppedLetters, whole}}) {
    if (better == kMissing || is_wrong || (flags & wrong) != 0) continue;
    flags = with_one_offer(flags | bit(of));
    if ((flags & bit(of)) != 0) becomes = (*feed.values)[better];
  }
  if (spelling != kMissing && (flags & ~kMendedBits) == 0) flags |= bit(K::kSpellings), becomes = attribute.clean[spelling];
  if (work.cut_length != 0 && length_in_characters(facts.original) == work.cut_length) flags |= bit(K::kTruncated);
  if ((flags & ~kMendedBits) == 0 && !work.odd_forms.empty() && work.odd_forms[code] != 0) flags |= bit(K::kOddForm);
  if (facts.set_aside) cell.set_aside_count += count;
  if ((flags & kMendedBits) != 0) cell.mended_count += count;
  if (flags == 0) return;
  if (clean != kMissing && (is_wrong || (flags & wrong) != 0)) cell.valid_count += count;  // of wrong ones, until the cell is whole
  std::vector<KindBits>& flags_of = work.flags[work.feed];
  if (flags_of.empty()) flags_of.assign(feed.values->size(), 0);
  flags_of[code] = flags;
  keep_value(work, feed, flags, code, becomes);
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
    work.ends.push_back(total += row_count + kUnitsPerValue * feed.values->size());
    work.row_ends.push_back(rows += row_count);
  }
  work.flags.assign(work.feeds.size(), {});
  work.today = work.input.today;
  return work.ends.empty() ? 0 : work.ends.back();
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
    const uint64_t preparing = kUnitsOfPreparing * feed.values->size(), judged_from = from + rows + kPreparations.size() * preparing;
    if (begin < judged_from) {
      const uint64_t at = begin - from - rows;
      if (at % preparing == 0) kPreparations[at / preparing](work, feed);
      begin = std::min(end, begin - at % preparing + preparing);
      continue;
    }
    const uint64_t stop = std::min(end, work.ends[f]);
    const auto value_at = [&](uint64_t unit) { return (unit - judged_from + kUnitsOfJudging - 1) / kUnitsOfJudging; };  // the first that begins there
    for (uint64_t code = std::max<uint64_t>(1, value_at(begin)); code < value_at(stop); ++code) judge_value(work, feed, static_cast<Code>(code));
    if (stop == work.ends[f]) end_feed(work, f);
    begin = stop;
  }
}

// What exchanges the cell keeps its value: nothing else offers to change it, and nothing else counts it.
KindBits without_exchanged(Work& work, size_t f, uint32_t row, KindBits flags) {
  const Feed& feed = work.feeds[f];
  const RecordIndex record = work.records().first_record[feed.table] + row;
  const auto has_it = [&](const Finding* exchange) { return exchange->records.has(record); };
  if (feed.slot != 0 || std::none_of(work.exchanges[feed.attribute].begin(), work.exchanges[feed.attribute].end(), has_it)) return flags;
  const KindBits lost = flags & changing_bits();
  for (KindBits left = lost; left != 0; left &= left - 1) {
    Finding& finding = work.finding(first_kind(left), {feed.attribute});
    std::vector<NotedValue>& values = work.notes[&finding].values;  // by feed and code
    const auto place = [](const NotedValue& value) { return std::pair(size_t{value.feed}, value.code); };
    const auto at = std::lower_bound(values.begin(), values.end(), std::pair(f, feed.code(work.records(), row)), [&](const NotedValue& value, const auto& wanted) { return place(value) < wanted; });
    --at->count, --finding.count, --finding.per_source[feed.table];
  }
  return flags & ~lost;
}

uint64_t start_rows(Work& work) {
  work.exchanges.assign(work.records().attributes.size(), {});
  for (const auto& [key, finding] : work.found)
    for (const uint32_t attribute : finding.attributes)
      if (finding.count > 0 && kind(finding.kind).fix == Fix::kExchange) work.exchanges[attribute].push_back(&finding);
  return work.row_ends.empty() ? 0 : work.row_ends.back();
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
      KindBits left = flags[feed.code(records, row)];
      if (left != 0 && !work.exchanges[feed.attribute].empty()) left = without_exchanged(work, f, row, left);
      for (; left != 0; left &= left - 1) {
        const FindingKindId of = first_kind(left);
        Finding*& finding = findings[static_cast<size_t>(of)];
        if (finding == nullptr) finding = &work.finding(of, {feed.attribute});
        finding->records.add(records.first_record[feed.table] + row);
      }
    }
    begin = stop;
  }
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

Phase in_pieces(const std::shared_ptr<Work>& work, Pieces (*list)(Work&)) {
  const auto pieces = std::make_shared<Pieces>();
  const auto start = [work, list, pieces] {
    *pieces = list(*work);
    return uint64_t{pieces->size()};
  };
  const auto run = [pieces](uint64_t begin, uint64_t end) {
    for (uint64_t i = begin; i < end; ++i) std::exchange((*pieces)[i], {})();  // with what it alone holds
  };
  return pass("audit.rules", Unit::kSteps, start, run, 1);
}

std::vector<Phase> audit_phases(AuditInput input, std::shared_ptr<Audit> audit) {
  auto work = std::make_shared<Work>();
  work->input = std::move(input);
  work->audit = std::move(audit);
  std::vector<Phase> phases;
  phases.push_back(pass("audit.values", Unit::kRows, work, prepare, tally, 1000));
  append(phases, name_phases(work));
  phases.push_back(in_pieces(work, exchange_pieces));
  phases.push_back(pass("audit.rows", Unit::kRows, work, start_rows, mark_rows, 1000));  // knows what is exchanged
  for (const auto list : {identifier_pieces, date_pieces, title_pieces, sharing_pieces, mailbox_pieces, repeat_pieces, country_pieces, service_pieces, day_pieces, fill_pieces})
    phases.push_back(in_pieces(work, list));
  for (const auto more : {date_phases, town_phases, email_phases, row_phases, dependency_phases}) append(phases, more(work));
  append(phases, rank_phases(work));
  return phases;
}

}  // namespace jumelles::audit
