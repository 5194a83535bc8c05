// Names that stand in the place of others.

#include <algorithm>
#include <cmath>
#include <optional>

#include "audit/work.h"
#include "core/ascii.h"
#include "core/hash.h"
#include "text/fold.h"
#include "text/french_names.h"

namespace jumelles::audit {
namespace {

using K = FindingKindId;
using T = AttributeType;

// How many records have a name that no list has, as a share: a name that nobody knows is far more often a surname.
struct Unknown { double given = 1, surname = 1; };

double unknown_share(const Attribute& names, const std::vector<uint32_t>& counts, double (*listed)(std::string_view)) {
  double unknown = 1, all = 1;
  for (Code code = 1; code < names.comparison.size(); ++code) {
    all += counts[code];
    if (listed(names.comparison[code]) == 0) unknown += counts[code];
  }
  return unknown / all;
}

// How common a name is in each place: as a share of these records, and of the population.
struct NameShares {
  static constexpr double kRare = 1e-5;  // of those whose name no list has, so many have this one
  std::vector<double> as_given, as_surname;
  NameShares(const Attribute& names, const std::vector<uint32_t>& counts, bool given, const Attribute& others, const std::vector<uint32_t>& other_counts, double total, const Unknown& unknown) {
    as_given.resize(names.comparison.size());
    as_surname.resize(names.comparison.size());
    for (Code code = 1; code < names.comparison.size(); ++code) {
      const std::string_view text = names.comparison[code];
      const Code there = others.comparison.find(text);
      // The record itself proves nothing.
      const double own = std::max(0.0, static_cast<double>(counts[code]) - 1) / total, other = there == kMissing ? 0 : static_cast<double>(other_counts[there]) / total;
      as_given[code] = (given ? own : other) + text::french_given_name_share(text) + kRare * unknown.given;
      as_surname[code] = (given ? other : own) + text::french_surname_share(text) + kRare * unknown.surname;
    }
  }
};

// Of the sources that are not left out.
std::vector<uint32_t> counts_of(const Work& work, const Attribute& attribute, const std::vector<uint8_t>& left_out) {
  std::vector<uint32_t> counts(attribute.comparison.size(), 0);
  for_records(work, 0, work.record_count(), [&](uint32_t t, RecordIndex r) {
    if (left_out[t] == 0) ++counts[compared(attribute, r)];
  });
  return counts;
}

// The names of an attribute as addresses spell them: "MARIELOUISE".
class Joined {
 public:
  explicit Joined(const Attribute& names) {
    std::string joined;
    for (Code code = 1; code < names.comparison.size(); ++code) {
      joined.clear();
      for (const char c : names.comparison[code])
        if (c != ' ') joined += c;
      hashes_.push_back(hash_text(joined));
    }
    std::sort(hashes_.begin(), hashes_.end());
  }
  bool has(std::string_view word) const { return std::binary_search(hashes_.begin(), hashes_.end(), hash_text(word)); }

 private:
  std::vector<uint64_t> hashes_;
};

std::string_view first_clean(const Attribute& attribute, RecordIndex record) { return attribute.clean[attribute.slots[0].codes[record]]; }

// Surnames and given names that stand in each other's place, or one in both. How many records of a source are exchanged is learned from the
// source itself (a mixture of two, by expectation and maximization): nine records of ten where the titles of its columns are.
class NameCheck {
 public:
  explicit NameCheck(std::shared_ptr<Work> work) : work_(std::move(work)) {}
  uint64_t start() {
    const int g = work_->attribute_of(T::kGivenName), s = work_->attribute_of(T::kSurname);
    if (g < 0 || s < 0) return 0;
    const RecordSet& records = work_->records();
    given_ = &records.attributes[static_cast<size_t>(g)], surname_ = &records.attributes[static_cast<size_t>(s)];
    const std::vector<uint32_t> both{static_cast<uint32_t>(s), static_cast<uint32_t>(g)};
    exchanged_ = &work_->finding(K::kExchangedNames, both), same_ = &work_->finding(K::kSameNames, both);
    ratios_.assign(work_->record_count(), 0);
    exchanged_sources_.assign(work_->source_count(), 0);
    learn();
    return work_->record_count();
  }
  // How much likelier each record's names are the other way round.
  void weigh(uint64_t begin, uint64_t end) {
    for_records(*work_, begin, end, [&](uint32_t, RecordIndex r) {
      const Code first = compared(*given_, r), last = compared(*surname_, r);
      if (first == kMissing || last == kMissing || given_->comparison[first] == surname_->comparison[last]) return;
      ratios_[r] = static_cast<float>((of_given_->as_surname[first] * of_surname_->as_given[last]) / (of_given_->as_given[first] * of_surname_->as_surname[last]));
    });
  }
  // Sources that are mostly exchanged teach nothing of what is usual: all are weighed again without them.
  uint64_t start_again() {
    if (given_ == nullptr) return 0;
    for (uint32_t t = 0; t < work_->source_count(); ++t) exchanged_sources_[t] = odds_of(t) > 1;
    if (std::count(exchanged_sources_.begin(), exchanged_sources_.end(), 1) == 0) return 0;
    learn();
    return work_->record_count();
  }
  uint64_t start_check() { return given_ == nullptr ? 0 : work_->record_count(); }
  void check(uint64_t begin, uint64_t end) {
    if (begin == 0) {
      for (uint32_t t = 0; t < work_->source_count(); ++t) odds_.push_back(odds_of(t));
      same_is_chance_ = same_names_are_chance();
    }
    for_records(*work_, begin, end, [&](uint32_t t, RecordIndex r) {
      const Code first = compared(*given_, r), last = compared(*surname_, r);
      if (first == kMissing || last == kMissing) return;
      ++exchanged_->of_count, ++same_->of_count;
      Finding* finding = nullptr;
      if (given_->comparison[first] == surname_->comparison[last]) finding = same_is_chance_ ? nullptr : same_;
      else if (odds_[t] * static_cast<double>(ratios_[r]) > kSurely) finding = exchanged_;
      if (finding != nullptr) add(*finding, t, r, std::string(first_clean(*surname_, r)) + " · " + std::string(first_clean(*given_, r)));
    });
  }

 private:
  static constexpr double kSurely = 10;          // to one
  static constexpr double kUsualShare = 0.01;    // of records, exchanged by those who typed them

  // How many records of the source are exchanged to one that is not, but never fewer than are usual.
  double odds_of(uint32_t t) const {
    double share = kUsualShare;
    for (int round = 0; round < 20; ++round) {
      double exchanged = 0, told = 0;
      for (RecordIndex r = work_->records().first_record[t]; r < work_->records().first_record[t + 1]; ++r) {
        if (ratios_[r] == 0) continue;
        const double other_way = share * static_cast<double>(ratios_[r]);
        exchanged += other_way / (other_way + 1 - share);
        ++told;
      }
      if (told == 0) break;
      share = std::clamp(exchanged / told, kUsualShare, 1 - kUsualShare);
    }
    return share / (1 - share);
  }

  // Martin Martin: where names were given by chance, so many would have one for both. By three standard deviations more, something copies them.
  bool same_names_are_chance() const {
    double expected = 0, found = 0;
    for (Code code = 1; code < given_->comparison.size(); ++code) {
      const Code there = surname_->comparison.find(given_->comparison[code]);
      if (there != kMissing) expected += static_cast<double>(given_counts_[code]) * surname_counts_[there] / std::max(1u, work_->record_count());
    }
    for (RecordIndex r = 0; r < work_->record_count(); ++r) {
      const Code first = compared(*given_, r), last = compared(*surname_, r);
      found += first != kMissing && last != kMissing && given_->comparison[first] == surname_->comparison[last];
    }
    return found <= expected + 3 * std::sqrt(expected + 1);
  }

  void learn() {
    given_counts_ = counts_of(*work_, *given_, exchanged_sources_), surname_counts_ = counts_of(*work_, *surname_, exchanged_sources_);
    const double total = std::max(1u, work_->record_count());
    const Unknown unknown{unknown_share(*given_, given_counts_, text::french_given_name_share), unknown_share(*surname_, surname_counts_, text::french_surname_share)};
    of_given_.emplace(*given_, given_counts_, true, *surname_, surname_counts_, total, unknown);
    of_surname_.emplace(*surname_, surname_counts_, false, *given_, given_counts_, total, unknown);
  }
  std::shared_ptr<Work> work_;
  const Attribute *given_ = nullptr, *surname_ = nullptr;
  std::vector<uint32_t> given_counts_, surname_counts_;
  std::optional<NameShares> of_given_, of_surname_;
  std::vector<float> ratios_;   // per record; 0: nothing is told
  std::vector<uint8_t> exchanged_sources_;
  std::vector<double> odds_;    // per source
  bool same_is_chance_ = false;
  Finding *exchanged_ = nullptr, *same_ = nullptr;
};

// Addresses that spell a given name and a surname, neither of them the record's.
class EmailCheck {
 public:
  explicit EmailCheck(std::shared_ptr<Work> work) : work_(std::move(work)) {}
  uint64_t start() {
    const int e = work_->attribute_of(T::kEmail), g = work_->attribute_of(T::kGivenName), s = work_->attribute_of(T::kSurname);
    if (e < 0 || g < 0 || s < 0) return 0;
    const RecordSet& records = work_->records();
    email_ = &records.attributes[static_cast<size_t>(e)], given_ = &records.attributes[static_cast<size_t>(g)], surname_ = &records.attributes[static_cast<size_t>(s)];
    finding_ = &work_->finding(K::kEmailOfOther, {static_cast<uint32_t>(e), static_cast<uint32_t>(s)});
    return work_->record_count();
  }
  void check(uint64_t begin, uint64_t end) {
    if (begin == 0) given_names_.emplace(*given_), surnames_.emplace(*surname_);
    for_records(*work_, begin, end, [&](uint32_t t, RecordIndex r) {
      const Code address = email_->slots[0].codes[r], first = compared(*given_, r), last = compared(*surname_, r);
      if (address == kMissing || first == kMissing || last == kMissing || email_->validity[address] != Validity::kValid) return;
      ++finding_->of_count;
      const std::string_view text = email_->clean[address];
      if (spells_others(text.substr(0, text.find('@')), given_->comparison[first], surname_->comparison[last]))
        add(*finding_, t, r, std::string(text) + " · " + std::string(first_clean(*surname_, r)));
    });
  }

 private:
  bool stands_in(std::string_view name) const {
    bool there = false;
    text::tokenize(name, [&](std::string_view word) { there = there || (word.size() >= 3 && bare_.find(word) != std::string::npos); });
    return there;
  }
  bool spells(std::string_view given, std::string_view surname) const {
    return (text::french_given_name_share(given) > 0 || given_names_->has(given)) && (text::french_surname_share(surname) > 0 || surnames_->has(surname));
  }
  bool spells_others(std::string_view local, std::string_view given, std::string_view surname) {
    if (local.find_first_of("._-") == std::string_view::npos) return false;  // where one word ends cannot be told
    text::fold_into(local, folded_);
    bare_.clear();
    for (const char c : folded_)
      if (c != ' ') bare_ += c;
    if (stands_in(given) || stands_in(surname)) return false;
    std::vector<std::string_view> words;
    text::tokenize(folded_, [&](std::string_view word) {
      while (!word.empty() && is_digit(word.back())) word.remove_suffix(1);
      if (!word.empty()) words.push_back(word);
    });
    if (words.size() != 2 || words[0].size() < 3 || words[1].size() < 3) return false;
    const auto is_mistyped = [&](std::string_view name) { return is_slip(words[0], name) || is_slip(words[1], name); };
    return !is_mistyped(given) && !is_mistyped(surname) && (spells(words[0], words[1]) || spells(words[1], words[0]));
  }
  std::shared_ptr<Work> work_;
  const Attribute *email_ = nullptr, *given_ = nullptr, *surname_ = nullptr;
  std::optional<Joined> given_names_, surnames_;
  Finding* finding_ = nullptr;
  std::string folded_, bare_;
};

constexpr uint64_t kFirstRecords = 1000;  // of the first step

}  // namespace

Phases name_phases(const std::shared_ptr<Work>& work) {
  const auto check = std::make_shared<NameCheck>(work);
  return {pass("audit.rules", Unit::kRecords, check, &NameCheck::start, &NameCheck::weigh, kFirstRecords),
          pass("audit.rules", Unit::kRecords, check, &NameCheck::start_again, &NameCheck::weigh, kFirstRecords),
          pass("audit.rules", Unit::kRecords, check, &NameCheck::start_check, &NameCheck::check, kFirstRecords)};
}

Phases email_phases(const std::shared_ptr<Work>& work) {
  return {pass("audit.rules", Unit::kRecords, std::make_shared<EmailCheck>(work), &EmailCheck::start, &EmailCheck::check, kFirstRecords)};
}

}  // namespace jumelles::audit
