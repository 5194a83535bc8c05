#include "ingest/text_kinds.h"

#include <algorithm>
#include <map>
#include <vector>

#include "core/ascii.h"

namespace jumelles::ingest {
namespace {

constexpr size_t kMostLines = 400;

std::string_view bare_line(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// The first lines, blank ones among them.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty() && lines.size() < kMostLines) {
    const size_t end = std::min(text.find_first_of("\r\n"), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
    if (text.starts_with("\r\n")) text.remove_prefix(2);
    else if (!text.empty()) text.remove_prefix(1);
  }
  return lines;
}

char small_letter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// `start` in small letters.
bool line_begins(std::string_view text, std::string_view start) {
  return text.size() >= start.size() && std::equal(start.begin(), start.end(), text.begin(), [](char a, char b) { return a == small_letter(b); });
}

template <class List>
bool line_begins_any(std::string_view text, const List& starts) {
  return std::any_of(std::begin(starts), std::end(starts), [&](std::string_view start) { return line_begins(text, start); });
}

bool text_holds(std::string_view text, std::string_view what) {
  return std::search(text.begin(), text.end(), what.begin(), what.end(), [](char a, char b) { return small_letter(a) == b; }) != text.end();
}

class Text {
 public:
  explicit Text(std::string_view sample) : text_(sample), lines_(lines_of(sample)) {
    const auto first = std::find_if(lines_.begin(), lines_.end(), [](auto line) { return !bare_line(line).empty(); });
    if (first != lines_.end()) first_ = bare_line(*first);
    lines_.erase(lines_.begin(), first);
  }
  std::string_view first() const { return first_; }

  bool is_ldif() const {
    for (const std::string_view line : lines_) {
      if (line.empty() || line[0] == '#' || line_begins(line, "version:")) continue;
      return (line_begins(line, "dn:") || line_begins(line, "dn::")) && line.find('=') != std::string_view::npos;
    }
    return false;
  }

  // Statements, below comments; the rows of a COPY are text, which is read.
  bool is_sql() const {
    if (std::any_of(lines_.begin(), lines_.end(), [](std::string_view line) { return line.starts_with("COPY ") && line.find(") FROM stdin") != std::string_view::npos; })) return false;
    static constexpr std::string_view kComments[] = {"--", "/*", "#"};
    static constexpr std::string_view kStatements[] = {"insert into ", "insert ignore ", "replace into ", "create ", "drop ", "set ", "begin", "start transaction", "use ",
                                                       "lock tables", "pragma ", "select pg_catalog", "alter ", "delimiter "};
    static constexpr std::string_view kRows[] = {"insert into ", "insert ignore ", "replace into ", "create table "};
    bool begun = false;
    for (const std::string_view line : lines_) {
      const std::string_view text = bare_line(line);
      if (text.empty() || line_begins_any(text, kComments)) continue;
      if (!begun && !line_begins_any(text, kStatements)) return false;
      begun = true;
      if (line_begins_any(text, kRows) && (text_holds(text_, " values") || text_holds(text_, ")values") || text.find(';') != std::string_view::npos || text.ends_with('('))) return true;
    }
    return false;
  }

  bool is_web_page() const {
    static constexpr std::string_view kTags[] = {"<!doctype html", "<html", "<head", "<body", "<meta", "<style", "<table", "<tr", "<thead", "<tbody", "<div", "<center", "<p>", "<!--", "<font"};
    return line_begins_any(first_, kTags) && (text_holds(text_, "<table") || text_holds(text_, "<tr") || text_holds(text_, "<td") || text_holds(text_, "<html"));
  }

  // An element that is closed somewhere, at the very beginning.
  bool is_xml() const {
    if (line_begins(first_, "<?xml")) return true;
    size_t lines = 0, tagged = 0;
    for (const std::string_view line : lines_) {
      lines += !bare_line(line).empty();
      tagged += bare_line(line).starts_with('<');
    }
    if (tagged * 2 < lines) return false;
    if (first_.size() < 3 || first_[0] != '<' || small_letter(first_[1]) < 'a' || small_letter(first_[1]) > 'z') return false;
    const size_t end = first_.find_first_of(" \t>/");
    return end != std::string_view::npos && first_.find('@') == std::string_view::npos && text_.find("</") != std::string_view::npos &&
           std::all_of(first_.begin() + 1, first_.begin() + static_cast<std::ptrdiff_t>(end), [](char c) { return is_digit(c) || (small_letter(c) >= 'a' && small_letter(c) <= 'z') || c == ':' || c == '_' || c == '-'; });
  }

  // Names of headers, of which a mail has some in a row.
  size_t mail_headers() const {
    static constexpr std::string_view kHeaders[] = {"from:", "to:", "cc:", "subject:", "date:", "received:", "return-path:", "delivered-to:", "message-id:", "mime-version:",
                                                    "content-type:", "reply-to:", "x-", "dkim-signature:", "content-transfer-encoding:", "sender:", "thread-"};
    size_t count = 0;
    for (size_t i = line_begins(first_, "from ") ? 1 : 0; i < lines_.size() && !lines_[i].empty(); ++i) {
      if (lines_[i][0] == ' ' || lines_[i][0] == '\t') continue;
      if (!line_begins_any(lines_[i], kHeaders)) return 0;
      ++count;
    }
    return count;
  }

  bool is_web_archive() const { return mail_headers() >= 2 && text_holds(text_, "mime-version:") && (text_holds(text_, "multipart/related") || text_holds(text_, "x-document-type:")); }

  // "ID;PWXL" and records of a letter or two ("C;Y1;X1;K...").
  bool is_sylk() const {
    if (!first_.starts_with("ID;P")) return false;
    size_t records = 0, seen = 0;
    for (size_t i = 1; i < lines_.size() && seen < 20; ++i) {
      if (lines_[i].empty()) continue;
      ++seen;
      const std::string_view line = lines_[i];
      const size_t name = line.find(';');
      const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
      records += line == "E" || ((name == 1 || name == 2) && line.size() > name + 1 && is_capital(line[0]) && is_capital(line[name - 1]) && is_capital(line[name + 1]));
    }
    return seen > 0 && records == seen;
  }

  bool is_dif() const { return first_ == "TABLE" && lines_.size() > 2 && lines_[1].starts_with("0,1") && lines_[2].starts_with('"'); }

  // "- name: value" or "name:" at the left, further names further right.
  bool is_yaml() const {
    size_t lines = 0, named = 0, items = 0, indented = 0;
    for (const std::string_view line : lines_) {
      std::string_view text = bare_line(line);
      if (text.empty() || text[0] == '#' || text == "---") continue;
      ++lines;
      const bool item = text.starts_with("- ");
      items += item;
      indented += line[0] == ' ' && !item;
      if (item) text = bare_line(text.substr(2));
      const size_t colon = text.find(':');
      named += colon != std::string_view::npos && colon > 0 && (colon + 1 == text.size() || text[colon + 1] == ' ') &&
               std::none_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) { return c == ' ' || c == ';' || c == ',' || c == '\t'; });
    }
    return lines >= 3 && named * 10 >= lines * 9 && items > 0 && indented > 0;
  }

  // "Name : value" line by line, the same names again and again; "-[ RECORD 1 ]---" of psql and "*** 1. row ***" of MySQL.
  bool stands_over_lines() const {
    if (first_.starts_with("-[ RECORD ") || (first_.starts_with("***") && first_.find(" 1. row ***") != std::string_view::npos)) return true;
    std::map<std::string_view, size_t> names;
    size_t lines = 0;
    for (const std::string_view line : lines_) {
      if (bare_line(line).empty()) continue;
      ++lines;
      if (line.find('\t') != std::string_view::npos) return false;
      const size_t mark = line.find_first_of(":=;,|");
      if (mark == std::string_view::npos || mark == 0 || mark > 40 || (line[mark] != ':' && line[mark] != '=')) continue;
      if (mark + 1 == line.size() || line[mark + 1] == ' ') ++names[bare_line(line.substr(0, mark))];
    }
    size_t most = 0, again = 0, kinds = 0;
    for (const auto& [name, count] : names) most = std::max(most, count);
    for (const auto& [name, count] : names)
      if (count >= 2 && count * 5 >= most) again += count, ++kinds;
    return kinds >= 2 && again * 10 >= lines * 7 && names.count(name_of(first_)) > 0 && kinds * 2 <= again;
  }

 private:
  static std::string_view name_of(std::string_view line) { return bare_line(line.substr(0, std::min(line.find_first_of(":="), line.size()))); }

  std::string_view text_, first_;
  std::vector<std::string_view> lines_;
};

constexpr const char* kSaveInSpreadsheet = "Open it in Excel or LibreOffice and save it as .xlsx.";

}  // namespace

std::optional<Error> kind_of_text(std::string_view sample, const std::string& path) {
  const Text text(sample);
  const auto of_kind = [&](const char* id, const char* message, const char* hint) { return Error{ErrorCode::kUnsupported, id, message, hint, path, 0, {}}; };
  if (line_begins(text.first(), "begin:vcard"))
    return of_kind("file.vcard", "These are contact cards (vCard), not a table.", "Import them into an address book, and export that as CSV.");
  if (line_begins(text.first(), "begin:vcalendar")) return of_kind("file.calendar", "This is a calendar (iCalendar), not a table.", "Export its list as CSV.");
  if (text.is_ldif()) return of_kind("file.ldif", "This is a directory export (LDIF), not a table.", "Export the directory as CSV, with one row per entry.");
  if (text.is_sql()) return of_kind("file.sql", "These are SQL statements, not a table.", "Export the table as CSV from the database instead.");
  if (text.is_web_archive()) return of_kind("file.web_archive", "This is a web page saved as an archive, not a table.", kSaveInSpreadsheet);
  if (text.mail_headers() >= 3) return of_kind("file.mail", "This is an e-mail, not a table.", "Save the file that is attached to it, and give that.");
  if (text.is_web_page()) return of_kind("file.web_page", "This is a web page (HTML), not a table of text.",
                                            "If it holds the table, open it in Excel or LibreOffice and save it as .xlsx; if not, download the file again.");
  if (text.is_xml()) return of_kind("file.xml", "This is an XML document, not a table.", "Open it in Excel and save it as .xlsx, or export it as CSV or JSON.");
  if (text.is_sylk()) return of_kind("file.sylk", "This is an old spreadsheet format (SYLK), which is not read here.", kSaveInSpreadsheet);
  if (text.is_dif()) return of_kind("file.dif", "This is an old spreadsheet format (DIF), which is not read here.", kSaveInSpreadsheet);
  if (text.is_yaml()) return of_kind("file.yaml", "This is YAML, not a table.", "Export it as CSV or JSON instead.");
  if (text.stands_over_lines())
    return of_kind("file.records_over_lines", "Each record stands over several lines (\"Name: value\"), not in a row.", "Export it as a table: one row per record, one column per name.");
  return std::nullopt;
}

}  // namespace jumelles::ingest
