#pragma once

// An audit that holds one of everything that a report tells: three sources, twelve attributes, ten findings, a result of matching, names
// from strangers.

#include <string>
#include <vector>

#include "report/report.h"

namespace jumelles::report {

inline protocol::AuditCell audited_cell(uint32_t source, uint32_t attribute, uint32_t records, double filled, double valid) {
  protocol::AuditCell cell;
  cell.source = source;
  cell.attribute = attribute;
  cell.present = filled >= 0;
  if (!cell.present) return cell;
  cell.filled_count = cell.value_count = static_cast<uint32_t>(records * filled + 0.5);
  cell.distinct_count = cell.filled_count * 9 / 10;
  cell.checked_count = valid < 0 ? 0 : cell.value_count;
  cell.valid_count = static_cast<uint32_t>(cell.checked_count * valid + 0.5);
  return cell;
}

inline void add_cells(protocol::AuditPage& audit) {
  struct Row { const char *key, *label; double filled[3], valid[3]; };  // below 0: absent, not checkable
  const Row rows[] = {{"civility", "Civilité", {0.94, 0.31, -1}, {1, 0.99, -1}},
                      {"given_name", "Prénom", {0.97, 0.99, 0.62}, {0.98, 0.94, 0.97}},
                      {"surname", "Nom", {0.99, 0.99, 0.88}, {0.99, 0.97, 0.99}},
                      {"birth_date", "Date de naissance", {0.71, 0.22, -1}, {0.93, 0.98, -1}},
                      {"company_name", "Raison sociale", {0.12, 0.03, 0.41}, {-1, -1, -1}},
                      {"siren", "SIREN", {0.09, -1, 0.38}, {0.94, -1, 0.99}},
                      {"email", "E-mail", {0.83, 1, 0.47}, {0.99, 0.97, 0.91}},
                      {"phone", "Téléphone", {0.76, 0.64, 0.58}, {0.89, 0.82, 0.93}},
                      {"street", "Adresse", {0.91, 0.87, 0.99}, {0.9, 0.84, 0.97}},
                      {"postcode", "Code postal", {0.92, 0.88, 0.99}, {0.98, 0.99, 0.99}},
                      {"city", "Ville", {0.92, 0.88, 0.99}, {0.97, 0.95, 0.99}},
                      {"consent", "Consentement", {0.68, 1, -1}, {1, 1, -1}}};
  for (const Row& row : rows) {
    const auto a = static_cast<uint32_t>(audit.attributes.size());
    protocol::AuditAttribute& attribute = audit.attributes.emplace_back();
    attribute.key = attribute.type = row.key;
    attribute.label = row.label;
    if (attribute.key == "email") attribute.completeness_target = 0.9;
    if (attribute.key == "phone") attribute.completeness_target = 0.7, attribute.validity_target = 0.9;
    for (uint32_t s = 0; s < 3; ++s) {
      protocol::AuditCell cell = audited_cell(s, a, audit.sources[s].record_count, row.filled[s], row.valid[s]);
      cell.below_completeness = cell.present && row.filled[s] < attribute.completeness_target;
      cell.below_validity = cell.present && row.valid[s] < attribute.validity_target;
      audit.cells.push_back(cell);
    }
  }
}

// An e-mail that is required and lacks, a phone that is off its format, a country that no source has.
inline void add_dictionary(protocol::AuditPage& audit) {
  const auto add = [&](const std::string& key, const std::string& label) -> protocol::DictionaryRow& {
    protocol::DictionaryRow& row = audit.dictionary.emplace_back();
    row.entry.attribute = row.chosen.attribute = row.type = key;
    row.label = label;
    row.entry.meaning = "Sens de " + label;
    row.entry.requirement = "optional";
    row.entry.personal_data = "person";
    for (uint32_t s = 0; s < audit.sources.size(); ++s) row.cells.push_back({s, true, 0, 0, true});
    return row;
  };
  for (const protocol::AuditAttribute& attribute : audit.attributes) {
    protocol::DictionaryRow& row = add(attribute.key, attribute.label);
    if (attribute.key == "email") {
      row.entry.requirement = "required";
      row.entry.owner = "Claire <Morin>";
      row.entry.purpose = "Relance";
      row.entry.personal_data = "contact";
      row.entry.retention_months = 36;
      row.cells[0] = {0, true, 890, 0, false};
    }
    if (attribute.key == "phone") {
      row.entry.requirement = "wished";
      row.entry.pattern = "0\\d{9}";
      row.cells[1] = {1, true, 12, 3, false};
    }
  }
  protocol::DictionaryRow& absent = add("country", "Pays");
  absent.entry.requirement = "wished";
  for (protocol::DictionaryCell& cell : absent.cells) cell.present = false, cell.missing_count = 100;
}

struct WrittenFinding {
  const char *id, *severity, *fix, *state, *attribute, *headline, *explanation;
  uint64_t count, of_count;
  std::vector<protocol::FindingSource> sources;
  std::vector<protocol::FindingValue> values;
};

inline std::vector<WrittenFinding> written_findings() {
  return {
      {"placeholder:birth_date", "error", "missing", "open", "birth_date", "262 clients sont nés un jour de remplissage", "Une date de remplissage rapproche des clients sans rapport.", 262, 3743, {{0, 262}}, {{"01/01/1900", "", 262}}},
      {"shared:phone", "error", "missing", "open", "phone", "84 téléphones sont inventés", "Ils lieraient des clients sans rapport.", 84, 7210, {{1, 84}}, {{"06 12 34 56 78", "", 61}, {"01 23 45 67 89", "", 23}}},
      {"duplicate", "warning", "see", "open", "", "508 doublons probables à l’intérieur d’une même source", "Des clients y sont comptés plusieurs fois.", 508, 12400, {{0, 241}, {1, 160}, {2, 107}}, {}},
      {"lost_zero:phone", "warning", "replace", "open", "phone", "626 numéros ont perdu leur zéro dans un tableur", "Le numéro complet se retrouve.", 626, 7210, {{0, 412}, {1, 214}}, {{"612345678", "0612345678", 3}, {"611111112", "0611111112", 2}}},
      {"domain:email", "warning", "replace", "open", "email", "41 adresses ont un domaine mal tapé.", "Les messages n’arrivent pas.", 41, 9100, {{1, 41}}, {{"sophie.delaunay@gmial.com", "sophie.delaunay@gmail.com", 1}}},
      {"company:surname", "warning", "replace", "open", "surname", "52 noms de société sont dans le champ Nom.", "Ils ne se rapprochent pas des entreprises.", 52, 11800, {{0, 52}}, {{"SARL Dupont & Fils", "", 2}}},
      {"postcode_city", "warning", "see", "open", "postcode", "37 codes postaux contredisent la ville.", "Le courrier revient.", 37, 11500, {{2, 37}}, {{"37000 Lyon", "", 4}}},
      {"check_digits:siren", "warning", "missing", "open", "siren", "28 SIREN ont une clé de contrôle fausse.", "Un numéro faux sépare deux fiches de la même entreprise.", 28, 2100, {{0, 28}}, {{"<script>alert(1)</script>", "", 1}}},
      {"unmatchable", "note", "see", "open", "", "263 enregistrements n’ont ni e-mail, ni téléphone, ni adresse.", "Rien ne peut les rapprocher.", 263, 12400, {{0, 148}, {2, 115}}, {}},
      {"encoding:city", "note", "done", "treated", "city", "19 villes avaient des lettres abîmées.", "Elles sont réparées à la lecture.", 19, 11500, {{1, 19}}, {{"OrlÃ©ans", "Orléans", 12}}},
      {"test:surname", "note", "missing", "ignored", "surname", "3 enregistrements d’essai.", "Ils comptent comme des clients.", 3, 11800, {{1, 3}}, {{"TEST", "", 3}}},
  };
}

inline void add_result(protocol::AuditPage& audit) {
  protocol::AuditResult& result = audit.result;
  result.has_result = true;
  result.customer_count = 9310;
  result.duplicate_count = 508;
  result.duplicates_of = {241, 160, 107};
  result.unmatchable_count = 263;
  result.unmatchable_of = {148, 0, 115};
  result.overlaps = {{{0}, 3120}, {{1}, 2350}, {{2}, 1650}, {{0, 1}, 980}, {{0, 2}, 640}, {{1, 2}, 320}, {{0, 1, 2}, 250}};
  result.agreements = {{6, 0, 1, 1100, 1010, 20, 60, 31, 9}, {8, 0, 2, 890, 610, 12, 40, 8, 96}, {7, 1, 2, 410, 330, 70, 22, 5, 5}, {9, 0, 1, 1200, 1188, 3, 4, 0, 0}};
}

inline ReportInput full_input() {
  ReportInput input;
  input.project_name = "Groupe Ardenel <clients> & \"associés\"";
  input.date = "2026-11-30";
  input.product_version = "0.1.0";
  protocol::AuditPage& audit = input.audit;
  audit.state = "ready";
  audit.language = "fr";
  audit.record_count = 12400;
  audit.completeness = 0.72;
  audit.validity = 0.96;
  audit.sources = {{"CRM", 5272, "2011-02-01", "2023-05-14", "2026-11-02"}, {"Boutique en ligne", 4380, "2016-09-30", "2025-01-20", "2026-11-29"}, {"<img src=x onerror=alert(1)>", 2748, "", "", ""}};
  add_cells(audit);
  add_dictionary(audit);
  for (const WrittenFinding& row : written_findings()) {
    protocol::FindingRow finding;
    finding.id = row.id;
    finding.kind = std::string(row.id).substr(0, std::string(row.id).find(':'));
    finding.severity = row.severity;
    finding.fix = row.fix;
    finding.state = row.state;
    if (*row.attribute != '\0') finding.attributes = {row.attribute};
    finding.headline = row.headline;
    finding.explanation = row.explanation;
    finding.count = row.count;
    finding.harm = finding.fix == "done" || finding.state == "treated" ? "mended" : finding.kind == "duplicate" ? "twice" : finding.kind == "shared" ? "mixed" : "lost";
    finding.unit_cost = finding.harm == "mended" ? 0 : finding.harm == "twice" ? 10 : finding.harm == "mixed" ? 30 : 3;
    finding.cost = finding.unit_cost * finding.count;
    finding.of_count = row.of_count;
    finding.sources = row.sources;
    finding.values = row.values;
    finding.distinct_count = row.values.size() * 3;
    if (finding.fix == "missing" || finding.fix == "replace") finding.rule.act = "values";
    audit.findings.push_back(finding);
  }
  add_result(audit);
  protocol::AuditCellDetail detail;
  detail.state = "ready";
  detail.cell = audit.cells[7 * 3 + 1];
  detail.shapes = {{"09 99 99 99 99", 1993, ""}, {"+33 9 99 99 99 99", 308, ""}, {"999999999", 214, ""}, {"99", 288, ""}};
  input.details = {detail};
  Matching& matching = input.matching;
  matching.known = true;
  matching.threshold = 0.5;
  matching.counts.linked_pair_count = 3614;
  matching.counts.candidate_pair_count = 48200;
  matching.counts.to_check_pair_count = 143;
  matching.counts.doubted_group_count = 6;
  matching.estimate.known = matching.estimate.recall_known = matching.estimate.blocking_known = true;
  matching.estimate.precision = {0.987, 0.983, 0.991};
  matching.estimate.recall = {0.962, 0.94, 0.978};
  matching.estimate.blocking_recall = {0.99, 0.97, 0.996};
  for (const protocol::AuditAttribute& attribute : audit.attributes) matching.golden.push_back({attribute.key, 8700, 12400, 7600, 9310});
  input.files = {{"CRM", "crm.csv", "", "csv", "windows-1252", "xxh128:00112233445566778899aabbccddeeff", 1'400'512, 5272, 12, {"second_table", "short_rows"}, 0, 0, 141,
                  {{"nom", "read"}, {"fax", "empty"}, {"<b>", "empty"}, {"id", "key"}, {"total", "repeats"}, {"note", "left_out"}}},
                 {"Boutique en ligne", "boutique 2026.xlsx", "Clients", "xlsx", "", "xxh128:ffeeddccbbaa99887766554433221100", 812'004, 4380, 0},
                 {"<img src=x onerror=alert(1)>", "facturation\"'><b>.json", "", "json", "utf-8", "", 2'004'889, 2748, 0}};
  return input;
}

}  // namespace jumelles::report
