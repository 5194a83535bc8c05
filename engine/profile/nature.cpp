#include "profile/nature.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "core/ascii.h"

namespace jumelles::profile {
namespace {

using T = AttributeType;

constexpr uint32_t kFewestCells = 20;   // for content to say it
constexpr uint32_t kMostValues = 2000;
constexpr double kMost = 0.8, kNearlyAll = 0.95;

// Calls f(text, cells) for values evenly drawn.
template <class F>
double for_values(const Column& column, const std::vector<uint32_t>& counts, F f) {
  const uint32_t values = column.values.size() - 1, wanted = std::min(values, kMostValues);
  double cells = 0;
  for (uint32_t i = 0; i < wanted; ++i) {
    const auto code = static_cast<Code>(1 + uint64_t{i} * values / wanted);
    f(column.values[code], static_cast<double>(counts[code]));
    cells += counts[code];
  }
  return std::max(1.0, cells);
}

template <class Holds>
double share_of(const Column& column, const std::vector<uint32_t>& counts, Holds holds) {
  double held = 0;
  const double cells = for_values(column, counts, [&](std::string_view text, double count) { held += holds(text) ? count : 0; });
  return held / cells;
}

// "2024-01-05 10:11", "…T08:00:00Z"; midnight is how dates without a time are written.
bool has_time_of_day(std::string_view text) {
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon < 9 || colon + 2 >= text.size()) return false;
  const auto digit = [&](size_t at) { return is_digit(text[at]); };
  if (!digit(colon - 1) || !digit(colon + 1) || !digit(colon + 2)) return false;
  return text.find_first_of("123456789", colon - 2) < std::min(text.find_first_of(".+Z", colon), text.size());
}

// The number of a text, written with either decimal sign; false where it is none.
bool number_of(std::string_view text, double& number) {
  number = 0;
  double unit = 0;
  bool any = false;
  for (const char c : text) {
    if (is_digit(c)) {
      any = true;
      if (unit == 0) number = number * 10 + (c - '0');
      else number += (c - '0') * unit, unit /= 10;
    } else if (c == '.' || c == ',') {
      unit = 0.1;
    } else if (is_lower(c) || is_upper(c)) {
      return false;
    }
  }
  return any;
}

bool has_long_tail(const Column& column, const std::vector<uint32_t>& counts) {
  std::vector<std::pair<double, double>> numbers;
  double cells = 0;
  for_values(column, counts, [&](std::string_view text, double count) {
    double number = 0;
    if (!number_of(text, number)) return;
    numbers.emplace_back(number, count);
    cells += count;
  });
  if (cells < kFewestCells) return false;
  std::sort(numbers.begin(), numbers.end());
  const auto at = [&](double share) {
    double passed = 0;
    for (const auto& [number, count] : numbers)
      if ((passed += count) >= share * cells) return number;
    return numbers.back().first;
  };
  return at(0.9) >= 3 * at(0.5) && at(0.9) > 0;
}

bool is_hexadecimal(std::string_view text) {
  bool digit = false, letter = false;
  for (const char c : text) {
    const bool hex = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (!hex && !is_digit(c) && c != '-') return false;
    digit = digit || is_digit(c);
    letter = letter || hex;
  }
  return digit && letter;
}

// Hexadecimal of one length: a checksum, a token; also what password functions write.
bool is_hash(const Column& column, const std::vector<uint32_t>& counts, double mean_length) {
  if (mean_length < 16) return false;
  const double hexadecimal = share_of(column, counts, [&](std::string_view text) {
    return static_cast<double>(text.size()) > mean_length - 1 && static_cast<double>(text.size()) < mean_length + 1 && is_hexadecimal(text);
  });
  return hexadecimal >= kNearlyAll || share_of(column, counts, [](std::string_view text) { return text.size() > 8 && text[0] == '$' && text.find('$', 1) < 12; }) >= kNearlyAll;
}

bool is_of_one_site(const Column& column, const std::vector<uint32_t>& counts) {
  std::map<std::string_view, double> sites;
  const double cells = for_values(column, counts, [&](std::string_view text, double count) {
    const size_t scheme = text.find("//");
    if (scheme != std::string_view::npos) text.remove_prefix(scheme + 2);
    sites[text.substr(0, text.find('/'))] += count;
  });
  return std::any_of(sites.begin(), sites.end(), [&](const auto& site) { return site.second >= kMost * cells; });
}

bool names_file(std::string_view text) {
  static constexpr std::string_view kEndings[] = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".pdf", ".bmp", ".tif", ".tiff", ".doc", ".docx", ".xml", ".json", ".zip"};
  const size_t dot = text.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || text.size() - dot > 5) return false;
  std::string ending(text.substr(dot));
  for (char& c : ending)
    if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
  return std::find(std::begin(kEndings), std::end(kEndings), ending) != std::end(kEndings);
}

}  // namespace

Nature nature_of(T type, const Column& column, const std::vector<uint32_t>& counts, const ContentStats& content, const ColumnFacts& facts) {
  if (facts.filled_count < kFewestCells) return Nature::kNone;
  if (info(type).look == Look::kDate) return share_of(column, counts, has_time_of_day) >= 0.5 ? Nature::kTimeOfDay : Nature::kNone;
  switch (info(type).judging) {
    case Judging::kNumber: case Judging::kYear:
      if (share_of(column, counts, [](std::string_view text) { return text.find('%') != std::string_view::npos; }) >= kMost) return Nature::kPercent;
      return has_long_tail(column, counts) ? Nature::kLongTail : Nature::kNone;
    case Judging::kCategory: return facts.distinct_count <= 3 && content.share(Trait::kBoolean) >= kNearlyAll ? Nature::kFlag : Nature::kNone;
    case Judging::kCode:
      if (is_hash(column, counts, content.mean_length)) return Nature::kHash;
      [[fallthrough]];
    case Judging::kText:
      if (share_of(column, counts, names_file) >= kMost) return Nature::kFile;
      if (content.share(Trait::kUrl) >= kMost) return is_of_one_site(column, counts) ? Nature::kOneSite : Nature::kNone;
      return content.mean_tokens >= 5 ? Nature::kSentences : Nature::kNone;
    case Judging::kByType: case Judging::kDate: break;
  }
  return Nature::kNone;
}

bool grows_by_row(const Column& column) {
  uint32_t rows = 0, grown = 0;
  double before = -1;
  for (const Code code : column.codes) {
    const std::string_view text = column.values[code];
    if (text.empty() || text.size() > 15 || !std::all_of(text.begin(), text.end(), is_digit)) return false;
    double number = 0;
    for (const char c : text) number = number * 10 + (c - '0');
    ++rows;
    grown += number > before ? 1 : 0;
    before = number;
  }
  return rows >= kFewestCells && grown >= 0.98 * rows;
}

}  // namespace jumelles::profile
