// Names that stand in the place of others.

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "audit/work.h"
#include "text/french_names.h"

namespace jumelles::audit {
namespace {

using K = FindingKindId;
using T = AttributeType;

// How common names are in each place: as a share of these records, and of the population.
class NameShares {
 public:
  static constexpr double kRare = 1e-5;  // of those whose name no list has, so many have this one
  static constexpr double kCut = 1e-3;   // one name of a hundred is mistyped, and one such of ten so
  std::vector<double> as_given, as_surname;  // per comparison code

  // What lists say of each name, and whether the other attribute has it.
  void begin(const Attribute& names, bool given) {
    names_ = &names, is_given_ = given;
    const size_t count = names.comparison.size();
    there_.assign(count, kMissing);
    listed_given_.assign(count, 0), listed_surname_.assign(count, 0), cut_.assign(count, 0);
    as_given.assign(count, 0), as_surname.assign(count, 0);
  }
  void look_up(const Attribute& others, Code first, Code last) {
    for (Code code = std::max<Code>(first, 1); code < last; ++code) {
      const std::string_view text = names_->comparison[code];
      there_[code] = others.comparison.find(text);
      listed_given_[code] = text::french_given_name_share(text), listed_surname_[code] = text::french_surname_share(text);
      if (is_given_ && listed_given_[code] == 0 && listed_surname_[code] > 0) cut_[code] = share_of_cut(text);
    }
  }
  // The same name of the other attribute, kMissing where it has none.
  Code there(Code code) const { return there_[code]; }

  void weigh(const std::vector<uint32_t>& counts, const std::vector<uint32_t>& other_counts, double total, double rare_given, double rare_surname) {
    for (Code code = 1; code < there_.size(); ++code) {
      // The record itself proves nothing.
      const double own = std::max(0.0, static_cast<double>(counts[code]) - 1) / total, other = there_[code] == kMissing ? 0 : static_cast<double>(other_counts[there_[code]]) / total;
      as_given[code] = (is_given_ ? own : other) + listed_given_[code] + cut_[code] + rare_given;
      as_surname[code] = (is_given_ ? other : own) + listed_surname_[code] + rare_surname;
    }
  }
  // "Lé", of "Léa": a given name whose last letter is lost is no surname that stands in its place, however common as one.
  static double share_of_cut(std::string_view text) {
    double whole = 0;
    std::string longer(text);
    longer += ' ';
    for (char letter = 'A'; letter <= 'Z'; ++letter) {
      longer.back() = letter;
      whole += text::french_given_name_share(longer);
    }
    return kCut * whole;
  }

  // How many records have a name that no list has, as a share: a name that nobody knows is far more often a surname.
  double unknown_share(const std::vector<uint32_t>& counts) const {
    const std::vector<double>& listed = is_given_ ? listed_given_ : listed_surname_;
    double unknown = 1, all = 1;
    for (Code code = 1; code < listed.size(); ++code) {
      all += counts[code];
      if (listed[code] == 0) unknown += counts[code];
    }
    return unknown / all;
  }

 private:
  const Attribute* names_ = nullptr;
  bool is_given_ = false;
  std::vector<Code> there_;
  std::vector<double> listed_given_, listed_surname_;
  std::vector<double> cut_;  // given names that no list has, and that are one but for a last letter
};

std::string_view first_clean(const Attribute& attribute, RecordIndex record) { return attribute.clean[attribute.slots[0].codes[record]]; }

// Surnames and given names that stand in each other's place, or one in both. How many records of a source are exchanged is learned from the
// source itself (a mixture of two, by expectation and maximization): nine records of ten where the titles of its columns are.
class NameCheck {
 public:
  explicit NameCheck(std::shared_ptr<Work> work) : work_(std::move(work)) {}
  // Units: names, given ones and then surnames.
  uint64_t start() {
    const int g = work_->attribute_of(T::kGivenName), s = work_->attribute_of(T::kSurname);
    if (g < 0 || s < 0) return 0;
    const RecordSet& records = work_->records();
    given_ = &records.attributes[static_cast<size_t>(g)], surname_ = &records.attributes[static_cast<size_t>(s)];
    const std::vector<uint32_t> both{static_cast<uint32_t>(s), static_cast<uint32_t>(g)};
    exchanged_ = &work_->finding(K::kExchangedNames, both), same_ = &work_->finding(K::kSameNames, both);
    ratios_.assign(work_->record_count(), 0);
    exchanged_sources_.assign(work_->source_count(), 0);
    of_given_.begin(*given_, true), of_surname_.begin(*surname_, false);
    return uint64_t{given_->comparison.size()} + surname_->comparison.size();
  }
  void look_up(uint64_t begin, uint64_t end) {
    const uint64_t givens = given_->comparison.size();
    if (begin < givens) of_given_.look_up(*surname_, static_cast<Code>(begin), static_cast<Code>(std::min(end, givens)));
    if (end > givens) of_surname_.look_up(*given_, static_cast<Code>(std::max(begin, givens) - givens), static_cast<Code>(end - givens));
  }
  uint64_t start_count() {
    if (given_ == nullptr) return 0;
    given_counts_.assign(given_->comparison.size(), 0), surname_counts_.assign(surname_->comparison.size(), 0);
    return work_->record_count();
  }
  // Of the sources that are not left out.
  void count(uint64_t begin, uint64_t end) {
    for_records(*work_, begin, end, [&](uint32_t t, RecordIndex r) {
      if (exchanged_sources_[t] == 0) ++given_counts_[compared(*given_, r)], ++surname_counts_[compared(*surname_, r)];
    });
  }
  uint64_t start_weigh() {
    if (given_ == nullptr) return 0;
    learn();
    pairs_.clear();
    return work_->record_count();
  }
  // How much likelier each record's names are the other way round.
  void weigh(uint64_t begin, uint64_t end) {
    for_records(*work_, begin, end, [&](uint32_t t, RecordIndex r) {
      const Code first = compared(*given_, r), last = compared(*surname_, r);
      if (first == kMissing || last == kMissing || are_same(first, last)) return;
      ratios_[r] = ratio_of(first, last, 0);
      if (may_be_in_both_orders(r) && exchanged_sources_[t] == 0) ++pairs_[pair_of(first, last)];
    });
  }
  uint64_t start_revise() { return pairs_.empty() ? 0 : work_->record_count(); }
  // Jay Jones and Jones Jay: each is what tells that the other one is exchanged. So many of both orders as there are of the rarer one say
  // nothing of each other; what is left are the other records that have one of these names. By then it is known which sources are exchanged.
  void revise(uint64_t begin, uint64_t end) {
    for_records(*work_, begin, end, [&](uint32_t t, RecordIndex r) {
      if (!may_be_in_both_orders(r)) return;
      const Code first = compared(*given_, r), last = compared(*surname_, r);
      const auto same = pairs_.find(pair_of(first, last)), turned = pairs_.find(pair_of(of_surname_.there(last), of_given_.there(first)));
      if (same == pairs_.end() || turned == pairs_.end()) return;
      const uint32_t count = std::min(same->second, turned->second);
      ratios_[r] = std::max(ratio_of(first, last, count), static_cast<float>(odds_of_repeated(t, first, last, count) / odds_of(t)));
    });
  }
  // Sources that are mostly exchanged teach nothing of what is usual: all are weighed again without them.
  uint64_t start_odds() {
    if (given_ == nullptr) return 0;
    shares_.assign(work_->source_count(), kUsualShare);
    settled_.assign(work_->source_count(), 0);
    return kRounds * work_->source_count();
  }
  void find_odds(uint64_t begin, uint64_t end) {
    for (uint64_t unit = begin; unit < end; ++unit)
      if (const auto t = static_cast<uint32_t>(unit / kRounds); settled_[t] == 0) settled_[t] = !refine_share(t);
  }
  uint64_t count_again() {
    if (given_ == nullptr) return 0;
    for (uint32_t t = 0; t < work_->source_count(); ++t) exchanged_sources_[t] = odds_of(t) > 1;
    is_exchanged_ = std::count(exchanged_sources_.begin(), exchanged_sources_.end(), 1) > 0;
    return is_exchanged_ ? start_count() : 0;
  }
  uint64_t weigh_again() { return is_exchanged_ ? start_weigh() : 0; }
  uint64_t find_odds_again() { return is_exchanged_ ? start_odds() : 0; }
  uint64_t start_chance() {
    if (given_ == nullptr) return 0;
    for (Code code = 1; code < given_->comparison.size(); ++code)
      if (const Code there = of_given_.there(code); there != kMissing) expected_ += static_cast<double>(given_counts_[code]) * surname_counts_[there] / std::max(1u, work_->record_count());
    return work_->record_count();
  }
  // Martin Martin: where names were given by chance, so many would have one for both. By three standard deviations more, something copies them.
  void find_same(uint64_t begin, uint64_t end) {
    for (uint64_t r = begin; r < end; ++r) found_same_ += are_same(compared(*given_, static_cast<RecordIndex>(r)), compared(*surname_, static_cast<RecordIndex>(r)));
    same_is_chance_ = static_cast<double>(found_same_) <= expected_ + 3 * std::sqrt(expected_ + 1);
  }
  uint64_t start_check() { return given_ == nullptr ? 0 : work_->record_count(); }
  void check(uint64_t begin, uint64_t end) {
    for_records(*work_, begin, end, [&](uint32_t t, RecordIndex r) {
      const Code first = compared(*given_, r), last = compared(*surname_, r);
      if (first == kMissing || last == kMissing) return;
      ++exchanged_->of_count, ++same_->of_count;
      Finding* finding = nullptr;
      if (are_same(first, last)) finding = same_is_chance_ ? nullptr : same_;
      else if (odds_of(t) * static_cast<double>(ratios_[r]) > kSurely) finding = exchanged_;
      if (finding != nullptr) add(*finding, t, r, std::string(first_clean(*surname_, r)) + " · " + std::string(first_clean(*given_, r)));
    });
  }

 private:
  static constexpr double kSurely = 10;          // to one
  static constexpr double kUsualShare = 0.01;    // of records, exchanged by those who typed them

  static constexpr uint64_t kRounds = 20;

  // How many records of the source are exchanged to one that is not, but never fewer than are usual.
  double odds_of(uint32_t t) const { return shares_[t] / (1 - shares_[t]); }
  // One round; whether there is more to find.
  bool refine_share(uint32_t t) {
    double& share = shares_[t];
    double exchanged = 0, told = 0;
    for (RecordIndex r = work_->records().first_record[t]; r < work_->records().first_record[t + 1]; ++r) {
      if (ratios_[r] == 0) continue;
      const double other_way = share * static_cast<double>(ratios_[r]);
      exchanged += other_way / (other_way + 1 - share);
      ++told;
    }
    if (told == 0) return false;
    const double former = std::exchange(share, std::clamp(exchanged / told, kUsualShare, 1 - kUsualShare));
    return share != former;
  }

  // Where `turned` records have these two names in this order, and as many in the other one, without what these say. The record itself has
  // been taken from its own names already.
  float ratio_of(Code given, Code surname, uint32_t turned) const {
    const double total = std::max(1u, work_->record_count()), other = turned / total, own = turned == 0 ? 0 : (turned - 1) / total;
    return static_cast<float>(((of_given_.as_surname[given] - other) * (of_surname_.as_given[surname] - other)) / ((of_given_.as_given[given] - own) * (of_surname_.as_surname[surname] - own)));
  }
  // Names that few have are there in both orders because one record repeats the other: one of the two is exchanged, and which one is open before
  // the others speak. Against it stand those who have these names by chance.
  double odds_of_repeated(uint32_t t, Code given, Code surname, uint32_t turned) const {
    const double total = std::max(1u, work_->record_count()), own = (turned - 1) / total;
    const double by_chance = total * (of_given_.as_given[given] - own) * (of_surname_.as_surname[surname] - own);
    return shares_[t] / (by_chance + shares_[t] / static_cast<double>(ratio_of(given, surname, turned)));
  }
  // Pairs of names that are told, and whose other order may be, too.
  bool may_be_in_both_orders(RecordIndex r) const {
    return ratios_[r] > 1 && of_given_.there(compared(*given_, r)) != kMissing && of_surname_.there(compared(*surname_, r)) != kMissing;
  }
  static uint64_t pair_of(Code given, Code surname) { return uint64_t{given} << 32 | surname; }

  bool are_same(Code given, Code surname) const { return given != kMissing && surname != kMissing && of_given_.there(given) == surname; }

  void learn() {
    const double total = std::max(1u, work_->record_count());
    const double rare_given = NameShares::kRare * of_given_.unknown_share(given_counts_), rare_surname = NameShares::kRare * of_surname_.unknown_share(surname_counts_);
    of_given_.weigh(given_counts_, surname_counts_, total, rare_given, rare_surname);
    of_surname_.weigh(surname_counts_, given_counts_, total, rare_given, rare_surname);
  }
  std::shared_ptr<Work> work_;
  const Attribute *given_ = nullptr, *surname_ = nullptr;
  std::vector<uint32_t> given_counts_, surname_counts_;
  NameShares of_given_, of_surname_;
  std::vector<float> ratios_;   // per record; 0: nothing is told
  std::unordered_map<uint64_t, uint32_t> pairs_;  // given names and surnames, by how many records have them
  std::vector<uint8_t> exchanged_sources_;
  std::vector<double> shares_;  // of exchanged records, per source
  std::vector<uint8_t> settled_;
  bool is_exchanged_ = false, same_is_chance_ = false;
  double expected_ = 0;         // records that have one name for both, by chance
  uint64_t found_same_ = 0;
  Finding *exchanged_ = nullptr, *same_ = nullptr;
};

}  // namespace

Phases name_phases(const std::shared_ptr<Work>& work) {
  const auto check = std::make_shared<NameCheck>(work);
  Phases phases;
  const auto add = [&](Unit unit, auto start, auto run, uint64_t first_step) { phases.push_back(pass("audit.rules", unit, check, start, run, first_step)); };
  add(Unit::kValues, &NameCheck::start, &NameCheck::look_up, 1000);
  add(Unit::kRecords, &NameCheck::start_count, &NameCheck::count, 1000);
  add(Unit::kRecords, &NameCheck::start_weigh, &NameCheck::weigh, 1000);
  add(Unit::kSteps, &NameCheck::start_odds, &NameCheck::find_odds, 1);
  add(Unit::kRecords, &NameCheck::count_again, &NameCheck::count, 1000);
  add(Unit::kRecords, &NameCheck::weigh_again, &NameCheck::weigh, 1000);
  add(Unit::kSteps, &NameCheck::find_odds_again, &NameCheck::find_odds, 1);
  add(Unit::kRecords, &NameCheck::start_revise, &NameCheck::revise, 1000);
  add(Unit::kRecords, &NameCheck::start_chance, &NameCheck::find_same, 1000);
  add(Unit::kRecords, &NameCheck::start_check, &NameCheck::check, 1000);
  return phases;
}

}  // namespace jumelles::audit
