#include "ingest/json_kinds.h"

#include <algorithm>

#include "core/ascii.h"
#include "ingest/json_dressing.h"
#include "ingest/json_scanner.h"

namespace jumelles::ingest {
namespace {

constexpr size_t kMostLines = 20;
constexpr std::string_view kBlanks = " \t\r";

std::string_view trimmed(std::string_view line) {
  const size_t begin = std::min(line.find_first_not_of(kBlanks), line.size());
  return line.substr(begin, line.find_last_not_of(kBlanks) + 1 - begin);
}

std::string_view take_line(std::string_view& text) {
  const size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return trimmed(line);
}

// Behind the first "{", or npos.
size_t behind_brace(std::string_view text, size_t at) {
  at = skip_json_blanks(text, at);
  if (at < text.size() && text[at] == '[') at = skip_json_blanks(text, at + 1);
  return at < text.size() && text[at] == '{' ? skip_json_blanks(text, at + 1) : std::string_view::npos;
}

bool begins_json(std::string_view text) {
  const size_t at = behind_brace(text, 0);
  return at < text.size() && text[at] == '"';
}

// "[{'name': 'Ann'}]" of Python, "[{name: 'Ann'}]" of JavaScript.
bool is_of_script(std::string_view text) {
  size_t at = behind_brace(text, 0);
  if (at >= text.size()) return false;
  const bool quoted = text[at] == '\'';
  const size_t begin = at += quoted;
  while (at < text.size() && (is_digit(text[at]) || is_lower(text[at]) || is_upper(text[at]) || text[at] == '_' || static_cast<signed char>(text[at]) < 0 ||
                              (quoted && (text[at] == ' ' || text[at] == '-' || text[at] == '.'))))
    ++at;
  if (at == begin || is_digit(text[begin])) return false;
  if (quoted && (at == text.size() || text[at++] != '\'')) return false;
  at = skip_json_blanks(text, at);
  return at < text.size() && text[at] == ':';
}

// The status line of a web answer, and JSON further down.
bool is_below_headers(std::string_view text) {
  if (!text.starts_with("HTTP/")) return false;
  while (!take_line(text).empty()) {}
  const size_t at = skip_json_blanks(text, 0);
  return at < text.size() && (text[at] == '{' || text[at] == '[');
}

// "2024-03-12 10:00:00 INFO {…}" in every line: words that no separator parts, and an object.
bool is_in_log_lines(std::string_view text) {
  size_t lines = 0;
  while (!text.empty() && lines < kMostLines) {
    const bool is_whole = text.find('\n') != std::string_view::npos;
    const std::string_view line = take_line(text);
    if (line.empty() || (!is_whole && lines > 0)) continue;
    const size_t brace = line.find("{\"");
    if (brace == std::string_view::npos || brace == 0 || line.back() != '}') return false;
    const std::string_view before = trimmed(line.substr(0, brace));
    if (before.empty() || before.find(' ') == std::string_view::npos || before.find_first_of(";\t|,\"") != std::string_view::npos) return false;
    ++lines;
  }
  return lines >= 2;
}

// The name of a column, a rule below it, and JSON below that.
bool is_as_printed(std::string_view text) {
  const std::string_view name = take_line(text), rule = take_line(text);
  if (name.empty() || name.find_first_of(" ,;|\t") != std::string_view::npos) return false;
  return rule.size() >= 3 && rule.find_first_not_of('-') == std::string_view::npos && begins_json(text);
}

}  // namespace

std::optional<Error> kind_of_json_text(std::string_view sample, const std::string& path) {
  const auto of_kind = [&](const char* id, const char* message, const char* hint) { return Error{ErrorCode::kUnsupported, id, message, hint, path, 0, {}}; };
  sample.remove_prefix(std::min(sample.find_first_not_of(" \t\r\n"), sample.size()));
  if (is_of_script(sample))
    return of_kind("json.of_script", "This is a list as Python or JavaScript prints it, not JSON: its names are in single quotes, or in none.",
                   "Write it as JSON: with json.dumps in Python, JSON.stringify in JavaScript.");
  if (is_below_headers(sample)) return of_kind("json.below_headers", "This is a web answer with its headers, and JSON below them.", "Save the answer alone: with curl, without -i.");
  if (is_in_log_lines(sample)) return of_kind("json.in_log_lines", "These are lines of a log with JSON in them, not a table.", "Keep of each line what begins with its first brace.");
  if (is_as_printed(sample))
    return of_kind("json.as_printed", "This is JSON as a database program shows it: below the name of its column, and cut into lines.",
                   "Export the query's rows as CSV, or its JSON without the name and the rule (with psql, -At -o FILE).");
  return std::nullopt;
}

}  // namespace jumelles::ingest
