#pragma once

// The rows of every file of a run, from the first to the last, whatever is made of them.

#include <memory>
#include <string>
#include <vector>

#include "deliver/outputs.h"

namespace jumelles::deliver {

// What the files are made of.
struct Material {
  std::shared_ptr<const OutputInput> input;
  const assessing::RunResult* result = input->result.get();
  Naming naming = naming_from_id(input->project.output_headers);
  bool masked = false;  // cells of columns that hold values are (core/masked.h)

  bool french() const { return input->project.output_language == "fr"; }
  char separator() const { return french() ? ';' : ','; }
  char point() const { return french() ? ',' : '.'; }

  const std::string& table_name(RecordIndex record) const { return result->tables[result->records->table_of(record)]->name; }
  uint32_t source_row(RecordIndex record) const {
    const RecordSet& records = *result->records;
    return result->tables[records.table_of(record)]->source_rows[records.row_of(record)];
  }
  const std::string& golden_id(RecordIndex record) const { return (*result->golden_ids)[result->groups->group_of[record]]; }
  uint32_t group_size(uint32_t group) const { return result->groups->first_member[group + 1] - result->groups->first_member[group]; }
};

// A file of rows: given once from the first row to the last, in as many calls as the runner likes.
class RowFile {
 public:
  explicit RowFile(Material material) : material_(std::move(material)) {}
  virtual ~RowFile() = default;
  // How it is written as separated values.
  virtual CsvWriter writer() const { return CsvWriter::for_output(material_.separator()); }
  // Whether the first row names the columns there.
  virtual bool has_head() const { return true; }
  virtual std::vector<OutputColumn> columns() const = 0;
  virtual uint64_t count() const = 0;
  // Row `index`, complete but for its end. false: there is none, only a place that was counted.
  virtual bool row(Rows& out, uint64_t index) = 0;
  const Material& material() const { return material_; }

 protected:
  Material material_;
  const assessing::RunResult* result_ = material_.result;
};

using MakeFile = std::function<std::unique_ptr<RowFile>()>;
MakeFile golden_file(const Material& material);
MakeFile xref_file(const Material& material);
// Scored and vetoed pairs by the records' order; `only_to_check`: those that are near to being linked, and are not.
MakeFile pairs_file(const Material& material, bool only_to_check = false);
MakeFile rejects_file(const Material& material);
// The rows of one source as they came, with what became of them. `table`: its place in the result.
MakeFile source_file(const Material& material, uint32_t table, std::shared_ptr<const ingest::ImportResult> imported);

}  // namespace jumelles::deliver
