// What can be done with a project file without matching anything: look at it, export it, check it.

#include <chrono>
#include <cstdio>

#include "cli/commands.h"
#include "cli/file_source.h"
#include "cli/quality_table.h"
#include "cli/save_file.h"
#include "document/recipe_file.h"
#include "document/schema.h"
#include "project/project_file.h"
#include "session/session.h"

namespace jumelles::cli {
namespace {

using session::Session;

std::string utc_text(uint64_t at_ms) {
  if (at_ms == 0) return "at a time not known";
  const std::chrono::sys_time<std::chrono::milliseconds> at{std::chrono::milliseconds(at_ms)};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const auto minutes = std::chrono::floor<std::chrono::minutes>(at - day).count();
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u %02d:%02d UTC", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(minutes / 60), static_cast<int>(minutes % 60));
  return text;
}

class ProjectCommand {
 public:
  ProjectCommand(const ProjectOptions& options, Terminal& terminal) : options_(options), terminal_(terminal), session_(terminal.clock_ms) {}

  int run() {
    if (options_.what == "schema") {
      *terminal_.out << document::json_schema();
      return kDone;
    }
    auto bytes = open_file(options_.file);
    if (!bytes) return report(bytes.error(), terminal_);
    if (options_.what == "check") return check(*bytes.value());
    if (const Status status = session_.dispatch(protocol::OpenProject{session_.register_file(bytes.value()), options_.file, false}); !status)
      return report(status.error(), terminal_);
    for (const Error& problem : session_.summary().project.problems) *terminal_.err << options_.file << ": " << to_string(problem) << "\n";
    if (options_.what == "history") return history();
    return options_.what == "info" ? info() : write_out(options_.what == "recipe" ? document::recipe_to_json(session_.project().recipe) : session_.project_json());
  }

 private:
  int info() {
    std::ostream& out = *terminal_.out;
    const protocol::Summary& summary = session_.summary();
    const document::Project& project = session_.project();
    out << "project: " << (project.name.empty() ? "without a name" : project.name) << "\n";
    for (size_t s = 0; s < summary.sources.size(); ++s) {
      const document::SourceConfig& source = project.sources[s];
      out << "source " << source.name << ": " << source.file << ", " << thousands(source.size_bytes) << " bytes" << (source.hash.empty() ? "" : ", " + source.hash)
          << (summary.sources[s].embedded ? ", held in the project" : "") << "\n";
    }
    out << "rules: " << project.link.blocking_rules.size() << " keys, " << project.link.comparisons.size() << " comparisons, threshold "
        << four_decimals(project.link.threshold) << (project.link.trained ? ", trained" : ", not trained") << "\n";
    const protocol::DecisionsSummary& decisions = summary.decisions;
    out << "decisions: " << decisions.same_count << " pairs the same, " << decisions.different_count << " different, " << decisions.unsure_count << " unsure; " << decisions.settled_pair_count << " settled by likeness; "
        << decisions.known_record_count << " records of known groups; " << decisions.judged_count << " of " << decisions.drawn_count << " drawn groups judged\n";
    const Session::Past past = session_.past();
    out << "log: " << past.log_entry_count << " entries" << (past.log_entry_count == 0 ? "" : ", the last " + utc_text(past.last_at_ms)) << "\n";
    for (const auto& [at_ms, figures] : past.runs) {
      out << "run " << utc_text(at_ms) << ":";
      for (const auto& [name, value] : figures) out << " " << name << " " << (value == static_cast<double>(static_cast<uint64_t>(value)) ? thousands(static_cast<uint64_t>(value)) : four_decimals(value));
      out << "\n";
    }
    return kDone;
  }

  int history() {
    const protocol::Reply reply = session_.query(0, protocol::MonitoringQuery{"en"});
    const auto* page = std::get_if<protocol::MonitoringPage>(&reply.page);
    if (!reply.ok || page == nullptr || page->points.empty())
      return report(file_error("project.no_history", options_.file, "It holds no figures of quality.", "They are kept with every run: match once more, and save."), terminal_);
    if (!options_.out.empty()) return write_out(history_csv(*page));
    print_history(*terminal_.out, *page);
    print_alerts(*terminal_.out, *page, "en");
    return kDone;
  }

  int write_out(const std::string& json) {
    if (options_.out.empty()) {
      *terminal_.out << json;
      return kDone;
    }
    const Status status = save_file(options_.out, [&](const auto& write) { return write(json) ? Status() : Status(Error{ErrorCode::kCanceled, "canceled", "", "", {}, 0, {}}); });
    return status ? kDone : report(status.error(), terminal_);
  }

  // Whether SQLite finds its pages in order, every table can be read, and what is read makes a document.
  int check(ingest::ByteSource& bytes) {
    const auto say = [&](Error problem) {
      problem.path = options_.file + (problem.path.empty() ? "" : ": " + problem.path);
      return report(problem, terminal_);
    };
    auto opened = project::ProjectFile::open(bytes);
    if (!opened) return say(opened.error());
    int code = kDone;
    for (const std::string& found : opened.value()->check())
      code = say({ErrorCode::kBadInput, "project.damaged", "The project is damaged: " + found + ".", "Open an older copy of it.", {}, 0, {found}});
    std::vector<Error> problems;
    (void)opened.value()->read(problems);
    for (const Error& problem : problems) code = say(problem);
    if (code != kDone) return code;
    auto again = open_file(options_.file);
    if (!again) return report(again.error(), terminal_);
    if (const Status status = session_.dispatch(protocol::OpenProject{session_.register_file(again.value()), options_.file, false}); !status)
      return report(status.error(), terminal_);
    *terminal_.out << options_.file << ": in order\n";
    return kDone;
  }

  const ProjectOptions& options_;
  Terminal& terminal_;
  Session session_;
};

}  // namespace

int run_project(const ProjectOptions& options, Terminal& terminal) { return ProjectCommand(options, terminal).run(); }

}  // namespace jumelles::cli
