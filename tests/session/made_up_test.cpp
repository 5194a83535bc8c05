#include <algorithm>
#include <map>
#include <set>

#include "truth.h"

using namespace jumelles;
using test::Judged;
using test::judged;
using test::rows_of;
using test::SessionFixture;

namespace {

using Files = std::array<std::string, synth::kFileCount>;  // the last one is the truth

constexpr int kTruth = synth::kSourceCount;

std::string name_of(int file) { return std::string(synth::file_name(static_cast<synth::File>(file))); }

Files files_of(const synth::Population& population) {
  Files files;
  synth::write_files(population, [&](synth::File file, std::string_view piece) { files[static_cast<size_t>(file)] += piece; });
  return files;
}

// One more column, by the cell of each row.
template <class Cell>
std::string with_column(const std::string& bytes, char separator, const std::string& name, const Cell& cell) {
  std::string out;
  const auto rows = rows_of(bytes, separator);
  for (size_t r = 0; r < rows.size(); ++r) {
    for (const std::string& text : rows[r]) out += text + separator;
    out += (r == 0 ? name : cell(rows[r], r)) + "\n";
  }
  return out;
}

std::unique_ptr<SessionFixture> ran(const Files& files, std::vector<int> order = {0, 1, 2}) {
  auto f = std::make_unique<SessionFixture>();
  for (const int file : order) f->add(name_of(file), files[static_cast<size_t>(file)]);
  f->work();
  f->run();
  REQUIRE(f->summary().has_result);
  return f;
}

using Group = std::set<std::string>;  // "crm/C100002"

std::map<std::string, Group> groups_of(SessionFixture& f) {
  const assessing::RunResult& result = *f.session.result();
  std::vector<Group> members(result.groups->group_count());
  std::vector<std::string> names;
  for (RecordIndex r = 0; r < result.records->record_count(); ++r) {
    names.push_back(result.tables[result.records->table_of(r)]->name + "/" + result.records->record_ids[r]);
    members[result.groups->group_of[r]].insert(names.back());
  }
  std::map<std::string, Group> group_of;
  for (RecordIndex r = 0; r < names.size(); ++r) group_of[names[r]] = members[result.groups->group_of[r]];
  return group_of;
}

// Share of the records whose group is not the same.
double moved_share(const std::map<std::string, Group>& before, const std::map<std::string, Group>& after) {
  REQUIRE(before.size() == after.size());
  size_t moved = 0;
  for (const auto& [record, group] : before) moved += after.at(record) != group;
  INFO("records in another group: " << moved << " of " << before.size());
  return static_cast<double>(moved) / static_cast<double>(before.size());
}

double expected_matches(SessionFixture& f) {
  return f.summary().prior * static_cast<double>(f.summary().counts.possible_pair_count);
}

}  // namespace

TEST_CASE("of the sample nearly all pairs and groups are found without a setting") {
  const Files files = files_of(synth::make_population({7350, 1}));
  const auto f = ran(files);
  const Judged j = judged(*f, files[kTruth]);
  INFO("precision " << j.scores.precision << ", recall " << j.scores.recall << ", F1 " << j.scores.f1 << ", groups exactly right "
                       << j.scores.identical_groups << " of " << j.scores.true_groups << ", keys find " << j.blocking_recall);
  CHECK(j.scores.precision > 0.953);
  CHECK(j.scores.recall > 0.98);
  CHECK(j.scores.f1 > 0.967);
  CHECK(static_cast<double>(j.scores.identical_groups) > 0.935 * static_cast<double>(j.scores.true_groups));
  CHECK(j.blocking_recall > 0.993);

  // Keys that take more than a twentieth of the budget of pairs are refined, or say what that would lose.
  const LinkConfig& config = f->session.result()->link->config;
  const double budget = config.pairs_per_record * static_cast<double>(f->summary().counts.record_count);
  int refined = 0, kept = 0;
  for (const BlockingRule& rule : config.blocking_rules) {
    const double share = static_cast<double>(rule.total_pair_count) / budget;
    if (rule.share_before_refining > 0) {
      ++refined;
      CHECK(rule.share_before_refining > 0.05);
      CHECK(share < 0.75 * rule.share_before_refining);
    } else if (share > 0.05 && rule.refined_block_count == 0) {
      ++kept;
      CHECK(rule.refining_loss > 0);
    }
  }
  CHECK(refined > 0);
  CHECK(kept > 0);
}

TEST_CASE("records without a partner leave the expected number of matches and what is found as they are") {
  // Of every third customer all records, of the others one, if they share neither home, name nor phone with anybody.
  const synth::Population all = synth::make_population({4500, 3});
  synth::Population few = all, many = all;
  std::set<uint32_t> seen;
  const auto keep = [](synth::Population& population, const auto& wanted) {
    std::erase_if(population.records, [&](const synth::Record& record) { return !wanted(record); });
  };
  keep(few, [](const synth::Record& record) { return record.customer % 3 == 0; });
  keep(many, [&](const synth::Record& record) {
    const synth::Customer& customer = all.customers[record.customer];
    if (record.customer % 3 == 0) return true;
    return customer.household < 0 && !customer.is_namesake && !customer.behind_switchboard && !customer.shares_contact && seen.insert(record.customer).second;
  });
  REQUIRE(many.records.size() > few.records.size() + 2000);
  const Files few_files = files_of(few), many_files = files_of(many);
  const auto a = ran(few_files), b = ran(many_files);
  const Judged x = judged(*a, few_files[kTruth]), y = judged(*b, many_files[kTruth]);
  REQUIRE(x.scores.true_pairs == y.scores.true_pairs);
  INFO("expected matches " << expected_matches(*a) << ", then " << expected_matches(*b) << " of " << x.scores.true_pairs << "; F1 " << x.scores.f1 << ", then " << y.scores.f1);
  CHECK(b->summary().prior < 0.3 * a->summary().prior);
  for (SessionFixture* f : {a.get(), b.get()}) CHECK(expected_matches(*f) == doctest::Approx(static_cast<double>(x.scores.true_pairs)).epsilon(0.05));
  CHECK(y.scores.recall > x.scores.recall - 0.01);
  CHECK(y.scores.f1 > x.scores.f1 - 0.01);
}

TEST_CASE("what says nothing of a customer moves few records") {
  static const Files files = files_of(synth::make_population({1500, 2}));
  static const std::map<std::string, Group> groups = groups_of(*ran(files));
  Files other = files;
  std::vector<int> order{0, 1, 2};
  double bound = 0;
  SUBCASE("the order of the files") {
    order = {2, 0, 1};
    bound = 0.015;  // keys that are worth the same are chosen in another order
  }
  SUBCASE("a column of noise") {
    other[0] = with_column(files[0], ';', "valeur", [](const auto&, size_t row) { return std::to_string(row * 7919 % 10007); });
    bound = 0.005;
  }
  SUBCASE("a column that is there twice") {
    other[1] = with_column(files[1], ',', "contact", [](const auto& cells, size_t) { return cells[3]; });
    bound = 0.005;
  }
  CHECK(moved_share(groups, groups_of(*ran(other, order))) <= bound);
}
