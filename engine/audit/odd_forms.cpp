// Values that are written unlike all others of their column.

#include <algorithm>
#include <string>
#include <unordered_map>

#include "audit/work.h"
#include "core/ascii.h"
#include "core/hash.h"

namespace jumelles::audit {
namespace {

// A column has a form where all but one of a hundred are written in forms that one of a hundred has at least.
constexpr uint64_t kOneOf = 100, kFewestCells = 200;

// Runs of letters as "a", of digits as "9", blanks left out, other signs as they are; what joins words ("Jean-Paul", "L'Isle", "St.") is
// of the word.
void form_of(std::string_view text, std::string& out) {
  out.clear();
  for (const char c : text) {
    const bool letter = is_lower(c) || is_upper(c) || static_cast<uint8_t>(c) >= 0x80;
    const char sign = letter ? 'a' : is_digit(c) ? '9' : c;
    if (c == ' ' || (!out.empty() && out.back() == sign)) continue;
    if (!out.empty() && out.back() == 'a' && (c == '-' || c == '\'' || c == '.')) continue;
    out += sign;
  }
}

}  // namespace

void find_odd_forms(Work& work, const Feed& feed) {
  work.odd_forms.clear();
  const Attribute& attribute = work.records().attributes[feed.attribute];
  const AttributeTypeInfo& type = info(attribute.type);
  // Streets and e-mails have numbers anywhere ("12 avenue du 14 Juillet", "anne.b92@...").
  const bool is_free = (type.look == Look::kAnything && type.cleaning == Cleaning::kWords) || type.cleaning == Cleaning::kStreet || type.cleaning == Cleaning::kEmail;
  if (!feed.as_written() || is_free) return;
  std::unordered_map<uint64_t, uint64_t> cells;
  std::vector<uint64_t> form(work.counts.size(), 0);
  std::string text;
  uint64_t total = 0, usual = 0;
  for (Code code = 1; code < work.counts.size(); ++code) {
    if (work.counts[code] == 0 || work.clean_of[code] == kMissing) continue;
    form_of((*feed.values)[code], text);
    form[code] = hash_text(text);
    cells[form[code]] += work.counts[code];
    total += work.counts[code];
  }
  for (const auto& [of, count] : cells)
    if (count * kOneOf >= total) usual += count;
  if (total < kFewestCells || usual == total || (total - usual) * kOneOf > total) return;
  work.odd_forms.assign(work.counts.size(), 0);
  for (Code code = 1; code < work.counts.size(); ++code)
    if (form[code] != 0 && cells[form[code]] * kOneOf < total) work.odd_forms[code] = 1;
}

}  // namespace jumelles::audit
