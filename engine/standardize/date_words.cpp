#include "standardize/date_words.h"

#include "standardize/words.h"

namespace jumelles::standardize {
namespace {

struct Month {
  std::string_view names;
  std::string_view number;
};

constexpr Month kMonths[] = {
    {"JANUARY JANVIER JANUAR JANNER JAENNER ENERO GENNAIO JANUARI JANEIRO JAN JANV JANR ENE GEN "
     "STYCZNIA STYCZEN STY LEDNA LEDEN IANUARIE IAN OCAK TAMMIKUUTA TAMMIKUU", "1"},
    {"FEBRUARY FEVRIER FEBRUAR FEBRERO FEBBRAIO FEBRUARI FEVEREIRO FEB FEBR FEV FEVR FEBB "
     "LUTEGO LUTY LUT UNORA UNOR FEBRUARIE SUBAT HELMIKUUTA HELMIKUU", "2"},
    {"MARCH MARS MARZ MAERZ MARZO MAART MARCO MAR MRZ MRT "
     "MARCA MARZEC BREZNA BREZEN MARTS MARCIUS MARC MARTIE MART MAALISKUUTA MAALISKUU", "3"},
    {"APRIL AVRIL ABRIL APRILE APR AVR ABR "
     "KWIETNIA KWIECIEN KWI DUBNA DUBEN APRILIS APRILIE NISAN HUHTIKUUTA HUHTIKUU", "4"},
    {"MAY MAI MAYO MAGGIO MEI MAIO MAG "
     "MAJA MAJ KVETNA KVETEN MAJUS MAYIS TOUKOKUUTA TOUKOKUU", "5"},
    {"JUNE JUIN JUNI JUNIO GIUGNO JUNHO JUN GIU "
     "CZERWCA CZERWIEC CZE CERVNA CERVEN JUNIUS IUNIE IUN HAZIRAN KESAKUUTA KESAKUU", "6"},
    {"JULY JUILLET JULI JULIO LUGLIO JULHO JUL JUIL JUILL LUG "
     "LIPCA LIPIEC LIP CERVENCE CERVENEC JULIUS IULIE IUL TEMMUZ HEINAKUUTA HEINAKUU", "7"},
    {"AUGUST AOUT AGOSTO AUGUSTUS AUG AOU AGO "
     "SIERPNIA SIERPIEN SIE SRPNA SRPEN AUGUSTI AUGUSZTUS AGUSTOS ELOKUUTA ELOKUU", "8"},
    {"SEPTEMBER SEPTEMBRE SEPTIEMBRE SETTEMBRE SETEMBRO SEP SEPT SET SETT "
     "WRZESNIA WRZESIEN WRZ ZARI SZEPTEMBER SZEPT SEPTEMBRIE EYLUL SYYSKUUTA SYYSKUU", "9"},
    {"OCTOBER OCTOBRE OKTOBER OCTUBRE OTTOBRE OUTUBRO OCT OKT OTT OUT "
     "PAZDZIERNIKA PAZDZIERNIK PAZ RIJNA RIJEN OCTOMBRIE EKIM LOKAKUUTA LOKAKUU", "10"},
    {"NOVEMBER NOVEMBRE NOVIEMBRE NOVEMBRO NOV "
     "LISTOPADA LISTOPAD LIS LISTOPADU NOIEMBRIE NOI KASIM MARRASKUUTA MARRASKUU", "11"},
    {"DECEMBER DECEMBRE DEZEMBER DICIEMBRE DICEMBRE DEZEMBRO DEC DEZ DIC "
     "GRUDNIA GRUDZIEN GRU PROSINCE PROSINEC DESEMBER DES DECEMBRIE ARALIK JOULUKUUTA JOULUKUU", "12"}};

struct Months {
  std::vector<WordPair> rows;
  Months() {
    for (const Month& month : kMonths) text::tokenize(month.names, [&](std::string_view name) { rows.push_back({name, month.number}); });
    std::sort(rows.begin(), rows.end(), [](const WordPair& a, const WordPair& b) { return a.word < b.word; });
  }
};

}  // namespace

int month_of(std::string_view folded) {
  static const Months months;
  const auto at = std::lower_bound(months.rows.begin(), months.rows.end(), folded, [](const WordPair& row, std::string_view word) { return row.word < word; });
  if (at == months.rows.end() || at->word != folded) return 0;
  return at->meaning.size() == 2 ? 10 + (at->meaning[1] - '0') : at->meaning[0] - '0';
}

bool is_word_around_date(std::string_view folded) {
  static const WordSet set{
      // Articles, prepositions, ordinals, "born on"
      "LE", "LA", "DU", "DE", "D", "EN", "A", "AU", "ER", "ERE", "E", "EME", "NE", "NEE", "N", "DATE", "NAISSANCE", "DDN", "ST", "ND", "RD", "TH", "OF", "ON",
      "IN", "AT", "THE", "BORN", "DOB", "AM", "DER", "DEN", "GEB", "GEBOREN", "GEBURTSDATUM", "EL", "DEL", "NACIDO", "NACIDA", "IL", "DI", "NATO", "NATA",
      "NASCIDO", "NASCIDA", "EM", "DO", "OP", "O",
      // Characters of East Asian dates
      "\u5E74", "\u6708", "\u65E5",
      // Weekdays
      "LUNDI", "MARDI", "MERCREDI", "JEUDI", "VENDREDI", "SAMEDI", "DIMANCHE", "LUN", "MER", "JEU", "VEN", "SAM", "DIM", "MONDAY", "TUESDAY", "WEDNESDAY",
      "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY", "MON", "TUE", "TUES", "WED", "THU", "THUR", "THURS", "FRI", "SAT", "SUN", "MONTAG", "DIENSTAG", "MITTWOCH",
      "DONNERSTAG", "FREITAG", "SAMSTAG", "SONNABEND", "SONNTAG", "MO", "MI", "FR", "SA", "SO", "LUNES", "MARTES", "MIERCOLES", "JUEVES", "VIERNES", "SABADO",
      "DOMINGO", "LUNEDI", "MARTEDI", "MERCOLEDI", "GIOVEDI", "VENERDI", "SABATO", "DOMENICA", "MAANDAG", "DINSDAG", "WOENSDAG", "DONDERDAG", "VRIJDAG",
      "ZATERDAG", "ZONDAG", "SEGUNDA", "TERCA", "QUARTA", "QUINTA", "SEXTA", "FEIRA"};
  return folded.empty() || set.has(folded);
}

}  // namespace jumelles::standardize
