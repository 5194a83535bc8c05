// Files call attributes as the studio does.
#include "deliver/column_names.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

using namespace jumelles;
using namespace jumelles::deliver;

namespace {

// The text of a key; in the file every text has a line of its own.
std::string text_of(const std::string& language, const std::string& key) {
  std::ifstream file("ui/i18n/" + language + ".json", std::ios::binary);
  const std::string all{std::istreambuf_iterator<char>(file), {}};
  const std::string begin = "\"" + key + "\": \"";
  const size_t at = all.find(begin);
  return at == std::string::npos ? "" : all.substr(at + begin.size(), all.find("\",\n", at) - at - begin.size());
}

}  // namespace

TEST_CASE("attributes and comparisons are called in the files as in the studio") {
  for (const auto& [language, naming] : {std::pair{"fr", Naming::kFrench}, {"en", Naming::kEnglish}}) {
    for (int t = 0; t < kAttributeTypeCount; ++t) {
      const AttributeTypeInfo& row = info(static_cast<AttributeType>(t));
      if (!row.in_records || is_birth_part(row.type)) continue;
      CAPTURE(row.id);
      CHECK(attribute_label(row.id, row.type, "", naming) == text_of(language, "type." + std::string(row.id)));
    }
    for (const char* id : {"dependence", "moved", "place", "rivals", "siblings"}) CHECK(comparison_label(id, naming) == text_of(language, std::string("comparison.") + id));
  }
}
