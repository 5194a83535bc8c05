#include "standardize/answers.h"

#include "standardize/words.h"

namespace jumelles::standardize {
namespace {

// Folded: "sì" and "sí" are SI, "não" is NAO. Letters that are one language's yes and another's no are in neither.
const WordMap& plain_answers() {
  static const WordMap map{
      // French, English, and what programs write
      {"OUI", "1"}, {"O", "1"}, {"NON", "0"}, {"N", "0"}, {"VRAI", "1"}, {"FAUX", "0"}, {"YES", "1"}, {"Y", "1"}, {"NO", "0"}, {"TRUE", "1"}, {"FALSE", "0"}, {"T", "1"}, {"F", "0"},
      {"1", "1"}, {"0", "0"}, {"OPTIN", "1"}, {"OPTOUT", "0"}, {"OK", "1"},
      // German, Dutch, Danish, Norwegian, Swedish, Finnish, Estonian
      {"JA", "1"}, {"J", "1"}, {"NEIN", "0"}, {"NEE", "0"}, {"NEJ", "0"}, {"NEI", "0"}, {"WAHR", "1"}, {"FALSCH", "0"}, {"WAAR", "1"}, {"ONWAAR", "0"}, {"SANT", "1"}, {"FALSKT", "0"},
      {"KYLLA", "1"}, {"JAH", "1"}, {"EI", "0"},
      // Spanish, Italian, Portuguese, Catalan, Romanian
      {"SI", "1"}, {"S", "1"}, {"SIM", "1"}, {"NAO", "0"}, {"VERDADERO", "1"}, {"VERDADEIRO", "1"}, {"VERO", "1"}, {"FALSO", "0"}, {"DA", "1"}, {"NU", "0"},
      // Polish, Czech, Slovak, Slovene, Croatian, Hungarian, Turkish
      {"TAK", "1"}, {"NIE", "0"}, {"PRAWDA", "1"}, {"FALSZ", "0"}, {"ANO", "1"}, {"NE", "0"}, {"IGEN", "1"}, {"NEM", "0"}, {"EVET", "1"}, {"HAYIR", "0"}};
  return map;
}

}  // namespace

std::string_view answer_of(std::string_view folded) {
  static const WordMap others{{"OPT IN", "1"}, {"ACCEPTE", "1"}, {"ACCEPTED", "1"}, {"SUBSCRIBED", "1"}, {"INSCRIT", "1"}, {"ABONNE", "1"}, {"ACTIF", "1"}, {"OPT OUT", "0"}, {"REFUSE", "0"},
                              {"REFUS", "0"}, {"REFUSED", "0"}, {"UNSUBSCRIBED", "0"}, {"DESINSCRIT", "0"}, {"DESABONNE", "0"}, {"STOP", "0"}, {"KO", "0"}, {"INACTIF", "0"}};
  const std::string_view plain = plain_answers().find(folded);
  return plain.empty() ? others.find(folded) : plain;
}

bool is_yes_or_no(std::string_view folded) { return !plain_answers().find(folded).empty(); }

}  // namespace jumelles::standardize
