#include "compare.h"

#include <map>
#include <set>

#include "baselines.h"
#include "evaluate/true_pairs.h"
#include "text/fold.h"

namespace jumelles::worlds {
namespace {

void add_score(const evaluate::Scores& scores, Score& score) {
  score.known = true;
  score.f1 += scores.f1;
  score.precision += scores.precision;
  score.recall += scores.recall;
  score.bcubed += scores.bcubed_f1;
}

bool tells_things_apart(AttributeType type) {
  const AttributeTypeInfo& row = info(type);
  return row.in_records && row.group != AttributeGroup::kRelation && type != AttributeType::kNumber;
}

std::vector<TableView> views_of(const Set& set, const assessing::RunResult& result) {
  const std::vector<std::string>& ignored = set.input.ignored_columns;
  std::map<std::string, int> numbers;
  std::set<std::string> everywhere;  // headers
  for (size_t t = 0; t < result.tables.size(); ++t) {
    std::set<std::string> here;
    for (const Column& column : result.tables[t]->columns)
      if (t == 0 || everywhere.count(text::fold(column.name)) != 0) here.insert(text::fold(column.name));
    everywhere = std::move(here);
  }
  std::vector<TableView> views;
  for (size_t t = 0; t < result.tables.size(); ++t) {
    TableView view{result.tables[t], {}, {}};
    for (size_t c = 0; c < view.table->columns.size(); ++c) {
      const std::string& name = view.table->columns[c].name;
      const ColumnMapping& mapping = result.project.sources[t].columns[c].mapping;
      const bool left_out = name == set.input.id_column || name == set.input.source_column || std::find(ignored.begin(), ignored.end(), name) != ignored.end();
      int meaning = -1;
      if (set.meaning) meaning = set.meaning(t, c);
      else if (!left_out && tells_things_apart(mapping.type)) {
        const std::string by = everywhere.count(text::fold(name)) != 0 ? "header " + text::fold(name) : mapping.attribute;
        meaning = numbers.try_emplace(by, static_cast<int>(numbers.size())).first->second;
      }
      view.meaning.push_back(meaning);
      view.in_text.push_back(left_out || mapping.type == AttributeType::kRecordId ? 0 : 1);
    }
    views.push_back(std::move(view));
  }
  return views;
}

void add_estimate(const protocol::EstimateSummary& estimate, const evaluate::Scores& scores, Figures& figures) {
  Said said;
  said.withheld_id = estimate.known ? "" : estimate.withheld_id.empty() ? "unknown" : estimate.withheld_id;
  said.recall_known = estimate.recall_known;
  said.precision = estimate.precision.value, said.precision_low = estimate.precision.low, said.precision_high = estimate.precision.high;
  said.recall = estimate.recall.value, said.recall_low = estimate.recall.low, said.recall_high = estimate.recall.high;
  said.true_precision = scores.precision, said.true_recall = scores.recall;
  said.links = static_cast<double>(scores.predicted_pairs);
  figures.said.push_back(std::move(said));
}

}  // namespace

Status add_run(const Set& set, bool baselines, Figures& figures) {
  const Answer ours = run(set.input, false);
  if (!ours.status) return ours.status;
  const RecordSet& records = *ours.result->records;
  const Result<evaluate::Truth> truth = set.truth(ours);
  if (!truth) return truth.error();
  const auto scored = [&](const Groups& groups, Method method) { add_score(evaluate::score(truth.value(), records, groups), figures.scores[method]); };
  const evaluate::Scores scores = evaluate::score(truth.value(), records, *ours.result->groups);
  add_score(scores, figures.scores[kOurs]);
  add_estimate(ours.estimate, scores, figures);
  ++figures.seeds;
  figures.rows = records.record_count();
  figures.true_pairs += static_cast<double>(scores.true_pairs);
  figures.golden_records += ours.result->groups->group_count();
  figures.things += set.things;
  figures.seconds += ours.seconds;
  if (!baselines) return {};
  const std::vector<TableView> views = views_of(set, *ours.result);
  scored(equality(views), kEquality);
  if (const auto groups = trigram_cosine(views)) scored(*groups, kCosine);
  const Answer plain = run(set.input, true);
  if (!plain.status) return plain.status;
  scored(*plain.result->groups, kPlain);
  return {};
}

void finish(Figures& figures) {
  if (figures.seeds == 0) return;
  const double runs = static_cast<double>(figures.seeds);
  for (Score& score : figures.scores) score.f1 /= runs, score.precision /= runs, score.recall /= runs, score.bcubed /= runs;
  figures.true_pairs /= runs, figures.golden_records /= runs, figures.things /= runs, figures.seconds /= runs;
  figures.few_pairs = figures.true_pairs < static_cast<double>(kFewPairs);
}

Result<Figures> measure(const CatalogRow& row, uint64_t seeds, bool baselines) {
  const Result<WorldSpec> spec = parse_world(row.name, row.line);
  if (!spec) return spec.error();
  Figures figures;
  figures.world = row.name;
  figures.line = row.line;
  for (uint64_t seed = 1; seed <= seeds; ++seed) {
    const World world = make_world(spec.value(), seed);
    Set set;
    set.input = input_of(world);
    set.truth = [&](const Answer& answer) { return Result<evaluate::Truth>(truth_of(world, answer)); };
    set.meaning = [&](size_t file, size_t column) { return column < world.files[file].meaning.size() ? world.files[file].meaning[column] : -1; };
    std::set<uint32_t> things;
    for (const WorldFile& file : world.files) things.insert(file.thing_of.begin(), file.thing_of.end());
    set.things = static_cast<double>(things.size());
    if (Status status = add_run(set, baselines, figures); !status) return status.error();
  }
  finish(figures);
  return figures;
}

}  // namespace jumelles::worlds
