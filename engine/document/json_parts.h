#pragma once

// The JSON of a document as a value, for those that cut it into pieces: differences and rows.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <vector>

#include "document/project.h"

namespace jumelles::document {

// Settings and model; without the decisions, which are lists of their own.
nlohmann::ordered_json settings_json(const Project& project);
// All problems, each with its path; empty: `out` got everything but decisions. Fields that are not there keep their default.
std::vector<Error> settings_from_json(const nlohmann::ordered_json& json, Project& out);
// Of a document that was one before: on the way between two steps of history it may be what nobody would write (a rule on an
// attribute of which the source is to come). False where it is no document at all.
bool restore_settings(const nlohmann::ordered_json& json, Project& out);

nlohmann::ordered_json list_json(const std::vector<PairDecision>& list);
nlohmann::ordered_json list_json(const std::vector<KnownRecord>& list);
nlohmann::ordered_json list_json(const std::vector<SampledGroup>& list);
nlohmann::ordered_json list_json(const std::vector<ShapedGroup>& list);
nlohmann::ordered_json list_json(const std::vector<GoldenDecision>& list);
nlohmann::ordered_json list_json(const std::vector<standardize::RecipeRule>& list);
bool list_from_json(const nlohmann::ordered_json& json, std::vector<PairDecision>& out);
bool list_from_json(const nlohmann::ordered_json& json, std::vector<KnownRecord>& out);
bool list_from_json(const nlohmann::ordered_json& json, std::vector<SampledGroup>& out);
bool list_from_json(const nlohmann::ordered_json& json, std::vector<ShapedGroup>& out);
bool list_from_json(const nlohmann::ordered_json& json, std::vector<GoldenDecision>& out);
// The first problem, with its path inside of the rule.
std::optional<Error> rule_from_json(const nlohmann::ordered_json& json, standardize::RecipeRule& out);

}  // namespace jumelles::document
