// The audit of extracts without the studio.

#include <algorithm>
#include <filesystem>

#include "cli/commands.h"
#include "cli/driver.h"
#include "cli/file_source.h"
#include "cli/quality_table.h"
#include "cli/reading_report.h"
#include "cli/save_file.h"

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
    print_notices(*terminal_.err, session_.summary());
    print_quality(*terminal_.out, audit_);
    print_missed(*terminal_.out, audit_, checks_);
    const bool is_dictionary_met = print_dictionary(*terminal_.out, audit_);
    if (!options_.report.empty()) *terminal_.out << "written to " << options_.report << (options_.shows_values ? "" : ", its examples masked") << "\n";
    if (options_.strict_dictionary && !is_dictionary_met) return kTargetMissed;
    return std::all_of(checks_.begin(), checks_.end(), [](const report::TargetCheck& row) { return row.is_held; }) ? kDone : kTargetMissed;
  }

 private:
  Status load() { return load_project(); }
  Status choose() { return choose_files(); }

  // Nothing may be written over what is read.
  Status check_outputs() {
    std::vector<std::string> read = files_;
    if (!options_.project.empty()) read.push_back(options_.project);
    for (const std::string& out : {options_.report, options_.junit})
      for (const std::string& file : read)
        if (!out.empty() && is_same_file(out, file)) return written_over(file);
    return {};
  }

  Status read() {
    if (Status status = import(); !status) return status;
    return check_columns();
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
    return save_file(options_.junit, [&](const auto& write) { return write(junit_xml(audit_, checks_)) ? Status() : file_error("profile.junit", options_.junit, "The file cannot be written.", "Check the folder."); });
  }

  const ProfileOptions& options_;
  protocol::AuditPage audit_;
  std::vector<report::TargetCheck> checks_;
};

}  // namespace

int run_profile(const ProfileOptions& options, Terminal& terminal) { return Profile(options, terminal).run(); }

}  // namespace jumelles::cli
