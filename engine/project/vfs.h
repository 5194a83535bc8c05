#pragma once

// SQLite's files are MemoryFiles here: it is built without an operating system of its own (SQLITE_OS_OTHER). No clock, no
// randomness: the same content gives the same bytes.

#include <string>

#include "project/memory_file.h"

namespace jumelles::project {

// A name under which SQLite can open the file, until it is taken back. `file` must live as long.
std::string give_name(MemoryFile& file);
void take_name_back(const std::string& name);

}  // namespace jumelles::project
