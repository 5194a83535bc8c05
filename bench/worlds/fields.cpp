#include "fields.h"

#include <algorithm>
#include <iterator>

#include "text/fold.h"
#include "words.h"

namespace jumelles::worlds {
namespace {

using enum Role;

constexpr FieldInfo kFields[] = {
    {"civility", kFact, "Title", "Civilité", "Anrede", "Tratamiento", "Tytuł", "Salutation"},
    {"given", kName, "First name", "Prénom", "Vorname", "Nombre", "Imię", "FirstName"},
    {"surname", kName, "Last name", "Nom", "Nachname", "Apellidos", "Nazwisko", "LastName"},
    {"full_name", kName, "Name", "Nom complet", "Name", "Nombre completo", "Imię i nazwisko", "Full Name"},
    {"surname_first", kName, "Customer", "Client", "Kunde", "Cliente", "Klient", "Contact Name"},
    {"gender", kFact, "Gender", "Sexe", "Geschlecht", "Sexo", "Płeć", "Gender__c"},
    {"birth_date", kDate, "Date of birth", "Date de naissance", "Geburtsdatum", "Fecha de nacimiento", "Data urodzenia", "Birthdate"},
    {"birth_year", kNumber, "Year of birth", "Année de naissance", "Geburtsjahr", "Año de nacimiento", "Rok urodzenia", "Birth_Year__c"},
    {"birth_place", kName, "Place of birth", "Lieu de naissance", "Geburtsort", "Lugar de nacimiento", "Miejsce urodzenia", "Birth_Place__c"},
    {"email", kNumber, "Email", "E-mail", "E-Mail", "Correo electrónico", "Adres e-mail", "Email"},
    {"mailbox", kNumber, "Mail", "Courriel", "Mail", "Email", "Poczta", "Email Address"},
    {"slug", kNumber, "Slug", "Identifiant web", "Kürzel", "Slug", "Slug", "Url_Slug__c"},
    {"account", kNumber, "User name", "Compte", "Benutzername", "Usuario", "Login", "Username"},
    {"picture", kNumber, "Image", "Photo", "Bild", "Foto", "Zdjęcie", "PhotoUrl"},
    {"phone", kNumber, "Phone", "Téléphone", "Telefon", "Teléfono", "Telefon", "Phone"},
    {"mobile", kNumber, "Mobile", "Portable", "Handy", "Móvil", "Komórka", "MobilePhone"},
    {"street", kName, "Address", "Adresse", "Straße", "Dirección", "Ulica", "MailingStreet"},
    {"postcode", kNumber, "Postcode", "Code postal", "PLZ", "Código postal", "Kod pocztowy", "MailingPostalCode"},
    {"town", kName, "City", "Ville", "Ort", "Ciudad", "Miasto", "MailingCity"},
    {"region", kFact, "County", "Région", "Bundesland", "Provincia", "Województwo", "MailingState"},
    {"country", kFact, "Country", "Pays", "Land", "País", "Kraj", "MailingCountry"},
    {"company", kName, "Company", "Raison sociale", "Firma", "Empresa", "Firma", "Account Name"},
    {"legal_form", kFact, "Legal form", "Forme juridique", "Rechtsform", "Forma jurídica", "Forma prawna", "Legal_Form__c"},
    {"siren", kNumber, "Company number", "SIREN", "Handelsregister", "CIF", "KRS", "Siren__c"},
    {"siret", kNumber, "Site number", "SIRET", "Betriebsnummer", "NIF", "REGON", "Siret__c"},
    {"vat", kNumber, "VAT", "N° TVA", "USt-IdNr.", "IVA", "NIP", "VAT_Number__c"},
    {"website", kNumber, "Website", "Site web", "Webseite", "Sitio web", "Strona", "Website"},
    {"sector", kFact, "Industry", "Secteur", "Branche", "Sector", "Branża", "Industry"},
    {"brand_name", kName, "Trading name", "Enseigne", "Filiale", "Nombre comercial", "Szyld", "Store_Name__c"},
    {"manager", kName, "Manager", "Responsable", "Leiter", "Responsable", "Kierownik", "Owner"},
    {"employer", kName, "Employer", "Société", "Arbeitgeber", "Organización", "Pracodawca", "Company"},
    {"job", kFact, "Job title", "Fonction", "Position", "Cargo", "Stanowisko", "Title"},
    {"product", kName, "Product", "Désignation", "Artikel", "Producto", "Produkt", "Product Name"},
    {"brand", kName, "Brand", "Marque", "Marke", "Marca", "Marka", "Manufacturer"},
    {"model", kNumber, "Model", "Référence", "Modell", "Modelo", "Model", "Model_No__c"},
    {"variant", kFact, "Variant", "Variante", "Variante", "Variante", "Wariant", "Color"},
    {"ean", kNumber, "EAN", "Code-barres", "EAN", "EAN", "EAN", "Barcode"},
    {"price", kMeasure, "Price", "Prix", "Preis", "Precio", "Cena", "ListPrice"},
    {"description", kName, "Description", "Description", "Beschreibung", "Descripción", "Opis", "Description"},
    {"category", kFact, "Category", "Catégorie", "Kategorie", "Categoría", "Kategoria", "Family"},
    {"title", kName, "Title", "Titre", "Titel", "Título", "Tytuł", "Title"},
    {"authors", kName, "Authors", "Auteurs", "Autoren", "Autores", "Autorzy", "Authors"},
    {"venue", kName, "Venue", "Revue", "Zeitschrift", "Revista", "Czasopismo", "Journal"},
    {"year", kNumber, "Year", "Année", "Jahr", "Año", "Rok", "Year"},
    {"pages", kNumber, "Pages", "Pages", "Seiten", "Páginas", "Strony", "Pages"},
    {"doi", kNumber, "DOI", "DOI", "DOI", "DOI", "DOI", "DOI"},
    {"director", kName, "Director", "Réalisateur", "Regie", "Director", "Reżyser", "Director"},
    {"actors", kName, "Cast", "Acteurs", "Darsteller", "Reparto", "Obsada", "Actors"},
    {"genre", kFact, "Genre", "Genre", "Genre", "Género", "Gatunek", "Genre"},
    {"runtime", kNumber, "Runtime", "Durée", "Laufzeit", "Duración", "Czas trwania", "Runtime"},
    {"artist", kName, "Artist", "Artiste", "Interpret", "Artista", "Wykonawca", "Artist"},
    {"album", kName, "Album", "Album", "Album", "Álbum", "Album", "Release"},
    {"length", kNumber, "Length", "Durée", "Länge", "Duración", "Długość", "Duration"},
    {"catalog_number", kNumber, "Catalog no", "N° de catalogue", "Katalognr.", "Nº catálogo", "Nr katalogowy", "Catalog_No__c"},
    {"place_name", kName, "Name", "Nom", "Name", "Nombre", "Nazwa", "Name"},
    {"place_kind", kFact, "Type", "Type", "Art", "Tipo", "Rodzaj", "Type"},
    {"latitude", kNumber, "Latitude", "Latitude", "Breitengrad", "Latitud", "Szerokość", "Lat"},
    {"longitude", kNumber, "Longitude", "Longitude", "Längengrad", "Longitud", "Długość", "Lng"},
    {"revenue", kMeasure, "Revenue", "Chiffre d'affaires", "Umsatz", "Ingresos", "Przychód", "AnnualRevenue"},
    {"orders", kMeasure, "Orders", "Nb commandes", "Bestellungen", "Pedidos", "Zamówienia", "Total Orders"},
    {"rating", kMeasure, "Rating", "Note", "Bewertung", "Valoración", "Ocena", "Rating"},
    {"created", kMeasure, "Created", "Date de création", "Erstellt", "Fecha de alta", "Utworzono", "CreatedDate"},
    {"updated", kMeasure, "Updated", "Mis à jour", "Geändert", "Modificado", "Zmieniono", "LastModifiedDate"},
    {"comment", kMeasure, "Notes", "Commentaire", "Bemerkung", "Observaciones", "Uwagi", "Note"},
    {"status", kMeasure, "Status", "Statut", "Status", "Estado", "Stan", "Lead Status"},
    {"newsletter", kMeasure, "Newsletter", "Abonné newsletter", "Newsletter", "Boletín", "Newsletter", "HasOptedOutOfEmail"},
    {"seller", kMeasure, "Seller", "Vendeur", "Verkäufer", "Vendedor", "Sprzedawca", "OwnerName"},
    {"extra", kMeasure, "Custom", "Champ", "Feld", "Campo", "Pole", "Custom_Field__c"},
};
static_assert(std::size(kFields) == static_cast<size_t>(Field::kCount));

constexpr const char* kStyles[] = {"english", "french", "german", "spanish", "polish", "crm", "snake", "scream", "scream-french", "prefixed", "numbered", "made-up"};

// "Date of birth" -> "date_of_birth".
std::string snake(std::string_view text) {
  std::string out;
  for (const char c : text) out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == ' ' || c == '-' ? '_' : c);
  return out;
}

}  // namespace

const FieldInfo& info(Field field) { return kFields[static_cast<size_t>(field)]; }

Field field_of(std::string_view id) {
  const auto at = std::find_if(std::begin(kFields), std::end(kFields), [&](const FieldInfo& f) { return id == f.id; });
  return static_cast<Field>(at - std::begin(kFields));
}

bool is_header_style(std::string_view style) {
  return std::any_of(std::begin(kStyles), std::end(kStyles), [&](const char* known) { return style == known; });
}

std::string header(Field field, size_t column, uint32_t number, std::string_view style, Rng& rng) {
  const FieldInfo& names = info(field);
  std::string text;
  if (style == "french") text = names.french;
  else if (style == "german") text = names.german;
  else if (style == "spanish") text = names.spanish;
  else if (style == "polish") text = names.polish;
  else if (style == "crm") text = names.crm;
  else if (style == "scream-french") return "DCD_" + text::upper(snake(names.french)) + (number == 0 ? "" : "_" + std::to_string(number));
  else if (style == "snake") text = snake(names.english);
  else if (style == "prefixed") text = "customer_" + snake(names.english);
  else if (style == "numbered") return "c" + std::to_string(column + 1);
  else if (style == "made-up") return in_order({made_word(rng, 2), rng.chance(0.3) ? "_" + made_word(rng, 1) : ""});
  else text = names.english;
  if (style == "scream") {
    text = snake(text);
    for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    text = "T_" + text;
  }
  return number == 0 ? text : text + (style == "snake" || style == "scream" ? "_" : " ") + std::to_string(number);
}

}  // namespace jumelles::worlds
