#include "deliver/outputs.h"

#include <algorithm>

#include "deliver/number.h"
#include "deliver/row_sink.h"
#include "assessing/pair_weights.h"

namespace jumelles::deliver {
namespace {

using assessing::RunResult;

constexpr const char* kListSeparator = "|";

// What the files are made of; every kind of file is a class of its own below.
struct Material {
  std::shared_ptr<const OutputInput> input;
  const RunResult* result = input->result.get();

  bool french() const { return input->project.output_language == "fr"; }
  char separator() const { return french() ? ';' : ','; }
  char point() const { return french() ? ',' : '.'; }
  CsvWriter writer() const { return CsvWriter::for_output(separator()); }

  const std::string& table_name(RecordIndex record) const { return result->tables[result->records->table_of(record)]->name; }
  uint32_t source_row(RecordIndex record) const {
    const RecordSet& records = *result->records;
    return result->tables[records.table_of(record)]->source_rows[records.row_of(record)];
  }
  const std::string& golden_id(RecordIndex record) const { return (*result->golden_ids)[result->groups->group_of[record]]; }
  uint32_t group_size(uint32_t group) const { return result->groups->first_member[group + 1] - result->groups->first_member[group]; }
};

// A file of rows: written once from the first row to the last, in as many calls as the runner likes.
class RowFile {
 public:
  explicit RowFile(Material material) : material_(std::move(material)) {}
  virtual ~RowFile() = default;
  virtual CsvWriter writer() const { return material_.writer(); }
  virtual uint64_t count() const = 0;
  virtual void header(Rows& out) = 0;
  // Row `index`, complete but for its end. false: there is none, only a place that was counted.
  virtual bool row(Rows& out, uint64_t index) = 0;

 protected:
  Material material_;
  const RunResult* result_ = material_.result;
};

// Attributes that hold a second value in some golden record.
std::vector<bool> attributes_with_extras(const RunResult& result) {
  std::vector<bool> out(result.records->attributes.size(), false);
  for (size_t a = 0; a < result.golden->extra.size(); ++a) out[a] = !result.golden->extra[a].empty();
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

class GoldenFile : public RowFile {
 public:
  using RowFile::RowFile;
  uint64_t count() const override { return result_->groups->group_count(); }

  void header(Rows& out) override {
    const std::vector<Attribute>& attributes = result_->records->attributes;
    out.exact("golden_id").exact("record_count").exact("sources");
    for (size_t a = 0; a < attributes.size(); ++a) {
      out.text(attributes[a].key);
      if (extras_[a]) out.text(attributes[a].key + "_others");
    }
    out.end();
  }

  bool row(Rows& out, uint64_t index) override {
    const auto group = static_cast<uint32_t>(index);
    const auto& golden = *result_->golden;
    out.exact((*result_->golden_ids)[group]).number(material_.group_size(group)).text(join(source_names(group)));
    for (size_t a = 0; a < result_->records->attributes.size(); ++a) {
      const Dictionary& clean = result_->records->attributes[a].clean;
      out.text(clean[golden.values[a][group].code]);
      if (!extras_[a]) continue;
      std::vector<std::string> more;
      for (size_t& e = next_extra_[a]; e < golden.extra[a].size() && golden.extra[a][e].group == group; ++e)
        more.emplace_back(clean[golden.extra[a][e].value.code]);
      out.text(join(more));
    }
    return true;
  }

 private:
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

  std::vector<bool> extras_ = attributes_with_extras(*result_);
  std::vector<size_t> next_extra_ = std::vector<size_t>(result_->records->attributes.size(), 0);
};

class XrefFile : public RowFile {
 public:
  using RowFile::RowFile;
  uint64_t count() const override { return result_->records->record_count(); }
  void header(Rows& out) override { out.exact("source").exact("source_row").exact("source_id").exact("golden_id").end(); }
  bool row(Rows& out, uint64_t index) override {
    const auto record = static_cast<RecordIndex>(index);
    out.key(material_.table_name(record)).number(material_.source_row(record)).key(result_->records->record_ids[record]).exact(material_.golden_id(record));
    return true;
  }
};

// Scored and vetoed pairs by the records' order.
class PairsFile : public RowFile {
 public:
  using RowFile::RowFile;
  uint64_t count() const override { return result_->edges->size() + result_->link->vetoed.size(); }

  void header(Rows& out) override {
    for (const char* side : {"a", "b"})
      for (const char* what : {"source_", "source_row_", "source_id_"}) out.exact(std::string(what) + side);
    for (const char* what : {"rule", "match_weight", "match_probability", "decision", "same_group", "prior_weight"}) out.exact(what);
    for (const Comparison& comparison : result_->link->config.comparisons)
      if (comparison.enabled) out.text(comparison.id + "_level").text(comparison.id + "_weight");
    if (assessing::has_rivals(*result_)) out.exact("rivals_level").exact("rivals_weight");
    out.end();
  }

  bool row(Rows& out, uint64_t) override {
    const std::vector<Edge>&edges = *result_->edges, &vetoed = result_->link->vetoed;
    const auto before = [](const Edge& x, const Edge& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; };
    const bool take_vetoed = edge_ == edges.size() || (vetoed_ < vetoed.size() && before(vetoed[vetoed_], edges[edge_]));
    const size_t at = take_vetoed ? vetoed_++ : edge_++;
    if (!take_vetoed && assessing::lost_to_rivals(*result_, at)) return false;
    const Edge& edge = take_vetoed ? vetoed[at] : edges[at];
    pair_row(out, edge, decision_on(edge, take_vetoed));
    return true;
  }

 private:
  // What decided, before groups: a rule, what people said, or the weight.
  const char* decision_on(const Edge& edge, bool vetoed) const {
    if (vetoed) return "must_not_match";
    if (const Known answer = known_.empty() ? Known::kNothing : known_.of(edge.a, edge.b); answer != Known::kNothing)
      return answer == Known::kSame ? "judged_same" : "judged_different";
    if (result_->link->scorer->veto(edge.a, edge.b) == Veto::kMustMatch) return "must_match";
    return edge.match_weight >= weight_from_probability(result_->project.link.threshold) ? "linked" : "to_check";
  }

  void pair_row(Rows& out, const Edge& edge, const char* decision) const {
    const LinkConfig& config = result_->link->config;
    const char point = material_.point();
    for (RecordIndex record : {edge.a, edge.b})
      out.key(material_.table_name(record)).number(material_.source_row(record)).key(result_->records->record_ids[record]);
    out.text(edge.rule < config.blocking_rules.size() ? document::name_of(config.blocking_rules[edge.rule]) : "");
    out.exact(weight_text(edge.match_weight, point)).exact(probability_text(probability_from_weight(edge.match_weight), point));
    out.exact(decision);
    out.exact(result_->groups->group_of[edge.a] == result_->groups->group_of[edge.b] ? "yes" : "no");
    linking::Explanation explanation = result_->link->scorer->explain(edge.a, edge.b);
    explanation.rivals_weight = edge.match_weight - explanation.match_weight;
    out.exact(weight_text(explanation.prior, point));
    for (size_t c = 0; c < config.comparisons.size(); ++c) {
      if (!config.comparisons[c].enabled) continue;
      const linking::Evidence& evidence = explanation.evidence[c];
      const auto& levels = config.comparisons[c].levels;
      out.text(evidence.level < 0 ? "missing" : levels[static_cast<size_t>(evidence.level)].id);
      out.exact(weight_text(evidence.weight + evidence.term_frequency_weight, point));
    }
    if (!assessing::has_rivals(*result_)) return;
    out.exact(explanation.rivals_weight == 0 ? "missing" : "one_at_most").exact(weight_text(explanation.rivals_weight, point));
  }

  size_t edge_ = 0, vetoed_ = 0;  // the next of each
  std::shared_ptr<const Labels> labels_ = running::that_decide(*result_->labels);
  KnownPairs known_{*labels_, result_->records->record_count()};
};

// The rows of one source as they came, with what became of them.
class SourceFile : public RowFile {
 public:
  SourceFile(Material material, uint32_t table, const ingest::Dialect& dialect)
      : RowFile(std::move(material)), table_(*result_->tables[table]), dialect_(dialect), first_(result_->records->first_record[table]) {}
  CsvWriter writer() const override { return is_delimited() ? CsvWriter::for_source(dialect_) : material_.writer(); }
  uint64_t count() const override { return table_.row_count(); }

  void header(Rows& out) override {
    if (is_delimited() && !dialect_.has_header) return;
    for (const Column& column : table_.columns) out.text(column.name);
    out.text("golden_id").text("group_size").end();
  }

  bool row(Rows& out, uint64_t index) override {
    const auto row = static_cast<uint32_t>(index);
    for (const Column& column : table_.columns) out.text(column.text(row));
    out.exact(material_.golden_id(first_ + row)).number(material_.group_size(result_->groups->group_of[first_ + row]));
    return true;
  }

 private:
  bool is_delimited() const { return dialect_.format == ingest::Format::kCsv; }
  const Table& table_;
  const ingest::Dialect& dialect_;
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
  void header(Rows& out) override {
    for (const char* what : {"source", "line", "source_row", "reason_id", "reason", "text"}) out.exact(what);
    out.end();
  }
  bool row(Rows& out, uint64_t index) override {
    const auto& [source, reject] = rows_[index];
    out.key(*source).number(reject->line).number(reject->source_row).exact(reject->reason_id).text(reject->reason).text(reject->text);
    return true;
  }

 private:
  std::vector<std::pair<const std::string*, const RejectedRow*>> rows_;
};

// The first phase makes the file: what it needs may take a while to gather.
using MakeRows = std::function<std::shared_ptr<Rows>(const RowFile&)>;
std::vector<Phase> phases_of(std::function<std::unique_ptr<RowFile>()> make, MakeRows make_rows) {
  struct Writing {
    std::unique_ptr<RowFile> file;
    std::shared_ptr<Rows> rows;
  };
  auto writing = std::make_shared<Writing>();
  const auto open = [writing, make = std::move(make), make_rows = std::move(make_rows)] {
    writing->file = make();
    writing->rows = make_rows(*writing->file);
    writing->file->header(*writing->rows);
  };
  const auto count = [writing] { return writing->file->count(); };
  const auto rows = [writing](uint64_t begin, uint64_t end) {
    for (uint64_t i = begin; i < end; ++i)
      if (writing->file->row(*writing->rows, i) && !writing->rows->end()) return Rows::stopped();
    return Status();
  };
  return {step("export.open", open), pass("export.rows", Unit::kRows, count, rows, 64),
          step("export.close", [writing] { return writing->rows->finish(); })};
}

MakeRows to_text(Sink sink) {
  return [sink = std::move(sink)](const RowFile& file) { return std::make_shared<RowSink>(file.writer(), sink); };
}

template <class File>
std::vector<Phase> phases_of(const Material& material, Sink sink) {
  return phases_of([material] { return std::make_unique<File>(material); }, to_text(std::move(sink)));
}

std::vector<Phase> project_phases(document::Project project, Sink sink) {
  return {step("export.open", [project = std::move(project), sink = std::move(sink)] {
    return sink(document::to_json(project)) ? Status() : Rows::stopped();
  })};
}

Result<std::vector<Phase>> source_phases(const std::string& name, Material material, Sink sink) {
  const ImportedSource* found = nullptr;
  for (const ImportedSource& import : material.input->imports)
    if (import.name == name) found = &import;
  const auto& tables = material.result->tables;
  uint32_t table = 0;
  while (table < tables.size() && tables[table]->name != name) ++table;
  if (!found || table == tables.size())
    return Error{ErrorCode::kBadInput, "export.no_source", "There is no source " + name + ".", "Choose one of the list.", name, 0, {name}};
  return phases_of([material, table, imported = found->imported] { return std::make_unique<SourceFile>(material, table, imported->dialect); }, to_text(std::move(sink)));
}

constexpr std::string_view kSourcePrefix = "source:";

}  // namespace

Result<std::vector<Phase>> output_phases(const std::string& kind, OutputInput input, Sink sink) {
  if (kind == "project") return project_phases(std::move(input.project), std::move(sink));
  const Material material{std::make_shared<const OutputInput>(std::move(input))};
  if (kind == "rejects") return phases_of<RejectsFile>(material, sink);
  if (!material.result) return Error{ErrorCode::kBadInput, "export.no_result", "There is no result to deliver yet.", "Run the matching first.", kind, 0, {}};
  if (kind == "golden") return phases_of<GoldenFile>(material, sink);
  if (kind == "xref") return phases_of<XrefFile>(material, sink);
  if (kind == "pairs") return phases_of<PairsFile>(material, sink);
  if (kind.compare(0, kSourcePrefix.size(), kSourcePrefix) == 0) return source_phases(kind.substr(kSourcePrefix.size()), material, std::move(sink));
  return Error{ErrorCode::kBadInput, "export.kind", "There is no output \"" + kind + "\".", "Choose one of the list.", kind, 0, {kind}};
}

std::vector<Phase> golden_phases(OutputInput input, std::shared_ptr<Rows> rows) {
  const Material material{std::make_shared<const OutputInput>(std::move(input))};
  return phases_of([material] { return std::make_unique<GoldenFile>(material); }, [rows](const RowFile&) { return rows; });
}

std::vector<Phase> xref_phases(OutputInput input, std::shared_ptr<Rows> rows) {
  const Material material{std::make_shared<const OutputInput>(std::move(input))};
  return phases_of([material] { return std::make_unique<XrefFile>(material); }, [rows](const RowFile&) { return rows; });
}

std::vector<OutputInfo> outputs(const OutputInput& input) {
  std::vector<OutputInfo> list;
  if (input.result) {
    const RunResult& result = *input.result;
    const auto count = [](size_t n) { return static_cast<uint32_t>(n); };
    size_t extras = 0;
    for (bool extra : attributes_with_extras(result)) extras += extra;
    list.push_back({"golden", "golden.csv", result.groups->group_count(), count(3 + result.records->attributes.size() + extras)});
    list.push_back({"xref", "xref.csv", result.records->record_count(), 4});
    for (const auto& table : result.tables)
      list.push_back({"source:" + table->name, "sources/" + table->name + ".csv", table->row_count(), count(table->columns.size() + 2)});
    size_t compared = 0;
    for (const Comparison& comparison : result.link->config.comparisons) compared += comparison.enabled;
    list.push_back({"pairs", "pairs.csv", result.by_weight->size() + result.link->vetoed.size(), count(12 + 2 * (compared + (assessing::has_rivals(result) ? 1 : 0)))});
  }
  uint64_t rejected = 0;
  for (const ImportedSource& import : input.imports) rejected += import.imported->rejects.size();
  list.push_back({"rejects", "rejects.csv", rejected, 6});
  list.push_back({"project", "project.json", 0, 0});
  return list;
}

}  // namespace jumelles::deliver
