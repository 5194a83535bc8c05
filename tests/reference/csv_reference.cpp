#include "reference/csv_reference.h"

namespace jumelles::reference {
namespace {

std::string without_backslashes(const std::string& cell) {
  if (cell == "\\N") return {};
  std::string out;
  for (size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] != '\\' || i + 1 == cell.size()) {
      out += cell[i];
      continue;
    }
    switch (cell[++i]) {
      case 'n': out += '\n'; break;
      case 't': out += '\t'; break;
      case 'r': out += '\r'; break;
      case '0': out += ' '; break;
      default: out += cell[i];
    }
  }
  return out;
}

struct Reader {
  const std::string& text;
  const std::string& separator;
  bool escapes;
  size_t at = 0;
  uint64_t line = 1;

  bool at_end() const { return at >= text.size(); }
  bool at_line_end() const { return !at_end() && (text[at] == '\n' || text[at] == '\r'); }

  bool at_separator() const { return text.compare(at, separator.size(), separator) == 0; }

  // A backslash and what it takes, to the cell as it stands.
  bool escaped(std::string& cell) {
    if (!escapes || at_end() || text[at] != '\\') return false;
    cell += text[at++];
    if (at_line_end()) {
      const size_t from = at;
      skip_line_end();
      cell += text.substr(from, at - from);
    } else if (!at_end()) {
      cell += text[at++];
    }
    return true;
  }

  void skip_line_end() {
    if (at_end()) return;
    const bool pair = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
    at += pair ? 2 : 1;
    ++line;
  }

  // false: unbalanced; then the reader stands behind the line of the opening quote.
  bool quoted_cell(std::string& cell) {
    const size_t opening = at;
    const uint64_t opening_line = line;
    bool closed = false;
    ++at;
    while (!at_end() && !closed) {
      if (escaped(cell)) continue;
      if (text[at] == '"' && at + 1 < text.size() && text[at + 1] == '"') {
        cell += '"';
        at += 2;
      } else if (text[at] == '"') {
        closed = true;
        ++at;
      } else if (at_line_end()) {
        const size_t from = at;
        skip_line_end();
        cell += text.substr(from, at - from);
      } else {
        cell += text[at++];
      }
    }
    const bool goes_on = closed && !at_end() && !at_line_end() && !at_separator();
    if (!closed || (goes_on && line > opening_line)) {
      at = opening;
      line = opening_line;
      while (!at_end() && !at_line_end()) ++at;
      skip_line_end();
      return false;
    }
    plain_cell(cell);
    return true;
  }

  void plain_cell(std::string& cell) {
    while (!at_end() && !at_line_end() && !at_separator())
      if (!escaped(cell)) cell += text[at++];
  }

  CsvReferenceRow row() {
    CsvReferenceRow out;
    out.line = line;
    for (;;) {
      std::string cell;
      if (!at_end() && text[at] == '"') {
        if (!quoted_cell(cell)) return {out.line, true, {}};
      } else {
        plain_cell(cell);
      }
      out.cells.push_back(escapes ? without_backslashes(cell) : cell);
      if (at_end() || at_line_end()) break;
      at += separator.size();
    }
    skip_line_end();
    return out;
  }
};

}  // namespace

std::vector<CsvReferenceRow> read_csv_reference(const std::string& text, const std::string& separator, bool escapes) {
  std::vector<CsvReferenceRow> rows;
  Reader reader{text, separator, escapes};
  while (!reader.at_end()) {
    if (reader.at_line_end()) {
      reader.skip_line_end();
      continue;
    }
    rows.push_back(reader.row());
  }
  return rows;
}

}  // namespace jumelles::reference
