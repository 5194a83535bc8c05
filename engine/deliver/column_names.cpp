#include "deliver/column_names.h"

#include <algorithm>
#include <set>

#include "core/ascii.h"

namespace jumelles::deliver {
namespace {

struct Words {
  std::string_view key, english, french;
};

constexpr Words kFixed[] = {
    {"golden_id", "Golden ID", "Identifiant de fiche"},
    {"tags", "Tags", "Étiquettes"},
    {"record_count", "Records", "Enregistrements"},
    {"sources", "Sources", "Sources"},
    {"by_hand", "Decided by hand", "Décidé à la main"},
    {"source", "Source", "Source"},
    {"source_row", "Data row", "Ligne de données"},
    {"source_id", "ID in source", "Identifiant dans la source"},
    {"rule", "Key", "Clé"},
    {"match_weight", "Weight", "Poids"},
    {"match_probability", "Probability", "Probabilité"},
    {"decision", "Decision", "Décision"},
    {"same_group", "Same golden record", "Même fiche"},
    {"prior_weight", "Weight before comparing", "Poids avant comparaison"},
    {"line", "Line of the file", "Ligne du fichier"},
    {"reason_id", "Reason code", "Code du motif"},
    {"reason", "Reason", "Motif"},
    {"text", "Text", "Texte"},
    {"kind", "Kind", "Type"},
    {"fate", "What became of it", "Ce qui s’est passé"},
    {"why", "Why", "Pourquoi"},
    {"threshold_bits", "Threshold in bits", "Seuil en bits"},
    {"threshold_probability", "Threshold", "Seuil"},
    {"used", "Used", "Utilisé"},
    {"pairs", "Pairs", "Paires"},
    {"closed", "Closed groups", "Groupes par transitivité"},
    {"groups", "Groups", "Groupes"},
};
// Of them, those whose cells come from the extracts.
constexpr std::string_view kValues[] = {"source_id", "reason", "text"};

constexpr Words kSuffixes[] = {
    {"_others", " (others)", " (autres)"}, {"_level", ": level", " : niveau"},         {"_weight", ": weight", " : poids"},
    {"_a", " A", " A"},                    {"_b", " B", " B"},                         {"_found", ": found", " : trouvées"},
    {"_right", ": right", " : justes"},    {"_precision", ": precision", " : précision"}, {"_recall", ": recall", " : rappel"},
    {"_f1", ": F1", " : F1"},
};

// As the studio calls them: a test compares.
constexpr Words kTypes[] = {
    {"birth_date", "Birth date", "Date de naissance"},
    {"category", "Category", "Catégorie"},
    {"city", "City", "Ville"},
    {"civility", "Civility", "Civilité"},
    {"code", "Code", "Code"},
    {"company_name", "Company name", "Raison sociale"},
    {"consent", "Consent", "Consentement"},
    {"country", "Country", "Pays"},
    {"created_date", "Creation date", "Date de création"},
    {"date", "Date", "Date"},
    {"email", "E-mail", "E-mail"},
    {"full_name", "Full name", "Nom complet"},
    {"gender", "Gender", "Sexe"},
    {"given_name", "Given name", "Prénom"},
    {"iban", "IBAN", "IBAN"},
    {"number", "Number", "Nombre"},
    {"opt_out", "Opt-out (yes = refusal)", "Refus (oui = refus)"},
    {"phone", "Phone", "Téléphone"},
    {"place", "Place", "Lieu"},
    {"postcode", "Postcode", "Code postal"},
    {"siren", "SIREN", "SIREN"},
    {"siret", "SIRET", "SIRET"},
    {"street", "Street", "Adresse"},
    {"surname", "Surname", "Nom"},
    {"text", "Text", "Texte"},
    {"title", "Title", "Titre, désignation"},
    {"updated_date", "Update date", "Date de mise à jour"},
    {"vat", "VAT number", "N° de TVA"},
    {"year", "Year", "Année"},
};

// Attributes of no type's name: what stood in a field of names.
constexpr Words kSetAside[] = {
    {"partner", "Partner", "Conjoint"},
};

constexpr Words kComparisons[] = {
    {"dependence", "Overlapping information", "Informations qui se recoupent"},
    {"moved", "Moved", "Déménagement"},
    {"place", "Postcode and city", "Code postal et ville"},
    {"rivals", "Other candidates", "Autres candidats"},
    {"siblings", "Family likeness", "Ressemblance de famille"},
};

template <size_t kCount>
const Words* find(const Words (&table)[kCount], std::string_view key) {
  const auto found = std::find_if(std::begin(table), std::end(table), [&](const Words& row) { return row.key == key; });
  return found == std::end(table) ? nullptr : found;
}

std::string_view in(const Words& row, Naming naming) {
  return naming == Naming::kMachine ? row.key : naming == Naming::kFrench ? row.french : row.english;
}

// "loyalty_points" as "Loyalty points".
std::string readable(std::string_view key) {
  std::string out(key);
  std::replace(out.begin(), out.end(), '_', ' ');
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

}  // namespace

Naming naming_from_id(std::string_view id) { return id == "fr" ? Naming::kFrench : id == "en" ? Naming::kEnglish : Naming::kMachine; }

OutputColumn fixed_column(std::string_view key, Naming naming, CellKind kind) {
  std::string_view base = key, side;
  if (key.size() > 2 && key[key.size() - 2] == '_' && (key.back() == 'a' || key.back() == 'b')) {
    side = key.substr(key.size() - 2);
    base.remove_suffix(2);
  }
  const Words* words = find(kFixed, base);
  std::string label(words == nullptr ? base : in(*words, naming));
  if (!side.empty()) label += in(*find(kSuffixes, side), naming);
  return {std::string(key), std::move(label), kind, std::find(std::begin(kValues), std::end(kValues), base) != std::end(kValues) ? ValueKind::kValue : ValueKind::kNone};
}

OutputColumn column_about(std::string_view key, const std::string& label, std::string_view suffix, Naming naming, CellKind kind) {
  return {std::string(key).append(suffix), label + std::string(in(*find(kSuffixes, suffix), naming)), kind};
}

std::vector<OutputColumn> columns_of_two(Naming naming) {
  std::vector<OutputColumn> out;
  for (const char* side : {"_a", "_b"})
    for (const auto& [what, kind] : {std::pair{"source", CellKind::kText}, {"source_row", CellKind::kWhole}, {"source_id", CellKind::kText}})
      out.push_back(fixed_column(std::string(what) + side, naming, kind));
  return out;
}

std::string attribute_label(std::string_view key, AttributeType type, std::string_view heading, Naming naming) {
  if (naming == Naming::kMachine) return std::string(key);
  if (const Words* words = find(kTypes, key)) return std::string(in(*words, naming));
  if (const Words* words = find(kSetAside, key)) return std::string(in(*words, naming));
  const size_t mark = key.rfind('_');
  if (mark != std::string_view::npos && key.substr(mark) == "_others")
    if (const Words* words = find(kTypes, key.substr(0, mark))) return column_about({}, std::string(in(*words, naming)), "_others", naming).label;
  if (mark != std::string_view::npos && mark + 1 < key.size() && key.find_first_not_of("0123456789", mark + 1) == std::string_view::npos)
    if (const Words* words = find(kTypes, key.substr(0, mark))) return std::string(in(*words, naming)).append(" ").append(key.substr(mark + 1));
  // Of a name on the web, what stands behind its last mark: "http://dbpedia.org/ontology/abstract".
  if (heading.find("://") != std::string_view::npos)
    if (const size_t last = heading.find_last_of("/#"); last + 1 < heading.size()) heading.remove_prefix(last + 1);
  return info(type).generic && !heading.empty() ? std::string(heading) : readable(key);
}

std::string comparison_label(std::string_view id, Naming naming) {
  if (naming == Naming::kMachine) return std::string(id);
  if (const Words* words = find(kComparisons, id)) return std::string(in(*words, naming));
  return attribute_label(id, AttributeType::kText, {}, naming);
}

void tell_apart(std::vector<OutputColumn>& columns) {
  std::set<std::string> taken;
  for (OutputColumn& column : columns) {
    const std::string label = column.label;
    for (int n = 2; !taken.insert(column.label).second; ++n) column.label = label + " " + std::to_string(n);
  }
}

std::optional<OwnColumn> own_column(std::string_view name) {
  for (int t = 0; t < kAttributeTypeCount; ++t) {
    const auto type = static_cast<AttributeType>(t);
    const Words* words = info(type).generic || !info(type).in_records || info(type).feeds != AttributeType::kIgnored ? nullptr : find(kTypes, info(type).id);
    if (words == nullptr) continue;
    for (const Naming naming : {Naming::kMachine, Naming::kEnglish, Naming::kFrench}) {
      const std::string_view label = in(*words, naming);
      if (name == label) return OwnColumn{type, false};
      if (name == std::string(label).append(in(*find(kSuffixes, "_others"), naming))) return OwnColumn{type, true};
    }
  }
  return std::nullopt;
}

bool is_called(std::string_view name, std::string_view key) {
  const Words* aside = find(kSetAside, key);
  const auto called = [&](Naming naming) { return (aside != nullptr ? std::string(in(*aside, naming)) : fixed_column(key, naming).label) == name; };
  return called(Naming::kMachine) || called(Naming::kEnglish) || called(Naming::kFrench);
}

}  // namespace jumelles::deliver
