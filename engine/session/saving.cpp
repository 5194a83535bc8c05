// Project files: what they hold is made of the document here, and the document of what they hold.

#include <algorithm>

#include "deliver/outputs.h"
#include "document/rows.h"
#include "session/impl.h"

namespace jumelles::session {
namespace {

project::Record record_from(const document::RecordName& name) { return {name.source, name.id, name.row, name.content}; }
document::RecordName name_from(const project::Record& record) { return {record.source, record.id, record.row, record.content}; }
project::Origin origin_from(const document::Origin& origin) { return {origin.who, origin.at_ms, origin.how}; }
document::Origin origin_from(const project::Origin& origin) { return {origin.who, origin.at_ms, origin.how, 0}; }

std::vector<project::Record> records_from(const std::vector<document::RecordName>& names) {
  std::vector<project::Record> out;
  for (const document::RecordName& name : names) out.push_back(record_from(name));
  return out;
}
std::vector<document::RecordName> names_from(const std::vector<project::Record>& records) {
  std::vector<document::RecordName> out;
  for (const project::Record& record : records) out.push_back(name_from(record));
  return out;
}

void put_decisions(const document::Decisions& from, project::Content& to) {
  for (const document::PairDecision& pair : from.pairs) to.pairs.push_back({record_from(pair.a), record_from(pair.b), pair.verdict, origin_from(pair.origin), records_from(pair.follows)});
  for (const document::KnownRecord& known : from.known_groups) to.known_records.push_back({record_from(known.record), known.group, origin_from(known.origin)});
  for (const document::SampledGroup& group : from.sample)
    to.sample.push_back({group.chance, group.times, group.unsure, records_from(group.members), records_from(group.missing), group.thing_of});
  for (const document::ShapedGroup& group : from.shaped_groups)
    to.shaped_groups.push_back({group.how, records_from(group.records), group.thing_of, origin_from(group.origin)});
  for (const document::GoldenDecision& value : from.golden_values)
    to.golden_values.push_back({records_from(value.records), value.attribute, value.act, value.value, value.below, value.for_ever, origin_from(value.origin)});
}

void take_decisions(const project::Content& from, document::Decisions& to) {
  for (const project::PairDecision& pair : from.pairs) {
    const bool known = pair.verdict == document::kSame || pair.verdict == document::kDifferent || pair.verdict == document::kUnsure;
    if (known) to.pairs.push_back({name_from(pair.a), name_from(pair.b), pair.verdict, origin_from(pair.origin), names_from(pair.follows)});
  }
  for (const project::KnownRecord& known : from.known_records) to.known_groups.push_back({name_from(known.record), known.group, origin_from(known.origin)});
  for (const project::SampledGroup& group : from.sample) {
    document::SampledGroup& out = to.sample.emplace_back();
    out.chance = group.chance;
    out.times = group.times;
    out.unsure = group.unsure;
    out.members = names_from(group.members);
    out.missing = names_from(group.missing);
    if (group.thing_of.size() == out.members.size() + out.missing.size()) out.thing_of = group.thing_of;
  }
  for (const project::ShapedGroup& group : from.shaped_groups)
    if (group.records.size() > 1 && group.records.size() == group.thing_of.size() && group.records.size() <= document::kMostShapedRecords)
      to.shaped_groups.push_back({names_from(group.records), group.thing_of, group.shape, origin_from(group.origin)});
  for (const project::GoldenDecision& value : from.golden_values) {
    const bool known = value.act == document::kTaken || value.act == document::kTyped || value.act == document::kIgnored;
    if (known && !value.records.empty() && value.records.size() <= document::kMostNamedRecords && !value.attribute.empty() && !value.value.empty())
      to.golden_values.push_back({names_from(value.records), value.attribute, value.act, value.value, value.below, value.for_ever, origin_from(value.origin)});
  }
}

// The rows of a deliverable on their way into a table.
class TableRows final : public deliver::Rows {
 public:
  TableRows(std::shared_ptr<project::ProjectFile> file, project::ResultTable table, uint64_t fingerprint)
      : file_(std::move(file)), table_(table), fingerprint_(fingerprint) {}
  TableRows& text(std::string_view value) override { return add(value); }
  TableRows& exact(std::string_view value) override { return add(value); }
  bool end() override {
    cells_.resize(count_);
    if (std::exchange(began_, true)) file_->put_row(cells_);
    else status_ = file_->begin_results(table_, cells_);
    count_ = 0;
    return status_.ok();
  }
  Status finish() override { return status_ ? file_->end_results(fingerprint_) : status_; }

 private:
  TableRows& add(std::string_view value) {
    if (count_ < cells_.size()) cells_[count_] = value;
    else cells_.emplace_back(value);
    ++count_;
    return *this;
  }
  std::shared_ptr<project::ProjectFile> file_;
  project::ResultTable table_;
  uint64_t fingerprint_;
  std::vector<std::string> cells_;  // kept from row to row
  size_t count_ = 0;
  bool began_ = false;
  Status status_;
};

// A file into the parts of an extract; `held` is told whether it is there whole.
Phase extract_phase(std::shared_ptr<project::ProjectFile> file, uint64_t source, std::shared_ptr<ingest::ByteSource> bytes, std::function<void(bool)> held) {
  constexpr uint64_t kPartBytes = 1024 * 1024;
  const auto count = [bytes] { return (bytes->size() + kPartBytes - 1) / kPartBytes; };
  const auto write = [file, source, bytes, count, held = std::move(held)](uint64_t begin, uint64_t end) -> Status {
    if (begin == 0) {
      held(false);
      if (Status status = file->begin_extract(source); !status) return status;
    }
    std::vector<uint8_t> part(kPartBytes);
    for (uint64_t p = begin; p < end; ++p) {
      const Result<uint64_t> read = bytes->read(p * kPartBytes, part);
      if (!read) return read.error();
      if (Status status = file->put_extract_part(std::span(part).first(read.value())); !status) return status;
    }
    if (end == count()) held(true);
    return {};
  };
  return pass("project.extracts", Unit::kBytes, count, write, 1);
}

Phase bytes_phase(std::shared_ptr<project::ProjectFile> file, std::function<bool(std::string_view)> write) {
  constexpr uint64_t kPieceBytes = 256 * 1024;
  const auto count = [file] { return (file->bytes().size() + kPieceBytes - 1) / kPieceBytes; };
  const auto give = [file, write = std::move(write), piece = std::vector<uint8_t>(kPieceBytes)](uint64_t begin, uint64_t end) mutable -> Status {
    for (uint64_t p = begin; p < end; ++p) {
      const uint64_t size = file->bytes().read(p * kPieceBytes, piece);
      if (!write({reinterpret_cast<const char*>(piece.data()), static_cast<size_t>(size)})) return deliver::Rows::stopped();
    }
    return {};
  };
  return pass("project.bytes", Unit::kBytes, count, give, 1);
}

// An extract that a project holds, and the project with it.
class HeldExtract final : public ingest::ByteSource {
 public:
  HeldExtract(std::shared_ptr<project::ProjectFile> file, uint64_t source) : file_(std::move(file)), extract_(file_->extract(source)) {}
  uint64_t size() const override { return extract_->size(); }
  Result<uint64_t> read(uint64_t offset, std::span<uint8_t> out) override { return extract_->read(offset, out); }

 private:
  std::shared_ptr<project::ProjectFile> file_;
  std::shared_ptr<ingest::ByteSource> extract_;
};

}  // namespace

project::Content Session::Impl::content() const {
  project::Content out;
  // The document itself, not the result's: that lacks sources that could not be read, and changes that are told later would not fit it.
  out.about = {{"program", "Jumelles"}, {"name", project.name}, {"author", author}, {"saved_at_ms", std::to_string(now_ms())},
               {"is_of_result", result && !is_stale() ? "yes" : "no"}};
  for (const document::Row& row : document::to_rows(project)) {
    const bool of_model = row.kind == document::FieldKind::kLearned || row.kind == document::FieldKind::kCounted;
    (of_model ? out.model : out.settings).push_back({row.path, row.value, document::id(row.kind)});
  }
  for (size_t s = 0; s < project.sources.size(); ++s) {
    const document::SourceConfig& source = project.sources[s];
    out.sources.push_back({source.number, source.name, source.file, source.size_bytes, source.hash, data[s]->table ? data[s]->table->row_count() : 0});
  }
  put_decisions(project.decisions, out);
  for (const LogEntry& entry : log) out.log.push_back({entry.number, entry.at_ms, entry.who, entry.command, entry.arguments});
  out.runs = runs;
  out.quality = quality;
  return out;
}

void Session::Impl::remember_run() {
  const protocol::Counts counts = counts_of(*result);
  project::RunFigures run{runs.empty() ? 1 : runs.back().number + 1, now_ms(), author, {}};
  run.figures = {{"records", static_cast<double>(counts.record_count)}, {"golden_records", static_cast<double>(counts.group_count)},
                 {"golden_records_of_several_sources", static_cast<double>(counts.multi_source_group_count)},
                 {"candidate_pairs", static_cast<double>(counts.candidate_pair_count)}, {"linked_pairs", static_cast<double>(counts.linked_pair_count)},
                 {"pairs_to_check", static_cast<double>(counts.to_check_pair_count)}, {"threshold", result->project.link.threshold}};
  const protocol::EstimateSummary estimate = estimate_of(*result);
  if (estimate.known) run.figures.emplace_back("estimated_precision", estimate.precision.value);
  if (estimate.recall_known) run.figures.emplace_back("estimated_recall", estimate.recall.value);
  runs.push_back(std::move(run));
  if (!keeps_quality) return;
  quality_due = QualityDue{runs.back().number, runs.back().at_ms, result->keys[document::Stage::kRecords]};
  auditor.wanted = true;
}

// Whether the file holds an extract that it should not: of a source that was removed, or any where none is wanted.
bool Session::Impl::holds_too_much() const {
  const std::vector<uint64_t> held = file->extracts();
  return std::any_of(held.begin(), held.end(), [&](uint64_t number) {
    return std::none_of(project.sources.begin(), project.sources.end(), [&](const document::SourceConfig& source) { return source.number == number && is_to_be_held(source); });
  });
}

bool Session::Impl::is_to_be_held(const document::SourceConfig& source) const { return project.embeds_sources || document::is_pasted(source.file); }

// "jumelles": everything. "recovery": without results and extracts but those that were pasted, small and quick.
Result<std::vector<Phase>> Session::Impl::saving_phases(const std::string& kind, std::function<bool(std::string_view)> write) {
  std::vector<Phase> phases;
  const bool whole = kind == "jumelles";
  // What must not be in the file any more may still be read from it: the former one stays for that, and a new one is written.
  if (whole && file && holds_too_much()) {
    file.reset();
    held_hashes.clear();
  }
  if (!whole || !file) {
    Result<std::unique_ptr<project::ProjectFile>> made = project::ProjectFile::create();
    if (!made) return made.error();
    if (!whole) {
      const std::shared_ptr<project::ProjectFile> light = std::move(made.value());
      phases.push_back(step("project.content", [light, now = content()] { return light->write(now); }));
      for (const document::SourceConfig& source : project.sources)
        if (const auto bytes = files_of.find(source.number); document::is_pasted(source.file) && bytes != files_of.end())
          phases.push_back(extract_phase(light, source.number, files.at(bytes->second), [](bool) {}));
      phases.push_back(bytes_phase(light, std::move(write)));
      return phases;
    }
    file = std::move(made.value());
  }
  phases.push_back(step("project.content", [this, kept = file, now = content()]() mutable {
    if (kept == file) now.quality = quality;  // those of the last run may have come since
    return kept->write(now);
  }));
  if (result) {
    const uint64_t fingerprint = result->keys[document::Stage::kGolden] | 2;  // never 0
    const auto is_there = [&](project::ResultTable table) { return file->results_fingerprint(table) == (fingerprint & ~uint64_t{1}); };
    if (!is_there(project::ResultTable::kGoldenRecord))
      append(phases, deliver::golden_phases(output_input(), std::make_shared<TableRows>(file, project::ResultTable::kGoldenRecord, fingerprint)));
    if (!is_there(project::ResultTable::kCrossReference))
      append(phases, deliver::xref_phases(output_input(), std::make_shared<TableRows>(file, project::ResultTable::kCrossReference, fingerprint)));
  }
  for (const document::SourceConfig& source : project.sources) {
    const auto bytes = files_of.find(source.number);
    const auto held = held_hashes.find(source.number);
    const bool is_held = held != held_hashes.end() && held->second == source.hash;
    if (!is_to_be_held(source) || bytes == files_of.end() || is_held) continue;
    phases.push_back(extract_phase(file, source.number, files.at(bytes->second), [this, of = file, number = source.number, hash = source.hash](bool whole_now) {
      if (of != file) return;  // another project was opened meanwhile
      if (whole_now) held_hashes[number] = hash;
      else held_hashes.erase(number);
    }));
  }
  phases.push_back(bytes_phase(file, std::move(write)));
  return phases;
}

// The document that a database holds, and what of it could not be read.
Result<document::Project> Session::Impl::read_database(ingest::ByteSource& bytes, std::vector<Error>& problems, project::Content& content_out) {
  Result<std::unique_ptr<project::ProjectFile>> opened = project::ProjectFile::open(bytes);
  if (!opened) return opened.error();
  opening_file = std::move(opened.value());
  content_out = opening_file->read(problems);
  std::vector<document::Row> rows;
  for (const auto* table : {&content_out.settings, &content_out.model})
    for (const project::Field& field : *table) rows.push_back({field.path, field.value, document::FieldKind::kSetting});
  document::Project read;
  if (problems.empty()) {
    const std::vector<Error> wrong = document::from_rows(rows, read);
    if (!wrong.empty()) return wrong.front();
  } else if (!document::restore_rows(rows, read)) {
    return problems.front();
  }
  take_decisions(content_out, read.decisions);
  return read;
}

// After a project has taken the place of all: its file is kept to be saved to, and the extracts that it holds are read from it.
void Session::Impl::take_file(const project::Content& from) {
  file = std::move(opening_file);
  log.clear();
  for (const project::LogEntry& entry : from.log) log.push_back({entry.number, entry.at_ms, entry.who, entry.command, entry.arguments});
  runs = from.runs;
  quality = from.quality;
  for (const document::SourceConfig& source : project.sources) {
    if (!file->has_extract(source.number)) continue;
    held_hashes[source.number] = source.hash;
    if (files_of.contains(source.number)) continue;
    files[next_file_id] = std::make_shared<HeldExtract>(file, source.number);
    held_files.insert(next_file_id);
    files_of[source.number] = next_file_id++;
  }
  bind_sources();
}

}  // namespace jumelles::session
