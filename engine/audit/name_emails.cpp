// E-mail addresses that spell somebody else's name.

#include <algorithm>
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

// Addresses that spell a given name and a surname, neither of them the record's. Where a source has more of these than of the record's own, its
// addresses are those of others: of the parents of pupils, of the contacts of companies.
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
    if (begin == 0) given_names_.emplace(*given_), surnames_.emplace(*surname_), tables_.assign(work_->source_count(), {});
    for_records(*work_, begin, end, [&](uint32_t t, RecordIndex r) {
      const Code address = email_->slots[0].codes[r], first = compared(*given_, r), last = compared(*surname_, r);
      if (address == kMissing || first == kMissing || last == kMissing || email_->validity[address] != Validity::kValid) return;
      ++finding_->of_count;
      const std::string_view text = email_->clean[address];
      const Whose whose = whose_name(text.substr(0, text.find('@')), given_->comparison[first], surname_->comparison[last]);
      tables_[t].own += whose == Whose::kOwn;
      if (whose == Whose::kOther) tables_[t].of_others.push_back(r);
    });
    if (end == work_->record_count()) tell();
  }

 private:
  enum class Whose : uint8_t { kNobodys, kOwn, kOther };
  struct OfTable {
    uint64_t own = 0;
    std::vector<RecordIndex> of_others;
  };
  void tell() {
    for (uint32_t t = 0; t < tables_.size(); ++t) {
      if (tables_[t].of_others.size() > tables_[t].own) continue;
      for (const RecordIndex r : tables_[t].of_others)
        add(*finding_, t, r, std::string(email_->clean[email_->slots[0].codes[r]]) + " · " + std::string(surname_->clean[surname_->slots[0].codes[r]]));
    }
  }
  bool stands_in(std::string_view name) const {
    bool there = false;
    text::tokenize(name, [&](std::string_view word) { there = there || (word.size() >= 3 && bare_.find(word) != std::string::npos); });
    return there;
  }
  bool spells(std::string_view given, std::string_view surname) const {
    return (text::french_given_name_share(given) > 0 || given_names_->has(given)) && (text::french_surname_share(surname) > 0 || surnames_->has(surname));
  }
  // Folded, without blanks.
  void make_bare(std::string_view local) {
    bare_.clear();
    for (const char c : local) {
      if (static_cast<uint8_t>(c) >= 0x80) return make_bare_of_folded(local);
      if (is_lower(c)) bare_ += static_cast<char>(c - 32);
      else if (is_upper(c) || is_digit(c)) bare_ += c;
    }
  }
  void make_bare_of_folded(std::string_view local) {
    text::fold_into(local, folded_);
    bare_.clear();
    for (const char c : folded_)
      if (c != ' ') bare_ += c;
  }
  Whose whose_name(std::string_view local, std::string_view given, std::string_view surname) {
    if (local.find_first_of("._-") == std::string_view::npos) return Whose::kNobodys;  // where one word ends cannot be told
    make_bare(local);
    if (stands_in(given)) return Whose::kOwn;
    if (stands_in(surname)) return Whose::kNobodys;  // theirs, or of their family
    text::fold_into(local, folded_);
    std::vector<std::string_view> words;
    text::tokenize(folded_, [&](std::string_view word) {
      while (!word.empty() && is_digit(word.back())) word.remove_suffix(1);
      if (!word.empty()) words.push_back(word);
    });
    if (words.size() != 2 || words[0].size() < 3 || words[1].size() < 3) return Whose::kNobodys;
    const auto is_mistyped = [&](std::string_view name) { return is_slip(words[0], name) || is_slip(words[1], name); };
    const bool is_other = !is_mistyped(given) && !is_mistyped(surname) && (spells(words[0], words[1]) || spells(words[1], words[0]));
    return is_other ? Whose::kOther : Whose::kNobodys;
  }
  std::shared_ptr<Work> work_;
  const Attribute *email_ = nullptr, *given_ = nullptr, *surname_ = nullptr;
  std::optional<Joined> given_names_, surnames_;
  Finding* finding_ = nullptr;
  std::vector<OfTable> tables_;
  std::string folded_, bare_;
};

}  // namespace

Phases email_phases(const std::shared_ptr<Work>& work) {
  return {pass("audit.rules", Unit::kRecords, std::make_shared<EmailCheck>(work), &EmailCheck::start, &EmailCheck::check, 1000)};
}

}  // namespace jumelles::audit
