// Examples of findings as a masked report shows them: what the fault is stays, who it is of does not (core/masked.h has the rule).

#include <algorithm>

#include "core/attribute.h"
#include "core/masked.h"
#include "report/view.h"
#include "standardize/stand_ins.h"
#include "standardize/suspects.h"
#include "text/fold.h"
#include "text/readable.h"

namespace jumelles::report {
namespace {

using protocol::AuditPage;
using protocol::FindingRow;
using protocol::FindingValue;

constexpr std::string_view kBetween = " \u00B7 ";  // values of several attributes
constexpr size_t kDigitsOfPhone = 4, kDigitsOfPostcode = 2;

// What stays of the values of a kind of finding, besides the domains of e-mails.
enum class Stays : uint8_t { kNothing, kDate, kPhone, kPostcode, kCountry, kExponent, kStandIn, kDifference };
struct OfKind { std::string_view kind; Stays stays; };
constexpr OfKind kOfKinds[]{
    {"birth_after_record", Stays::kDate},
    {"broken_letters", Stays::kDifference},
    {"character_references", Stays::kDifference},
    {"default_date", Stays::kDate},
    {"dropped_letters", Stays::kDifference},
    {"filler_email", Stays::kStandIn},
    {"filler_phone", Stays::kStandIn},
    {"future_date", Stays::kDate},
    {"invalid_date", Stays::kDate},
    {"invalid_phone", Stays::kPhone},
    {"invalid_postcode", Stays::kPostcode},
    {"mistyped_value", Stays::kDifference},
    {"mixed_alphabets", Stays::kDifference},
    {"other_code_page", Stays::kDifference},
    {"rounded_number", Stays::kExponent},
    {"spellings", Stays::kDifference},
    {"stand_in", Stays::kStandIn},
    {"too_old", Stays::kDate},
    {"updated_before_created", Stays::kDate},
    {"wrong_check_digits", Stays::kCountry},
};

Stays stays_of(std::string_view kind) {
  for (const OfKind& row : kOfKinds)
    if (row.kind == kind) return row.stays;
  return Stays::kNothing;
}

// Words of the product's own table are whole: they are nobody's. Not those that are names as well, nor what a rule of the recipe has taken away.
bool is_nobodys(AttributeType type, std::string_view value) {
  text::Readable readable;
  const std::string_view read = readable.read(value);
  const std::string folded = text::fold(read);
  return standardize::stands_for_nothing(type, read, folded) && !standardize::may_be_a_name(type, read, folded);
}

std::string shown(Stays stays, AttributeType type, std::string_view value) {
  if (stays == Stays::kStandIn && is_nobodys(type, value)) return std::string(value);
  if (value.find('@') != std::string_view::npos) return masked_email(value, standardize::is_public_domain);
  switch (stays) {
    case Stays::kDate: return masked_date(value);
    case Stays::kPhone: return masked_behind(value, kDigitsOfPhone);
    case Stays::kPostcode: return masked_behind(value, kDigitsOfPostcode);
    case Stays::kCountry: return type == AttributeType::kVat || type == AttributeType::kIban ? masked_behind_country(value) : masked(value);
    case Stays::kExponent: return masked_mantissa(value);
    default: return masked(value);
  }
}

AttributeType type_of(const AuditPage& audit, const std::string& key) {
  for (const protocol::AuditAttribute& attribute : audit.attributes)
    if (attribute.key == key) return attribute_type_from_id(attribute.type).value_or(AttributeType::kText);
  return AttributeType::kText;
}

std::string shown_parts(Stays stays, const std::vector<AttributeType>& types, std::string_view value) {
  std::string out;
  for (size_t part = 0;; ++part) {
    const size_t end = types.size() > part + 1 ? value.find(kBetween) : std::string_view::npos;
    out += shown(stays, part < types.size() ? types[part] : AttributeType::kText, value.substr(0, end));
    if (end == std::string_view::npos) return out;
    out += kBetween;
    value.remove_prefix(end + kBetween.size());
  }
}

FindingValue hidden(Stays stays, const std::vector<AttributeType>& types, const FindingValue& value) {
  if (stays == Stays::kDifference && types.size() == 1 && value.value.find('@') == std::string::npos) {
    auto [before, after] = masked_pair(value.value, value.becomes);
    return {std::move(before), std::move(after), value.count};
  }
  return {shown_parts(stays, types, value.value), shown_parts(stays, types, value.becomes), value.count};
}

void mask(FindingRow& finding, const AuditPage& audit) {
  const Stays stays = stays_of(finding.kind);
  std::vector<AttributeType> types;
  for (const std::string& key : finding.attributes) types.push_back(type_of(audit, key));
  std::vector<FindingValue> alike;
  for (const FindingValue& value : finding.values) {
    FindingValue row = hidden(stays, types, value);
    const auto same = std::find_if(alike.begin(), alike.end(), [&](const FindingValue& other) { return other.value == row.value && other.becomes == row.becomes; });
    if (same == alike.end()) alike.push_back(std::move(row));
    else same->count += value.count;
  }
  std::stable_sort(alike.begin(), alike.end(), [](const FindingValue& a, const FindingValue& b) { return a.count > b.count; });
  finding.values = std::move(alike);
}

}  // namespace

AuditPage masked_audit(AuditPage audit) {
  for (FindingRow& finding : audit.findings) mask(finding, audit);
  return audit;
}

}  // namespace jumelles::report
