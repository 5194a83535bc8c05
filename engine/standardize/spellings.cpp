#include "standardize/spellings.h"

#include <algorithm>

#include "standardize/words.h"
#include "text/fold.h"
#include "text/phonetic.h"
#include "text/utf8.h"

namespace jumelles::standardize {
namespace {

constexpr std::string_view kFingerprint = "fingerprint", kNgram = "ngram", kPhonetic = "phonetic";

std::string joined_once(std::vector<std::string_view>& parts, std::string_view between) {
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  std::string key;
  for (const std::string_view part : parts) {
    if (!key.empty()) key += between;
    key += part;
  }
  return key;
}

std::string ngram_key(std::string folded) {
  std::erase(folded, ' ');
  std::vector<size_t> begins;
  for (size_t at = 0; at < folded.size();) {
    begins.push_back(at);
    text::decode(folded, at);
  }
  if (begins.size() < 3) return folded;
  begins.push_back(folded.size());
  std::vector<std::string_view> pairs;
  for (size_t i = 0; i + 2 < begins.size(); ++i) pairs.push_back(std::string_view(folded).substr(begins[i], begins[i + 2] - begins[i]));
  return joined_once(pairs, {});
}

// The most frequent one; of two, the one that is written in both cases.
bool is_before(const Spelling& a, const Spelling& b) {
  if (a.count != b.count) return a.count > b.count;
  const bool mixed_a = text::is_mixed_case(a.value), mixed_b = text::is_mixed_case(b.value);
  return mixed_a != mixed_b ? mixed_a : a.value < b.value;
}

bool is_before(const SpellingGroup& a, const SpellingGroup& b) { return a.cell_count != b.cell_count ? a.cell_count > b.cell_count : a.key < b.key; }

}  // namespace

const std::vector<std::string>& spelling_methods() {
  static const std::vector<std::string> methods{std::string(kFingerprint), std::string(kNgram), std::string(kPhonetic)};
  return methods;
}

std::string spelling_key(std::string_view method, std::string_view value) {
  std::string folded = text::fold(value);
  if (method == kPhonetic) return text::phonetic_code(folded);
  if (method == kNgram) return ngram_key(std::move(folded));
  std::vector<std::string_view> words;
  text::tokenize(folded, [&](std::string_view word) { words.push_back(word); });
  return joined_once(words, " ");
}

SpellingGroups::SpellingGroups(std::vector<std::shared_ptr<const Table>> tables, Mapping mapping, std::shared_ptr<const Recipe> recipe, std::string attribute, std::string source,
                               std::string method)
    : row_rules_(std::make_shared<RowRules>(std::move(tables), std::move(mapping), recipe)), counts_(row_rules_->tables()), recipe_(std::move(recipe)), attribute_(std::move(attribute)),
      source_(std::move(source)), method_(std::move(method)) {}

uint64_t SpellingGroups::start_rows() {
  RecordSet records;  // names the attributes
  const Mapping& mapping = row_rules_->mapping();
  for (const Feed& feed : make_plan(counts_.tables(), mapping, records).feeds) {
    const std::string& name = counts_.tables()[feed.table]->name;
    const std::string& key = records.attributes[feed.attribute].key;
    const bool is_of = column_key(feed, mapping[feed.table]) == attribute_ || (feed.part != standardize::Part::kWhole && key == attribute_);
    const auto is_same = [&](const CountedFeed& other) { return other.feed.table == feed.table && other.feed.pieces.columns == feed.pieces.columns; };
    if (!is_of || (!source_.empty() && source_ != name) || std::any_of(counts_.parts.begin(), counts_.parts.end(), is_same)) continue;
    CountedFeed part;
    part.feed = feed;
    part.rules = rules_of_feed(*recipe_, feed, name, mapping[feed.table], key);
    counts_.parts.push_back(std::move(part));
  }
  row_rules_.reset();
  return counts_.start_rows();
}

uint64_t SpellingGroups::value_total() {
  cells_.assign(1, 0);
  return counts_.start_values();
}

void SpellingGroups::take_values(uint64_t begin, uint64_t end) {
  counts_.for_values(begin, end, [this](const CountedFeed& part, Code code) {
    const bool is_mended = recipe_->apply(part.rules, part.feed.column_type, (*part.values)[code], text_);
    const Code value = values_.intern(is_mended ? std::string_view(text_) : trim((*part.values)[code]));
    if (value == kMissing) return;
    if (value == cells_.size()) cells_.push_back(0);
    cells_[value] += part.cells[code];
  });
}

uint64_t SpellingGroups::key_total() {
  next_.assign(values_.size(), kMissing);
  first_.assign(1, kMissing);
  return values_.size();
}

void SpellingGroups::take_keys(uint64_t begin, uint64_t end) {
  for (Code value = static_cast<Code>(std::max<uint64_t>(begin, 1)); value < end; ++value) {
    const Code key = keys_.intern(spelling_key(method_, values_[value]));
    if (key == kMissing) continue;
    if (key == first_.size()) first_.push_back(kMissing);
    next_[value] = first_[key];
    first_[key] = value;
  }
}

void SpellingGroups::gather(uint64_t begin, uint64_t end) {
  for (Code key = static_cast<Code>(std::max<uint64_t>(begin, 1)); key < end; ++key) {
    if (next_[first_[key]] == kMissing) continue;
    ++group_count_;
    SpellingGroup group;
    for (Code value = first_[key]; value != kMissing; value = next_[value]) group.cell_count += cells_[value];
    const bool is_full = groups_.size() == kMostSpellingGroups;
    group.key = keys_[key];
    if (is_full && !is_before(group, groups_.back())) continue;
    for (Code value = first_[key]; value != kMissing; value = next_[value]) group.spellings.push_back({std::string(values_[value]), cells_[value]});
    group.spelling_count = group.spellings.size();
    std::sort(group.spellings.begin(), group.spellings.end(), [](const Spelling& a, const Spelling& b) { return is_before(a, b); });
    if (group.spellings.size() > kMostSpellings) group.spellings.resize(kMostSpellings);
    if (is_full) groups_.pop_back();
    groups_.insert(std::upper_bound(groups_.begin(), groups_.end(), group, [](const SpellingGroup& a, const SpellingGroup& b) { return is_before(a, b); }), std::move(group));
  }
}

std::vector<Phase> SpellingGroups::phases(std::shared_ptr<SpellingGroups> groups) {
  constexpr uint64_t kFirstStep = 200;
  std::vector<Phase> phases = RowRules::phases(groups->row_rules_);
  phases.push_back(pass("recipe.count", Unit::kRows, groups, &SpellingGroups::start_rows, [](SpellingGroups& work, uint64_t begin, uint64_t end) { work.counts_.count_rows(begin, end); }, kFirstStep));
  phases.push_back(pass("recipe.try", Unit::kValues, groups, &SpellingGroups::value_total, &SpellingGroups::take_values, kFirstStep));
  phases.push_back(pass("recipe.keys", Unit::kValues, groups, &SpellingGroups::key_total, &SpellingGroups::take_keys, kFirstStep));
  phases.push_back(pass("recipe.gather", Unit::kValues, groups, [](SpellingGroups& work) { return uint64_t{work.first_.size()}; }, &SpellingGroups::gather, kFirstStep));
  phases.push_back(jumelles::step("recipe.gather", groups, [](SpellingGroups& work) { work.counts_ = CellCounts<>({}); }));
  return phases;
}

}  // namespace jumelles::standardize
