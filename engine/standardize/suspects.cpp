#include "standardize/suspects.h"

#include <algorithm>
#include <array>

#include "core/ascii.h"
#include "standardize/suspect_checks.h"
#include "standardize/suspect_words.h"
#include "standardize/words.h"
#include "text/fold.h"

namespace jumelles::standardize {
namespace {

using T = AttributeType;

constexpr std::string_view kKeyboardWalk = "keyboard_walk", kTestValue = "test_value", kMistypedDomain = "mistyped_domain",
                           kDisposableDomain = "disposable_domain", kMadeUpPhone = "made_up_phone", kFictionPhone = "fiction_phone";

// ---- keyboard walks

// Rows of French, English and German keyboards, and the digits.
constexpr std::array<std::string_view, 9> kRows{"AZERTYUIOP", "QSDFGHJKLM", "WXCVBN", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM", "QWERTZUIOP", "YXCVBNM", "1234567890"};

bool are_neighbors(char a, char b) {
  return std::any_of(kRows.begin(), kRows.end(), [&](std::string_view row) {
    const size_t at = row.find(a);
    return at != std::string_view::npos && ((at > 0 && row[at - 1] == b) || (at + 1 < row.size() && row[at + 1] == b));
  });
}

// Along one row, without turning.
bool runs_along(std::string_view word) {
  const std::string back(word.rbegin(), word.rend());
  return std::any_of(kRows.begin(), kRows.end(), [&](std::string_view row) { return row.find(word) != std::string_view::npos || row.find(back) != std::string_view::npos; });
}

bool is_repeated(std::string_view word, size_t unit) {
  if (word.size() % unit != 0 || word.size() < 2 * unit) return false;
  for (size_t i = unit; i < word.size(); ++i)
    if (word[i] != word[i - unit]) return false;
  return true;
}

// Whether the second letter is beside the first one or the same, and the third one so to the second, without which no word is a walk.
bool begins_a_walk(std::string_view word) {
  static const std::array<uint32_t, 26> neighbors = [] {
    std::array<uint32_t, 26> rows{};
    for (size_t a = 0; a < 26; ++a)
      for (size_t b = 0; b < 26; ++b)
        if (a == b || are_neighbors(static_cast<char>('A' + a), static_cast<char>('A' + b))) rows[a] |= 1u << b;
    return rows;
  }();
  const auto at = [&](size_t i) { return static_cast<uint32_t>(static_cast<uint8_t>(word[i]) - 'A'); };
  return at(0) < 26 && at(1) < 26 && at(2) < 26 && (neighbors[at(0)] >> at(1) & neighbors[at(1)] >> at(2) & 1) != 0;
}

// A folded word that fingers made and no language: "AZERTY", "QSDF", "ASDASD", "HHHH". "WERT" is a surname, "TREW" another: of the rows of
// letters, four keys count from their beginning alone, elsewhere five.
bool is_keyboard_walk(std::string_view word, const Signs& signs) {
  if (word.size() < 4 || !(begins_a_walk(word) || signs.has(kSignSlow)) || !std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) return false;
  if (is_repeated(word, 1)) return word != "XXXX";
  if (runs_along(word)) {
    const bool from_the_edge = std::any_of(kRows.begin(), kRows.end(), [&](std::string_view row) { return row.substr(0, word.size()) == word; });
    return word.size() >= 5 || from_the_edge;
  }
  for (const size_t unit : {size_t{2}, size_t{3}, size_t{4}}) {
    if (word.size() < std::max<size_t>(6, 2 * unit) || !is_repeated(word, unit)) continue;
    bool walked = true;
    for (size_t i = 1; i < unit; ++i) walked = walked && are_neighbors(word[i - 1], word[i]);
    if (walked) return true;
  }
  return false;
}

// ---- values of tests

bool is_test_word(std::string_view word) {
  static const WordSet set{"TEST", "TESTS", "TESTER", "TESTING", "TESTTEST", "ESSAI", "TOTO", "TITI", "TATA", "TUTU", "FOO", "FOOBAR", "DUMMY", "FAKE", "LOREM", "IPSUM",
                           "CLIENT", "PROSPECT", "USER", "COMPTE", "DEMO", "SAMPLE", "PRUEBA", "PROVA", "TESTKUNDE", "MUSTERMANN"};
  return set.has(word);
}
// Words that say so alone (Testé and Bidon are surnames); others ("CLIENT", "TATA") only beside these.
const WordSet& test_words() {
  static const WordSet set{"TEST", "TESTS", "TESTING", "TESTTEST", "ESSAI", "TOTO", "FOOBAR", "DUMMY", "TESTKUNDE"};
  return set;
}

const WordSet& test_phrases() {
  static const WordSet set{"JOHN DOE", "JANE DOE", "DOE JOHN", "DOE JANE", "MICKEY MOUSE", "MOUSE MICKEY", "DONALD DUCK", "DUCK DONALD", "MAX MUSTERMANN", "ERIKA MUSTERMANN",
                           "LOREM IPSUM", "FOO BAR", "TATA TITI", "TITI TATA", "MONSIEUR X", "MADAME X"};
  return set;
}

// What a company is, and what form it has: "TEST SARL", "Société test".
bool says_company(std::string_view word) {
  static const WordSet set{"SOCIETE", "STE", "ENTREPRISE", "COMPANY", "FIRMA", "FIRM", "SARL", "SAS", "SASU", "EURL", "SA", "SCI", "LTD", "INC", "LLC", "GMBH", "AG", "SRL", "SPA", "SL"};
  return set.has(word);
}

bool is_test_text(std::string_view folded, bool is_address) {
  if (test_phrases().has(folded)) return true;
  bool says = false, all = true;
  text::tokenize(folded, [&](std::string_view word) {
    size_t letters = word.size();
    while (letters > 0 && is_digit(word[letters - 1])) --letters;
    word = word.substr(0, letters);  // "TEST2"
    if (word.empty()) return;
    says = says || test_words().has(word);
    all = all && (is_test_word(word) || says_company(word));
  });
  return says && (all || is_address);
}

// ---- e-mails

// The small letters of a text, which is its own where it has no others.
std::string_view in_small_letters(std::string_view text, const Signs& signs, std::string& buffer) {
  if (!signs.has(kSignUpper | kSignHigh)) return text;
  buffer = text::lower(text);
  return buffer;
}

Suspicion suspect_email(std::string_view trimmed, const Signs& signs) {
  constexpr size_t kLongestMark = 7;
  if (signs.has(kSignBlank | kSignOfMarkup) || trimmed.find('-') < kLongestMark)
    if (Suspicion found = suspect_note_of_email(trimmed)) return found;
  const size_t at = trimmed.rfind('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == trimmed.size() || signs.has(kSignBlank)) return {};
  thread_local std::string domain_buffer, local_buffer, local;
  const std::string_view domain = in_small_letters(trimmed.substr(at + 1), signs, domain_buffer);
  const Domain facts = look_at_domain(domain, signs);
  text::fold_into(trimmed.substr(0, at), local);
  // The customers that shop software is delivered with.
  static const WordSet demo{"PUB", "DEMO", "RONI COST", "JOHN DOE"};
  const bool may_be_test = signs.has(kSignSlow) || (suspect_words().of_all(local) & kWordOfTest) != 0;
  if ((may_be_test && is_test_text(local, false)) || (facts.is_of_demo && demo.has(local))) return {kTestValue, {}};
  if (facts.is_disposable) return {kDisposableDomain, {}};
  if (Suspicion found = suspect_mailbox(in_small_letters(trimmed.substr(0, at), signs, local_buffer), domain, facts, signs)) return found;
  if (!facts.meant.empty()) return {kMistypedDomain, std::string(trimmed.substr(0, at + 1)) + std::string(facts.meant)};
  if (is_keyboard_walk(local, signs)) return {kKeyboardWalk, {}};
  return suspect_reserved_domain(facts);
}

// ---- phones

// Of the digits behind the first two of ten (or of nine behind the calling code): all alike, counted up or down, or by pairs ("01 02 03 04 05").
bool is_made_up(std::string_view digits) {
  if (digits.size() > 10 && digits.substr(0, 2) == "33") digits.remove_prefix(2);
  else if (digits.size() > 11 && digits.substr(0, 4) == "0033") digits.remove_prefix(4);
  if (digits.size() == 9) digits.remove_prefix(1);
  else if (digits.size() == 10) digits.remove_prefix(2);
  if (digits.size() < 8) return false;
  const auto steps = [&](size_t from, size_t stride, int step) {
    for (size_t i = from + stride; i < digits.size(); i += stride)
      if ((digits[i] - digits[i - stride] + 10) % 10 != (step + 10) % 10) return false;
    return true;
  };
  if (steps(0, 1, 0) || steps(0, 1, 1) || steps(0, 1, -1)) return true;
  return digits.size() == 8 && steps(0, 2, 0) && steps(1, 2, 1);
}

// Numbers that are given to nobody, so that films may show them (decision 2018-0881 of Arcep, France; Ofcom, United Kingdom; 555-0100 to 555-0199, North America).
bool is_of_fiction(std::string_view digits) {
  const auto begins = [&](std::string_view with) { return digits.substr(0, with.size()) == with; };
  if (begins("0033")) digits.remove_prefix(4);
  else if (digits.size() > 10 && begins("33")) digits.remove_prefix(2);
  if (digits.size() == 10 && begins("0")) digits.remove_prefix(1);
  if (digits.size() == 9) return begins("19900") || begins("26191") || begins("35301") || begins("46571") || begins("53649") || begins("63998");
  if (digits.size() == 12 && begins("447700900")) return true;
  if (digits.size() == 11 && begins("1")) digits.remove_prefix(1);
  return digits.size() == 10 && digits.substr(3, 5) == "55501";
}

Suspicion suspect_phone(std::string_view original) {
  constexpr size_t kMost = 16;  // more are nobody's number
  std::array<char, kMost> buffer;
  size_t count = 0;
  for (const char c : original) {
    if (!is_digit(c)) continue;
    if (count == kMost) return {};
    buffer[count++] = c;
  }
  const std::string_view digits(buffer.data(), count);
  if (digits.size() <= 13 && is_made_up(digits)) return {kMadeUpPhone, {}};
  return is_of_fiction(digits) ? Suspicion{kFictionPhone, {}} : Suspicion{};
}

bool has_words(const AttributeTypeInfo& type) {
  return type.cleaning == Cleaning::kPersonName || type.cleaning == Cleaning::kCompanyName || type.cleaning == Cleaning::kCity || type.cleaning == Cleaning::kStreet;
}

Suspicion suspect_words_of(const AttributeTypeInfo& type, std::string_view value, const Signs& signs) {
  thread_local std::string folded;
  text::fold_into(value, folded);
  const SuspectWords& known = suspect_words();
  Words words;
  size_t count = 0, walked = 0;
  text::tokenize(folded, [&](std::string_view word) {
    const uint32_t bits = known.of(word);
    words.any |= bits;
    if (count == 0) words.first = bits;
    walked += walked == count && is_keyboard_walk(word, signs);
    ++count;
  });
  if (signs.has(kSignSlow)) words = {words.any | ~kWordOfPhrase, UINT32_MAX};
  if ((words.any & kWordOfTest) != 0 && is_test_text(folded, type.cleaning == Cleaning::kStreet)) return {kTestValue, {}};
  if (count > 0 && walked == count) return {kKeyboardWalk, {}};
  if (Suspicion found = suspect_letters(type, value, signs)) return found;
  return suspect_note(type, value, folded, words, signs);
}

std::array<uint32_t, 256> table_of_signs() {
  std::array<uint32_t, 256> table{};
  const auto add = [&](std::string_view signs, uint32_t bit) {
    for (const char c : signs) table[static_cast<uint8_t>(c)] |= bit;
  };
  add("<>{}[]%\\\"=$`;:(|", kSignOfMarkup);
  add(" ", kSignBlank);
  add("@'+-,", kSignAtEnd);
  add("+%", kSignPlus);
  add("*", kSignOfMask);
  add(":/.", kSignOfLink);
  add("#*_", kSignOfMark);
  add("Xx", kSignX);
  for (size_t c = 0; c < 256; ++c) {
    if (c >= 0x80) table[c] |= kSignHigh;
    if (c >= 0xC4) table[c] |= kSignFar;
    if (is_upper(static_cast<char>(c))) table[c] |= kSignUpper;
    if (is_lower(static_cast<char>(c))) table[c] |= kSignLower;
  }
  return table;
}

}  // namespace

Signs signs_of(std::string_view text) {
  static const std::array<uint32_t, 256> table = table_of_signs();
  Signs signs;
  uint32_t former = 0, inside = 0;
  for (const char c : text) {
    const uint32_t here = table[static_cast<uint8_t>(c)];
    signs.found |= here;
    signs.digits += is_digit(c);
    inside |= here & (former | former << 1);  // a small letter behind another one, small or not
    former = here;
  }
  static_assert(kSignLower == kSignUpper << 1);
  if ((inside & kSignLower) == 0) signs.found |= kSignStarts;
  if (!signs.has(kSignLower)) signs.found |= kSignNoLower;
  if (!text.empty() && ((table[static_cast<uint8_t>(text.front())] | table[static_cast<uint8_t>(text.back())]) & kSignAtEnd) != 0) signs.found |= kSignOfMarkup;
  return signs;
}

Suspicion suspect_with(const AttributeTypeInfo& type, std::string_view value, const Signs& signs) {
  if (Suspicion found = suspect_leftover(type, value, signs)) return found;
  if (Suspicion found = suspect_secret(type, value, signs)) return found;
  if (type.cleaning == Cleaning::kEmail) return suspect_email(value, signs);
  if (type.cleaning == Cleaning::kPhone) {
    const Suspicion note = suspect_note_of_phone(value, signs);
    return note ? note : suspect_phone(value);
  }
  return has_words(type) ? suspect_words_of(type, value, signs) : Suspicion{};
}

Suspicion suspect(AttributeType type, std::string_view original) {
  const AttributeTypeInfo& row = info(type);
  const bool contact = row.cleaning == Cleaning::kEmail || row.cleaning == Cleaning::kPhone;
  const bool number = row.cleaning == Cleaning::kPostcode || row.cleaning == Cleaning::kScheme || row.cleaning == Cleaning::kCompanyNumber;
  if (!contact && !has_words(row) && !number) return {};
  const std::string_view value = trim(original);
  return value.empty() ? Suspicion{} : suspect_with(row, value, signs_of(value));
}

void add_words_of_tests(SuspectWords& words) {
  words.add(test_words().words(), kWordOfTest);
  words.add(test_phrases().words(), kWordOfTest);
}

const std::vector<std::string_view>& suspect_ids() {
  static const std::vector<std::string_view> ids{kKeyboardWalk, kTestValue, kMistypedDomain, kDisposableDomain, kMadeUpPhone, kFictionPhone, "left_over", "unfilled_variable", "injection", "swallowed_fields",
                                                 "hidden_value", "card_number", "social_security_number", "specimen_number", "advertisement", "random_letters", "broken_case", "other_code_page", "said_twice",
                                                 "judgment", "access_code", "note_in_value", "retired_value", "erased_value", "no_street", "collective_account", "no_company", "number_in_name",
                                                 "role_mailbox", "relay_mailbox", "reserved_domain"};
  return ids;
}

LargeDomain large_domain(std::string_view address) {
  address = trim(address);
  const size_t at = address.rfind('@');
  if (at == std::string_view::npos) return {};
  thread_local std::string buffer;
  const Domain facts = look_at_domain(in_small_letters(address.substr(at + 1), signs_of(address.substr(at + 1)), buffer), {});
  return facts.meant.empty() ? LargeDomain{facts.large, false} : LargeDomain{facts.meant, true};
}

}  // namespace jumelles::standardize
