#include "doctest/doctest.h"

#include "core/rng.h"
#include "ingest/support.h"
#include "reference/json_cells.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;
using reference::JsonTree;

namespace {

JsonTree random_value(Rng& rng, int depth) {
  static constexpr const char* kTexts[] = {"x", "", "a b", "\xC3\xA9t\xC3\xA9", "{[,:]}"};
  static constexpr const char* kLiterals[] = {"0", "-1.50", "12345678901234567890", "1e5", "true", "false"};
  JsonTree out;
  const uint64_t kind = rng.below(depth > 0 ? 6 : 4);
  if (kind == 0) return out;
  if (kind < 4) {
    out.kind = JsonTree::Kind::kText;
    out.quoted = kind != 3;
    out.text = out.quoted ? kTexts[rng.below(std::size(kTexts))] : kLiterals[rng.below(std::size(kLiterals))];
    return out;
  }
  out.kind = kind == 4 ? JsonTree::Kind::kList : JsonTree::Kind::kObject;
  const uint64_t first = rng.below(4), count = rng.below(4);
  for (uint64_t i = 0; i < count; ++i)
    out.children.emplace_back(kind == 4 ? "" : std::string(1, static_cast<char>('a' + first + i)), random_value(rng, depth - 1));
  return out;
}

}  // namespace

TEST_CASE("random records have the cells of the slow reader, wherever their list stands") {
  Rng rng(5);
  for (int round = 0; round < 400; ++round) {
    std::vector<JsonTree> records;
    std::string list, keyed, lines;
    for (uint64_t i = 0, count = 3 + rng.below(6); i < count; ++i) {
      JsonTree record;
      record.kind = JsonTree::Kind::kObject;
      record.children.emplace_back("id", JsonTree{JsonTree::Kind::kText, std::to_string(i), false, {}});
      for (const char* const name : {"f", "g", "h"}) record.children.emplace_back(name, random_value(rng, 3));
      const std::string text = reference::written(record);
      list += (i > 0 ? "," : "") + text;
      keyed += (i > 0 ? ",\"k" : "\"k") + std::to_string(i) + "\":" + text;
      lines += text + "\n";
      records.push_back(std::move(record));
    }
    const std::string before = rng.below(2) == 0 ? "" : "\"n\":{\"m\":[1,\"]\"]},";
    for (const std::string& text : {lines, "[" + list + "]", "{" + before + "\"list\":{\"deep\":[" + list + "]},\"z\":null}", "{" + keyed + "}"}) {
      CAPTURE(text);
      const ImportResult result = imported(text);
      REQUIRE(result.table.row_count() == records.size());
      for (uint32_t row = 0; row < records.size(); ++row) {
        std::map<std::string, std::string> expected, found;
        reference::add_cells("", records[row], expected);
        std::erase_if(expected, [](const auto& cell) { return cell.second.empty(); });
        for (const Column& column : result.table.columns)
          if (column.name != "key" && column.codes[row] != kMissing) found[column.name] = column.text(row);
        CHECK(found == expected);
      }
    }
  }
}

TEST_CASE("where the file is cut does not matter to lists inside, keyed objects, rows and features") {
  static constexpr const char* kBegins[] = {"{\"n\":[1,\"]\"],\"rows\":[{\"a\":0},{\"a\":1}", "{\"x\":{\"a\":1},\"y\":{\"a\":2}", "[[1,2],[3,4]",
                                            "{\"rows\":[[1,2],[3,4]],\"columns\":[\"a\",\"b\"]", "cb([{\"a\":0} // x\n", "\"[{\\\"a\\\":1},{\\\"a\\\":2}]\"",
                                            "{\"body\":\"[{\\\"a\\\":1}]\"", "{\"d\":{\"$date\":1}}\n", "[ /* { */ {\"a\":1}", "[\"a\",\"b\"]\n[1,2]\n",
                                            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"a\":1}}"};
  static constexpr const char* kPieces[] = {",{\"a\":1}", ",\"k\\u00e9\":{\"a\":{\"b\":[1,2]}}", ",[5,\"x\\n\"]", "{\"a\":", "\n", "}", "]", ",", "\"", "{\"c\":nul}", "7",
                                            ",{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]},\"properties\":{}}", "\xC3\xA9", "\\",
                                            "{\"p\":[{\"n\":1},{\"n\":[1 2]}]}", "//", "/* ", "*/", ")", ";", "\\\"", "{\"$oid\":\"x\"}"};
  Rng rng(12);
  for (int round = 0; round < 800; ++round) {
    std::string text = kBegins[rng.below(std::size(kBegins))];
    for (uint64_t i = rng.below(12); i > 0; --i) text += kPieces[rng.below(std::size(kPieces))];
    ImportResult whole, cut;
    const bool good = import_bytes(text, whole).ok();
    for (const uint64_t step : {1, 2, 3, 7, 17}) {
      const bool equal = import_bytes(text, cut, {}, step).ok() == good && (!good || dump(cut) == dump(whole));
      if (!equal) CHECK_MESSAGE(equal, text);
    }
  }
}
