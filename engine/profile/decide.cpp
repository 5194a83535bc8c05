#include "profile/decide.h"

#include <algorithm>

namespace jumelles::profile {
namespace {

using T = AttributeType;
using X = Trait;

constexpr double kLongAddress = 9;  // words, from which a text is more than an address

// Surnames that are also given names make full names of given names alone, but of a quarter of the persons at most.
constexpr double kAllGiven = 0.6;
// Towns that are surnames, too, are rare as such (14.5 bits: one in 23 000), and far more common in a list of addresses.
constexpr double kRareSurname = 14.5, kFarMoreCommon = 6;

// A slip in a hundred cells makes no codes of amounts.
constexpr double kFewZeros = 0.02;

bool looks_like_towns(const ContentStats& s, const ColumnFacts& facts) {
  if (s.share(X::kLettersOnly) < 0.8 || s.mean_tokens > 4) return false;
  const double known = s.share(X::kTown);
  if (known < 0.2 || known < 2 * s.share(X::kGivenName)) return false;
  return known >= 0.6 || s.share(X::kSurname) < 0.5 || (s.surname_bits > kRareSurname && s.surname_excess > kFarMoreCommon && facts.distinct_count >= 3);
}

bool says_titles(const ContentStats& s) { return s.share(X::kTitledName) >= 0.5 && s.share(X::kList) < 0.5 && s.mean_tokens < 6; }

void keep_better(Decision& best, T type, double confidence, const char* key = "") {
  if (confidence > best.confidence) best = {type, confidence, "content", key};
}

Decision decide_by_form(const ContentStats& s, const ColumnFacts& facts) {
  Decision best;
  const bool varied = facts.distinct_count >= 5;
  if (s.share(X::kEmail) >= 0.7) keep_better(best, T::kEmail, 0.97);
  if (const auto* scheme = s.schemes.winner("")) keep_better(best, attribute_type_of_scheme(scheme->id).value_or(T::kCode), 0.96);
  if (s.share(X::kSiret) >= 0.8) keep_better(best, T::kSiret, 0.95);
  if (s.share(X::kSiren) >= 0.8 && varied) keep_better(best, T::kSiren, 0.92);
  if (s.share(X::kVat) >= 0.85 && s.share(X::kMixedCode) >= 0.5) keep_better(best, T::kVat, 0.8);
  if (s.share(X::kPhoneFormatted) >= 0.6 && varied) keep_better(best, T::kPhone, 0.88);
  if (s.share(X::kDateSeparated) + s.share(X::kDateWritten) >= 0.85 || (s.share(X::kDateCompact) >= 0.9 && varied)) {
    // Dates of birth lie far apart and mostly far back; dates of dealings are recent.
    keep_better(best, s.recent_year_share < 0.35 && s.mean_year < 2005 ? T::kBirthDate : T::kDate, 0.85, "date");
  }
  if (s.share(X::kGuid) >= 0.9) keep_better(best, T::kCode, 0.95, "guid");
  if (facts.distinct_count <= 12 && s.share(X::kGender) >= 0.9 && facts.distinct_count >= 2)
    keep_better(best, T::kGender, s.mean_length > 1.5 ? 0.88 : 0.6);
  if (facts.distinct_count <= 16 && s.share(X::kCivility) >= 0.9 && s.mean_length > 1.2) keep_better(best, T::kCivility, 0.86);
  return best;
}

// Years come back; numbers of four digits that never do, in a table of some length, or under a title of keys, count customers.
constexpr uint32_t kRowsWithoutRepeat = 12;
bool may_be_years(const HeaderMeaning& header, const ColumnFacts& facts) {
  return !header.says_identifier && (facts.distinct_count < facts.filled_count || facts.filled_count < kRowsWithoutRepeat);
}

Decision decide_by_words(const HeaderMeaning& header, const ContentStats& s, const ColumnFacts& facts) {
  Decision best;
  const bool words = s.share(X::kHasLetters) >= 0.7;
  // What has a street in it among much else, a whole record in one column, is compared by its words.
  const bool address_long = s.mean_tokens < kLongAddress;
  if (s.share(X::kNumberedStreet) >= 0.4 && address_long) keep_better(best, T::kStreet, 0.84);
  else if (s.share(X::kStreetWord) >= 0.6 && address_long) keep_better(best, T::kStreet, 0.6);
  if (s.share(X::kLegalForm) >= 0.25 || s.share(X::kCompany) >= 0.5) keep_better(best, T::kCompanyName, 0.78);
  // "jean-dupont" is a name in an address on the web.
  if (s.share(X::kPersonName) >= 0.5 && s.share(X::kOneWord) < 0.5 && s.share(X::kList) < 0.3 && s.share(X::kLettersOnly) >= 0.8 && s.mean_tokens < 4)
    keep_better(best, T::kFullName, 0.75);
  // Titles make names of persons of words in any language.
  if (says_titles(s)) keep_better(best, T::kFullName, 0.86);
  const bool towns = looks_like_towns(s, facts);
  if (towns || (s.share(X::kPostalLine) >= 0.7 && s.share(X::kTown) >= 0.15)) keep_better(best, T::kCity, 0.74);
  if (s.share(X::kOneWord) >= 0.7 && s.share(X::kLettersOnly) >= 0.9) {
    if (s.share(X::kGivenName) >= 0.6 && s.share(X::kGivenName) >= s.share(X::kSurname)) keep_better(best, T::kGivenName, 0.72);
    else if (s.share(X::kSurname) >= 0.5 && !towns) keep_better(best, T::kSurname, 0.72);
  } else if (s.share(X::kGivenNames) >= kAllGiven && s.share(X::kLettersOnly) >= 0.9) {
    keep_better(best, T::kGivenName, 0.76);
  }
  if (s.share(X::kCountry) >= 0.9) keep_better(best, T::kCountry, 0.7);
  if (s.share(X::kPostcodeOther) >= 0.7) keep_better(best, T::kPostcode, 0.72);
  if (s.share(X::kYear) >= 0.9 && may_be_years(header, facts)) keep_better(best, T::kYear, 0.6);
  const bool whole = s.share(X::kInteger) >= 0.9;
  const bool day_like = s.min_integer >= 1 && s.max_integer <= 31 && few_values(facts);
  if (whole && (day_like || facts.distinct_count <= 2)) keep_better(best, T::kCategory, 0.55);
  else if (s.share(X::kPostcodeFive) >= 0.95 && s.mean_length > 4.6 && s.share(X::kYear) < 0.3 && s.min_integer >= 1000 &&
           facts.distinct_ratio() < 0.9)
    keep_better(best, T::kPostcode, 0.53);
  else if (whole && s.mean_length >= 6 && facts.distinct_ratio() >= 0.5) keep_better(best, T::kCode, 0.6);
  else if (s.share(X::kNumeric) >= 0.85) {
    // Amounts have no zeros in front: "02" is a department, "00394" a number of something.
    const bool amounts = s.share(X::kLeadingZero) < kFewZeros;
    keep_better(best, amounts ? T::kNumber : few_values(facts) ? T::kCategory : T::kCode, 0.5);
  }
  if (s.share(X::kMixedCode) >= 0.6 && s.share(X::kOneWord) >= 0.9) keep_better(best, T::kCode, 0.58);
  if (words && facts.distinct_ratio() <= 0.1 && facts.distinct_count <= 300 && s.mean_tokens < 4) keep_better(best, T::kCategory, 0.5);
  if (words) keep_better(best, s.mean_tokens >= 8 ? T::kText : T::kTitle, 0.4);
  if (best.confidence == 0) keep_better(best, s.share(X::kOneWord) >= 0.8 ? T::kCode : T::kText, 0.3);
  return best;
}

// What a category becomes when nearly every row has another value.
T loosened(T type, const ContentStats& s) {
  if (type != T::kCategory) return type;
  if (s.share(X::kList) >= 0.3) return T::kTitle;
  return s.mean_tokens >= 6 ? T::kText : T::kTitle;
}

// A reading's confidence in the light of the values; 0 drops it.
double weighed(const HeaderReading& reading, const ContentStats& s, const ColumnFacts& facts) {
  if (facts.filled_count == 0) return reading.score;
  const double fit = fit_of(reading.type, s, facts);
  if (!look_of(reading.type).formal) return reading.score * (fit >= 0.6 ? 1.0 : fit >= 0.3 ? 0.7 : 0);
  if (fit >= 0.8) return reading.score;
  if (fit >= 0.5) return reading.score * 0.92;
  return fit >= 0.3 ? reading.score * 0.6 : 0;
}

}  // namespace

Decision decide_type(const HeaderMeaning& header, const ContentStats& content, const ColumnFacts& facts) {
  Decision best;
  for (const HeaderReading& reading : header.readings) {
    HeaderReading candidate = reading;
    if (facts.filled_count > 0 && (fit_of(candidate.type, content, facts) < 0.6 || content.share(X::kList) >= 0.3)) candidate.type = loosened(candidate.type, content);
    double confidence = weighed(candidate, content, facts);
    // "name" is a person's full name only where the words are names.
    if (candidate.type == T::kFullName && candidate.score < 0.6 && facts.filled_count > 0)
      confidence = content.share(X::kPersonName) >= 0.4 || content.share(X::kSurnameFirst) >= 0.6 || says_titles(content) ? 0.85 : confidence * 0.6;
    if (confidence > best.confidence) best = {candidate.type, confidence, "header", candidate.key};
  }
  if (facts.filled_count == 0) return best;
  const Decision form = decide_by_form(content, facts), words = decide_by_words(header, content, facts);
  const Decision& by_content = form.confidence >= words.confidence ? form : words;
  const bool is_date = info(best.type).look == Look::kDate && fit_of(best.type, content, facts) >= 0.8;
  const bool agrees = by_content.type == best.type || is_date;
  if (best.confidence > 0 && agrees) {
    best.confidence = 1 - (1 - best.confidence) * (1 - by_content.confidence * 0.9);
    best.reason_id = "header_and_content";
  } else if (by_content.confidence > best.confidence) {
    best = by_content;
  } else if (look_of(best.type).formal && fit_of(best.type, content, facts) >= 0.8) {
    best.reason_id = "header_and_content";
  }
  return best;
}

}  // namespace jumelles::profile
