#include "report/report.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "full_audit.h"
#include "report/view.h"
#include "report/dictionary.h"

using namespace jumelles;
using namespace jumelles::report;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

size_t count_of(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

// What stands between two marks, the first time.
std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const size_t at = text.find(begin);
  REQUIRE(at != std::string::npos);
  const size_t from = at + begin.size();
  return text.substr(from, text.find(end, from) - from);
}

std::string section(const std::string& html, const std::string& id) { return between(html, "<section id=\"" + id + "\"", "</section>"); }

// Every tag is closed in its order, every attribute quoted.
void check_well_formed(const std::string& html) {
  std::vector<std::string> open;
  for (size_t at = html.find("<html"); (at = html.find('<', at)) != std::string::npos;) {
    const size_t end = html.find('>', at);
    REQUIRE(end != std::string::npos);
    const std::string tag = html.substr(at + 1, end - at - 1);
    CHECK_MESSAGE(tag.find('<') == std::string::npos, tag);
    CHECK_MESSAGE(std::count(tag.begin(), tag.end(), '"') % 2 == 0, tag);
    const std::string name = tag.substr(tag[0] == '/' ? 1 : 0, tag.find_first_of(" /", 1) - (tag[0] == '/' ? 1 : 0));
    at = end;
    if (name == "meta" || name == "br" || tag.back() == '/') continue;
    if (tag[0] != '/') {
      open.push_back(name);
      continue;
    }
    REQUIRE_FALSE(open.empty());
    CHECK_MESSAGE(open.back() == name, name);
    open.pop_back();
  }
  CHECK(open.empty());
}

ReportInput in_language(const std::string& language) {
  ReportInput input = full_input();
  input.language = input.audit.language = language;
  return input;
}

// Eight sources of sixty attributes, two hundred findings, everything named at length.
ReportInput huge_input(size_t sources, size_t attributes, size_t findings, const std::string& name) {
  ReportInput input = full_input();
  protocol::AuditPage& audit = input.audit;
  audit.sources.clear();
  audit.attributes.clear();
  audit.cells.clear();
  input.files.clear();
  input.matching.golden.clear();
  for (size_t s = 0; s < sources; ++s) {
    audit.sources.push_back({name + std::to_string(s), 125000, "2001-01-01", "2020-01-01", "2026-01-01"});
    input.files.push_back({name, name, name, "csv", "utf-8", "xxh128:00112233445566778899aabbccddeeff", 1, 1, 1});
  }
  for (uint32_t a = 0; a < attributes; ++a) {
    protocol::AuditAttribute& attribute = audit.attributes.emplace_back();
    attribute.key = attribute.label = name + std::to_string(a);
    attribute.type = "text";
    attribute.completeness_target = attribute.validity_target = 0.99;
    for (uint32_t s = 0; s < sources; ++s) {
      audit.cells.push_back(audited_cell(s, a, 125000, 0.5, 0.5));
      audit.cells.back().below_completeness = audit.cells.back().below_validity = true;
      input.details.push_back({"ready", audit.cells.back(), {{name, 1000, ""}, {name + "2", 900, ""}}, {}, {}, {}, {}, {}, {}, {}});
    }
    input.matching.golden.push_back({attribute.key, 1, 2, 1, 2});
  }
  protocol::FindingRow finding = audit.findings[0];
  finding.headline = finding.explanation = name + name + name;
  finding.values.assign(8, {name, name + "x", 12});
  for (uint32_t s = 0; s < sources; ++s) finding.sources.push_back({s, 12});
  audit.findings.assign(findings, finding);
  audit.result.agreements.clear();
  audit.result.overlaps.clear();
  for (uint32_t a = 0; a < sources; ++a)
    for (uint32_t b = a + 1; b < sources; ++b) {
      audit.result.overlaps.push_back({{a, b}, 1000});
      for (uint32_t i = 0; i < attributes; ++i) audit.result.agreements.push_back({i, a, b, 1000, 900, 1, 1, 20, 2});
    }
  return input;
}

}  // namespace

TEST_CASE("a report is one well-formed document of its language, with every section under one heading each, in order") {
  for (const std::string language : {"fr", "en"}) {
    const std::string html = to_html(in_language(language));
    check_well_formed(html);
    CHECK(has(html, "<!DOCTYPE html>\n<html lang=\"" + language + "\">"));
    CHECK(count_of(html, "<h1>") == 1);
    CHECK(count_of(html, "<main>") == 1);
    CHECK(count_of(html, "<nav ") == 1);
    size_t at = 0;
    for (const char* id : {"situation", "findings", "cells", "sources", "duplicates", "certainty", "golden", "recommendations", "method", "dictionary", "versions"}) {
      const size_t found = html.find("<section id=\"" + std::string(id) + "\"");
      CHECK_MESSAGE(found != std::string::npos, id);
      CHECK_MESSAGE(found > at, id);
      at = found;
    }
    CHECK(count_of(html, "<table") == count_of(html, "<caption>"));
  }
  CHECK(has(to_html(in_language("fr")), "Dictionnaire des données"));
  CHECK(has(to_html(in_language("en")), "Data dictionary"));
}

TEST_CASE("a report holds no script, no address and nothing to fetch, and its policy forbids them") {
  const std::string html = to_html(full_input());
  for (const char* part : {"<script", "http:", "https:", "//", "url(", "@import", "<img", "<link", "<iframe", "javascript:"})
    CHECK_MESSAGE(!has(html, part), part);
  CHECK(has(html, "content=\"default-src 'none'; style-src 'unsafe-inline'\""));
}

TEST_CASE("names of sources, files, columns and the project are texts, whatever they hold") {
  ReportInput input = full_input();
  input.masked = false;
  input.audit.attributes[2].label = "</th><script>1</script>";
  const std::string html = to_html(input);
  check_well_formed(html);
  CHECK(has(html, "&lt;img src=x onerror=alert(1)&gt;"));
  CHECK(has(html, "Groupe Ardenel &lt;clients&gt; &amp; &quot;associés&quot;"));
  CHECK(has(html, "facturation&quot;&#39;&gt;&lt;b&gt;.json"));
  CHECK(has(html, "&lt;/th&gt;&lt;script&gt;1&lt;/script&gt;"));
  CHECK(has(html, "&lt;script&gt;alert(1)&lt;/script&gt;"));
  CHECK(count_of(html, "<script") == 0);
}

namespace {

// Two months of three sources: e-mails of the CRM are lost, and a title is new.
ReportInput with_history(const std::string& language) {
  ReportInput input = in_language(language);
  protocol::MonitoringPage& history = input.monitoring;
  history.state = "ready";
  history.since = "2026-10-31";
  history.has_former = history.is_kept = true;
  history.points = {{"2026-09-30"}, {"2026-10-31"}, {"2026-11-30"}};
  history.series.push_back({"crm", "", "", ""});
  history.series[0].marks = {{1, 100}, {2, 100}};
  history.series.push_back({"crm", "email", "email", "E-mail"});
  history.series[1].marks = {{0, 100, 90, 90, 90, 90, 90, 0}, {1, 100, 88, 88, 88, 88, 44, 0}, {2, 100, 61, 61, 61, 61, 61, 0}};
  history.series.push_back({"crm", "city", "city", "Ville"});
  history.series[2].marks = {{1, 100, 50}, {2, 100, 50}};
  history.series.push_back({"crm", "siren", "siren", "SIREN"});  // there for the first time
  history.series[3].marks = {{2, 100, 50}};
  protocol::MonitoringAlert lost{"completeness_lost", "error", "crm", "email"};
  lost.sentence = "crm, E-mail: filled to 61% instead of 88%.";
  lost.advice = "Ask those who make the extract.";
  protocol::MonitoringAlert value{"value_new", "note", "crm", "civility"};
  value.sentence = "crm, Title: 1 new value.";
  value.values = {{"Mx <b>", 30, ""}};
  history.alerts = {lost, value};
  input.figures = "{\"sources\": []}";
  return input;
}

}  // namespace

TEST_CASE("where something came before, a section tells what has changed since; else there is none") {
  CHECK_FALSE(has(to_html(full_input()), "id=\"history\""));
  CHECK(has(to_json(full_input()), "\"history\": null"));
  const std::string html = to_html(with_history("fr")), history = section(html, "history");
  check_well_formed(html);
  CHECK(has(html, "<li><a href=\"#history\">"));
  CHECK(html.find("id=\"history\"") > html.find("id=\"situation\""));
  CHECK(html.find("id=\"history\"") < html.find("id=\"findings\""));
  CHECK(has(history, "31\u00A0octobre\u00A02026"));
  CHECK(has(history, "crm, E-mail: filled to 61% instead of 88%."));
  CHECK(has(history, "88,0\u202F%"));
  CHECK(has(history, "61,0\u202F%"));
  CHECK(has(history, "50,0\u202F%"));   // validity of the month before
  CHECK(count_of(history, "<tr><th scope=\"row\">") == 2);  // neither the whole source nor what has one month
  CHECK(count_of(history, "<svg class=\"curve\"") == 2);
  // 90, 88 and 61 %, from 61 to 90: at the top, nearly there, at the bottom.
  CHECK(has(history, "points=\"3.0,3.0 48.0,4.2 93.0,21.0 \""));
  CHECK_FALSE(has(history, "Mx"));  // masked
  ReportInput open = with_history("en");
  open.masked = false;
  CHECK(has(section(to_html(open), "history"), "<code>Mx &lt;b&gt;</code>"));
  CHECK(has(to_json(open), "\"value\": \"Mx <b>\""));
  CHECK_FALSE(has(to_json(with_history("en")), "Mx"));
  CHECK(has(to_json(open), "\"completeness_lost\""));
  CHECK(has(to_json(open), "\"figures\": {"));
  open.monitoring.alerts.clear();
  CHECK(has(section(to_html(open), "history"), "No alert: nothing has fallen"));
  open.monitoring.since.clear();
  CHECK(has(section(to_html(open), "history"), "on a day not known"));
}

TEST_CASE("a report prints on A4: sections begin pages, rows are not cut, headers come again, colors are kept") {
  const std::string css = between(to_html(full_input()), "<style>", "</style>");
  for (const char* part : {"@page{size:A4", "section.page{break-before:page", "thead{display:table-header-group;", "tr,li,.figures,.legend{break-inside:avoid}", "print-color-adjust:exact"}) CHECK_MESSAGE(has(css, part), part);
  CHECK(count_of(to_html(full_input()), "class=\"page\"") == 5);
}

TEST_CASE("the same input gives the same bytes") {
  CHECK((to_html(full_input()) == to_html(full_input())));
  CHECK((to_json(full_input()) == to_json(full_input())));
}

TEST_CASE("examples are masked unless asked otherwise, and those that look alike then are one") {
  ReportInput input = full_input();
  for (const std::string& text : {to_html(input), to_json(input)}) {
    CHECK_FALSE(has(text, "sophie.delaunay"));
    CHECK_FALSE(has(text, "06 12 34 56 78"));
    CHECK(has(text, "xxxxxx.xxxxxxxx@gmial.com"));
  }
  CHECK(has(section(to_html(input), "findings"), "84\u00A0fois"));  // 61 and 23 of one shape
  CHECK(has(to_html(input), "Exemples masqués"));
  input.masked = false;
  CHECK(has(to_html(input), "sophie.delaunay@gmail.com"));
  CHECK_FALSE(has(to_html(input), "Exemples masqués"));
}

TEST_CASE("the first page says the figures, what costs most and what to do first") {
  const std::string situation = section(to_html(full_input()), "situation");
  for (const char* part : {"12\u202F400", "9\u202F310", "72\u202F%", "96\u202F%", "508", "262 clients sont nés", "9\u00A0constats restent à traiter", "2 faussent les résultats", "Fusionner 508 doublons", "6 objectifs sur 9"})
    CHECK_MESSAGE(has(situation, part), part);
  CHECK(count_of(situation, "<li>") == 8);  // four findings, four steps
  CHECK(count_of(situation, "<dt>") == 5);
}

TEST_CASE("without a result the report says that nothing was matched, and tells no figures of it") {
  ReportInput input = full_input();
  input.audit.result = {};
  input.matching = {};
  const std::string html = to_html(input);
  check_well_formed(html);
  CHECK(has(section(html, "situation"), "aucun rapprochement n’a été lancé"));
  CHECK(has(section(html, "recommendations"), "Lancer le rapprochement."));
  for (const char* id : {"sources", "duplicates", "certainty", "golden"}) CHECK_MESSAGE(has(section(html, id), "un"), id);
  CHECK_FALSE(has(html, "9\u202F310"));
  CHECK(has(to_json(input), "\"matching\": null"));
}

TEST_CASE("further orders of a customer are told where duplicates are, and are not counted as customers too many") {
  ReportInput input = in_language("en");
  const std::string before = section(to_html(input), "duplicates");
  CHECK(has(before, "12,400 times for 9,310 customers: 3,090 too many"));
  CHECK_FALSE(has(before, "seen before"));
  protocol::FindingRow returns;
  returns.id = returns.kind = "customer_returns";
  returns.severity = "note", returns.fix = "see", returns.state = "open";
  returns.headline = "1,000 rows are of customers seen before in the same source", returns.explanation = "Each row is an order.";
  returns.count = 1000;
  input.audit.findings.push_back(returns);
  const std::string after = section(to_html(input), "duplicates");
  CHECK(has(after, "1,000 rows are of customers seen before in the same source. Each row is an order."));
  CHECK(has(after, "11,400 times for 9,310 customers: 2,090 too many"));
}

TEST_CASE("what the recipe did before the audit is told among the methods, where there is one") {
  ReportInput input = in_language("en");
  CHECK(to_html(input).find("rules of the recipe") == std::string::npos);
  input.recipe_rule_count = 3;
  CHECK(to_html(input).find("3 rules of the recipe were applied to values before the audit; the files have not changed.</p>") != std::string::npos);
  input.left_out_row_count = 1;
  CHECK(to_html(input).find("have not changed. They left out 1 row, which is counted nowhere.</p>") != std::string::npos);
  CHECK(to_json(input).find("\"left_out_row_count\": 1") != std::string::npos);
}

TEST_CASE("an audit without anything makes a report all the same") {
  ReportInput input;
  input.audit.state = "ready";
  for (const std::string language : {"fr", "en"}) {
    input.language = language;
    check_well_formed(to_html(input));
  }
}

TEST_CASE("cells tell their share, absent columns, and in words that they are below their target") {
  const std::string cells = section(to_html(full_input()), "cells");
  CHECK(has(cells, "<td class=\"absent\">absent</td>"));
  CHECK(has(cells, "<td class=\"h0\">12\u202F%</td>"));
  CHECK(has(cells, "<td class=\"h1\">31\u202F%</td>"));
  CHECK(has(cells, "<td class=\"h2\">71\u202F%</td>"));
  CHECK(has(cells, "<td class=\"h3\">94\u202F%</td>"));
  CHECK(has(cells, "<td class=\"h4\">97\u202F%</td>"));
  CHECK(has(cells, "<td class=\"unchecked\">non vérifiable</td>"));
  CHECK(has(cells, "<span class=\"unseen\"> sous l’objectif de 90\u202F%</span>"));
  CHECK(has(cells, "09 99 99 99 99"));
}

TEST_CASE("of up to three sources both measures stand side by side, of more each has a table, eight sources wide") {
  ReportInput input = full_input();
  CHECK(count_of(section(to_html(input), "cells"), "class=\"heat\"") == 1);
  CHECK(count_of(section(to_html(input), "cells"), "scope=\"colgroup\" colspan=\"3\"") == 2);
  input.audit.sources.resize(4);
  CHECK(count_of(section(to_html(input), "cells"), "class=\"heat\"") == 2);
  input.audit.sources.resize(9);
  CHECK(count_of(section(to_html(input), "cells"), "class=\"heat\"") == 4);
}

TEST_CASE("what is mended on reading, treated or ignored is settled, and not counted as open") {
  ReportInput input = full_input();
  input.audit.findings[3].fix = "done";
  const std::string html = to_html(input), findings = section(html, "findings");
  CHECK(has(section(html, "situation"), "8\u00A0constats restent à traiter"));
  for (const char* state : {"pris en charge à la lecture", "traité", "ignoré par choix"}) CHECK_MESSAGE(has(findings, std::string("<td>") + state), state);
  CHECK(findings.find("626 numéros") > findings.find("Constats réglés"));
}

TEST_CASE("an estimate stands with its interval, and what is not estimated with its reason") {
  ReportInput input = full_input();
  CHECK(has(section(to_html(input), "certainty"), "de 98,3\u202F% à 99,1\u202F%"));
  input.matching.estimate = {};
  input.matching.estimate.withheld_id = "too_uncertain";
  input.matching.estimate.blocking_withheld_id = "too_few_matches";
  const std::string certainty = section(to_html(input), "certainty");
  CHECK(has(certainty, "trop de paires sont douteuses"));
  CHECK(has(certainty, "trop peu de liens"));
  CHECK_FALSE(has(certainty, "<table"));
}

TEST_CASE("of two sources the one that a third agrees with is named") {
  const std::string sources = section(to_html(full_input()), "sources");
  CHECK(has(sources, "96 fois sur 104"));
  CHECK(has(sources, "à égalité (10 cas)"));
  CHECK(has(sources, "sans avis"));
}

TEST_CASE("a report stays below a megabyte whatever the sources are, and says how much it leaves out") {
  for (const std::string& name : {std::string("n"), std::string(500, '<'), std::string(3000, 'y')}) {
    const std::string html = to_html(huge_input(8, 60, 200, name));
    CHECK(html.size() <= kMostBytes);
    CHECK(html.size() > 50'000);
    check_well_formed(html);
  }
  const std::string html = to_html(huge_input(40, 300, 2000, std::string(200, '&')));
  CHECK(html.size() <= kMostBytes);
  CHECK(has(html, "lignes de plus ne sont pas reprises ici"));
}

TEST_CASE("the JSON names what it tells by the protocol's names, and sources and attributes by theirs") {
  const std::string json = to_json(full_input());
  for (const char* part : {"\"format\": \"jumelles-audit\"", "\"version\": 1", "\"open_finding_count\": 9", "\"harm\": \"twice\"", "\"unit_cost\": 10", "\"cost\": 5080", "\"attribute\": \"email\"", "\"source\": \"Boutique en ligne\"", "\"personal_data\": \"contact\"", "\"retention_months\": 36", "\"off_format_count\": 3",
                           "\"held\": false", "\"customer_count\": 9310", "\"third_with_b_count\": 96", "\"hash\": \"xxh128:00112233445566778899aabbccddeeff\""})
    CHECK_MESSAGE(has(json, part), part);
}

TEST_CASE("every column is told: those that are empty, and those left out with the reason; what reading noticed stands beside") {
  const std::string html = to_html(in_language("en"));
  const std::string reading = section(html, "reading");
  CHECK(has(reading, "<bdi>fax</bdi>, <bdi>&lt;b&gt;</bdi>"));
  CHECK(has(reading, "<bdi>id</bdi> <span class=\"quiet\">(identifier)</span>, <bdi>total</bdi> <span class=\"quiet\">(copy of other columns)</span>, <bdi>note</bdi> <span class=\"quiet\">(not read)</span>"));
  CHECK_FALSE(has(reading, "<bdi>nom</bdi>"));
  CHECK(has(reading, "A second table under another header was set aside"));
  CHECK(has(reading, "141 cells were encoded twice"));
  CHECK(has(section(html, "situation"), "2 columns of 6 are empty from end to end"));
  CHECK(has(section(to_html(in_language("fr")), "reading"), "Un second tableau, sous un autre en-tête"));
  ReportInput none = in_language("en");
  for (FileFacts& file : none.files) file.columns.clear();
  CHECK_FALSE(has(section(to_html(none), "situation"), "from end to end"));
}

TEST_CASE("what was not read comes before all other recommendations, matching after them, and no cell is asked for twice") {
  ReportInput input = in_language("en");
  input.audit.result.has_result = false;
  const View view(input);
  REQUIRE(view.recommendations.size() >= 3);
  CHECK(view.recommendations.front().id == "reread");
  CHECK(has(view.recommendations.front().why, "second table"));
  CHECK(std::count_if(view.recommendations.begin(), view.recommendations.end(), [](const Recommendation& row) { return row.id == "reread"; }) == 1);  // short rows are no alarm
  CHECK(view.recommendations.back().id == "match");
  // A target of validity that is missed, of an attribute whose values a finding is about, or another one.
  const auto missed = std::find_if(view.checks.begin(), view.checks.end(), [](const TargetCheck& row) { return !row.is_held && row.source != kAllSources && row.target.measure == "validity"; });
  REQUIRE(missed != view.checks.end());
  for (protocol::AuditAttribute& attribute : input.audit.attributes) attribute.completeness_target = -1;
  const auto asks_beside = [&](const std::string& attribute) {
    input.audit.findings.resize(1);
    protocol::FindingRow& finding = input.audit.findings[0];
    finding.severity = "error", finding.state = "open", finding.fix = "see", finding.kind = "invalid_phone", finding.counts_records = false;
    finding.attributes = {attribute};
    const View now(input);
    return std::any_of(now.recommendations.begin(), now.recommendations.end(), [](const Recommendation& row) { return row.id == "correct"; });
  };
  CHECK(asks_beside("another"));
  CHECK_FALSE(asks_beside(missed->target.attribute));
}

TEST_CASE("the dictionary says what each attribute is for, what is asked of it, and which source lacks it") {
  const std::string dictionary = section(to_html(full_input()), "dictionary");
  for (const char* part : {"Sens de E-mail", "Responsable\u00A0: Claire &lt;Morin&gt;", "Finalité\u00A0: Relance", "Obligatoire", "Gardée 36\u00A0mois", "<code>0\\d{9}</code>", "complétude 90\u202F%", "Oui\u00A0: joint une personne",
                           "890\u00A0fiches sans valeur</b>", "12\u00A0fiches sans valeur, 3\u00A0valeurs hors format</b>", "pas de colonne<br>", "2\u00A0exigences du dictionnaire ne sont pas tenues.", "tenu partout"})
    CHECK_MESSAGE(has(dictionary, part), part);
  ReportInput input = full_input();
  for (protocol::DictionaryRow& row : input.audit.dictionary) row.cells.clear();
  CHECK_FALSE(has(section(to_html(input), "dictionary"), "exigence du dictionnaire"));
}

TEST_CASE("wished and optional attributes are never unmet for what they lack") {
  const protocol::AuditPage audit = full_input().audit;
  std::vector<std::string> unmet;
  for (const DictionaryCheck& check : dictionary_checks(audit)) {
    CHECK((audit.dictionary[check.row].entry.attribute == "email" || audit.dictionary[check.row].entry.attribute == "phone"));
    if (!check.is_met) unmet.push_back(unmet_text(Words("en"), audit.dictionary[check.row], audit.dictionary[check.row].cells[check.source]));
  }
  CHECK(unmet == std::vector<std::string>{"890 records without a value", "3 values off their format"});
}
