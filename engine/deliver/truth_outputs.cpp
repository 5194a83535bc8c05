#include "deliver/truth_outputs.h"

#include <algorithm>

#include "deliver/number.h"
#include "deliver/row_sink.h"
#include "assessing/pair_weights.h"

namespace jumelles::deliver {
namespace {

std::string share_text(double share) { return fixed_text(static_cast<int64_t>(share * 1e6 + 0.5), 6); }

void put_counts(Rows& out, const evaluate::PairCounts& counts, uint64_t true_pairs) {
  out.number(counts.found).number(counts.right);
  out.decimal(share_text(counts.precision())).decimal(share_text(counts.recall(true_pairs))).decimal(share_text(counts.f1(true_pairs)));
}

// Why a pair is an error, as a sentence.
std::string why(const evaluate::PairError& error, bool alike, bool french) {
  using evaluate::PairFate;
  switch (error.fate) {
    case PairFate::kLinked: return french ? "Lié : le poids atteint le seuil." : "Linked: the weight reaches the threshold.";
    case PairFate::kIndirect: return french ? "Réuni par d'autres fiches du groupe." : "Joined by other records of the group.";
    case PairFate::kNeverMet:
      if (alike) return french ? "Aucune clé commune ; le poids aurait suffi." : "No key in common; the weight would have been enough.";
      return french ? "Aucune clé commune ; le poids n'aurait pas suffi." : "No key in common; the weight would not have been enough.";
    case PairFate::kBelowThreshold: return french ? "Comparé, mais sous le seuil." : "Compared, but below the threshold.";
    case PairFate::kForbidden: return french ? "Interdit par une règle." : "Forbidden by a rule.";
    case PairFate::kRefused: break;
  }
  return french ? "Au-dessus du seuil, mais les groupes ne s'accordent pas." : "Above the threshold, but the groups do not agree.";
}

// The clean values of one record that a comparison looks at.
std::string values_of(const RecordSet& records, const Comparison& comparison, RecordIndex record) {
  std::string text;
  for (const std::string& key : comparison.attributes) {
    const int attribute = records.find(key);
    if (attribute < 0) continue;
    for (const auto& slot : records.attributes[static_cast<size_t>(attribute)].slots) {
      const Code code = slot.codes[record];
      if (code == kMissing) continue;
      if (!text.empty()) text += "|";
      text += records.attributes[static_cast<size_t>(attribute)].clean[code];
    }
  }
  return text;
}

RowSink sink_in(const TruthForm& form, const Sink& sink) {
  return {CsvWriter::for_output(form.french ? ';' : ','), sink, form.french ? ',' : '.'};
}

std::vector<OutputColumn> error_columns(const LinkConfig& config, bool has_rivals, Naming naming) {
  std::vector<OutputColumn> out;
  for (const char* key : {"kind", "fate", "why"}) out.push_back(fixed_column(key, naming));
  for (OutputColumn& column : columns_of_two(naming)) out.push_back(std::move(column));
  for (const char* key : {"rule", "match_weight", "match_probability", "prior_weight"}) out.push_back(fixed_column(key, naming));
  const auto compared = [&](const std::string& id) {
    for (const char* what : {"_a", "_b", "_level", "_weight"}) out.push_back(column_about(id, comparison_label(id, naming), what, naming));
  };
  for (const Comparison& comparison : config.comparisons)
    if (comparison.enabled) compared(comparison.id);
  if (has_rivals) compared("rivals");
  tell_apart(out);
  return out;
}

}  // namespace

TruthForm form_of(const document::Project& project) { return {project.output_language == "fr", naming_from_id(project.output_headers)}; }

Status write_curve(const evaluate::Curve& curve, Weight used, const TruthForm& form, const Sink& sink) {
  RowSink out = sink_in(form, sink);
  std::vector<OutputColumn> columns;
  for (const char* key : {"threshold_bits", "threshold_probability", "used"}) columns.push_back(fixed_column(key, form.naming));
  for (const char* what : {"pairs", "closed", "groups"})
    for (const char* said : {"_found", "_right", "_precision", "_recall", "_f1"})
      columns.push_back(column_about(what, fixed_column(what, form.naming).label, said, form.naming));
  out.head(columns);
  for (const evaluate::CurvePoint& at : curve.points) {
    out.decimal(weight_text(at.threshold)).decimal(probability_text(probability_from_weight(at.threshold))).exact(at.threshold == used ? "yes" : "no");
    put_counts(out, at.pairs, curve.true_pairs);
    put_counts(out, at.closed, curve.true_pairs);
    if (at.own) put_counts(out, *at.own, curve.true_pairs);
    else out.exact("").exact("").exact("").exact("").exact("");
    if (!out.end()) break;
  }
  return out.finish();
}

Status write_errors(const evaluate::ErrorReport& report, const OutputInput& input, const Sink& sink) {
  const assessing::RunResult& result = *input.result;
  const RecordSet& records = *result.records;
  const LinkConfig& config = result.link->config;
  const TruthForm form = form_of(input.project);
  const Weight threshold = weight_from_probability(result.project.link.threshold);
  RowSink out = sink_in(form, sink);
  out.head(error_columns(config, assessing::has_rivals(result), form.naming));
  for (const evaluate::PairError& error : report.worst) {
    out.exact(error.is_match ? "false_negative" : "false_positive").exact(evaluate::fate_id(error.fate));
    out.text(why(error, error.match_weight >= threshold, form.french));
    for (const RecordIndex record : {error.a, error.b}) {
      const Table& table = *result.tables[records.table_of(record)];
      out.text(table.name).number(table.source_rows[records.row_of(record)]).text(records.record_ids[record]);
    }
    const int rule = result.link->scorer->first_rule(error.a, error.b);
    out.text(rule < 0 ? std::string() : document::name_of(config.blocking_rules[static_cast<size_t>(rule)]));
    const linking::Explanation explanation = assessing::explain(result, error.a, error.b);
    out.decimal(weight_text(explanation.match_weight)).decimal(probability_text(probability_from_weight(explanation.match_weight)));
    out.decimal(weight_text(explanation.prior));
    size_t next = 0;
    for (size_t c = 0; c < config.comparisons.size(); ++c) {
      const Comparison& comparison = config.comparisons[c];
      if (!comparison.enabled) continue;
      out.text(values_of(records, comparison, error.a)).text(values_of(records, comparison, error.b));
      if (next >= explanation.evidence.size() || explanation.evidence[next].comparison != c) {
        out.exact("").exact("");
        continue;
      }
      const linking::Evidence& evidence = explanation.evidence[next++];
      out.text(evidence.level < 0 ? "missing" : comparison.levels[static_cast<size_t>(evidence.level)].id);
      out.decimal(weight_text(evidence.weight + evidence.term_frequency_weight));
    }
    if (assessing::has_rivals(result))
      out.exact("").exact("").exact(explanation.rivals_weight == 0 ? "missing" : "one_at_most").decimal(weight_text(explanation.rivals_weight));
    if (!out.end()) break;
  }
  return out.finish();
}

}  // namespace jumelles::deliver
