#include "document/field_table.h"

#include <map>

#include "core/attribute.h"

namespace jumelles::document {
namespace {

class Collector {
 public:
  explicit Collector(std::vector<FieldInfo>& out) : out_(out) {}

  template <class T, class... Allowed>
  void operator()(const char* name, T& value, const Says& says, const Allowed&... allowed) {
    const size_t at = out_.size();
    FieldInfo& field = out_.emplace_back();
    field.path = path_.empty() ? name : path_ + "." + name;
    field.says = says;
    (allow(field, allowed), ...);
    const std::string outer = std::exchange(path_, field.path);
    std::string type = describe(at, value);
    if (out_[at].type.empty()) out_[at].type = std::move(type);
    path_ = outer;
  }

 private:
  static void allow(FieldInfo& field, const Range& range) { field.range = range; }
  static void allow(FieldInfo& field, const IdTable& table) { field.ids = table.ids; }

  std::string describe(size_t, bool&) { return "bool"; }
  std::string describe(size_t, char&) { return "text"; }
  std::string describe(size_t, int&) { return "whole"; }
  std::string describe(size_t, uint64_t&) { return "whole"; }
  std::string describe(size_t, Weight&) { return "whole"; }
  std::string describe(size_t, double&) { return "number"; }
  std::string describe(size_t at, std::string&) { return out_[at].ids.empty() ? "text" : "one of"; }
  template <class T>
  std::string one_of(size_t at, const T& ids) {
    for (const auto& id : ids) out_[at].ids.emplace_back(id);
    return "one of";
  }
  std::string describe(size_t at, LinkType&) { return one_of(at, std::vector<std::string>{"dedupe", "link", "link-dedupe"}); }
  std::string describe(size_t at, AttributeType&) {
    std::vector<std::string> ids;
    for (int t = 0; t < kAttributeTypeCount; ++t) ids.emplace_back(info(static_cast<AttributeType>(t)).id);
    return one_of(at, ids);
  }
  std::string describe(size_t at, ColumnRole&) { return one_of(at, std::vector<std::string>{"evidence", "description", "measure", "technical"}); }
  std::string describe(size_t at, ingest::Format&) { return one_of(at, ingest::format_ids()); }
  std::string describe(size_t at, ingest::Encoding&) { return one_of(at, ingest::encoding_ids()); }
  template <class T>
  std::string describe(size_t at, std::optional<T>&) {
    T value{};
    out_[at].optional = true;
    return describe(at, value);
  }
  template <class T>
  std::string describe(size_t at, std::vector<T>&) {
    T element{};
    path_ += "[]";
    const std::string type = describe(at, element);
    out_[at].element = type;
    return "list";
  }
  template <class T>
    requires(std::is_class_v<T> && !std::is_same_v<T, std::string>)
  std::string describe(size_t, T& value) {
    fields(*this, value);
    return "object";
  }

  std::vector<FieldInfo>& out_;
  std::string path_;
};

}  // namespace

const std::vector<FieldInfo>& field_table() {
  static const std::vector<FieldInfo> table = [] {
    std::vector<FieldInfo> fields_found;
    Collector collector(fields_found);
    Project project;
    fields(collector, project);
    return fields_found;
  }();
  return table;
}

const FieldInfo* find_field(std::string_view path) {
  static const std::map<std::string, const FieldInfo*, std::less<>> by_path = [] {
    std::map<std::string, const FieldInfo*, std::less<>> map;
    for (const FieldInfo& field : field_table()) map.emplace(field.path, &field);
    return map;
  }();
  std::string pattern;
  bool inside = false;
  for (const char c : path) {
    if (c == ']') inside = false;
    if (!inside) pattern += c;
    if (c == '[') inside = true;
  }
  const auto found = by_path.find(pattern);
  return found == by_path.end() ? nullptr : found->second;
}

}  // namespace jumelles::document
