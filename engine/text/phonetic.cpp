#include "text/phonetic.h"

namespace jumelles::text {
namespace {

bool is_vowel(char c) { return c == 'A' || c == 'E' || c == 'I' || c == 'O' || c == 'U' || c == 'Y'; }
bool is_letter_here(char c) { return c >= 'A' && c <= 'Z'; }

struct Reader {
  std::string word;
  std::string code;
  size_t at = 0;
  size_t heard = 0;  // letters up to here sound; those behind only color the ones before them

  char peek(size_t ahead = 0) const { return at + ahead < word.size() ? word[at + ahead] : '\0'; }
  char before() const { return at > 0 ? word[at - 1] : '\0'; }
  bool starts(std::string_view part) const { return std::string_view(word).substr(at, part.size()) == part; }
  // Doubled sounds count once.
  void put(char c) {
    if (code.empty() || code.back() != c) code.push_back(c);
  }
  void take(size_t letters, char c) {
    put(c);
    at += letters;
  }
  // Whether an N or M at `ahead` makes the vowel before it nasal: no vowel, N or M behind it.
  bool nasal(size_t ahead) const {
    const char n = peek(ahead), next = peek(ahead + 1);
    if (n != 'N' && n != 'M') return false;
    return next != 'N' && next != 'M' && next != 'H' && !is_vowel(next);
  }

  void read_vowel();
  void read_consonant();
  void read_c();
  void read_g();
};

void Reader::read_vowel() {
  const char c = peek() == 'Y' ? 'I' : peek();
  const char next = peek(1) == 'Y' ? 'I' : peek(1);
  if ((c == 'A' || c == 'E') && next == 'I' && nasal(2)) return take(3, '2');
  if (nasal(1)) {
    if (c == 'I' && before() == 'E') return take(2, '2');
    return take(2, c == 'A' || c == 'E' ? '1' : c == 'O' ? '3' : '2');
  }
  if (starts("EAU")) return take(3, 'O');
  if (c == 'A' && next == 'U') return take(2, 'O');
  if (starts("OEU")) return take(3, 'E');
  if (c == 'O' && next == 'U') return take(2, 'U');
  if (c == 'O' && next == 'I' && peek(2) != 'L') {
    put('U');
    return take(2, 'A');
  }
  if ((c == 'A' || c == 'E') && next == 'I') {
    // AIL, EIL, AILLE: the vowel, then the sound of a Y.
    if (starts("AIL") || starts("EIL")) {
      put(c);
      put('I');
      at += 3;
      while (peek() == 'L') ++at;
      return;
    }
    return take(2, 'E');
  }
  if ((c == 'O' || c == 'A') && next == 'E') return take(2, 'E');
  if (c == 'E' && next == 'U') return take(2, 'E');
  // ER, EZ and ET at the end of a word sound like a closed E.
  if (c == 'E' && at > 0 && at + 2 == word.size() && (peek(1) == 'R' || peek(1) == 'Z' || peek(1) == 'T')) return take(2, 'E');
  take(1, c);
}

void Reader::read_c() {
  if (starts("CH")) {
    const char next = peek(2);
    // CHR, CHL, CHT: Christophe, Chloe.
    if (next == 'R' || next == 'L' || next == 'T') return take(2, 'K');
    return take(2, 'X');
  }
  if (starts("CK") || starts("CQ")) return take(2, 'K');
  const char next = peek(1);
  if (next == 'E' || next == 'I' || next == 'Y') return take(1, 'S');
  take(1, 'K');
}

void Reader::read_g() {
  const char next = peek(1);
  if (next == 'N') {
    put('N');
    return take(2, 'I');
  }
  if (next == 'U' && (peek(2) == 'E' || peek(2) == 'I' || peek(2) == 'Y')) return take(2, 'G');
  if (next == 'E' && (peek(2) == 'A' || peek(2) == 'O')) return take(2, 'J');
  if (next == 'E' || next == 'I' || next == 'Y') return take(1, 'J');
  take(1, 'G');
}

void Reader::read_consonant() {
  const char c = peek(), next = peek(1);
  switch (c) {
    case 'H': ++at; return;
    case 'C': return read_c();
    case 'G': return read_g();
    case 'P': return next == 'H' ? take(2, 'F') : take(1, 'P');
    case 'Q': return next == 'U' ? take(2, 'K') : take(1, 'K');
    case 'S':
      if (starts("SCH")) return take(3, 'X');
      if (next == 'H') return take(2, 'X');
      if (next == 'C' && (peek(2) == 'E' || peek(2) == 'I' || peek(2) == 'Y')) return take(2, 'S');
      if (next != 'S' && is_vowel(before()) && is_vowel(next)) return take(1, 'Z');
      return take(1, 'S');
    case 'T':
      if (next == 'H') return take(2, 'T');
      if (starts("TIO") && at > 0 && before() != 'S') return take(1, 'S');
      return take(1, 'T');
    case 'X':
      if (at == 0) return take(1, 'Z');
      put('K');
      return take(1, 'S');
    case 'W': return take(1, 'V');
    case 'L':
      // GUILLAUME, but not CAMILLE or VILLE.
      if (next == 'L' && before() == 'I' && !starts("LLE") && is_vowel(peek(2))) return take(2, 'I');
      return take(1, 'L');
    default: return take(1, c);
  }
}

// How many letters of a word are heard: those at its end are written only.
size_t heard_length(std::string_view word) {
  while (word.size() > 2) {
    const char c = word.back(), former = word[word.size() - 2];
    // A consonant before a silent E is heard: PHILIPPE, CLAUDE.
    if (c == 'E') return former == 'E' ? word.size() : word.size() - 1;
    const bool silent = c == 'D' || c == 'P' || c == 'S' || c == 'T' || c == 'X' || c == 'Z' || c == 'H';
    if (!silent || ((c == 'T' || c == 'Z') && former == 'E')) break;
    word.remove_suffix(1);
    // RENAULT, ARNOULD.
    if (word.size() > 3 && c != 'S' && word.back() == 'L' && word[word.size() - 2] == 'U') word.remove_suffix(1);
  }
  return word.size();
}

}  // namespace

std::string phonetic_code(std::string_view folded) {
  Reader reader;
  for (char c : folded)
    if (c != ' ') reader.word.push_back(c);
  reader.heard = heard_length(reader.word);
  while (reader.at < reader.heard) {
    const char c = reader.peek();
    if (!is_letter_here(c)) reader.take(1, c);
    else if (is_vowel(c)) reader.read_vowel();
    else reader.read_consonant();
  }
  return reader.code;
}

}  // namespace jumelles::text
