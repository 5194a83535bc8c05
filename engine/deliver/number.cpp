#include "deliver/number.h"

namespace jumelles::deliver {

std::string fixed_text(int64_t value, int decimals) {
  uint64_t magnitude = value < 0 ? ~static_cast<uint64_t>(value) + 1 : static_cast<uint64_t>(value);
  std::string reversed;
  for (int i = 0; i < decimals || magnitude > 0 || i == decimals; ++i) {
    if (i == decimals && decimals > 0) reversed += '.';
    reversed += static_cast<char>('0' + magnitude % 10);
    magnitude /= 10;
  }
  if (value < 0) reversed += '-';
  return {reversed.rbegin(), reversed.rend()};
}

std::string weight_text(Weight weight) {
  // 10^10 / 2^32, on magnitude and sign apart; whole bits first, so that nothing overflows.
  constexpr uint64_t kScale = 10000000000ull;
  const bool negative = weight < 0;
  const uint64_t magnitude = negative ? ~static_cast<uint64_t>(weight) + 1 : static_cast<uint64_t>(weight);
  const uint64_t whole = magnitude >> 32, part = magnitude & 0xffffffffull;
  // part < 2^32 and kScale < 2^34: the product needs 66 bits, so the scale is halved twice on both sides.
  const uint64_t fraction = (part * (kScale / 4) + (uint64_t{1} << 29)) >> 30;
  const int64_t scaled = static_cast<int64_t>(whole * kScale + fraction);
  return fixed_text(negative ? -scaled : scaled, 10);
}

std::string probability_text(double probability) {
  return fixed_text(static_cast<int64_t>(probability * 1e9 + 0.5), 9);
}

}  // namespace jumelles::deliver
