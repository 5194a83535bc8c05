#include "deliver/xlsx_writer.h"

#include <algorithm>
#include <cstdlib>

#include "core/ascii.h"
#include "core/harmless.h"
#include "deliver/json_rows.h"
#include "deliver/number.h"

namespace jumelles::deliver {
namespace {

constexpr std::string_view kProlog = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006/";
constexpr std::string_view kType = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

// Formats of styles(), in its order.
enum Style : uint8_t { kGeneral, kAsText, kDay, kMoment, kHeader };

constexpr size_t kMostCharacters = 32767;     // of a cell
constexpr size_t kMostAsText = 255;           // longer texts of a cell in text format are shown as #### by some versions
constexpr uint32_t kNarrowest = 6, kWidest = 60;  // of columns that nobody chose

std::string styles() {
  std::string out(kProlog);
  out.append("<styleSheet xmlns=\"").append(kMain).append("\">");
  out += "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>"
         "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font></fonts>"
         "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
         "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE7ECF3\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>"
         "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
         "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
         "<cellXfs count=\"5\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
         // The formats of text, of days and of days with time: the last two are shown as the user's country writes them.
         "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
         "<xf numFmtId=\"14\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
         "<xf numFmtId=\"22\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
         "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\"/></cellXfs>"
         "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";
  return out;
}

std::string package_relations() {
  std::string out(kProlog);
  out.append("<Relationships xmlns=\"").append(kPackage).append("relationships\"><Relationship Id=\"rId1\" Type=\"").append(kOffice);
  out += "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
  return out;
}

// "_x000D_" is how the format writes CR; a text that looks so itself has its first sign written in the same way.
bool looks_escaped(std::string_view text) {
  if (text.size() < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') return false;
  for (const char c : text.substr(2, 4))
    if (!is_digit(c) && !(c >= 'a' && c <= 'f') && !(c >= 'A' && c <= 'F')) return false;
  return true;
}

void append_escaped_sign(uint32_t sign, std::string& out) {
  out += "_x";
  for (int shift = 12; shift >= 0; shift -= 4) out += "0123456789ABCDEF"[(sign >> shift) & 15];
  out += '_';
}

// Bytes of the well-formed character at the start of `text`, 0 where there is none.
size_t character_bytes(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  const size_t wanted = first < 0x80 ? 1 : first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xF0 && first < 0xF5 ? 4 : 0;
  if (wanted == 0 || text.size() < wanted) return 0;
  for (size_t i = 1; i < wanted; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  if ((first == 0xE0 && byte(1) < 0xA0) || (first == 0xED && byte(1) > 0x9F) || (first == 0xF0 && byte(1) < 0x90) || (first == 0xF4 && byte(1) > 0x8F)) return 0;
  return wanted;
}

void append_xml_text(std::string_view text, std::string& out) {
  size_t characters = 0;  // as UTF-16 counts them
  while (!text.empty()) {
    const size_t bytes = character_bytes(text);
    if ((characters += bytes == 4 ? 2 : 1) > kMostCharacters) return;
    const char c = text[0];
    if (bytes == 0) out += "\xEF\xBF\xBD";
    else if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else if (bytes == 1 && static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') append_escaped_sign(static_cast<unsigned char>(c), out);
    else if (c == '_' && looks_escaped(text)) append_escaped_sign('_', out);
    else if (bytes == 3 && text.substr(0, 2) == "\xEF\xBF" && static_cast<unsigned char>(text[2]) >= 0xBE) append_escaped_sign(0xFF40u + static_cast<unsigned char>(text[2]), out);
    else out.append(text.substr(0, bytes));
    text.remove_prefix(std::max<size_t>(bytes, 1));
  }
}

bool is_plain(std::string_view text) {
  bool special = text.size() > kMostCharacters;  // without leaving early: many characters at a time
  for (const char c : text) special |= (static_cast<unsigned char>(c) < 0x20) | (static_cast<unsigned char>(c) >= 0x80) | (c == '&') | (c == '<') | (c == '>') | (c == '_');
  return !special;
}

std::string column_letters(size_t index) {
  std::string out;
  for (size_t n = index + 1; n > 0; n = (n - 1) / 26) out.insert(out.begin(), static_cast<char>('A' + (n - 1) % 26));
  return out;
}

// Three digits, or two: -1 where others are.
int digits_at(std::string_view text, size_t at, size_t count) {
  int value = 0;
  for (size_t i = at; i < at + count; ++i) {
    if (i >= text.size() || !is_digit(text[i])) return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

// Days from 1970-01-01, by the proleptic Gregorian calendar: years from March, so that leap days come last.
int64_t days_from_civil(int year, int month, int day) {
  const int64_t y = year - (month <= 2 ? 1 : 0), era = y / 400, of_era = y - era * 400;
  const int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

}  // namespace

double date_serial(std::string_view text) {
  const int year = digits_at(text, 0, 4), month = digits_at(text, 5, 2), day = digits_at(text, 8, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1 || text[4] != '-' || text[7] != '-') return -1;
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (day > kDays[month - 1] + (leap && month == 2)) return -1;
  constexpr int64_t kEpoch = -25569, kMarch1900 = 61;  // before, Excel has a day that never was
  const int64_t serial = days_from_civil(year, month, day) - kEpoch;
  if (serial < kMarch1900) return -1;
  if (text.size() == 10) return static_cast<double>(serial);
  const int hour = digits_at(text, 11, 2), minute = digits_at(text, 14, 2), second = digits_at(text, 17, 2);
  if (text.size() != 19 || text[10] != ' ' || text[13] != ':' || text[16] != ':' || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
  return static_cast<double>(serial) + (hour * 3600 + minute * 60 + second) / 86400.0;
}

class XlsxWriter::Sheet final : public Rows {
 public:
  Sheet(XlsxWriter& book, std::string name, std::vector<uint32_t> widths) : book_(book), name_(std::move(name)), widths_(std::move(widths)) {}

  bool head(const std::vector<OutputColumn>& columns) override {
    columns_ = columns;
    letters_.clear();
    for (size_t c = 0; c < columns.size(); ++c) letters_.push_back(column_letters(c));
    return open();
  }
  Sheet& text(std::string_view value) override {
    if (value.empty()) return skip();
    put_text(value, value.size() > kMostAsText ? kGeneral : kAsText);
    return *this;
  }
  Sheet& exact(std::string_view value) override { return text(value); }
  Sheet& number(uint64_t value) override {
    char digits[20];
    char* from = digits + sizeof digits;
    do *--from = static_cast<char>('0' + value % 10);
    while ((value /= 10) > 0);
    return put_number({from, static_cast<size_t>(digits + sizeof digits - from)}, kGeneral);
  }
  Sheet& decimal(std::string_view value) override { return fits_double(value) ? put_number(value, kGeneral) : text(value); }
  Sheet& date(std::string_view value) override {
    const double serial = value.size() < 10 ? -1 : date_serial(value);
    if (serial < 0) return text(value);
    if (value.size() == 10) return put_number(std::to_string(static_cast<int64_t>(serial)), kDay);
    return put_number(fixed_text(static_cast<int64_t>(serial * 1e9 + 0.5), 9), kMoment);
  }
  bool end() override {
    if (next_ == 0) begin_row();
    xml_ += "</row>";
    next_ = 0;
    if (row_ >= book_.limits_.rows || bytes_ + xml_.size() > book_.limits_.bytes) has_more_ = true;
    return xml_.size() < kPieceBytes || flush();
  }
  Status finish() override { return close() ? Status() : stopped(); }

 private:
  bool open() {
    const bool first = part_++ == 0;
    const size_t number = book_.sheets_.size() + 1;
    book_.sheets_.push_back({first ? name_ : name_ + " (" + std::to_string(part_) + ")", ""});
    book_.zip_.begin("xl/worksheets/sheet" + std::to_string(number) + ".xml");
    xml_.assign(kProlog).append("<worksheet xmlns=\"").append(kMain).append("\"><sheetViews><sheetView");
    if (number == 1) xml_ += " tabSelected=\"1\"";
    xml_ += " workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
            "<selection pane=\"bottomLeft\" activeCell=\"A2\" sqref=\"A2\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>";
    for (size_t c = 0; c < columns_.size(); ++c) {
      const std::string at = std::to_string(c + 1);
      // A little more than the text: the filter's button stands in the header.
      xml_ += "<col min=\"" + at + "\" max=\"" + at + "\" width=\"" + std::to_string(widths_[c] + 2) + ".7109375\" customWidth=\"1\"/>";
    }
    xml_ += "</cols><sheetData>";
    row_ = bytes_ = 0;
    has_more_ = false;
    for (const OutputColumn& column : columns_) column.label.empty() ? (void)skip() : put_text(column.label, kHeader);
    return end();
  }

  bool close() {
    const std::string area = (letters_.empty() ? "A" : letters_.back()) + "$" + std::to_string(row_);
    std::string plain = area;
    plain.erase(std::remove(plain.begin(), plain.end(), '$'), plain.end());
    book_.sheets_.back().area = "$A$1:$" + area;
    xml_ += "</sheetData><autoFilter ref=\"A1:" + plain + "\"/><pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/>";
    // Zeros, phones and codes are texts on purpose: no green corners.
    xml_ += "<ignoredErrors><ignoredError sqref=\"A1:" + plain + "\" numberStoredAsText=\"1\"/></ignoredErrors></worksheet>";
    return flush() && book_.zip_.end();
  }

  void begin_row() {
    if (has_more_) {
      close();
      open();
    }
    number_ = std::to_string(++row_);
    ((xml_ += "<row r=\"") += number_) += "\">";
  }
  void begin_cell(Style style) {
    if (next_ == 0) begin_row();
    ((xml_ += "<c r=\"") += letters_[next_++]) += number_;
    if (style != kGeneral) (xml_ += "\" s=\"") += static_cast<char>('0' + style);
  }
  Sheet& skip() {
    if (next_ == 0) begin_row();
    ++next_;
    return *this;
  }
  Sheet& put_number(std::string_view value, Style style) {
    begin_cell(style);
    ((xml_ += "\"><v>") += value) += "</v></c>";
    return *this;
  }
  void put_text(std::string_view value, Style style) {
    begin_cell(style);
    const bool spaces = static_cast<unsigned char>(value.front()) <= ' ' || static_cast<unsigned char>(value.back()) <= ' ' || value.find('\n') != std::string_view::npos;
    xml_ += spaces ? "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" : "\" t=\"inlineStr\"><is><t>";
    if (is_plain(value)) xml_ += value;
    else append_xml_text(value, xml_);
    xml_ += "</t></is></c>";
  }
  bool flush() {
    bytes_ += xml_.size();
    const bool more = book_.zip_.write(xml_);
    xml_.clear();
    return more;
  }

  XlsxWriter& book_;
  std::string name_;
  std::vector<uint32_t> widths_;
  std::vector<OutputColumn> columns_;
  std::vector<std::string> letters_;  // of the columns
  std::string xml_, number_;          // `number_`: of the row, as text
  size_t next_ = 0;                   // column
  uint64_t row_ = 0, bytes_ = 0;      // of the sheet
  uint32_t part_ = 0;
  bool has_more_ = false;             // the sheet is full: a further row begins the next
};

XlsxWriter::XlsxWriter(Sink sink, SheetLimits limits) : zip_(std::move(sink)), limits_(limits) {
  const auto whole = [&](const char* name, const std::string& text) { zip_.begin(name), zip_.write(text), zip_.end(); };
  whole("_rels/.rels", package_relations());
  whole("xl/styles.xml", styles());
}

XlsxWriter::~XlsxWriter() = default;

std::shared_ptr<Rows> XlsxWriter::begin_sheet(const std::string& name, std::vector<uint32_t> widths) {
  return std::make_shared<Sheet>(*this, name, std::move(widths));
}

Status XlsxWriter::finish() {
  std::string types(kProlog), relations(kProlog), book(kProlog), names;
  types.append("<Types xmlns=\"").append(kPackage).append("content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>");
  types += "<Default Extension=\"xml\" ContentType=\"application/xml\"/>";
  relations.append("<Relationships xmlns=\"").append(kPackage).append("relationships\">");
  book.append("<workbook xmlns=\"").append(kMain).append("\" xmlns:r=\"").append(kOffice).append("\"><bookViews><workbookView activeTab=\"0\"/></bookViews><sheets>");
  const auto part = [&](const std::string& name, std::string_view type) {
    types.append("<Override PartName=\"/xl/").append(name).append("\" ContentType=\"").append(kType).append(type).append("+xml\"/>");
  };
  const auto relation = [&](size_t id, std::string_view type, const std::string& target) {
    relations += "<Relationship Id=\"rId" + std::to_string(id) + "\" Type=\"";
    relations.append(kOffice).append("/").append(type).append("\" Target=\"").append(target).append("\"/>");
  };
  part("workbook.xml", "sheet.main");
  part("styles.xml", "styles");
  for (size_t s = 0; s < sheets_.size(); ++s) {
    const std::string id = std::to_string(s + 1), file = "worksheets/sheet" + id + ".xml";
    part(file, "worksheet");
    relation(s + 1, "worksheet", file);
    std::string name;
    append_xml_text(sheets_[s].name, name);
    book += "<sheet name=\"" + name + "\" sheetId=\"" + id + "\" r:id=\"rId" + id + "\"/>";
    names += "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"" + std::to_string(s) + "\" hidden=\"1\">'" + name + "'!" + sheets_[s].area + "</definedName>";
  }
  relation(sheets_.size() + 1, "styles", "styles.xml");
  const std::pair<const char*, std::string> parts[] = {{"xl/workbook.xml", book + "</sheets><definedNames>" + names + "</definedNames></workbook>"},
                                                       {"xl/_rels/workbook.xml.rels", relations + "</Relationships>"},
                                                       {"[Content_Types].xml", types + "</Types>"}};
  for (const auto& [name, text] : parts) zip_.begin(name), zip_.write(text), zip_.end();
  return zip_.finish() ? Status() : Rows::stopped();
}

bool WidthRows::head(const std::vector<OutputColumn>& columns) {
  widths_.assign(columns.size(), kNarrowest);
  return Rows::head(columns);
}

WidthRows& WidthRows::text(std::string_view value) {
  const auto characters = std::count_if(value.begin(), value.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  widths_[next_] = std::max(widths_[next_], static_cast<uint32_t>(std::min<int64_t>(characters, kWidest)));
  ++next_;
  return *this;
}

bool WidthRows::end() {
  next_ = 0;
  return true;
}

std::vector<uint32_t> WidthRows::widths() const { return widths_; }

}  // namespace jumelles::deliver
