#pragma once

// A project that has something in every list.

#include "document/project.h"

namespace jumelles::test {

inline document::Project full_project() {
  using namespace document;
  Project p;
  p.output_language = "fr";
  p.output_headers = "en";
  p.id_column = "id \"é\"";
  p.ignored_columns = {"a", "b"};
  SourceConfig source;
  source.number = 1;
  source.name = "crm";
  source.file = "exports/crm.csv";
  source.choice.encoding = ingest::Encoding::kWindows1252;
  source.choice.separator = ";";
  source.dialect = {ingest::Format::kCsv, ingest::Encoding::kWindows1252, false, ";", true, false, true, {}, 1, true};
  source.choice.table = "Clients";
  source.choice.header_line = 3;
  source.dialect.table = "Clients";
  source.columns.push_back({"Nom", {AttributeType::kSurname, "surname", 0.97, "header_and_content", false}});
  source.columns.push_back({"Réf", {AttributeType::kIgnored, "", 1, "user", true}});
  for (const AttributeType type : {AttributeType::kEmail, AttributeType::kSiren, AttributeType::kStreet, AttributeType::kPostcode, AttributeType::kCity})
    source.columns.push_back({std::string(info(type).id), {type, std::string(info(type).id), 1, "header", false}});
  p.sources.push_back(source);
  p.link.link_type = LinkType::kLinkDedupe;
  p.link.seed = 18446744073709551615ull;
  p.link.prior = 0.1 + 0.2;
  p.link.trained = true;
  p.link.plain_model = true;
  p.link.blocking_rules.push_back({{{{"email", "exact"}}, {{"city", "phonetic"}}, true}, {1, 2, 3, 4, 5}});
  Comparison comparison;
  comparison.id = "surname";
  comparison.attributes = {"surname"};
  comparison.comparator = "surname";
  Level level;
  level.id = "exact";
  level.m_probability = 1.0 / 3;
  level.u_probability = 1e-300;
  level.weight = -123456789012345;
  comparison.levels.push_back(level);
  p.link.comparisons.push_back(comparison);
  p.link.sibling_priors = {0.25};
  p.link.dependences.push_back({"surname", "surname", {{5}}, {{{-6}}}, 0.5});
  p.link.expected_match_count = 0.3;
  p.link.structure.push_back({"one_per_source", "few_inside", "crm", {{"links_inside", 3}, {"median_bits", -0.1}}});
  p.link.constraints.push_back({{"different_valid_siren", "siren", false, true}, 7});
  p.link.one_per_source = {"crm"};
  p.survivorship.rules.push_back({{"street", "postcode"}, {"valid_first", "source_order"}, true});
  p.survivorship.source_order = {"crm"};
  p.recipe.push_back({"recipe 1", "email", "crm", "values", "keyboard_walk", "^0+$", "é", {{"nul@nul.example", ""}, {"x", "y"}}, true, "placeholder email"});
  p.recipe.back().into = {"phone", "city"};
  p.recipe.push_back({"recipe 2", "city", "", "replace", "", "\\s+", " ", {}, false, ""});
  p.ignored_findings = {"test_value surname"};
  p.quality_targets.push_back({"email", "completeness", 0.1 + 0.2});
  p.quality_targets.push_back({"email", "freshness", 1, 18});
  p.tags.push_back({"to call", "crm", "", "C0041\t12\t3\n"});
  p.dictionary.push_back({"email", "é", "Claire", "letters", "required", "name@domain", ".+@.+", "contact", 36});
  p.decisions.pairs.push_back({{"crm", "1", 1}, {"crm", "2", 2}, kUnsure, {}, {{"crm", "4", 4}, {"crm", "5", 5}}});
  p.decisions.known_groups.push_back({{"crm", "3", 0}, "A"});
  p.decisions.sample.push_back({0.125, 2, {{"crm", "1", 1}, {"crm", "2", 2}}, {{"crm", "3", 3}}, {0, 1, 0}, false});
  p.decisions.shaped_groups.push_back({{{"crm", "1", 1}, {"crm", "2", 2}, {"crm", "3", 3}}, {0, 0, 1}, "split", {"Ada", 7, ""}});
  p.decisions.golden_values.push_back({{{"crm", "1", 1}, {"crm", "2", 2}}, "phone", "typed", "06 12 34", "+33 6 11", false, {"Ada", 8, ""}});
  return p;
}

}  // namespace jumelles::test
