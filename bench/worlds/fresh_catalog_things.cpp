#include "fresh_catalog.h"

namespace jumelles::worlds {

// Goods, works, places and papers of the fresh catalog: not to be used for tuning (fresh_catalog.cpp).
const std::vector<CatalogRow>& fresh_catalog_of_things() {
  static const std::vector<CatalogRow> rows{
      // Parts and articles: what differs by one measure is another article.
      {"fresh_parts_series_clean", "part rows=1000 variants=0.8 columns=product,brand,part_number,price as=MATERIAL_DESC|MFR|MFR_PN|STD_PRICE writes=cut40"},
      {"fresh_parts_two_plants", "part rows=900,800 variants=0.4 overlap=0.5 errors=0.7 missing=0.01 shortened=0.4 reworded=0.2 columns=product,part_number:0.7,brand:0.8 then=description,part_number:0.6 as=MAKTX|MFRPN|MFRNR as=Bezeichnung|Herstellernr writes=cut40,plain"},
      // A standard part without maker and number could be any maker's: nobody could tell these few.
      {"fresh_parts_master_cleanup", "part rows=2500 variants=0.3 duplicates=0.2 group=2-4 errors=1 missing=0.01 shortened=0.3 columns=product,brand:0.9,part_number:0.7,category,extra*9:0.3 headers=scream"},
      {"fresh_garments_size_color_clean", "garment rows=1200 variants=0.9 columns=brand,title,variant,size,price as=Vendor|Title|Option1~Value|Option2~Value|Variant~Price"},
      {"fresh_garments_two_shops", "garment rows=1000,1000 variants=0.7 overlap=0.5 errors=0.6 missing=0.01 columns=product,price,ean:0.3 then=brand,title,variant,size,price as=name|price|gtin as=Marca|Articolo|Colore|Taglia|Prezzo"},
      {"fresh_groceries_packs_two", "grocery rows=900,900 variants=0.6 overlap=0.6 errors=0.6 missing=0.01 reworded=0.3 columns=product,category,price then=product,pack,size,price,ean:0.4 as=Artikel|Warengruppe|VK as=item|pack|content|price|barcode writes=comma,upper+cut32"},
      {"fresh_groceries_ean_lost", "grocery rows=800,800 variants=0.4 overlap=0.7 errors=0.5 missing=0.01 columns=ean:0.9,product,brand as=EAN|Libellé|Marque writes=science:0.5,nozero"},
      {"fresh_parts_five_distributors", "part rows=300,300,300,300,300 variants=0.2 overlap=0.8 errors=0.8 missing=0.01 shortened=0.2 columns=part_number,product,brand,price onefile as=mpn|description|manufacturer|unit_price"},
      {"fresh_offers_of_many_shops", "grocery rows=3000 variants=0.2 duplicates=0.9 group=5-60 errors=0.7 missing=0 reworded=0.3 columns=product,price as=offer_title|price"},

      // Cars, flats, ships.
      {"fresh_cars_two_portals", "car rows=1200,900 country=de overlap=0.4 errors=0.5 missing=0.06 columns=headline,start,mileage,price,variant,postcode,agency then=brand,model,trim,year,mileage,price,town,vin:0.3 "
       "as=Titel|Erstzulassung|km|Preis|Farbe|PLZ|Händler as=make|model|variant|year|odometer|price|location|vin writes=german,plain"},
      {"fresh_cars_relisted", "car rows=1500 country=pl duplicates=0.3 group=2-6 errors=0.5 missing=0.01 columns=headline,year,mileage,price,town,plate:0.3,day headers=polish"},
      {"fresh_cars_fleet_clean", "car rows=600 country=fr columns=brand,model,start,vin,plate,agency as=MARQUE|MODELE|DATE_MEC|VIN|IMMAT|SITE writes=upper+eu"},
      {"fresh_flats_two_agencies", "flat rows=800,700 country=fr variants=0.2 overlap=0.3 errors=0.5 missing=0.01 reworded=0.4 columns=headline,district,town,rooms,area,floor:0.7,price,agency then=description,town,postcode,rooms,area,price,street:0.4,floor:0.6 "
       "as=titre|quartier|ville|pieces|surface|etage|prix|agence as=texte|commune|cp|nb_pieces|m2|prix_fai|rue|niveau"},
      {"fresh_flats_one_house_clean", "flat rows=500 country=pl variants=0.9 columns=street,town,floor,rooms,area,price as=adres|miasto|piętro|pokoje|metraż|cena"},
      {"fresh_ships_port_calls", "ship rows=2500 duplicates=0.7 group=3-30 errors=0.6 missing=0.01 ocr=0.02 former=0.05 columns=ship,imo:0.8,flag,call_sign:0.6,tonnage:0.7,day as=VESSEL|IMO~No|FLAG|CALLSIGN|GT|ETA writes=upper"},
      {"fresh_ships_two_registers", "ship rows=700,600 overlap=0.6 errors=0.6 missing=0.01 former=0.1 columns=ship,flag,year,tonnage,category then=ship,former:0.4,year,tonnage,area as=Name|Flag|Built|GRT|Type as=vessel_name|ex_name|yob|gross_tonnage|loa"},

      // Libraries, records, films.
      {"fresh_library_catalogs", "book rows=1200,1000 country=en variants=0.3 overlap=0.5 errors=0.7 missing=0.01 columns=title,subtitle:0.7,authors,publisher,year,isbn:0.5 then=place_name,publisher,year,pages as=245a|245b|100a|260b|260c|020a as=Titre~complet|Editeur|Annee|Pages"},
      {"fresh_library_editions_clean", "book rows=900 country=en variants=0.9 columns=title,authors,edition,publisher,year,isbn headers=english"},
      {"fresh_library_copies_mojibake", "book rows=1200 country=pl duplicates=0.4 group=2-6 variants=0.2 errors=0.7 missing=0.01 encoding=double:0.35 columns=title,authors,publisher,year:0.8 headers=polish"},
      {"fresh_secondhand_books_isbn", "book rows=2000 country=de duplicates=0.5 group=2-5 errors=0.8 missing=0.01 reworded=0.3 columns=title,authors:0.7,isbn:0.6,price,extra*2 headers=german writes=pad:0.2"},
      {"fresh_records_reissues_clean", "release rows=900 country=en variants=0.8 columns=artist,album,label,catalog_number,year,medium headers=english"},
      {"fresh_records_shop_and_database", "release rows=900,1500 country=en variants=0.4 overlap=0.6 errors=0.6 missing=0.01 reworded=0 columns=artist,album,medium,label:0.7,ean:0.4 then=artist,album,year,label,catalog_number,country,medium,ean:0.6 "
       "as=Artiste|Titre|Support|Label|Code~barre as=artist|title|released|label|catno|country|format|barcode"},
      {"fresh_films_original_titles", "movie rows=1500,1200 country=fr variants=0.05 overlap=0.4 errors=0.6 missing=0.01 columns=title,original_title:0.7,director,year then=original_title,year,runtime,director,country as=Titre|Titre~original|Réalisation|Année as=originalTitle|startYear|runtimeMinutes|directors|country"},
      {"fresh_films_remakes_clean", "movie rows=800 country=us variants=0.3 columns=title,year,director,genre,runtime headers=crm"},

      // Research, events, places.
      {"fresh_grants_renewals_clean", "grant rows=600 country=en variants=0.8 columns=reference,title,pi,institution,start,funding as=GrantReference|Title|PI|ResearchOrganisation|StartDate|Value"},
      {"fresh_grants_funder_and_university", "grant rows=700,400 country=en variants=0.3 overlap=0.8 errors=0.8 missing=0.01 columns=title,pi,institution,start,funding,reference:0.8 then=pi,title,year,reference:0.4 "
       "as=AwardTitle|LeadInvestigator|Organisation|StartDate|AmountAwarded|AwardID as=Staff|Project~name|Yr|Funder~ref writes=plain,cut50"},
      {"fresh_events_of_three_calendars", "gathering rows=500,400,400 country=de variants=0.4 overlap=0.5 errors=0.7 missing=0.01 reworded=0.3 columns=title,event_date,venue,town then=title,event_date,street,town as=Titel|Datum|Ort|Stadt as=summary|dtstart|location|city writes=german,compact"},
      {"fresh_events_series_clean", "gathering rows=600 country=us variants=0.9 columns=title,venue,event_date,town,price headers=english writes=long"},
      {"fresh_restaurants_two_guides", "eatery rows=500,350 country=us towns=12 overlap=0.35 errors=0.7 missing=0.01 reworded=0.2 columns=place_name,street,town,phone,cuisine as=name|addr|city|phone|type writes=lower,bare"},
      {"fresh_restaurants_delivery_apps", "eatery rows=400,400,400,400 country=it overlap=0.6 errors=0.7 missing=0.01 reworded=0.25 columns=place_name,address_line,cuisine:0.7,rating then=place_name,street,town,phone:0.5,latitude,longitude as=title|address|tags|stars as=nome|via|comune|tel|lat|lng"},
      {"fresh_gazetteers_other_language", "city rows=800,600 overlap=0.6 errors=0.3 missing=0.01 columns=place_name,country,region,latitude,longitude,population then=alt_name,country,latitude:0.8,longitude:0.8,population as=asciiname|country_code|admin1|latitude|longitude|population as=Nom|Pays|Lat|Lon|Habitants writes=ascii,comma"},
      {"fresh_gazetteer_clean", "city rows=1500 columns=place_name,alt_names,country,region,latitude,longitude,population as=name|alternatenames|country_code|admin1_code|latitude|longitude|population"},

      // Papers.
      // A lease of each month is an invoice each, of one amount; what was entered twice has one number, supplier and day.
      {"fresh_invoices_entered_twice", "invoice rows=2000 country=de variants=0.4 duplicates=0.04 errors=0.7 missing=0.01 columns=company,invoice_number,invoice_date,net,gross,order_number:0.4 as=Kreditor|Belegnummer|Belegdatum|Netto|Brutto|Bestellung writes=german+comma"},
      {"fresh_invoices_bank_and_ledger", "invoice rows=1200,1000 country=fr variants=0.3 overlap=0.8 errors=0.5 missing=0.01 columns=company,vat:0.6,invoice_number,invoice_date,gross then=company,gross,invoice_number:0.6,day as=FOURNISSEUR|TVA|NUM_FACT|DATE_FACT|TTC as=Libelle|Montant|Ref|Date~valeur writes=upper+eu,upper+cut24"},
      {"fresh_invoices_monthly_clean", "invoice rows=900 country=en variants=0.9 columns=company,invoice_number,invoice_date,net,description headers=crm"},

      // Larger.
      {"fresh_customers_60000", "member rows=60000 country=de towns=2000 households=0.4 duplicates=0.15 errors=0.8 missing=0.01 columns=civility,given,surname,birth_date:0.6,email:0.6,phone:0.5,street,postcode,town,created as=Anrede|Vorname|Nachname|Geb.|E-Mail|Telefon|Straße|PLZ|Ort|Angelegt writes=german"},
      {"fresh_register_and_members_40000", "member rows=40000,15000 country=us towns=1500 households=0.5 overlap=0.5 errors=0.8 missing=0.01 columns=surname,given,middle,birth_date,street,town,postcode then=full_name,street,town,postcode,phone:0.6,birth_year:0.8 as=LAST_NAME|FIRST_NAME|MI|BIRTH_DT|RES_ADDR|RES_CITY|RES_ZIP as=Name|Address|City|Zip|Phone|YOB writes=upper+us,plain"},
      {"fresh_shops_100000", "firm rows=100000 country=fr chains=400 towns=4000 duplicates=0.08 errors=0.6 missing=0.01 columns=brand_name,company:0.7,siret:0.6,street,postcode,town,phone:0.5 headers=scream-french"},
      {"fresh_articles_20000", "garment rows=10000,10000 variants=0.6 overlap=0.4 errors=0.6 missing=0.01 columns=product,part_number:0.6,price then=brand,title,variant,size,price as=title|sku|price as=brand|name|color|size|rrp"},
  };
  return rows;
}

}  // namespace jumelles::worlds
