#include <nlohmann/json.hpp>

#include <set>

#include "block/key_transform.h"
#include "compare/comparator.h"
#include "compare/record_comparer.h"
#include "document/fields.h"
#include "document/json_parts.h"
#include "document/project.h"
#include "standardize/standardize.h"
#include "survive/survive.h"

// Writer and Reader walk the table of fields (fields.h). What several fields say together is looked at by `check`. The Reader
// notes every problem with its path and goes on.

namespace jumelles::document {
namespace {

using Json = nlohmann::ordered_json;

struct Writer {
  Json json = Json::object();
  template <class T, class... Allowed>
  void operator()(const char* name, const T& value, const Says&, const Allowed&...) { json[name] = write(value); }

  static Json write(bool value) { return value; }
  static Json write(int value) { return value; }
  static Json write(uint64_t value) { return value; }
  static Json write(double value) { return value; }
  static Json write(const std::string& value) { return value; }
  static Json write(LinkType value) { return id(value); }
  static Json write(AttributeType value) { return std::string(info(value).id); }
  static Json write(ColumnRole value) { return std::string(role_id(value)); }
  static Json write(ingest::Format value) { return ingest::id(value); }
  static Json write(ingest::Encoding value) { return ingest::id(value); }
  static Json write(char value) { return std::string(1, value); }
  static Json write(Weight value) { return value; }
  template <class T>
  static Json write(const std::optional<T>& value) { return value ? write(*value) : Json(nullptr); }
  template <class T>
  static Json write(const std::vector<T>& values) {
    Json array = Json::array();
    for (const T& value : values) array.push_back(write(value));
    return array;
  }
  template <class T>
    requires std::is_class_v<T>
  static Json write(const T& value) {
    Writer writer;
    fields(writer, const_cast<T&>(value));
    return std::move(writer.json);
  }
};

std::vector<std::string> ids_of_types() {
  std::vector<std::string> ids;
  for (int t = 0; t < kAttributeTypeCount; ++t) ids.emplace_back(info(static_cast<AttributeType>(t)).id);
  return ids;
}

const IdTable kTypes{"a type of columns", ids_of_types()};
const IdTable kRoles{"a role of columns", {"evidence", "description", "measure", "technical"}};
const IdTable kFormats{"a format", {ingest::format_ids().begin(), ingest::format_ids().end()}};
const IdTable kEncodings{"an encoding", {ingest::encoding_ids().begin(), ingest::encoding_ids().end()}};
const IdTable kLinkTypes{"a link type", {"dedupe", "link", "link-dedupe"}};

std::string listed(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) (text += text.empty() ? "" : ", ") += id;
  return text;
}

struct Reader {
  const Json* json = nullptr;
  std::string path;
  std::vector<Error>* problems = nullptr;
  std::vector<std::string>* names = nullptr;  // of the fields of this object

  template <class T, class... Allowed>
  void operator()(const char* name, T& value, const Says&, const Allowed&... allowed) const {
    names->push_back(name);
    const auto found = json->find(name);
    if (found == json->end()) return;  // keeps its default
    Reader{&*found, inside(name), problems, nullptr}.read(value, allowed...);
  }

  std::string inside(const std::string& name) const { return path.empty() ? name : path + "." + name; }
  std::string found() const {
    if (json->is_object()) return "an object";
    if (json->is_array()) return "a list";
    std::string text = json->dump(-1, ' ', false, Json::error_handler_t::replace);
    return text.size() > 60 ? "something longer" : text;
  }
  // One per path: what else is wrong there may follow from the first.
  void add(const std::string& where, std::string id, std::string message, std::string hint,
      std::vector<std::string> arguments) const {
    constexpr size_t kEnough = 1000;
    if (problems->size() >= kEnough) return;
    for (const Error& other : *problems)
      if (other.path == where) return;
    problems->push_back({ErrorCode::kBadConfig, std::move(id), std::move(message), std::move(hint), where, 0,
        std::move(arguments)});
  }
  void problem(const std::string& what,
      const std::string& hint = "Correct it, or save the project again from the studio.") const {
    add(path, "project.bad_field", "The project's field must be " + what + ", not " + found() + ".", hint,
        {path, what, found()});
  }
  // Of a field that was read, together with others.
  void wrong(const std::string& name, const std::string& what) const {
    const std::string where = inside(name);
    const auto at = json->find(name);
    const std::string instead = at == json->end() ? "" : ", not " + Reader{&*at, where, nullptr, nullptr}.found();
    add(where, "project.bad_field", "The project's field must be " + what + instead + ".",
        "Correct it, or save the project again from the studio.", {where, what, instead});
  }
  void read_known(const IdTable& table) const {
    const std::string text = json->is_string() ? json->get<std::string>() : std::string();
    if (!json->is_string() || std::find(table.ids.begin(), table.ids.end(), text) == table.ids.end())
      problem(table.what, "Write one of: " + listed(table.ids) + ".");
  }
  bool holds(const Range& range, double value) const {
    const bool inside = range.holds(value);
    if (!inside)
      add(path, "project.out_of_range", "The value must be " + to_string(range) + ", not " + found() + ".",
          "Choose a value in that range.", {path, to_string(range), found()});
    return inside;
  }

  template <class Number>
  void read_whole(Number& value, const char* what) const {
    using Limits = std::numeric_limits<Number>;
    const bool fits = json->is_number_unsigned() ? json->get<uint64_t>() <= static_cast<uint64_t>(Limits::max())
                                                 : json->is_number_integer() && json->get<int64_t>() >= Limits::min();
    fits ? void(value = json->get<Number>()) : problem(what);
  }
  void read(bool& value) const { json->is_boolean() ? void(value = json->get<bool>()) : problem("true or false"); }
  void read(int& value) const { read_whole(value, "a whole number"); }
  void read(uint64_t& value) const { json->is_number_unsigned() ? void(value = json->get<uint64_t>()) : problem("a whole number from 0"); }
  void read(Weight& value) const { read_whole(value, "a whole number"); }
  void read(Weight& value, const Range& range_of_bits) const {
    Weight whole = 0;
    const size_t before = problems->size();
    read(whole);
    if (problems->size() > before) return;
    if (range_of_bits.holds(bits(whole))) value = whole;
    else wrong_weight(range_of_bits);
  }
  void wrong_weight(const Range& range) const {
    const std::string what = to_string(range) + " bits of 4294967296 each";
    add(path, "project.out_of_range", "The weight must be " + what + ", not " + found() + ".", "Choose a value in that range.",
        {path, what, found()});
  }
  void read(double& value) const { json->is_number() ? void(value = json->get<double>()) : problem("a number"); }
  void read(double& value, const Range& range) const {
    if (!json->is_number()) return problem("a number " + to_string(range));
    if (holds(range, json->get<double>())) value = json->get<double>();
  }
  void read(std::string& value) const { json->is_string() ? void(value = json->get<std::string>()) : problem("a text"); }
  void read(std::string& value, const IdTable& table) const {
    read_known(table);
    if (json->is_string()) value = json->get<std::string>();
  }
  void read(char& value) const {
    if (!json->is_string() || json->get<std::string>().size() != 1) return problem("one character");
    value = json->get<std::string>()[0];
  }
  void read(LinkType& value) const {
    read_known(kLinkTypes);
    if (json->is_string()) link_type_from_id(json->get<std::string>(), value);
  }
  template <class Enum>
  void read_id(Enum& value, std::optional<Enum> (*from)(std::string_view), const IdTable& table) const {
    read_known(table);
    if (json->is_string()) value = from(json->get<std::string>()).value_or(value);
  }
  void read(AttributeType& value) const { read_id(value, attribute_type_from_id, kTypes); }
  void read(ColumnRole& value) const { read_id(value, role_from_id, kRoles); }
  void read(ingest::Format& value) const { read_id(value, ingest::format_from_id, kFormats); }
  void read(ingest::Encoding& value) const { read_id(value, ingest::encoding_from_id, kEncodings); }
  template <class T>
  void read(std::optional<T>& value) const {
    if (json->is_null()) return value.reset();
    value.emplace();
    read(*value);
  }
  template <class T, class... Allowed>
  void read(std::vector<T>& values, const Allowed&... allowed) const {
    if (!json->is_array()) return problem("a list");
    values.clear();
    for (size_t i = 0; i < json->size(); ++i)
      Reader{&(*json)[i], path + "[" + std::to_string(i) + "]", problems, nullptr}.read(values.emplace_back(), allowed...);
  }
  template <class T>
    requires std::is_class_v<T>
  void read(T& value) const {
    if (!json->is_object()) return problem("an object");
    std::vector<std::string> known;
    const Reader object{json, path, problems, &known};
    fields(object, value);
    for (const auto& [name, unused] : json->items())
      if (std::find(known.begin(), known.end(), name) == known.end())
        add(inside(name), "project.unknown_field", "The project has no field of that name.",
            "Correct it, or take it out. Fields here: " + listed(known) + ".", {inside(name), listed(known)});
    check(object, value);
  }
};

template <class T>
void check(const Reader&, T&) {}

// What it is about may be there another time.
void check(const Reader& r, standardize::RecipeRule& rule) {
  if (const std::optional<Error> problem = standardize::recipe_problem(rule); problem && problem->path != "act") r.wrong(problem->path, "one that works: " + problem->message);
}

void check(const Reader& r, BlockingRule& rule) {
  if (rule.parts.empty() || rule.parts.size() + rule.refinement.size() > kMaxKeyParts)
    r.wrong("parts", "1 to " + std::to_string(kMaxKeyParts) + " parts, refinement included");
}

// Documents of before say of a weight set by hand only that it is locked.
void check(const Reader& r, Level& level) {
  if (!level.locked) return;
  if (!r.json->contains("hand_weight")) level.hand_weight = level.weight;
  if (!kHandWeightBitsRange.holds(bits(level.hand_weight)))
    r.wrong("weight", to_string(kHandWeightBitsRange) + " bits of 4294967296 each, where locked is true");
  else
    level.weight = level.hand_weight;
}

void check(const Reader& r, LinkConfig& link) {
  const bool not_known_yet = link.prior == 0 && !link.trained && !link.prior_locked;
  if (!kPriorRange.holds(link.prior) && !not_known_yet) r.wrong("prior", to_string(kPriorRange));
  if (link.threshold < link.review_floor) r.wrong("threshold", "link.review_floor or more");
  if (link.blocking_rules.size() > kMaxBlockingRules)
    r.wrong("blocking_rules", std::to_string(kMaxBlockingRules) + " rules at most");
  for (const Error& error : compare::RecordComparer::validate(link.comparisons))
    r.add(error.path, error.id, error.message, error.hint, error.arguments);
  for (size_t i = 0; link.trained && i < link.dependences.size(); ++i)  // else they are forgotten, as the comparisons may be
    for (const bool first : {true, false}) {
      const std::string& id = first ? link.dependences[i].first : link.dependences[i].second;
      if (std::none_of(link.comparisons.begin(), link.comparisons.end(), [&](const Comparison& c) { return c.id == id; }))
        r.wrong("dependences[" + std::to_string(i) + (first ? "].first" : "].second"), "the id of a comparison");
    }
}

void check(const Reader& r, SampledGroup& group) {
  if (!group.thing_of.empty() && group.thing_of.size() != group.members.size() + group.missing.size())
    r.wrong("thing_of", "one entry per record");
}

void check(const Reader& r, PairDecision& decision) {
  if (!decision.follows.empty() && decision.follows.size() != 2) r.wrong("follows", "two records, or none");
}

void check(const Reader& r, ShapedGroup& group) {
  if (group.records.size() < 2 || group.records.size() > kMostShapedRecords) r.wrong("records", "2 to " + std::to_string(kMostShapedRecords) + " records");
  if (group.thing_of.size() != group.records.size()) r.wrong("thing_of", "one entry per record");
}

void check(const Reader& r, GoldenDecision& decision) {
  if (decision.records.empty() || decision.records.size() > kMostNamedRecords) r.wrong("records", "1 to " + std::to_string(kMostNamedRecords) + " records");
  if (decision.attribute.empty()) r.wrong("attribute", "the key of an attribute");
  if (decision.value.empty()) r.wrong("value", "a value");
}

// Attributes that rules name must be fed by a column of the sources, where the document has sources: without them, rules do
// not apply.
void check_attributes(const Reader& r, const Project& project) {
  const std::vector<std::string> keys = standardize::attribute_keys(mapping_of(project.sources, project.recipe));
  const std::set<std::string> known(keys.begin(), keys.end());
  const auto look_at = [&](const std::string& key, const std::string& path) {
    if (known.count(key) == 0)
      r.add(path, "project.unknown_attribute", "No column of the sources feeds an attribute \"" + key + "\".",
          "Write one of: " + listed(keys) + ".", {path, key, listed(keys)});
  };
  const auto look_at_all = [&](const std::vector<std::string>& attributes, const std::string& path) {
    for (size_t i = 0; i < attributes.size(); ++i) look_at(attributes[i], path + ".attributes[" + std::to_string(i) + "]");
  };
  const auto at = [](const char* list, size_t i) { return list + ("[" + std::to_string(i) + "]"); };
  const LinkConfig& link = project.link;
  for (size_t i = 0; i < link.blocking_rules.size(); ++i)
    for (const bool refines : {false, true}) {
      const std::vector<KeyPart>& parts = refines ? link.blocking_rules[i].refinement : link.blocking_rules[i].parts;
      for (size_t p = 0; p < parts.size(); ++p)
        look_at(parts[p].attribute, at("link.blocking_rules", i) + at(refines ? ".refinement" : ".parts", p) + ".attribute");
    }
  for (size_t i = 0; i < link.comparisons.size(); ++i) look_at_all(link.comparisons[i].attributes, at("link.comparisons", i));
  for (size_t i = 0; i < link.constraints.size(); ++i)
    look_at(link.constraints[i].attribute, at("link.constraints", i) + ".attribute");
  for (size_t i = 0; i < project.survivorship.rules.size(); ++i)
    look_at_all(project.survivorship.rules[i].attributes, at("survivorship.rules", i));
}

void check(const Reader& r, Project& project) {
  number_sources(project);
  std::set<std::string> names;
  for (size_t s = 0; s < project.sources.size(); ++s)
    if (!names.insert(project.sources[s].name).second)
      r.wrong("sources[" + std::to_string(s) + "].name", "a name that no other source has");
  std::set<uint64_t> numbers;
  for (size_t s = 0; s < project.sources.size(); ++s)
    if (!numbers.insert(project.sources[s].number).second)
      r.wrong("sources[" + std::to_string(s) + "].number", "a number that no other source has");
  std::set<std::string> rules;
  for (size_t i = 0; i < project.recipe.size(); ++i)
    if (project.recipe[i].name.empty() || !rules.insert(project.recipe[i].name).second)
      r.wrong("recipe[" + std::to_string(i) + "].name", "a name that no other rule has");
  const auto of_sources = [](const Error& problem) { return problem.path.rfind("sources", 0) == 0; };
  if (!project.sources.empty() && std::none_of(r.problems->begin(), r.problems->end(), of_sources))
    check_attributes(r, project);
}

}  // namespace

std::string to_json(const Project& project) {
  return Writer::write(project).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json settings_json(const Project& project) {
  Writer writer;
  Project& walked = const_cast<Project&>(project);
  fields(writer, static_cast<Settings&>(walked));
  Json json = std::move(writer.json);
  json["link"] = Writer::write(project.link);
  return json;
}

std::vector<Error> settings_from_json(const Json& json, Project& out) {
  std::vector<Error> problems;
  Project project;
  try {
    Reader{&json, {}, &problems}.read(project);
  } catch (const Json::exception& problem) {
    problems.push_back({ErrorCode::kBadInput, "project.unreadable", std::string("The project is not readable: ") + problem.what(), "Open an older copy of it.", {}, 0, {}});
  }
  project.decisions = std::move(out.decisions);
  if (problems.empty()) out = std::move(project);
  return problems;
}

bool restore_settings(const Json& json, Project& out) {
  std::vector<Error> problems;
  Project project;
  try {
    Reader{&json, {}, &problems}.read(project);
  } catch (const Json::exception&) {
    return false;
  }
  project.decisions = std::move(out.decisions);
  out = std::move(project);
  return true;
}

Json list_json(const std::vector<PairDecision>& list) { return Writer::write(list); }
Json list_json(const std::vector<KnownRecord>& list) { return Writer::write(list); }
Json list_json(const std::vector<SampledGroup>& list) { return Writer::write(list); }
Json list_json(const std::vector<ShapedGroup>& list) { return Writer::write(list); }
Json list_json(const std::vector<GoldenDecision>& list) { return Writer::write(list); }
Json list_json(const std::vector<standardize::RecipeRule>& list) { return Writer::write(list); }

namespace {

template <class T>
bool read_list(const Json& json, std::vector<T>& out) {
  std::vector<Error> problems;
  Reader{&json, {}, &problems, nullptr}.read(out);
  return problems.empty();
}

}  // namespace

bool list_from_json(const Json& json, std::vector<PairDecision>& out) { return read_list(json, out); }
bool list_from_json(const Json& json, std::vector<KnownRecord>& out) { return read_list(json, out); }
bool list_from_json(const Json& json, std::vector<SampledGroup>& out) { return read_list(json, out); }
bool list_from_json(const Json& json, std::vector<ShapedGroup>& out) { return read_list(json, out); }
bool list_from_json(const Json& json, std::vector<GoldenDecision>& out) { return read_list(json, out); }

std::optional<Error> rule_from_json(const Json& json, standardize::RecipeRule& out) {
  std::vector<Error> problems;
  Reader{&json, {}, &problems, nullptr}.read(out);
  return problems.empty() ? std::nullopt : std::optional(std::move(problems.front()));
}

std::vector<Error> project_from_json(std::string_view text, Project& out) {
  std::vector<Error> problems;
  const auto unreadable = [&](std::string what) {
    problems.push_back({ErrorCode::kBadInput, "project.unreadable", "The project is not readable: " + what, "Choose a project.json written by Jumelles.",
                        {}, 0, {what}});
    return problems;
  };
  Json json;
  try {
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    json = Json::parse(text);
  } catch (const Json::exception& problem) {
    return unreadable(problem.what());
  }
  if (!json.is_object()) return unreadable("it is not an object.");
  Project project;
  try {
    Reader reader{&json, {}, &problems};
    reader.read(project);
  } catch (const Json::exception& problem) {
    return unreadable(problem.what());
  }
  if (!json.contains("version")) problems.push_back({ErrorCode::kBadConfig, "project.no_version", "The project has no version.", "Choose a project.json written by Jumelles.", "version", 0, {}});
  if (project.version != kProjectVersion)
    problems.push_back({ErrorCode::kUnsupported, "project.version", "The project is of version " + std::to_string(project.version) + ", this program reads " + std::to_string(kProjectVersion) + ".",
                        "Use the version of Jumelles that wrote it, or start anew.", "version", 0, {}});
  if (problems.empty()) out = std::move(project);
  return problems;
}

}  // namespace jumelles::document
