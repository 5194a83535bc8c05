#include "fresh_writing.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

#include "text/fold.h"

namespace jumelles::worlds {
namespace {

// upper, lower: names; ascii: without accents; german-ascii: ü as ue; cut30: names of at most 30 letters; pad: a space behind;
// spaces: one too many within; phones as intl (+44...), zerozero (0044...), dots, bare; dates as us, eu, german, compact, long, time;
// nozero: a spreadsheet has taken leading zeros; science: and made 4.00638E+12 of long numbers; comma: decimals; na: N/A, -, NULL where nothing is;
// dummy: what forms are fed that insist on a value; entities: &amp; &#39;
constexpr const char* kHabits[] = {"upper", "lower", "ascii", "german-ascii", "cut", "pad", "spaces", "intl", "zerozero", "dots", "bare", "us", "eu", "german", "compact", "long", "time",
                                   "nozero", "science", "comma", "na", "dummy", "entities"};
constexpr const char* kDates[] = {"us", "eu", "german", "compact", "long", "time"};

bool is_phone(Field field) { return field == Field::kPhone || field == Field::kMobile; }
bool all_digits(const std::string& text) { return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }); }

std::string digits_of(const std::string& text) {
  std::string digits;
  for (const char c : text)
    if (c >= '0' && c <= '9') digits.push_back(c);
  return digits;
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) text.replace(at, what.size(), by);
}

std::string without_accents(const std::string& text, bool german) {
  std::string out = text;
  static constexpr const char* kGerman[][2] = {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "AE"}, {"Ö", "OE"}, {"Ü", "UE"}, {"ß", "ss"}};
  static constexpr const char* kPlain[][2] = {
      {"à", "a"}, {"á", "a"}, {"â", "a"}, {"ä", "a"}, {"å", "a"}, {"ą", "a"}, {"ç", "c"}, {"ć", "c"}, {"è", "e"}, {"é", "e"}, {"ê", "e"}, {"ë", "e"},
      {"ę", "e"}, {"ì", "i"}, {"í", "i"}, {"î", "i"}, {"ï", "i"}, {"ł", "l"}, {"ñ", "n"}, {"ń", "n"}, {"ò", "o"}, {"ó", "o"}, {"ô", "o"}, {"ö", "o"},
      {"ø", "o"}, {"š", "s"}, {"ś", "s"}, {"ß", "ss"}, {"ù", "u"}, {"ú", "u"}, {"û", "u"}, {"ü", "u"}, {"ż", "z"}, {"ź", "z"}, {"À", "A"}, {"Á", "A"},
      {"Å", "A"}, {"Ä", "A"}, {"Ç", "C"}, {"É", "E"}, {"È", "E"}, {"Ł", "L"}, {"Ñ", "N"}, {"Ó", "O"}, {"Ö", "O"}, {"Š", "S"}, {"Ś", "S"}, {"Ú", "U"},
      {"Ü", "U"}, {"Ż", "Z"}, {"º", "o"}, {"ª", "a"}, {"Ą", "A"}, {"Ę", "E"}, {"Ć", "C"}, {"Ń", "N"}, {"Í", "I"}, {"Î", "I"}, {"Ê", "E"}};
  if (german)
    for (const auto& [from, to] : kGerman) replace_all(out, from, to);
  for (const auto& [from, to] : kPlain) replace_all(out, from, to);
  return out;
}

std::string cut(const std::string& text, size_t letters) {
  size_t end = 0;
  for (; letters > 0 && end < text.size(); --letters)
    do ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80);
  std::string out = text.substr(0, end);
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string phone(const std::string& text, const std::string& how, Country country) {
  std::string digits = digits_of(text);
  if (digits.size() < 7) return text;
  static constexpr const char* kCodes[] = {"33", "44", "49", "34", "48", "99", "1", "31", "39", "46"};
  if (how == "intl" || how == "zerozero") {
    if (digits[0] == '0' && country != Country::kItaly) digits.erase(0, 1);
    return (how == "intl" ? "+" : "00") + std::string(kCodes[static_cast<size_t>(country)]) + digits;
  }
  if (how == "dots")
    for (size_t at = digits.size() % 2 == 0 ? 2 : 3; at < digits.size(); at += 3) digits.insert(at, 1, '.');
  return digits;
}

std::string date(const std::string& iso, const std::string& how) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return iso;  // a slip has been there
  const std::string year = iso.substr(0, 4), month = iso.substr(5, 2), day = iso.substr(8, 2);
  if (how == "us") return month + "/" + day + "/" + year;
  if (how == "eu") return day + "/" + month + "/" + year;
  if (how == "german") return day + "." + month + "." + year;
  if (how == "compact") return year + month + day;
  if (how == "time") return iso + " 00:00:00";
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const size_t number = std::strtoul(month.c_str(), nullptr, 10);
  return number >= 1 && number <= 12 ? std::to_string(std::strtoul(day.c_str(), nullptr, 10)) + " " + kMonths[number - 1] + " " + year : iso;
}

std::string forced(Field field, Rng& rng) {
  if (is_phone(field)) return rng.chance(0.7) ? "0000000000" : "0123456789";
  if (field == Field::kEmail || field == Field::kMailbox) return rng.chance(0.7) ? "none@none.com" : "noreply@example.com";
  if (field == Field::kBirthDate) return "1900-01-01";
  if (field == Field::kPostcode) return "00000";
  return info(field).role == Role::kName ? (rng.chance(0.5) ? "XXX" : "unknown") : "";
}

std::string scientific(const std::string& digits) {
  std::string text = digits.substr(0, 1) + "." + digits.substr(1, 5);
  return text + "E+" + std::to_string(digits.size() - 1);
}

}  // namespace

bool parse_habits(const std::string& text, std::vector<Habit>& out) {
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('+', begin), text.size());
    std::string part = text.substr(begin, end - begin);
    begin = end + 1;
    if (part == "plain") continue;
    Habit habit;
    if (const size_t colon = part.find(':'); colon != std::string::npos) {
      habit.share = std::strtod(part.c_str() + colon + 1, nullptr);
      part.erase(colon);
    }
    if (const size_t digit = part.find_first_of("0123456789"); digit != std::string::npos) {
      habit.number = std::atoi(part.c_str() + digit);
      part.erase(digit);
    }
    if (std::find(std::begin(kHabits), std::end(kHabits), part) == std::end(kHabits)) return false;
    habit.id = part;
    out.push_back(habit);
  }
  return true;
}

std::vector<Habit> drawn_habits(const std::vector<Habit>& all, Rng& rng) {
  std::vector<Habit> drawn;
  for (const Habit& habit : all)
    if (habit.share >= 1 || rng.chance(habit.share)) drawn.push_back(habit);
  return drawn;
}

bool writes_dates(const std::vector<Habit>& habits) {
  return std::any_of(habits.begin(), habits.end(), [](const Habit& habit) { return std::find(std::begin(kDates), std::end(kDates), habit.id) != std::end(kDates); });
}

std::string written(std::string cell, Field field, Country country, const std::vector<Habit>& habits, Rng& rng) {
  const Role role = info(field).role;
  const bool is_name = role == Role::kName;
  for (const Habit& habit : habits) {
    const std::string& id = habit.id;
    if (cell.empty()) {
      if (id == "na") cell = rng.chance(0.5) ? "" : pick(std::vector<std::string>{"N/A", "-", "NULL", "n/a", "?"}, rng);
      else if (id == "dummy" && rng.chance(0.6)) cell = forced(field, rng);
      continue;
    }
    if (id == "upper" && is_name) cell = text::upper(cell);
    else if (id == "lower" && is_name) cell = text::lower(cell);
    else if (id == "ascii" || id == "german-ascii") cell = without_accents(cell, id != "ascii");
    else if (id == "cut" && is_name) cell = cut(cell, static_cast<size_t>(habit.number));
    else if (id == "pad" && is_name) cell += rng.chance(0.5) ? " " : "";
    else if (id == "spaces" && is_name && rng.chance(0.3)) replace_all(cell, " ", "  ");
    else if ((id == "intl" || id == "zerozero" || id == "dots" || id == "bare") && is_phone(field)) cell = phone(cell, id, country);
    else if (std::find(std::begin(kDates), std::end(kDates), id) != std::end(kDates)) cell = date(cell, id);
    else if (id == "nozero" && all_digits(cell)) cell.erase(0, std::min(cell.find_first_not_of('0'), cell.size() - 1));
    else if (id == "science" && all_digits(cell) && cell.size() > 11) cell = scientific(cell);
    else if (id == "comma" && cell.find_first_not_of("0123456789.-") == std::string::npos && std::count(cell.begin(), cell.end(), '.') == 1) cell.replace(cell.find('.'), 1, ",");
    else if (id == "entities") replace_all(cell, "&", "&amp;"), replace_all(cell, "'", "&#39;"), replace_all(cell, "é", "&eacute;");
  }
  return cell;
}

}  // namespace jumelles::worlds
