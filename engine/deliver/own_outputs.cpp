#include "deliver/own_outputs.h"

#include <algorithm>
#include <string>

#include "core/harmless.h"

namespace jumelles::deliver {
namespace {

// What each begins with; nobody else's files do.
struct Beginning {
  std::string_view kind;
  std::vector<std::string_view> columns;
};
const std::vector<Beginning> kBeginnings{
    {"golden", {"golden_id", "record_count", "sources"}},
    {"xref", {"source", "source_row", "source_id", "golden_id"}},
    {"pairs", {"source_a", "source_row_a", "source_id_a", "source_b", "source_row_b", "source_id_b", "rule", "match_weight"}},
    {"rejects", {"source", "line", "source_row", "reason_id"}},
    {"errors", {"kind", "fate", "why"}},
    {"curve", {"threshold_bits", "threshold_probability"}},
};
constexpr std::string_view kGolden = "own_golden", kSource = "own_source";

// The last two columns of a completed extract; in one that was completed twice they are numbered.
bool is_completed(const Table& table) {
  const size_t count = table.columns.size();
  return count > 2 && table.columns[count - 2].name.starts_with("golden_id") && table.columns[count - 1].name.starts_with("group_size");
}

bool has_notice(const ingest::ImportResult& imported, std::string_view notice) {
  return std::find(imported.notices.begin(), imported.notices.end(), notice) != imported.notices.end();
}

}  // namespace

std::string_view own_output(const Table& table) {
  for (const Beginning& row : kBeginnings) {
    const auto same = [](std::string_view key, const Column& column) { return is_called(column.name, key); };
    if (table.columns.size() >= row.columns.size() && std::equal(row.columns.begin(), row.columns.end(), table.columns.begin(), same)) return row.kind;
  }
  return is_completed(table) ? "source" : "";
}

std::string_view own_notice(std::string_view output) { return output == "golden" ? kGolden : output == "source" ? kSource : ""; }

bool is_own_golden(const ingest::ImportResult& imported) { return has_notice(imported, kGolden); }

void read_back(Table& table) {
  for (Column& column : table.columns) {
    // Reading has taken apostrophes off codes. Those that made texts harmless are not written back; the others are the values' own.
    for (uint32_t row = 0; row < column.guards.size(); ++row) {
      if (column.guards[row] != Guard::kApostrophe) continue;
      const std::string written = "'" + std::string(column.text(row));
      column.guards[row] = Guard::kNone;
      if (as_read(written) == written) column.codes[row] = column.values.intern(written);
    }
    const auto is_changed = [](std::string_view text) { return as_read(text).size() != text.size(); };
    bool changed = false;
    for (Code code = 0; code < column.values.size() && !changed; ++code) changed = is_changed(column.values[code]);
    if (!changed) continue;
    Dictionary values;
    std::vector<Code> now(column.values.size());
    for (Code code = 0; code < column.values.size(); ++code) now[code] = values.intern(as_read(column.values[code]));
    for (Code& code : column.codes) code = now[code];
    column.values = std::move(values);
  }
}

std::vector<std::optional<AttributeType>> own_columns(const ingest::ImportResult& imported) {
  const Table& table = imported.table;
  std::vector<std::optional<AttributeType>> out(table.columns.size());
  if (is_own_golden(imported)) {
    const std::vector<std::string_view>& beginning = kBeginnings[0].columns;
    for (size_t c = 0; c < out.size(); ++c) {
      if (c < beginning.size()) out[c] = c == 0 ? AttributeType::kRecordId : AttributeType::kIgnored;
      else if (c == beginning.size() && is_called(table.columns[c].name, "kind")) out[c] = AttributeType::kIgnored;
      else if (c + 1 == out.size() && is_called(table.columns[c].name, "by_hand")) out[c] = AttributeType::kIgnored;
      else if (is_called(table.columns[c].name, "partner")) out[c] = AttributeType::kText;
      // What is beside the one value of an attribute is no piece of it.
      else if (const auto known = own_column(table.columns[c].name))
        out[c] = known->others && !info(known->type).multi_valued ? AttributeType::kText : known->type;
    }
  } else if (has_notice(imported, kSource)) {
    out[out.size() - 2] = AttributeType::kGrouping;
    out[out.size() - 1] = AttributeType::kIgnored;
  }
  return out;
}

}  // namespace jumelles::deliver
