#include <nlohmann/json.hpp>

#include <set>

#include "block/key_transform.h"
#include "compare/comparator.h"
#include "compare/record_comparer.h"
#include "document/project.h"
#include "standardize/standardize.h"
#include "survive/survive.h"

// Every struct is described once by a `fields` function, with what each field allows; Writer and Reader walk it. What several
// fields say together is looked at by `check`. The Reader notes every problem with its path and goes on.

namespace jumelles::document {
namespace {

using Json = nlohmann::ordered_json;

struct Writer {
  Json json = Json::object();
  template <class T, class... Allowed>
  void operator()(const char* name, const T& value, const Allowed&...) { json[name] = write(value); }

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

// Ids of a table, and what one of them is called.
struct IdTable {
  const char* what;
  std::vector<std::string> ids;
};

template <class Rows>
std::vector<std::string> ids_of(const Rows& rows) {
  std::vector<std::string> ids;
  for (const auto& row : rows) ids.emplace_back(row.id);
  return ids;
}
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
const IdTable kTransforms{"a transform", ids_of(block::transforms())};
const IdTable kSurvivorshipRules{"a survivorship rule", ids_of(survive::rules())};
const IdTable kVerdicts{"a verdict", {kSame, kDifferent, kUnsure}};
const IdTable kLanguages{"a language of outputs", {"fr", "en"}};

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
  void operator()(const char* name, T& value, const Allowed&... allowed) const {
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

template <class A>
void fields(A& a, ingest::DialectOverride& v) {
  a("format", v.format), a("encoding", v.encoding), a("separator", v.separator), a("has_header", v.has_header);
}
template <class A>
void fields(A& a, ingest::Dialect& v) {
  a("format", v.format), a("encoding", v.encoding), a("byte_order_mark", v.byte_order_mark), a("separator", v.separator);
  a("has_header", v.has_header), a("separator_line", v.separator_line), a("crlf", v.crlf);
}
template <class A>
void fields(A& a, ColumnConfig& v) {
  a("name", v.name), a("type", v.mapping.type), a("attribute", v.mapping.attribute),
      a("confidence", v.mapping.confidence, kLearnedShareRange);
  a("reason_id", v.mapping.reason_id), a("chosen_by_user", v.mapping.chosen_by_user);
  a("role", v.mapping.role), a("role_reason_id", v.mapping.role_reason_id), a("role_by_user", v.mapping.role_by_user);
}
template <class A>
void fields(A& a, SourceConfig& v) {
  a("name", v.name), a("file", v.file), a("choice", v.choice), a("dialect", v.dialect), a("columns", v.columns);
}
template <class A>
void fields(A& a, KeyPart& v) {
  a("attribute", v.attribute), a("transform", v.transform, kTransforms);
}
template <class A>
void fields(A& a, BlockingRule& v) {
  a("parts", v.parts), a("refinement", v.refinement), a("enabled", v.enabled), a("pair_count", v.pair_count);
  a("total_pair_count", v.total_pair_count), a("largest_block", v.largest_block), a("refined_block_count", v.refined_block_count);
  a("exclusive_link_count", v.exclusive_link_count);
  a("share_before_refining", v.share_before_refining, kCountRange), a("refining_loss", v.refining_loss);
}
template <class A>
void fields(A& a, Level& v) {
  a("id", v.id), a("threshold", v.threshold), a("m_probability", v.m_probability, kLearnedShareRange),
      a("u_probability", v.u_probability, kLearnedShareRange);
  a("sibling_probabilities", v.sibling_probabilities, kLearnedShareRange);
  a("term_frequency", v.term_frequency), a("locked", v.locked), a("adjustment", v.adjustment, kWeightBitsRange),
      a("weight", v.weight, kWeightBitsRange), a("observed_m_count", v.observed_m_count, kCountRange);
  a("observed_u_count", v.observed_u_count);
}
template <class A>
void fields(A& a, Comparison& v) {
  a("id", v.id), a("attributes", v.attributes), a("comparator", v.comparator), a("enabled", v.enabled), a("may_change", v.may_change), a("levels", v.levels);
}
template <class A>
void fields(A& a, Constraint& v) {
  a("id", v.id), a("attribute", v.attribute), a("must_match", v.must_match), a("enabled", v.enabled), a("pair_count", v.pair_count);
}
template <class A>
void fields(A& a, ComparisonNote& v) {
  a("attribute", v.attribute), a("reason", v.reason);
}
template <class A>
void fields(A& a, StructureFigure& v) {
  a("name", v.name), a("value", v.value);
}
template <class A>
void fields(A& a, StructureChoice& v) {
  a("question", v.question), a("answer", v.answer), a("source", v.source), a("figures", v.figures);
}
template <class A>
void fields(A& a, LevelDependence& v) {
  a("first", v.first), a("second", v.second), a("strength", v.strength), a("weights", v.weights, kWeightBitsRange),
      a("sibling_weights", v.sibling_weights, kWeightBitsRange);
}
template <class A>
void fields(A& a, LinkConfig& v) {
  a("link_type", v.link_type), a("seed", v.seed), a("pairs_per_record", v.pairs_per_record, kPairsPerRecordRange),
      a("blocking_rules", v.blocking_rules);
  a("comparisons", v.comparisons), a("comparison_notes", v.comparison_notes), a("constraints", v.constraints), a("prior", v.prior), a("prior_locked", v.prior_locked);
  a("sibling_priors", v.sibling_priors, kPriorRange), a("dependences", v.dependences), a("moved_share", v.moved_share, kShareRange);
  a("plain_model", v.plain_model), a("trained", v.trained), a("taught_pair_count", v.taught_pair_count);
  a("expected_match_count", v.expected_match_count, kCountRange), a("structure", v.structure), a("review_floor", v.review_floor, kThresholdRange),
      a("threshold", v.threshold, kThresholdRange), a("plain_closure", v.plain_closure);
  a("link_share_floor", v.link_share_floor, kShareRange), a("one_per_source", v.one_per_source),
      a("one_per_source_proposed", v.one_per_source_proposed);
}
template <class A>
void fields(A& a, survive::AttributeRule& v) {
  a("attributes", v.attributes), a("cascade", v.cascade, kSurvivorshipRules), a("chosen_by_user", v.chosen_by_user);
}
template <class A>
void fields(A& a, survive::SurvivorshipConfig& v) {
  a("rules", v.rules), a("source_order", v.source_order);
}
template <class A>
void fields(A& a, RecordName& v) {
  a("source", v.source), a("id", v.id), a("row", v.row);
}
template <class A>
void fields(A& a, PairDecision& v) {
  a("a", v.a), a("b", v.b), a("verdict", v.verdict, kVerdicts);
}
template <class A>
void fields(A& a, KnownRecord& v) {
  a("record", v.record), a("group", v.group);
}
template <class A>
void fields(A& a, SampledGroup& v) {
  a("chance", v.chance, kLearnedShareRange), a("times", v.times), a("members", v.members), a("missing", v.missing),
      a("thing_of", v.thing_of), a("unsure", v.unsure);
}
template <class A>
void fields(A& a, Project& v) {
  a("version", v.version), a("output_language", v.output_language, kLanguages), a("id_column", v.id_column),
      a("source_column", v.source_column);
  a("ignored_columns", v.ignored_columns), a("truth_column", v.truth_column), a("sources", v.sources), a("link", v.link), a("link_type_by_user", v.link_type_by_user);
  a("one_per_source_by_user", v.one_per_source_by_user), a("survivorship", v.survivorship);
  a("decisions", v.decisions), a("known_groups", v.known_groups), a("sample", v.sample);
}

template <class T>
void check(const Reader&, const T&) {}

void check(const Reader& r, const BlockingRule& rule) {
  if (rule.parts.empty() || rule.parts.size() + rule.refinement.size() > kMaxKeyParts)
    r.wrong("parts", "1 to " + std::to_string(kMaxKeyParts) + " parts, refinement included");
}

void check(const Reader& r, const Level& level) {
  if (level.locked && !kHandWeightBitsRange.holds(bits(level.weight)))
    r.wrong("weight", to_string(kHandWeightBitsRange) + " bits of 4294967296 each, where locked is true");
}

void check(const Reader& r, const LinkConfig& link) {
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

void check(const Reader& r, const SampledGroup& group) {
  if (!group.thing_of.empty() && group.thing_of.size() != group.members.size() + group.missing.size())
    r.wrong("thing_of", "one entry per record");
}

// Attributes that rules name must be fed by a column of the sources, where the document has sources: without them, rules do
// not apply.
void check_attributes(const Reader& r, const Project& project) {
  Mapping mapping;
  for (const SourceConfig& source : project.sources) {
    auto& columns = mapping.emplace_back();
    for (const ColumnConfig& column : source.columns) columns.push_back(column.mapping);
  }
  const std::vector<std::string> keys = standardize::attribute_keys(mapping);
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

void check(const Reader& r, const Project& project) {
  std::set<std::string> names;
  for (size_t s = 0; s < project.sources.size(); ++s)
    if (!names.insert(project.sources[s].name).second)
      r.wrong("sources[" + std::to_string(s) + "].name", "a name that no other source has");
  const auto of_sources = [](const Error& problem) { return problem.path.rfind("sources", 0) == 0; };
  if (!project.sources.empty() && std::none_of(r.problems->begin(), r.problems->end(), of_sources))
    check_attributes(r, project);
}

}  // namespace

std::string to_json(const Project& project) {
  return Writer::write(project).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
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
