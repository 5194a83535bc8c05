#include "deliver/outputs.h"

#include <algorithm>

#include "deliver/number.h"
#include "deliver/row_sink.h"
#include "pipeline/pair_weights.h"

namespace jumelles::deliver {
namespace {

using pipeline::RunResult;

constexpr const char* kListSeparator = "|";

using Rows = RowSink;

struct Output {
  const OutputInput& input;
  const Sink& sink;
  const RunResult* result = input.result.get();

  bool french() const { return input.project.output_language == "fr"; }
  char separator() const { return french() ? ';' : ','; }
  char point() const { return french() ? ',' : '.'; }
  Rows rows() const { return Rows(CsvWriter::for_output(separator()), sink); }

  const std::string& table_name(RecordIndex record) const { return result->tables[result->records->table_of(record)]->name; }
  uint32_t source_row(RecordIndex record) const {
    const RecordSet& records = *result->records;
    return result->tables[records.table_of(record)]->source_rows[records.row_of(record)];
  }
  const std::string& golden_id(RecordIndex record) const { return (*result->golden_ids)[result->groups->group_of[record]]; }
  uint32_t group_size(uint32_t group) const { return result->groups->first_member[group + 1] - result->groups->first_member[group]; }

  Status golden() const;
  Status xref() const;
  Status pairs() const;
  Status source(const std::string& name) const;
  Status rejects() const;
  Status project() const;

  const char* decision_on(const Edge& edge, bool vetoed, const KnownPairs& known) const;
  void pair_row(Rows& out, const Edge& edge, const char* decision) const;
  std::vector<bool> attributes_with_extras() const;
};

// Attributes that hold a second value in some golden record.
std::vector<bool> Output::attributes_with_extras() const {
  std::vector<bool> out(result->records->attributes.size(), false);
  for (size_t a = 0; a < result->golden->extra.size(); ++a) out[a] = !result->golden->extra[a].empty();
  return out;
}

std::string join(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += kListSeparator;
    out += part;
  }
  return out;
}

Status Output::golden() const {
  const RecordSet& records = *result->records;
  const Groups& groups = *result->groups;
  const auto& golden = *result->golden;
  const std::vector<bool> extras = attributes_with_extras();
  Rows out = rows();
  out.exact("golden_id").exact("record_count").exact("sources");
  for (size_t a = 0; a < records.attributes.size(); ++a) {
    out.text(records.attributes[a].key);
    if (extras[a]) out.text(records.attributes[a].key + "_others");
  }
  out.end();
  std::vector<size_t> next_extra(records.attributes.size(), 0);
  for (uint32_t group = 0; group < groups.group_count(); ++group) {
    std::vector<uint16_t> seen;
    std::vector<std::string> names;
    for (uint32_t m = groups.first_member[group]; m < groups.first_member[group + 1]; ++m) {
      const uint16_t source = records.source_of[groups.members[m]];
      if (std::find(seen.begin(), seen.end(), source) != seen.end()) continue;
      seen.push_back(source);
      names.push_back(records.sources[source].name);
    }
    out.exact((*result->golden_ids)[group]).number(group_size(group)).text(join(names));
    for (size_t a = 0; a < records.attributes.size(); ++a) {
      const Dictionary& clean = records.attributes[a].clean;
      out.text(clean[golden.values[a][group].code]);
      if (!extras[a]) continue;
      std::vector<std::string> more;
      for (size_t& e = next_extra[a]; e < golden.extra[a].size() && golden.extra[a][e].group == group; ++e)
        more.emplace_back(clean[golden.extra[a][e].value.code]);
      out.text(join(more));
    }
    if (!out.end()) break;
  }
  return out.finish();
}

Status Output::xref() const {
  const RecordSet& records = *result->records;
  Rows out = rows();
  out.exact("source").exact("source_row").exact("source_id").exact("golden_id").end();
  for (RecordIndex record = 0; record < records.record_count(); ++record) {
    out.key(table_name(record)).number(source_row(record)).key(records.record_ids[record]).exact(golden_id(record));
    if (!out.end()) break;
  }
  return out.finish();
}

// What decided, before groups: a rule, what people said, or the weight.
const char* Output::decision_on(const Edge& edge, bool vetoed, const KnownPairs& known) const {
  if (vetoed) return "must_not_match";
  if (const Known answer = known.empty() ? Known::kNothing : known.of(edge.a, edge.b); answer != Known::kNothing)
    return answer == Known::kSame ? "judged_same" : "judged_different";
  if (result->link->scorer->veto(edge.a, edge.b) == Veto::kMustMatch) return "must_match";
  return edge.match_weight >= weight_from_probability(result->project.link.threshold) ? "linked" : "to_check";
}

void Output::pair_row(Rows& out, const Edge& edge, const char* decision) const {
  const LinkConfig& config = result->link->config;
  const RecordSet& records = *result->records;
  for (RecordIndex record : {edge.a, edge.b}) out.key(table_name(record)).number(source_row(record)).key(records.record_ids[record]);
  out.text(edge.rule < config.blocking_rules.size() ? rule_text(config.blocking_rules[edge.rule]) : "");
  out.exact(weight_text(edge.match_weight, point())).exact(probability_text(probability_from_weight(edge.match_weight), point()));
  out.exact(decision);
  out.exact(result->groups->group_of[edge.a] == result->groups->group_of[edge.b] ? "yes" : "no");
  pipeline::Explanation explanation = result->link->scorer->explain(edge.a, edge.b);
  explanation.rivals_weight = edge.match_weight - explanation.match_weight;
  out.exact(weight_text(explanation.prior, point()));
  for (size_t c = 0; c < config.comparisons.size(); ++c) {
    if (!config.comparisons[c].enabled) continue;
    const pipeline::Evidence& evidence = explanation.evidence[c];
    const auto& levels = config.comparisons[c].levels;
    out.text(evidence.level < 0 ? "missing" : levels[static_cast<size_t>(evidence.level)].id);
    out.exact(weight_text(evidence.weight + evidence.term_frequency_weight, point()));
  }
  if (!pipeline::has_rivals(*result)) return;
  out.exact(explanation.rivals_weight == 0 ? "missing" : "one_at_most").exact(weight_text(explanation.rivals_weight, point()));
}

Status Output::pairs() const {
  Rows out = rows();
  for (const char* side : {"a", "b"})
    for (const char* what : {"source_", "source_row_", "source_id_"}) out.exact(std::string(what) + side);
  for (const char* what : {"rule", "match_weight", "match_probability", "decision", "same_group", "prior_weight"}) out.exact(what);
  for (const Comparison& comparison : result->link->config.comparisons)
    if (comparison.enabled) out.text(comparison.id + "_level").text(comparison.id + "_weight");
  if (pipeline::has_rivals(*result)) out.exact("rivals_level").exact("rivals_weight");
  out.end();
  const std::vector<Edge>&edges = *result->edges, &vetoed = result->link->vetoed;
  const auto before = [](const Edge& x, const Edge& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; };
  const std::shared_ptr<const Labels> labels = pipeline::that_decide(*result->labels);
  const KnownPairs known(*labels, result->records->record_count());
  size_t e = 0, v = 0;
  while (e < edges.size() || v < vetoed.size()) {
    const bool take_vetoed = e == edges.size() || (v < vetoed.size() && before(vetoed[v], edges[e]));
    if (!take_vetoed && pipeline::lost_to_rivals(*result, e)) {
      ++e;
      continue;
    }
    const Edge& edge = take_vetoed ? vetoed[v] : edges[e];
    pair_row(out, edge, decision_on(edge, take_vetoed, known));
    take_vetoed ? ++v : ++e;
    if (!out.end()) break;
  }
  return out.finish();
}

Status Output::source(const std::string& name) const {
  const ImportedSource* found = nullptr;
  for (const ImportedSource& import : input.imports)
    if (import.name == name) found = &import;
  size_t t = 0;
  while (t < result->tables.size() && result->tables[t]->name != name) ++t;
  if (!found || t == result->tables.size())
    return Error{ErrorCode::kBadInput, "export.no_source", "There is no source " + name + ".", "Choose one of the list.", name, 0, {name}};
  const Table& table = *result->tables[t];
  const ingest::Dialect& dialect = found->imported->dialect;
  const bool delimited = dialect.format == ingest::Format::kCsv;
  Rows out(delimited ? CsvWriter::for_source(dialect) : CsvWriter::for_output(separator()), sink);
  if (!delimited || dialect.has_header) {
    for (const Column& column : table.columns) out.text(column.name);
    out.text("golden_id").text("group_size").end();
  }
  const RecordIndex first = result->records->first_record[t];
  for (uint32_t row = 0; row < table.row_count(); ++row) {
    for (const Column& column : table.columns) out.text(column.text(row));
    out.exact(golden_id(first + row)).number(group_size(result->groups->group_of[first + row]));
    if (!out.end()) break;
  }
  return out.finish();
}

Status Output::rejects() const {
  Rows out = rows();
  for (const char* what : {"source", "line", "source_row", "reason_id", "reason", "text"}) out.exact(what);
  bool more = out.end();
  for (const ImportedSource& import : input.imports)
    for (const RejectedRow& reject : import.imported->rejects) {
      if (!more) break;
      out.key(import.name).number(reject.line).number(reject.source_row).exact(reject.reason_id).text(reject.reason).text(reject.text);
      more = out.end();
    }
  return out.finish();
}

Status Output::project() const {
  if (sink(pipeline::to_json(input.project))) return {};
  return Error{ErrorCode::kCanceled, "export.stopped", "The file was not written to its end.", "Start again.", {}, 0, {}};
}

constexpr std::string_view kSourcePrefix = "source:";

}  // namespace

std::string rule_text(const BlockingRule& rule) {
  std::string text;
  for (const KeyPart& part : rule.parts) {
    if (!text.empty()) text += " & ";
    text += part.attribute + ":" + part.transform;
  }
  return text;
}

Status write_output(const std::string& kind, const OutputInput& input, const Sink& sink) {
  const Output output{input, sink};
  if (kind == "rejects") return output.rejects();
  if (kind == "project") return output.project();
  if (!input.result) return Error{ErrorCode::kBadInput, "export.no_result", "There is no result to deliver yet.", "Run the matching first.", kind, 0, {}};
  if (kind == "golden") return output.golden();
  if (kind == "xref") return output.xref();
  if (kind == "pairs") return output.pairs();
  if (kind.compare(0, kSourcePrefix.size(), kSourcePrefix) == 0) return output.source(kind.substr(kSourcePrefix.size()));
  return Error{ErrorCode::kBadInput, "export.kind", "There is no output \"" + kind + "\".", "Choose one of the list.", kind, 0, {kind}};
}

std::vector<OutputInfo> outputs(const OutputInput& input) {
  std::vector<OutputInfo> list;
  if (input.result) {
    const RunResult& result = *input.result;
    static const Sink kNowhere;
    const Output output{input, kNowhere};
    const auto count = [](size_t n) { return static_cast<uint32_t>(n); };
    size_t extras = 0;
    for (bool extra : output.attributes_with_extras()) extras += extra;
    list.push_back({"golden", "golden.csv", result.groups->group_count(), count(3 + result.records->attributes.size() + extras)});
    list.push_back({"xref", "xref.csv", result.records->record_count(), 4});
    for (const auto& table : result.tables)
      list.push_back({"source:" + table->name, "sources/" + table->name + ".csv", table->row_count(), count(table->columns.size() + 2)});
    size_t compared = 0;
    for (const Comparison& comparison : result.link->config.comparisons) compared += comparison.enabled;
    list.push_back({"pairs", "pairs.csv", result.by_weight->size() + result.link->vetoed.size(), count(12 + 2 * (compared + (pipeline::has_rivals(result) ? 1 : 0)))});
  }
  uint64_t rejected = 0;
  for (const ImportedSource& import : input.imports) rejected += import.imported->rejects.size();
  list.push_back({"rejects", "rejects.csv", rejected, 6});
  list.push_back({"project", "project.json", 0, 0});
  return list;
}

}  // namespace jumelles::deliver
