#pragma once

// What an audit can find: one row says everything about a kind, in both languages.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jumelles::audit {

enum class FindingKindId : uint8_t {
  // Of a value by itself
  kInvalidEmail, kInvalidPhone, kInvalidDate, kInvalidPostcode, kWrongKey, kInvalidValue, kDigitsInName, kCompanyInName, kPersonInCompany,
  kMadeUpPhone, kKeyboardWalk, kTestValue, kMistypedDomain, kDisposableDomain, kTooOld, kFutureDate, kRoundedNumber,
  kDefaultDate, kFillerPhone, kFillerEmail, kStandIn, kLostZero, kBrokenLetters, kReferences, kSeveralValues, kStrayCharacters, kMixedAlphabets, kRemark, kLostLetters, kTruncated, kOddForm, kMistypedValue,
  kFictionPhone, kLeftOver, kUnfilledVariable, kInjection, kSwallowedFields, kHidden, kCardNumber, kSocialNumber, kSpecimen, kAdvertisement, kRandomLetters, kBrokenCase,
  kOtherCodePage, kDroppedLetters, kSaidTwice, kJudgment, kAccessCode, kNote, kRetired, kErased, kNoStreet, kCollective, kNoCompany, kNumberInName,
  kRoleMailbox, kRelay, kReservedDomain, kTwoNames, kNoTown, kEmailElsewhere, kPhoneElsewhere, kSpellings,
  // Of a record
  kPostcodeTown, kTitleGivenName, kSirenSiret, kVatSiren, kSocialNumberBirth, kSocialNumberTitle, kBirthAfterRecord, kUpdatedBeforeCreated, kSharedValue, kExchangedNames, kExchangedPlaces, kSameNames,
  kDependency, kRepeatedRow, kRepeatedId, kEmptyRecord, kNoName, kNameAlone, kEmailOfOther,
  kDepartmentPostcode, kRepeatsField, kTitleOfCompany, kCountryAddress, kVatCountry, kServiceNumber, kOneMailbox, kCrowdedDay, kJustOfAge, kFilledDown, kOddId,
  // Of a column
  kAmbiguousDates,
  // Of the data dictionary (audit/dictionary.h)
  kRequiredMissing, kOffFormat,
  // Of the matching: no audit finds them alone
  kDuplicate, kUnmatchable, kReturn,
  kCount,
};
constexpr size_t kFindingKindCount = static_cast<size_t>(FindingKindId::kCount);
constexpr size_t kValueKindCount = static_cast<size_t>(FindingKindId::kSpellings) + 1;

enum class Severity : uint8_t { kError, kWarning, kNote };
enum class Fix : uint8_t {  // of those that change values, each keeps more of them than the one before
  kMissing,  // values become missing
  kReplace,  // values become what they should be
  kMerge,    // spellings become the one that is kept
  kMove,     // values go to the attribute that they are of
  kExchange, // values of two attributes are exchanged
  kDone,     // cleaning does it without being asked
  kSee,      // somebody has to look
};
constexpr bool is_rewritten(Fix fix) { return fix == Fix::kReplace || fix == Fix::kMerge; }  // by the value that a finding says it should be

// What one cell or record of it does to whoever works with the data: by this it costs (audit/costs.h).
enum class Harm : uint8_t {
  kNothing,    // good to know
  kUntidy,     // it is badly written, or in the wrong place
  kLost,       // a value less: a contact that reaches nobody, evidence that matches nothing
  kTwice,      // a customer counted twice, who gets each letter twice
  kApart,      // a record that cannot be matched, or used
  kMisled,     // it names another one: a letter or an answer goes astray
  kMixed,      // it links strangers, or sends what is one's to another
  kForbidden,  // it must not be kept, or not be opened
  kUnsaid,
};

// "|" parts what is said of one and of several. {n}: the count; {a}, {b}: the attributes' labels.
struct Sentences { std::string_view headline, explanation; };

struct FindingKind {
  FindingKindId id;
  std::string_view name;            // "made_up_phone": in ids, protocol, reports
  Harm harm = Harm::kUnsaid;
  Severity severity = Severity::kWarning;
  Fix fix = Fix::kSee;
  bool is_wrong = false;            // its values are none that are right: validity counts them out
  bool is_nobodys = false;          // its records may be no customer's at all: they can be left out
  bool counts_records = false;
  std::string_view into{};          // of kMove: the attribute that its values are of
  std::string_view suspects{};      // by which a recipe finds the values again (standardize/suspects.h)
  Sentences french, english;
};

const FindingKind& kind(FindingKindId id);
const FindingKind* kind_named(std::string_view name);
inline FindingKindId of_value(size_t bit) { return static_cast<FindingKindId>(bit); }

std::string_view severity_id(Severity severity);  // "error", "warning", "note"
std::string_view fix_id(Fix fix);                 // "missing", "replace", "merge", "move", "exchange", "done", "see"

// What is wrong with more than half of the values that could be is how the column is made, no slip of those who fill it in: nothing is to
// be taken away there. What stands for nothing in as many, or in one of twenty, is no trifle that cleaning settles.
bool is_of_column(const FindingKind& kind, uint64_t count, uint64_t of_count);
Fix fix_of(const FindingKind& kind, uint64_t count, uint64_t of_count);
inline bool is_changing(Fix fix) { return fix <= Fix::kExchange; }
// A cell has one offer. Of two kinds that would both change it the first is told, and the other is not: what must not be kept, then what keeps
// more of the value, then what does more harm, then what says more of it than that it is wrong.
bool is_offered_before(const FindingKind& a, const FindingKind& b);
Severity severity_of(const FindingKind& kind, uint64_t count, uint64_t of_count);

// Sentences with everything filled in. `language`: "fr", else English.
std::string headline(const FindingKind& kind, uint64_t count, const std::vector<std::string>& labels, std::string_view language);
std::string explanation(const FindingKind& kind, uint64_t count, const std::vector<std::string>& labels, std::string_view language);
std::string explanation_of_column(std::string_view language);  // in its place, where most of a column is wrong
// "12 400" with narrow no-break spaces in French, "12,400" in English.
std::string written_count(uint64_t count, std::string_view language);

}  // namespace jumelles::audit
