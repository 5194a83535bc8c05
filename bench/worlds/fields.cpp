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
    {"middle", kName, "Middle initial", "2e prénom", "2. Vorname", "Segundo nombre", "Drugie imię", "Middle_Initial__c"},
    {"initials", kName, "Initials", "Initiales", "Initialen", "Iniciales", "Inicjały", "Initials__c"},
    {"list_name", kName, "Name", "Nom Prénom", "Name, Vorname", "Apellidos, Nombre", "Nazwisko, imię", "Sort Name"},
    {"maiden", kName, "Maiden name", "Nom de naissance", "Geburtsname", "Apellido de soltera", "Nazwisko rodowe", "Maiden_Name__c"},
    {"guardian", kName, "Guardian", "Responsable légal", "Erziehungsberechtigte", "Tutor", "Opiekun", "Parent_Contact__c"},
    {"national_id", kNumber, "National ID", "N° sécurité sociale", "Ausweisnummer", "DNI", "PESEL", "National_Id__c"},
    {"iban", kNumber, "IBAN", "IBAN", "IBAN", "IBAN", "IBAN", "Bank_Account__c"},
    {"house_number", kNumber, "House no", "N°", "Hausnummer", "Número", "Nr domu", "House_No__c"},
    {"street_name", kName, "Street", "Voie", "Straße", "Calle", "Ulica", "Street_Name__c"},
    {"address_line", kName, "Full address", "Adresse complète", "Anschrift", "Domicilio", "Adres", "Full_Address__c"},
    {"class", kFact, "Class", "Classe", "Klasse", "Clase", "Klasa", "Class__c"},
    {"school", kFact, "School", "Établissement", "Schule", "Colegio", "Szkoła", "School__c"},
    {"degree", kFact, "Degree", "Diplôme", "Abschluss", "Título", "Stopień", "Degree__c"},
    {"nationality", kFact, "Nationality", "Nationalité", "Staatsangehörigkeit", "Nacionalidad", "Obywatelstwo", "Nationality__c"},
    {"plate", kNumber, "Plate", "Immatriculation", "Kennzeichen", "Matrícula", "Nr rejestracyjny", "Plate__c"},
    {"aka", kName, "Short name", "Sigle", "Kurzname", "Siglas", "Skrót", "Alias__c"},
    {"former", kName, "Former name", "Ancien nom", "Früherer Name", "Nombre anterior", "Dawna nazwa", "Former_Name__c"},
    {"parent", kFact, "Brand", "Réseau", "Kette", "Cadena", "Sieć", "Parent Account"},
    {"store_number", kNumber, "Store no", "N° magasin", "Filialnummer", "Nº tienda", "Nr sklepu", "Store_No__c"},
    {"department", kFact, "Department", "Service", "Abteilung", "Departamento", "Dział", "Department"},
    {"part_number", kNumber, "Part no", "Référence", "Artikelnummer", "Referencia", "Indeks", "ProductCode"},
    {"size", kFact, "Size", "Taille", "Größe", "Talla", "Rozmiar", "Size__c"},
    {"pack", kFact, "Pack", "Colisage", "Packung", "Envase", "Opakowanie", "Pack__c"},
    {"substance", kName, "Substance", "DCI", "Wirkstoff", "Principio activo", "Substancja", "Substance__c"},
    {"strength", kFact, "Strength", "Dosage", "Stärke", "Dosis", "Moc", "Strength__c"},
    {"form", kFact, "Form", "Forme", "Darreichungsform", "Forma", "Postać", "Form__c"},
    {"trim", kFact, "Trim", "Finition", "Ausstattung", "Acabado", "Wersja", "Trim__c"},
    {"mileage", kNumber, "Mileage", "Kilométrage", "Kilometerstand", "Kilómetros", "Przebieg", "Mileage__c"},
    {"vin", kNumber, "VIN", "N° de série", "FIN", "Bastidor", "VIN", "VIN__c"},
    {"headline", kName, "Headline", "Annonce", "Anzeige", "Anuncio", "Ogłoszenie", "Subject"},
    {"district", kFact, "District", "Quartier", "Stadtteil", "Barrio", "Dzielnica", "District__c"},
    {"rooms", kNumber, "Rooms", "Pièces", "Zimmer", "Habitaciones", "Pokoje", "Rooms__c"},
    {"area", kNumber, "Area", "Surface", "Fläche", "Superficie", "Powierzchnia", "Area__c"},
    {"floor", kNumber, "Floor", "Étage", "Stockwerk", "Planta", "Piętro", "Floor__c"},
    {"agency", kFact, "Agency", "Agence", "Anbieter", "Agencia", "Agencja", "Agency__c"},
    {"subtitle", kName, "Subtitle", "Sous-titre", "Untertitel", "Subtítulo", "Podtytuł", "Subtitle"},
    {"edition", kFact, "Edition", "Édition", "Auflage", "Edición", "Wydanie", "Edition"},
    {"publisher", kName, "Publisher", "Éditeur", "Verlag", "Editorial", "Wydawca", "Publisher"},
    {"isbn", kNumber, "ISBN", "ISBN", "ISBN", "ISBN", "ISBN", "ISBN"},
    {"label", kFact, "Label", "Label", "Label", "Sello", "Wytwórnia", "Label"},
    {"medium", kFact, "Format", "Support", "Tonträger", "Formato", "Nośnik", "Format"},
    {"original_title", kName, "Original title", "Titre original", "Originaltitel", "Título original", "Tytuł oryginalny", "Original Title"},
    {"pi", kName, "Principal investigator", "Porteur", "Projektleitung", "Investigador principal", "Kierownik", "PI"},
    {"institution", kName, "Institution", "Établissement", "Einrichtung", "Institución", "Jednostka", "Organisation"},
    {"start", kDate, "Start", "Début", "Beginn", "Inicio", "Początek", "StartDate"},
    {"funding", kNumber, "Award", "Montant", "Fördersumme", "Importe", "Kwota", "AwardAmount"},
    {"reference", kNumber, "Reference", "Référence", "Förderkennzeichen", "Referencia", "Numer umowy", "GrantReference"},
    {"cuisine", kFact, "Cuisine", "Cuisine", "Küche", "Cocina", "Kuchnia", "Cuisine"},
    {"alt_name", kName, "Alternate name", "Autre nom", "Anderer Name", "Otro nombre", "Inna nazwa", "alternatename"},
    {"alt_names", kName, "Alternate names", "Autres noms", "Andere Namen", "Otros nombres", "Inne nazwy", "alternatenames"},
    {"population", kNumber, "Population", "Population", "Einwohner", "Población", "Ludność", "population"},
    {"invoice_number", kNumber, "Invoice no", "N° facture", "Rechnungsnr.", "Nº factura", "Nr faktury", "InvoiceNumber"},
    {"invoice_date", kDate, "Invoice date", "Date facture", "Rechnungsdatum", "Fecha factura", "Data faktury", "InvoiceDate"},
    {"net", kNumber, "Net", "HT", "Netto", "Base", "Netto", "NetAmount"},
    {"gross", kNumber, "Gross", "TTC", "Brutto", "Total", "Brutto", "GrossAmount"},
    {"order_number", kNumber, "PO number", "N° commande", "Bestellnr.", "Nº pedido", "Nr zamówienia", "PONumber"},
    {"event_date", kDate, "Date", "Date", "Datum", "Fecha", "Data", "ActivityDate"},
    {"ship", kName, "Vessel", "Navire", "Schiff", "Buque", "Statek", "VesselName"},
    {"imo", kNumber, "IMO", "OMI", "IMO", "OMI", "IMO", "IMO"},
    {"flag", kFact, "Flag", "Pavillon", "Flagge", "Bandera", "Bandera", "Flag"},
    {"call_sign", kNumber, "Call sign", "Indicatif", "Rufzeichen", "Indicativo", "Sygnał", "CallSign"},
    {"tonnage", kNumber, "GT", "Jauge", "BRZ", "Arqueo", "GT", "GrossTonnage"},
    {"card", kMeasure, "Card no", "N° carte", "Kartennummer", "Nº tarjeta", "Nr karty", "Card_No__c"},
    {"amount", kMeasure, "Amount", "Montant", "Betrag", "Importe", "Kwota", "Amount"},
    {"day", kMeasure, "Date", "Date", "Datum", "Fecha", "Data", "CloseDate"},
    {"nights", kMeasure, "Nights", "Nuits", "Nächte", "Noches", "Noce", "Nights__c"},
    {"policy", kMeasure, "Policy no", "N° contrat", "Vertragsnummer", "Nº póliza", "Nr polisy", "Policy_No__c"},
    {"payment", kMeasure, "Payment", "Paiement", "Zahlungsart", "Pago", "Płatność", "Payment_Method__c"},
    {"diagnosis", kMeasure, "Diagnosis", "Diagnostic", "Diagnose", "Diagnóstico", "Rozpoznanie", "Diagnosis__c"},
    {"campaign", kMeasure, "Campaign", "Campagne", "Kampagne", "Campaña", "Kampania", "Campaign Source"},
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
