#include "document/fields.h"

#include "block/key_transform.h"
#include "core/attribute.h"
#include "survive/survive.h"

namespace jumelles::document {
namespace {

template <class Rows>
std::vector<std::string> ids_of(const Rows& rows) {
  std::vector<std::string> ids;
  for (const auto& row : rows) ids.emplace_back(row.id);
  return ids;
}

}  // namespace

const char* id(FieldKind kind) {
  static constexpr const char* kIds[] = {"name", "setting", "learned", "counted", "judged", "group"};
  return kIds[static_cast<size_t>(kind)];
}

const IdTable kTransforms{"a transform", ids_of(block::transforms())};
const IdTable kSurvivorshipRules{"a survivorship rule", ids_of(survive::rules())};
const IdTable kGoldenActs{"what was decided of a golden value", {"taken", "typed", "ignored"}};
const IdTable kShapes{"what was done to a group", {"cut", "kept", "taken_out", "split", "merged"}};
const IdTable kRecipeActs{"an act of the recipe", standardize::recipe_acts()};
const IdTable kMeasures{"a measure of quality", {"completeness", "validity", "freshness"}};
const IdTable kRequirements{"a requirement", {"", "required", "wished", "optional"}};
const IdTable kPersonalData{"a class of personal data", [] {
  std::vector<std::string> ids{""};
  for (int p = 0; p < kPersonalDataCount; ++p) ids.emplace_back(personal_data_id(static_cast<PersonalData>(p)));
  return ids;
}()};
const IdTable kVerdicts{"a verdict", {kSame, kDifferent, kUnsure}};
const IdTable kLanguages{"a language of outputs", {"fr", "en"}};
const IdTable kHeaders{"a kind of headers", {"machine", "fr", "en"}};

}  // namespace jumelles::document
