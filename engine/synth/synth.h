#pragma once

// Made-up customers in three extracts with known truth: what the engine is shown, tested and timed on.
// Names are drawn by their frequency in France, towns by population; phones lie in the ranges reserved for fiction,
// e-mails under .example. Who is who, and what differs between two records of one customer, is known.

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace jumelles::synth {

struct SynthOptions {
  uint64_t customers = 7350;  // 7 350 give 12 000 records: CRM 5 000, shop 4 200, billing 2 800
  uint64_t seed = 1;
};

enum class Source : uint8_t { kCrm, kShop, kBilling };
constexpr int kSourceCount = 3;

// What a record changed of its customer's first record.
enum class Change : uint16_t {
  kGivenNameTypo = 1, kNickname = 2, kSurnameTypo = 4, kMarriedName = 8, kSwappedNames = 16,
  kMoved = 32, kOtherEmail = 64, kOtherPhone = 128, kPostcodeTypo = 256, kCompanyNameForm = 512,
};

struct Date { int16_t year = 0; uint8_t month = 0, day = 0; };

struct Address {
  std::string street;
  uint32_t postcode = 0;   // 1400 for "01400"
  std::string city;
  uint16_t department = 0; // index into the places' departments
};

// One customer as they are; records are what the sources know of them.
struct Customer {
  bool is_company = false, is_female = false;
  std::string given_name, surname;    // "Jean-Baptiste", "Le Gall"; empty for companies
  std::string company_name;           // of the company, or where a person works
  std::string siren;                  // companies only
  Address address;
  std::string phone;                  // ten digits
  std::string email;
  Date birth_date;
  int32_t household = -1;             // persons of one home and surname share a number
  bool shares_contact = false;        // phone or e-mail shared with the household
  bool is_father_or_son = false;      // of one first name, in one household
  bool is_namesake = false;           // another person of the same names lives in the department
  bool behind_switchboard = false;    // the phone is the company's
  bool consents = false;
};

struct Record {
  Source source = Source::kCrm;
  uint32_t customer = 0;
  uint16_t changes = 0;       // bits of Change, from the customer's first record
  bool is_duplicate = false;  // the customer is already in this source
  std::string id;
  std::string given_name, surname, company_name, siren;  // siren only where the source has it
  std::string email, phone;                              // "" when missing
  Address address;
  std::string postcode_text;  // as known, possibly mistyped; five digits
  Date birth_date;            // shop only, year 0 when missing
  Date created, updated;
  int8_t consent = -1;        // 1 yes, 0 no, -1 unknown
  bool changed(Change change) const { return (changes & static_cast<uint16_t>(change)) != 0; }
};

struct Population {
  std::vector<Customer> customers;
  std::vector<Record> records;  // by source, in the order of the files
};

// O(customers). Equal options give equal populations on every platform.
Population make_population(const SynthOptions& options);

// The files, in the order in which they are written.
enum class File : uint8_t { kCrm, kShop, kBilling, kTruth };
constexpr int kFileCount = 4;
std::string_view file_name(File file);  // "crm.csv", "boutique.csv", "facturation.json", "truth.csv"

// Writes all files: CRM as ';' CSV in Windows-1252 with CRLF, shop as ',' CSV in UTF-8, billing as a JSON array, truth as
// source,id,cluster_id. The sink gets chunks of about 64 kB.
using Sink = std::function<void(File file, std::string_view chunk)>;
void write_files(const Population& population, const Sink& sink);

// All at once.
struct Files { std::array<std::string, kFileCount> bytes; };
Files generate(const SynthOptions& options);

}  // namespace jumelles::synth
