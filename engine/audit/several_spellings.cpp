// Values that cleaning leaves in several spellings of one word: "Saint-Etienne" and "Saint-Étienne", "VIP" and "Vip".

#include <string>
#include <unordered_map>
#include <vector>

#include "audit/place_list.h"
#include "audit/work.h"
#include "standardize/spellings.h"
#include "text/fold.h"

namespace jumelles::audit {
namespace {

// Words that many records share. A customer's own name or street is chosen among those of one golden record.
bool are_shared(AttributeType type) { return type == AttributeType::kCity || type == AttributeType::kPlace || type == AttributeType::kCategory; }

// As the official list of French towns spells it.
bool is_official(AttributeType type, std::string_view town) {
  if (type != AttributeType::kCity) return false;
  for (const PlaceList::Row* row : PlaceList::french().named(text::fold(town)))
    if (row->name == town) return true;
  return false;
}

}  // namespace

// The spelling to be kept is the official one, or the most frequent, or the first of the column. Two that are official are two towns (Moûtiers,
// Moutiers), and of which of them a third writing is nobody knows.
void find_spellings(Work& work, const Feed& feed) {
  work.spellings.clear();
  const Attribute& attribute = work.records().attributes[feed.attribute];
  if (!are_shared(attribute.type) || !feed.as_written()) return;
  std::vector<uint32_t> cells(attribute.clean.size(), 0);
  for (Code code = 1; code < work.counts.size(); ++code) cells[work.clean_of[code]] += work.counts[code];
  struct Kept { Code spelling = kMissing; bool is_official = false, is_untold = false; };
  // Few values compare alike and are clean in several ways: they alone are looked at closely, as those may be other parts of one town.
  std::vector<uint32_t> ways(attribute.comparison.size(), 0);
  bool any = false;
  for (Code clean = 1; clean < cells.size(); ++clean)
    if (cells[clean] != 0 && ++ways[attribute.comparison_of[clean]] > 1) any = true;
  if (!any) return;
  std::unordered_map<std::string, Kept> kept;  // per key
  std::vector<const Kept*> kept_of(cells.size(), nullptr);
  for (Code clean = 1; clean < cells.size(); ++clean) {
    if (cells[clean] == 0 || ways[attribute.comparison_of[clean]] < 2) continue;
    std::string key = standardize::spelling_key("fingerprint", attribute.clean[clean]);
    if (key.empty()) continue;
    Kept& of = kept[std::move(key)];
    kept_of[clean] = &of;
    const bool official = is_official(attribute.type, attribute.clean[clean]);
    of.is_untold = of.is_untold || (official && of.is_official);
    const bool is_better = of.spelling == kMissing || (official != of.is_official ? official : cells[clean] > cells[of.spelling]);
    if (is_better) of.spelling = clean, of.is_official = official;
  }
  for (Code code = 1; code < work.counts.size(); ++code) {
    const Code clean = work.clean_of[code];
    const Kept* const of = work.counts[code] != 0 ? kept_of[clean] : nullptr;
    if (of != nullptr && !of->is_untold && of->spelling != clean) work.spellings.add(code, of->spelling);
  }
}

}  // namespace jumelles::audit
