#include "widgets/diff.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace jumelles::ui {
namespace {

constexpr size_t kLongest = 200;
constexpr size_t kShortestSharedRun = 2, kSmallDifference = 2;

// Byte offsets of the characters, and one past the end.
std::vector<size_t> characters(std::string_view text) {
  std::vector<size_t> out;
  for (size_t i = 0; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) out.push_back(i);
  out.push_back(text.size());
  return out;
}

// In lower case, as far as ASCII and Latin-1 go: "CÉLINE" beside "Céline" is no difference that anybody looks for.
std::string lower(std::string_view utf8) {
  std::string out(utf8);
  for (size_t i = 0; i < out.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(out[i]), before = i > 0 ? static_cast<unsigned char>(out[i - 1]) : 0;
    const bool latin1 = before == 0xC3 && c >= 0x80 && c <= 0x9E && c != 0x97;  // U+00C0 to U+00DE, without the multiplication sign
    if ((c >= 'A' && c <= 'Z') || latin1) out[i] = static_cast<char>(c | 0x20);
  }
  return out;
}

struct Side {
  std::string text;        // in lower case: as many bytes
  std::vector<size_t> at;
  size_t size() const { return at.size() - 1; }
  std::string_view operator[](size_t i) const { return std::string_view(text).substr(at[i], at[i + 1] - at[i]); }
};

void add(std::vector<Run>& runs, const Side& side, size_t first, size_t last) {
  if (first < last) runs.push_back({side.at[first], side.at[last]});
}

// Pairs of equal characters (i, j) of the middle parts, in order.
std::vector<std::pair<size_t, size_t>> common(const Side& a, const Side& b, size_t a0, size_t a1, size_t b0, size_t b1) {
  size_t n = a1 - a0, m = b1 - b0;
  std::vector<uint16_t> length((n + 1) * (m + 1), 0);
  auto cell = [&](size_t i, size_t j) -> uint16_t& { return length[i * (m + 1) + j]; };
  for (size_t i = n; i-- > 0;)
    for (size_t j = m; j-- > 0;)
      cell(i, j) = a[a0 + i] == b[b0 + j] ? static_cast<uint16_t>(cell(i + 1, j + 1) + 1) : std::max(cell(i + 1, j), cell(i, j + 1));
  std::vector<std::pair<size_t, size_t>> out;
  for (size_t i = 0, j = 0; i < n && j < m;) {
    if (a[a0 + i] == b[b0 + j]) out.emplace_back(a0 + i++, b0 + j++);
    else if (cell(i + 1, j) >= cell(i, j + 1)) ++i;
    else ++j;
  }
  return out;
}

// Shared characters that stand alone between differences only confuse: kept in runs of two or more.
void drop_lone(std::vector<std::pair<size_t, size_t>>& shared) {
  std::vector<std::pair<size_t, size_t>> kept;
  for (size_t i = 0; i < shared.size();) {
    size_t end = i + 1;
    while (end < shared.size() && shared[end].first == shared[end - 1].first + 1 && shared[end].second == shared[end - 1].second + 1) ++end;
    if (end - i >= kShortestSharedRun) kept.insert(kept.end(), shared.begin() + static_cast<std::ptrdiff_t>(i), shared.begin() + static_cast<std::ptrdiff_t>(end));
    i = end;
  }
  shared = std::move(kept);
}

}  // namespace

TextDifference difference(std::string_view text_a, std::string_view text_b) {
  TextDifference out;
  Side a{lower(text_a), characters(text_a)}, b{lower(text_b), characters(text_b)};
  size_t prefix = 0, a1 = a.size(), b1 = b.size();
  while (prefix < a1 && prefix < b1 && a[prefix] == b[prefix]) ++prefix;
  while (a1 > prefix && b1 > prefix && a[a1 - 1] == b[b1 - 1]) --a1, --b1;
  // A single character shared at an end says nothing, unless little differs.
  if (std::max(a1, b1) - prefix > kSmallDifference) {
    if (prefix < kShortestSharedRun) prefix = 0;
    if (a.size() - a1 < kShortestSharedRun) a1 = a.size(), b1 = b.size();
  }
  std::vector<std::pair<size_t, size_t>> shared;
  if (a1 - prefix <= kLongest && b1 - prefix <= kLongest) {
    shared = common(a, b, prefix, a1, prefix, b1);
    drop_lone(shared);
    if (shared.size() * 5 < std::max(a1 - prefix, b1 - prefix) * 2) shared.clear();
  }
  size_t i = prefix, j = prefix;
  for (auto [x, y] : shared) {
    add(out.a, a, i, x);
    add(out.b, b, j, y);
    i = x + 1, j = y + 1;
  }
  add(out.a, a, i, a1);
  add(out.b, b, j, b1);
  return out;
}

}  // namespace jumelles::ui
