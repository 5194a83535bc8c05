// What an audit of the fixture's three sources says.

#include <algorithm>
#include <cmath>
#include <optional>

#include "ui/fixture.h"

namespace jumelles::fixture {
namespace {

using namespace protocol;

struct AttributeSeed {
  const char *key, *french, *english;
  double completeness_target, validity_target;
  int completeness[3], validity[3];  // percent; -1: the source has no such column, or nothing can be checked
};
constexpr AttributeSeed kAttributes[] = {
    {"civility", "Civilité", "Title", -1, -1, {94, 31, -1}, {100, 99, -1}},
    {"given_name", "Prénom", "Given name", .6, .9, {97, 99, 62}, {98, 94, 97}},
    {"surname", "Nom", "Surname", .8, .9, {99, 99, 88}, {99, 97, 99}},
    {"birth_date", "Date de naissance", "Birth date", .5, .95, {71, 22, -1}, {93, 98, -1}},
    {"company_name", "Raison sociale", "Company name", -1, .9, {12, 3, 41}, {96, 88, 99}},
    {"siren", "SIREN", "SIREN", -1, .95, {9, -1, 38}, {94, -1, 99}},
    {"email", "E-mail", "E-mail", .7, .9, {83, 100, 47}, {99, 97, 91}},
    {"phone", "Téléphone", "Phone", .7, .9, {76, 64, 58}, {89, 82, 93}},
    {"street", "Adresse", "Street", .7, .85, {91, 87, 99}, {90, 84, 97}},
    {"postcode", "Code postal", "Postcode", .7, .9, {92, 88, 99}, {98, 99, 99}},
    {"city", "Ville", "City", .7, .9, {92, 88, 99}, {97, 95, 99}},
    {"consent", "Consentement", "Consent", -1, -1, {68, 100, -1}, {100, -1, -1}},
};
constexpr uint32_t kRecords[] = {5240, 4380, 2780};

uint32_t part(uint32_t of, int percent) { return percent < 0 ? 0 : (of * static_cast<uint32_t>(percent) + 99) / 100; }

AuditCell cell(uint32_t source, uint32_t attribute) {
  const AttributeSeed& seed = kAttributes[attribute];
  AuditCell c;
  c.source = source, c.attribute = attribute;
  c.present = seed.completeness[source] >= 0;
  if (!c.present) return c;
  c.filled_count = part(kRecords[source], seed.completeness[source]);
  c.value_count = c.filled_count + (attribute == 7 ? 120 : 0);
  c.distinct_count = attribute == 0 ? 4 : c.filled_count - c.filled_count / 15;
  c.checked_count = seed.validity[source] < 0 ? 0 : c.value_count;
  c.valid_count = part(c.checked_count, std::max(0, seed.validity[source]));
  c.set_aside_count = attribute == 3 && source == 0 ? 262 : attribute == 7 ? 84 : 0;
  c.mended_count = attribute == 7 && source < 2 ? 412 - 198 * source : 0;
  c.median_date = source == 0 ? "2025-11-02" : "";
  c.age_months = source == 0 ? 12 : -1;
  c.below_freshness = source == 0 && attribute == 7;
  c.below_completeness = seed.completeness_target > 0 && seed.completeness[source] < seed.completeness_target * 100;
  c.below_validity = seed.validity_target > 0 && seed.validity[source] >= 0 && seed.validity[source] < seed.validity_target * 100;
  return c;
}

struct FindingSeed {
  const char *id, *kind, *severity, *fix, *state;
  std::vector<std::string> attributes;
  const char *french, *french_more, *english, *english_more;
  uint64_t count;
  std::vector<FindingSource> sources;
  std::vector<FindingValue> values;
  uint64_t distinct_count;
  bool counts_records;
};

std::vector<FindingSeed> finding_seeds() {
  return {
      {"placeholder birth_date", "placeholder", "error", "missing", "open", {"birth_date"}, "262 clients nés le 01/01/1900", "7,0 % des dates sont une valeur de remplissage.", "262 customers born on 01/01/1900",
       "7.0% of the dates are a placeholder.", 262, {{0, 262}}, {{"01/01/1900", "", 262}}, 1, false},
      {"made_up_phone phone", "made_up_phone", "error", "missing", "open", {"phone"}, "84 téléphones factices", "Ils lieraient des clients sans rapport.", "84 made-up phone numbers",
       "They would link customers who have nothing in common.", 84, {{1, 84}}, {{"06 00 00 00 00", "", 61}, {"01 23 45 67 89", "", 23}}, 2, false},
      {"mistyped_domain email", "mistyped_domain", "warning", "replace", "open", {"email"}, "31 adresses au domaine mal écrit", "Le bon domaine se devine.", "31 addresses with a mistyped domain",
       "The right domain can be told.", 31, {{0, 18}, {1, 13}}, {{"a.petit@gmial.com", "a.petit@gmail.com", 2}, {"j.caron@gmai.com", "j.caron@gmail.com", 1}}, 29, false},
      {"spellings city", "spellings", "warning", "merge", "open", {"city"}, "12 villes écrites de plusieurs façons", "Réunies, elles se comparent mieux.", "12 towns spelled in several ways",
       "Merged, they compare better.", 87, {{0, 40}, {1, 47}}, {{"ST PIERRE DES CORPS", "Saint-Pierre-des-Corps", 41}, {"St-Pierre des Corps", "Saint-Pierre-des-Corps", 6}}, 24, false},
      {"lost_zeros phone", "lost_zeros", "warning", "done", "open", {"phone"}, "626 numéros ont perdu leur zéro", "Un tableur l’a pris pour un nombre. Le numéro complet se retrouve.", "626 numbers have lost their zero",
       "A spreadsheet took them for numbers. The whole number is found again.", 626, {{0, 412}, {1, 214}}, {{"639984120", "", 2}}, 611, false},
      {"postcode_town", "postcode_town", "warning", "see", "open", {"postcode", "city"}, "37 codes postaux contredisent la ville", "L’un des deux est faux.", "37 postcodes contradict the town",
       "One of both is wrong.", 37, {{2, 37}}, {{"37000 BLOIS", "", 4}, {"45000 TOURS", "", 3}}, 31, true},
      {"check_digit siren", "check_digit", "warning", "missing", "open", {"siren"}, "28 SIREN ont une clé de contrôle fausse", "Ils ne désignent aucune entreprise.", "28 SIREN have wrong check digits",
       "They name no company.", 28, {{0, 28}}, {{"123456789", "", 5}}, 22, false},
      {"unmatchable", "unmatchable", "note", "see", "open", {}, "263 enregistrements n’ont ni e-mail, ni téléphone, ni adresse", "Rien ne peut les rapprocher.", "263 records have neither e-mail, phone nor street",
       "Nothing can match them.", 263, {{0, 148}, {2, 115}}, {}, 0, true},
      {"keyboard_walk surname", "keyboard_walk", "note", "missing", "treated", {"surname"}, "9 noms tapés au hasard", "Des suites de touches.", "9 surnames typed at random", "Keyboard walks.", 9, {{1, 9}}, {{"azerty", "", 6}}, 3, false},
      {"disposable_domain email", "disposable_domain", "note", "see", "ignored", {"email"}, "14 adresses jetables", "Elles ne servent qu’une fois.", "14 throwaway addresses", "They serve but once.", 14, {{1, 14}}, {{"x@jetable.example", "", 3}}, 12, false},
  };
}

FindingRow finding(const FindingSeed& seed, bool french) {
  FindingRow row;
  row.id = seed.id, row.kind = seed.kind, row.severity = seed.severity, row.fix = seed.fix, row.state = seed.state;
  row.attributes = seed.attributes;
  row.harm = row.fix == "done" || row.state == "treated" ? "mended" : row.kind == "made_up_phone" ? "mixed" : row.kind == "unmatchable" ? "apart" : row.kind == "mistyped_domain" || row.kind == "postcode_town" ? "misled" : "lost";
  row.unit_cost = row.harm == "mended" ? 0 : row.harm == "mixed" ? 30 : row.harm == "lost" ? 3 : 10;
  row.cost = row.unit_cost * seed.count;
  row.headline = french ? seed.french : seed.english, row.explanation = french ? seed.french_more : seed.english_more;
  row.count = seed.count, row.of_count = 12400, row.counts_records = seed.counts_records;
  row.sources = seed.sources, row.values = seed.values, row.distinct_count = seed.distinct_count;
  row.can_exclude = row.kind == "check_digit";
  if (row.fix == "missing" || row.fix == "replace" || row.fix == "merge") {
    row.rule.attribute = seed.attributes.front();
    row.rule.act = "values";
    for (const FindingValue& value : seed.values) row.rule.values.push_back({value.value, value.becomes});
    row.rule.finding = seed.id;
  }
  return row;
}

AuditResult result() {
  AuditResult r;
  r.has_result = true;
  r.customer_count = 9310, r.duplicate_count = 508, r.duplicates_of = {241, 160, 107}, r.unmatchable_count = 263, r.unmatchable_of = {148, 0, 115};
  r.overlaps = {{{0}, 3120}, {{1}, 2710}, {{2}, 1290}, {{0, 1}, 834}, {{0, 2}, 761}, {{1, 2}, 392}, {{0, 1, 2}, 203}};
  constexpr uint32_t kPairs[][2] = {{0, 1}, {0, 2}, {1, 2}};
  for (const auto& pair : kPairs)
    for (const uint32_t attribute : {1u, 2u, 3u, 6u, 7u, 8u})
      r.agreements.push_back({attribute, pair[0], pair[1], 1037 - 120 * attribute, 980 - 122 * attribute, 412, 103, 61, 19});
  r.agreements[2] = {3, 0, 1, 11, 9, 4, 2, 1, 0};       // too few
  r.agreements[3] = {6, 0, 1, 700, 700, 12, 9, 0, 0};   // nothing to choose
  r.agreements[4] = {7, 0, 1, 611, 540, 40, 44, 12, 8}; // the third one says little
  return r;
}

// One of everything: met, missing, off its format, without a column, wished for and not there, an attribute that no source has.
DictionaryRow dictionary_row(const AuditAttribute& attribute, const std::vector<AuditCell>& cells, bool french) {
  DictionaryRow row;
  row.chosen.attribute = row.entry.attribute = attribute.key;
  row.type = attribute.type, row.label = attribute.label;
  row.entry.meaning = french ? "Ce que l’attribut veut dire" : "What the attribute means";
  row.entry.requirement = attribute.key == "consent" ? "optional" : "wished";
  row.entry.personal_data = attribute.key == "email" || attribute.key == "phone" ? "contact" : attribute.key == "siren" ? "company" : "person";
  if (attribute.key == "email") row.chosen.requirement = row.entry.requirement = "required", row.chosen.owner = row.entry.owner = "Claire Morin";
  if (attribute.key == "phone") row.chosen.pattern = row.entry.pattern = "0\\d{9}", row.chosen.retention_months = row.entry.retention_months = 36;
  for (uint32_t s = 0; s < 3; ++s) {
    const AuditCell* cell = nullptr;
    for (const AuditCell& one : cells)
      if (one.source == s && one.attribute < std::size(kAttributes) && kAttributes[one.attribute].key == attribute.key) cell = &one;
    DictionaryCell held{s, cell != nullptr && cell->present, kRecords[s] - (cell == nullptr ? 0 : cell->filled_count), attribute.key == "phone" && s < 2 ? 412u + s : 0u, true};
    held.is_met = held.off_format_count == 0 && (row.entry.requirement != "required" || held.missing_count == 0);
    row.cells.push_back(held);
  }
  return row;
}

AuditPage audit(const AuditQuery& q, bool with_result) {
  const bool french = q.language == "fr";
  AuditPage page;
  page.state = "ready", page.language = q.language, page.record_count = 12400, page.completeness = .724, page.validity = .961, page.elapsed_ms = 210;
  page.sources = {{"crm", kRecords[0], "2012-03-01", "2024-06-14", "2026-09-14"}, {"boutique", kRecords[1], "2019-01-04", "2025-02-20", "2026-11-02"}, {"facturation", kRecords[2], "", "", ""}};
  for (uint32_t a = 0; a < std::size(kAttributes); ++a) {
    const AttributeSeed& seed = kAttributes[a];
    page.attributes.push_back({seed.key, seed.key, french ? seed.french : seed.english, seed.completeness_target, seed.validity_target, a == 7, false, a == 7 ? 6 : -1});
    for (uint32_t s = 0; s < 3; ++s) page.cells.push_back(cell(s, a));
  }
  for (const AuditAttribute& attribute : page.attributes) page.dictionary.push_back(dictionary_row(attribute, page.cells, french));
  page.dictionary.push_back(dictionary_row({"iban", "iban", "IBAN", -1, -1, false, false}, {}, french));
  page.dictionary.back().chosen.requirement = page.dictionary.back().entry.requirement = "required";
  for (DictionaryCell& cell : page.dictionary.back().cells) cell.is_met = false;
  for (const FindingSeed& seed : finding_seeds()) page.findings.push_back(finding(seed, french));
  if (with_result) page.result = result();
  return page;
}

AuditCellDetail cell_detail(const AuditCellQuery& q) {
  AuditCellDetail d;
  d.state = "ready";
  for (uint32_t a = 0; a < std::size(kAttributes); ++a)
    if (q.attribute == kAttributes[a].key) d.cell = cell(q.source, a);
  d.shapes = {{"09 99 99 99 99", 1993, ""}, {"+33 9 99 99 99 99", 308, ""}, {"999999999", 214, "lost_zeros"}, {"9999", 288, "too_short"}};
  d.values = {{"06 00 00 00 00", 61, "made_up_phone"}, {"01 23 45 67 89", 23, "made_up_phone"}, {"02 61 91 10 10", 9, ""}, {"06 39 98 77 12", 4, ""}};
  d.lengths = {{4, 4, 288}, {9, 9, 214}, {10, 10, 12}, {14, 14, 1993}, {17, 17, 308}};
  if (q.attribute == "birth_date")
    for (int64_t year = 1900; year < 2010; year += 5) d.years.push_back({year, year + 4, static_cast<uint64_t>(year == 1900 ? 262 : 40 + (year - 1900) * (2010 - year) / 12)});
  if (q.attribute == "postcode") d.numbers = {{-100, -1, 3}, {0, 49999, 800}, {50000, 99999, 600}};
  d.invalid = {{"1234", 31, ""}, {"voir fiche", 12, ""}};
  d.set_aside = {{"N/A", 40, ""}, {"-", 12, ""}};
  d.findings = {"made_up_phone phone"};
  return d;
}

AuditRowsPage rows(const AuditRowsQuery& q) {
  AuditRowsPage page;
  page.state = "ready", page.first = q.first;
  page.total = q.filters.size() > 2 ? 7 : 84;
  if (std::any_of(q.filters.begin(), q.filters.end(), [](const FacetFilter& f) { return f.kind == "shape" && f.value == "9999"; })) page.total = 0;
  page.attributes = {"given_name", "surname", "birth_date", "phone", "email", "street", "postcode", "city"};
  for (uint64_t i = q.first; i < std::min<uint64_t>(page.total, q.first + q.count); ++i)
    page.rows.push_back({static_cast<uint32_t>(5240 + i), 1, static_cast<uint32_t>(40 + i), "WEB-" + std::to_string(20417 + i), {"Jean-Philippe", "CARON", "02/11/1964", "06 00 00 00 00", "jp.caron@courrier.example", "3 quai Mayaud", "49400", i % 2 ? "SAUMUR" : ""}, i == 1 ? std::vector<std::string>{"à appeler"} : std::vector<std::string>()});
  return page;
}

// Three months: e-mails of the CRM are lost, its phones are written otherwise, a title is new in the shop.
MonitoringPage monitoring(const MonitoringQuery& q, bool with_result) {
  const bool french = q.language == "fr";
  MonitoringPage page;
  page.state = "ready", page.language = q.language;
  page.since = "2026-10-31", page.day = "2026-11-30";
  page.has_former = true, page.is_kept = with_result;
  page.points = {{"2026-09-30"}, {"2026-10-31"}, {"2026-11-30"}};
  const char* const names[] = {"crm", "boutique", "facturation"};
  for (uint32_t s = 0; s < 3; ++s) {
    MonitoringSeries whole{names[s], "", "", ""};
    for (uint32_t m = 0; m < 3; ++m) whole.marks.push_back({m, kRecords[s] - 100 * (2 - m), 0, 0, 0, 0, 0, 40 + 10 * m});
    page.series.push_back(whole);
    for (uint32_t a = 0; a < std::size(kAttributes); ++a) {
      const AttributeSeed& seed = kAttributes[a];
      const AuditCell now = cell(s, a);
      if (!now.present) continue;
      MonitoringSeries series{names[s], seed.key, seed.key, french ? seed.french : seed.english, seed.completeness_target, seed.validity_target};
      for (uint32_t m = 0; m < 3; ++m) {
        const uint32_t filled = s == 0 && a == 6 && m < 2 ? 5000 : now.filled_count - 10 * (2 - m);
        series.marks.push_back({m, kRecords[s], filled, now.value_count, now.distinct_count, now.checked_count, now.valid_count, a == 7 ? 20u + m : 0u});
      }
      page.series.push_back(std::move(series));
    }
  }
  MonitoringAlert lost{"completeness_lost", "error", "crm", "email"};
  lost.subject = "completeness";
  lost.sentence = french ? "crm, E-mail\u00a0: rempli à 83\u202f% au lieu de 95,4\u202f%." : "crm, E-mail: filled to 83% instead of 95.4%.";
  lost.advice = french ? "Demandez à ceux qui font l’extraction ce qui a changé." : "Ask those who make the extract what has changed.";
  MonitoringAlert wrong{"validity_lost", "warning", "boutique", "phone"};
  wrong.subject = "validity";
  wrong.sentence = french ? "boutique, Téléphone\u00a0: 82\u202f% de valeurs justes au lieu de 91\u202f%." : "boutique, Phone: 82% of the values are right instead of 91%.";
  wrong.advice = french ? "Regardez les valeurs fausses de ce champ." : "Look at the wrong values of this field.";
  MonitoringAlert drift{"shapes_drifted", "warning", "crm", "phone"};
  drift.sentence = french ? "crm, Téléphone\u00a0: les valeurs sont écrites autrement (indice de stabilité 0,31)." : "crm, Phone: values are written in another way (stability index 0.31).";
  drift.advice = french ? "Un format a changé à la source\u00a0: voyez les formes de ce champ." : "A format has changed at the source: see the shapes of this field.";
  drift.values = {{"+33 9 99 99 99 99", 1200, ""}, {"9999999999", 300, ""}};
  MonitoringAlert grown{"finding_grown", "warning", "boutique", "phone"};
  grown.subject = "made_up_phone", grown.finding = "made_up_phone phone";
  grown.sentence = french ? "boutique\u00a0: 84 au lieu de 12. 84 téléphones sont inventés." : "boutique: 84 instead of 12. 84 phones are made up.";
  grown.advice = french ? "Le constat dit ce qui le répare." : "The finding says what mends it.";
  MonitoringAlert value{"value_new", "note", "boutique", "civility"};
  value.sentence = french ? "boutique, Civilité\u00a0: 1 valeur nouvelle, 2,1\u202f% du champ." : "boutique, Title: 1 new value, 2.1% of the field.";
  value.advice = french ? "Une valeur de plus dans une liste\u00a0: attendue, ou à réunir avec une autre." : "One more value in a list: expected, or to be merged with another one.";
  value.values = {{"Mx", 92, ""}};
  MonitoringAlert gone{"source_gone", "error", "fidelite", ""};
  gone.sentence = french ? "fidelite n’est plus là\u00a0: 1\u202f204 enregistrements la fois précédente." : "fidelite is gone: 1,204 records the time before.";
  gone.advice = french ? "Ajoutez son fichier, ou oubliez la source si elle n’existe plus." : "Add its file, or forget the source where it is no more.";
  page.alerts = {gone, lost, wrong, drift, grown, value};
  return page;
}

}  // namespace

std::optional<Page> audit_answer(uint64_t revision, const Query& query) {
  if (const auto* q = std::get_if<AuditQuery>(&query)) return audit(*q, revision != 3);
  if (const auto* q = std::get_if<AuditCellQuery>(&query)) return cell_detail(*q);
  if (const auto* q = std::get_if<AuditRowsQuery>(&query)) return rows(*q);
  if (const auto* q = std::get_if<MonitoringQuery>(&query)) return monitoring(*q, revision != 3);
  return std::nullopt;
}

}  // namespace jumelles::fixture
