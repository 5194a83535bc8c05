#include "synth/names.h"

#include <algorithm>
#include <iterator>

#include "text/fold.h"
#include "text/french_names.h"
#include "text/utf8.h"

namespace jumelles::synth {
namespace {

template <size_t N>
std::string_view pick(const char* const (&list)[N], Rng& rng) { return list[rng.below(N)]; }

// The figures say nothing about sex. Names that end like the other sex's.
constexpr const char* kMaleInspiteOfEnding[] = {
    "PIERRE", "PHILIPPE", "GUILLAUME", "MAXIME", "JEROME", "ALEXANDRE", "ANTOINE", "STEPHANE", "PATRICE", "CHRISTOPHE", "SERGE", "ANDRE",
    "RENE", "BAPTISTE", "THEODORE", "HONORE", "DESIRE", "AIME", "FABRICE", "MAURICE", "BRICE", "ETIENNE", "EUGENE", "EMILE", "ACHILLE",
    "CYRILLE", "BASILE", "BLAISE", "AMBROISE", "COME", "ELIE", "JEREMIE", "TIMOTHEE", "AMEDEE", "BARNABE", "HERVE", "GUSTAVE", "OCTAVE",
    "ALPHONSE", "RODOLPHE", "ADOLPHE", "HIPPOLYTE", "AUGUSTE", "ARISTIDE", "HILAIRE", "GREGOIRE", "NOE", "MIKE", "STEVE", "DAVE", "GEORGE",
    "CLAUDE", "DOMINIQUE", "JOSE", "CHARLIE", "EDDIE", "LUCA", "NOA", "MUSTAPHA", "MUSTAFA", "MOUSSA", "ISSA",
    "SACHA", "HAMZA", "YAHYA", "ZAKARIA", "JOSHUA", "NICOLA", "ANDREA", "MATTEO", "JEAN PIERRE", "JEAN PHILIPPE", "JEAN CLAUDE",
    "JEAN BAPTISTE", "ISIDORE", "ANATOLE", "ANSELME", "ULYSSE", "NARCISSE", "PACOME"};
constexpr const char* kFemaleInspiteOfEnding[] = {
    "MANON", "MARION", "LISON", "ALISON", "SUZON", "NINON", "AGNES", "INES", "ANAIS", "IRIS", "DORIS", "GLADYS", "CARMEN", "MYRIAM", "MIRIAM",
    "SARAH", "DEBORAH", "JUDITH", "EDITH", "RUTH", "ELISABETH", "ELIZABETH", "ESTHER", "RACHEL", "ANNICK", "SOIZIC", "MURIEL", "CHRISTEL",
    "ISABEL", "JENNIFER", "INGRID", "ASTRID", "SOLEN", "NOLWENN", "ROZENN", "KAREN", "ELLEN", "KELLY", "CINDY", "NELLY", "BETTY", "FANNY",
    "NANCY", "SANDY", "WENDY", "PEGGY", "JENNY", "ROMY", "LILOU", "MARGOT", "MARGAUX", "MAUD", "MARILYN", "NOUR", "HIND", "SOUAD", "NAOMI",
    "HEIDI", "EMILY", "KATY", "CATHY", "MARYLOU", "MARY", "DOROTHY", "GWENN", "ABIGAIL", "SIGRID", "ANNIK", "YAEL", "LOU",
    "MADISON", "KIM", "AUDREY", "LILY", "LUCY", "LESLY", "ASHLEY", "SHIRLEY", "JOAN", "MARIAM", "MERYEM"};

bool is_female_name(std::string_view folded) {
  const auto is = [&](const char* name) { return folded == name; };
  if (std::any_of(std::begin(kMaleInspiteOfEnding), std::end(kMaleInspiteOfEnding), is)) return false;
  if (std::any_of(std::begin(kFemaleInspiteOfEnding), std::end(kFemaleInspiteOfEnding), is)) return true;
  if (folded.substr(0, 5) == "JEAN ") return false;
  if (folded.substr(0, 5) == "MARIE" || folded.substr(0, 5) == "ANNE ") return true;
  return folded.back() == 'E' || folded.back() == 'A';
}

// Given names that carry marks, as they are written; the folded form is computed.
constexpr const char* kMarkedGivenNames[] = {
    "Adélaïde", "Adèle", "Agnès", "Aimé", "Aimée", "Amélie", "Anaïs", "André", "Andrée", "Angèle", "Angélique", "Aurélia", "Aurélie", "Aurélien",
    "Barthélémy", "Béatrice", "Bénédicte", "Benoît", "Cécile", "Cédric", "Célestin", "Célia", "Céline", "Chloé", "Cléa", "Clémence", "Clément",
    "Clémentine", "Côme", "Cyrille", "Danièle", "Désiré", "Dorothée", "Édith", "Edmée", "Édouard", "Éléonore", "Éliane", "Élie", "Éliette", "Élisa",
    "Élisabeth", "Élise", "Élodie", "Éloïse", "Émeline", "Émile", "Émilie", "Émilien", "Éric", "Érick", "Étienne", "Eugène", "Eugénie", "Éva",
    "Évelyne", "Félix", "Françoise", "François", "Frédéric", "Frédérique", "Gaël", "Gaëlle", "Gaétan", "Geneviève", "Géraldine",
    "Gérald", "Gérard", "Ghislaine", "Grégoire", "Grégory", "Gwenaël", "Gwenaëlle", "Hélène", "Héloïse", "Hervé", "Honoré", "Inès", "Irène",
    "Jérémie", "Jérémy", "Jérôme", "Joël", "Joëlle", "Josée", "José", "Josué", "Léa", "Léna", "Léo", "Léon", "Léonie", "Loïc", "Loïs", "Léopold",
    "Maël", "Maëlle", "Maëlys", "Maïté", "Marlène", "Mathéo", "Mélanie", "Mélissa", "Mickaël", "Michaël", "Michèle", "Mégane", "Nadège", "Noé",
    "Noël", "Noëlle", "Noémie", "Océane", "Pénélope", "Raphaël", "Raphaëlle", "Régine", "Régis", "Rémi", "Rémy", "René", "Renée", "Roméo", "Salomé",
    "Sébastien", "Ségolène", "Séverine", "Solène", "Stéphane", "Stéphanie", "Sylvère", "Théo", "Théodore", "Thérèse", "Timothée", "Valérie", "Valéry",
    "Véronique", "Zoé"};

struct ShortForm { const char* name; const char* forms[3]; };
constexpr ShortForm kShortForms[] = {
    {"ALEXANDRE", {"Alex", "Sacha", nullptr}}, {"ALEXANDRA", {"Alex", "Sandra", nullptr}}, {"ALEXIS", {"Alex", nullptr, nullptr}},
    {"ANTOINE", {"Toine", "Tonio", nullptr}}, {"BENJAMIN", {"Ben", nullptr, nullptr}}, {"BERNADETTE", {"Bernie", nullptr, nullptr}},
    {"CATHERINE", {"Cathy", "Katy", nullptr}}, {"CHARLES", {"Charlie", nullptr, nullptr}}, {"CHRISTOPHE", {"Chris", nullptr, nullptr}},
    {"CHRISTIAN", {"Chris", nullptr, nullptr}}, {"CHRISTINE", {"Chris", "Cricri", nullptr}}, {"DANIEL", {"Dany", "Dan", nullptr}},
    {"DANIELLE", {"Dany", nullptr, nullptr}}, {"DOMINIQUE", {"Dom", nullptr, nullptr}}, {"EDOUARD", {"Eddy", nullptr, nullptr}},
    {"ELISABETH", {"Babeth", "Lise", nullptr}}, {"EMMANUEL", {"Manu", nullptr, nullptr}}, {"EMMANUELLE", {"Manu", nullptr, nullptr}},
    {"FLORENCE", {"Flo", nullptr, nullptr}}, {"FREDERIC", {"Fred", nullptr, nullptr}}, {"FREDERIQUE", {"Fred", nullptr, nullptr}},
    {"GABRIEL", {"Gaby", nullptr, nullptr}}, {"GERARD", {"Gégé", nullptr, nullptr}}, {"GUILLAUME", {"Guy", nullptr, nullptr}},
    {"ISABELLE", {"Isa", nullptr, nullptr}}, {"JACQUES", {"Jacky", nullptr, nullptr}}, {"JACQUELINE", {"Jackie", nullptr, nullptr}},
    {"JEAN", {"Jeannot", nullptr, nullptr}}, {"JOSEPH", {"Jo", nullptr, nullptr}}, {"JOSEPHINE", {"Jo", nullptr, nullptr}},
    {"LAURENT", {"Lolo", nullptr, nullptr}}, {"LAURENCE", {"Lolo", nullptr, nullptr}}, {"LOUIS", {"Loulou", nullptr, nullptr}},
    {"MADELEINE", {"Mado", nullptr, nullptr}}, {"MARGUERITE", {"Margot", nullptr, nullptr}}, {"MARIE", {"Mimi", nullptr, nullptr}},
    {"MAXIME", {"Max", nullptr, nullptr}}, {"MATHIEU", {"Matt", nullptr, nullptr}}, {"MATTHIEU", {"Matt", nullptr, nullptr}},
    {"MICHEL", {"Mick", "Mike", nullptr}}, {"MICHELLE", {"Mimi", nullptr, nullptr}}, {"NATHALIE", {"Nath", nullptr, nullptr}},
    {"NICOLAS", {"Nico", nullptr, nullptr}}, {"OLIVIER", {"Olive", nullptr, nullptr}}, {"PATRICK", {"Pat", nullptr, nullptr}},
    {"PATRICIA", {"Pat", nullptr, nullptr}}, {"PHILIPPE", {"Phil", nullptr, nullptr}}, {"PIERRE", {"Pierrot", nullptr, nullptr}},
    {"RAYMOND", {"Ray", nullptr, nullptr}}, {"ROBERT", {"Bob", nullptr, nullptr}}, {"SEBASTIEN", {"Seb", nullptr, nullptr}},
    {"STEPHANE", {"Steph", nullptr, nullptr}}, {"STEPHANIE", {"Steph", nullptr, nullptr}}, {"SUZANNE", {"Suzy", nullptr, nullptr}},
    {"THIERRY", {"Titi", nullptr, nullptr}}, {"THOMAS", {"Tom", nullptr, nullptr}}, {"VALERIE", {"Val", nullptr, nullptr}},
    {"VERONIQUE", {"Véro", nullptr, nullptr}}, {"VINCENT", {"Vince", nullptr, nullptr}}, {"XAVIER", {"Xav", nullptr, nullptr}}};

constexpr const char* kStreetTypes[] = {"rue", "rue", "rue", "rue", "rue", "rue", "avenue", "avenue", "boulevard", "place", "chemin",
                                        "allée", "impasse", "route", "quai", "cours"};
constexpr const char* kStreetNames[] = {
    "des Tanneurs", "de la République", "Victor Hugo", "Jean Jaurès", "de l'Église", "des Écoles", "du Moulin", "de la Gare", "Pasteur",
    "des Lilas", "des Acacias", "du Château", "de Verdun", "Gambetta", "des Jardins", "de la Fontaine", "du Stade", "des Peupliers",
    "Charles de Gaulle", "de la Mairie", "des Roses", "Jules Ferry", "Voltaire", "Émile Zola", "de la Poste", "du Lavoir", "des Tilleuls",
    "Jean Moulin", "Saint-Martin", "Saint-Pierre", "Saint-Nicolas", "Sainte-Anne", "de Paris", "de Lyon", "de Bordeaux", "du Marché", "des Vignes",
    "des Prés", "du Bois", "de la Forêt", "des Champs", "de la Vallée", "du Pont", "de la Liberté", "de l'Hôpital", "du Maréchal Foch",
    "du Général Leclerc", "Anatole France", "Molière", "Balzac", "Lamartine", "Racine", "Corneille", "Rousseau", "Diderot", "Descartes",
    "Marie Curie", "Louis Blanc", "Carnot", "Thiers", "Danton", "Kléber", "Lafayette", "Mozart", "Berlioz", "Debussy", "Ravel", "Monet", "Renoir",
    "Cézanne", "des Cerisiers", "des Marronniers", "des Érables", "des Chênes", "des Bleuets", "des Violettes", "du Soleil", "de Bellevue",
    "de la Croix", "du Calvaire", "des Carmes", "des Capucins", "des Cordeliers", "du Port", "de la Plage", "des Pêcheurs", "du Canal",
    "de l'Abreuvoir", "du Puits", "de la Tour", "des Remparts", "du Rempart", "de la Paix", "du 8 Mai 1945", "du 11 Novembre 1918", "du 14 Juillet",
    "des Mimosas", "du Clos", "de la Grange", "des Hirondelles", "des Alouettes", "Jacques Prévert", "Georges Brassens", "Paul Éluard"};
constexpr const char* kTrades[] = {
    "Menuiserie", "Garage", "Boulangerie", "Cabinet", "Pharmacie", "Transports", "Imprimerie", "Plomberie", "Électricité", "Maçonnerie",
    "Charpente", "Peinture", "Ateliers", "Librairie", "Brasserie", "Domaine", "Optique", "Carrelage", "Serrurerie", "Jardinerie", "Quincaillerie",
    "Fromagerie", "Boucherie", "Traiteur", "Couverture", "Énergie", "Conseil", "Studio", "Laboratoire", "Entreprise"};
constexpr const char* kCompanyForms[] = {"SARL", "SARL", "SARL", "SAS", "SAS", "SAS", "SASU", "EURL", "SA", "SCI"};

// Pieces of surnames that the figures leave out because they are rare.
constexpr const char* kHeads[] = {"Bar", "Beau", "Bel", "Ber", "Bois", "Bor", "Bou", "Bra", "Cam", "Cas", "Cha", "Char", "Cham", "Clé", "Cor", "Cour",
                                  "Dar", "Del", "Des", "Dom", "Du", "Er", "Esca", "Fal", "Far", "Fon", "For", "Fré", "Gar", "Gau", "Ger", "Gor", "Gra",
                                  "Gui", "Hal", "Her", "Jal", "Jour", "Ker", "La", "Lan", "Lar", "Lé", "Lor", "Mal", "Mar", "Mau", "Mes", "Mon", "Mor",
                                  "Nar", "Nor", "Or", "Pal", "Par", "Pé", "Pin", "Por", "Pra", "Quer", "Ram", "Ri", "Ro", "Sal", "San", "Ser", "Sol",
                                  "Tal", "Tas", "Ter", "Tour", "Tré", "Val", "Var", "Ver", "Vil", "Za"};
constexpr const char* kMiddles[] = {"", "", "ba", "be", "bi", "bo", "ca", "co", "da", "de", "di", "fa", "ga", "go", "la", "le", "li", "lo", "ma", "me",
                                    "mi", "mo", "na", "ne", "ni", "pa", "pi", "ra", "re", "ri", "ro", "sa", "se", "ta", "te", "ti", "va", "ve", "vi"};
constexpr const char* kTails[] = {"bert", "bois", "caud", "chet", "dal", "deau", "din", "fort", "gnac", "gnon", "lard", "leau", "let", "lier", "lin",
                                  "lon", "mond", "nard", "nec", "net", "nier", "not", "quet", "quin", "rand", "reau", "ret", "rieux", "ron", "rot",
                                  "sac", "seau", "sier", "son", "tard", "teau", "tel", "tet", "thier", "tier", "ton", "val", "vard", "veau", "vel",
                                  "ville", "zac"};

std::vector<char32_t> points_of(std::string_view text) {
  std::vector<char32_t> points;
  for (size_t at = 0; at < text.size();) points.push_back(text::decode(text, at));
  return points;
}

std::string title_case(std::string_view folded, char joint) {
  std::string out;
  bool start = true;
  for (const char c : folded) {
    if (c == ' ') out.push_back(joint);
    else out.push_back(start || c < 'A' || c > 'Z' ? c : static_cast<char>(c - 'A' + 'a'));
    start = c == ' ';
  }
  return out;
}

const std::vector<std::pair<std::string, std::string_view>>& marked_names() {
  static const auto table = [] {
    std::vector<std::pair<std::string, std::string_view>> rows;
    for (const char* name : kMarkedGivenNames) rows.emplace_back(text::fold(name), name);
    std::sort(rows.begin(), rows.end());
    return rows;
  }();
  return table;
}

std::string one_display(std::string_view folded) {
  const auto& table = marked_names();
  const auto at = std::lower_bound(table.begin(), table.end(), folded, [](const auto& row, std::string_view key) { return row.first < key; });
  return at != table.end() && at->first == folded ? std::string(at->second) : title_case(folded, '-');
}

std::string rare_surname(Rng& rng) {
  for (;;) {
    std::string name(pick(kHeads, rng));
    name += pick(kMiddles, rng);
    name += pick(kTails, rng);
    // A name of the figures would become too common.
    if (text::french_surname_share(text::fold(name)) == 0) return name;
  }
}

}  // namespace

NamePool::NamePool() {
  double sum = 0;
  for (const text::NameShare& row : text::french_surnames()) surnames_.push_back({sum += row.share, row.name});
  double male = 0, female = 0;
  for (const text::NameShare& row : text::french_given_names()) {
    if (row.name.size() < 2) continue;
    const bool is_female = is_female_name(row.name);
    double& total = is_female ? female : male;
    (is_female ? female_ : male_).push_back({total += row.share, row.name});
  }
}

std::string NamePool::surname(double position, Rng& rng) const {
  const auto at = std::upper_bound(surnames_.begin(), surnames_.end(), position, [](double p, const Entry& e) { return p < e.cumulated; });
  return at == surnames_.end() ? rare_surname(rng) : display_surname(at->folded);
}

std::string NamePool::given_name(bool female, Rng& rng) const {
  const auto& list = female ? female_ : male_;
  const double position = rng.uniform() * list.back().cumulated;
  const auto at = std::upper_bound(list.begin(), list.end(), position, [](double p, const Entry& e) { return p < e.cumulated; });
  return display_given_name(at == list.end() ? list.back().folded : at->folded);
}

std::string display_given_name(std::string_view folded) {
  std::string out;
  text::tokenize(folded, [&](std::string_view part) {
    if (!out.empty()) out.push_back('-');
    out += one_display(part);
  });
  return out;
}

std::string display_surname(std::string_view folded) { return title_case(folded, ' '); }

std::string nickname(std::string_view given_name, Rng& rng) {
  const std::string folded = text::fold(given_name);
  for (const ShortForm& row : kShortForms) {
    if (folded != row.name) continue;
    const uint64_t count = row.forms[1] == nullptr ? 1 : 2;
    return row.forms[rng.below(count)];
  }
  return "";
}

std::string street_line(Rng& rng) {
  // Low house numbers are the common ones.
  const uint64_t limit = rng.chance(0.7) ? 40 : 180;
  std::string out = std::to_string(1 + rng.below(limit));
  if (rng.chance(0.05)) out += rng.chance(0.8) ? " bis" : " ter";
  out += " ";
  out += pick(kStreetTypes, rng);
  out += " ";
  out += pick(kStreetNames, rng);
  return out;
}

std::string company_name(std::string_view surname, Rng& rng) {
  std::string out;
  switch (rng.below(4)) {
    case 0: out = std::string(surname) + (rng.chance(0.5) ? " et Fils" : " Frères"); break;
    case 1: out = std::string(surname) + " " + std::string(pick(kTrades, rng)); break;
    default: out = std::string(pick(kTrades, rng)) + " " + std::string(surname); break;
  }
  return out + " " + std::string(pick(kCompanyForms, rng));
}

std::string other_company_form(std::string_view name, Rng& rng) {
  const size_t blank = name.rfind(' ');
  const std::string core(name.substr(0, blank)), form(name.substr(blank + 1));
  switch (rng.below(3)) {
    case 0: return core;
    case 1: return form + " " + core;
    default: {
      std::string dotted;
      for (const char c : form) (dotted += c) += '.';
      return core + " " + dotted;
    }
  }
}

std::string mistyped(std::string_view text, Rng& rng) {
  static constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
  const std::vector<char32_t> original = points_of(text);
  for (;;) {
    std::vector<char32_t> points = original;
    // The first letter is rarely wrong.
    const size_t at = 1 + rng.below(points.size() - 1);
    const auto letter = static_cast<char32_t>(kLetters[rng.below(kLetters.size())]);
    switch (rng.below(5)) {
      case 0: points[at] = letter; break;
      case 1: points.insert(points.begin() + static_cast<std::ptrdiff_t>(at), letter); break;
      case 2: if (points.size() > 2) points.erase(points.begin() + static_cast<std::ptrdiff_t>(at)); break;
      case 3: if (at + 1 < points.size()) std::swap(points[at], points[at + 1]); break;
      default: points.insert(points.begin() + static_cast<std::ptrdiff_t>(at), points[at]); break;
    }
    std::string out;
    for (const char32_t point : points) text::append_utf8(out, point);
    if (text::fold(out) != text::fold(text)) return out;
  }
}

}  // namespace jumelles::synth
