#include <algorithm>
#include <map>

#include "cli/commands.h"
#include "cli/file_source.h"

namespace jumelles::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

int column_of(const Rows& rows, std::string_view name) {
  for (size_t c = 0; c < rows[0].size(); ++c)
    if (rows[0][c] == name) return static_cast<int>(c);
  return -1;
}

struct Crossreference {
  RecordSet records;
  Groups groups;
  std::vector<std::string> names;
};

// Records and groups as a cross-reference tells them: records by source, in the order of the file.
Result<Crossreference> read_crossreference(const std::string& path) {
  const auto rows = read_rows(path);
  if (!rows) return rows.error();
  const int source = column_of(rows.value(), "source"), id = column_of(rows.value(), "source_id"), golden = column_of(rows.value(), "golden_id");
  if (source < 0 || id < 0 || golden < 0)
    return file_error("xref.columns", path, "The file has no columns source, source_id and golden_id.", "Choose an xref.csv written by jumelles auto.");
  Crossreference out;
  std::map<std::string, uint32_t> source_of;
  std::vector<std::vector<size_t>> rows_of;
  for (size_t r = 1; r < rows.value().size(); ++r) {
    const std::string& name = rows.value()[r][static_cast<size_t>(source)];
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
      out.records.source_of.push_back(static_cast<uint16_t>(s));
      out.records.kinds.push_back(RecordKind::kOther);
      out.records.record_ids.push_back(rows.value()[r][static_cast<size_t>(id)]);
      const auto [place, is_new] = group_of.try_emplace(rows.value()[r][static_cast<size_t>(golden)], static_cast<uint32_t>(members.size()));
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

}  // namespace

int run_evaluate(const EvaluateOptions& options, Terminal& terminal) {
  const auto crossreference = read_crossreference(options.xref);
  if (!crossreference) return report(crossreference.error(), terminal);
  const auto rows = read_rows(options.truth);
  if (!rows) return report(rows.error(), terminal);
  const Crossreference& found = crossreference.value();
  auto truth = evaluate::parse_truth(rows.value(), found.records, found.names);
  if (!truth) {
    Error error = truth.error();
    error.path = options.truth;
    return report(error, terminal);
  }
  print_scores(truth.value(), evaluate::score(truth.value(), found.records, found.groups), terminal);
  return kDone;
}

}  // namespace jumelles::cli
