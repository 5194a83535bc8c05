#pragma once

// Character references of HTML and XML ("M&uuml;ller", "M&#252;ller", "M&#xFC;ller"): what scraped and exported lists leave
// in their texts. To a person they are one letter, to a comparison of words they are several words.

#include <string>
#include <string_view>

namespace jumelles::text {

// Whether there may be one. O(length).
bool may_have_entities(std::string_view utf8);

// Whether it is one but for its semicolon: "&eacute", "&#233".
bool is_entity(std::string_view reference);

// Replaces what `out` held by the text with its character references as UTF-8: numbered ones, and those named in HTML for Latin
// letters and common signs. What is no such reference stays. O(length).
void decode_entities(std::string_view utf8, std::string& out);

}  // namespace jumelles::text
