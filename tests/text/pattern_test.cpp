#include "text/pattern.h"

#include <doctest/doctest.h>

using namespace jumelles;
using text::Pattern;

namespace {

Pattern pattern(const std::string& written) {
  Result<Pattern> made = Pattern::compile(written);
  if (!made) FAIL(written << ": " << to_string(made.error()));
  return std::move(made.value());
}

std::string replaced(const std::string& written, const std::string& text, const std::string& replacement) {
  std::string out;
  return pattern(written).replace(text, replacement, out) ? out : "(nothing found)";
}

std::string problem(const std::string& written) {
  const Result<Pattern> made = Pattern::compile(written);
  return made ? "" : made.error().id;
}

}  // namespace

TEST_CASE("a pattern finds what ECMAScript finds, and replaces it the same way") {
  struct Row { const char *pattern, *text, *replacement, *expected; };
  // What Node.js makes of them: text.replace(new RegExp(pattern, 'gu'), replacement)
  const Row rows[] = {
      {"a+", "caaat aa", "<$&>", "c<aaa>t <aa>"},
      {"a+?", "caaat", "<$&>", "c<a><a><a>t"},
      {"", "ab", "-", "-a-b-"},
      {"x*", "aé", "-", "-a-é-"},
      {"(\\d{2})/(\\d{2})/(\\d{4})", "né 03/12/1971", "$3-$2-$1", "né 1971-12-03"},
      {"(a)|(b)", "ab", "[$1|$2]", "[a|][|b]"},
      {"ab|a", "abа a", "x", "xа x"},
      {"a|ab", "ab", "x", "xb"},
      {"^ *(.*?) *$", "  Élodie  ", "$1", "Élodie"},
      {"[éè]", "père Élodie é", "e", "pere Élodie e"},
      {"[^a-z]", "aÉb1", "_", "a_b_"},
      {"\\bN/A\\b", "N/A xN/A", "", " xN/A"},
      {"\\B-", "a - b--", "+", "a + b-+"},
      {"\\w+", "né_1", "w", "wéw"},
      {"\\s+", "a\u00A0 \u202Fb", " ", "a b"},
      {"\\S", "a b", "s", "s s"},
      {"[\\D]", "a1", "x", "x1"},
      {"\\p{L}+", "12 Zoé-Ü", "L", "12 L-L"},
      {"\\P{L}", "aé1", "_", "aé_"},
      {"\\p{Lu}", "aÉb", "U", "aUb"},
      {"[^\\p{L}]", "é1", "", "é"},
      {"\\x41\\u00e9\\u{1F600}", "Aé😀", "x", "x"},
      {".", "a\n😀", "x", "x\nx"},
      {"(?:ab){2,3}", "abababab", "<$&>", "<ababab>ab"},
      {"a{2,}", "a aa aaa", "x", "a x x"},
      {"a{0}b", "ab", "x", "ax"},
      {"(a|ab)(c|bcd)(d*)", "abcd", "$1.$2.$3", "a.bcd."},
      {"(a*)*", "b", "<$1>", "<>b<>"},
      {"a$", "a a", "x", "a x"},
      {"[]", "a", "x", "(nothing found)"},
      {"[a\\-z]", "-mz", "x", "xmx"},
      {"[a-]", "-b", "x", "xb"},
      {"\\.", "1.2", ",", "1,2"},
      {"b", "abc", "$$-$&-$`-$'-$1-$0", "a$-b-a-c-$1-$0c"},
      {"(a)", "a", "$1$01$11$2", "aaa1$2"},
      {"b", "abc", "x$", "ax$c"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.pattern);
    CHECK(replaced(row.pattern, row.text, row.replacement) == row.expected);
  }
  CHECK(replaced("(a*)+b", "aab", "[$1]") == "[aa]");
}

TEST_CASE("what a pattern cannot be is refused with what is wrong and where") {
  CHECK(problem("(a") == "pattern.open_group");
  CHECK(problem("a)") == "pattern.closing");
  CHECK(problem("[a") == "pattern.open_bracket");
  CHECK(problem("[z-a]") == "pattern.range");
  CHECK(problem("[\\d-z]") == "pattern.range");
  CHECK(problem("*a") == "pattern.nothing_repeated");
  CHECK(problem("^*") == "pattern.nothing_repeated");
  CHECK(problem("a**") == "pattern.nothing_repeated");
  CHECK(problem("a{2") == "pattern.brace");
  CHECK(problem("{") == "pattern.brace");
  CHECK(problem("a{3,2}") == "pattern.times");
  CHECK(problem("a{1001}") == "pattern.times");
  CHECK(problem("(?=a)") == "pattern.unsupported");
  CHECK(problem("(?<name>a)") == "pattern.unsupported");
  CHECK(problem("(a)\\1") == "pattern.unsupported");
  CHECK(problem("\\") == "pattern.escape");
  CHECK(problem("\\q") == "pattern.escape");
  CHECK(problem("\\u12") == "pattern.escape");
  CHECK(problem("\\u{110000}") == "pattern.escape");
  CHECK(problem("\\p{Xx}") == "pattern.category");
  CHECK(problem(std::string(60, '(')) == "pattern.nested");
  CHECK(problem("((a{100}){100}){100}") == "pattern.too_large");
  const Result<Pattern> made = Pattern::compile("é[");
  REQUIRE(!made);
  CHECK(made.error().arguments == std::vector<std::string>{"3"});
}

TEST_CASE("a pattern that would try exponentially many ways is quick, and long texts are left alone") {
  const Pattern slow = pattern("(a+)+$");
  CHECK(!slow.finds(std::string(2000, 'a') + "b"));
  CHECK(pattern("(a|aa)+$").finds(std::string(2000, 'a')));
  const Pattern plain = pattern("a");
  CHECK(plain.finds(std::string(Pattern::kMostBytes, 'a')));
  CHECK(!plain.finds(std::string(Pattern::kMostBytes + 1, 'a')));
  std::string out = "as it was";
  CHECK(!plain.replace(std::string(Pattern::kMostBytes + 1, 'a'), "b", out));
  CHECK(out == "as it was");
}

TEST_CASE("a search gives the first match from a place on, and its groups") {
  const text::Pattern pattern = text::Pattern::compile("(\\d+)(x)?").value();
  text::Pattern::Found found;
  const std::string_view text = "é12x 34";
  REQUIRE(pattern.search(text, 0, found));
  CHECK(found.begin == 2);
  CHECK(found.end == 5);
  CHECK(found.groups == std::vector<std::string_view>{"12", "x"});
  REQUIRE(pattern.search(text, found.end, found));
  CHECK(text.substr(found.begin, found.end - found.begin) == "34");
  CHECK(found.groups == std::vector<std::string_view>{"34", ""});  // took no part
  CHECK_FALSE(pattern.search(text, found.end, found));
  CHECK_FALSE(pattern.search(text, text.size() + 1, found));
  CHECK_FALSE(pattern.search(std::string(text::Pattern::kMostBytes + 1, '1'), 0, found));
}

TEST_CASE("bytes that are no text are one character each") {
  CHECK(pattern("^..$").finds("\xFF\xC3"));
  CHECK(replaced("b", "\xFF" "b", "c") == "\xFF" "c");
}
