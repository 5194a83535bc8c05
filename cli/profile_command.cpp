// The audit of extracts without the studio.

#include <algorithm>
#include <filesystem>

#include "cli/commands.h"
#include "cli/driver.h"
#include "cli/file_source.h"
#include "cli/quality_table.h"
#include "cli/reading_report.h"
#include "cli/save_file.h"
#include "monitoring/figures_json.h"
#include "project/project_file.h"
#include "report/texts.h"

namespace jumelles::cli {
namespace {

class Profile : private Driver {
 public:
  Profile(const ProfileOptions& options, Terminal& terminal) : Driver("profile", options, terminal), options_(options) {}

  int run() {
    for (const auto step : {&Profile::load, &Profile::choose, &Profile::check_outputs, &Profile::read, &Profile::match, &Profile::audit, &Profile::write})
      if (const Status status = (this->*step)(); !status) {
        clear_progress();
        return report(status.error(), terminal_);
      }
    print_notices(*terminal_.err, session_.summary(), options_.language);
    print_quality(*terminal_.out, audit_);
    print_missed(*terminal_.out, audit_, checks_);
    const bool is_dictionary_met = print_dictionary(*terminal_.out, audit_);
    print_alerts(*terminal_.out, history_, audit_.language);
    const report::Words words(audit_.language);
    if (!options_.since.empty() && !history_.has_former) *terminal_.out << words("profile.nothing_before", {options_.since}) << "\n";
    if (!options_.report.empty()) *terminal_.out << words(options_.shows_values ? "profile.written" : "profile.written_masked", {options_.report}) << "\n";
    if (options_.fails_on_alerts && !history_.alerts.empty()) return kTargetMissed;
    if (options_.strict_dictionary && !is_dictionary_met) return kTargetMissed;
    return std::all_of(checks_.begin(), checks_.end(), [](const report::TargetCheck& row) { return row.is_held; }) ? kDone : kTargetMissed;
  }

 private:
  Status load() {
    if (Status status = load_project(); !status || options_.since.empty()) return status;
    return load_former();
  }

  // Figures that a project kept, or those of a report.
  Status load_former() {
    const Error none = file_error("profile.no_figures", options_.since, "It holds no figures of former runs.", "Name a project that was saved after a run, or a report that was written as FILE.json.");
    auto bytes = open_file(options_.since);
    if (!bytes) return bytes.error();
    std::string beginning(16, '\0');
    const auto got = bytes.value()->read(0, std::span<uint8_t>(reinterpret_cast<uint8_t*>(beginning.data()), beginning.size()));
    if (got && project::is_database(beginning)) {
      auto opened = project::ProjectFile::open(*bytes.value());
      if (!opened) return opened.error();
      std::vector<Error> problems;
      project::Content content = opened.value()->read(problems);
      if (content.quality.empty()) return none;
      session_.set_former_quality(std::move(content.quality));
      return {};
    }
    const Result<std::string> text = read_file(options_.since);
    if (!text) return text.error();
    std::optional<monitoring::Point> point = monitoring::from_report(text.value());
    if (!point) return none;
    session_.set_former_quality({std::move(*point)});
    return {};
  }

  Status choose() { return choose_files(); }

  // Nothing may be written over what is read.
  Status check_outputs() {
    std::vector<std::string> read = files_;
    for (const std::string& file : {options_.project, options_.recipe, options_.since})
      if (!file.empty()) read.push_back(file);
    for (const std::string& out : {options_.report, options_.junit})
      for (const std::string& file : read)
        if (!out.empty() && is_same_file(out, file)) return written_over(file);
    return {};
  }

  Status read() {
    if (Status status = import(); !status) return status;
    if (Status status = check_columns(); !status) return status;
    return add_recipe();
  }

  Status match() { return options_.matches ? link() : Status(); }

  Status audit() {
    const std::string language = options_.language.empty() ? "en" : options_.language;
    // The first question starts it, the next one is answered.
    for (int asked = 0; asked < 2; ++asked) {
      const protocol::Reply reply = session_.query(0, protocol::AuditQuery{language});
      if (!reply.ok) return reply.error;
      if (const auto* page = std::get_if<protocol::AuditPage>(&reply.page)) audit_ = *page;
      if (audit_.state == "ready") break;
      if (Status status = work(); !status) return status;
    }
    if (audit_.state != "ready") return file_error("profile.no_audit", files_.empty() ? options_.project : files_[0], "No audit could be made.", "Check that the files have rows.");
    std::vector<report::Target> targets = options_.targets;
    for (const report::Target& target : report::targets_of(audit_))
      if (target.is_set) targets.push_back(target);
    checks_ = report::check(audit_, targets);
    const protocol::Reply reply = session_.query(0, protocol::MonitoringQuery{language});
    if (!reply.ok) return reply.error;
    if (const auto* page = std::get_if<protocol::MonitoringPage>(&reply.page)) history_ = *page;
    return {};
  }

  Status write() {
    if (!options_.report.empty()) {
      const std::string ending = std::filesystem::path(options_.report).extension().string();
      const std::string what = ending == ".json" ? "report_json" : ending == ".xlsx" ? "report_xlsx:" + audit_.language : "report:" + audit_.language;
      const std::string kind = (options_.shows_values ? "" : "masked:") + what;
      if (Status status = save_file(options_.report, [&](const auto& write) { return session_.export_file(kind, write); }); !status) return status;
    }
    if (options_.junit.empty()) return {};
    return save_file(options_.junit, [&](const auto& write) { return write(junit_xml(audit_, checks_, history_)) ? Status() : file_error("profile.junit", options_.junit, "The file cannot be written.", "Check the folder."); });
  }

  const ProfileOptions& options_;
  protocol::AuditPage audit_;
  std::vector<report::TargetCheck> checks_;
  protocol::MonitoringPage history_;
};

}  // namespace

int run_profile(const ProfileOptions& options, Terminal& terminal) { return Profile(options, terminal).run(); }

}  // namespace jumelles::cli
