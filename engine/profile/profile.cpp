#include "profile/profile.h"

#include <algorithm>
#include <optional>

#include "core/ascii.h"
#include "core/math.h"
#include "profile/content.h"
#include "profile/decide.h"
#include "profile/header_words.h"
#include "standardize/cell_text.h"
#include "standardize/dates.h"
#include "standardize/stand_ins.h"
#include "standardize/standardize.h"
#include "text/fold.h"
#include "text/readable.h"

namespace jumelles::profile {
namespace {

using T = AttributeType;

constexpr uint32_t kSampledValues = 2000;  // distinct values whose traits decide the type
constexpr size_t kTopValues = 20, kTopShapes = 12;

// What the phases of one table pass to each other.
struct Work {
  std::shared_ptr<const Table> table;
  std::shared_ptr<TableProfile> profile;
  std::vector<std::vector<uint32_t>> counts;  // per column, per code
  std::vector<uint64_t> first_value;          // per column: its first distinct value in the flat numbering
  std::vector<Dictionary> shapes;             // per column
  std::vector<std::vector<uint32_t>> shape_counts;
  std::vector<HeaderMeaning> headers;
  std::vector<standardize::DateOrder> date_orders;  // per column
  std::vector<SketchBuilder> sketches;
  std::string scratch, shape, bare;
  text::Readable readable;
};

// Calls f(column, first, last) for the columns' parts of a flat range.
template <class F>
void for_columns(const std::vector<uint64_t>& starts, uint64_t begin, uint64_t end, F f) {
  for (size_t c = 0; c + 1 < starts.size(); ++c) {
    const uint64_t from = std::max(begin, starts[c]), to = std::min(end, starts[c + 1]);
    if (from < to) f(c, from - starts[c], to - starts[c]);
  }
}

void count_cells(Work& work, uint64_t begin, uint64_t end) {
  const uint64_t rows = work.table->row_count();
  while (begin < end) {
    const uint64_t c = begin / rows, row = begin % rows, stop = std::min(end - begin + row, rows);
    const Column& column = work.table->columns[c];
    auto& counts = work.counts[c];
    for (uint64_t r = row; r < stop; ++r) ++counts[column.codes[r]];
    begin += stop - row;
  }
}

void count_shapes(Work& work, uint64_t begin, uint64_t end) {
  for_columns(work.first_value, begin, end, [&](size_t c, uint64_t from, uint64_t to) {
    const Column& column = work.table->columns[c];
    auto& counts = work.shape_counts[c];
    for (uint64_t v = from; v < to; ++v) {
      const auto code = static_cast<Code>(v + 1);
      shape_of(column.values[code], work.shape);
      const Code shape = work.shapes[c].intern(work.shape);
      if (shape >= counts.size()) counts.resize(shape + 1, 0);
      counts[shape] += work.counts[c][code];
    }
  });
}

ContentStats content_of(Work& work, size_t c) {
  const Column& column = work.table->columns[c];
  const auto& counts = work.counts[c];
  const uint32_t values = column.values.size() - 1;
  ContentStats stats;
  std::vector<int> years;
  standardize::DateEvidence dates;
  double years_sum = 0, surname_weight = 0, filled = 0;
  bool any_integer = false;
  const uint32_t wanted = std::min(values, kSampledValues);
  const uint32_t heaviest = std::max<uint32_t>(10, work.table->row_count() / 4);
  for (uint32_t i = 0; i < wanted; ++i) {
    const auto code = static_cast<Code>(1 + uint64_t{i} * values / wanted);
    const std::string_view text = work.readable.read(column.values[code]);
    // One value that fills half the column must not decide alone.
    if (counts[code] == 0 || standardize::stands_for_nothing(text)) continue;
    const double weight = std::min(counts[code], heaviest);
    const ValueTraits traits = value_traits(text, work.scratch);
    filled += counts[code];
    if (traits.has(Trait::kDateSeparated) || traits.has(Trait::kDateCompact) || traits.has(Trait::kDateWritten)) dates.add(text);
    if (traits.surname_share > 0) {
      stats.surname_bits -= weight * log2(traits.surname_share);
      stats.surname_excess += weight * log2(counts[code]);
      surname_weight += weight;
    }
    standardize::bare_identifier(text, work.bare);
    stats.schemes.add(work.bare);
    for (int bit = 0; bit < kTraitCount; ++bit)
      if ((traits.bits >> bit) & 1) stats.shares[static_cast<size_t>(bit)] += weight;
    stats.weight += weight;
    stats.mean_length += weight * static_cast<double>(text.size());
    stats.mean_tokens += weight * traits.token_count;
    if (traits.year != 0) years.push_back(traits.year), years_sum += traits.year;
    if (traits.has(Trait::kInteger)) {
      stats.min_integer = any_integer ? std::min(stats.min_integer, traits.number) : traits.number;
      stats.max_integer = any_integer ? std::max(stats.max_integer, traits.number) : traits.number;
      any_integer = true;
    }
  }
  if (stats.weight > 0) {
    for (double& share : stats.shares) share /= stats.weight;
    stats.mean_length /= stats.weight;
    stats.mean_tokens /= stats.weight;
  }
  if (surname_weight > 0) {
    stats.surname_bits /= surname_weight;
    stats.surname_excess = stats.surname_excess / surname_weight - log2(filled) + stats.surname_bits;
  }
  work.date_orders[c] = dates.order();
  if (!years.empty()) {
    const int latest = *std::max_element(years.begin(), years.end());
    stats.mean_year = years_sum / static_cast<double>(years.size());
    stats.recent_year_share = static_cast<double>(std::count_if(years.begin(), years.end(), [&](int y) { return y > latest - 15; })) /
                              static_cast<double>(years.size());
  }
  return stats;
}

// The exact range of a column of plain non-negative integers, which all may start with the same letters ("C100012").
struct IntegerRange {
  bool all = true;
  uint64_t lowest = UINT64_MAX, highest = 0;
  double size() const { return static_cast<double>(highest - lowest) + 1; }
  // Numbers that follow each other, nearly without gaps.
  bool dense(uint64_t count) const { return all && count > 0 && size() < static_cast<double>(count) * 1.5 + 2; }
  // As many numbers drawn at random from that range would repeat (birthday paradox): these were counted up.
  bool counted(uint64_t count) const {
    const double pairs = static_cast<double>(count) * (static_cast<double>(count) - 1) / 2;
    return dense(count) || (all && pairs > 20 * size());
  }
};

IntegerRange integer_range(const Column& column) {
  IntegerRange range;
  if (column.values.size() < 2) return {false, 0, 0};
  const std::string_view first = column.values[1];
  const size_t prefix_size = std::min(first.find_first_of("0123456789"), first.size());
  const std::string_view prefix = first.substr(0, prefix_size);
  for (Code code = 1; code < column.values.size() && range.all; ++code) {
    uint64_t number = 0;
    std::string_view text = column.values[code];
    range.all = text.size() > prefix_size && text.size() <= prefix_size + 18 && text.substr(0, prefix_size) == prefix;
    if (!range.all) break;
    text.remove_prefix(prefix_size);
    for (const char c : text) {
      if (c < '0' || c > '9') range.all = false;
      number = number * 10 + static_cast<uint64_t>(c - '0');
    }
    range.lowest = std::min(range.lowest, number);
    range.highest = std::max(range.highest, number);
  }
  return range;
}

void judge_keys(ColumnProfile& profile, const HeaderMeaning& header, const ContentStats& stats, const ColumnFacts& facts,
                const Column& column) {
  profile.is_unique = facts.row_count > 1 && facts.filled_count == facts.row_count && facts.distinct_count == facts.row_count;
  if (!info(profile.type).may_be_key || facts.filled_count < 2) return;
  const bool code_like = stats.share(Trait::kOneWord) >= 0.95 && stats.share(Trait::kHasDigits) >= 0.8 && stats.mean_length <= 64;
  const bool guid = stats.share(Trait::kGuid) >= 0.9;
  if (!code_like && !guid) return;
  const IntegerRange range = integer_range(column);
  const bool dense = range.dense(facts.distinct_count);
  // A number of a street is a code, and that of no row.
  const bool counted_thing = !header.readings.empty() && header.readings[0].score >= 0.8 &&
                             (header.readings[0].type != T::kCode || header.readings[0].key == "street_number");
  if (header.says_grouping && !header.says_real_number && !counted_thing) {
    profile.is_grouping = true;
  } else if (profile.is_unique) {
    const bool real_number = header.says_real_number || !profile.identifier.empty();
    const bool named = header.says_identifier && !real_number && !counted_thing;
    const bool counted = range.counted(facts.distinct_count) || grows_by_row(column);
    profile.is_surrogate_key = guid || named || (counted && !counted_thing && !real_number);
  } else if (!header.says_real_number && !counted_thing && facts.distinct_ratio() >= 0.2 && facts.distinct_ratio() < 0.995 &&
             facts.row_count >= 20) {
    const bool nameless = header.readings.empty() || header.readings[0].score < 0.65;
    profile.is_grouping = nameless && (dense || guid) && facts.filled_count * 2 >= facts.row_count;
  }
}

// Companies in a column of persons' names.
void remark_words(ColumnProfile& profile, const Column& column, const std::vector<uint32_t>& counts, std::string& scratch) {
  if (profile.type != T::kSurname && profile.type != T::kFullName) return;
  for (Code code = 1; code < column.values.size(); ++code) {
    const std::string_view text = column.values[code];
    if (text.find(' ') == std::string_view::npos) continue;  // a legal form alone names no company
    if (value_traits(text, scratch).has(Trait::kLegalForm)) profile.remark_count += counts[code];
  }
  if (profile.remark_count > 0) profile.remark_id = "company_names";
}

// 03/04/1971 is in March or in April, as long as no date of the column settles the order.
void remark_dates(ColumnProfile& profile, const Column& column, const std::vector<uint32_t>& counts) {
  if (info(profile.type).look != Look::kDate) return;
  uint64_t ambiguous = 0;
  for (Code code = 1; code < column.values.size(); ++code) {
    int parts[2] = {0, 0}, lengths[2] = {0, 0}, part = 0;
    for (const char c : column.values[code]) {
      if (c >= '0' && c <= '9') parts[part] = (parts[part] * 10 + (c - '0')) % 10000, ++lengths[part];
      else if (++part == 2) break;
    }
    if (part != 2 || lengths[0] == 0 || lengths[0] > 2 || lengths[1] == 0 || lengths[1] > 2) continue;
    if (parts[0] > 12 || parts[1] > 12) return;
    if (parts[0] != parts[1]) ambiguous += counts[code];
  }
  if (ambiguous > 0) profile.remark_id = "ambiguous_dates", profile.remark_count = ambiguous;
}

// Codes and phones of which a spreadsheet has left the first digits only.
void remark_rounded(ColumnProfile& profile, const Column& column, const std::vector<uint32_t>& counts) {
  const Cleaning cleaning = info(profile.type).cleaning;
  if (cleaning != Cleaning::kPhone && cleaning != Cleaning::kCode && cleaning != Cleaning::kScheme && cleaning != Cleaning::kCompanyNumber) return;
  uint64_t rounded = 0;
  for (Code code = 1; code < column.values.size(); ++code) {
    const standardize::ScientificNumber number = standardize::read_scientific(column.values[code]);
    const std::string_view text = column.values[code];
    const bool written_out = (cleaning == Cleaning::kScheme || cleaning == Cleaning::kCompanyNumber) && standardize::may_be_rounded(text) &&
                             standardize::clean_value(profile.type, text).status == standardize::CleanStatus::kInvalid;
    if ((number.found && !number.exact) || written_out) rounded += counts[code];
  }
  if (rounded > 0) profile.remark_id = "rounded_numbers", profile.remark_count = rounded;
}

void remark(ColumnProfile& profile, const Column& column, const std::vector<uint32_t>& counts, std::string& scratch) {
  if (profile.type == T::kPhone || profile.type == T::kPostcode) {
    const size_t lost = profile.type == T::kPhone ? 9 : 4;
    uint64_t short_count = 0, full_count = 0;
    for (Code code = 1; code < column.values.size(); ++code) {
      const std::string_view text = column.values[code];
      const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
      if (digits && text.size() == lost && text[0] != '0') short_count += counts[code];
      if (digits && text.size() == lost + 1) full_count += counts[code];
    }
    // Four-digit postcodes are normal elsewhere: only a mixture with five digits tells of lost zeros.
    const bool mixed = profile.type == T::kPhone || full_count > short_count;
    if (short_count > 0 && mixed) profile.remark_id = "lost_leading_zeros", profile.remark_count = short_count;
  }
  if (profile.remark_id.empty()) remark_rounded(profile, column, counts);
  if (profile.remark_id.empty()) remark_words(profile, column, counts, scratch);
  if (profile.remark_id.empty()) remark_dates(profile, column, counts);
  if (profile.remark_id.empty() && profile.placeholder_count > 0)
    profile.remark_id = "placeholders", profile.remark_count = profile.placeholder_count;
}

void decide_column(Work& work, size_t c) {
  const Column& column = work.table->columns[c];
  const auto& counts = work.counts[c];
  ColumnProfile& profile = work.profile->columns[c];
  ColumnFacts facts{work.table->row_count(), 0, 0};
  for (Code code = 1; code < column.values.size(); ++code)
    if (code < counts.size() && counts[code] > 0) facts.filled_count += counts[code], ++facts.distinct_count;
  profile.filled_count = facts.filled_count;
  profile.distinct_count = facts.distinct_count;
  const HeaderMeaning& header = work.headers[c];
  const ContentStats stats = content_of(work, c);
  const Decision decision = decide_type(header, stats, facts);
  profile.type = decision.type;
  profile.confidence = decision.confidence;
  profile.reason_id = decision.reason_id.empty() ? "content" : decision.reason_id;
  profile.nature = nature_of(profile.type, column, counts, stats, facts);
  if (const standardize::IdentifierScheme* scheme = stats.schemes.winner("")) profile.identifier = scheme->id;
  judge_keys(profile, header, stats, facts, column);
}

// "6,12E+08": digits were lost in a spreadsheet.
bool is_rounded_number(std::string_view text) {
  if (text.size() < 4 || !is_digit(text[0]) || (text[1] != '.' && text[1] != ',' && (text[1] | 0x20) != 'e')) return false;
  const standardize::ScientificNumber number = standardize::read_scientific(text);
  return number.found && !number.exact;
}

void count_valid(Work& work, uint64_t begin, uint64_t end) {
  for_columns(work.first_value, begin, end, [&](size_t c, uint64_t from, uint64_t to) {
    const Column& column = work.table->columns[c];
    ColumnProfile& profile = work.profile->columns[c];
    const LookInfo& look = look_of(profile.type);
    const standardize::IdentifierScheme* scheme = standardize::find_identifier_scheme(info(profile.type).scheme);
    const bool says_words = info(profile.type).cleaning == Cleaning::kWords;
    const auto is_valid = [&](std::string_view text) {
      if (scheme == nullptr) return !look.depth || look.is_valid(value_traits(text, work.scratch, *look.depth));
      standardize::bare_identifier(text, work.bare);
      return standardize::is_well_formed(*scheme, work.bare);
    };
    for (uint64_t v = from; v < to; ++v) {
      const auto code = static_cast<Code>(v + 1);
      const std::string_view text = work.readable.read(column.values[code]);
      const uint32_t count = work.counts[c][code];
      if (work.readable.repaired()) profile.repaired_count += count;
      if (is_rounded_number(text)) profile.rounded_count += count;
      // Stand-ins repeat: asking of the rare values too would clean the whole table twice.
      // What means nothing in most columns may be an answer or a title in this one.
      const bool may_stand_in = standardize::stands_for_nothing(text);
      const bool stands_in = may_stand_in ? !says_words || standardize::is_placeholder(profile.type, text) : count >= 3 && standardize::is_placeholder(profile.type, text);
      if (stands_in) profile.placeholder_count += count;
      else if (is_valid(text)) profile.valid_count += count;
    }
  });
}

void begin_sketches(Work& work) {
  work.sketches.clear();
  for (size_t c = 0; c < work.profile->columns.size(); ++c) work.sketches.emplace_back(info(work.profile->columns[c].type).form, work.date_orders[c]);
}

void sketch_values(Work& work, uint64_t begin, uint64_t end) {
  for_columns(work.first_value, begin, end, [&](size_t c, uint64_t from, uint64_t to) {
    const Column& column = work.table->columns[c];
    for (uint64_t v = from; v < to; ++v) {
      const auto code = static_cast<Code>(v + 1);
      const std::string_view text = work.readable.read(column.values[code]);
      const uint32_t count = work.counts[c][code];
      if (!standardize::stands_for_nothing(text) && (count < 3 || !standardize::is_placeholder(work.profile->columns[c].type, text))) work.sketches[c].add(text, count);
    }
  });
}

void list_tops(Work& work, size_t c) {
  const Column& column = work.table->columns[c];
  ColumnProfile& profile = work.profile->columns[c];
  const auto& counts = work.counts[c];
  std::vector<ValueCount> values;
  for (Code code = 1; code < counts.size(); ++code)
    if (counts[code] > 0) values.push_back({code, counts[code]});
  const auto more = [](const auto& a, const auto& b) { return a.count != b.count ? a.count > b.count : a.code < b.code; };
  const size_t kept = std::min(values.size(), kTopValues);
  std::partial_sort(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(kept), values.end(), more);
  values.resize(kept);
  profile.top_values = std::move(values);
  std::vector<ShapeCount> shapes;
  for (Code shape = 1; shape < work.shape_counts[c].size(); ++shape)
    shapes.push_back({std::string(work.shapes[c][shape]), work.shape_counts[c][shape]});
  const auto larger = [](const ShapeCount& a, const ShapeCount& b) { return a.count != b.count ? a.count > b.count : a.shape < b.shape; };
  const size_t kept_shapes = std::min(shapes.size(), kTopShapes);
  std::partial_sort(shapes.begin(), shapes.begin() + static_cast<std::ptrdiff_t>(kept_shapes), shapes.end(), larger);
  shapes.resize(kept_shapes);
  profile.shapes = std::move(shapes);
  remark(profile, column, counts, work.scratch);
  profile.sketch = work.sketches[c].finish();
  work.shapes[c] = Dictionary();
  work.shape_counts[c] = {};
}

void prepare(Work& work) {
  const Table& table = *work.table;
  const size_t n = table.columns.size();
  work.profile->columns.assign(n, {});
  work.counts.clear();
  work.shapes = std::vector<Dictionary>(n);
  work.shape_counts.assign(n, {});
  work.headers.clear();
  work.date_orders.assign(n, standardize::DateOrder::kUnknown);
  work.first_value.assign(1, 0);
  for (const Column& column : table.columns) {
    work.counts.emplace_back(column.values.size(), 0);
    work.headers.push_back(read_header(column.name));
    work.first_value.push_back(work.first_value.back() + column.values.size() - 1);
  }
}

}  // namespace

std::vector<Phase> profile_phases(std::shared_ptr<const Table> table, std::shared_ptr<TableProfile> profile) {
  auto work = std::make_shared<Work>();
  work->table = std::move(table);
  work->profile = std::move(profile);
  const auto values = [](const Work& w) { return w.first_value.back(); };
  const auto columns = [](const Work& w) { return w.table->columns.size(); };
  const auto cells = [](Work& w) {
    prepare(w);
    return uint64_t{w.table->row_count()} * w.table->columns.size();
  };
  const auto sketched = [values](Work& w) {
    begin_sketches(w);
    return values(w);
  };
  const auto of_columns = [](void (*body)(Work&, size_t)) {
    return [body](Work& w, uint64_t begin, uint64_t end) {
      for (uint64_t c = begin; c < end; ++c) body(w, c);
    };
  };
  std::vector<Phase> phases;
  phases.push_back(pass("profile.count", Unit::kValues, work, cells, count_cells, 10000));
  phases.push_back(pass("profile.shapes", Unit::kValues, work, values, count_shapes, 1000));
  phases.push_back(pass("profile.types", Unit::kSteps, work, columns, of_columns(decide_column), 1));
  phases.push_back(pass("profile.valid", Unit::kValues, work, values, count_valid, 1000));
  phases.push_back(pass("profile.sketch", Unit::kValues, work, sketched, sketch_values, 1000));
  phases.push_back(pass("profile.tops", Unit::kSteps, work, columns, of_columns(list_tops), 1));
  return phases;
}

}  // namespace jumelles::profile
