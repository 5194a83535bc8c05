// Links every set of a benchmark folder with no setting and prints how well it went.
//   jumelles_quality [-v] [-e] [-r] [-m] [-t] [--source COLUMN] [--ignore COLUMN] [SET...]      folder: JUMELLES_DATA, default ../shared/data
// -v mapping, keys and levels; -e worst errors; -r reliability: how many pairs of a stated probability are right; -m what was
// learned of matches beside what true pairs are like; -t time of each phase and steps above 15 ms; --source names the column that
// holds the source, where a set has it; --ignore leaves one more column out.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <sstream>
#include <unordered_set>
#include <utility>

#include "cluster/cluster.h"
#include "core/phase.h"
#include "evaluate/curve.h"
#include "evaluate/errors.h"
#include "evaluate/true_pairs.h"
#include "ingest/ingest.h"
#include "manifest.h"
#include "linking/link.h"
#include "profile/profile.h"
#include "score/rivals.h"
#include "standardize/standardize.h"

using namespace jumelles;

namespace {

// Processor time: what other programs do on the machine does not count.
double now_ms() { return static_cast<double>(std::clock()) * 1000.0 / CLOCKS_PER_SEC; }

struct Options {
  bool verbose = false, errors = false, times = false, reliability = false, shares = false;
  std::string source;
  std::string ignore;
};

double longest_step = 0;

double run(std::vector<Phase> phases, bool times) {
  const double begin = now_ms();
  // Longest step of each phase; what `count` does at its start belongs to the first one.
  for (Phase& phase : phases) {
    if (!times) break;
    auto longest = std::make_shared<double>(0);
    auto measure = [longest, id = phase.id](double from) {
      const double spent = now_ms() - from;
      if (spent > *longest && spent > 15) std::printf("    step of %-20s %8.1f ms\n", id.c_str(), spent);
      *longest = std::max(*longest, spent);
    };
    phase.count = [measure, count = phase.count] {
      const double from = now_ms();
      const uint64_t units = count ? count() : 1;
      measure(from);
      return units;
    };
    phase.body = [measure, body = phase.body](uint64_t a, uint64_t b) {
      const double from = now_ms();
      Status status = body(a, b);
      measure(from);
      return status;
    };
  }
  Runner runner(std::move(phases), now_ms);
  while (runner.pump(1000)) {
  }
  if (!runner.status().ok()) std::printf("  FAILED: %s\n", to_string(runner.status().error()).c_str());
  longest_step = std::max(longest_step, runner.longest_step_ms());
  if (times)
    for (const auto& timing : runner.timings())
      if (timing.elapsed_ms > 1) std::printf("    %-28s %8.1f ms  %llu\n", timing.phase_id.c_str(), timing.elapsed_ms, static_cast<unsigned long long>(timing.units));
  return now_ms() - begin;
}

std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::shared_ptr<Table> read_table(const std::string& path, const std::string& name) {
  auto result = std::make_shared<ingest::ImportResult>();
  run(ingest::import_phases(std::make_shared<ingest::MemorySource>(slurp(path)), path, name, {}, result), false);
  return std::make_shared<Table>(std::move(result->table));
}

std::vector<std::vector<std::string>> read_rows(const std::string& path) {
  const auto table = read_table(path, "truth");
  std::vector<std::vector<std::string>> rows(1);
  for (const Column& column : table->columns) rows[0].push_back(column.name);
  for (uint32_t r = 0; r < table->row_count(); ++r) {
    auto& row = rows.emplace_back();
    for (const Column& column : table->columns) row.emplace_back(column.text(r));
  }
  return rows;
}

std::string value_of(const RecordSet& records, size_t attribute, RecordIndex r) {
  std::string text;
  for (const auto& slot : records.attributes[attribute].slots) (text += text.empty() ? "" : " | ") += records.attributes[attribute].clean[slot.codes[r]];
  return text.substr(0, 90);
}

void print_pair(const RecordSet& records, const LinkConfig& config, const linking::PairScorer& scorer, RecordIndex a, RecordIndex b) {
  const linking::Explanation why = scorer.explain(a, b);
  std::printf("    %s / %s  weight %.1f rule %d prior %.1f\n", records.record_ids[a].c_str(), records.record_ids[b].c_str(),
              bits(why.match_weight), scorer.first_rule(a, b), bits(why.prior));
  for (const auto& evidence : why.evidence) {
    const Comparison& comparison = config.comparisons[evidence.comparison];
    std::printf("       %-16s %-20s %6.1f %+5.1f  ", comparison.id.c_str(),
                evidence.level < 0 ? "-" : comparison.levels[static_cast<size_t>(evidence.level)].id.c_str(), bits(evidence.weight),
                bits(evidence.term_frequency_weight));
    for (const std::string& key : comparison.attributes) {
      const int attribute = records.find(key);
      if (attribute >= 0) std::printf(" [%s] [%s]", value_of(records, static_cast<size_t>(attribute), a).c_str(), value_of(records, static_cast<size_t>(attribute), b).c_str());
    }
    std::printf("\n");
  }
}

double s_of(const Level& level, size_t kind) { return kind < level.sibling_probabilities.size() ? level.sibling_probabilities[kind] : -1; }

void print_config(const LinkConfig& config, const RecordSet& records) {
  for (const Attribute& attribute : records.attributes) {
    uint64_t filled = 0;
    for (RecordIndex r = 0; r < records.record_count(); ++r) filled += !attribute.slots.empty() && attribute.comparison_of[attribute.slots[0].codes[r]] != kMissing;
    std::printf("  %-16s %-12s slots %zu distinct %u filled %.2f\n", attribute.key.c_str(), std::string(info(attribute.type).id).c_str(), attribute.slots.size(), attribute.comparison.size(), static_cast<double>(filled) / std::max(1u, records.record_count()));
  }
  for (const BlockingRule& rule : config.blocking_rules) {
    std::printf("  key ");
    for (const KeyPart& part : rule.parts) std::printf("%s.%s ", part.attribute.c_str(), part.transform.c_str());
    std::printf("  [refined by ");
    for (const KeyPart& part : rule.refinement) std::printf("%s.%s ", part.attribute.c_str(), part.transform.c_str());
    std::printf("] new %llu all %llu largest %llu refined %llu, %.0f %% of the budget before, loss %.5f\n", static_cast<unsigned long long>(rule.pair_count), static_cast<unsigned long long>(rule.total_pair_count), static_cast<unsigned long long>(rule.largest_block), static_cast<unsigned long long>(rule.refined_block_count), 100 * rule.share_before_refining, rule.refining_loss);
  }
  for (const Comparison& comparison : config.comparisons) {
    std::printf("  %s (%s)\n", comparison.id.c_str(), comparison.comparator.c_str());
    for (const Level& level : comparison.levels)
      std::printf("     %-20s m %.4f s %.4f %.4f %.4f u %.6f  %6.2f  (%.0f, %llu)\n", level.id.c_str(), level.m_probability, s_of(level, 0), s_of(level, 1), s_of(level, 2), level.u_probability, bits(level.weight), level.observed_m_count, static_cast<unsigned long long>(level.observed_u_count));
  }
  for (const LevelDependence& d : config.dependences) {
    std::printf("  %s and %s say the same: %.2f bits\n", d.first.c_str(), d.second.c_str(), d.strength);
  }
  std::printf("  prior %.3g siblings", config.prior);
  for (const double p : config.sibling_priors) std::printf(" %.3g", p);
  std::printf("\n");
}

// What probabilities mean: pairs by stated probability, and the share of them that are right. `scored` from high to low.
void print_reliability(const std::vector<std::pair<Weight, bool>>& scored) {
  constexpr double kBits[] = {1e9, 10, 6, 4, 3, 2, 1, 0, -1, -2, -3, -4, -6.6};
  size_t next = 0;
  double error = 0;
  for (size_t bin = 0; bin + 1 < std::size(kBits); ++bin) {
    double stated = 0, right = 0, count = 0;
    for (; next < scored.size() && bits(scored[next].first) >= kBits[bin + 1]; ++next, ++count) {
      stated += probability_from_weight(scored[next].first);
      right += scored[next].second ? 1 : 0;
    }
    error += stated > right ? stated - right : right - stated;
    if (count > 0) std::printf("    from %5.1f bits  %8.0f pairs  stated %.3f  right %.3f\n", kBits[bin + 1], count, stated / count, right / count);
  }
  std::printf("    pairs off in all %.0f of %zu (%.4f)\n", error, scored.size(), scored.empty() ? 0.0 : error / static_cast<double>(scored.size()));
}

// What was learned of matches, and what true pairs are like: half the sum of differences over the levels.
void print_shares(const LinkConfig& config, const linking::PairScorer& scorer, const evaluate::Truth& truth, double possible_pairs) {
  constexpr uint64_t kAsked = 20000;
  const uint64_t total = evaluate::true_pair_count(truth);
  std::vector<std::vector<double>> seen(config.comparisons.size());
  for (size_t c = 0; c < seen.size(); ++c) seen[c].assign(config.comparisons[c].levels.size() + 1, 0);
  evaluate::for_true_pairs(truth, 1 + total / kAsked, [&](RecordIndex a, RecordIndex b) {
    for (const auto& evidence : scorer.explain(a, b).evidence) seen[evidence.comparison][static_cast<size_t>(evidence.level + 1)] += 1;
  });
  double sum = 0, count = 0;
  for (size_t c = 0; c < seen.size(); ++c) {
    const std::vector<Level>& levels = config.comparisons[c].levels;
    if (levels.size() < 2) continue;
    double present = 0, off = 0;
    for (size_t level = 0; level < levels.size(); ++level) present += seen[c][level + 1];
    for (size_t level = 0; level < levels.size() && present > 0; ++level) {
      const double difference = levels[level].m_probability - seen[c][level + 1] / present;
      off += 0.5 * (difference < 0 ? -difference : difference);
    }
    std::printf("    %-16s off %.4f  best level %.4f true %.4f  last level %.4f true %.4f\n", config.comparisons[c].id.c_str(), off, levels.front().m_probability,
                present > 0 ? seen[c][1] / present : 0, levels.back().m_probability, present > 0 ? seen[c][levels.size()] / present : 0);
    sum += off;
    ++count;
  }
  std::printf("    shares off %.4f  matches %.0f true %llu\n", count > 0 ? sum / count : 0, config.prior * possible_pairs, static_cast<unsigned long long>(total));
}

void run_set(const bench::BenchSet& set, const std::string& folder, const Options& options) {
  longest_step = 0;
  std::vector<std::shared_ptr<const Table>> tables;
  std::vector<std::shared_ptr<const profile::TableProfile>> profiles;
  std::vector<std::string> names;
  profile::MappingOptions mapping_options;
  mapping_options.ignored_columns = set.never_match_on;
  if (!options.ignore.empty()) mapping_options.ignored_columns.push_back(options.ignore);
  mapping_options.id_column = set.tables[0].id;
  const double begin = now_ms();
  for (const auto& file : set.tables) {
    names.push_back(file.file.substr(0, file.file.rfind('.')));
    auto table = read_table(folder + "/" + set.name + "/" + file.file, names.back());
    for (const Column& column : table->columns)
      if (column.name == options.source) mapping_options.source_column = options.source;
    auto profile = std::make_shared<profile::TableProfile>();
    run(profile::profile_phases(table, profile), false);
    tables.push_back(table);
    profiles.push_back(profile);
  }
  const Mapping mapping = profile::propose_mapping(tables, profiles, mapping_options);
  auto records = std::make_shared<RecordSet>();
  auto report = std::make_shared<standardize::StandardizeReport>();
  run(standardize::standardize_phases(tables, mapping, records, report), false);
  const double prepared = now_ms() - begin;
  LinkConfig config;
  config.link_type = set.tables.size() > 1 ? LinkType::kLinkDedupe : LinkType::kDedupe;
  auto result = std::make_shared<linking::LinkResult>();
  if (options.times) std::printf("  %s\n", set.name.c_str());
  const double link_ms = run(linking::link_phases(records, config, result), options.times);
  if (options.verbose) {
    std::printf("== %s\n", set.name.c_str());
    for (size_t t = 0; t < tables.size(); ++t)
      for (size_t c = 0; c < mapping[t].size(); ++c)
        std::printf("  %s.%s -> %s %s (%s)\n", names[t].c_str(), tables[t]->columns[c].name.c_str(), std::string(info(mapping[t][c].type).id).c_str(), mapping[t][c].attribute.c_str(), mapping[t][c].reason_id.c_str());
    print_config(result->config, *records);
  }
  auto edges = std::make_shared<std::vector<Edge>>(result->edges);
  cluster::ClusterOptions cluster_options;
  cluster_options.threshold = weight_from_probability(config.threshold);
  if (records->sources.size() > 1) {
    std::vector<uint8_t> presumed;
    const std::vector<std::string>& found = result->config.one_per_source;
    for (const SourceInfo& source : records->sources) presumed.push_back(std::find(found.begin(), found.end(), source.name) != found.end());
    auto clean = std::make_shared<std::vector<uint8_t>>();
    run(cluster::duplicate_free_phases(edges, records, 0, presumed, clean), options.times);
    cluster_options.one_per_source = *clean;
    const auto scored = std::exchange(edges, std::make_shared<std::vector<Edge>>());
    run(score::rivals_phases(scored, records, cluster_options.one_per_source, nullptr, edges), options.times);
  }
  const auto scorer = result->scorer;
  cluster_options.score = [scorer](RecordIndex a, RecordIndex b) { return scorer->score(a, b); };
  cluster_options.veto = [scorer](RecordIndex a, RecordIndex b) { return scorer->veto(a, b); };
  auto groups = std::make_shared<Groups>();
  const double cluster_ms = run(cluster::cluster_phases(edges, records, cluster_options, groups), options.times);
  const auto truth = evaluate::parse_truth(read_rows(folder + "/" + set.name + "/truth.csv"), *records, names);
  if (!truth.ok()) {
    std::printf("%s: %s\n", set.name.c_str(), to_string(truth.error()).c_str());
    return;
  }
  const evaluate::Scores scores = evaluate::score(truth.value(), *records, *groups);
  const auto met = evaluate::blocking_recall(truth.value(), [&](RecordIndex a, RecordIndex b) { return scorer->first_rule(a, b) >= 0; });
  // Best threshold on pairs alone, chosen with the truth: how far the scores themselves go.
  const evaluate::Curve curve = evaluate::curve(truth.value(), *records, *edges, {});
  std::string clean;
  for (const uint8_t one : cluster_options.one_per_source) clean += one ? '1' : '0';
  std::printf("%-24s P %.4f R %.4f F1 %.4f  B3 %.4f  block R %.4f pairs/rec %.1f  edge-best %.4f @%.1f  clean[%s] read+std %.0f link %.0f cluster %.0f step %.0f ms\n",
              set.name.c_str(), scores.precision, scores.recall, scores.f1, scores.bcubed_f1, met.recall,
              static_cast<double>(result->candidate_pair_count) / std::max(1u, records->record_count()), curve.best_pairs.pairs.f1(curve.true_pairs),
              bits(curve.best_pairs.threshold), clean.c_str(), prepared, link_ms, cluster_ms, longest_step);
  if (options.reliability) {
    const evaluate::TruePartners partners(truth.value(), records->record_count());
    std::vector<std::pair<Weight, bool>> scored;
    for (const Edge& edge : *edges)
      if (!truth.value().cross_table_only || records->table_of(edge.a) != records->table_of(edge.b))
        scored.push_back({edge.match_weight, partners.match(edge.a, edge.b)});
    std::sort(scored.rbegin(), scored.rend());
    print_reliability(scored);
  }
  if (options.shares) print_shares(result->config, *scorer, truth.value(), static_cast<double>(result->possible_pair_count));
  std::fflush(stdout);
  if (!options.errors) return;
  evaluate::ErrorOptions error_options;
  error_options.threshold = cluster_options.threshold;
  error_options.limit = 12;
  const auto weight_of = [&](RecordIndex a, RecordIndex b) {
    const auto at = std::lower_bound(edges->begin(), edges->end(), std::pair(std::min(a, b), std::max(a, b)),
                                     [](const Edge& edge, const auto& pair) { return std::pair(edge.a, edge.b) < pair; });
    return at != edges->end() && at->a == std::min(a, b) && at->b == std::max(a, b) ? at->match_weight : scorer->score(a, b);
  };
  const auto ask = [&](RecordIndex a, RecordIndex b) {
    const Veto veto = scorer->veto(a, b);
    return evaluate::PairAnswer{scorer->first_rule(a, b) >= 0, veto == Veto::kMustMatch, veto == Veto::kMustNotMatch, weight_of(a, b)};
  };
  for (const evaluate::PairError& error : evaluate::find_errors(truth.value(), *records, *groups, ask, error_options).worst) {
    std::printf("  %s, %s\n", error.is_match ? "missed" : "wrong", evaluate::fate_id(error.fate));
    print_pair(*records, result->config, *scorer, error.a, error.b);
  }
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  std::unordered_set<std::string> wanted;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "-v") options.verbose = true;
    else if (argument == "-e") options.errors = true;
    else if (argument == "-r") options.reliability = true;
    else if (argument == "-m") options.shares = true;
    else if (argument == "-t") options.times = true;
    else if (argument == "--source" && i + 1 < argc) options.source = argv[++i];
    else if (argument == "--ignore" && i + 1 < argc) options.ignore = argv[++i];
    else wanted.insert(argument);
  }
  const char* environment = std::getenv("JUMELLES_DATA");
  const std::string folder = environment != nullptr ? environment : "../shared/data";
  const auto sets = bench::read_manifest(folder);
  if (sets.empty()) std::printf("No manifest.json in %s: nothing to measure.\n", folder.c_str());
  for (const bench::BenchSet& set : sets)
    if (wanted.empty() || wanted.count(set.name) != 0) run_set(set, folder, options);
  return 0;
}
