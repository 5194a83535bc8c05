#include <algorithm>
#include <filesystem>
#include <fstream>

#include "cli/commands.h"
#include "cli/driver.h"
#include "cli/file_source.h"
#include "cli/reading_report.h"
#include "cli/save_file.h"
#include "cli/structure_report.h"
#include "cli/truth_report.h"
#include "deliver/number.h"
#include "deliver/outputs.h"
#include "running/labels.h"

namespace jumelles::cli {
namespace {

namespace fs = std::filesystem;
class Auto : private Driver {
 public:
  Auto(const AutoOptions& options, Terminal& terminal) : Driver("auto", options, terminal), options_(options) {
    labels_path_ = options.labels;
    session_.keep_quality(!options.save.empty());
  }

  int run() {
    using Step = Status (Auto::*)();
    for (const Step step : std::initializer_list<Step>{&Auto::load_project, &Auto::choose_files, &Auto::check_folder, &Auto::read_tables, &Auto::import, &Auto::check_columns, &Auto::add_recipe, &Auto::read_labels, &Auto::link, &Auto::write, &Auto::save})
      if (const Status status = (this->*step)(); !status) {
        clear_progress();
        // What was read tells why nothing came of it.
        if (step == &Auto::link) print_notices(*terminal_.err, session_.summary());
        return report(status.error(), terminal_);
      }
    print_result();
    return options_.truth.empty() ? kDone : score();
  }

 private:
  // Nothing may be written over what is read.
  Status check_folder() {
    std::error_code problem;
    const fs::path out(options_.out);
    if (fs::exists(out, problem) && !fs::is_directory(out, problem)) return file_error("out.folder", options_.out, "This is a file, not a folder.", "Choose a folder with --out DIR.");
    std::vector<std::string> read = files_;
    for (const std::string& file : {options_.truth, options_.labels, options_.recipe})
      if (!file.empty()) read.push_back(file);
    // A project is read whole before, and its own file may be brought up to date: what it says is still there.
    if (!options_.project.empty() && !is_same_file(out / "project.json", options_.project)) read.push_back(options_.project);
    std::vector<std::string> names{"golden.csv", "xref.csv", "pairs.csv", "rejects.csv", "project.json", "golden.json", "jumelles.xlsx", "jumelles.zip"};
    if (!options_.truth.empty()) names.insert(names.end(), {"errors.csv", "curve.csv"});
    for (const std::string& file : read) {
      for (const std::string& name : names)
        if (is_same_file(out / name, file)) return written_over(file);
      // Which names the sources get is known when they have been read: nothing is read from their folder.
      if (is_same_file(out / "sources", fs::absolute(file, problem).parent_path())) return written_over(file);
    }
    return {};
  }

  // Read before the run, so that a wrong name is told at once.
  Status read_tables() {
    for (const auto& [path, file] : {std::pair{&options_.labels, &labels_}, std::pair{&options_.truth, &truth_}}) {
      if (path->empty()) continue;
      auto read = read_rows(*path, *terminal_.err);
      if (!read) return read.error();
      *file = std::move(read.value());
    }
    return {};
  }

  // What is known is added to the project; the model is trained with it.
  Status read_labels() {
    if (options_.labels.empty()) return {};
    const Result<uint64_t> added = session_.add_labels(labels_.rows, labels_.lines, options_.labels);
    if (!added) {
      Error error = added.error();
      error.path = options_.labels;
      return error;
    }
    if (added.value() == 0) *terminal_.err << options_.labels << ": No line has an answer.\n";
    return {};
  }

  Status write() {
    std::error_code problem;
    fs::create_directories(fs::path(options_.out) / "sources", problem);
    if (problem) return file_error("out.folder", options_.out, "The folder cannot be made.", "Choose another one with --out DIR.");
    for (const protocol::DeliverableSummary& row : session_.summary().deliverables) {
      const fs::path path = fs::path(options_.out) / row.file_name;
      if (row.kind != "project" && !options_.formats.contains(path.extension().string().substr(1))) continue;
      std::ofstream file(path, std::ios::binary | std::ios::trunc);
      bool stopped = false;
      const Status status = session_.export_file(row.kind, [&](std::string_view piece) {
        file.write(piece.data(), static_cast<std::streamsize>(piece.size()));
        stopped = terminal_.interrupted && terminal_.interrupted();
        return file.good() && !stopped;
      });
      file.close();
      if (stopped) return Error{ErrorCode::kCanceled, "canceled", "Canceled.", "The folder is incomplete.", options_.out, 0, {}};
      if (!file) return file_error("out.file", path.string(), "The file cannot be written.", "Check the folder and the space left on the disk.");
      if (!status) return status;
    }
    return {};
  }

  Status save() {
    if (options_.save.empty()) return {};
    return save_file(options_.save, [&](const auto& write) { return session_.export_file("jumelles", write); });
  }

  static std::string separator_name(const std::string& separator) {
    if (separator == "\t") return "tab";
    if (separator[0] == ' ') return std::to_string(separator.size()) + " blanks";
    return static_cast<unsigned char>(separator[0]) < ' ' ? "control character " + std::to_string(static_cast<int>(separator[0])) : separator;
  }

  void print_result() {
    print_notices(*terminal_.err, session_.summary());
    std::ostream& out = *terminal_.out;
    const protocol::Summary& summary = session_.summary();
    for (const protocol::SourceSummary& source : summary.sources) {
      out << source.file_name << ": " << source.row_count << " rows as \"" << source.name << "\", " << source.format;
      if (!source.encoding.empty()) out << ", " << source.encoding;
      if (!source.table.empty()) print_table(source);
      if (!source.separator.empty()) out << ", separator " << separator_name(source.separator);
      if (source.rejected_count > 0) out << ", " << source.rejected_count << " rows rejected (see rejects.csv)";
      out << "\n";
      print_left_out(source);
    }
    const protocol::Counts& counts = summary.counts;
    const double per_record = counts.record_count == 0 ? 0 : static_cast<double>(counts.candidate_pair_count) / static_cast<double>(counts.record_count);
    out << counts.record_count << " records, " << counts.group_count << " golden records, " << counts.multi_source_group_count << " of them in several sources\n";
    out << counts.candidate_pair_count << " pairs compared (" << deliver::fixed_text(static_cast<int64_t>(per_record * 10 + 0.5), 1) << " per record), "
        << counts.linked_pair_count << " linked, " << counts.to_check_pair_count << " to check\n";
    print_comparison_notes(summary);
    print_structure(out, summary);
    print_labels();
    if (summary.nothing_linked.reason.empty()) print_estimate(summary.estimate);
    else print_nothing_linked(out, summary);
    print_judged(summary.decisions);
    out << "written to " << options_.out << (options_.save.empty() ? "" : ", saved as " + options_.save) << "\n";
  }

  // Attributes that are compared otherwise than usual, or not, for what their values are.
  void print_comparison_notes(const protocol::Summary& summary) {
    struct Text { const char* reason; const char* text; };
    static constexpr Text kTexts[] = {{"spelled_whole", "not compared: made of the names in the same row"},
                                      {"spelled_in_part", "made of the names in the same row: only equal values count"},
                                      {"follows_from_place", "not compared: it follows from the postcode or the town"},
                                      {"less_telling", "not compared: other columns tell more"}};
    for (const Text& row : kTexts) {
      std::string names;
      for (const protocol::ComparisonNoteSummary& note : summary.comparison_notes)
        if (note.reason == row.reason) names += (names.empty() ? "" : ", ") + note.attribute;
      if (!names.empty()) *terminal_.out << names << ": " << row.text << "\n";
    }
  }

  // Which table of the file it is, and how the others are named in a command.
  void print_table(const protocol::SourceSummary& source) {
    constexpr size_t kMost = 12;
    std::ostream& out = *terminal_.out;
    out << ", table \"" << source.table << "\"";
    if (source.tables.size() < 2) return;
    out << " of " << source.tables.size() << " (others: FILE#NAME with";
    size_t count = 0;
    for (const protocol::TableSummary& table : source.tables)
      if (table.name != source.table && ++count <= kMost) out << (count == 1 ? " " : ", ") << table.name << (table.hidden ? " (hidden)" : "");
    if (count > kMost) out << " and " << count - kMost << " more";
    out << ")";
  }

  // Columns that are not compared, each with its reason.
  void print_left_out(const protocol::SourceSummary& source) {
    constexpr size_t kMost = 12;
    std::ostream& out = *terminal_.out;
    size_t count = 0;
    for (const protocol::ColumnSummary& column : source.columns) {
      const bool ignored = column.type == "ignored", unused = column.role == "measure" || column.role == "technical";
      if (!ignored && !(unused && column.role_matters)) continue;
      if (++count > kMost) continue;
      std::string reason = ignored ? column.reason_id : column.role + ", " + column.role_reason_id;
      std::replace(reason.begin(), reason.end(), '_', ' ');
      out << (count == 1 ? "  not compared: " : ", ") << column.name << " (" << reason << ")";
    }
    if (count > kMost) out << " and " << count - kMost << " more";
    if (count > 0) out << "\n";
    for (const std::string& other : source.apart_from)
      *terminal_.err << source.name << " and " << other << " share no column that can be compared: nothing is linked between them\n";
  }

  void print_labels() {
    const assessing::RunResult& result = *session_.result();
    print_unknown(result.unknown_labels);
    const size_t shaped_count = result.project.decisions.shaped_groups.size();
    std::ostream& out = *terminal_.out;
    const auto& pairs = result.project.decisions.pairs;
    const auto settled_count = std::count_if(pairs.begin(), pairs.end(), [](const document::PairDecision& decision) { return !decision.follows.empty(); });
    if (settled_count > 0) out << settled_count << (settled_count == 1 ? " pair" : " pairs") << " settled by likeness, binding and teaching nothing\n";
    if (shaped_count > 0) out << shaped_count << (shaped_count == 1 ? " group" : " groups") << " shaped by hand\n";
    print_golden_values(result.golden->by_hand);
    if (result.contradiction_count > 0)
      out << result.contradiction_count << (result.contradiction_count == 1 ? " contradiction" : " contradictions")
          << " between judgments: of the statements that cannot all hold, those that keep records apart are kept to\n";
    if (result.labels->empty()) return;
    out << result.link->config.taught_pair_count << " pairs of known answer teach the model, " << result.labels->pairs.size() << " judged pairs and "
        << std::count_if(result.labels->group_of.begin(), result.labels->group_of.end(), [](uint32_t g) { return g != kNoGroup; })
        << " records of known groups bind the groups\n";
  }

  void print_golden_values(const std::vector<survive::HandOutcome>& by_hand) {
    if (by_hand.empty()) return;
    size_t idle = 0;
    for (const survive::HandOutcome& outcome : by_hand) idle += outcome.state != survive::HandState::kHolds;
    *terminal_.out << by_hand.size() << (by_hand.size() == 1 ? " golden value" : " golden values") << " by hand";
    if (idle > 0) *terminal_.out << ", " << idle << " of them ended, overruled or waiting for their records";
    *terminal_.out << "\n";
  }

  // Counted with the results, and the first ones named where problems are.
  void print_unknown(const assessing::UnknownNames& unknown) {
    if (unknown.count == 0) return;
    *terminal_.out << "labels: " << unknown.count << " ids that no record has, or several; what is said of them is left out\n";
    for (const assessing::UnknownNames::Example& example : unknown.examples) {
      const bool of_file = example.line > 0;
      *terminal_.err << (of_file ? options_.labels + ":" + std::to_string(example.line) : options_.project + ": " + example.path)
                     << ": There is " << example.why << ": left out.\n";
    }
    const uint64_t more = unknown.count - unknown.examples.size();
    if (more > 0) *terminal_.err << "There are " << more << " more such ids. ";
    *terminal_.err << "Check the ids, or name the sources.\n";
  }

  static std::string interval_text(const protocol::IntervalSummary& i) {
    return four_decimals(i.value) + " (" + four_decimals(i.low) + " to " + four_decimals(i.high) + ")";
  }

  // How good the result is, without a truth; or why that cannot be said.
  void print_estimate(const protocol::EstimateSummary& estimate) {
    std::ostream& out = *terminal_.out;
    if (estimate.known) {
      out << "estimated without truth, 95 % intervals: precision " << interval_text(estimate.precision);
      if (estimate.recall_known) out << ", recall " << interval_text(estimate.recall);
      else out << "; recall is not estimated, because what the keys miss is unknown";
      out << "\n";
    } else if (estimate.withheld_id == "contradicted") {
      out << "precision and recall are not estimated: " << four_decimals(estimate.contradicted_share)
          << " of the links that the model believes in contradict the groups, so that its probabilities are not to be trusted\n";
    } else if (estimate.withheld_id == "too_uncertain") {
      out << "precision and recall are not estimated: too many pairs are in doubt for an interval that says anything\n";
    }
    if (estimate.blocking_known)
      out << "keys find an estimated " << interval_text(estimate.blocking_recall)
          << " of the true pairs, if being missed by one key says nothing about the others\n";
    else if (estimate.blocking_withheld_id == "no_independent_keys")
      out << "what keys miss is not estimated: no two keys that share no attribute find the same matches\n";
    else if (estimate.blocking_withheld_id == "too_few_matches")
      out << "what keys miss is not estimated: too few matches\n";
  }

  // What judged groups of the project say, apart from what the model says of itself.
  void print_judged(const protocol::DecisionsSummary& decisions) {
    if (!decisions.precision_known && !decisions.recall_known) return;
    std::ostream& out = *terminal_.out;
    out << "estimated from " << decisions.judged_count << " judged groups, 95 % intervals:";
    if (decisions.precision_known) out << " precision " << interval_text(decisions.precision);
    if (decisions.recall_known) out << (decisions.precision_known ? "," : "") << " recall " << interval_text(decisions.recall);
    out << "\n";
  }

  int score() {
    const assessing::RunResult& result = *session_.result();
    std::vector<std::string> names;
    for (const auto& table : result.tables) names.push_back(table->name);
    const auto truth = evaluate::parse_truth(truth_.rows, *result.records, names);
    if (!truth) return report(in_file(truth.error(), options_.truth, truth_), terminal_);
    print_scores(truth.value(), evaluate::score(truth.value(), *result.records, *result.groups), terminal_);
    print_blocking(truth.value(), result);
    deliver::OutputInput input;
    input.result = session_.result();
    input.project = session_.result_project();
    const Status status = report_truth(truth.value(), input, session_.table_keys(), options_.out, terminal_);
    return status ? kDone : report(status.error(), terminal_);
  }

  void print_blocking(const evaluate::Truth& truth, const assessing::RunResult& result) {
    const double pairs = static_cast<double>(result.link->candidate_pair_count), records = result.records->record_count();
    const auto kept = evaluate::blocking_recall(truth, [&](RecordIndex a, RecordIndex b) { return result.link->scorer->first_rule(a, b) >= 0; });
    *terminal_.out << "blocking: keeps " << four_decimals(kept.recall) << " of the true pairs, "
                   << four_decimals(records == 0 ? 0 : pairs / records) << " pairs per record\n";
  }

  const AutoOptions& options_;
  FileRows labels_, truth_;
};

}  // namespace

int run_auto(const AutoOptions& options, Terminal& terminal) { return Auto(options, terminal).run(); }

}  // namespace jumelles::cli
