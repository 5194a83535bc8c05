#pragma once

// Tables of an audit as files have them. For this folder alone.

#include "deliver/data_sheet.h"
#include "deliver/outputs.h"
#include "report/sheets.h"

namespace jumelles::session {

deliver::DataSheet data_sheet(report::Sheet sheet);
std::vector<deliver::DataSheet> data_sheets(std::vector<report::Sheet> sheets);
// As the project's outputs speak.
report::SheetVoice voice_of(const document::Settings& project);
Status write_workbook(const std::vector<deliver::DataSheet>& sheets, deliver::Sink sink);

}  // namespace jumelles::session
