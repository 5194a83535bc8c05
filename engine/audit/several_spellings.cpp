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

// The spelling to be kept is the official one, or the most frequent, or the first of the column.
void find_spellings(Work& work, const Feed& feed) {
  work.spellings.clear();
  const Attribute& attribute = work.records().attributes[feed.attribute];
  if (!are_shared(attribute.type) || !feed.as_written()) return;
  std::vector<uint32_t> cells(attribute.clean.size(), 0);
  for (Code code = 1; code < work.counts.size(); ++code) cells[work.clean_of[code]] += work.counts[code];
  std::unordered_map<std::string, Code> kept;  // per key, the spelling
  std::vector<const Code*> kept_of(cells.size(), nullptr);
  bool any = false;
  for (Code clean = 1; clean < cells.size(); ++clean) {
    if (cells[clean] == 0) continue;
    std::string key = standardize::spelling_key("fingerprint", attribute.clean[clean]);
    if (key.empty()) continue;
    const auto [at, is_first] = kept.emplace(std::move(key), clean);
    kept_of[clean] = &at->second;
    if (is_first) continue;
    any = true;
    const bool known = is_official(attribute.type, attribute.clean[at->second]), better = is_official(attribute.type, attribute.clean[clean]);
    if (better != known ? better : cells[clean] > cells[at->second]) at->second = clean;
  }
  if (!any) return;
  for (Code code = 1; code < work.counts.size(); ++code) {
    const Code clean = work.clean_of[code];
    if (work.counts[code] != 0 && kept_of[clean] != nullptr && *kept_of[clean] != clean) work.spellings.add(code, *kept_of[clean]);
  }
}

}  // namespace jumelles::audit
