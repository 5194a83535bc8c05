// Words that stand for nothing, or are titles, and somebody's name as well ("VIDE", "None", "DOCTEUR"): where they are one.

#include <unordered_set>

#include "standardize/person_names.h"
#include "standardize/stand_ins.h"
#include "standardize/work.h"

namespace jumelles::standardize {
namespace {

// So many of a column's values may hold such a word and be names. Surnames like "Vide" or "None" are ten times as rare as one in ten
// thousand; in short columns a family may have one; and what fills a twentieth of a column with the same word is no family.
constexpr size_t kAtMost = 4, kNamesPerStandIn = 10000, kShareOfFew = 20;

// "null" and "(vide)" are written by programs.
bool is_written_as_name(std::string_view text) {
  return !text.empty() && (static_cast<uint8_t>(text.front()) >= 0x80 || is_upper(text.front()));
}

}  // namespace

namespace {

// Whether a column of given names holds their first letters: an "X" is one of them.
bool are_initials(const Dictionary& values) {
  constexpr size_t kEnough = 200, kLeast = 3;
  size_t letters = 0, seen = 0;
  for (Code code = 1; code < values.size() && seen < kEnough; ++code) {
    std::string_view text = trim(values[code]);
    if (text.empty()) continue;
    ++seen;
    if (text.back() == '.') text.remove_suffix(1);
    letters += text.size() == 1 && is_upper(static_cast<char>(text[0] & ~32)) ? 1 : 0;
  }
  return letters >= kLeast && letters * 3 >= seen * 2;  // words for nothing are among the others
}

}  // namespace

// What says that a row is about a company, whatever its name: a number of its own; in a table without persons, its street.
const Work::Job* Work::beside_company(uint32_t table) const {
  const Job* street = nullptr;
  bool persons = false;
  for (const Job& job : jobs_) {
    if (job.feed.table != table || job.looks_only || job.feed.part != Part::kWhole || job.feed.line != LinePart::kWhole) continue;
    const Cleaning cleaning = info(job.feed.column_type).cleaning;
    if (cleaning == Cleaning::kCompanyNumber) return &job;
    persons |= cleaning == Cleaning::kPersonName;
    if (cleaning == Cleaning::kStreet && street == nullptr) street = &job;
  }
  return persons ? nullptr : street;
}

// Columns of names know each other, and civilities which of them they are in.
void Work::settle_names() {
  const auto whole = [&](uint32_t table, AttributeType type) -> const Job* {
    for (const Job& job : jobs_)
      if (job.feed.table == table && job.feed.column_type == type && job.feed.part == Part::kWhole && !job.looks_only) return &job;
    return nullptr;
  };
  for (Job& job : jobs_) {
    const AttributeType type = job.feed.column_type;
    if (type == AttributeType::kCivility) {
      const TitleLanguages& found = title_languages_[job.feed.table];
      job.hints.french_titles = found.french && !found.english;
      if (job.feed.part == Part::kCivility && job.feed.name_type == AttributeType::kSurname) job.name = whole(job.feed.table, AttributeType::kSurname);
    }
    if (job.looks_only || job.feed.part != Part::kWhole) continue;
    if (type == AttributeType::kSurname) job.beside = whole(job.feed.table, AttributeType::kGivenName);
    if (type == AttributeType::kGivenName) {
      job.beside = whole(job.feed.table, AttributeType::kSurname);
      job.initials = job.beside != nullptr && are_initials(*job.values);
    }
    if (type == AttributeType::kCompanyName) job.beside = beside_company(job.feed.table);
  }
}

// In a column of full names, by the values that begin or end with the word.
bool Work::is_stand_in_of_column(const Job& job, std::string_view folded) const {
  const auto found = job.stand_ins.find(std::string(folded));
  const size_t values = job.values->size(), few = std::clamp<size_t>(values / kShareOfFew, 1, kAtMost);
  return found != job.stand_ins.end() && found->second > std::max(few, values / kNamesPerStandIn);
}

// Given name or surname of a full name that was just taken apart. A word for nothing is a name where the other part stands beside it.
void Work::clean_part_of_name(Job& job, std::string_view text) {
  values_of_cell_.resize(1);
  CleanValue& out = values_of_cell_.front();
  out = CleanValue{};
  out.status = CleanStatus::kMissing;
  if (text.empty()) return;
  const std::string part(text);
  const AttributeType type = job.feed.column_type;
  const bool surname = job.feed.part == Part::kSurname;
  const std::string& other = surname ? parts_.given_name : parts_.surname;
  const AttributeType other_type = surname ? AttributeType::kGivenName : AttributeType::kSurname;
  scratch_.read(part);
  if (stands_for_nothing(type, part, scratch_.folded)) {
    const bool beside = !other.empty() && !stands_for_nothing(other_type, other, text::fold(other));
    const bool named = (beside || (surname && !parts_.civility.empty())) && may_be_a_name(type, part, scratch_.folded) && is_written_as_name(part) &&
                       !is_stand_in_of_column(job, scratch_.folded);
    if (!named) {
      out.status = CleanStatus::kPlaceholder;
      step(scratch_.trace, part, "", rule_of_stand_in(part, scratch_.folded));
      return;
    }
  }
  clean_name_part(type, part, scratch_, out);
}

// A cell that says nothing, or a title alone: what it is as a name. The rows decide where it is one.
void Work::keep_as_name(Job& job, Code code) {
  const std::string_view original = job.original(code), readable = trim(readable_.read(original));
  scratch_.read(readable);
  const AttributeType type = job.feed.column_type;
  const bool title = type == AttributeType::kSurname && is_title_spelled_out(scratch_.folded);
  const bool initial = job.initials && scratch_.folded == "X";
  if ((!title && !initial && !may_be_a_name(type, readable, scratch_.folded)) || !is_written_as_name(readable)) return;
  CleanValue name;
  if (traced_ != nullptr) trace_.clear();
  if (type == AttributeType::kCompanyName) name.clean = name.comparison = readable;
  else clean_name_part(type, readable, scratch_, name);
  if (traced_ != nullptr) {
    traced_->push_back({job.feed.table, job.feed.attribute, std::string(original), name.clean, trace_.steps()});
    trace_.clear();
  }
  job.as_name[code] = {intern(records_->attributes[job.feed.attribute], name), title};
}

// Where a row has the word and nothing beside it, or more rows have it than have the most common name of the column, or too many
// different names stand beside it, it is what stands for nothing in that column. A title is one wherever no name stands beside it.
void Work::drop_stand_ins(Job& job) {
  if (job.as_name.empty()) return;
  struct Seen {
    uint32_t rows = 0;
    bool alone = false;
    std::unordered_set<Code> beside;
  };
  const uint32_t rows = tables_[job.feed.table]->row_count();
  const size_t at_most = std::max<size_t>(kAtMost, rows / kNamesPerStandIn);
  std::unordered_map<Code, Seen> seen;
  std::vector<uint32_t> counts(job.code_count(), 0);
  uint32_t most = 0;
  for (uint32_t row = 0; row < rows; ++row) {
    const Code code = job.code(*this, row), other = job.beside->clean_of[job.beside->code(*this, row)];
    if (job.clean_of[code] != kMissing) most = std::max(most, ++counts[code]);
    if (job.as_name.count(code) == 0) continue;
    Seen& word = seen[code];
    ++word.rows;
    word.alone |= other == kMissing;
    if (other != kMissing && word.beside.size() <= at_most) word.beside.insert(other);
  }
  for (const auto& [code, word] : seen) {
    const bool title = job.as_name[code].title;
    if (job.initials) continue;
    if (word.beside.size() > at_most || (!title && (word.alone || word.rows > std::max(most, 1u)))) job.as_name.erase(code);
  }
}

// What a row's word for nothing, or title, is as a name; nothing where no other part of the name stands beside it.
Code Work::code_as_name(const Job& job, uint32_t row) const {
  const auto name = job.as_name.find(job.code(*this, row));
  if (name == job.as_name.end() || job.beside->clean_of[job.beside->code(*this, row)] == kMissing) return kMissing;
  return name->second.code;
}

}  // namespace jumelles::standardize
