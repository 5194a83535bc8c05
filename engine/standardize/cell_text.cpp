#include "standardize/cell_text.h"

#include "standardize/words.h"
#include "text/utf8.h"

namespace jumelles::standardize {
namespace {

bool has_no_width(char32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF;
}

bool is_dash(char32_t c) { return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63; }

constexpr size_t kLongestNumber = 30;  // digits: codes have fewer

}  // namespace

void plain_text(std::string_view original, std::string& out) {
  out.clear();
  for (size_t at = 0; at < original.size();) {
    const char32_t c = text::decode(original, at);
    if (c == '\n' || c == '\r' || c == '\t') out.push_back(static_cast<char>(c));
    else if (c >= 0x1C && c < 0x20) out.push_back('\n');  // what separates the values of a repeating field
    else if (c < 0x80) out.push_back(c < 0x20 ? ' ' : static_cast<char>(c));
    else if (has_no_width(c) || c == text::kReplacement) continue;
    else if (c >= 0xFF01 && c <= 0xFF5E) out.push_back(static_cast<char>(c - 0xFF01 + '!'));
    else if (c == 0xFE6B) out.push_back('@');
    else if (is_dash(c)) out.push_back('-');
    else if (text::is_space(c)) out.push_back(' ');
    else text::append_utf8(out, c);
  }
}

ScientificNumber read_scientific(std::string_view text) {
  ScientificNumber number;
  std::string_view s = trim(text);
  if (!s.empty() && s.front() == '+') s.remove_prefix(1);
  size_t at = 0, decimals = 0;
  const auto take_digits = [&] {
    const size_t begin = at;
    while (at < s.size() && is_digit(s[at])) number.digits.push_back(s[at++]);
    return at - begin;
  };
  if (take_digits() != 1) return number;  // one digit in front of the point
  if (at < s.size() && (s[at] == '.' || s[at] == ',')) {
    ++at;
    decimals = take_digits();
    if (decimals == 0) return number;
  }
  if (at >= s.size() || (s[at] != 'e' && s[at] != 'E')) return number;
  ++at;
  if (at < s.size() && s[at] == '+') ++at;
  size_t exponent = 0, exponent_digits = 0;
  while (at < s.size() && is_digit(s[at]) && exponent_digits < 3) {
    exponent = exponent * 10 + static_cast<size_t>(s[at++] - '0');
    ++exponent_digits;
  }
  // "1E2" may be a code of its own; a number of thousands would not be written so.
  if (at != s.size() || exponent_digits == 0 || exponent < 5 || exponent > kLongestNumber) return number;
  number.found = true;
  number.exponent = exponent;
  // As many decimals as the exponent, and those behind are zero. With fewer, digits may have been rounded away.
  if (decimals < exponent || number.digits.find_first_not_of('0', exponent + 1) != std::string::npos) {
    if (number.digits.size() > exponent + 1) number.digits.resize(exponent + 1);
    number.digits.pop_back();
    return number;
  }
  number.exact = true;
  number.digits.resize(exponent + 1);
  return number;
}

bool may_be_rounded(std::string_view digits) {
  return digits.size() >= 9 && all_digits(digits) && digits.find_first_not_of('0', kShownDigits) == std::string_view::npos;
}

void keep_unread(std::string_view original, Trace* trace, CleanValue& out) {
  out.clean = squeezed(original, trace);
  out.comparison.clear();
  out.status = CleanStatus::kInvalid;
  out.validity = Validity::kInvalid;
}

std::string squeezed(std::string_view original, Trace* trace) {
  std::string text = text::squeeze(original);
  step(trace, original, text, "text.blanks");
  return text;
}

}  // namespace jumelles::standardize
