#pragma once

// What a made-up table can have as columns, and how columns are headed.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/rng.h"

namespace jumelles::worlds {

enum class Field : uint8_t {
  kCivility, kGiven, kSurname, kFullName, kSurnameFirst, kGender, kBirthDate, kBirthYear, kBirthPlace,
  kEmail, kMailbox, kSlug, kAccount, kPicture, kPhone, kMobile,
  kStreet, kPostcode, kTown, kRegion, kCountry,
  kCompany, kLegalForm, kSiren, kSiret, kVat, kWebsite, kSector, kBrandName, kManager, kEmployer, kJob,
  kProduct, kBrand, kModel, kVariant, kEan, kPrice, kDescription, kCategory,
  kTitle, kAuthors, kVenue, kYear, kPages, kDoi, kDirector, kActors, kGenre, kRuntime, kArtist, kAlbum, kLength, kCatalogNumber,
  kPlaceName, kPlaceKind, kLatitude, kLongitude,
  kRevenue, kOrders, kRating, kCreated, kUpdated, kComment, kStatus, kNewsletter, kSeller,
  // Of the fresh catalog.
  kMiddle, kInitials, kListName, kMaiden, kGuardian, kNationalId, kIban, kHouseNumber, kStreetName, kAddressLine, kClass, kSchool,
  kDegree, kNationality, kPlate, kAka, kFormer, kParent, kStoreNumber, kDepartment, kPartNumber, kSize, kPack, kSubstance,
  kStrength, kForm, kTrim, kMileage, kVin, kHeadline, kDistrict, kRooms, kArea, kFloorNumber, kAgency, kSubtitle, kEdition,
  kPublisher, kIsbn, kLabel, kMedium, kOriginalTitle, kPi, kInstitution, kStart, kFunding, kReference, kCuisine, kAltName,
  kAltNames, kPopulation, kInvoiceNumber, kInvoiceDate, kNet, kGross, kOrderNumber, kEventDate, kShip, kImo, kFlag, kCallSign,
  kTonnage, kCard, kAmount, kDay, kNights, kPolicy, kPayment, kDiagnosis, kCampaign,
  kExtra,  // one of many further columns, with a number
  kCount
};

// What a value is to its thing, by which it is spoiled and compared.
enum class Role : uint8_t {
  kName,     // words that slips happen to
  kNumber,   // digits or codes that slips happen to
  kDate,
  kFact,     // said of the thing, hardly ever wrong
  kMeasure,  // of the row: another one in every row of the same thing
};

struct FieldInfo {
  const char* id;
  Role role;
  const char *english, *french, *german, *spanish, *polish, *crm;
};
const FieldInfo& info(Field field);
// Field::kCount when there is none of that id.
Field field_of(std::string_view id);

// Headers of one file. Styles: english, french, german, spanish, polish, crm (as sales tools write them), snake, scream, scream-french,
// prefixed, numbered (c1, c2...), made-up. "" and anything else: none.
bool is_header_style(std::string_view style);
std::string header(Field field, size_t column, uint32_t number, std::string_view style, Rng& rng);

}  // namespace jumelles::worlds
