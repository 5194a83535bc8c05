#pragma once

// What a truth file says of a session's result.

#include <string>
#include <vector>

#include "evaluate/evaluate.h"
#include "session_fixture.h"

namespace jumelles::test {

// Rows of a file whose lines are rows; quotes are kept.
inline std::vector<std::vector<std::string>> rows_of(const std::string& bytes, char separator) {
  std::vector<std::vector<std::string>> rows(1);
  rows[0].emplace_back();
  bool quoted = false;
  for (const char letter : bytes) {
    quoted = quoted != (letter == '"');
    if (letter == '\n') rows.emplace_back().emplace_back();
    else if (letter == separator && !quoted) rows.back().emplace_back();
    else if (letter != '\r') rows.back().back() += letter;
  }
  rows.pop_back();
  return rows;
}

struct Judged {
  evaluate::Scores scores;
  double blocking_recall = 0;
};

inline Judged judged(SessionFixture& f, const std::string& truth_bytes) {
  const assessing::RunResult& result = *f.session.result();
  std::vector<std::string> names;
  for (const auto& table : result.tables) names.push_back(table->name);
  const auto truth = evaluate::parse_truth(rows_of(truth_bytes, ','), *result.records, names);
  REQUIRE(truth.ok());
  REQUIRE(truth.value().unknown_id_count == 0);
  const auto met = [&](RecordIndex a, RecordIndex b) { return result.link->scorer->first_rule(a, b) >= 0; };
  return {evaluate::score(truth.value(), *result.records, *result.groups), evaluate::blocking_recall(truth.value(), met).recall};
}

}  // namespace jumelles::test
