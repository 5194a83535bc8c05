// What becomes of the values of tests/data/values (support/value_corpus.h), and which rules made it of them.

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "standardize/rules.h"
#include "standardize/standardize.h"
#include "support/value_corpus.h"

using namespace jumelles;
using namespace jumelles::values;
using T = AttributeType;

namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : " | ") + part;
  return out;
}

bool is_key(const std::string& text) { return attribute_type_from_id(text) != std::nullopt || text == "partner" || text == "name_remarks"; }

// The other part of a record's name: a word for nothing is a name beside it.
std::pair<T, std::string> beside(const Standardized& got, T type) {
  const T other = type == T::kSurname ? T::kGivenName : type == T::kGivenName ? T::kSurname : T::kIgnored;
  if (other == T::kIgnored) return {T::kIgnored, ""};
  const std::vector<std::string> values = got.values(info(other).id);
  return values.empty() ? std::pair{T::kCivility, joined(got.values("civility"))} : std::pair{other, values[0]};
}

// What is not as it should be; "" when all is.
std::string difference(const CorpusRow& row, const Standardized& got) {
  if (const std::string clean = got.first(row.type); clean != row.clean) return "\"" + clean + "\" instead of \"" + row.clean + "\"";
  std::vector<std::string> wanted, found = got.values(info(fed_type(row.type)).id);
  if (!found.empty()) found.erase(found.begin());
  for (const std::string& other : row.others) {
    const size_t equals = other.find('=');
    if (equals == std::string::npos || !is_key(other.substr(0, equals))) {
      if (other.compare(0, 5, "kind=") != 0) wanted.push_back(other);
      else if (other.substr(5) != got.kind()) return "kind " + got.kind();
      continue;
    }
    const std::vector<std::string> values = got.values(other.substr(0, equals));
    if (std::find(values.begin(), values.end(), other.substr(equals + 1)) == values.end()) return joined(values) + " instead of " + other;
  }
  return wanted == found ? "" : "besides \"" + joined(found) + "\" instead of \"" + joined(wanted) + "\"";
}

// Of these a wrong value is somebody else's.
bool tells_who(T type) {
  switch (info(type).cleaning) {
    case Cleaning::kPersonName:
    case Cleaning::kPhone:
    case Cleaning::kEmail:
    case Cleaning::kDate:
    case Cleaning::kCompanyNumber:
    case Cleaning::kScheme: return true;
    default: return false;
  }
}

bool is_of_another(const CorpusRow& row, const Standardized& got) {
  if (!tells_who(row.type)) return false;
  const std::string wanted = Standardized(row.type, row.country, row.clean).first(row.type, true), found = got.first(row.type, true);
  return !wanted.empty() && !found.empty() && wanted != found;
}

// Types whose clean values are no values of theirs: a refusal becomes a consent.
bool may_change_again(T type) { return type == T::kOptOut; }

}  // namespace

TEST_CASE("values of extracts become what people would write") {
  size_t rows = 0;
  std::vector<std::string> differences, of_others, unstable;
  for (const std::string& name : corpora())
    for (const CorpusRow& row : read_corpus(name)) {
      ++rows;
      const Standardized got(row.type, row.country, row.original);
      const std::string head = row.where + " " + std::string(info(row.type).id) + " \"" + row.original + "\": ";
      if (const std::string what = difference(row, got); !what.empty()) {
        differences.push_back(head + what);
        if (is_of_another(row, got)) of_others.push_back(head + what);
      }
      // A value that is clean stays as it is.
      for (const Attribute& attribute : got.records->attributes)
        for (const std::string& clean : got.values(attribute.key)) {
          if (may_change_again(row.type) || attribute.type == T::kCountry || attribute.key != info(attribute.type).id) continue;
          const std::vector<std::string> again = Standardized(attribute.type, row.country, clean, beside(got, attribute.type)).values(attribute.key);
          if (again.empty() || again[0] != clean) unstable.push_back(head + "\"" + clean + "\" becomes \"" + joined(again) + "\"");
        }
    }
  REQUIRE(rows >= 150);
  for (const std::string& line : differences) MESSAGE(line);
  for (const std::string& line : unstable) MESSAGE("not stable: " << line);
  CHECK(static_cast<double>(rows - differences.size()) >= 0.99 * static_cast<double>(rows));
  CHECK(of_others == std::vector<std::string>{});
  CHECK(unstable == std::vector<std::string>{});
}

namespace {

// What is wrong with how a change is told; "" where each step begins where the one before it ended, and has rules that there are.
std::string wrong_in(const standardize::TracedValue& value, const std::set<std::string_view>& known) {
  std::string at = value.original;
  for (const standardize::CleaningStep& step : value.steps) {
    if (step.before != at) return "a step from \"" + step.before + "\", where it was \"" + at + "\"";
    if (step.rules.empty()) return "no rule makes \"" + step.after + "\" of \"" + step.before + "\"";
    for (const std::string_view rule : step.rules)
      if (known.count(rule) == 0) return "no rule is called " + std::string(rule);
    at = step.after;
  }
  return at == value.clean ? "" : "\"" + value.clean + "\" is not explained: rules end at \"" + at + "\"";
}

}  // namespace

TEST_CASE("each change of a value belongs to a named rule") {
  std::set<std::string_view> known;
  for (const standardize::CleaningRule& rule : standardize::cleaning_rules()) known.insert(rule.id);
  size_t changed = 0, untouched = 0;
  for (const std::string& name : corpora())
    for (const CorpusRow& row : read_corpus(name)) {
      const Standardized got(row.type, row.country, row.original);
      bool told = false;
      for (const standardize::TracedValue& value : *got.traced) {
        const Attribute& attribute = got.records->attributes[value.attribute];
        // The country beside it, and parts of a name that this one has not.
        if (value.original != row.original || (value.clean.empty() && attribute.type != fed_type(row.type))) continue;
        told = true;
        ++(value.steps.empty() ? untouched : changed);
        CAPTURE(row.where);
        CAPTURE(row.original);
        CAPTURE(attribute.key);
        CHECK(wrong_in(value, known) == "");
      }
      if (!row.clean.empty() && row.clean != row.original) CHECK_MESSAGE(told, row.where);
    }
  CHECK(changed > 500);
  CHECK(untouched > 50);
}

TEST_CASE("a field of names is taken apart by a rule of its own") {
  const auto& rules = standardize::cleaning_rules();
  const auto rule = std::find_if(rules.begin(), rules.end(), [](const standardize::CleaningRule& r) { return r.id == standardize::kTakenApart; });
  REQUIRE(rule != rules.end());
  const Standardized got(rule->type, "FR", std::string(rule->original));
  CHECK(joined({got.values("given_name")[0], got.values("surname")[0]}) == rule->clean);
  CHECK(joined({got.values("given_name", true)[0], got.values("surname", true)[0]}) == rule->comparison);
  size_t told = 0;
  for (const standardize::TracedValue& value : *got.traced)
    for (const standardize::CleaningStep& step : value.steps) told += step.rules == std::vector<std::string_view>{standardize::kTakenApart};
  CHECK(told == 2);
}

TEST_CASE("no value of the corpus is given twice with different answers") {
  std::set<std::string> seen;
  for (const std::string& name : corpora())
    for (const CorpusRow& row : read_corpus(name)) {
      CAPTURE(row.where);
      CHECK(seen.insert(std::string(info(row.type).id) + "\t" + row.country + "\t" + row.original).second);
    }
}
