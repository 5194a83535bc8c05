#pragma once

// A session with a clock that the test moves, fed with small made-up extracts.

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "running/labels.h"
#include "session/session.h"
#include "synth/synth.h"

namespace jumelles::test {

inline const synth::Files& small_extracts() {
  static const synth::Files files = synth::generate({300, 7});
  return files;
}

struct SessionFixture {
  double now_ms = 0, look_ms = 0.5;  // every look at the clock costs look_ms
  session::Session session{[this] { return now_ms += look_ms; }};
  std::vector<protocol::Event> seen;

  uint32_t add(const std::string& name, const std::string& bytes) {
    const uint32_t file = session.register_file(std::make_shared<ingest::MemorySource>(bytes));
    REQUIRE(session.dispatch(protocol::AddSource{file, name}).ok());
    return file;
  }
  void add_extracts() {
    for (int f = 0; f < 3; ++f) add(std::string(synth::file_name(static_cast<synth::File>(f))), small_extracts().bytes[static_cast<size_t>(f)]);
  }
  void drain() {
    for (protocol::Event& event : session.take_events()) seen.push_back(std::move(event));
  }
  void work() {
    while (session.pump(50)) drain();
    drain();
  }
  void do_and_work(const protocol::Command& command) {
    const Status status = session.dispatch(command);
    if (!status.ok()) FAIL_CHECK(to_string(status.error()));
    work();
  }
  void run() { do_and_work(protocol::Run{}); }
  const protocol::Summary& summary() const { return session.summary(); }
  template <class T>
  T page(const protocol::Query& query) {
    const protocol::Reply reply = session.query(1, query);
    if (!reply.ok) FAIL(to_string(reply.error));
    REQUIRE(std::holds_alternative<T>(reply.page));
    return std::get<T>(reply.page);
  }
  std::string exported(const std::string& kind) {
    std::string out;
    const Status status = session.export_file(kind, [&](std::string_view piece) {
      out += piece;
      return true;
    });
    if (!status.ok()) FAIL(to_string(status.error()));
    return out;
  }
  // Names for commands: of a source, of its column, of a record of the result.
  std::string source(size_t s) const { return summary().sources.at(s).name; }
  std::string column(size_t s, size_t c) const { return summary().sources.at(s).columns.at(c).name; }
  protocol::RecordRef ref(RecordIndex record) const {
    const auto result = session.result();
    const document::RecordName name = running::name_of(record, *result->records, result->tables);
    return {name.source, name.id, name.row, name.content};
  }
  template <class T>
  std::vector<T> events() const {
    std::vector<T> out;
    for (const protocol::Event& event : seen)
      if (const T* found = std::get_if<T>(&event)) out.push_back(*found);
    return out;
  }
  std::vector<std::string> phases_of_last_task() {
    std::vector<std::string> out;
    for (const auto& timing : session.phase_times()) out.push_back(timing.phase);
    return out;
  }
};

}  // namespace jumelles::test
