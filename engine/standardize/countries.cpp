#include "standardize/countries.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/ascii.h"
#include "generated/places.h"
#include "standardize/addresses.h"
#include "standardize/words.h"
#include "text/fold.h"

namespace jumelles::standardize {
namespace {

// Towns and communes as people of the country and French speakers write them, folded; facts of geography. Those in `near` have
// namesakes in France and count beside a postcode of four digits only.
struct CountryTowns {
  std::string_view country, towns, near;
};
constexpr CountryTowns kTowns[] = {
    {"BE",
     "BRUXELLES,BRUSSEL,BRUSSELS,ANTWERPEN,ANVERS,GENT,LIEGE,LUIK,CHARLEROI,NAMUR,NAMEN,BRUGGE,BRUGES,LEUVEN,LOUVAIN LA NEUVE,MECHELEN,MALINES,"
     "AALST,ALOST,HASSELT,KORTRIJK,COURTRAI,OOSTENDE,OSTENDE,TOURNAI,DOORNIK,GENK,SERAING,ROESELARE,MOUSCRON,VERVIERS,NIVELLES,TURNHOUT,"
     "SINT NIKLAAS,LA LOUVIERE,ARLON,WAVRE,ANDERLECHT,SCHAERBEEK,IXELLES,UCCLE,ETTERBEEK,MOLENBEEK SAINT JEAN,WATERLOO,BRAINE L ALLEUD,"
     "WOLUWE SAINT LAMBERT,WOLUWE SAINT PIERRE,OTTIGNIES LOUVAIN LA NEUVE,GEMBLOUX,BASTOGNE,KNOKKE HEIST,VILVOORDE,EUPEN,HERSTAL,GEMBLOUX,CINEY",
     "MONS,GAND,BERGEN,HUY,ATH,DINANT,SPA,THUIN,FOREST,JETTE,EVERE,MARCHE EN FAMENNE,HAL,LIER,LOKEREN,HALLE,TIENEN,DIEST,GENAPPE,TUBIZE,SAINT GILLES"},
    {"CH",
     "GENEVE,GENEVA,GENF,LAUSANNE,ZURICH,ZUERICH,BERN,BASEL,BALE,LUZERN,LUCERNE,WINTERTHUR,ST GALLEN,SANKT GALLEN,SAINT GALL,LUGANO,NEUCHATEL,"
     "BIEL,BIENNE,MONTREUX,VEVEY,YVERDON LES BAINS,LA CHAUX DE FONDS,CAROUGE,MARTIGNY,THUN,KOENIZ,SCHAFFHAUSEN,CHUR,BELLINZONA,LOCARNO,DELEMONT,"
     "PORRENTRUY,ZUG,AARAU,SOLOTHURN,MEYRIN,VERNIER,LANCY",
     "BERNE,FRIBOURG,SION,NYON,MORGES,RENENS,PULLY,MONTHEY,SIERRE,BULLE,ONEX,GLAND,OLTEN,BADEN"},
    {"LU", "LUXEMBOURG,LUXEMBURG,ESCH SUR ALZETTE,DIFFERDANGE,DUDELANGE,ETTELBRUCK,DIEKIRCH,STRASSEN,BERTRANGE,BETTEMBOURG,MAMER,HESPERANGE,SANEM,ECHTERNACH,WILTZ",
     "PETANGE,MERSCH,KAYL,REMICH"},
    {"DE",
     "BERLIN,HAMBURG,HAMBOURG,MUENCHEN,MUNCHEN,MUNICH,KOELN,KOLN,FRANKFURT,FRANKFURT AM MAIN,FRANCFORT,STUTTGART,DUESSELDORF,DUSSELDORF,DORTMUND,"
     "ESSEN,LEIPZIG,BREMEN,DRESDEN,DRESDE,HANNOVER,NUERNBERG,NURNBERG,DUISBURG,BOCHUM,WUPPERTAL,BIELEFELD,BONN,MUENSTER,KARLSRUHE,MANNHEIM,AUGSBURG,WIESBADEN,"
     "AACHEN,KIEL,FREIBURG,FREIBURG IM BREISGAU,SAARBRUECKEN,SARREBRUCK,HEIDELBERG,MAINZ,TRIER,KEHL,OFFENBURG,ULM,REGENSBURG,ROSTOCK,KASSEL",
     ""},
    {"NL",
     "AMSTERDAM,ROTTERDAM,DEN HAAG,LA HAYE,S GRAVENHAGE,UTRECHT,EINDHOVEN,TILBURG,GRONINGEN,ALMERE,BREDA,NIJMEGEN,ENSCHEDE,HAARLEM,ARNHEM,AMERSFOORT,"
     "APELDOORN,S HERTOGENBOSCH,MAASTRICHT,LEIDEN,DORDRECHT,ZOETERMEER,ZWOLLE,DELFT,HILVERSUM,LEEUWARDEN",
     ""},
    {"ES",
     "MADRID,BARCELONA,BARCELONE,VALENCIA,SEVILLA,SEVILLE,ZARAGOZA,MALAGA,MURCIA,PALMA,PALMA DE MALLORCA,BILBAO,ALICANTE,CORDOBA,VALLADOLID,VIGO,GIJON,GRANADA,"
     "VITORIA GASTEIZ,ELCHE,OVIEDO,PAMPLONA,SAN SEBASTIAN,DONOSTIA,GIRONA,FIGUERES,SANTANDER,SALAMANCA,BURGOS,ALMERIA,TARRAGONA,LLEIDA",
     ""},
    {"IT",
     "ROMA,MILANO,MILAN,NAPOLI,NAPLES,TORINO,TURIN,PALERMO,GENOVA,GENES,BOLOGNA,FIRENZE,FLORENCE,BARI,CATANIA,VENEZIA,VENISE,VERONA,VERONE,MESSINA,"
     "PADOVA,TRIESTE,BRESCIA,PARMA,MODENA,PERUGIA,CAGLIARI,SASSARI,VENTIMIGLIA,AOSTA,CUNEO,BERGAMO,VICENZA,TRENTO",
     ""},
    {"GB",
     "LONDON,LONDRES,BIRMINGHAM,MANCHESTER,LEEDS,GLASGOW,LIVERPOOL,SHEFFIELD,EDINBURGH,BRISTOL,LEICESTER,COVENTRY,CARDIFF,BELFAST,NOTTINGHAM,NEWCASTLE UPON TYNE,"
     "SOUTHAMPTON,PORTSMOUTH,PLYMOUTH,BRIGHTON,OXFORD,CAMBRIDGE,SWANSEA,ABERDEEN,EXETER,NORWICH,DERBY,LUTON,DUNDEE",
     ""},
    {"MA",
     "CASABLANCA,RABAT,MARRAKECH,MARRAKESH,FES,TANGER,AGADIR,MEKNES,OUJDA,KENITRA,TETOUAN,TEMARA,MOHAMMEDIA,EL JADIDA,BENI MELLAL,NADOR,ESSAOUIRA,KHOURIBGA,"
     "SETTAT,OUARZAZATE,LARACHE,ERRACHIDIA",
     "SALE,SAFI"},
    {"DZ",
     "ALGER,ALGIERS,ORAN,CONSTANTINE,ANNABA,BLIDA,BATNA,SETIF,TLEMCEN,BEJAIA,TIZI OUZOU,MOSTAGANEM,BISKRA,SKIKDA,CHLEF,BOUMERDES,GHARDAIA,TIARET,JIJEL,MASCARA,"
     "SIDI BEL ABBES",
     ""},
    {"TN", "TUNIS,SFAX,SOUSSE,KAIROUAN,BIZERTE,GABES,ARIANA,GAFSA,MONASTIR,BEN AROUS,KASSERINE,NABEUL,HAMMAMET,LA MARSA,MAHDIA,TOZEUR,MEDENINE,CARTHAGE,DJERBA", "BEJA"},
    {"US",
     "NEW YORK,NEW YORK CITY,BROOKLYN,LOS ANGELES,CHICAGO,HOUSTON,PHOENIX,PHILADELPHIA,SAN ANTONIO,SAN DIEGO,DALLAS,SAN JOSE,AUSTIN,SAN FRANCISCO,SEATTLE,DENVER,"
     "BOSTON,DETROIT,LAS VEGAS,BALTIMORE,ATLANTA,MIAMI,MINNEAPOLIS,CLEVELAND,PITTSBURGH,SACRAMENTO,KANSAS CITY",
     ""},
    {"AT", "WIEN,VIENNA,GRAZ,LINZ,SALZBURG,SALZBOURG,INNSBRUCK,KLAGENFURT,VILLACH,SANKT POLTEN,ST POLTEN,SANKT POELTEN,DORNBIRN,WIENER NEUSTADT,BREGENZ", "WELS,STEYR"},
    {"PT", "LISBOA,LISBONNE,PORTO,BRAGA,COIMBRA,FUNCHAL,SETUBAL,AMADORA,VILA NOVA DE GAIA,AVEIRO,VISEU,GUIMARAES,LEIRIA,EVORA,MATOSINHOS,CASCAIS", "FARO"},
    {"PL",
     "WARSZAWA,VARSOVIE,WARSAW,KRAKOW,CRACOVIE,LODZ,WROCLAW,POZNAN,GDANSK,SZCZECIN,BYDGOSZCZ,LUBLIN,BIALYSTOK,KATOWICE,GDYNIA,CZESTOCHOWA,RADOM,TORUN,KIELCE,RZESZOW,"
     "GLIWICE,ZABRZE,OLSZTYN,SOSNOWIEC,BIELSKO BIALA",
     ""},
    {"IE", "DUBLIN,CORK,LIMERICK,GALWAY,WATERFORD,DROGHEDA,DUNDALK,KILKENNY", ""},
    {"CZ", "PRAHA,PRAGUE,BRNO,OSTRAVA,PLZEN,LIBEREC,OLOMOUC,CESKE BUDEJOVICE,HRADEC KRALOVE,PARDUBICE", ""},
    {"SK", "BRATISLAVA,KOSICE,PRESOV,ZILINA,BANSKA BYSTRICA", ""},
    {"HU", "BUDAPEST,DEBRECEN,SZEGED,MISKOLC,PECS,GYOR,KECSKEMET,SZEKESFEHERVAR", ""},
    {"RO", "BUCURESTI,BUCAREST,BUCHAREST,CLUJ NAPOCA,TIMISOARA,IASI,CONSTANTA,CRAIOVA,BRASOV,GALATI,PLOIESTI,ORADEA,SIBIU", ""},
    {"SE", "STOCKHOLM,GOTEBORG,GOTHENBURG,MALMO,UPPSALA,VASTERAS,OREBRO,LINKOPING,HELSINGBORG,JONKOPING,NORRKOPING,LUND,UMEA", ""},
    {"DK", "KOBENHAVN,COPENHAGUE,COPENHAGEN,AARHUS,ARHUS,ODENSE,AALBORG,ESBJERG,RANDERS", ""},
    {"NO", "OSLO,TRONDHEIM,STAVANGER,DRAMMEN,FREDRIKSTAD,KRISTIANSAND,TROMSO", ""},
    {"FI", "HELSINKI,ESPOO,TAMPERE,VANTAA,OULU,TURKU,JYVASKYLA", ""},
    {"GR", "ATHINA,ATHENES,ATHENS,THESSALONIKI,THESSALONIQUE,PATRA,PIREAS,HERAKLION", ""},
    {"SN", "DAKAR,THIES,RUFISQUE,ZIGUINCHOR", ""},
    {"CI", "ABIDJAN,BOUAKE,YAMOUSSOUKRO,DALOA", ""},
    {"CM", "DOUALA,YAOUNDE,GAROUA,BAFOUSSAM", ""},
    {"CA", "TORONTO,OTTAWA,CALGARY,EDMONTON,WINNIPEG,MISSISSAUGA,GATINEAU,SHERBROOKE,TROIS RIVIERES", ""},
    // Towns that are a country
    {"SG", "SINGAPORE,SINGAPOUR", ""}, {"HK", "HONG KONG", ""}, {"MO", "MACAO", ""}, {"GI", "GIBRALTAR", ""}, {"KW", "KUWAIT CITY", ""}, {"AE", "DUBAI,ABU DHABI", ""},
};

// Of four digits.
uint16_t number_of(std::string_view digits) {
  uint16_t number = 0;
  for (const char digit : digits) number = static_cast<uint16_t>(number * 10 + (digit - '0'));
  return number;
}

const WordMap& town_map(bool near) {
  const auto make = [](bool of_near) {
    std::vector<WordPair> rows;
    for (const CountryTowns& row : kTowns) {
      std::string_view left = of_near ? row.near : row.towns;
      while (!left.empty()) {
        const size_t end = std::min(left.find(','), left.size());
        rows.push_back({left.substr(0, end), row.country});
        left.remove_prefix(std::min(end + 1, left.size()));
      }
    }
    return WordMap(std::move(rows));
  };
  static const WordMap plain = make(false), ambiguous = make(true);
  return near ? ambiguous : plain;
}

// Forms of postcodes that a single country has: 9 a digit, A a letter, as they are with blanks and hyphens left out.
struct PostcodeForm {
  std::string_view form, country;
};
constexpr PostcodeForm kForms[] = {
    {"9999AA", "NL"}, {"A9A9A9", "CA"}, {"AA99AA", "GB"}, {"A99AA", "GB"}, {"A999AA", "GB"}, {"AA999AA", "GB"}, {"A9A9AA", "GB"}, {"AA9A9AA", "GB"},
    {"9999-999", "PT"}, {"99999-9999", "US"}, {"99-999", "PL"},
};
// Letters that stand in front of the digits on letters from abroad.
struct PostcodePrefix {
  std::string_view letters;
  size_t digits;
  std::string_view country;
};
constexpr PostcodePrefix kPrefixes[] = {
    {"B", 4, "BE"},  {"BE", 4, "BE"}, {"CH", 4, "CH"}, {"L", 4, "LU"},  {"LU", 4, "LU"},  {"LUX", 4, "LU"}, {"D", 5, "DE"},  {"DE", 5, "DE"}, {"E", 5, "ES"},
    {"ES", 5, "ES"}, {"I", 5, "IT"},  {"IT", 5, "IT"}, {"F", 5, "FR"},  {"FR", 5, "FR"},  {"A", 4, "AT"},   {"AT", 4, "AT"}, {"NL", 4, "NL"}, {"MA", 5, "MA"},
    {"DZ", 5, "DZ"}, {"TN", 4, "TN"}, {"US", 5, "US"}, {"MC", 5, "MC"}, {"PL", 5, "PL"},  {"DK", 4, "DK"},
};

// The countries that people of France write less often: codes of ISO 3166, names in English and French, folded. "NA", "NC" and "NR" are
// left out, for they stand for nothing far more often than for Namibia, New Caledonia and Nauru.
constexpr std::string_view kWorld =
    "AD:AND;AE:AE,ARE,UNITED ARAB EMIRATES,EMIRATS ARABES UNIS,UAE;AF:AF,AFG,AFGHANISTAN;"
    "AG:AG,ATG,ANTIGUA BARBUDA,ANTIGUA ET BARBUDA,ANTIGUA AND BARBUDA;AI:AI,AIA,ANGUILLA;AL:AL,ALB,ALBANIA,ALBANIE;AM:AM,ARM,ARMENIA,ARMENIE;"
    "AO:AO,AGO,ANGOLA;AR:AR,ARG,ARGENTINA,ARGENTINE;AS:AS,ASM,AMERICAN SAMOA;AW:AW,ABW,ARUBA;AZ:AZ,AZE,AZERBAIJAN,AZERBAIDJAN;"
    "BA:BA,BIH,BOSNIA HERZEGOVINA,BOSNIE HERZEGOVINE,BOSNIA AND HERZEGOVINA;BB:BB,BRB,BARBADOS,BARBADE;BD:BD,BGD,BANGLADESH;BF:BF,BFA,BURKINA FASO;"
    "BG:BGR;BH:BH,BHR,BAHRAIN,BAHREIN;BI:BI,BDI,BURUNDI;BJ:BJ,BEN,BENIN;BL:BL,BLM,ST BARTHELEMY,SAINT BARTHELEMY;BM:BM,BMU,BERMUDA,BERMUDES;"
    "BN:BN,BRN,BRUNEI,BRUNEI DARUSSALAM;BO:BO,BOL,BOLIVIA,BOLIVIE;BQ:BQ,BES,CARIBBEAN NETHERLANDS,PAYS BAS CARIBEENS,BONAIRE;BR:BRA;BS:BS,BHS,BAHAMAS;"
    "BT:BT,BTN,BHUTAN,BHOUTAN;BW:BW,BWA,BOTSWANA;BY:BY,BLR,BELARUS,BIELORUSSIE;BZ:BZ,BLZ,BELIZE;"
    "CD:CD,COD,CONGO KINSHASA,REPUBLIQUE DEMOCRATIQUE DU CONGO,RDC;CF:CF,CAF,CENTRAL AFRICAN REPUBLIC,REPUBLIQUE CENTRAFRICAINE;"
    "CG:CG,COG,CONGO BRAZZAVILLE,CONGO;CI:CIV;CK:CK,COK,COOK ISLANDS,ILES COOK;CL:CL,CHL,CHILE,CHILI;CM:CM,CMR;CN:CHN;CO:CO,COL,COLOMBIA,COLOMBIE;"
    "CR:CR,CRI,COSTA RICA;CU:CU,CUB,CUBA;CV:CV,CPV,CAPE VERDE,CAP VERT,CABO VERDE;CW:CW,CUW,CURACAO;CY:CY,CYP,CYPRUS,CHYPRE;DJ:DJ,DJI,DJIBOUTI;"
    "DM:DM,DMA,DOMINICA,DOMINIQUE;DO:DO,DOM,DOMINICAN REPUBLIC,REPUBLIQUE DOMINICAINE;EC:EC,ECU,ECUADOR,EQUATEUR;EE:EE,EST,ESTONIA,ESTONIE;EG:EG,EGY;"
    "ER:ER,ERI,ERITREA,ERYTHREE;ET:ET,ETH,ETHIOPIA,ETHIOPIE;FJ:FJ,FJI,FIJI,FIDJI;FK:FK,FLK,FALKLAND ISLANDS,ILES MALOUINES;"
    "FM:FM,FSM,MICRONESIA,MICRONESIE;FO:FO,FRO,FAROE ISLANDS,ILES FEROE;GA:GA,GAB,GABON;GD:GD,GRD,GRENADA,GRENADE;GE:GE,GEO,GEORGIA,GEORGIE;"
    "GF:GUF,FRENCH GUIANA;GG:GG,GGY,GUERNSEY,GUERNESEY;GH:GH,GHA,GHANA;GI:GI,GIB,GIBRALTAR;GL:GL,GRL,GREENLAND,GROENLAND;GM:GM,GMB,GAMBIA,GAMBIE;"
    "GN:GN,GIN,GUINEA,GUINEE;GP:GLP;GQ:GQ,GNQ,EQUATORIAL GUINEA,GUINEE EQUATORIALE;GT:GT,GTM,GUATEMALA;GU:GU,GUM,GUAM;"
    "GW:GW,GNB,GUINEA BISSAU,GUINEE BISSAU;GY:GY,GUY,GUYANA;HK:HK,HKG,HONG KONG;HN:HN,HND,HONDURAS;HR:HRV;HT:HT,HTI,HAITI;"
    "ID:ID,IDN,INDONESIA,INDONESIE;IL:IL,ISR;IM:IM,IMN,ISLE OF MAN,ILE DE MAN;IN:IN,IND;IQ:IQ,IRQ,IRAQ,IRAK;IR:IR,IRN,IRAN;IS:IS,ISL,ICELAND,ISLANDE;"
    "JE:JE,JEY,JERSEY;JM:JM,JAM,JAMAICA,JAMAIQUE;JO:JO,JOR,JORDAN,JORDANIE;JP:JPN;KE:KE,KEN,KENYA;KG:KG,KGZ,KYRGYZSTAN,KIRGHIZSTAN;"
    "KH:KH,KHM,CAMBODIA,CAMBODGE;KI:KI,KIR,KIRIBATI;KM:KM,COM,COMOROS,COMORES;"
    "KN:KN,KNA,ST KITTS NEVIS,SAINT CHRISTOPHE ET NIEVES,SAINT KITTS AND NEVIS;KP:KP,PRK,NORTH KOREA,COREE DU NORD;"
    "KR:KR,KOR,SOUTH KOREA,COREE DU SUD,KOREA,COREE,REPUBLIC OF KOREA;KW:KW,KWT,KUWAIT,KOWEIT;KY:KY,CYM,CAYMAN ISLANDS,ILES CAIMANS;"
    "KZ:KZ,KAZ,KAZAKHSTAN;LA:LA,LAO,LAOS,LAO PEOPLE S DEMOCRATIC REPUBLIC;LB:LB,LBN;LC:LC,LCA,ST LUCIA,SAINTE LUCIE,SAINT LUCIA;"
    "LI:LI,LIE,LIECHTENSTEIN;LK:LK,LKA,SRI LANKA;LR:LR,LBR,LIBERIA;LS:LS,LSO,LESOTHO;LT:LT,LTU,LITHUANIA,LITUANIE;LV:LV,LVA,LATVIA,LETTONIE;"
    "LY:LY,LBY,LIBYA,LIBYE;MD:MD,MDA,MOLDOVA,MOLDAVIE;ME:ME,MNE,MONTENEGRO;MF:MF,MAF,ST MARTIN,SAINT MARTIN;MG:MG,MDG,MADAGASCAR;"
    "MH:MH,MHL,MARSHALL ISLANDS,ILES MARSHALL;MK:MK,MKD,NORTH MACEDONIA,MACEDOINE DU NORD;ML:ML,MLI,MALI;MM:MM,MMR,MYANMAR,BIRMANIE,BURMA;"
    "MN:MN,MNG,MONGOLIA,MONGOLIE;MO:MO,MAC,MACAO,MACAU;MP:MP,MNP,NORTHERN MARIANA ISLANDS,ILES MARIANNES DU NORD;MQ:MTQ;"
    "MR:MR,MRT,MAURITANIA,MAURITANIE;MS:MS,MSR,MONTSERRAT;MT:MT,MLT,MALTA,MALTE;MU:MU,MUS,MAURITIUS,MAURICE;MV:MV,MDV,MALDIVES;MW:MW,MWI,MALAWI;"
    "MX:MX,MEX;MY:MY,MYS,MALAYSIA,MALAISIE;MZ:MZ,MOZ,MOZAMBIQUE;NA:NAM,NAMIBIA,NAMIBIE;NC:NCL;NE:NE,NER,NIGER;NG:NG,NGA,NIGERIA;NI:NI,NIC,NICARAGUA;"
    "NP:NP,NPL,NEPAL;NR:NRU,NAURU;NZ:NZ,NZL,NEW ZEALAND,NOUVELLE ZELANDE;OM:OM,OMN,OMAN;PA:PA,PAN,PANAMA;PE:PE,PER,PERU,PEROU;PF:PYF;"
    "PG:PG,PNG,PAPUA NEW GUINEA,PAPOUASIE NOUVELLE GUINEE;PH:PH,PHL,PHILIPPINES;PK:PK,PAK,PAKISTAN;"
    "PM:SPM,ST PIERRE MIQUELON,SAINT PIERRE AND MIQUELON;PR:PR,PRI,PUERTO RICO,PORTO RICO;"
    "PS:PS,PSE,PALESTINIAN TERRITORIES,TERRITOIRES PALESTINIENS,PALESTINE;PW:PW,PLW,PALAU,PALAOS;PY:PY,PRY,PARAGUAY;QA:QA,QAT,QATAR;RE:REU;"
    "RS:RS,SRB,SERBIA,SERBIE;RU:RU,RUS,RUSSIAN FEDERATION,FEDERATION DE RUSSIE;RW:RW,RWA,RWANDA;SA:SA,SAU,SAUDI ARABIA,ARABIE SAOUDITE;"
    "SB:SB,SLB,SOLOMON ISLANDS,ILES SALOMON;SC:SC,SYC,SEYCHELLES;SD:SD,SDN,SUDAN,SOUDAN;SG:SG,SGP,SINGAPORE,SINGAPOUR;"
    "SH:SH,SHN,ST HELENA,SAINTE HELENE,SAINT HELENA;SI:SI,SVN;SK:SVK;SL:SL,SLE,SIERRA LEONE;SM:SM,SMR,SAN MARINO,SAINT MARIN;SN:SEN;"
    "SO:SO,SOM,SOMALIA,SOMALIE;SR:SR,SUR,SURINAME;SS:SS,SSD,SOUTH SUDAN,SOUDAN DU SUD;"
    "ST:ST,STP,SAO TOME PRINCIPE,SAO TOME ET PRINCIPE,SAO TOME AND PRINCIPE;SV:SV,SLV,EL SALVADOR,SALVADOR;SX:SX,SXM,SINT MAARTEN;"
    "SY:SY,SYR,SYRIA,SYRIE,SYRIAN ARAB REPUBLIC;SZ:SZ,SWZ,ESWATINI;TC:TC,TCA,TURKS CAICOS ISLANDS,ILES TURQUES ET CAIQUES,TURKS AND CAICOS ISLANDS;"
    "TD:TD,TCD,CHAD,TCHAD;TG:TG,TGO,TOGO;TH:TH,THA,THAILAND,THAILANDE;TJ:TJ,TJK,TAJIKISTAN,TADJIKISTAN;TL:TL,TLS,TIMOR LESTE,TIMOR ORIENTAL;"
    "TM:TM,TKM,TURKMENISTAN;TO:TO,TON,TONGA;TR:TUR,TURKIYE;TT:TT,TTO,TRINIDAD TOBAGO,TRINITE ET TOBAGO,TRINIDAD AND TOBAGO;TV:TV,TUV,TUVALU;"
    "TW:TW,TWN,TAIWAN;TZ:TZ,TZA,TANZANIA,TANZANIE;UA:UA,UKR;UG:UG,UGA,UGANDA,OUGANDA;UY:UY,URY,URUGUAY;UZ:UZ,UZB,UZBEKISTAN,OUZBEKISTAN;"
    "VA:VA,VAT,VATICAN CITY,ETAT DE LA CITE DU VATICAN,VATICAN;"
    "VC:VC,VCT,ST VINCENT GRENADINES,SAINT VINCENT ET LES GRENADINES,SAINT VINCENT AND THE GRENADINES;VE:VE,VEN,VENEZUELA;"
    "VG:VG,VGB,BRITISH VIRGIN ISLANDS,ILES VIERGES BRITANNIQUES;VI:VI,VIR,U S VIRGIN ISLANDS,ILES VIERGES DES ETATS UNIS;VN:VN,VNM,VIETNAM,VIET NAM;"
    "VU:VU,VUT,VANUATU;WF:WF,WLF,WALLIS FUTUNA,WALLIS ET FUTUNA,WALLIS AND FUTUNA;WS:WS,WSM,SAMOA;YE:YE,YEM,YEMEN;YT:MYT;"
    "ZA:ZA,ZAF,SOUTH AFRICA,AFRIQUE DU SUD,RSA;ZM:ZM,ZMB,ZAMBIA,ZAMBIE;ZW:ZW,ZWE,ZIMBABWE;";

// "SG:SG,SGP,SINGAPORE,SINGAPOUR;"
void add_world(std::vector<WordPair>& rows) {
  for (std::string_view left = kWorld; !left.empty();) {
    const size_t end = left.find(';');
    const std::string_view country = left.substr(0, 2);
    for (size_t at = 3; at < end;) {
      const size_t stop = std::min(left.find(',', at), end);
      rows.push_back({left.substr(at, stop - at), country});
      at = stop + 1;
    }
    left.remove_prefix(end + 1);
  }
}

}  // namespace

std::string_view country_of_name(std::string_view folded) {
  static const WordMap codes = [] {
  std::vector<WordPair> rows{
      {"FRANCE", "FR"}, {"FR", "FR"}, {"FRA", "FR"}, {"F", "FR"}, {"FRANCE METROPOLITAINE", "FR"}, {"FRANKREICH", "FR"}, {"FRANCIA", "FR"},
      {"FRANKRIJK", "FR"}, {"REPUBLIQUE FRANCAISE", "FR"}, {"METROPOLE", "FR"},
      {"GUADELOUPE", "GP"}, {"GP", "GP"}, {"MARTINIQUE", "MQ"}, {"MQ", "MQ"}, {"GUYANE", "GF"}, {"GUYANE FRANCAISE", "GF"}, {"GF", "GF"},
      {"REUNION", "RE"}, {"LA REUNION", "RE"}, {"RE", "RE"}, {"MAYOTTE", "YT"}, {"YT", "YT"}, {"SAINT PIERRE ET MIQUELON", "PM"},
      {"NOUVELLE CALEDONIE", "NC"}, {"NEW CALEDONIA", "NC"}, {"POLYNESIE FRANCAISE", "PF"}, {"FRENCH POLYNESIA", "PF"}, {"PF", "PF"},
      {"BELGIQUE", "BE"}, {"BELGIUM", "BE"}, {"BELGIE", "BE"}, {"BELGIEN", "BE"}, {"BE", "BE"}, {"BEL", "BE"}, {"B", "BE"},
      {"SUISSE", "CH"}, {"SWITZERLAND", "CH"}, {"SCHWEIZ", "CH"}, {"SVIZZERA", "CH"}, {"ZWITSERLAND", "CH"}, {"SUIZA", "CH"}, {"CH", "CH"}, {"CHE", "CH"},
      {"LUXEMBOURG", "LU"}, {"LUXEMBURG", "LU"}, {"LETZEBUERG", "LU"}, {"GRAND DUCHE DE LUXEMBOURG", "LU"}, {"GD LUXEMBOURG", "LU"}, {"LU", "LU"},
      {"LUX", "LU"}, {"L", "LU"},
      {"ALLEMAGNE", "DE"}, {"GERMANY", "DE"}, {"DEUTSCHLAND", "DE"}, {"DUITSLAND", "DE"}, {"GERMANIA", "DE"}, {"ALEMANIA", "DE"}, {"DE", "DE"},
      {"DEU", "DE"}, {"D", "DE"},
      {"ESPAGNE", "ES"}, {"SPAIN", "ES"}, {"ESPANA", "ES"}, {"SPANIEN", "ES"}, {"SPAGNA", "ES"}, {"SPANJE", "ES"}, {"ES", "ES"}, {"ESP", "ES"},
      {"ITALIE", "IT"}, {"ITALY", "IT"}, {"ITALIA", "IT"}, {"ITALIEN", "IT"}, {"IT", "IT"}, {"ITA", "IT"},
      {"PORTUGAL", "PT"}, {"PT", "PT"}, {"PRT", "PT"},
      {"PAYS BAS", "NL"}, {"LES PAYS BAS", "NL"}, {"NETHERLANDS", "NL"}, {"THE NETHERLANDS", "NL"}, {"NEDERLAND", "NL"}, {"NIEDERLANDE", "NL"},
      {"HOLLANDE", "NL"}, {"HOLLAND", "NL"}, {"NL", "NL"}, {"NLD", "NL"},
      {"ROYAUME UNI", "GB"}, {"UNITED KINGDOM", "GB"}, {"UK", "GB"}, {"U K", "GB"}, {"GB", "GB"}, {"GBR", "GB"}, {"GREAT BRITAIN", "GB"},
      {"GRANDE BRETAGNE", "GB"}, {"ANGLETERRE", "GB"}, {"ENGLAND", "GB"}, {"ECOSSE", "GB"}, {"SCOTLAND", "GB"}, {"PAYS DE GALLES", "GB"}, {"WALES", "GB"},
      {"IRLANDE DU NORD", "GB"}, {"NORTHERN IRELAND", "GB"}, {"GROSSBRITANNIEN", "GB"}, {"REINO UNIDO", "GB"}, {"REGNO UNITO", "GB"},
      {"ETATS UNIS", "US"}, {"ETATS UNIS D AMERIQUE", "US"}, {"UNITED STATES", "US"}, {"UNITED STATES OF AMERICA", "US"}, {"USA", "US"}, {"U S A", "US"},
      {"US", "US"}, {"CANADA", "CA"}, {"CA", "CA"}, {"CAN", "CA"},
      {"MONACO", "MC"}, {"MC", "MC"}, {"MCO", "MC"}, {"PRINCIPAUTE DE MONACO", "MC"}, {"ANDORRE", "AD"}, {"ANDORRA", "AD"}, {"AD", "AD"},
      {"MAROC", "MA"}, {"MOROCCO", "MA"}, {"MA", "MA"}, {"MAR", "MA"}, {"MARRUECOS", "MA"},
      {"TUNISIE", "TN"}, {"TUNISIA", "TN"}, {"TN", "TN"}, {"TUN", "TN"},
      {"ALGERIE", "DZ"}, {"ALGERIA", "DZ"}, {"DZ", "DZ"}, {"DZA", "DZ"},
      {"AUTRICHE", "AT"}, {"AUSTRIA", "AT"}, {"OSTERREICH", "AT"}, {"OESTERREICH", "AT"}, {"AT", "AT"}, {"AUT", "AT"},
      {"IRLANDE", "IE"}, {"IRELAND", "IE"}, {"EIRE", "IE"}, {"IE", "IE"}, {"IRL", "IE"},
      {"POLOGNE", "PL"}, {"POLAND", "PL"}, {"POLSKA", "PL"}, {"POLEN", "PL"}, {"PL", "PL"}, {"POL", "PL"},
      {"DANEMARK", "DK"}, {"DENMARK", "DK"}, {"DANMARK", "DK"}, {"DK", "DK"}, {"DNK", "DK"}, {"SUEDE", "SE"}, {"SWEDEN", "SE"}, {"SVERIGE", "SE"},
      {"SE", "SE"}, {"SWE", "SE"}, {"NORVEGE", "NO"}, {"NORWAY", "NO"}, {"NORGE", "NO"}, {"NOR", "NO"}, {"FINLANDE", "FI"}, {"FINLAND", "FI"},
      {"SUOMI", "FI"}, {"FI", "FI"}, {"FIN", "FI"}, {"GRECE", "GR"}, {"GREECE", "GR"}, {"GR", "GR"}, {"GRC", "GR"}, {"ROUMANIE", "RO"}, {"ROMANIA", "RO"},
      {"RO", "RO"}, {"ROU", "RO"}, {"HONGRIE", "HU"}, {"HUNGARY", "HU"}, {"HU", "HU"}, {"HUN", "HU"}, {"TCHEQUIE", "CZ"}, {"REPUBLIQUE TCHEQUE", "CZ"},
      {"CZECH REPUBLIC", "CZ"}, {"CZECHIA", "CZ"}, {"CZ", "CZ"}, {"CZE", "CZ"}, {"SLOVAQUIE", "SK"}, {"SLOVAKIA", "SK"}, {"SK", "SK"}, {"BULGARIE", "BG"},
      {"BULGARIA", "BG"}, {"BG", "BG"}, {"CROATIE", "HR"}, {"CROATIA", "HR"}, {"HR", "HR"}, {"SLOVENIE", "SI"}, {"SLOVENIA", "SI"}, {"TURQUIE", "TR"},
      {"TURKEY", "TR"}, {"TR", "TR"}, {"SENEGAL", "SN"}, {"SN", "SN"}, {"COTE D IVOIRE", "CI"}, {"IVORY COAST", "CI"}, {"CI", "CI"}, {"CAMEROUN", "CM"},
      {"CAMEROON", "CM"}, {"CHINE", "CN"}, {"CHINA", "CN"}, {"CN", "CN"}, {"JAPON", "JP"}, {"JAPAN", "JP"}, {"JP", "JP"}, {"AUSTRALIE", "AU"},
      {"AUSTRALIA", "AU"}, {"AU", "AU"}, {"AUS", "AU"}, {"BRESIL", "BR"}, {"BRAZIL", "BR"}, {"BR", "BR"}, {"MEXIQUE", "MX"}, {"MEXICO", "MX"},
      {"INDE", "IN"}, {"INDIA", "IN"}, {"RUSSIE", "RU"}, {"RUSSIA", "RU"}, {"UKRAINE", "UA"}, {"ISRAEL", "IL"}, {"LIBAN", "LB"}, {"LEBANON", "LB"},
      {"EGYPTE", "EG"}, {"EGYPT", "EG"}};
  add_world(rows);
  return WordMap(std::move(rows));
  }();
  return codes.find(folded);
}

std::string_view country_of_postcode(std::string_view original) {
  std::string bare, form;
  for (const char c : trim(original)) {
    const char upper = static_cast<char>(c >= 'a' && c <= 'z' ? c & ~32 : c);
    if (is_digit(c) || is_upper(upper) || c == '-') {
      bare.push_back(upper);
      form.push_back(is_digit(c) ? '9' : c == '-' ? '-' : 'A');
    } else if (c != ' ') {
      return {};
    }
    if (bare.size() > 11) return {};
  }
  for (const PostcodeForm& row : kForms)
    if (row.form == form) return row.country;
  if (form == "99999" && trim(original).find(' ') == 3) return kSomewhereElse;
  const size_t digits_at = form.find('9');
  if (digits_at == std::string::npos || digits_at == 0) return {};
  const size_t hyphen = form[digits_at - 1] == '-' ? 1 : 0;
  const std::string_view digits = std::string_view(form).substr(digits_at), letters = std::string_view(bare).substr(0, digits_at - hyphen);
  if (digits.find_first_not_of('9') != std::string_view::npos) return {};
  for (const PostcodePrefix& row : kPrefixes)
    if (row.letters == letters && row.digits == digits.size()) return row.country;
  return {};
}

std::string_view country_of_town(std::string_view folded, bool four_digits) {
  // "1000 BRUXELLES", "B 1000 BRUXELLES"
  const size_t digit = folded.find_last_of("0123456789");
  if (digit != std::string_view::npos && digit + 2 < folded.size()) folded.remove_prefix(digit + 2);
  // "GENEVE 11"
  if (const size_t letter = folded.find_last_not_of("0123456789 "); letter != std::string_view::npos) folded = folded.substr(0, letter + 1);
  const std::string_view country = town_map(false).find(folded);
  if (!country.empty()) return country;
  return four_digits ? town_map(true).find(folded) : std::string_view();
}

std::string_view country_of_email(std::string_view original) {
  const std::string_view s = trim(original);
  const size_t dot = s.rfind('.');
  if (dot == std::string_view::npos || dot + 3 != s.size() || s.find('@') > dot) return {};
  static const WordMap ends{{"FR", "FR"}, {"BE", "BE"}, {"CH", "CH"}, {"LU", "LU"}, {"NL", "NL"}, {"DE", "DE"}, {"ES", "ES"}, {"IT", "IT"},
                            {"UK", "GB"}, {"MA", "MA"}, {"DZ", "DZ"}, {"TN", "TN"}, {"PT", "PT"}, {"AT", "AT"}, {"IE", "IE"}, {"PL", "PL"},
                            {"DK", "DK"}, {"SE", "SE"}, {"NO", "NO"}, {"FI", "FI"}, {"GR", "GR"}, {"CZ", "CZ"}, {"RO", "RO"}, {"MC", "MC"}};
  const char end[] = {static_cast<char>(s[dot + 1] & ~32), static_cast<char>(s[dot + 2] & ~32)};
  return ends.find(std::string_view(end, 2));
}

std::string_view country_at_end(std::string_view address) {
  const size_t comma = address.find_last_of(",\n");
  if (comma == std::string_view::npos) return {};
  const std::string folded = text::fold(address.substr(comma + 1));
  std::string words;
  text::tokenize(folded, [&](std::string_view word) {
    if (std::none_of(word.begin(), word.end(), is_digit)) append_word(words, word);
  });
  return words.size() < 4 ? std::string_view() : country_of_name(words);
}

bool has_four_digit_postcodes(std::string_view country) {
  static const WordSet set{"BE", "CH", "LU", "TN", "NL", "AT", "DK", "NO", "HU"};
  return set.has(country);
}

bool postcodes_lose_zeros(std::string_view country) {
  static const WordSet set{"FR", "GP", "MQ", "GF", "RE", "YT", "DE", "IT", "ES", "US", "DZ"};
  return set.has(country);
}

const std::vector<uint16_t>& french_postcodes_with_zero(std::string_view town) {
  const auto compared = [](std::string_view name) {
    Scratch scratch;
    CleanValue clean;
    clean_city(name, scratch, clean);
    return clean.comparison;
  };
  // Lines are sorted by postcode: those that begin with a zero come first.
  static const std::unordered_map<std::string, std::vector<uint16_t>> postcodes = [&] {
    std::unordered_map<std::string, std::vector<uint16_t>> out;
    for (std::string_view rest(generated::kTowns, generated::kTownsSize); !rest.empty() && rest[0] == '0';) {
      std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      const uint16_t digits = number_of(line.substr(1, 4));
      for (line.remove_prefix(5); !line.empty();) {
        const std::string_view name = line.substr(0, line.find('|'));
        line.remove_prefix(std::min(line.size(), name.size() + 1));
        out[compared(name)].push_back(digits);
      }
    }
    return out;
  }();
  static const std::vector<uint16_t> none;
  const auto at = postcodes.find(compared(town));
  return at == postcodes.end() ? none : at->second;
}

bool is_french_territory(std::string_view country) {
  static const WordSet set{"FR", "GP", "MQ", "GF", "RE", "YT", "PM", "MC"};
  return set.has(country);
}

}  // namespace jumelles::standardize
