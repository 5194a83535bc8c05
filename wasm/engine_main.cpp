// The engine's entry point in its worker: one long-lived object, JSON for commands, events and pages,
// bytes for files. Nothing is decided here.

#include <emscripten.h>
#include <emscripten/bind.h>
#include <emscripten/heap.h>
#include <emscripten/html5.h>
#include <emscripten/val.h>

#include <memory>
#include <string>

#include "protocol/protocol_json.h"
#include "session/session.h"

namespace {

using emscripten::val;

// A File of the page, read synchronously: `read(offset, view)` fills the view and returns the bytes read, or -1.
class BrowserFile final : public jumelles::ingest::ByteSource {
 public:
  BrowserFile(double size, val read) : size_(static_cast<uint64_t>(size)), read_(std::move(read)) {}
  uint64_t size() const override { return size_; }
  jumelles::Result<uint64_t> read(uint64_t offset, std::span<uint8_t> out) override {
    const double got = read_(static_cast<double>(offset), val(emscripten::typed_memory_view(out.size(), out.data()))).as<double>();
    if (got < 0)
      return jumelles::Error{jumelles::ErrorCode::kBadInput, "file.changed", "The file changed or can no longer be read.",
                             "Drop it again.", {}, 0, {}};
    return static_cast<uint64_t>(got);
  }

 private:
  uint64_t size_;
  val read_;
};

std::string failed(std::string task, const jumelles::Error& error, std::string subject = {}) {
  jumelles::protocol::FailedEvent event;
  event.task = std::move(task);
  event.subject = std::move(subject);
  event.error = error;
  return jumelles::protocol::to_json(jumelles::protocol::Event(event));
}

class Engine {
 public:
  Engine() : session_([] { return emscripten_get_now(); }, [] { return static_cast<uint64_t>(val::global("Date").call<double>("now")); }) {
    session_.keep_quality(true);
  }

  unsigned register_file(double size, val read) {
    return session_.register_file(std::make_shared<BrowserFile>(size, std::move(read)));
  }
  // "" when taken, else a failed event.
  std::string dispatch(const std::string& json) {
    const auto command = jumelles::protocol::command_from_json(json);
    if (!command.ok()) return failed("command", command.error());
    const jumelles::Status status = session_.dispatch(command.value());
    if (status.ok()) return {};
    const auto* added = std::get_if<jumelles::protocol::AddSource>(&command.value());
    return failed(jumelles::protocol::task_name(command.value()), status.error(), added ? added->file_name : std::string());
  }
  std::string query(const std::string& json) {
    const auto query = jumelles::protocol::query_from_json(json);
    if (!query.ok()) return failed("query", query.error());
    return jumelles::protocol::to_json(session_.query(query.value().request_id, query.value().query));
  }
  bool pump(double budget_ms) { return session_.pump(budget_ms); }
  bool has_work() const { return session_.has_work(); }
  val take_events() {
    val out = val::array();
    for (const jumelles::protocol::Event& event : session_.take_events()) out.call<void>("push", jumelles::protocol::to_json(event));
    return out;
  }
  // Written by pump(). `write` gets views that are valid during the call only; `done` "" when all is written, else a failed
  // event. Returns "" when begun, else a failed event.
  std::string start_export(const std::string& kind, val write, val done) {
    const jumelles::Status begun = session_.start_export(
        kind,
        [write](std::string_view piece) {
          write(val(emscripten::typed_memory_view(piece.size(), reinterpret_cast<const uint8_t*>(piece.data()))));
          return true;
        },
        [done](const jumelles::Status& status) { done(status.ok() ? std::string() : failed("export", status.error())); });
    return begun.ok() ? std::string() : failed("export", begun.error());
  }
  double memory_bytes() const { return static_cast<double>(emscripten_get_heap_size()); }

 private:
  jumelles::session::Session session_;
};

}  // namespace

EMSCRIPTEN_BINDINGS(jumelles_engine) {
  emscripten::class_<Engine>("Engine")
      .constructor<>()
      .function("register_file", &Engine::register_file)
      .function("dispatch", &Engine::dispatch)
      .function("query", &Engine::query)
      .function("pump", &Engine::pump)
      .function("has_work", &Engine::has_work)
      .function("take_events", &Engine::take_events)
      .function("start_export", &Engine::start_export)
      .function("memory_bytes", &Engine::memory_bytes);
}
