#include "fresh_words.h"

#include <array>
#include <map>

namespace jumelles::worlds {
namespace {

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> words;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find(at, begin), text.size());
    words.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

// In the order of Lexicon.
using Text = std::array<const char*, 13>;

constexpr Text kAmerica{
    "Robert|William|Michael|James|Christopher|Edward|Richard|Anthony|Thomas|Joseph|Daniel|Matthew|Andrew|Joshua|Benjamin|Samuel|Alexander|"
    "Nicholas|Jonathan|Timothy|Kenneth|Gregory|Raymond|Lawrence|Walter|Carlos|Luis|José|Tyrone|DeShawn|Wei|Raj|Omar|Tyler|Dylan|Logan|Mason|"
    "Aiden|Dwight|Vernon|Earl|Leroy|Hector|Marcus|Darnell|Patrick|Peter|Stephen|Philip|Theodore",
    "Elizabeth|Katherine|Margaret|Jennifer|Patricia|Susan|Deborah|Barbara|Jessica|Rebecca|Christine|Victoria|Stephanie|Samantha|Alexandra|Abigail|"
    "Kimberly|Cynthia|Theresa|Dorothy|Maria|Guadalupe|Latoya|Keisha|Mei|Priya|Fatima|Brittany|Madison|Ashley|Taylor|Destiny|Hailey|Judith|Eleanor|"
    "Virginia|Beverly|Gloria|Rosa|Angela|Pamela|Jacqueline|Amanda|Melissa|Nancy|Carolyn|Sandra|Ruth|Joyce|Tiffany",
    "Smith|Johnson|Garcia|Miller|Davis|Rodriguez|Martinez|Hernandez|Lopez|Gonzalez|Anderson|Nguyen|Jackson|Lee|Perez|Thompson|Sanchez|Ramirez|"
    "Robinson|Torres|Flores|Rivera|Campbell|Carter|Gomez|Phillips|Diaz|Reyes|Cruz|Edwards|Stewart|Morales|Murphy|Cook|Gutierrez|Ortiz|Cooper|"
    "Peterson|Kim|Ramos|Chavez|Castillo|Patel|Jimenez|Powell|O'Connor|McDonald|Washington|Jefferson|Van Dyke|St. John|Schwartz|Goldberg|Kowalski",
    "Ander|Bick|Carls|Dough|Eck|Fitz|Gal|Hender|Jacob|Kest|Lind|Mc|Nichol|Ol|Peder|Rich|Stev|Thorn|Ull|Wilk|Yar|Zim",
    "son|sen|man|erty|gerald|strom|berg|well|bridge|more|stein|ley|ingham|shaw|worth|kins|ser|ert",
    "Springfield|Chicago|Houston|Phoenix|Columbus|Austin|Jacksonville|Fort Worth|Charlotte|Denver|Portland|Memphis|Nashville|Tucson|Omaha|Tulsa|"
    "St. Louis|Winston-Salem|Baton Rouge|Des Moines|Salt Lake City|Grand Rapids|Rochester|Aurora|Madison|Spokane|Tacoma|Glendale|Boise|El Paso",
    "Lake|Cedar|Oak|West|North|Glen|Pine|Maple|River|Stone|Clear|Brook", "wood|ville|ton| Falls| Grove| Heights| Springs| Park|side|field|burg|dale",
    "Main|Oak|Maple|Cedar|Washington|Lincoln|Martin Luther King Jr|2nd|3rd|5th|Elm|Lake|Hillcrest|Sunset|Park|Jackson|Jefferson|Cherry|Dogwood|"
    "River|County Road 12|State Route 9|Meadow|Chestnut|Franklin",
    "Street|Street|Avenue|Avenue|Road|Drive|Lane|Court|Boulevard|Parkway", "gmail.com|yahoo.com|aol.com|hotmail.com|icloud.com|comcast.net|verizon.net",
    "Heating & Cooling|Auto Body|Dental|Realty|Landscaping|Trucking|Pharmacy|Roofing|Plumbing|Diner|Hardware|Veterinary Clinic|Tire Center|Machine Shop|"
    "Insurance Agency|Law Group|Marketing|Logistics|Fabrication|Brewing", "LLC|Inc.|Corp.|Co.|LLP|PLLC"};

constexpr Text kNetherlands{
    "Jan|Pieter|Willem|Hendrik|Johannes|Cornelis|Gerrit|Dirk|Jeroen|Bas|Sander|Ruud|Maarten|Thijs|Daan|Sem|Bram|Lars|Joost|Kees|Wouter|Niels|Mohammed|"
    "Yusuf|Rick|Stefan|Martijn|Erik|Arjen|Frank|Marco|Theo|Henk|Piet|Klaas|Johan|Tim|Tom|Luuk|Jesse",
    "Johanna|Maria|Anna|Cornelia|Elisabeth|Wilhelmina|Sanne|Femke|Lotte|Marieke|Anouk|Iris|Esther|Linda|Ingrid|Petra|Saskia|Monique|Fatima|Emma|Sophie|"
    "Julia|Tess|Lieke|Eva|Roos|Marloes|Annemarie|Trudy|Ria|Joke|Els|Willemijn|Nienke|Hanneke|Manon|Carla|Bianca|Mirjam|Daphne",
    "de Jong|Jansen|de Vries|van den Berg|van Dijk|Bakker|Janssen|Visser|Smit|Meijer|de Boer|Mulder|de Groot|Bos|Vos|Peters|Hendriks|van Leeuwen|Dekker|"
    "Brouwer|de Wit|Dijkstra|Smits|de Graaf|van der Meer|van der Linden|Kok|Jacobs|de Haan|Vermeulen|van den Heuvel|van der Veen|van den Broek|de Bruijn|"
    "van der Heijden|Schouten|van Beek|Willems|van Vliet|Hoekstra|Maas|Verhoeven|Koster|Prins|Huisman|Postma|Kuipers|Yilmaz|El Amrani|Koning",
    "Haver|Zwart|Boer|Klein|Groen|Ooster|Wester|Timmer|Nieuw|Schip|Veld|Berk|Hool|Krom", "sma|stra|man|huis|kamp|horst|veld|boom|wijk|dam|beek|hof|ink|ers",
    "Amsterdam|Rotterdam|Den Haag|Utrecht|Eindhoven|Groningen|Tilburg|Almere|Breda|Nijmegen|Apeldoorn|Haarlem|Arnhem|Enschede|Amersfoort|Zaandam|"
    "'s-Hertogenbosch|Zwolle|Leiden|Maastricht|Dordrecht|Ede|Delft|Deventer|Alkmaar|Sittard|Venlo|Hoorn|Gouda|Assen",
    "Nieuw|Oud|Wester|Ooster|Hoog|Zuid|Noord|Heer|Lage|Krom", "dorp|hoven|veen|dam|wijk|kerk|berg|broek|zijl|meer|horst",
    "Kerk|Dorps|School|Molen|Nieuw|Hoofd|Julianas|Wilhelmina|Beatrix|Stations|Linden|Eiken|Beuken|Prins Hendrik|Jan van Galen|Rembrandt|Vondel|Zeeweg|Havik",
    "straat|straat|straat|weg|laan|plein|gracht|kade|singel|hof", "gmail.com|hotmail.com|ziggo.nl|kpnmail.nl|xs4all.nl|outlook.com|home.nl",
    "Bouw|Transport|Bakkerij|Advies|Installatietechniek|Makelaardij|Apotheek|Kwekerij|Schilderwerken|Loodgieters|Drukkerij|Horeca|Software|Verzekeringen|"
    "Schoonmaak|Tandartsen|Fietsen|Groothandel|Scheepswerf|Metaal", "B.V.|N.V.|V.O.F.|Holding B.V.|C.V.|Stichting"};

constexpr Text kItaly{
    "Giuseppe|Giovanni|Antonio|Mario|Luigi|Francesco|Angelo|Vincenzo|Pietro|Salvatore|Carlo|Franco|Domenico|Bruno|Paolo|Michele|Giorgio|Aldo|Sergio|"
    "Luciano|Andrea|Marco|Alessandro|Matteo|Lorenzo|Davide|Simone|Federico|Stefano|Fabio|Nicolò|Gianluca|Riccardo|Leonardo|Tommaso|Gabriele|Emanuele|Dario",
    "Maria|Anna|Giuseppina|Rosa|Angela|Giovanna|Teresa|Lucia|Carmela|Caterina|Francesca|Antonietta|Carla|Elena|Concetta|Rita|Margherita|Franca|Paola|"
    "Giulia|Chiara|Sara|Martina|Valentina|Federica|Alessia|Silvia|Elisa|Roberta|Barbara|Laura|Sofia|Aurora|Ginevra|Beatrice|Simona|Daniela|Loredana",
    "Rossi|Russo|Ferrari|Esposito|Bianchi|Romano|Colombo|Ricci|Marino|Greco|Bruno|Gallo|Conti|De Luca|Mancini|Costa|Giordano|Rizzo|Lombardi|Moretti|"
    "Barbieri|Fontana|Santoro|Mariani|Rinaldi|Caruso|Ferrara|Galli|Martini|Leone|Longo|Gentile|Martinelli|Vitale|Lombardo|Serra|Coppola|De Santis|"
    "D'Angelo|Marchetti|Parisi|Villa|Conte|Ferraro|Ferri|Fabbri|Bianco|Marini|Grasso|Valentini|D'Amico|Di Stefano",
    "Bel|Cap|Mon|Gual|Per|Tod|Zan|Bon|Cor|Del|Fran|Mas|Pel|San|Ver|Bor|Cas|Mal|Pas|Sal", "lini|etti|otto|one|ello|ucci|aro|oni|ardi|elli|asso|ini|ero|ato|azzi|olo|esi|ani",
    "Roma|Milano|Napoli|Torino|Palermo|Genova|Bologna|Firenze|Bari|Catania|Venezia|Verona|Messina|Padova|Trieste|Brescia|Parma|Prato|Modena|Reggio Emilia|"
    "Perugia|Livorno|Ravenna|Cagliari|Foggia|Rimini|Salerno|Ferrara|Sassari|Monza",
    "Monte|Castel|Villa|Rocca|Ponte|Campo|Torre|Acqua|Borgo", "vecchio|nuovo|franco|alta|bello|fiorito|rosso| San Giovanni| Santa Maria| del Piano| dei Greci",
    "Roma|Garibaldi|Dante Alighieri|Mazzini|Cavour|Marconi|Vittorio Emanuele II|XX Settembre|della Libertà|IV Novembre|Giuseppe Verdi|Matteotti|dei Mille|"
    "San Francesco|della Repubblica|Leonardo da Vinci|Gramsci|delle Rose|Manzoni|Galileo Galilei",
    "Via|Via|Via|Viale|Piazza|Corso|Vicolo", "gmail.com|libero.it|virgilio.it|hotmail.it|alice.it|tiscali.it|pec.it",
    "Costruzioni|Trasporti|Panificio|Impianti|Consulting|Immobiliare|Farmacia|Officina|Arredamenti|Tessuti|Alimentari|Ristorazione|Informatica|Meccanica|"
    "Autofficina|Ceramiche|Elettronica|Tipografia|Vivai|Pelletterie", "S.r.l.|S.p.A.|S.n.c.|S.a.s.|S.r.l.s.|Soc. Coop."};

constexpr Text kSweden{
    "Lars|Anders|Johan|Erik|Per|Karl|Mikael|Peter|Jan|Thomas|Daniel|Fredrik|Hans|Andreas|Stefan|Mohamed|Mattias|Magnus|Jonas|Niklas|Bengt|Björn|Leif|Ulf|"
    "Oskar|William|Liam|Hugo|Axel|Elias|Göran|Håkan|Åke|Rickard|Jonathan|Viktor|Emil|Sven|Nils|Kjell",
    "Anna|Eva|Maria|Karin|Kristina|Lena|Sara|Kerstin|Emma|Ingrid|Marie|Malin|Birgitta|Jenny|Inger|Ulla|Annika|Linda|Monica|Elin|Johanna|Hanna|Susanne|Sofia|"
    "Helena|Julia|Ida|Åsa|Märta|Alva|Ebba|Maja|Astrid|Saga|Frida|Amanda|Carina|Camilla|Josefin|Gunilla",
    "Andersson|Johansson|Karlsson|Nilsson|Eriksson|Larsson|Olsson|Persson|Svensson|Gustafsson|Pettersson|Jonsson|Jansson|Hansson|Bengtsson|Jönsson|Lindberg|"
    "Jakobsson|Magnusson|Lindström|Olofsson|Lindqvist|Lindgren|Berg|Axelsson|Bergström|Lundberg|Lind|Lundgren|Lundqvist|Mattsson|Berglund|Fredriksson|"
    "Sandberg|Henriksson|Forsberg|Sjöberg|Wallin|Ali|Engström|Mohamed|Eklund|Danielsson|Lundin|Håkansson|Björk|Bergman|Gunnarsson|Holm|Wikström|Ahmed",
    "Berg|Lind|Sjö|Strand|Hag|Lund|Ny|Ek|Al|Gran|Häll|Dal|Ström|Fors|Öst|Väst|Norr|Sund|Björk|Åker", "ström|gren|kvist|berg|man|holm|blad|lund|stedt|én|by|mark|vall|ander|fors",
    "Stockholm|Göteborg|Malmö|Uppsala|Linköping|Västerås|Örebro|Helsingborg|Norrköping|Jönköping|Umeå|Lund|Borås|Eskilstuna|Gävle|Södertälje|Karlstad|Täby|"
    "Växjö|Halmstad|Sundsvall|Luleå|Trollhättan|Östersund|Borlänge|Falun|Kalmar|Skövde|Kristianstad|Karlskrona",
    "Berg|Lind|Sol|Kungs|Ång|Väster|Öster|Norr|Söder|Hammar", "sund|vik|by|köping|torp|holm|ås|fors|stad|hamn",
    "Stor|Skol|Kyrk|Ring|Björk|Drottning|Kungs|Industri|Strand|Park|Sko|Tall|Gran|Idrotts|Villa|Nygårds|Hamn|Ängs|Skogs", "gatan|gatan|vägen|vägen|gränd|torget|stigen",
    "gmail.com|hotmail.com|telia.com|outlook.com|bredband.net|live.se|icloud.com",
    "Bygg|Åkeri|Bageri|Konsult|El|Fastigheter|Apotek|Måleri|Rör|Tryckeri|Redovisning|Bil|Trädgård|Städ|Restaurang|Mekaniska|Data|Försäkring|Snickeri|Livs",
    "AB|HB|KB|Ek. för.|Aktiebolag"};

Lexicon made_of(Country country, const Text& text) {
  const auto list = [&](size_t i) { return split(text[i], '|'); };
  return {country, list(0), list(1), list(2), list(3), list(4), list(5), list(6), list(7), list(8), list(9), list(10), list(11), list(12)};
}

constexpr const char* kDiminutives =
    "Robert:Bob,Rob,Bobby|William:Bill,Will,Billy|Michael:Mike,Mick|James:Jim,Jamie|Christopher:Chris|Edward:Ed,Ted|Richard:Dick,Rick,Rich|Anthony:Tony|"
    "Thomas:Tom,Tommy|Joseph:Joe|Daniel:Dan,Danny|Matthew:Matt|Andrew:Andy,Drew|Joshua:Josh|Benjamin:Ben|Samuel:Sam|Alexander:Alex,Xander|Nicholas:Nick|"
    "Jonathan:Jon|Timothy:Tim|Kenneth:Ken|Gregory:Greg|Raymond:Ray|Lawrence:Larry|Walter:Walt|Elizabeth:Liz,Beth,Betty|Katherine:Kate,Kathy,Katie|"
    "Margaret:Peggy,Maggie,Meg|Jennifer:Jen,Jenny|Patricia:Pat,Trish|Susan:Sue|Deborah:Debbie|Barbara:Barb|Jessica:Jess|Rebecca:Becky|Christine:Chris,Tina|"
    "Victoria:Vicky|Stephanie:Steph|Samantha:Sam|Alexandra:Alex,Sandra|Abigail:Abby|Kimberly:Kim|Cynthia:Cindy|Theresa:Terry|Dorothy:Dot|David:Dave|"
    "Charles:Charlie,Chuck|George:Geo|Stephen:Steve|Philip:Phil|Theodore:Ted|Donald:Don|Ronald:Ron|Jacqueline:Jackie|Amanda:Mandy|Pamela:Pam|Judith:Judy|"
    "Friedrich:Fritz|Johannes:Hans,Jo,Joop|Wilhelm:Willi|Hans-Peter:Hans|Elisabeth:Lisa,Bettina,Els,Lies|Katharina:Kathi,Käthe|Maximilian:Max|Sebastian:Basti|"
    "Alexandros:Alex|Gabriele:Gabi,Lele|Susanne:Susi|Francisco:Paco,Fran|José:Pepe|Manuel:Manolo|Dolores:Lola|Concepción:Concha|Rosario:Charo|Enrique:Quique|"
    "Antonio:Toni,Tonino|Jesús:Chus|Ignacio:Nacho|Guadalupe:Lupe|Francisca:Paqui|Giuseppe:Beppe,Pino|Francesco:Franco|Salvatore:Totò|Vincenzo:Enzo|"
    "Alessandro:Sandro,Ale|Luigi:Gigi|Domenico:Mimmo|Giovanni:Gianni|Giuseppina:Pina|Katarzyna:Kasia|Małgorzata:Gosia|Agnieszka:Aga|Aleksandra:Ola|"
    "Joanna:Asia|Stanisław:Staszek|Krzysztof:Krzysiek|Tomasz:Tomek|Paweł:Pawełek|Jakub:Kuba|Hendrik:Henk|Cornelis:Kees|Pieter:Piet|Willem:Wim|"
    "Johanna:Jo,Hanneke|Cornelia:Corrie|Wilhelmina:Mien|Karl:Kalle|Lars:Lasse|Johan:Jocke|Philippe:Phil|Frédéric:Fred|Alexandre:Alex|Sébastien:Seb|"
    "Guillaume:Guy|Catherine:Cathy|Véronique:Véro|Isabelle:Isa|Nathalie:Nath|Stéphanie:Steph|Benoît:Ben|Maxime:Max";

// Vocabularies by name; entries of several parts are separated by ;.
constexpr std::pair<const char*, const char*> kTrades[] = {
    {"substances",
     "paracetamol;Doliprane|paracetamol;Panadol|ibuprofen;Nurofen|ibuprofen;Advil|amoxicillin;Amoxil|amoxicillin/clavulanic acid;Augmentin|metformin;Glucophage|"
     "atorvastatin;Lipitor|simvastatin;Zocor|omeprazole;Losec|pantoprazole;Pantozol|amlodipine;Norvasc|ramipril;Tritace|bisoprolol;Concor|levothyroxine;Euthyrox|"
     "sertraline;Zoloft|escitalopram;Cipralex|tramadol;Tramal|diclofenac;Voltaren|cetirizine;Zyrtec|loratadine;Claritin|salbutamol;Ventolin|prednisolone;Decortin|"
     "furosemide;Lasix|clopidogrel;Plavix|enoxaparin;Clexane|insulin glargine;Lantus|ciprofloxacin;Ciprobay|doxycycline;Vibramycin|zolpidem;Stilnox"},
    {"pharma", "Sanorel|Teva|Sandoz|Ratiopharm|Stada|Mylan|Zentiva|Hexal|Biogaran|Arrow|Aurobindo|Krka|Actavis|Accord|Cipla"},
    {"forms", "tablets|film-coated tablets|capsules|oral solution|suppositories|prolonged-release tablets|granules|injection"},
    {"strengths", "5 mg|10 mg|20 mg|40 mg|100 mg|250 mg|500 mg|1 g|2.5 mg|850 mg"},
    {"packs", "10|14|20|28|30|50|56|60|84|90|98|100"},
    {"makers", "SKF|Bosch|Festo|Parker|Siemens|Schneider|Eaton|Omron|Phoenix Contact|Norgren|Timken|Wago|Danfoss|Gates|Loctite|Hilti|Würth|3M|Legrand|ABB"},
    {"parts",
     "HEX BOLT;DIN933;A2|HEX BOLT;DIN931;8.8|SOCKET SCREW;DIN912;12.9|WASHER;DIN125;ZN|HEX NUT;DIN934;A4|BALL BEARING;ISO15;2RS|O-RING;ISO3601;NBR|"
     "HOSE CLAMP;DIN3017;W4|PNEUMATIC CYLINDER;ISO6432;DBL ACT|SOLENOID VALVE;5/2;24VDC|V-BELT;DIN2215;RUBBER|CABLE GLAND;IP68;PA|CONTACTOR;3P;230VAC|"
     "PROXIMITY SENSOR;PNP;NO|SHAFT SEAL;DIN3760;FKM|PIPE ELBOW;90DEG;SS316|GASKET;PN16;EPDM|FUSE;10X38;GG|HYDRAULIC HOSE;2SN;DN12|LINEAR BEARING;LM;UU"},
    {"garments",
     "T-Shirt;Cotton|Polo Shirt;Piqué|Hooded Sweatshirt;Fleece|Chino Trousers;Slim|Jeans;Straight|Rain Jacket;Waterproof|Down Vest;Light|Running Shoe;Mesh|"
     "Wool Scarf;Merino|Leather Belt;Full Grain|Dress Shirt;Oxford|Cargo Shorts;Ripstop|Pyjama Set;Flannel|Sport Socks;Cushioned|Beanie;Knit|Cardigan;Cashmere"},
    {"groceries",
     "Ground Coffee;250 g|Green Tea;20 bags|Basmati Rice;1 kg|Spaghetti;500 g|Olive Oil;750 ml|Dish Soap;500 ml|Shampoo;300 ml|Toothpaste;75 ml|Dark Chocolate;100 g|"
     "Apple Juice;1 l|Strawberry Jam;340 g|Oat Flakes;500 g|Cat Food;85 g|Laundry Pods;30 pcs|Tomato Passata;680 g|Mineral Water;1.5 l|Sea Salt;400 g|Honey;375 g"},
    {"sizes", "XS|S|M|L|XL|XXL"},
    {"cars",
     "Volkswagen;Golf|Volkswagen;Passat|Volkswagen;Polo|BMW;320d|BMW;X3|Audi;A3|Audi;A4|Mercedes-Benz;C 200|Mercedes-Benz;A 180|Opel;Corsa|Opel;Astra|Ford;Focus|"
     "Ford;Fiesta|Renault;Clio|Renault;Mégane|Peugeot;208|Peugeot;308|Toyota;Yaris|Toyota;Corolla|Fiat;500|Škoda;Octavia|Škoda;Fabia|Seat;Ibiza|Volvo;V60|Hyundai;i30"},
    {"trims", "1.0 TSI|1.6 TDI|2.0 TDI DSG|1.4 Comfortline|GTI|Business|Edition|S line|Allure|Trend|Life|Style|Sport|Hybrid|"},
    {"tails", "for a Changing World|A Practical Guide|Stories|An Introduction|A History|Essays|Selected Poems|Theory and Practice|A Novel|From the Beginnings to the Present||||||"},
    {"book_heads",
     "The Art of|A Short History of|Notes on|Understanding|Beyond|The Cambridge Companion to|Principles of|The Last|In Search of|Letters from|The House of|Birds of|"
     "Lessons in|The Memory of|Against|Foundations of|On|The Girl from|Handbook of|The Secret Life of"},
    {"book_subjects",
     "Gardening|the Ottoman Empire|Organic Chemistry|Silence|Economics|Linear Algebra|Medieval France|Trees|Modern Architecture|Lisbon|Grief|Photography|the Alps|"
     "Machine Translation|Bread|Democracy|Venice|Human Anatomy|the Sea|Statistics|Winter|Jazz|Migration|Constitutional Law|Bees|Textiles|Kyoto|Astronomy|Childhood|Ethics|"
     "Soil Science|the Baltic|Opera|Nursing|Fluid Mechanics|Exile|Salt|Cartography|Islands|Mathematics"},
    {"publishers", "Penguin|Oxford University Press|Springer|Gallimard|Suhrkamp|Routledge|Elsevier|Hanser|Actes Sud|Faber & Faber|Wiley|Anagrama|Einaudi|Random House|MIT Press"},
    {"labels", "Columbia|Deutsche Grammophon|Blue Note|Warp|Sub Pop|Island|EMI|ECM|Motown|Naxos|4AD|Decca|Harmonia Mundi|Atlantic|Domino"},
    {"media", "CD|LP|2xLP|Cassette|2xCD|File|7\""},
    {"cuisines", "italian|french|american|japanese|thai|mexican|steakhouses|seafood|indian|chinese|delis|coffee shops|mediterranean|barbecue|pizza"},
    {"eatery_heads", "Chez|La|Le|Café|The|Il|Trattoria|Casa|Old|Blue|Little|Golden|Osteria|Mama|El|Royal|Red|Uncle"},
    {"eatery_tails", "Fork|Parisienne|Lotus|Dragon|Cantina|Grill|Bistro|Taverna|Pagoda|Oyster Bar|Garden|Kitchen|Sombrero|Lantern|Vineyard|Palace|Smokehouse|Corner|Tandoor|Noodle House"},
    {"exonyms",
     "Warszawa;Warsaw;Varsovie;Warschau;Varsovia|Wien;Vienna;Vienne;Wien;Viena|Praha;Prague;Prague;Prag;Praga|Firenze;Florence;Florence;Florenz;Florencia|"
     "Köln;Cologne;Cologne;Köln;Colonia|München;Munich;Munich;München;Múnich|Kraków;Cracow;Cracovie;Krakau;Cracovia|Gdańsk;Danzig;Dantzig;Danzig;Gdansk|"
     "Lisboa;Lisbon;Lisbonne;Lissabon;Lisboa|Sevilla;Seville;Séville;Sevilla;Sevilla|Genève;Geneva;Genève;Genf;Ginebra|Antwerpen;Antwerp;Anvers;Antwerpen;Amberes|"
     "Gent;Ghent;Gand;Gent;Gante|Aachen;Aachen;Aix-la-Chapelle;Aachen;Aquisgrán|Milano;Milan;Milan;Mailand;Milán|Torino;Turin;Turin;Turin;Turín|Napoli;Naples;Naples;Neapel;Nápoles|"
     "Bruxelles;Brussels;Bruxelles;Brüssel;Bruselas|København;Copenhagen;Copenhague;Kopenhagen;Copenhague|Göteborg;Gothenburg;Göteborg;Göteborg;Gotemburgo|"
     "Bratislava;Pressburg;Presbourg;Pressburg;Bratislava|Ljubljana;Laibach;Ljubljana;Laibach;Liubliana|Venezia;Venice;Venise;Venedig;Venecia|Nürnberg;Nuremberg;Nuremberg;Nürnberg;Núremberg|"
     "Mainz;Mayence;Mayence;Mainz;Maguncia|Zaragoza;Saragossa;Saragosse;Saragossa;Zaragoza|Strasbourg;Strasbourg;Strasbourg;Straßburg;Estrasburgo|Trento;Trent;Trente;Trient;Trento|"
     "Bolzano;Bolzano;Bolzano;Bozen;Bolzano|Leuven;Louvain;Louvain;Löwen;Lovaina"},
    {"states", "IL|TX|AZ|OH|FL|NC|CO|OR|TN|NE|OK|MO|LA|IA|UT|MI|NY|WI|WA|CA|ID|GA|PA|VA|MN"},
    {"ships", "Ocean|Star|Northern|Maersk|Pacific|Nordic|Golden|Atlantic|Sea|Santa|Queen|Baltic|Arctic|Royal|Silver|Stella|Hanjin|Bow|Torm|Cape"},
    {"ship_tails", "Pioneer|Trader|Maria|Spirit|Horizon|Express|Eagle|Victory|Harmony|Navigator|Breeze|Fortune|Explorer|Light|Grace|Challenger|Clara|Dawn|Voyager|Wind"},
    {"flags", "Panama|Liberia|Marshall Islands|Malta|Bahamas|Singapore|Greece|Cyprus|Norway|Denmark"},
    {"gatherings", "Jazz Night|Farmers' Market|Open Day|Book Fair|Poetry Slam|Job Fair|Wine Tasting|Chamber Concert|Tech Meetup|Half Marathon|Christmas Market|Flea Market|Yoga in the Park|"
                   "Photography Workshop|Film Festival|Science Slam|Career Day|Choir Rehearsal|Blood Donation|Chess Tournament"},
    {"faculties", "Institute of Physics|Department of History|School of Medicine|Faculty of Law|Centre for Climate Research|Department of Computer Science|School of Public Health|"
                  "Institute for Materials|Department of Linguistics|Faculty of Economics"},
    {"degrees", "BA|BSc|MA|MSc|PhD|MBA|LLM|MD"},
    {"departments", "Purchasing|Accounts Payable|HR|IT|Sales|Maintenance|Warehouse|Legal|Marketing|Quality"},
    {"diagnoses", "I10|E11.9|J45.9|M54.5|K21.9|F32.1|N39.0|S52.5|Z00.0|J06.9"},
    {"nationalities", "DE|FR|IT|ES|NL|PL|GB|US|SE|CH|AT|BE|TR|RO"},
    {"features", "balcony|fitted kitchen|parking|quiet|renovated|bright|near metro|elevator|garden view|terrace|cellar|new building|wooden floor|furnished"},
    {"franchises", "Pizza Rapido|Carglass Point|Fit & Go|Subito|Optik Kern|Bio Marché|Burger Stop|Yves Coiffure|Net Pressing|Papa Doner|Vital Pharma|Kids & Co|Phone Doc|Le Fournil|Happy Paws"},
};

}  // namespace

Lexicon fresh_lexicon(Country country) {
  switch (country) {
    case Country::kNetherlands: return made_of(country, kNetherlands);
    case Country::kItaly: return made_of(country, kItaly);
    case Country::kSweden: return made_of(country, kSweden);
    default: return made_of(country, kAmerica);
  }
}

std::string diminutive(const std::string& given, Rng& rng) {
  static const auto all = [] {
    std::map<std::string, std::vector<std::string>> map;
    for (const std::string& entry : split(kDiminutives, '|')) map[entry.substr(0, entry.find(':'))] = split(std::string_view(entry).substr(entry.find(':') + 1), ',');
    return map;
  }();
  const auto at = all.find(given);
  return at == all.end() ? "" : pick(at->second, rng);
}

const std::vector<std::string>& words_of_trade(const char* name) {
  static const auto all = [] {
    std::map<std::string, std::vector<std::string>> map;
    for (const auto& [id, text] : kTrades) map[id] = split(text, '|');
    return map;
  }();
  return all.at(name);
}

std::vector<std::string> parts_of(const std::string& entry) { return split(entry, ';'); }
const std::string& from_trade(const char* name, Rng& rng) { return pick(words_of_trade(name), rng); }

}  // namespace jumelles::worlds
