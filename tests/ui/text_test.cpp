#include "i18n/text.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "block/key_transform.h"
#include "compare/comparator.h"
#include "core/attribute.h"
#include "icons.h"
#include "panels/panels.h"
#include "survive/rule_ids.h"
#include "survive/survive.h"

using namespace jumelles;
using namespace jumelles::ui;

namespace {

std::string sources(const std::string& folder = "ui") {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
    std::ifstream file(entry.path());
    std::stringstream text;
    text << file.rdbuf();
    all += text.str();
  }
  return all;
}

std::map<std::string, std::pair<std::string, std::string>> texts() {
  size_t count = 0;
  const TextEntry* entries = text_entries(count);
  std::map<std::string, std::pair<std::string, std::string>> out;
  for (size_t i = 0; i < count; ++i) out[entries[i].key] = {entries[i].fr, entries[i].en};
  return out;
}

// Words in quotes, dotted or not: keys, ids, and families that end with a dot.
std::set<std::string> literals(const std::string& code) {
  std::set<std::string> found;
  for (size_t at = code.find('"'); at != std::string::npos; at = code.find('"', at + 1)) {
    const size_t end = code.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789.-", at + 1);
    if (end != std::string::npos && end > at + 1 && code[end] == '"') found.insert(code.substr(at + 1, end - at - 1));
  }
  return found;
}

// The page names some of the studio's texts, in single quotes.
std::set<std::string> page_literals() {
  std::string all;
  for (const auto& entry : std::filesystem::directory_iterator("web")) {
    if (entry.path().extension() != ".js") continue;
    std::ifstream file(entry.path());
    std::stringstream text;
    text << file.rdbuf();
    all += text.str();
  }
  std::replace(all.begin(), all.end(), '\'', '"');
  return literals(all);
}

// Ids that the engine's tables list, by family; ids of other families stand in the engine's or the interface's code.
std::map<std::string, std::set<std::string>> listed_ids() {
  std::map<std::string, std::set<std::string>> ids;
  for (int i = 0; i < kAttributeTypeCount; ++i) ids["type."].insert(std::string(info(static_cast<AttributeType>(i)).id));
  ids["type."].insert({"partner", "name_remarks", "street_others", "company_name_others"});  // attributes of no type: what stood in fields of names
  for (const auto& comparator : compare::comparators())
    for (const auto& level : comparator.levels) ids["level."].insert(std::string(level.id));
  ids["level."].insert({"alike_by_nature", "said_together", "one_at_most"});  // of the comparisons that no table lists
  for (const auto& transform : block::transforms()) ids["transform."].insert(std::string(transform.id));
  for (const auto& rule : survive::rules()) ids["survivorship."].insert(std::string(rule.id));
  for (int i = 0; i < 7; ++i) ids["block."].insert(std::string(group_id(static_cast<AttributeGroup>(i))));
  return ids;
}

// Ids of errors and rejects in the engine: in quotes, and followed by a sentence.
std::set<std::string> error_ids(const std::string& folder) {
  std::set<std::string> ids;
  const std::string code = sources(folder);
  std::regex id_and_sentence("\"([a-z_]+[.][a-z_.]+)\",\\s*(std::string[(])?\"[A-Z]");
  for (std::sregex_iterator it(code.begin(), code.end(), id_and_sentence), end; it != end; ++it) ids.insert((*it)[1]);
  return ids;
}

std::set<std::string> placeholders(const std::string& text) {
  std::set<std::string> out;
  for (size_t i = 0; i + 2 < text.size(); ++i)
    if (text[i] == '{' && (text[i + 2] == '}' || text[i + 2] == '?')) out.insert(text.substr(i, 2));
  return out;
}

}  // namespace

TEST_CASE("every text that the code asks for exists") {
  auto known = texts();
  std::string code = sources();
  std::regex call("\\btr(_count)?\\(\"([a-z_0-9.-]+)\"");
  size_t calls = 0;
  for (std::sregex_iterator it(code.begin(), code.end(), call), end; it != end; ++it) {
    std::string key = (*it)[2];
    if (key.back() == '.') continue;
    ++calls;
    bool counted = (*it)[1].matched;
    CHECK_MESSAGE((counted ? known.contains(key + ".one") && known.contains(key + ".other") : known.contains(key)), key);
  }
  CHECK(calls > 100);
}

TEST_CASE("no text is left over") {
  const std::set<std::string> own = literals(sources()), engine = literals(sources("engine")), page = page_literals();
  const auto listed = listed_ids();
  const auto is_id = [&](const std::string& family, const std::string& id) {
    const auto list = listed.find(family);
    return list != listed.end() ? list->second.contains(id) : own.contains(id) || engine.contains(id) || page.contains(id);
  };
  for (const auto& entry : texts()) {
    const std::string& key = entry.first;
    std::vector<std::string> asked = {key};
    for (std::string_view ending : {".one", ".other", ".named", ".help"})
      if (key.ends_with(ending)) asked.push_back(key.substr(0, key.size() - ending.size()));
    bool found = false;
    for (const std::string& text : asked) {
      found |= own.contains(text);
      // The code appends an id to a family: the id is one that is sent or shown.
      for (size_t dot = text.find('.'); dot != std::string::npos; dot = text.find('.', dot + 1))
        if (const std::string family = text.substr(0, dot + 1); own.contains(family)) found |= is_id(family, text.substr(dot + 1));
    }
    CHECK_MESSAGE(found, key);
  }
}

TEST_CASE("every error that a screen can cause has a text and a hint in both languages") {
  // Only a program that speaks the protocol meets these: screens offer nothing else.
  const std::set<std::string> of_programs = {"column.role", "column.type", "dialect.encoding", "dialect.header", "dialect.separator", "export.kind", "export.no_source", "judge.verdict",
                                             "link.type", "survivorship.attribute_twice", "survivorship.attribute_without_rule", "survivorship.consent_in_block",
                                             "survivorship.no_attribute", "survivorship.no_rule", "survivorship.not_for_blocks", "survivorship.rules",
                                             "survivorship.source_twice", "survivorship.unknown_attribute", "survivorship.unknown_rule", "survivorship.unknown_source"};
  const auto known = texts();
  size_t checked = 0;
  for (const char* folder : {"engine/core", "engine/ingest", "engine/session", "engine/survive", "engine/deliver"})
    for (const std::string& id : error_ids(folder)) {
      if (of_programs.contains(id) || known.contains("reject." + id)) continue;
      ++checked;
      CHECK_MESSAGE(known.contains("error." + id), id);
      CHECK_MESSAGE(known.contains("hint." + id), id);
    }
  CHECK(checked > 20);
}

TEST_CASE("both languages fill in the same places") {
  for (const auto& entry : texts()) {
    const std::string& key = entry.first;
    const auto& text = entry.second;
    CHECK_MESSAGE(placeholders(text.first) == placeholders(text.second), key);
    CHECK_MESSAGE(!text.first.empty(), key);
    CHECK_MESSAGE(!text.second.empty(), key);
  }
}

TEST_CASE("French keeps its no-break spaces and its apostrophes") {
  for (const auto& entry : texts()) {
    const std::string& key = entry.first;
    const auto& text = entry.second;
    const std::string& fr = text.first;
    for (const char* wrong : {" ;", " !", " ?", " %", " :", "« ", " »", "'", "..."}) CHECK_MESSAGE(fr.find(wrong) == std::string::npos, key << ": " << fr);
  }
}

TEST_CASE("every id that the engine can send has a text in both languages") {
  auto known = texts();
  std::set<std::string> types(attribute_types().begin(), attribute_types().end());
  for (int i = 0; i < kAttributeTypeCount; ++i) {
    std::string id(info(static_cast<AttributeType>(i)).id);
    CHECK_MESSAGE(known.contains("type." + id), id);
    CHECK_MESSAGE(types.contains(id), id);
  }
  CHECK(types.size() == static_cast<size_t>(kAttributeTypeCount));
  for (const auto& comparator : compare::comparators())
    for (const auto& level : comparator.levels) CHECK_MESSAGE(known.contains("level." + std::string(level.id)), level.id);
  for (const auto& transform : block::transforms()) CHECK_MESSAGE(known.contains("transform." + std::string(transform.id)), transform.id);
  for (const auto& rule : survive::rules()) CHECK_MESSAGE(known.contains("survivorship." + std::string(rule.id)), rule.id);
  for (int i = 0; i < 7; ++i) CHECK(known.contains("block." + std::string(group_id(static_cast<AttributeGroup>(i)))));
}

TEST_CASE("a row of the table of types names nothing that does not exist") {
  auto known = texts();
  for (int i = 0; i < kAttributeTypeCount; ++i) {
    const AttributeTypeInfo& row = info(static_cast<AttributeType>(i));
    CAPTURE(row.id);
    CHECK(icon::named(row.icon) != nullptr);
    CHECK((row.comparator.empty() || compare::find_comparator(row.comparator) != nullptr));
    for (std::string_view keys : {row.strong_keys, row.weak_keys})
      for (std::string_view id : ids_in(keys)) CHECK_MESSAGE(block::find_transform(id) != nullptr, id);
    CHECK_FALSE(ids_in(row.cascade).empty());
    for (std::string_view id : ids_in(row.cascade)) CHECK_MESSAGE(survive::rule_from_id(id).has_value(), id);
    for (std::string_view id : ids_in(row.told_by)) CHECK_MESSAGE(attribute_type_from_id(id).has_value(), id);
    CHECK(known.contains("role.reason." + std::string(row.role_reason)));
    CHECK(known.contains("constraint." + std::string(row.constraint)));
  }
}

TEST_CASE("numbers are written as people of the language write them") {
  set_language(Language::kFrench);
  CHECK(number(12400) == "12\u202f400");
  CHECK(number(999) == "999");
  CHECK(number(1234567) == "1\u202f234\u202f567");
  CHECK(percent(.985, 1) == "98,5\u202f%");
  CHECK(signed_decimal(-4.8, 1) == "\u22124,8");
  CHECK(signed_decimal(4.14, 1) == "+4,1");
  CHECK(signed_decimal(-0.04, 1) == "0,0");
  CHECK(signed_number(-19) == "\u221219");
  CHECK(bits(1.8) == "1,8\u00a0bit");
  CHECK(duration(41) == "41\u00a0ms");
  CHECK(duration(840) == "840\u00a0ms");
  CHECK(duration(1840) == "1,84\u00a0s");
  CHECK(duration(72000) == "1\u00a0min 12\u00a0s");
  CHECK(bytes(96000000) == "96\u00a0Mo");
  CHECK(event_date("2026-09-14") == "14\u00a0sept.\u00a02026");
  CHECK(event_date("14/09/2026 10:42") == "14\u00a0sept.\u00a02026");
  CHECK(event_date("jadis") == "jadis");
  CHECK(tr_count("requests", 0) == "0 requête");
  CHECK(tr_count("requests", 2) == "2 requêtes");
  set_language(Language::kEnglish);
  CHECK(number(12400) == "12,400");
  CHECK(percent(.985, 1) == "98.5%");
  CHECK(tr_count("requests", 0) == "0 requests");
  CHECK(tr_count("requests", 1) == "1 request");
  set_language(Language::kFrench);
}

TEST_CASE("where there is little room numbers are short, and never rounded up") {
  set_language(Language::kFrench);
  CHECK(short_number(9999) == "9\u202f999");
  CHECK(short_number(10000) == "10\u00a0k");
  CHECK(short_number(12400) == "12\u00a0k");
  CHECK(short_number(999999) == "999\u00a0k");
  CHECK(short_number(1000000) == "1\u00a0M");
  CHECK(short_number(1290000) == "1,2\u00a0M");
  set_language(Language::kEnglish);
  CHECK(short_number(12400) == "12k");
  CHECK(short_number(1290000) == "1.2M");
  set_language(Language::kFrench);
}

TEST_CASE("a word beside a number takes its singular by the rule of the language") {
  set_language(Language::kFrench);
  for (uint64_t none_or_one : {0, 1}) CHECK(tr("chart.bin", {"1", "2", number(none_or_one)}).ends_with(" paire"));
  CHECK(tr("chart.bin", {"1", "2", number(2)}).ends_with(" paires"));
  CHECK(tr("chart.bin", {"1", "2", number(1234)}).ends_with(" paires"));
  set_language(Language::kEnglish);
  CHECK(tr("chart.bin", {"1", "2", number(0)}).ends_with(" pairs"));
  CHECK(tr("chart.bin", {"1", "2", number(1)}).ends_with(" pair"));
  set_language(Language::kFrench);
}

TEST_CASE("no text counts things in the plural alone") {
  std::regex plural_alone("\\{[0-9]\\}[ \u00a0](paires|clients|enregistrements|fiches|groupes|pairs|customers|records|groups)\\b");
  for (const auto& entry : texts()) {
    if (entry.first.ends_with(".other")) continue;
    for (const std::string& words : {entry.second.first, entry.second.second}) CHECK_MESSAGE(!std::regex_search(words, plural_alone), entry.first << ": " << words);
  }
}

TEST_CASE("an attribute of no known type is called as its column is, capitals and all") {
  protocol::Summary summary;
  auto& columns = summary.sources.emplace_back().columns;
  columns.emplace_back().name = "CA N-1", columns.back().attribute = "ca_n_1";
  columns.emplace_back().name = "taux_remise", columns.back().attribute = "taux_remise";
  columns.emplace_back().name = "Ville", columns.back().attribute = "city";
  learn_titles(summary);
  CHECK(attribute_label("ca_n_1") == "CA N-1");
  CHECK(attribute_label("taux_remise") == "Taux remise");
  CHECK(attribute_label("city") == tr("type.city"));
  learn_titles({});
  CHECK(attribute_label("ca_n_1") == "Ca n 1");
}

TEST_CASE("clean values are written as people of the language do") {
  set_language(Language::kFrench);
  CHECK(clean_value_label("birth_date", "1963-10-15") == "15/10/1963");
  CHECK(clean_value_label("updated_date", "2024-02-01 10:30") == "01/02/2024 10:30");
  CHECK(clean_value_label("birth_date", "1963-00-00") == "1963-00-00");
  CHECK(clean_value_label("consent", "1") == "oui");
  CHECK(clean_value_label("postcode", "0") == "0");
  set_language(Language::kEnglish);
  CHECK(clean_value_label("consent", "0") == "no");
  CHECK(clean_value_label("date", "1963-10-15") == "1963-10-15");
  set_language(Language::kFrench);
}

TEST_CASE("a key without text is seen, an id without text is made readable") {
  CHECK(tr("no.such_key") == "\u2039no.such_key\u203a");
  CHECK(tr_id("level.", "brand_new") == "brand new");
  CHECK(attribute_label("street_2") == tr("type.street") + "\u00a02");
  CHECK(attribute_label("numero_carte") == "Numero carte");
}
