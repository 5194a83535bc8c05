#include "report/texts.h"

#include <algorithm>

namespace jumelles::report {
namespace {

constexpr std::string_view kMonths[][2] = {{"janvier", "January"}, {"février", "February"}, {"mars", "March"}, {"avril", "April"},
                                           {"mai", "May"}, {"juin", "June"}, {"juillet", "July"}, {"août", "August"},
                                           {"septembre", "September"}, {"octobre", "October"}, {"novembre", "November"}, {"décembre", "December"}};

const Text* find(std::string_view key) {
  const std::vector<Text>& all = texts();
  const auto found = std::lower_bound(all.begin(), all.end(), key, [](const Text& row, std::string_view wanted) { return row.key < wanted; });
  return found == all.end() || found->key != key ? nullptr : &*found;
}

// Year, month and day of "2026-11-30"; false where it is none.
bool parts_of(std::string_view iso, std::string_view& year, std::string_view& day, size_t& month) {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-' || iso[5] < '0' || iso[5] > '1' || iso[6] < '0' || iso[6] > '9') return false;
  month = static_cast<size_t>((iso[5] - '0') * 10 + iso[6] - '0');
  year = iso.substr(0, 4);
  day = iso.substr(8, 2);
  return month >= 1 && month <= 12;
}

}  // namespace

bool Words::has(std::string_view key) const { return find(key) != nullptr; }

std::string Words::operator()(std::string_view key, const std::vector<std::string>& given) const {
  const Text* row = find(key);
  if (row == nullptr) return std::string(key);
  const std::string_view text = french_ ? row->french : row->english;
  std::string out;
  for (size_t at = 0; at < text.size(); ++at) {
    const size_t place = at + 2 < text.size() && text[at] == '{' && text[at + 2] == '}' ? static_cast<size_t>(text[at + 1] - '0') : given.size();
    if (place < given.size()) {
      out += given[place];
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

std::string Words::counted(std::string_view key, uint64_t count, std::vector<std::string> more) const {
  more.insert(more.begin(), number(count));
  const bool one = french_ ? count < 2 : count == 1;
  return (*this)(std::string(key).append(one ? ".one" : ".many"), more);
}

std::string Words::number(uint64_t value) const {
  std::string digits = std::to_string(value);
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<size_t>(at), french_ ? "\u202F" : ",");
  return digits;
}

std::string Words::decimal(double value) const {
  const auto tenths = static_cast<uint64_t>(value * 10 + 0.5);
  return number(tenths / 10) + (french_ ? "," : ".") + std::to_string(tenths % 10);
}

std::string Words::percent(double share) const {
  const double part = std::clamp(share, 0.0, 1.0);
  auto thousandths = static_cast<uint64_t>(part * 1000 + 0.5);
  if (thousandths == 1000 && part < 1) thousandths = 999;
  if (thousandths == 0 && part > 0) thousandths = 1;
  const bool fine = thousandths % 1000 != 0 && (thousandths > 990 || thousandths < 10);
  const std::string digits = fine ? decimal(static_cast<double>(thousandths) / 10) : std::to_string(static_cast<uint64_t>(part * 100 + 0.5));
  return digits + (french_ ? "\u202F%" : "%");
}

std::string Words::fine_percent(double share) const { return decimal(std::clamp(share, 0.0, 1.0) * 100) + (french_ ? "\u202F%" : "%"); }

std::string Words::points(double difference) const {
  const bool below = difference < 0;
  const auto whole = static_cast<uint64_t>((below ? -difference : difference) * 100 + 0.5);
  return counted("points", whole, {whole == 0 ? "" : below ? "\u2212" : "+"});
}

std::string Words::bytes(uint64_t count) const {
  if (count < 1000) return counted("bytes", count);
  const char* const unit = count < 1'000'000 ? "kilobytes" : "megabytes";
  return (*this)(unit, {decimal(static_cast<double>(count) / (count < 1'000'000 ? 1e3 : 1e6))});
}

std::string Words::day(std::string_view iso) const {
  std::string_view year, day;
  size_t month = 0;
  if (!parts_of(iso, year, day, month)) return std::string(iso);
  const bool first = day == "01" && french_;
  if (day[0] == '0') day.remove_prefix(1);
  return std::string(day) + (first ? "er" : "") + "\u00A0" + std::string(kMonths[month - 1][french_ ? 0 : 1]) + "\u00A0" + std::string(year);
}

std::string Words::short_day(std::string_view iso) const {
  std::string_view year, day;
  size_t month = 0;
  const bool is_month = french_ && iso.size() == 7 && iso[4] == '-';
  if (is_month) return std::string(iso.substr(5)) + "/" + std::string(iso.substr(0, 4));
  if (!french_ || !parts_of(iso, year, day, month)) return std::string(iso);
  return std::string(day) + "/" + std::string(iso.substr(5, 2)) + "/" + std::string(year);
}

std::string Words::list(const std::vector<std::string>& names) const {
  std::string out;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 < names.size() ? ", " : french_ ? " et " : " and ";
    out += names[i];
  }
  return out;
}

}  // namespace jumelles::report
