#pragma once

// A cell as people read it: what programs left in its characters is taken off before anything is made of the value.
//   UTF-8 encoded twice is repaired (text/double_encoding.h), character references are decoded (text/entities.h);
//   no-break, narrow, figure and other blanks become blanks, hyphens of other kinds a hyphen, full-width letters and digits plain ones;
//   zero-width characters, soft hyphens, direction marks and byte order marks go; a letter and its accent become one character.

#include <string>
#include <string_view>

namespace jumelles::text {

class Readable {
 public:
  // A view of `utf8` where nothing is to be done, else of a buffer: valid until the next call. O(length).
  std::string_view read(std::string_view utf8);
  // Whether the last text that was read had been encoded twice.
  bool repaired() const { return repaired_; }

 private:
  std::string repair_, references_, plain_;
  bool repaired_ = false;
};

}  // namespace jumelles::text
