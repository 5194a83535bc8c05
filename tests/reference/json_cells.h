#pragma once

// Slow and obvious: a JSON value as a tree, and what cells a record of it has.

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace jumelles::reference {

struct JsonMember;

struct JsonTree {
  enum class Kind { kNull, kText, kList, kObject } kind = Kind::kNull;
  std::string text;  // of numbers as written
  bool quoted = false;
  std::vector<JsonMember> children;
};

struct JsonMember {
  JsonMember(std::string name, JsonTree value) : first(std::move(name)), second(std::move(value)) {}
  std::string first;  // its name, empty in lists
  JsonTree second;
};

// As it is written, without spaces.
inline std::string written(const JsonTree& value) {
  if (value.kind == JsonTree::Kind::kNull) return "null";
  if (value.kind == JsonTree::Kind::kText) return value.quoted ? "\"" + value.text + "\"" : value.text;
  const bool list = value.kind == JsonTree::Kind::kList;
  std::string out = list ? "[" : "{";
  for (size_t i = 0; i < value.children.size(); ++i) {
    if (i > 0) out += ",";
    if (!list) out += "\"" + value.children[i].first + "\":";
    out += written(value.children[i].second);
  }
  return out + (list ? "]" : "}");
}

inline void add_cells(const std::string& name, const JsonTree& value, std::map<std::string, std::string>& cells) {
  using Kind = JsonTree::Kind;
  if (value.kind == Kind::kNull) cells[name] = "";
  if (value.kind == Kind::kText) cells[name] = value.text;
  if (value.kind == Kind::kObject)
    for (const auto& [key, child] : value.children) add_cells(name.empty() ? key : name + "." + key, child, cells);
  if (value.kind != Kind::kList || value.children.empty()) return;
  bool plain = true, objects = true;
  for (const auto& [key, child] : value.children) {
    plain = plain && (child.kind == Kind::kText || child.kind == Kind::kNull);
    objects = objects && (child.kind == Kind::kObject || child.kind == Kind::kNull);
  }
  if (plain) {
    std::string all;
    for (const auto& [key, child] : value.children)
      if (!child.text.empty()) all += (all.empty() ? "" : "; ") + child.text;
    cells[name] = all;
  } else if (objects) {
    int number = 0;
    for (const auto& [key, child] : value.children)
      if (child.kind == Kind::kObject) add_cells(name + "." + std::to_string(++number), child, cells);
  } else {
    cells[name] = written(value);
  }
}

}  // namespace jumelles::reference
