#pragma once

// Numbers that carry their own check, as registers of several countries and trades give them out.

#include <string>

namespace jumelles::worlds {

std::string vat_france(const std::string& siren);          // FR + key + SIREN
std::string vat_germany(const std::string& eight_digits);  // DE + nine digits, ISO 7064 MOD 11,10
std::string nip_poland(std::string nine_digits);           // weighted, modulo 11; never 10
std::string cif_spain(const std::string& seven_digits);    // B + digits + check digit
std::string dni_spain(const std::string& eight_digits);    // with its letter
std::string partita_iva(const std::string& ten_digits);    // Luhn
std::string orgnr_sweden(const std::string& seven_digits); // 55 before them; Luhn, with a hyphen
std::string bsn_like(std::string eight_digits);            // eleven test
std::string pesel(const std::string& iso_birth_date, const std::string& four_digits);
std::string nhs_number(std::string nine_digits);           // modulo 11
std::string iban(const std::string& country, const std::string& bban_digits);
std::string ean13(const std::string& twelve_digits);
std::string isbn13(const std::string& nine_digits);
std::string isbn10(const std::string& nine_digits);
std::string pzn(const std::string& seven_digits);          // pharmacies of Germany
std::string imo(const std::string& six_digits);            // ships
std::string vin(std::string sixteen);                      // with the check digit put at the ninth place

}  // namespace jumelles::worlds
