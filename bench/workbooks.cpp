// jumelles_workbooks --make ROWS FILE: made-up rows of eight columns as CSV.
// jumelles_workbooks [--rounds N] FILE...: each file into a table and out of it, as CSV and as a workbook, one after the other N times over,
// so that what else the machine does meets all alike. Each measure is a process of its own and prints a line of JSON: processor seconds,
// megabytes of the table, and of the peak above it. script/bench workbooks calls it beside other programs.

#include <malloc.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "deliver/xlsx_writer.h"
#include "ingest/ingest.h"
#include "synth/synth.h"

namespace {

using namespace jumelles;

constexpr double kMegabyte = 1048576.0;
constexpr uint64_t kStepBytes = uint64_t{1} << 20;

double processor_s() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

double megabytes_in_use() {
  const auto info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd) / kMegabyte;
}

int make(uint64_t rows, const char* path) {
  std::ofstream file(path, std::ios::binary);
  deliver::RowSink out(deliver::CsvWriter::for_output(','), [&](std::string_view piece) { return static_cast<bool>(file.write(piece.data(), static_cast<std::streamsize>(piece.size()))); }, '.');
  std::vector<deliver::OutputColumn> columns;
  for (const char* name : {"id", "nom", "prenom", "email", "telephone", "code_postal", "ville", "cree_le"}) {
    columns.emplace_back();
    columns.back().label = name;
  }
  out.head(columns);
  const synth::Population population = synth::make_population({rows, 1});
  for (uint64_t i = 0; i < rows && i < population.records.size(); ++i) {
    const synth::Record& record = population.records[i];
    char date[16];
    std::snprintf(date, sizeof date, "%04d-%02d-%02d", record.created.year, record.created.month, record.created.day);
    for (const std::string& text : {record.id, record.surname + record.company_name, record.given_name, record.email, record.phone, record.postcode_text, record.address.city, std::string(date)}) out.exact(text);
    out.end();
  }
  return out.finish().ok() ? 0 : 1;
}

std::shared_ptr<ingest::ImportResult> read(const std::shared_ptr<ingest::ByteSource>& source, const std::string& path) {
  const auto result = std::make_shared<ingest::ImportResult>();
  for (Phase& phase : ingest::import_phases(source, path, "table", {}, result)) {
    const uint64_t total = phase.count();
    for (uint64_t at = 0; at < total;) {
      const uint64_t end = std::min(total, at + kStepBytes);
      if (const Status status = phase.body(at, end); !status) {
        std::fprintf(stderr, "%s\n", to_string(status.error()).c_str());
        std::exit(1);
      }
      at = end;
    }
  }
  return result;
}

void give(const Table& table, deliver::Rows& rows) {
  std::vector<deliver::OutputColumn> columns;
  for (const Column& column : table.columns) {
    columns.emplace_back();
    columns.back().label = column.name;
  }
  rows.head(columns);
  for (uint32_t row = 0; row < table.row_count(); ++row) {
    for (const Column& column : table.columns) rows.date(column.text(row));
    rows.end();
  }
  (void)rows.finish().ok();
}

// What of `table` is written, in bytes.
uint64_t write(const Table& table, bool workbook) {
  uint64_t bytes = 0;
  const deliver::Sink sink = [&](std::string_view piece) {
    bytes += piece.size();
    return true;
  };
  if (!workbook) {
    deliver::RowSink rows(deliver::CsvWriter::for_output(','), sink, '.');
    give(table, rows);
    return bytes;
  }
  deliver::XlsxWriter writer(sink);
  give(table, *writer.begin_sheet("Clients", std::vector<uint32_t>(table.columns.size(), 15)));
  (void)writer.finish().ok();
  return bytes;
}

void print(const std::string& path, const char* what, double seconds, double table_mb, double above_mb, uint64_t bytes, const Table& table) {
  std::printf("{\"file\": \"%s\", \"what\": \"%s\", \"cpu_s\": %.3f, \"table_mb\": %.1f, \"above_mb\": %.1f, \"bytes\": %llu, \"rows\": %u, \"columns\": %zu}\n",
              path.c_str(), what, seconds, table_mb, above_mb, static_cast<unsigned long long>(bytes), table.row_count(), table.columns.size());
}

// One measure of each kind, in this process.
void measure(const std::shared_ptr<ingest::ByteSource>& source, const std::string& path) {
  const double peak_before = peak_megabytes(), used_before = megabytes_in_use(), begin = processor_s();
  const auto result = read(source, path);
  const double seconds = processor_s() - begin, table_mb = megabytes_in_use() - used_before, peak = peak_megabytes();
  print(path, "read", seconds, table_mb, peak - peak_before - table_mb, source->size(), result->table);
  for (const bool workbook : {false, true}) {
    const double peak_of_others = peak_megabytes(), at = processor_s();
    const uint64_t bytes = write(result->table, workbook);
    print(path, workbook ? "write xlsx" : "write csv", processor_s() - at, table_mb, peak_megabytes() - peak_of_others, bytes, result->table);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 4 && std::strcmp(argv[1], "--make") == 0) return make(std::strtoull(argv[2], nullptr, 10), argv[3]);
  int rounds = 3, first = 1;
  if (argc > 2 && std::strcmp(argv[1], "--rounds") == 0) {
    rounds = std::atoi(argv[2]);
    first = 3;
  }
  for (int round = 0; round < rounds; ++round)
    for (int i = first; i < argc; ++i) {
      std::fflush(stdout);
      const pid_t child = fork();
      if (child == 0) {
        std::ifstream file(argv[i], std::ios::binary);
        measure(std::make_shared<ingest::MemorySource>(std::string(std::istreambuf_iterator<char>(file), {})), argv[i]);
        std::fflush(stdout);
        _exit(0);
      }
      int status = 0;
      if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0) return 1;
    }
  return 0;
}
