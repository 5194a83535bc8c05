#include "standardize/addresses.h"

#include "standardize/cell_text.h"
#include "standardize/countries.h"
#include "text/utf8.h"

namespace jumelles::standardize {
namespace {

// First word behind the number only.
const WordMap& way_types() {
  static const WordMap map{
      {"R", "RUE"}, {"AV", "AVENUE"}, {"AVE", "AVENUE"}, {"AVN", "AVENUE"}, {"BD", "BOULEVARD"}, {"BLD", "BOULEVARD"},
      {"BLVD", "BOULEVARD"}, {"BVD", "BOULEVARD"}, {"BOUL", "BOULEVARD"}, {"BLV", "BOULEVARD"}, {"ALL", "ALLEE"}, {"AL", "ALLEE"},
      {"ALLS", "ALLEES"}, {"BER", "BERGE"}, {"BCLE", "BOUCLE"}, {"BUT", "BUTTE"}, {"CARF", "CARREFOUR"}, {"CAREF", "CARREFOUR"},
      {"CAR", "CARRE"}, {"CARR", "CARRE"}, {"CHS", "CHAUSSEE"}, {"CHEE", "CHAUSSEE"}, {"CHSE", "CHAUSSEE"}, {"CH", "CHEMIN"},
      {"CHE", "CHEMIN"}, {"CHEM", "CHEMIN"}, {"CR", "CHEMIN RURAL"}, {"CD", "CHEMIN DEPARTEMENTAL"}, {"CV", "CHEMIN VICINAL"},
      {"CHV", "CHEMIN VICINAL"}, {"ACH", "ANCIEN CHEMIN"}, {"ART", "ANCIENNE ROUTE"}, {"CI", "CITE"}, {"CIT", "CITE"}, {"CLO", "CLOS"},
      {"CTR", "CONTOUR"}, {"COR", "CORNICHE"}, {"CRNC", "CORNICHE"}, {"COU", "COUR"}, {"CRS", "COURS"}, {"DSC", "DESCENTE"},
      {"DSG", "DESCENTE"}, {"DIG", "DIGUE"}, {"DOM", "DOMAINE"}, {"ECL", "ECLUSE"}, {"ESPA", "ESPACE"}, {"ESP", "ESPLANADE"},
      {"ESPL", "ESPLANADE"}, {"FG", "FAUBOURG"}, {"FBG", "FAUBOURG"}, {"FRM", "FERME"}, {"FON", "FONTAINE"}, {"FONT", "FONTAINE"},
      {"GAL", "GALERIE"}, {"GR", "GRANDE RUE"}, {"GDR", "GRANDE RUE"}, {"GRANDRUE", "GRANDE RUE"}, {"GBD", "GRAND BOULEVARD"},
      {"GPL", "GRANDE PLACE"}, {"HAM", "HAMEAU"}, {"IMP", "IMPASSE"}, {"JARD", "JARDIN"}, {"JTE", "JETEE"}, {"LVE", "LEVEE"},
      {"LD", "LIEU DIT"}, {"LOT", "LOTISSEMENT"}, {"MARCH", "MARCHE"}, {"MTE", "MONTEE"}, {"NTE", "NOUVELLE ROUTE"}, {"PRC", "PARC"},
      {"PRV", "PARVIS"}, {"PVR", "PARVIS"}, {"PAS", "PASSAGE"}, {"PASS", "PASSAGE"}, {"PSG", "PASSAGE"}, {"PGE", "PASSAGE"},
      {"PLE", "PASSERELLE"}, {"PERI", "PERIPHERIQUE"}, {"PCH", "PETIT CHEMIN"}, {"PTA", "PETITE ALLEE"}, {"PAE", "PETITE AVENUE"},
      {"PTR", "PETITE RUE"}, {"PRT", "PETITE ROUTE"}, {"PIM", "PETITE IMPASSE"}, {"PL", "PLACE"}, {"PLA", "PLACE"}, {"PLAC", "PLACE"},
      {"PLCI", "PLACIS"}, {"PLAG", "PLAGE"}, {"PLN", "PLAINE"}, {"PLT", "PLATEAU"}, {"PNT", "POINTE"}, {"PTE", "PORTE"},
      {"PROM", "PROMENADE"}, {"PRM", "PROMENADE"}, {"QU", "QUAI"}, {"Q", "QUAI"}, {"QUA", "QUARTIER"}, {"QRT", "QUARTIER"},
      {"RAC", "RACCOURCI"}, {"RAID", "RAIDILLON"}, {"RDL", "RAIDILLON"}, {"RPE", "RAMPE"}, {"REM", "REMPART"}, {"RES", "RESIDENCE"},
      {"ROCD", "ROCADE"}, {"RPT", "ROND POINT"}, {"RDPT", "ROND POINT"}, {"RTD", "ROTONDE"}, {"RTE", "ROUTE"}, {"RT", "ROUTE"},
      {"RN", "ROUTE NATIONALE"}, {"RD", "ROUTE DEPARTEMENTALE"}, {"RLE", "RUELLE"}, {"SEN", "SENTE"}, {"SENT", "SENTIER"},
      {"SQ", "SQUARE"}, {"TSSE", "TERRASSE"}, {"TPL", "TERRE PLEIN"}, {"TRT", "TERTRE"}, {"TRA", "TRAVERSE"}, {"VALL", "VALLON"},
      {"VEN", "VENELLE"}, {"VTE", "VIEILLE ROUTE"}, {"VCHE", "VIEUX CHEMIN"}, {"VLA", "VILLA"}, {"VGE", "VILLAGE"}, {"VOI", "VOIE"},
      {"VC", "VOIE COMMUNALE"}, {"ZA", "ZONE ARTISANALE"}, {"ZAC", "ZONE D AMENAGEMENT CONCERTE"}, {"ZI", "ZONE INDUSTRIELLE"}};
  return map;
}

// Words inside the name of a way, never the last one.
const WordMap& name_words() {
  static const WordMap map{{"GEN", "GENERAL"}, {"GAL", "GENERAL"}, {"GL", "GENERAL"}, {"MAL", "MARECHAL"}, {"MAR", "MARECHAL"},
                           {"CDT", "COMMANDANT"}, {"CPT", "CAPITAINE"}, {"CNE", "CAPITAINE"}, {"LT", "LIEUTENANT"},
                           {"LIEUT", "LIEUTENANT"}, {"COL", "COLONEL"}, {"SGT", "SERGENT"}, {"DR", "DOCTEUR"}, {"DOCT", "DOCTEUR"},
                           {"PROF", "PROFESSEUR"}, {"PR", "PROFESSEUR"}, {"PDT", "PRESIDENT"}, {"MGR", "MONSEIGNEUR"},
                           {"ND", "NOTRE DAME"}, {"ST", "SAINT"}, {"STE", "SAINTE"}, {"STS", "SAINTS"}, {"STES", "SAINTES"},
                           {"SS", "SOUS"}, {"REP", "REPUBLIQUE"}, {"1ER", "PREMIER"}, {"FG", "FAUBOURG"}, {"FBG", "FAUBOURG"},
                           {"J", "JEAN"}};
  return map;
}

// Last word of a street in English order ("14 HIGH ST").
const WordMap& english_types() {
  static const WordMap map{{"ST", "STREET"}, {"STR", "STREET"}, {"RD", "ROAD"}, {"AV", "AVENUE"}, {"AVE", "AVENUE"},
                           {"BLVD", "BOULEVARD"}, {"BLV", "BOULEVARD"}, {"BVD", "BOULEVARD"}, {"BD", "BOULEVARD"}, {"DR", "DRIVE"},
                           {"LN", "LANE"}, {"CT", "COURT"}, {"CRT", "COURT"}, {"PL", "PLACE"}, {"PLC", "PLACE"}, {"CRES", "CRESCENT"},
                           {"CR", "CRESCENT"}, {"CCT", "CIRCUIT"}, {"CL", "CLOSE"}, {"HWY", "HIGHWAY"}, {"PKWY", "PARKWAY"},
                           {"PDE", "PARADE"}, {"TCE", "TERRACE"}, {"SQ", "SQUARE"}, {"GR", "GROVE"}, {"GDNS", "GARDENS"}};
  return map;
}

// Words that say that the street is written in French order: the ways' full names and some that have no short form.
bool is_french_way(std::string_view token) {
  static const std::vector<std::string_view> words = [] {
    std::vector<std::string_view> out{"MAIL", "PONT", "PORT", "MAS", "COTE", "LIEU", "BOURG", "GRANDE", "GRAND", "VIEUX", "VIEILLE", "PETITE",
                                      "PETIT", "ANCIEN", "ANCIENNE", "NOUVELLE", "ZONE", "CENTRE", "PORTE", "POINTE", "VALLEE", "ILE"};
    for (const WordPair& row : way_types().rows()) out.push_back(row.meaning.substr(0, row.meaning.find(' ')));
    std::sort(out.begin(), out.end());
    return out;
  }();
  return std::binary_search(words.begin(), words.end(), token);
}

// Kinds of ways by their full names, in the languages that put them in front.
const WordSet& leading_ways() {
  static const WordSet set{"RUE", "AVENUE", "BOULEVARD", "PLACE", "CHEMIN", "ROUTE", "ALLEE", "ALLEES", "IMPASSE", "QUAI", "SQUARE", "COURS",
                           "PASSAGE", "SENTIER", "RUELLE", "FAUBOURG", "LOTISSEMENT", "RESIDENCE", "HAMEAU", "LIEU", "LIEUDIT", "CHAUSSEE",
                           "ZONE", "ZA", "ZI", "ZAC", "ZAE", "VIA", "VIALE", "PIAZZA", "CORSO", "STRADA", "CALLE", "AVENIDA", "PLAZA",
                           "PASEO", "CARRER", "RUA", "PRACA", "TRAVESSA", "LARGO", "ULICA"};
  return set;
}

// "HAUPTSTRASSE", "KERKSTRAAT", "BAHNHOFSTR": the way is the end of the word.
bool ends_as_way(std::string_view token) {
  static constexpr std::string_view kEndings[] = {"STRASSE", "STRAAT", "GASSE", "PLATZ", "WEG", "LAAN", "PLEIN", "STR", "GADE", "GATAN", "DAMM", "UFER", "KADE", "DREEF"};
  for (const std::string_view ending : kEndings)
    if (token.size() >= ending.size() && token.substr(token.size() - ending.size()) == ending) return true;
  return false;
}

bool is_number(std::string_view token) { return token.size() <= 4 && all_digits(token); }

// BIS, TER... behind a number; a lone B, T, Q too.
std::string_view suffix_of(std::string_view token) {
  static const WordMap map{{"BIS", "BIS"}, {"TER", "TER"}, {"QUATER", "QUATER"}, {"QUINQUIES", "QUINQUIES"}, {"B", "BIS"}, {"T", "TER"}, {"Q", "QUATER"}};
  return map.find(token);
}

bool is_month(std::string_view token) {
  static const WordSet set{"JANVIER", "FEVRIER", "MARS", "AVRIL", "MAI", "JUIN", "JUILLET", "AOUT", "SEPTEMBRE", "OCTOBRE", "NOVEMBRE", "DECEMBRE"};
  return set.has(token);
}

// Flats, staircases, floors, buildings and boxes with what follows them.
size_t complement_length(const std::vector<std::string_view>& tokens, size_t i) {
  static const WordSet with_number{"APPT", "APT", "APPARTEMENT", "APPART", "BAT", "BATIMENT", "ESC", "ESCALIER", "ETG", "ETAGE", "PORTE",
                                   "BP", "CS", "TSA", "BOITE", "FLAT", "UNIT", "CEDEX", "LGT", "LOGT", "CHEZ"};
  if (tokens[i] == "RDC" || tokens[i] == "CEDEX") return 1;
  if (i + 1 >= tokens.size() || !with_number.has(tokens[i])) return 0;
  const std::string_view next = tokens[i + 1];
  const bool numbered = next.size() <= 5 && (is_digit(next[0]) || is_digit(next.back()) || next.size() == 1);
  // "PORTE DE ..." is a way; "PORTE 3" a door.
  return numbered ? 2 : 0;
}

struct HouseNumber {
  std::string text;  // "12 BIS"
  size_t taken = 0;  // tokens read
};

HouseNumber read_house_number(const std::vector<std::string_view>& t, size_t at) {
  HouseNumber out;
  if (at >= t.size() || !is_digit(t[at][0])) return out;
  std::string_view digits = t[at], letters;
  const size_t split = digits.find_first_not_of("0123456789");
  if (split != std::string_view::npos) {
    letters = digits.substr(split);
    digits = digits.substr(0, split);
  }
  // "1ER", "8EME" are no house numbers; five digits are a postcode or a reference.
  if (letters.size() > 1 && suffix_of(letters).empty()) return out;
  if (digits.size() > 5) return out;
  const size_t nonzero = digits.find_first_not_of('0');
  if (nonzero == std::string_view::npos) return out;
  out.text = digits.substr(nonzero);
  out.taken = 1;
  const auto add_suffix = [&](std::string_view word) {
    const std::string_view meaning = suffix_of(word);
    append_word(out.text, meaning.empty() ? word : meaning);
  };
  if (!letters.empty()) add_suffix(letters);
  // The first number of a range counts: "12 14", "12 A 14".
  size_t next = at + 1;
  if (letters.empty() && next < t.size() && t[next].size() <= 9 && next + 1 < t.size()) {
    const bool range = t[next] == "A" && is_number(t[next + 1]);
    if (!range && (suffix_of(t[next]).size() > 0 || (t[next].size() == 1 && t[next] >= "A" && t[next] <= "H"))) {
      // A single letter in front of a vowel-apostrophe word ("12 L ETANG", "D ALSACE") is no suffix: only A to H, B, T, Q.
      if (t[next] != "D") {
        add_suffix(t[next]);
        ++next;
      }
    }
  }
  while (next + 1 < t.size() && (is_number(t[next]) || (t[next] == "A" && is_number(t[next + 1])))) {
    // "12 8 MAI 1945": the second number belongs to the name.
    if (is_number(t[next]) && is_month(t[next + 1])) break;
    ++next;
  }
  out.taken = next - at;
  return out;
}

}  // namespace

namespace {

// Words inside a name that stay small, in the languages of streets and towns.
bool small_word(std::string_view lower) {
  static const WordSet set{"de", "du", "des", "la", "le", "les", "et", "en", "sur", "sous", "aux", "au", "lès", "l", "d", "à", "der", "den", "dem",
                           "am", "und", "zur", "zum", "van", "von", "di", "del", "della", "delle", "dei", "do", "dos", "das", "da", "y", "of", "on",
                           "the", "upon", "op", "aan", "bij", "het", "ob", "bis", "ter", "quater"};
  return set.has(lower);
}

// Short forms and suffixes that stay in lower case behind a number.
bool way_word(std::string_view folded) {
  static const WordSet set{"RUE", "AVENUE", "BOULEVARD", "PLACE", "CHEMIN", "ROUTE", "ALLEE", "ALLEES", "IMPASSE", "QUAI", "SQUARE",
                           "COURS", "PASSAGE", "SENTIER", "RUELLE", "FAUBOURG", "BIS", "TER", "QUATER", "VOIE", "SENTE", "VENELLE",
                           "R", "AV", "BD", "BLD", "BVD", "BLVD", "CHE", "CHEM", "IMP", "PL", "RTE", "ALL", "SQ", "CRS", "QUA", "FBG", "FG"};
  return set.has(folded);
}

// Initials that are read letter by letter, of post offices, zones and roads. "RD 12", "RN7".
bool is_acronym(std::string_view folded) {
  static const WordSet set{"BP", "CS", "TSA", "CEDEX", "CIDEX", "ZA", "ZI", "ZAC", "ZAE", "ZUP", "ZFU", "RN", "RD", "CD", "VC", "CR", "LD",
                           "HLM", "CHU", "CHR", "ZIRST", "SNCF", "RDC", "USA", "UK", "NW", "SW", "NE"};
  return set.has(folded);
}

// Kings, popes and centuries: "Louis XIV".
bool is_roman_number(std::string_view folded) {
  static const WordSet set{"II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX",
                           "XXI", "XXII", "XXIII"};
  return set.has(folded);
}

// Three consonants and more can only be spelled out ("CNRS"), but for what is cut short.
bool is_unspeakable(std::string_view folded) {
  static const WordSet cut{"BLD", "BVD", "BLVD", "CDT", "CPT", "SGT", "PDT", "MGR", "CHS", "CRS", "RTE", "STS", "PLT", "PNT", "PRT", "PRC", "PRV",
                           "GDR", "GPL", "DRS", "BGM", "LGT", "QRT", "RDL", "RPT", "RDPT", "DHR", "STR", "HWY", "PKWY", "CRT", "CCT", "GDNS", "MRS", "MLL", "MLLS",
                           "PTT", "PTTS", "FBG", "FRM", "DSC", "TRT", "TPL", "SQR", "BRD", "CHV", "PSG", "PCH", "PLN", "PRM", "VCH"};
  return folded.size() >= 3 && folded.size() <= 5 && folded.find_first_of("AEIOUY0123456789") == std::string_view::npos && !cut.has(folded);
}

// "Z.I.", "S.N.C.F."
bool is_dotted(std::string_view word) {
  if (word.size() < 4) return false;
  for (size_t i = 0; i < word.size(); ++i)
    if ((i % 2 == 1) != (word[i] == '.')) return false;
  return true;
}

// Whether a word written in capitals stays so. `first`: a road or a zone has a name or a number behind it.
bool keeps_capitals(std::string_view word, bool street, bool first, bool more) {
  if (is_dotted(word)) return true;
  const std::string folded = text::fold(word);
  const size_t letters = std::min(folded.find_first_of("0123456789"), folded.size());
  // "NE", "SW" are directions at the end of an American street; in front, letters of a road have something behind them.
  const std::string_view head = std::string_view(folded).substr(0, letters);
  const bool numbered = letters > 0 && letters < folded.size() && all_digits(std::string_view(folded).substr(letters));
  if (numbered) return street && (is_acronym(head) || head.size() == 1);
  if (folded == "NE" || folded == "NW" || folded == "SW" || folded == "UK" || folded == "USA") return street && !first && !more;
  // Towns and states that are called by their letters.
  if (!street && (folded == "NYC" || folded == "DC" || folded == "CDMX")) return true;
  if (is_acronym(folded)) return street || folded == "CEDEX" || folded == "BP";
  if (!first && is_roman_number(folded)) return true;
  return street && is_unspeakable(folded);
}

// A text of one case in words as a person writes an address or a town.
std::string place_case(std::string_view squeezed, bool street, Trace* trace) {
  if (text::is_mixed_case(squeezed)) return std::string(squeezed);
  const bool capitals = text::lower(squeezed) != squeezed;
  const std::string lower = text::lower(squeezed);
  std::string out;
  size_t begin = 0;
  bool first = true, behind_number = true;
  while (begin < lower.size()) {
    size_t end = lower.find_first_of(" -'/(", begin);
    if (end == std::string::npos) end = lower.size();
    const std::string_view word = std::string_view(lower).substr(begin, end - begin);
    const std::string_view bare = word.substr(0, word.find_last_not_of(",;") + 1);
    const bool more = end < lower.size();
    const bool possessive = bare == "s" && begin > 0 && lower[begin - 1] == '\'';  // "King's"
    const bool keep = (!first && (small_word(bare) || possessive)) || (street && begin > 0 && behind_number && way_word(text::fold(word))) || word.empty();
    const bool post_office = street && bare == "po" && lower.compare(std::min(end + 1, lower.size()), 3, "box") == 0;
    const bool place_name = first && (bare == "ld" || bare == "lieudit");  // what is behind it begins anew: "LD Le Bourg"
    // "L-1140", "B-4000": the country of a postcode.
    const bool of_postcode = capitals && word.size() <= 3 && end < lower.size() && lower[end] == '-' &&
                             !country_of_postcode(std::string_view(lower).substr(begin, std::min(lower.find_first_of(" ,)", end), lower.size()) - begin)).empty();
    if (of_postcode) {
      out += text::upper(word);
    } else if ((capitals || bare == "cedex" || bare == "bp" || bare == "cs") && !word.empty() && !(first && way_word(text::fold(word)) && !is_acronym(text::fold(word))) &&
        (post_office || keeps_capitals(bare, street, first, more))) {
      out += text::upper(word);
      note(trace, is_roman_number(text::fold(bare)) ? "place.number_of_king" : "place.acronym");
    } else if (keep) {
      out += word;
    } else {
      size_t at = 0;
      text::append_utf8(out, text::to_upper(text::decode(word, at)));
      out += word.substr(at);
      // One letter to the Dutch: "IJmuiden".
      if (word.size() > 3 && word.substr(0, 2) == "ij" && std::string_view("bdfghklmnprstvwz").find(word[2]) != std::string_view::npos) out[out.size() - word.size() + 1] = 'J';
    }
    if (is_number(bare)) behind_number = true;
    if (!word.empty() && !is_digit(word[0])) {
      first = place_name;
      behind_number = behind_number && (word == "bis" || word == "ter" || word == "quater" || word.size() == 1);
    }
    if (end < lower.size()) out.push_back(lower[end]);
    begin = end + 1;
  }
  step(trace, squeezed, out, "place.case");
  return out;
}

}  // namespace

void clean_street(std::string_view original, Scratch& scratch, CleanValue& out) {
  const std::vector<std::string_view>& all = scratch.tokens;
  std::vector<std::string_view> t;
  for (size_t i = 0; i < all.size();) {
    const size_t drop = complement_length(all, i);
    if (drop == 0) t.push_back(all[i++]);
    else i += drop;
  }
  if (t.empty()) t = all;
  HouseNumber number = read_house_number(t, 0);
  size_t at = number.taken;
  size_t end = t.size();
  if (number.taken == 0 && t.size() >= 2) {
    // "RUE DES TANNEURS 12", "RUE DES TANNEURS 12 BIS": not a year, not a day of history.
    const size_t last = !suffix_of(t.back()).empty() && is_number(t[t.size() - 2]) ? t.size() - 2 : t.size() - 1;
    if (last > 0 && is_number(t[last]) && !is_month(t[last - 1]) && !(t[last].size() == 4 && t[last] >= "1700" && t[last] < "2100")) {
      number = read_house_number(t, last);
      if (number.taken == t.size() - last || number.taken == 1) end = last;
      else number = HouseNumber{};
    }
  }
  out.comparison = number.text;
  const bool numbered = number.taken > 0;
  bool way_seen = false;
  for (size_t i = at; i < end; ++i) {
    std::string_view word = t[i];
    const bool first = i == at, last = i + 1 == end;
    // English order, "169 SULLIVAN ST": a type behind a name, where no French one stands in front.
    const std::string_view english = (last || numbered) && !first && !way_seen ? english_types().find(word) : std::string_view();
    if (first && !last) {
      const std::string_view type = way_types().find(word);
      if (word == "RD" && i + 1 < end && t[i + 1] == "PT") {
        append_word(out.comparison, "ROND POINT");
        way_seen = true;
        ++i;
        continue;
      }
      // Without a number a lone letter is no way type ("R" apart).
      if (!type.empty() && (numbered || word.size() > 1 || word == "R")) {
        append_word(out.comparison, type);
        way_seen = true;
        continue;
      }
    }
    if (!last && is_french_way(word)) way_seen = true;
    if (!english.empty()) {
      append_word(out.comparison, english);
      continue;
    }
    const std::string_view meaning = last || first || word == "J" ? std::string_view() : name_words().find(word);
    if (!meaning.empty()) append_word(out.comparison, meaning);
    else if (first && (word == "ST" || word == "STE")) append_word(out.comparison, word == "ST" ? "SAINT" : "SAINTE");
    else if (word == "8" && i + 1 < end && is_month(t[i + 1])) append_word(out.comparison, "HUIT");
    else append_word(out.comparison, word);
  }
  out.clean = place_case(squeezed(original, scratch.trace), true, scratch.trace);
}

namespace {

// "12", "12B", "12BIS", "12-14".
bool is_house_number(std::string_view word) {
  size_t digits = 0;
  while (digits < word.size() && is_digit(word[digits])) ++digits;
  if (digits == 0 || digits > 4) return false;
  const std::string rest = text::fold(word.substr(digits));
  return rest.empty() || rest.size() == 1 || !suffix_of(rest).empty() || is_number(rest);
}

}  // namespace

bool looks_like_street(std::string_view text) {
  Scratch scratch;
  scratch.read(text);
  const std::vector<std::string_view>& t = scratch.tokens;
  if (t.size() < 2) return false;
  const bool word_behind = std::any_of(t.begin() + 1, t.end(), [](std::string_view token) { return token.size() > 2 && !is_digit(token[0]); });
  if (is_house_number(t[0])) return word_behind && !is_month(t[1]);
  if ((t[0] == "BP" || t[0] == "CS" || t[0] == "TSA") && is_digit(t[1][0])) return true;
  // Without a number only what is no name: "Place", "Calle", "Largo" are.
  static const WordSet never_names{"RUE", "AVENUE", "BOULEVARD", "CHEMIN", "ROUTE", "ALLEE", "IMPASSE", "QUAI", "LIEU", "LIEUDIT", "LOTISSEMENT",
                                   "RESIDENCE", "HAMEAU", "ZONE", "ZA", "ZI", "ZAC", "ZAE"};
  const bool numbered = std::any_of(t.begin(), t.end(), [](std::string_view token) { return is_digit(token[0]); });
  if (leading_ways().has(t[0]) && (numbered || never_names.has(t[0]))) return true;
  return is_house_number(t.back()) && std::any_of(t.begin(), t.end(), ends_as_way);
}

size_t street_in(std::string_view text) {
  std::vector<std::string_view> words;
  text::tokenize(text, [&](std::string_view word) { words.push_back(word); });
  for (size_t i = 0; i + 2 < words.size(); ++i) {
    std::string_view number = words[i];
    if (number.back() == ',') number.remove_suffix(1);
    if (!is_house_number(number)) continue;
    const std::string next = text::fold(words[i + 1]);
    const size_t way = (!suffix_of(next).empty() || next.size() == 1) && next != "R" && i + 3 < words.size() ? i + 2 : i + 1;
    const std::string folded = text::fold(words[way]);
    if (leading_ways().has(folded) || !way_types().find(folded).empty()) return static_cast<size_t>(words[i].data() - text.data());
  }
  return std::string_view::npos;
}

namespace {

// "10001-1234": five digits tell the place, four a block of houses there.
bool is_zip_plus_four(std::string_view s) {
  return s.size() == 10 && (s[5] == '-' || s[5] == ' ') && all_digits(s.substr(0, 5)) && all_digits(s.substr(6));
}

// "945830000", "21391234" of a spreadsheet: the same without its hyphen, in a country that has them; with it, "" of anything else.
std::string zip_plus_four(std::string_view s, std::string_view country, bool restore_zero) {
  const bool is_whole = s.size() == 9, has_lost = restore_zero && s.size() == 8 && s[0] != '0';
  if (country != "US" || !all_digits(s) || !(is_whole || has_lost)) return {};
  const std::string digits = (has_lost ? "0" : "") + std::string(s);
  return digits.substr(0, 5) + '-' + digits.substr(5);
}

// How many zeros a postcode has lost: two where the country has any that begin so ("00184 Roma", "00501").
size_t lost_zeros(std::string_view compact, std::string_view country) {
  if (!all_digits(compact) || compact[0] == '0') return 0;
  if (compact.size() == 4) return 1;
  return compact.size() == 3 && (country == "IT" || (country == "US" && compact >= "501")) ? 2 : 0;
}

// "L-1610", "CH 6300", "PL-80-001", "NL-1013 AA": letters of a country before its postcode; their length, 0 where there are none. British
// ones begin with letters as well, and end so. Of France they go with the signs between its digits.
size_t country_in_front(std::string_view s) {
  static const WordMap lengths{{"A", "4"},  {"AT", "4"}, {"B", "4"},  {"BE", "4"}, {"CH", "4"}, {"D", "5"},  {"DE", "5"}, {"DK", "4"}, {"E", "5"},
                               {"ES", "5"}, {"FI", "5"}, {"FIN", "5"}, {"H", "4"}, {"HU", "4"}, {"I", "5"},  {"IT", "5"}, {"L", "4"},  {"LU", "4"},
                               {"LUX", "4"}, {"N", "4"}, {"NL", "4"}, {"NO", "4"}, {"P", "7"},  {"PL", "5"}, {"PT", "7"}, {"RO", "6"}, {"S", "5"},
                               {"SE", "5"}, {"CZ", "5"}, {"SK", "5"}, {"SI", "4"}, {"HR", "5"}, {"TN", "4"}, {"MA", "5"}, {"DZ", "5"}};
  size_t letters = 0;
  while (letters < s.size() && is_upper(static_cast<char>(s[letters] & ~32))) ++letters;
  if (letters == 0 || letters > 3) return 0;
  const std::string letters_of = text::upper(s.substr(0, letters));
  const std::string_view length = lengths.find(letters_of);
  if (length.empty()) return 0;
  size_t at = letters;
  while (at < s.size() && (s[at] == ' ' || s[at] == '-')) ++at;
  const std::string_view rest = s.substr(at);
  const size_t digits = digits_of(rest).size();
  const bool dutch = letters_of == "NL" && digits == 4 && rest.size() >= 6 && rest.size() <= 7;
  const bool plain = rest.find_first_not_of("0123456789 -") == std::string_view::npos &&
                     (digits == static_cast<size_t>(length[0] - '0') || (digits == 4 && length == "7"));
  return dutch || plain ? at : 0;
}

// Which country the letters in front say, as far as its postcodes have signs of their own; else that of the row.
std::string_view country_of_letters(std::string_view s, std::string_view country) {
  const std::string letters = text::upper(s.substr(0, 2));
  static const WordMap countries{{"PL", "PL"}, {"SE", "SE"}, {"S ", "SE"}, {"S-", "SE"}, {"CZ", "CZ"}, {"SK", "SK"}};
  const std::string_view found = countries.find(letters);
  return found.empty() ? country : found;
}

// "00-950" in Poland, "114 55" in Sweden and its like: the usual form of a postcode.
bool is_usual_form(std::string_view s, std::string_view country) {
  static const WordSet with_blank{"SE", "CZ", "SK", "GR"};
  if (s.size() != 6) return false;
  const auto digits = [&](size_t at, size_t size) { return all_digits(s.substr(at, size)); };
  if (s[2] == '-') return digits(0, 2) && digits(3, 3);  // nobody else has it
  return (with_blank.has(country) || country.empty()) && s[3] == ' ' && digits(0, 3) && digits(4, 2);
}

}  // namespace

void clean_postcode(std::string_view original, bool restore_zero, std::string_view country, Scratch& scratch, CleanValue& out) {
  std::string compact;
  const std::string_view trimmed = trim(original), s = without_zero_tail(trimmed);
  step(scratch.trace, original, trimmed, "text.blanks");
  step(scratch.trace, trimmed, s, "code.decimal_tail");
  if (const size_t letters = country_in_front(s); letters > 0) {
    step(scratch.trace, s, s.substr(letters), "postcode.country");
    return clean_postcode(s.substr(letters), false, country_of_letters(s, country), scratch, out);
  }
  if (const std::string zip = zip_plus_four(s, country, restore_zero); !zip.empty()) {
    step(scratch.trace, s, zip, "postcode.zip_plus_four");
    return clean_postcode(zip, false, country, scratch, out);
  }
  scratch.read(s);
  for (std::string_view token : scratch.tokens) {
    if (token == "CEDEX") break;
    compact.append(token);
    if (compact.size() >= 5 && all_digits(compact)) break;
  }
  if (compact.size() > 5) {
    // "FR75011", "F 75011"
    const size_t digits = compact.find_first_of("0123456789");
    const std::string_view prefix = std::string_view(compact).substr(0, digits);
    if ((prefix == "F" || prefix == "FR") && compact.size() - digits == 5) compact.erase(0, digits);
  }
  if (const size_t lost = lost_zeros(compact, country); restore_zero && lost > 0) {
    compact.insert(0, lost, '0');
    note(scratch.trace, "postcode.lost_zero");
  }
  if (compact == "00000" || compact == "99999" || compact == "0000" || compact == "9999" || compact == "0") {
    out.status = CleanStatus::kPlaceholder;
    return;
  }
  if (compact.size() == 5 && all_digits(compact)) {
    const int department = (compact[0] - '0') * 10 + (compact[1] - '0');
    out.validity = department <= 95 || department == 97 || department == 98 ? Validity::kValid : Validity::kUnchecked;
    out.clean = compact;
    if (is_zip_plus_four(s) || is_usual_form(s, country)) {
      out.clean = squeezed(s, scratch.trace);
      out.comparison = std::move(compact);
      return;
    }
    if (scratch.trace != nullptr && scratch.trace->pending().empty()) {
      const bool cedex = std::find(scratch.tokens.begin(), scratch.tokens.end(), "CEDEX") != scratch.tokens.end();
      note(scratch.trace, cedex ? "postcode.cedex" : "postcode.digits_alone");
    }
    if (scratch.trace != nullptr) scratch.trace->step(s, compact);
  } else {
    if (scratch.trace != nullptr) scratch.trace->forget();
    out.clean = squeezed(s, scratch.trace);
    if (compact != "" && all_digits(compact) && restore_zero) out.validity = Validity::kInvalid;
    if (restore_zero && all_digits(compact)) out.status = CleanStatus::kInvalid;
  }
  out.comparison = std::move(compact);
}

namespace {

// "75 - PARIS", "Lyon (69)": the department is that of the postcode.
std::string without_department(std::string town) {
  const auto is_department = [](std::string_view text) {
    return (text.size() == 2 || text.size() == 3) && is_digit(text[0]) && (all_digits(text) || text == "2A" || text == "2B" || text == "2a" || text == "2b");
  };
  const size_t dash = town.find('-');
  if (dash != std::string::npos && dash + 2 < town.size() && is_department(trim(std::string_view(town).substr(0, dash)))) town.erase(0, dash + 1);
  const size_t open = town.rfind('(');
  if (open != std::string::npos && open > 0 && town.back() == ')' && is_department(std::string_view(town).substr(open + 1, town.size() - open - 2))) town.resize(open);
  return std::string(trim(town));
}

const WordSet& country_names() {
  static const WordSet set{"FRANCE", "BELGIQUE", "BELGIUM", "BELGIE", "SUISSE", "SCHWEIZ", "SWITZERLAND", "ALLEMAGNE", "DEUTSCHLAND", "GERMANY", "ESPAGNE", "ESPANA",
                           "SPAIN", "ITALIE", "ITALIA", "ITALY", "NEDERLAND", "NETHERLANDS", "MAROC", "TUNISIE", "ALGERIE", "OSTERREICH", "AUTRICHE", "POLSKA",
                           "POLAND", "SVERIGE", "SWEDEN", "DANMARK", "NORGE"};
  return set;
}

// "RENNES FRANCE", "Rennes, France", "Rennes (France)": where the name of the town ends. "Fort-de-France", "Roissy en France" are whole.
size_t before_country(std::string_view town) {
  static const WordSet small{"DE", "EN", "D", "OF", "LA", "VON", "DI", "ILE", "BELLE", "NOUVELLE", "PETITE", "VIEILLE"};
  std::string_view rest = town;
  while (!rest.empty() && rest.back() == ')') rest.remove_suffix(1);
  const size_t blank = rest.rfind(' ');
  if (blank == std::string_view::npos || blank == 0) return town.size();
  std::string_view word = rest.substr(blank + 1);
  while (!word.empty() && word.front() == '(') word.remove_prefix(1);
  if (word.size() < 5 || !country_names().has(text::fold(word))) return town.size();
  std::string_view before = rest.substr(0, blank);
  while (!before.empty() && std::string_view(" ,;-/").find(before.back()) != std::string_view::npos) before.remove_suffix(1);
  const std::string last = text::fold(before.substr(before.find_last_of(" -'") + 1));
  return before.empty() || small.has(last) ? town.size() : before.size();
}

}  // namespace

void clean_city(std::string_view original, Scratch& scratch, CleanValue& out) {
  const std::string whole = squeezed(original, scratch.trace);
  std::string town = without_department(whole);
  step(scratch.trace, whole, town, "city.department");
  scratch.read(town);
  std::vector<std::string_view> t = scratch.tokens;
  // "75011 PARIS"
  if (t.size() > 1 && t[0].size() == 5 && all_digits(t[0])) t.erase(t.begin());
  for (size_t i = 1; i < t.size(); ++i)
    if (t[i] == "CEDEX") {
      t.resize(i);
      break;
    }
  // "PARIS 11", "LYON 3EME ARRONDISSEMENT"
  static const WordSet divided{"PARIS", "LYON", "MARSEILLE"};
  const bool arrondissement = t.size() > 1 && divided.has(t[0]) && (is_digit(t[1][0]) || t.back() == "ARRONDISSEMENT");
  if (arrondissement) t.resize(1);
  for (size_t i = 0; i < t.size(); ++i) {
    std::string_view word = t[i];
    const bool last = i + 1 == t.size();
    if (!last && word == "ST") word = "SAINT";
    else if (!last && word == "STE") word = "SAINTE";
    else if (!last && i > 0 && word == "S") word = t[i + 1] == "S" ? "SOUS" : "SUR";
    append_word(out.comparison, word);
    if (word == "SOUS" && t[i] == "S") ++i;
  }
  const std::string upper = text::upper(town);
  const size_t cedex = upper.find(" CEDEX");
  const auto cut = [&](std::string_view left, std::string_view rule) {
    step(scratch.trace, town, left, rule);
    town = std::string(left);
  };
  if (cedex != std::string::npos && cedex > 0 && upper.size() == town.size()) cut(std::string_view(town).substr(0, cedex), "city.cedex");
  if (town.size() > 6 && all_digits(std::string_view(town).substr(0, 5)) && town[5] == ' ') cut(std::string_view(town).substr(6), "city.postcode");
  if (arrondissement) cut(std::string_view(town).substr(0, t[0].size()), "city.arrondissement");
  if (const size_t name = before_country(town); name < town.size()) {
    cut(std::string_view(town).substr(0, name), "city.country");
    const size_t words = out.comparison.rfind(' ');
    if (words != std::string::npos && country_names().has(std::string_view(out.comparison).substr(words + 1))) out.comparison.resize(words);
  }
  out.clean = place_case(town, false, scratch.trace);
}

void clean_country(std::string_view original, Scratch& scratch, CleanValue& out) {
  const std::string_view code = country_of_name(scratch.folded);
  out.comparison = code.empty() ? scratch.folded : std::string(code);
  out.clean = place_case(squeezed(original, scratch.trace), false, scratch.trace);
  if (out.clean.size() != 2) return;
  const std::string upper = code.empty() ? text::upper(out.clean) : std::string(code);  // a code, known or not
  step(scratch.trace, out.clean, upper, "country.code");
  out.clean = upper;
}

}  // namespace jumelles::standardize
