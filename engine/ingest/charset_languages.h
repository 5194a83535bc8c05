#pragma once

// Whether a file of one byte per character is of central Europe (Windows-1250) or of western (Windows-1252): by how often a language
// has each of its accented letters. Both encodings have most of them at the same bytes, and letters at all others.

#include "ingest/charset.h"

namespace jumelles::ingest {

enum class CentralVerdict : uint8_t { kNo, kPerhaps, kYes };
CentralVerdict is_central_european(const LetterCounts& counts);

}  // namespace jumelles::ingest
