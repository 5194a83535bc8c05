// Mappings of real files: the sample, and every folder of benchmark sets that the environment names.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "ingest/ingest.h"
#include "profile_support.h"

using namespace jumelles;
using T = AttributeType;
namespace fs = std::filesystem;

namespace {

std::shared_ptr<Table> import_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  auto result = std::make_shared<ingest::ImportResult>();
  auto source = std::make_shared<ingest::MemorySource>(std::move(bytes));
  const Status status = run_to_end(ingest::import_phases(source, path.string(), path.stem().string(), {}, result));
  return status.ok() ? std::make_shared<Table>(std::move(result->table)) : nullptr;
}

std::set<std::string> attributes_of(const std::vector<ColumnMapping>& mapping) {
  std::set<std::string> keys;
  for (const ColumnMapping& m : mapping)
    if (m.type > T::kSource && info(m.type).compared()) keys.insert(m.attribute);
  return keys;
}

}  // namespace

TEST_CASE("every column of the sample gets its meaning") {
  std::vector<std::shared_ptr<Table>> tables;
  for (const char* name : {"crm.csv", "boutique.csv", "facturation.json"}) {
    tables.push_back(import_file(fs::path(JUMELLES_SAMPLES_DIR) / "trois-extraits" / name));
    REQUIRE(tables.back());
  }
  const Mapping mapping = test::mapping_of(tables);
  const std::map<std::string, T> expected[] = {
      {{"id_client", T::kRecordId}, {"civilite", T::kCivility}, {"prenom", T::kGivenName}, {"nom", T::kSurname}, {"raison_sociale", T::kCompanyName},
       {"siren", T::kSiren}, {"email", T::kEmail}, {"tel", T::kPhone}, {"adresse", T::kStreet}, {"cp", T::kPostcode}, {"ville", T::kCity},
       {"optin", T::kConsent}, {"maj", T::kUpdatedDate}},
      {{"id", T::kRecordId}, {"first_name", T::kGivenName}, {"last_name", T::kSurname}, {"email", T::kEmail}, {"phone", T::kPhone},
       {"birth_date", T::kBirthDate}, {"address", T::kStreet}, {"postcode", T::kPostcode}, {"city", T::kCity}, {"newsletter", T::kConsent},
       {"created_at", T::kCreatedDate}, {"updated_at", T::kUpdatedDate}},
      {{"ref", T::kRecordId}, {"nom", T::kSurname}, {"prenom", T::kGivenName}, {"raison_sociale", T::kCompanyName}, {"siren", T::kSiren},
       {"email", T::kEmail}, {"telephone", T::kPhone}, {"adresse", T::kStreet}, {"code_postal", T::kPostcode}, {"commune", T::kCity},
       {"date_modification", T::kUpdatedDate}}};
  for (size_t t = 0; t < 3; ++t) {
    CHECK(tables[t]->columns.size() == expected[t].size());
    for (const auto& [header, type] : expected[t]) {
      const std::string column = header;
      CAPTURE(column);
      const ColumnMapping& m = test::mapped(mapping, tables, t, column);
      CHECK(info(m.type).id == info(type).id);
      CHECK(m.confidence > 0.8);
    }
  }
}

TEST_CASE("every benchmark set gets a record id, something to compare, and tables that meet") {
  const char* folder = std::getenv("JUMELLES_DATA");
  const fs::path root = folder ? folder : "../shared/data";
  std::error_code error;
  if (!fs::is_directory(root, error)) {
    MESSAGE("no benchmark sets (JUMELLES_DATA): skipped");
    return;
  }
  std::vector<fs::path> sets;
  for (const fs::directory_entry& entry : fs::directory_iterator(root, error))
    if (entry.is_directory(error)) sets.push_back(entry.path());
  std::sort(sets.begin(), sets.end());
  for (const fs::path& set : sets) {
    CAPTURE(set.string());
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::directory_iterator(set, error))
      if (entry.path().extension() == ".csv" && entry.path().stem() != "truth") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<std::shared_ptr<Table>> tables;
    for (const fs::path& file : files) {
      tables.push_back(import_file(file));
      REQUIRE(tables.back());
    }
    if (tables.empty()) continue;
    const Mapping mapping = test::mapping_of(tables);
    const std::set<std::string> first = attributes_of(mapping[0]);
    CHECK(first.size() >= 2);
    for (const auto& columns : mapping) {
      CHECK(std::count_if(columns.begin(), columns.end(), [](const ColumnMapping& m) { return m.type == T::kRecordId; }) == 1);
      const std::set<std::string> keys = attributes_of(columns);
      const auto shared = std::count_if(keys.begin(), keys.end(), [&](const std::string& key) { return first.count(key) == 1; });
      CHECK(shared >= 2);
    }
  }
}

// A folder of cases: M_*/expected.txt says in a line "mapping: {...}" which column is what.
TEST_CASE("columns of real exports get their meaning") {
  const char* folder = std::getenv("JUMELLES_CASES");
  const fs::path root = folder ? folder : "../shared/cases";
  std::error_code error;
  if (!fs::is_directory(root, error)) {
    MESSAGE("no cases (JUMELLES_CASES): skipped");
    return;
  }
  size_t expected_count = 0, right_count = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(root, error)) {
    if (entry.path().filename().string().substr(0, 2) != "M_") continue;
    CAPTURE(entry.path().string());
    std::ifstream in(entry.path() / "expected.txt");
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    std::vector<std::shared_ptr<Table>> tables;
    for (const fs::directory_entry& file : fs::directory_iterator(entry.path(), error))
      if (file.path().extension() == ".csv") tables.push_back(import_file(file.path()));
    REQUIRE(tables.size() == 1);
    const Mapping mapping = test::mapping_of(tables);
    // "column": "type", again and again.
    std::vector<std::string> words;
    for (size_t at = text.find('{'); (at = text.find('"', at)) != std::string::npos;) {
      const size_t end = text.find('"', at + 1);
      words.push_back(text.substr(at + 1, end - at - 1));
      at = end + 1;
    }
    for (size_t w = 0; w + 1 < words.size(); w += 2) {
      CAPTURE(words[w]);
      ++expected_count;
      const std::string_view found = info(test::mapped(mapping, tables, 0, words[w]).type).id;
      right_count += found == words[w + 1] ? 1 : 0;
      WARN(found == words[w + 1]);
    }
  }
  CHECK(expected_count > 0);
  CHECK(right_count * 10 >= expected_count * 9);
}
