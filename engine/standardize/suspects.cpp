#include "standardize/suspects.h"

#include <algorithm>
#include <array>

#include "core/ascii.h"
#include "standardize/suspect_checks.h"
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

// A folded word that fingers made and no language: "AZERTY", "QSDF", "ASDASD", "HHHH". "WERT" is a surname, "TREW" another: of the rows of
// letters, four keys count from their beginning alone, elsewhere five.
bool is_keyboard_walk(std::string_view word) {
  if (word.size() < 4 || !std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) return false;
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
bool says_test(std::string_view word) {
  static const WordSet set{"TEST", "TESTS", "TESTING", "TESTTEST", "ESSAI", "TOTO", "FOOBAR", "DUMMY", "TESTKUNDE"};
  return set.has(word);
}

bool is_test_phrase(std::string_view folded) {
  static const WordSet set{"JOHN DOE", "JANE DOE", "DOE JOHN", "DOE JANE", "MICKEY MOUSE", "MOUSE MICKEY", "DONALD DUCK", "DUCK DONALD", "MAX MUSTERMANN", "ERIKA MUSTERMANN",
                           "LOREM IPSUM", "FOO BAR", "TATA TITI", "TITI TATA", "MONSIEUR X", "MADAME X"};
  return set.has(folded);
}

// What a company is, and what form it has: "TEST SARL", "Société test".
bool says_company(std::string_view word) {
  static const WordSet set{"SOCIETE", "STE", "ENTREPRISE", "COMPANY", "FIRMA", "FIRM", "SARL", "SAS", "SASU", "EURL", "SA", "SCI", "LTD", "INC", "LLC", "GMBH", "AG", "SRL", "SPA", "SL"};
  return set.has(word);
}

bool is_test_text(std::string_view folded, bool is_address) {
  if (is_test_phrase(folded)) return true;
  bool says = false, all = true;
  text::tokenize(folded, [&](std::string_view word) {
    size_t letters = word.size();
    while (letters > 0 && is_digit(word[letters - 1])) --letters;
    word = word.substr(0, letters);  // "TEST2"
    if (word.empty()) return;
    says = says || says_test(word);
    all = all && (is_test_word(word) || says_company(word));
  });
  return says && (all || is_address);
}

// ---- e-mails

struct BigDomain { std::string_view name; bool any_country = false; };  // also under the top-level domains of countries
constexpr std::array<BigDomain, 22> kBigDomains{{
    {"gmail.com"}, {"hotmail.com", true}, {"hotmail.fr", true}, {"outlook.com", true}, {"outlook.fr", true}, {"yahoo.com", true}, {"yahoo.fr", true}, {"orange.fr"},
    {"wanadoo.fr"}, {"laposte.net"}, {"icloud.com"}, {"protonmail.com"}, {"numericable.fr"}, {"googlemail.com"}, {"club-internet.fr"}, {"bbox.fr"}, {"live.fr", true},
    {"live.com", true}, {"free.fr"}, {"libero.it"}, {"t-online.de"}, {"skynet.be"}}};
// Domains that exist and look like a slip of one of them.
bool exists_besides(std::string_view domain) {
  static const WordSet set{"ymail.com", "email.com", "mail.com", "gmx.com", "orange.com", "live.it", "life.fr", "love.fr", "frre.fr", "freee.fr", "box.fr", "five.fr", "like.fr", "line.fr", "lire.fr",
                           "libre.fr", "alice.it", "hotmail.co.uk", "yahoo.co.uk", "outlook.co.id", "fre.fr", "tree.fr", "gmal.com", "dive.com", "olive.com", "alive.com", "love.com", "life.com",
                           "five.com", "hive.com", "jive.com", "like.com", "line.com", "lime.com", "give.com", "wive.com", "lives.com", "live.de", "skynet.net", "range.fr", "grange.fr", "oranges.fr"};
  return set.has(domain);
}

bool is_country_domain(std::string_view top) {
  static const WordSet set{"fr", "de", "be", "ch", "it", "es", "ca", "nl", "pt", "lu", "pl", "ie", "at", "br", "mx", "ar", "jp", "in", "au", "se", "dk", "no", "fi", "gr", "cz", "hu", "ro",
                           "uk", "ma", "tn", "dz", "sn", "ci", "mc", "tr", "ru", "sg", "hk", "tw", "kr", "za", "nz", "cl", "pe", "my", "th", "id", "vn", "ph", "il", "ae", "sa"};
  return set.has(top);
}

// One letter too many, missing, or another one, or two exchanged.
bool is_one_slip(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || a == b) return false;
  size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

// The large domain that one was meant to be; "" where it may be itself.
std::string_view meant_domain(std::string_view domain) {
  if (exists_besides(domain)) return {};
  const size_t dot = domain.rfind('.');
  const std::string_view label = domain.substr(0, std::min(dot, domain.size()));
  const std::string_view top = dot == std::string_view::npos ? std::string_view() : domain.substr(dot + 1);
  std::string_view found;
  for (const BigDomain& big : kBigDomains) {
    if (domain == big.name) return {};
    const std::string_view big_label = big.name.substr(0, big.name.rfind('.'));
    if (big.any_country && label == big_label && is_country_domain(top)) return {};
    if (label == "gmail" && is_country_domain(top)) return "gmail.com";
    // Short names have neighbors that are others' own: of those the ending alone is looked at.
    const bool slip = big_label.size() >= 5 ? is_one_slip(domain, big.name) : label == big_label && is_one_slip(domain, big.name) && !is_country_domain(top);
    if (slip && found.empty()) found = big.name;
  }
  return found;
}

// Providers of addresses to be thrown away.
bool is_disposable(std::string_view domain) {
  static const WordSet set{"yopmail.com", "yopmail.fr", "yopmail.net", "mailinator.com", "guerrillamail.com", "guerrillamail.net", "guerrillamail.org", "guerrillamail.info", "sharklasers.com",
                           "10minutemail.com", "10minutemail.net", "temp-mail.org", "tempmail.com", "tempmail.net", "tempmailo.com", "tempr.email", "trashmail.com", "trashmail.net", "trashmail.de",
                           "trash-mail.com", "jetable.org", "jetable.com", "jetable.net", "jetable.fr.nf", "throwawaymail.com", "getnada.com", "nada.email", "mailcatch.com", "dispostable.com",
                           "maildrop.cc", "fakeinbox.com", "moakt.com", "mohmal.com", "spamgourmet.com", "discard.email", "mail-temporaire.fr", "mail-temporaire.com", "wegwerfmail.de",
                           "einrot.com", "spambog.com", "mytrashmail.com", "mailnesia.com", "mintemail.com", "emailondeck.com", "burnermail.io", "cool.fr.nf", "courriel.fr.nf", "speed.1s.fr",
                           "filzmail.com", "spam4.me", "grr.la", "mailnull.com", "tempinbox.com", "mailexpire.com", "minuteinbox.com", "1secmail.com", "fakemail.net", "inboxkitten.com"};
  return set.has(domain);
}

bool is_big_domain(std::string_view domain) {
  return std::any_of(kBigDomains.begin(), kBigDomains.end(), [&](const BigDomain& big) { return domain == big.name; });
}

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
  text::fold_into(trimmed.substr(0, at), local);
  // The customers that shop software is delivered with.
  static const WordSet demo_domains{"prestashop.com", "example.com", "demo.com"}, demo{"PUB", "DEMO", "RONI COST", "JOHN DOE"};
  if (is_test_text(local, false) || (demo_domains.has(domain) && demo.has(local))) return {kTestValue, {}};
  if (is_disposable(domain)) return {kDisposableDomain, {}};
  if (Suspicion found = suspect_mailbox(in_small_letters(trimmed.substr(0, at), signs, local_buffer), domain, is_big_domain)) return found;
  if (const std::string_view meant = meant_domain(domain); !meant.empty()) return {kMistypedDomain, std::string(trimmed.substr(0, at + 1)) + std::string(meant)};
  if (is_keyboard_walk(local)) return {kKeyboardWalk, {}};
  return suspect_reserved_domain(domain);
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
  std::string digits;
  for (const char c : original)
    if (is_digit(c)) digits += c;
  if (digits.size() <= 13 && is_made_up(digits)) return {kMadeUpPhone, {}};
  return is_of_fiction(digits) ? Suspicion{kFictionPhone, {}} : Suspicion{};
}

Suspicion suspect_words(const AttributeTypeInfo& type, std::string_view value, const Signs& signs) {
  thread_local std::string folded;
  text::fold_into(value, folded);
  if (is_test_text(folded, type.cleaning == Cleaning::kStreet)) return {kTestValue, {}};
  size_t words = 0, walked = 0;
  text::tokenize(folded, [&](std::string_view word) { ++words, walked += is_keyboard_walk(word); });
  if (words > 0 && walked == words) return {kKeyboardWalk, {}};
  if (Suspicion found = suspect_letters(type, value, signs)) return found;
  return suspect_note(type, value, folded, signs);
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
  for (const char c : text) {
    signs.found |= table[static_cast<uint8_t>(c)];
    signs.digits += is_digit(c);
  }
  if (!text.empty() && ((table[static_cast<uint8_t>(text.front())] | table[static_cast<uint8_t>(text.back())]) & kSignAtEnd) != 0) signs.found |= kSignOfMarkup;
  return signs;
}

Suspicion suspect(AttributeType type, std::string_view original) {
  const AttributeTypeInfo& row = info(type);
  const std::string_view value = trim(original);
  if (value.empty()) return {};
  const bool email = row.cleaning == Cleaning::kEmail, phone = row.cleaning == Cleaning::kPhone;
  const bool words = row.cleaning == Cleaning::kPersonName || row.cleaning == Cleaning::kCompanyName || row.cleaning == Cleaning::kCity || row.cleaning == Cleaning::kStreet;
  const bool number = row.cleaning == Cleaning::kPostcode || row.cleaning == Cleaning::kScheme || row.cleaning == Cleaning::kCompanyNumber;
  if (!email && !phone && !words && !number) return {};
  const Signs signs = signs_of(value);
  if (Suspicion found = suspect_leftover(row, value, signs)) return found;
  if (Suspicion found = suspect_secret(row, value, signs)) return found;
  if (email) return suspect_email(value, signs);
  if (phone) {
    const Suspicion note = suspect_note_of_phone(value, signs);
    return note ? note : suspect_phone(value);
  }
  return words ? suspect_words(row, value, signs) : Suspicion{};
}

const std::vector<std::string_view>& suspect_ids() {
  static const std::vector<std::string_view> ids{kKeyboardWalk, kTestValue, kMistypedDomain, kDisposableDomain, kMadeUpPhone, kFictionPhone, "left_over", "unfilled_variable", "injection", "swallowed_fields",
                                                 "hidden_value", "card_number", "social_security_number", "specimen_number", "advertisement", "random_letters", "broken_case", "other_code_page", "said_twice",
                                                 "judgment", "access_code", "note_in_value", "retired_value", "erased_value", "no_street", "collective_account", "no_company", "number_in_name",
                                                 "role_mailbox", "relay_mailbox", "reserved_domain"};
  return ids;
}

}  // namespace jumelles::standardize
