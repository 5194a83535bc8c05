// Letters that nobody typed so: of another code page, of another case, by chance, or of an advertisement.

#include <algorithm>
#include <array>

#include "core/ascii.h"
#include "standardize/suspect_checks.h"
#include "standardize/words.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace jumelles::standardize {
namespace {

constexpr std::string_view kCodePage = "other_code_page", kCase = "broken_case", kRandom = "random_letters", kAdvertisement = "advertisement";

void append_utf8(std::string& out, char32_t point) {
  if (point < 0x80) out += static_cast<char>(point);
  else if (point < 0x800) (out += static_cast<char>(0xC0 | (point >> 6))) += static_cast<char>(0x80 | (point & 63));
  else if (point < 0x10000) ((out += static_cast<char>(0xE0 | (point >> 12))) += static_cast<char>(0x80 | ((point >> 6) & 63))) += static_cast<char>(0x80 | (point & 63));
  else (((out += static_cast<char>(0xF0 | (point >> 18))) += static_cast<char>(0x80 | ((point >> 12) & 63))) += static_cast<char>(0x80 | ((point >> 6) & 63))) += static_cast<char>(0x80 | (point & 63));
}

// ---- bytes of DOS (code page 850) or of the old Mac (Mac Roman) that were read as Windows text (Windows-1252)

struct Misread { char32_t seen, dos, mac; };  // 0: that one has no letter there
constexpr std::array<Misread, 15> kMisread{{
    {0x201A, 0xE9, 0xC7},  // é, Ç
    {0x192, 0xE2, 0xC9},   // â, É
    {0x2020, 0xE5, 0},     // å
    {0x2021, 0xE7, 0xE1},  // ç, á
    {0x2C6, 0xEA, 0xE0},   // ê, à
    {0x2030, 0xEB, 0xE2},  // ë, â
    {0x160, 0xE8, 0xE4},   // è, ä
    {0x2039, 0xEF, 0xE3},  // ï, ã
    {0x17D, 0, 0xE9},      // é
    {0x2122, 0, 0xF4},     // ô
    {0x2022, 0, 0xEF},     // ï
    {0x153, 0, 0xFA},      // ú: "œ" is a letter of its own, see below
    {0x201E, 0xE4, 0xD1},  // ä, Ñ
    {0xD4, 0xC8, 0},       // È, where it is an "Ô" among small letters
    {0x2013, 0xFB, 0},     // û
}};

bool is_upper_point(char32_t c) { return text::to_lower(c) != c; }
bool is_lower_point(char32_t c) { return text::to_upper(c) != c; }

// A sign between letters, or at the beginning of a word, that a letter belongs to; a capital among small letters where it is one itself.
bool stands_for_letter(const std::vector<char32_t>& text, size_t at) {
  const char32_t before = at > 0 ? text[at - 1] : ' ', behind = at + 1 < text.size() ? text[at + 1] : ' ', c = text[at];
  if (c == 0x153 || c == 0x2122 || c == 0x2022 || c == 0x2013) return c != 0x153 && c != 0x2013 && text::is_letter(before) && is_lower_point(behind);
  if (text::is_letter(c) && c != 0x192 && c != 0x2C6) return is_upper_point(c) && text::is_letter(before) && (is_lower_point(behind) || (is_lower_point(before) && !text::is_letter(behind)));
  return is_lower_point(behind) || (text::is_letter(before) && (text::is_letter(behind) || behind == ' '));
}

bool is_other_code_page(std::string_view value, std::string& meant) {
  thread_local text::Readable readable;
  readable.read(value);
  if (readable.repaired()) return false;  // UTF-8 read as Windows text: cleaning mends it
  std::vector<char32_t> points;
  bool any = false;
  for (size_t at = 0; at < value.size();) {
    points.push_back(text::decode(value, at));
    any = any || std::any_of(kMisread.begin(), kMisread.end(), [&](const Misread& row) { return row.seen == points.back(); });
  }
  if (!any) return false;
  bool found = false;
  meant.clear();
  for (size_t i = 0; i < points.size(); ++i) {
    const auto row = std::find_if(kMisread.begin(), kMisread.end(), [&](const Misread& known) { return known.seen == points[i]; });
    if (row == kMisread.end() || !stands_for_letter(points, i)) {
      append_utf8(meant, points[i]);
      continue;
    }
    const char32_t before = i > 0 ? points[i - 1] : ' ';
    const bool first = !text::is_letter(before);
    // In front of a word a capital; "NoÃ«l", "Chateau": what vowels stand before is a diaeresis.
    const bool vowel = std::u32string_view(U"aeouAEOU").find(before) != std::u32string_view::npos;
    char32_t letter = row->dos == 0 ? row->mac : row->mac == 0 ? row->dos : is_upper_point(row->mac) == first ? (is_upper_point(row->mac) == is_upper_point(row->dos) ? row->dos : first ? row->mac : row->dos) : row->dos;
    if (points[i] == 0x2030 && !vowel) letter = row->mac;
    append_utf8(meant, letter);
    found = true;
  }
  return found;
}

// ---- case

// "lAVAL": the shift key against caps lock. "COURRIéRES": capitals made by a program that knows those of English alone.
bool is_broken_case(std::string_view value, std::string& meant) {
  constexpr size_t kFewest = 3;
  size_t at = 0, capitals = 0, word_capitals = 0, high_small = 0;
  bool small = false, inverted = true, first = true, first_word = true;
  size_t letters = 0;  // of the word
  std::string turned;
  while (at < value.size()) {
    const char32_t c = text::decode(value, at);
    const bool up = is_upper_point(c), down = is_lower_point(c);
    append_utf8(turned, up ? text::to_lower(c) : down ? text::to_upper(c) : c);
    if (!up && !down) {
      // "d'ARTAGNAN": a word of its own is small there.
      if (letters > 0) inverted = inverted && !(first_word && letters == 1), first_word = false;
      first = true;
      word_capitals = letters = 0;
      continue;
    }
    ++letters;
    // Further words may have been small, and are in capitals: "sAINT-bONNET-EN-cHAMPSAUR".
    inverted = inverted && (first ? down || !first_word : up);
    first = false;
    capitals += up;
    word_capitals += up;
    if (down && c < 0x80) small = true;
    if (down && c >= 0x80 && word_capitals >= 2) ++high_small;
  }
  if (inverted && capitals >= kFewest) {
    meant = std::move(turned);
    return true;
  }
  if (small || high_small == 0 || capitals < kFewest) return false;
  meant = text::upper(value);
  return true;
}

// "bTqXZLkWmA": three times and more a capital behind a small letter in a word; twice, or consonants in turn, with more of it. "DeLaCruz"
// is a name.
bool is_random(std::string_view word) {
  constexpr size_t kShortest = 7;
  if (word.size() < kShortest) return false;
  size_t turns = 0, consonants = 0, longest = 0, pairs = 0;
  for (size_t i = 0; i < word.size(); ++i) {
    if (!is_lower(word[i]) && !is_upper(word[i])) return false;
    pairs += i > 1 && is_upper(word[i]) && is_upper(word[i - 1]);
    turns += i > 0 && is_upper(word[i]) && is_lower(word[i - 1]);
    const bool vowel = std::string_view("AEIOUYaeiouy").find(word[i]) != std::string_view::npos;
    consonants = vowel ? 0 : consonants + 1;
    longest = std::max(longest, consonants);
  }
  return turns >= 3 || (turns >= 2 && pairs > 0) || (turns >= 1 && longest >= 6) || longest >= 8;
}

bool has_random_word(std::string_view value) {
  bool found = false;
  for (size_t begin = 0; begin < value.size();) {
    size_t end = begin;
    while (end < value.size() && value[end] != ' ' && value[end] != '-' && value[end] != '\'') ++end;
    found = found || is_random(value.substr(begin, end - begin));
    begin = end + 1;
  }
  return found;
}

// ---- advertisements

bool is_advertisement(std::string_view value) {
  const std::string low = text::lower(value);
  if (low.find("://") != std::string::npos || low.find("www.") != std::string::npos) return true;
  static const WordSet ends{"com", "net", "org", "ru", "fr", "ly", "me", "tk", "io", "xyz", "top", "info", "biz", "shop", "club", "site", "online", "gl", "cc", "link"};
  for (size_t dot = low.find('.'); dot != std::string::npos; dot = low.find('.', dot + 1)) {
    size_t end = dot + 1;
    while (end < low.size() && is_lower(low[end])) ++end;
    const bool closes = end == low.size() || low[end] == '/' || low[end] == ' ';
    const bool named = dot >= 1 && (is_lower(low[dot - 1]) || is_digit(low[dot - 1]));
    // "St.me": a host has two letters at least, and what it is followed by is no word of its own.
    const bool path = end < low.size() && low[end] == '/';
    if (closes && named && ends.has(std::string_view(low).substr(dot + 1, end - dot - 1)) && (path || dot >= 4)) return true;
  }
  for (size_t at = 0; at < value.size();) {
    const char32_t c = text::decode(value, at);
    if (c >= 0x1F000 && c < 0x1FB00) return true;  // pictures
  }
  return false;
}

}  // namespace

Suspicion suspect_letters(const AttributeTypeInfo& type, std::string_view value, const Signs& signs) {
  const bool person = type.cleaning == Cleaning::kPersonName, place = type.cleaning == Cleaning::kCity || type.cleaning == Cleaning::kStreet;
  std::string meant;
  if ((signs.has(kSignFar) || (signs.has(kSignHigh) && value.find("\u00D4") != std::string_view::npos)) && is_other_code_page(value, meant)) return {kCodePage, std::move(meant)};
  if (person && signs.has(kSignFar | kSignOfLink) && is_advertisement(value)) return {kAdvertisement, {}};
  if (!signs.has(kSignUpper) || !(signs.has(kSignLower) || signs.has(kSignHigh)) || !(person || place)) return {};
  // Both begin with a small letter, or have none of ASCII; and none behind another letter.
  const bool may_be_broken = signs.has(kSignStarts) && (!is_upper(value.front()) || signs.has(kSignNoLower));
  if (may_be_broken && is_broken_case(value, meant)) return {kCase, std::move(meant)};
  return person && has_random_word(value) ? Suspicion{kRandom, {}} : Suspicion{};
}

}  // namespace jumelles::standardize
