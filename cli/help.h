#pragma once

namespace jumelles::cli {

extern const char* const kHelp;  // of `jumelles --help`

}  // namespace jumelles::cli
