#include <nlohmann/json.hpp>

#include "pipeline/project.h"

// Every struct is described once by a `fields` function; Writer and Reader walk it. The Reader notes every problem
// with its path and goes on.

namespace jumelles::pipeline {
namespace {

using Json = nlohmann::ordered_json;

struct Writer {
  Json json = Json::object();
  template <class T>
  void operator()(const char* name, const T& value) { json[name] = write(value); }

  static Json write(bool value) { return value; }
  static Json write(int value) { return value; }
  static Json write(uint64_t value) { return value; }
  static Json write(double value) { return value; }
  static Json write(const std::string& value) { return value; }
  static Json write(LinkType value) { return id(value); }
  static Json write(AttributeType value) { return std::string(info(value).id); }
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

struct Reader {
  const Json* json = nullptr;
  std::string path;
  std::vector<Error>* problems = nullptr;

  template <class T>
  void operator()(const char* name, T& value) const {
    const auto found = json->find(name);
    if (found == json->end()) return;  // keeps its default
    Reader inner{&*found, path.empty() ? name : path + "." + name, problems};
    inner.read(value);
  }

  void problem(const std::string& what) const {
    problems->push_back({ErrorCode::kBadConfig, "project.bad_field", "The project's field must be " + what + ".",
                         "Correct it, or save the project again from the studio.", path, 0, {path, what}});
  }

  void read(bool& value) const { json->is_boolean() ? void(value = json->get<bool>()) : problem("true or false"); }
  void read(int& value) const { json->is_number_integer() ? void(value = json->get<int>()) : problem("a whole number"); }
  void read(uint64_t& value) const { json->is_number_unsigned() ? void(value = json->get<uint64_t>()) : problem("a whole number from 0"); }
  void read(Weight& value) const { json->is_number_integer() ? void(value = json->get<Weight>()) : problem("a whole number"); }
  void read(double& value) const { json->is_number() ? void(value = json->get<double>()) : problem("a number"); }
  void read(std::string& value) const { json->is_string() ? void(value = json->get<std::string>()) : problem("a text"); }
  void read(LinkType& value) const {
    if (!json->is_string() || !link_type_from_id(json->get<std::string>(), value)) problem("dedupe, link or link-dedupe");
  }
  void read(char& value) const {
    if (!json->is_string() || json->get<std::string>().size() != 1) return problem("one character");
    value = json->get<std::string>()[0];
  }
  template <class Enum>
  void read_id(Enum& value, std::optional<Enum> (*from)(std::string_view)) const {
    const std::optional<Enum> known = json->is_string() ? from(json->get<std::string>()) : std::nullopt;
    known ? void(value = *known) : problem("one of the known names");
  }
  void read(AttributeType& value) const { read_id(value, attribute_type_from_id); }
  void read(ingest::Format& value) const { read_id(value, ingest::format_from_id); }
  void read(ingest::Encoding& value) const { read_id(value, ingest::encoding_from_id); }
  template <class T>
  void read(std::optional<T>& value) const {
    if (json->is_null()) return value.reset();
    value.emplace();
    read(*value);
  }
  template <class T>
  void read(std::vector<T>& values) const {
    if (!json->is_array()) return problem("a list");
    values.clear();
    for (size_t i = 0; i < json->size(); ++i) {
      Reader inner{&(*json)[i], path + "[" + std::to_string(i) + "]", problems};
      inner.read(values.emplace_back());
    }
  }
  template <class T>
    requires std::is_class_v<T>
  void read(T& value) const {
    if (!json->is_object()) return problem("an object");
    fields(*this, value);
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
  a("name", v.name), a("type", v.mapping.type), a("attribute", v.mapping.attribute), a("confidence", v.mapping.confidence);
  a("reason_id", v.mapping.reason_id), a("chosen_by_user", v.mapping.chosen_by_user);
}
template <class A>
void fields(A& a, SourceConfig& v) {
  a("name", v.name), a("file", v.file), a("choice", v.choice), a("dialect", v.dialect), a("columns", v.columns);
}
template <class A>
void fields(A& a, KeyPart& v) {
  a("attribute", v.attribute), a("transform", v.transform);
}
template <class A>
void fields(A& a, BlockingRule& v) {
  a("parts", v.parts), a("refinement", v.refinement), a("enabled", v.enabled), a("pair_count", v.pair_count);
  a("total_pair_count", v.total_pair_count), a("largest_block", v.largest_block), a("refined_block_count", v.refined_block_count);
  a("exclusive_link_count", v.exclusive_link_count);
  a("share_before_refining", v.share_before_refining), a("refining_loss", v.refining_loss);
}
template <class A>
void fields(A& a, Level& v) {
  a("id", v.id), a("threshold", v.threshold), a("m_probability", v.m_probability), a("u_probability", v.u_probability);
  a("sibling_probabilities", v.sibling_probabilities);
  a("term_frequency", v.term_frequency), a("locked", v.locked), a("adjustment", v.adjustment), a("weight", v.weight), a("observed_m_count", v.observed_m_count);
  a("observed_u_count", v.observed_u_count);
}
template <class A>
void fields(A& a, Comparison& v) {
  a("id", v.id), a("attributes", v.attributes), a("comparator", v.comparator), a("enabled", v.enabled), a("levels", v.levels);
}
template <class A>
void fields(A& a, Constraint& v) {
  a("id", v.id), a("attribute", v.attribute), a("must_match", v.must_match), a("enabled", v.enabled), a("pair_count", v.pair_count);
}
template <class A>
void fields(A& a, LevelDependence& v) {
  a("first", v.first), a("second", v.second), a("strength", v.strength), a("weights", v.weights), a("sibling_weights", v.sibling_weights);
}
template <class A>
void fields(A& a, LinkConfig& v) {
  a("link_type", v.link_type), a("seed", v.seed), a("pairs_per_record", v.pairs_per_record), a("blocking_rules", v.blocking_rules);
  a("comparisons", v.comparisons), a("constraints", v.constraints), a("prior", v.prior), a("prior_locked", v.prior_locked);
  a("sibling_priors", v.sibling_priors), a("dependences", v.dependences);
  a("trained", v.trained), a("taught_pair_count", v.taught_pair_count), a("review_floor", v.review_floor), a("threshold", v.threshold), a("plain_closure", v.plain_closure);
  a("link_share_floor", v.link_share_floor), a("one_per_source", v.one_per_source), a("one_per_source_proposed", v.one_per_source_proposed);
}
template <class A>
void fields(A& a, survive::AttributeRule& v) {
  a("attributes", v.attributes), a("cascade", v.cascade), a("chosen_by_user", v.chosen_by_user);
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
  a("a", v.a), a("b", v.b), a("verdict", v.verdict);
}
template <class A>
void fields(A& a, KnownRecord& v) {
  a("record", v.record), a("group", v.group);
}
template <class A>
void fields(A& a, SampledGroup& v) {
  a("chance", v.chance), a("times", v.times), a("members", v.members), a("missing", v.missing), a("thing_of", v.thing_of), a("unsure", v.unsure);
}
template <class A>
void fields(A& a, Project& v) {
  a("version", v.version), a("output_language", v.output_language), a("id_column", v.id_column), a("source_column", v.source_column);
  a("ignored_columns", v.ignored_columns), a("truth_column", v.truth_column), a("sources", v.sources), a("link", v.link), a("link_type_by_user", v.link_type_by_user);
  a("one_per_source_by_user", v.one_per_source_by_user), a("survivorship", v.survivorship);
  a("decisions", v.decisions), a("known_groups", v.known_groups), a("sample", v.sample);
}

void check_range(std::vector<Error>& problems, const char* path, double value, double low, double high) {
  if (value >= low && value <= high) return;
  const std::string what = "between " + std::to_string(low) + " and " + std::to_string(high);
  problems.push_back({ErrorCode::kBadConfig, "project.out_of_range", "The value must be " + what + ".", "Choose a value in that range.",
                      path, 0, {path, what}});
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
  check_range(problems, "link.threshold", project.link.threshold, 0, 1);
  check_range(problems, "link.review_floor", project.link.review_floor, 0, 1);
  check_range(problems, "link.pairs_per_record", project.link.pairs_per_record, 0.01, 1e6);
  check_range(problems, "link.link_share_floor", project.link.link_share_floor, 0, 1);
  for (size_t i = 0; i < project.decisions.size(); ++i) {
    const std::string& verdict = project.decisions[i].verdict;
    if (verdict != kSame && verdict != kDifferent && verdict != kUnsure)
      problems.push_back({ErrorCode::kBadConfig, "project.bad_field", "The project's field must be same, different or unsure.",
                          "Correct it, or save the project again from the studio.", "decisions[" + std::to_string(i) + "].verdict", 0, {}});
  }
  for (size_t i = 0; i < project.sample.size(); ++i) {
    const SampledGroup& group = project.sample[i];
    if (!group.thing_of.empty() && group.thing_of.size() != group.members.size() + group.missing.size())
      problems.push_back({ErrorCode::kBadConfig, "project.bad_field", "The project's field must have one entry per record.",
                          "Correct it, or save the project again from the studio.", "sample[" + std::to_string(i) + "].thing_of", 0, {}});
  }
  if (problems.empty()) out = std::move(project);
  return problems;
}

}  // namespace jumelles::pipeline
