#include "text/codes.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace jumelles;

namespace {

std::set<std::string> joined(std::string_view text, size_t most_words = 100) {
  std::set<std::string> out;
  text::for_each_joined_code(text, most_words, [&](std::string_view code) { out.insert(std::string(code)); });
  return out;
}

}  // namespace

TEST_CASE("codes hold letters and digits, or more digits than a year") {
  for (const char* word : {"PSLX350H", "A123", "12345", "7X10Z", "350LXH"}) CHECK_MESSAGE(text::is_code(word), std::string(word));
  for (const char* word : {"", "A12", "2004", "SONY", "TURNTABLE", "123456789012345678901", "X12345678901234567890"}) CHECK_MESSAGE(!text::is_code(word), std::string(word));
}

TEST_CASE("a quantity with its unit is no code") {
  for (const char* word : {"500GB", "1080P", "100W"}) CHECK_MESSAGE(!text::is_code(word), std::string(word));
  CHECK(text::is_code("500GBX"));
}

TEST_CASE("two and three neighbors that make a code are joined, words without digits are not") {
  CHECK(joined("SONY PS LX350H BLACK") == std::set<std::string>{"PSLX350H", "SONYPSLX350H", "LX350HBLACK", "PSLX350HBLACK"});
  CHECK(joined("PSLX 350 H") == std::set<std::string>{"PSLX350", "PSLX350H"});
  CHECK(joined("BLACK TURNTABLE").empty());
  CHECK(joined("LX350H").empty());
}

TEST_CASE("joined codes are not longer than the longest, and only the first words are looked at") {
  CHECK(joined("ABCDEFGHIJ K123456789").size() == 1);
  CHECK(joined("ABCDEFGHIJK K123456789").empty());
  CHECK(joined("A B C LX 350H", 4).empty());
  CHECK(joined("A B C LX 350H", 5) == std::set<std::string>{"LX350H", "CLX350H"});
}
