#include "linking/link.h"

#include "linking/link_run.h"

namespace jumelles::linking {
namespace {

using RunPtr = std::shared_ptr<LinkRun>;

void add_proposal_phases(std::vector<Phase>& phases, const RunPtr& run) {
  phases.push_back(pass(
      "block.propose_values", Unit::kValues, run,
      [](LinkRun& r) -> uint64_t {
        if (!r.proposes_keys()) return 0;
        r.start_proposal();
        return r.proposal()->value_units();
      },
      [](LinkRun& r, uint64_t begin, uint64_t end) { r.proposal()->prepare_values(begin, end); }, 1000));
  phases.push_back(pass(
      "block.propose_keys", Unit::kSteps, run,
      [](LinkRun& r) { return r.proposal() != nullptr ? r.proposal()->part_units() : 0; },
      [](LinkRun& r, uint64_t begin, uint64_t end) { r.proposal()->measure_parts(begin, end); }, 1));
  phases.push_back(pass(
      "block.propose_combinations", Unit::kRecords, run,
      [](LinkRun& r) { return r.proposal() != nullptr ? r.proposal()->block_units() : 0; },
      [](LinkRun& r, uint64_t begin, uint64_t end) { r.proposal()->find_blocks(begin, end); }, 1000));
  phases.push_back(pass(
      "block.grade_keys", Unit::kRecords, run,
      [](LinkRun& r) -> uint64_t {
        if (r.proposal() == nullptr) return 0;
        r.set_crude_model();
        return r.proposal()->grade_units();
      },
      [](LinkRun& r, uint64_t begin, uint64_t end) { r.proposal()->grade(begin, end); }, 100));
  phases.push_back(step("block.choose_keys", run, [](LinkRun& r) {
    if (r.proposal() != nullptr) r.choose_keys();
    return Status{};
  }));
}

void add_training_phases(std::vector<Phase>& phases, const RunPtr& run) {
  phases.push_back(pass(
      "train.count", Unit::kPairs, run, [](LinkRun& r) { return r.start_training(); },
      [](LinkRun& r, uint64_t begin, uint64_t end) { r.training().count_patterns(begin, end); }, 1000));
  phases.push_back(pass(
      "train.rank", Unit::kPairs, run, [](LinkRun& r) { return r.training().start_ranking(); },
      [](LinkRun& r, uint64_t begin, uint64_t end) { r.training().rank_partners(begin, end); }, 1000));
  phases.push_back(pass(
      "train.choose", Unit::kPairs, run, [](LinkRun& r) { return r.training().ranks_partners() ? r.candidate_units() : 0; },
      [](LinkRun& r, uint64_t begin, uint64_t end) { r.training().choose_training_pairs(begin, end); }, 1000));
  // Iterations until nothing moves; a converged model makes the rest of them free.
  // Up to three times 400 (anew with dependences, and without a class that is dropped), twice where sources are taken for clean
  // on trial.
  constexpr uint64_t kIterations = 2420;
  auto done = std::make_shared<bool>(false);
  phases.push_back(pass(
      "train.estimate", Unit::kSteps, run,
      [done](LinkRun& r) -> uint64_t {
        *done = !r.trains();
        if (*done) return 0;
        r.training().start();
        return kIterations;
      },
      [done](LinkRun& r, uint64_t begin, uint64_t end) {
        for (uint64_t i = begin; i < end && !*done; ++i) *done = !r.training().iterate();
        if (end == kIterations) r.finish_training();
      },
      1));
}

}  // namespace

std::vector<Phase> link_phases(std::shared_ptr<const RecordSet> records, LinkConfig config, std::shared_ptr<LinkResult> result,
                               std::shared_ptr<const Labels> labels, std::shared_ptr<const Prepared> former) {
  auto run = std::make_shared<LinkRun>(std::move(records), std::move(config), std::move(labels), std::move(result), std::move(former));
  std::vector<Phase> phases;
  phases.push_back(step("compare.propose", run, [](LinkRun& r) { return r.propose_comparisons(); }));
  phases.push_back(pass(
      "compare.pack", Unit::kRecords, run, [](LinkRun& r) { return r.pack_units(); },
      [](LinkRun& r, uint64_t begin, uint64_t end) { r.pack(begin, end); }, 1000));
  phases.push_back(pass(
      "compare.values", Unit::kValues, run, [](LinkRun& r) { return r.value_units(); },
      [](LinkRun& r, uint64_t begin, uint64_t end) { r.prepare_values(begin, end); }, 500));
  phases.push_back(pass(
      "train.random", Unit::kPairs, run, [](LinkRun& r) { return r.trains() || r.proposes_keys() ? r.training().random_units() : 0; },
      [](LinkRun& r, uint64_t begin, uint64_t end) { r.training().draw_random(begin, end); }, 1000));
  add_proposal_phases(phases, run);
  phases.push_back(pass(
      "block.keys", Unit::kValues, run,
      [](LinkRun& r) {
        r.bind_rules();
        return r.key_value_units();
      },
      [](LinkRun& r, uint64_t begin, uint64_t end) { r.prepare_keys(begin, end); }, 1000));
  phases.push_back(pass(
      "block.build", Unit::kRecords, run, [](LinkRun& r) { return r.block_units(); },
      [](LinkRun& r, uint64_t begin, uint64_t end) { r.build_blocks(begin, end); }, 1000));
  phases.push_back(step("block.finish", run, [](LinkRun& r) {
    r.finish_blocks();
    return Status{};
  }));
  phases.push_back(pass(
      "compare.pairs", Unit::kPairs, run, [](LinkRun& r) { return r.start_comparing(); },
      [](LinkRun& r, uint64_t begin, uint64_t end) { r.compare_pairs(begin, end); }, 1000));
  add_training_phases(phases, run);
  phases.push_back(pass(
      "score.pairs", Unit::kPairs, run,
      [](LinkRun& r) {
        r.make_scorer();
        return r.candidate_units();
      },
      [](LinkRun& r, uint64_t begin, uint64_t end) { r.score_pairs(begin, end); }, 1000));
  phases.push_back(pass(
      "score.strongest", Unit::kPairs, run, [](LinkRun& r) { return r.strongest_units(); },
      [](LinkRun& r, uint64_t begin, uint64_t end) { r.find_strongest(begin, end); }, 1000));
  phases.push_back(pass(
      "score.sort", Unit::kRecords, run,
      [](LinkRun& r) {
        r.start_sorting();
        return r.record_count();
      },
      [](LinkRun& r, uint64_t begin, uint64_t end) { r.sort_edges(begin, end); }, 1000));
  phases.push_back(step("score.finish", run, [](LinkRun& r) {
    r.finish();
    return Status{};
  }));
  return phases;
}

}  // namespace jumelles::linking
