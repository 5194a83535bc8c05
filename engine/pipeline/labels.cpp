#include "pipeline/labels.h"

#include <algorithm>

#include "core/hash.h"
#include "evaluate/evaluate.h"

namespace jumelles::pipeline {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Error bad(std::string id, std::string message, std::string hint, uint64_t line) {
  return {ErrorCode::kBadInput, std::move(id), std::move(message), std::move(hint), {}, line, {}};
}

struct Header {
  int source = -1, id = -1, cluster = -1, match = -1;
  int side_source[2] = {-1, -1}, side_id[2] = {-1, -1}, side_row[2] = {-1, -1};

  explicit Header(const std::vector<std::string>& names) {
    for (size_t c = 0; c < names.size(); ++c) {
      const std::string word = evaluate::header_word(names[c]);
      const int at = static_cast<int>(c);
      if (word == "source") source = at;
      if (word == "id") id = at;
      if (word == "cluster_id") cluster = at;
      if (word == "match") match = at;
      for (int side = 0; side < 2; ++side) {
        const std::string end = side == 0 ? "_a" : "_b";
        if (word == "id" + end || word == "source_id" + end) side_id[side] = at;
        if (word == "source" + end) side_source[side] = at;
        if (word == "source_row" + end) side_row[side] = at;
      }
    }
  }
  bool pairs() const { return side_id[0] >= 0 && side_id[1] >= 0; }
  bool groups() const { return id >= 0 && cluster >= 0; }
};

const std::string& cell(const std::vector<std::string>& row, int column) {
  static const std::string kNone;
  return column < 0 || static_cast<size_t>(column) >= row.size() ? kNone : row[static_cast<size_t>(column)];
}

bool is_one_of(const std::string& word, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(), [&](const char* w) { return word == w; });
}

uint64_t number_of(const std::string& text) {
  uint64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9' || value > UINT32_MAX) return 0;
    value = value * 10 + static_cast<uint64_t>(c - '0');
  }
  return value;
}

Status add_pairs(const Rows& rows, const Header& header, Project& project) {
  const bool named = header.side_source[0] >= 0 && header.side_source[1] >= 0;
  if (!named && project.sources.size() > 2)
    return bad("labels.no_source", "With more than two files, pairs must say which file each id is of.", "Add the columns source_a and source_b.", 1);
  for (size_t i = 1; i < rows.size(); ++i) {
    PairDecision decision;
    const std::string match = header.match < 0 ? "yes" : evaluate::header_word(cell(rows[i], header.match));
    if (match.empty() || cell(rows[i], header.side_id[0]).empty() || cell(rows[i], header.side_id[1]).empty()) continue;
    if (is_one_of(match, {"yes", "y", "oui", "o", "true", "1", "same"})) decision.verdict = kSame;
    else if (is_one_of(match, {"no", "n", "non", "false", "0", "different"})) decision.verdict = kDifferent;
    else if (is_one_of(match, {"?", "unsure"})) decision.verdict = kUnsure;
    else return bad("labels.match", "\"" + match + "\" is no answer.", "Write yes or no in the column match, or leave it empty.", i + 1);
    for (int side = 0; side < 2; ++side) {
      RecordName& name = side == 0 ? decision.a : decision.b;
      name.id = cell(rows[i], header.side_id[side]);
      name.row = number_of(cell(rows[i], header.side_row[side]));
      name.source = named ? cell(rows[i], header.side_source[side]) : project.sources.empty() ? "" : project.sources[side == 1 && project.sources.size() == 2 ? 1 : 0].name;
    }
    project.decisions.push_back(std::move(decision));
  }
  return {};
}

// Groups by the values of a column; equal texts are one group over all tables.
std::vector<uint32_t> groups_of_column(const std::string& name, const RecordSet& records, const std::vector<std::shared_ptr<const Table>>& tables) {
  std::vector<uint32_t> group_of(records.record_count(), kNoGroup);
  Dictionary groups;
  bool any = false;
  for (size_t t = 0; t < tables.size(); ++t)
    for (const Column& column : tables[t]->columns) {
      if (column.name != name) continue;
      for (uint32_t row = 0; row < tables[t]->row_count(); ++row) {
        if (column.codes[row] == kMissing) continue;
        group_of[records.first_record[t] + row] = groups.intern(column.text(row)) - 1;
        any = true;
      }
    }
  if (!any) group_of.clear();
  return group_of;
}

// Drawn groups of which something was said, their records found again.
std::vector<evaluate::JudgedGroup> judged_groups(const Project& project, const RecordFinder& find) {
  std::vector<evaluate::JudgedGroup> out;
  for (const SampledGroup& group : project.sample) {
    if (group.unsure || group.thing_of.size() != group.members.size() + group.missing.size() || group.members.empty()) continue;
    evaluate::JudgedGroup judged{group.chance, static_cast<uint32_t>(group.times), static_cast<uint32_t>(group.members.size()), {}, {}};
    bool all = true;
    for (const auto* names : {&group.members, &group.missing})
      for (const RecordName& name : *names) {
        judged.records.push_back(find(name));
        all = all && judged.records.back() != kNoRecord;
      }
    for (const uint64_t thing : group.thing_of) judged.thing_of.push_back(static_cast<uint32_t>(thing));
    if (all) out.push_back(std::move(judged));
  }
  return out;
}

// Of one thing: joined. The first records of different things: apart, and with them all that is joined to them.
void add_judgment(const evaluate::JudgedGroup& group, std::vector<JudgedPair>& pairs) {
  std::vector<size_t> first;  // record of each thing
  for (size_t i = 0; i < group.records.size(); ++i) {
    const auto same = std::find_if(first.begin(), first.end(), [&](size_t f) { return group.thing_of[f] == group.thing_of[i]; });
    if (same != first.end()) pairs.push_back({group.records[*same], group.records[i], true});
    else first.push_back(i);
  }
  for (size_t x = 0; x < first.size(); ++x)
    for (size_t y = x + 1; y < first.size(); ++y) pairs.push_back({group.records[first[x]], group.records[first[y]], false});
}

}  // namespace

Status add_labels(const Rows& rows, Project& project) {
  const char* kForms = "Its first line must be source,id,cluster_id or id,cluster_id or id_a,id_b or id_a,id_b,match.";
  if (rows.empty()) return bad("labels.empty", "The file of labels is empty.", kForms, 0);
  const Header header(rows[0]);
  if (header.pairs() == header.groups()) return bad("labels.unknown_columns", "The columns of the file of labels are not understood.", kForms, 1);
  if (header.pairs()) return add_pairs(rows, header, project);
  for (size_t i = 1; i < rows.size(); ++i) {
    const std::string& group = cell(rows[i], header.cluster);
    if (!group.empty() && !cell(rows[i], header.id).empty())
      project.known_groups.push_back({{cell(rows[i], header.source), cell(rows[i], header.id), 0}, group});
  }
  return {};
}

RecordFinder::RecordFinder(const RecordSet& records, const std::vector<std::shared_ptr<const Table>>& tables) : records_(records), tables_(tables) {
  for (RecordIndex r = 0; r < records.record_count(); ++r) entries_.emplace_back(hash_text(records.record_ids[r]), r);
  std::sort(entries_.begin(), entries_.end());
}

RecordIndex RecordFinder::operator()(const RecordName& name) const {
  bool is_table = false;
  for (const auto& table : tables_) is_table = is_table || table->name == name.source;
  const uint64_t hash = hash_text(name.id);
  RecordIndex found = kNoRecord;
  bool several = false;
  for (auto at = std::lower_bound(entries_.begin(), entries_.end(), std::pair<uint64_t, RecordIndex>(hash, 0)); at != entries_.end() && at->first == hash; ++at) {
    const RecordIndex r = at->second;
    if (records_.record_ids[r] != name.id) continue;
    const Table& table = *tables_[records_.table_of(r)];
    if (!name.source.empty() && name.source != (is_table ? table.name : records_.sources[records_.source_of[r]].name)) continue;
    if (name.row != 0 && table.source_rows[records_.row_of(r)] == name.row) return r;
    several = several || found != kNoRecord;
    if (several && name.row == 0) break;
    if (!several) found = r;
  }
  return several ? kNoRecord : found;
}

BoundLabels bind_labels(const Project& project, const RecordSet& records, const std::vector<std::shared_ptr<const Table>>& tables) {
  auto labels = std::make_shared<Labels>();
  BoundLabels out;
  if (!project.truth_column.empty()) labels->taught_group_of = groups_of_column(project.truth_column, records, tables);
  if (!project.decisions.empty() || !project.known_groups.empty() || !project.sample.empty()) {
    const RecordFinder index(records, tables);
    const auto find = [&](const RecordName& name) {
      const RecordIndex record = index(name);
      out.unknown_count += record == kNoRecord ? 1 : 0;
      return record;
    };
    for (const PairDecision& decision : project.decisions) {
      const RecordIndex a = find(decision.a), b = find(decision.b);
      if (a != kNoRecord && b != kNoRecord && decision.verdict != kUnsure) labels->pairs.push_back({a, b, decision.verdict == kSame});
    }
    tidy(labels->pairs);
    Dictionary groups;
    for (const KnownRecord& known : project.known_groups) {
      const RecordIndex record = find(known.record);
      if (record == kNoRecord) continue;
      labels->group_of.resize(records.record_count(), kNoGroup);
      labels->group_of[record] = groups.intern(known.group) - 1;
    }
    out.judged = judged_groups(project, index);
  }
  out.labels = out.binding = labels;
  if (out.judged.empty()) return out;
  auto binding = std::make_shared<Labels>(*labels);
  for (const evaluate::JudgedGroup& group : out.judged) add_judgment(group, binding->pairs);
  tidy(binding->pairs);
  out.binding = std::move(binding);
  return out;
}

RecordName name_of(RecordIndex record, const RecordSet& records, const std::vector<std::shared_ptr<const Table>>& tables) {
  const Table& table = *tables[records.table_of(record)];
  return {table.name, records.record_ids[record], table.source_rows[records.row_of(record)]};
}

std::shared_ptr<const Labels> that_decide(Labels labels) {
  labels.taught_group_of.clear();
  return std::make_shared<const Labels>(std::move(labels));
}

}  // namespace jumelles::pipeline
