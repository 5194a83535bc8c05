#pragma once

// UTF-8 whose bytes were taken for Windows-1252, ISO-8859-1 or ISO-8859-15 and written as UTF-8 once more, or several times: "LÃ©a" for "Léa",
// "â€™" for an apostrophe. What is repaired is certain: characters that are the bytes of one character of a script, in a place where
// nobody writes them side by side. What may as well be meant ("IRMÃ…" of Portuguese) is repaired only beside something certain.

#include <string>
#include <string_view>

namespace jumelles::text {

// Whether there may be something to repair; mostly false. O(length).
bool may_be_double_encoded(std::string_view utf8);

// The text as it was meant, in `out`, and true; false, with `out` undefined, where there is nothing to repair. O(length).
bool repair_double_encoding(std::string_view utf8, std::string& out);

}  // namespace jumelles::text
