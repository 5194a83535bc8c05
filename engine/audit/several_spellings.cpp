// Values that cleaning leaves in several spellings of one word: "Saint-Etienne" and "Saint-Étienne", "VIP" and "Vip".

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "audit/place_list.h"
#include "audit/work.h"
#include "core/ascii.h"
#include "text/fold.h"

namespace jumelles::audit {
namespace {

// Words that many records share. A customer's own name or street is chosen among those of one golden record.
bool are_shared(AttributeType type) { return type == AttributeType::kCity || type == AttributeType::kPlace || type == AttributeType::kCategory; }

// Letters and digits in their order; a blank matters between numbers alone.
void spelling_key(std::string_view value, std::string& folded, std::string& key) {
  text::fold_into(value, folded);
  key.clear();
  for (size_t i = 0; i < folded.size(); ++i)
    if (folded[i] != ' ' || (i > 0 && i + 1 < folded.size() && is_digit(folded[i - 1]) && is_digit(folded[i + 1]))) key += folded[i];
}

// As the official list of French towns spells it.
bool is_official(AttributeType type, std::string_view town) {
  if (type != AttributeType::kCity) return false;
  for (const PlaceList::Row* row : PlaceList::french().named(text::fold(town)))
    if (row->name == town) return true;
  return false;
}

bool has_accents(std::string_view text) { return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<uint8_t>(c) >= 0x80; }); }

// Spellings of one key.
struct Group {
  std::vector<Code> spellings;  // clean values
  Code kept = kMissing;         // missing: nobody knows which one is meant
};

// The official spelling is kept. Two that are official are two towns (Moûtiers, Moutiers), and of which of them a third writing is nobody knows.
// Elsewhere one with accents, which programs lose and nobody adds, but where it is as rare as a slip; then the most frequent, then the first.
Code spelling_to_keep(AttributeType type, const Dictionary& values, const std::vector<uint32_t>& cells, const std::vector<Code>& spellings) {
  std::vector<Code> official;
  for (const Code spelling : spellings)
    if (is_official(type, values[spelling])) official.push_back(spelling);
  if (!official.empty()) return official.size() == 1 ? official[0] : kMissing;
  uint64_t all = 0;
  for (const Code spelling : spellings) all += cells[spelling];
  const auto is_preferred = [&](Code spelling) { return has_accents(values[spelling]) && uint64_t{cells[spelling]} * kTimesAsFrequent >= all; };
  return *std::max_element(spellings.begin(), spellings.end(), [&](Code a, Code b) { return std::pair(is_preferred(a), cells[a]) < std::pair(is_preferred(b), cells[b]); });
}

}  // namespace

void find_spellings(Work& work, const Feed& feed) {
  work.spellings.clear();
  const Attribute& attribute = work.records().attributes[feed.attribute];
  if (!are_shared(attribute.type) || !feed.as_written()) return;
  std::vector<uint32_t> cells(attribute.clean.size(), 0);
  for (Code code = 1; code < work.counts.size(); ++code) cells[work.clean_of[code]] += work.counts[code];
  Dictionary keys;
  std::vector<Group> groups(1);
  std::vector<Code> group_of(cells.size(), kMissing);
  std::string folded, key;
  for (Code clean = 1; clean < cells.size(); ++clean) {
    if (cells[clean] == 0) continue;
    spelling_key(attribute.clean[clean], folded, key);
    const Code group = group_of[clean] = keys.intern(key);
    if (group == kMissing) continue;  // signs alone
    if (group == groups.size()) groups.emplace_back();
    groups[group].spellings.push_back(clean);
  }
  for (Group& group : groups)
    if (group.spellings.size() > 1) group.kept = spelling_to_keep(attribute.type, attribute.clean, cells, group.spellings);
  for (Code code = 1; code < work.counts.size(); ++code) {
    const Code clean = work.clean_of[code], kept = groups[group_of[clean]].kept;
    if (work.counts[code] != 0 && kept != kMissing && kept != clean) work.spellings.add(code, kept);
  }
}

}  // namespace jumelles::audit
