#include "ui/fixture.h"

#include <algorithm>

namespace jumelles::fixture {
namespace {

using namespace protocol;

struct ColumnSeed {
  const char *name, *type, *example;
  double confidence, filled;
  const char* remark;
  uint64_t remark_count;
  bool to_confirm;
};
constexpr ColumnSeed kCrm[] = {
    {"id_client", "record_id", "100412", .99, 1, "", 0, false},
    {"civilite", "civility", "Mme", .98, .94, "", 0, false},
    {"prenom", "given_name", "Jean-Philippe", .97, .97, "", 0, false},
    {"nom", "surname", "MARCHAND-ROUSSEL", .96, .99, "company_names", 52, false},
    {"date_naiss", "birth_date", "14/03/1971", .99, .71, "placeholders", 262, false},
    {"email", "email", "s.delaunay@boite.example", .99, .83, "", 0, false},
    {"tel", "phone", "06 39 98 48 73", .96, .76, "lost_leading_zeros", 412, false},
    {"adresse", "street", "12 rue des Tanneurs", .94, .91, "", 0, false},
    {"cp", "postcode", "37000", .99, .92, "", 0, false},
    {"ville", "city", "TOURS", .99, .92, "", 0, false},
    {"optin", "consent", "O", .61, .68, "", 0, true},
    {"maj", "updated_date", "2026-09-14", .88, 1, "", 0, false},
};

SourceSummary source(const char* name, const char* file, const char* format, const char* encoding, const char* separator, uint32_t rows, size_t columns) {
  SourceSummary s;
  s.name = name, s.file_name = file, s.state = SourceState::kReady;
  s.format = format, s.encoding = encoding, s.separator = separator;
  s.row_count = rows, s.size_bytes = rows * 110u;
  for (size_t i = 0; i < columns; ++i) {
    const ColumnSeed& seed = kCrm[i];
    ColumnSummary c;
    c.name = seed.name, c.example = seed.example, c.type = c.attribute = seed.type, c.confidence = seed.confidence;
    c.filled_count = static_cast<uint32_t>(seed.filled * rows);
    c.role = i == 0 ? "technical" : "evidence", c.role_reason_id = i == 0 ? "row_key" : "identity", c.role_matters = i != 0;
    c.reason_id = i == 0 ? "surrogate_key" : "header_and_content";
    if (rows == 5240) c.remark_id = seed.remark, c.remark_count = seed.remark_count, c.to_confirm = seed.to_confirm;
    s.columns.push_back(c);
  }
  return s;
}

BlockingRuleSummary key(std::vector<KeyPartSummary> parts, uint64_t pairs, uint64_t links, bool enabled = true) {
  BlockingRuleSummary rule;
  rule.parts = std::move(parts), rule.pair_count = pairs, rule.total_pair_count = pairs + 100, rule.exclusive_link_count = links, rule.enabled = enabled;
  rule.budget_share = static_cast<double>(pairs) / (40 * 12400.0), rule.is_large = rule.budget_share > .05;
  return rule;
}

LevelSummary level(const char* id, double threshold, double weight, double m, double u, bool frequency = false) {
  LevelSummary l;
  l.id = id, l.threshold = threshold, l.weight_bits = weight, l.m_probability = m, l.u_probability = u, l.term_frequency = frequency;
  return l;
}

ComparisonSummary comparison(const char* id, double filled, std::vector<LevelSummary> levels) {
  ComparisonSummary c;
  c.id = id, c.attributes = {id}, c.comparator = "name", c.filled_share = filled, c.levels = std::move(levels);
  return c;
}

void add_model(Summary& s) {
  s.is_proposed = true;
  s.blocking_rules = {key({{"email", "exact"}}, 2214, 1046),
                      key({{"phone", "last_8"}}, 1873, 512),
                      key({{"siren", "exact"}}, 412, 61),
                      key({{"surname", "phonetic"}, {"postcode", "exact"}}, 9846, 388),
                      key({{"surname", "exact"}, {"birth_date", "exact"}}, 1187, 97),
                      key({{"city", "exact"}, {"surname", "first_3"}}, 70880, 14),
                      key({{"given_name", "exact"}, {"birth_date", "year"}}, 214300, 3, false)};
  s.comparisons = {
      comparison("surname", .98, {level("exact", 0, 9.4, .8, .001, true), level("very_similar", .95, 7.1, .1, .001), level("similar", .88, 5.8, .05, .002), level("phonetic", 0, 3.2, .02, .01), level("else", 0, -5.9, .02, .98)}),
      comparison("given_name", .91, {level("exact", 0, 4.1, .719, .041, true), level("nickname", 0, 3.4, .049, .0046), level("similar", .92, 2.2, .151, .033), level("initial", 0, .6, .049, .032), level("else", 0, -4.8, .032, .889)}),
      comparison("birth_date", .34, {level("exact", 0, 11.8, .9, .0002), level("swapped", 0, 8.2, .03, .0001), level("same_year", 0, 6.4, .03, .01), level("else", 0, -5.1, .04, .98)}),
      comparison("email", .71, {level("exact", 0, 13.2, .7, .0001), level("same_user", 0, 6.9, .1, .001), level("else", 0, -1.8, .2, .99)}),
      comparison("phone", .58, {level("exact", 0, 12.4, .7, .0001), level("one_slip", 0, 9.6, .1, .0005), level("else", 0, -1.1, .2, .99)}),
      comparison("place", .90, {level("exact", 0, 10.6, .6, .0004), level("same_city", 0, 4.9, .1, .003), level("same_department", 0, 1.3, .1, .04), level("else", 0, -2.6, .2, .95)}),
      comparison("siren", .09, {level("exact", 0, 13.6, .9, .00005), level("else", 0, -7.6, .1, .99)})};
  ConstraintSummary constraint;
  constraint.id = "different_valid_siren", constraint.attribute = "siren", constraint.pair_count = 27;
  constraint.name = "different_valid_siren siren";
  s.constraints = {constraint};
  constraint.id = "different_values", constraint.attribute = "birth_date", constraint.pair_count = 3, constraint.by_hand = true;
  constraint.name = "different_values birth_date";
  s.constraints.push_back(constraint);
  s.link_numbers = {{"pairs_per_record", "number", 40, .01, 1e6, true}, {"review_floor", "share", .02, 0, .5, false}, {"prior", "share", .000106, 0, 1, true},
                    {"seed", "whole", 1, 0, 9e15, true}, {"plain_model", "switch", 0, 0, 1, true}};
  for (size_t k = 0; k < s.blocking_rules.size(); ++k) s.blocking_rules[k].name = "key " + std::to_string(k);
  s.one_per_source = {"boutique"};
  s.one_per_source_proposed = true;
}

void add_result(Summary& s) {
  for (BlockingRuleSummary& rule : s.blocking_rules) rule.in_result = rule.enabled;
  s.has_result = true;
  s.histogram.first_bit = -22;
  s.histogram.bin_bits = 1;
  for (int bin = -22; bin < 30; ++bin) {
    double a = (bin + 12) / 4.0, b = (bin - 17) / 7.0;
    s.histogram.counts.push_back(static_cast<uint64_t>(10000 / (1 + a * a * a * a) + 320 / (1 + b * b * b * b)));
  }
  Counts& c = s.counts;
  c.record_count = 12400, c.group_count = 9310, c.multi_source_group_count = 2190, c.inner_duplicate_count = 508;
  c.candidate_pair_count = 86412, c.possible_pair_count = 76873800, c.apart_pair_count = 82505, c.to_check_pair_count = 143;
  c.linked_pair_count = 3764, c.vetoed_pair_count = 27, c.group_to_check_count = 6, c.largest_group = 10;
  s.estimate.known = s.estimate.recall_known = s.estimate.blocking_known = true;
  s.estimate.precision = {.993, .981, .998}, s.estimate.recall = {.976, .942, .991}, s.estimate.blocking_recall = {.987, .971, .995};
  s.decisions.same_count = 7, s.decisions.different_count = 4, s.decisions.unsure_count = 1, s.decisions.judged_pair_count = 12;
  s.decisions.drawn_count = 87, s.decisions.judged_count = 31, s.decisions.passed_count = 2, s.decisions.first_open_group = 33;
  s.decisions.precision_known = s.decisions.recall_known = true;
  s.decisions.precision = {.985, .941, .997}, s.decisions.recall = {.962, .893, .987};
  s.estimate_before = s.estimate;
  s.estimate_before.precision.value = .987, s.estimate_before.recall.value = .981;
  for (size_t k = 0; k + 1 < s.blocking_rules.size(); ++k) s.blocking_rules[k].recall = .9 - .1 * static_cast<double>(k);
  s.counts_before = c;
  s.counts_before.group_count = 9284, s.counts_before.multi_source_group_count = 2209, s.counts_before.to_check_pair_count = 112;
  s.threshold = .985, s.threshold_before = .955;
  s.survivorship = {{"identity", {"civility", "given_name", "surname", "birth_date"}, {"source_order", "most_complete"}, {"source_order", "most_recent", "most_complete", "longest"}, false},
                    {"email", {"email"}, {"valid_first", "most_recent"}, {"valid_first", "most_recent", "most_frequent", "union"}, false},
                    {"phone", {"phone"}, {"valid_first", "most_recent"}, {"valid_first", "most_recent", "most_frequent", "union"}, false},
                    {"address", {"street", "postcode", "city"}, {"most_recent", "source_order"}, {"most_recent", "source_order", "most_frequent"}, true},
                    {"consent", {"consent"}, {"opt_out_wins"}, {"opt_out_wins"}, false}};
  for (SurvivorshipRuleSummary& rule : s.survivorship) rule.name = rule.attributes[0];
  s.output_language = "fr";
  s.output_headers = "machine";
  s.source_order = {"crm", "boutique", "facturation"};
  s.origins = {{"surname", {7262, 1210, 838}}, {"email", {3817, 4562, 931}}, {"phone", {4841, 2886, 1583}}, {"street", {3352, 3538, 2420}}};
  s.deliverables = {{"all", "jumelles.zip", 0, 0}, {"xlsx", "jumelles.xlsx", 0, 0}, {"golden", "golden.csv", 9310, 16}, {"golden_json", "golden.json", 9310, 16}, {"xref", "xref.csv", 12400, 4}, {"source:crm", "crm.csv", 5240, 14}, {"source:boutique", "boutique.csv", 4380, 13},
                    {"source:facturation", "facturation.json", 2780, 12}, {"pairs", "pairs.csv", 3907, 21}, {"rejects", "rejects.csv", 5, 4}, {"project", "project.json", 0, 0}};
  s.run_ms = 384;
  s.structure = {{"duplicates", "found", "", {{"records", 12400}, {"compared_pairs", 86412}, {"likely_pairs", 3764}, {"expected_matches", 3811.2}, {"most_bits", 71.5}, {"best_bits", 44.1}}},
                 {"one_per_source", "same_partner", "crm", {{"records", 5240}, {"matches", 2071}, {"links_inside", 308}, {"heavy_inside", 120}, {"median_bits", 9.4}, {"same_partner", 154}, {"own_partner", 22}}},
                 {"one_per_source", "learned_few", "boutique", {{"met_inside", 412}, {"alike_inside", 31}, {"expected_duplicates", 0.8}, {"partnered", 1874}, {"same_partner", 1}, {"own_partner", 2}}},
                 {"look_alikes", "used", "", {{"expected_pairs", 640.3}, {"expected_matches", 3811.2}}}};
}

constexpr const char* kPeople[][2] = {{"Sophie Delaunay", "Tours"}, {"Jean-Philippe Caron", "Saumur"}, {"Élie N’Guessan", "Orléans"}, {"Ateliers du Cher SARL", "Bourges"},
                                      {"Marie-Claude Petit", "Vendôme"}, {"Antoine Da Silva", "Chartres"}, {"Thi Mai Nguyen", "Tours"}, {"Bernard Lefèvre", "Amboise"}};

PreviewPage preview(const PreviewQuery& q) {
  PreviewPage page;
  page.source = q.source, page.first = q.first, page.unfiltered = 5240;
  page.total = q.text.empty() ? 5240 : q.text == "personne" ? 0 : 12;
  if (!q.text.empty() || q.sort != kNoThing) page.list_state = "ready";
  const std::vector<std::vector<std::string>> rows = {
      {"100412", "Mme", "Sophie", "DELAUNAY", "14/03/1971", "s.delaunay@boite.example", "06 39 98 48 73", "12 rue des Tanneurs", "37000", "TOURS", "O", "2026-09-14"},
      {"100413", "M.", "Jean-Philippe", "CARON", "02/11/1964", "jp.caron@courrier.example", "02 61 91 30 12", "3 quai Mayaud", "49400", "SAUMUR", "N", "2026-02-01"},
      {"100415", "M", "Élie", "N’Guessan", "01/01/1900", "", "639984120", "", "45000", "ORLEANS", "", "2025-12-24"}};
  for (uint32_t i = q.first; i < std::min<uint32_t>(q.first + q.count, page.total); ++i) page.rows.push_back({i + 2, rows[i % 3]});
  return page;
}

ColumnDetail column(const ColumnQuery& q) {
  ColumnDetail d;
  d.source = q.source, d.column = q.column, d.filled_count = 3982, d.distinct_count = 3871, d.valid_count = 3544, d.row_count = 5240;
  d.shapes = {{"99 99 99 99 99", 2868}, {"+99 9 99 99 99 99", 604}, {"999999999", 412}};
  d.top_values = {{"06 39 98 00 00", 14}, {"02 61 91 44 08", 9}};
  d.examples = {{"06 39 98 48 73", "+33 6 39 98 48 73", "clean"}, {"639984120", "+33 6 39 98 41 20", "clean"}, {"06 00 00 00 00", "", "placeholder"}};
  return d;
}

RecordRef name(uint32_t record) { return {"crm", std::to_string(record), 0, ""}; }

// Of every third pair, six.
uint64_t look_alikes_of(uint32_t record) { return record < 143 && record % 3 == 0 ? 6 : 0; }

PairsPage pairs(const PairsQuery& q) {
  PairsPage page;
  page.filter = q.filter, page.sort = q.sort, page.first = q.first, page.unfiltered = 143;
  page.total = q.text == "personne" ? 0 : q.text.empty() ? 143 : 12;
  if (!q.text.empty()) page.search_state = "ready";
  for (uint64_t i = q.first; i < std::min<uint64_t>(page.total, q.first + q.count); ++i) {
    auto at = [&](uint64_t n) { return kPeople[n % std::size(kPeople)]; };
    page.rows.push_back({i, static_cast<uint32_t>(i), static_cast<uint32_t>(6000 + i), {static_cast<uint32_t>(i % 3), at(i)[0], at(i)[1]}, {static_cast<uint32_t>((i + 1) % 3), at(i)[0], at(i + 1)[1]}, .777 + .0004 * static_cast<double>(i), 1.8, q.filter != "to_check" && i % 7 == 3 ? "same" : "", name(static_cast<uint32_t>(i)), name(static_cast<uint32_t>(6000 + i))});
    page.rows.back().look_alike_count = look_alikes_of(static_cast<uint32_t>(i));
  }
  return page;
}

LikenessPage likeness(const LikenessQuery& q) {
  LikenessPage page{q.a, q.b, q.first, look_alikes_of(q.a), {}};
  for (uint32_t i = static_cast<uint32_t>(q.first); i < std::min<uint64_t>(page.total, q.first + q.count); ++i)
    page.rows.push_back({i, 200 + i, 6200 + i, {i % 3, kPeople[i % 8][0], kPeople[i % 8][1]}, {(i + 1) % 3, kPeople[i % 8][0], kPeople[(i + 1) % 8][1]}, .76, 1.7, "", name(200 + i), name(6200 + i)});
  return page;
}

PairDetail pair(const PairQuery& q) {
  PairDetail d;
  d.pair = q.pair, d.record_a = q.a, d.record_b = q.b;
  d.a = {0, "100412", 1, "2026-09-14", "Sophie Delaunay"};
  d.b = {1, "WEB-20981", 77, "2026-11-02", "Sophie Delaunay-Martin"};
  d.a.name = name(q.a), d.b.name = name(q.b);
  d.prior_bits = -14.3, d.threshold_bits = 6.0, d.probability = .777, d.state = "to_check";
  d.found_by = {{"phone", "last_8"}};
  d.attributes = {{"civility", "civility", "Mme", "", false, false, "", ""},
                  {"given_name", "given_name", "Sophie", "Sophie", false, false, "given_name", "exact"},
                  {"surname", "surname", "Delaunay", "Delaunay-Martin", false, false, "surname", "contains"},
                  {"birth_date", "birth_date", "14/03/1971", "", false, true, "birth_date", "missing"},
                  {"phone", "phone", "06 39 98 48 73", "06 39 98 84 73", false, false, "phone", "one_slip"},
                  {"email", "email", "s.delaunay@boite.example", "sophie.dm@courrier.example", false, false, "email", "else"},
                  {"street", "street", "12 rue des Tanneurs", "4 allée des Acacias", false, false, "", ""},
                  {"city", "city", "Tours", "Blois", false, false, "place", "else"}};
  d.bars = {{"surname", "contains", 0, 5.8, 1.9, "Delaunay", 3}, {"given_name", "exact", 0, 4.1, -.9, "Sophie", 65}, {"phone", "one_slip", 0, 9.6, 0, "", 0},
            {"email", "else", 0, -1.8, 0, "", 0}, {"place", "else", 0, -2.6, 0, "", 0}, {"birth_date", "missing", 0, 0, 0, "", 0}};
  d.rival_margin_bits = 1, d.rivals_of_a = {2, 6001, 2.5}, d.rivals_of_b = {1, 7, 1.25};
  d.look_alike_count = look_alikes_of(q.a);
  d.weight_bits = d.prior_bits;
  for (const auto& bar : d.bars) d.weight_bits += bar.weight_bits + bar.term_weight_bits;
  return d;
}

SampledGroupDetail sampled_group(const SampledGroupQuery& q) {
  SampledGroupDetail d;
  d.group = q.group, d.total = 87, d.state = "open";
  d.attributes = {"given_name", "surname", "birth_date", "phone", "email", "street", "city"};
  d.records = {{0, 0, "100412", "Sophie Delaunay", true, 0, 1, {"Sophie", "Delaunay", "14/03/1971", "06 39 98 48 73", "s.delaunay@boite.example", "12 rue des Tanneurs", "Tours"}},
               {6000, 1, "WEB-20981", "Sophie Delaunay-Martin", true, 0, 1, {"Sophie", "Delaunay-Martin", "", "06 39 98 84 73", "sophie.dm@courrier.example", "", "Blois"}},
               {9100, 2, "F-77", "S. Delaunay", false, kNoThing, .31, {"S.", "Delaunay", "", "", "", "12 rue des Tanneurs", "Tours"}}};
  for (SampledRecord& row : d.records) row.name = name(row.record);
  return d;
}

WhyNotDetail why_not(const WhyNotQuery& q) {
  WhyNotDetail d;
  d.a = q.a, d.b = q.b, d.reason = "no_common_key";
  d.near_keys = {{{{"surname", "phonetic", true, "Delaunay", "Delaunay-Martin"}, {"postcode", "exact", false, "37000", "41000"}}, false},
                 {{{"email", "exact", false, "s.delaunay@boite.example", ""}}, false}};
  ChangeSummary value, threshold, key;
  value.kind = "value", value.side = "b", value.attribute = "postcode", value.from = "41000", value.to = "37000", value.probability = .993;
  threshold.kind = "threshold", threshold.probability = .777, threshold.other_pair_count = 31;
  key.kind = "key", key.key = {{"surname", "phonetic"}}, key.compared_pair_count = 48210, key.other_pair_count = 57, key.estimated = true;
  d.changes = {value, threshold, key};
  return d;
}

LookAlikesPage look_alikes(const LookAlikesQuery& q) {
  LookAlikesPage page;
  page.record = q.record;
  page.rows = {{q.record + 100, {1, "Sophie Delaunoy", "Tours"}, "WEB-20999", .41}, {q.record + 200, {2, "S. Delaunay", "Blois"}, "F-118", .06}};
  for (LookAlike& row : page.rows) row.name = name(row.record);
  return page;
}

// Twelve people answer, whatever is asked but "personne".
SearchPage search(const SearchQuery& q) {
  SearchPage page{q.text, "ready", q.first, q.text == "personne" ? 0u : 12u, {}};
  for (uint64_t i = q.first; i < std::min<uint64_t>(page.total, q.first + q.count); ++i)
    page.rows.push_back({static_cast<uint32_t>(40 + i), "R-" + std::to_string(4224 + i), kPeople[i % std::size(kPeople)][0], {0, 1, 1}, static_cast<uint32_t>(900 + i), 1,
                         {{"surname", "surname", kPeople[i % std::size(kPeople)][0]}, {"phone", "phone", "+33 6 39 98 17 55"}}, "Tours"});
  return page;
}

// Seven records of which a single pair holds the two halves.
GroupRow group_row(uint32_t group) {
  return {group, "R-" + std::to_string(4184 + group), group == 0 ? "Lefèvre / Lefebvre" : kPeople[group % std::size(kPeople)][0], group == 0 ? 7u : 2u + group % 4, group == 0 ? 9u : 1u, true, 6.3,
          {0, 1, 2}, group == 0 ? std::vector<std::string>{"bridge"} : std::vector<std::string>{"two_births"}};
}

GroupsPage groups(const GroupsQuery& q) {
  const uint64_t unfiltered = q.filter == "to_check" ? 6 : q.filter == "all" ? 9310 : 2462, total = q.text == "personne" ? 0 : q.text.empty() ? unfiltered : 3;
  GroupsPage page{q.filter, q.first, total, {}, unfiltered, q.text.empty() ? "" : "ready"};
  for (uint64_t i = q.first; i < std::min<uint64_t>(total, q.first + q.count); ++i) page.rows.push_back(group_row(static_cast<uint32_t>(i)));
  return page;
}

GroupDetail group_detail(const GroupQuery& q) {
  GroupDetail d;
  d.group = q.group;
  d.row = group_row(q.group);
  d.attributes = {"given_name", "surname", "birth_date", "phone", "street", "city"};
  const char* names[] = {"Jean-Marc Lefèvre", "Jean-Marc LEFEVRE", "Jean Marc Lefèvre", "J.-M. Lefèvre", "M. Lefebvre", "Marc Lefebvre", "Marc Lefebvre"};
  for (uint32_t i = 0; i < d.row.record_count; ++i) {
    d.members.push_back({100 * q.group + i, i % 3, i + 1, "FAC-" + std::to_string(3318 + i), names[i], {names[i], "Lefèvre", i % 2 ? "" : "09/02/1958", "02 61 91 23 40", "31 rue Bretonneau", "Tours"}});
    d.names.push_back(name(100 * q.group + i));
  }
  if (q.group != 0) {
    d.ties = {{0, 1, 14.2, true, false}};
    d.weakest = 0;
    return d;
  }
  d.half_of = {0, 0, 0, 0, 1, 1, 1};
  d.ties = {{3, 4, 6.3, true, false}, {0, 1, 18.2, true, false}, {0, 2, 16.4, true, false}, {0, 3, 12.6, true, false}, {1, 3, 11.9, true, false}, {2, 3, 9.8, true, false}, {4, 5, 14.1, true, false}, {4, 6, 13.3, true, false}, {5, 6, 17, true, true}};
  d.weakest = d.bridge = 0;
  d.bridge_agrees = {"phone"};
  return d;
}

GroupFigures group_figures() {
  return {{{1, 6848, 0}, {2, 1968, 0}, {3, 396, 1}, {4, 74, 1}, {7, 1, 1}, {40, 1, 1}}, {{{0}, 3012}, {{1}, 2791}, {{2}, 1317}, {{0, 1}, 834}, {{0, 1, 2}, 392}}, 0};
}

NearGroupsPage near_groups(const NearGroupsQuery& q) {
  return {q.group, {{900, "R-900", "Sophie Delaunoy", "Tours", .41, {0, 1}, {name(900), name(901)}}, {902, "R-902", "S. Delaunay", "", .06, {2}, {name(902)}}}};
}

ContradictionsPage contradictions() {
  const auto judgment = [](const char* kind, uint32_t a, uint32_t b, bool same, const char* how) {
    return JudgmentRow{kind, a, b, {0, "Sophie Delaunay", "Tours"}, {1, "Sophie Delaunay-Martin", "Blois"}, "100412", "WEB-2", same, "Ann", how, 0, {name(a), name(b)}, 0};
  };
  return {0, 1, {{{judgment("verdict", 0, 1, true, "judged"), judgment("known", 1, 2, true, "labels.csv"), judgment("drawn", 2, 3, true, "")}, judgment("shape", 0, 3, false, "cut")}}};
}

GoldenPage golden(const GoldenQuery& q) {
  GoldenPage page;
  page.filter = q.filter, page.first = q.first, page.total = q.text == "personne" ? 0 : q.text.empty() ? 2190 : 12;
  page.unfiltered = 2190;
  for (uint64_t i = q.first; i < std::min<uint64_t>(page.total, q.first + q.count); ++i)
    page.rows.push_back({static_cast<uint32_t>(i), "R-" + std::to_string(4184 + i), kPeople[i % std::size(kPeople)][0], {0, 0, static_cast<uint32_t>(i % 3)}});
  return page;
}

GoldenDetail golden_detail(const GoldenDetailQuery& q) {
  GoldenDetail d;
  d.group = q.group, d.golden_id = "R-4184", d.label = "Hélène Marchand-Roussel";
  d.records = {{0, "103390", 3390, "2026-09-14", ""}, {0, "101845", 1845, "2021-03-02", ""}, {1, "WEB-20417", 417, "2026-11-02", ""}, {2, "FAC-7702", 702, "2026-10-28", ""}};
  for (PairSide& record : d.records) record.name = {record.source == 0 ? "crm" : record.source == 1 ? "boutique" : "facturation", record.id, record.source_row, ""};
  auto add = [&](const char* attribute, const char* block, const char* value, int origin, const char* rule, uint32_t index, std::vector<GoldenCell> cells) {
    GoldenAttribute a;
    a.attribute = a.type = attribute, a.block = block, a.value = value, a.origin = origin, a.rule = rule, a.survivorship_rule = index, a.cells = std::move(cells);
    a.below = a.value;
    for (GoldenCell& cell : a.cells)
      if (!cell.original.empty() && cell.state != "invalid") cell.values = {cell.state == "winner" || cell.state == "same" ? a.value : cell.original};
    a.disagreeing = std::count_if(a.cells.begin(), a.cells.end(), [](const auto& c) { return c.state == "other"; }) > 0;
    d.attributes.push_back(std::move(a));
  };
  add("civility", "identity", "Mme", 0, "source_order", 0, {{"Mme", "winner"}, {"MME", "same"}, {"", "missing"}, {"", "absent"}});
  add("given_name", "identity", "Hélène", 0, "source_order", 0, {{"Hélène", "winner"}, {"HELENE", "same"}, {"Hélene", "other"}, {"H.", "other"}});
  add("surname", "identity", "Marchand-Roussel", 0, "source_order", 0, {{"MARCHAND-ROUSSEL", "winner"}, {"MARCHAND", "other"}, {"Marchand Roussel", "other"}, {"MARCHAND-R", "other"}});
  add("email", "email", "h.marchand@boite.example", 2, "valid_first", 1, {{"h.marchand@b", "invalid"}, {"h.marchand@old.example", "other"}, {"h.marchand@boite.example", "winner"}, {"", "missing"}});
  add("phone", "phone", "+33 6 39 98 17 55", 2, "valid_first", 2, {{"06 39 98 17 55", "same"}, {"02 61 91 55 20", "other"}, {"639981755", "winner"}, {"", "missing"}});
  add("street", "address", "18 bis rue Nationale", 2, "most_recent", 3, {{"5 quai Paul-Bert", "other"}, {"7 rue Colbert", "other"}, {"18 bis rue Nationale", "winner"}, {"5 quai Paul Bert", "other"}});
  add("postcode", "address", "37100", 2, "most_recent", 3, {{"37100", "same"}, {"37000", "other"}, {"37100", "winner"}, {"37100", "same"}});
  add("consent", "consent", "Refus", 2, "opt_out_wins", 4, {{"Accord", "other"}, {"Accord", "other"}, {"Refus", "winner"}, {"", "absent"}});
  return d;
}

RuleChoices rule_choices() {
  return {{{"surname", "surname", {"exact", "phonetic", "first_3"}, {"name", "exact"}, {"different_values", "same_values"}},
           {"postcode", "postcode", {"exact", "first_2"}, {"postcode", "exact"}, {"different_values", "same_values"}},
           {"siren", "siren", {"exact"}, {"code", "exact"}, {"different_valid_siren", "different_values", "same_values"}}},
          {{"name", {{"exact", false, 0, 0, 0, true}, {"very_similar", true, .95, 0, 1, false, "likeness"}, {"similar", true, .88, 0, 1, false, "likeness"}, {"phonetic", false, 0, 0, 0, false}, {"contained", false, 0, 0, 0, false}, {"else", false, 0, 0, 0, false}}}}};
}

GoldenDecisionsPage golden_decisions() {
  return {0, 3, {{"surname", "surname", "taken", "MARCHAND", "Marchand-Roussel", "holds", false, "Ann", 7, {"crm", "101845", 0, ""}, "", 3, "R-4184", "Hélène Marchand"},
                 {"phone", "phone", "ignored", "+33 2 61 91 55 20", "", "holds", true, "", 6, {"crm", "101845", 0, ""}, "9f", 3, "R-4184", "Hélène Marchand"},
                 {"email", "email", "typed", "z@b.example", "y@b.example", "waiting", false, "", 5, {"crm", "9", 0, ""}, "", kNoThing, "", "crm 9"}}};
}

}  // namespace

Summary summary(bool with_result) {
  Summary s;
  s.revision = with_result ? 18 : 3;
  s.link_type = "link-dedupe";
  s.can_undo = with_result;
  s.undo_name = "set_threshold";
  s.memory_bytes = 96u << 20;
  s.recipe_rule_count = 3;
  s.sources = {source("crm", "crm.csv", "csv", "windows-1252", ";", 5240, 12), source("boutique", "boutique.csv", "csv", "utf-8", ",", 4380, 11),
               source("facturation", "facturation.json", "json", "utf-8", "", 2780, 10)};
  s.sources[0].rejected_count = 5;
  if (with_result) {
    add_model(s);
    add_result(s);
  }
  return s;
}

Reply answer(uint64_t request_id, uint64_t revision, const Query& query) {
  Reply reply;
  reply.request_id = request_id, reply.revision = revision;
  if (std::optional<Page> about_quality = audit_answer(revision, query)) reply.page = std::move(*about_quality);
  else if (std::optional<Page> about_recipe = recipe_answer(query)) reply.page = std::move(*about_recipe);
  else if (const auto* q = std::get_if<PreviewQuery>(&query)) reply.page = preview(*q);
  else if (const auto* c = std::get_if<ColumnQuery>(&query)) reply.page = column(*c);
  else if (const auto* p = std::get_if<PairsQuery>(&query)) reply.page = pairs(*p);
  else if (const auto* d = std::get_if<PairQuery>(&query)) reply.page = pair(*d);
  else if (const auto* like = std::get_if<LikenessQuery>(&query)) reply.page = likeness(*like);
  else if (const auto* w = std::get_if<WhyNotQuery>(&query)) reply.page = why_not(*w);
  else if (const auto* l = std::get_if<LookAlikesQuery>(&query)) reply.page = look_alikes(*l);
  else if (const auto* m = std::get_if<SampledGroupQuery>(&query)) reply.page = sampled_group(*m);
  else if (const auto* found = std::get_if<SearchQuery>(&query)) reply.page = search(*found);
  else if (const auto* gl = std::get_if<GroupsQuery>(&query)) reply.page = groups(*gl);
  else if (const auto* gd = std::get_if<GroupQuery>(&query)) reply.page = group_detail(*gd);
  else if (std::get_if<GroupFiguresQuery>(&query)) reply.page = group_figures();
  else if (const auto* n = std::get_if<NearGroupsQuery>(&query)) reply.page = near_groups(*n);
  else if (std::get_if<ContradictionsQuery>(&query)) reply.page = contradictions();
  else if (const auto* g = std::get_if<GoldenQuery>(&query)) reply.page = golden(*g);
  else if (const auto* r = std::get_if<GoldenDetailQuery>(&query)) reply.page = golden_detail(*r);
  else if (std::get_if<GoldenDecisionsQuery>(&query)) reply.page = golden_decisions();
  else if (const auto* t = std::get_if<TypedValueQuery>(&query))
    reply.page = TypedValue{t->attribute, t->attribute, t->text, t->text == "?" ? "" : "+33 " + t->text, t->text == "?" ? "missing" : t->text == "12" ? "invalid" : "clean"};
  else if (const auto* e = std::get_if<RuleEffectQuery>(&query)) reply.page = RuleEffect{e->rule, e->cascade, 312, {{"Hélène Marchand-Roussel", "18 bis rue Nationale", "5 quai Paul-Bert"}, {"Inès Benali", "4 rue du Lac, 45400", "12 av. Foch, 45000"}}};
  else if (std::get_if<RuleChoicesQuery>(&query)) reply.page = rule_choices();
  else if (const auto* k = std::get_if<KeyPriceQuery>(&query)) reply.page = KeyPricePage{k->rule, k->parts, "ready", 250000, 214312, true, 5312, 4, .43, true};
  else if (const auto* rejected = std::get_if<RejectsQuery>(&query); rejected && rejected->text == "personne") reply.page = RejectsPage{0, 0, {}, 2, "ready", {}};
  else reply.page = RejectsPage{0, 2, {{"crm", 87, "csv.too_many_fields", "15 fields instead of 12", "100498;Mme;Anne;…"}, {"crm", 412, "csv.unbalanced_quote", "unbalanced quote", "100823;\"M;…"}}, 2, "", {{"csv.too_many_fields", 1}, {"csv.unbalanced_quote", 1}}};
  return reply;
}

}  // namespace jumelles::fixture
