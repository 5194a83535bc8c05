#include "deliver/own_outputs.h"

#include <doctest/doctest.h>

using namespace jumelles;
using namespace jumelles::deliver;

namespace {

ingest::ImportResult imported(const std::string& bytes) {
  const auto result = std::make_shared<ingest::ImportResult>();
  REQUIRE(run_to_end(ingest::import_phases(std::make_shared<ingest::MemorySource>(bytes), "f.csv", "f", {}, result)).ok());
  const std::string_view notice = own_notice(own_output(result->table));
  if (!notice.empty()) result->notices.emplace_back(notice);
  return std::move(*result);
}

std::string_view kind_of(const std::string& header) { return own_output(imported(header + "\nx,1,y,z,q,r,s,t\n").table); }

}  // namespace

TEST_CASE("our own files are told by their columns, under any of their names") {
  CHECK(kind_of("golden_id,record_count,sources,surname,a,b,c,d") == "golden");
  CHECK(kind_of("Golden ID,Records,Sources,Surname,a,b,c,d") == "golden");
  CHECK(kind_of("Identifiant de fiche,Enregistrements,Sources,Nom,a,b,c,d") == "golden");
  CHECK(kind_of("source,source_row,source_id,golden_id,a,b,c,d") == "xref");
  CHECK(kind_of("Source,Data row,ID in source,Golden ID,a,b,c,d") == "xref");
  CHECK(kind_of("source_a,source_row_a,source_id_a,source_b,source_row_b,source_id_b,rule,match_weight") == "pairs");
  CHECK(kind_of("source,line,source_row,reason_id,reason,text,a,b") == "rejects");
  CHECK(kind_of("kind,fate,why,a,b,c,d,e") == "errors");
  CHECK(kind_of("threshold_bits,threshold_probability,used,a,b,c,d,e") == "curve");
  CHECK(kind_of("nom,ville,a,b,c,d,golden_id,group_size") == "source");
  CHECK(kind_of("nom,ville,a,b,c,d,group_size,golden_id") == "");
  CHECK(kind_of("golden_id,sources,record_count,surname,a,b,c,d") == "");
}

TEST_CASE("golden records are read back as they were written") {
  ingest::ImportResult golden = imported("golden_id,record_count,sources,surname,phone\na,1,s,'=Martin,'+33 6 12 34 56 78\nb,1,s,''=Martin,=\"0612345678\"\nc,1,s,=Martin,O'Brien\n");
  read_back(golden.table);
  CHECK(golden.table.columns[3].text(0) == "=Martin");
  CHECK(golden.table.columns[3].text(1) == "'=Martin");
  CHECK(golden.table.columns[3].text(2) == "=Martin");
  CHECK(golden.table.columns[3].codes[0] == golden.table.columns[3].codes[2]);
  CHECK(golden.table.columns[4].text(0) == "+33 6 12 34 56 78");
  CHECK(golden.table.columns[4].text(2) == "O'Brien");
}

TEST_CASE("what is ours in a golden file is no attribute of customers, the others are what they are called") {
  using T = AttributeType;
  const auto columns = own_columns(imported("golden_id,record_count,sources,surname,phone,phone_others,points\na,1,s,Martin,1,2,3\n"));
  CHECK(columns == std::vector<std::optional<T>>{T::kRecordId, T::kIgnored, T::kIgnored, T::kSurname, T::kPhone, T::kPhone, std::nullopt});
  // The kind follows the sources; a street beside the street is no piece of it.
  const auto households = own_columns(imported("golden_id,record_count,sources,kind,civility,street,street_others,partner\na,1,s,household,M. et Mme,1 rue A,2 rue B,Claire\n"));
  CHECK(households == std::vector<std::optional<T>>{T::kRecordId, T::kIgnored, T::kIgnored, T::kIgnored, T::kCivility, T::kStreet, T::kText, T::kText});
  const auto source = own_columns(imported("nom,ville,golden_id,group_size\nMartin,Brest,a,1\n"));
  CHECK(source == std::vector<std::optional<T>>{std::nullopt, std::nullopt, T::kGrouping, T::kIgnored});
  CHECK(own_columns(imported("nom,phone\nMartin,1\n")) == std::vector<std::optional<T>>{std::nullopt, std::nullopt});
}
