#include "cli/truth_report.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "cli/commands.h"
#include "cli/file_source.h"
#include "deliver/number.h"
#include "deliver/truth_outputs.h"
#include "evaluate/errors.h"
#include "assessing/pair_weights.h"

namespace jumelles::cli {
namespace {

namespace fs = std::filesystem;

Status write_file(const std::string& folder, const char* name, const std::function<Status(const deliver::Sink&)>& write) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  const fs::path path = fs::path(folder) / name;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  const Status status = write([&](std::string_view piece) {
    file.write(piece.data(), static_cast<std::streamsize>(piece.size()));
    return file.good();
  });
  file.close();
  if (!file) return file_error("out.file", path.string(), "The file cannot be written.", "Check the folder and the space left on the disk.");
  return status;
}

// The groups that the run would have made at another threshold: its own stages, from clustering on.
std::shared_ptr<const Groups> groups_at(double threshold, const std::shared_ptr<const assessing::RunResult>& result, const std::vector<uint64_t>& table_keys) {
  document::Project project = result->project;
  project.link.threshold = threshold;
  running::Run run(project, result->read_tables, table_keys, result);
  // Reading and linking are taken over, so the first stage that has anything to do makes the groups.
  if (auto phases = run.next_stage()) {
    Runner runner(std::move(*phases), [] { return 0.0; });
    while (runner.pump(1e9)) {
    }
    if (!runner.status()) return nullptr;
  }
  return run.take()->groups;
}

// Doubtful to certain: enough to see where the own groups are best.
constexpr double kOwnBits[] = {-6, -4, -2, -1, 0, 1, 2, 4, 6, 8, 10, 12, 15, 20};

void print_losses(const evaluate::ErrorReport& report, Terminal& terminal) {
  using evaluate::PairFate;
  std::ostream& out = *terminal.out;
  const auto count = [&](PairFate fate) { return report.true_by_fate[static_cast<size_t>(fate)]; };
  const auto share = [&](uint64_t pairs) {
    return four_decimals(report.asked_true_pairs == 0 ? 0 : static_cast<double>(pairs) / static_cast<double>(report.asked_true_pairs));
  };
  const auto line = [&](const char* what, uint64_t pairs) { out << "  " << what << ": " << pairs << " (" << share(pairs) << ")"; };
  out << "true pairs, " << report.asked_true_pairs << (report.asked_true_pairs < report.true_pairs ? " of them looked at" : "") << ":\n";
  line("linked", count(PairFate::kLinked));
  out << "\n";
  line("joined by other records only", count(PairFate::kIndirect));
  out << "\n";
  line("lost to blocking, they never met", count(PairFate::kNeverMet));
  out << ", " << report.never_met_but_alike << " of them would have been linked\n";
  line("lost to scoring, below the threshold", count(PairFate::kBelowThreshold));
  out << "\n";
  line("lost to a rule that forbids them", count(PairFate::kForbidden));
  out << "\n";
  line("lost to grouping, above the threshold but kept apart", count(PairFate::kRefused));
  out << "\n";
  const auto wrong = [&](PairFate fate) { return report.false_by_fate[static_cast<size_t>(fate)]; };
  out << "wrong pairs, " << (report.all_false_pairs_seen ? "" : "at least ") << report.false_pairs << ":\n  linked: " << wrong(PairFate::kLinked)
      << "\n  joined by other records only: " << wrong(PairFate::kIndirect) << "\n";
}

}  // namespace

void print_best(const evaluate::Curve& curve, Terminal& terminal) {
  const auto line = [&](const char* what, const evaluate::PairCounts& counts, Weight threshold) {
    *terminal.out << "best threshold, chosen with the truth: " << what << " F1 " << four_decimals(counts.f1(curve.true_pairs)) << " at "
                  << one_decimal(bits(threshold)) << " bits\n";
  };
  line("pairs", curve.best_pairs.pairs, curve.best_pairs.threshold);
  line("closed groups", curve.best_closed.closed, curve.best_closed.threshold);
  const evaluate::CurvePoint* best = nullptr;
  for (const evaluate::CurvePoint& point : curve.points)
    if (point.own && (!best || point.own->f1(curve.true_pairs) >= best->own->f1(curve.true_pairs))) best = &point;
  if (best) line("own groups", *best->own, best->threshold);
}

std::vector<Weight> curve_thresholds(const std::vector<Edge>& edges, Weight used) {
  Weight lightest = -6 * kOneBit;
  for (const Edge& edge : edges) lightest = std::min(lightest, edge.match_weight);
  lightest = std::max(lightest, -40 * kOneBit);
  std::vector<Weight> out{used};
  for (Weight weight = 30 * kOneBit; weight > lightest - kOneBit / 2; weight -= kOneBit / 2) out.push_back(weight);
  return out;
}

Status write_curve_file(const std::string& folder, const evaluate::Curve& curve, Weight used, const deliver::TruthForm& form) {
  return write_file(folder, "curve.csv", [&](const deliver::Sink& sink) { return deliver::write_curve(curve, used, form, sink); });
}

Status report_truth(const evaluate::Truth& truth, const deliver::OutputInput& input, const std::vector<uint64_t>& table_keys,
                    const std::string& folder, Terminal& terminal) {
  const assessing::RunResult& result = *input.result;
  const linking::PairScorer& scorer = *result.link->scorer;
  const RecordSet& records = *result.records;
  const LinkConfig& config = result.project.link;
  evaluate::ErrorOptions options;
  options.threshold = weight_from_probability(config.threshold);
  const auto ask = [&](RecordIndex a, RecordIndex b) {
    evaluate::PairAnswer answer;
    const bool same_source = records.source_of[a] == records.source_of[b];
    answer.met = scorer.first_rule(a, b) >= 0 && !(config.link_type == LinkType::kLink && same_source);
    const Veto veto = scorer.veto(a, b);
    answer.forced = veto == Veto::kMustMatch;
    answer.forbidden = veto == Veto::kMustNotMatch;
    answer.match_weight = assessing::weight_of(result, a, b);
    return answer;
  };
  const evaluate::ErrorReport report = evaluate::find_errors(truth, records, *result.groups, ask, options);
  print_losses(report, terminal);
  if (Status status = write_file(folder, "errors.csv", [&](const deliver::Sink& sink) { return deliver::write_errors(report, input, sink); }); !status) return status;

  std::vector<Edge> listed;  // as pairs.csv has them
  for (size_t e = 0; e < result.edges->size(); ++e)
    if (!assessing::lost_to_rivals(result, e)) listed.push_back((*result.edges)[e]);
  evaluate::Curve curve = evaluate::curve(truth, records, listed, curve_thresholds(listed, options.threshold));
  for (evaluate::CurvePoint& point : curve.points) {
    const bool asked = point.threshold == options.threshold ||
                       std::any_of(std::begin(kOwnBits), std::end(kOwnBits), [&](double own) { return weight_from_bits(own) == point.threshold; });
    if (!asked || point.threshold < weight_from_probability(config.review_floor)) continue;
    if (terminal.interrupted && terminal.interrupted()) return Error{ErrorCode::kCanceled, "canceled", "Canceled.", "curve.csv was not written.", folder, 0, {}};
    const auto groups = point.threshold == options.threshold ? result.groups : groups_at(probability_from_weight(point.threshold), input.result, table_keys);
    if (!groups) continue;
    const evaluate::Scores scores = evaluate::score(truth, records, *groups);
    point.own = evaluate::PairCounts{scores.predicted_pairs, scores.correct_pairs};
  }
  print_best(curve, terminal);
  return write_curve_file(folder, curve, options.threshold, deliver::form_of(input.project));
}

}  // namespace jumelles::cli
