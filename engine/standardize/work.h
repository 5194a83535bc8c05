#pragma once

// The plan carried out: what the phases of standardizing share, and what each does. For this folder alone.

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "standardize/clean_value.h"
#include "standardize/dates.h"
#include "standardize/full_names.h"
#include "standardize/name_titles.h"
#include "standardize/plan.h"
#include "standardize/recipe.h"
#include "standardize/row_countries.h"

namespace jumelles::standardize {

// Carries the plan out. One object is shared by all phases of a run.
class Work {
 public:
  Work(std::vector<std::shared_ptr<const Table>> tables, Mapping mapping, std::shared_ptr<RecordSet> records,
       std::shared_ptr<StandardizeReport> report, std::shared_ptr<std::vector<TracedValue>> traced, std::shared_ptr<const Recipe> recipe)
      : tables_(std::move(tables)), mapping_(std::move(mapping)), records_(std::move(records)), report_(std::move(report)),
        traced_(std::move(traced)), recipe_(std::move(recipe)) {}

  uint64_t prepare();
  void join(uint64_t begin, uint64_t end);
  uint64_t start_mend();
  void mend(uint64_t begin, uint64_t end);
  uint64_t start_scan();
  void scan(uint64_t begin, uint64_t end);
  uint64_t start_countries();
  void countries(uint64_t begin, uint64_t end);
  uint64_t start_pair();
  void pair(uint64_t begin, uint64_t end);
  uint64_t start_clean();
  void clean(uint64_t begin, uint64_t end);
  uint64_t start_rows();
  void rows(uint64_t begin, uint64_t end);
  uint64_t start_records() const { return records_->record_count(); }
  void finish_records(uint64_t begin, uint64_t end);

 private:
  // Values of several columns put together, and which a row has.
  struct Joined {
    Dictionary values;
    std::vector<Code> codes;
  };
  // What the recipe makes of a job's values, for those that it changes.
  struct Mended {
    std::vector<uint32_t> rules;      // that are on for the job
    std::vector<Code> text_of;        // original code -> code in `texts`; kUnchanged
    Dictionary texts;
    static constexpr Code kUnchanged = UINT32_MAX;
  };
  // A feed at work: its distinct original values, and what became of each.
  struct Job {
    Feed feed;
    const Dictionary* values = nullptr;   // the column's, or `joined` where there are several
    std::shared_ptr<Joined> joined;       // of several columns
    std::shared_ptr<Mended> mended;       // null: the recipe says nothing of it
    std::vector<Code> clean_of;           // original code -> clean code
    std::vector<uint8_t> remarks;         // original code -> kPlaceholderRemark, kAmbiguousRemark, kHouseholdRemark
    ColumnHints hints;
    DateEvidence dates;
    SchemeVotes schemes;
    NumberEvidence numbers;
    uint64_t four_digits = 0, five_digits = 0;  // postcodes
    uint64_t lines = 0;                   // values that hold a postcode and a town
    bool holds_lines = false;             // most do: others may be one of both alone
    RowCountries::Clue line_clue = RowCountries::Clue::kNone;  // what their postcodes tell
    int64_t given_first_votes = 0, surname_first_votes = 0;
    NameOrder name_order = NameOrder::kUnknown;
    bool scanned = false;                 // its values decide hints
    bool looks_only = false;              // fills nothing: finds what fields of names hold besides, and which are of several persons
    uint32_t parts = 0;                   // bits of the parts it has found
    std::unordered_map<std::string, uint32_t> stand_ins;  // of full names: values that a word for nothing begins or ends
    // Original codes that stand for nothing, or are a title, by themselves, and what they are where the other part of a name stands beside.
    struct AsName {
      Code code = kMissing;
      bool title = false;
    };
    std::unordered_map<Code, AsName> as_name;
    const Job* beside = nullptr;          // the column of the other part; of companies that of their numbers
    bool initials = false;                // of given names: most are one letter
    const Job* name = nullptr;            // of a civility found in a column of names: that column
    RowCountries::Clue clue = RowCountries::Clue::kNone;  // what its values tell of their rows' countries
    // In a table of several countries a value is read once for each: the values that stand behind those of `values`, and their countries.
    std::vector<Code> paired_value;
    std::vector<uint8_t> paired_country;
    std::vector<Code> paired_codes;       // per row; empty where the table has one country
    std::unordered_map<uint64_t, Code> paired;
    std::unordered_map<Code, std::vector<Code>> further;  // of cells with several values: clean codes of all but the first
    uint32_t further_slot = 0, further_count = 0;         // slots of the attribute that take them

    const Table& table(const Work& work) const { return *work.tables_[feed.table]; }
    Code original_code(const Work& work, uint32_t row) const {
      return joined == nullptr ? table(work).columns[feed.pieces.columns[0]].codes[row] : joined->codes[row];
    }
    Code code(const Work& work, uint32_t row) const { return paired_codes.empty() ? original_code(work, row) : paired_codes[row]; }
    uint32_t code_count() const { return values->size() + static_cast<uint32_t>(paired_value.size()); }
    Code value_code(Code code) const { return code < values->size() ? code : paired_value[code - values->size()]; }
    // As it was read, and as the recipe leaves it, which is what everything else is made of.
    std::string_view as_read(Code code) const { return (*values)[value_code(code)]; }
    std::string_view original(Code code) const {
      code = value_code(code);
      if (mended == nullptr || mended->text_of[code] == Mended::kUnchanged) return (*values)[code];
      return mended->texts[mended->text_of[code]];
    }
  };
  static constexpr uint8_t kPlaceholderRemark = 1, kAmbiguousRemark = 2, kHouseholdRemark = 4, kSeveralRemark = 8, kUnusedRemark = 16;
  static constexpr std::string_view kNothing = "N/A";

  // A cell with more values than that is no contact of anybody; slots of records are what it costs.
  static constexpr size_t kMostInCell = 8;

  // Calls f(job, first, last) for the parts of [begin, end) that fall to each job, sizes being the jobs' unit counts.
  template <class F>
  void each_part(const std::vector<uint64_t>& ends, uint64_t begin, uint64_t end, F f) {
    size_t j = static_cast<size_t>(std::upper_bound(ends.begin(), ends.end(), begin) - ends.begin());
    while (begin < end) {
      const uint64_t base = j == 0 ? 0 : ends[j - 1];
      const uint64_t stop = std::min(end, ends[j]);
      if (stop > begin) f(jobs_[j], static_cast<uint32_t>(begin - base), static_cast<uint32_t>(stop - base));
      begin = stop;
      ++j;
    }
  }
  template <class F>
  uint64_t set_units(F count) {
    ends_.clear();
    uint64_t total = 0;
    for (Job& job : jobs_) ends_.push_back(total += count(job));
    return total;
  }
  void take_joined();
  void look_at_name(Job& job, Code code);
  void add_jobs_for_parts();
  void look_at_place(Job& job, Code code);
  void add_jobs_for_lines();
  std::string_view part_of_line(const Job& job, std::string_view original);
  void start_clues();
  bool is_country_of_address(const Job& job) const;
  void add_slots();
  Code intern(Attribute& attribute, const CleanValue& value);
  void clean_one(Job& job, Code code);
  void clean_part_of_name(Job& job, std::string_view text);
  bool has_day_before_spreadsheets(const Job& job, const std::vector<uint32_t>& counts);
  const Job* beside_company(uint32_t table) const;
  void keep_as_name(Job& job, Code code);
  void add_title_languages(const Job& job, std::string_view civility);
  void settle_names();
  void drop_stand_ins(Job& job);
  Code code_as_name(const Job& job, uint32_t row) const;
  bool is_stand_in_of_column(const Job& job, std::string_view folded) const;
  void keep_trace(const Job& job, Code code);
  bool is_known(const Attribute& attribute, RecordIndex record, size_t own_slot, Code clean) const;
  std::string_view part_of(Job& job, std::string_view original);
  bool says_the_same(const Attribute& attribute, Code clean, uint32_t other, RecordIndex record) const;
  void assign_sources();
  YearCounts years_of(bool births) const;
  DateOrder order_beside(const Job& job) const;
  void settle_years();
  void settle_numbers();
  void settle_genders();
  void settle_default_births();

  std::vector<std::shared_ptr<const Table>> tables_;
  Mapping mapping_;
  std::shared_ptr<RecordSet> records_;
  std::shared_ptr<StandardizeReport> report_;
  std::shared_ptr<std::vector<TracedValue>> traced_;  // null where nobody asks
  std::shared_ptr<const Recipe> recipe_;              // null: none
  Plan plan_;
  std::vector<Job> jobs_;
  std::vector<uint64_t> ends_;
  Scratch scratch_, split_scratch_;
  Trace trace_;
  text::Readable readable_;
  std::vector<CleanValue> values_of_cell_;
  std::string bare_, mended_;
  NameParts parts_;
  std::string rest_;
  RowCountries row_countries_;
  std::vector<TitleLanguages> title_languages_;  // per table
};

}  // namespace jumelles::standardize
