// jumelles_changes [CUSTOMERS [DECISIONS]]: what one change of the document costs after a run over made-up extracts, with decisions
// present: until the command is answered, until linked pairs are counted, and until everything is there; in processor
// time, and as a share of the first run. Then the longest step, and the phases that took longest; what history takes, a save and an
// opening. A third argument leaves out the changes that compare pairs again.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include "running/labels.h"
#include "session/session.h"
#include "synth/synth.h"

namespace {

using namespace jumelles;

double processor_ms() { return static_cast<double>(std::clock()) * 1000.0 / CLOCKS_PER_SEC; }

void work(session::Session& session, double* counted = nullptr, double* longest_slice = nullptr) {
  for (bool more = true; more;) {
    const double begin = processor_ms();
    more = session.pump(1);
    if (longest_slice != nullptr) *longest_slice = std::max(*longest_slice, processor_ms() - begin);
    for (const protocol::Event& event : session.take_events()) {
      const auto* progress = std::get_if<protocol::ProgressEvent>(&event);
      if (counted != nullptr && *counted == 0 && progress != nullptr && progress->linked_pair_count >= 0) *counted = processor_ms();
      if (const auto* failed = std::get_if<protocol::FailedEvent>(&event)) {
        std::printf("%s\n", to_string(failed->error).c_str());
        std::exit(1);
      }
    }
  }
}

void change(session::Session& session, const char* what, double full_ms, const std::vector<protocol::Command>& commands) {
  const double begin = processor_ms();
  double counted = 0, longest_slice = 0;
  for (const protocol::Command& command : commands)
    if (const Status status = session.dispatch(command); !status.ok()) {
      std::printf("%s: %s\n", what, to_string(status.error()).c_str());
      return;
    }
  const double answered = processor_ms();
  work(session, &counted, &longest_slice);
  const double whole = processor_ms();
  std::printf("%-26s answered %6.0f ms   counted %6.0f ms   whole %6.0f ms = %5.3f of a run   longest slice %5.1f ms\n", what, answered - begin,
              counted == 0 ? 0 : counted - begin, whole - begin, (whole - begin) / full_ms, longest_slice);
  auto timings = session.phase_times();
  std::sort(timings.begin(), timings.end(), [](const auto& x, const auto& y) { return x.elapsed_ms > y.elapsed_ms; });
  std::printf("   ");
  for (size_t i = 0; i < std::min<size_t>(7, timings.size()); ++i) std::printf(" %s %.0f", timings[i].phase.c_str(), timings[i].elapsed_ms);
  std::printf("\n");
}

// Look-alikes: the first page of pairs to check, whose index is made then, and again as it is; then an answer that settles about so many.
void settle(session::Session& session, double full_ms, uint64_t wanted) {
  protocol::PairRow best;
  uint64_t asked = 0, total = 1;
  for (const char* what : {"a page of pairs, its index", "the same page again"}) {
    const double begin = processor_ms();
    (void)session.query(1, protocol::PairsQuery{"to_check", "useful", 0, 64});
    std::printf("%-26s %6.1f ms\n", what, processor_ms() - begin);
  }
  const double begin = processor_ms();
  for (; asked < std::min<uint64_t>(total, 50000); asked += 1000) {
    const protocol::Reply reply = session.query(1, protocol::PairsQuery{"to_check", "strongest", asked, 1000});
    const auto* page = std::get_if<protocol::PairsPage>(&reply.page);
    if (page == nullptr) break;
    total = page->total;
    const auto distance = [&](const protocol::PairRow& row) { return row.look_alike_count > wanted ? row.look_alike_count - wanted : wanted - row.look_alike_count; };
    for (const protocol::PairRow& row : page->rows)
      if (best.name_a.id.empty() || distance(row) < distance(best)) best = row;
  }
  std::printf("counts of %llu pairs, of %llu to check %6.0f ms\n", static_cast<unsigned long long>(std::min(asked, total)), static_cast<unsigned long long>(total), processor_ms() - begin);
  if (best.look_alike_count == 0) return;
  std::printf("an answer with %llu look-alikes\n", static_cast<unsigned long long>(best.look_alike_count));
  change(session, "an answer with them", full_ms, {protocol::JudgePair{best.name_a, best.name_b, "same", 0, true}});
  const double page_begin = processor_ms();
  (void)session.query(1, protocol::PairsQuery{"to_check", "useful", 0, 64});
  std::printf("%-26s %6.1f ms\n", "the page after it", processor_ms() - page_begin);
  change(session, "its undo", full_ms, {protocol::Undo{}});
}

// A project file of it: the first one, one after a verdict, and its opening without its extracts.
void keep(session::Session& session, const std::vector<protocol::Command>& verdict) {
  std::string bytes;
  const auto save = [&](const char* what) {
    bytes.clear();
    const double begin = processor_ms();
    const Status status = session.export_file("jumelles", [&](std::string_view piece) {
      bytes += piece;
      return true;
    });
    std::printf("%-26s %6.0f ms, %.0f MB%s\n", what, processor_ms() - begin, static_cast<double>(bytes.size()) / 1e6, status ? "" : " FAILED");
  };
  save("first save");
  save("saved again, unchanged");
  for (const protocol::Command& command : verdict) (void)session.dispatch(command).ok();
  work(session);
  save("saved after a verdict");
  session::Session opened(processor_ms);
  const double begin = processor_ms();
  const uint32_t file = opened.register_file(std::make_shared<ingest::MemorySource>(std::move(bytes)));
  const Status status = opened.dispatch(protocol::OpenProject{file, "bench.jumelles", true});
  work(opened);
  std::printf("%-26s %6.0f ms, %zu decisions%s\n", "opened", processor_ms() - begin, opened.project().decisions.pairs.size(), status ? "" : " FAILED");
}

}  // namespace

int main(int argc, char** argv) {
  const uint64_t customers = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 61250, decisions = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 20000;
  session::Session session(processor_ms);
  synth::Files files = synth::generate({customers, 1});
  for (int f = 0; f < 3; ++f) {
    const uint32_t file = session.register_file(std::make_shared<ingest::MemorySource>(std::move(files.bytes[static_cast<size_t>(f)])));
    (void)session.dispatch(protocol::AddSource{file, std::string(synth::file_name(static_cast<synth::File>(f)))}).ok();
  }
  work(session);
  const double begin = processor_ms();
  (void)session.dispatch(protocol::Run{}).ok();
  work(session);
  const double full_ms = processor_ms() - begin;
  // Verdicts that say what the groups say, spread over the pairs; the project is opened anew with them.
  auto result = session.result();
  document::Project project = session.project();
  std::vector<document::PairDecision>& said = project.decisions.pairs;
  const size_t stride = std::max<size_t>(1, result->edges->size() / std::max<uint64_t>(1, decisions));
  for (size_t e = 0; e < result->edges->size() && said.size() < decisions; e += stride) {
    const Edge& edge = (*result->edges)[e];
    const bool same = result->groups->group_of[edge.a] == result->groups->group_of[edge.b];
    said.push_back({running::name_of(edge.a, *result->records, result->tables), running::name_of(edge.b, *result->records, result->tables),
                                               same ? document::kSame : document::kDifferent});
  }
  std::printf("%u records, %zu pairs kept, %zu decisions; a run takes %.0f ms\n", result->records->record_count(), result->edges->size(),
              said.size(), full_ms);
  if (!session.load_project(document::to_json(project)).empty()) return 1;
  work(session);  // its extracts are there
  change(session, "a run with them", full_ms, {protocol::Run{}});
  result = session.result();
  if (!result || session.project().decisions.pairs.size() != said.size()) return 1;
  const Edge edge = (*result->edges)[(*result->by_weight)[result->by_weight->size() / 2] + 1];
  const auto ref = [&](RecordIndex r) {
    const document::RecordName name = running::name_of(r, *result->records, result->tables);
    return protocol::RecordRef{name.source, name.id, name.row, name.content};
  };
  for (int i = 0; i < 2; ++i) {
    change(session, "a verdict", full_ms, {protocol::JudgePair{ref(edge.a), ref(edge.b), i == 0 ? "different" : "same"}});
    change(session, "its undo", full_ms, {protocol::Undo{}});
  }
  for (const char* value : {"Saint-Amand", "Saint-Avold"})
    change(session, "a golden value by hand", full_ms, {protocol::DecideValue{{ref(edge.a)}, "surname", "typed", value, 0, true, ""}});
  settle(session, full_ms, 500);
  change(session, "a threshold", full_ms, {protocol::SetThreshold{0.8}});
  change(session, "a survivorship rule", full_ms, {protocol::SetSurvivorshipRule{session.summary().survivorship.back().name, {"longest"}}});
  change(session, "each thing once in crm", full_ms, {protocol::SetOnePerSource{"crm", true}});
  change(session, "a verdict among rivals", full_ms, {protocol::JudgePair{ref(edge.a), ref(edge.b), "different"}});
  change(session, "its undo", full_ms, {protocol::Undo{}});
  settle(session, full_ms, 500);
  change(session, "crm as before", full_ms, {protocol::SetOnePerSource{"crm", false}});
  const Comparison comparison = session.project().link.comparisons[0];
  const Level& level = comparison.levels[0];
  change(session, "a weight", full_ms, {protocol::SetLevelWeight{comparison.id, level.id, bits(level.weight) - 1, true}, protocol::Run{}});
  change(session, "its undo", full_ms, {protocol::Undo{}, protocol::Run{}});
  for (int i = 0; i < 200; ++i) (void)session.dispatch(protocol::JudgePair{ref(edge.a), ref(edge.b), i % 2 == 0 ? "different" : "same"}).ok();
  std::printf("memory of %d more steps: %.2f MB\n", 200, static_cast<double>(session.history_bytes()) / 1e6);
  work(session);
  keep(session, {protocol::JudgePair{ref(edge.a), ref(edge.b), "different"}});
  if (argc > 3) return 0;
  const std::string second = session.project().link.comparisons[1].id, key = session.summary().blocking_rules[0].name;
  change(session, "a comparison off", full_ms, {protocol::EnableComparison{second, false}, protocol::Run{}});
  change(session, "on again", full_ms, {protocol::EnableComparison{second, true}, protocol::Run{}});
  change(session, "a key off", full_ms, {protocol::EnableBlockingRule{key, false}, protocol::Run{}});
  change(session, "on again", full_ms, {protocol::EnableBlockingRule{key, true}, protocol::Run{}});
  change(session, "learned anew", full_ms, {protocol::LearnFromDecisions{}});
  std::printf("memory of sources and result: %.0f MB\n", static_cast<double>(session.summary().memory_bytes) / 1048576.0);
  return 0;
}
