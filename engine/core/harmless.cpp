#include "core/harmless.h"

#include <algorithm>

#include "core/ascii.h"

namespace jumelles {
namespace {

bool begins_formula(std::string_view text) { return !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos; }

std::string_view without_apostrophes(std::string_view text) {
  const size_t first = text.find_first_not_of('\'');
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

// "poste 204", "ext. 12", "x33": what stands behind a phone's number.
bool is_extension(std::string_view text) {
  size_t letters = 0;
  while (letters < text.size() && ((text[letters] >= 'a' && text[letters] <= 'z') || (text[letters] >= 'A' && text[letters] <= 'Z'))) ++letters;
  const std::string_view digits = text.substr(std::min(text.find_first_not_of(" .:", letters), text.size()));
  return letters > 0 && !digits.empty() && digits.size() <= 6 && std::all_of(digits.begin(), digits.end(), is_digit);
}

}  // namespace

bool is_number(std::string_view text) {
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  size_t at = 0, digits = 0, marks = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (is_digit(c)) ++digits;
    else if (c == '.' || c == ',') ++marks;
    else if (c != ' ' || digits == 0 || marks > 0 || at + 1 == text.size()) break;  // blanks part thousands
  }
  if (digits == 0 || marks > 1) return false;
  if (at == text.size()) return true;
  if (text[at] != 'e' && text[at] != 'E') return false;
  ++at;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
  const size_t exponent = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  return at == text.size() && at > exponent;
}

bool is_international_phone(std::string_view text) {
  if (text.empty() || text[0] != '+') return false;
  size_t digits = 0;
  for (size_t at = 1; at < text.size(); ++at) {
    if (is_digit(text[at])) ++digits;
    else if (std::string_view(" .-()/").find(text[at]) != std::string_view::npos) continue;
    else if (is_extension(text.substr(at))) break;
    else return false;
  }
  return digits >= 6 && digits <= 15;  // the most that the numbering of the world allows
}

bool is_plain_decimal(std::string_view text) {
  if (!text.empty() && text[0] == '-') text.remove_prefix(1);
  const size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point), part = point == std::string_view::npos ? "0" : text.substr(point + 1);
  if (whole.empty() || part.empty() || (whole.size() > 1 && whole[0] == '0')) return false;
  for (const std::string_view digits : {whole, part})
    for (const char c : digits)
      if (!is_digit(c)) return false;
  return true;
}

bool is_run_by_spreadsheets(std::string_view text) {
  if (!begins_formula(text)) return false;
  if (text[0] != '+' && text[0] != '-') return true;
  if (is_number(text)) return false;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('|', begin), text.size());
    if (!is_international_phone(text.substr(begin, end - begin))) return true;
    begin = end + 1;
  }
  return false;
}

bool needs_apostrophe(std::string_view text) {
  if (text.empty() || text[0] != '\'') return is_run_by_spreadsheets(text);
  return begins_formula(without_apostrophes(text));
}

std::string_view as_read(std::string_view cell) {
  if (!cell.empty() && cell[0] == '\'' && begins_formula(without_apostrophes(cell))) cell.remove_prefix(1);
  return cell;
}

}  // namespace jumelles
