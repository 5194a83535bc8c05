// jumelles_search_bench [CUSTOMERS]: made-up extracts of that many customers are matched, then the index for searching is made in slices, and asked
// what people type, a query after every key: time per query, memory, time to build.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "search/search_index.h"
#include "session/session.h"
#include "synth/synth.h"

namespace {

using namespace jumelles;

double processor_ms() { return static_cast<double>(std::clock()) * 1000.0 / CLOCKS_PER_SEC; }

void work(session::Session& session) {
  while (session.pump(50)) {}
  for (const protocol::Event& event : session.take_events())
    if (const auto* failed = std::get_if<protocol::FailedEvent>(&event)) {
      std::printf("%s\n", to_string(failed->error).c_str());
      std::exit(1);
    }
}

// A value of the records as it was typed by somebody in a hurry, key by key.
void type(const search::SearchIndex& index, const std::string& text, std::vector<double>& times) {
  std::string last;
  double worst = 0, whole = 0;
  size_t found = 0;
  for (size_t length = 1; length <= text.size(); ++length) {
    if (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) continue;
    const double begin = processor_ms();
    found = index.find(text.substr(0, length)).size();
    whole = processor_ms() - begin;
    worst = std::max(worst, whole);
    times.push_back(whole);
  }
  std::printf("  %-32s %8.1f ms   worst key %8.1f ms   %zu records\n", text.c_str(), whole, worst, found);
}

}  // namespace

int main(int argc, char** argv) {
  session::Session session(processor_ms);
  synth::Files files = synth::generate({argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 61250, 1});
  for (int f = 0; f < 3; ++f) {
    const std::string name(synth::file_name(static_cast<synth::File>(f)));
    const uint32_t file = session.register_file(std::make_shared<ingest::MemorySource>(std::move(files.bytes[static_cast<size_t>(f)])));
    (void)session.dispatch(protocol::AddSource{file, name}).ok();
  }
  work(session);
  (void)session.dispatch(protocol::Run{}).ok();
  work(session);
  const auto records = session.result()->records;
  auto index = std::make_shared<search::SearchIndex>(records);
  const double begin = processor_ms();
  Runner runner(search::SearchIndex::phases(index), processor_ms);
  while (runner.pump(12)) {}
  std::printf("%u records: built in %.0f ms, longest step %.1f ms, %u words, %.0f MB\n", records->record_count(), processor_ms() - begin, runner.longest_step_ms(),
              index->word_count(), static_cast<double>(index->memory_bytes()) / 1e6);
  std::vector<double> times;
  for (const char* text : {"lefevre", "lefvere", "marie dupont", "jean-marc martin", "martin rue de la republique paris", "0639980271", "06 39 98 02 71", "21/06/1986", "732829320",
                           "boulangerie martin", "jean.dupont@example.org", "31 rue bretonneau tours"})
    type(*index, text, times);
  const auto value_of = [&](const char* key, RecordIndex record) {
    const int a = records->find(key);
    if (a < 0) return std::string();
    const Attribute& attribute = records->attributes[static_cast<size_t>(a)];
    return std::string(attribute.clean[attribute.slots[0].codes[record]]);
  };
  for (RecordIndex record = 7; record < records->record_count(); record += records->record_count() / 20 + 1) {
    std::string name = value_of("given_name", record) + " " + value_of("surname", record);
    if (name.size() > 6) std::swap(name[name.size() - 3], name[name.size() - 2]);
    type(*index, name, times);
    type(*index, value_of("email", record), times);
    type(*index, value_of("phone", record), times);
  }
  std::sort(times.begin(), times.end());
  std::printf("%zu queries: median %.1f ms, 95 %% below %.1f ms, longest %.1f ms\n", times.size(), times[times.size() / 2], times[times.size() * 95 / 100], times.back());
  return 0;
}
