#include "running/labels.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>
#include <tuple>

#include "core/hash.h"
#include "document/record_contents.h"
#include "evaluate/evaluate.h"

namespace jumelles::running {

using namespace assessing;
using namespace document;
namespace {

using Rows = std::vector<std::vector<std::string>>;

Error bad(std::string id, std::string message, std::string hint, uint64_t line, std::vector<std::string> arguments = {}) {
  return {ErrorCode::kBadInput, std::move(id), std::move(message), std::move(hint), {}, line, std::move(arguments)};
}

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

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

Error no_id(uint64_t line) {
  return bad("labels.no_id", "This line has an answer and no id.", "Write the id, or leave the line out.", line);
}

Status add_pairs(const Rows& rows, const std::vector<uint64_t>& lines, const Header& header, Project& project) {
  const bool named = header.side_source[0] >= 0 && header.side_source[1] >= 0;
  if (!named && project.sources.size() > 2)
    return bad("labels.no_source", "With more than two files, pairs must say which file each id is of.",
        "Add the columns source_a and source_b.", lines[0]);
  for (size_t i = 1; i < rows.size(); ++i) {
    PairDecision decision;
    const std::string match = header.match < 0 ? "yes" : evaluate::header_word(cell(rows[i], header.match));
    const bool empty[2] = {cell(rows[i], header.side_id[0]).empty(), cell(rows[i], header.side_id[1]).empty()};
    if (match.empty() || (header.match < 0 && empty[0] && empty[1])) continue;
    if (empty[0] || empty[1]) return no_id(lines[i]);
    decision.origin.line = lines[i];
    if (is_one_of(match, {"yes", "y", "oui", "o", "true", "1", "same"})) decision.verdict = kSame;
    else if (is_one_of(match, {"no", "n", "non", "false", "0", "different"})) decision.verdict = kDifferent;
    else if (is_one_of(match, {"?", "unsure"})) decision.verdict = kUnsure;
    else return bad("labels.match", "\"" + match + "\" is no answer.",
        "Write yes or no in the column match, or leave it empty.", lines[i], {match});
    for (int side = 0; side < 2; ++side) {
      RecordName& name = side == 0 ? decision.a : decision.b;
      name.id = cell(rows[i], header.side_id[side]);
      name.row = number_of(cell(rows[i], header.side_row[side]));
      name.source = named ? cell(rows[i], header.side_source[side]) : project.sources.empty() ? "" : project.sources[side == 1 && project.sources.size() == 2 ? 1 : 0].name;
    }
    project.decisions.pairs.push_back(std::move(decision));
  }
  return {};
}

Status add_groups(const Rows& rows, const std::vector<uint64_t>& lines, const Header& header, Project& project) {
  for (size_t i = 1; i < rows.size(); ++i) {
    const std::string& group = cell(rows[i], header.cluster);
    if (group.empty()) continue;
    if (cell(rows[i], header.id).empty()) return no_id(lines[i]);
    project.decisions.known_groups.push_back({{cell(rows[i], header.source), cell(rows[i], header.id), 0}, group, {"", 0, "", lines[i]}});
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
template <class Find>
std::vector<evaluate::JudgedGroup> judged_groups(const Project& project, const Find& find, std::vector<uint32_t>& places) {
  std::vector<evaluate::JudgedGroup> out;
  for (size_t s = 0; s < project.decisions.sample.size(); ++s) {
    const SampledGroup& group = project.decisions.sample[s];
    if (group.unsure || group.thing_of.size() != group.members.size() + group.missing.size() || group.members.empty()) continue;
    evaluate::JudgedGroup judged{group.chance, static_cast<uint32_t>(group.times), static_cast<uint32_t>(group.members.size()), {}, {}};
    bool all = true;
    for (const auto* names : {&group.members, &group.missing})
      for (size_t i = 0; i < names->size(); ++i) {
        const auto path = [&] { return "sample[" + std::to_string(s) + "]." + (names == &group.members ? "members[" : "missing[") + std::to_string(i) + "]"; };
        judged.records.push_back(find((*names)[i], path, 0));
        all = all && judged.records.back() != kNoRecord;
      }
    for (const uint64_t thing : group.thing_of) judged.thing_of.push_back(static_cast<uint32_t>(thing));
    if (!all) continue;
    out.push_back(std::move(judged));
    places.push_back(static_cast<uint32_t>(s));
  }
  return out;
}

}  // namespace

Status add_labels(const Rows& rows, const std::vector<uint64_t>& lines, Project& project) {
  const char* kForms = "Its first line must be source,id,cluster_id or id,cluster_id or id_a,id_b or id_a,id_b,match.";
  if (rows.empty()) return bad("labels.empty", "The file of labels is empty.", kForms, 0);
  const Header header(rows[0]);
  if (header.pairs() == header.groups())
    return bad("labels.unknown_columns", "The columns of the file of labels are not understood.", kForms, lines[0]);
  return header.pairs() ? add_pairs(rows, lines, header, project) : add_groups(rows, lines, header, project);
}

namespace {

// A label and what it is about: two records, or a record and its group.
struct Said {
  uint32_t a = 0, b = 0;
  bool same = true;
  size_t label = 0;  // index into the project's list
};
// Two labels that cannot both be meant; `with` comes first.
struct Clash {
  size_t label = 0, with = 0;
};

// Almost certainly another file, or other ids, than were meant.
Error no_label_fits(uint64_t count, const UnknownNames& unknown) {
  const auto of_file = [](const auto& example) { return example.line != 0; };
  const auto example = std::find_if(unknown.examples.begin(), unknown.examples.end(), of_file);
  const bool named = example != unknown.examples.end();
  const std::string none = "None of the " + std::to_string(count) + " labels fits the records";
  const std::string what = count == 1 ? "The label does not fit the records" : none;
  return bad("labels.no_known_id", what + (named ? ": " + example->why : "") + ".",
             "Name the column of the ids with --id COLUMN, and the sources as in xref.csv.", named ? example->line : 0);
}

// "line 7", or "decisions[3]" of the document.
template <class Label>
std::string place_of(const std::vector<Label>& labels, const char* list, size_t i) {
  return labels[i].origin.line != 0 ? "line " + std::to_string(labels[i].origin.line) : std::string(list) + "[" + std::to_string(i) + "]";
}

// The first clash, and where the next ones are. `what` ends where the place of the other label is to be named.
template <class Label>
Error clash_error(std::string id, const std::vector<Label>& labels, const char* list, std::vector<Clash> clashes,
                  const std::function<std::string(const Clash&)>& what) {
  constexpr size_t kTold = 5;
  const auto order = [](const Clash& clash) { return std::pair(clash.label, clash.with); };
  std::sort(clashes.begin(), clashes.end(), [&](const Clash& x, const Clash& y) { return order(x) < order(y); });
  const Clash& first = clashes.front();
  std::string message = what(first);
  if (first.label != first.with) message += " " + place_of(labels, list, first.with);
  message += ".";
  for (size_t c = 1; c < clashes.size() && c <= kTold; ++c) {
    message += c == 1 ? " Likewise " : ", ";
    message += place_of(labels, list, clashes[c].label);
    if (clashes[c].label != clashes[c].with) message += " and " + place_of(labels, list, clashes[c].with);
  }
  if (clashes.size() > kTold + 1) message += " and " + std::to_string(clashes.size() - kTold - 1) + " more";
  if (clashes.size() > 1) message += ".";
  const bool in_file = labels[first.label].origin.line != 0;
  return {in_file ? ErrorCode::kBadInput : ErrorCode::kBadConfig, std::move(id), std::move(message),
          "Keep what is true, and take the other out.", in_file ? std::string() : place_of(labels, list, first.label), labels[first.label].origin.line, {}};
}

std::optional<Error> pairs_judged_both_ways(const Project& project, std::vector<Said> said) {
  const auto order = [](const Said& x) { return std::tuple(x.a, x.b, x.label); };
  std::sort(said.begin(), said.end(), [&](const Said& x, const Said& y) { return order(x) < order(y); });
  std::vector<Clash> clashes;
  for (size_t i = 0, first = 0; i < said.size(); ++i) {
    if (said[i].a != said[first].a || said[i].b != said[first].b) first = i;
    if (said[i].a == said[i].b ? !said[i].same : said[i].same != said[first].same)
      clashes.push_back({said[i].label, said[i].a == said[i].b ? said[i].label : said[first].label});
  }
  if (clashes.empty()) return std::nullopt;
  return clash_error("labels.both_ways", project.decisions.pairs, "decisions", std::move(clashes), [&](const Clash& clash) {
    const PairDecision& decision = project.decisions.pairs[clash.label];
    if (clash.label == clash.with) return "The record " + text_of(decision.a) + " is judged different from itself";
    const bool same = decision.verdict == kSame;
    return "The records " + text_of(decision.a) + " and " + text_of(decision.b) + " are judged " +
        (same ? "the same" : "different") + " here, and " +
           (same ? "different" : "the same") + " in";
  });
}

std::optional<Error> records_in_two_groups(const Project& project, std::vector<Said> said) {
  std::stable_sort(said.begin(), said.end(), [](const Said& x, const Said& y) { return x.a < y.a; });
  std::vector<Clash> clashes;
  for (size_t i = 0, first = 0; i < said.size(); ++i) {
    if (said[i].a != said[first].a) first = i;
    if (said[i].b != said[first].b) clashes.push_back({said[i].label, said[first].label});
  }
  if (clashes.empty()) return std::nullopt;
  return clash_error("labels.two_groups", project.decisions.known_groups, "known_groups", std::move(clashes), [&](const Clash& clash) {
    return "The record " + text_of(project.decisions.known_groups[clash.label].record) + " is of the group " +
        quoted(project.decisions.known_groups[clash.label].group) +
           " here, and of the group " + quoted(project.decisions.known_groups[clash.with].group) + " in";
  });
}

JudgedRecords verdict_records(size_t place, RecordIndex a, RecordIndex b, bool same) {
  return {{JudgmentKind::kVerdict, static_cast<uint32_t>(place)}, {a, b}, {0, same ? 0u : 1u}};
}

// Shaped groups, those of their records that are there.
template <class Find>
std::vector<JudgedRecords> shaped_records(const Project& project, const Find& find) {
  std::vector<JudgedRecords> out;
  for (size_t s = 0; s < project.decisions.shaped_groups.size(); ++s) {
    const ShapedGroup& group = project.decisions.shaped_groups[s];
    JudgedRecords judged{{JudgmentKind::kShape, static_cast<uint32_t>(s)}, {}, {}};
    for (size_t i = 0; i < group.records.size(); ++i) {
      const auto path = [&] { return "shaped_groups[" + std::to_string(s) + "].records[" + std::to_string(i) + "]"; };
      const RecordIndex record = find(group.records[i], path, 0);
      if (record == kNoRecord || std::find(judged.records.begin(), judged.records.end(), record) != judged.records.end()) continue;
      judged.records.push_back(record);
      judged.thing_of.push_back(static_cast<uint32_t>(group.thing_of[i]));
    }
    if (judged.records.size() > 1) out.push_back(std::move(judged));
  }
  return out;
}

// What people said by hand, and what they said of drawn groups.
std::vector<JudgedRecords> drawn_records(const std::vector<evaluate::JudgedGroup>& groups, const std::vector<uint32_t>& places) {
  std::vector<JudgedRecords> out;
  for (size_t g = 0; g < groups.size(); ++g) {
    JudgedRecords& judged = out.emplace_back(JudgedRecords{{JudgmentKind::kDrawn, places[g]}, {}, {}});
    for (size_t i = 0; i < groups[g].records.size(); ++i) {
      if (std::find(judged.records.begin(), judged.records.end(), groups[g].records[i]) != judged.records.end()) continue;
      judged.records.push_back(groups[g].records[i]);
      judged.thing_of.push_back(groups[g].thing_of[i]);
    }
  }
  return out;
}

}  // namespace

BoundLabels bind_labels(const Project& project, const RecordSet& records, const std::vector<std::shared_ptr<const Table>>& tables,
                        const RecordFinder& finder) {
  auto labels = std::make_shared<Labels>();
  BoundLabels out;
  if (!project.truth_column.empty()) labels->taught_group_of = groups_of_column(project.truth_column, records, tables);
  std::vector<JudgedRecords> by_hand, drawn;
  bool has_shapes = false, has_settled = false;
  const Decisions& decisions = project.decisions;
  if (!decisions.pairs.empty() || !decisions.known_groups.empty() || !decisions.sample.empty() || !decisions.shaped_groups.empty()) {
    // `path()`: where the document names it.
    const auto find = [&](const RecordName& name, const auto& path, uint64_t line) {
      const RecordIndex record = finder(name);
      if (record == kNoRecord && out.unknown.count++ < UnknownNames::kExamples)
        out.unknown.examples.push_back({line == 0 ? path() : std::string(), line, finder.why_not(name)});
      return record;
    };
    uint64_t file_labels = 0, file_labels_bound = 0;
    const auto count_of_file = [&](uint64_t line, bool bound) {
      file_labels += line != 0;
      file_labels_bound += line != 0 && bound;
    };
    std::vector<Said> said;
    std::vector<Said> settled;  // by likeness
    std::set<std::pair<RecordIndex, RecordIndex>> looked_at;
    for (size_t i = 0; i < project.decisions.pairs.size(); ++i) {
      const PairDecision& decision = project.decisions.pairs[i];
      const auto path = [&](const char* side) { return "decisions[" + std::to_string(i) + "]." + side; };
      const RecordIndex a = find(decision.a, [&] { return path("a"); }, decision.origin.line);
      const RecordIndex b = find(decision.b, [&] { return path("b"); }, decision.origin.line);
      const bool bound = a != kNoRecord && b != kNoRecord;
      count_of_file(decision.origin.line, bound);
      if (!bound) continue;
      const Said it{std::min(a, b), std::max(a, b), decision.verdict == kSame, i};
      if (!decision.follows.empty()) {
        settled.push_back(it);
        continue;
      }
      looked_at.emplace(it.a, it.b);
      if (decision.verdict == kUnsure) continue;
      said.push_back(it);
      labels->pairs.push_back({a, b, it.same});
      if (a != b) by_hand.push_back(verdict_records(i, a, b, it.same));
    }
    // What somebody said of the pair itself stands, whatever was settled by likeness.
    std::erase_if(settled, [&](const Said& it) { return looked_at.count({it.a, it.b}) != 0 || decisions.pairs[it.label].verdict == kUnsure; });
    has_settled = !settled.empty();
    said.insert(said.end(), settled.begin(), settled.end());
    for (const Said& it : settled)
      if (it.a != it.b) by_hand.push_back(verdict_records(it.label, it.a, it.b, it.same));
    out.problem = pairs_judged_both_ways(project, std::move(said));
    tidy(labels->pairs);
    said.clear();
    Dictionary groups;
    for (size_t i = 0; i < project.decisions.known_groups.size(); ++i) {
      const KnownRecord& known = project.decisions.known_groups[i];
      const RecordIndex record = find(known.record, [&] { return "known_groups[" + std::to_string(i) + "].record"; }, known.origin.line);
      count_of_file(known.origin.line, record != kNoRecord);
      if (record == kNoRecord) continue;
      labels->group_of.resize(records.record_count(), kNoGroup);
      labels->group_of[record] = groups.intern(known.group) - 1;
      said.push_back({record, labels->group_of[record], true, i});
    }
    if (!out.problem) out.problem = records_in_two_groups(project, std::move(said));
    if (!out.problem && file_labels > 0 && file_labels_bound == 0) out.problem = no_label_fits(file_labels, out.unknown);
    std::vector<uint32_t> places;
    out.judged = judged_groups(project, find, places);
    drawn = drawn_records(out.judged, places);
    std::vector<JudgedRecords> shaped = shaped_records(project, find);
    has_shapes = !shaped.empty();
    by_hand.insert(by_hand.end(), std::make_move_iterator(shaped.begin()), std::make_move_iterator(shaped.end()));
  }
  out.labels = out.undrawn = out.binding = out.said = labels;
  const auto with = [&](std::vector<JudgedPair> pairs) {
    auto binding = std::make_shared<Labels>(*labels);
    binding->pairs = std::move(pairs);
    return binding;
  };
  if ((has_shapes || has_settled) && !drawn.empty()) out.undrawn = with(resolve_judgments(by_hand, {}, records.record_count()).pairs);
  by_hand.insert(by_hand.end(), drawn.begin(), drawn.end());
  if (by_hand.empty() && labels->group_of.empty()) return out;
  ResolvedJudgments resolved = resolve_judgments(by_hand, labels->group_of, records.record_count());
  if (has_shapes || has_settled || !drawn.empty()) out.binding = with(std::move(resolved.pairs));
  if (drawn.empty()) out.undrawn = out.binding;
  out.said = out.binding;
  if (has_settled) {
    std::erase_if(by_hand, [&](const JudgedRecords& judged) { return judged.judgment.kind == JudgmentKind::kVerdict && !decisions.pairs[judged.judgment.place].follows.empty(); });
    out.said = has_shapes || !drawn.empty() ? with(resolve_judgments(by_hand, {}, records.record_count()).pairs) : labels;
  }
  out.contradictions = std::move(resolved.contradictions);
  out.contradiction_count = resolved.contradiction_count;
  return out;
}

namespace {

RecordName name_of(RecordIndex record, const RecordSet& records, const std::vector<std::shared_ptr<const Table>>& tables, const std::vector<std::shared_ptr<const Table>>& read) {
  const uint32_t t = records.table_of(record), row = records.row_of(record);
  const Table& table = *tables[t];
  RecordName name{table.name, records.record_ids[record], table.source_rows[row]};
  if (has_no_ids(table, records, records.first_record[t])) name.content = content_text(content_hash(*read[t], table, row));
  return name;
}

}  // namespace

RecordName name_of(RecordIndex record, const assessing::RunResult& result) { return name_of(record, *result.records, result.tables, result.read_tables); }

RecordName name_of(RecordIndex record, const RecordSet& records, const std::vector<std::shared_ptr<const Table>>& tables) { return name_of(record, records, tables, tables); }

std::shared_ptr<const Labels> that_decide(Labels labels) {
  labels.taught_group_of.clear();
  return std::make_shared<const Labels>(std::move(labels));
}

}  // namespace jumelles::running
