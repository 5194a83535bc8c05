#pragma once

// What every command does that reads extracts: the project is opened, files are read, and the session is pumped with its progress shown.

#include <string>
#include <utility>
#include <vector>

#include "cli/cli.h"
#include "cli/options.h"
#include "session/session.h"

namespace jumelles::cli {

class Driver {
 public:
  // `command`: the word that people type, for what they are told.
  Driver(std::string command, const ReadingOptions& options, Terminal& terminal)
      : command_(std::move(command)), reading_(options), terminal_(terminal), session_(terminal.clock_ms, terminal.calendar_ms) {}

 protected:
  // The steps, in this order; each stops the command with what it could not do.
  Status load_project();
  Status choose_files();   // into files_ and tables_
  Status import();
  Status check_columns();
  Status add_recipe();
  Status link();
  // Pumps until nothing is left to do. The first failure ends it, or goes to `problems`.
  Status work(std::vector<Error>* problems = nullptr);
  void clear_progress();
  const document::Project& project() const { return session_.project(); }

  std::string command_;
  const ReadingOptions& reading_;
  Terminal& terminal_;
  session::Session session_;
  std::vector<std::string> files_, tables_;  // of each file the table that was asked for, or ""
  std::string labels_path_;                  // of the file of labels, ""

 private:
  Status open_database(std::shared_ptr<ingest::ByteSource> bytes);
  Error in_project(Error error) const;
  Error placed(Error error) const;
  static std::pair<std::string, std::string> file_and_table(const std::string& given);
  bool is_named_before(size_t f) const;
  Status drop_missing();
  void apply_options();
  void show(const protocol::ProgressEvent& event);

  size_t shown_ = 0;
};

}  // namespace jumelles::cli
