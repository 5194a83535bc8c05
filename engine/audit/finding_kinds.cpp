#include "audit/finding_kinds.h"

#include <array>

namespace jumelles::audit {
namespace {

using K = FindingKindId;
using S = Severity;

constexpr std::array<FindingKind, kFindingKindCount> kKinds{{
    {.id = K::kInvalidEmail, .name = "invalid_email", .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true,
     .french = {"{n} e-mail n’a pas la forme d’une adresse|{n} e-mails n’ont pas la forme d’une adresse", "On ne peut pas y écrire, et il ne rapproche personne.|On ne peut pas y écrire, et ils ne rapprochent personne."},
     .english = {"{n} e-mail has not the form of an address|{n} e-mails have not the form of an address", "Nobody can write to it, and it matches nobody.|Nobody can write to them, and they match nobody."}},
    {.id = K::kInvalidPhone, .name = "invalid_phone", .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true,
     .french = {"{n} téléphone est impossible|{n} téléphones sont impossibles", "Trop court, trop long ou d’un indicatif qui n’existe pas : personne ne répond.|Trop courts, trop longs ou d’un indicatif qui n’existe pas : personne ne répond."},
     .english = {"{n} phone number is impossible|{n} phone numbers are impossible", "Too short, too long, or of a code that does not exist: nobody answers.|Too short, too long, or of a code that does not exist: nobody answers."}},
    {.id = K::kInvalidDate, .name = "invalid_date", .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true,
     .french = {"{n} date n’existe pas ou n’est pas possible|{n} dates n’existent pas ou ne sont pas possibles", "Un jour hors du calendrier, ou une naissance à venir : la comparer sépare à tort.|Des jours hors du calendrier, ou des naissances à venir : les comparer sépare à tort."},
     .english = {"{n} date does not exist or cannot be|{n} dates do not exist or cannot be", "A day outside the calendar, or a birth to come: comparing it keeps records of one person apart.|Days outside the calendar, or births to come: comparing them keeps records of one person apart."}},
    {.id = K::kInvalidPostcode, .name = "invalid_postcode", .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true,
     .french = {"{n} code postal n’existe pas|{n} codes postaux n’existent pas", "Le courrier revient, et l’adresse ne compte plus.|Le courrier revient, et l’adresse ne compte plus."},
     .english = {"{n} postcode does not exist|{n} postcodes do not exist", "Mail comes back, and the address counts no more.|Mail comes back, and the address counts no more."}},
    {.id = K::kWrongKey, .name = "wrong_check_digits", .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true,
     .french = {"{n} valeur de « {a} » a une clé de contrôle fausse|{n} valeurs de « {a} » ont une clé de contrôle fausse", "Une faute de frappe dans un identifiant : il désigne un autre, ou personne.|Des fautes de frappe dans des identifiants : ils désignent d’autres, ou personne."},
     .english = {"{n} value of “{a}” has wrong check digits|{n} values of “{a}” have wrong check digits", "A slip in an identifier: it names another one, or nobody.|Slips in identifiers: they name others, or nobody."}},
    {.id = K::kInvalidValue, .name = "invalid_value", .severity = S::kWarning, .fix = Fix::kMissing, .is_wrong = true,
     .french = {"{n} valeur de « {a} » n’a pas la forme attendue|{n} valeurs de « {a} » n’ont pas la forme attendue", "Elle n’est ni lue ni comparée.|Elles ne sont ni lues ni comparées."},
     .english = {"{n} value of “{a}” has not the expected form|{n} values of “{a}” have not the expected form", "It is neither read nor compared.|They are neither read nor compared."}},
    {.id = K::kDigitsInName, .name = "digits_in_name", .severity = S::kWarning, .fix = Fix::kSee, .is_wrong = true,
     .french = {"{n} valeur de « {a} » contient des chiffres|{n} valeurs de « {a} » contiennent des chiffres", "Un nom de personne n’en a pas : autre chose est écrit là.|Un nom de personne n’en a pas : autre chose est écrit là."},
     .english = {"{n} value of “{a}” has digits|{n} values of “{a}” have digits", "A person’s name has none: something else is written there.|A person’s name has none: something else is written there."}},
    {.id = K::kCompanyInName, .name = "company_in_name", .severity = S::kWarning, .fix = Fix::kSee, .is_wrong = true,
     .french = {"{n} nom de société est dans « {a} »|{n} noms de société sont dans « {a} »", "Une personne y est attendue : la société n’est pas rapprochée de ses autres fiches.|Des personnes y sont attendues : ces sociétés ne sont pas rapprochées de leurs autres fiches."},
     .english = {"{n} company’s name is in “{a}”|{n} companies’ names are in “{a}”", "A person is expected there: the company is not matched with its other records.|Persons are expected there: these companies are not matched with their other records."}},
    {.id = K::kPersonInCompany, .name = "person_in_company", .severity = S::kWarning, .fix = Fix::kSee, .is_wrong = true,
     .french = {"{n} nom de personne est dans « {a} »|{n} noms de personne sont dans « {a} »", "Une société y est attendue : la personne n’est pas rapprochée de ses autres fiches.|Des sociétés y sont attendues : ces personnes ne sont pas rapprochées de leurs autres fiches."},
     .english = {"{n} person’s name is in “{a}”|{n} persons’ names are in “{a}”", "A company is expected there: the person is not matched with the other records.|Companies are expected there: these persons are not matched with their other records."}},
    {.id = K::kMadeUpPhone, .name = "made_up_phone", .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true, .suspects = "made_up_phone",
     .french = {"{n} téléphone est inventé|{n} téléphones sont inventés", "Des chiffres qui se suivent ou se répètent : il lierait des clients sans rapport.|Des chiffres qui se suivent ou se répètent : ils lieraient des clients sans rapport."},
     .english = {"{n} phone number is made up|{n} phone numbers are made up", "Digits that follow or repeat each other: it would link customers who have nothing in common.|Digits that follow or repeat each other: they would link customers who have nothing in common."}},
    {.id = K::kKeyboardWalk, .name = "keyboard_walk", .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true, .suspects = "keyboard_walk",
     .french = {"{n} valeur de « {a} » est tapée au hasard|{n} valeurs de « {a} » sont tapées au hasard", "Des touches voisines, pour passer un champ obligatoire.|Des touches voisines, pour passer un champ obligatoire."},
     .english = {"{n} value of “{a}” was typed at random|{n} values of “{a}” were typed at random", "Keys side by side, to get past a field that had to be filled in.|Keys side by side, to get past a field that had to be filled in."}},
    {.id = K::kTestValue, .name = "test_value", .severity = S::kError, .fix = Fix::kMissing, .is_wrong = true, .suspects = "test_value",
     .french = {"{n} valeur de « {a} » vient d’un essai|{n} valeurs de « {a} » viennent d’un essai", "Une fiche de test, pas un client.|Des fiches de test, pas des clients."},
     .english = {"{n} value of “{a}” comes from a test|{n} values of “{a}” come from a test", "A record of a test, not a customer.|Records of tests, not customers."}},
    {.id = K::kMistypedDomain, .name = "mistyped_domain", .severity = S::kError, .fix = Fix::kReplace, .is_wrong = true, .suspects = "mistyped_domain",
     .french = {"{n} e-mail a un domaine mal tapé|{n} e-mails ont un domaine mal tapé", "Le domaine le plus proche est connu : le message partirait ailleurs.|Le domaine le plus proche est connu : les messages partiraient ailleurs."},
     .english = {"{n} e-mail has a mistyped domain|{n} e-mails have a mistyped domain", "The nearest domain is known: the message would go elsewhere.|The nearest domains are known: the messages would go elsewhere."}},
    {.id = K::kDisposableDomain, .name = "disposable_domain", .severity = S::kNote, .fix = Fix::kMissing, .suspects = "disposable_domain",
     .french = {"{n} e-mail est jetable|{n} e-mails sont jetables", "L’adresse a été faite pour quelques minutes : personne ne la lit.|Ces adresses ont été faites pour quelques minutes : personne ne les lit."},
     .english = {"{n} e-mail is disposable|{n} e-mails are disposable", "The address was made for some minutes: nobody reads it.|These addresses were made for some minutes: nobody reads them."}},
    {.id = K::kTooOld, .name = "too_old", .severity = S::kWarning, .fix = Fix::kMissing, .is_wrong = true,
     .french = {"{n} client aurait plus de 110 ans|{n} clients auraient plus de 110 ans", "Une date de remplissage, ou un siècle de trop.|Des dates de remplissage, ou un siècle de trop."},
     .english = {"{n} customer would be more than 110 years old|{n} customers would be more than 110 years old", "A date put there to fill the field, or a century too much.|Dates put there to fill the field, or a century too much."}},
    {.id = K::kFutureDate, .name = "future_date", .severity = S::kWarning, .fix = Fix::kMissing, .is_wrong = true,
     .french = {"{n} date de « {a} » est dans l’avenir|{n} dates de « {a} » sont dans l’avenir", "Ce qui est noté n’a pas encore eu lieu : la fraîcheur est faussée.|Ce qui est noté n’a pas encore eu lieu : la fraîcheur est faussée."},
     .english = {"{n} date of “{a}” is in the future|{n} dates of “{a}” are in the future", "What is noted has not happened yet: how recent a record is cannot be told.|What is noted has not happened yet: how recent records are cannot be told."}},
    {.id = K::kRoundedNumber, .name = "rounded_number", .severity = S::kError, .fix = Fix::kSee, .is_wrong = true,
     .french = {"{n} valeur de « {a} » a perdu ses derniers chiffres|{n} valeurs de « {a} » ont perdu leurs derniers chiffres", "Un tableur l’a arrondie : reprenez l’extraction, colonne en texte.|Un tableur les a arrondies : reprenez l’extraction, colonne en texte."},
     .english = {"{n} value of “{a}” has lost its last digits|{n} values of “{a}” have lost their last digits", "A spreadsheet rounded it: extract the column again, as text.|A spreadsheet rounded them: extract the column again, as text."}},
    {.id = K::kDefaultDate, .name = "default_date", .severity = S::kNote, .fix = Fix::kDone,
     .french = {"{n} date de remplissage dans « {a} »|{n} dates de remplissage dans « {a} »", "Mise là faute de mieux, elle compte comme vide.|Mises là faute de mieux, elles comptent comme vides."},
     .english = {"{n} default date in “{a}”|{n} default dates in “{a}”", "Put there for want of a better one, it counts as missing.|Put there for want of better ones, they count as missing."}},
    {.id = K::kFillerPhone, .name = "filler_phone", .severity = S::kNote, .fix = Fix::kDone,
     .french = {"{n} téléphone de remplissage|{n} téléphones de remplissage", "Il ne sonne nulle part et compte comme vide.|Ils ne sonnent nulle part et comptent comme vides."},
     .english = {"{n} filler phone number|{n} filler phone numbers", "It rings nowhere and counts as missing.|They ring nowhere and count as missing."}},
    {.id = K::kFillerEmail, .name = "filler_email", .severity = S::kNote, .fix = Fix::kDone,
     .french = {"{n} e-mail de remplissage|{n} e-mails de remplissage", "Il n’est à personne et compte comme vide.|Ils ne sont à personne et comptent comme vides."},
     .english = {"{n} filler e-mail|{n} filler e-mails", "It is nobody’s and counts as missing.|They are nobody’s and count as missing."}},
    {.id = K::kStandIn, .name = "stand_in", .severity = S::kNote, .fix = Fix::kDone,
     .french = {"{n} valeur de « {a} » ne dit rien|{n} valeurs de « {a} » ne disent rien", "« Inconnu », « N/A » et les autres comptent comme vides.|« Inconnu », « N/A » et les autres comptent comme vides."},
     .english = {"{n} value of “{a}” says nothing|{n} values of “{a}” say nothing", "“Unknown”, “N/A” and the like count as missing.|“Unknown”, “N/A” and the like count as missing."}},
    {.id = K::kLostZero, .name = "lost_zero", .severity = S::kNote, .fix = Fix::kDone,
     .french = {"{n} valeur de « {a} » a perdu son zéro dans un tableur|{n} valeurs de « {a} » ont perdu leur zéro dans un tableur", "La valeur complète se retrouve.|Les valeurs complètes se retrouvent."},
     .english = {"{n} value of “{a}” lost its zero in a spreadsheet|{n} values of “{a}” lost their zero in a spreadsheet", "The whole value is found again.|The whole values are found again."}},
    {.id = K::kBrokenLetters, .name = "broken_letters", .severity = S::kNote, .fix = Fix::kDone,
     .french = {"{n} valeur de « {a} » a des lettres abîmées|{n} valeurs de « {a} » ont des lettres abîmées", "Encodée deux fois (« LÃ©a »), elle est rétablie.|Encodées deux fois (« LÃ©a »), elles sont rétablies."},
     .english = {"{n} value of “{a}” has broken letters|{n} values of “{a}” have broken letters", "Encoded twice (“LÃ©a”), it is restored.|Encoded twice (“LÃ©a”), they are restored."}},
    {.id = K::kReferences, .name = "character_references", .severity = S::kNote, .fix = Fix::kDone,
     .french = {"{n} valeur de « {a} » contient des codes de page web|{n} valeurs de « {a} » contiennent des codes de page web", "« &eacute; » et les autres redeviennent des lettres.|« &eacute; » et les autres redeviennent des lettres."},
     .english = {"{n} value of “{a}” holds codes of web pages|{n} values of “{a}” hold codes of web pages", "“&eacute;” and the like become letters again.|“&eacute;” and the like become letters again."}},
    {.id = K::kSeveralValues, .name = "several_values", .severity = S::kNote, .fix = Fix::kDone,
     .french = {"{n} cellule de « {a} » tient plusieurs valeurs|{n} cellules de « {a} » tiennent plusieurs valeurs", "Chacune est lue et comparée.|Chacune est lue et comparée."},
     .english = {"{n} cell of “{a}” holds several values|{n} cells of “{a}” hold several values", "Each is read and compared.|Each is read and compared."}},
    {.id = K::kStrayCharacters, .name = "stray_characters", .severity = S::kNote, .fix = Fix::kDone,
     .french = {"{n} valeur de « {a} » contient des signes en trop|{n} valeurs de « {a} » contiennent des signes en trop", "Blancs au bord ou doublés, signes invisibles, accents détachés : ils sont ôtés.|Blancs au bord ou doublés, signes invisibles, accents détachés : ils sont ôtés."},
     .english = {"{n} value of “{a}” holds stray characters|{n} values of “{a}” hold stray characters", "Blanks around or doubled, signs that nobody sees, accents apart from their letters: they are taken off.|Blanks around or doubled, signs that nobody sees, accents apart from their letters: they are taken off."}},
    {.id = K::kMixedAlphabets, .name = "mixed_alphabets", .severity = S::kError, .fix = Fix::kReplace, .is_wrong = true,
     .french = {"{n} valeur de « {a} » mêle deux alphabets|{n} valeurs de « {a} » mêlent deux alphabets", "Une lettre grecque ou cyrillique ressemble à une des nôtres : rien ne s’y rapproche.|Des lettres grecques ou cyrilliques ressemblent aux nôtres : rien ne s’y rapproche."},
     .english = {"{n} value of “{a}” mixes two alphabets|{n} values of “{a}” mix two alphabets", "A Greek or Cyrillic letter looks like a Latin one: nothing matches it.|Greek or Cyrillic letters look like Latin ones: nothing matches them."}},
    {.id = K::kRemark, .name = "remark_in_name", .severity = S::kNote, .fix = Fix::kDone,
     .french = {"{n} valeur de « {a} » porte une remarque|{n} valeurs de « {a} » portent une remarque", "« Décédé », « NPAI », « ne plus appeler » : le nom se lit sans elle.|« Décédé », « NPAI », « ne plus appeler » : les noms se lisent sans elle."},
     .english = {"{n} value of “{a}” carries a remark|{n} values of “{a}” carry a remark", "“Deceased”, “gone away”, “do not call”: the name is read without it.|“Deceased”, “gone away”, “do not call”: the names are read without it."}},
    {.id = K::kLostLetters, .name = "lost_letters", .severity = S::kWarning, .fix = Fix::kSee, .is_wrong = true,
     .french = {"{n} valeur de « {a} » a perdu des lettres|{n} valeurs de « {a} » ont perdu des lettres", "« Ren? », « Ren\uFFFD » : un accent n’a pas survécu à un échange de fichiers. Reprenez l’extraction.|« Ren? », « Ren\uFFFD » : des accents n’ont pas survécu à un échange de fichiers. Reprenez l’extraction."},
     .english = {"{n} value of “{a}” has lost letters|{n} values of “{a}” have lost letters", "“Ren?”, “Ren\uFFFD”: an accent did not survive an exchange of files. Extract it again.|“Ren?”, “Ren\uFFFD”: accents did not survive an exchange of files. Extract them again."}},
    {.id = K::kTruncated, .name = "truncated", .severity = S::kWarning,
     .french = {"{n} valeur de « {a} » semble coupée|{n} valeurs de « {a} » semblent coupées", "Toutes s’arrêtent à la même longueur, celle d’un champ trop court.|Toutes s’arrêtent à la même longueur, celle d’un champ trop court."},
     .english = {"{n} value of “{a}” looks cut|{n} values of “{a}” look cut", "All end at the same length, that of a field too short.|All end at the same length, that of a field too short."}},
    {.id = K::kOddForm, .name = "odd_form", .severity = S::kNote,
     .french = {"{n} valeur de « {a} » est écrite autrement que les autres|{n} valeurs de « {a} » sont écrites autrement que les autres", "99 % de la colonne s’écrit de quelques façons, pas ainsi : une reprise de données, une remarque, un autre champ.|99 % de la colonne s’écrit de quelques façons, pas ainsi : une reprise de données, une remarque, un autre champ."},
     .english = {"{n} value of “{a}” is written unlike the others|{n} values of “{a}” are written unlike the others", "99% of the column is written in a few ways, not in this one: a migration, a remark, another field.|99% of the column is written in a few ways, not in these: a migration, a remark, another field."}},
    {.id = K::kMistypedValue, .name = "mistyped_value", .severity = S::kWarning, .fix = Fix::kReplace, .is_wrong = true,
     .french = {"{n} valeur de « {a} » semble une faute de frappe|{n} valeurs de « {a} » semblent des fautes de frappe", "À une lettre près, c’est une valeur bien plus fréquente.|À une lettre près, ce sont des valeurs bien plus fréquentes."},
     .english = {"{n} value of “{a}” looks like a slip|{n} values of “{a}” look like slips", "But for a letter it is a value that is far more frequent.|But for a letter they are values that are far more frequent."}},
    {.id = K::kPostcodeTown, .name = "postcode_town", .severity = S::kWarning, .counts_records = true,
     .french = {"{n} code postal contredit la ville|{n} codes postaux contredisent la ville", "Cette ville est ailleurs dans un autre département : l’un des deux est faux.|Ces villes sont ailleurs dans un autre département : l’un des deux est faux."},
     .english = {"{n} postcode contradicts its town|{n} postcodes contradict their town", "Elsewhere that town is in another department: one of the two is wrong.|Elsewhere these towns are in another department: one of the two is wrong."}},
    {.id = K::kTitleGivenName, .name = "title_given_name", .severity = S::kWarning, .counts_records = true,
     .french = {"{n} valeur de « {a} » contredit le prénom|{n} valeurs de « {a} » contredisent le prénom", "Presque tous ceux de ce prénom portent l’autre : un courrier blesserait.|Presque tous ceux de ces prénoms portent l’autre : un courrier blesserait."},
     .english = {"{n} value of “{a}” contradicts the given name|{n} values of “{a}” contradict the given name", "Nearly everybody of that name has the other one: a letter would offend.|Nearly everybody of these names has the other one: a letter would offend."}},
    {.id = K::kSirenSiret, .name = "siren_siret", .severity = S::kError, .counts_records = true,
     .french = {"{n} SIRET n’est pas celui du SIREN|{n} SIRET ne sont pas ceux du SIREN", "Un SIRET commence par le SIREN de sa société.|Un SIRET commence par le SIREN de sa société."},
     .english = {"{n} SIRET is not the SIREN’s|{n} SIRET are not the SIREN’s", "A SIRET begins with the SIREN of its company.|A SIRET begins with the SIREN of its company."}},
    {.id = K::kVatSiren, .name = "vat_siren", .severity = S::kError, .counts_records = true,
     .french = {"{n} numéro de TVA n’est pas celui du SIREN|{n} numéros de TVA ne sont pas ceux du SIREN", "Un numéro de TVA français finit par le SIREN de sa société.|Un numéro de TVA français finit par le SIREN de sa société."},
     .english = {"{n} VAT number is not the SIREN’s|{n} VAT numbers are not the SIREN’s", "A French VAT number ends with the SIREN of its company.|A French VAT number ends with the SIREN of its company."}},
    {.id = K::kBirthAfterRecord, .name = "birth_after_record", .severity = S::kError, .counts_records = true,
     .french = {"{n} client est né après avoir été enregistré|{n} clients sont nés après avoir été enregistrés", "L’une des deux dates est fausse.|L’une des deux dates est fausse."},
     .english = {"{n} customer was born after being recorded|{n} customers were born after being recorded", "One of the two dates is wrong.|One of the two dates is wrong."}},
    {.id = K::kUpdatedBeforeCreated, .name = "updated_before_created", .severity = S::kNote, .counts_records = true,
     .french = {"{n} fiche est modifiée avant sa création|{n} fiches sont modifiées avant leur création", "La fraîcheur de cette fiche ne peut pas être connue.|La fraîcheur de ces fiches ne peut pas être connue."},
     .english = {"{n} record was changed before it was made|{n} records were changed before they were made", "How recent it is cannot be told.|How recent they are cannot be told."}},
    {.id = K::kSharedValue, .name = "shared_value", .severity = S::kError, .fix = Fix::kMissing,
     .french = {"{n} fiche partage « {a} » avec des inconnus|{n} fiches partagent « {a} » avec des inconnus", "Au moins cinq noms différents pour une valeur : elle lierait des clients sans rapport.|Au moins cinq noms différents pour une valeur : elle lierait des clients sans rapport."},
     .english = {"{n} record shares “{a}” with strangers|{n} records share “{a}” with strangers", "At least five different names for one value: it would link customers who have nothing in common.|At least five different names for one value: it would link customers who have nothing in common."}},
    {.id = K::kExchangedNames, .name = "exchanged_names", .severity = S::kWarning, .counts_records = true,
     .french = {"{n} nom et prénom semblent échangés|{n} noms et prénoms semblent échangés", "Le prénom est ailleurs un nom, et le nom un prénom.|Le prénom est ailleurs un nom, et le nom un prénom."},
     .english = {"{n} name looks exchanged|{n} names look exchanged", "Elsewhere the given name is a surname, and the surname a given name.|Elsewhere the given name is a surname, and the surname a given name."}},
    {.id = K::kSameNames, .name = "same_names", .severity = S::kNote, .counts_records = true,
     .french = {"{n} fiche a le même nom et prénom|{n} fiches ont le même nom et prénom", "Un des deux champs a été copié dans l’autre.|Un des deux champs a été copié dans l’autre."},
     .english = {"{n} record has one name for both|{n} records have one name for both", "One of the two fields was copied into the other.|One of the two fields was copied into the other."}},
    {.id = K::kDependency, .name = "dependency", .severity = S::kNote, .counts_records = true,
     .french = {"{n} fiche s’écarte de la règle « {a} » donne « {b} »|{n} fiches s’écartent de la règle « {a} » donne « {b} »", "Cette règle se lit dans les données elles-mêmes ; ces cas font exception.|Cette règle se lit dans les données elles-mêmes ; ces cas font exception."},
     .english = {"{n} record departs from the rule that “{a}” tells “{b}”|{n} records depart from the rule that “{a}” tells “{b}”", "The rule was found in the data; these are its exceptions.|The rule was found in the data; these are its exceptions."}},
    {.id = K::kRepeatedRow, .name = "repeated_row", .severity = S::kWarning, .counts_records = true,
     .french = {"{n} fiche répète une autre mot pour mot|{n} fiches répètent une autre mot pour mot", "Tout y est pareil, sauf peut-être l’identifiant.|Tout y est pareil, sauf peut-être l’identifiant."},
     .english = {"{n} record repeats another one word for word|{n} records repeat another one word for word", "Everything is the same, except perhaps the id.|Everything is the same, except perhaps the id."}},
    {.id = K::kRepeatedId, .name = "repeated_id", .severity = S::kError, .counts_records = true,
     .french = {"{n} fiche a l’identifiant d’une autre|{n} fiches ont l’identifiant d’une autre", "Un retour dans le système touchera la mauvaise fiche.|Un retour dans le système touchera la mauvaise fiche."},
     .english = {"{n} record has the id of another one|{n} records have the id of another one", "What goes back into the system will reach the wrong record.|What goes back into the system will reach the wrong record."}},
    {.id = K::kEmptyRecord, .name = "empty_record", .severity = S::kWarning, .counts_records = true,
     .french = {"{n} fiche est vide|{n} fiches sont vides", "Aucun champ n’y dit quelque chose.|Aucun champ n’y dit quelque chose."},
     .english = {"{n} record is empty|{n} records are empty", "No field says anything.|No field says anything."}},
    {.id = K::kNoName, .name = "no_name", .severity = S::kWarning, .counts_records = true,
     .french = {"{n} fiche n’a pas de nom|{n} fiches n’ont pas de nom", "Ni personne ni société : on ne sait pas qui c’est.|Ni personne ni société : on ne sait pas qui c’est."},
     .english = {"{n} record has no name|{n} records have no name", "Neither a person nor a company: nobody knows who it is.|Neither a person nor a company: nobody knows who it is."}},
    {.id = K::kNameAlone, .name = "name_alone", .severity = S::kNote, .counts_records = true,
     .french = {"{n} fiche n’a qu’un nom|{n} fiches n’ont qu’un nom", "Ni contact, ni adresse, ni naissance, ni numéro : un homonyme ne s’en distingue pas.|Ni contact, ni adresse, ni naissance, ni numéro : un homonyme ne s’en distingue pas."},
     .english = {"{n} record has nothing but a name|{n} records have nothing but a name", "No contact, address, birth or number: a namesake cannot be told from it.|No contact, address, birth or number: a namesake cannot be told from it."}},
    {.id = K::kEmailOfOther, .name = "email_of_other", .severity = S::kNote, .counts_records = true,
     .french = {"{n} e-mail porte un autre nom|{n} e-mails portent un autre nom", "Il épelle un prénom et un nom qui ne sont pas ceux de la fiche.|Ils épellent un prénom et un nom qui ne sont pas ceux de la fiche."},
     .english = {"{n} e-mail bears another name|{n} e-mails bear another name", "It spells a given name and a surname that are not the record’s.|They spell a given name and a surname that are not the record’s."}},
    {.id = K::kAmbiguousDates, .name = "ambiguous_dates", .severity = S::kWarning,
     .french = {"{n} date de « {a} » se lit de deux façons|{n} dates de « {a} » se lisent de deux façons", "Rien ne dit si le jour ou le mois vient d’abord ; le jour est supposé.|Rien ne dit si le jour ou le mois vient d’abord ; le jour est supposé."},
     .english = {"{n} date of “{a}” can be read in two ways|{n} dates of “{a}” can be read in two ways", "Nothing tells whether day or month comes first; the day is supposed.|Nothing tells whether day or month comes first; the day is supposed."}},
    {.id = K::kRequiredMissing, .name = "required_missing", .severity = S::kError, .counts_records = true,
     .french = {"{n} fiche n’a pas « {a} », qui est obligatoire|{n} fiches n’ont pas « {a} », qui est obligatoire", "Le dictionnaire des données l’exige : la fiche ne peut pas servir comme prévu.|Le dictionnaire des données l’exige : ces fiches ne peuvent pas servir comme prévu."},
     .english = {"{n} record lacks “{a}”, which is required|{n} records lack “{a}”, which is required", "The data dictionary asks for it: the record cannot be used as intended.|The data dictionary asks for it: these records cannot be used as intended."}},
    {.id = K::kOffFormat, .name = "off_format", .severity = S::kWarning,
     .french = {"{n} valeur de « {a} » ne suit pas le format prévu|{n} valeurs de « {a} » ne suivent pas le format prévu", "Le dictionnaire des données dit comment elle s’écrit.|Le dictionnaire des données dit comment elles s’écrivent."},
     .english = {"{n} value of “{a}” does not follow its format|{n} values of “{a}” do not follow their format", "The data dictionary says how it is written.|The data dictionary says how they are written."}},
    {.id = K::kDuplicate, .name = "duplicate", .severity = S::kWarning, .counts_records = true,
     .french = {"{n} doublon probable à l’intérieur d’une même source|{n} doublons probables à l’intérieur d’une même source", "Un client y est compté plusieurs fois, et reçoit plusieurs fois le même courrier.|Des clients y sont comptés plusieurs fois, et reçoivent plusieurs fois le même courrier."},
     .english = {"{n} probable duplicate inside a source|{n} probable duplicates inside a source", "A customer is counted several times there, and gets the same letter as often.|Customers are counted several times there, and get the same letter as often."}},
    {.id = K::kUnmatchable, .name = "unmatchable", .severity = S::kWarning, .counts_records = true,
     .french = {"{n} fiche que rien ne peut rapprocher|{n} fiches que rien ne peut rapprocher", "Ce qu’elle contient ne suffirait pas, même face à sa copie exacte.|Ce qu’elles contiennent ne suffirait pas, même face à leur copie exacte."},
     .english = {"{n} record that nothing can match|{n} records that nothing can match", "What it holds would not suffice even against its exact copy.|What they hold would not suffice even against their exact copies."}},
}};

static_assert([] {
  for (size_t i = 0; i < kKinds.size(); ++i)
    if (static_cast<size_t>(kKinds[i].id) != i) return false;
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

bool is_of_column(const FindingKind& kind, uint64_t count, uint64_t of_count) {
  return kind.fix == Fix::kMissing && kind.is_wrong && of_count > 0 && 2 * count > of_count;
}

Fix fix_of(const FindingKind& kind, uint64_t count, uint64_t of_count) {
  if (is_of_column(kind, count, of_count)) return Fix::kSee;
  return kind.fix == Fix::kDone && severity_of(kind, count, of_count) != kind.severity ? Fix::kSee : kind.fix;
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
  static constexpr std::string_view kIds[] = {"missing", "replace", "done", "see"};
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
