#include "fresh_catalog.h"

namespace jumelles::worlds {

// Written by a reader who works with such files and had not seen the engine: made to look like what companies, hospitals, libraries and
// town halls hand over. They judge the engine and are NOT to be used for tuning it: no option, constant or test is to be fitted to a
// figure of these worlds, and none has a floor in `script/test`. Where somebody with the file at hand could not tell, a comment says so.
// Options: bench/README.md.
const std::vector<CatalogRow>& fresh_catalog_of_people() {
  static const std::vector<CatalogRow> rows{
      // Customers: what sales writes down and what accounts does.
      {"fresh_crm_erp_germany",
       "firm rows=900,700 country=de overlap=0.6 errors=0.8 variants=0.1 columns=company,street,postcode,town,phone,website,sector,seller,created "
       "then=company,brand_name:0.3,street_name,house_number,postcode,town,country,vat:0.7,phone:0.8 "
       "as=Account~Name|BillingStreet|BillingPostalCode|BillingCity|Phone|Website|Industry|Account~Owner|Created~Date "
       "as=NAME1|NAME2|STRAS|HAUSN|PSTLZ|ORT01|LAND1|STCEG|TELF1 writes=plain,german-ascii+upper+cut35+bare headers=crm separator=;"},
      {"fresh_crm_leads_and_accounts",
       "firm rows=1500 country=us duplicates=0.25 group=2-4 errors=1 columns=company,website:0.6,phone:0.7,street:0.5,town:0.8,region:0.8,postcode:0.5,status,rating,revenue:0.3,seller,updated "
       "as=Company|Website|Phone|Street|City|State/Province|Zip/Postal~Code|Lead~Status|Rating|Annual~Revenue|Lead~Owner|Last~Activity writes=na:0.3+spaces:0.1"},
      {"fresh_suppliers_poland_nip",
       "firm rows=800 country=pl duplicates=0.15 errors=0.8 columns=company,vat:0.9,street,postcode,town,iban:0.7 as=Kontrahent|NIP|Ulica|Kod|Miejscowość|Rachunek~bankowy"},
      {"fresh_suppliers_spain_clean", "firm rows=600 country=es variants=0.3 columns=company,siren,street,postcode,town,phone headers=spanish as=Razón~social|CIF|Domicilio|C.P.|Población|Tfno"},
      {"fresh_suppliers_italy_two",
       "firm rows=700,700 country=it overlap=0.45 errors=0.9 columns=company,vat:0.8,street,town,mailbox:0.6 then=company,siren:0.6,address_line,mailbox:0.8 "
       "as=Ragione~sociale|Partita~IVA|Indirizzo|Comune|PEC as=DENOMINAZIONE|P_IVA|SEDE_LEGALE|EMAIL writes=plain,upper"},
      // One name and address, three companies: the tax number and the word behind the name tell them apart.
      {"fresh_group_sisters_sweden", "firm rows=700,600 country=se overlap=0.5 variants=0.7 errors=0.4 columns=company,siren:0.8,street,postcode,town as=Bolag|Org.nr|Gatuadress|Postnr|Ort"},
      {"fresh_merger_three_crms",
       "firm rows=500,450,400 country=nl overlap=0.4 duplicates=0.08 errors=1 former=0.1 columns=company,street,postcode,town,phone,website "
       "then=company,address_line,phone,mailbox then=brand_name,postcode,house_number,website,vat:0.4 "
       "as=Bedrijfsnaam|Adres|Postcode|Plaats|Telefoon|Website as=Naam|Volledig~adres|Tel.|E-mailadres as=klant|pc|huisnr|www|btw_nr"},
      {"fresh_former_names_register",
       "firm rows=800,500 country=en overlap=0.7 errors=0.4 former=0.3 columns=company,former:0.4,siren,street,postcode,town then=company,street,postcode,town,siren:0.5 "
       "as=CompanyName|PreviousName_1.CompanyName|CompanyNumber|RegAddress.AddressLine1|RegAddress.PostCode|RegAddress.PostTown as=customer|addr1|postcode|city|co_no writes=upper,plain"},
      {"fresh_business_cards", "firm rows=400 country=us duplicates=0.3 errors=0.8 ocr=0.05 columns=company,manager,phone,mailbox,website,address_line noid headers=english"},

      // Franchises: one brand, many shops.
      {"fresh_franchise_siret_clean", "firm rows=900 country=fr chains=18 columns=brand_name,parent,siret,street,postcode,town,website writes=upper as=ENSEIGNE|RESEAU|SIRET|ADRESSE|CP|COMMUNE|SITE"},
      {"fresh_franchise_two_directories",
       "firm rows=700,700 country=fr chains=15 overlap=0.6 errors=0.7 columns=brand_name,street,postcode,town,phone then=brand_name,siret:0.6,address_line,phone:0.7 "
       "as=Nom|Adresse|Code~postal|Ville|Téléphone as=shop_name|siret|full_address|tel writes=plain,dots headers=french"},
      {"fresh_franchise_ein_operators",
       "firm rows=800 country=us chains=25 duplicates=0.12 errors=0.6 columns=parent,store_number:0.7,company,siren:0.8,street,town,region,postcode,phone "
       "as=Brand|Store~#|Franchisee~Legal~Entity|EIN|Address|City|State|ZIP|Phone"},
      // Two or three shops of one operator have one NIP and one company; only address and phone differ.
      {"fresh_franchise_nip_shared", "firm rows=500,350 country=pl chains=10 overlap=0.5 errors=0.4 columns=company,vat,street,postcode,town,phone headers=polish"},
      {"fresh_shops_store_locator", "firm rows=300 country=de chains=3 columns=parent,street,postcode,town,phone,store_number as=name|street|zip|city|phone|store_id noid"},

      // Hospitals and pharmacies.
      {"fresh_patient_index",
       "member rows=2000 country=us households=0.4 variants=0.3 duplicates=0.08 errors=1 known=0.8 columns=surname,given,middle,birth_date,gender,national_id:0.35,street,town,postcode,phone,maiden:0.3 "
       "as=LAST_NM|FIRST_NM|MI|DOB|SEX|SSN|ADDR_LINE_1|CITY|ZIP|HOME_PHONE|MOTHER_MAIDEN_NM writes=upper+compact"},
      {"fresh_hospital_and_gp",
       "member rows=1500,600 country=en overlap=0.8 households=0.3 errors=0.9 columns=national_id:0.8,surname,given,birth_date,gender,postcode then=list_name,birth_date,address_line,national_id:0.6,phone:0.7 "
       "as=NHS_NUMBER|SURNAME|FORENAME|DATE_OF_BIRTH|SEX|POSTCODE as=Patient|D.O.B.|Address|NHS~No|Tel writes=upper+eu,long"},
      // Twins and juniors of one address: given name or day of birth alone tells them apart; and no number is there.
      {"fresh_twins_and_juniors", "member rows=800 country=us households=0.9 variants=0.9 duplicates=0.2 errors=0.5 columns=list_name,birth_date,street,town,phone as=Patient~Name|Birth~Date|Address|City|Phone writes=us"},
      {"fresh_lab_orders_many_visits",
       "member rows=3000 country=es duplicates=0.7 group=2-40 errors=0.7 households=0.2 columns=surname,given,birth_date,national_id:0.6,diagnosis,day headers=spanish "
       "as=Apellidos|Nombre|F._nacimiento|DNI|Diagnóstico|Fecha_analítica writes=upper+ascii:0.3+eu"},
      {"fresh_vaccination_centres",
       "member rows=400,400,400,400,400 country=de overlap=0.15 errors=0.7 columns=surname,given,birth_date,postcode,day onefile as=Nachname|Vorname|Geb.-Datum|PLZ|Impfdatum writes=german,compact,german,eu"},
      {"fresh_screening_invitations_disjoint", "member rows=900,900 country=se overlap=0 known=0.9 namesakes=0.1 columns=national_id,surname,given,postcode,town as=Personnr|Efternamn|Förnamn|Postnr|Ort"},
      {"fresh_medicine_packages_clean", "medicine rows=900 variants=0.8 columns=product,substance,pack,brand,part_number as=Bezeichnung|Wirkstoff|N|Hersteller|PZN"},
      {"fresh_medicine_two_price_lists",
       "medicine rows=800,800 overlap=0.55 variants=0.6 errors=0.6 reworded=0.2 columns=title,strength,form,pack,brand,price then=product,brand,price,ean:0.4 "
       "as=Drug|Strength|Form|PackSize|MAH|PPP as=LIBELLE|LABO|PRIX|CIP writes=plain,upper+comma"},
      {"fresh_medicine_pharmacy_keyed", "medicine rows=700 duplicates=0.35 group=2-4 variants=0.3 errors=0.8 missing=0 shortened=0.4 columns=product,brand:0.5,substance:0.4 headers=english writes=lower:0.3"},

      // Gifts, cards and clubs.
      {"fresh_donations_of_years",
       "member rows=4000 country=fr duplicates=0.5 group=2-15 errors=0.9 households=0.4 columns=civility,surname,given,street,postcode,town,mailbox:0.4,amount,day,payment,campaign shared=0.3 "
       "as=CIV|NOM|PRENOM|ADR|CP|VILLE|MAIL|MONTANT|DATE_DON|MODE|OPERATION writes=upper+ascii:0.5+eu separator=;"},
      {"fresh_donors_two_charities", "member rows=1000,1000 country=en overlap=0.1 errors=0.7 households=0.3 columns=civility,given,surname,street,town,postcode as=Title|First|Last|Address~1|Town|Postcode writes=plain,upper:0.4"},
      {"fresh_loyalty_shared_mailbox",
       "member rows=1200 country=fr households=0.7 shared=0.8 duplicates=0.15 errors=0.7 columns=card,given,surname,mailbox,mobile:0.6,postcode,birth_date:0.5,orders,revenue "
       "as=card_number|firstname|lastname|email|msisdn|zip|dob|visits_12m|spend_12m writes=intl"},
      {"fresh_loyalty_clean_families", "member rows=900 country=it households=0.8 shared=0.6 columns=card,given,surname,mailbox,phone,birth_date headers=english as=Tessera|Nome|Cognome|Email|Telefono|Nato~il"},
      {"fresh_sports_club_families", "member rows=350 country=nl households=0.8 duplicates=0.1 errors=0.6 columns=given,surname,birth_date,street,postcode,phone,mailbox shared=0.5 as=Voornaam|Achternaam|Geb.datum|Adres|Postcode|Telefoon|E-mail writes=eu"},
      // Whoever comes back with another address and gives no name is nobody's to find: some three in a hundred.
      {"fresh_newsletter_signups", "member rows=1500 country=us duplicates=0.2 errors=0.6 newmail=0.05 columns=email,given:0.7,surname:0.6,day,campaign as=Email~Address|First~Name|Last~Name|OPTIN_TIME|Source writes=lower:0.5"},

      // Shops on the web.
      {"fresh_guest_checkouts",
       "member rows=2500 country=de duplicates=0.45 group=2-8 errors=1 newphone=0.2 households=0.2 columns=email:0.9,given,surname,street,postcode,town,phone:0.4,amount,day,payment "
       "as=email|shipping_firstname|shipping_lastname|shipping_street|shipping_zip|shipping_city|shipping_phone|grand_total|created_at|payment_method writes=lower:0.15+pad:0.2+time"},
      {"fresh_accounts_and_guests",
       "member rows=1200,800 country=en overlap=0.5 duplicates=0.1 errors=0.8 columns=given,surname,email,mobile:0.5,created,newsletter then=full_name,email:0.8,street,town,postcode,amount "
       "as=customer_first_name|customer_last_name|customer_email|mobile|registered_at|marketing_optin as=Billing~Name|Email|Billing~Street|Billing~City|Billing~Zip|Total"},
      {"fresh_marketplace_sellers_dummies", "firm rows=900 country=pl duplicates=0.2 errors=0.8 missing=0.2 columns=company,mailbox,phone,vat:0.5,town writes=dummy headers=snake"},
      {"fresh_login_export_clean", "member rows=1000 country=en columns=account,email,full_name,created,updated,status as=username|user_email|display_name|user_registered|last_login|user_status"},

      // Towns and their registers.
      {"fresh_municipal_register_dutch", "member rows=2000,700 country=nl overlap=0.6 households=0.6 errors=0.6 columns=national_id:0.9,surname,given,birth_date,street_name,house_number,postcode then=surname,initials,birth_date,postcode,house_number "
       "as=BSN|Geslachtsnaam|Voornamen|Geboortedatum|Straatnaam|Huisnummer|Postcode as=naam|voorl|gebdat|pc|nr writes=compact,eu"},
      {"fresh_electoral_roll_clean", "member rows=3000 country=fr households=0.7 namesakes=0.08 known=0.85 columns=surname,maiden:0.3,given,birth_date,birth_place,address_line writes=upper+eu as=NOM_DE_NAISSANCE|NOM_D_USAGE|PRENOMS|DATE_DE_NAISSANCE|COMMUNE_DE_NAISSANCE|ADRESSE"},
      {"fresh_polish_residents_pesel", "member rows=900,900 country=pl overlap=0.4 households=0.4 errors=0.8 columns=national_id:0.8,surname,given,street,town then=surname,given,birth_date,town,street as=PESEL|NAZWISKO|IMIE|ULICA|MIASTO as=Nazwisko|Imię|Data~ur.|Miejscowość|Adres writes=upper+ascii,plain"},
      {"fresh_parish_books_ocr", "member rows=1200 country=de duplicates=0.4 ocr=0.12 typo=0.06 missing=0.05 abbreviated=0.15 known=0.5 columns=surname,given,birth_date,birth_place,guardian:0.3 headers=made-up noid"},
      {"fresh_deaths_and_pensions", "member rows=600,2500 country=es overlap=0.15 errors=0.6 columns=surname,given,birth_date,birth_place then=list_name,birth_date,national_id,town,iban:0.7 as=APELLIDOS|NOMBRE|FEC_NAC|MUN_NAC as=Titular|Nacido|NIF|Localidad|IBAN writes=upper+ascii+compact,eu"},

      // Schools and alumni.
      {"fresh_pupils_siblings_clean", "pupil rows=700 country=fr households=0.6 variants=0.3 columns=surname,given,birth_date,class,guardian,phone,mailbox,street,town headers=french as=Nom|Prénom|Né(e)~le|Classe|Responsable~1|Tél.|Courriel|Adresse|Commune"},
      {"fresh_pupils_canteen_and_school", "pupil rows=600,400 country=fr overlap=0.9 households=0.5 variants=0.2 errors=0.8 married=0 columns=surname,given,birth_date,class then=full_name,guardian,phone,class as=NOM|PRENOM|NAISSANCE|CLASSE as=Enfant|Parent|Portable|Niveau writes=upper+eu,plain"},
      {"fresh_school_two_years", "pupil rows=500,500 country=us overlap=0.8 households=0.4 errors=0.6 married=0 columns=list_name,birth_date,guardian,phone,school as=Student|DOB|Parent/Guardian|Contact|School writes=us,us"},
      // Common names of one city are nobody's in particular: there nobody could be sure.
      {"fresh_alumni_and_employees",
       "member rows=1500,900 country=us overlap=0.08 errors=0.6 diminutive=0.2 married=0.1 columns=given,middle,surname,maiden:0.2,degree,year,email,town then=full_name,job,employer,town,phone "
       "as=First|MI|Last|Maiden|Degree|Class~Year|Email|City as=Employee~Name|Position|Division|Work~City|Ext"},
      {"fresh_applicants_every_year", "member rows=1800 country=us duplicates=0.3 group=2-5 errors=0.9 newphone=0.3 newmail=0.3 columns=full_name,email,mobile,town,degree,job,day as=Candidate|E-mail|Cell|Location|Highest~Degree|Applied~for|Applied~on writes=long"},
      {"fresh_course_participants_no_header", "member rows=250 country=de duplicates=0.25 errors=0.8 columns=civility,surname,given,email,employer headers=none noid"},

      // Guests, insured, attendees.
      {"fresh_hotel_guests", "member rows=3500 country=it duplicates=0.4 group=2-12 errors=0.8 households=0.3 columns=list_name,nationality,birth_date:0.5,email:0.5,phone:0.6,day,nights,amount as=Guest~Name|Nat.|DOB|E-Mail|Phone|Arrival|Nights|Rate writes=upper:0.4+intl:0.5+german"},
      {"fresh_hotel_regular_hundreds", "member rows=4000 country=en duplicates=0.8 group=80-300 errors=0.4 columns=full_name,email:0.8,phone:0.7,day,nights as=Guest|Email|Telephone|Check-in|LOS"},
      {"fresh_household_policies", "member rows=2400 country=de households=0.8 duplicates=0.4 group=2-5 errors=0.6 columns=policy,civility,surname,given,birth_date,street,postcode,town,iban:0.6 as=VSNR|ANREDE|VN_NAME|VN_VORNAME|GEBDAT|STR|PLZ|ORT|IBAN writes=german-ascii+upper+german separator=;"},
      {"fresh_insurer_and_broker", "member rows=1200,500 country=en overlap=0.7 households=0.5 errors=0.8 columns=surname,given,birth_date,postcode,plate:0.7,policy then=full_name,address_line,plate:0.6,phone,policy as=PH_SURNAME|PH_FORENAME|PH_DOB|RISK_PC|VRM|POL_NO as=Client|Address|Reg|Mobile|Policy writes=upper,plain"},
      {"fresh_attendees_three_fairs", "member rows=500,500,500 country=se overlap=0.25 errors=0.8 columns=given,surname,employer,job,email:0.8 then=full_name,employer,town,email:0.6 then=email,full_name,employer as=First~name|Last~name|Company|Job~title|Email as=Namn|Företag|Ort|E-post as=Mail|Deltagare|Org"},
      {"fresh_badge_scans_small", "member rows=40 country=en duplicates=0.35 errors=0.7 columns=full_name,employer,email:0.7 as=Name|Company|Email noid"},
      {"fresh_nurses_rota_tiny", "member rows=30,35 country=pl overlap=0.7 errors=0.5 columns=surname,given,mobile then=list_name,mobile,department headers=polish writes=plain,bare"},

      // Lists of names that have little else.
      // Nobody could tell namesakes apart here: common Swedish names, and the municipality. About one name in ten is another person's.
      {"fresh_petition_names_town", "member rows=600 country=se duplicates=0.1 errors=0.3 missing=0 known=1 columns=full_name,town as=Namn|Kommun"},
      {"fresh_wide_hr_export", "member rows=1000 country=nl duplicates=0.15 errors=0.7 columns=extra*30:0.3,given,surname,birth_date,national_id:0.5,street,postcode,town,iban:0.5,email:0.6,phone,department,job headers=snake"},
  };
  return rows;
}

std::vector<CatalogRow> fresh_catalog() {
  std::vector<CatalogRow> all = fresh_catalog_of_people();
  all.insert(all.end(), fresh_catalog_of_things().begin(), fresh_catalog_of_things().end());
  return all;
}

}  // namespace jumelles::worlds
