#include "document/shaped_groups.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "document/likeness.h"

namespace jumelles::document {
namespace {

// Which of the records of one shape a name is.
class Places {
 public:
  Places(const std::vector<RecordName>& records, const RecordFinder* find) : records_(records), find_(find) {
    for (size_t i = 0; i < records.size(); ++i) {
      by_id_[records[i].id].push_back(i);
      if (find != nullptr)
        if (const RecordIndex record = (*find)(records[i]); record != kNoRecord) by_record_.emplace(record, i);
    }
  }
  // Nothing where it is another record.
  std::optional<size_t> of(const RecordName& name) const {
    const auto same_id = by_id_.find(name.id);
    if (same_id != by_id_.end())
      for (const size_t i : same_id->second)
        if (records_[i] == name) return i;
    // Names of one record may differ in row and content, not in the id where it has one.
    if (find_ == nullptr || (same_id == by_id_.end() && name.content.empty())) return std::nullopt;
    const auto found = by_record_.find((*find_)(name));
    return found == by_record_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  const std::vector<RecordName>& records_;
  const RecordFinder* find_;
  std::unordered_map<std::string, std::vector<size_t>> by_id_;
  std::unordered_map<RecordIndex, size_t> by_record_;
};

bool names_all(const Places& places, const std::vector<RecordName>& records) {
  return std::all_of(records.begin(), records.end(), [&](const RecordName& name) { return places.of(name).has_value(); });
}

}  // namespace

void shape_group(Decisions& decisions, ShapedGroup shape, const RecordFinder* find) {
  const Places places(shape.records, find);
  std::vector<PairDecision> overruled;
  std::erase_if(decisions.pairs, [&](const PairDecision& decision) {
    if (decision.verdict == kUnsure) return false;
    const auto a = places.of(decision.a);
    if (!a) return false;
    const auto b = places.of(decision.b);
    const bool goes = b && (shape.thing_of[*a] == shape.thing_of[*b]) != (decision.verdict == kSame);
    if (goes) overruled.push_back(decision);
    return goes;
  });
  take_back_followers(decisions.pairs, overruled);
  std::erase_if(decisions.shaped_groups, [&](const ShapedGroup& former) { return names_all(places, former.records); });
  decisions.shaped_groups.push_back(std::move(shape));
}

bool take_back_shape(Decisions& decisions, const std::vector<RecordName>& records, const RecordFinder* find) {
  const Places places(records, find);
  auto& shapes = decisions.shaped_groups;
  const auto found = std::find_if(shapes.rbegin(), shapes.rend(), [&](const ShapedGroup& shape) {
    return shape.records.size() == records.size() && names_all(places, shape.records);
  });
  if (found == shapes.rend()) return false;
  shapes.erase(std::next(found).base());
  return true;
}

}  // namespace jumelles::document
