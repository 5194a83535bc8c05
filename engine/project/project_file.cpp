#include "project/project_file.h"

#include <algorithm>

#include "core/hash.h"
#include "project/read_table.h"
#include "project/schema.h"

namespace jumelles::project {
namespace {

constexpr std::string_view kBeginning("SQLite format 3\0", 16);

const char* name_of(ResultTable table) { return table == ResultTable::kGoldenRecord ? "golden_record" : "cross_reference"; }
// How many cells name a row.
size_t key_cells(ResultTable table) { return table == ResultTable::kGoldenRecord ? 1 : 2; }

Record record_at(const Statement& row, int column) { return {row.text(column), row.text(column + 1), row.number(column + 2), row.text(column + 3)}; }
Origin origin_at(const Statement& row, int column) { return {row.text(column), row.number(column + 1), row.text(column + 2)}; }
void bind(Statement& statement, const Record& record) { statement.bind(record.source).bind(record.id).bind(record.row).bind(record.content); }
void bind(Statement& statement, const Origin& origin) { statement.bind(origin.who).bind(origin.at_ms).bind(origin.how); }

Error newer(uint64_t version) {
  const std::string theirs = std::to_string(version), ours = std::to_string(kSchemaVersion);
  return {ErrorCode::kUnsupported, "project.newer", "The project was written by a newer Jumelles (version " + theirs + " of its tables, this one reads " + ours + ").",
          "Open it with the newer Jumelles, or have it exported as project.json there.", {}, 0, {theirs, ours}};
}

// A door to the parts of an extract.
class Extract final : public ingest::ByteSource {
 public:
  Extract(Database& database, uint64_t source) : database_(database), source_(source) {
    Statement sum = database.prepare("SELECT part, length(bytes) FROM extract_part WHERE source_number = ? ORDER BY part");
    sum.bind(source);
    while (sum.step()) begins_.push_back(begins_.back() + sum.number(1));
  }
  uint64_t size() const override { return begins_.back(); }
  Result<uint64_t> read(uint64_t offset, std::span<uint8_t> out) override {
    uint64_t done = 0;
    while (done < out.size() && offset + done < size()) {
      const auto after = std::upper_bound(begins_.begin(), begins_.end(), offset + done);
      if (!load(static_cast<uint64_t>(after - begins_.begin() - 1))) return database_.status().error();
      const uint64_t at = offset + done - *(after - 1), piece = std::min<uint64_t>(out.size() - done, part_.size() - at);
      std::copy_n(part_.begin() + static_cast<std::ptrdiff_t>(at), piece, out.begin() + static_cast<std::ptrdiff_t>(done));
      done += piece;
    }
    return done;
  }

 private:
  bool load(uint64_t part) {
    if (part == loaded_) return true;
    Statement row = database_.prepare("SELECT bytes FROM extract_part WHERE source_number = ? AND part = ?");
    row.bind(source_).bind(part);
    if (!row.step()) return false;
    const std::span<const uint8_t> bytes = row.blob(0);
    part_.assign(bytes.begin(), bytes.end());
    loaded_ = part;
    return part_.size() == begins_[part + 1] - begins_[part];
  }
  Database& database_;
  uint64_t source_;
  std::vector<uint64_t> begins_{0};
  std::vector<uint8_t> part_;
  uint64_t loaded_ = UINT64_MAX;
};

}  // namespace

bool is_database(std::string_view beginning) { return beginning.substr(0, kBeginning.size()) == kBeginning; }

Result<std::unique_ptr<ProjectFile>> ProjectFile::create() {
  std::unique_ptr<ProjectFile> made(new ProjectFile);
  if (Status status = made->database_.open(made->file_); !status) return status.error();
  if (Status status = made->make_tables(); !status) return status.error();
  return made;
}

Status ProjectFile::make_tables() {
  database_.run("PRAGMA page_size = 8192; PRAGMA application_id = " + std::to_string(kApplicationId) + "; PRAGMA user_version = " +
                std::to_string(kSchemaVersion) + "; BEGIN;");
  database_.run(kTables);
  database_.run(kTablesOfVersion2);
  database_.run("COMMIT;");
  return database_.status();
}

Result<std::unique_ptr<ProjectFile>> ProjectFile::open(ingest::ByteSource& bytes) {
  std::unique_ptr<ProjectFile> opened(new ProjectFile);
  if (Status status = opened->file_.fill(bytes); !status) return status.error();
  // Some tools leave a file in a mode that needs a second one beside it (write-ahead log): it is told to be as others. Bytes 18 and
  // 19 of the header say so.
  uint8_t header[20] = {};
  if (opened->file_.read(0, header) == sizeof header && header[18] == 2 && header[19] == 2) {
    const uint8_t plain[2] = {1, 1};
    opened->file_.write(18, plain);
  }
  if (Status status = opened->database_.open(opened->file_); !status) return status.error();
  if (Status status = opened->identify(); !status) return status.error();
  return opened;
}

Status ProjectFile::identify() {
  const auto number_of = [&](const char* pragma) {
    Statement statement = database_.prepare(pragma);
    return statement.step() ? statement.number(0) : uint64_t{0};
  };
  const uint64_t application = number_of("PRAGMA application_id"), version = number_of("PRAGMA user_version");
  if (Status status = database_.status(); !status) return status;
  if (application != kApplicationId)
    return Error{ErrorCode::kBadInput, "project.not_one", "The file is no project of Jumelles.", "Choose a file with the ending .jumelles, or a project.json.", {}, 0, {}};
  if (version > kSchemaVersion) return newer(version);
  version_ = version;
  return {};
}

bool ProjectFile::has_table(const char* name) {
  Statement statement = database_.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
  statement.bind(name);
  const bool found = statement.step();
  (void)database_.status();
  return found;
}

void ProjectFile::read_shaped_groups(Content& out, std::vector<Error>& problems) {
  if (version_ < 2 && !has_table("shaped_group")) return;
  read_table("shaped_group", "SELECT shape, who, at_ms FROM shaped_group ORDER BY place", out.shaped_groups, problems,
             [](const Statement& row) { return ShapedGroup{row.text(0), {}, {}, {row.text(1), row.number(2), ""}}; });
  struct Shaped {
    uint64_t group;
    Record record;
    uint64_t thing;
  };
  std::vector<Shaped> shaped;
  read_table("shaped_record", "SELECT group_place, source, id, row, content, thing FROM shaped_record ORDER BY group_place, place", shaped, problems,
             [](const Statement& row) { return Shaped{row.number(0), record_at(row, 1), row.number(5)}; });
  for (Shaped& row : shaped) {
    if (row.group >= out.shaped_groups.size()) continue;
    out.shaped_groups[row.group].records.push_back(std::move(row.record));
    out.shaped_groups[row.group].thing_of.push_back(row.thing);
  }
}

// Of pairs that follow a judged one: which.
void ProjectFile::read_likeness(Content& out, std::vector<Error>& problems) {
  if (!has_table("pair_likeness")) return;
  struct Follower {
    uint64_t place;
    Record a, b;
  };
  std::vector<Follower> followers;
  read_table("pair_likeness", "SELECT place, source_a, id_a, row_a, content_a, source_b, id_b, row_b, content_b FROM pair_likeness ORDER BY place", followers, problems,
             [](const Statement& row) { return Follower{row.number(0), record_at(row, 1), record_at(row, 5)}; });
  for (Follower& row : followers)
    if (row.place < out.pairs.size()) out.pairs[row.place].follows = {std::move(row.a), std::move(row.b)};
}

// A first version 2 had no such tables, either.
void ProjectFile::read_golden_values(Content& out, std::vector<Error>& problems) {
  if (!has_table("golden_decision")) return;
  read_table("golden_decision", "SELECT attribute, act, value, below, for_ever, who, at_ms FROM golden_decision ORDER BY place", out.golden_values, problems,
             [](const Statement& row) {
               return GoldenDecision{{}, row.text(0), row.text(1), row.text(2), row.text(3), row.number(4) != 0, {row.text(5), row.number(6), ""}};
             });
  std::vector<std::pair<uint64_t, Record>> records;
  read_table("golden_decision_record", "SELECT decision_place, source, id, row, content FROM golden_decision_record ORDER BY decision_place, place", records, problems,
             [](const Statement& row) { return std::pair(row.number(0), record_at(row, 1)); });
  for (auto& [place, record] : records)
    if (place < out.golden_values.size()) out.golden_values[place].records.push_back(std::move(record));
}

Content ProjectFile::read(std::vector<Error>& problems) {
  Content out;
  read_table("about", "SELECT name, value FROM about", out.about, problems, [](const Statement& row) { return std::pair(row.text(0), row.text(1)); });
  for (const bool settings : {true, false})
    read_table(settings ? "setting" : "model", settings ? "SELECT path, value, kind FROM setting ORDER BY place" : "SELECT path, value, kind FROM model ORDER BY place",
               settings ? out.settings : out.model, problems, [](const Statement& row) { return Field{row.text(0), row.text(1), row.text(2)}; });
  read_table("source", "SELECT number, name, file, size_bytes, hash, row_count FROM source ORDER BY place", out.sources, problems,
             [](const Statement& row) { return Source{row.number(0), row.text(1), row.text(2), row.number(3), row.text(4), row.number(5)}; });
  read_table("pair_decision",
             "SELECT source_a, id_a, row_a, content_a, source_b, id_b, row_b, content_b, verdict, who, at_ms, how FROM pair_decision ORDER BY place", out.pairs, problems,
             [](const Statement& row) { return PairDecision{record_at(row, 0), record_at(row, 4), row.text(8), origin_at(row, 9), {}}; });
  read_likeness(out, problems);
  read_table("known_record", "SELECT source, id, row, content, group_name, who, at_ms, how FROM known_record ORDER BY place", out.known_records, problems,
             [](const Statement& row) { return KnownRecord{record_at(row, 0), row.text(4), origin_at(row, 5)}; });
  read_table("sampled_group", "SELECT chance, times, unsure FROM sampled_group ORDER BY place", out.sample, problems,
             [](const Statement& row) { return SampledGroup{row.real(0), row.number(1), row.number(2) != 0, {}, {}, {}}; });
  struct Sampled {
    uint64_t group;
    Record record;
    bool missing, known;
    uint64_t thing;
  };
  std::vector<Sampled> sampled;
  read_table("sampled_record", "SELECT group_place, source, id, row, content, was_missing, thing FROM sampled_record ORDER BY group_place, place", sampled, problems,
             [](const Statement& row) { return Sampled{row.number(0), record_at(row, 1), row.number(5) != 0, !row.is_null(6), row.number(6)}; });
  for (Sampled& row : sampled) {
    if (row.group >= out.sample.size()) continue;
    SampledGroup& group = out.sample[row.group];
    (row.missing ? group.missing : group.members).push_back(std::move(row.record));
    if (row.known) group.thing_of.push_back(row.thing);
  }
  read_shaped_groups(out, problems);
  read_golden_values(out, problems);
  read_table("log_entry", "SELECT number, at_ms, who, command, arguments FROM log_entry ORDER BY number", out.log, problems,
             [](const Statement& row) { return LogEntry{row.number(0), row.number(1), row.text(2), row.text(3), row.text(4)}; });
  struct Figure {
    RunFigures run;
    std::string name;
    double value;
  };
  std::vector<Figure> figures;
  read_table("run_figure", "SELECT run, at_ms, who, name, value FROM run_figure ORDER BY run, place", figures, problems,
             [](const Statement& row) { return Figure{{row.number(0), row.number(1), row.text(2), {}}, row.text(3), row.real(4)}; });
  for (Figure& figure : figures) {
    if (out.runs.empty() || out.runs.back().number != figure.run.number) out.runs.push_back(std::move(figure.run));
    out.runs.back().figures.emplace_back(std::move(figure.name), figure.value);
  }
  read_quality(out, problems);
  return out;
}

// Of a save that was stopped halfway nothing stays, or its transaction would be in the way of the next one.
void ProjectFile::roll_back() {
  if (writes_results_) known_[static_cast<size_t>(table_)].clear();
  writes_results_ = false;
  insert_ = {};
  (void)database_.status();
  database_.run("ROLLBACK;");
  (void)database_.status();
}

void ProjectFile::write_shaped_groups(const std::vector<ShapedGroup>& groups) {
  Statement group = database_.prepare("INSERT INTO shaped_group VALUES (?, ?, ?, ?)");
  Statement shaped = database_.prepare("INSERT INTO shaped_record VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (uint64_t place = 0; const ShapedGroup& row : groups) {
    group.bind(place).bind(row.shape).bind(row.origin.who).bind(row.origin.at_ms).run();
    for (size_t i = 0; i < row.records.size(); ++i) {
      shaped.bind(place).bind(uint64_t{i});
      bind(shaped, row.records[i]);
      shaped.bind(row.thing_of[i]).run();
    }
    ++place;
  }
}

void ProjectFile::write_golden_values(const std::vector<GoldenDecision>& values) {
  Statement value = database_.prepare("INSERT INTO golden_decision VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  Statement record = database_.prepare("INSERT INTO golden_decision_record VALUES (?, ?, ?, ?, ?, ?)");
  for (uint64_t place = 0; const GoldenDecision& row : values) {
    value.bind(place).bind(row.attribute).bind(row.act).bind(row.value).bind(row.below).bind(uint64_t{row.for_ever}).bind(row.origin.who).bind(row.origin.at_ms).run();
    for (size_t i = 0; i < row.records.size(); ++i) {
      record.bind(place).bind(uint64_t{i});
      bind(record, row.records[i]);
      record.run();
    }
    ++place;
  }
}

Status ProjectFile::write(const Content& content) {
  roll_back();
  // A file of version 2 that was written before all of its tables were there gets the others.
  if (version_ < kSchemaVersion || !has_table("pair_likeness") || !has_table("golden_decision") || !has_table("quality_source")) {
    database_.run("BEGIN;");
    database_.run(kTablesOfVersion2);
    database_.run("PRAGMA user_version = " + std::to_string(kSchemaVersion) + "; COMMIT;");
    if (const Status status = database_.status(); !status) return roll_back(), status;
    version_ = kSchemaVersion;
  }
  database_.run("BEGIN; DELETE FROM about; DELETE FROM setting; DELETE FROM model; DELETE FROM source; DELETE FROM pair_decision; DELETE FROM known_record; "
                "DELETE FROM pair_likeness; DELETE FROM sampled_group; DELETE FROM sampled_record; DELETE FROM shaped_group; DELETE FROM shaped_record; "
                "DELETE FROM golden_decision; DELETE FROM golden_decision_record; DELETE FROM run_figure; DELETE FROM quality_source; DELETE FROM quality_cell; "
                "DELETE FROM quality_tally; DELETE FROM quality_finding;");
  Statement about = database_.prepare("INSERT OR REPLACE INTO about VALUES (?, ?)");
  for (const auto& [name, value] : content.about) about.bind(name).bind(value).run();
  for (const bool settings : {true, false}) {
    Statement field = database_.prepare(settings ? "INSERT INTO setting VALUES (?, ?, ?, ?)" : "INSERT INTO model VALUES (?, ?, ?, ?)");
    uint64_t place = 0;
    for (const Field& row : settings ? content.settings : content.model) field.bind(place++).bind(row.path).bind(row.value).bind(row.kind).run();
  }
  Statement source = database_.prepare("INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (uint64_t place = 0; const Source& row : content.sources)
    source.bind(place++).bind(row.number).bind(row.name).bind(row.file).bind(row.size_bytes).bind(row.hash).bind(row.row_count).run();
  Statement pair = database_.prepare("INSERT INTO pair_decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  Statement likeness = database_.prepare("INSERT INTO pair_likeness VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (uint64_t place = 0; const PairDecision& row : content.pairs) {
    if (row.follows.size() == 2) {
      likeness.bind(place);
      bind(likeness, row.follows[0]);
      bind(likeness, row.follows[1]);
      likeness.run();
    }
    pair.bind(place++);
    bind(pair, row.a);
    bind(pair, row.b);
    pair.bind(row.verdict);
    bind(pair, row.origin);
    pair.run();
  }
  Statement known = database_.prepare("INSERT INTO known_record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (uint64_t place = 0; const KnownRecord& row : content.known_records) {
    known.bind(place++);
    bind(known, row.record);
    known.bind(row.group);
    bind(known, row.origin);
    known.run();
  }
  Statement group = database_.prepare("INSERT INTO sampled_group VALUES (?, ?, ?, ?)");
  Statement sampled = database_.prepare("INSERT INTO sampled_record VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  for (uint64_t place = 0; const SampledGroup& row : content.sample) {
    group.bind(place).bind(row.chance).bind(row.times).bind(uint64_t{row.unsure}).run();
    for (size_t i = 0; i < row.members.size() + row.missing.size(); ++i) {
      const bool missing = i >= row.members.size();
      sampled.bind(place).bind(uint64_t{i});
      bind(sampled, missing ? row.missing[i - row.members.size()] : row.members[i]);
      sampled.bind(uint64_t{missing});
      i < row.thing_of.size() ? sampled.bind(row.thing_of[i]) : sampled.bind_null();
      sampled.run();
    }
    ++place;
  }
  write_shaped_groups(content.shaped_groups);
  write_golden_values(content.golden_values);
  write_quality(content.quality);
  // What was once said in the log stays said.
  Statement entry = database_.prepare("INSERT OR IGNORE INTO log_entry VALUES (?, ?, ?, ?, ?)");
  for (const LogEntry& row : content.log) entry.bind(row.number).bind(row.at_ms).bind(row.who).bind(row.command).bind(row.arguments).run();
  Statement figure = database_.prepare("INSERT INTO run_figure VALUES (?, ?, ?, ?, ?, ?)");
  for (const RunFigures& run : content.runs)
    for (uint64_t place = 0; const auto& [name, value] : run.figures)
      figure.bind(run.number).bind(place++).bind(run.at_ms).bind(run.who).bind(name).bind(value).run();
  database_.run("COMMIT;");
  const Status status = database_.status();
  if (!status) database_.run("ROLLBACK;"), (void)database_.status();
  return status;
}

Status ProjectFile::begin_results(ResultTable table, const std::vector<std::string>& columns) {
  table_ = table;
  writes_results_ = true;
  const std::string name = name_of(table);
  std::vector<std::string> there;
  {
    Statement info = database_.prepare("PRAGMA table_info(" + name + ")");
    while (info.step()) there.push_back(info.text(1));
  }
  if (!there.empty()) there.erase(there.begin());  // the key
  RowHashes& known = known_[static_cast<size_t>(table)];
  database_.run("BEGIN;");
  if (there != columns || known.empty()) {  // nothing to compare with
    known.clear();
    std::string sql = "DROP TABLE IF EXISTS " + name + "; CREATE TABLE " + name + " (key INTEGER PRIMARY KEY";
    for (const std::string& column : columns) sql += ", " + quoted_name(column) + (column == "source_row" || column == "record_count" ? " INTEGER" : " TEXT");
    database_.run(sql + ");");
    database_.run(table == ResultTable::kGoldenRecord ? kGoldenView : kCrossReferenceView);
  }
  database_.run("INSERT OR REPLACE INTO result VALUES ('" + name + "', 0);");
  std::string values = "INSERT OR REPLACE INTO " + name + " VALUES (?";
  for (size_t c = 0; c < columns.size(); ++c) values += ", ?";
  insert_ = database_.prepare(values + ")");
  known.start();
  return database_.status();
}

void ProjectFile::put_row(const std::vector<std::string>& cells) {
  uint64_t key = 0x6A756D, content = 0x656C;
  for (size_t c = 0; c < cells.size(); ++c) {
    const uint64_t hash = hash_text(cells[c]);
    if (c < key_cells(table_)) key = combine(key, hash);
    content = combine(content, hash);
  }
  const RowHashes::Put put = known_[static_cast<size_t>(table_)].put(mix(key), content);
  if (put.is_as_it_was) return;
  insert_.bind(put.number);
  for (const std::string& cell : cells) insert_.bind(cell);
  insert_.run();
}

Status ProjectFile::end_results(uint64_t fingerprint) {
  insert_ = {};
  writes_results_ = false;
  const std::string name = name_of(table_);
  RowHashes& known = known_[static_cast<size_t>(table_)];
  {
    Statement remove = database_.prepare("DELETE FROM " + name + " WHERE key = ?");
    known.end([&](uint64_t number) { remove.bind(number).run(); });
  }
  Statement result = database_.prepare("INSERT OR REPLACE INTO result VALUES (?, ?)");
  result.bind(name).bind(fingerprint >> 1).run();
  database_.run("COMMIT;");
  const Status status = database_.status();
  if (status) return status;
  known.clear();
  database_.run("ROLLBACK;");
  (void)database_.status();
  return status;
}

uint64_t ProjectFile::results_fingerprint(ResultTable table) {
  Statement statement = database_.prepare("SELECT fingerprint FROM result WHERE name = ?");
  statement.bind(name_of(table));
  const uint64_t found = statement.step() ? statement.number(0) << 1 : 0;
  (void)database_.status();
  return found;
}

Status ProjectFile::drop_results() {
  for (RowHashes& known : known_) known.clear();
  database_.run("DROP VIEW IF EXISTS golden; DROP VIEW IF EXISTS xref; DROP TABLE IF EXISTS golden_record; DROP TABLE IF EXISTS cross_reference; DELETE FROM result; VACUUM;");
  return database_.status();
}

Status ProjectFile::begin_extract(uint64_t source) {
  extract_source_ = source;
  extract_part_ = 0;
  Statement remove = database_.prepare("DELETE FROM extract_part WHERE source_number = ?");
  remove.bind(source).run();
  return database_.status();
}

Status ProjectFile::put_extract_part(std::span<const uint8_t> bytes) {
  Statement insert = database_.prepare("INSERT INTO extract_part VALUES (?, ?, ?)");
  insert.bind(extract_source_).bind(extract_part_++).bind_blob(bytes).run();
  return database_.status();
}

bool ProjectFile::has_extract(uint64_t source) {
  Statement statement = database_.prepare("SELECT 1 FROM extract_part WHERE source_number = ? LIMIT 1");
  statement.bind(source);
  const bool found = statement.step();
  (void)database_.status();
  return found;
}

std::shared_ptr<ingest::ByteSource> ProjectFile::extract(uint64_t source) {
  if (!has_extract(source)) return nullptr;
  return std::make_shared<Extract>(database_, source);
}

std::vector<uint64_t> ProjectFile::extracts() {
  std::vector<uint64_t> out;
  Statement statement = database_.prepare("SELECT DISTINCT source_number FROM extract_part ORDER BY source_number");
  while (statement.step()) out.push_back(statement.number(0));
  (void)database_.status();
  return out;
}

std::vector<std::string> ProjectFile::check() {
  std::vector<std::string> found;
  Statement statement = database_.prepare("PRAGMA integrity_check(100)");
  while (statement.step())
    if (statement.text(0) != "ok") found.push_back(statement.text(0));
  if (const Status status = database_.status(); !status) found.push_back(to_string(status.error()));
  return found;
}

}  // namespace jumelles::project
