#include "monitoring/alert_kinds.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace jumelles::monitoring {
namespace {

struct Words { std::string_view sentence, advice; };
// {s} source, {a} attribute, {b} before, {n} now, {t} target, {m} measure, {v} how many values, {f} what the finding says. "|" parts what is said of
// one value and of several.
struct Row { AlertKind kind; std::string_view id; Words french, english; };

using K = AlertKind;
constexpr std::array<Row, kAlertKindCount> kRows{{
    {K::kSourceGone, "source_gone",
     {"{s} n’est plus là : {b} enregistrements la fois précédente.", "Ajoutez son fichier, ou oubliez la source si elle n’existe plus."},
     {"{s} is gone: {b} records the time before.", "Add its file, or forget the source where it is no more."}},
    {K::kAttributeGone, "attribute_gone",
     {"{s}, {a} : plus aucune valeur ; {b} des enregistrements en avaient une.", "L’extraction a sans doute perdu une colonne, ou son titre a changé."},
     {"{s}, {a}: no value is left; {b} of the records had one.", "The extract has probably lost a column, or its title is another one."}},
    {K::kRecordsFallen, "records_fallen",
     {"{s} : {n} enregistrements au lieu de {b}.", "Une extraction plus courte d’un dixième a le plus souvent été coupée ou filtrée."},
     {"{s}: {n} records instead of {b}.", "An extract that is a tenth shorter was mostly cut or filtered."}},
    {K::kRecordsGrown, "records_grown",
     {"{s} : {n} enregistrements au lieu de {b}.", "Vérifiez que rien n’y est répété, et qu’aucune autre source n’y est mêlée."},
     {"{s}: {n} records instead of {b}.", "Check that nothing is repeated in it, and no other source mixed in."}},
    {K::kSourceUnchanged, "source_unchanged",
     {"{s} : le même fichier que la fois précédente, alors que d’autres ont changé.", "Vérifiez que c’est bien la dernière extraction."},
     {"{s}: the same file as the time before, where others have changed.", "Check that it is the latest extract."}},
    {K::kBelowTarget, "below_target",
     {"{s}, {a} : {m} de {n}, sous l’objectif de {t} ; elle était de {b}.", "L’objectif était tenu la fois précédente."},
     {"{s}, {a}: {m} of {n}, below the target of {t}; it was {b}.", "The target was met the time before."}},
    {K::kGrownOld, "grown_old",
     {"{s}, {a} : la moitié des fiches ont {n} mois ou plus, au-delà de l’objectif de {t} mois ; c’était {b}.", "Voyez si l’extraction est récente, et si ces fiches sont encore tenues à jour."},
     {"{s}, {a}: half of the records are {n} months old or more, beyond the target of {t}; it was {b}.", "See whether the extract is recent, and whether these records are still kept up to date."}},
    {K::kCompletenessLost, "completeness_lost",
     {"{s}, {a} : rempli à {n} au lieu de {b}.", "Demandez à ceux qui font l’extraction ce qui a changé."},
     {"{s}, {a}: filled to {n} instead of {b}.", "Ask those who make the extract what has changed."}},
    {K::kValidityLost, "validity_lost",
     {"{s}, {a} : {n} de valeurs justes au lieu de {b}.", "Regardez les valeurs fausses de ce champ."},
     {"{s}, {a}: {n} of the values are right instead of {b}.", "Look at the wrong values of this field."}},
    {K::kShapesDrifted, "shapes_drifted",
     {"{s}, {a} : les valeurs sont écrites autrement (indice de stabilité {n}).", "Un format a changé à la source : voyez les formes de ce champ."},
     {"{s}, {a}: values are written in another way (stability index {n}).", "A format has changed at the source: see the shapes of this field."}},
    {K::kValueNew, "value_new",
     {"{s}, {a} : {v} valeur nouvelle, {n} du champ.|{s}, {a} : {v} valeurs nouvelles, {n} du champ.", "Une valeur de plus dans une liste : attendue, ou à réunir avec une autre."},
     {"{s}, {a}: {v} new value, {n} of the field.|{s}, {a}: {v} new values, {n} of the field.", "One more value in a list: expected, or to be merged with another one."}},
    {K::kValueGone, "value_gone",
     {"{s}, {a} : {v} valeur a disparu, {b} du champ.|{s}, {a} : {v} valeurs ont disparu, {b} du champ.", "Un code a pu être remplacé par un autre, ou des enregistrements écartés."},
     {"{s}, {a}: {v} value is gone, {b} of the field.|{s}, {a}: {v} values are gone, {b} of the field.", "A code may have been replaced by another one, or records left out."}},
    {K::kFindingGrown, "finding_grown",
     {"{s} : {n} au lieu de {b}. {f}", "Le constat dit ce qui le répare."},
     {"{s}: {n} instead of {b}. {f}", "The finding says what mends it."}},
}};

const Row& row_of(AlertKind kind) { return kRows[static_cast<size_t>(kind)]; }

bool is_of_shares(AlertKind kind) {
  return kind == K::kAttributeGone || kind == K::kBelowTarget || kind == K::kCompletenessLost || kind == K::kValidityLost || kind == K::kValueNew || kind == K::kValueGone;
}

std::string with_point(std::string text, std::string_view language) {
  if (language == "fr") std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string figure(const Alert& alert, double value, std::string_view language) {
  if (is_of_shares(alert.kind)) return written_share(value, language);
  if (alert.kind != K::kShapesDrifted) return written_number(value, language);
  const auto hundredths = static_cast<int64_t>(value * 100);
  return with_point(std::to_string(hundredths / 100) + (hundredths % 100 < 10 ? ".0" : ".") + std::to_string(hundredths % 100), language);
}

std::string measure_words(const std::string& measure, bool french) {
  if (measure == "freshness") return french ? "fraîcheur" : "freshness";
  if (measure == "validity") return french ? "validité" : "validity";
  return french ? "complétude" : "completeness";
}

}  // namespace

std::string_view alert_id(AlertKind kind) { return row_of(kind).id; }

std::string_view severity_id(Severity severity) {
  static constexpr std::string_view kIds[] = {"error", "warning", "note"};
  return kIds[static_cast<size_t>(severity)];
}

std::string written_share(double share, std::string_view language) {
  const auto tenths = static_cast<int64_t>(std::floor(share * 1000 + 1e-9));
  std::string text = std::to_string(tenths / 10);
  if (tenths % 10 != 0) text += "." + std::to_string(tenths % 10);
  else if (tenths == 0 && share > 0) text = "0.1";  // some is not none
  return with_point(text, language) + (language == "fr" ? "\u202F%" : "%");
}

std::string written_number(double whole, std::string_view language) {
  const std::string digits = std::to_string(static_cast<uint64_t>(whole));
  std::string out;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += language == "fr" ? "\u202F" : ",";
    out += digits[i];
  }
  return out;
}

std::string alert_sentence(const Alert& alert, const AlertWords& words, std::string_view language) {
  const Row& row = row_of(alert.kind);
  std::string_view pattern = language == "fr" ? row.french.sentence : row.english.sentence;
  if (const size_t bar = pattern.find('|'); bar != std::string_view::npos) pattern = alert.values.size() == 1 ? pattern.substr(0, bar) : pattern.substr(bar + 1);
  std::string out;
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '{') {
      out += pattern[i];
      continue;
    }
    switch (pattern[i + 1]) {
      case 's': out += alert.source; break;
      case 'a': out += words.attribute; break;
      case 'b': out += figure(alert, alert.before, language); break;
      case 'n': out += figure(alert, alert.after, language); break;
      case 't': out += figure(alert, alert.target, language); break;
      case 'm': out += measure_words(alert.subject, language == "fr"); break;
      case 'v': out += std::to_string(alert.values.size()); break;
      default: out += words.finding; break;
    }
    i += 2;
  }
  return out;
}

std::string alert_advice(const Alert& alert, std::string_view language) { return std::string(language == "fr" ? row_of(alert.kind).french.advice : row_of(alert.kind).english.advice); }

}  // namespace jumelles::monitoring
