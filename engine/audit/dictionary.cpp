#include "audit/dictionary.h"

#include <algorithm>

#include "audit/work.h"

namespace jumelles::audit {
namespace {

using K = FindingKindId;

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const size_t begin = text.find_first_not_of(kBlanks);
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

// Rows of one table, looked at for one expectation: whether they have the attribute, or how a feed of it is written.
struct Job {
  size_t expectation = 0;
  uint32_t table = 0;
  std::optional<Feed> feed;
  uint64_t end = 0;  // of its rows, summed up
};

struct Checking {
  AuditInput input;
  std::vector<Expectation> expectations;
  std::shared_ptr<DictionaryFacts> facts;
  std::vector<Job> jobs;
  std::vector<Finding> missing, off;      // per expectation
  // Of the job at work, per value of its feed: 0 not judged yet, 1 as it should be, 2 not; and cells of those that are not.
  size_t job = SIZE_MAX;
  std::vector<uint8_t> judged;
  std::vector<uint64_t> counts;

  const RecordSet& records() const { return *input.records; }

  Finding empty_finding(K kind, uint32_t attribute) const {
    Finding finding;
    finding.kind = kind;
    finding.attributes = {attribute};
    finding.per_source.assign(input.tables.size(), 0);
    finding.records = RecordBits(records().record_count());
    return finding;
  }

  uint64_t prepare() {
    *facts = {};
    facts->off_format.assign(records().attributes.size() * input.tables.size(), 0);
    const std::vector<Feed> feeds = feeds_of(input.tables, input.mapping, records());
    uint64_t rows = 0;
    for (size_t e = 0; e < expectations.size(); ++e) {
      const Expectation& expectation = expectations[e];
      missing.push_back(empty_finding(K::kRequiredMissing, expectation.attribute));
      off.push_back(empty_finding(K::kOffFormat, expectation.attribute));
      for (uint32_t t = 0; t < input.tables.size() && expectation.is_required; ++t) jobs.push_back({e, t, std::nullopt, rows += input.tables[t]->row_count()});
      for (const Feed& feed : feeds)
        if (expectation.pattern && feed.attribute == expectation.attribute) jobs.push_back({e, feed.table, feed, rows += input.tables[feed.table]->row_count()});
    }
    return rows;
  }

  void look(uint64_t begin, uint64_t end) {
    while (begin < end) {
      const auto at = std::upper_bound(jobs.begin(), jobs.end(), begin, [](uint64_t unit, const Job& one) { return unit < one.end; });
      const uint64_t first = at == jobs.begin() ? 0 : (at - 1)->end, last = std::min(end, at->end);
      const auto from = static_cast<uint32_t>(begin - first), to = static_cast<uint32_t>(last - first);
      if (at->feed) {
        if (begin == first) begin_feed(*at);
        look_at_writing(*at, from, to);
        if (last == at->end) end_feed(*at);
      } else {
        look_for_missing(*at, from, to);
      }
      begin = last;
    }
  }

  void look_for_missing(const Job& one, uint32_t from, uint32_t to) {
    Finding& finding = missing[one.expectation];
    finding.of_count += to - from;
    const Attribute& attribute = records().attributes[expectations[one.expectation].attribute];
    for (uint32_t row = from; row < to; ++row) {
      const RecordIndex record = records().first_record[one.table] + row;
      bool filled = false;
      for (const Attribute::Slot& slot : attribute.slots) filled = filled || slot.codes[record] != kMissing;
      if (filled) continue;
      finding.records.add(record);
      ++finding.per_source[one.table];
      ++finding.count;
    }
  }

  void begin_feed(const Job& one) {
    judged.assign(one.feed->values->size(), 0);
    counts.assign(one.feed->values->size(), 0);
  }

  bool follows(const Job& one, Code code) const {
    std::string_view value = (*one.feed->values)[code];
    std::string changed;
    if (one.feed->as_written() && input.recipe && input.recipe(one.table, one.feed->attribute, value, changed)) value = changed;
    return expectations[one.expectation].pattern->finds(without_blanks(value));
  }

  void look_at_writing(const Job& one, uint32_t from, uint32_t to) {
    Finding& finding = off[one.expectation];
    const std::vector<Code>& clean = records().attributes[one.feed->attribute].slots[one.feed->slot].codes;
    for (uint32_t row = from; row < to; ++row) {
      const RecordIndex record = records().first_record[one.table] + row;
      const Code code = one.feed->code(records(), row);
      if (code == kMissing || clean[record] == kMissing) continue;
      ++finding.of_count;
      if (judged[code] == 0) judged[code] = follows(one, code) ? 1 : 2;
      if (judged[code] == 1) continue;
      ++counts[code];
      finding.records.add(record);
      ++finding.per_source[one.table];
      ++finding.count;
    }
  }

  void end_feed(const Job& one) {
    Finding& finding = off[one.expectation];
    for (Code code = 0; code < counts.size(); ++code) {
      if (counts[code] == 0) continue;
      finding.values.push_back({std::string((*one.feed->values)[code]), {}, counts[code]});
      facts->off_format[one.feed->attribute * input.tables.size() + one.table] += counts[code];
    }
  }

  void close() {
    for (size_t e = 0; e < expectations.size(); ++e)
      for (Finding* finding : {&missing[e], &off[e]}) {
        if (finding->count == 0) continue;
        finding->distinct_count = finding->values.size();
        merge_values(*finding);
        facts->findings.push_back(std::move(*finding));
      }
  }
};

}  // namespace

Result<text::Pattern> whole_value_pattern(std::string_view written) {
  // By itself first: what is wrong is said of what was written.
  if (Result<text::Pattern> alone = text::Pattern::compile(written); !alone) return alone;
  return text::Pattern::compile("^(?:" + std::string(written) + ")$");
}

std::vector<Phase> dictionary_phases(AuditInput input, std::vector<Expectation> expectations, std::shared_ptr<DictionaryFacts> facts) {
  auto work = std::make_shared<Checking>();
  work->input = std::move(input);
  work->expectations = std::move(expectations);
  work->facts = std::move(facts);
  std::vector<Phase> phases;
  phases.push_back(pass("audit.dictionary", Unit::kRows, work, &Checking::prepare, &Checking::look, 1000));
  phases.push_back(step("audit.dictionary", work, &Checking::close));
  return phases;
}

}  // namespace jumelles::audit
