#include "report/sheets.h"

#include "report/dictionary.h"

namespace jumelles::report {
namespace {

using protocol::AuditPage;

struct ColumnText { std::string_view key, french, english; SheetCells cells = SheetCells::kText; };

using C = SheetCells;
constexpr ColumnText kQuality[] = {{"source", "Source", "Source"},
                                   {"attribute", "Attribut", "Attribute"},
                                   {"label", "Libellé", "Label"},
                                   {"record_count", "Enregistrements", "Records", C::kCount},
                                   {"filled_count", "Remplis", "Filled", C::kCount},
                                   {"completeness", "Complétude", "Completeness", C::kShare},
                                   {"completeness_target", "Objectif de complétude", "Completeness target", C::kShare},
                                   {"value_count", "Valeurs", "Values", C::kCount},
                                   {"distinct_count", "Valeurs distinctes", "Distinct values", C::kCount},
                                   {"checked_count", "Vérifiables", "Checkable", C::kCount},
                                   {"valid_count", "Justes", "Right", C::kCount},
                                   {"validity", "Validité", "Validity", C::kShare},
                                   {"validity_target", "Objectif de validité", "Validity target", C::kShare},
                                   {"set_aside_count", "Écartées", "Set aside", C::kCount},
                                   {"mended_count", "Réparées à la lecture", "Mended on reading", C::kCount},
                                   {"median_date", "Mois médian", "Median month"},
                                   {"age_months", "Âge médian (mois)", "Median age (months)", C::kCount},
                                   {"freshness_target", "Objectif de fraîcheur (mois)", "Freshness target (months)", C::kCount}};
constexpr ColumnText kFindings[] = {{"severity", "Gravité", "Severity"},
                                    {"state", "État", "State"},
                                    {"headline", "Constat", "Finding"},
                                    {"explanation", "Conséquence", "Consequence"},
                                    {"count", "Nombre", "Count", C::kCount},
                                    {"of_count", "Sur", "Of", C::kCount},
                                    {"cost", "Coût, en points", "Cost, in points", C::kCount},
                                    {"attributes", "Attributs", "Attributes"},
                                    {"sources", "Sources", "Sources"},
                                    {"distinct_count", "Valeurs distinctes", "Distinct values", C::kCount},
                                    {"examples", "Exemples", "Examples"},
                                    {"finding", "Identifiant du constat", "Finding id"}};
constexpr ColumnText kDictionary[] = {{"attribute", "Attribut", "Attribute"},
                                      {"label", "Libellé", "Label"},
                                      {"meaning", "Sens", "Meaning"},
                                      {"requirement", "Exigence", "Requirement"},
                                      {"format", "Format", "Format"},
                                      {"pattern", "Format vérifié", "Checked format"},
                                      {"personal_data", "Donnée personnelle", "Personal data"},
                                      {"owner", "Responsable", "Owner"},
                                      {"purpose", "Finalité", "Purpose"},
                                      {"retention_months", "Conservation (mois)", "Retention (months)", C::kCount}};

template <size_t N>
Sheet begin(std::string_view key, std::string_view french, std::string_view english, const ColumnText (&columns)[N], const SheetVoice& voice) {
  const bool is_french = voice.language == "fr";
  Sheet sheet;
  sheet.key = key;
  sheet.name = voice.for_programs ? key : is_french ? french : english;
  for (const ColumnText& column : columns) sheet.columns.push_back({std::string(column.key), std::string(voice.for_programs ? column.key : is_french ? column.french : column.english), column.cells});
  return sheet;
}

// "0.7512"; the last decimal is rounded.
std::string four_decimals(double share) {
  const auto parts = static_cast<uint64_t>(share * 10'000 + 0.5);
  const std::string digits = std::to_string(parts % 10'000);
  return std::to_string(parts / 10'000) + "." + std::string(4 - digits.size(), '0') + digits;
}

std::string share_of(uint64_t count, uint64_t of) { return of == 0 ? std::string() : four_decimals(share(count, of)); }
std::string target_of(double target) { return target < 0 ? std::string() : four_decimals(target); }

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : "; ") + text;
  return out;
}

}  // namespace

Sheet quality_sheet(const AuditPage& audit, const SheetVoice& voice) {
  Sheet sheet = begin("quality", "Qualité", "Quality", kQuality, voice);
  for (const protocol::AuditCell& cell : audit.cells) {
    if (!cell.present || cell.source >= audit.sources.size() || cell.attribute >= audit.attributes.size()) continue;
    const protocol::AuditSource& source = audit.sources[cell.source];
    const protocol::AuditAttribute& attribute = audit.attributes[cell.attribute];
    const auto n = [](uint64_t count) { return std::to_string(count); };
    sheet.rows.push_back({source.name, attribute.key, attribute.label, n(source.record_count), n(cell.filled_count), share_of(cell.filled_count, source.record_count),
                          target_of(attribute.completeness_target), n(cell.value_count), n(cell.distinct_count), n(cell.checked_count), n(cell.valid_count),
                          share_of(cell.valid_count, cell.checked_count), target_of(attribute.validity_target), n(cell.set_aside_count), n(cell.mended_count), cell.median_date,
                          cell.age_months < 0 ? "" : std::to_string(cell.age_months), attribute.freshness_target < 0 ? "" : std::to_string(attribute.freshness_target)});
  }
  return sheet;
}

Sheet findings_sheet(const AuditPage& audit, const SheetVoice& voice) {
  const Words words(voice.language);
  Sheet sheet = begin("findings", "Constats", "Findings", kFindings, voice);
  for (const protocol::FindingRow& row : audit.findings) {
    const std::string severity = voice.for_programs ? row.severity : words("severity." + row.severity);
    const std::string state = row.fix == "done" && row.state == "open" ? "done" : row.state;
    std::vector<std::string> attributes, sources, examples;
    for (const std::string& key : row.attributes) {
      const protocol::AuditAttribute* known = nullptr;
      for (const protocol::AuditAttribute& attribute : audit.attributes)
        if (attribute.key == key) known = &attribute;
      attributes.push_back(known == nullptr || voice.for_programs ? key : known->label);
    }
    for (const protocol::FindingSource& source : row.sources)
      if (source.source < audit.sources.size()) sources.push_back(audit.sources[source.source].name + " " + std::to_string(source.count));
    for (const protocol::FindingValue& value : row.values) examples.push_back(value.value + (value.becomes.empty() ? "" : " \u2192 " + value.becomes));
    sheet.rows.push_back({severity, voice.for_programs ? state : words("state." + state), row.headline, row.explanation, std::to_string(row.count), std::to_string(row.of_count), std::to_string(row.cost),
                          joined(attributes), joined(sources), std::to_string(row.distinct_count), joined(examples), row.id});
  }
  return sheet;
}

Sheet dictionary_sheet(const AuditPage& audit, const SheetVoice& voice) {
  const Words words(voice.language);
  Sheet sheet = begin("dictionary", "Dictionnaire", "Dictionary", kDictionary, voice);
  for (const protocol::AuditSource& source : audit.sources) sheet.columns.push_back({source.name, source.name, C::kText});
  for (const protocol::DictionaryRow& row : audit.dictionary) {
    const protocol::DictionaryEntry& e = row.entry;
    std::vector<std::string> line{e.attribute, row.label, e.meaning, voice.for_programs ? e.requirement : words("requirement." + e.requirement), e.format, e.pattern,
                                  voice.for_programs ? e.personal_data : words("personal." + e.personal_data), e.owner, e.purpose, e.retention_months == 0 ? "" : std::to_string(e.retention_months)};
    for (const protocol::DictionaryCell& cell : row.cells) {
      const std::string lacking = lacking_text(words, row, cell);
      line.push_back(lacking.empty() ? words("dictionary.met") : lacking);
    }
    sheet.rows.push_back(std::move(line));
  }
  return sheet;
}

std::vector<Sheet> audit_sheets(const AuditPage& audit, const SheetVoice& voice) {
  return {quality_sheet(audit, voice), findings_sheet(audit, voice), dictionary_sheet(audit, voice)};
}

}  // namespace jumelles::report
