#include "core/table.h"

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "core/rng.h"

using namespace jumelles;

TEST_CASE("a dictionary numbers distinct texts in order of first appearance") {
  Dictionary values;
  CHECK(values.intern("Tours") == 1);
  CHECK(values.intern("Blois") == 2);
  CHECK(values.intern("Tours") == 1);
  CHECK(values.size() == 3);
  CHECK(values[2] == "Blois");
}

TEST_CASE("the empty text is missing and is never numbered") {
  Dictionary values;
  CHECK(values.intern("") == kMissing);
  CHECK(values.find("") == kMissing);
  CHECK(values[kMissing].empty());
  CHECK(values.size() == 1);
}

TEST_CASE("a dictionary agrees with a map over a hundred thousand interns, sealed in between or not") {
  Dictionary values;
  std::map<std::string, Code> reference;
  Rng rng(3);
  for (int i = 0; i < 100000; ++i) {
    const std::string text = "v" + std::to_string(rng.below(40000));
    const auto [entry, added] = reference.try_emplace(text, static_cast<Code>(reference.size() + 1));
    REQUIRE(values.intern(text) == entry->second);
    if (i == 50000) values.seal();
  }
  CHECK(values.size() == reference.size() + 1);
  for (const auto& [text, code] : reference) {
    REQUIRE(values[code] == text);
    REQUIRE(values.find(text) == code);
  }
  values.seal();
  CHECK(values.find("v1") == reference["v1"]);
  CHECK(values.find("absent") == kMissing);
}
