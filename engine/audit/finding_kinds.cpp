#include "audit/finding_kinds.h"

#include <array>
#include <tuple>

namespace jumelles::audit {
namespace {

using K = FindingKindId;
using S = Severity;

constexpr std::array<FindingKind, kFindingKindCount> kKinds{{
    {.id = K::kInvalidEmail, .name = "invalid_email", .harm = Harm::kLost, .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true,
     .french = {"{n} e-mail n’a pas la forme d’une adresse|{n} e-mails n’ont pas la forme d’une adresse", "On ne peut pas y écrire, et il ne rapproche personne.|On ne peut pas y écrire, et ils ne rapprochent personne."},
     .english = {"{n} e-mail has not the form of an address|{n} e-mails have not the form of an address", "Nobody can write to it, and it matches nobody.|Nobody can write to them, and they match nobody."}},
    {.id = K::kInvalidPhone, .name = "invalid_phone", .harm = Harm::kLost, .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true,
     .french = {"{n} téléphone est impossible|{n} téléphones sont impossibles", "Trop court, trop long ou d’un indicatif qui n’existe pas : personne ne répond.|Trop courts, trop longs ou d’un indicatif qui n’existe pas : personne ne répond."},
     .english = {"{n} phone number is impossible|{n} phone numbers are impossible", "Too short, too long, or of a code that does not exist: nobody answers.|Too short, too long, or of a code that does not exist: nobody answers."}},
    {.id = K::kInvalidDate, .name = "invalid_date", .harm = Harm::kLost, .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true,
     .french = {"{n} date n’existe pas ou n’est pas possible|{n} dates n’existent pas ou ne sont pas possibles", "Un jour hors du calendrier, ou une naissance à venir : la comparer sépare à tort.|Des jours hors du calendrier, ou des naissances à venir : les comparer sépare à tort."},
     .english = {"{n} date does not exist or cannot be|{n} dates do not exist or cannot be", "A day outside the calendar, or a birth to come: comparing it keeps records of one person apart.|Days outside the calendar, or births to come: comparing them keeps records of one person apart."}},
    {.id = K::kInvalidPostcode, .name = "invalid_postcode", .harm = Harm::kLost, .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true,
     .french = {"{n} code postal n’existe pas|{n} codes postaux n’existent pas", "Le courrier revient, et l’adresse ne compte plus.|Le courrier revient, et l’adresse ne compte plus."},
     .english = {"{n} postcode does not exist|{n} postcodes do not exist", "Mail comes back, and the address counts no more.|Mail comes back, and the address counts no more."}},
    {.id = K::kWrongKey, .name = "wrong_check_digits", .harm = Harm::kMisled, .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true,
     .french = {"{n} valeur de « {a} » a une clé de contrôle fausse|{n} valeurs de « {a} » ont une clé de contrôle fausse", "Une faute de frappe dans un identifiant : il désigne un autre, ou personne.|Des fautes de frappe dans des identifiants : ils désignent d’autres, ou personne."},
     .english = {"{n} value of “{a}” has wrong check digits|{n} values of “{a}” have wrong check digits", "A slip in an identifier: it names another one, or nobody.|Slips in identifiers: they name others, or nobody."}},
    {.id = K::kInvalidValue, .name = "invalid_value", .harm = Harm::kLost, .severity = S::kWarning, .fix = Fix::kMissing, .is_wrong = true,
     .french = {"{n} valeur de « {a} » n’a pas la forme attendue|{n} valeurs de « {a} » n’ont pas la forme attendue", "Elle n’est ni lue ni comparée.|Elles ne sont ni lues ni comparées."},
     .english = {"{n} value of “{a}” has not the expected form|{n} values of “{a}” have not the expected form", "It is neither read nor compared.|They are neither read nor compared."}},
    {.id = K::kDigitsInName, .name = "digits_in_name", .harm = Harm::kLost, .severity = S::kWarning, .fix = Fix::kSee, .is_wrong = true,
     .french = {"{n} valeur de « {a} » contient des chiffres|{n} valeurs de « {a} » contiennent des chiffres", "Un nom de personne n’en a pas : autre chose est écrit là.|Un nom de personne n’en a pas : autre chose est écrit là."},
     .english = {"{n} value of “{a}” has digits|{n} values of “{a}” have digits", "A person’s name has none: something else is written there.|A person’s name has none: something else is written there."}},
    {.id = K::kCompanyInName, .name = "company_in_name", .harm = Harm::kApart, .severity = S::kWarning, .fix = Fix::kMove, .is_wrong = true, .into = "company_name",
     .french = {"{n} nom de société est dans « {a} »|{n} noms de société sont dans « {a} »", "Une personne y est attendue : la société n’est pas rapprochée de ses autres fiches.|Des personnes y sont attendues : ces sociétés ne sont pas rapprochées de leurs autres fiches."},
     .english = {"{n} company’s name is in “{a}”|{n} companies’ names are in “{a}”", "A person is expected there: the company is not matched with its other records.|Persons are expected there: these companies are not matched with their other records."}},
    {.id = K::kPersonInCompany, .name = "person_in_company", .harm = Harm::kApart, .severity = S::kWarning, .fix = Fix::kSee, .is_wrong = true,
     .french = {"{n} nom de personne est dans « {a} »|{n} noms de personne sont dans « {a} »", "Une société y est attendue : la personne n’est pas rapprochée de ses autres fiches.|Des sociétés y sont attendues : ces personnes ne sont pas rapprochées de leurs autres fiches."},
     .english = {"{n} person’s name is in “{a}”|{n} persons’ names are in “{a}”", "A company is expected there: the person is not matched with the other records.|Companies are expected there: these persons are not matched with their other records."}},
    {.id = K::kMadeUpPhone, .name = "made_up_phone", .harm = Harm::kMixed, .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true, .suspects = "made_up_phone",
     .french = {"{n} téléphone est inventé|{n} téléphones sont inventés", "Des chiffres qui se suivent ou se répètent : il lierait des clients sans rapport.|Des chiffres qui se suivent ou se répètent : ils lieraient des clients sans rapport."},
     .english = {"{n} phone number is made up|{n} phone numbers are made up", "Digits that follow or repeat each other: it would link customers who have nothing in common.|Digits that follow or repeat each other: they would link customers who have nothing in common."}},
    {.id = K::kKeyboardWalk, .name = "keyboard_walk", .harm = Harm::kLost, .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true, .is_nobodys = true, .suspects = "keyboard_walk",
     .french = {"{n} valeur de « {a} » est tapée au hasard|{n} valeurs de « {a} » sont tapées au hasard", "Des touches voisines, pour passer un champ obligatoire.|Des touches voisines, pour passer un champ obligatoire."},
     .english = {"{n} value of “{a}” was typed at random|{n} values of “{a}” were typed at random", "Keys side by side, to get past a field that had to be filled in.|Keys side by side, to get past a field that had to be filled in."}},
    {.id = K::kTestValue, .name = "test_value", .harm = Harm::kLost, .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true, .is_nobodys = true, .suspects = "test_value",
     .french = {"{n} valeur de « {a} » vient d’un essai|{n} valeurs de « {a} » viennent d’un essai", "Une fiche de test, pas un client.|Des fiches de test, pas des clients."},
     .english = {"{n} value of “{a}” comes from a test|{n} values of “{a}” come from a test", "A record of a test, not a customer.|Records of tests, not customers."}},
    {.id = K::kMistypedDomain, .name = "mistyped_domain", .harm = Harm::kMisled, .severity = S::kError, .fix = Fix::kReplace, .is_wrong = true, .suspects = "mistyped_domain",
     .french = {"{n} e-mail a un domaine mal tapé|{n} e-mails ont un domaine mal tapé", "Le domaine le plus proche est connu : le message partirait ailleurs.|Le domaine le plus proche est connu : les messages partiraient ailleurs."},
     .english = {"{n} e-mail has a mistyped domain|{n} e-mails have a mistyped domain", "The nearest domain is known: the message would go elsewhere.|The nearest domains are known: the messages would go elsewhere."}},
    {.id = K::kDisposableDomain, .name = "disposable_domain", .harm = Harm::kLost, .severity = S::kNote, .fix = Fix::kMissing, .suspects = "disposable_domain",
     .french = {"{n} e-mail est jetable|{n} e-mails sont jetables", "L’adresse a été faite pour quelques minutes : personne ne la lit.|Ces adresses ont été faites pour quelques minutes : personne ne les lit."},
     .english = {"{n} e-mail is disposable|{n} e-mails are disposable", "The address was made for some minutes: nobody reads it.|These addresses were made for some minutes: nobody reads them."}},
    {.id = K::kTooOld, .name = "too_old", .harm = Harm::kLost, .severity = S::kWarning, .fix = Fix::kMissing, .is_wrong = true,
     .french = {"{n} client aurait plus de 110 ans|{n} clients auraient plus de 110 ans", "Une date de remplissage, ou un siècle de trop.|Des dates de remplissage, ou un siècle de trop."},
     .english = {"{n} customer would be more than 110 years old|{n} customers would be more than 110 years old", "A date put there to fill the field, or a century too much.|Dates put there to fill the field, or a century too much."}},
    {.id = K::kFutureDate, .name = "future_date", .harm = Harm::kLost, .severity = S::kWarning, .fix = Fix::kMissing, .is_wrong = true,
     .french = {"{n} date de « {a} » est dans l’avenir|{n} dates de « {a} » sont dans l’avenir", "Ce qui est noté n’a pas encore eu lieu : la fraîcheur est faussée.|Ce qui est noté n’a pas encore eu lieu : la fraîcheur est faussée."},
     .english = {"{n} date of “{a}” is in the future|{n} dates of “{a}” are in the future", "What is noted has not happened yet: how recent a record is cannot be told.|What is noted has not happened yet: how recent records are cannot be told."}},
    {.id = K::kRoundedNumber, .name = "rounded_number", .harm = Harm::kLost, .severity = S::kError, .fix = Fix::kSee, .is_wrong = true,
     .french = {"{n} valeur de « {a} » a perdu ses derniers chiffres|{n} valeurs de « {a} » ont perdu leurs derniers chiffres", "Un tableur l’a arrondie : reprenez l’extraction, colonne en texte.|Un tableur les a arrondies : reprenez l’extraction, colonne en texte."},
     .english = {"{n} value of “{a}” has lost its last digits|{n} values of “{a}” have lost their last digits", "A spreadsheet rounded it: extract the column again, as text.|A spreadsheet rounded them: extract the column again, as text."}},
    {.id = K::kDefaultDate, .name = "default_date", .harm = Harm::kLost, .severity = S::kNote, .fix = Fix::kDone,
     .french = {"{n} date de remplissage dans « {a} »|{n} dates de remplissage dans « {a} »", "Mise là faute de mieux, elle compte comme vide.|Mises là faute de mieux, elles comptent comme vides."},
     .english = {"{n} default date in “{a}”|{n} default dates in “{a}”", "Put there for want of a better one, it counts as missing.|Put there for want of better ones, they count as missing."}},
    {.id = K::kFillerPhone, .name = "filler_phone", .harm = Harm::kLost, .severity = S::kNote, .fix = Fix::kDone,
     .french = {"{n} téléphone de remplissage|{n} téléphones de remplissage", "Il ne sonne nulle part et compte comme vide.|Ils ne sonnent nulle part et comptent comme vides."},
     .english = {"{n} filler phone number|{n} filler phone numbers", "It rings nowhere and counts as missing.|They ring nowhere and count as missing."}},
    {.id = K::kFillerEmail, .name = "filler_email", .harm = Harm::kLost, .severity = S::kNote, .fix = Fix::kDone,
     .french = {"{n} e-mail de remplissage|{n} e-mails de remplissage", "Il n’est à personne et compte comme vide.|Ils ne sont à personne et comptent comme vides."},
     .english = {"{n} filler e-mail|{n} filler e-mails", "It is nobody’s and counts as missing.|They are nobody’s and count as missing."}},
    {.id = K::kStandIn, .name = "stand_in", .harm = Harm::kLost, .severity = S::kNote, .fix = Fix::kDone,
     .french = {"{n} valeur de « {a} » ne dit rien|{n} valeurs de « {a} » ne disent rien", "« Inconnu », « N/A » et les autres comptent comme vides.|« Inconnu », « N/A » et les autres comptent comme vides."},
     .english = {"{n} value of “{a}” says nothing|{n} values of “{a}” say nothing", "“Unknown”, “N/A” and the like count as missing.|“Unknown”, “N/A” and the like count as missing."}},
    {.id = K::kLostZero, .name = "lost_zero", .harm = Harm::kUntidy, .severity = S::kNote, .fix = Fix::kDone,
     .french = {"{n} valeur de « {a} » a perdu son zéro dans un tableur|{n} valeurs de « {a} » ont perdu leur zéro dans un tableur", "La valeur complète se retrouve.|Les valeurs complètes se retrouvent."},
     .english = {"{n} value of “{a}” lost its zero in a spreadsheet|{n} values of “{a}” lost their zero in a spreadsheet", "The whole value is found again.|The whole values are found again."}},
    {.id = K::kBrokenLetters, .name = "broken_letters", .harm = Harm::kLost, .severity = S::kNote, .fix = Fix::kDone,
     .french = {"{n} valeur de « {a} » a des lettres abîmées|{n} valeurs de « {a} » ont des lettres abîmées", "Encodée deux fois (comme « LÃ©a »), elle est rétablie.|Encodées deux fois (comme « LÃ©a »), elles sont rétablies."},
     .english = {"{n} value of “{a}” has broken letters|{n} values of “{a}” have broken letters", "Encoded twice (as in “LÃ©a”), it is restored.|Encoded twice (as in “LÃ©a”), they are restored."}},
    {.id = K::kReferences, .name = "character_references", .harm = Harm::kUntidy, .severity = S::kNote, .fix = Fix::kDone,
     .french = {"{n} valeur de « {a} » contient des codes de page web|{n} valeurs de « {a} » contiennent des codes de page web", "« &eacute; » et les autres redeviennent des lettres.|« &eacute; » et les autres redeviennent des lettres."},
     .english = {"{n} value of “{a}” holds codes of web pages|{n} values of “{a}” hold codes of web pages", "“&eacute;” and the like become letters again.|“&eacute;” and the like become letters again."}},
    {.id = K::kSeveralValues, .name = "several_values", .harm = Harm::kUntidy, .severity = S::kNote, .fix = Fix::kDone,
     .french = {"{n} cellule de « {a} » tient plusieurs valeurs|{n} cellules de « {a} » tiennent plusieurs valeurs", "Chacune est lue et comparée.|Chacune est lue et comparée."},
     .english = {"{n} cell of “{a}” holds several values|{n} cells of “{a}” hold several values", "Each is read and compared.|Each is read and compared."}},
    {.id = K::kStrayCharacters, .name = "stray_characters", .harm = Harm::kUntidy, .severity = S::kNote, .fix = Fix::kDone,
     .french = {"{n} valeur de « {a} » contient des signes en trop|{n} valeurs de « {a} » contiennent des signes en trop", "Blancs au bord ou doublés, signes invisibles, accents détachés : ils sont ôtés.|Blancs au bord ou doublés, signes invisibles, accents détachés : ils sont ôtés."},
     .english = {"{n} value of “{a}” holds stray characters|{n} values of “{a}” hold stray characters", "Blanks around or doubled, signs that nobody sees, accents apart from their letters: they are taken off.|Blanks around or doubled, signs that nobody sees, accents apart from their letters: they are taken off."}},
    {.id = K::kMixedAlphabets, .name = "mixed_alphabets", .harm = Harm::kApart, .severity = S::kError, .fix = Fix::kReplace, .is_wrong = true,
     .french = {"{n} valeur de « {a} » mêle deux alphabets|{n} valeurs de « {a} » mêlent deux alphabets", "Une lettre grecque ou cyrillique ressemble à une des nôtres : rien ne s’y rapproche.|Des lettres grecques ou cyrilliques ressemblent aux nôtres : rien ne s’y rapproche."},
     .english = {"{n} value of “{a}” mixes two alphabets|{n} values of “{a}” mix two alphabets", "A Greek or Cyrillic letter looks like a Latin one: nothing matches it.|Greek or Cyrillic letters look like Latin ones: nothing matches them."}},
    {.id = K::kRemark, .name = "remark_in_name", .harm = Harm::kUntidy, .severity = S::kNote, .fix = Fix::kDone,
     .french = {"{n} valeur de « {a} » porte une remarque|{n} valeurs de « {a} » portent une remarque", "« Décédé », « NPAI », « ne plus appeler » : le nom se lit sans elle.|« Décédé », « NPAI », « ne plus appeler » : les noms se lisent sans elle."},
     .english = {"{n} value of “{a}” carries a remark|{n} values of “{a}” carry a remark", "“Deceased”, “gone away”, “do not call”: the name is read without it.|“Deceased”, “gone away”, “do not call”: the names are read without it."}},
    {.id = K::kLostLetters, .name = "lost_letters", .harm = Harm::kLost, .severity = S::kWarning, .fix = Fix::kSee, .is_wrong = true,
     .french = {"{n} valeur de « {a} » a perdu des lettres|{n} valeurs de « {a} » ont perdu des lettres", "Comme dans « Ren? » ou « Ren\uFFFD », un accent n’a pas survécu à un échange de fichiers. Reprenez l’extraction.|Comme dans « Ren? » ou « Ren\uFFFD », des accents n’ont pas survécu à un échange de fichiers. Reprenez l’extraction."},
     .english = {"{n} value of “{a}” has lost letters|{n} values of “{a}” have lost letters", "As in “Ren?” or “Ren\uFFFD”, an accent did not survive an exchange of files. Extract it again.|As in “Ren?” or “Ren\uFFFD”, accents did not survive an exchange of files. Extract them again."}},
    {.id = K::kTruncated, .name = "truncated", .harm = Harm::kLost, .severity = S::kWarning,
     .french = {"{n} valeur de « {a} » semble coupée|{n} valeurs de « {a} » semblent coupées", "Toutes s’arrêtent à la même longueur, celle d’un champ trop court.|Toutes s’arrêtent à la même longueur, celle d’un champ trop court."},
     .english = {"{n} value of “{a}” looks cut|{n} values of “{a}” look cut", "All end at the same length, that of a field too short.|All end at the same length, that of a field too short."}},
    {.id = K::kOddForm, .name = "odd_form", .harm = Harm::kUntidy, .severity = S::kNote,
     .french = {"{n} valeur de « {a} » est écrite autrement que les autres|{n} valeurs de « {a} » sont écrites autrement que les autres", "99 % de la colonne s’écrit de quelques façons, pas ainsi : une reprise de données, une remarque, un autre champ.|99 % de la colonne s’écrit de quelques façons, pas ainsi : une reprise de données, une remarque, un autre champ."},
     .english = {"{n} value of “{a}” is written unlike the others|{n} values of “{a}” are written unlike the others", "99% of the column is written in a few ways, not in this one: a migration, a remark, another field.|99% of the column is written in a few ways, not in these: a migration, a remark, another field."}},
    {.id = K::kMistypedValue, .name = "mistyped_value", .harm = Harm::kLost, .severity = S::kWarning, .fix = Fix::kReplace, .is_wrong = true,
     .french = {"{n} valeur de « {a} » semble une faute de frappe|{n} valeurs de « {a} » semblent des fautes de frappe", "À une lettre près, c’est une valeur bien plus fréquente.|À une lettre près, ce sont des valeurs bien plus fréquentes."},
     .english = {"{n} value of “{a}” looks like a slip|{n} values of “{a}” look like slips", "But for a letter it is a value that is far more frequent.|But for a letter they are values that are far more frequent."}},
    {.id = K::kFictionPhone, .name = "fiction_phone", .harm = Harm::kLost, .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true, .suspects = "fiction_phone",
     .french = {"{n} téléphone est réservé à la fiction|{n} téléphones sont réservés à la fiction", "Aucun opérateur ne l’attribue : il ne sonne nulle part.|Aucun opérateur ne les attribue : ils ne sonnent nulle part."},
     .english = {"{n} phone number is reserved for fiction|{n} phone numbers are reserved for fiction", "No operator gives it to anybody: it rings nowhere.|No operator gives them to anybody: they ring nowhere."}},
    {.id = K::kLeftOver, .name = "left_over", .harm = Harm::kLost, .severity = S::kWarning, .fix = Fix::kReplace, .is_wrong = true, .suspects = "left_over",
     .french = {"{n} valeur de « {a} » garde des signes de programme|{n} valeurs de « {a} » gardent des signes de programme", "Balises, codes, séparateurs ou « mailto: » d’un export : la valeur n’est pas lue comme elle devrait.|Balises, codes, séparateurs ou « mailto: » d’un export : les valeurs ne sont pas lues comme elles devraient."},
     .english = {"{n} value of “{a}” keeps the signs of a program|{n} values of “{a}” keep the signs of a program", "Tags, escapes, separators or “mailto:” of an export: the value is not read as it should be.|Tags, escapes, separators or “mailto:” of an export: the values are not read as they should be."}},
    {.id = K::kUnfilledVariable, .name = "unfilled_variable", .harm = Harm::kLost, .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true, .suspects = "unfilled_variable",
     .french = {"{n} valeur de « {a} » est une variable jamais remplie|{n} valeurs de « {a} » sont des variables jamais remplies", "Un modèle a enregistré le nom du champ à la place de son contenu.|Un modèle a enregistré le nom du champ à la place de son contenu."},
     .english = {"{n} value of “{a}” is a variable that was never filled in|{n} values of “{a}” are variables that were never filled in", "A template saved the field’s name in the place of what it holds.|A template saved the field’s name in the place of what it holds."}},
    {.id = K::kInjection, .name = "injection", .harm = Harm::kForbidden, .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true, .suspects = "injection",
     .french = {"{n} valeur de « {a} » est du code|{n} valeurs de « {a} » sont du code", "Une formule, un script ou une requête, d’un test ou d’une attaque : un tableur pourrait l’exécuter.|Des formules, des scripts ou des requêtes, de tests ou d’attaques : un tableur pourrait les exécuter."},
     .english = {"{n} value of “{a}” is code|{n} values of “{a}” are code", "A formula, a script or a query, of a test or an attack: a spreadsheet might run it.|Formulas, scripts or queries, of tests or attacks: a spreadsheet might run them."}},
    {.id = K::kSwallowedFields, .name = "swallowed_fields", .harm = Harm::kLost, .severity = S::kError, .fix = Fix::kReplace, .is_wrong = true, .suspects = "swallowed_fields",
     .french = {"{n} valeur de « {a} » a avalé les champs suivants|{n} valeurs de « {a} » ont avalé les champs suivants", "Un guillemet mal fermé : le reste de la ligne est dans ce champ.|Des guillemets mal fermés : le reste de la ligne est dans ce champ."},
     .english = {"{n} value of “{a}” has swallowed the next fields|{n} values of “{a}” have swallowed the next fields", "A quote that was not closed: the rest of the line is in this field.|Quotes that were not closed: the rest of the line is in this field."}},
    {.id = K::kHidden, .name = "hidden_value", .harm = Harm::kLost, .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true, .suspects = "hidden_value",
     .french = {"{n} valeur de « {a} » est masquée|{n} valeurs de « {a} » sont masquées", "Des étoiles ou une empreinte l’ont remplacée : elle ne peut plus servir.|Des étoiles ou des empreintes les ont remplacées : elles ne peuvent plus servir."},
     .english = {"{n} value of “{a}” is masked|{n} values of “{a}” are masked", "Stars or a digest were written over it: it is of no use any more.|Stars or digests were written over them: they are of no use any more."}},
    {.id = K::kCardNumber, .name = "card_number", .harm = Harm::kForbidden, .severity = S::kError, .fix = Fix::kReplace, .is_wrong = true, .suspects = "card_number",
     .french = {"{n} numéro de carte bancaire est dans « {a} »|{n} numéros de carte bancaire sont dans « {a} »", "Le conserver ainsi est interdit (PCI DSS) : effacez-le aussi à la source.|Les conserver ainsi est interdit (PCI DSS) : effacez-les aussi à la source."},
     .english = {"{n} bank card number is in “{a}”|{n} bank card numbers are in “{a}”", "Keeping it so is forbidden (PCI DSS): erase it in the source, too.|Keeping them so is forbidden (PCI DSS): erase them in the source, too."}},
    {.id = K::kSocialNumber, .name = "social_security_number", .harm = Harm::kForbidden, .severity = S::kError, .fix = Fix::kReplace, .is_wrong = true, .suspects = "social_security_number",
     .french = {"{n} numéro de sécurité sociale est dans « {a} »|{n} numéros de sécurité sociale sont dans « {a} »", "Son usage est réservé (RGPD, art. 87) : effacez-le aussi à la source.|Leur usage est réservé (RGPD, art. 87) : effacez-les aussi à la source."},
     .english = {"{n} social security number is in “{a}”|{n} social security numbers are in “{a}”", "Its use is restricted (GDPR, art. 87): erase it in the source, too.|Their use is restricted (GDPR, art. 87): erase them in the source, too."}},
    {.id = K::kSpecimen, .name = "specimen_number", .harm = Harm::kMixed, .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true, .is_nobodys = true, .suspects = "specimen_number",
     .french = {"{n} valeur de « {a} » est un exemple de documentation|{n} valeurs de « {a} » sont des exemples de documentation", "Sa clé est juste et il n’est à personne : il lierait des clients sans rapport.|Leur clé est juste et ils ne sont à personne : ils lieraient des clients sans rapport."},
     .english = {"{n} value of “{a}” is an example of documentation|{n} values of “{a}” are examples of documentation", "Its check digits are right and it is nobody’s: it would link customers who have nothing in common.|Their check digits are right and they are nobody’s: they would link customers who have nothing in common."}},
    {.id = K::kAdvertisement, .name = "advertisement", .harm = Harm::kLost, .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true, .is_nobodys = true, .suspects = "advertisement",
     .french = {"{n} valeur de « {a} » est une publicité|{n} valeurs de « {a} » sont des publicités", "Un lien ou un dessin où un nom est attendu : un robot a rempli le formulaire.|Des liens ou des dessins où un nom est attendu : des robots ont rempli le formulaire."},
     .english = {"{n} value of “{a}” is an advertisement|{n} values of “{a}” are advertisements", "A link or a picture where a name is expected: a robot filled in the form.|Links or pictures where a name is expected: robots filled in the form."}},
    {.id = K::kRandomLetters, .name = "random_letters", .harm = Harm::kLost, .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true, .is_nobodys = true, .suspects = "random_letters",
     .french = {"{n} valeur de « {a} » est faite de lettres au hasard|{n} valeurs de « {a} » sont faites de lettres au hasard", "Un robot a rempli le formulaire.|Des robots ont rempli le formulaire."},
     .english = {"{n} value of “{a}” is of letters by chance|{n} values of “{a}” are of letters by chance", "A robot filled in the form.|Robots filled in the form."}},
    {.id = K::kBrokenCase, .name = "broken_case", .harm = Harm::kUntidy, .severity = S::kNote, .fix = Fix::kReplace, .suspects = "broken_case",
     .french = {"{n} valeur de « {a} » a une casse inversée|{n} valeurs de « {a} » ont une casse inversée", "Comme dans « lAVAL » ou « COURRIéRES » : une touche restée enfoncée, ou un programme qui ignore les accents.|Comme dans « lAVAL » ou « COURRIéRES » : une touche restée enfoncée, ou un programme qui ignore les accents."},
     .english = {"{n} value of “{a}” has its case turned around|{n} values of “{a}” have their case turned around", "As in “lAVAL” or “COURRIéRES”: caps lock was on, or a program knows no accents.|As in “lAVAL” or “COURRIéRES”: caps lock was on, or a program knows no accents."}},
    {.id = K::kOtherCodePage, .name = "other_code_page", .harm = Harm::kLost, .severity = S::kWarning, .fix = Fix::kReplace, .is_wrong = true, .suspects = "other_code_page",
     .french = {"{n} valeur de « {a} » vient d’une autre page de codes|{n} valeurs de « {a} » viennent d’une autre page de codes", "Comme dans « C‚zanne » ou « RŽpublique » : un fichier de DOS ou de Mac lu comme un fichier Windows.|Comme dans « C‚zanne » ou « RŽpublique » : un fichier de DOS ou de Mac lu comme un fichier Windows."},
     .english = {"{n} value of “{a}” comes from another code page|{n} values of “{a}” come from another code page", "As in “C‚zanne” or “RŽpublique”: a file of DOS or of a Mac was read as one of Windows.|As in “C‚zanne” or “RŽpublique”: a file of DOS or of a Mac was read as one of Windows."}},
    {.id = K::kDroppedLetters, .name = "dropped_letters", .harm = Harm::kLost, .severity = S::kWarning, .fix = Fix::kReplace, .is_wrong = true,
     .french = {"{n} valeur de « {a} » a perdu ses lettres accentuées|{n} valeurs de « {a} » ont perdu leurs lettres accentuées", "Avec ses accents, la même est dans la colonne, bien plus souvent.|Avec leurs accents, les mêmes sont dans la colonne, bien plus souvent."},
     .english = {"{n} value of “{a}” has lost its accented letters|{n} values of “{a}” have lost their accented letters", "With its accents, the same stands in the column far more often.|With their accents, the same stand in the column far more often."}},
    {.id = K::kSaidTwice, .name = "said_twice", .harm = Harm::kUntidy, .severity = S::kNote, .fix = Fix::kReplace, .suspects = "said_twice",
     .french = {"{n} valeur de « {a} » est écrite deux fois|{n} valeurs de « {a} » sont écrites deux fois", "Deux lignes pareilles ont été réunies.|Deux lignes pareilles ont été réunies."},
     .english = {"{n} value of “{a}” is written twice|{n} values of “{a}” are written twice", "Two lines that were alike were put together.|Two lines that were alike were put together."}},
    {.id = K::kJudgment, .name = "judgment", .harm = Harm::kForbidden, .severity = S::kError, .fix = Fix::kReplace, .suspects = "judgment",
     .french = {"{n} jugement sur un client est dans « {a} »|{n} jugements sur des clients sont dans « {a} »", "Le client peut demander à le lire (RGPD, art. 15) : effacez-le aussi à la source.|Les clients peuvent demander à les lire (RGPD, art. 15) : effacez-les aussi à la source."},
     .english = {"{n} judgment on a customer is in “{a}”|{n} judgments on customers are in “{a}”", "The customer may ask to read it (GDPR, art. 15): erase it in the source, too.|The customers may ask to read them (GDPR, art. 15): erase them in the source, too."}},
    {.id = K::kAccessCode, .name = "access_code", .harm = Harm::kLost, .severity = S::kWarning, .fix = Fix::kReplace, .suspects = "access_code",
     .french = {"{n} valeur de « {a} » dit comment entrer|{n} valeurs de « {a} » disent comment entrer", "Un code, une clé, un nom de sonnette : un risque si le fichier fuit, et l’adresse est moins bien lue.|Des codes, des clés, des noms de sonnette : un risque si le fichier fuit, et les adresses sont moins bien lues."},
     .english = {"{n} value of “{a}” tells how to get in|{n} values of “{a}” tell how to get in", "A code, a key, a name on a bell: a risk should the file leak, and the address is read less well.|Codes, keys, names on bells: a risk should the file leak, and the addresses are read less well."}},
    {.id = K::kNote, .name = "note_in_value", .harm = Harm::kLost, .severity = S::kWarning, .fix = Fix::kReplace, .suspects = "note_in_value",
     .french = {"{n} note est écrite dans « {a} »|{n} notes sont écrites dans « {a} »", "Ce n’est pas la valeur : « n’habite plus », « succession », « invalide »… a sa place ailleurs.|Ce ne sont pas les valeurs : « n’habite plus », « succession », « invalide »… ont leur place ailleurs."},
     .english = {"{n} note is written in “{a}”|{n} notes are written in “{a}”", "It is not the value: “gone away”, “estate of”, “invalid”… has its place elsewhere.|They are not the values: “gone away”, “estate of”, “invalid”… have their place elsewhere."}},
    {.id = K::kRetired, .name = "retired_value", .harm = Harm::kMisled, .severity = S::kWarning, .fix = Fix::kReplace, .suspects = "retired_value",
     .french = {"{n} valeur de « {a} » est marquée hors d’usage|{n} valeurs de « {a} » sont marquées hors d’usage", "Faute de pouvoir supprimer la fiche, on a marqué son nom ou son adresse.|Faute de pouvoir supprimer les fiches, on a marqué leur nom ou leur adresse."},
     .english = {"{n} value of “{a}” is marked as out of use|{n} values of “{a}” are marked as out of use", "Whoever could not delete the record marked its name or address.|Whoever could not delete the records marked their names or addresses."}},
    {.id = K::kErased, .name = "erased_value", .harm = Harm::kForbidden, .severity = S::kWarning, .fix = Fix::kMissing, .is_wrong = true, .is_nobodys = true, .suspects = "erased_value",
     .french = {"{n} valeur de « {a} » a été effacée à moitié|{n} valeurs de « {a} » ont été effacées à moitié", "Un droit à l’oubli appliqué à la main : vérifiez ce qui reste de la fiche.|Des droits à l’oubli appliqués à la main : vérifiez ce qui reste de ces fiches."},
     .english = {"{n} value of “{a}” was erased by halves|{n} values of “{a}” were erased by halves", "A right to be forgotten, granted by hand: check what is left of the record.|Rights to be forgotten, granted by hand: check what is left of the records."}},
    {.id = K::kNoStreet, .name = "no_street", .harm = Harm::kLost, .severity = S::kWarning, .fix = Fix::kMissing, .is_wrong = true, .suspects = "no_street",
     .french = {"{n} valeur de « {a} » n’est pas l’adresse du client|{n} valeurs de « {a} » ne sont pas l’adresse du client", "« Poste restante », « en face de… », un point relais : on n’y trouve personne.|« Poste restante », « en face de… », un point relais : on n’y trouve personne."},
     .english = {"{n} value of “{a}” is not where the customer lives|{n} values of “{a}” are not where the customer lives", "“Poste restante”, “opposite the…”, a pickup point: nobody is found there.|“Poste restante”, “opposite the…”, a pickup point: nobody is found there."}},
    {.id = K::kCollective, .name = "collective_account", .harm = Harm::kMixed, .severity = S::kWarning, .fix = Fix::kMissing, .is_wrong = true, .is_nobodys = true, .suspects = "collective_account",
     .french = {"{n} valeur de « {a} » est un compte de passage|{n} valeurs de « {a} » sont des comptes de passage", "« Client comptoir », « ventes internet » : tous ceux qui n’ont pas de compte, pas un client.|« Client comptoir », « ventes internet » : tous ceux qui n’ont pas de compte, pas des clients."},
     .english = {"{n} value of “{a}” is the account of a counter|{n} values of “{a}” are accounts of counters", "“Counter sale”, “cash customer”: all who have no account, and no customer.|“Counter sale”, “cash customer”: all who have no account, and no customers."}},
    {.id = K::kNoCompany, .name = "no_company", .harm = Harm::kUntidy, .severity = S::kNote, .fix = Fix::kMissing, .is_wrong = true, .suspects = "no_company",
     .french = {"{n} valeur de « {a} » ne nomme aucune société|{n} valeurs de « {a} » ne nomment aucune société", "Une forme juridique seule, « particulier » : le champ était obligatoire.|Une forme juridique seule, « particulier » : le champ était obligatoire."},
     .english = {"{n} value of “{a}” names no company|{n} values of “{a}” name no company", "A legal form alone, “private”: the field had to be filled in.|A legal form alone, “private”: the field had to be filled in."}},
    {.id = K::kNumberInName, .name = "number_in_name", .harm = Harm::kUntidy, .severity = S::kNote, .fix = Fix::kReplace, .suspects = "number_in_name",
     .french = {"{n} valeur de « {a} » porte son numéro|{n} valeurs de « {a} » portent leur numéro", "Un SIREN ou un RCS derrière le nom : sa place est dans un champ à lui.|Des SIREN ou des RCS derrière les noms : leur place est dans un champ à eux."},
     .english = {"{n} value of “{a}” carries its number|{n} values of “{a}” carry their number", "A SIREN or RCS behind the name: its place is in a field of its own.|SIREN or RCS numbers behind the names: their place is in a field of their own."}},
    {.id = K::kRoleMailbox, .name = "role_mailbox", .harm = Harm::kLost, .severity = S::kWarning, .fix = Fix::kMissing, .is_wrong = true, .suspects = "role_mailbox",
     .french = {"{n} e-mail est celui d’un service|{n} e-mails sont ceux d’un service", "« noreply », « abuse », « webmaster » d’un fournisseur : aucun client ne le lit.|« noreply », « abuse », « webmaster » d’un fournisseur : aucun client ne les lit."},
     .english = {"{n} e-mail is that of a service|{n} e-mails are those of a service", "“noreply”, “abuse”, “webmaster” of a provider: no customer reads it.|“noreply”, “abuse”, “webmaster” of a provider: no customer reads them."}},
    {.id = K::kRelay, .name = "relay_mailbox", .harm = Harm::kLost, .severity = S::kNote, .fix = Fix::kMissing, .suspects = "relay_mailbox",
     .french = {"{n} e-mail est un relais|{n} e-mails sont des relais", "Une place de marché ou un logiciel l’a fait pour une vente : il change à la suivante et ne rapproche personne.|Une place de marché ou un logiciel les a faits pour une vente : ils changent à la suivante et ne rapprochent personne."},
     .english = {"{n} e-mail is a relay|{n} e-mails are relays", "A marketplace or a program made it for one sale: the next one has another, and it matches nobody.|A marketplace or a program made them for one sale: the next one has another, and they match nobody."}},
    {.id = K::kReservedDomain, .name = "reserved_domain", .harm = Harm::kLost, .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true, .suspects = "reserved_domain",
     .french = {"{n} e-mail a un domaine qui n’existera jamais|{n} e-mails ont un domaine qui n’existera jamais", "« .test », « .invalid » (RFC 2606) : une copie de la base d’essai est revenue.|« .test », « .invalid » (RFC 2606) : une copie de la base d’essai est revenue."},
     .english = {"{n} e-mail has a domain that will never exist|{n} e-mails have a domain that will never exist", "“.test”, “.invalid” (RFC 2606): a copy of a test instance came back.|“.test”, “.invalid” (RFC 2606): a copy of a test instance came back."}},
    {.id = K::kTwoNames, .name = "two_names", .harm = Harm::kUntidy, .severity = S::kNote,
     .french = {"{n} valeur de « {a} » est de deux noms|{n} valeurs de « {a} » sont de deux noms", "Un couple, ou un nom de naissance et un nom d’usage : chacun a son champ.|Des couples, ou des noms de naissance et d’usage : chacun a son champ."},
     .english = {"{n} value of “{a}” is of two names|{n} values of “{a}” are of two names", "A couple, or a name at birth and one in use: each has a field of its own.|Couples, or names at birth and in use: each has a field of its own."}},
    {.id = K::kNoTown, .name = "no_town", .harm = Harm::kLost, .severity = S::kWarning, .fix = Fix::kMissing, .is_wrong = true,
     .french = {"{n} valeur de « {a} » n’est pas une ville|{n} valeurs de « {a} » ne sont pas des villes", "Un département, une région ou un pays.|Des départements, des régions ou des pays."},
     .english = {"{n} value of “{a}” is no town|{n} values of “{a}” are no towns", "A department, a region or a country.|Departments, regions or countries."}},
    {.id = K::kEmailElsewhere, .name = "email_elsewhere", .harm = Harm::kLost, .severity = S::kWarning, .fix = Fix::kMove, .is_wrong = true, .into = "email",
     .french = {"{n} e-mail est dans « {a} »|{n} e-mails sont dans « {a} »", "Il n’y est pas lu : il ne rapproche personne, et personne n’y écrit.|Ils n’y sont pas lus : ils ne rapprochent personne, et personne n’y écrit."},
     .english = {"{n} e-mail is in “{a}”|{n} e-mails are in “{a}”", "It is not read there: it matches nobody, and nobody writes to it.|They are not read there: they match nobody, and nobody writes to them."}},
    {.id = K::kPhoneElsewhere, .name = "phone_elsewhere", .harm = Harm::kLost, .severity = S::kWarning, .fix = Fix::kMove, .is_wrong = true, .into = "phone",
     .french = {"{n} téléphone est dans « {a} »|{n} téléphones sont dans « {a} »", "Il n’y est pas lu : il ne rapproche personne, et personne n’appelle.|Ils n’y sont pas lus : ils ne rapprochent personne, et personne n’appelle."},
     .english = {"{n} phone is in “{a}”|{n} phones are in “{a}”", "It is not read there: it matches nobody, and nobody calls it.|They are not read there: they match nobody, and nobody calls them."}},
    {.id = K::kSpellings, .name = "spellings", .harm = Harm::kUntidy, .severity = S::kNote, .fix = Fix::kMerge,
     .french = {"{n} valeur de « {a} » s’écrit autrement ailleurs dans la colonne|{n} valeurs de « {a} » s’écrivent autrement ailleurs dans la colonne", "Accents, casse ou traits d’union : c’est le même mot, compté à part dans les listes et les tris.|Accents, casse ou traits d’union : ce sont les mêmes mots, comptés à part dans les listes et les tris."},
     .english = {"{n} value of “{a}” is spelled in another way elsewhere in the column|{n} values of “{a}” are spelled in another way elsewhere in the column", "Accents, case or hyphens: it is the same word, counted apart in lists and sortings.|Accents, case or hyphens: they are the same words, counted apart in lists and sortings."}},
    {.id = K::kPostcodeTown, .name = "postcode_town", .harm = Harm::kMisled, .severity = S::kWarning, .counts_records = true,
     .french = {"{n} code postal contredit la ville|{n} codes postaux contredisent la ville", "Cette ville est ailleurs dans un autre département : l’un des deux est faux.|Ces villes sont ailleurs dans un autre département : l’un des deux est faux."},
     .english = {"{n} postcode contradicts its town|{n} postcodes contradict their town", "Elsewhere that town is in another department: one of the two is wrong.|Elsewhere these towns are in another department: one of the two is wrong."}},
    {.id = K::kTitleGivenName, .name = "title_given_name", .harm = Harm::kMisled, .severity = S::kWarning, .counts_records = true,
     .french = {"{n} valeur de « {a} » contredit le prénom|{n} valeurs de « {a} » contredisent le prénom", "Presque tous ceux de ce prénom portent l’autre : un courrier blesserait.|Presque tous ceux de ces prénoms portent l’autre : un courrier blesserait."},
     .english = {"{n} value of “{a}” contradicts the given name|{n} values of “{a}” contradict the given name", "Nearly everybody of that name has the other one: a letter would offend.|Nearly everybody of these names has the other one: a letter would offend."}},
    {.id = K::kSirenSiret, .name = "siren_siret", .harm = Harm::kMisled, .severity = S::kError, .counts_records = true,
     .french = {"{n} SIRET n’est pas celui du SIREN|{n} SIRET ne sont pas ceux du SIREN", "Un SIRET commence par le SIREN de sa société.|Un SIRET commence par le SIREN de sa société."},
     .english = {"{n} SIRET is not the SIREN’s|{n} SIRET are not the SIREN’s", "A SIRET begins with the SIREN of its company.|A SIRET begins with the SIREN of its company."}},
    {.id = K::kVatSiren, .name = "vat_siren", .harm = Harm::kMisled, .severity = S::kError, .counts_records = true,
     .french = {"{n} numéro de TVA n’est pas celui du SIREN|{n} numéros de TVA ne sont pas ceux du SIREN", "Un numéro de TVA français finit par le SIREN de sa société.|Un numéro de TVA français finit par le SIREN de sa société."},
     .english = {"{n} VAT number is not the SIREN’s|{n} VAT numbers are not the SIREN’s", "A French VAT number ends with the SIREN of its company.|A French VAT number ends with the SIREN of its company."}},
    {.id = K::kSocialNumberBirth, .name = "social_number_birth", .harm = Harm::kMisled, .severity = S::kWarning, .counts_records = true,
     .french = {"{n} numéro de sécurité sociale contredit la naissance|{n} numéros de sécurité sociale contredisent la naissance", "Il en dit l’année et le mois : l’un des deux est faux, ou le numéro est celui d’un autre.|Ils en disent l’année et le mois : l’un des deux est faux, ou le numéro est celui d’un autre."},
     .english = {"{n} social security number contradicts the birth|{n} social security numbers contradict the birth", "It tells its year and month: one of the two is wrong, or the number is somebody else’s.|They tell its year and month: one of the two is wrong, or the number is somebody else’s."}},
    {.id = K::kSocialNumberTitle, .name = "social_number_title", .harm = Harm::kMisled, .severity = S::kWarning, .counts_records = true,
     .french = {"{n} numéro de sécurité sociale contredit « {b} »|{n} numéros de sécurité sociale contredisent « {b} »", "Son premier chiffre dit un homme (1) ou une femme (2) : l’un des deux est faux.|Leur premier chiffre dit un homme (1) ou une femme (2) : l’un des deux est faux."},
     .english = {"{n} social security number contradicts “{b}”|{n} social security numbers contradict “{b}”", "Its first digit tells a man (1) or a woman (2): one of the two is wrong.|Their first digit tells a man (1) or a woman (2): one of the two is wrong."}},
    {.id = K::kBirthAfterRecord, .name = "birth_after_record", .harm = Harm::kLost, .severity = S::kError, .counts_records = true,
     .french = {"{n} client est né après avoir été enregistré|{n} clients sont nés après avoir été enregistrés", "L’une des deux dates est fausse.|L’une des deux dates est fausse."},
     .english = {"{n} customer was born after being recorded|{n} customers were born after being recorded", "One of the two dates is wrong.|One of the two dates is wrong."}},
    {.id = K::kUpdatedBeforeCreated, .name = "updated_before_created", .harm = Harm::kUntidy, .severity = S::kNote, .counts_records = true,
     .french = {"{n} fiche est modifiée avant sa création|{n} fiches sont modifiées avant leur création", "La fraîcheur de cette fiche ne peut pas être connue.|La fraîcheur de ces fiches ne peut pas être connue."},
     .english = {"{n} record was changed before it was made|{n} records were changed before they were made", "How recent it is cannot be told.|How recent they are cannot be told."}},
    {.id = K::kSharedValue, .name = "shared_value", .harm = Harm::kMixed, .severity = S::kError, .fix = Fix::kMissing,
     .french = {"{n} fiche partage « {a} » avec des inconnus|{n} fiches partagent « {a} » avec des inconnus", "Au moins cinq noms différents pour une valeur, celle d’un standard ou inventée : elle ne dit pas qui est qui.|Au moins cinq noms différents pour une valeur, celle d’un standard ou inventée : elle ne dit pas qui est qui."},
     .english = {"{n} record shares “{a}” with strangers|{n} records share “{a}” with strangers", "At least five different names for one value, that of a switchboard or made up: it does not tell who is who.|At least five different names for one value, that of a switchboard or made up: it does not tell who is who."}},
    {.id = K::kExchangedNames, .name = "exchanged_names", .harm = Harm::kApart, .severity = S::kWarning, .fix = Fix::kExchange, .counts_records = true,
     .french = {"{n} nom et prénom semblent échangés|{n} noms et prénoms semblent échangés", "Le prénom est ailleurs un nom, et le nom un prénom.|Le prénom est ailleurs un nom, et le nom un prénom."},
     .english = {"{n} name looks exchanged|{n} names look exchanged", "Elsewhere the given name is a surname, and the surname a given name.|Elsewhere the given name is a surname, and the surname a given name."}},
    {.id = K::kExchangedPlaces, .name = "exchanged_places", .harm = Harm::kApart, .severity = S::kError, .fix = Fix::kExchange, .counts_records = true,
     .french = {"{n} code postal et sa ville sont échangés|{n} codes postaux et leur ville sont échangés", "Chacun est dans la colonne de l’autre : le courrier revient, et l’adresse ne rapproche personne.|Chacun est dans la colonne de l’autre : le courrier revient, et ces adresses ne rapprochent personne."},
     .english = {"{n} postcode and its town are exchanged|{n} postcodes and their towns are exchanged", "Each stands in the column of the other: letters come back, and the address matches nobody.|Each stands in the column of the other: letters come back, and these addresses match nobody."}},
    {.id = K::kSameNames, .name = "same_names", .harm = Harm::kLost, .severity = S::kNote, .counts_records = true,
     .french = {"{n} fiche a le même nom et prénom|{n} fiches ont le même nom et prénom", "Un des deux champs a été copié dans l’autre.|Un des deux champs a été copié dans l’autre."},
     .english = {"{n} record has one name for both|{n} records have one name for both", "One of the two fields was copied into the other.|One of the two fields was copied into the other."}},
    {.id = K::kDependency, .name = "dependency", .harm = Harm::kNothing, .severity = S::kNote, .counts_records = true,
     .french = {"{n} fiche s’écarte de la règle « {a} » donne « {b} »|{n} fiches s’écartent de la règle « {a} » donne « {b} »", "Cette règle se lit dans les données elles-mêmes ; ces cas font exception.|Cette règle se lit dans les données elles-mêmes ; ces cas font exception."},
     .english = {"{n} record departs from the rule that “{a}” tells “{b}”|{n} records depart from the rule that “{a}” tells “{b}”", "The rule was found in the data; these are its exceptions.|The rule was found in the data; these are its exceptions."}},
    {.id = K::kRepeatedRow, .name = "repeated_row", .harm = Harm::kTwice, .severity = S::kWarning, .counts_records = true,
     .french = {"{n} fiche répète une autre mot pour mot|{n} fiches répètent une autre mot pour mot", "Tout y est pareil, sauf peut-être l’identifiant.|Tout y est pareil, sauf peut-être l’identifiant."},
     .english = {"{n} record repeats another one word for word|{n} records repeat another one word for word", "Everything is the same, except perhaps the id.|Everything is the same, except perhaps the id."}},
    {.id = K::kRepeatedId, .name = "repeated_id", .harm = Harm::kMixed, .severity = S::kError, .counts_records = true,
     .french = {"{n} fiche a l’identifiant d’une autre|{n} fiches ont l’identifiant d’une autre", "Un retour dans le système touchera la mauvaise fiche.|Un retour dans le système touchera la mauvaise fiche."},
     .english = {"{n} record has the id of another one|{n} records have the id of another one", "What goes back into the system will reach the wrong record.|What goes back into the system will reach the wrong record."}},
    {.id = K::kEmptyRecord, .name = "empty_record", .harm = Harm::kApart, .severity = S::kWarning, .counts_records = true,
     .french = {"{n} fiche est vide|{n} fiches sont vides", "Aucun champ n’y dit quelque chose.|Aucun champ n’y dit quelque chose."},
     .english = {"{n} record is empty|{n} records are empty", "No field says anything.|No field says anything."}},
    {.id = K::kNoName, .name = "no_name", .harm = Harm::kApart, .severity = S::kWarning, .counts_records = true,
     .french = {"{n} fiche n’a pas de nom|{n} fiches n’ont pas de nom", "Aucun nom de personne, de société ou de chose : on ne sait pas de qui ni de quoi il s’agit.|Aucun nom de personne, de société ou de chose : on ne sait pas de qui ni de quoi il s’agit."},
     .english = {"{n} record has no name|{n} records have no name", "No name of a person, a company or a thing: nobody knows who or what it is.|No name of a person, a company or a thing: nobody knows who or what it is."}},
    {.id = K::kNameAlone, .name = "name_alone", .harm = Harm::kLost, .severity = S::kNote, .counts_records = true,
     .french = {"{n} fiche n’a qu’un nom|{n} fiches n’ont qu’un nom", "Ni contact, ni adresse, ni naissance, ni numéro : un homonyme ne s’en distingue pas.|Ni contact, ni adresse, ni naissance, ni numéro : un homonyme ne s’en distingue pas."},
     .english = {"{n} record has nothing but a name|{n} records have nothing but a name", "No contact, address, birth or number: a namesake cannot be told from it.|No contact, address, birth or number: a namesake cannot be told from it."}},
    {.id = K::kEmailOfOther, .name = "email_of_other", .harm = Harm::kUntidy, .severity = S::kNote, .counts_records = true,
     .french = {"{n} e-mail porte un autre nom|{n} e-mails portent un autre nom", "Il épelle un prénom et un nom qui ne sont pas ceux de la fiche.|Ils épellent un prénom et un nom qui ne sont pas ceux de la fiche."},
     .english = {"{n} e-mail bears another name|{n} e-mails bear another name", "It spells a given name and a surname that are not the record’s.|They spell a given name and a surname that are not the record’s."}},
    {.id = K::kDepartmentPostcode, .name = "department_postcode", .harm = Harm::kLost, .severity = S::kNote, .counts_records = true,
     .french = {"{n} code postal ne dit que le département|{n} codes postaux ne disent que le département", "Trois zéros derrière le département, faute de mieux : la ville en a un autre.|Trois zéros derrière le département, faute de mieux : ces villes en ont d’autres."},
     .english = {"{n} postcode tells the department alone|{n} postcodes tell the department alone", "Three zeros behind the department, for want of better: the town has another one.|Three zeros behind the department, for want of better: these towns have others."}},
    {.id = K::kRepeatsField, .name = "repeats_field", .harm = Harm::kUntidy, .severity = S::kWarning, .counts_records = true,
     .french = {"{n} valeur de « {a} » répète « {b} »|{n} valeurs de « {a} » répètent « {b} »", "Un champ écrit dans un autre : une étiquette entière, un nom complet.|Des champs écrits dans un autre : des étiquettes entières, des noms complets."},
     .english = {"{n} value of “{a}” repeats “{b}”|{n} values of “{a}” repeat “{b}”", "A field was written into another one: a whole label, a full name.|Fields were written into another one: whole labels, full names."}},
    {.id = K::kTitleOfCompany, .name = "title_of_company", .harm = Harm::kMisled, .severity = S::kNote, .counts_records = true,
     .french = {"{n} « {a} » est celui d’une société|{n} « {a} » sont ceux de sociétés", "Un logiciel en voulait un : « Madame Dupont SARL » serait écrit sur l’enveloppe.|Un logiciel en voulait un : « Madame Dupont SARL » serait écrit sur l’enveloppe."},
     .english = {"{n} “{a}” is a company’s|{n} “{a}” are companies’", "A program wanted one: “Mrs Dupont Ltd” would be written on the envelope.|A program wanted one: “Mrs Dupont Ltd” would be written on the envelope."}},
    {.id = K::kCountryAddress, .name = "country_address", .harm = Harm::kMisled, .severity = S::kWarning, .counts_records = true,
     .french = {"{n} « {a} » contredit l’adresse|{n} « {a} » contredisent l’adresse", "Le code postal et la ville sont d’un autre pays : une liste laissée sur son premier choix.|Le code postal et la ville sont d’un autre pays : une liste laissée sur son premier choix."},
     .english = {"{n} “{a}” contradicts the address|{n} “{a}” contradict the address", "Postcode and town are of another country: a list was left at its first choice.|Postcode and town are of another country: a list was left at its first choice."}},
    {.id = K::kVatCountry, .name = "vat_country", .harm = Harm::kMisled, .severity = S::kNote, .counts_records = true,
     .french = {"{n} « {a} » est d’un autre pays que l’adresse|{n} « {a} » sont d’un autre pays que l’adresse", "L’un des deux est faux, ou la facture part ailleurs.|L’un des deux est faux, ou les factures partent ailleurs."},
     .english = {"{n} “{a}” is of another country than the address|{n} “{a}” are of another country than the address", "One of the two is wrong, or the invoice goes elsewhere.|One of the two is wrong, or the invoices go elsewhere."}},
    {.id = K::kServiceNumber, .name = "service_number", .harm = Harm::kLost, .severity = S::kNote, .counts_records = true,
     .french = {"{n} personne a un numéro de service|{n} personnes ont un numéro de service", "Un numéro court ou surtaxé n’est celui de personne : il lierait des clients sans rapport.|Un numéro court ou surtaxé n’est celui de personne : il lierait des clients sans rapport."},
     .english = {"{n} person has a service number|{n} persons have a service number", "A short or premium number is no person’s: it would link customers who have nothing in common.|A short or premium number is no person’s: it would link customers who have nothing in common."}},
    {.id = K::kOneMailbox, .name = "one_mailbox", .harm = Harm::kTwice, .severity = S::kNote, .counts_records = true,
     .french = {"{n} e-mail arrive dans une boîte qui a plusieurs noms|{n} e-mails arrivent dans une boîte qui a plusieurs noms", "Points et suites « +… » ne comptent pas, ou des numéros se suivent : une personne, plusieurs comptes.|Points et suites « +… » ne comptent pas, ou des numéros se suivent : une personne, plusieurs comptes."},
     .english = {"{n} e-mail goes to a mailbox of several names|{n} e-mails go to a mailbox of several names", "Dots and “+…” do not count, or numbers follow each other: one person, several accounts.|Dots and “+…” do not count, or numbers follow each other: one person, several accounts."}},
    {.id = K::kCrowdedDay, .name = "crowded_day", .harm = Harm::kNothing, .severity = S::kNote,
     .french = {"{n} date de « {a} » est d’un jour où il y en a trop|{n} dates de « {a} » sont de jours où il y en a trop", "Bien plus que le hasard n’en met : une reprise, un traitement de nuit, un 1er janvier faute de mieux.|Bien plus que le hasard n’en met : une reprise, un traitement de nuit, un 1er janvier faute de mieux."},
     .english = {"{n} date of “{a}” is of a day that has too many|{n} dates of “{a}” are of days that have too many", "Far more than chance puts there: a migration, a nightly job, a 1 January for want of better.|Far more than chance puts there: a migration, a nightly job, a 1 January for want of better."}},
    {.id = K::kJustOfAge, .name = "just_of_age", .harm = Harm::kLost, .severity = S::kNote, .counts_records = true,
     .french = {"{n} client a eu 18 ans le jour de son inscription|{n} clients ont eu 18 ans le jour de leur inscription", "Bien plus que le hasard n’en met : une date choisie pour passer un contrôle d’âge.|Bien plus que le hasard n’en met : des dates choisies pour passer un contrôle d’âge."},
     .english = {"{n} customer came of age on the day of the sign-up|{n} customers came of age on the day of the sign-up", "Far more than chance puts there: a date chosen to get past a check of age.|Far more than chance puts there: dates chosen to get past a check of age."}},
    {.id = K::kFilledDown, .name = "filled_down", .harm = Harm::kMisled, .severity = S::kWarning, .counts_records = true,
     .french = {"{n} valeur de « {a} » est recopiée de la ligne du dessus|{n} valeurs de « {a} » sont recopiées de la ligne du dessus", "Des lignes de suite, de noms différents, où ailleurs tout change : un coin de cellule tiré vers le bas.|Des lignes de suite, de noms différents, où ailleurs tout change : un coin de cellule tiré vers le bas."},
     .english = {"{n} value of “{a}” is copied from the row above|{n} values of “{a}” are copied from the row above", "Rows in turn, of different names, where all else changes: a corner of a cell pulled down.|Rows in turn, of different names, where all else changes: a corner of a cell pulled down."}},
    {.id = K::kOddId, .name = "odd_id", .harm = Harm::kMisled, .severity = S::kWarning, .counts_records = true,
     .french = {"{n} identifiant n’est pas de la forme des autres|{n} identifiants ne sont pas de la forme des autres", "Provisoire, ou d’un autre système : un retour n’atteindra pas la fiche.|Provisoires, ou d’un autre système : un retour n’atteindra pas les fiches."},
     .english = {"{n} id has not the form of the others|{n} ids have not the form of the others", "Provisional, or of another system: what goes back will not reach the record.|Provisional, or of another system: what goes back will not reach the records."}},
    {.id = K::kAmbiguousDates, .name = "ambiguous_dates", .harm = Harm::kLost, .severity = S::kWarning,
     .french = {"{n} date de « {a} » se lit de deux façons|{n} dates de « {a} » se lisent de deux façons", "Rien ne dit si le jour ou le mois vient d’abord ; le jour est supposé.|Rien ne dit si le jour ou le mois vient d’abord ; le jour est supposé."},
     .english = {"{n} date of “{a}” can be read in two ways|{n} dates of “{a}” can be read in two ways", "Nothing tells whether day or month comes first; the day is supposed.|Nothing tells whether day or month comes first; the day is supposed."}},
    {.id = K::kRequiredMissing, .name = "required_missing", .harm = Harm::kApart, .severity = S::kError, .counts_records = true,
     .french = {"{n} fiche n’a pas « {a} », qui est obligatoire|{n} fiches n’ont pas « {a} », qui est obligatoire", "Le dictionnaire des données l’exige : la fiche ne peut pas servir comme prévu.|Le dictionnaire des données l’exige : ces fiches ne peuvent pas servir comme prévu."},
     .english = {"{n} record lacks “{a}”, which is required|{n} records lack “{a}”, which is required", "The data dictionary asks for it: the record cannot be used as intended.|The data dictionary asks for it: these records cannot be used as intended."}},
    {.id = K::kOffFormat, .name = "off_format", .harm = Harm::kUntidy, .severity = S::kWarning,
     .french = {"{n} valeur de « {a} » ne suit pas le format prévu|{n} valeurs de « {a} » ne suivent pas le format prévu", "Le dictionnaire des données dit comment elle s’écrit.|Le dictionnaire des données dit comment elles s’écrivent."},
     .english = {"{n} value of “{a}” does not follow its format|{n} values of “{a}” do not follow their format", "The data dictionary says how it is written.|The data dictionary says how they are written."}},
    {.id = K::kDuplicate, .name = "duplicate", .harm = Harm::kTwice, .severity = S::kWarning, .counts_records = true,
     .french = {"{n} doublon probable à l’intérieur d’une même source|{n} doublons probables à l’intérieur d’une même source", "Un client y est compté plusieurs fois, et reçoit plusieurs fois le même courrier.|Des clients y sont comptés plusieurs fois, et reçoivent plusieurs fois le même courrier."},
     .english = {"{n} probable duplicate inside a source|{n} probable duplicates inside a source", "A customer is counted several times there, and gets the same letter as often.|Customers are counted several times there, and get the same letter as often."}},
    {.id = K::kUnmatchable, .name = "unmatchable", .harm = Harm::kApart, .severity = S::kWarning, .counts_records = true,
     .french = {"{n} fiche que rien ne peut rapprocher|{n} fiches que rien ne peut rapprocher", "Ce qu’elle contient ne suffirait pas, même face à sa copie exacte.|Ce qu’elles contiennent ne suffirait pas, même face à leur copie exacte."},
     .english = {"{n} record that nothing can match|{n} records that nothing can match", "What it holds would not suffice even against its exact copy.|What they hold would not suffice even against their exact copies."}},
    {.id = K::kReturn, .name = "customer_returns", .harm = Harm::kNothing, .severity = S::kNote, .counts_records = true,
     .french = {"{n} ligne est d’un client déjà vu dans la même source|{n} lignes sont de clients déjà vus dans la même source", "Chaque ligne y est une commande ou une visite : un client qui revient n’est pas un doublon.|Chaque ligne y est une commande ou une visite : un client qui revient n’est pas un doublon."},
     .english = {"{n} row is of a customer seen before in the same source|{n} rows are of customers seen before in the same source", "Each row is an order or a visit there: a customer who returns is no duplicate.|Each row is an order or a visit there: a customer who returns is no duplicate."}},
}};

static_assert([] {
  for (size_t i = 0; i < kKinds.size(); ++i)
    if (static_cast<size_t>(kKinds[i].id) != i || kKinds[i].harm == Harm::kUnsaid) return false;
  return true;
}());

std::string filled(std::string_view sentences, uint64_t count, const std::vector<std::string>& labels, std::string_view language) {
  const size_t bar = sentences.find('|');
  const bool one = language == "fr" ? count < 2 : count == 1;
  const std::string_view sentence = one ? sentences.substr(0, bar) : sentences.substr(bar + 1);
  std::string out;
  for (size_t i = 0; i < sentence.size(); ++i) {
    const std::string_view mark = sentence.substr(i, 3);
    if (mark == "{n}") out += written_count(count, language);
    else if (mark == "{a}" && !labels.empty()) out += labels[0];
    else if (mark == "{b}" && labels.size() > 1) out += labels[1];
    else {
      out += sentence[i];
      continue;
    }
    i += 2;
  }
  return out;
}

}  // namespace

const FindingKind& kind(FindingKindId id) { return kKinds[static_cast<size_t>(id)]; }

const FindingKind* kind_named(std::string_view name) {
  for (const FindingKind& kind : kKinds)
    if (kind.name == name) return &kind;
  return nullptr;
}

// Fewer values are slips, however many of them: what is made one way is made so ten times.
constexpr uint64_t kFewestOfColumn = 10;

bool is_of_column(const FindingKind& kind, uint64_t count, uint64_t of_count) {
  const bool is_about_values = kind.is_wrong || kind.id == K::kSharedValue;  // a switchboard is right, and everybody's
  return (kind.fix == Fix::kMissing || kind.fix == Fix::kMove) && is_about_values && of_count >= kFewestOfColumn && 2 * count > of_count;
}

Fix fix_of(const FindingKind& kind, uint64_t count, uint64_t of_count) {
  if (is_of_column(kind, count, of_count)) return Fix::kSee;
  return kind.fix == Fix::kDone && severity_of(kind, count, of_count) != kind.severity ? Fix::kSee : kind.fix;
}

bool is_offered_before(const FindingKind& a, const FindingKind& b) {
  const auto rank = [](const FindingKind& of) { return std::tuple(of.harm == Harm::kForbidden, of.fix, of.harm, !of.suspects.empty()); };
  return rank(a) != rank(b) ? rank(a) > rank(b) : a.id < b.id;
}

Severity severity_of(const FindingKind& kind, uint64_t count, uint64_t of_count) {
  const bool stands_for_nothing = kind.id == K::kStandIn || kind.id == K::kDefaultDate || kind.id == K::kFillerPhone || kind.id == K::kFillerEmail;
  constexpr uint64_t kFewOf = 20;
  if (!stands_for_nothing || of_count == 0 || kFewOf * count < of_count) return kind.severity;
  return 2 * count > of_count ? Severity::kError : Severity::kWarning;
}

std::string_view severity_id(Severity severity) {
  static constexpr std::string_view kIds[] = {"error", "warning", "note"};
  return kIds[static_cast<size_t>(severity)];
}

std::string_view fix_id(Fix fix) {
  static constexpr std::string_view kIds[] = {"missing", "replace", "merge", "move", "exchange", "done", "see"};
  return kIds[static_cast<size_t>(fix)];
}

std::string headline(const FindingKind& kind, uint64_t count, const std::vector<std::string>& labels, std::string_view language) {
  return filled((language == "fr" ? kind.french : kind.english).headline, count, labels, language);
}

std::string explanation(const FindingKind& kind, uint64_t count, const std::vector<std::string>& labels, std::string_view language) {
  return filled((language == "fr" ? kind.french : kind.english).explanation, count, labels, language);
}

std::string explanation_of_column(std::string_view language) {
  return language == "fr" ? "Plus de la moitié de la colonne : c’est la façon dont elle est faite, pas des fautes de saisie. Voyez son origine avant d’y toucher."
                          : "More than half of the column: it is how the column is made, no slips of those who fill it in. Look where it comes from before changing it.";
}

std::string written_count(uint64_t count, std::string_view language) {
  const std::string digits = std::to_string(count);
  std::string out;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += language == "fr" ? "\u202F" : ",";
    out += digits[i];
  }
  return out;
}

}  // namespace jumelles::audit
