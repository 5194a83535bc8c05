#include "cli/driver.h"

#include <algorithm>

#include "cli/commands.h"
#include "cli/file_source.h"
#include "project/project_file.h"

namespace jumelles::cli {
namespace {

namespace fs = std::filesystem;

constexpr double kSliceMs = 50;

}  // namespace

// A project file is opened as the studio does; of a project.json all problems are told at once.
Status Driver::load_project() {
  if (reading_.project.empty()) return {};
  auto bytes = open_file(reading_.project);
  if (!bytes) return bytes.error();
  std::string beginning(16, '\0');
  const auto got = bytes.value()->read(0, std::span<uint8_t>(reinterpret_cast<uint8_t*>(beginning.data()), beginning.size()));
  if (got && project::is_database(beginning)) return open_database(std::move(bytes.value()));
  const Result<std::string> text = read_file(reading_.project);
  if (!text) return text.error();
  const std::vector<Error> problems = session_.load_project(text.value());
  if (problems.empty()) return {};
  for (size_t i = 0; i + 1 < problems.size(); ++i) report(in_project(problems[i]), terminal_);
  return in_project(problems.back());
}

Status Driver::open_database(std::shared_ptr<ingest::ByteSource> bytes) {
  if (Status status = session_.dispatch(protocol::OpenProject{session_.register_file(std::move(bytes)), reading_.project, false}); !status) return status;
  for (const Error& problem : session_.summary().project.problems) *terminal_.err << to_string(in_project(problem)) << "\n";
  return {};
}

// "project.json: link.prior: what. What to do."
Error Driver::in_project(Error error) const {
  error.path = reading_.project + (error.path.empty() ? "" : ": " + error.path);
  return error;
}

// Of labels and settings it is known with the records that they cannot be meant.
Error Driver::placed(Error error) const {
  if (error.id.rfind("labels.", 0) == 0 && error.line > 0) error.path = labels_path_;
  else if (error.code == ErrorCode::kBadConfig && !reading_.project.empty()) return in_project(std::move(error));
  return error;
}

// Files as given, or those of the project: where they are named, else beside the project.
Status Driver::choose_files() {
  for (const std::string& given : reading_.files) {
    const auto [file, table] = file_and_table(given);
    files_.push_back(file);
    tables_.push_back(table);
  }
  if (!files_.empty()) return {};
  const std::vector<protocol::SourceSummary>& told = session_.summary().sources;
  for (size_t s = 0; s < project().sources.size(); ++s) {
    if (told[s].embedded) continue;  // the project holds it
    const document::SourceConfig& source = project().sources[s];
    std::error_code problem;
    const fs::path beside = fs::path(reading_.project).parent_path() / source.file;
    const std::string file = fs::exists(source.file, problem) || !fs::exists(beside, problem) ? source.file : beside.string();
    if (std::find(files_.begin(), files_.end(), file) == files_.end()) files_.push_back(file);  // it serves all sources that it holds
  }
  tables_.resize(files_.size());
  if (files_.empty() && project().sources.empty()) return file_error("project.no_source", reading_.project, "The project names no file.", "Write jumelles " + command_ + " FILE... --project FILE.");
  return {};
}

// "clients.xlsx#Clients": a table of a file, unless a file is called so.
std::pair<std::string, std::string> Driver::file_and_table(const std::string& given) {
  std::error_code problem;
  if (fs::exists(given, problem)) return {given, {}};
  for (size_t at = given.find('#'); at != std::string::npos; at = given.find('#', at + 1))
    if (fs::is_regular_file(given.substr(0, at), problem)) return {given.substr(0, at), given.substr(at + 1)};
  return {given, {}};
}

// The same table of the same file, by whatever path.
bool Driver::is_named_before(size_t f) const {
  for (size_t other = 0; other < f; ++other)
    if (tables_[other] == tables_[f] && is_same_file(files_[other], files_[f])) return true;
  return false;
}

// All files that cannot be read are told at once.
Status Driver::import() {
  apply_options();
  std::vector<Error> problems;
  for (size_t f = 0; f < files_.size(); ++f) {
    auto source = open_file(files_[f]);
    if (!source) {
      problems.push_back(source.error());
      continue;
    }
    if (is_named_before(f)) {
      *terminal_.err << files_[f] << " is named twice: it is read once.\n";
      continue;
    }
    if (Status status = session_.dispatch(protocol::AddSource{session_.register_file(source.value()), files_[f], tables_[f]}); !status) return status;
  }
  if (Status status = work(&problems); !status) return status;
  if (problems.empty()) return drop_missing();
  clear_progress();
  for (size_t i = 0; i + 1 < problems.size(); ++i) report(problems[i], terminal_);
  return problems.back();
}

// Where files are named, the project's others are not asked for.
Status Driver::drop_missing() {
  const std::vector<protocol::SourceSummary> sources = session_.summary().sources;
  for (const protocol::SourceSummary& source : sources)
    if (source.state == protocol::SourceState::kMissing)
      if (Status status = session_.dispatch(protocol::RemoveSource{source.name}); !status) return status;
  return {};
}

// Options win over what a project says.
void Driver::apply_options() {
  session_.override_settings({reading_.id_column, reading_.source_column, reading_.truth_column, reading_.language, reading_.headers, reading_.link_type,
                              reading_.ignored_columns, reading_.threshold, reading_.seed});
}

// A column that was named must be in a file.
Status Driver::check_columns() {
  std::vector<std::string> named = project().ignored_columns;
  for (const std::string& name : {project().id_column, project().source_column, project().truth_column})
    if (!name.empty()) named.push_back(name);
  for (const std::string& name : named) {
    bool found = false;
    std::string columns;
    for (const document::SourceConfig& source : project().sources)
      for (const document::ColumnConfig& column : source.columns) {
        found = found || column.name == name;
        if (columns.size() < 300) columns += (columns.empty() ? "" : ", ") + column.name;
      }
    if (!found) return Error{ErrorCode::kBadInput, "column.missing", "No file has a column \"" + name + "\".", "The columns are: " + columns + ".", files_.empty() ? reading_.project : files_[0], 0, {}};
  }
  return {};
}

// Rules of another project: those that do not fit these files are told one by one.
Status Driver::add_recipe() {
  if (reading_.recipe.empty()) return {};
  const Result<std::string> text = read_file(reading_.recipe);
  if (!text) return text.error();
  if (Status status = session_.dispatch(protocol::ImportRecipe{reading_.recipe, text.value()}); !status) return status;
  const protocol::Reply reply = session_.query(0, protocol::RecipeQuery{});
  const auto* page = std::get_if<protocol::RecipePage>(&reply.page);
  if (!reply.ok || page == nullptr) return {};
  for (const protocol::RecipeProblem& problem : page->import.problems)
    *terminal_.err << reading_.recipe << ": rule " << problem.place << ": " << problem.problem.message << " It is left out.\n";
  return {};
}

Status Driver::link() {
  if (Status status = session_.dispatch(protocol::Run{}); !status) return status;
  return work();
}

// Pumps until nothing is left to do. The first failure ends it, or goes to `problems`.
Status Driver::work(std::vector<Error>* problems) {
  for (bool more = true; more;) {
    if (terminal_.interrupted && terminal_.interrupted()) {
      (void)session_.dispatch(protocol::Cancel{}).ok();
      return Error{ErrorCode::kCanceled, "canceled", "Canceled.", "Nothing was written.", {}, 0, {}};
    }
    more = session_.pump(kSliceMs);
    for (const protocol::Event& event : session_.take_events()) {
      if (const auto* failed = std::get_if<protocol::FailedEvent>(&event)) {
        if (problems == nullptr) return placed(failed->error);
        problems->push_back(placed(failed->error));
      }
      if (const auto* progress = std::get_if<protocol::ProgressEvent>(&event)) show(*progress);
    }
  }
  clear_progress();
  return {};
}

void Driver::show(const protocol::ProgressEvent& event) {
  if (!terminal_.progress) return;
  std::string line = event.task + (event.subject.empty() ? "" : " " + event.subject) + ": " + std::to_string(static_cast<int>(event.fraction * 100)) + " %";
  if (!event.phase.empty()) line += "  " + event.phase + " " + thousands(event.done) + "/" + thousands(event.total) + " " + event.unit;
  if (event.remaining_ms >= 0) line += "  " + std::to_string(static_cast<int>(event.remaining_ms / 1000) + 1) + " s left";
  const size_t width = line.size();
  if (width < shown_) line.append(shown_ - width, ' ');
  shown_ = width;
  *terminal_.err << '\r' << line << std::flush;
}

void Driver::clear_progress() {
  if (shown_ > 0) *terminal_.err << '\r' << std::string(shown_, ' ') << '\r' << std::flush;
  shown_ = 0;
}

}  // namespace jumelles::cli
