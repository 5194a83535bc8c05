#include "doctest/doctest.h"

#include "ingest/support.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;

TEST_CASE("central European letters are recognized by the language that they make, western ones never taken for them") {
  struct Sample { std::string bytes, first; };
  for (const Sample& sample : std::vector<Sample>{
           {"nazwa;miasto\nZa\xBF""\xF3""\xB3""\xE6"" Sp. z o.o.;\xA3""\xF3""d\x9F""\n\x8C""nie\xBF""ka Farby;D\xEA""bica\nG\xEA""\x9C""la Ja\x9F""\xF1"";Krak\xF3""w\n\xAF""ubr Browar;Bia\xB3""ystok\n", "Za\xC5""\xBC""\xC3""\xB3""\xC5""\x82""\xC4""\x87"" Sp. z o.o."},  // pl
           {"jm\xE9""no;m\xEC""sto\nDvo\xF8""\xE1""k Ji\xF8""\xED"";Plze\xF2""\nNov\xE1""k Tom\xE1""\x9A"";Praha\n\xC8""ern\xFD"" Ond\xF8""ej;T\xF8""eb\xED""\xE8""\nSvoboda Lud\xEC""k;Jihlava\n", "Dvo\xC5""\x99""\xC3""\xA1""k Ji\xC5""\x99""\xC3""\xAD"""},  // cs
           {"n\xE9""v;v\xE1""ros\nErd\xF5""s P\xE1""l;Gy\xF5""r\nSz\xFB""cs L\xE1""szl\xF3"";H\xF3""dmez\xF5""v\xE1""s\xE1""rhely\nK\xF5""v\xE1""ry \xC9""va;Sz\xFB""csi\n\xD6""rk\xE9""ny Istv\xE1""n;G\xF6""d\xF6""ll\xF5""\n", "Erd\xC5""\x91""s P\xC3""\xA1""l"},  // hu
           {"nume;ora\xBA""\n\xAA""tefan Ioni\xFE""\xE3"";Bucure\xBA""ti\n\xDE""epe\xBA"" Ilinca;Pite\xBA""ti\nM\xE3""nescu An\xE3"";Bra\xBA""ov\n", "\xC5""\x9E""tefan Ioni\xC5""\xA3""\xC4""\x83"""},  // ro
           {"ime;grad\nKova\xE8""i\xE6"" \x8E""eljko;\x8A""ibenik\n\xC8""avi\xE6"" \xD0""uro;Po\x9E""ega\nBo\x9E""i\xE6"" \x8A""pela;\xC8""rnomelj\n", "Kova\xC4""\x8D""i\xC4""\x87"" \xC5""\xBD""eljko"},  // hr
       }) {
    const ImportResult result = imported(sample.bytes);
    CAPTURE(sample.first);
    CHECK(result.dialect.encoding == Encoding::kWindows1250);
    CHECK(result.notices == Texts{"encoding_by_letters"});
    REQUIRE(result.table.row_count() > 0);
    CHECK(row_of(result, 0)[0] == sample.first);
    DialectOverride choice;
    choice.encoding = Encoding::kWindows1250;
    CHECK(rows_of(imported(sample.bytes, choice)) == rows_of(result));
  }
  for (const std::string& bytes : std::vector<std::string>{
           "nom;ville\nLef\xE8""vre H\xE9""l\xE8""ne;Orl\xE9""ans\nNo\xEB""l \xC9""mile;Besan\xE7""on\nB\x9C""uf Ana\xEF""s;M\xE2""con\nC\xF4""t\xE9"" Zo\xEB"";N\xEE""mes\n",  // fr
           "NOM;VILLE\nLEF\xC8""VRE H\xC9""L\xC8""NE;ORL\xC9""ANS\nNO\xCB""L \xC9""MILE;BESAN\xC7""ON\nC\xD4""T\xC9"";N\xCE""MES\n",  // fr capitals
           "nom;ville\nDurand;Gen\xE8""ve\n",  // fr one
           "name;ort\nM\xFC""ller J\xFC""rgen;K\xF6""ln\nGro\xDF"" K\xE4""the;D\xFC""sseldorf\n",  // de
           "nombre;ciudad\nN\xFA""\xF1""ez Jos\xE9"";M\xE1""laga\nPe\xF1""a \xCD""\xF1""igo;Logro\xF1""o\n",  // es
           "nome;citt\xE0""\nNiccol\xF2"" Rossi;Forl\xEC""\nMos\xE8"" Bianchi;Cefal\xF9""\n",  // it
           "nome;cidade\nConcei\xE7""\xE3""o Jo\xE3""o;S\xE3""o Paulo\nMagalh\xE3""es In\xEA""s;Bras\xED""lia\nSim\xF5""es Ant\xF4""nio;Cam\xF5""es\n",  // pt
           "navn;by\nSj\xF6""berg \xC5""ke;Malm\xF6""\n\xD8""rsted S\xF8""ren;\xC5""rhus\n\xDE""\xF3""r Gu\xF0""mundur;Reykjav\xED""k\n",  // nordic
           "nom;ville\nM\xFC""ller;K\xF6""ln\nN\xFA""\xF1""ez;M\xE1""laga\nLef\xE8""vre;Orl\xE9""ans\n\xD8""rsted;\xC5""rhus\nConcei\xE7""\xE3""o;S\xE3""o Paulo\nSim\xF5""es;Forl\xEC""\n",  // mixed
       }) {
    CAPTURE(bytes);
    CHECK(imported(bytes).dialect.encoding != Encoding::kWindows1250);
  }
  // One name with a letter that Polish has at that byte, however often.
  std::string one = "nom;ville\n";
  for (int i = 0; i < 40; ++i) one += "Lec\x9C""ur;T\xEA""te\n";
  CHECK(imported(one).dialect.encoding == Encoding::kWindows1252);
  CHECK(encoding_from_id("windows-1250") == Encoding::kWindows1250);
}

TEST_CASE("letters of an alphabet that is not read are said to be uncertain") {
  for (const std::string& bytes : std::vector<std::string>{
           "jm\xE9""no;m\xEC""sto\nDvo\xF8""\xE1""k Ji\xF8""\xED"";Plze\xF2""\nNov\xE1""k Tom\xE1""\xB9"";Praha\n\xC8""ern\xFD"" Ond\xF8""ej;T\xF8""eb\xED""\xE8""\nSvoboda Lud\xEC""k;Jihlava\n",  // ISO-8859-2
           "ad;\xFE""ehir\nG\xFC""ne\xFE"" I\xFE""\xFD""k;\xDE""anl\xFD""urfa\n\xC7""a\xF0""r\xFD"" Y\xFD""ld\xFD""z;Eski\xFE""ehir\nDo\xF0""an A\xF0""\xFD""r;Mu\xF0""la\n",  // Windows-1254
       }) {
    CAPTURE(bytes);
    CHECK(has_notice(imported(bytes), "encoding_uncertain"));
  }
}

TEST_CASE("EBCDIC and UTF-32 are refused by their names") {
  std::string rows, wide, wide_big;
  for (int i = 0; i < 20; ++i) rows += "\xF0""\xF0""\xF0""\xF1""\xF2""\xF3""\xF4""\xC2""\xD6""\xE4""\xD3""\xC1""\xD5""\xC7""\xC5""\xD9""\xC9""\xC5""@\xC4""\xE4""\xD9""\xC1""\xD5""\xC4""@@@@@\xD5""\x89""\x83""\x85""@@@@@@%";
  CHECK(error_id(rows) == "file.ebcdic");
  for (const char c : std::string("id;name\n1;Durand\n2;Petit\n")) {
    wide += {c, '\0', '\0', '\0'};
    wide_big += {'\0', '\0', '\0', c};
  }
  CHECK(error_id(wide) == "file.utf32");
  CHECK(error_id(wide_big) == "file.utf32");
  CHECK(error_id(std::string("\xFF\xFE\0\0", 4) + wide) == "file.utf32");
  CHECK(error_id(std::string("\0\0\xFE\xFF", 4) + wide_big) == "file.utf32");
}
