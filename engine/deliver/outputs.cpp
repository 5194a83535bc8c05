#include "deliver/outputs.h"

#include <algorithm>

#include "assessing/pair_weights.h"
#include "deliver/json_rows.h"
#include "deliver/masked_rows.h"
#include "deliver/row_files.h"
#include "deliver/xlsx_writer.h"

namespace jumelles::deliver {
namespace {

using assessing::RunResult;

constexpr std::string_view kSourcePrefix = "source:";

// The first phase makes the file: what it needs may take a while to gather.
using MakeRows = std::function<std::shared_ptr<Rows>(const RowFile&)>;
std::vector<Phase> phases_of(MakeFile make, MakeRows make_rows) {
  struct Writing {
    std::unique_ptr<RowFile> file;
    std::shared_ptr<Rows> rows;
  };
  auto writing = std::make_shared<Writing>();
  const auto open = [writing, make = std::move(make), make_rows = std::move(make_rows)] {
    writing->file = make();
    writing->rows = make_rows(*writing->file);
    if (writing->file->material().masked) writing->rows = std::make_shared<MaskedRows>(std::move(writing->rows), writing->file->columns());
    if (writing->file->has_head() && !writing->rows->head(writing->file->columns())) return Rows::stopped();
    return Status();
  };
  const auto count = [writing] { return writing->file->count(); };
  const auto rows = [writing](uint64_t begin, uint64_t end) {
    for (uint64_t i = begin; i < end; ++i)
      if (writing->file->row(*writing->rows, i) && !writing->rows->end()) return Rows::stopped();
    return Status();
  };
  const auto close = [writing] {
    const Status status = writing->rows->finish();
    *writing = {};
    return status;
  };
  return {step("export.open", open), pass("export.rows", Unit::kRows, count, rows, 64), step("export.close", close)};
}

std::vector<Phase> text_phases(MakeFile make, Sink sink) {
  return phases_of(std::move(make), [sink = std::move(sink)](const RowFile& file) {
    return std::make_shared<RowSink>(file.writer(), sink, file.material().point());
  });
}

// By the first rows: what stands there is what people see first, and columns are alike all along.
std::vector<uint32_t> widths_of(const RowFile& like, const MakeFile& make) {
  constexpr uint64_t kRows = 1000, kPlaces = 20000;
  WidthRows measured;
  measured.head(like.columns());
  const auto file = make();
  uint64_t rows = 0;
  for (uint64_t i = 0; i < std::min(file->count(), kPlaces) && rows < kRows; ++i)
    if (file->row(measured, i)) {
      measured.end();
      ++rows;
    }
  return measured.widths();
}

std::vector<Phase> workbook_phases(const Material& material, Sink sink) {
  struct Part { const char *key, *english, *french; MakeFile make; };
  const Part parts[] = {{"golden", "Golden records", "Fiches", golden_file(material)},
                        {"xref", "Cross-reference", "Correspondance", xref_file(material)},
                        {"pairs", "Pairs to check", "Paires à vérifier", pairs_file(material, true)},
                        {"rejects", "Rejects", "Rejets", rejects_file(material)}};
  const auto book = std::make_shared<XlsxWriter>(std::move(sink));
  std::vector<Phase> phases;
  for (const Part& part : parts) {
    const std::string name = material.naming == Naming::kMachine ? part.key : material.naming == Naming::kFrench ? part.french : part.english;
    append(phases, phases_of(part.make, [book, name, make = part.make](const RowFile& file) { return book->begin_sheet(name, widths_of(file, make)); }));
  }
  if (material.input->sheets)
    phases.push_back(step("export.rows", [book, sheets = material.input->sheets] {
      for (const DataSheet& sheet : *sheets)
        if (Status status = write_data(*book, sheet); !status) return status;
      return Status();
    }));
  phases.push_back(step("export.close", [book] { return book->finish(); }));
  return phases;
}

std::vector<Phase> json_phases(Material material, Sink sink) {
  material.naming = Naming::kMachine;
  return phases_of(golden_file(material), [sink = std::move(sink)](const RowFile&) { return json_rows(sink); });
}

std::vector<Phase> project_phases(std::shared_ptr<const OutputInput> input, Sink sink) {
  return {step("export.open", [input = std::move(input), sink = std::move(sink)] {
    return sink(document::to_json(input->project)) ? Status() : Rows::stopped();
  })};
}

Result<std::vector<Phase>> source_phases(const std::string& name, const Material& material, Sink sink) {
  const ImportedSource* found = nullptr;
  for (const ImportedSource& import : material.input->imports)
    if (import.name == name) found = &import;
  const auto& tables = material.result->tables;
  uint32_t table = 0;
  while (table < tables.size() && tables[table]->name != name) ++table;
  if (!found || table == tables.size())
    return Error{ErrorCode::kBadInput, "export.no_source", "There is no source " + name + ".", "Choose one of the list.", name, 0, {name}};
  return text_phases(source_file(material, table, found->imported), std::move(sink));
}

Result<std::vector<Phase>> archive_phases(const Material& material, Sink sink);

Result<std::vector<Phase>> phases_of_kind(const std::string& kind, const Material& material, Sink sink) {
  if (kind == "project") return project_phases(material.input, std::move(sink));
  if (kind == "rejects") return text_phases(rejects_file(material), std::move(sink));
  if (!material.result) return Error{ErrorCode::kBadInput, "export.no_result", "There is no result to deliver yet.", "Run the matching first.", kind, 0, {}};
  if (kind == "golden") return text_phases(golden_file(material), std::move(sink));
  if (kind == "xref") return text_phases(xref_file(material), std::move(sink));
  if (kind == "pairs") return text_phases(pairs_file(material), std::move(sink));
  if (kind == "golden_json") return json_phases(material, std::move(sink));
  if (kind == "xlsx") return workbook_phases(material, std::move(sink));
  if (kind == "all") return archive_phases(material, std::move(sink));
  if (kind.compare(0, kSourcePrefix.size(), kSourcePrefix) == 0) return source_phases(kind.substr(kSourcePrefix.size()), material, std::move(sink));
  return Error{ErrorCode::kBadInput, "export.kind", "There is no output \"" + kind + "\".", "Choose one of the list.", kind, 0, {kind}};
}

// All other files, as they are alone.
Result<std::vector<Phase>> archive_phases(const Material& material, Sink sink) {
  const auto zip = std::make_shared<ZipWriter>(std::move(sink));
  const auto more = [](bool wanted) { return wanted ? Status() : Rows::stopped(); };
  std::vector<Phase> phases;
  for (const OutputInfo& file : outputs(*material.input)) {
    if (file.kind == "all") continue;
    if (material.masked && file.kind == "project") continue;  // decisions name records, and hold what people typed
    auto written = phases_of_kind(file.kind, material, [zip](std::string_view piece) { return zip->write(piece); });
    if (!written) return written.error();
    // A workbook is packed in itself.
    const auto method = file.kind == "xlsx" ? ZipWriter::Method::kStored : ZipWriter::Method::kDeflated;
    phases.push_back(step("export.open", [zip, more, method, name = file.file_name] { return more(zip->begin(name, method)); }));
    append(phases, std::move(written.value()));
    phases.push_back(step("export.close", [zip, more] { return more(zip->end()); }));
  }
  phases.push_back(step("export.close", [zip, more] { return more(zip->finish()); }));
  return phases;
}

Material for_programs(OutputInput input) {
  Material material{std::make_shared<const OutputInput>(std::move(input))};
  material.naming = Naming::kMachine;
  return material;
}

}  // namespace

Result<std::vector<Phase>> output_phases(const std::string& kind, OutputInput input, Sink sink) {
  Material material{std::make_shared<const OutputInput>(std::move(input))};
  material.masked = std::string_view(kind).starts_with(kMaskedPrefix);
  const std::string what = material.masked ? kind.substr(kMaskedPrefix.size()) : kind;
  if (material.masked && what == "project") return Error{ErrorCode::kBadInput, "export.kind", "There is no output \"" + kind + "\".", "Choose one of the list.", kind, 0, {kind}};
  return phases_of_kind(what, material, std::move(sink));
}

std::vector<Phase> golden_phases(OutputInput input, std::shared_ptr<Rows> rows) {
  return phases_of(golden_file(for_programs(std::move(input))), [rows](const RowFile&) { return rows; });
}

std::vector<Phase> xref_phases(OutputInput input, std::shared_ptr<Rows> rows) {
  input.tags.reset();  // they are no part of a result, and change without one
  return phases_of(xref_file(for_programs(std::move(input))), [rows](const RowFile&) { return rows; });
}

std::vector<OutputInfo> outputs(const OutputInput& input) {
  std::vector<OutputInfo> list;
  const Material material{std::shared_ptr<const OutputInput>(std::shared_ptr<void>(), &input)};
  const auto columns_of = [](const MakeFile& make) { return static_cast<uint32_t>(make()->columns().size()); };
  if (input.result) {
    const RunResult& result = *input.result;
    list.push_back({"all", "jumelles.zip", 0, 0});
    list.push_back({"xlsx", "jumelles.xlsx", 0, 0});
    list.push_back({"golden", "golden.csv", result.groups->group_count(), columns_of(golden_file(material))});
    list.push_back({"golden_json", "golden.json", result.groups->group_count(), list.back().column_count});
    list.push_back({"xref", "xref.csv", result.records->record_count(), columns_of(xref_file(material))});
    for (const auto& table : result.read_tables)
      list.push_back({"source:" + table->name, "sources/" + table->name + ".csv", table->row_count(), static_cast<uint32_t>(table->columns.size() + 2)});
    size_t compared = 0;
    for (const Comparison& comparison : result.link->config.comparisons) compared += comparison.enabled;
    const size_t about_pairs = columns_of_two(material.naming).size() + 6;
    list.push_back({"pairs", "pairs.csv", result.by_weight->size() + result.link->vetoed.size(),
                    static_cast<uint32_t>(about_pairs + 2 * (compared + (assessing::has_rivals(result) ? 1 : 0)))});
  }
  uint64_t rejected = 0;
  for (const ImportedSource& import : input.imports) rejected += import.imported->rejects.size();
  list.push_back({"rejects", "rejects.csv", rejected, 6});
  list.push_back({"project", "project.json", 0, 0});
  return list;
}

}  // namespace jumelles::deliver
