#include "profile/header_words.h"

#include <algorithm>
#include <array>

#include "core/ascii.h"
#include "standardize/identifier_schemes.h"
#include "text/readable.h"

namespace jumelles::profile {
namespace {

using T = AttributeType;

// What headers say besides the words that the table of types has for each (core/attribute.h): in several languages, more or less
// surely, of attributes that are not a person's or a company's own. All words must be in the header. Scores say how far the words
// alone settle the type: a bare "name" is 0.5, content decides. A key names the attribute.
struct Rule {
  const char* words;
  T type;
  double score;
  const char* key = "";
};

constexpr Rule kRules[] = {
    // Persons
    {"civilite", T::kCivility, 0.9}, {"civ", T::kCivility, 0.9}, {"salutation", T::kCivility, 0.9},
    {"honorific", T::kCivility, 0.8}, {"prefix", T::kCivility, 0.6}, {"titre", T::kCivility, 0.45},
    {"title", T::kCivility, 0.45},
    {"prenom", T::kGivenName, 0.95}, {"prenoms", T::kGivenName, 0.95}, {"given", T::kGivenName, 0.85},
    {"given name", T::kGivenName, 0.95}, {"first name", T::kGivenName, 0.95}, {"fname", T::kGivenName, 0.9},
    {"forename", T::kGivenName, 0.95}, {"christian name", T::kGivenName, 0.9}, {"first", T::kGivenName, 0.7},
    {"middle name", T::kGivenName, 0.9}, {"middle", T::kGivenName, 0.6}, {"voorletters", T::kGivenName, 0.85}, {"voorletter", T::kGivenName, 0.85}, {"nickname", T::kGivenName, 0.7},
    {"nom", T::kSurname, 0.7}, {"nom famille", T::kSurname, 0.95}, {"nom naissance", T::kSurname, 0.95},
    {"nom usage", T::kSurname, 0.95}, {"nom marital", T::kSurname, 0.95}, {"nom jeune fille", T::kSurname, 0.9},
    {"patronyme", T::kSurname, 0.95}, {"surname", T::kSurname, 0.95}, {"last name", T::kSurname, 0.95},
    {"lname", T::kSurname, 0.9}, {"family name", T::kSurname, 0.95}, {"maiden name", T::kSurname, 0.9},
    {"last", T::kSurname, 0.65}, {"family", T::kSurname, 0.6},
    {"full name", T::kFullName, 0.95}, {"nom complet", T::kFullName, 0.95}, {"nom prenom", T::kFullName, 0.97},
    {"first surname", T::kFullName, 0.97}, {"first last", T::kFullName, 0.97}, {"given surname", T::kFullName, 0.97},
    {"name", T::kFullName, 0.5}, {"contact", T::kFullName, 0.55}, {"interlocuteur", T::kFullName, 0.75},
    {"person", T::kFullName, 0.6}, {"personne", T::kFullName, 0.6}, {"nom", T::kFullName, 0.55},
    {"gender", T::kGender, 0.9}, {"sex", T::kGender, 0.9}, {"sexe", T::kGender, 0.95}, {"genre", T::kGender, 0.55},
    {"naissance", T::kBirthDate, 0.75}, {"naiss", T::kBirthDate, 0.85}, {"date naissance", T::kBirthDate, 0.97},
    {"date naiss", T::kBirthDate, 0.97}, {"ddn", T::kBirthDate, 0.9}, {"dob", T::kBirthDate, 0.95},
    {"birth", T::kBirthDate, 0.75}, {"birthday", T::kBirthDate, 0.95}, {"birthdate", T::kBirthDate, 0.97},
    {"date birth", T::kBirthDate, 0.97}, {"born", T::kBirthDate, 0.8}, {"ne le", T::kBirthDate, 0.9},
    {"year birth", T::kYear, 0.98, "birth_year"}, {"annee naissance", T::kYear, 0.98, "birth_year"},
    {"annee naiss", T::kYear, 0.98, "birth_year"}, {"dob year", T::kYear, 0.98, "birth_year"}, {"yob", T::kYear, 0.9, "birth_year"},
    {"birth month", T::kCategory, 0.98, "birth_month"}, {"mois naissance", T::kCategory, 0.98, "birth_month"},
    {"mois naiss", T::kCategory, 0.98, "birth_month"}, {"dob month", T::kCategory, 0.98, "birth_month"},
    {"birth day", T::kCategory, 0.9, "birth_day"}, {"jour naissance", T::kCategory, 0.98, "birth_day"},
    {"jour naiss", T::kCategory, 0.98, "birth_day"}, {"dob day", T::kCategory, 0.98, "birth_day"},
    {"birth place", T::kPlace, 0.98, "birth_place"}, {"birthplace", T::kPlace, 0.98, "birth_place"},
    {"lieu naissance", T::kPlace, 0.98, "birth_place"}, {"ville naissance", T::kPlace, 0.98, "birth_place"},
    {"city birth", T::kPlace, 0.98, "birth_place"}, {"country birth", T::kPlace, 0.98, "birth_country"},
    {"pays naissance", T::kPlace, 0.98, "birth_country"},
    {"vorname", T::kGivenName, 0.95}, {"vornamen", T::kGivenName, 0.95}, {"primer nombre", T::kGivenName, 0.95},
    {"nombre pila", T::kGivenName, 0.95}, {"prenome", T::kGivenName, 0.95}, {"voornaam", T::kGivenName, 0.95}, {"voornamen", T::kGivenName, 0.95},
    {"imie", T::kGivenName, 0.95}, {"imiona", T::kGivenName, 0.95}, {"fornamn", T::kGivenName, 0.95}, {"fornavn", T::kGivenName, 0.95},
    {"etunimi", T::kGivenName, 0.95}, {"rufname", T::kGivenName, 0.9}, {"roepnaam", T::kGivenName, 0.9}, {"gname", T::kGivenName, 0.9},
    {"pren", T::kGivenName, 0.9}, {"prn", T::kGivenName, 0.8}, {"pre", T::kGivenName, 0.55}, {"nachname", T::kSurname, 0.95},
    {"familienname", T::kSurname, 0.95}, {"apellido", T::kSurname, 0.95}, {"apellidos", T::kSurname, 0.95}, {"cognome", T::kSurname, 0.95},
    {"sobrenome", T::kSurname, 0.95}, {"achternaam", T::kSurname, 0.95}, {"familienaam", T::kSurname, 0.95}, {"nazwisko", T::kSurname, 0.95},
    {"efternamn", T::kSurname, 0.95}, {"etternavn", T::kSurname, 0.95}, {"efternavn", T::kSurname, 0.95}, {"sukunimi", T::kSurname, 0.95},
    {"zuname", T::kSurname, 0.9}, {"sname", T::kSurname, 0.9}, {"apelido", T::kSurname, 0.9}, {"geburtsname", T::kSurname, 0.9},
    {"nm", T::kSurname, 0.6}, {"nombre apellido", T::kFullName, 0.97}, {"nombre apellidos", T::kFullName, 0.97},
    {"nome cognome", T::kFullName, 0.97}, {"imie nazwisko", T::kFullName, 0.97}, {"vorname nachname", T::kFullName, 0.97},
    {"nombre completo", T::kFullName, 0.97}, {"nome completo", T::kFullName, 0.97}, {"nombre", T::kFullName, 0.5}, {"nome", T::kFullName, 0.5},
    {"naam", T::kFullName, 0.5}, {"nazwa", T::kFullName, 0.5}, {"nombre", T::kTitle, 0.45, "name"}, {"nome", T::kTitle, 0.45, "name"},
    {"naam", T::kTitle, 0.45, "name"}, {"nazwa", T::kTitle, 0.45, "name"}, {"ansprechpartner", T::kFullName, 0.75},
    {"contactpersoon", T::kFullName, 0.75}, {"geschlecht", T::kGender, 0.9}, {"sexo", T::kGender, 0.9}, {"sesso", T::kGender, 0.9},
    {"geslacht", T::kGender, 0.9}, {"plec", T::kGender, 0.9}, {"anrede", T::kCivility, 0.85}, {"tratamiento", T::kCivility, 0.85},
    {"trattamento", T::kCivility, 0.85}, {"aanhef", T::kCivility, 0.85}, {"geburtsdatum", T::kBirthDate, 0.97},
    {"fecha nacimiento", T::kBirthDate, 0.97}, {"data nascita", T::kBirthDate, 0.97}, {"data nascimento", T::kBirthDate, 0.97},
    {"geboortedatum", T::kBirthDate, 0.97}, {"data urodzenia", T::kBirthDate, 0.97}, {"fodelsedatum", T::kBirthDate, 0.97},
    {"geburtstag", T::kBirthDate, 0.95}, {"gebdat", T::kBirthDate, 0.95}, {"gebdatum", T::kBirthDate, 0.95}, {"nais", T::kBirthDate, 0.85},
    {"dtn", T::kBirthDate, 0.85}, {"geboren", T::kBirthDate, 0.85}, {"nacimiento", T::kBirthDate, 0.75}, {"nascita", T::kBirthDate, 0.75},
    {"nascimento", T::kBirthDate, 0.75}, {"geboorte", T::kBirthDate, 0.75}, {"urodzenia", T::kBirthDate, 0.75},
    {"geburtsjahr", T::kYear, 0.98, "birth_year"}, {"ano nacimiento", T::kYear, 0.98, "birth_year"}, {"anno nascita", T::kYear, 0.98, "birth_year"},
    {"geboortejaar", T::kYear, 0.98, "birth_year"}, {"rok urodzenia", T::kYear, 0.98, "birth_year"},
    {"commune naissance", T::kPlace, 0.98, "birth_place"}, {"geburtsort", T::kPlace, 0.98, "birth_place"},
    {"lugar nacimiento", T::kPlace, 0.98, "birth_place"}, {"luogo nascita", T::kPlace, 0.98, "birth_place"},
    {"comune nascita", T::kPlace, 0.98, "birth_place"}, {"local nascimento", T::kPlace, 0.98, "birth_place"},
    {"geboorteplaats", T::kPlace, 0.98, "birth_place"}, {"miejsce urodzenia", T::kPlace, 0.98, "birth_place"},
    // Contact
    {"email", T::kEmail, 0.95}, {"mail", T::kEmail, 0.9}, {"courriel", T::kEmail, 0.95}, {"mel", T::kEmail, 0.8},
    {"tel", T::kPhone, 0.95}, {"telephone", T::kPhone, 0.95}, {"phone", T::kPhone, 0.95}, {"mobile", T::kPhone, 0.9},
    {"portable", T::kPhone, 0.9}, {"gsm", T::kPhone, 0.9}, {"cell", T::kPhone, 0.85}, {"fixe", T::kPhone, 0.8},
    {"fax", T::kPhone, 0.7}, {"landline", T::kPhone, 0.9}, {"standard", T::kPhone, 0.5},
    {"correo", T::kEmail, 0.9}, {"epost", T::kEmail, 0.9}, {"telefon", T::kPhone, 0.95}, {"telefono", T::kPhone, 0.95},
    {"telefone", T::kPhone, 0.95}, {"telefoon", T::kPhone, 0.95}, {"telefonnummer", T::kPhone, 0.95}, {"handy", T::kPhone, 0.9},
    {"mobil", T::kPhone, 0.9}, {"movil", T::kPhone, 0.9}, {"cellulare", T::kPhone, 0.9}, {"celular", T::kPhone, 0.9}, {"telemovel", T::kPhone, 0.9},
    {"mobiel", T::kPhone, 0.9}, {"komorka", T::kPhone, 0.9}, {"rufnummer", T::kPhone, 0.9}, {"tlf", T::kPhone, 0.9}, {"tfno", T::kPhone, 0.9},
    {"telecopie", T::kPhone, 0.7}, {"telefax", T::kPhone, 0.7},
    // Address
    {"adresse", T::kStreet, 0.85}, {"adr", T::kStreet, 0.85}, {"addr", T::kStreet, 0.85}, {"address", T::kStreet, 0.85},
    {"street", T::kStreet, 0.9}, {"rue", T::kStreet, 0.9}, {"voie", T::kStreet, 0.9}, {"road", T::kStreet, 0.85},
    {"street number", T::kCode, 0.96, "street_number"}, {"house number", T::kCode, 0.96, "street_number"},
    {"numero voie", T::kCode, 0.96, "street_number"}, {"num voie", T::kCode, 0.96, "street_number"},
    {"numero rue", T::kCode, 0.96, "street_number"}, {"num rue", T::kCode, 0.96, "street_number"},
    {"cp", T::kPostcode, 0.9}, {"postcode", T::kPostcode, 0.95}, {"code postal", T::kPostcode, 0.97},
    {"postal", T::kPostcode, 0.8}, {"postal code", T::kPostcode, 0.97}, {"post code", T::kPostcode, 0.97},
    {"zip", T::kPostcode, 0.9}, {"zipcode", T::kPostcode, 0.95}, {"plz", T::kPostcode, 0.9},
    {"ville", T::kCity, 0.95}, {"city", T::kCity, 0.95}, {"town", T::kCity, 0.9}, {"localite", T::kCity, 0.9},
    {"commune", T::kCity, 0.9}, {"municipality", T::kCity, 0.9}, {"locality", T::kCity, 0.85},
    {"suburb", T::kPlace, 0.9, "suburb"}, {"quartier", T::kPlace, 0.9, "suburb"}, {"district", T::kPlace, 0.85, "district"},
    {"state", T::kPlace, 0.85, "state"}, {"province", T::kPlace, 0.9, "state"}, {"region", T::kPlace, 0.85, "region"},
    {"county", T::kPlace, 0.9, "county"}, {"departement", T::kPlace, 0.85, "department"},
    {"lieu", T::kPlace, 0.8, "place"}, {"place", T::kPlace, 0.8, "place"}, {"location", T::kPlace, 0.7, "place"},
    {"pays", T::kCountry, 0.95}, {"country", T::kCountry, 0.95},
    {"strasse", T::kStreet, 0.9}, {"calle", T::kStreet, 0.9}, {"rua", T::kStreet, 0.9}, {"straat", T::kStreet, 0.9}, {"ulica", T::kStreet, 0.9},
    {"anschrift", T::kStreet, 0.85}, {"direccion", T::kStreet, 0.85}, {"indirizzo", T::kStreet, 0.85}, {"endereco", T::kStreet, 0.85},
    {"morada", T::kStreet, 0.85}, {"adres", T::kStreet, 0.85}, {"domicilio", T::kStreet, 0.75}, {"via", T::kStreet, 0.75}, {"str", T::kStreet, 0.6},
    {"hausnummer", T::kCode, 0.96, "street_number"}, {"hausnr", T::kCode, 0.96, "street_number"}, {"huisnummer", T::kCode, 0.96, "street_number"},
    {"numero civico", T::kCode, 0.96, "street_number"}, {"nr domu", T::kCode, 0.96, "street_number"},
    {"type voie", T::kCategory, 0.97, "street_type"}, {"typ voie", T::kCategory, 0.97, "street_type"}, {"postleitzahl", T::kPostcode, 0.97},
    {"codigo postal", T::kPostcode, 0.97}, {"kod pocztowy", T::kPostcode, 0.97}, {"cap", T::kPostcode, 0.85}, {"cep", T::kPostcode, 0.85},
    {"pc", T::kPostcode, 0.75}, {"npa", T::kPostcode, 0.9}, {"cpost", T::kPostcode, 0.75}, {"wohnort", T::kCity, 0.95}, {"ciudad", T::kCity, 0.95}, {"citta", T::kCity, 0.95},
    {"cidade", T::kCity, 0.95}, {"woonplaats", T::kCity, 0.95}, {"miasto", T::kCity, 0.95}, {"miejscowosc", T::kCity, 0.95}, {"ort", T::kCity, 0.9},
    {"stadt", T::kCity, 0.9}, {"localidad", T::kCity, 0.9}, {"municipio", T::kCity, 0.9}, {"comune", T::kCity, 0.9},
    {"bureau distributeur", T::kCity, 0.9}, {"poblacion", T::kCity, 0.85}, {"plaats", T::kCity, 0.85}, {"gemeente", T::kCity, 0.85},
    {"acheminement", T::kCity, 0.85}, {"vil", T::kCity, 0.85}, {"bundesland", T::kPlace, 0.9, "state"}, {"kanton", T::kPlace, 0.9, "state"},
    {"provincia", T::kPlace, 0.9, "state"}, {"wojewodztwo", T::kPlace, 0.9, "state"}, {"provincie", T::kPlace, 0.9, "state"},
    {"stadtteil", T::kPlace, 0.9, "suburb"}, {"ortsteil", T::kPlace, 0.9, "suburb"}, {"barrio", T::kPlace, 0.9, "suburb"},
    {"bairro", T::kPlace, 0.9, "suburb"}, {"pais", T::kCountry, 0.95}, {"kraj", T::kCountry, 0.95}, {"paese", T::kCountry, 0.9},
    {"land", T::kCountry, 0.85},
    // Companies
    {"societe", T::kCompanyName, 0.9}, {"company", T::kCompanyName, 0.9}, {"raison sociale", T::kCompanyName, 0.97},
    {"entreprise", T::kCompanyName, 0.9}, {"organisation", T::kCompanyName, 0.85},
    {"organization", T::kCompanyName, 0.85}, {"enseigne", T::kCompanyName, 0.85},
    {"denomination", T::kCompanyName, 0.85}, {"etablissement", T::kCompanyName, 0.75},
    {"employer", T::kCompanyName, 0.85}, {"employeur", T::kCompanyName, 0.85}, {"firm", T::kCompanyName, 0.8},
    {"company name", T::kCompanyName, 0.96}, {"org", T::kCompanyName, 0.85}, {"business name", T::kCompanyName, 0.95}, {"supplier", T::kCompanyName, 0.7},
    {"fournisseur", T::kCompanyName, 0.7},
    {"razon social", T::kCompanyName, 0.97}, {"ragione sociale", T::kCompanyName, 0.97}, {"razao social", T::kCompanyName, 0.97},
    {"firmenname", T::kCompanyName, 0.97}, {"bedrijfsnaam", T::kCompanyName, 0.97}, {"firma", T::kCompanyName, 0.9},
    {"unternehmen", T::kCompanyName, 0.9}, {"empresa", T::kCompanyName, 0.9}, {"azienda", T::kCompanyName, 0.9}, {"bedrijf", T::kCompanyName, 0.9},
    {"ditta", T::kCompanyName, 0.85}, {"arbeitgeber", T::kCompanyName, 0.85}, {"rs", T::kCompanyName, 0.7},
    {"company number", T::kCode, 0.96, "company_number"}, {"company no", T::kCode, 0.96, "company_number"},
    {"company nr", T::kCode, 0.96, "company_number"}, {"company registration", T::kCode, 0.96, "company_number"},
    {"registration number", T::kCode, 0.9, "company_number"}, {"registration no", T::kCode, 0.9, "company_number"},
    {"business number", T::kCode, 0.96, "company_number"}, {"enterprise number", T::kCode, 0.96, "company_number"},
    {"numero entreprise", T::kCode, 0.96, "company_number"}, {"num entreprise", T::kCode, 0.96, "company_number"},
    {"registre commerce", T::kCode, 0.96, "company_number"}, {"numero rcs", T::kCode, 0.96, "company_number"},
    {"rcs", T::kCode, 0.85, "company_number"}, {"crn", T::kCode, 0.9, "company_number"}, {"kvk", T::kCode, 0.95, "company_number"},
    {"handelsregister", T::kCode, 0.95, "company_number"}, {"handelsregisternummer", T::kCode, 0.96, "company_number"},
    {"hrb", T::kCode, 0.9, "company_number"}, {"firmenbuchnummer", T::kCode, 0.96, "company_number"}, {"rea", T::kCode, 0.75, "company_number"},
    // Relation
    {"ip", T::kCode, 0.9, "ip_address"}, {"adresse ip", T::kCode, 0.97, "ip_address"}, {"ip address", T::kCode, 0.97, "ip_address"},
    {"optin", T::kConsent, 0.97}, {"consent", T::kConsent, 0.97}, {"consentement", T::kConsent, 0.97},
    {"rgpd", T::kConsent, 0.95}, {"gdpr", T::kConsent, 0.95}, {"newsletter", T::kConsent, 0.96},
    {"opt in", T::kConsent, 0.97}, {"accord", T::kConsent, 0.7}, {"subscribed", T::kConsent, 0.8},
    {"created", T::kCreatedDate, 0.96}, {"creation", T::kCreatedDate, 0.96}, {"cree", T::kCreatedDate, 0.96},
    {"inscription", T::kCreatedDate, 0.9}, {"registered", T::kCreatedDate, 0.9}, {"signup", T::kCreatedDate, 0.9},
    {"registration date", T::kCreatedDate, 0.92}, {"date entree", T::kCreatedDate, 0.85},
    {"updated", T::kUpdatedDate, 0.97}, {"modified", T::kUpdatedDate, 0.97}, {"maj", T::kUpdatedDate, 0.97},
    {"mise jour", T::kUpdatedDate, 0.97}, {"modification", T::kUpdatedDate, 0.96}, {"modif", T::kUpdatedDate, 0.96},
    {"modifie", T::kUpdatedDate, 0.96}, {"update", T::kUpdatedDate, 0.95}, {"changed", T::kUpdatedDate, 0.9},
    {"accepts marketing", T::kConsent, 0.97}, {"einwilligung", T::kConsent, 0.97}, {"consentimiento", T::kConsent, 0.97},
    {"consentimento", T::kConsent, 0.97}, {"consenso", T::kConsent, 0.97}, {"zgoda", T::kConsent, 0.97}, {"toestemming", T::kConsent, 0.97},
    {"erstellt", T::kCreatedDate, 0.95}, {"angelegt", T::kCreatedDate, 0.95}, {"creado", T::kCreatedDate, 0.95}, {"creato", T::kCreatedDate, 0.95},
    {"criado", T::kCreatedDate, 0.95}, {"aangemaakt", T::kCreatedDate, 0.95}, {"utworzono", T::kCreatedDate, 0.95},
    {"create date", T::kCreatedDate, 0.92}, {"date add", T::kCreatedDate, 0.92}, {"geandert", T::kUpdatedDate, 0.95},
    {"geaendert", T::kUpdatedDate, 0.95}, {"aktualisiert", T::kUpdatedDate, 0.95}, {"modificado", T::kUpdatedDate, 0.95},
    {"actualizado", T::kUpdatedDate, 0.95}, {"aggiornato", T::kUpdatedDate, 0.95}, {"atualizado", T::kUpdatedDate, 0.95},
    {"gewijzigd", T::kUpdatedDate, 0.95}, {"zmieniono", T::kUpdatedDate, 0.95}, {"date upd", T::kUpdatedDate, 0.92},
    // Anything
    {"release", T::kDate, 0.8, "release_date"}, {"release date", T::kDate, 0.9, "release_date"}, {"sortie", T::kDate, 0.8, "release_date"},
    {"release year", T::kYear, 0.95, "year"}, {"death", T::kDate, 0.85, "death_date"}, {"deces", T::kDate, 0.85, "death_date"},
    {"start", T::kDate, 0.7, "start_date"}, {"debut", T::kDate, 0.7, "start_date"}, {"end", T::kDate, 0.7, "end_date"}, {"fin", T::kDate, 0.7, "end_date"},
    {"spent", T::kNumber, 0.85, "amount"}, {"balance", T::kNumber, 0.85, "amount"}, {"solde", T::kNumber, 0.85, "amount"},
    {"budget", T::kNumber, 0.85, "amount"}, {"votes", T::kNumber, 0.85, "count"}, {"popularity", T::kNumber, 0.85, "score"},
    {"points", T::kNumber, 0.8, "score"}, {"percent", T::kNumber, 0.85, "percent"}, {"pourcentage", T::kNumber, 0.85, "percent"},
    {"taux", T::kNumber, 0.85, "percent"}, {"stock", T::kNumber, 0.8, "quantity"}, {"orders", T::kNumber, 0.8, "count"},
    {"date", T::kDate, 0.7}, {"year", T::kYear, 0.9, "year"}, {"annee", T::kYear, 0.9, "year"}, {"an", T::kYear, 0.6, "year"},
    {"month", T::kCategory, 0.85, "month"}, {"mois", T::kCategory, 0.85, "month"}, {"day", T::kCategory, 0.8, "day"},
    {"jour", T::kCategory, 0.8, "day"},
    {"price", T::kNumber, 0.9, "price"}, {"prix", T::kNumber, 0.9, "price"}, {"tarif", T::kNumber, 0.85, "price"},
    {"amount", T::kNumber, 0.85, "amount"}, {"montant", T::kNumber, 0.85, "amount"}, {"total", T::kNumber, 0.8, "total"},
    {"quantity", T::kNumber, 0.85, "quantity"}, {"quantite", T::kNumber, 0.85, "quantity"}, {"qte", T::kNumber, 0.85, "quantity"},
    {"qty", T::kNumber, 0.85, "quantity"}, {"length", T::kNumber, 0.85, "length"}, {"longueur", T::kNumber, 0.85, "length"},
    {"duration", T::kNumber, 0.85, "duration"}, {"duree", T::kNumber, 0.85, "duration"},
    {"weight", T::kNumber, 0.85, "weight"}, {"poids", T::kNumber, 0.85, "weight"}, {"size", T::kNumber, 0.6, "size"},
    {"taille", T::kNumber, 0.6, "size"}, {"age", T::kNumber, 0.85, "age"}, {"count", T::kNumber, 0.8, "count"},
    {"rating", T::kNumber, 0.8, "rating"}, {"score", T::kNumber, 0.8, "score"}, {"number", T::kNumber, 0.5, "number"},
    {"revenue", T::kNumber, 0.85, "revenue"}, {"salary", T::kNumber, 0.85, "salary"}, {"salaire", T::kNumber, 0.85, "salary"},
    {"latitude", T::kNumber, 0.9, "latitude"}, {"longitude", T::kNumber, 0.9, "longitude"},
    {"lat", T::kNumber, 0.9, "latitude"}, {"lng", T::kNumber, 0.9, "longitude"}, {"lon", T::kNumber, 0.9, "longitude"},
    {"long", T::kNumber, 0.6, "longitude"},
    {"datum", T::kDate, 0.65}, {"fecha", T::kDate, 0.65}, {"dt", T::kDate, 0.65}, {"data", T::kDate, 0.5}, {"jahr", T::kYear, 0.85, "year"},
    {"anno", T::kYear, 0.85, "year"}, {"rok", T::kYear, 0.85, "year"}, {"jaar", T::kYear, 0.85, "year"}, {"ano", T::kYear, 0.6, "year"},
    {"preis", T::kNumber, 0.9, "price"}, {"precio", T::kNumber, 0.9, "price"}, {"prezzo", T::kNumber, 0.9, "price"},
    {"preco", T::kNumber, 0.9, "price"}, {"prijs", T::kNumber, 0.9, "price"}, {"cena", T::kNumber, 0.9, "price"},
    {"betrag", T::kNumber, 0.85, "amount"}, {"importe", T::kNumber, 0.85, "amount"}, {"importo", T::kNumber, 0.85, "amount"},
    {"bedrag", T::kNumber, 0.85, "amount"}, {"kwota", T::kNumber, 0.85, "amount"}, {"menge", T::kNumber, 0.85, "quantity"},
    {"cantidad", T::kNumber, 0.85, "quantity"}, {"quantita", T::kNumber, 0.85, "quantity"}, {"quantidade", T::kNumber, 0.85, "quantity"},
    {"aantal", T::kNumber, 0.85, "quantity"}, {"ilosc", T::kNumber, 0.85, "quantity"}, {"umsatz", T::kNumber, 0.85, "revenue"},
    {"chiffre affaires", T::kNumber, 0.85, "revenue"}, {"turnover", T::kNumber, 0.85, "revenue"}, {"fatturato", T::kNumber, 0.85, "revenue"},
    {"omzet", T::kNumber, 0.85, "revenue"}, {"obrot", T::kNumber, 0.85, "revenue"}, {"kategorie", T::kCategory, 0.85, "category"},
    {"categoria", T::kCategory, 0.85, "category"}, {"sprache", T::kCategory, 0.9, "language"}, {"idioma", T::kCategory, 0.9, "language"},
    {"lingua", T::kCategory, 0.9, "language"}, {"taal", T::kCategory, 0.9, "language"}, {"jezyk", T::kCategory, 0.9, "language"},
    {"beruf", T::kCategory, 0.85, "occupation"}, {"profesion", T::kCategory, 0.85, "occupation"}, {"professione", T::kCategory, 0.85, "occupation"},
    {"zawod", T::kCategory, 0.85, "occupation"}, {"beroep", T::kCategory, 0.85, "occupation"}, {"farbe", T::kCategory, 0.8, "color"},
    {"colore", T::kCategory, 0.8, "color"}, {"kleur", T::kCategory, 0.8, "color"}, {"kolor", T::kCategory, 0.8, "color"},
    {"marke", T::kCategory, 0.8, "brand"}, {"marca", T::kCategory, 0.8, "brand"}, {"merk", T::kCategory, 0.8, "brand"},
    {"hersteller", T::kCategory, 0.8, "manufacturer"}, {"titel", T::kTitle, 0.7, "title"}, {"titulo", T::kTitle, 0.7, "title"},
    {"titolo", T::kTitle, 0.7, "title"}, {"tytul", T::kTitle, 0.7, "title"}, {"bezeichnung", T::kTitle, 0.75, "label"},
    {"produkt", T::kTitle, 0.75, "product"}, {"producto", T::kTitle, 0.75, "product"}, {"prodotto", T::kTitle, 0.75, "product"},
    {"lib", T::kTitle, 0.5, "label"}, {"beschreibung", T::kText, 0.9, "description"}, {"descripcion", T::kText, 0.9, "description"},
    {"descrizione", T::kText, 0.9, "description"}, {"descricao", T::kText, 0.9, "description"}, {"omschrijving", T::kText, 0.9, "description"},
    {"opis", T::kText, 0.9, "description"}, {"kommentar", T::kText, 0.9, "comment"}, {"comentario", T::kText, 0.9, "comment"},
    {"commento", T::kText, 0.9, "comment"}, {"bemerkung", T::kText, 0.85, "note"}, {"observaciones", T::kText, 0.85, "note"},
    {"opmerking", T::kText, 0.85, "note"}, {"uwagi", T::kText, 0.85, "note"}, {"memo", T::kText, 0.85, "note"},
    {"category", T::kCategory, 0.85, "category"}, {"categorie", T::kCategory, 0.85, "category"},
    {"type", T::kCategory, 0.8, "type"}, {"kind", T::kCategory, 0.8, "type"}, {"genre", T::kCategory, 0.6, "genre"},
    {"class", T::kCategory, 0.7, "class"}, {"status", T::kCategory, 0.85, "status"}, {"statut", T::kCategory, 0.85, "status"},
    {"language", T::kCategory, 0.9, "language"}, {"langue", T::kCategory, 0.9, "language"},
    {"segment", T::kCategory, 0.85, "segment"}, {"occupation", T::kCategory, 0.85, "occupation"},
    {"profession", T::kCategory, 0.85, "occupation"}, {"metier", T::kCategory, 0.85, "occupation"},
    {"job", T::kCategory, 0.8, "occupation"}, {"fonction", T::kCategory, 0.8, "occupation"},
    {"poste", T::kCategory, 0.6, "occupation"}, {"nationalite", T::kCategory, 0.85, "nationality"},
    {"nationality", T::kCategory, 0.85, "nationality"}, {"color", T::kCategory, 0.8, "color"},
    {"couleur", T::kCategory, 0.8, "color"}, {"format", T::kCategory, 0.7, "format"},
    {"brand", T::kCategory, 0.8, "brand"}, {"marque", T::kCategory, 0.8, "brand"},
    {"manufacturer", T::kCategory, 0.8, "manufacturer"}, {"fabricant", T::kCategory, 0.8, "manufacturer"},
    {"venue", T::kCategory, 0.8, "venue"}, {"journal", T::kCategory, 0.8, "venue"}, {"publisher", T::kCategory, 0.8, "publisher"},
    {"editeur", T::kCategory, 0.8, "publisher"}, {"cuisine", T::kCategory, 0.8, "cuisine"},
    {"title", T::kTitle, 0.7, "title"}, {"titre", T::kTitle, 0.7, "title"}, {"name", T::kTitle, 0.45, "name"},
    {"nom", T::kTitle, 0.4, "name"}, {"album", T::kTitle, 0.9, "album"}, {"artist", T::kTitle, 0.85, "artist"},
    {"artiste", T::kTitle, 0.85, "artist"}, {"song", T::kTitle, 0.85, "title"}, {"track", T::kTitle, 0.6, "title"},
    {"book", T::kTitle, 0.8, "title"}, {"livre", T::kTitle, 0.8, "title"}, {"movie", T::kTitle, 0.8, "title"},
    {"film", T::kTitle, 0.8, "title"}, {"product", T::kTitle, 0.75, "product"}, {"produit", T::kTitle, 0.75, "product"},
    {"article", T::kTitle, 0.7, "product"}, {"libelle", T::kTitle, 0.75, "label"}, {"label", T::kTitle, 0.7, "label"},
    {"designation", T::kTitle, 0.75, "label"}, {"model", T::kTitle, 0.6, "model"}, {"modele", T::kTitle, 0.6, "model"},
    {"restaurant", T::kTitle, 0.8, "name"}, {"hotel", T::kTitle, 0.8, "name"}, {"event", T::kTitle, 0.7, "event"},
    {"evenement", T::kTitle, 0.7, "event"},
    {"author", T::kText, 0.75, "authors"}, {"authors", T::kText, 0.9, "authors"}, {"auteur", T::kText, 0.75, "authors"},
    {"auteurs", T::kText, 0.9, "authors"},
    {"description", T::kText, 0.9, "description"}, {"desc", T::kText, 0.85, "description"},
    {"comment", T::kText, 0.9, "comment"}, {"commentaire", T::kText, 0.9, "comment"}, {"comments", T::kText, 0.9, "comment"},
    {"note", T::kText, 0.7, "note"}, {"notes", T::kText, 0.85, "note"}, {"remark", T::kText, 0.85, "note"},
    {"observation", T::kText, 0.85, "note"}, {"abstract", T::kText, 0.9, "abstract"}, {"summary", T::kText, 0.9, "abstract"},
    {"resume", T::kText, 0.8, "abstract"}, {"bio", T::kText, 0.8, "bio"}, {"keywords", T::kText, 0.8, "keywords"},
    {"code", T::kCode, 0.7, "code"}, {"reference", T::kCode, 0.75, "reference"}, {"ref", T::kCode, 0.75, "reference"},
    {"numero", T::kCode, 0.6, "number"}, {"num", T::kCode, 0.6, "number"}, {"id", T::kCode, 0.5, "id"}, {"id number", T::kCode, 0.6, "id"},
    {"identifiant", T::kCode, 0.5, "id"}, {"matricule", T::kCode, 0.8, "matricule"},
    {"sku", T::kCode, 0.9, "sku"}, {"doi", T::kCode, 0.95, "doi"}, {"ssn", T::kCode, 0.95, "social_security"},
    {"social security", T::kCode, 0.95, "social_security"},
    {"passport", T::kCode, 0.95, "passport"},
    {"passeport", T::kCode, 0.95, "passport"}, {"licence", T::kCode, 0.8, "licence"}, {"license", T::kCode, 0.8, "licence"},
    {"permis", T::kCode, 0.8, "licence"}, {"member", T::kCode, 0.6, "member"}, {"adherent", T::kCode, 0.6, "member"},
    {"carte", T::kCode, 0.7, "card"}, {"card", T::kCode, 0.7, "card"}, {"loyalty", T::kCode, 0.8, "card"},
    {"account", T::kCode, 0.6, "account"}, {"compte", T::kCode, 0.6, "account"}, {"dossier", T::kCode, 0.6, "file"},
};

constexpr const char* kIdentifierWords[] = {"id", "ids", "key", "cle", "uid", "uuid", "guid", "pk", "ref", "reference", "identifiant",
                                            "identifier", "numero", "num", "no", "number", "code", "rec", "record", "matricule",
                                            "rowid", "index", "idx",
                                            "nummer", "nr", "numer", "schluessel", "kennung"};
constexpr const char* kGroupingWords[] = {"cluster", "clusters", "group", "groupe", "groups", "household", "foyer", "family", "entity", "entite",
                                          "golden", "master", "canonical", "duplicate", "dup", "doublon", "parent", "former", "ancien",
                                          "ancienne", "previous", "old", "legacy", "merge", "fusion", "match"};
constexpr const char* kRealNumberWords[] = {"soc", "social", "sociale", "securite", "security", "ssn", "nir", "passport", "passeport",
                                            "licence", "license", "permis", "member", "adherent", "carte", "card", "loyalty", "fidelite", "fidelity", "doi", "tax", "fiscal", "nin", "siren",
                                            "siret", "vat", "tva", "serial", "serie", "registration", "immatriculation", "insee"};
constexpr const char* kBirthWords[] = {"birth", "naissance", "naiss", "dob", "ddn", "birthday", "birthdate", "born",
                                       "geburtsdatum", "geburtstag", "nacimiento", "nascita", "nascimento", "geboortedatum", "urodzenia"};
constexpr const char* kSourceWords[] = {"source", "origine", "origin", "system", "systeme", "provenance"};
// Known to the splitter, without a meaning of their own.
constexpr const char* kFillerWords[] = {"client",  "customer", "cust",   "user",    "line",   "ligne",  "complet", "full",    "famille",
                                        "usage",   "marital",  "jeune",  "fille",   "sociale", "raison", "out",     "postal",  "post",
                                        "maiden",  "last",     "house",  "mise",    "business", "social", "security", "securite", "principal",
                                        "billing", "shipping", "livraison", "facturation", "home", "work", "domicile",
                                        "kunde", "kunden", "klient", "cliente", "klant", "typ", "accepts", "marketing", "add", "upd"};

// What headers call types in the words of their rows, and identifiers with check digits in those of their schemes.
struct OwnRule {
  std::string words;
  T type;
  double score;
  std::string key;  // of the scheme; "" for the words of a type
};

const std::vector<OwnRule>& own_rules() {
  static const std::vector<OwnRule> rules = [] {
    std::vector<OwnRule> list;
    const auto add = [&](std::string_view phrases, T type, double score, std::string_view key) {
      for (size_t begin = 0; begin < phrases.size();) {
        const size_t end = std::min(phrases.find(',', begin), phrases.size());
        list.push_back({std::string(phrases.substr(begin, end - begin)), type, score, std::string(key)});
        begin = end + 1;
      }
    };
    for (int t = 0; t < kAttributeTypeCount; ++t) {
      const AttributeTypeInfo& row = info(static_cast<T>(t));
      add(row.header_words, row.type, row.header_score, "");
    }
    for (const standardize::IdentifierScheme& scheme : standardize::identifier_schemes())
      add(scheme.words, attribute_type_of_scheme(scheme.id).value_or(T::kCode), 0.95, scheme.id);
    return list;
  }();
  return rules;
}

template <size_t N>
bool contains(const char* const (&words)[N], std::string_view word) {
  return std::any_of(std::begin(words), std::end(words), [&](const char* w) { return word == w; });
}

// All words of the tables, sorted: what run-together headers are split into.
const std::vector<std::string>& vocabulary() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> list;
    const auto add_all = [&](std::string_view text) {
      for (size_t begin = 0; begin < text.size();) {
        const size_t end = std::min(text.find(' ', begin), text.size());
        list.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
      }
    };
    for (const Rule& rule : kRules) add_all(rule.words);
    for (const OwnRule& rule : own_rules()) add_all(rule.words);
    for (const char* word : kIdentifierWords) add_all(word);
    for (const char* word : kGroupingWords) add_all(word);
    for (const char* word : kRealNumberWords) add_all(word);
    for (const char* word : kBirthWords) add_all(word);
    for (const char* word : kSourceWords) add_all(word);
    for (const char* word : kFillerWords) add_all(word);
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    return list;
  }();
  return words;
}

bool is_known(std::string_view word) {
  const auto& words = vocabulary();
  const auto at = std::lower_bound(words.begin(), words.end(), word, [](const std::string& a, std::string_view b) { return a < b; });
  return at != words.end() && *at == word;
}

// Splits "codepostal" into known words, the fewest; returns false when that is not possible.
bool split_known(std::string_view word, std::vector<std::string>& out) {
  const size_t n = word.size();
  std::vector<int> parts(n + 1, 1000), from(n + 1, -1);
  parts[0] = 0;
  for (size_t end = 2; end <= n; ++end)
    for (size_t begin = 0; begin + 2 <= end; ++begin) {
      // Two-letter words split off only at an end, where "id" and "cp" are usual.
      const size_t length = end - begin;
      if (parts[begin] >= 1000 || (length < 3 && begin != 0 && end != n)) continue;
      if (parts[begin] + 1 < parts[end] && is_known(word.substr(begin, length))) {
        parts[end] = parts[begin] + 1;
        from[end] = static_cast<int>(begin);
      }
    }
  if (parts[n] >= 1000) return false;
  std::vector<std::string> pieces;
  for (size_t end = n; end > 0; end = static_cast<size_t>(from[end]))
    pieces.emplace_back(word.substr(static_cast<size_t>(from[end]), end - static_cast<size_t>(from[end])));
  out.insert(out.end(), pieces.rbegin(), pieces.rend());
  return true;
}

// ASCII with the letters' case kept: accents of Latin letters dropped, ligatures written apart.
std::string strip_accents(std::string_view text) {
  // U+00C0..U+00FF and U+0100..U+017F, one letter each; those that make two letters are written below.
  static constexpr char kLatin1[] = "AAAAAAACEEEEIIIIDNOOOOO OUUUUYTsaaaaaaaceeeeiiiidnooooo ouuuuyty";
  static constexpr char kExtended[] =
      "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiJjJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
  static_assert(sizeof kLatin1 == 64 + 1 && sizeof kExtended == 128 + 1);
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0u;
    if (byte < 0x80) {
      out.push_back(text[i]);
    } else if (byte >= 0xC3 && byte <= 0xC5 && next >= 0x80 && next <= 0xBF) {
      ++i;
      const unsigned letter = (byte - 0xC3u) * 64 + next - 0x80;
      if (byte == 0xC3 && next == 0x9F) out += "ss";
      else if (byte == 0xC5 && (next == 0x92 || next == 0x93)) out += next == 0x93 ? "oe" : "OE";
      else out.push_back(byte == 0xC3 ? kLatin1[letter] : kExtended[letter - 64]);
    } else if (byte == 0xCC) {
      ++i;  // combining accents U+0300..U+033F
    } else if (byte >= 0xC0) {
      out.push_back(' ');
    }
  }
  return out;
}

void add_word(std::string word, std::vector<std::string>& out) {
  for (char& c : word)
    if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
  if (word.empty()) return;
  if (is_known(word)) return out.push_back(std::move(word));
  const std::string singular = word.back() == 's' ? word.substr(0, word.size() - 1) : word;
  if (is_known(singular)) return out.push_back(singular);
  if (!split_known(word, out)) out.push_back(std::move(word));
}

bool has_all(const std::vector<std::string>& words, std::string_view wanted, int& count) {
  count = 0;
  for (size_t begin = 0; begin < wanted.size();) {
    const size_t end = std::min(wanted.find(' ', begin), wanted.size());
    if (std::find(words.begin(), words.end(), wanted.substr(begin, end - begin)) == words.end()) return false;
    begin = end + 1;
    ++count;
  }
  return true;
}

std::string slug_of(std::string_view plain) {
  std::string slug;
  char previous = '_';
  for (const char c : plain) {
    const bool boundary = (is_upper(c) && is_lower(previous));
    if (is_lower(c) || is_upper(c) || is_digit(c)) {
      if (boundary) slug.push_back('_');
      slug.push_back(is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c);
    } else if (!slug.empty() && slug.back() != '_') {
      slug.push_back('_');
    }
    previous = c;
  }
  while (!slug.empty() && slug.back() == '_') slug.pop_back();
  return slug.empty() ? "column" : slug;
}

}  // namespace

std::string fold_word(std::string_view text) {
  std::string out = strip_accents(text);
  for (char& c : out) {
    if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
    else if (!is_lower(c) && !is_digit(c)) c = ' ';
  }
  return out;
}

std::vector<std::string> header_words(std::string_view header) {
  const std::string plain = strip_accents(header);
  std::vector<std::string> words;
  std::string word;
  for (size_t i = 0; i < plain.size(); ++i) {
    const char c = plain[i];
    const bool letter = is_lower(c) || is_upper(c);
    // "dateNaiss" and "CRMName" break before the capital.
    const bool camel = is_upper(c) && i > 0 && (is_lower(plain[i - 1]) || (is_upper(plain[i - 1]) && i + 1 < plain.size() && is_lower(plain[i + 1])));
    if (!letter || camel) {
      add_word(std::move(word), words);
      word.clear();
    }
    if (letter) word.push_back(c);
  }
  add_word(std::move(word), words);
  // "e-mail" is one word.
  for (size_t i = 0; i + 1 < words.size(); ++i)
    if (words[i] == "e" && words[i + 1] == "mail") {
      words[i] = "email";
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
  return words;
}

HeaderMeaning read_header(std::string_view header) {
  text::Readable readable;
  header = readable.read(header);
  // Of a name on the web ("http://schema.example/core#birthDate") its last part says what it is.
  if (header.find("://") != std::string_view::npos) {
    const size_t last = header.find_last_of("/#");
    if (last + 1 < header.size()) header.remove_prefix(last + 1);
  }
  HeaderMeaning meaning;
  meaning.words = header_words(header);
  meaning.slug = slug_of(strip_accents(header));
  for (const std::string& word : meaning.words) {
    meaning.says_identifier |= contains(kIdentifierWords, word);
    meaning.says_grouping |= contains(kGroupingWords, word);
    meaning.says_real_number |= contains(kRealNumberWords, word);
    meaning.says_birth |= contains(kBirthWords, word);
    meaning.says_source |= contains(kSourceWords, word);
  }
  const auto has = [&](std::string_view word) { return std::find(meaning.words.begin(), meaning.words.end(), word) != meaning.words.end(); };
  meaning.says_opt_out = has("optout") || (has("opt") && has("out")) || has("unsubscribed") || has("desabonne") || has("desinscrit");
  std::array<HeaderReading, kAttributeTypeCount> best;
  const auto read = [&](std::string_view words, T type, double rule_score, std::string_view key) {
    int count = 0;
    if (!has_all(meaning.words, words, count)) return false;
    // Longer phrases settle more.
    const double score = std::min(0.99, rule_score + 0.005 * (count - 1));
    HeaderReading& slot = best[static_cast<size_t>(type)];
    if (score > slot.score) slot = {type, score, std::string(key)};
    return true;
  };
  // Registers of companies number them in many ways, of which few have check digits.
  for (const Rule& rule : kRules) meaning.says_real_number |= read(rule.words, rule.type, rule.score, rule.key) && std::string_view(rule.key) == "company_number";
  for (const OwnRule& rule : own_rules()) meaning.says_real_number |= read(rule.words, rule.type, rule.score, rule.key) && !rule.key.empty();
  // Of an address only its street is left to "address": its state or type is named besides.
  constexpr T kAddressParts[] = {T::kPlace, T::kCity, T::kPostcode, T::kCountry, T::kCode, T::kCategory};
  if (HeaderReading& street = best[static_cast<size_t>(T::kStreet)]; std::any_of(std::begin(kAddressParts), std::end(kAddressParts), [&](T part) {
        return best[static_cast<size_t>(part)].score >= 0.8;
      }))
    street.score = std::min(street.score, 0.75);
  for (HeaderReading& reading : best)
    if (reading.score > 0) meaning.readings.push_back(std::move(reading));
  std::stable_sort(meaning.readings.begin(), meaning.readings.end(),
                   [](const HeaderReading& a, const HeaderReading& b) { return a.score > b.score; });
  return meaning;
}

}  // namespace jumelles::profile
