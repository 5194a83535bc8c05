#include "standardize/companies.h"

#include <algorithm>

#include "standardize/cell_text.h"
#include "standardize/name_titles.h"
#include "standardize/name_words.h"
#include "text/french_names.h"
#include "text/utf8.h"

namespace jumelles::standardize {
namespace {

// Dropped wherever they stand.
const WordSet& strong_forms() {
  static const WordSet set{"SAS", "SASU", "SARL", "EURL", "SCI", "SNC", "SCOP", "SELARL", "SELAS", "SELAFA", "SCP", "SCM", "GIE", "EIRL",
                           "SARLU", "SCEA", "GAEC", "EARL", "SCIC", "SEM", "SPRL", "GMBH", "LTD", "LLC", "INC", "PLC", "BVBA",
                           "LIMITED", "INCORPORATED", "CORPORATION"};
  return set;
}

// Dropped at the front or the end only: inside a name they may be words of it.
const WordSet& weak_forms() {
  static const WordSet set{"SA", "EI", "AG", "BV", "NV", "SPA", "SRL", "KG", "AB", "CORP", "CO", "CIE", "COMPAGNIE", "STE", "SOCIETE",
                           "ETS", "ETABLISSEMENTS", "ETABLISSEMENT", "ASSOCIATION", "ASSO", "ENTREPRISE", "AE"};
  return set;
}

// Runs of single letters become one word. The views of joined words point into `joined`.
std::vector<std::string_view> without_dots(const std::vector<std::string_view>& tokens, std::string& joined) {
  size_t letters = 0;
  for (std::string_view token : tokens) letters += token.size();
  joined.clear();
  joined.reserve(letters);  // views into it must stay
  std::vector<std::string_view> out;
  for (size_t i = 0; i < tokens.size();) {
    size_t end = i;
    while (end < tokens.size() && tokens[end].size() == 1 && is_upper(tokens[end][0])) ++end;
    if (end - i < 2) {
      out.push_back(tokens[i++]);
      continue;
    }
    const size_t begin = joined.size();
    for (; i < end; ++i) joined.append(tokens[i]);
    out.push_back(std::string_view(joined).substr(begin));
  }
  return out;
}

// A legal form at the front or the end that no person's name has there.
const WordSet& telling_forms() {
  static const WordSet set{"SA", "STE", "SOCIETE", "ETS", "ETABLISSEMENTS", "ASSOCIATION", "CIE", "ENTREPRISE"};
  return set;
}

// Legal forms that are surnames as well, and words that may be one behind a title and a given name.
bool is_short_surname(std::string_view form) { return form == "SA" || form == "SAS" || form == "SEM"; }

// "Inês Sá", "M. Jan Sas", "Tiago Sem", "Mme Anne Société": a form that is the surname of a person, by an accent that it has not, a
// title or given names alone in front of it.
bool is_surname_of_person(std::string_view text, std::string_view form, bool first) {
  static const WordSet words_of_law{"STE", "ETS", "ETABLISSEMENTS", "CIE"};
  const bool short_form = is_short_surname(form);
  if (!short_form && (strong_forms().has(form) || words_of_law.has(form))) return false;
  const size_t taken = titles_in_front(AttributeType::kFullName, text).taken;
  const std::vector<Word> words = words_of(text.substr(taken));
  if (words.empty()) return false;
  const Word& word = first ? words.front() : words.back();
  if (word.folded != form) return false;  // "S.A."
  const auto begin = words.begin() + (first ? 1 : 0), end = words.end() - (first ? 0 : 1);
  const bool given = begin != end && std::any_of(begin, end, is_given_anywhere), given_alone = begin != end && std::all_of(begin, end, is_given_anywhere);
  if (!short_form) return taken > 0 && given_alone && !first;
  if (std::any_of(word.written.begin(), word.written.end(), [](char c) { return static_cast<uint8_t>(c) >= 0x80; })) return true;
  // "Mr Bricolage SAS" is none.
  if (taken > 0) return given || !word.capitals;
  return given_alone && (!first || !word.capitals);
}

// Behind "et", "and" or "&" at the end.
const WordSet& partners() {
  static const WordSet set{"FILS", "FILLE", "FILLES", "FRERES", "SOEURS", "ASSOCIES", "ASSOCIATES", "PARTNERS", "CIE", "SONS", "SON", "CO",
                           "SOHNE", "SOHN", "HIJOS", "FIGLI", "FILHOS", "ZONEN", "ZOON"};
  return set;
}

// What begins the name of an authority, an association, a shop and no person's.
const WordSet& beginnings() {
  static const WordSet set{"MAIRIE", "COMMUNE", "COPROPRIETE", "SYNDICAT", "SDC", "ASS", "ASSOC", "COMITE", "LYCEE", "UNIVERSITE", "MINISTERE",
                           "PREFECTURE", "CABINET", "BOULANGERIE", "PHARMACIE", "RESTAURANT", "GARAGE", "HOTEL", "CLINIQUE", "AGENCE",
                           "SOCIETE", "ETABLISSEMENTS", "INSTITUT", "FONDATION", "FEDERATION", "GROUPEMENT", "TRANSPORTS", "COLLECTIF", "EHPAD",
                           "PAROISSE", "COLLEGE", "ECOLE", "CRECHE", "CAISSE", "CENTRE", "CLUB", "DEPARTEMENT", "DIRECTION", "SERVICE", "BANQUE",
                           "CAMPING", "AMICALE", "LIGUE", "MUSEE", "THEATRE", "OFFICE", "MUTUELLE", "UNION", "UDAF", "TRESORERIE", "TRIBUNAL",
                           "DIOCESE", "BIBLIOTHEQUE", "MEDIATHEQUE", "CONSERVATOIRE", "COOPERATIVE", "CONFRERIE", "IMPRIMERIE", "LIBRAIRIE",
                           "PATISSERIE", "BOUCHERIE", "EPICERIE", "BRASSERIE", "PIZZERIA", "GENDARMERIE", "AMBASSADE", "CONSULAT", "HOPITAL", "TAXI", "TAXIS",
                           "COMMUNAUTE", "AEROPORT", "ABBAYE", "EGLISE", "CINEMA", "AUBERGE", "CREPERIE", "COIFFURE", "FLEURISTE", "IMMOBILIERE",
                           "CHRU", "SDIS", "URSSAF", "CPAM", "CNRS", "SNCF", "RATP", "EDF", "ENGIE",
                           // English, German, Dutch, Spanish, Portuguese, Italian
                           "EMBASSY", "CONSULATE", "KFZ", "AUTOHAUS", "GASTHOF", "TISCHLEREI", "FRISEURSALON", "KANZLEI", "BOTSCHAFT", "FEUERWEHR",
                           "EMBAJADA", "COLEGIO", "TALLERES", "AMBASCIATA", "SCUOLA", "TRATTORIA", "OFFICINA", "EMBAIXADA",
                           "UNIVERSITY", "MINISTRY", "GEMEINDE", "STADTVERWALTUNG", "VEREIN", "STIFTUNG", "BACKEREI", "METZGEREI", "APOTHEKE",
                           "UNIVERSITAT", "HOCHSCHULE", "GASTHAUS", "STICHTING", "VERENIGING", "GEMEENTE", "UNIVERSITEIT", "BAKKERIJ", "APOTHEEK",
                           "AYUNTAMIENTO", "UNIVERSIDAD", "INSTITUTO", "FUNDACION", "ASOCIACION", "COOPERATIVA", "PARROQUIA", "FARMACIA",
                           "PANADERIA", "RESTAURANTE", "UNIVERSIDADE", "FUNDACAO", "ASSOCIACAO", "PADARIA", "COMUNE", "UNIVERSITA",
                           "ISTITUTO", "FONDAZIONE", "ASSOCIAZIONE", "PARROCCHIA", "RISTORANTE", "OSPEDALE", "PANIFICIO", "CONDOMINIO"};
  return set;
}

// The same with a small word behind, as these are surnames without it: "Ville de Lyon", "Bar du Port".
const WordSet& places() {
  static const WordSet set{"VILLE", "BAR", "CAFE", "MAISON", "CHAMBRE", "CONSEIL", "FOYER", "RESIDENCE", "TABAC", "COUR", "REGION", "JUNTA", "COMUNIDAD", "CAMARA", "CHU"};
  return set;
}
bool begins_with_place(const std::vector<std::string_view>& tokens) {
  static const WordSet small{"DE", "DU", "DES", "D", "AUX", "DEPARTEMENTAL", "REGIONAL", "MUNICIPAL"};
  return tokens.size() > 2 && places().has(tokens[0]) && small.has(tokens[1]);
}

// "CHU Angers": initials in capitals, unless given names stand behind. "Chu Suominen" has the surname.
bool begins_with_hospital(std::string_view text, const std::vector<std::string_view>& tokens) {
  if (tokens.size() < 2 || tokens.front() != "CHU") return false;
  const std::vector<Word> words = words_of(text);
  return words.size() > 1 && words.front().capitals && std::none_of(words.begin() + 1, words.end(), is_given_anywhere);
}

// Of two words: "Auto-école Martin", "La Poste". The second one alone is asked for before all else.
bool begins_with_pair(const std::vector<std::string_view>& tokens) {
  static const WordMap pairs{{"ECOLE", "AUTO"}, {"POSTE", "LA"}, {"EMPLOI", "POLE"}, {"TRAVAIL", "FRANCE"}, {"ROUGE", "CROIX"}, {"POMPIERS", "SAPEURS"},
                             {"POPULAIRE", "SECOURS"}, {"CATHOLIQUE", "SECOURS"}};
  return tokens.size() > 1 && pairs.find(tokens[1]) == tokens[0];
}

// "CE SNCF", a works council: in capitals before what is no name.
bool is_works_council(std::string_view text, const std::vector<std::string_view>& tokens) {
  return tokens.front() == "CE" && text.substr(0, 3) == "CE " && text::french_surname_share(tokens[1]) <= 0 && text::french_given_name_share(tokens[1]) <= 0 &&
         text::upper(text.substr(3, 2)) == text.substr(3, 2);
}

// Legal forms of other countries: behind a name, in capitals or as they are spelled out with dots ("e.U.", "S.p.A.").
const WordSet& forms_in_capitals() {
  static const WordSet set{"AG", "KG", "KGAA", "OHG", "GBR", "UG", "BV", "NV", "SRL", "SPA", "OY"};
  return set;
}
bool has_form_behind(std::string_view text, const std::vector<std::string_view>& words) {
  const WordSet& capitals = forms_in_capitals();
  static const WordSet spelled_out{"EU", "EK", "EV", "SPA", "SRL", "BV", "NV", "LDA", "SL"};
  if (!capitals.has(words.back()) && !spelled_out.has(words.back())) return false;
  const std::vector<Word> written = words_of(text);
  if (written.size() < 2) return false;
  const Word& last = written.back();
  const bool dots = std::count(last.written.begin(), last.written.end(), '.') > 1;
  if (dots) return spelled_out.has(words.back());
  if (!capitals.has(words.back()) || (!last.capitals && last.folded != "GBR" && last.folded != "KGAA")) return false;
  return titles_in_front(AttributeType::kFullName, text).taken == 0 && !std::all_of(written.begin(), written.end() - 1, is_given_anywhere);
}

// What ends one and no person's name, in languages that put it there.
const WordSet& endings() {
  static const WordSet set{"CORP", "DEPT", "DEPARTMENT", "DIVISION", "UNIVERSITY", "INSTITUTE", "SCHOOL", "FOUNDATION", "TRUST", "SOCIETY", "COMMITTEE",
                           "COUNCIL", "GROUP", "HOLDINGS", "SERVICES", "SOLUTIONS", "ENTERPRISES", "INDUSTRIES", "COMPANY", "CENTER",
                           "AUTHORITY", "AGENCY", "MINISTRY", "TEAM", "OFFICE", "CLINIC", "PHARMACY", "BAKERY", "VEREIN", "STIFTUNG", "ABTEILUNG",
                           "ASSOCIATION", "CLUB", "LOGISTICS", "CONSULTING"};
  return set;
}

// "Wells Fargo Bank NA", "Bank of Ireland"
bool names_a_bank(const std::vector<std::string_view>& tokens) {
  const size_t n = tokens.size();
  if (tokens.front() == "BANK" && tokens[1] == "OF") return true;
  const size_t bank = tokens.back() == "NA" ? n - 2 : tokens.back() == "A" && n > 3 && tokens[n - 2] == "N" ? n - 3 : n - 1;
  return n > 2 && tokens[bank] == "BANK" && (bank + 1 < n || n > 3);
}

// Every word of the above: most names hold none.
const WordSet& telling_words() {
  static const WordSet set = [] {
    std::vector<std::string_view> words{"BANK"};
    for (const WordSet* some : {&strong_forms(), &telling_forms(), &partners(), &beginnings(), &endings(), &places(), &forms_in_capitals()})
      words.insert(words.end(), some->words().begin(), some->words().end());
    for (const std::string_view word : {"POSTE", "EMPLOI", "TRAVAIL", "ROUGE", "POMPIERS", "POPULAIRE", "CATHOLIQUE", "CE"}) words.push_back(word);
    return WordSet(std::move(words));
  }();
  return set;
}

// One letter alone is an initial or a civility; letters of a legal form stand together ("S A R L").
bool tells_nothing(const std::vector<std::string_view>& tokens) {
  for (size_t i = 0; i < tokens.size(); ++i)
    if (tokens[i].size() == 1 ? i > 0 && tokens[i - 1].size() == 1 : telling_words().has(tokens[i])) return false;
  return true;
}

}  // namespace

bool has_legal_form(std::string_view text, const std::vector<std::string_view>& tokens) {
  if (tokens.size() < 2 || tells_nothing(tokens)) return false;
  std::string joined;
  const std::vector<std::string_view> words = without_dots(tokens, joined);
  if (words.size() < 2) return false;
  for (size_t i = 0; i < words.size(); ++i) {
    const bool outer = i == 0 || i + 1 == words.size();
    const bool strong = strong_forms().has(words[i]) && (words[i] != "EARL" || text.find("EARL") != std::string_view::npos);
    const bool telling = outer && telling_forms().has(words[i]) && !(words[i] == "STE" && i != 0);
    if ((strong || telling) && !(outer && is_surname_of_person(text, words[i], i == 0))) return true;
  }
  return has_form_behind(text, words);
}

bool names_a_company(std::string_view text, const std::vector<std::string_view>& tokens) {
  if (tells_nothing(tokens)) return false;
  // "Mairie" alone
  if (tokens.size() == 1) return beginnings().has(tokens[0]) && text::french_surname_share(tokens[0]) <= 0;
  if (begins_with_place(tokens) || begins_with_hospital(text, tokens) || begins_with_pair(tokens) || is_works_council(text, tokens)) return true;
  if (has_legal_form(text, tokens) || beginnings().has(tokens.front()) || tokens.back() == "FRERES" || names_a_bank(tokens)) return true;
  if (endings().has(tokens.back())) return !is_surname_of_person(text, tokens.back(), false);
  const std::string_view before = tokens[tokens.size() - 2];
  return partners().has(tokens.back()) && (before == "ET" || before == "AND" || before == "UND" || before == "Y" || before == "E" || before == "EN" ||
                                           text.find('&') != std::string_view::npos);
}

bool may_name_a_company(std::string_view token) { return token.size() == 1 || telling_words().has(token); }

void clean_company(std::string_view original, Scratch& scratch, CleanValue& out) {
  std::string joined;
  std::vector<std::string_view> words = without_dots(scratch.tokens, joined);
  std::vector<std::string_view> kept;
  for (std::string_view word : words)
    if (!strong_forms().has(word)) kept.push_back(word);
  while (kept.size() > 1 && (weak_forms().has(kept.front()) || kept.front() == "ET")) kept.erase(kept.begin());
  while (kept.size() > 1 && (weak_forms().has(kept.back()) || kept.back() == "ET")) kept.pop_back();
  if (kept.empty()) kept = words;
  for (std::string_view word : kept) {
    if (kept.size() > 2 && (word == "ET" || word == "AND")) continue;
    append_word(out.comparison, word);
  }
  out.clean = squeezed(original, scratch.trace);
  if (text::upper(out.clean) == out.clean || text::lower(out.clean) != out.clean) return;
  // All lower case: initials up, legal forms as they are known, letters that no one can speak in capitals.
  static const WordMap forms{{"GMBH", "GmbH"}, {"LTD", "Ltd"}, {"LIMITED", "Limited"}, {"INC", "Inc"}, {"INCORPORATED", "Incorporated"},
                             {"CORPORATION", "Corporation"}, {"PLC", "plc"}};
  static const WordSet small{"DE", "DU", "DES", "LA", "LE", "LES", "ET", "EN", "SUR", "SOUS", "AUX", "AU", "A", "AND", "OF", "THE", "UND", "Y", "E", "DI", "DO", "DA"};
  std::string cased;
  text::tokenize(out.clean, [&](std::string_view word) {
    const std::string folded = text::fold(word);
    const std::string_view form = forms.find(folded);
    const bool speakable = folded.find_first_of("AEIOUY") != std::string::npos || folded.size() < 3 || folded.size() > 5 || folded.find(' ') != std::string::npos;
    std::string written(word);
    if (!form.empty() && folded.size() == word.size()) {
      written = form;
    } else if (strong_forms().has(folded) || folded == "SA" || !speakable) {
      written = text::upper(word);
    } else if (cased.empty() || !small.has(folded)) {
      size_t at = 0;
      written.clear();
      text::append_utf8(written, text::to_upper(text::decode(word, at)));
      written += word.substr(at);
    }
    append_word(cased, written);
  });
  step(scratch.trace, out.clean, cased, "company_name.lower_case");
  out.clean = cased;
}

}  // namespace jumelles::standardize
