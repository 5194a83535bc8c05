// Fields of a record that cannot both be right.

#include <algorithm>
#include <array>
#include <unordered_map>

#include "audit/work.h"
#include "standardize/title_words.h"

namespace jumelles::audit {
namespace {

using K = FindingKindId;
using T = AttributeType;

// Records that have both, and of those the ones that `contradict` says so of.
template <class Contradict>
void check_pair(Work& work, K kind, int a, int b, Contradict contradict) {
  if (a < 0 || b < 0) return;
  const Attribute &x = work.records().attributes[static_cast<size_t>(a)], &y = work.records().attributes[static_cast<size_t>(b)];
  Finding& finding = work.finding(kind, {static_cast<uint32_t>(a), static_cast<uint32_t>(b)});
  for_records(work, 0, work.record_count(), [&](uint32_t t, RecordIndex r) {
    const Code first = x.slots[0].codes[r], second = y.slots[0].codes[r];
    if (first == kMissing || second == kMissing || x.validity[first] == Validity::kInvalid || y.validity[second] == Validity::kInvalid) return;
    ++finding.of_count;
    if (contradict(x, first, y, second)) add(finding, t, r, std::string(x.clean[first]) + " · " + std::string(y.clean[second]));
  });
}

std::string_view form(const Attribute& attribute, Code clean) { return attribute.comparison[attribute.comparison_of[clean]]; }

// Of a French number of social security: the sex, the year and the month of birth. Months beyond twelve say that nobody knew.
int attribute_of_social_number(const Work& work) {
  const std::vector<Attribute>& attributes = work.records().attributes;
  for (size_t a = 0; a < attributes.size(); ++a)
    if (attributes[a].identifier == "social_security" && !attributes[a].slots.empty()) return static_cast<int>(a);
  return -1;
}

bool contradicts_birth(std::string_view number, std::string_view born) {
  if (number.size() != 15 || !is_whole_day(born)) return false;
  const std::string_view month = number.substr(3, 2);
  return number.substr(1, 2) != born.substr(2, 2) || (month >= "01" && month <= "12" && month != born.substr(5, 2));
}

bool contradicts_title(std::string_view number, std::string_view title) {
  if (number.size() != 15) return false;
  return number[0] == '1' ? title == "MME" || title == "F" : number[0] == '2' && title == "M";
}

}  // namespace

Pieces identifier_pieces(Work& work) {
  const int siren = work.attribute_of(T::kSiren), siret = work.attribute_of(T::kSiret), vat = work.attribute_of(T::kVat);
  const auto check_sirets = [&work, siren, siret] {
    check_pair(work, K::kSirenSiret, siret, siren, [](const Attribute& x, Code a, const Attribute& y, Code b) {
      const std::string_view whole = form(x, a), company = form(y, b);
      return whole.size() == 14 && company.size() == 9 && whole.substr(0, 9) != company;
    });
  };
  const auto check_vats = [&work, siren, vat] {
    check_pair(work, K::kVatSiren, vat, siren, [](const Attribute& x, Code a, const Attribute& y, Code b) {
      const std::string_view number = form(x, a), company = form(y, b);
      return number.size() == 13 && number.substr(0, 2) == "FR" && company.size() == 9 && number.substr(4) != company;
    });
  };
  Pieces pieces{check_sirets, check_vats};
  const int social = attribute_of_social_number(work);
  if (social < 0) return pieces;
  pieces.push_back([&work, social] {
    check_pair(work, K::kSocialNumberBirth, social, work.attribute_of(T::kBirthDate), [](const Attribute& x, Code a, const Attribute& y, Code b) { return contradicts_birth(form(x, a), y.clean[b]); });
  });
  for (const T type : {T::kCivility, T::kGender})
    pieces.push_back([&work, social, type] {
      check_pair(work, K::kSocialNumberTitle, social, work.attribute_of(type), [](const Attribute& x, Code a, const Attribute& y, Code b) { return contradicts_title(form(x, a), form(y, b)); });
    });
  return pieces;
}

Pieces date_pieces(Work& work) {
  const int birth = work.attribute_of(T::kBirthDate), created = work.attribute_of(T::kCreatedDate), updated = work.attribute_of(T::kUpdatedDate);
  const auto is_later = [](const Attribute& x, Code a, const Attribute& y, Code b) {
    const std::string_view first = x.clean[a], second = y.clean[b];
    return is_whole_day(first) && is_whole_day(second) && first.substr(0, 10) > second.substr(0, 10);
  };
  return {[=, &work] { check_pair(work, K::kBirthAfterRecord, birth, created >= 0 ? created : updated, is_later); },
          [=, &work] { check_pair(work, K::kUpdatedBeforeCreated, created, updated, is_later); }};
}

namespace {

// Given names that nearly all have one title: of ten people of that name, fewer than one has the other one. Names of men and women
// ("Claude") are shared more evenly. The first word tells it ("Jean-Marie", "Marie-Jean").
class TitleCheck {
 public:
  TitleCheck(Work& work, int title, int given) : work_(work), title_(title), given_(given) {}

  void learn() {
    // 1 for a man, 2 for a woman, 0 for neither, per comparison code.
    side_.assign(titles().comparison.size(), 0);
    for (Code code = 1; code < side_.size(); ++code) {
      const std::string_view text = titles().comparison[code];
      side_[code] = text == "M" ? 1 : text == "MME" || text == "F" ? 2 : 0;
    }
    std::unordered_map<std::string_view, uint32_t> word_of;
    first_word_.assign(names().comparison.size(), 0);
    is_title_.assign(names().comparison.size(), 0);
    for (Code code = 1; code < first_word_.size(); ++code) {
      std::string_view name = names().comparison[code];
      // "Sir William": the title is no name.
      if (const size_t end = name.find(' '); end != std::string_view::npos && standardize::find_title(name.substr(0, end)) != nullptr) name.remove_prefix(end + 1);
      is_title_[code] = standardize::find_title(name) != nullptr;
      const size_t blank = name.find(' ');
      const bool is_initial = blank < 3;  // "C. Marie"
      first_word_[code] = word_of.emplace(is_initial ? name : name.substr(0, blank), static_cast<uint32_t>(word_of.size())).first->second;
    }
    counts_.assign(word_of.size() + 1, {0, 0, 0});
  }
  void count() {
    for_records(work_, 0, work_.record_count(), [&](uint32_t, RecordIndex r) {
      if (const Code name = compared(names(), r); name != kMissing) ++counts_[first_word_[name]][side_[compared(titles(), r)]];
    });
  }
  void check() {
    constexpr uint32_t kBearers = 10;
    check_pair(work_, K::kTitleGivenName, title_, given_, [&](const Attribute& x, Code a, const Attribute& y, Code b) {
      const uint8_t here = side_[x.comparison_of[a]];
      const std::array<uint32_t, 3>& of = counts_[first_word_[y.comparison_of[b]]];
      return here != 0 && y.comparison_of[b] != kMissing && is_title_[y.comparison_of[b]] == 0 && of[3u - here] >= kBearers * of[here];
    });
  }

 private:
  const Attribute& titles() const { return work_.records().attributes[static_cast<size_t>(title_)]; }
  const Attribute& names() const { return work_.records().attributes[static_cast<size_t>(given_)]; }
  Work& work_;
  int title_, given_;
  std::vector<uint8_t> side_;         // per comparison code of a title
  std::vector<uint32_t> first_word_;  // per comparison code of a name
  std::vector<uint8_t> is_title_;
  std::vector<std::array<uint32_t, 3>> counts_;  // per word, of each side
};

}  // namespace

Pieces title_pieces(Work& work) {
  const int given = work.attribute_of(T::kGivenName);
  Pieces pieces;
  for (const T type : {T::kCivility, T::kGender}) {
    const int title = work.attribute_of(type);
    if (given < 0 || title < 0) continue;
    const auto check = std::make_shared<TitleCheck>(work, title, given);
    pieces.insert(pieces.end(), {[check] { check->learn(); }, [check] { check->count(); }, [check] { check->check(); }});
  }
  return pieces;
}

}  // namespace jumelles::audit
