#include "assessing/group_doubts.h"

#include <algorithm>
#include <string_view>

#include "assessing/group_ties.h"
#include "core/math.h"

namespace jumelles::assessing {
namespace {

constexpr size_t kSirenDigits = 9;

// Whether members hold two values of which neither begins with the other. `length`: how much of a value counts.
bool holds_two(const Attribute& attribute, const RecordIndex* members, size_t count, size_t length) {
  if (attribute.slots.empty()) return false;
  std::string_view longest;
  for (size_t i = 0; i < count; ++i) {
    const Code code = attribute.slots[0].codes[members[i]];
    if (code == kMissing || attribute.validity[code] == Validity::kInvalid) continue;
    const Code compared = attribute.comparison_of[code];
    if (compared == kMissing) continue;
    const std::string_view value = std::string_view(attribute.comparison[compared]).substr(0, length);
    const size_t shared = std::min(value.size(), longest.size());
    if (value.substr(0, shared) != longest.substr(0, shared)) return true;
    if (value.size() > longest.size()) longest = value;
  }
  return false;
}

class Doubter {
 public:
  Doubter(std::shared_ptr<const RunResult> result, std::shared_ptr<const RunResult> former, std::shared_ptr<const GroupChanges> changes,
          std::shared_ptr<GroupDoubts> out)
      : result_(std::move(result)), former_(std::move(former)), changes_(std::move(changes)), out_(std::move(out)) {}

  uint64_t start() {
    const RecordSet& records = *result_->records;
    threshold_ = weight_from_probability(result_->project.link.threshold);
    out_->marks.assign(result_->groups->group_count(), 0);
    const bool same_links = former_ && former_->doubts && changes_ && former_->edges == result_->edges;
    if (same_links) out_->first_edge = former_->doubts->first_edge;
    else out_->first_edge = first_edges(*result_->edges, records.record_count());
    reuses_ = same_links && former_->project.link.threshold == result_->project.link.threshold;
    if (reuses_) {
      said_anew_.assign(result_->groups->group_count(), 0);
      for (const RecordIndex record : changed_records(former_->binding.get(), result_->binding.get())) said_anew_[result_->groups->group_of[record]] = 1;
    }
    for (const Attribute& attribute : records.attributes) {
      if (attribute.type == AttributeType::kBirthDate) births_.push_back(&attribute);
      if (attribute.type == AttributeType::kSiren || attribute.type == AttributeType::kSiret) numbers_.push_back(&attribute);
    }
    return result_->groups->group_count();
  }

  void doubt(uint64_t begin, uint64_t end) {
    for (uint64_t g = begin; g < end; ++g) doubt_one(static_cast<uint32_t>(g));
    if (end < out_->marks.size()) return;
    for (const Contradiction& contradiction : result_->contradictions)
      for (const Tie& tie : contradiction.chain)
        for (const RecordIndex record : {tie.a, tie.b}) out_->marks[result_->groups->group_of[record]] |= kContradicted;
    out_->count = static_cast<uint64_t>(std::count_if(out_->marks.begin(), out_->marks.end(), [](uint8_t marks) { return marks != 0; }));
  }

 private:
  void doubt_one(uint32_t group) {
    const Groups& groups = *result_->groups;
    const RecordIndex* members = groups.members.data() + groups.first_member[group];
    const size_t count = groups.first_member[group + size_t{1}] - groups.first_member[group];
    if (count < 2) return;
    ++out_->several_count;
    if (reuses_ && said_anew_[group] == 0 && changes_->former_of[group] != kNoGroup) {
      out_->marks[group] = former_->doubts->marks[changes_->former_of[group]] & static_cast<uint8_t>(~kContradicted);
      return;
    }
    uint8_t marks = 0;
    const auto two = [&](const std::vector<const Attribute*>& attributes, size_t length) {
      return std::any_of(attributes.begin(), attributes.end(), [&](const Attribute* a) { return holds_two(*a, members, count, length); });
    };
    if (two(births_, std::string_view::npos)) marks |= kTwoBirths;
    if (two(numbers_, kSirenDigits)) marks |= kTwoCompanyNumbers;
    if (marks != 0 || count > 3) {
      const GroupTies ties = group_ties(members, count, *result_->edges, out_->first_edge, threshold_, result_->binding.get());
      if (ties.bridge != kNoTie) marks |= kBridged;
      if (ties.all_by_hand) marks = 0;
    }
    out_->marks[group] = marks;
  }

  std::shared_ptr<const RunResult> result_, former_;
  std::shared_ptr<const GroupChanges> changes_;
  std::shared_ptr<GroupDoubts> out_;
  Weight threshold_ = 0;
  bool reuses_ = false;
  std::vector<uint8_t> said_anew_;  // per group: other things are known of its records
  std::vector<const Attribute*> births_, numbers_;
};

}  // namespace

const char* id(GroupDoubt doubt) {
  switch (doubt) {
    case kContradicted: return "contradiction";
    case kBridged: return "bridge";
    case kTwoBirths: return "two_births";
    case kTwoCompanyNumbers: return "two_company_numbers";
  }
  return "";
}

std::vector<Phase> group_doubt_phases(std::shared_ptr<const RunResult> result, std::shared_ptr<const RunResult> former, std::shared_ptr<const GroupChanges> changes,
                                      std::shared_ptr<GroupDoubts> out) {
  auto doubter = std::make_shared<Doubter>(std::move(result), std::move(former), std::move(changes), std::move(out));
  return {pass("index.doubts", Unit::kGroups, doubter, &Doubter::start, &Doubter::doubt, 1000)};
}

}  // namespace jumelles::assessing
