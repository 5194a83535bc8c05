#include "document/project.h"

#include <algorithm>

#include "document/stage.h"
#include "standardize/row_rules.h"

namespace jumelles::document {

std::string source_name_of(std::string_view file) {
  const size_t slash = file.find_last_of("/\\");
  if (slash != std::string_view::npos) file.remove_prefix(slash + 1);
  const size_t dot = file.rfind('.');
  if (dot != std::string_view::npos && dot > 0) file = file.substr(0, dot);
  return file.empty() ? "source" : std::string(file);
}

bool is_pasted(std::string_view file) { return file.ends_with(".pasted"); }

namespace {

// Outputs are named after sources, and many file systems know no case.
bool is_same_file_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::string unique_source_name(const Project& project, std::string_view wanted) {
  const auto taken = [&](const std::string& name) {
    for (const SourceConfig& source : project.sources)
      if (is_same_file_name(source.name, name)) return true;
    return false;
  };
  std::string name(wanted);
  for (int n = 2; taken(name); ++n) name = std::string(wanted) + "-" + std::to_string(n);
  return name;
}

const char* id(Stage stage) {
  static constexpr const char* kIds[] = {"records", "candidates", "patterns", "model", "scores", "groups", "golden", "none"};
  return kIds[static_cast<size_t>(stage)];
}

const char* id(LinkType type) {
  static constexpr const char* kIds[] = {"dedupe", "link", "link-dedupe"};
  return kIds[static_cast<size_t>(type)];
}

bool link_type_from_id(std::string_view id, LinkType& out) {
  for (LinkType type : {LinkType::kDedupe, LinkType::kLink, LinkType::kLinkDedupe}) {
    if (id != document::id(type)) continue;
    out = type;
    return true;
  }
  return false;
}

std::string name_of(const BlockingRule& rule) {
  std::string name;
  for (const KeyPart& part : rule.parts) name += (name.empty() ? "" : " & ") + part.attribute + ":" + part.transform;
  return name;
}

std::string name_of(const Constraint& constraint) { return constraint.id + " " + constraint.attribute; }

std::string name_of(const survive::AttributeRule& rule) { return rule.attributes.empty() ? std::string() : rule.attributes[0]; }

void number_sources(Settings& settings) {
  uint64_t last = 0;
  for (const SourceConfig& source : settings.sources) last = std::max(last, source.number);
  for (SourceConfig& source : settings.sources)
    if (source.number == 0) source.number = ++last;
}

Mapping mapping_of(const std::vector<SourceConfig>& sources) {
  Mapping mapping;
  for (const SourceConfig& source : sources) {
    auto& columns = mapping.emplace_back();
    for (const ColumnConfig& column : source.columns) columns.push_back(column.mapping);
  }
  return mapping;
}

Mapping mapping_of(const std::vector<SourceConfig>& sources, const std::vector<standardize::RecipeRule>& recipe) {
  Mapping mapping = mapping_of(sources);
  std::vector<std::string> names;
  for (const SourceConfig& source : sources) names.push_back(source.name);
  standardize::add_row_rule_columns(standardize::Recipe(recipe), names, mapping);
  return mapping;
}

}  // namespace jumelles::document
