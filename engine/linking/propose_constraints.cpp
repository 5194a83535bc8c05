#include "linking/propose_constraints.h"

#include <unordered_set>

#include "standardize/identifier_schemes.h"

namespace jumelles::linking {
namespace {

// Whether most well-formed values stand once in their source.
bool is_once_in_source(const RecordSet& records, const Attribute& attribute) {
  std::unordered_set<uint64_t> seen, repeated;
  uint64_t held = 0;
  for (RecordIndex r = 0; r < records.record_count(); ++r) {
    const Code code = attribute.slots[0].codes[r];
    if (code == kMissing || attribute.validity[code] != Validity::kValid) continue;
    ++held;
    const uint64_t key = uint64_t{records.source_of[r]} << 32 | attribute.comparison_of[code];
    if (!seen.insert(key).second) repeated.insert(key);
  }
  return (seen.size() - repeated.size()) * 2 > held;
}

// Whether two records with different well-formed numbers are different things.
bool tells_apart(const RecordSet& records, const Attribute& attribute) {
  switch (info(attribute.type).tells_apart) {
    case TellsApart::kNever: return false;
    case TellsApart::kAlways: return true;
    case TellsApart::kWhereOnce: return is_once_in_source(records, attribute);
    case TellsApart::kByScheme: {
      const standardize::IdentifierScheme* scheme = standardize::find_identifier_scheme(attribute.identifier);
      return scheme != nullptr && scheme->own && is_once_in_source(records, attribute);
    }
  }
  return false;
}

}  // namespace

std::vector<Constraint> propose_constraints(const RecordSet& records) {
  std::vector<Constraint> proposed;
  for (const Attribute& attribute : records.attributes) {
    if (!comparable(attribute) || !tells_apart(records, attribute)) continue;
    Constraint constraint;
    constraint.id = info(attribute.type).constraint;
    constraint.attribute = attribute.key;
    proposed.push_back(std::move(constraint));
  }
  return proposed;
}

}  // namespace jumelles::linking
