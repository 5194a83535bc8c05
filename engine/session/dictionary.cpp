// The data dictionary: what people said of attributes, what their types usually are, and how it is met.

#include <algorithm>

#include "core/hash.h"
#include "deliver/column_names.h"
#include "profile/personal_words.h"
#include "report/texts.h"
#include "session/dictionary.h"
#include "standardize/identifier_schemes.h"

namespace jumelles::session {
namespace {

using document::DictionaryEntry;

constexpr size_t kMostTextBytes = 2000;
constexpr uint64_t kMostMonths = 1200;

Error unknown_of_dictionary(const char* what, const std::string& name) {
  return refused("command.no_such", std::string("There is no ") + what + " \"" + name + "\".", "Choose one of the list.", what);
}

template <class Entries>
auto find_entry(Entries& entries, const std::string& attribute) {
  return std::find_if(entries.begin(), entries.end(), [&](const DictionaryEntry& entry) { return entry.attribute == attribute; });
}

// One that says nothing.
DictionaryEntry entry_about(const std::string& attribute) {
  DictionaryEntry entry;
  entry.attribute = attribute;
  return entry;
}

DictionaryEntry entry_from(const protocol::DictionaryEntry& e) { return {e.attribute, e.meaning, e.owner, e.purpose, e.requirement, e.format, e.pattern, e.personal_data, e.retention_months}; }

protocol::DictionaryEntry entry_of(const DictionaryEntry& e) {
  return {e.attribute, e.meaning, e.owner, e.purpose, e.requirement, e.format, e.pattern, e.personal_data, static_cast<uint32_t>(std::min(e.retention_months, kMostMonths))};
}

std::optional<Error> problem_of(const DictionaryEntry& entry) {
  for (const std::string* text : {&entry.meaning, &entry.owner, &entry.purpose, &entry.format, &entry.pattern})
    if (text->size() > kMostTextBytes) return Error{ErrorCode::kTooLarge, "dictionary.too_long", "A text of the dictionary is too long.", "Keep it to a sentence or two.", "entry", 0, {}};
  constexpr std::string_view kRequirements[] = {"", "required", "wished", "optional"};
  if (std::find(std::begin(kRequirements), std::end(kRequirements), entry.requirement) == std::end(kRequirements)) return unknown_of_dictionary("requirement", entry.requirement);
  if (!entry.personal_data.empty() && !personal_data_from_id(entry.personal_data)) return unknown_of_dictionary("personal_data", entry.personal_data);
  if (entry.retention_months > kMostMonths) return refused("dictionary.retention", "A retention lies between 0 and 1200 months.", "Choose a number in that range.", "retention_months");
  if (entry.pattern.empty()) return std::nullopt;
  if (const auto pattern = audit::whole_value_pattern(entry.pattern); !pattern) return pattern.error();
  return std::nullopt;
}

// Whom records are about, by their attributes: what is of no one's own ("country", "updated_date") is theirs.
PersonalData owner_of(const RecordSet& records) {
  bool companies = false, persons = false, numbers = false;
  for (const Attribute& attribute : records.attributes) {
    const PersonalData personal = info(attribute.type).personal;
    const bool is_of_person = personal == PersonalData::kIdentity || personal == PersonalData::kSpecial || attribute.type == AttributeType::kEmail || info(attribute.type).group == AttributeGroup::kIdentity;
    persons = persons || is_of_person;
    companies = companies || personal == PersonalData::kCompany;
    numbers = numbers || info(attribute.type).cleaning == Cleaning::kCompanyNumber;
  }
  if (persons) {
    // Where companies have their numbers, persons beside them are contacts.
    const auto of_company = std::count_if(records.kinds.begin(), records.kinds.end(), [&](RecordKind kind) { return kind == RecordKind::kCompany || (numbers && kind == RecordKind::kContact); });
    return 2 * static_cast<size_t>(of_company) > records.kinds.size() ? PersonalData::kCompany : PersonalData::kPerson;
  }
  return companies ? PersonalData::kCompany : PersonalData::kOpen;
}

// What its header says first, then its type.
PersonalData personal_data_of(const Attribute& attribute, const std::string& header, PersonalData owner) {
  const standardize::IdentifierScheme* scheme = standardize::find_identifier_scheme(attribute.identifier);
  if (scheme != nullptr && scheme->national) return PersonalData::kSpecial;
  const AttributeTypeInfo& type = info(attribute.type);
  if (type.personal == PersonalData::kOpen) {
    for (const std::string& said : {header, attribute.key})
      if (const auto found = profile::personal_data_of_header(said)) return *found;
  }
  return type.personal == PersonalData::kPerson && type.group != AttributeGroup::kIdentity ? owner : type.personal;
}

// What holds where people said nothing.
protocol::DictionaryEntry usual_entry(const std::string& attribute, AttributeType type, PersonalData personal, const report::Words& words) {
  protocol::DictionaryEntry usual;
  usual.attribute = attribute;
  const std::string id(info(type).id);
  if (words.has("meaning." + id)) usual.meaning = words("meaning." + id);
  if (words.has("format." + id)) usual.format = words("format." + id);
  usual.requirement = is_usually_wished(type) ? "wished" : "optional";
  usual.personal_data = personal_data_id(personal);
  return usual;
}

protocol::DictionaryEntry in_force(const protocol::DictionaryEntry& chosen, protocol::DictionaryEntry usual) {
  for (auto field : {&protocol::DictionaryEntry::meaning, &protocol::DictionaryEntry::owner, &protocol::DictionaryEntry::purpose, &protocol::DictionaryEntry::requirement,
                     &protocol::DictionaryEntry::format, &protocol::DictionaryEntry::pattern, &protocol::DictionaryEntry::personal_data})
    if (!(chosen.*field).empty()) usual.*field = chosen.*field;
  // Who gives a pattern without words gives no other words either.
  if (!chosen.pattern.empty() && chosen.format.empty()) usual.format.clear();
  usual.retention_months = chosen.retention_months;
  return usual;
}

}  // namespace

std::vector<audit::Expectation> expectations_of(const std::vector<DictionaryEntry>& dictionary, const RecordSet& records) {
  std::vector<audit::Expectation> out;
  for (uint32_t a = 0; a < records.attributes.size(); ++a) {
    const auto entry = find_entry(dictionary, records.attributes[a].key);
    if (entry == dictionary.end()) continue;
    audit::Expectation expectation{a, entry->requirement == "required", std::nullopt};
    // Of a project that was written by hand a pattern may be none.
    if (auto pattern = audit::whole_value_pattern(entry->pattern); pattern && !entry->pattern.empty()) expectation.pattern = std::move(pattern.value());
    if (expectation.is_required || expectation.pattern) out.push_back(std::move(expectation));
  }
  return out;
}

uint64_t expectations_key(const std::vector<DictionaryEntry>& dictionary, uint64_t key) {
  for (const DictionaryEntry& entry : dictionary)
    if (entry.requirement == "required" || !entry.pattern.empty()) key = hash_text(entry.pattern, hash_text(entry.attribute, combine(key, entry.requirement == "required")));
  return key;
}

std::vector<DictionaryRow> dictionary_rows(const DictionaryInput& input, const AuditPage& page) {
  const report::Words words(page.language);
  std::vector<DictionaryRow> rows;
  const auto chosen_of = [&](const std::string& key) {
    const auto entry = find_entry(input.dictionary, key);
    return entry == input.dictionary.end() ? entry_of(entry_about(key)) : entry_of(*entry);
  };
  const size_t sources = page.sources.size();
  const PersonalData owner = owner_of(input.records);
  for (uint32_t a = 0; a < page.attributes.size(); ++a) {
    const Attribute& attribute = input.records.attributes[a];
    DictionaryRow row;
    row.chosen = chosen_of(attribute.key);
    row.entry = in_force(row.chosen, usual_entry(attribute.key, attribute.type, personal_data_of(attribute, page.attributes[a].label, owner), words));
    row.type = info(attribute.type).id;
    row.label = page.attributes[a].label;
    for (uint32_t s = 0; s < sources; ++s) {
      const AuditCell& facts = page.cells[a * sources + s];
      DictionaryCell cell{s, facts.present, page.sources[s].record_count - std::min(facts.filled_count, page.sources[s].record_count), 0, true};
      if (a * sources + s < input.facts.off_format.size()) cell.off_format_count = input.facts.off_format[a * sources + s];
      cell.is_met = cell.off_format_count == 0 && (row.entry.requirement != "required" || cell.missing_count == 0);
      row.cells.push_back(cell);
    }
    rows.push_back(std::move(row));
  }
  for (const DictionaryEntry& entry : input.dictionary) {
    if (input.records.find(entry.attribute) >= 0) continue;
    const AttributeType type = attribute_type_from_id(entry.attribute).value_or(AttributeType::kText);
    DictionaryRow row;
    row.chosen = entry_of(entry);
    row.entry = in_force(row.chosen, usual_entry(entry.attribute, type, info(type).personal, words));
    row.type = info(type).id;
    row.label = deliver::attribute_label(entry.attribute, type, {}, words.french() ? deliver::Naming::kFrench : deliver::Naming::kEnglish);
    for (uint32_t s = 0; s < sources; ++s) row.cells.push_back({s, false, page.sources[s].record_count, 0, row.entry.requirement != "required"});
    rows.push_back(std::move(row));
  }
  return rows;
}

Status Session::Impl::set_dictionary_entry(const protocol::SetDictionaryEntry& command) {
  const DictionaryEntry entry = entry_from(command.entry);
  std::vector<DictionaryEntry> changed = project.dictionary;
  const auto former = find_entry(changed, entry.attribute);
  const std::vector<std::string> keys = recipe_attributes(project.recipe);
  const std::optional<AttributeType> type = attribute_type_from_id(entry.attribute);
  const bool is_known = former != changed.end() || std::find(keys.begin(), keys.end(), entry.attribute) != keys.end() || (type && info(*type).in_records && !info(*type).generic);
  if (!is_known) return unknown_of_dictionary("attribute", entry.attribute);
  if (std::optional<Error> problem = problem_of(entry)) return *problem;
  if (former != changed.end()) changed.erase(former);
  if (entry != entry_about(entry.attribute)) changed.push_back(entry);
  std::sort(changed.begin(), changed.end(), [](const auto& a, const auto& b) { return a.attribute < b.attribute; });
  if (changed == project.dictionary) return {};
  remember("set_dictionary_entry");
  project.dictionary = std::move(changed);
  emit_revision();
  return {};
}

}  // namespace jumelles::session
