#pragma once

// Codes in texts: model numbers and references, words that hold digits. Shops and catalogs write one code as one word or
// as several ("QRTV720K", "QR-TV720K", "QRTV 720K").

#include <cstddef>
#include <string>
#include <string_view>

#include "text/fold.h"

namespace jumelles::text {

constexpr size_t kShortestCode = 4, kLongestCode = 20;

bool has_digit(std::string_view word);
// Letters and digits, or digits alone that are longer than a year; not a quantity with its unit ("500GB", "1080P").
bool is_code(std::string_view word);

// Calls f(joined) for two and three neighbors that make a code together.
template <class F>
void for_each_joined_code(std::string_view text, size_t most_words, F f) {
  std::string_view last, before;
  std::string joined;
  size_t words = 0;
  tokenize(text, [&](std::string_view word) {
    if (++words > most_words) return;
    const size_t two = last.size() + word.size();
    const bool digits = has_digit(word) || has_digit(last);
    if (!last.empty() && two <= kLongestCode) {
      if (digits) {
        joined.assign(last);
        joined += word;
        if (is_code(joined)) f(std::string_view(joined));
      }
      if (!before.empty() && before.size() + two <= kLongestCode && (digits || has_digit(before))) {
        joined.assign(before);
        joined += last;
        joined += word;
        if (is_code(joined)) f(std::string_view(joined));
      }
    }
    before = last;
    last = word;
  });
}

}  // namespace jumelles::text
