#include <nlohmann/json.hpp>

#include "report/view.h"

namespace jumelles::report {
namespace {

using nlohmann::ordered_json;
using protocol::AuditPage;

ordered_json whole_or_null(uint64_t of, double value) { return of == 0 ? ordered_json() : ordered_json(value); }
ordered_json text_or_null(const std::string& text) { return text.empty() ? ordered_json() : ordered_json(text); }

ordered_json summary_of(const View& view) {
  const AuditPage& audit = view.audit;
  return {{"record_count", audit.record_count},  {"completeness", audit.completeness},        {"validity", audit.validity},
          {"open_finding_count", view.open.size()}, {"settled_finding_count", view.settled.size()}, {"target_count", view.checks.size()},
          {"missed_target_count", view.missed_count}};
}

ordered_json sources_of(const AuditPage& audit) {
  ordered_json out = ordered_json::array();
  for (const protocol::AuditSource& row : audit.sources)
    out.push_back({{"name", row.name}, {"record_count", row.record_count}, {"oldest", text_or_null(row.oldest)}, {"median", text_or_null(row.median)}, {"newest", text_or_null(row.newest)}});
  return out;
}

ordered_json attributes_of(const View& view) {
  ordered_json out = ordered_json::array();
  for (const protocol::AuditAttribute& row : view.audit.attributes) {
    ordered_json& attribute = out.emplace_back(ordered_json{{"key", row.key}, {"type", row.type}, {"label", row.label}});
    attribute["completeness_target"] = row.completeness_target < 0 ? ordered_json() : ordered_json(row.completeness_target);
    attribute["freshness_target"] = row.freshness_target < 0 ? ordered_json() : ordered_json(row.freshness_target);
    attribute["validity_target"] = row.validity_target < 0 ? ordered_json() : ordered_json(row.validity_target);
  }
  return out;
}

// An attribute is in it once, whatever sources have.
ordered_json dictionary_of(const View& view) {
  ordered_json out = ordered_json::array();
  for (const protocol::DictionaryRow& row : view.audit.dictionary) {
    const protocol::DictionaryEntry& entry = row.entry;
    ordered_json& json = out.emplace_back(ordered_json{{"attribute", entry.attribute}, {"type", row.type}, {"label", row.label}, {"meaning", entry.meaning}, {"owner", text_or_null(entry.owner)},
                                                       {"purpose", text_or_null(entry.purpose)}, {"requirement", entry.requirement}, {"format", text_or_null(entry.format)}, {"pattern", text_or_null(entry.pattern)},
                                                       {"personal_data", entry.personal_data}});
    json["retention_months"] = entry.retention_months == 0 ? ordered_json() : ordered_json(entry.retention_months);
    json["sources"] = ordered_json::array();
    for (const protocol::DictionaryCell& cell : row.cells)
      if (cell.source < view.audit.sources.size())
        json["sources"].push_back({{"source", view.source(cell.source)}, {"present", cell.present}, {"missing_count", cell.missing_count}, {"off_format_count", cell.off_format_count}, {"met", cell.is_met}});
  }
  return out;
}

// Names in the place of indexes: programs need not look them up.
ordered_json cells_of(const View& view) {
  ordered_json out = ordered_json::array();
  for (const protocol::AuditCell& cell : view.audit.cells) {
    if (!cell.present || cell.source >= view.audit.sources.size() || cell.attribute >= view.audit.attributes.size()) continue;
    const uint64_t records = view.audit.sources[cell.source].record_count;
    out.push_back({{"attribute", view.audit.attributes[cell.attribute].key},
                   {"source", view.source(cell.source)},
                   {"filled_count", cell.filled_count},
                   {"value_count", cell.value_count},
                   {"distinct_count", cell.distinct_count},
                   {"checked_count", cell.checked_count},
                   {"valid_count", cell.valid_count},
                   {"set_aside_count", cell.set_aside_count},
                   {"mended_count", cell.mended_count},
                   {"completeness", whole_or_null(records, share(cell.filled_count, records))},
                   {"validity", whole_or_null(cell.checked_count, share(cell.valid_count, cell.checked_count))},
                   {"below_completeness", cell.below_completeness},
                   {"below_validity", cell.below_validity},
                   {"age_months", cell.age_months < 0 ? ordered_json() : ordered_json(cell.age_months)},
                   {"below_freshness", cell.below_freshness}});
  }
  return out;
}

ordered_json findings_of(const View& view) {
  ordered_json out = ordered_json::array();
  for (const protocol::FindingRow& row : view.audit.findings) {
    ordered_json& finding = out.emplace_back(ordered_json{{"id", row.id}, {"kind", row.kind}, {"severity", row.severity}, {"fix", row.fix}, {"state", row.state}, {"attributes", row.attributes}});
    finding["headline"] = row.headline;
    finding["explanation"] = row.explanation;
    finding["count"] = row.count;
    finding["of_count"] = row.of_count;
    finding["harm"] = row.harm;
    finding["unit_cost"] = row.unit_cost;
    finding["cost"] = row.cost;
    finding["counts_records"] = row.counts_records;
    finding["distinct_count"] = row.distinct_count;
    finding["sources"] = ordered_json::array();
    for (const protocol::FindingSource& source : row.sources)
      if (source.source < view.audit.sources.size()) finding["sources"].push_back({{"source", view.source(source.source)}, {"count", source.count}});
    finding["values"] = ordered_json::array();
    for (const protocol::FindingValue& value : row.values) finding["values"].push_back({{"value", value.value}, {"becomes", text_or_null(value.becomes)}, {"count", value.count}});
  }
  return out;
}

ordered_json targets_of(const View& view) {
  ordered_json out = ordered_json::array();
  for (const TargetCheck& row : view.checks)
    out.push_back({{"attribute", row.target.attribute},
                   {"measure", row.target.measure},
                   {"source", row.source == kAllSources ? ordered_json() : ordered_json(view.source(row.source))},
                   {"target", is_age(row.target) ? ordered_json(row.target.months) : ordered_json(row.target.share)},
                   {"found", row.is_absent ? ordered_json() : is_age(row.target) ? ordered_json(row.age_months) : ordered_json(row.share)},
                   {"lacking_count", row.lacking_count},
                   {"held", row.is_held}});
  return out;
}

ordered_json interval(bool known, const protocol::IntervalSummary& row) {
  return known ? ordered_json{{"value", row.value}, {"low", row.low}, {"high", row.high}} : ordered_json();
}

// null where nothing was matched.
ordered_json matching_of(const View& view) {
  const protocol::AuditResult& result = view.audit.result;
  if (!result.has_result) return nullptr;
  const auto name = [&](uint32_t source) { return source < view.audit.sources.size() ? view.source(source) : std::string(); };
  ordered_json out{{"is_stale", result.is_stale}, {"customer_count", result.customer_count}, {"duplicate_count", result.duplicate_count}, {"unmatchable_count", result.unmatchable_count}};
  for (const auto& [key, counts] : {std::pair{"duplicates_of", &result.duplicates_of}, std::pair{"unmatchable_of", &result.unmatchable_of}}) {
    out[key] = ordered_json::array();
    for (uint32_t s = 0; s < counts->size(); ++s) out[key].push_back({{"source", name(s)}, {"count", (*counts)[s]}});
  }
  out["overlaps"] = ordered_json::array();
  for (const protocol::SourceOverlap& row : result.overlaps) {
    ordered_json names = ordered_json::array();
    for (const uint32_t source : row.sources) names.push_back(name(source));
    out["overlaps"].push_back({{"sources", names}, {"count", row.count}});
  }
  out["agreements"] = ordered_json::array();
  for (const protocol::SourceAgreement& row : result.agreements)
    if (row.attribute < view.audit.attributes.size())
      out["agreements"].push_back({{"attribute", view.audit.attributes[row.attribute].key}, {"a", name(row.a)}, {"b", name(row.b)}, {"pair_count", row.pair_count}, {"same_count", row.same_count},
                                   {"a_alone_count", row.a_alone_count}, {"b_alone_count", row.b_alone_count}, {"third_with_a_count", row.third_with_a_count}, {"third_with_b_count", row.third_with_b_count}, {"a_newer_count", row.a_newer_count}, {"b_newer_count", row.b_newer_count}});
  const Matching& matching = view.input.matching;
  const protocol::EstimateSummary& e = matching.estimate;
  out["estimate"] = {{"precision", interval(e.known, e.precision)}, {"recall", interval(e.known && e.recall_known, e.recall)}, {"blocking_recall", interval(e.blocking_known, e.blocking_recall)}};
  out["judged"] = {{"group_count", matching.decisions.judged_count}, {"precision", interval(matching.decisions.precision_known, matching.decisions.precision)}, {"recall", interval(matching.decisions.recall_known, matching.decisions.recall)}};
  out["golden"] = ordered_json::array();
  for (const GoldenFill& row : matching.golden)
    out["golden"].push_back({{"attribute", row.attribute}, {"before_count", row.before_count}, {"before_of", row.before_of}, {"after_count", row.after_count}, {"after_of", row.after_of}});
  return out;
}

ordered_json columns_of(const FileFacts& file) {
  ordered_json out = ordered_json::array();
  for (const ColumnFate& column : file.columns) out.push_back({{"name", column.name}, {"fate", column.fate}});
  return out;
}

// null where nothing came before. Values of lists and shapes are told with alerts unless values are masked.
ordered_json history_of(const View& view) {
  const protocol::MonitoringPage& history = view.input.monitoring;
  if (!history.has_former) return nullptr;
  ordered_json out{{"since", text_or_null(history.since)}, {"day", text_or_null(history.day)}};
  out["alerts"] = ordered_json::array();
  for (const protocol::MonitoringAlert& row : history.alerts) {
    ordered_json& alert = out["alerts"].emplace_back(ordered_json{{"kind", row.kind}, {"severity", row.severity}, {"source", row.source}, {"attribute", row.attribute}, {"subject", row.subject}, {"sentence", row.sentence}, {"before", row.before}, {"after", row.after}});
    alert["values"] = ordered_json::array();
    for (const protocol::ValueRow& value : row.values)
      if (!view.input.masked) alert["values"].push_back({{"value", value.value}, {"count", value.count}});
  }
  out["series"] = ordered_json::array();
  for (const protocol::MonitoringSeries& row : history.series) {
    ordered_json& series = out["series"].emplace_back(ordered_json{{"source", row.source}, {"attribute", row.attribute}});
    series["marks"] = ordered_json::array();
    for (const protocol::MonitoringMark& mark : row.marks)
      if (mark.point < history.points.size())
        series["marks"].push_back({{"day", text_or_null(history.points[mark.point].day)}, {"record_count", mark.record_count}, {"filled_count", mark.filled_count}, {"distinct_count", mark.distinct_count}, {"checked_count", mark.checked_count}, {"valid_count", mark.valid_count}, {"finding_count", mark.finding_count}});
  }
  return out;
}

}  // namespace

std::string to_json(const ReportInput& input) {
  const View view(input);
  ordered_json out{{"format", "jumelles-audit"}, {"version", kJsonVersion}, {"language", view.words.french() ? "fr" : "en"}, {"project", text_or_null(input.project_name)}, {"date", text_or_null(input.date)}, {"product_version", text_or_null(input.product_version)}, {"masked", input.masked}};
  out["summary"] = summary_of(view);
  out["sources"] = sources_of(view.audit);
  out["attributes"] = attributes_of(view);
  out["dictionary"] = dictionary_of(view);
  out["cells"] = cells_of(view);
  out["findings"] = findings_of(view);
  out["targets"] = targets_of(view);
  out["matching"] = matching_of(view);
  out["history"] = history_of(view);
  out["figures"] = input.figures.empty() ? ordered_json() : ordered_json::parse(input.figures, nullptr, false);
  out["recommendations"] = ordered_json::array();
  for (const Recommendation& row : view.recommendations) out["recommendations"].push_back({{"id", row.id}, {"what", row.what}, {"why", row.why}, {"count", row.count}});
  out["recipe"] = {{"rule_count", input.recipe_rule_count}, {"left_out_row_count", input.left_out_row_count}};
  out["files"] = ordered_json::array();
  for (const FileFacts& file : input.files)
    out["files"].push_back({{"source", file.source}, {"file_name", file.file_name}, {"table", text_or_null(file.table)}, {"format", file.format}, {"encoding", text_or_null(file.encoding)}, {"size_bytes", file.size_bytes}, {"row_count", file.row_count}, {"rejected_count", file.rejected_count}, {"hash", text_or_null(file.hash)}, {"notices", file.notices}, {"repaired_cell_count", file.repaired_cell_count}, {"columns", columns_of(file)}});
  return out.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace jumelles::report
