#include "standardize/name_atoms.h"

#include "core/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace jumelles::standardize {

std::vector<Atom> atoms_of(std::string_view text) {
  std::vector<Atom> atoms;
  bool open = false;
  int letters = 0;
  const auto close = [&](size_t end) {
    if (!open) return;
    Atom& atom = atoms.back();
    atom.end = end;
    atom.folded = text::fold(text.substr(atom.begin, end - atom.begin));
    atom.capitals = letters >= 2 && !atom.mixed;
    open = false;
  };
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const char32_t c = text::decode(text, at);
    const bool letter = text::is_letter(c);
    if (!letter && !(c < 0x80 && is_digit(static_cast<char>(c))) && !(c >= 0x300 && c < 0x370)) {
      close(begin);
      continue;
    }
    if (!open) {
      atoms.emplace_back();
      atoms.back().begin = begin;
      open = true;
      letters = 0;
    }
    letters += letter ? 1 : 0;
    atoms.back().mixed |= letter && text::to_upper(c) != c;
  }
  close(text.size());
  return atoms;
}

}  // namespace jumelles::standardize
