#pragma once

// Which columns feed which slot of which attribute: the plan that the phases carry out.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/records.h"
#include "standardize/recipe.h"

namespace jumelles::standardize {

// The part of a field of names that a feed takes. Those from kCivility on are set aside: not there in most files.
enum class Part : uint8_t { kWhole, kGivenName, kSurname, kCivility, kPartner, kCompany, kPhone, kEmail, kStreet, kRemarks };
constexpr Part kFirstSetAside = Part::kCivility;
constexpr uint32_t part_bit(Part part) { return 1u << static_cast<uint32_t>(part); }
constexpr uint32_t kAllParts = (part_bit(Part::kRemarks) << 1) - 1;

// Which rows a feed fills.
enum class Filling : uint8_t {
  kAll,
  kWhereMissing,  // those whose value no feed before it gave
  kBeside,        // those where `beside` holds something else already
};

// What a feed takes of cells that hold a postcode and a town.
enum class LinePart : uint8_t { kWhole, kPostcode, kTown };

// One slot of one attribute in one table.
struct Feed {
  uint32_t table = 0;
  uint32_t attribute = 0;
  uint32_t slot = 0;
  ColumnPieces pieces;
  AttributeType column_type = AttributeType::kIgnored;  // how their values are read
  Part part = Part::kWhole;
  AttributeType name_type = AttributeType::kFullName;  // of the field that a part set aside stands in
  LinePart line = LinePart::kWhole;
  bool split = false;                                  // and whether that is taken apart into given name and surname
  Filling filling = Filling::kAll;
  uint32_t beside = 0;                                 // an attribute
};

struct Plan {
  std::vector<Feed> feeds;  // by table, then attribute, then slot
  std::vector<int32_t> id_column, source_column;  // per table, -1 when there is none
  std::vector<uint8_t> split_full_name;           // per table: a full name is taken apart
};

// Adds the attributes (empty) and their slots to `records`.
Plan make_plan(const std::vector<std::shared_ptr<const Table>>& tables, const Mapping& mapping, RecordSet& records);

// Key of the attribute that the columns of a feed have in the mapping of their table: "full_name" of what a full name is taken apart into.
std::string column_key(const Feed& feed, const std::vector<ColumnMapping>& columns);

// Rules of a recipe for what a feed reads, in their order: those on its column_key, and, where a full name is taken apart, on `attribute`, the
// key of the part.
std::vector<uint32_t> rules_of_feed(const Recipe& recipe, const Feed& feed, std::string_view source, const std::vector<ColumnMapping>& columns, std::string_view attribute);

// Whether a feed reads a field of names, the first of those that do: what else stands there is looked for once.
bool reads_names(const Feed& feed);
// Adds feeds for the parts of that field that are there (bits), behind all others, with their attributes and slots where the table
// or no table has any: "civility", "partner", "name_remarks", "company_name", "phone", "email", "street"; "street_others" and "company_name_others"
// for what a column of its own says otherwise.
void add_parts_set_aside(Plan& plan, const Feed& names, uint32_t parts, RecordSet& records);

// Whether cells of a feed may hold a postcode and a town.
bool reads_places(const Feed& feed);
// For such a feed: it takes its own of both from now on, and a feed behind all others fills the other one where nothing else does:
// "postcode" beside "city", "NAME_postcode" beside a town of another name, and the other way round.
void add_other_of_line(Plan& plan, size_t feed, RecordSet& records);

// What a row's pieces say together, not cleaned: "12 rue des Tanneurs", "1971-3-14" where the parts of a date have columns of
// their own (unknown ones "00"; "" without a year). A single piece is as it came.
void join_pieces(const Table& table, const ColumnPieces& pieces, uint32_t row, std::string& out);

}  // namespace jumelles::standardize
