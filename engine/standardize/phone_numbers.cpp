#include "standardize/phone_numbers.h"

#include <algorithm>
#include <iterator>
#include <bit>

#include "generated/phone_numbers.h"

namespace jumelles::standardize {
namespace {

using generated::kPhonePlans;
using generated::PhonePlan;

constexpr uint16_t kNoPlan = UINT16_MAX;
constexpr size_t kLongest = 17;  // digits of a number; E.164 allows fifteen with its calling code, Germany has longer ones inside

// Plans by region and by calling code.
struct PlanIndex {
  std::array<uint16_t, 26 * 26> of_region;
  std::array<uint16_t, 1000> of_code;  // the first one
  PlanIndex() {
    of_region.fill(kNoPlan);
    of_code.fill(kNoPlan);
    for (uint16_t p = 0; p < generated::kPhonePlanCount; ++p) {
      const PhonePlan& plan = kPhonePlans[p];
      if (of_code[plan.code] == kNoPlan) of_code[plan.code] = p;
      if (plan.region[0] != 0) of_region[place(plan.region)] = p;
    }
  }
  static size_t place(std::string_view region) { return static_cast<size_t>(region[0] - 'A') * 26 + static_cast<size_t>(region[1] - 'A'); }
};

const PlanIndex& plan_index() {
  static const PlanIndex index;
  return index;
}

uint16_t plan_of(std::string_view region) {
  if (region.size() != 2 || region[0] < 'A' || region[0] > 'Z' || region[1] < 'A' || region[1] > 'Z') return kNoPlan;
  return plan_index().of_region[PlanIndex::place(region)];
}

// The label of a whole number; null where a plan does not have it.
const generated::PhoneLabel* label_of(const PhonePlan& plan, std::string_view digits) {
  constexpr uint32_t kEnds = 1u << 10, kRuns = 1u << 11, kDigits = kEnds - 1;
  const uint16_t* states = generated::kPhoneStates;
  uint32_t at = plan.start;
  for (const char c : digits) {
    const uint32_t head = states[at], digit = static_cast<uint32_t>(c - '0');
    const uint32_t next = at + ((head & kEnds) != 0 ? 2 : 1);
    if ((head & kRuns) == 0) at = (head >> digit & 1) != 0 ? states[next] : 0;
    else at = states[next + static_cast<uint32_t>(std::popcount(head & kDigits & ((2u << digit) - 1))) - 1];
    if (at == 0) return nullptr;
  }
  return (states[at] & kEnds) != 0 ? &generated::kPhoneLabels[states[at + 1]] : nullptr;
}

// Which numbers are looked for: those of known ranges first, those that are right by their form where no plan has the number.
enum class Wanted : uint8_t { kAssigned, kUnassigned };

bool take(const PhonePlan& plan, std::string_view national, Wanted wanted, PhoneNumber& out) {
  if (national.size() > kLongest) return false;
  const generated::PhoneLabel* label = label_of(plan, national);
  if (label == nullptr || (label->kind == static_cast<uint8_t>(PhoneKind::kUnassigned)) != (wanted == Wanted::kUnassigned)) return false;
  out.region = plan.region;
  out.code = plan.code;
  out.kind = static_cast<PhoneKind>(label->kind);
  std::copy(std::begin(label->groups), std::end(label->groups), out.groups.begin());
  out.national = national;
  return true;
}

// Calls f(text) for the texts of a list until one is right.
template <class F>
bool any_text(uint16_t list, F f) {
  std::string_view left = generated::kPhoneTexts + list;
  while (!left.empty()) {
    const size_t end = std::min(left.find(' '), left.size());
    if (f(left.substr(0, end))) return true;
    left.remove_prefix(std::min(end + 1, left.size()));
  }
  return false;
}

// "011 15 1234 5678" in Argentina: a mobile, +54 9 11 1234 5678. Areas have two to four digits.
bool take_argentine_mobile(const PhonePlan& plan, std::string_view digits, Wanted wanted, PhoneNumber& out) {
  if (digits.size() != 12) return false;
  for (size_t area = 2; area <= 4; ++area)
    if (digits.substr(area, 2) == "15" && take(plan, "9" + std::string(digits.substr(0, area)) + std::string(digits.substr(area + 2)), wanted, out)) return true;
  return false;
}

bool take_dialed(const PhonePlan& plan, std::string_view digits, Wanted wanted, PhoneNumber& out) {
  const bool argentine = plan.code == 54;
  const auto behind = [&](std::string_view prefix) {
    if (prefix.empty() || digits.size() <= prefix.size() || digits.substr(0, prefix.size()) != prefix) return false;
    const std::string_view rest = digits.substr(prefix.size());
    return take(plan, rest, wanted, out) || (argentine && take_argentine_mobile(plan, rest, wanted, out));
  };
  if (any_text(plan.prefixes, behind) || take(plan, digits, wanted, out)) return true;
  if (argentine) return take_argentine_mobile(plan, digits, wanted, out);
  if (plan.local_length != digits.size() || digits.empty() || !((plan.local_first >> (digits[0] - '0')) & 1)) return false;
  return any_text(plan.area, [&](std::string_view area) { return take(plan, std::string(area).append(digits), wanted, out); });
}

// Kept for films and books by the French regulator, in no department and in no plan.
bool take_french_fiction(std::string_view national, PhoneNumber& out) {
  if (national.size() != 9 || national.substr(0, 5) != "63998") return false;
  out.region = "FR";
  out.code = 33;
  out.kind = PhoneKind::kMobile;
  out.groups = {1, 2, 2, 2, 2};
  out.national = national;
  return true;
}

constexpr std::string_view kFrenchRegions[] = {"GP", "GF", "MQ", "RE", "YT", "PM"};

// Where nine digits are by how they begin, as far as ranges were given to whole departments.
std::string_view overseas_region(std::string_view national) {
  static constexpr std::pair<std::string_view, std::string_view> kBeginnings[] = {
      {"262", "RE"}, {"263", "RE"}, {"269", "YT"}, {"639", "YT"}, {"692", "RE"}, {"693", "RE"}, {"590", "GP"},
      {"690", "GP"}, {"691", "GP"}, {"594", "GF"}, {"694", "GF"}, {"596", "MQ"}, {"696", "MQ"}, {"697", "MQ"}};
  for (const auto& [beginning, region] : kBeginnings)
    if (national.substr(0, 3) == beginning) return region;
  return {};
}

// Fixed lines overseas begin with their calling code, which three of the regions share with none else in France (0262, 0269, 0590...).
bool is_at_home(std::string_view national) {
  return national.substr(0, 3) == "262" || national.substr(0, 3) == "263" || national.substr(0, 3) == "269" || national.substr(0, 2) == "59";
}

// In France and its departments overseas a number is dialed alike: zero and nine digits, which tell where it is.
bool take_french(std::string_view digits, Wanted wanted, PhoneNumber& out) {
  std::string_view national = digits;
  if (national.size() == 10 && national[0] == '0') national.remove_prefix(1);
  if (national.size() != 9) return false;
  const PhonePlan& mainland = kPhonePlans[plan_of("FR")];
  if (wanted == Wanted::kUnassigned) {
    const std::string_view region = overseas_region(national);
    return take(region.empty() ? mainland : kPhonePlans[plan_of(region)], national, wanted, out);
  }
  if (take_french_fiction(national, out)) return true;
  // Saint-Pierre-et-Miquelon: its calling code is part of the nine digits.
  if (national.substr(0, 3) == "508") {
    if (take(kPhonePlans[plan_of("PM")], national.substr(3), wanted, out)) return true;
  }
  if (!is_at_home(national) && take(mainland, national, wanted, out)) return true;
  for (const std::string_view region : kFrenchRegions)
    if (take(kPhonePlans[plan_of(region)], national, wanted, out) && (out.kind == PhoneKind::kMobile || is_at_home(national))) return true;
  return take(mainland, national, wanted, out);
}

bool is_french(std::string_view region) {
  return region == "FR" || std::find(std::begin(kFrenchRegions), std::end(kFrenchRegions), region) != std::end(kFrenchRegions);
}

// The first plan of the code that the digits begin with; calling codes have one to three digits, and none begins another one.
uint16_t plan_of_digits(std::string_view digits, size_t& code_size) {
  uint32_t code = 0;
  for (code_size = 1; code_size <= 3 && code_size < digits.size(); ++code_size) {
    code = code * 10 + static_cast<uint32_t>(digits[code_size - 1] - '0');
    if (code == 0) return kNoPlan;
    if (plan_index().of_code[code] != kNoPlan) return plan_index().of_code[code];
  }
  return kNoPlan;
}

std::string_view without_prefix(const PhonePlan& plan, std::string_view digits) {
  std::string_view out = digits;
  any_text(plan.prefixes, [&](std::string_view prefix) {
    if (prefix.empty() || digits.size() <= prefix.size() || digits.substr(0, prefix.size()) != prefix) return false;
    out = digits.substr(prefix.size());
    return true;
  });
  return out;
}

}  // namespace

bool read_national_phone(std::string_view digits, std::string_view region, PhoneNumber& out) {
  const uint16_t own = plan_of(region);
  if (own == kNoPlan || digits.empty()) return false;
  for (const Wanted wanted : {Wanted::kAssigned, Wanted::kUnassigned})
    if (is_french(region) ? take_french(digits, wanted, out) : take_dialed(kPhonePlans[own], digits, wanted, out)) return true;
  return false;
}

bool read_international_phone(std::string_view digits, PhoneNumber& out) {
  size_t code_size = 0;
  const uint16_t first = plan_of_digits(digits, code_size);
  if (first == kNoPlan) return false;
  const PhonePlan& plan = kPhonePlans[first];
  const std::string_view rest = digits.substr(code_size), bare = without_prefix(plan, rest);
  for (const Wanted wanted : {Wanted::kAssigned, Wanted::kUnassigned}) {
    if (plan.code == 33 && take_french(rest, wanted, out)) return true;
    if (plan.code != 33 && (take(plan, rest, wanted, out) || take(plan, bare, wanted, out))) return true;
  }
  return false;
}

size_t dialed_abroad(std::string_view digits, std::string_view region) {
  size_t size = digits.substr(0, 2) == "00" ? 2 : 0;
  const uint16_t own = plan_of(region);
  if (own == kNoPlan) return size;
  any_text(kPhonePlans[own].abroad, [&](std::string_view prefix) {
    if (prefix.empty() || digits.substr(0, prefix.size()) != prefix) return false;
    size = std::max(size, prefix.size());
    return true;
  });
  return size;
}

std::string_view region_of_calling_code(std::string_view digits) {
  size_t code_size = 0;
  const uint16_t plan = plan_of_digits(digits, code_size);
  return plan == kNoPlan ? std::string_view() : std::string_view(kPhonePlans[plan].region);
}

uint16_t calling_code_of(std::string_view region) {
  const uint16_t plan = plan_of(region);
  return plan == kNoPlan ? 0 : kPhonePlans[plan].code;
}

std::string e164(const PhoneNumber& number) {
  std::string out = "+" + std::to_string(number.code);
  return out += number.national;
}

std::string international(const PhoneNumber& number) {
  const std::string_view national = number.national;
  std::string out;
  out.reserve(2 * kLongest);
  (out += '+') += std::to_string(number.code);
  size_t at = 0;
  for (const uint8_t group : number.groups) {
    if (group == 0 || at >= national.size()) break;
    (out += ' ') += national.substr(at, group);
    at += group;
  }
  if (at < national.size()) (out += ' ') += national.substr(at);
  return out;
}

std::string with_national_prefix(const PhoneNumber& number) {
  const uint16_t plan = plan_of(number.region);
  std::string grouped = international(number);
  grouped.erase(0, grouped.find(' ') + 1);
  if (plan == kNoPlan) return grouped;
  std::string_view prefix;
  any_text(kPhonePlans[plan].prefixes, [&](std::string_view text) {
    prefix = text;  // the last is the shortest: the prefix itself
    return false;
  });
  return std::string(prefix) + grouped;
}

bool is_short_number(std::string_view digits) {
  static constexpr std::string_view kEmergencies[] = {"15", "17", "18", "110", "112", "114", "115", "119", "191", "196", "197"};
  if (std::find(std::begin(kEmergencies), std::end(kEmergencies), digits) != std::end(kEmergencies)) return true;
  if (digits.size() == 4) return digits[0] == '3' || digits.substr(0, 2) == "10";
  return digits.size() == 6 && (digits.substr(0, 3) == "118" || digits.substr(0, 3) == "116");
}

}  // namespace jumelles::standardize
