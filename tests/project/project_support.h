#pragma once

// A project file with something in every table.

#include <doctest/doctest.h>

#include <string>

#include "project/project_file.h"

namespace jumelles::test {

inline project::Content full_content(size_t pairs = 3) {
  project::Content c;
  c.about = {{"name", "Clients « 2026 »"}, {"program", "Jumelles"}};
  c.settings = {{"link.threshold", "0.5", "setting"}, {"sources[crm].name", "\"crm\"", "name"}, {"name", "\"x\"", "setting"}};
  c.model = {{"link.comparisons[email].levels[exact].weight", "123", "learned"}};
  c.sources = {{1, "crm", "exports/crm.csv", 1234, "xxh128:00", 5240}, {4, "shop", "shop.json", 99, "", 0}};
  for (size_t n = 0; n < pairs; ++n)
    c.pairs.push_back({{"crm", "C" + std::to_string(n), n + 2, ""}, {"shop", "", n, "9f" + std::to_string(n)}, n % 2 == 0 ? "same" : "different",
                       {n % 2 == 0 ? "Ann" : "Bob", uint64_t{1790000000000} + n * 1000, "judged"}});
  if (pairs > 1) c.pairs[1].follows = {c.pairs[0].a, c.pairs[0].b};
  c.known_records = {{{"crm", "C7", 9, ""}, "A", {"", 0, "labels.csv"}}, {{"crm", "C8", 10, ""}, "A", {"", 0, "labels.csv"}}};
  c.sample = {{0.25, 2, false, {{"crm", "C1", 3, ""}, {"shop", "S1", 4, ""}}, {{"crm", "C9", 11, ""}}, {0, 1, 0}}, {0.5, 1, true, {{"crm", "C2", 4, ""}}, {}, {}}};
  c.shaped_groups = {{"cut", {{"crm", "C1", 3, ""}, {"shop", "", 4, "9f4"}}, {0, 1}, {"Ann", 1790000000100, ""}}, {"kept", {{"crm", "C8", 10, ""}, {"crm", "C9", 11, ""}}, {0, 0}, {}}};
  c.golden_values = {{{{"crm", "C1", 3, ""}, {"shop", "", 4, "9f4"}}, "phone", "typed", "06 12 34", "+33 6", false, {"Ann", 1790000000200, ""}}, {{{"crm", "C8", 10, ""}}, "phone", "ignored", "+33 1", "", true, {}}};
  c.log = {{1, 1790000000000, "Ann", "add_source", "{\"file_name\":\"crm.csv\"}"}, {2, 0, "", "run", "{}"}};
  c.runs = {{1, 1790000000500, "Ann", {{"records", 12}, {"golden_records", 9.5}}}, {3, 0, "", {{"records", 13}}}};
  monitoring::QualityFigures figures;
  figures.sources = {{"crm", "xxh128:00", 5240, "2026-05", "2026-09-30"}, {"shop", "", 99, "", ""}};
  figures.cells = {{"crm", "email", "email", 1, 2, 3, 4, 5, 6, "2026-05", {{"a@a.aa", 9}, {"A", 8}}, 7, false, {}}, {"crm", "civility", "civility", 10, 11, 12, 13, 14, 15, "", {}, 0, true, {{"Mme", 20}, {"M. « x »", 6}}}};
  figures.findings = {{"postcode_town", "postcode city", "warning", "crm", 17}, {"duplicate", "", "warning", "shop", 3}};
  figures.is_matched = true;
  c.quality = {{1, 1790000000500, figures}, {3, 0, {{{"crm", "xxh128:01", 1, "", ""}}, {}, {}, false}}};
  return c;
}

inline std::string bytes_of(const project::ProjectFile& file) {
  std::string out(file.bytes().size(), '\0');
  file.bytes().read(0, std::span<uint8_t>(reinterpret_cast<uint8_t*>(out.data()), out.size()));
  return out;
}

using Rows = std::vector<std::vector<std::string>>;

inline void put_results(project::ProjectFile& file, project::ResultTable table, const Rows& rows, uint64_t fingerprint) {
  const std::vector<std::string> columns = table == project::ResultTable::kGoldenRecord ? std::vector<std::string>{"golden_id", "record_count", "sources", "given \"name\""}
                                                                                       : std::vector<std::string>{"source", "source_row", "source_id", "golden_id"};
  REQUIRE(file.begin_results(table, columns).ok());
  for (const auto& row : rows) file.put_row(row);
  REQUIRE(file.end_results(fingerprint).ok());
}

inline std::unique_ptr<project::ProjectFile> full_file() {
  auto made = project::ProjectFile::create();
  REQUIRE(made.ok());
  project::ProjectFile& file = *made.value();
  REQUIRE(file.write(full_content()).ok());
  put_results(file, project::ResultTable::kGoldenRecord, {{"g1", "2", "crm|shop", "Ann"}, {"g2", "1", "crm", ""}}, 10);
  put_results(file, project::ResultTable::kCrossReference, {{"crm", "2", "C1", "g1"}, {"shop", "3", "S1", "g1"}, {"crm", "3", "C2", "g2"}}, 10);
  REQUIRE(file.begin_extract(1).ok());
  const std::string part(1000, 'x');
  for (int n = 0; n < 3; ++n) REQUIRE(file.put_extract_part(std::span(reinterpret_cast<const uint8_t*>(part.data()), part.size() - static_cast<size_t>(n))).ok());
  return std::move(made.value());
}

inline Result<std::unique_ptr<project::ProjectFile>> open_bytes(std::string bytes) {
  ingest::MemorySource source(std::move(bytes));
  return project::ProjectFile::open(source);
}

}  // namespace jumelles::test
