// Cells of phones and e-mails, beside the corpora of tests/data/values.

#include <doctest/doctest.h>

#include <string>

#include "core/rng.h"
#include "standardize/cell_text.h"
#include "standardize/phone_numbers.h"
#include "standardize/standardize.h"
#include "standardize/trace.h"

using namespace jumelles;
using namespace jumelles::standardize;
using T = AttributeType;

TEST_CASE("without a country, digits without a calling code stay as they are written") {
  for (const char* open : {"0475 12 34 56", "06 23 45 67 81", "(212) 555-0185"}) {
    const CleanValue value = clean_value(T::kPhone, open, DateOrder::kDayMonth, "");
    CHECK(value.clean == open);
    CHECK(value.validity == Validity::kUnchecked);
    CHECK(value.comparison.find('+') == std::string::npos);
  }
  CHECK(clean_value(T::kPhone, "+32 475 12 34 56", DateOrder::kDayMonth, "").clean == "+32 475 12 34 56");
}

TEST_CASE("numbers are read as they are dialed in their country") {
  const struct { const char *digits, *region, *international; } examples[] = {
      {"0612345678", "FR", "+33 6 12 34 56 78"},     {"0508412345", "FR", "+508 41 23 45"},
      {"0111523456789", "AR", "+54 9 11 2345 6789"}, {"5550185", "VI", "+1 340 555 0185"},       {"8005550199", "CA", "+1 800 555 0199"},
      {"0669812345", "IT", "+39 06 6981 2345"},      {"06301234567", "HU", "+36 30 123 4567"},   {"12", "FR", ""}};
  for (const auto& e : examples) {
    CAPTURE(std::string(e.digits));
    PhoneNumber number;
    const bool found = read_national_phone(e.digits, e.region, number);
    CHECK(found == (e.international[0] != 0));
    if (found) CHECK(international(number) == e.international);
  }
}

TEST_CASE("a phone of no known range is open, one that no plan has room for is wrong") {
  CHECK(clean_value(T::kPhone, "0623456781").validity == Validity::kValid);
  CHECK(clean_value(T::kPhone, "0700123456").validity == Validity::kUnchecked);
  CHECK(clean_value(T::kPhone, "+33 123").validity == Validity::kInvalid);
  CHECK(clean_value(T::kPhone, "12").validity == Validity::kInvalid);
}

TEST_CASE("what a spreadsheet has rounded is compared with nothing") {
  for (const T type : {T::kPhone, T::kVat, T::kCode, T::kIban}) {
    const CleanValue rounded = clean_value(type, "6,12E+08");
    CHECK(rounded.clean == "6,12E+08");
    CHECK(rounded.comparison == "");
    CHECK(rounded.validity == Validity::kInvalid);
  }
  CHECK(clean_value(T::kSiret, "7,32829E+13").validity == Validity::kInvalid);
  CHECK(clean_value(T::kSiret, "7,32829E+13").comparison == "73282");  // as many digits as are known for sure
  CHECK(clean_value(T::kSiret, "73282900000000").comparison == "73282");
  CHECK(clean_value(T::kSiret, "73282900000000").validity == Validity::kInvalid);
  CHECK(clean_value(T::kSiren, "732829000").comparison == "73282");
  CHECK(clean_value(T::kSiren, "732829001").comparison == "732829001");  // wrong, but not rounded
  CHECK(clean_value(T::kVat, "4,47328E+10").comparison.empty());
  CHECK(clean_value(T::kVat, "44732800000").comparison.empty());
  CHECK(clean_value(T::kSiret, "7.3282932000074E+13").clean == "73282932000074");
  CHECK(clean_value(T::kCode, "9.41936426E+8").clean == "941936426");
  CHECK(clean_value(T::kCode, "1E2").comparison == "1E2");    // a code of its own
  CHECK(clean_value(T::kCode, "0123E04").comparison == "0123E04");
}

TEST_CASE("scientific notation is exact where every digit is there") {
  CHECK(read_scientific("6.12345695E+08").digits == "612345695");
  CHECK(read_scientific("6,12345695E8").digits == "612345695");
  CHECK(read_scientific("6.1234569500E+08").digits == "612345695");
  CHECK_FALSE(read_scientific("6.1234569E+08").exact);
  CHECK_FALSE(read_scientific("6.123456951E+08").exact);
  CHECK(read_scientific("6.12E+08").found);
  for (const char* none : {"", "6.12", "E+08", "61.2E+08", "6.12E", "6.12E+08x", "6.E+08", "6E2"}) CHECK_FALSE(read_scientific(none).found);
}

TEST_CASE("numbers of companies of other countries are no French ones") {
  CHECK(clean_value(T::kVat, "44 732829320").clean == "FR44732829320");
  CHECK(clean_value(T::kVat, "0403.170.701", DateOrder::kDayMonth, "BE").clean == "BE0403170701");
  CHECK(clean_value(T::kVat, "44732829320", DateOrder::kDayMonth, "").clean == "44732829320");
  CHECK(clean_value(T::kSiren, "0403.170.701", DateOrder::kDayMonth, "BE").validity == Validity::kUnchecked);
  CHECK(clean_value(T::kSiren, "0403.170.701", DateOrder::kDayMonth, "BE").clean == "0403.170.701");
  CHECK(clean_value(T::kPostcode, "1400", DateOrder::kDayMonth, "US").clean == "01400");
  CHECK(clean_value(T::kPostcode, "1400", DateOrder::kDayMonth, "BE").clean == "1400");
}

namespace {

// Whoever asks for the rules at work has every cell read with all that may be in one.
size_t check_both_ways(T type, const std::string& text) {
  Trace trace;
  const std::vector<CleanValue> fast = clean_values(type, text), slow = clean_values(type, text, "FR", &trace);
  REQUIRE_MESSAGE(fast.size() == slow.size(), text);
  size_t valid = 0;
  for (size_t v = 0; v < fast.size(); ++v) {
    CHECK_MESSAGE(fast[v].clean == slow[v].clean, text);
    CHECK_MESSAGE(fast[v].comparison == slow[v].comparison, text);
    CHECK_MESSAGE(fast[v].status == slow[v].status, text);
    CHECK_MESSAGE(fast[v].validity == slow[v].validity, text);
    valid += fast[v].validity == Validity::kValid;
  }
  return valid;
}

}  // namespace

TEST_CASE("addresses that are plain at once are read as all others are") {
  Rng rng(9);
  constexpr std::string_view kCharacters = "abcXYZ019..--__++@@ é,;<()'";
  for (const char* text : {"Jean.Martin@Free.FR", "-jean@free.fr", "jean@free.fr.", "a@a.fr", "noreply@free.fr", "test@gmail.com", "x@localhost", "jean..martin@free.fr", "jean@-free.fr", "jean@free", "@free.fr", "jean@", "@", "jean@@free.fr", "+jean@free.fr", "jean@free.f"}) check_both_ways(T::kEmail, text);
  size_t valid = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    const uint64_t some = rng.chance(0.8) ? 15 : kCharacters.size();
    for (uint64_t left = 1 + rng.below(6); left > 0; --left) text += kCharacters[rng.below(some)];
    if (rng.chance(0.9)) text += "@ab" + std::string(1, kCharacters[rng.below(some)]) + (rng.chance(0.9) ? ".fr" : "");
    valid += check_both_ways(T::kEmail, text);
  }
  CHECK(valid > 5000);
}

TEST_CASE("numbers that are alone in their cell are read as those are that have to be looked for") {
  Rng rng(10);
  for (const char* text : {"04 00 12 34 56", "0500123456", "500123456.0", "+33 5 00 12 34 56", "-0500123456", "0500123456.", "+999 12345678", "+1 2345", "05001234560500123456", "0000000000", "12345", "+", "05 00 12 34 56 - 1"}) check_both_ways(T::kPhone, text);
  constexpr std::string_view kBetween = "  .-+/x";
  size_t valid = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text(rng.chance(0.5) ? "0" : rng.chance(0.5) ? "+33" : rng.chance(0.5) ? "+" : "");
    for (uint64_t left = 4 + rng.below(10); left > 0; --left) {
      text += static_cast<char>('0' + rng.below(rng.chance(0.5) ? 10 : 2));
      if (rng.chance(0.2)) text += kBetween[rng.below(rng.chance(0.8) ? 4 : kBetween.size())];
    }
    valid += check_both_ways(T::kPhone, text);
  }
  CHECK(valid > 1000);
}
