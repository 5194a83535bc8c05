// What programs left in values: they wrote the form of a value into the value, or something else in its place.

#include <algorithm>
#include <array>

#include "core/ascii.h"
#include "standardize/suspect_checks.h"
#include "standardize/words.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace jumelles::standardize {
namespace {

constexpr std::string_view kLeftOver = "left_over", kUnfilled = "unfilled_variable", kInjection = "injection", kSwallowed = "swallowed_fields";

bool begins(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }
bool ends_in(std::string_view text, std::string_view with) { return text.size() >= with.size() && text.substr(text.size() - with.size()) == with; }
bool contains(std::string_view text, std::string_view what) { return text.find(what) != std::string_view::npos; }

int hex_of(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = static_cast<char>(c | 32);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool is_utf8(std::string_view text) {
  for (size_t at = 0; at < text.size();)
    if (text::decode(text, at) == text::kReplacement) return false;
  return true;
}

// ---- attacks and the formulas of those who look for a hole

bool is_injection(std::string_view value) {
  static constexpr std::array<std::string_view, 15> kParts{"<script", "javascript:", "onerror=", "onload=", "${jndi:", "' or '", "\" or \"", "union select ", "drop table ",
                                                           "; delete from", "<iframe", "<svg", "' or 1=1", "' and '1'='1", "sleep("};
  const std::string low = text::lower(value);
  if (std::any_of(kParts.begin(), kParts.end(), [&](std::string_view part) { return contains(low, part); })) return true;
  if (ends_in(low, "'--") || ends_in(low, "'#") || ends_in(low, "' --")) return true;
  // A formula: "=1+1", "@SUM(1+1)*cmd|' /C calc'!A0"; a text marker is none.
  if (low.size() > 2 && low[0] == '=' && low[1] != '"' && low[1] != '?') return low.find_first_of("(+*-/") != std::string::npos;
  return (low[0] == '@' || low[0] == '+' || low[0] == '-') && contains(low, "cmd|");
}

// ---- variables that nobody filled in

bool is_unfilled(std::string_view value) {
  struct Pair { std::string_view open, close; };
  static constexpr std::array<Pair, 9> kPairs{{{"{{", "}}"}, {"${", "}"}, {"#{", "}"}, {"<%", "%>"}, {"[[", "]]"}, {"*|", "|*"}, {"{%", "%}"}, {"@@", "@@"}, {"<?", "?>"}}};
  for (const Pair& pair : kPairs)
    if (const size_t at = value.find(pair.open); at != std::string_view::npos && value.find(pair.close, at + pair.open.size()) != std::string_view::npos) return true;
  // "%NOM%", "{prenom}", "$name$": the whole value.
  const auto is_name = [](std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return is_lower(c) || is_upper(c) || is_digit(c) || c == '_' || c == '.' || c == '-'; });
  };
  const auto between = [&](char open, char close) { return value.size() > 2 && value.front() == open && value.back() == close && is_name(value.substr(1, value.size() - 2)); };
  return between('%', '%') || between('{', '}') || between('$', '$') || value == "undefined" || value == "[object Object]";
}

// ---- separators and what stood behind them

Suspicion swallowed(std::string_view value) {
  static constexpr std::string_view kSeparators[] = {"\";\"", "\",\"", "';'", "\"\t\"", "\"|\""};
  for (const std::string_view separator : kSeparators)
    if (const size_t at = value.find(separator); at != std::string_view::npos) return {kSwallowed, std::string(trim(value.substr(0, at)))};
  return {};
}

// ---- the form of a program's value

// Tags taken out, those that break lines become ", ".
bool take_tags(std::string& text) {
  std::string out;
  bool found = false;
  for (size_t at = 0; at < text.size(); ++at) {
    const size_t close = text[at] == '<' ? text.find('>', at) : std::string::npos;
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    if (close == std::string::npos || !(is_lower(next) || is_upper(next) || next == '/' || next == '!') || contains(std::string_view(text).substr(at, close - at), "@")) {
      out += text[at];
      continue;
    }
    const std::string tag = text::lower(std::string_view(text).substr(at + 1, close - at - 1));
    const bool breaks = begins(tag, "br") || begins(tag, "p") || begins(tag, "/p") || begins(tag, "div") || begins(tag, "/div");
    if (breaks && !out.empty()) out += ", ";
    found = true;
    at = close;
  }
  text = std::move(out);
  return found;
}

// "%C3%A9", "+" for blanks beside them or in an address without any.
bool take_percents(std::string& text, bool plus_is_blank) {
  std::string out;
  bool found = false;
  for (size_t at = 0; at < text.size(); ++at) {
    const int high = text[at] == '%' && at + 2 < text.size() ? hex_of(text[at + 1]) : -1, low = high < 0 ? -1 : hex_of(text[at + 2]);
    if (low < 0 || high * 16 + low < 32) {
      out += text[at];
      continue;
    }
    out += static_cast<char>(high * 16 + low);
    found = true;
    at += 2;
  }
  const bool blank = text.find(' ') != std::string::npos;
  const auto joins = [&](size_t at) { return at > 0 && at + 1 < out.size() && out[at - 1] != ' ' && out[at + 1] != ' '; };
  if (!blank && (found || plus_is_blank))
    for (size_t at = out.find('+'); at != std::string::npos; at = out.find('+', at + 1))
      if (joins(at)) out[at] = ' ', found = true;
  if (!found || !is_utf8(out)) return false;
  text = std::move(out);
  return true;
}

void append_point(std::string& out, uint32_t point) {
  if (point < 0x80) out += static_cast<char>(point);
  else if (point < 0x800) (out += static_cast<char>(0xC0 | (point >> 6))) += static_cast<char>(0x80 | (point & 63));
  else ((out += static_cast<char>(0xE0 | (point >> 12))) += static_cast<char>(0x80 | ((point >> 6) & 63))) += static_cast<char>(0x80 | (point & 63));
}

// "\u00e9", "\xe9", "\'", "\n" written as two signs.
bool take_escapes(std::string& text) {
  std::string out;
  bool found = false;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\') {
      out += text[at];
      continue;
    }
    size_t next = at + 1;
    while (next < text.size() && text[next] == '\\') ++next;
    if (next == text.size()) return false;
    const char c = text[next];
    const size_t digits = c == 'u' ? 4 : c == 'x' ? 2 : 0;
    if (digits > 0 && next + digits < text.size() && std::all_of(text.begin() + static_cast<std::ptrdiff_t>(next) + 1, text.begin() + static_cast<std::ptrdiff_t>(next + 1 + digits), [](char d) { return hex_of(d) >= 0; })) {
      uint32_t point = 0;
      for (size_t i = 1; i <= digits; ++i) point = point * 16 + static_cast<uint32_t>(hex_of(text[next + i]));
      if (point < 32 || (point >= 0xD800 && point < 0xE000)) return false;
      append_point(out, point);
      at = next + digits;
    } else if (c == '\'' || c == '"' || c == '/') {
      out += c;
      at = next;
    } else if (c == 'n' || c == 'r' || c == 't') {
      if (!out.empty() && !ends_in(out, ", ")) out += ", ";
      at = next;
    } else {
      return false;
    }
    found = true;
  }
  if (found) text = std::move(out);
  return found;
}

// "['x']", "{"value":"x"}", "a:1:{i:0;s:1:"x";}", "(x,)": what is in the last quotes, or before the comma.
bool take_brackets(std::string& text) {
  const char first = text.front(), last = text.back();
  const bool closed = (first == '[' && last == ']') || (first == '{' && last == '}') || (first == '(' && last == ')');
  const bool php = text.size() > 4 && (first == 'a' || first == 's') && text[1] == ':' && is_digit(text[2]) && (last == '}' || last == ';');
  if (!closed && !php) return false;
  const size_t end = text.find_last_of("\"'");
  if (end != std::string::npos && end > 0) {
    const size_t begin = text.rfind(text[end], end - 1);
    if (begin == std::string::npos || end == begin + 1) return false;
    text = text.substr(begin + 1, end - begin - 1);
    return true;
  }
  if (first != '(' || !ends_in(text, ",)") || text.size() < 4) return false;
  text = text.substr(1, text.size() - 3);
  return true;
}

// "='06'", "'06": put in front so that a spreadsheet keeps the zero. "'t Hart" is a name.
bool take_text_marker(std::string& text) {
  if (text.size() > 3 && begins(text, "=\"") && text.back() == '"') {
    text = text.substr(2, text.size() - 3);
    return true;
  }
  if (text.size() < 3 || (text[0] != '\'' && text[0] != '`') || !(is_digit(text[1]) || text[1] == '+' || text[1] == '(')) return false;
  text.erase(0, 1);
  if (text.back() == '\'') text.pop_back();
  return true;
}

// An address as mail programs and web pages write it.
bool take_mail_form(std::string& text) {
  if (std::count(text.begin(), text.end(), '@') > 2) return false;
  std::string left = text;
  static constexpr std::string_view kSchemes[] = {"mailto:", "http://", "https://", "www."};
  for (const std::string_view scheme : kSchemes)
    if (const size_t at = text::lower(left).rfind(scheme); at != std::string::npos && left.find('@', at) != std::string::npos) left.erase(0, at + scheme.size());
  if (const size_t open = left.rfind('<'); open != std::string::npos && left.find('@', open) != std::string::npos) left.erase(0, open + 1);
  while (!left.empty() && std::string_view(";,<>)] ").find(left.back()) != std::string_view::npos) left.pop_back();
  while (!left.empty() && std::string_view(";,<([ ").find(left.front()) != std::string_view::npos) left.erase(0, 1);
  if (left == text || std::count(left.begin(), left.end(), '@') != 1 || left.find_first_of(" <>()[]") != std::string::npos) return false;
  text = std::move(left);
  return true;
}

// Separators at the ends, and quotes that nothing closes: "Martin;", ",Lyon".
bool take_separators(std::string& text) {
  if (contains(text, "&")) return false;  // "Libert&eacute;"
  const bool open = std::count(text.begin(), text.end(), '"') % 2 != 0;
  std::string_view left = text;
  const auto separates = [&](char c) { return c == ',' || c == ';' || c == '|' || c == ' ' || (open && c == '"'); };
  while (!left.empty() && separates(left.front())) left.remove_prefix(1);
  while (!left.empty() && separates(left.back())) left.remove_suffix(1);
  if (left.size() == text.size() || left.empty()) return false;
  text = std::string(left);
  return true;
}

Suspicion of_email(std::string_view value, const Signs& signs) {
  std::string text(value);
  bool taken = take_brackets(text) || take_text_marker(text);
  if (signs.has(kSignPlus) && contains(text, "%40")) taken = take_percents(text, false) || taken;
  if (contains(text, "@")) taken = take_mail_form(text) || taken;
  return taken && text != value ? Suspicion{kLeftOver, std::string(trim(text))} : Suspicion{};
}

}  // namespace

Suspicion suspect_leftover(const AttributeTypeInfo& type, std::string_view value, const Signs& signs) {
  const bool is_web = type.cleaning == Cleaning::kEmail && begins(value, "www.");
  if (!signs.has(kSignOfMarkup | kSignPlus) && !is_web) return {};
  if (type.cleaning == Cleaning::kEmail) return is_unfilled(value) ? Suspicion{kUnfilled, {}} : of_email(value, signs);
  const bool words = type.cleaning == Cleaning::kPersonName || type.cleaning == Cleaning::kCompanyName || type.cleaning == Cleaning::kCity || type.cleaning == Cleaning::kStreet;
  if (words && is_injection(value)) return {kInjection, {}};
  if (is_unfilled(value)) return {kUnfilled, {}};
  if (Suspicion found = swallowed(value)) return found;
  std::string text(value);
  bool taken = take_brackets(text);
  taken = take_text_marker(text) || taken;
  if (words) {
    if (contains(text, "<")) taken = take_tags(text) || taken;
    if (contains(text, "\\")) taken = take_escapes(text) || taken;
    taken = take_separators(text) || taken;
    if (signs.has(kSignPlus)) taken = take_percents(text, type.cleaning == Cleaning::kStreet || type.cleaning == Cleaning::kCity) || taken;
  }
  return taken ? Suspicion{kLeftOver, std::string(trim(text))} : Suspicion{};
}

}  // namespace jumelles::standardize
