#pragma once

// What a column can mean. One table describes every attribute type wholly: the row of a type says what any stage or screen asks of
// it, so that none of them keeps a list of types of its own. Code that is about one type alone (a full name is split, given name and
// surname may be exchanged) stays where it is done.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace jumelles {

enum class AttributeType : uint8_t {
  kIgnored,      // not loaded into records
  kRecordId,     // unique key of its source; identifies, is never compared
  kGrouping,     // an existing grouping of rows (former customer number); shown, never silently used
  kSource,       // says which source a row belongs to, in a file that holds several
  kCivility, kGivenName, kSurname, kFullName, kGender, kBirthDate,
  kBirthYear, kBirthMonth, kBirthDay,  // columns that each hold a part of the attribute `birth_date`
  kEmail, kPhone,
  kStreet, kPostcode, kCity, kCountry,
  kCompanyName, kSiren, kSiret, kVat,
  kIban,         // an account: a household has one, a person several
  kConsent,
  kOptOut,       // a consent turned around: its yes is a refusal; feeds the attribute `consent`
  kCreatedDate, kUpdatedDate,
  kDate, kYear, kNumber,
  kCategory,     // few distinct values, each shared by many rows
  kCode,         // a number or code that may identify (member number, reference): compared with tolerance for one slip
  kPlace,        // suburb, state, birth place: a short name of a place that is not the postal town
  kTitle,        // short text naming a thing: title, product, album, restaurant name
  kText,         // free text, several words
};
constexpr int kAttributeTypeCount = static_cast<int>(AttributeType::kText) + 1;

enum class AttributeGroup : uint8_t { kNone, kIdentity, kContact, kAddress, kCompany, kRelation, kOther };

// What a column is to matching. Only the first two are compared and looked up.
enum class ColumnRole : uint8_t {
  kEvidence,     // of identity: names, numbers, places, dates that stay with a person or a thing
  kDescription,  // shared by many: category, language, color, gender; compared, and weak
  kMeasure,      // what was counted, paid, rated or noted: differs from one system to the next
  kTechnical,    // what the system wrote for itself: times of its records, row numbers, hashes, flags
};

// What tells its role: the type alone (the row's `role`), or header words and values, read as those of a number, a code...
enum class Judging : uint8_t { kByType, kNumber, kDate, kYear, kCategory, kCode, kText };

// Whom or what it is about, where that is sure.
enum class Subject : uint8_t { kAny, kPerson, kCompany, kThing };

// How several columns of a table become one value.
enum class Joining : uint8_t {
  kFirstFilled,
  kBlanks,     // a name or an address in pieces
  kDateParts,  // year, month and day, each in a column of its own
};

// What its values look like: a row of profile/looks.cpp, by which columns are recognized.
enum class Look : uint8_t {
  kAnything, kLetters, kName, kFullName, kCompanyName, kPlace, kCategory, kCode, kScheme,
  kEmail, kPhone, kDate, kYear, kNumber, kSiren, kSiret, kVat, kPostcode, kGender, kCivility, kBoolean,
};

// What values are written in: made alike by it before those of other columns are looked for among them.
enum class ValueForm : uint8_t { kWords, kDates, kDigits };

// How a value becomes a clean one and its comparison form: each a function of standardize/clean_value.cpp.
enum class Cleaning : uint8_t {
  kWords,   // folded
  kCode,    // the same, but for a decimal tail; by its check digits where the column's values have some
  kScheme,  // by the check digits of the row's `scheme`
  kPersonName, kCivility, kGender, kEmail, kPhone, kStreet, kPostcode, kCity, kCountry, kCompanyName, kCompanyNumber,
  kDate, kMoment, kYear, kNumber, kConsent, kRefusal,
};

// Whether a comparison of it tells the things themselves apart, and not what relatives or a series share.
enum class Own : uint8_t {
  kNo,
  kYes,
  kWhereRare,        // where few records share a value
  kWhereCompanies,   // where few records name a person besides: colleagues share it
  kWhereNothingElse, // where nothing else does: a title
};

// Whether two records with different well-formed values are different things, for good: a rule is proposed.
enum class TellsApart : uint8_t {
  kNever,
  kAlways,
  kWhereOnce,   // where most values stand once in their source
  kByScheme,    // the same, if the scheme of its check digits is of one thing each
};

// Attributes whose golden values come from one record together.
enum class GoldenBlock : uint8_t { kNone, kName, kAddress };

// What a value of it says of a natural person, for those who answer for personal data (GDPR).
enum class PersonalData : uint8_t {
  kOpen,      // the type does not tell: numbers, codes, texts
  kNone,      // nothing; no type says so by itself, people may
  kIdentity,  // names one
  kContact,   // reaches one
  kPerson,    // is about one: birth, sex, form of address, consent, dates of the record
  kFinancial,
  kSpecial,   // needs a basis of its own: health, opinions and the like (art. 9), offenses (art. 10), national numbers (art. 87)
  kCompany,   // of a company; of a sole trader it names a person
};
constexpr int kPersonalDataCount = static_cast<int>(PersonalData::kCompany) + 1;

// The row of a type. Lists of ids are separated by blanks, phrases by commas; ids are those of the tables named.
struct AttributeTypeInfo {
  AttributeType type;
  std::string_view id;    // "given_name": in files, protocol and i18n keys
  std::string_view icon;  // a line of ui/icons.txt

  // What it is
  PersonalData personal = PersonalData::kOpen;
  AttributeGroup group = AttributeGroup::kNone;  // blocks of the golden record
  Subject subject = Subject::kAny;
  bool settles_subject = true;    // its column says that the table is about them; not so tax numbers, which prices have, too
  bool in_records = true;         // an attribute of records, unlike keys of rows
  bool generic = false;           // one of many that a record has: its header names the attribute
  bool may_be_key = false;        // values mean nothing in themselves: a column of them may be a mere key of rows
  AttributeType feeds = AttributeType::kIgnored;  // the type of the attribute that its column feeds, if not its own
  Judging judging = Judging::kByType;
  ColumnRole role = ColumnRole::kEvidence;        // where the type tells it, and why
  std::string_view role_reason = "identity";

  // Reading and recognizing it
  std::string_view header_words{};  // phrases that call it so and nothing else; less sure ones are in profile/header_words.cpp
  double header_score = 0.95;     // how far they settle it
  std::string_view scheme{};        // its check digits: a row of standardize/identifier_schemes.cpp
  Look look = Look::kAnything;
  ValueForm form = ValueForm::kWords;
  Cleaning cleaning = Cleaning::kWords;
  bool has_stand_ins = true;      // "X", "TEST", "NC" mean nothing; false where they could be a title, a code, a country
  Joining joining = Joining::kFirstFilled;
  bool multi_valued = false;      // several columns of one source are values of one attribute (phones, e-mails)
  bool names_a_thing = false;     // can tell customers or things by itself; a flag, a place or a date of all rows does not
  bool has_parts = false;         // other columns may hold a part of it, which says nothing more

  // Matching
  std::string_view comparator{};    // compare/comparator.cpp; "": not compared
  std::string_view told_by{};       // not compared where an attribute of one of these types is
  Own own = Own::kNo;
  bool spells = false;            // other values may be spelled from it
  bool may_be_spelled = false;    // and it from those: e-mails, user names
  bool loosely_worded = false;    // written differently from one source to the next: values that begin alike count as one
  bool may_move = false;          // names somebody who moves: addresses and contacts are theirs
  std::string_view strong_keys{};   // block/key_transform.cpp: proposed alone
  std::string_view weak_keys{};     // the same, only together with others
  int window_rank = 0;            // an oversized block is put in order by the smallest; 0: never
  TellsApart tells_apart = TellsApart::kNever;
  std::string_view constraint = "different_valid_number";  // of the rule that is proposed

  // Golden records: rules of survive/rules.cpp, in this order; one that needs an update date only where there is one.
  std::string_view cascade = "source_order most_frequent";
  GoldenBlock block = GoldenBlock::kNone;
  bool refusal_wins = false;      // a single refusal decides, whatever the rules say
  bool dates_itself = false;      // the most recent value is the latest date, not that of the latest record

  // Showing it
  int label_rank = 0;             // a record is called by the smallest that it has; 0: never
  int detail_rank = 0;            // what is said besides, to tell namesakes apart

  constexpr bool compared() const { return !comparator.empty(); }
};

const AttributeTypeInfo& info(AttributeType type);
std::optional<AttributeType> attribute_type_from_id(std::string_view id);
std::optional<AttributeType> attribute_type_of_scheme(std::string_view scheme);
// Types of a rank, the smallest first; those of rank 0 left out.
std::vector<AttributeType> types_by(int AttributeTypeInfo::*rank);
// "exact first_3" as two ids.
std::vector<std::string_view> ids_in(std::string_view list);
// The rules by which one record is chosen for a block.
std::string_view cascade_of(GoldenBlock block);
std::string_view group_id(AttributeGroup group);  // "identity"...
std::string_view personal_data_id(PersonalData personal);  // "open"...
std::optional<PersonalData> personal_data_from_id(std::string_view id);
// Whether most would want it to be filled, where nobody says: it tells whom a record is about.
inline bool is_usually_wished(AttributeType type) { return info(type).compared() && !info(type).generic && info(type).feeds == AttributeType::kIgnored; }

inline bool is_birth_part(AttributeType type) { return info(type).joining == Joining::kDateParts; }
// The type of the attribute that a column of that type feeds.
inline AttributeType fed_type(AttributeType column_type) {
  const AttributeType fed = info(column_type).feeds;
  return fed == AttributeType::kIgnored ? column_type : fed;
}

std::string_view role_id(ColumnRole role);  // "evidence"...
std::optional<ColumnRole> role_from_id(std::string_view id);
constexpr bool is_compared(ColumnRole role) { return role == ColumnRole::kEvidence || role == ColumnRole::kDescription; }

}  // namespace jumelles
