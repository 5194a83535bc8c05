#include "standardize/trace.h"

#include <algorithm>

namespace jumelles::standardize {

void Trace::clear() {
  steps_.clear();
  pending_.clear();
}

void Trace::rule(std::string_view id) {
  if (std::find(pending_.begin(), pending_.end(), id) == pending_.end()) pending_.push_back(id);
}

void Trace::step(std::string_view before, std::string_view after) {
  if (before != after) steps_.push_back({std::string(before), std::string(after), pending_});
  pending_.clear();
}

void step_readable(Trace* trace, std::string_view original, const text::Readable& reader, std::string_view readable) {
  if (trace == nullptr) return;
  using text::Readable;
  static constexpr std::pair<uint32_t, std::string_view> kRules[] = {
      {Readable::kEncodedTwice, "text.encoded_twice"}, {Readable::kReference, "text.reference"},      {Readable::kUnseen, "text.unseen_characters"},
      {Readable::kBlank, "text.blanks"},               {Readable::kTyped | Readable::kPrinted, "text.typed_characters"}, {Readable::kComposed, "text.one_character"}};
  for (const auto& [bit, rule] : kRules)
    if ((reader.found() & bit) != 0) trace->rule(rule);
  trace->step(original, readable);
}

}  // namespace jumelles::standardize
