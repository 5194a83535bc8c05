#include "words.h"

#include <array>

#include "core/hash.h"
#include "fresh_words.h"
#include "text/fold.h"

namespace jumelles::worlds {
namespace {

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('|', begin), text.size());
    words.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

// male, female, surnames, heads and tails of made surnames, towns, heads and tails of made towns, streets, kinds of streets,
// mail hosts, activities, legal forms
using Text = std::array<const char*, 13>;

constexpr Text kFrance{
    "Jean|Pierre|Michel|Philippe|Nicolas|Julien|Thomas|Christophe|Antoine|Lucas|Hugo|Laurent|Mathieu|Sébastien|Alexandre|Maxime|François|"
    "Olivier|Guillaume|Vincent|Théo|Louis|Jacques|Bernard|Éric|Gérard|Fabrice|Karim|Mohamed|Yanis|Romain|Clément|Benoît|Cédric|Jérôme|"
    "Jean-Pierre|Jean-Luc|Gaël|Baptiste|Adrien|Marc|Léo|Gabriel|Raphaël|Arthur|Denis|Patrice|Didier|Rémi|Loïc",
    "Marie|Sophie|Julie|Camille|Isabelle|Nathalie|Céline|Sandrine|Aurélie|Émilie|Léa|Manon|Chloé|Anne|Catherine|Véronique|Valérie|"
    "Françoise|Martine|Monique|Hélène|Laure|Pauline|Mathilde|Claire|Charlotte|Sarah|Inès|Fatima|Nadia|Élodie|Stéphanie|Virginie|"
    "Anne-Marie|Marie-Claude|Jacqueline|Brigitte|Corinne|Louise|Alice|Emma|Jade|Zoé|Lucie|Margaux|Amandine|Delphine|Patricia|Sylvie|Agnès",
    "Martin|Bernard|Dubois|Thomas|Robert|Richard|Petit|Durand|Leroy|Moreau|Simon|Laurent|Lefebvre|Michel|Garcia|David|Bertrand|Roux|Vincent|"
    "Fournier|Morel|Girard|André|Lefèvre|Mercier|Dupont|Lambert|Bonnet|François|Martinez|Legrand|Garnier|Faure|Rousseau|Blanc|Guérin|Muller|"
    "Henry|Roussel|Nicolas|Perrin|Morin|Mathieu|Clément|Gauthier|Dumont|Lopez|Fontaine|Chevalier|Robin|Masson|Sanchez|Gérard|Nguyen|Boyer|"
    "Denis|Lemaire|Duval|Joly|Gautier|Roger|Roche|Roy|Noël|Meyer|Lucas|Meunier|Jean|Perez|Marchand|Dufour|Blanchard|Marie|Barbier|Brun|Dumas",
    "Bel|Mont|Char|Gran|Vil|Bou|Del|Cha|Pel|Ros|Tour|Mar|Val|Cor|Fau|Gail|Lam|Pou|Ren|Sau|Ver|Bar|Cour|Des|Gui|Mé|Por|Ra|Tri|Cas|Bri|Fré",
    "ard|eau|in|on|ier|ot|et|lain|vier|reau|neau|teau|zac|mont|ville|court|nel|dier|bert|rand|let|chet|lin|ton|mier|quet|tin|gnac|sson|baud",
    "Paris|Lyon|Marseille|Toulouse|Nantes|Lille|Bordeaux|Rennes|Strasbourg|Grenoble|Dijon|Angers|Brest|Le Mans|Tours|Amiens|Limoges|Metz|"
    "Orléans|Rouen|Mulhouse|Caen|Nancy|Argenteuil|Montreuil|Pau|Poitiers|Calais|La Rochelle|Quimper|Vannes|Chambéry|Annecy|Bayonne|Albi|Niort",
    "Saint-Martin|Villeneuve|Beaumont|Saint-Pierre|Castel|Mont|Roche|Val|Saint-Jean|Bois|Pont|Fontaine|La Chapelle|Neuville|Puy",
    "sur-Loire|la-Forêt|en-Bresse|d'Oise|les-Bains|le-Grand|sur-Mer|du-Lac|l'Abbaye|aux-Bois|sous-Roche|de-Haut|la-Rivière|en-Vexin",
    "de la République|Victor Hugo|Jean Jaurès|de l'Église|Pasteur|des Écoles|du Moulin|de la Gare|du Général Leclerc|Gambetta|des Lilas|"
    "Jules Ferry|de Verdun|des Peupliers|du Château|de la Fontaine|Voltaire|des Acacias|de Paris|Émile Zola|des Tilleuls|du Stade",
    "rue|rue|rue|avenue|boulevard|place|impasse|allée|chemin|route", "orange.fr|gmail.com|free.fr|laposte.net|hotmail.fr|sfr.fr|wanadoo.fr|yahoo.fr",
    "Transports|Menuiserie|Boulangerie|Plomberie|Conseil|Immobilier|Pharmacie|Garage|Services|Électricité|Peinture|Ambulances|Imprimerie|"
    "Paysages|Informatique|Distribution|Bâtiment|Négoce|Formation|Assurances|Optique|Fleurs|Coiffure|Traiteur|Maçonnerie",
    "SARL|SAS|SA|EURL|SASU|SCI|SNC"};
constexpr Text kEngland{
    "James|John|Robert|Michael|William|David|Richard|Joseph|Charles|Thomas|Daniel|Matthew|Anthony|Mark|Donald|Steven|Paul|Andrew|Joshua|"
    "Kenneth|Kevin|Brian|George|Edward|Ronald|Timothy|Jason|Jeffrey|Ryan|Jacob|Gary|Nicholas|Eric|Jonathan|Stephen|Larry|Justin|Scott|"
    "Brandon|Benjamin|Samuel|Gregory|Frank|Oliver|Harry|Jack|Callum|Ethan|Liam|Nathan",
    "Mary|Patricia|Jennifer|Linda|Elizabeth|Barbara|Susan|Jessica|Sarah|Karen|Lisa|Nancy|Betty|Margaret|Sandra|Ashley|Kimberly|Emily|"
    "Donna|Michelle|Carol|Amanda|Melissa|Deborah|Stephanie|Rebecca|Sharon|Laura|Cynthia|Kathleen|Amy|Angela|Shirley|Anna|Brenda|Pamela|"
    "Nicole|Samantha|Katherine|Emma|Ruth|Christine|Olivia|Sophie|Chloe|Hannah|Alice|Megan|Grace|Lucy",
    "Smith|Jones|Taylor|Brown|Williams|Wilson|Johnson|Davies|Robinson|Wright|Thompson|Evans|Walker|White|Roberts|Green|Hall|Wood|Jackson|"
    "Clarke|Clark|Harris|Cooper|King|Lee|Martin|Turner|Hill|Baker|Morris|Moore|Ward|Allen|Scott|Young|Watson|Mitchell|Parker|Cook|Morgan|"
    "Bell|Kelly|Murphy|Bailey|Richardson|Cox|Collins|Bennett|Carter|Shaw|Miller|Marshall|Gray|Simpson|Hughes|Edwards|Stewart|Patel|Khan|Ali",
    "Ash|Black|Brad|Brom|Clif|Dun|East|Fair|Gold|Har|Hol|King|Lang|Mar|New|Oak|Pen|Red|Stan|Thorn|Wal|West|Whit|Win|Wood|Crow|Hart|Mill|Nor",
    "ley|ton|field|ford|well|worth|wood|man|son|ham|ridge|brook|more|stone|ston|by|hurst|land|bury|shaw|croft|combe|water|gate",
    "London|Birmingham|Leeds|Glasgow|Sheffield|Bradford|Liverpool|Edinburgh|Manchester|Bristol|Cardiff|Leicester|Coventry|Nottingham|"
    "Newcastle|Sunderland|Brighton|Plymouth|Stoke|Derby|Southampton|Swansea|York|Oxford|Bath|Exeter|Norwich|Luton|Reading|Ipswich",
    "Ash|Bourne|Charl|Dor|Elms|Farn|Green|Hather|Ilk|Kings|Lang|Mel|North|Old|Peter|Rush|Stan|Thorn|Up|Wal",
    "ton|ford|bury|ham|wick|ley|mouth|bridge|field|stead|worth|combe|by|thorpe|dale|minster",
    "High|Church|Station|Victoria|Park|Mill|Queens|Kings|London|Manor|Albert|School|Green|Grange|Springfield|York|North|South|The Grove|"
    "Chapel|Richmond|Highfield|New|Windsor|Alexandra|Broadway",
    "Street|Street|Road|Road|Lane|Avenue|Close|Drive|Way|Gardens", "gmail.com|hotmail.co.uk|yahoo.com|outlook.com|btinternet.com|icloud.com|aol.com",
    "Plumbing|Logistics|Bakery|Consulting|Motors|Builders|Electrical|Catering|Foods|Systems|Software|Insurance|Cleaning|Printing|Landscapes|"
    "Haulage|Joinery|Fashion|Properties|Optics|Security|Training|Roofing|Interiors|Farms",
    "Ltd|Limited|PLC|LLP|Inc"};
constexpr Text kGermany{
    "Hans|Peter|Wolfgang|Klaus|Thomas|Michael|Andreas|Stefan|Jürgen|Uwe|Matthias|Frank|Jens|Jörg|Sebastian|Tobias|Lukas|Felix|Jonas|Paul|"
    "Maximilian|Florian|Karl-Heinz|Günther|Dieter|Heinz|Manfred|Bernd|Ralf|Holger|Torsten|Björn|Tim|Niklas|Leon|Finn|Moritz|Simon|Kurt|Otto",
    "Ursula|Monika|Petra|Sabine|Andrea|Claudia|Susanne|Birgit|Gabriele|Renate|Karin|Anna|Julia|Katharina|Lena|Laura|Sarah|Christina|Nicole|"
    "Stefanie|Martina|Heike|Silke|Ingrid|Helga|Brigitte|Jana|Hannah|Mia|Emma|Lea|Marie|Sophie|Johanna|Anja|Kerstin|Ute|Elke|Gisela|Jutta",
    "Müller|Schmidt|Schneider|Fischer|Weber|Meyer|Wagner|Becker|Schulz|Hoffmann|Schäfer|Koch|Bauer|Richter|Klein|Wolf|Schröder|Neumann|"
    "Schwarz|Zimmermann|Braun|Krüger|Hofmann|Hartmann|Lange|Schmitt|Werner|Schmitz|Krause|Meier|Lehmann|Schmid|Schulze|Maier|Köhler|Herrmann|"
    "König|Walter|Mayer|Huber|Kaiser|Fuchs|Peters|Lang|Scholz|Möller|Weiß|Jung|Hahn|Schubert",
    "Stein|Berg|Wald|Bach|Rosen|Lind|Eich|Hol|Grün|Hein|Wein|Schön|Feld|Ost|Brand|Birk|Kirch|Neu|Alt|Kron|Drei|Hoh|Reich|Silber|Brem|Gold",
    "mann|er|bach|berger|hauer|meier|stein|feld|ling|hof|hardt|wald|kamp|müller|brink|mayr|holz|baum|hausen|inger",
    "Berlin|Hamburg|München|Köln|Frankfurt|Stuttgart|Düsseldorf|Leipzig|Dortmund|Essen|Bremen|Dresden|Hannover|Nürnberg|Duisburg|Bochum|"
    "Wuppertal|Bielefeld|Bonn|Münster|Karlsruhe|Mannheim|Augsburg|Wiesbaden|Kiel|Lübeck|Erfurt|Rostock|Mainz|Kassel",
    "Bad Stein|Neu|Alten|Ober|Unter|Groß|Wald|Linden|Kirch|Wester|Rosen|Hohen|Schön|Grün", "burg|dorf|heim|hausen|bach|stadt|feld|kirchen|berg|tal|brück|au",
    "Haupt|Schul|Garten|Bahnhof|Dorf|Berg|Birken|Linden|Kirch|Wald|Goethe|Schiller|Mozart|Ring|Mühlen|Rosen|Wiesen|Industrie",
    "straße|straße|straße|weg|weg|allee|platz|gasse", "gmx.de|web.de|gmail.com|t-online.de|outlook.de|freenet.de",
    "Bau|Logistik|Bäckerei|Beratung|Autohaus|Elektro|Gastro|Metallbau|Software|Versicherung|Reinigung|Druck|Garten|Spedition|Tischlerei|Apotheke|"
    "Immobilien|Optik|Technik|Handel", "GmbH|AG|KG|GmbH & Co. KG|UG|OHG|e.K."};
constexpr Text kSpain{
    "Antonio|José|Manuel|Francisco|Juan|David|Javier|Daniel|Carlos|Jesús|Alejandro|Miguel|Rafael|Pedro|Ángel|Pablo|Sergio|Fernando|Luis|Jorge|"
    "Alberto|Álvaro|Diego|Adrián|Raúl|Enrique|Ramón|Vicente|Iván|Rubén|Óscar|Andrés|Joaquín|Santiago|Eduardo|Víctor|Mario|Hugo|Martín|Iker",
    "María|Carmen|Ana|Isabel|Laura|Cristina|Marta|Francisca|Lucía|Antonia|Dolores|Pilar|Elena|Sara|Paula|Raquel|Rosa|Teresa|Beatriz|Nuria|Silvia|"
    "Julia|Patricia|Irene|Andrea|Rocío|Mónica|Alba|Ángela|Sonia|Alicia|Sandra|Marina|Susana|Natalia|Yolanda|Inés|Claudia|Eva|Noelia",
    "García|Rodríguez|González|Fernández|López|Martínez|Sánchez|Pérez|Gómez|Martín|Jiménez|Ruiz|Hernández|Díaz|Moreno|Muñoz|Álvarez|Romero|"
    "Alonso|Gutiérrez|Navarro|Torres|Domínguez|Vázquez|Ramos|Gil|Ramírez|Serrano|Blanco|Molina|Morales|Suárez|Ortega|Delgado|Castro|Ortiz|Rubio|"
    "Marín|Sanz|Núñez|Iglesias|Medina|Garrido|Cortés|Castillo|Santos|Lozano|Guerrero|Cano|Prieto",
    "Al|Bar|Cal|Cas|Del|Es|Fuen|Gal|Her|La|Mon|Nav|Ol|Pal|Qui|Rib|Sal|Tor|Val|Vil|Zar|Car|Mir|Pas|Ser",
    "tana|dera|mora|ranza|dillo|tero|gado|nosa|rrés|ñón|quez|llán|bal|vero|rroza|zano|dón|mero|lobos|tes",
    "Madrid|Barcelona|Valencia|Sevilla|Zaragoza|Málaga|Murcia|Palma|Bilbao|Alicante|Córdoba|Valladolid|Vigo|Gijón|Granada|Vitoria|Elche|Oviedo|"
    "Cartagena|Jerez|Pamplona|Almería|Burgos|Salamanca|Albacete|Huelva|Logroño|Badajoz|León|Cádiz",
    "Villa|Torre|Santa|San|Fuente|Puebla|Castro|Monte|Aldea|Navas", "franca|mayor|alegre|del Río|de la Sierra|vieja|hermosa|blanca|del Campo|nueva",
    "Mayor|Real|del Sol|de la Constitución|Cervantes|San José|de la Paz|Nueva|del Carmen|Goya|de España|San Juan|Colón|de Andalucía|Velázquez",
    "Calle|Calle|Calle|Avenida|Plaza|Paseo|Camino", "gmail.com|hotmail.es|yahoo.es|telefonica.net|outlook.es",
    "Transportes|Panadería|Construcciones|Talleres|Consultores|Inmobiliaria|Farmacia|Servicios|Electricidad|Pinturas|Imprenta|Jardines|"
    "Informática|Distribuciones|Seguros|Óptica|Muebles|Carpintería|Textiles|Vinos", "S.L.|S.A.|S.L.U.|S.C."};
constexpr Text kPoland{
    "Jan|Andrzej|Piotr|Krzysztof|Stanisław|Tomasz|Paweł|Józef|Marcin|Marek|Michał|Grzegorz|Jerzy|Tadeusz|Adam|Łukasz|Zbigniew|Ryszard|Dariusz|"
    "Henryk|Mariusz|Kazimierz|Wojciech|Robert|Mateusz|Marian|Rafał|Jacek|Janusz|Mirosław|Maciej|Sławomir|Jarosław|Kamil|Wiesław|Jakub|Szymon",
    "Anna|Maria|Katarzyna|Małgorzata|Agnieszka|Barbara|Krystyna|Ewa|Elżbieta|Zofia|Teresa|Magdalena|Joanna|Janina|Monika|Danuta|Jadwiga|Aleksandra|"
    "Halina|Irena|Beata|Marta|Dorota|Helena|Karolina|Grażyna|Jolanta|Iwona|Marianna|Natalia|Zuzanna|Julia|Maja|Hanna|Alicja|Lena",
    "Nowak|Kowalski|Wiśniewski|Wójcik|Kowalczyk|Kamiński|Lewandowski|Zieliński|Szymański|Woźniak|Dąbrowski|Kozłowski|Jankowski|Mazur|Kwiatkowski|"
    "Krawczyk|Piotrowski|Grabowski|Nowakowski|Pawłowski|Michalski|Nowicki|Adamczyk|Dudek|Zając|Wieczorek|Jabłoński|Król|Majewski|Olszewski|Jaworski|"
    "Wróbel|Malinowski|Pawlak|Witkowski|Walczak|Stępień|Górski|Rutkowski|Michalak|Sikora|Ostrowski|Baran|Duda|Szewczyk|Tomaszewski|Pietrzak",
    "Brzo|Cho|Dol|Gra|Ja|Kal|Les|Mo|No|Os|Pie|Ra|So|Sta|Tar|Wol|Za|Zie|Ły|Bor|Cze|Gór|Kra|Lip|Mil", "zowski|nacki|lewicz|czak|niak|rek|ski|czyk|lski|sik|ba|ron|dka|ciński|bski|mski|nik|wicz",
    "Warszawa|Kraków|Łódź|Wrocław|Poznań|Gdańsk|Szczecin|Bydgoszcz|Lublin|Białystok|Katowice|Gdynia|Częstochowa|Radom|Toruń|Sosnowiec|Kielce|Rzeszów|"
    "Gliwice|Olsztyn|Zabrze|Bytom|Opole|Tychy|Płock|Elbląg",
    "Nowa |Stara |Biała |Dąbrowa |Wola |Góra |Kamienna ", "Wieś|Podlaska|Śląska|Polana|Górna|Dolna|Rzeka|Huta",
    "Polna|Leśna|Słoneczna|Krótka|Szkolna|Ogrodowa|Lipowa|Brzozowa|Łąkowa|Kwiatowa|Kościelna|Sosnowa|Zielona|Parkowa|Akacjowa",
    "ul.|ul.|ul.|al.|pl.", "wp.pl|onet.pl|gmail.com|o2.pl|interia.pl",
    "Budownictwo|Transport|Piekarnia|Usługi|Instalacje|Apteka|Meble|Drukarnia|Handel|Ogrody|Auto-Serwis|Stolarstwo|Nieruchomości", "Sp. z o.o.|S.A.|Sp. j.|Sp. k."};

Lexicon make(Country country, const Text& text) {
  return {country, split(text[0]), split(text[1]), split(text[2]), split(text[3]), split(text[4]), split(text[5]), split(text[6]), split(text[7]), split(text[8]),
          split(text[9]), split(text[10]), split(text[11]), split(text[12])};
}

// A country whose language nobody knows: every word is made of syllables.
Lexicon make_nowhere() {
  Rng rng(20260);
  Lexicon words;
  words.country = Country::kNowhere;
  const auto fill = [&](std::vector<std::string>& into, int count, int syllables) {
    for (int i = 0; i < count; ++i) into.push_back(capitalized(made_word(rng, syllables)));
  };
  fill(words.male, 60, 2);
  fill(words.female, 60, 3);
  fill(words.surnames, 120, 3);
  fill(words.surname_heads, 40, 1);
  for (int i = 0; i < 40; ++i) words.surname_tails.push_back(made_word(rng, 2));
  fill(words.towns, 40, 3);
  fill(words.town_heads, 20, 2);
  for (int i = 0; i < 20; ++i) words.town_tails.push_back(made_word(rng, 1));
  fill(words.streets, 60, 3);
  fill(words.street_kinds, 5, 1);
  words.mail_hosts = split("gmail.com|postva.nt|mirko.nt|outlook.com");
  fill(words.activities, 30, 3);
  words.legal_forms = split("Vk|Tal|Oru");
  return words;
}

}  // namespace

const Lexicon& lexicon(Country country) {
  static const std::array<Lexicon, kCountryCount> all{make(Country::kFrance, kFrance), make(Country::kEngland, kEngland), make(Country::kGermany, kGermany),
                                                      make(Country::kSpain, kSpain), make(Country::kPoland, kPoland), make_nowhere(),
                                                      fresh_lexicon(Country::kAmerica), fresh_lexicon(Country::kNetherlands),
                                                      fresh_lexicon(Country::kItaly), fresh_lexicon(Country::kSweden)};
  return all[static_cast<size_t>(country)];
}

// By rejection: no table of sums is needed.
size_t frequent_first(size_t count, Rng& rng) {
  for (;;) {
    const size_t i = rng.below(count);
    if (rng.uniform() * static_cast<double>(i + 3) < 3) return i;
    if (rng.chance(0.05)) return i;  // rare ones are there, too
  }
}

const std::string& pick(const std::vector<std::string>& words, Rng& rng) { return words[rng.below(words.size())]; }

std::string made_word(Rng& rng, int syllables) {
  static const std::vector<std::string> onsets = split("b|d|f|g|k|l|m|n|p|r|s|t|v|z|br|dr|kr|tr|st|pl|ch|sh|gl|fl"), vowels = split("a|e|i|o|u|ai|ou|ea"),
                                        codas = split("|||n|r|l|s|m|t|x");
  std::string word;
  for (int i = 0; i < syllables; ++i) word += in_order({pick(onsets, rng), pick(vowels, rng), i + 1 == syllables ? pick(codas, rng) : ""});
  return word;
}

std::string in_order(std::initializer_list<std::string> parts) {
  std::string text;
  for (const std::string& part : parts) text += part;
  return text;
}

std::string capitalized(std::string word) {
  if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

Given given_name(const Lexicon& words, Rng& rng) {
  const bool female = rng.chance(0.5);
  const std::vector<std::string>& names = female ? words.female : words.male;
  return {names[frequent_first(names.size(), rng)], female};
}

std::string surname(const Lexicon& words, Rng& rng, double known) {
  const auto one = [&] {
    if (rng.chance(known)) return words.surnames[frequent_first(words.surnames.size(), rng)];
    std::string name = pick(words.surname_heads, rng);
    if (rng.chance(0.3)) name += made_word(rng, 1);
    return name + pick(words.surname_tails, rng);
  };
  std::string name = one();
  if (words.country == Country::kSpain) name += " " + one();
  else if (words.country == Country::kFrance && rng.chance(0.03)) name += "-" + one();
  return name;
}

Town town(const Lexicon& words, uint64_t number) {
  Rng rng(mix(number * 31 + static_cast<uint64_t>(words.country) + 7));
  Town town;
  town.name = number < words.towns.size() ? words.towns[number] : in_order({pick(words.town_heads, rng), words.country == Country::kFrance ? "-" : "", pick(words.town_tails, rng)});
  const auto digits = [&](int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text.push_back(static_cast<char>('0' + rng.below(10)));
    return text;
  };
  switch (words.country) {
    case Country::kFrance: {
      const uint64_t department = 1 + rng.below(95);
      town.postcode = (department < 10 ? "0" : "") + std::to_string(department) + digits(2) + "0";
      break;
    }
    case Country::kEngland: {
      std::string area(1, static_cast<char>('A' + rng.below(26)));
      if (rng.chance(0.7)) area.push_back(static_cast<char>('A' + rng.below(26)));
      const auto letter = [&] { return std::string(1, static_cast<char>('A' + rng.below(26))); };
      town.postcode = in_order({area, std::to_string(1 + rng.below(28)), " ", digits(1), letter(), letter()});
      break;
    }
    case Country::kPoland: town.postcode = in_order({digits(2), "-", digits(3)}); break;
    case Country::kNowhere: town.postcode = digits(4); break;
    case Country::kNetherlands: town.postcode = in_order({digits(4), " AA"}); break;
    default: town.postcode = in_order({std::to_string(1 + rng.below(9)), digits(4)});
  }
  town.region = capitalized(made_word(rng, 1)) + words.town_tails[mix(number / 12) % words.town_tails.size()];
  Rng regions(mix(number % 14 + 99));
  town.region = words.country == Country::kNowhere ? capitalized(made_word(regions, 3)) : in_order({words.towns[regions.below(words.towns.size())], "-", regions.chance(0.5) ? "Nord" : "Sud"});
  return town;
}

std::string street(const Lexicon& words, Rng& rng) {
  const std::string number = std::to_string(1 + rng.below(rng.chance(0.7) ? 40 : 200));
  std::string name;
  if (rng.chance(0.55)) name = words.streets[frequent_first(words.streets.size(), rng)];
  else name = in_order({pick(words.surname_heads, rng), pick(words.surname_tails, rng)});
  const std::string& kind = pick(words.street_kinds, rng);
  switch (words.country) {
    case Country::kFrance: return number + (rng.chance(0.1) ? " bis " : " ") + kind + " " + name;
    case Country::kEngland: case Country::kAmerica: return number + " " + name + " " + kind;
    case Country::kGermany: case Country::kNetherlands: case Country::kSweden: return name + kind + " " + number;
    default: return kind + " " + name + " " + number;
  }
}

const std::vector<std::string>& colors() {
  static const auto words = split("Black|White|Red|Blue|Green|Silver|Grey|Yellow|Pink|Brown|Orange|Purple|Beige");
  return words;
}
const std::vector<std::string>& product_nouns() {
  static const auto words = split("Drill|Kettle|Headphones|Backpack|Office Chair|Desk Lamp|Router|Keyboard|Tent|Blender|Toaster|Vacuum Cleaner|Monitor|Printer|Camera|Speaker|"
                                  "Watch|Bicycle Helmet|Sleeping Bag|Coffee Machine|Iron|Heater|Mouse|Microphone|Tripod|Sander|Shelf|Mattress|Suitcase|Smartphone Case");
  return words;
}
const std::vector<std::string>& learned_words() {
  static const auto words = split("analysis|adaptive|networks|learning|estimation|models|parallel|query|optimal|distributed|systems|data|robust|stochastic|algorithms|graphs|semantic|"
                                  "evaluation|control|dynamic|inference|scalable|storage|efficient|retrieval|spatial|temporal|clustering|index|streams|privacy|approximate|matching|"
                                  "integration|sampling|logic|transactions|caching|visual|neural|genetic|protein|climate|quantum|energy|membrane|soil|cardiac|cognitive|urban|labor|"
                                  "trade|monetary|policy|health|randomized|trial|longitudinal|survey|theory|framework|detection|recognition|compression|encryption|scheduling|routing");
  return words;
}
const std::vector<std::string>& title_words() {
  static const auto words = split("Night|River|House|Last|Dark|Summer|Lost|Road|King|Dream|Winter|Secret|Blue|Stranger|Garden|City|Return|Shadow|Heart|Moon|Fire|Silent|Red|Dance|"
                                  "Island|Storm|Letter|Golden|Train|Sister|Bridge|Hunter|Angel|War|Glass|Broken|Sky|Wolf|Child|Promise|Desert|Ocean|Mirror|Thief|Song|Kingdom|Snow");
  return words;
}
const std::vector<std::string>& genres() {
  static const auto words = split("Drama|Comedy|Thriller|Horror|Documentary|Action|Romance|Animation|Western|Crime");
  return words;
}
const std::vector<std::string>& place_kinds() {
  static const auto words = split("Café|Hotel|Museum|Restaurant|Bistro|Library|Theatre|Pharmacy|Bakery|Garage|Pizzeria|Gallery|Bar|School|Clinic");
  return words;
}
const std::vector<std::string>& jobs() {
  static const auto words = split("Accountant|Buyer|Engineer|Sales Manager|Director|Assistant|Developer|Teacher|Nurse|Technician|Consultant|Driver|Secretary|Analyst|Controller|CEO|CFO|"
                                  "Head of Marketing|Operations Manager|Designer");
  return words;
}
const std::vector<std::string>& comments() {
  static const auto words = split("call back|good customer|wants the catalogue|paid late|met at the fair|do not mail|prefers mornings|asked for an offer|see file|new contract|vip|"
                                  "complained about delivery|left a message|interested in service|referred by a friend");
  return words;
}

std::string plain_letters(std::string_view text) {
  std::string out;
  for (const char c : text::fold(text)) {
    if (c >= 'A' && c <= 'Z') out.push_back(static_cast<char>(c - 'A' + 'a'));
    else if (c >= '0' && c <= '9') out.push_back(c);
  }
  return out;
}

}  // namespace jumelles::worlds
