#include "profile/roles.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "profile/decide.h"

namespace jumelles::profile {
namespace {

using T = AttributeType;
using R = ColumnRole;

constexpr size_t kFewestRows = 3;      // fewer are alike by chance
constexpr double kNamedThing = 0.6;  // a title is what any words are: from that confidence on its header says so

struct Judged {
  R role = R::kEvidence;
  std::string_view reason = "identity";
};

// Words of headers that say what a number, date, category or text is about where its values alone do not.
constexpr std::string_view kMeasureKeys[] = {"amount", "total", "quantity", "count", "rating", "score", "revenue", "salary", "percent"};
constexpr std::string_view kEventWords[] = {"order", "commande", "achat", "purchase", "visit", "visite", "invoice", "facture", "paiement", "payment",
                                            "transaction", "ticket", "sale", "vente", "booking", "reservation", "rdv", "rendez", "appointment", "consultation",
                                            "seance", "sejour", "stay", "don", "donation"};
constexpr std::string_view kDealingWords[] = {"login",   "connexion", "export",     "import",   "sync",    "synchro", "activity", "activite", "contacted", "expiry",
                                              "expiration", "echeance", "renewal", "optin", "confirm", "last",    "dernier",  "derniere", "modstamp", "timestamp"};
constexpr std::string_view kOneOfManyWords[] = {"first", "premier", "premiere", "next", "prochain", "prochaine"};
constexpr std::string_view kOwnStatusWords[] = {"marital", "civil", "civile", "matrimonial", "family", "familiale", "public", "prive", "legal", "juridique"};
constexpr std::string_view kMachineWords[] = {"hash",  "etag",   "checksum", "md5",      "sha",   "token", "password", "passwd", "passwort", "mdp",  "ip",
                                              "uuid",  "cookie", "session",  "revision", "flag",  "deleted", "tags",   "tag",    "owner",   "sync", "lang"};

template <size_t N>
bool says(const std::string_view (&words)[N], const HeaderMeaning& header) {
  return std::any_of(header.words.begin(), header.words.end(), [&](const std::string& w) { return std::find(std::begin(words), std::end(words), w) != std::end(words); });
}

bool has_key(const HeaderMeaning& header, T type, std::string_view key) {
  return std::any_of(header.readings.begin(), header.readings.end(), [&](const HeaderReading& r) { return r.type == type && r.key == key; });
}

// Of the row itself, an order or a visit: not of the last or the first one that a customer made.
bool is_of_event(const HeaderMeaning& header) { return says(kEventWords, header) && !says(kDealingWords, header) && !says(kOneOfManyWords, header); }

bool reads_as(const HeaderMeaning& header, AttributeGroup group) {
  return std::any_of(header.readings.begin(), header.readings.end(), [&](const HeaderReading& r) { return info(r.type).group == group && r.score >= 0.7; });
}

Judged judge_number(const HeaderMeaning& header, const ColumnProfile& profile, bool of_persons) {
  if (header.says_real_number || header.says_identifier) return {R::kEvidence, "real_number"};
  if (reads_as(header, AttributeGroup::kAddress) || has_key(header, T::kNumber, "latitude") || has_key(header, T::kNumber, "longitude"))
    return {R::kEvidence, "place"};
  for (const std::string_view key : kMeasureKeys)
    if (has_key(header, T::kNumber, key)) return {R::kMeasure, "counted"};
  if (profile.nature == Nature::kPercent) return {R::kMeasure, "percent"};
  // What a person has in figures is counted of their dealings; what stays with them are height and the like.
  const bool stays = has_key(header, T::kNumber, "age") || has_key(header, T::kNumber, "size") || has_key(header, T::kNumber, "weight");
  if (of_persons) return stays ? Judged{R::kDescription, "describes"} : Judged{R::kMeasure, "of_person"};
  const bool known = std::any_of(header.readings.begin(), header.readings.end(), [](const HeaderReading& r) { return r.score >= 0.5; });
  if (!known && profile.nature == Nature::kLongTail) return {R::kMeasure, "long_tail"};
  return {R::kEvidence, "thing"};
}

Judged judge_date(const HeaderMeaning& header, const ColumnProfile& profile) {
  if (profile.nature == Nature::kTimeOfDay) return {R::kTechnical, "time_of_day"};
  if (is_of_event(header)) return {R::kTechnical, "event"};
  if (says(kEventWords, header) || says(kDealingWords, header)) return {R::kTechnical, "dealing"};
  return {R::kEvidence, "thing"};
}

Judged judge_text(T type, const HeaderMeaning& header, const ColumnProfile& profile, bool of_persons) {
  if (profile.nature == Nature::kOneSite) return {R::kTechnical, "one_site"};
  if (profile.nature == Nature::kFile) return {R::kTechnical, "file"};
  const bool note = has_key(header, T::kText, "comment") || has_key(header, T::kText, "note");
  // Persons have no description: what is written about them is somebody's remark.
  const bool bare = header.readings.empty() || has_key(header, T::kText, "description") || has_key(header, T::kText, "bio");
  if (note && type != T::kTitle) return {R::kMeasure, "free_text"};
  if (type == T::kText && of_persons && bare && profile.nature == Nature::kSentences) return {R::kMeasure, "free_text"};
  return {R::kEvidence, "thing"};
}

Judged judge_category(const HeaderMeaning& header, const ColumnProfile& profile) {
  if (profile.nature == Nature::kFlag) return {R::kTechnical, "flag"};
  if (has_key(header, T::kCategory, "status") && !says(kOwnStatusWords, header)) return {R::kTechnical, "status"};
  for (const std::string_view key : kMeasureKeys)
    if (has_key(header, T::kNumber, key)) return {R::kMeasure, "counted"};
  return {R::kDescription, "describes"};
}

Judged judge(const ColumnMapping& mapping, const HeaderMeaning& header, const ColumnProfile& profile, bool of_persons) {
  if (mapping.reason_id == "recurs_in_other_source") return {R::kEvidence, "recurs"};
  const bool is_key = mapping.reason_id == "surrogate_key" || mapping.type == T::kRecordId;
  if (is_key) return {R::kTechnical, is_of_event(header) ? "event" : "row_key"};
  if (mapping.reason_id == "repeats_columns") return {R::kTechnical, "repeats"};
  const bool machine = says(kMachineWords, header) && !header.says_real_number;
  switch (info(mapping.type).judging) {
    case Judging::kByType: break;
    case Judging::kNumber: return machine ? Judged{R::kTechnical, "machine"} : judge_number(header, profile, of_persons);
    case Judging::kDate: return judge_date(header, profile);
    case Judging::kYear: return profile.nature == Nature::kPercent ? Judged{R::kMeasure, "percent"} : Judged{R::kEvidence, "year"};
    case Judging::kCategory: return machine ? Judged{R::kTechnical, "machine"} : judge_category(header, profile);
    case Judging::kCode:
      if (profile.nature == Nature::kHash) return {R::kTechnical, "hash"};
      if (profile.nature == Nature::kOneSite) return {R::kTechnical, "one_site"};
      if (profile.nature == Nature::kFile) return {R::kTechnical, "file"};
      if (machine) return {R::kTechnical, "machine"};
      // A code that many rows share is that of a kind: an activity, a commune.
      return profile.distinct_count * 10 <= profile.filled_count * 3 && !header.says_real_number ? Judged{R::kDescription, "describes"}
                                                                                                 : Judged{R::kEvidence, "real_number"};
    case Judging::kText: return machine ? Judged{R::kTechnical, "machine"} : judge_text(mapping.type, header, profile, of_persons);
  }
  return {info(mapping.type).role, info(mapping.type).role_reason};
}

// One value in every row that has any tells nothing apart, unless another column feeds the attribute, too, or all rows are the same one.
void set_single_values_apart(const std::vector<std::shared_ptr<const Table>>& tables, const std::vector<std::shared_ptr<const TableProfile>>& profiles, Mapping& mapping) {
  const auto in_use = [](const ColumnMapping& m) { return m.type != T::kIgnored && info(m.type).compared() && is_compared(m.role); };
  std::map<std::string_view, uint32_t> feeding;
  for (const auto& row : mapping)
    for (const ColumnMapping& m : row) feeding[m.attribute] += m.type != T::kIgnored;
  std::vector<ColumnMapping*> single;
  bool others = false, named = false;
  for (size_t t = 0; t < mapping.size(); ++t)
    for (size_t c = 0; c < mapping[t].size(); ++c) {
      ColumnMapping& m = mapping[t][c];
      if (!in_use(m)) continue;
      if (m.role_by_user || profiles[t]->columns[c].distinct_count > 1 || tables[t]->row_count() < kFewestRows || feeding[m.attribute] > 1) {
        others = true;
        continue;
      }
      single.push_back(&m);
      named = named || info(m.type).names_a_thing;
    }
  if (!others && named) return;
  for (ColumnMapping* m : single) m->role = R::kTechnical, m->role_reason_id = "one_value";
}

}  // namespace

void assign_roles(const std::vector<std::shared_ptr<const Table>>& tables, const std::vector<std::shared_ptr<const TableProfile>>& profiles,
                   const std::vector<std::vector<HeaderMeaning>>& headers, Mapping& mapping) {
  for (size_t t = 0; t < mapping.size(); ++t) {
    const auto& row = mapping[t];
    const auto names_thing = [](const ColumnMapping& m) { return info(m.type).subject == Subject::kThing && m.confidence >= kNamedThing; };
    const auto names_other = [](const ColumnMapping& m) {
      const AttributeTypeInfo& type = info(m.type);
      return type.settles_subject && (type.subject == Subject::kPerson || type.subject == Subject::kCompany);
    };
    const bool of_persons = std::any_of(row.begin(), row.end(), names_other) && std::none_of(row.begin(), row.end(), names_thing);
    for (size_t c = 0; c < row.size(); ++c) {
      ColumnMapping& m = mapping[t][c];
      if (m.role_by_user) continue;
      if (m.type == T::kIgnored) {
        m.role_reason_id.clear();
        continue;
      }
      const Judged judged = judge(m, headers[t][c], profiles[t]->columns[c], of_persons);
      m.role = judged.role;
      m.role_reason_id = judged.reason;
    }
  }
  set_single_values_apart(tables, profiles, mapping);
}

void assign_role_of_type(ColumnMapping& mapping) {
  if (mapping.role_by_user) return;
  const Judged judged = judge(mapping, {}, {}, false);
  mapping.role = judged.role;
  mapping.role_reason_id = mapping.type == T::kIgnored ? std::string_view() : judged.reason;
}

}  // namespace jumelles::profile
