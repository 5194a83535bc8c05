#include "deliver/own_outputs.h"

#include <doctest/doctest.h>

#include "core/rng.h"
#include "deliver/json_rows.h"

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
  const auto by_hand = own_columns(imported("golden_id,record_count,sources,surname,by_hand\na,1,s,Martin,surname\n"));
  CHECK(by_hand == std::vector<std::optional<T>>{T::kRecordId, T::kIgnored, T::kIgnored, T::kSurname, T::kIgnored});
  const auto source = own_columns(imported("nom,ville,golden_id,group_size\nMartin,Brest,a,1\n"));
  CHECK(source == std::vector<std::optional<T>>{std::nullopt, std::nullopt, T::kGrouping, T::kIgnored});
  CHECK(own_columns(imported("nom,phone\nMartin,1\n")) == std::vector<std::optional<T>>{std::nullopt, std::nullopt});
}

TEST_CASE("any values go through golden.csv and golden.json and come back as they were") {
  static constexpr std::string_view kPieces[] = {"a", "0", "06", "+", "-", "=", "@", "'", "''", "\"", "\n", "\r\n", "\t", " ", ";", ",", "|", "\xC3\xA9", "\xE2\x82\xAC", "=\"0\"", "1,5", "+33 6 12 34 56 78"};
  const std::vector<OutputColumn> columns{{"golden_id", "Identifiant de fiche"}, {"record_count", "Enregistrements"}, {"sources", "Sources"}, {"title", "Titre"}, {"text", "Texte"}};
  Rng rng(21);
  for (int round = 0; round < 60; ++round) {
    std::vector<std::string> values;
    for (int i = 0; i < 40; ++i) {
      std::string& value = values.emplace_back();
      for (uint64_t k = rng.below(5); k > 0; --k) value += kPieces[rng.below(std::size(kPieces))];
      if (value.starts_with("=\"")) value.insert(0, "x");  // Excel's way to write a code: read as the code
    }
    std::string text;
    const Sink sink = [&](std::string_view piece) {
      text += piece;
      return true;
    };
    const bool json = round % 3 == 0;
    const std::shared_ptr<Rows> rows = json ? json_rows(sink) : std::make_shared<RowSink>(CsvWriter::for_output(round % 3 == 1 ? ';' : ','), sink, '.');
    rows->head(columns);
    for (size_t i = 0; i < values.size(); i += 2) rows->exact("g" + std::to_string(i)).number(1).text("crm").text(values[i]).text(values[i + 1]).end();
    REQUIRE(rows->finish().ok());
    ingest::ImportResult back = imported(text);
    REQUIRE(is_own_golden(back));
    if (!json) read_back(back.table);
    REQUIRE(back.table.row_count() == values.size() / 2);
    for (uint32_t i = 0; i < values.size(); ++i) {
      CAPTURE(text);
      CHECK(back.table.columns[3 + i % 2].text(i / 2) == values[i]);
    }
  }
}
