// What is wrong with a value by itself.

#include <algorithm>
#include <unordered_map>

#include "audit/work.h"
#include "core/ascii.h"
#include "standardize/clean_value.h"
#include "standardize/companies.h"
#include "standardize/dates.h"
#include "standardize/cell_text.h"
#include "standardize/name_remarks.h"
#include "standardize/phone_numbers.h"
#include "standardize/suspects.h"
#include "standardize/words.h"
#include "text/readable.h"

namespace jumelles::audit {
namespace {

using K = FindingKindId;
using T = AttributeType;

constexpr int kDigitsOfPhone = 8;
constexpr int kOldestAge = 110;  // of a hundred million people, about one is older

// "????? ??": an export that had no such letters. One or two say that somebody did not know.
bool is_all_lost(std::string_view original) {
  constexpr auto kFewest = 4;
  return std::count(original.begin(), original.end(), '?') >= kFewest && original.find_first_not_of("? .-'") == std::string_view::npos;
}

bool is_letter_byte(char c) { return is_lower(c) || is_upper(c) || (c & 0x80) != 0; }

bool has_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }) || std::any_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

// A whole e-mail address, or a whole phone, in a field of contacts or of places: it has a field of its own.
KindBits elsewhere_bits(std::string_view original, Cleaning cleaning) {
  const bool is_of_contacts = cleaning == Cleaning::kEmail || cleaning == Cleaning::kPhone;
  if (!is_of_contacts && cleaning != Cleaning::kPostcode && cleaning != Cleaning::kCity && cleaning != Cleaning::kStreet) return 0;
  original = standardize::trim(original);
  const bool has_at = original.find('@') != std::string_view::npos;
  if (cleaning != Cleaning::kEmail && has_at && original.find(' ') == std::string_view::npos && standardize::clean_value(T::kEmail, original).validity == Validity::kValid) return bit(K::kEmailElsewhere);
  if (cleaning == Cleaning::kPhone || has_at || has_letter(original)) return 0;
  const bool is_dialed = original.starts_with("0") || original.starts_with("+");  // as people write phones; other digits are codes
  const bool is_long = std::count_if(original.begin(), original.end(), is_digit) >= kDigitsOfPhone;
  return is_dialed && is_long && standardize::clean_value(T::kPhone, original).validity == Validity::kValid ? bit(K::kPhoneElsewhere) : 0;
}

KindBits set_aside_bits(Cleaning cleaning, std::string_view original) {
  if (is_all_lost(original)) return bit(K::kLostLetters);
  if (const KindBits elsewhere = elsewhere_bits(original, cleaning); elsewhere != 0) return elsewhere;
  const bool digits = std::any_of(original.begin(), original.end(), is_digit);
  switch (cleaning) {
    case Cleaning::kDate:
    case Cleaning::kMoment: return bit(digits ? K::kDefaultDate : K::kStandIn);
    case Cleaning::kPhone: return bit(digits ? K::kFillerPhone : K::kStandIn);
    case Cleaning::kEmail: return bit(original.find('@') != std::string_view::npos ? K::kFillerEmail : K::kStandIn);
    default: return bit(original.find('@') != std::string_view::npos ? K::kInvalidValue : K::kStandIn);  // an address in the place of a name
  }
}

bool is_rounded(std::string_view original) {
  if (original.size() < 4 || !is_digit(original[0])) return false;
  const standardize::ScientificNumber number = standardize::read_scientific(original);
  return number.found && !number.exact;
}

// "5th Baron", "3rd": an ordinal of English is part of a name; another number is none.
bool has_number(std::string_view name) {
  for (size_t at = 0; at < name.size();) {
    if (!is_digit(name[at])) {
      ++at;
      continue;
    }
    size_t end = at;
    while (end < name.size() && is_digit(name[end])) ++end;
    const char last = name[end - 1];
    const bool is_teen = end - at > 1 && name[end - 2] == '1';
    const std::string_view ending = is_teen ? "TH" : last == '1' ? "ST" : last == '2' ? "ND" : last == '3' ? "RD" : "TH";
    const bool begins = at == 0 || !is_letter_byte(name[at - 1]), ends = end + 2 >= name.size() || !is_letter_byte(name[end + 2]);
    if (!begins || !ends || text::upper(name.substr(end, 2)) != ending) return true;
    at = end;
  }
  return false;
}

// What cleaning leaves open, for somebody somewhere may write it so, and nobody does.
bool is_nobodys(const ValueFacts& value, Cleaning cleaning) {
  const auto digits = [&] { return std::count_if(value.original.begin(), value.original.end(), is_digit); };
  constexpr double kShareOfTitle = 0.005;
  const bool is_open = value.validity == Validity::kUnchecked;
  switch (cleaning) {
    case Cleaning::kPostcode: return (is_open && digits() == 0) || value.original.find('?') != std::string_view::npos;
    case Cleaning::kCity: return !has_letter(value.original) && digits() > 0;
    case Cleaning::kStreet: return !has_letter(value.original) && digits() >= kDigitsOfPhone;
    // Titles of another language, and codes of companies, are many.
    case Cleaning::kCivility: return is_open && value.is_among_valid && value.share < kShareOfTitle && !standardize::may_name_a_company(text::fold(value.original));
    // Read as a number it begins with its calling code, whether or not the range is known.
    case Cleaning::kPhone: return is_open && value.is_among_valid && !value.clean.empty() && value.clean[0] != '+';
    default: return false;
  }
}

KindBits invalid_bits(const ValueFacts& value, Cleaning cleaning) {
  const bool is_wrong = value.validity == Validity::kInvalid || is_nobodys(value, cleaning);
  if (!is_wrong && value.original.find('@') == std::string_view::npos) return 0;
  if (const KindBits elsewhere = elsewhere_bits(value.original, cleaning); elsewhere != 0) return elsewhere;
  if (!is_wrong || (value.has_lettered && is_lettered(value.original))) return 0;
  if (is_rounded(value.original)) return bit(K::kRoundedNumber);
  switch (cleaning) {
    case Cleaning::kEmail: return bit(K::kInvalidEmail);
    case Cleaning::kPhone: return standardize::is_short_number(standardize::digits_of(value.original)) ? 0 : bit(K::kInvalidPhone);  // a service's (countries.cpp)
    case Cleaning::kDate:
    case Cleaning::kMoment: return bit(K::kInvalidDate);
    case Cleaning::kPostcode: return bit(K::kInvalidPostcode);
    case Cleaning::kScheme:
    case Cleaning::kCompanyNumber:
    case Cleaning::kCode: return bit(K::kWrongKey);
    default: return bit(K::kInvalidValue);
  }
}

// Digits alone, and the clean value has zeros in front of them.
bool lost_zero(Cleaning cleaning, std::string_view original, std::string_view clean) {
  if (original.empty() || original[0] == '0' || !standardize::all_digits(original)) return false;
  if (clean.size() <= original.size() || (cleaning == Cleaning::kPhone && original.size() != 9)) return false;
  const std::string digits = standardize::digits_of(clean);
  // Of France and its departments overseas: other countries write nine digits.
  if (cleaning == Cleaning::kPhone) return (clean.substr(0, 3) == "+33" || clean.substr(0, 3) == "+26" || clean.substr(0, 3) == "+59") && digits.size() > 9 && digits.substr(digits.size() - 9) == original;
  return digits.size() > original.size() && digits[0] == '0' && digits.size() <= original.size() + 3 && std::string_view(digits).substr(digits.size() - original.size()) == original;
}

bool is_civility(std::string_view token) {
  static const standardize::WordSet civilities{"M", "MR", "MME", "MLLE", "MONSIEUR", "MADAME", "MADEMOISELLE", "MRS", "MS"};
  return civilities.has(token);
}

// A civility in front of the name of one person, and no word of companies.
bool is_person(std::string_view folded, const std::vector<std::string_view>& tokens, std::string_view original) {
  return tokens.size() >= 2 && tokens.size() <= 4 && is_civility(tokens[0]) && tokens[1].size() > 1 && !standardize::names_a_company(original, tokens) &&
         std::none_of(folded.begin(), folded.end(), is_digit);
}

// "GRADAFORT née TOURNEBOIS", "Michel et Auguste", "Paul & Anne": names of two people, or of two times.
// In a whole name that was not taken apart, "&" joins anything.
bool is_of_two_names(std::string_view original, const std::vector<std::string_view>& tokens, bool is_given, bool is_written) {
  if (tokens.size() < 2) return false;
  const bool has_sign = is_written && std::any_of(original.begin(), original.end(), [](char c) { return c == '&' || c == '/' || c == '|' || c == '+' || c == ';' || c == '#'; });
  static constexpr std::string_view kSigns[] = {"&", "/", "|", " + ", ";;", "##", ";"};
  for (const std::string_view sign : kSigns)
    if (const size_t at = has_sign ? original.find(sign) : std::string_view::npos; at != std::string_view::npos && at > 1 && at + sign.size() + 1 < original.size() && has_letter(original.substr(0, at)) && has_letter(original.substr(at))) return true;
  static const standardize::WordSet born{"NEE", "EPOUSE", "EPSE", "EP", "VEUVE", "VVE", "DIVORCEE"};
  for (size_t i = is_civility(tokens[0]) ? 2 : 1; i + 1 < tokens.size(); ++i)  // "Mme veuve DURAND" has one
    if (born.has(tokens[i]) || (is_given && (tokens[i] == "ET" || tokens[i] == "OU") && tokens[0].size() > 1)) return true;
  return false;
}

// `broken`: its letters are; "SÃ©bastien" begins as a company (SA) does, and is read as it is mended.
KindBits name_bits(const ValueFacts& value, Cleaning cleaning, bool broken, standardize::Scratch& scratch) {
  const std::string_view written = broken ? value.clean : value.original;
  scratch.read(written);
  if (cleaning == Cleaning::kCompanyName) return is_person(scratch.folded, scratch.tokens, written) ? bit(K::kPersonInCompany) : 0;
  bool may_be = false;
  for (const std::string_view token : scratch.tokens) may_be = may_be || standardize::may_name_a_company(token);
  if (may_be && scratch.tokens.size() > 1 && standardize::names_a_company(written, scratch.tokens)) return bit(K::kCompanyInName);
  if (std::any_of(scratch.tokens.begin(), scratch.tokens.end(), standardize::may_be_remark)) {
    std::string name(value.original);
    if (!standardize::take_name_remarks(name).empty()) return bit(K::kRemark);
  }
  const bool is_part = value.type == T::kGivenName || value.type == T::kSurname;
  if (is_part && is_of_two_names(value.original, scratch.tokens, value.type == T::kGivenName, value.is_written)) return bit(K::kTwoNames);
  return has_number(value.clean) ? bit(K::kDigitsInName) : 0;
}

int year_of(std::string_view iso) {
  if (iso.size() < 4) return 0;
  int year = 0;
  for (size_t i = 0; i < 4; ++i) {
    if (!is_digit(iso[i])) return 0;
    year = year * 10 + (iso[i] - '0');
  }
  return year;
}

KindBits date_bits(const ValueFacts& value, Cleaning cleaning) {
  if (value.validity == Validity::kInvalid) return 0;
  const int year = year_of(value.clean), now = value.today.empty() ? standardize::kFallbackYear : year_of(value.today);
  if (value.type == T::kBirthDate && year > 0 && now - year > kOldestAge) return bit(K::kTooOld);
  if (cleaning == Cleaning::kMoment && !value.today.empty() && value.clean.size() >= 10 && value.clean.substr(0, 10) > value.today && year < 9000) return bit(K::kFutureDate);
  return 0;
}

// A question mark where a letter was: inside a word, and in names at its end, "Ren?". Behind a blank it is a doubt, at the end of a title a question.
bool has_lost_letter(std::string_view original, bool at_ends) {
  for (size_t at = original.find('?'); at != std::string_view::npos; at = original.find('?', at + 1)) {
    const bool behind = at > 0 && has_letter(original.substr(at - 1, 1)), before = at + 1 < original.size() && has_letter(original.substr(at + 1, 1));
    if ((behind && before) || (at_ends && (behind || before))) return true;
  }
  return original.find("\uFFFD") != std::string_view::npos;
}

// "12 rue du Général de...": whoever cut it says so.
bool ends_in_dots(std::string_view text) {
  constexpr std::string_view kDots = "...", kEllipsis = "\u2026";
  const auto ends = [&](std::string_view with) { return text.size() > with.size() && text.substr(text.size() - with.size()) == with; };
  return ends(kDots) || ends(kEllipsis);
}

bool is_words(Cleaning cleaning) {
  return cleaning == Cleaning::kPersonName || cleaning == Cleaning::kCompanyName || cleaning == Cleaning::kCity || cleaning == Cleaning::kStreet;
}

KindBits character_bits(std::string_view original) {
  if (text::is_readable_as_it_is(original)) return 0;
  thread_local text::Readable readable;
  readable.read(original);
  return (readable.repaired() ? bit(K::kBrokenLetters) : 0) | ((readable.found() & text::Readable::kReference) != 0 ? bit(K::kReferences) : 0);
}

bool holds_several(Cleaning cleaning, std::string_view original) {
  // "paul@@poste.fr" is one that is broken.
  if (cleaning == Cleaning::kEmail) return original.find('@') != original.rfind('@') && original.find_first_of(" ,;/|&\n") != std::string_view::npos;
  // Too many for one number; words may be those of an extension, "poste 12345".
  constexpr int kDigitsOfTwo = 17;
  return std::count_if(original.begin(), original.end(), is_digit) >= kDigitsOfTwo &&
         (original.find_first_of("/;,&\n|") != std::string_view::npos || original.find(" - ") != std::string_view::npos || !has_letter(original) || text::upper(original).find(" OU ") != std::string::npos);
}

// Several in one cell, a zero that a spreadsheet took.
KindBits mended_bits(const ValueFacts& value, Cleaning cleaning) {
  const bool contact = cleaning == Cleaning::kEmail || cleaning == Cleaning::kPhone;
  const KindBits several = contact && holds_several(cleaning, value.original) ? bit(K::kSeveralValues) : 0;
  const bool has_zeros = cleaning == Cleaning::kPhone || cleaning == Cleaning::kPostcode || cleaning == Cleaning::kScheme || cleaning == Cleaning::kCompanyNumber;
  return several | (has_zeros && value.validity != Validity::kInvalid && lost_zero(cleaning, value.original, value.clean) ? bit(K::kLostZero) : 0);
}

KindBits bit_of_suspicion(std::string_view id) {
  static const std::unordered_map<std::string_view, KindBits> bits = [] {
    std::unordered_map<std::string_view, KindBits> out;
    for (size_t b = 0; b < kValueKindCount; ++b)
      if (const FindingKind& row = kind(of_value(b)); !row.suspects.empty()) out[row.suspects] = bit(row.id);
    return out;
  }();
  return bits.at(id);
}

// What its signs and letters say, whatever it is of.
KindBits sign_bits(std::string_view original, Cleaning cleaning) {
  KindBits bits = character_bits(original);
  const bool is_text = is_words(cleaning) || cleaning == Cleaning::kWords;
  if (is_text && has_lost_letter(original, is_words(cleaning))) bits |= bit(K::kLostLetters);
  return has_stray_characters(original) ? bits | bit(K::kStrayCharacters) : bits;
}

}  // namespace

bool is_lettered(std::string_view original) {
  original = standardize::trim(original);
  const auto is_letter = [](char c) { return is_lower(c) || is_upper(c); };
  const auto letters = static_cast<size_t>(std::count_if(original.begin(), original.end(), is_letter));
  const auto digits = static_cast<size_t>(std::count_if(original.begin(), original.end(), is_digit));
  return letters > 0 && letters + digits == original.size() && (digits > 0 || letters == 1);
}

KindBits check_value(const ValueFacts& value, std::string& becomes) {
  const Cleaning cleaning = info(value.type).cleaning;
  if (value.set_aside) return set_aside_bits(cleaning, value.original);
  thread_local standardize::Scratch scratch;
  KindBits bits = invalid_bits(value, cleaning);
  if (is_words(cleaning) && ends_in_dots(value.original)) bits |= bit(K::kTruncated);
  if (!has_plain_characters(value.original)) {
    bits |= sign_bits(value.original, cleaning);
    if (mixes_alphabets(value.original, becomes)) return bits | bit(K::kMixedAlphabets);
  }
  const KindBits mended = mended_bits(value, cleaning);
  standardize::Suspicion suspicion = standardize::suspect(value.type, value.original);
  if (!value.has_mistyped && suspicion && bit_of_suspicion(suspicion.id) == bit(K::kMistypedDomain)) suspicion = {};
  // Values for show are usual in files for show: what has to be mended in them is of more use.
  constexpr KindBits kOfShow = bit(K::kFictionPhone) | bit(K::kReservedDomain);
  if (suspicion && (mended == 0 || (bit_of_suspicion(suspicion.id) & kOfShow) == 0)) {
    becomes = std::move(suspicion.suggestion);
    return bits | bit_of_suspicion(suspicion.id);
  }
  bits |= mended;
  switch (cleaning) {
    case Cleaning::kPersonName:
    case Cleaning::kCompanyName: bits |= name_bits(value, cleaning, (bits & bit(K::kBrokenLetters)) != 0, scratch); break;
    case Cleaning::kDate:
    case Cleaning::kMoment: bits |= date_bits(value, cleaning); break;
    default: break;
  }
  // A number is clean in the unit that it is read in ("00:30" in seconds), which is no matter of blanks around it.
  const bool is_trimmed = cleaning == Cleaning::kNumber && (bits & kMendedBits) == bit(K::kStrayCharacters);
  if ((bits & kMendedBits) != 0) becomes = is_trimmed ? standardize::trim(value.original) : std::string_view(value.clean);
  return bits;
}

}  // namespace jumelles::audit
