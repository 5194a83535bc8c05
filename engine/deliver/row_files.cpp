#include "deliver/row_files.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "assessing/pair_weights.h"
#include "core/harmless.h"
#include "deliver/number.h"
#include "deliver/own_outputs.h"

namespace jumelles::deliver {
namespace {

using assessing::RunResult;

// Attributes that hold a second value in some golden record.
std::vector<bool> attributes_with_extras(const RunResult& result) {
  std::vector<bool> out(result.records->attributes.size(), false);
  for (size_t a = 0; a < result.golden->extra.size(); ++a) out[a] = !result.golden->extra[a].empty();
  return out;
}

// The header of the first column that feeds an attribute.
std::string_view heading_of(const RunResult& result, const std::string& key) {
  for (const document::SourceConfig& source : result.project.sources)
    for (const document::ColumnConfig& column : source.columns)
      if (column.mapping.attribute == key) return column.name;
  return {};
}

CellKind cell_kind_of(AttributeType type) {
  switch (info(type).look) {
    case Look::kDate: return CellKind::kDate;
    case Look::kNumber: case Look::kYear: return CellKind::kDecimal;
    default: return CellKind::kText;
  }
}

void put(Rows& out, CellKind kind, std::string_view value) {
  if (kind == CellKind::kDecimal && is_plain_decimal(value)) out.decimal(value);
  else if (kind == CellKind::kDate) out.date(value);
  else out.text(value);
}

// Where couples and families are records, the file says which; elsewhere the attributes say what a record is.
bool has_households(const RunResult& result) {
  const std::vector<RecordKind>& kinds = result.records->kinds;
  return std::find(kinds.begin(), kinds.end(), RecordKind::kHousehold) != kinds.end();
}

class GoldenFile : public RowFile {
 public:
  using RowFile::RowFile;
  uint64_t count() const override { return result_->groups->group_count(); }

  std::vector<OutputColumn> columns() const override {
    const Naming naming = material_.naming;
    std::vector<OutputColumn> out{fixed_column("golden_id", naming), fixed_column("record_count", naming, CellKind::kWhole), fixed_column("sources", naming, CellKind::kList)};
    if (says_kind_) out.push_back(fixed_column("kind", naming));
    const std::vector<Attribute>& attributes = result_->records->attributes;
    for (size_t a = 0; a < attributes.size(); ++a) {
      const std::string label = attribute_label(attributes[a].key, attributes[a].type, heading_of(*result_, attributes[a].key), naming);
      const ValueKind value = info(attributes[a].type).refusal_wins ? ValueKind::kAnswer : ValueKind::kValue;
      out.push_back({attributes[a].key, label, kinds_[a], value});
      if (!extras_[a]) continue;
      out.push_back(column_about(attributes[a].key, label, "_others", naming, CellKind::kList));
      out.back().value = value;
    }
    if (!by_hand_.empty()) out.push_back(fixed_column("by_hand", naming, CellKind::kList));
    tell_apart(out);
    return out;
  }

  bool row(Rows& out, uint64_t index) override {
    const auto group = static_cast<uint32_t>(index);
    const auto& golden = *result_->golden;
    out.exact((*result_->golden_ids)[group]).number(material_.group_size(group)).list(source_names(group));
    if (says_kind_) out.exact(kind_id(kind_of(group)));
    for (size_t a = 0; a < kinds_.size(); ++a) {
      const Attribute& attribute = result_->records->attributes[a];
      const Code code = golden.values[a][group].code;
      // A number that may be a thousand times as much stays as it is written.
      const bool open = kinds_[a] == CellKind::kDecimal && golden.validity(attribute, a, code) == Validity::kUnchecked;
      put(out, open ? CellKind::kText : kinds_[a], golden.text(attribute, a, code));
      if (!extras_[a]) continue;
      std::vector<std::string> more;
      for (size_t& e = next_extra_[a]; e < golden.extra[a].size() && golden.extra[a][e].group == group; ++e)
        more.emplace_back(attribute.clean[golden.extra[a][e].value.code]);
      out.list(more);
    }
    if (!by_hand_.empty()) out.list(names_by_hand(group));
    return true;
  }

 private:
  // What somebody decided and holds: of a group, an attribute.
  static std::set<std::pair<uint32_t, size_t>> values_by_hand(const RunResult& result) {
    std::set<std::pair<uint32_t, size_t>> out;
    for (const survive::HandOutcome& outcome : result.golden->by_hand)
      if (outcome.state == survive::HandState::kHolds && outcome.group != kNoGroup) out.emplace(outcome.group, outcome.attribute);
    return out;
  }
  // As their columns are called.
  std::vector<std::string> names_by_hand(uint32_t group) const {
    std::vector<std::string> out;
    for (auto at = by_hand_.lower_bound({group, 0}); at != by_hand_.end() && at->first == group; ++at) {
      const Attribute& attribute = result_->records->attributes[at->second];
      out.push_back(material_.naming == Naming::kMachine ? attribute.key : attribute_label(attribute.key, attribute.type, heading_of(*result_, attribute.key), material_.naming));
    }
    return out;
  }
  // Of the record that names it.
  RecordKind kind_of(uint32_t group) const {
    const RecordSet& records = *result_->records;
    const auto& values = result_->golden->values;
    for (size_t a = 0; a < records.attributes.size(); ++a)
      if (info(records.attributes[a].type).block == GoldenBlock::kName && values[a][group].record != kNoRecord)
        return records.kinds[values[a][group].record];
    return records.kinds[result_->groups->members[result_->groups->first_member[group]]];
  }
  std::vector<std::string> source_names(uint32_t group) const {
    const RecordSet& records = *result_->records;
    const Groups& groups = *result_->groups;
    std::vector<uint16_t> seen;
    std::vector<std::string> names;
    for (uint32_t m = groups.first_member[group]; m < groups.first_member[group + 1]; ++m) {
      const uint16_t source = records.source_of[groups.members[m]];
      if (std::find(seen.begin(), seen.end(), source) != seen.end()) continue;
      seen.push_back(source);
      names.push_back(records.sources[source].name);
    }
    return names;
  }

  static std::vector<CellKind> kinds_of(const std::vector<Attribute>& attributes) {
    std::vector<CellKind> kinds;
    for (const Attribute& attribute : attributes) kinds.push_back(cell_kind_of(attribute.type));
    return kinds;
  }

  bool says_kind_ = has_households(*result_);
  std::vector<CellKind> kinds_ = kinds_of(result_->records->attributes);
  std::vector<bool> extras_ = attributes_with_extras(*result_);
  std::set<std::pair<uint32_t, size_t>> by_hand_ = values_by_hand(*result_);
  std::vector<size_t> next_extra_ = std::vector<size_t>(result_->records->attributes.size(), 0);
};

class XrefFile : public RowFile {
 public:
  using RowFile::RowFile;
  uint64_t count() const override { return result_->records->record_count(); }
  std::vector<OutputColumn> columns() const override {
    const Naming naming = material_.naming;
    std::vector<OutputColumn> out{fixed_column("source", naming), fixed_column("source_row", naming, CellKind::kWhole), fixed_column("source_id", naming), fixed_column("golden_id", naming)};
    if (material_.input->tags) out.push_back(fixed_column("tags", naming));
    return out;
  }
  bool row(Rows& out, uint64_t index) override {
    const auto record = static_cast<RecordIndex>(index);
    out.text(material_.table_name(record)).number(material_.source_row(record)).text(result_->records->record_ids[record]).exact(material_.golden_id(record));
    if (material_.input->tags) out.text(document::tags_of(*material_.input->tags, record));
    return true;
  }
};

// Scored and vetoed pairs by the records' order.
class PairsFile : public RowFile {
 public:
  PairsFile(Material material, bool only_to_check) : RowFile(std::move(material)), only_to_check_(only_to_check) {
    const document::RecordFinder& find = *result_->finder;
    for (const document::PairDecision& decision : result_->project.decisions.pairs) {
      if (decision.follows.empty() || decision.verdict == document::kUnsure) continue;
      const RecordIndex a = find(decision.a), b = find(decision.b);
      if (a != kNoRecord && b != kNoRecord) settled_[std::minmax(a, b)] = decision.verdict == document::kSame;
    }
  }
  uint64_t count() const override { return result_->edges->size() + result_->link->vetoed.size(); }

  std::vector<OutputColumn> columns() const override {
    const Naming naming = material_.naming;
    std::vector<OutputColumn> out = columns_of_two(naming);
    out.push_back(fixed_column("rule", naming));
    for (const char* what : {"match_weight", "match_probability"}) out.push_back(fixed_column(what, naming, CellKind::kDecimal));
    for (const char* what : {"decision", "same_group"}) out.push_back(fixed_column(what, naming));
    out.push_back(fixed_column("prior_weight", naming, CellKind::kDecimal));
    const auto compared = [&](const std::string& id) {
      const std::string label = comparison_label(id, naming);
      out.push_back(column_about(id, label, "_level", naming));
      out.push_back(column_about(id, label, "_weight", naming, CellKind::kDecimal));
    };
    for (const Comparison& comparison : result_->link->config.comparisons)
      if (comparison.enabled) compared(comparison.id);
    if (assessing::has_rivals(*result_)) compared("rivals");
    tell_apart(out);
    return out;
  }

  bool row(Rows& out, uint64_t) override {
    const std::vector<Edge>&edges = *result_->edges, &vetoed = result_->link->vetoed;
    const auto before = [](const Edge& x, const Edge& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; };
    const bool take_vetoed = edge_ == edges.size() || (vetoed_ < vetoed.size() && before(vetoed[vetoed_], edges[edge_]));
    const size_t at = take_vetoed ? vetoed_++ : edge_++;
    if (!take_vetoed && assessing::lost_to_rivals(*result_, at)) return false;
    const Edge& edge = take_vetoed ? vetoed[at] : edges[at];
    const std::string_view decision = decision_on(edge, take_vetoed);
    if (only_to_check_ && decision != kToCheck) return false;
    pair_row(out, edge, decision);
    return true;
  }

 private:
  // What decided, before groups: a rule, what people said, or the weight.
  static constexpr std::string_view kToCheck = "to_check";
  std::string_view decision_on(const Edge& edge, bool vetoed) const {
    if (vetoed) return "must_not_match";
    if (const Known answer = known_.empty() ? Known::kNothing : known_.of(edge.a, edge.b); answer != Known::kNothing)
      return answer == Known::kSame ? "judged_same" : "judged_different";
    if (const auto settled = settled_.find({edge.a, edge.b}); settled != settled_.end()) return settled->second ? "settled_same" : "settled_different";
    if (result_->link->scorer->veto(edge.a, edge.b) == Veto::kMustMatch) return "must_match";
    return edge.match_weight >= weight_from_probability(result_->project.link.threshold) ? "linked" : kToCheck;
  }

  void pair_row(Rows& out, const Edge& edge, std::string_view decision) const {
    const LinkConfig& config = result_->link->config;
    for (RecordIndex record : {edge.a, edge.b})
      out.text(material_.table_name(record)).number(material_.source_row(record)).text(result_->records->record_ids[record]);
    out.text(edge.rule < config.blocking_rules.size() ? document::name_of(config.blocking_rules[edge.rule]) : "");
    out.decimal(weight_text(edge.match_weight)).decimal(probability_text(probability_from_weight(edge.match_weight)));
    out.exact(decision);
    out.exact(result_->groups->group_of[edge.a] == result_->groups->group_of[edge.b] ? "yes" : "no");
    linking::Explanation explanation = result_->link->scorer->explain(edge.a, edge.b);
    explanation.rivals_weight = edge.match_weight - explanation.match_weight;
    out.decimal(weight_text(explanation.prior));
    for (size_t c = 0; c < config.comparisons.size(); ++c) {
      if (!config.comparisons[c].enabled) continue;
      const linking::Evidence& evidence = explanation.evidence[c];
      const auto& levels = config.comparisons[c].levels;
      out.text(evidence.level < 0 ? "missing" : levels[static_cast<size_t>(evidence.level)].id);
      out.decimal(weight_text(evidence.weight + evidence.term_frequency_weight));
    }
    if (!assessing::has_rivals(*result_)) return;
    out.exact(explanation.rivals_weight == 0 ? "missing" : "one_at_most").decimal(weight_text(explanation.rivals_weight));
  }

  bool only_to_check_;
  size_t edge_ = 0, vetoed_ = 0;  // the next of each
  std::shared_ptr<const Labels> labels_ = running::that_decide(*result_->labels);
  KnownPairs known_{*labels_, result_->records->record_count()};
  std::map<std::pair<RecordIndex, RecordIndex>, bool> settled_;  // by likeness: whether they are the same
};

// The rows of one source as they came, with what became of them.
class SourceFile : public RowFile {
 public:
  SourceFile(Material material, uint32_t table, std::shared_ptr<const ingest::ImportResult> imported)
      : RowFile(std::move(material)), table_(*result_->read_tables[table]), records_of_(*result_->tables[table]), imported_(std::move(imported)), first_(result_->records->first_record[table]) {}

  // Byte for byte what was read; of golden records that we wrote, what made them harmless was taken off.
  CsvWriter writer() const override {
    ingest::Dialect dialect;
    dialect.separator = std::string(1, material_.separator());
    dialect.byte_order_mark = dialect.crlf = true;
    CsvWriter writer = is_delimited() ? CsvWriter::for_source(*imported_) : CsvWriter::for_source(dialect);
    writer.set_harmless(is_own_golden(*imported_));
    return writer;
  }
  bool has_head() const override { return !is_delimited() || imported_->dialect.has_header; }
  uint64_t count() const override { return table_.row_count(); }

  // Programs expect the source's own names; the two besides have names that no setting changes.
  std::vector<OutputColumn> columns() const override {
    std::vector<OutputColumn> out;
    for (const Column& column : table_.columns) out.push_back({column.name, column.name, CellKind::kText, ValueKind::kValue});
    out.push_back(fixed_column("golden_id", Naming::kMachine));
    out.push_back({"group_size", "group_size", CellKind::kWhole});
    return out;
  }

  bool row(Rows& out, uint64_t index) override {
    const auto row = static_cast<uint32_t>(index);
    for (const Column& column : table_.columns) {
      if (row < column.guards.size()) out.guarded(column.text(row), column.guards[row]);
      else out.text(column.text(row));
    }
    const uint32_t place = find_row(records_of_, table_.source_rows[row]);
    if (place == records_of_.row_count()) {  // a rule of the recipe has left it out: it is of no customer
      out.exact("").exact("");
      return true;
    }
    const RecordIndex record = first_ + place;
    out.exact(material_.golden_id(record)).number(material_.group_size(result_->groups->group_of[record]));
    return true;
  }

 private:
  bool is_delimited() const { return imported_->dialect.format == ingest::Format::kCsv; }
  const Table& table_;       // as it was read
  const Table& records_of_;  // as the recipe left it
  std::shared_ptr<const ingest::ImportResult> imported_;
  RecordIndex first_;
};

// Rows that were set aside, of all sources.
class RejectsFile : public RowFile {
 public:
  explicit RejectsFile(Material material) : RowFile(std::move(material)) {
    for (const ImportedSource& import : material_.input->imports)
      for (const RejectedRow& reject : import.imported->rejects) rows_.emplace_back(&import.name, &reject);
  }
  uint64_t count() const override { return rows_.size(); }
  std::vector<OutputColumn> columns() const override {
    const Naming naming = material_.naming;
    return {fixed_column("source", naming), fixed_column("line", naming, CellKind::kWhole), fixed_column("source_row", naming, CellKind::kWhole),
            fixed_column("reason_id", naming), fixed_column("reason", naming), fixed_column("text", naming)};
  }
  bool row(Rows& out, uint64_t index) override {
    const auto& [source, reject] = rows_[index];
    out.text(*source).number(reject->line).number(reject->source_row).exact(reject->reason_id).text(reject->reason).text(reject->text);
    return true;
  }

 private:
  std::vector<std::pair<const std::string*, const RejectedRow*>> rows_;
};

}  // namespace

MakeFile golden_file(const Material& material) {
  return [material] { return std::make_unique<GoldenFile>(material); };
}
MakeFile xref_file(const Material& material) {
  return [material] { return std::make_unique<XrefFile>(material); };
}
MakeFile pairs_file(const Material& material, bool only_to_check) {
  return [material, only_to_check] { return std::make_unique<PairsFile>(material, only_to_check); };
}
MakeFile rejects_file(const Material& material) {
  return [material] { return std::make_unique<RejectsFile>(material); };
}
MakeFile source_file(const Material& material, uint32_t table, std::shared_ptr<const ingest::ImportResult> imported) {
  return [material, table, imported] { return std::make_unique<SourceFile>(material, table, imported); };
}

}  // namespace jumelles::deliver
