#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "profile/birth_parts.h"
#include "profile/decide.h"
#include "profile/header_words.h"
#include "profile/meet.h"
#include "profile/profile.h"
#include "profile/recurrence.h"
#include "profile/roles.h"

namespace jumelles::profile {
namespace {

using T = AttributeType;
using Tables = std::vector<std::shared_ptr<const Table>>;
using Profiles = std::vector<std::shared_ptr<const TableProfile>>;

struct Draft {
  const Tables& tables;
  const Profiles& profiles;
  const MappingOptions& options;
  Mapping mapping;
  std::vector<std::vector<HeaderMeaning>> headers;

  const Column& column(size_t t, size_t c) const { return tables[t]->columns[c]; }
  const ColumnProfile& profile(size_t t, size_t c) const { return profiles[t]->columns[c]; }
  // Calls f(table, column) for every column.
  template <class F>
  void each(F f) const {
    for (size_t t = 0; t < tables.size(); ++t)
      for (size_t c = 0; c < tables[t]->columns.size(); ++c) f(t, c);
  }
};

bool same_name(std::string_view a, std::string_view b) { return a == b || (!b.empty() && fold_word(a) == fold_word(b)); }

// What is known of files that we wrote.
constexpr const char* kOwnOutput = "own_output";

void leave_out(ColumnMapping& mapping, T type, const char* reason) {
  mapping.type = type;
  mapping.attribute.clear();
  mapping.reason_id = reason;
}


// The key of a column's attribute before columns meet: the type's own, or the thing the header names.
std::string first_key(const ColumnProfile& profile, const HeaderMeaning& header) {
  const T type = profile.type;
  if (is_own_key(type)) return std::string(info(type).id);
  const bool checked = type == T::kCode && !profile.identifier.empty();
  for (const HeaderReading& reading : header.readings)
    if (checked && standardize::find_identifier_scheme(reading.key) != nullptr) return reading.key;
  // "Number" says less than check digits do.
  if (checked) return std::string(profile.identifier);
  for (const HeaderReading& reading : header.readings)
    if (!reading.key.empty() && (reading.type == type || type == T::kTitle || type == T::kText)) return reading.key;
  return header.slug;
}

// A refusal feeds the table's consent, unless the table says that in a column of its own.
void read_as_opt_out(const Draft& draft, size_t t, ColumnMapping& mapping) {
  mapping.type = T::kOptOut;
  mapping.reason_id = "header";
  mapping.attribute = std::string(info(T::kConsent).id);
  for (size_t c = 0; c < draft.headers[t].size(); ++c)
    if (!draft.headers[t][c].says_opt_out && draft.profile(t, c).type == T::kConsent) mapping.attribute = std::string(info(T::kOptOut).id);
}

void take_profiles(Draft& draft) {
  draft.each([&](size_t t, size_t c) {
    const ColumnProfile& profile = draft.profile(t, c);
    const HeaderMeaning& header = draft.headers[t][c];
    ColumnMapping& mapping = draft.mapping[t][c];
    mapping.type = profile.type;
    mapping.confidence = profile.confidence;
    mapping.reason_id = profile.reason_id;
    mapping.attribute = first_key(profile, header);
    if (profile.filled_count == 0) leave_out(mapping, T::kIgnored, "empty");
    else if (header.says_opt_out) read_as_opt_out(draft, t, mapping);
    else if (header.says_source && info(profile.type).may_be_key && profile.type != T::kText && profile.distinct_count <= 50)
      leave_out(mapping, T::kIgnored, "possible_source");
    else if (profile.is_grouping) {
      leave_out(mapping, T::kGrouping, "grouping");
      mapping.confidence = header.says_grouping ? 0.9 : 0.7;
    }
  });
}

// A file of our own says what its columns are. Empty ones hold nothing all the same.
void take_known(Draft& draft) {
  draft.each([&](size_t t, size_t c) {
    if (t >= draft.options.known.size() || c >= draft.options.known[t].size() || !draft.options.known[t][c]) return;
    ColumnMapping& mapping = draft.mapping[t][c];
    if (mapping.reason_id == "empty") return;
    leave_out(mapping, *draft.options.known[t][c], kOwnOutput);
    mapping.confidence = 1;
    if (in_use(mapping)) mapping.attribute = std::string(info(mapping.type).id);
  });
}

void take_choices(Draft& draft) {
  draft.each([&](size_t t, size_t c) {
    const std::string& name = draft.column(t, c).name;
    ColumnMapping& mapping = draft.mapping[t][c];
    const auto choose = [&](T type) {
      leave_out(mapping, type, "user");
      mapping.confidence = 1;
      mapping.chosen_by_user = true;
    };
    const auto& ignored = draft.options.ignored_columns;
    if (std::find(ignored.begin(), ignored.end(), name) != ignored.end()) choose(T::kIgnored);
    if (!draft.options.source_column.empty() && name == draft.options.source_column) choose(T::kSource);
    if (!draft.options.id_column.empty() && name == draft.options.id_column) choose(T::kRecordId);
  });
  // "ID" for "id" where no column of the table has the exact name.
  for (size_t t = 0; t < draft.tables.size(); ++t) {
    auto& row = draft.mapping[t];
    const auto is_id = [](const ColumnMapping& m) { return m.type == T::kRecordId; };
    if (draft.options.id_column.empty() || std::any_of(row.begin(), row.end(), is_id)) continue;
    for (size_t c = 0; c < row.size(); ++c)
      if (same_name(draft.column(t, c).name, draft.options.id_column)) {
        leave_out(row[c], T::kRecordId, "user");
        row[c].chosen_by_user = true;
        row[c].confidence = 1;
        break;
      }
  }
  // One id is enough: that of the user.
  for (auto& row : draft.mapping)
    if (std::any_of(row.begin(), row.end(), [](const ColumnMapping& m) { return m.type == T::kRecordId && m.chosen_by_user; }))
      for (ColumnMapping& mapping : row)
        if (mapping.type == T::kRecordId && mapping.reason_id == kOwnOutput) mapping.type = T::kIgnored;
}

// Keys of two columns of one table that would be one attribute: the second takes its header's.
void separate_keys(Draft& draft, size_t t) {
  std::set<std::string> taken;
  auto& row = draft.mapping[t];
  for (size_t c = 0; c < row.size(); ++c) {
    ColumnMapping& mapping = row[c];
    if (!in_use(mapping) || info(mapping.type).multi_valued || is_birth_part(mapping.type)) continue;
    std::string key = mapping.attribute;
    if (taken.count(key)) {
      const std::string& slug = draft.headers[t][c].slug;
      // "address_2" as the second street is "street_2": tables meet by the number.
      const size_t digits = slug.find_last_not_of("0123456789");
      const std::string number = digits == std::string::npos ? "" : slug.substr(digits + 1);
      key = !number.empty() ? key + "_" + number : slug;
      for (int n = 2; taken.count(key) || key == mapping.attribute; ++n) key = mapping.attribute + "_" + std::to_string(n);
    }
    taken.insert(key);
    mapping.attribute = key;
  }
}

SharedColumns shared_columns(const Draft& draft, size_t ta, size_t tb) {
  SharedColumns shared;
  for (size_t a = 0; a < draft.mapping[ta].size(); ++a)
    for (size_t b = 0; b < draft.mapping[tb].size(); ++b)
      if (in_use(draft.mapping[ta][a]) && in_use(draft.mapping[tb][b]) &&
          draft.mapping[ta][a].attribute == draft.mapping[tb][b].attribute)
        shared.emplace_back(a, b);
  return shared;
}

// Two keys can tell of each other only if they are written alike: same kind of header.
bool comparable_keys(const Draft& draft, size_t ta, size_t a, size_t tb, size_t b) {
  const T type = draft.profile(tb, b).type;
  if (!info(type).may_be_key) return false;
  const HeaderMeaning &left = draft.headers[ta][a], &right = draft.headers[tb][b];
  return left.slug == right.slug || draft.profile(tb, b).is_surrogate_key || draft.profile(tb, b).is_grouping ||
         (left.says_identifier && right.says_identifier);
}

// An identifier by its header that a few stand-ins keep from being unique: rows that share a value have nothing in common.
bool is_nearly_unique_key(const Draft& draft, size_t t, size_t c) {
  const ColumnProfile& profile = draft.profile(t, c);
  const HeaderMeaning& header = draft.headers[t][c];
  const bool weak = info(profile.type).may_be_key && profile.type != T::kCategory;
  if (!weak || profile.is_unique || profile.distinct_count < 50 || !header.says_identifier || header.says_real_number) return false;
  if (profile.distinct_count < 0.98 * profile.filled_count || profile.filled_count < 0.9 * draft.tables[t]->row_count()) return false;
  if (!header.readings.empty() && header.readings[0].key != "id" && header.readings[0].score >= 0.6) return false;
  std::vector<size_t> others;
  for (size_t d = 0; d < draft.mapping[t].size(); ++d)
    if (in_use(draft.mapping[t][d])) others.push_back(d);
  return !sharing_rows_agree(*draft.tables[t], c, others);
}

void judge_surrogates(Draft& draft) {
  struct Verdict { size_t t, c; bool recurs; std::string key; };
  std::vector<Verdict> verdicts;
  draft.each([&](size_t t, size_t c) {
    if (draft.mapping[t][c].chosen_by_user || !in_use(draft.mapping[t][c])) return;
    if (!draft.profile(t, c).is_surrogate_key && !is_nearly_unique_key(draft, t, c)) return;
    Verdict verdict{t, c, false, draft.mapping[t][c].attribute};
    for (size_t other = 0; other < draft.tables.size() && !verdict.recurs; ++other) {
      if (other == t) continue;
      const SharedColumns shared = shared_columns(draft, t, other);
      for (size_t d = 0; d < draft.tables[other]->columns.size() && !verdict.recurs; ++d) {
        if (draft.mapping[other][d].chosen_by_user || !comparable_keys(draft, t, c, other, d)) continue;
        if (!recurs({draft.tables[t].get(), c}, {draft.tables[other].get(), d}, shared)) continue;
        verdict.recurs = true;
        // Both columns meet under the key of the earlier table.
        if (other < t && in_use(draft.mapping[other][d])) verdict.key = draft.mapping[other][d].attribute;
        else if (other < t) verdict.key = draft.headers[other][d].slug;
      }
    }
    verdicts.push_back(std::move(verdict));
  });
  for (const Verdict& verdict : verdicts) {
    ColumnMapping& mapping = draft.mapping[verdict.t][verdict.c];
    if (!verdict.recurs) {
      leave_out(mapping, T::kIgnored, "surrogate_key");
      mapping.confidence = draft.headers[verdict.t][verdict.c].says_identifier ? 0.95 : 0.8;
      continue;
    }
    mapping.type = T::kCode;
    mapping.attribute = verdict.key;
    mapping.reason_id = "recurs_in_other_source";
    mapping.confidence = std::max(mapping.confidence, 0.75);
  }
}

// The record id of a table where the user named none: the first surrogate key, one whose header says so before others.
void recognize_record_ids(Draft& draft) {
  for (size_t t = 0; t < draft.tables.size(); ++t) {
    auto& row = draft.mapping[t];
    const auto is_id = [](const ColumnMapping& m) { return m.type == T::kRecordId; };
    if (std::any_of(row.begin(), row.end(), is_id)) continue;
    int best = -1;
    for (size_t c = 0; c < row.size(); ++c) {
      if (row[c].reason_id != "surrogate_key" || !draft.profile(t, c).is_unique) continue;
      if (best < 0 || (draft.headers[t][c].says_identifier && !draft.headers[t][static_cast<size_t>(best)].says_identifier))
        best = static_cast<int>(c);
    }
    if (best >= 0) row[static_cast<size_t>(best)].type = T::kRecordId;
  }
}

// Further keys (a loyalty card beside the customer number) are delivered, under a name that no other column has: they must not be compared.
void keep_further_keys(Draft& draft) {
  std::set<std::string> taken;
  draft.each([&](size_t t, size_t c) { taken.insert(draft.mapping[t][c].attribute); });
  draft.each([&](size_t t, size_t c) {
    ColumnMapping& mapping = draft.mapping[t][c];
    if (mapping.type != T::kIgnored || mapping.reason_id != "surrogate_key") return;
    const std::string& key = draft.headers[t][c].slug;
    if (key.empty() || !taken.insert(key).second) return;
    mapping.type = T::kCode;
    mapping.attribute = key;
  });
}

// The table's only bare "name": its words say nothing else.
std::optional<size_t> bare_name(const Draft& draft, size_t t) {
  static constexpr std::string_view kWords[] = {"name", "nom", "nombre", "nome", "naam", "nazwa"};
  const auto& row = draft.mapping[t];
  for (size_t c = 0; c < row.size(); ++c) {
    const auto& words = draft.headers[t][c].words;
    if (words.size() != 1 || std::find(std::begin(kWords), std::end(kWords), words[0]) == std::end(kWords) || row[c].chosen_by_user || row[c].reason_id == kOwnOutput) continue;
    const T type = row[c].type;
    if (type == T::kTitle || type == T::kFullName || type == T::kGivenName || type == T::kSurname || type == T::kText) return c;
  }
  return std::nullopt;
}

// A "name" beside a given name is the surname, beside a surname the given name, and that of a company where each row has a
// company's number and none a given name. Beside a "gname", "fname" is the family's.
void read_neighbours(Draft& draft) {
  for (size_t t = 0; t < draft.tables.size(); ++t) {
    auto& row = draft.mapping[t];
    const auto find = [&](T type, size_t but) -> int {
      for (size_t c = 0; c < row.size(); ++c)
        if (c != but && row[c].type == type) return static_cast<int>(c);
      return -1;
    };
    const auto read_as = [&](size_t c, T type) {
      row[c].type = type;
      row[c].attribute = std::string(info(type).id);
    };
    for (size_t c = 0; c < row.size(); ++c) {
      const auto& words = draft.headers[t][c].words;
      const auto is_gname = [](const HeaderMeaning& h) { return h.words == std::vector<std::string>{"gname"}; };
      if (words == std::vector<std::string>{"fname"} && row[c].type == T::kGivenName && !row[c].chosen_by_user && find(T::kSurname, c) < 0 &&
          std::any_of(draft.headers[t].begin(), draft.headers[t].end(), is_gname))
        read_as(c, T::kSurname);
    }
    const std::optional<size_t> name = bare_name(draft, t);
    if (!name) continue;
    const bool given = find(T::kGivenName, *name) >= 0, surname = find(T::kSurname, *name) >= 0, full = find(T::kFullName, *name) >= 0;
    bool numbered = false;
    for (size_t c = 0; c < row.size(); ++c)
      numbered |= c != *name && info(row[c].type).subject == Subject::kCompany && draft.profile(t, c).filled_count * 2 > draft.tables[t]->row_count();
    if (given && !surname) read_as(*name, T::kSurname);
    else if (surname && !given) read_as(*name, T::kGivenName);
    else if (!given && !surname && !full && find(T::kCompanyName, *name) < 0 && numbered)
      read_as(*name, T::kCompanyName);
  }
}

// "Lieu", "Place" alone beside a postcode, in a table that has no town, is the town.
void read_towns(Draft& draft) {
  static constexpr std::string_view kWords[] = {"lieu", "place", "location", "luogo", "lugar", "plaats", "local"};
  for (size_t t = 0; t < draft.tables.size(); ++t) {
    auto& row = draft.mapping[t];
    const auto has = [&](T type) { return std::any_of(row.begin(), row.end(), [&](const ColumnMapping& column) { return column.type == type; }); };
    if (!has(T::kPostcode) || has(T::kCity)) continue;
    for (size_t c = 0; c < row.size(); ++c) {
      const auto& words = draft.headers[t][c].words;
      if (row[c].type != T::kPlace || row[c].chosen_by_user || words.size() != 1 || std::find(std::begin(kWords), std::end(kWords), words[0]) == std::end(kWords)) continue;
      row[c].type = T::kCity;
      row[c].attribute = std::string(info(T::kCity).id);
      break;
    }
  }
}

// A birth date in three columns is compared as one date; columns of the same names in another table are its parts there.
void put_birth_dates_together(Draft& draft) {
  std::vector<std::optional<BirthParts>> found(draft.tables.size());
  std::vector<std::vector<size_t>> free(draft.tables.size());
  for (size_t t = 0; t < draft.tables.size(); ++t) {
    const auto& row = draft.mapping[t];
    const bool persons = std::any_of(row.begin(), row.end(), [&](const ColumnMapping& m) { return info(m.type).subject == Subject::kPerson; });
    if (std::any_of(row.begin(), row.end(), [](const ColumnMapping& m) { return fed_type(m.type) == T::kBirthDate; })) continue;
    for (size_t c = 0; c < row.size(); ++c)
      if (in_use(row[c]) && !row[c].chosen_by_user && generic(row[c].type)) free[t].push_back(c);
    found[t] = find_birth_parts(*draft.tables[t], draft.headers[t], free[t], persons);
  }
  for (size_t t = 0; t < draft.tables.size(); ++t)
    for (size_t other = 0; other < draft.tables.size() && !found[t]; ++other) {
      if (!found[other] || other == t) continue;
      BirthParts parts = *found[other];
      size_t named = 0;
      for (size_t& column : parts.columns)
        for (const size_t c : free[t])
          if (draft.headers[t][c].slug == draft.headers[other][column].slug) {
            column = c;
            ++named;
            break;
          }
      if (named == parts.columns.size()) found[t] = parts;
    }
  for (size_t t = 0; t < draft.tables.size(); ++t)
    for (size_t p = 0; found[t] && p < found[t]->columns.size(); ++p) {
      ColumnMapping& mapping = draft.mapping[t][found[t]->columns[p]];
      mapping.type = static_cast<T>(static_cast<size_t>(T::kBirthYear) + p);
      mapping.attribute = std::string(info(T::kBirthDate).id);
      mapping.confidence = found[t]->by_header ? 0.95 : 0.85;
      mapping.reason_id = found[t]->by_header ? "header_and_content" : "content";
    }
}

// A column that mostly repeats others would count the same evidence twice: it is not compared. One that adds nothing at all is left out; where
// some of its cells say something else, golden records keep it.
void leave_out_repeat(ColumnMapping& mapping, bool adds_nothing) {
  if (adds_nothing) leave_out(mapping, T::kIgnored, "repeats_columns");
  else if (!info(mapping.type).multi_valued) mapping.reason_id = "repeats_columns";
}

void drop_repeats(Draft& draft) {
  for (size_t t = 0; t < draft.tables.size(); ++t) {
    auto& row = draft.mapping[t];
    const Table& table = *draft.tables[t];
    const auto names_person = [](T type) { return info(type).subject == Subject::kPerson; };
    const auto is_first_told = [](const ColumnMapping& column) { return in_use(column) && column.reason_id != "repeats_columns"; };
    for (size_t w = 0; w < row.size(); ++w) {
      if (row[w].chosen_by_user || (row[w].type != T::kFullName && row[w].type != T::kTitle)) continue;
      for (size_t a = 0; a < row.size() && is_first_told(row[w]); ++a)
        for (size_t b = a + 1; b < row.size() && is_first_told(row[w]) && names_person(row[a].type); ++b)
          if (a != w && b != w && names_person(row[b].type) && joined_share(table, w, a, b) >= 0.9)
            leave_out_repeat(row[w], always_joined(table, w, a, b));
    }
    // The better known meaning stays, whatever the order of the columns; of equals the first.
    const auto better = [&](size_t a, size_t b) {
      if (generic(row[a].type) != generic(row[b].type)) return generic(row[b].type);
      return row[a].confidence == row[b].confidence ? a < b : row[a].confidence > row[b].confidence;
    };
    const FirstTexts first_texts(table);
    for (size_t a = 0; a < row.size(); ++a)
      for (size_t b = 0; b < row.size(); ++b) {
        if (a == b || !is_first_told(row[a]) || !is_first_told(row[b]) || row[b].chosen_by_user || !better(a, b)) continue;
        if (!info(row[a].type).compared() || !info(row[b].type).compared() || first_texts.differ(a, b)) continue;
        if (draft.profile(t, b).filled_count <= draft.profile(t, a).filled_count && same_share(table, a, b) >= 0.95)
          leave_out_repeat(row[b], adds_nothing(table, a, b));
      }
    // A year of birth beside the birth date, the first part of an e-mail: taken from what is compared already.
    for (size_t a = 0; a < row.size(); ++a)
      for (size_t b = 0; b < row.size(); ++b) {
        if (a == b || !is_first_told(row[a]) || !is_first_told(row[b]) || row[b].chosen_by_user || !info(row[a].type).has_parts) continue;
        if (!generic(row[b].type) || !info(row[b].type).compared() || draft.profile(t, b).is_unique) continue;
        if (draft.profile(t, b).filled_count <= draft.profile(t, a).filled_count && contained_share(table, a, b) >= 0.95)
          leave_out_repeat(row[b], always_contained(table, a, b));
      }
  }
}

// Columns of one attribute have one type: the one of the highest confidence, the earlier table's when equal.
void settle_types(Draft& draft) {
  std::map<std::string, std::pair<double, T>> best;
  draft.each([&](size_t t, size_t c) {
    const ColumnMapping& m = draft.mapping[t][c];
    if (!in_use(m)) return;
    const auto at = best.find(m.attribute);
    if (at == best.end() || m.confidence > at->second.first) best[m.attribute] = {m.confidence, m.type};
  });
  draft.each([&](size_t t, size_t c) {
    ColumnMapping& m = draft.mapping[t][c];
    if (in_use(m) && fed_type(m.type) != fed_type(best[m.attribute].second)) m.type = best[m.attribute].second;
  });
}

}  // namespace

Mapping propose_mapping(const Tables& tables, const Profiles& profiles, const MappingOptions& options) {
  Draft draft{tables, profiles, options, {}, {}};
  for (const auto& table : tables) {
    draft.mapping.emplace_back(table->columns.size());
    draft.headers.emplace_back();
    for (const Column& column : table->columns) draft.headers.back().push_back(read_header(column.name));
  }
  take_profiles(draft);
  take_known(draft);
  take_choices(draft);
  read_neighbours(draft);
  read_towns(draft);
  drop_repeats(draft);
  put_birth_dates_together(draft);
  judge_surrogates(draft);
  recognize_record_ids(draft);
  keep_further_keys(draft);
  for (size_t t = 0; t < tables.size(); ++t) separate_keys(draft, t);
  meet(profiles, draft.headers, draft.mapping);
  settle_types(draft);
  assign_roles(tables, profiles, draft.headers, draft.mapping);
  return std::move(draft.mapping);
}

}  // namespace jumelles::profile
