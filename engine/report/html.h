#pragma once

// HTML written from the first sign to the last. What comes from strangers goes through text() alone.

#include <cstdint>
#include <string>
#include <string_view>

namespace jumelles::report {

// For texts and attributes in quotes: the five signs of HTML are entities; signs that steer (controls, those that turn the direction of
// writing) are left out, invalid bytes become U+FFFD. Cut behind so many characters, with an ellipsis.
std::string escaped(std::string_view utf8, size_t most_characters = SIZE_MAX);

// Names of files, columns and people, wherever they stand.
constexpr size_t kMostNameCharacters = 60;
inline std::string escaped_name(std::string_view name) { return escaped(name, kMostNameCharacters); }

// With a full stop, where it ends with none: another sentence follows.
std::string as_sentence(std::string_view text);

class Html {
 public:
  Html& raw(std::string_view markup) {
    out_ += markup;
    return *this;
  }
  Html& text(std::string_view utf8, size_t most_characters = SIZE_MAX) { return raw(escaped(utf8, most_characters)); }
  Html& open(std::string_view tag, std::string_view attributes = {}) {
    raw("<").raw(tag);
    if (!attributes.empty()) raw(" ").raw(attributes);
    return raw(">");
  }
  Html& close(std::string_view tag) { return raw("</").raw(tag).raw(">\n"); }
  // An element that holds a text.
  Html& put(std::string_view tag, std::string_view utf8, std::string_view attributes = {}) { return open(tag, attributes).text(utf8).raw("</").raw(tag).raw(">\n"); }
  std::string& bytes() { return out_; }

 private:
  std::string out_;
};

}  // namespace jumelles::report
