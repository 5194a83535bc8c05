#pragma once

// A project file: one SQLite database that any SQLite tool reads. docs/project-file.md names its tables and views.

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "project/content.h"
#include "project/database.h"
#include "project/row_hashes.h"

namespace jumelles::project {

constexpr uint32_t kApplicationId = 0x4A554D4C;  // "JUML"
constexpr uint32_t kSchemaVersion = 2;           // of the tables; PRAGMA user_version

// Whether a file begins as a database does. `beginning`: its first 16 bytes or more.
bool is_database(std::string_view beginning);

// The tables of what a run made. Their columns are those of golden.csv and xref.csv.
enum class ResultTable : uint8_t { kGoldenRecord, kCrossReference };

class ProjectFile {
 public:
  // An empty one.
  static Result<std::unique_ptr<ProjectFile>> create();
  // Of the bytes of a file. Refused: what is no project of Jumelles, and one of a newer version. What is damaged is read as far as
  // it goes: read() tells what is lost.
  static Result<std::unique_ptr<ProjectFile>> open(ingest::ByteSource& bytes);

  // All but results and extracts. `problems`: what could not be read, one for each table.
  Content read(std::vector<Error>& problems);
  // In place of what is there. Entries of the log that are there already stay as they are; results that were begun and not ended go.
  Status write(const Content& content);

  // A result table, row by row: rows that are as they were are left alone, those that are not named any more go. `fingerprint`
  // tells later whether the table is of the same result; 0 while it is written.
  Status begin_results(ResultTable table, const std::vector<std::string>& columns);
  void put_row(const std::vector<std::string>& cells);  // the first cells of golden.csv, all of xref.csv but the last name the row
  Status end_results(uint64_t fingerprint);
  uint64_t results_fingerprint(ResultTable table);
  Status drop_results();

  // Extracts, by the number of their source, in parts.
  Status begin_extract(uint64_t source);
  Status put_extract_part(std::span<const uint8_t> bytes);
  bool has_extract(uint64_t source);
  // A door to its bytes; null where there is none. This must outlive it.
  std::shared_ptr<ingest::ByteSource> extract(uint64_t source);
  std::vector<uint64_t> extracts();  // their numbers

  // Whether SQLite finds everything in order: what it finds otherwise.
  std::vector<std::string> check();

  // The file's bytes, whole and in order between two writings.
  const MemoryFile& bytes() const { return file_; }
  MemoryFile& bytes() { return file_; }

 private:
  ProjectFile() = default;
  Status identify();
  Status make_tables();
  bool has_table(const char* name);
  void read_shaped_groups(Content& out, std::vector<Error>& problems);
  void read_likeness(Content& out, std::vector<Error>& problems);
  void write_shaped_groups(const std::vector<ShapedGroup>& groups);
  void read_golden_values(Content& out, std::vector<Error>& problems);
  void write_golden_values(const std::vector<GoldenDecision>& values);
  void read_quality(Content& out, std::vector<Error>& problems);   // quality_rows.cpp
  void write_quality(const std::vector<monitoring::Point>& points);
  void roll_back();
  template <class Row, class Read>
  void read_table(const char* table, const char* sql, std::vector<Row>& out, std::vector<Error>& problems, Read read_row);

  MemoryFile file_;
  Database database_;
  std::array<RowHashes, 2> known_;  // of each result table; filled when it is first written
  ResultTable table_ = ResultTable::kGoldenRecord;
  bool writes_results_ = false;
  uint64_t version_ = kSchemaVersion;  // of the tables that are there
  Statement insert_, remove_;
  uint64_t extract_source_ = 0, extract_part_ = 0;
};

}  // namespace jumelles::project
