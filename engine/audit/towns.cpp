// Towns and their postcodes: those that contradict each other, and towns that are slips of the one that is usual there.

#include <algorithm>
#include <map>

#include "audit/place_list.h"
#include "audit/work.h"
#include "core/ascii.h"
#include "core/radix_sort.h"
#include "standardize/words.h"

namespace jumelles::audit {
namespace {

using K = FindingKindId;
using T = AttributeType;

// Of towns that no list has: one that stands in another department, and ten times as often in one, whose postcode is another town's as well.
// A wrong postcode is that of one customer, whom few records name: what is seen more often is a namesake.
constexpr uint32_t kTimesElsewhere = 10, kMostOfError = 3;
// Within one postcode, hardly two towns are a letter apart, but for the first one ("Madirac", "Sadirac"): of slips, those are rare.
constexpr uint32_t kTimesAsUsual = 5;

struct Place {
  Code postcode = kMissing, town = kMissing;
  uint64_t key() const { return (uint64_t{postcode} << 32) | town; }
};

uint32_t number(std::string_view postcode) {
  uint32_t value = 0;
  for (const char c : postcode) value = value * 10 + static_cast<uint32_t>(c - '0');
  return value;
}

// The first two digits of a postcode, three overseas, plus one: 0 is none.
uint16_t department(uint32_t postcode) { return static_cast<uint16_t>((postcode >= 97'000 ? postcode / 100 : postcode / 1000) + 1); }
uint16_t department(std::string_view postcode) { return postcode.size() != 5 || !standardize::all_digits(postcode) ? 0 : department(number(postcode)); }

// A postcode of a French town that is none: a digit lost, one too many, a letter for a digit. Four digits, or letters in turn with digits,
// are those of neighbors and of Québec, whose towns have the same names.
bool is_broken(std::string_view postcode) {
  const auto digits = static_cast<size_t>(std::count_if(postcode.begin(), postcode.end(), is_digit));
  if (digits == postcode.size()) return digits != 4 && digits != 5;
  return postcode.size() == 5 && digits == 4 && is_digit(postcode[0]);
}

struct KeyOfPlace {
  uint64_t operator()(const Place& place) const { return place.key(); }
};
// A department, a region or a country, and no town of that name.
bool is_no_town(std::string_view folded) {
  static const standardize::WordSet names{
      "AIN", "AISNE", "ALLIER", "ALPES DE HAUTE PROVENCE", "HAUTES ALPES", "ALPES MARITIMES", "ARDECHE", "ARDENNES", "ARIEGE", "AUBE", "AUDE", "AVEYRON", "BOUCHES DU RHONE", "CALVADOS", "CANTAL", "CHARENTE", "CHARENTE MARITIME",
      "CHER", "CORREZE", "CORSE DU SUD", "HAUTE CORSE", "COTE D OR", "COTES D ARMOR", "CREUSE", "DORDOGNE", "DOUBS", "DROME", "EURE", "EURE ET LOIR", "FINISTERE", "GARD", "HAUTE GARONNE", "GERS", "GIRONDE", "HERAULT",
      "ILLE ET VILAINE", "INDRE", "INDRE ET LOIRE", "ISERE", "JURA", "LANDES", "LOIR ET CHER", "LOIRE", "HAUTE LOIRE", "LOIRE ATLANTIQUE", "LOIRET", "LOT", "LOT ET GARONNE", "LOZERE", "MAINE ET LOIRE", "MANCHE", "MARNE",
      "HAUTE MARNE", "MAYENNE", "MEURTHE ET MOSELLE", "MEUSE", "MORBIHAN", "MOSELLE", "NIEVRE", "NORD", "OISE", "ORNE", "PAS DE CALAIS", "PUY DE DOME", "PYRENEES ATLANTIQUES", "HAUTES PYRENEES", "PYRENEES ORIENTALES",
      "BAS RHIN", "HAUT RHIN", "RHONE", "HAUTE SAONE", "SAONE ET LOIRE", "SARTHE", "SAVOIE", "HAUTE SAVOIE", "SEINE MARITIME", "SEINE ET MARNE", "YVELINES", "DEUX SEVRES", "SOMME", "TARN", "TARN ET GARONNE", "VAR", "VAUCLUSE",
      "VENDEE", "VIENNE", "HAUTE VIENNE", "VOSGES", "YONNE", "TERRITOIRE DE BELFORT", "ESSONNE", "HAUTS DE SEINE", "SEINE SAINT DENIS", "VAL DE MARNE", "VAL D OISE", "GUADELOUPE", "MARTINIQUE", "GUYANE", "LA REUNION", "MAYOTTE",
      "AUVERGNE RHONE ALPES", "BOURGOGNE FRANCHE COMTE", "BRETAGNE", "CENTRE VAL DE LOIRE", "CORSE", "GRAND EST", "HAUTS DE FRANCE", "ILE DE FRANCE", "NORMANDIE", "NOUVELLE AQUITAINE", "OCCITANIE", "PAYS DE LA LOIRE",
      "PROVENCE ALPES COTE D AZUR", "PACA", "ALSACE", "AQUITAINE", "AUVERGNE", "BOURGOGNE", "CHAMPAGNE ARDENNE", "FRANCHE COMTE", "LANGUEDOC ROUSSILLON", "LIMOUSIN", "LORRAINE", "MIDI PYRENEES", "PICARDIE", "POITOU CHARENTES",
      "RHONE ALPES", "REGION PARISIENNE", "FRANCE", "BELGIQUE", "SUISSE", "ALLEMAGNE", "ESPAGNE", "ITALIE", "PORTUGAL", "ANGLETERRE", "ROYAUME UNI", "PAYS BAS", "MAROC", "ALGERIE", "TUNISIE", "CANADA", "ETATS UNIS", "EUROPE"};
  return names.has(folded) && PlaceList::french().named(folded).empty();
}

struct Towns {
  std::shared_ptr<Work> shared;
  uint32_t postcode_at, town_at;                    // of the records' attributes
  Work& work = *shared;
  const Attribute &postcodes = work.records().attributes[postcode_at], &towns = work.records().attributes[town_at];
  RadixSort<Place, KeyOfPlace> sort;
  std::vector<std::pair<Place, uint32_t>> places;   // with their counts, by postcode
  std::vector<uint32_t> of_postcode, of_town;       // records per comparison code
  std::map<std::pair<Code, uint16_t>, uint32_t> of_department;  // of a town
  bool is_french = false;                           // nine of ten records have a postcode of France
  std::vector<Code> written;                        // per comparison code of a town: how it is written most, a clean code
  std::map<uint64_t, std::string> meant;            // of a place: the town that it should be
  std::vector<uint64_t> wrong;                      // places, sorted
  std::vector<uint8_t> is_doubtful;                 // per comparison code of a town: stands in `meant` or `wrong`
  std::vector<uint8_t> ends_in_zeros;               // per comparison code of a postcode: a French one
  std::vector<uint8_t> are_towns;                   // per comparison code of a town: 0 is a region and the like; empty: nothing tells
  std::map<std::pair<std::string, std::string>, uint64_t> written_slips;  // as they are written, and what is meant, with their counts
  Finding *contradiction = nullptr, *mistyped = nullptr, *no_town = nullptr, *department_only = nullptr;

  Towns(std::shared_ptr<Work> of, uint32_t postcode, uint32_t town) : shared(std::move(of)), postcode_at(postcode), town_at(town) {}

  uint64_t start() {
    of_postcode.assign(postcodes.comparison.size(), 0);
    of_town.assign(towns.comparison.size(), 0);
    return work.record_count();
  }
  void take(uint64_t begin, uint64_t end) {
    for (auto r = static_cast<RecordIndex>(begin); r < end; ++r) {
      const Place place{compared(postcodes, r), compared(towns, r)};
      if (place.town != kMissing) ++of_town[place.town];
      if (place.postcode == kMissing || place.town == kMissing) continue;
      ++of_postcode[place.postcode];
      sort.add(place);
    }
  }
  uint64_t start_sort() { return sort.start(); }
  void run_sort(uint64_t begin, uint64_t end) { sort.run(begin, end); }
  void count() {
    for (const Place& place : sort.items()) {
      if (places.empty() || places.back().first.key() != place.key()) places.emplace_back(place, 0);
      ++places.back().second;
    }
    uint64_t all = 0, french = 0;
    for (const auto& [place, count] : places) {
      all += count;
      if (const uint16_t of = department(postcodes.comparison[place.postcode]); of != 0) of_department[{place.town, of}] += count, french += count;
    }
    is_french = french * 10 >= all * 9;
  }

  bool contradicts(const Place& place, uint32_t count) const {
    const uint16_t here = department(postcodes.comparison[place.postcode]);
    if (here == 0) return is_french && is_broken(postcodes.comparison[place.postcode]) && !PlaceList::french().named(towns.comparison[place.town]).empty();
    if (const std::vector<const PlaceList::Row*> named = PlaceList::french().named(towns.comparison[place.town]); !named.empty()) {
      return std::none_of(named.begin(), named.end(), [&](const PlaceList::Row* row) { return department(row->postcode) == here; });
    }
    if (count > kMostOfError || count * 2 >= of_postcode[place.postcode]) return false;
    const uint32_t in_department = of_department.find({place.town, here})->second;
    uint32_t elsewhere = 0;
    for (auto at = of_department.lower_bound({place.town, 0}); at != of_department.end() && at->first.first == place.town; ++at)
      if (at->first.second != here) elsewhere = std::max(elsewhere, at->second);
    return elsewhere >= kTimesElsewhere * in_department;
  }

  // A department and three zeros, which no list has for the town: it has others there.
  bool is_department_only(const Place& place) const {
    if (ends_in_zeros[place.postcode] == 0) return false;
    const std::string_view postcode = postcodes.comparison[place.postcode];
    const uint16_t here = department(postcode);
    bool any = false;
    for (const PlaceList::Row* row : PlaceList::french().named(towns.comparison[place.town])) {
      if (row->postcode == number(postcode)) return false;
      any = any || department(row->postcode) == here;
    }
    return any;
  }

  // The town of that postcode that a name which no list has is a letter from.
  void find_listed_slips() {
    for (const auto& [place, count] : places) {
      const std::string_view postcode = postcodes.comparison[place.postcode], town = towns.comparison[place.town];
      if (department(postcode) == 0 || town.size() < 5 || !PlaceList::french().named(town).empty()) continue;
      const auto [from, to] = PlaceList::french().at_postcode(number(postcode));
      const PlaceList::Row* found = nullptr;
      for (const PlaceList::Row* row = from; row != to; ++row)
        if (is_slip(town, row->town)) found = found == nullptr || found->town == row->town ? row : from - 1;
      if (found != nullptr && found != from - 1) meant[place.key()] = std::string(found->name);
    }
  }

  // Where no list says: towns of one postcode that are slips of another one there, and stand nowhere else.
  void find_slips() {
    std::map<Code, std::pair<uint32_t, Code>> slips;  // town -> records of it that are slips, of which town
    for (size_t begin = 0, end = 0; begin < places.size(); begin = end) {
      while (end < places.size() && places[end].first.postcode == places[begin].first.postcode) ++end;
      if (department(postcodes.comparison[places[begin].first.postcode]) != 0) continue;
      if (end - begin > 400) continue;  // a postcode of everything
      for (size_t i = begin; i < end; ++i) {
        const std::string_view text = towns.comparison[places[i].first.town];
        for (size_t j = begin; text.size() >= 5 && j < end; ++j) {
          const std::string_view other = towns.comparison[places[j].first.town];
          if (places[j].second < kTimesAsUsual * places[i].second || text[0] != other[0] || !is_slip(text, other)) continue;
          auto& slip = slips[places[i].first.town];
          slip.first += places[i].second;
          slip.second = places[j].first.town;
          break;
        }
      }
    }
    for (const auto& [place, count] : places) {
      const auto slip = slips.find(place.town);
      if (slip != slips.end() && slip->second.first == of_town[place.town]) meant[place.key()] = std::string(towns.clean[written[slip->second.second]]);
    }
  }

  // What is wrong with a place, told of each place once.
  void judge() {
    for (const auto& [place, count] : places)
      if (contradicts(place, count)) wrong.push_back(place.key());
    if (!is_french) return;
    are_towns.assign(towns.comparison.size(), 1);
    for (Code code = 1; code < are_towns.size(); ++code) are_towns[code] = !is_no_town(towns.comparison[code]);
  }
  // Most towns have nothing of it anywhere, and most postcodes are of a town.
  void mark_doubtful() {
    is_doubtful.assign(towns.comparison.size(), 0);
    for (const auto& [key, right] : meant) is_doubtful[static_cast<Code>(key)] = 1;
    for (const uint64_t key : wrong) is_doubtful[static_cast<Code>(key)] = 1;
    ends_in_zeros.assign(postcodes.comparison.size(), 0);
    for (Code code = 1; code < ends_in_zeros.size(); ++code) {
      const std::string_view postcode = postcodes.comparison[code];
      ends_in_zeros[code] = department(postcode) != 0 && postcode.substr(2) == "000";
    }
  }
  uint64_t start_check() {
    contradiction = &work.finding(K::kPostcodeTown, {postcode_at, town_at});
    mistyped = &work.finding(K::kMistypedValue, {town_at});
    no_town = &work.finding(K::kNoTown, {town_at});
    department_only = &work.finding(K::kDepartmentPostcode, {postcode_at});
    return work.record_count();
  }
  void check(uint64_t begin, uint64_t end) {
    for_records(work, begin, end, [&](uint32_t t, RecordIndex r) {
      const Place place{compared(postcodes, r), compared(towns, r)};
      if (place.postcode == kMissing || place.town == kMissing) return;
      ++contradiction->of_count, ++department_only->of_count;
      const auto written_town = [&] { return std::string(written_value(work, towns, towns.slots[0], t, r)); };
      const auto written_place = [&] { return std::string(written_value(work, postcodes, postcodes.slots[0], t, r)) + " · " + written_town(); };
      if (!are_towns.empty() && are_towns[place.town] == 0) {
        add(*no_town, t, r, written_town());
        ++no_town->distinct_count;
      } else if (is_department_only(place)) {
        add(*department_only, t, r, written_place());
      } else if (is_doubtful[place.town] == 0) {
        return;
      } else if (const auto right = meant.find(place.key()); right != meant.end()) {
        add(*mistyped, t, r);
        ++written_slips[{written_town(), right->second}];
        CellFacts& cell = work.audit->cells[town_at * work.source_count() + t];
        if (cell.valid_count > 0) --cell.valid_count;
      } else if (std::binary_search(wrong.begin(), wrong.end(), place.key())) {
        add(*contradiction, t, r, written_place());
      }
    });
    if (end < work.record_count()) return;
    for (const auto& [slip, times] : written_slips) mistyped->values.push_back({slip.first, slip.second, times});
    mistyped->distinct_count += written_slips.size();
  }

  // How a town is written most.
  void find_writings() {
    written.assign(towns.comparison.size(), kMissing);
    std::vector<uint32_t> times(towns.clean.size(), 0);
    for (const Code code : towns.slots[0].codes) ++times[code];
    for (Code code = 1; code < times.size(); ++code)
      if (Code& best = written[towns.comparison_of[code]]; best == kMissing || times[code] > times[best]) best = code;
  }
};

}  // namespace

Phases town_phases(const std::shared_ptr<Work>& work) {
  const int postcode = work->attribute_of(T::kPostcode), town = work->attribute_of(T::kCity);
  if (postcode < 0 || town < 0) return {};
  const auto towns = std::make_shared<Towns>(work, static_cast<uint32_t>(postcode), static_cast<uint32_t>(town));
  constexpr auto kId = "audit.rules";
  Phases phases{pass(kId, Unit::kRecords, towns, &Towns::start, &Towns::take, 1000), pass(kId, Unit::kRecords, towns, &Towns::start_sort, &Towns::run_sort, 1000)};
  for (void (Towns::*work_on)() : {&Towns::count, &Towns::find_writings, &Towns::find_slips, &Towns::find_listed_slips, &Towns::judge, &Towns::mark_doubtful}) phases.push_back(step(kId, towns, work_on));
  phases.push_back(pass(kId, Unit::kRecords, towns, &Towns::start_check, &Towns::check, 1000));
  return phases;
}

}  // namespace jumelles::audit
