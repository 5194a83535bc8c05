#include "linking/name_shares.h"

#include <algorithm>

#include "core/math.h"
#include "text/fold.h"
#include "text/french_names.h"

namespace jumelles::linking {
namespace {

constexpr double kRarestShare = 1e-5;  // of the listed names
constexpr double kRarerBits = 1.5;     // by which given names may be rarer on average than those of the population

double share_of(AttributeType type, const std::string& name) {
  return std::max(kRarestShare, type == AttributeType::kGivenName ? text::french_given_name_share(name) : text::french_surname_share(name));
}

// Bits of surprise at the given name of a person of the population, on average.
double usual_rarity_bits() {
  double bits = 0, all = 0;
  for (const text::NameShare& name : text::french_given_names()) {
    bits -= name.share * log2(name.share);
    all += name.share;
  }
  return bits / all;
}

}  // namespace

std::vector<std::vector<double>> name_shares(const RecordSet& records, const compare::RecordComparer& comparer,
                                             const std::vector<std::vector<uint32_t>>& counts) {
  std::vector<std::vector<double>> shares(counts.size());
  double given_bits = 0, given_count = 0;
  for (size_t c = 0; c < counts.size(); ++c) {
    if (counts[c].empty()) continue;
    const Attribute& attribute = records.attributes[static_cast<size_t>(comparer.term_attribute(c))];
    if (attribute.type != AttributeType::kGivenName && attribute.type != AttributeType::kSurname) continue;
    shares[c].assign(counts[c].size(), kRarestShare);
    for (Code code = 1; code < counts[c].size(); ++code) {
      shares[c][code] = share_of(attribute.type, text::fold(attribute.comparison[code]));
      if (attribute.type != AttributeType::kGivenName) continue;
      given_bits -= counts[c][code] * log2(shares[c][code]);
      given_count += counts[c][code];
    }
  }
  if (given_count == 0 || given_bits / given_count > usual_rarity_bits() + kRarerBits) return std::vector<std::vector<double>>(counts.size());
  return shares;
}

}  // namespace jumelles::linking
