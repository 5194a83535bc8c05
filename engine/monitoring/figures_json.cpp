#include "monitoring/figures_json.h"

#include <nlohmann/json.hpp>

namespace jumelles::monitoring {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

ordered_json tallies(const std::vector<Tally>& from) {
  ordered_json out = ordered_json::array();
  for (const Tally& tally : from) out.push_back({{"text", tally.text}, {"count", tally.count}});
  return out;
}

// What is missing or of another kind is nothing: files are written by strangers.
std::string text(const json& from, const char* name) {
  const auto found = from.find(name);
  return found != from.end() && found->is_string() ? found->get<std::string>() : std::string();
}
uint64_t count(const json& from, const char* name) {
  const auto found = from.find(name);
  return found != from.end() && found->is_number_unsigned() ? found->get<uint64_t>() : 0;
}
bool flag(const json& from, const char* name) {
  const auto found = from.find(name);
  return found != from.end() && found->is_boolean() && found->get<bool>();
}
template <class Take>
void each(const json& from, const char* name, Take take) {
  const auto found = from.find(name);
  if (found == from.end() || !found->is_array()) return;
  for (const json& row : *found)
    if (row.is_object()) take(row);
}

QualityFigures figures_from(const json& from) {
  QualityFigures out;
  out.is_matched = flag(from, "matched");
  each(from, "sources", [&](const json& row) { out.sources.push_back({text(row, "name"), text(row, "hash"), count(row, "record_count"), text(row, "median"), text(row, "newest")}); });
  each(from, "cells", [&](const json& row) {
    CellFigures cell{text(row, "source"), text(row, "attribute"), text(row, "type")};
    cell.filled_count = count(row, "filled_count");
    cell.value_count = count(row, "value_count");
    cell.distinct_count = count(row, "distinct_count");
    cell.checked_count = count(row, "checked_count");
    cell.valid_count = count(row, "valid_count");
    cell.set_aside_count = count(row, "set_aside_count");
    cell.median_date = text(row, "median_date");
    each(row, "shapes", [&](const json& tally) { cell.shapes.push_back({text(tally, "text"), count(tally, "count")}); });
    cell.other_shape_count = count(row, "other_shape_count");
    cell.is_list = flag(row, "is_list");
    each(row, "listed", [&](const json& tally) { cell.listed.push_back({text(tally, "text"), count(tally, "count")}); });
    out.cells.push_back(std::move(cell));
  });
  each(from, "findings", [&](const json& row) { out.findings.push_back({text(row, "kind"), text(row, "attributes"), text(row, "severity"), text(row, "source"), count(row, "count")}); });
  return out;
}

}  // namespace

std::string to_json(const QualityFigures& figures, bool masked) {
  ordered_json out{{"matched", figures.is_matched}};
  out["sources"] = ordered_json::array();
  for (const SourceFigures& row : figures.sources)
    out["sources"].push_back({{"name", row.name}, {"hash", row.hash}, {"record_count", row.record_count}, {"median", row.median}, {"newest", row.newest}});
  out["cells"] = ordered_json::array();
  for (const CellFigures& row : figures.cells) {
    ordered_json& cell = out["cells"].emplace_back(ordered_json{{"source", row.source}, {"attribute", row.attribute}, {"type", row.type}, {"filled_count", row.filled_count}, {"value_count", row.value_count}, {"distinct_count", row.distinct_count}});
    cell["checked_count"] = row.checked_count;
    cell["valid_count"] = row.valid_count;
    cell["set_aside_count"] = row.set_aside_count;
    cell["median_date"] = row.median_date;
    cell["shapes"] = tallies(row.shapes);
    cell["other_shape_count"] = row.other_shape_count;
    cell["is_list"] = row.is_list && !masked;
    cell["listed"] = masked ? ordered_json::array() : tallies(row.listed);
  }
  out["findings"] = ordered_json::array();
  for (const FindingFigures& row : figures.findings)
    out["findings"].push_back({{"kind", row.kind}, {"attributes", row.attributes}, {"severity", row.severity}, {"source", row.source}, {"count", row.count}});
  return out.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::optional<Point> from_report(std::string_view text_of_report) {
  const json report = json::parse(text_of_report, nullptr, false);
  if (!report.is_object() || text(report, "format") != "jumelles-audit") return std::nullopt;
  const auto figures = report.find("figures");
  if (figures == report.end() || !figures->is_object()) return std::nullopt;
  return Point{0, at_ms_of(text(report, "date")), figures_from(*figures)};
}

}  // namespace jumelles::monitoring
