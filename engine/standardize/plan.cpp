#include "standardize/plan.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "standardize/dates.h"
#include "standardize/standardize.h"
#include "standardize/words.h"

namespace jumelles::standardize {
namespace {

using T = AttributeType;

Joining joining_of(T attribute_type, T column_type) {
  return is_birth_part(column_type) ? Joining::kDateParts : info(attribute_type).joining;
}

// Adds a column; a second year of birth, or a part beside a whole date, is not read.
void add_column(ColumnPieces& pieces, uint32_t column, T column_type) {
  if ((pieces.joining == Joining::kDateParts) != is_birth_part(column_type)) return;
  if (pieces.joining != Joining::kDateParts) {
    pieces.columns.push_back(column);
    return;
  }
  pieces.columns.resize(3, kNoColumn);
  uint32_t& place = pieces.columns[static_cast<size_t>(column_type) - static_cast<size_t>(T::kBirthYear)];
  if (place == kNoColumn) place = column;
}

uint32_t attribute_index(RecordSet& records, const std::string& key, T type) {
  const int known = records.find(key);
  if (known >= 0) return static_cast<uint32_t>(known);
  Attribute attribute;
  attribute.key = key;
  attribute.type = type;
  records.attributes.push_back(std::move(attribute));
  return static_cast<uint32_t>(records.attributes.size() - 1);
}

// An attribute is as telling as the most telling of its columns, unless the user says otherwise.
void take_role(Attribute& attribute, const ColumnMapping& column, bool is_first, bool& chosen) {
  if (chosen && !column.role_by_user) return;
  const bool replaces = is_first || (column.role_by_user && !chosen) || column.role < attribute.role;
  if (replaces) attribute.role = column.role;
  chosen = chosen || column.role_by_user;
}

uint32_t attribute_of_type(RecordSet& records, T type, const std::string& key) {
  for (size_t i = 0; i < records.attributes.size(); ++i)
    if (records.attributes[i].type == type) return static_cast<uint32_t>(i);
  return attribute_index(records, key, type);
}

}  // namespace

Plan make_plan(const std::vector<std::shared_ptr<const Table>>& tables, const Mapping& mapping, RecordSet& records) {
  Plan plan;
  const size_t table_count = tables.size();
  plan.id_column.assign(table_count, -1);
  plan.source_column.assign(table_count, -1);
  plan.split_full_name.assign(table_count, 0);
  const auto type_at = [&](size_t t, size_t c) { return t < mapping.size() && c < mapping[t].size() ? mapping[t][c].type : T::kIgnored; };
  for (size_t t = 0; t < table_count; ++t) {
    bool full_name = false, parts = false;
    for (size_t c = 0; c < tables[t]->columns.size(); ++c) {
      const T type = type_at(t, c);
      full_name |= type == T::kFullName;
      parts |= type == T::kGivenName || type == T::kSurname;
      if (type == T::kRecordId && plan.id_column[t] < 0) plan.id_column[t] = static_cast<int32_t>(c);
      if (type == T::kSource && plan.source_column[t] < 0) plan.source_column[t] = static_cast<int32_t>(c);
    }
    plan.split_full_name[t] = full_name && !parts;
  }
  // Of several full names the first is taken apart, with the columns that meet it; others are attributes of their own.
  std::vector<const std::string*> split(table_count, nullptr);
  const auto is_split = [&](size_t t, size_t c) {
    if (type_at(t, c) != T::kFullName || !plan.split_full_name[t]) return false;
    if (split[t] == nullptr) split[t] = &mapping[t][c].attribute;
    return mapping[t][c].attribute == *split[t];
  };
  std::map<std::string, bool> chosen;  // attributes whose role the user said
  // Attributes first, so that split names meet the names of other tables.
  for (size_t t = 0; t < table_count; ++t)
    for (size_t c = 0; c < tables[t]->columns.size(); ++c) {
      const T type = type_at(t, c);
      if (!info(type).in_records || is_split(t, c)) continue;
      const std::string& key = mapping[t][c].attribute;
      const size_t known = records.attributes.size();
      const uint32_t index = attribute_index(records, key.empty() ? std::string(info(fed_type(type)).id) : key, fed_type(type));
      take_role(records.attributes[index], mapping[t][c], index >= known, chosen[key]);
    }
  for (size_t t = 0; t < table_count; ++t) {
    const size_t first_feed = plan.feeds.size();
    const auto add = [&](uint32_t attribute, uint32_t column, Part part, T column_type) {
      const T type = records.attributes[attribute].type;
      Feed* last = nullptr;
      uint32_t slot = 0;
      for (size_t f = first_feed; f < plan.feeds.size(); ++f)
        if (plan.feeds[f].attribute == attribute) {
          last = &plan.feeds[f];
          ++slot;
        }
      if (last != nullptr && !info(type).multi_valued) {
        if (last->part == part) add_column(last->pieces, column, column_type);
        return;
      }
      Feed feed;
      feed.table = static_cast<uint32_t>(t);
      feed.attribute = attribute;
      feed.slot = slot;
      feed.pieces.joining = joining_of(type, column_type);
      add_column(feed.pieces, column, column_type);
      feed.column_type = is_birth_part(column_type) ? type : column_type;
      feed.part = part;
      plan.feeds.push_back(std::move(feed));
    };
    for (size_t c = 0; c < tables[t]->columns.size(); ++c) {
      const T type = type_at(t, c);
      if (!info(type).in_records) continue;
      const uint32_t column = static_cast<uint32_t>(c);
      if (is_split(t, c)) {
        add(attribute_of_type(records, T::kGivenName, "given_name"), column, Part::kGivenName, T::kGivenName);
        add(attribute_of_type(records, T::kSurname, "surname"), column, Part::kSurname, T::kSurname);
        continue;
      }
      const std::string& key = mapping[t][c].attribute;
      add(attribute_index(records, key.empty() ? std::string(info(fed_type(type)).id) : key, fed_type(type)), column, Part::kWhole, type);
    }
  }
  std::sort(plan.feeds.begin(), plan.feeds.end(), [](const Feed& a, const Feed& b) {
    if (a.table != b.table) return a.table < b.table;
    if (a.attribute != b.attribute) return a.attribute < b.attribute;
    return a.slot < b.slot;
  });
  for (const Feed& feed : plan.feeds) {
    Attribute& attribute = records.attributes[feed.attribute];
    if (attribute.slots.size() <= feed.slot) attribute.slots.resize(feed.slot + 1);
  }
  for (Attribute& attribute : records.attributes) {
    if (attribute.slots.empty()) attribute.slots.resize(1);
    attribute.placeholder_counts.assign(table_count, 0);
    for (Attribute::Slot& slot : attribute.slots) slot.origins.assign(table_count, {});
  }
  for (const Feed& feed : plan.feeds) records.attributes[feed.attribute].slots[feed.slot].origins[feed.table] = feed.pieces;
  return plan;
}

std::string column_key(const Feed& feed, const std::vector<ColumnMapping>& columns) {
  for (const uint32_t column : feed.pieces.columns)
    if (column < columns.size()) return columns[column].attribute.empty() ? std::string(info(fed_type(columns[column].type)).id) : columns[column].attribute;
  return {};
}

std::vector<uint32_t> rules_of_feed(const Recipe& recipe, const Feed& feed, std::string_view source, const std::vector<ColumnMapping>& columns, std::string_view attribute) {
  std::vector<uint32_t> rules = recipe.rules_for(source, column_key(feed, columns));
  if (feed.part == Part::kWhole) return rules;
  const std::vector<uint32_t> more = recipe.rules_for(source, attribute);
  rules.insert(rules.end(), more.begin(), more.end());
  std::sort(rules.begin(), rules.end());
  rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
  return rules;
}

bool reads_names(const Feed& feed) {
  if (feed.part == Part::kGivenName) return true;
  return feed.part == Part::kWhole && info(feed.column_type).cleaning == Cleaning::kPersonName;
}

void add_parts_set_aside(Plan& plan, const Feed& names, uint32_t parts, RecordSet& records) {
  const size_t table_count = plan.split_full_name.size();
  const auto add = [&](Part part, T column_type, uint32_t attribute, Filling filling, uint32_t beside) {
    Feed feed = names;
    feed.attribute = attribute;
    feed.part = part;
    feed.split = names.part == Part::kGivenName;
    feed.name_type = feed.split ? T::kFullName : names.column_type;
    feed.column_type = column_type;
    feed.filling = filling;
    feed.beside = beside;
    feed.slot = 0;
    Attribute& target = records.attributes[attribute];
    if (info(target.type).multi_valued)
      for (const Feed& other : plan.feeds)
        if (other.table == feed.table && other.attribute == attribute) feed.slot = std::max(feed.slot, other.slot + 1);
    while (target.slots.size() <= feed.slot) {
      target.slots.emplace_back();
      target.slots.back().origins.assign(table_count, {});
    }
    target.placeholder_counts.resize(table_count, 0);
    ColumnPieces& origin = target.slots[feed.slot].origins[feed.table];
    if (origin.columns.empty()) origin = feed.pieces;
    plan.feeds.push_back(std::move(feed));
  };
  // Texts that no pair is compared by.
  const auto note = [&](const char* key) {
    const size_t known = records.attributes.size();
    const uint32_t index = attribute_index(records, key, T::kText);
    if (index >= known) records.attributes[index].role = ColumnRole::kMeasure;
    return index;
  };
  const auto has = [&](Part part) { return (parts & part_bit(part)) != 0; };
  if (has(Part::kCivility)) add(Part::kCivility, T::kCivility, attribute_of_type(records, T::kCivility, "civility"), Filling::kWhereMissing, 0);
  if (has(Part::kPartner)) add(Part::kPartner, T::kGivenName, note("partner"), Filling::kWhereMissing, 0);
  if (has(Part::kRemarks)) add(Part::kRemarks, T::kText, note("name_remarks"), Filling::kWhereMissing, 0);
  if (has(Part::kPhone)) add(Part::kPhone, T::kPhone, attribute_of_type(records, T::kPhone, "phone"), Filling::kAll, 0);
  if (has(Part::kEmail)) add(Part::kEmail, T::kEmail, attribute_of_type(records, T::kEmail, "email"), Filling::kAll, 0);
  for (const auto& [part, type, key] : {std::tuple{Part::kCompany, T::kCompanyName, "company_name"}, std::tuple{Part::kStreet, T::kStreet, "street"}}) {
    if (!has(part)) continue;
    const uint32_t own = attribute_of_type(records, type, key);
    const bool has_column = std::any_of(plan.feeds.begin(), plan.feeds.end(),
                                        [&](const Feed& other) { return other.table == names.table && other.attribute == own && other.part == Part::kWhole; });
    add(part, type, own, Filling::kWhereMissing, 0);
    if (has_column) add(part, type, note(part == Part::kCompany ? "company_name_others" : "street_others"), Filling::kBeside, own);
  }
}

bool reads_places(const Feed& feed) {
  return feed.part == Part::kWhole && feed.line == LinePart::kWhole && (feed.column_type == T::kCity || feed.column_type == T::kPostcode);
}

void add_other_of_line(Plan& plan, size_t feed, RecordSet& records) {
  const bool town = plan.feeds[feed].column_type == T::kCity;
  plan.feeds[feed].line = town ? LinePart::kTown : LinePart::kPostcode;
  Feed other = plan.feeds[feed];
  other.line = town ? LinePart::kPostcode : LinePart::kTown;
  other.column_type = town ? T::kPostcode : T::kCity;
  other.filling = Filling::kWhereMissing;
  const Attribute own = records.attributes[other.attribute];
  const bool usual = own.key == info(own.type).id;
  const std::string key(usual ? info(other.column_type).id : own.key + "_" + std::string(info(other.column_type).id));
  const size_t known = records.attributes.size();
  other.attribute = usual ? attribute_of_type(records, other.column_type, key) : attribute_index(records, key, other.column_type);
  Attribute& target = records.attributes[other.attribute];
  if (other.attribute >= known) target.role = own.role;
  if (target.slots.empty()) target.slots.resize(1);
  for (Attribute::Slot& slot : target.slots) slot.origins.resize(plan.split_full_name.size());
  target.placeholder_counts.resize(plan.split_full_name.size(), 0);
  ColumnPieces& origin = target.slots[0].origins[other.table];
  if (origin.columns.empty()) origin = other.pieces;
  plan.feeds.push_back(std::move(other));
}

std::vector<std::string> attribute_keys(const Mapping& mapping) {
  std::vector<std::shared_ptr<const Table>> tables;  // a plan asks them only how many columns they have
  for (const auto& columns : mapping) {
    auto table = std::make_shared<Table>();
    table->columns.resize(columns.size());
    tables.push_back(std::move(table));
  }
  RecordSet records;
  Plan plan = make_plan(tables, mapping, records);
  for (size_t f = 0, count = plan.feeds.size(); f < count; ++f)
    if (const Feed feed = plan.feeds[f]; reads_names(feed)) add_parts_set_aside(plan, feed, kAllParts, records);
    else if (reads_places(feed)) add_other_of_line(plan, f, records);
  std::vector<std::string> keys;
  for (const Attribute& attribute : records.attributes) keys.push_back(attribute.key);
  return keys;
}

void join_pieces(const Table& table, const ColumnPieces& pieces, uint32_t row, std::string& out) {
  out.clear();
  if (pieces.columns.size() == 1) {
    out = table.columns[pieces.columns[0]].text(row);
    return;
  }
  const auto text_of = [&](uint32_t column) { return column == kNoColumn ? std::string_view() : trim(table.columns[column].text(row)); };
  if (pieces.joining == Joining::kDateParts) {
    join_date_parts(text_of(pieces.columns[0]), text_of(pieces.columns[1]), text_of(pieces.columns[2]), out);
    return;
  }
  for (const uint32_t column : pieces.columns) {
    append_word(out, text_of(column));
    if (pieces.joining == Joining::kFirstFilled && !out.empty()) return;
  }
}

}  // namespace jumelles::standardize
