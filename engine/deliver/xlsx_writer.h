#pragma once

// Excel workbooks (Office Open XML), written from the first row to the last: texts stand in their cells, no table of them is kept.

#include <memory>
#include <string>
#include <vector>

#include "deliver/zip_writer.h"

namespace jumelles::deliver {

struct SheetLimits {
  uint64_t rows = 1048576;       // of one sheet, its header included: the most that the format allows
  uint64_t bytes = 3ull << 30;   // of its XML: entries of more than 4 GiB would be refused by some programs
};

// Sheet after sheet: begin_sheet gives the rows to fill, their finish() ends it; at last finish. Dates and numbers are dates and
// numbers where Excel keeps them without loss (15 digits, dates from March 1900), all else is text. The header is frozen and has
// filters. What exceeds a sheet goes on in the next one, "NAME (2)", under the same header. Texts are cut at the 32 767
// characters that a cell holds.
class XlsxWriter {
 public:
  explicit XlsxWriter(Sink sink, SheetLimits limits = {});
  ~XlsxWriter();
  // `widths` in characters, one per column. `name`: at most 26 characters, none of []:*?/\.
  std::shared_ptr<Rows> begin_sheet(const std::string& name, std::vector<uint32_t> widths);
  Status finish();

 private:
  class Sheet;
  struct SheetInfo { std::string name, area; };
  ZipWriter zip_;
  SheetLimits limits_;
  std::vector<SheetInfo> sheets_;
};

// Rows that keep only how wide their columns are, in characters: the widest cell, within what a person would choose.
class WidthRows final : public Rows {
 public:
  bool head(const std::vector<OutputColumn>& columns) override;
  WidthRows& text(std::string_view value) override;
  WidthRows& exact(std::string_view value) override { return text(value); }
  bool end() override;
  Status finish() override { return {}; }
  std::vector<uint32_t> widths() const;

 private:
  std::vector<uint32_t> widths_;
  size_t next_ = 0;
};

// Days since 1899-12-30 and a part of one: how a workbook writes "2024-02-29" or "2024-02-29 10:30:00". Negative: none that Excel has.
double date_serial(std::string_view text);

}  // namespace jumelles::deliver
