// A project file with bytes changed, and commands and changes with text changed, through everything that reads them.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "protocol/protocol_json.h"
#include "session/session.h"

namespace {

using namespace jumelles;

const std::string kExtract = "id;nom;ville\n1;Durand;Tours\n2;Durant;Tours\n3;Martin;Paris\n4;Martin;Paris\n";

// Saved with decisions, a run and its extract in it.
const std::string& saved() {
  static const std::string bytes = [] {
    session::Session session([] { return 0.0; });
    const uint32_t file = session.register_file(std::make_shared<ingest::MemorySource>(kExtract));
    (void)session.dispatch(protocol::AddSource{file, "crm.csv"}).ok();
    (void)session.dispatch(protocol::Run{}).ok();
    while (session.pump(1000)) {
    }
    (void)session.dispatch(protocol::JudgePair{{"crm", "1", 2, ""}, {"crm", "2", 3, ""}, "same"}).ok();
    (void)session.dispatch(protocol::EmbedSources{true}).ok();
    while (session.pump(1000)) {
    }
    std::string out;
    (void)session.export_file("jumelles", [&](std::string_view piece) {
      out += piece;
      return true;
    }).ok();
    return out;
  }();
  return bytes;
}

void open_and_save(const std::string& bytes) {
  session::Session session([] { return 0.0; });
  const uint32_t file = session.register_file(std::make_shared<ingest::MemorySource>(bytes));
  if (!session.dispatch(protocol::OpenProject{file, "x.jumelles"}).ok()) return;
  for (int slice = 0; slice < 2000 && session.pump(1000); ++slice) {
  }
  (void)session.export_file("jumelles", [](std::string_view) { return true; }).ok();
  (void)session.project_json();
}

void command(const std::string& text) {
  session::Session session([] { return 0.0; });
  const uint32_t file = session.register_file(std::make_shared<ingest::MemorySource>(saved()));
  (void)session.dispatch(protocol::OpenProject{file, "x.jumelles"}).ok();
  while (session.pump(1000)) {
  }
  (void)session.dispatch(protocol::RestoreChanges{{text}}).ok();
  if (const auto read = protocol::command_from_json(text); read.ok()) (void)session.dispatch(read.value()).ok();
  (void)session.dispatch(protocol::Undo{}).ok();
  for (int slice = 0; slice < 2000 && session.pump(1000); ++slice) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 4) return 0;
  if (data[0] % 4 == 0) {
    command(std::string(reinterpret_cast<const char*>(data + 1), size - 1));
    return 0;
  }
  std::string bytes = saved();
  if (data[0] % 4 == 1) bytes.resize((data[1] | size_t{data[2]} << 8 | size_t{data[3]} << 16) % (bytes.size() + 1));
  for (size_t i = 4; i + 4 <= size; i += 4) {
    const size_t at = (data[i] | size_t{data[i + 1]} << 8 | size_t{data[i + 2]} << 16) % std::max<size_t>(1, bytes.size());
    if (at < bytes.size()) bytes[at] = static_cast<char>(data[i + 3]);
  }
  open_and_save(bytes);
  return 0;
}
