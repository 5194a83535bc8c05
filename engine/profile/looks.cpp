#include "profile/looks.h"

#include <algorithm>
#include <array>

namespace jumelles::profile {
namespace {

using X = Trait;
using S = ContentStats;
using F = ColumnFacts;
using I = AttributeTypeInfo;
using V = ValueTraits;

constexpr auto kForm = Depth::kForm, kWords = Depth::kWords;

template <Trait trait>
bool has(const V& value) { return value.has(trait); }
template <Trait trait>
double share(const S& s, const F&, const I&) { return s.share(trait); }

bool is_phone(const V& v) { return v.has(X::kPhoneFormatted) || v.has(X::kPhonePlain); }
bool is_date(const V& v) { return v.has(X::kDateSeparated) || v.has(X::kDateCompact) || v.has(X::kDateWritten) || v.has(X::kDateNumber); }
bool is_year(const V& v) { return v.has(X::kYear) || (v.has(X::kInteger) && v.number < 100); }
bool is_postcode(const V& v) { return v.has(X::kPostcodeFive) || v.has(X::kPostcodeOther); }

double any(const S&, const F&, const I&) { return 1; }
double scheme(const S& s, const F&, const I& type) { return s.schemes.share(type.scheme); }
double phones(const S& s, const F&, const I&) { return s.share(X::kPhoneFormatted) + s.share(X::kPhonePlain); }
double dates(const S& s, const F&, const I&) {
  return s.share(X::kDateSeparated) + s.share(X::kDateCompact) + s.share(X::kDateWritten) + s.share(X::kDateNumber);
}
double years(const S& s, const F&, const I&) { return std::max(s.share(X::kYear), s.max_integer <= 2100 ? s.share(X::kInteger) : 0); }
double numbers(const S& s, const F&, const I&) { return std::max(s.share(X::kNumeric), 0.95 * s.share(X::kStartsWithDigit)); }
double sirens(const S& s, const F&, const I&) { return s.mean_length < 12 && s.share(X::kHasLetters) < 0.3 ? std::max(s.share(X::kSiren), 0.6) : 0; }
double sirets(const S& s, const F&, const I&) { return s.mean_length >= 12 && s.share(X::kHasLetters) < 0.3 ? std::max(s.share(X::kSiret), 0.6) : 0; }
// Answers in other words ("subscribed") are words: a day or an address of the network says when and where somebody answered.
double booleans(const S& s, const F& facts, const I&) { return facts.distinct_count <= 8 ? std::max(s.share(X::kBoolean), 0.6 * s.share(X::kHasLetters)) : 0; }
double postcodes(const S& s, const F&, const I&) {
  return std::max(s.share(X::kPostcodeFive) + s.share(X::kPostcodeOther), 0.55 * s.share(X::kHasDigits));
}
// "true" and "non" are written in letters and name nobody.
bool answers(const S& s) { return s.share(X::kBoolean) >= 0.9; }
double letters(const S& s, const F&, const I&) { return answers(s) ? 0 : s.share(X::kHasLetters); }
double names(const S& s, const F&, const I&) { return answers(s) ? 0 : s.mean_tokens <= 3.2 ? s.share(X::kLettersOnly) : 0.3 * s.share(X::kLettersOnly); }
double full_names(const S& s, const F&, const I&) {
  if (answers(s)) return 0;
  if (s.share(X::kList) > 0.6 || s.mean_tokens > 6) return 0.2;
  return s.mean_tokens >= 1.5 ? s.share(X::kLettersOnly) : 0.4 * s.share(X::kLettersOnly);
}
double places(const S& s, const F&, const I&) { return answers(s) ? 0 : s.mean_tokens <= 5 ? s.share(X::kHasLetters) : 0.3; }
double companies(const S& s, const F&, const I&) { return answers(s) ? 0 : s.share(X::kMixedCode) >= 0.8 ? 0.2 : s.share(X::kHasLetters); }
double categories(const S&, const F& facts, const I&) { return few_values(facts) ? 1 : facts.distinct_ratio() <= 0.6 ? 0.45 : 0.1; }
double codes(const S& s, const F&, const I&) {
  return s.mean_tokens <= 3 && s.mean_length <= 40 && s.share(X::kHasDigits) >= 0.5 ? 1 : 0.2;
}

// In the order of the enumerators.
constexpr LookInfo kLooks[] = {
    {Look::kAnything, false, std::nullopt, nullptr, any},
    {Look::kLetters, false, std::nullopt, nullptr, letters},
    {Look::kName, false, kForm, has<X::kLettersOnly>, names},
    {Look::kFullName, false, kForm, has<X::kLettersOnly>, full_names},
    {Look::kCompanyName, false, std::nullopt, nullptr, companies},
    {Look::kPlace, false, std::nullopt, nullptr, places},
    {Look::kCategory, false, std::nullopt, nullptr, categories},
    {Look::kCode, false, std::nullopt, nullptr, codes},
    {Look::kScheme, true, std::nullopt, nullptr, scheme},  // its values are asked their check digits
    {Look::kEmail, true, kForm, has<X::kEmail>, share<X::kEmail>},
    {Look::kPhone, true, kForm, is_phone, phones},
    {Look::kDate, true, kForm, is_date, dates},
    {Look::kYear, true, kForm, is_year, years},
    {Look::kNumber, true, kForm, has<X::kNumeric>, numbers},
    {Look::kSiren, true, kForm, has<X::kSiren>, sirens},
    {Look::kSiret, true, kForm, has<X::kSiret>, sirets},
    {Look::kVat, true, kForm, has<X::kVat>, share<X::kVat>},
    {Look::kPostcode, true, kForm, is_postcode, postcodes},
    {Look::kGender, true, kWords, has<X::kGender>, share<X::kGender>},
    {Look::kCivility, true, kWords, has<X::kCivility>, share<X::kCivility>},
    {Look::kBoolean, true, kWords, has<X::kBoolean>, booleans},
};

constexpr bool in_order() {
  for (size_t i = 0; i < std::size(kLooks); ++i)
    if (kLooks[i].look != static_cast<Look>(i)) return false;
  return std::size(kLooks) == static_cast<size_t>(Look::kBoolean) + 1;
}
static_assert(in_order());

}  // namespace

bool few_values(const ColumnFacts& facts) { return facts.distinct_count <= 12 || facts.distinct_ratio() <= 0.3; }

const LookInfo& look_of(AttributeType type) { return kLooks[static_cast<size_t>(info(type).look)]; }

double fit_of(AttributeType type, const ContentStats& content, const ColumnFacts& facts) { return look_of(type).fit(content, facts, info(type)); }

}  // namespace jumelles::profile
