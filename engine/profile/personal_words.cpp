#include "profile/personal_words.h"

#include <algorithm>
#include <string>
#include <vector>

#include "profile/header_words.h"

namespace jumelles::profile {
namespace {

using P = PersonalData;

struct Phrase {
  std::string_view words;  // all of them are in the header, in any number
  P says;
};

constexpr Phrase kPhrases[] = {
    // Numbers that a state gives a person: French, English, German, Spanish, Italian, Portuguese, Dutch, Polish
    {"ssn", P::kSpecial}, {"social security", P::kSpecial}, {"securite sociale", P::kSpecial}, {"nir", P::kSpecial}, {"sozialversicherungsnummer", P::kSpecial},
    {"seguridad social", P::kSpecial}, {"seguranca social", P::kSpecial}, {"national insurance", P::kSpecial}, {"nino", P::kSpecial}, {"nhs", P::kSpecial}, {"medicare", P::kSpecial},
    {"passport", P::kSpecial}, {"passeport", P::kSpecial}, {"reisepass", P::kSpecial}, {"pasaporte", P::kSpecial}, {"passaporto", P::kSpecial}, {"paspoort", P::kSpecial}, {"paszport", P::kSpecial},
    {"driver license", P::kSpecial}, {"driver licence", P::kSpecial}, {"driving license", P::kSpecial}, {"driving licence", P::kSpecial}, {"permis conduire", P::kSpecial},
    {"fuhrerschein", P::kSpecial}, {"fuehrerschein", P::kSpecial}, {"permiso conducir", P::kSpecial}, {"carnet conducir", P::kSpecial}, {"patente guida", P::kSpecial}, {"rijbewijs", P::kSpecial},
    {"national id", P::kSpecial}, {"national identity", P::kSpecial}, {"identity card", P::kSpecial}, {"carte identite", P::kSpecial}, {"cni", P::kSpecial}, {"personalausweis", P::kSpecial},
    {"dni", P::kSpecial}, {"codice fiscale", P::kSpecial}, {"bsn", P::kSpecial}, {"pesel", P::kSpecial}, {"cpf", P::kSpecial},
    // Health
    {"allergy", P::kSpecial}, {"allergies", P::kSpecial}, {"allergie", P::kSpecial}, {"allergien", P::kSpecial}, {"alergia", P::kSpecial}, {"allergia", P::kSpecial}, {"health", P::kSpecial},
    {"sante", P::kSpecial}, {"gesundheit", P::kSpecial}, {"salud", P::kSpecial}, {"salute", P::kSpecial}, {"saude", P::kSpecial}, {"diagnosis", P::kSpecial}, {"diagnostic", P::kSpecial},
    {"diagnose", P::kSpecial}, {"diagnostico", P::kSpecial}, {"disease", P::kSpecial}, {"illness", P::kSpecial}, {"maladie", P::kSpecial}, {"pathologie", P::kSpecial}, {"disability", P::kSpecial},
    {"disabilities", P::kSpecial}, {"handicap", P::kSpecial}, {"medical", P::kSpecial}, {"medication", P::kSpecial}, {"blood group", P::kSpecial}, {"blood type", P::kSpecial},
    {"groupe sanguin", P::kSpecial},
    // Beliefs, origin
    {"religion", P::kSpecial}, {"ethnicity", P::kSpecial}, {"ethnic", P::kSpecial}, {"ethnie", P::kSpecial},
    // Pay
    {"salary", P::kFinancial}, {"salaries", P::kFinancial}, {"salaire", P::kFinancial}, {"gehalt", P::kFinancial}, {"salario", P::kFinancial}, {"stipendio", P::kFinancial}, {"salaris", P::kFinancial},
    {"wage", P::kFinancial}, {"remuneration", P::kFinancial}};

bool is_said(std::string_view phrase, const std::vector<std::string>& words) {
  for (size_t begin = 0; begin < phrase.size();) {
    const size_t end = std::min(phrase.find(' ', begin), phrase.size());
    const std::string_view wanted = phrase.substr(begin, end - begin);
    const auto is_it = [&](std::string_view word) { return word == wanted || (word.size() == wanted.size() + 1 && word.back() == 's' && word.substr(0, wanted.size()) == wanted); };
    if (std::none_of(words.begin(), words.end(), is_it)) return false;
    begin = end + 1;
  }
  return true;
}

}  // namespace

std::optional<PersonalData> personal_data_of_header(std::string_view header) {
  const std::vector<std::string> words = header_words(header);
  for (const Phrase& phrase : kPhrases)
    if (is_said(phrase.words, words)) return phrase.says;
  return std::nullopt;
}

}  // namespace jumelles::profile
