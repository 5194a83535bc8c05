// Values that are written unlike all others of their column.

#include <algorithm>
#include <array>
#include <unordered_map>

#include "audit/work.h"
#include "core/ascii.h"
#include "core/hash.h"

namespace jumelles::audit {
namespace {

// A column has a form where all but one of a hundred are written in forms that one of a hundred has at least.
constexpr uint64_t kOneOf = 100, kFewestCells = 200;

// Runs of letters as "a", of digits as "9", blanks left out, other signs as they are; what joins words ("Jean-Paul", "L'Isle", "St.") is
// of the word.
// Of dates, three digits and more are a year.
// By its hash, which is never 0.
uint64_t form_of(std::string_view text, bool is_date) {
  uint64_t before = 0, hash = 1;  // without the last sign, and with it
  int last = -1;
  const auto put = [&](char sign) {
    before = hash;
    last = sign;
    hash = mix(hash + static_cast<uint8_t>(sign)) | 1;
  };
  size_t digits = 0;
  for (const char c : text) {
    digits = is_digit(c) ? digits + 1 : 0;
    if (is_date && digits == 3) hash = before, put('y');
    if (is_date && digits >= 3) continue;
    const bool letter = is_lower(c) || is_upper(c) || static_cast<uint8_t>(c) >= 0x80;
    const char sign = letter ? 'a' : is_digit(c) ? '9' : c;
    if (c == ' ' || last == sign) continue;
    if (last == 'a' && (c == '-' || c == '\'' || c == '.')) continue;
    put(sign);
  }
  return hash;
}

enum class Case : uint8_t { kUntold, kCapitals, kSmall, kBoth };

// A word of two letters tells nothing; nor do letters beyond ASCII, which programs leave as they are.
Case case_of(std::string_view text) {
  constexpr int kFewestLetters = 3;
  int upper = 0, lower = 0;
  bool high = false;
  for (const char c : text) upper += is_upper(c), lower += is_lower(c), high = high || static_cast<uint8_t>(c) >= 0x80;
  if (upper + lower < kFewestLetters || (high && upper == 0)) return Case::kUntold;
  return lower == 0 ? Case::kCapitals : upper == 0 ? Case::kSmall : Case::kBoth;
}

// Where all but one of a hundred are written in capitals and small letters, or in capitals alone, the others are not of the column.
void find_odd_cases(Work& work, const Feed& feed) {
  std::array<uint64_t, 4> cells{};
  uint64_t total = 0;
  for (Code code = 1; code < work.counts.size(); ++code) {
    if (work.counts[code] == 0 || work.clean_of[code] == kMissing) continue;
    const Case of = case_of((*feed.values)[code]);
    cells[static_cast<size_t>(of)] += work.counts[code];
    if (of != Case::kUntold) total += work.counts[code];
  }
  const Case usual = cells[static_cast<size_t>(Case::kCapitals)] > cells[static_cast<size_t>(Case::kBoth)] ? Case::kCapitals : Case::kBoth;
  const uint64_t others = total - cells[static_cast<size_t>(usual)];
  if (total < kFewestCells || others == 0 || others * kOneOf > total) return;
  if (work.odd_forms.empty()) work.odd_forms.assign(work.counts.size(), 0);
  for (Code code = 1; code < work.counts.size(); ++code) {
    if (work.counts[code] == 0 || work.clean_of[code] == kMissing) continue;
    const Case of = case_of((*feed.values)[code]);
    if (of != Case::kUntold && of != usual) work.odd_forms[code] = 1;
  }
}

// A country written in another way than fifty others of it: "FR" among "France". `becomes` of a finding, not of the value alone.
void find_odd_countries(Work& work, const Feed& feed) {
  constexpr uint32_t kTimesAsOften = 50;
  const Attribute& attribute = work.records().attributes[feed.attribute];
  std::unordered_map<Code, Code> most;  // per comparison code
  for (Code code = 1; code < work.counts.size(); ++code) {
    if (work.counts[code] == 0 || work.clean_of[code] == kMissing) continue;
    Code& best = most[attribute.comparison_of[work.clean_of[code]]];
    if (best == kMissing || work.counts[code] > work.counts[best]) best = code;
  }
  for (Code code = 1; code < work.counts.size(); ++code) {
    if (work.counts[code] == 0 || work.clean_of[code] == kMissing) continue;
    const Code best = most[attribute.comparison_of[work.clean_of[code]]];
    if (work.counts[best] < kTimesAsOften * work.counts[code]) continue;
    if (work.odd_forms.empty()) work.odd_forms.assign(work.counts.size(), 0);
    work.odd_forms[code] = 1;
  }
}

}  // namespace

void find_odd_forms(Work& work, const Feed& feed) {
  work.odd_forms.clear();
  const Attribute& attribute = work.records().attributes[feed.attribute];
  const AttributeTypeInfo& type = info(attribute.type);
  // Streets and e-mails have numbers anywhere ("12 avenue du 14 Juillet", "anne.b92@...").
  const bool is_free = (type.look == Look::kAnything && type.cleaning == Cleaning::kWords) || type.cleaning == Cleaning::kStreet || type.cleaning == Cleaning::kEmail;
  if (!feed.as_written() || is_free) return;
  const bool is_date = type.cleaning == Cleaning::kDate || type.cleaning == Cleaning::kMoment;
  if (type.cleaning == Cleaning::kPersonName || type.cleaning == Cleaning::kCity) find_odd_cases(work, feed);
  if (type.cleaning == Cleaning::kCountry) find_odd_countries(work, feed);
  std::unordered_map<uint64_t, uint64_t> cells;
  std::vector<uint64_t> form(work.counts.size(), 0);
  uint64_t total = 0, usual = 0, former = 0;
  uint64_t* cells_of = nullptr;  // of the former one, which most are like
  for (Code code = 1; code < work.counts.size(); ++code) {
    if (work.counts[code] == 0 || work.clean_of[code] == kMissing) continue;
    form[code] = form_of((*feed.values)[code], is_date);
    if (form[code] != former) former = form[code], cells_of = &cells[former];
    *cells_of += work.counts[code];
    total += work.counts[code];
  }
  for (const auto& [of, count] : cells)
    if (count * kOneOf >= total) usual += count;
  if (total < kFewestCells || usual == total || (total - usual) * kOneOf > total) return;
  if (work.odd_forms.empty()) work.odd_forms.assign(work.counts.size(), 0);
  for (Code code = 1; code < work.counts.size(); ++code)
    if (form[code] != 0 && cells[form[code]] * kOneOf < total) work.odd_forms[code] = 1;
}

}  // namespace jumelles::audit
