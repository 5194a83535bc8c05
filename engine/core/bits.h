#pragma once

// std::bit_cast, which the oldest supported standard library for the web does not have.

namespace jumelles {

template <class To, class From>
constexpr To bit_cast(const From& from) {
  static_assert(sizeof(To) == sizeof(From));
  return __builtin_bit_cast(To, from);
}

}  // namespace jumelles
