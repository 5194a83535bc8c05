#include "measure.h"

#include <ctime>

#include "session/impl.h"
#include "session/session.h"

namespace jumelles::worlds {
namespace {

double processor_ms() { return static_cast<double>(std::clock()) * 1000.0 / CLOCKS_PER_SEC; }

Status work(session::Session& session) {
  while (session.pump(1000)) {
  }
  for (const protocol::Event& event : session.take_events())
    if (const auto* failed = std::get_if<protocol::FailedEvent>(&event)) return failed->error;
  return {};
}

}  // namespace

Answer run(const Input& input, bool plain_model) {
  const double begin = processor_ms();
  session::Session session(processor_ms);
  session::Session::Overrides settings;
  settings.id_column = input.id_column;
  settings.source_column = input.source_column;
  settings.ignored_columns = input.ignored_columns;
  settings.plain_model = plain_model;
  session.override_settings(settings);
  Answer answer;
  for (const InputFile& file : input.files) {
    const uint32_t id = session.register_file(std::make_shared<ingest::MemorySource>(file.bytes));
    answer.status = session.dispatch(protocol::AddSource{id, file.name});
    if (!answer.status) return answer;
  }
  answer.status = work(session);
  if (!answer.status) return answer;
  answer.status = session.dispatch(protocol::Run{});
  if (answer.status) answer.status = work(session);
  if (!answer.status) return answer;
  answer.result = session.result();
  answer.estimate = session.summary().estimate;
  for (const protocol::SourceSummary& source : session.summary().sources) answer.rejected_rows.push_back(source.rejected_count);
  answer.seconds = (processor_ms() - begin) / 1000;
  return answer;
}

Input input_of(const World& world) {
  Input input;
  for (const WorldFile& file : world.files) input.files.push_back({file.name, file.bytes});
  input.id_column = world.id_column;
  return input;
}

evaluate::Truth truth_of(const World& world, const Answer& answer) {
  evaluate::Truth truth;
  for (size_t f = 0; f < world.files.size(); ++f) {
    const Table& table = *answer.result->tables[f];
    const std::vector<uint32_t>& things = world.files[f].thing_of;
    // A header taken for a row comes before all rows; a row taken for the header is gone.
    const int64_t more = static_cast<int64_t>(table.row_count() + answer.rejected_rows[f]) - static_cast<int64_t>(things.size());
    for (const uint32_t row : table.source_rows) {
      const int64_t at = static_cast<int64_t>(row) - 1 - more;
      truth.cluster_of.push_back(at < 0 || at >= static_cast<int64_t>(things.size()) ? evaluate::kUnknownCluster : things[static_cast<size_t>(at)]);
    }
  }
  return truth;
}

}  // namespace jumelles::worlds
