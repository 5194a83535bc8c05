#pragma once

// What the phases of an audit share. For this folder alone.

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "audit/audit.h"
#include "audit/feeds.h"
#include "core/phase.h"

namespace jumelles::audit {

// Whether that attribute's values can be right or wrong: they have a form, check digits, a range, or are names that nobody has.
bool can_be_checked(const Attribute& attribute);

// A set of kinds of values, by FindingKindId.
using KindBits = uint64_t;
static_assert(kValueKindCount <= 64);
constexpr KindBits bit(FindingKindId kind) { return KindBits{1} << static_cast<uint32_t>(kind); }

// offers.cpp: kinds whose fix changes the cell, and a set of kinds about one cell of which one such is left.
KindBits changing_bits();
KindBits with_one_offer(KindBits kinds);

inline FindingKindId first_kind(KindBits bits) { return of_value(static_cast<size_t>(std::countr_zero(bits))); }

// Values that a finding is about, by their feeds; they are read when findings are ranked.
struct NotedValue {
  uint32_t feed = 0;
  Code code = kMissing;
  uint32_t count = 0;
  uint32_t becomes_end = 0;  // of what it should be, which begins where that of the former one ends
};
struct Notes {
  std::vector<NotedValue> values;
  std::string becomes;
};

// Values and what they were meant to be, in the order of the values.
class MeantCodes {
 public:
  void clear() { pairs_.clear(), next_ = 0; }
  void add(Code code, Code meant) { pairs_.emplace_back(code, meant); }
  // What `code` was meant to be, kMissing where nothing else. To be asked for every value in their order.
  Code take(Code code) { return next_ < pairs_.size() && pairs_[next_].first == code ? pairs_[next_++].second : kMissing; }

 private:
  std::vector<std::pair<Code, Code>> pairs_;
  size_t next_ = 0;
};

struct Work {
  AuditInput input;
  std::shared_ptr<Audit> audit;
  std::vector<Feed> feeds;
  std::vector<uint64_t> ends;                  // of the feeds' units, rows and then values, summed up
  std::vector<uint64_t> row_ends;              // of their rows alone
  std::string today;
  // Of the feed at work.
  size_t feed = SIZE_MAX;
  std::vector<uint32_t> counts;                // per value of the feed
  std::vector<Code> clean_of;                  // a clean value of it, kMissing where there is none
  std::vector<uint8_t> seen;                   // per clean value: in this cell
  MeantCodes slips, dropped;                   // values that are a letter from others, or lost their accented letters
  MeantCodes spellings;                        // values that are clean in another spelling than `meant`, which is a clean value
  bool is_mostly_valid = false;
  uint64_t cells = 0;                          // that have a value
  std::vector<uint8_t> odd_forms;              // per value: 1 where it is written unlike the others; empty: none is
  bool has_mistyped_domains = true;            // of e-mails: their slips are rarer than what was meant
  bool has_lettered_numbers = false;           // a number of a hundred has a letter: "B1", "12A"
  bool is_found_elsewhere = false;             // its values are contacts that were found in fields of names
  size_t cut_length = 0;                       // in characters, at which values were cut; 0: they were not
  std::string becomes;
  struct Kept { Finding* finding = nullptr; Notes* notes = nullptr; };
  std::array<Kept, kValueKindCount> kept{};    // per kind of values; null: none was found
  std::map<const Finding*, Notes> notes;       // of all feeds
  // Values that something is wrong with, per value, per feed; empty where nothing is.
  std::vector<std::vector<KindBits>> flags;
  std::vector<std::vector<const Finding*>> exchanges;  // per attribute, those that exchange its values with another one's
  std::map<std::pair<FindingKindId, std::vector<uint32_t>>, Finding> found;

  const RecordSet& records() const { return *input.records; }
  uint32_t record_count() const { return records().record_count(); }
  size_t source_count() const { return input.tables.size(); }
  CellFacts& cell(const Feed& of) { return audit->cells[of.attribute * source_count() + of.table]; }
  Finding& finding(FindingKindId kind, std::vector<uint32_t> attributes);
  // Which kinds of values the cell of a feed in that row is told by.
  KindBits flags_of(size_t f, uint32_t row) const { return flags[f].empty() ? 0 : flags[f][feeds[f].code(records(), row)]; }
  // The first attribute of a type that has values, -1 if there is none.
  int attribute_of(AttributeType type) const;
};

// value_checks.cpp: the bits of what is wrong with the value; `becomes` is filled where it has a better form.
struct ValueFacts {
  AttributeType type = AttributeType::kText;
  std::string_view original, clean;  // clean "": it was set aside
  Validity validity = Validity::kUnchecked;
  bool is_identifier = false;        // it has check digits
  std::string_view today;
  bool set_aside = false;
  bool is_among_valid = false;       // nine of ten values of its column are surely right
  double share = 0;                  // of them, those that are this one
  bool is_written = true;            // a column of its own holds it; else it was taken from another one
  bool has_lettered = false;         // see Work::has_lettered_numbers
  bool has_mistyped = true;          // see Work::has_mistyped_domains
};
KindBits check_value(const ValueFacts& value, std::string& becomes);
// Kinds of values that cleaning makes whole again.
constexpr KindBits kMendedBits = bit(FindingKindId::kLostZero) | bit(FindingKindId::kBrokenLetters) | bit(FindingKindId::kReferences) | bit(FindingKindId::kSeveralValues) | bit(FindingKindId::kRemark) | bit(FindingKindId::kStrayCharacters);

// Of those who type a word, fewer than one of fifty make one slip: what is as frequent is a word of its own.
constexpr uint64_t kTimesAsFrequent = 50;
// slips.cpp: values that are a letter from a far more frequent one, of the feed at work.
void find_slips(Work& work, const Feed& feed);
void find_dropped_letters(Work& work, const Feed& feed);
// several_spellings.cpp: values that are other spellings of one that is to be kept, of the feed at work.
void find_spellings(Work& work, const Feed& feed);
// odd_forms.cpp: values that are written unlike nearly all others, of the feed at work.
void find_odd_forms(Work& work, const Feed& feed);
// domains.cpp
void find_mistyped_domains(Work& work, const Feed& feed);
// value_checks.cpp: letters and digits in one word, or one letter alone: a side, a stair, a code, and no quantity.
bool is_lettered(std::string_view original);
// characters.cpp
// ASCII in one line, without "&", "?" and spare blanks: nothing of what is below, and no letter that was lost.
bool has_plain_characters(std::string_view original);
bool mixes_alphabets(std::string_view original, std::string& becomes);
bool has_stray_characters(std::string_view original);  // not empty
// For each text, in its place, the one it was meant to be; SIZE_MAX: none. Texts are folded, each once.
std::vector<size_t> meant_texts(const std::vector<std::string_view>& folded, const std::vector<uint32_t>& counts);
// One letter missing, too many or another one, or two exchanged; a digit for another is another thing.
bool is_slip(std::string_view a, std::string_view b);
// lengths.cpp: where the values of the feed at work were cut; 0: nowhere.
size_t cut_length(const Work& work, const Feed& feed);
size_t length_in_characters(std::string_view utf8);

// Records that contradict themselves or others: checks that are lists of small pieces of work, of a column or a table each, so that none
// is long. They are asked for when their phase begins, and are views of the work.
using Pieces = std::vector<std::function<void()>>;
Pieces identifier_pieces(Work& work);  // contradictions.cpp
Pieces date_pieces(Work& work);
Pieces title_pieces(Work& work);
Pieces sharing_pieces(Work& work);     // sharing.cpp
Pieces mailbox_pieces(Work& work);     // mailboxes.cpp
Pieces repeat_pieces(Work& work);      // repeats.cpp
Pieces country_pieces(Work& work);     // countries.cpp
Pieces service_pieces(Work& work);
Pieces day_pieces(Work& work);         // days.cpp
Pieces fill_pieces(Work& work);        // fills.cpp
Pieces exchange_pieces(Work& work);    // exchanges.cpp
Pieces id_pieces(Work& work);          // ids.cpp
Phase in_pieces(const std::shared_ptr<Work>& work, Pieces (*list)(Work&));
// The others are phases of their own, "audit.rules", that can be cut.
using Phases = std::vector<Phase>;
Phases date_phases(const std::shared_ptr<Work>& work);        // dating.cpp: how recent sources are, and what each attribute stands in
Phases town_phases(const std::shared_ptr<Work>& work);        // towns.cpp
Phases name_phases(const std::shared_ptr<Work>& work);        // names.cpp
Phases email_phases(const std::shared_ptr<Work>& work);       // name_emails.cpp
Phases row_phases(const std::shared_ptr<Work>& work);         // rows.cpp
Phases dependency_phases(const std::shared_ptr<Work>& work);  // dependencies.cpp
Phases rank_phases(const std::shared_ptr<Work>& work);        // ranking.cpp: what was found, in the order of what it costs

// Calls f(table, record) for the records of a range.
template <class F>
void for_records(const Work& work, uint64_t begin, uint64_t end, F f) {
  const std::vector<RecordIndex>& first = work.records().first_record;
  for (uint32_t t = 0; t < work.source_count(); ++t)
    for (uint64_t r = std::max<uint64_t>(begin, first[t]); r < std::min<uint64_t>(end, first[t + 1]); ++r) f(t, static_cast<RecordIndex>(r));
}

// ids.cpp: a column that identifies the rows of its table, or was meant to: one that repeats itself is no id any more, and comes as a code.
bool is_key(const Work& work, size_t table, size_t column);
// The first feed of that attribute in that table, where a column holds its values as they are written; null elsewhere, and for -1.
const Feed* written_feed(const Work& work, uint32_t table, int attribute);
// What a record's slot says, as it is written where one column holds it.
std::string_view written_value(const Work& work, const Attribute& attribute, const Attribute::Slot& slot, uint32_t table, RecordIndex record);
// ranking.cpp: values that are the same become one; the most frequent stand first, at most kMostValues.
void merge_values(Finding& finding);
// Counts a record to a finding, with what it says as an example.
void add(Finding& finding, uint32_t table, RecordIndex record, std::string example = {});
// The comparison code of a record's first value, kMissing without one.
inline Code compared(const Attribute& attribute, RecordIndex record) { return attribute.comparison_of[attribute.slots[0].codes[record]]; }
// "2024-03-14", also with a time behind it.
bool is_whole_day(std::string_view iso);

}  // namespace jumelles::audit
