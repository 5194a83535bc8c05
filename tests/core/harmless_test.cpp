#include "core/harmless.h"

#include <doctest/doctest.h>

#include "core/rng.h"

using namespace jumelles;

TEST_CASE("numbers are told, with signs, marks, parted thousands and exponents") {
  for (const char* text : {"12", "-12", "+12", "-1,5", "-0.25", "1 234 567,5", "-2.5e-7", "+6.1E+10", ".5", "5."}) {
    CAPTURE(text);
    CHECK(is_number(text));
  }
  for (const char* text : {"", "-", "+", "--1", "1-2", "1,5,2", "1.2,3", "-2+3", "1e", "1e5x", " 1", "1 ", "1,5 2", "0x1", "1 +1"}) {
    CAPTURE(text);
    CHECK_FALSE(is_number(text));
  }
}

TEST_CASE("a phone is a plus and 6 to 15 digits, and an extension") {
  for (const char* text : {"+33 6 12 34 56 78", "+33612345678", "+33 (0)6.12.34-56/78", "+123456", "+123456789012345", "+33 6 12 34 56 78 poste 204", "+33612345678 ext. 12", "+33612345678 x123456"}) {
    CAPTURE(text);
    CHECK(is_international_phone(text));
  }
  for (const char* text : {"", "33612345678", "+12345", "+1234567890123456", "+33 6 12 34 56 78 poste", "+33 6 12 34 56 78 poste 1234567", "+33 6 12 34 56 78 poste 2+3", "+33 6 12 34 56 78 A1!B2", "+1*123456", "+A1234567"}) {
    CAPTURE(text);
    CHECK_FALSE(is_international_phone(text));
  }
}

TEST_CASE("a plain decimal is what programs read as a number") {
  for (const char* text : {"0", "-12", "12.50", "0.5"}) CHECK(is_plain_decimal(text));
  for (const char* text : {"", "-", "007", "1,5", "1.", ".5", "+1", "1e5", "1.2.3", "1 2"}) CHECK_FALSE(is_plain_decimal(text));
}

TEST_CASE("what begins a formula is run, signs only where no number or phone follows") {
  for (const char* text : {"=1", "@a", "\tx", "\rx", "+1+1", "-", "+", "-a", "-2+3", "+33 6 12 34 56 78|=1", "+33 6 12 34 56 78|"}) {
    CAPTURE(text);
    CHECK(is_run_by_spreadsheets(text));
  }
  for (const char* text : {"", "a", "1=1", "'=1", "-1", "+1,5", "+33 6 12 34 56 78", "+33 6 12 34 56 78|+32 470 12 34 56", " =1"}) {
    CAPTURE(text);
    CHECK_FALSE(is_run_by_spreadsheets(text));
  }
}

TEST_CASE("reading takes off the apostrophe that was put before, and no other") {
  CHECK(as_read("'=1") == "=1");
  CHECK(as_read("'+33 6 12 34 56 78") == "+33 6 12 34 56 78");
  CHECK(as_read("''=1") == "'=1");
  CHECK(as_read("'s Gravenhage") == "'s Gravenhage");
  CHECK(as_read("'") == "'");
  CHECK(as_read("") == "");
  static constexpr std::string_view kPieces[] = {"'", "=", "+", "-", "@", "\t", "\r", "1", "33612345678", "a", " ", "|"};
  Rng rng(11);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (uint64_t k = rng.below(5); k > 0; --k) text += kPieces[rng.below(std::size(kPieces))];
    const std::string written = needs_apostrophe(text) ? "'" + text : text;
    CAPTURE(text);
    CHECK_FALSE(is_run_by_spreadsheets(written));
    CHECK(as_read(written) == text);
  }
}
