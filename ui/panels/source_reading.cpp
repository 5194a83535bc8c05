#include "panels/source_reading.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "app/commands.h"
#include "i18n/text.h"
#include "icons.h"
#include "widgets/text_field.h"

namespace jumelles::ui {
namespace {

using protocol::SourceSummary;

// How a file is read, as it is now; a choice changes one of them, and the others stay.
protocol::SetDialect present_dialect(const SourceSummary& source) {
  protocol::SetDialect out{source.name, source.format == "xlsx" ? "" : source.encoding, "", ""};
  if (source.format == "csv") out.separator = source.separator;
  if (source.format == "csv" || source.format == "xlsx") out.header = source.has_header ? "yes" : "no";
  out.table = source.table;
  if (source.has_header && source.format != "json" && source.format != "ndjson") out.header_line = source.header_line;
  return out;
}

// How the file is read, one list per question. In a narrow window they go on in a second line.
class DialectRow {
 public:
  DialectRow(Panel& panel, float x, float y, float right) : panel_(panel), left_(x), x_(x), y_(y), right_(right) {}

  // The chosen index when somebody chooses.
  // `words`: the question, where the key alone does not say it.
  std::optional<size_t> ask(const char* key, const std::vector<Choice>& choices, size_t selected, const char* words = nullptr) {
    ComboOptions options{.prefix = tr(std::string("sources.") + (words != nullptr ? words : key))};
    options.name = options.prefix;
    const float width = std::min(kMost, combo_width(panel_.ui, selected < choices.size() ? choices[selected].text : "", options));
    make_room(width);
    const Rect place{x_, y_, width, size::kButtonDense};
    x_ += width + 8;
    return combo(panel_.ui, std::string("sources/") + key, place, choices, selected, options);
  }
  void make_room(float width) {
    if (x_ > left_ && x_ + width > right_) x_ = left_, y_ += size::kButtonDense + 8;
  }
  float x() const { return x_; }
  float y() const { return y_; }

 private:
  static constexpr float kMost = 320;
  Panel& panel_;
  float left_, x_, y_, right_;
};

void rank_choice(Panel& panel, DialectRow& row) {
  const size_t count = panel.client.summary().sources.size();
  if (count < 2) return;
  std::vector<Choice> ranks;
  for (size_t i = 0; i < count; ++i) ranks.push_back({std::to_string(i), tr("sources.rank", {number(i + 1), number(count)})});
  if (const auto chosen = row.ask("trust", ranks, panel.view.source)) {
    panel.client.send(protocol::MoveSource{panel.client.summary().sources[panel.view.source].name, static_cast<uint32_t>(*chosen)});
    panel.view.source = static_cast<uint32_t>(*chosen);
  }
}

Choice choice_of(const protocol::TableSummary& table) {
  std::string words = table.name;
  if (table.row_count > 0) words += " · " + tr_count("sources.rows", table.row_count);
  if (table.hidden) words += " · " + tr("sources.hidden");
  return {table.name, std::move(words)};
}

// A source of its own for a table of the file that none is yet.
void table_addition(Panel& panel, const SourceSummary& source, DialectRow& row) {
  std::vector<Choice> others;
  for (const protocol::TableSummary& table : source.tables) {
    const auto reads_it = [&](const SourceSummary& s) { return s.file_name == source.file_name && s.size_bytes == source.size_bytes && s.table == table.name; };
    const auto& sources = panel.client.summary().sources;
    if (std::none_of(sources.begin(), sources.end(), reads_it)) others.push_back(choice_of(table));
  }
  if (others.empty()) return;
  if (const auto chosen = row.ask("table_add", others, others.size(), source.tables[0].is_list ? "list_add" : nullptr)) panel.client.send(protocol::AddTable{source.name, others[*chosen].id});
}

void table_choice(Panel& panel, const SourceSummary& source, DialectRow& row) {
  if (source.tables.size() < 2) return;
  std::vector<Choice> tables;
  for (const protocol::TableSummary& table : source.tables) tables.push_back(choice_of(table));
  if (const auto chosen = row.ask("table", tables, index_of(tables, source.table), source.tables[0].is_list ? "list" : nullptr)) {
    protocol::SetDialect dialect = present_dialect(source);
    dialect.table = tables[*chosen].id;
    dialect.header.clear(), dialect.header_line = 0;  // another table has its own
    panel.client.send(dialect);
  }
  table_addition(panel, source, row);
}

void header_choice(Panel& panel, const SourceSummary& source, DialectRow& row) {
  constexpr uint64_t kLines = 12, kBeyond = 4;
  std::vector<Choice> headers{{"0", tr("header.no")}};
  for (uint64_t line = 1; line <= std::max(kLines, source.header_line + kBeyond); ++line) headers.push_back({std::to_string(line), tr("header.line", {number(line)})});
  if (const auto chosen = row.ask("header", headers, source.has_header ? std::max<uint64_t>(1, source.header_line) : 0)) {
    protocol::SetDialect dialect = present_dialect(source);
    dialect.header = *chosen == 0 ? "no" : "yes";
    dialect.header_line = *chosen;
    panel.client.send(dialect);
  }
}

// What is not in the list and yet is so is named as it is.
size_t with_present(std::vector<Choice>& choices, const std::string& present) {
  const size_t at = index_of(choices, present);
  if (at == choices.size() && !present.empty()) choices.push_back({present, present});
  return at;
}

// While its name is typed.
float draw_source_name(Panel& panel, const SourceSummary& source, float x, float y, float width) {
  View& view = panel.view;
  if (view.renamed_source != source.name) return y;
  const TextFieldOptions options{.name = tr("sources.name"), .placeholder = tr("sources.name"), .ink = kDenseStrong};
  const EditedText edited = edited_text(panel.ui, "sources/name", {x, y, std::min(320.0f, width), size::kButtonDense}, source.name, view.typed_source_name, options);
  if (edited.taken && !edited.taken->empty()) panel.client.send(protocol::RenameSource{source.name, *edited.taken});
  if (edited.ended) view.renamed_source.clear();
  return y + 40;
}

}  // namespace

float draw_reading_choices(Panel& panel, const SourceSummary& source, float x, float y, float width) {
  Ui& ui = panel.ui;
  y = draw_source_name(panel, source, x, y, width);
  float right = x + width;
  std::vector<Choice> encodings{{"utf-8", "UTF-8"}, {"windows-1252", "Windows-1252"}, {"iso-8859-15", "ISO-8859-15"}, {"macintosh", "Mac Roman"},
                                {"cp850", "DOS (CP850)"}, {"windows-1250", tr("encoding.central_europe")}, {"utf-16le", "UTF-16 LE"}, {"utf-16be", "UTF-16 BE"}};
  std::vector<Choice> separators{{";", tr("separator.semicolon")}, {",", tr("separator.comma")}, {"\t", tr("separator.tab")}, {"|", tr("separator.bar")}};
  // Those that nobody sees have names.
  if (const std::string& present = source.separator; !present.empty() && present != "\t" && static_cast<unsigned char>(present[0]) <= ' ')
    separators.push_back({present, tr(present[0] == ' ' ? "separator.blanks" : "separator.control")});
  DialectRow row(panel, x, y, right - 72);
  table_choice(panel, source, row);
  const size_t encoding = with_present(encodings, source.encoding), separator = with_present(separators, source.separator);
  if (source.format != "xlsx")
    if (const auto chosen = row.ask("encoding", encodings, encoding)) {
      protocol::SetDialect dialect = present_dialect(source);
      dialect.encoding = encodings[*chosen].id;
      panel.client.send(dialect);
    }
  if (source.format == "csv")
    if (const auto chosen = row.ask("separator", separators, separator)) {
      protocol::SetDialect dialect = present_dialect(source);
      dialect.separator = separators[*chosen].id;
      panel.client.send(dialect);
    }
  if (source.format == "csv" || source.format == "xlsx") header_choice(panel, source, row);
  rank_choice(panel, row);
  if (icon_button(ui, "sources/rename", {right - 60, y, 28, 28}, icon::kPencil, tr("sources.rename", {source.name}), false, Token::kMuted, 16)) {
    panel.view.renamed_source = source.name;
    focus_field(ui, "sources/name");
  }
  if (icon_button(ui, "sources/remove", {right - 28, y, 28, 28}, icon::kTrash2, tr("sources.remove", {source.name}), false, Token::kMuted, 16)) {
    panel.client.send(protocol::RemoveSource{source.name});
    tell(panel, tr("sources.removed", {source.name, shortcut_text(command("undo"))}));
  }
  right -= 72;
  if (source.dialect_by_user) {
    const ButtonOptions options{.kind = ButtonKind::kQuiet};
    const std::string label = tr("sources.dialect_reset");
    row.make_room(button_width(ui, label, options));
    if (button_from_right(ui, "sources/dialect_reset", right, row.y(), label, options)) panel.client.send(protocol::SetDialect{source.name, "", "", ""});
  } else if (std::string label = tr("sources.dialect_auto"); right - text_width(ui, label, kDense) - 24 > row.x()) {
    float at = text_right(ui, right, row.y() + 4, label, {Type::kDense, false, Token::kMatch});
    draw_icon(ui, at - 22, row.y() + 6, 16, icon::kCheck, Token::kMatch);
  }
  return row.y() + size::kButtonDense + 12;
}

float draw_table_choice(Panel& panel, const SourceSummary& source, float x, float y, float width) {
  DialectRow row(panel, x, y, x + width);
  table_choice(panel, source, row);
  return row.y() + size::kButtonDense + 12;
}

}  // namespace jumelles::ui
