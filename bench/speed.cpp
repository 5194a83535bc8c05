// jumelles_speed [CUSTOMERS | FILE...]: made-up extracts, or files, from bytes to golden records: time per phase in processor time, the
// longest slice that began in it, peak memory; then every deliverable, written in slices as the studio does.

#include <malloc.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "document/difference.h"
#include "session/session.h"
#include "synth/synth.h"

namespace {

using namespace jumelles;

double processor_ms() { return static_cast<double>(std::clock()) * 1000.0 / CLOCKS_PER_SEC; }

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

// Most bytes in use while a phase ran, by its id.
std::map<std::string, double> used_megabytes;
double base_megabytes = 0;
// Longest slice of 1 ms that began in a phase: what exceeds 1 ms is one step too long to be cut.
std::map<std::string, double> longest_slice_ms;

double megabytes_in_use() {
  const auto info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd) / 1048576.0;
}

void work(session::Session& session) {
  for (bool more = true; more;) {
    const auto phase_of = [&] {
      const std::string phase = session.present_phase();
      return phase.empty() ? std::string("between stages") : phase;
    };
    const std::string phase = phase_of();
    const double begin = processor_ms();
    more = session.pump(1);
    longest_slice_ms[phase] = std::max(longest_slice_ms[phase], processor_ms() - begin);
    double& used = used_megabytes[phase_of()];
    used = std::max(used, megabytes_in_use() - base_megabytes);
  }
  for (const protocol::Event& event : session.take_events())
    if (const auto* failed = std::get_if<protocol::FailedEvent>(&event)) {
      std::printf("%s\n", to_string(failed->error).c_str());
      std::exit(1);
    }
}

void print_phase(const std::string& phase, double elapsed_ms, uint64_t units) {
  std::printf("  %-26s %8.0f ms %8.1f MB in use %6.1f ms longest slice   %llu\n", phase.c_str(), elapsed_ms, used_megabytes[phase], longest_slice_ms[phase], static_cast<unsigned long long>(units));
}

void add(session::Session& session, const std::string& name, std::string bytes) {
  const uint32_t file = session.register_file(std::make_shared<ingest::MemorySource>(std::move(bytes)));
  (void)session.dispatch(protocol::AddSource{file, name}).ok();
}

void add_made_up(session::Session& session, uint64_t customers) {
  synth::Files files = synth::generate({customers, 1});
  for (int f = 0; f < 3; ++f) add(session, std::string(synth::file_name(static_cast<synth::File>(f))), std::move(files.bytes[static_cast<size_t>(f)]));
}

void write(session::Session& session, const std::string& kind) {
  const double begin = processor_ms();
  uint64_t bytes = 0;
  bool ended = false;
  double longest_ms = 0;
  (void)session.start_export(
      kind, [&](std::string_view piece) { bytes += piece.size(); return true; }, [&](const Status&) { ended = true; }).ok();
  while (!ended) {
    const double at = processor_ms();
    session.pump(1);
    longest_ms = std::max(longest_ms, processor_ms() - at);
  }
  std::printf("  write %-20s %8.0f ms   %llu bytes %6.1f ms longest slice\n", kind.c_str(), processor_ms() - begin, static_cast<unsigned long long>(bytes), longest_ms);
}

// Saved first; then with 20,000 decisions, what changes cost: until the engine answers, and until all is up to date.
void change(session::Session& session, double run_ms) {
  write(session, "jumelles");
  const auto rows = [&](const char* filter) {
    std::vector<protocol::PairRow> all;
    while (all.size() < 20000) {
      const protocol::Reply reply = session.query(1, protocol::PairsQuery{filter, "weakest", all.size(), 1000});
      const auto& page = std::get<protocol::PairsPage>(reply.page).rows;
      if (page.empty()) break;
      all.insert(all.end(), page.begin(), page.end());
    }
    return all;
  };
  const std::vector<protocol::PairRow> linked = rows("linked");
  // In one change, as recovery does: each by itself would be told and brought up to date 20,000 times.
  document::Difference decisions;
  for (size_t p = 0; p + 1 < linked.size(); ++p) {
    const auto name = [](const protocol::RecordRef& ref) { return document::RecordName{ref.source, ref.id, ref.row, ref.content}; };
    decisions.pairs.after.push_back({name(linked[p].name_a), name(linked[p].name_b), document::kSame, {"bench", 1, "judged"}});
  }
  std::printf("%zu decisions\n", decisions.pairs.after.size());
  (void)session.dispatch(protocol::RestoreChanges{{document::to_json(decisions)}}).ok();
  work(session);
  const auto time = [&](const char* what, const protocol::Command& command) {
    const double at = processor_ms();
    if (const Status status = session.dispatch(command); !status) return (void)std::printf("%s: %s\n", what, to_string(status.error()).c_str());
    const double answered = processor_ms();
    work(session);
    std::printf("%-26s answered %8.1f ms   whole %8.0f ms   %.3f of a run\n", what, answered - at, processor_ms() - at, (processor_ms() - at) / run_ms);
  };
  if (linked.empty()) return;
  const protocol::PairRow& pair = linked.back();
  time("a verdict", protocol::JudgePair{pair.name_a, pair.name_b, "different"});
  time("its undo", protocol::Undo{});
  write(session, "jumelles");
  write(session, "recovery");
  const protocol::Summary before = session.summary();
  time("a threshold", protocol::SetThreshold{0.7, true});
  for (const protocol::SurvivorshipRuleSummary& rule : before.survivorship)
    if (rule.offered.size() > 1) {
      time("a survivorship rule", protocol::SetSurvivorshipRule{rule.name, {rule.offered.back()}});
      break;
    }
  const protocol::ComparisonSummary& comparison = before.comparisons.front();
  (void)session.dispatch(protocol::SetLevelWeight{comparison.id, comparison.levels.front().id, comparison.levels.front().weight_bits - 0.5, true}).ok();
  time("a weight", protocol::Run{});
  (void)session.dispatch(protocol::EnableBlockingRule{before.blocking_rules.back().name, false}).ok();
  time("a key switched off", protocol::Run{});
}

}  // namespace

int main(int argc, char** argv) {
  session::Session session(processor_ms);
  const bool made_up = argc < 2 || std::strtoull(argv[1], nullptr, 10) > 0;
  if (made_up) add_made_up(session, argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 61250);
  for (int i = 1; i < argc && !made_up; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    add(session, argv[i], std::string(std::istreambuf_iterator<char>(file), {}));
  }
  const double peak_before = peak_megabytes();
  base_megabytes = megabytes_in_use();
  const double begin = processor_ms();
  work(session);
  const double imported = processor_ms();
  std::printf("%-28s %8.0f ms   peak %6.1f MB (%.1f MB before)\n", "import and profile", imported - begin, peak_megabytes(), peak_before);
  for (const auto& timing : session.phase_times()) print_phase(timing.phase, timing.elapsed_ms, timing.units);
  (void)session.dispatch(protocol::Run{}).ok();
  work(session);
  const double done = processor_ms();
  std::printf("%-28s %8.0f ms   peak %6.1f MB\n", "run", done - imported, peak_megabytes());
  for (const auto& timing : session.phase_times()) print_phase(timing.phase, timing.elapsed_ms, timing.units);
  const protocol::Counts& counts = session.summary().counts;
  print_phase("between stages", 0, 0);
  std::printf("longest step %.1f ms; %llu records, %llu golden records, %llu pairs compared\n", session.longest_step_ms(),
              static_cast<unsigned long long>(counts.record_count), static_cast<unsigned long long>(counts.group_count),
              static_cast<unsigned long long>(counts.candidate_pair_count));
  std::printf("all %.0f ms; peak above the made-up bytes %.0f bytes per record\n", done - begin,
              (peak_megabytes() - peak_before) * 1048576.0 / static_cast<double>(std::max<uint64_t>(1, counts.record_count)));
  for (const protocol::DeliverableSummary& row : session.summary().deliverables) write(session, row.kind);
  change(session, done - imported);
  return 0;
}
