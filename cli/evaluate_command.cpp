#include <algorithm>
#include <cstdlib>
#include <map>

#include "cli/commands.h"
#include "cli/file_source.h"
#include "cli/truth_report.h"

namespace jumelles::cli {
namespace {

int column_of(const Rows& rows, std::string_view name) {
  for (size_t c = 0; c < rows[0].size(); ++c)
    if (rows[0][c] == name) return static_cast<int>(c);
  return -1;
}

struct Crossreference {
  RecordSet records;
  Groups groups;
  std::vector<std::string> names;
  std::map<std::pair<std::string, std::string>, RecordIndex> record_of;  // (source, source_row)
};

// Records and groups as a cross-reference tells them: records by source, in the order of the file.
Result<Crossreference> read_crossreference(const std::string& path, std::ostream& notes) {
  const auto read = read_rows(path, notes);
  if (!read) return read.error();
  const Rows& rows = read.value().rows;
  const int source = column_of(rows, "source"), id = column_of(rows, "source_id"), golden = column_of(rows, "golden_id");
  const int row = column_of(rows, "source_row");
  if (source < 0 || id < 0 || golden < 0)
    return file_error("xref.columns", path, "The file has no columns source, source_id and golden_id.", "Choose an xref.csv written by jumelles auto.");
  Crossreference out;
  std::map<std::string, uint32_t> source_of;
  std::vector<std::vector<size_t>> rows_of;
  for (size_t r = 1; r < rows.size(); ++r) {
    const std::string& name = rows[r][static_cast<size_t>(source)];
    const auto [place, is_new] = source_of.try_emplace(name, static_cast<uint32_t>(rows_of.size()));
    if (is_new) {
      rows_of.emplace_back();
      out.names.push_back(name);
    }
    rows_of[place->second].push_back(r);
  }
  std::map<std::string, uint32_t> group_of;
  std::vector<std::vector<RecordIndex>> members;
  out.records.first_record.push_back(0);
  for (size_t s = 0; s < rows_of.size(); ++s) {
    for (size_t r : rows_of[s]) {
      const RecordIndex record = out.records.record_count();
      if (row >= 0) out.record_of[{out.names[s], rows[r][static_cast<size_t>(row)]}] = record;
      out.records.source_of.push_back(static_cast<uint16_t>(s));
      out.records.kinds.push_back(RecordKind::kOther);
      out.records.record_ids.push_back(rows[r][static_cast<size_t>(id)]);
      const auto [place, is_new] = group_of.try_emplace(rows[r][static_cast<size_t>(golden)],
          static_cast<uint32_t>(members.size()));
      if (is_new) members.emplace_back();
      members[place->second].push_back(record);
      out.groups.group_of.push_back(place->second);
    }
    out.records.sources.push_back({out.names[s], static_cast<uint32_t>(rows_of[s].size())});
    out.records.first_record.push_back(out.records.record_count());
  }
  out.groups.first_member.push_back(0);
  for (const auto& group : members) {
    out.groups.members.insert(out.groups.members.end(), group.begin(), group.end());
    out.groups.first_member.push_back(static_cast<uint32_t>(out.groups.members.size()));
  }
  return out;
}

// A decimal number; the comma of French outputs is a point.
bool read_number(std::string text, double& value) {
  std::replace(text.begin(), text.end(), ',', '.');
  char* end = nullptr;
  value = std::strtod(text.c_str(), &end);
  return !text.empty() && *end == '\0' && value == value;
}

// Scored pairs of records of the cross-reference, as jumelles auto or another program wrote them.
Result<std::vector<Edge>> read_pairs(const std::string& path, const Crossreference& found, std::ostream& notes) {
  const auto read = read_rows(path, notes);
  if (!read) return read.error();
  const Rows& rows = read.value().rows;
  int at[4];
  const char* const names[] = {"source_a", "source_row_a", "source_b", "source_row_b"};
  for (int i = 0; i < 4; ++i) at[i] = column_of(rows, names[i]);
  const int weight = column_of(rows, "match_weight"), probability = column_of(rows, "match_probability"), decision = column_of(rows, "decision");
  if (std::min({at[0], at[1], at[2], at[3]}) < 0 || (weight < 0 && probability < 0))
    return file_error("pairs.columns", path, "The file needs the columns source_a, source_row_a, source_b, source_row_b and match_weight or match_probability.",
                      "Choose a pairs.csv written by jumelles auto, or one of that form.");
  std::vector<Edge> edges;
  for (size_t r = 1; r < rows.size(); ++r) {
    const auto cell = [&](int column) -> const std::string& { return rows[r][static_cast<size_t>(column)]; };
    if (decision >= 0 && cell(decision) == "must_not_match") continue;
    const auto a = found.record_of.find({cell(at[0]), cell(at[1])}), b = found.record_of.find({cell(at[2]), cell(at[3])});
    double value = 0;
    if (a == found.record_of.end() || b == found.record_of.end() || a->second == b->second || !read_number(cell(weight >= 0 ? weight : probability), value)) {
      Error error = file_error("pairs.row", path, "This line is not a scored pair of two records of the cross-reference.", "Check the sources, the rows and the number.");
      error.line = read.value().lines[r];
      return error;
    }
    edges.push_back({std::min(a->second, b->second), std::max(a->second, b->second), weight >= 0 ? weight_from_bits(value) : weight_from_probability(value), 0});
  }
  // A pair that is listed twice counts once, with its higher weight.
  std::sort(edges.begin(), edges.end(), [](const Edge& x, const Edge& y) {
    return x.a != y.a ? x.a < y.a : x.b != y.b ? x.b < y.b : x.match_weight > y.match_weight;
  });
  edges.erase(std::unique(edges.begin(), edges.end(), [](const Edge& x, const Edge& y) { return x.a == y.a && x.b == y.b; }), edges.end());
  return edges;
}

}  // namespace

int run_evaluate(const EvaluateOptions& options, Terminal& terminal) {
  for (const std::string& file : {options.truth, options.xref, options.pairs})
    if (!options.out.empty() && is_same_file(std::filesystem::path(options.out) / "curve.csv", file)) return report(written_over(file), terminal);
  const auto crossreference = read_crossreference(options.xref, *terminal.err);
  if (!crossreference) return report(crossreference.error(), terminal);
  const auto rows = read_rows(options.truth, *terminal.err);
  if (!rows) return report(rows.error(), terminal);
  const Crossreference& found = crossreference.value();
  auto truth = evaluate::parse_truth(rows.value().rows, found.records, found.names);
  if (!truth) return report(in_file(truth.error(), options.truth, rows.value()), terminal);
  print_scores(truth.value(), evaluate::score(truth.value(), found.records, found.groups), terminal);
  if (options.pairs.empty()) return kDone;
  const auto edges = read_pairs(options.pairs, found, *terminal.err);
  if (!edges) return report(edges.error(), terminal);
  const evaluate::Curve curve = evaluate::curve(truth.value(), found.records, edges.value(), curve_thresholds(edges.value(), 0));
  print_best(curve, terminal);
  if (options.out.empty()) return kDone;
  const Status status = write_curve_file(options.out, curve, 0, {});
  return status ? kDone : report(status.error(), terminal);
}

}  // namespace jumelles::cli
