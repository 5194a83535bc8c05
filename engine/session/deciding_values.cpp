// Golden values by hand: kept in the project by the names of the customer's records, undone like everything else.

#include <algorithm>

#include "core/hash.h"
#include "document/golden_decisions.h"
#include "document/record_contents.h"
#include "running/hand_values.h"
#include "session/impl.h"

namespace jumelles::session {
namespace {

using namespace protocol;

static_assert(protocol::kMostNamedRecords == document::kMostNamedRecords);

// What was done, and what the step of history is called.
struct ActRow {
  const char *id, *step;
};
constexpr ActRow kActs[] = {{document::kTaken, "take_value"}, {document::kTyped, "type_value"}, {document::kIgnored, "ignore_value"}};
const ActRow* act_of(const std::string& id) {
  const auto found = std::find_if(std::begin(kActs), std::end(kActs), [&](const ActRow& row) { return row.id == id; });
  return found == std::end(kActs) ? nullptr : found;
}

bool is_empty(const RecordRef& record) { return record.id.empty() && record.content.empty(); }

std::optional<Error> problem_of(const DecideValue& command) {
  const bool named = !command.records.empty() && command.records.size() <= kMostNamedRecords && std::none_of(command.records.begin(), command.records.end(), is_empty);
  if (!named || command.attribute.empty()) return refused("golden.no_customer", "There is no such golden value.", "Choose an attribute of a golden record.");
  if (act_of(command.act) == nullptr) return refused("golden.act", "\"" + command.act + "\" is not known.", "Say taken, typed or ignored.");
  return std::nullopt;
}

Error no_value() { return refused("golden.no_value", "No value is said.", "Type one, or choose one that a record holds."); }

// Of the record, the one at that place among its values, each counted once.
std::string value_at(const Attribute& attribute, RecordIndex record, uint32_t place) {
  std::vector<Code> held;
  for (const Attribute::Slot& slot : attribute.slots)
    if (const Code code = slot.codes[record]; code != kMissing && std::find(held.begin(), held.end(), code) == held.end()) held.push_back(code);
  return place < held.size() ? std::string(attribute.clean[held[place]]) : std::string();
}

// What the rules alone give: what was decided is over it.
std::string given_by_rules(const assessing::RunResult& result, size_t attribute, uint32_t group) {
  const Attribute& of = result.records->attributes[attribute];
  for (const survive::HandOutcome& outcome : result.golden->by_hand)
    if (outcome.group == group && outcome.attribute == attribute) return std::string(of.clean[outcome.below.code]);
  return std::string(result.golden->text(of, attribute, result.golden->values[attribute][group].code));
}

// What the command leaves to the result.
std::optional<Error> complete(const DecideValue& command, const assessing::RunResult& result, document::GoldenDecision& decision) {
  const int a = result.records->find(command.attribute);
  const RecordIndex record = (*result.finder)(decision.records.front());
  if (a < 0 || record == kNoRecord) return refused("golden.no_customer", "There is no such golden value.", "Choose an attribute of a golden record.");
  const Attribute& attribute = result.records->attributes[static_cast<size_t>(a)];
  decision.below = given_by_rules(result, static_cast<size_t>(a), result.groups->group_of[record]);
  if (command.act != document::kTyped) {
    if (decision.value.empty()) decision.value = value_at(attribute, record, command.place);
    return std::nullopt;
  }
  const standardize::CleanValue clean = running::clean_typed(*result.records, attribute, record, command.value);
  if (clean.clean.empty() && clean.status != standardize::CleanStatus::kInvalid && !command.value.empty())
    return refused("golden.stands_for_nothing", "\"" + command.value + "\" stands for nothing.", "Type a value, or ignore the one that is there.");
  return std::nullopt;
}

}  // namespace

std::string value_id_of(const document::GoldenDecision& decision) { return document::content_text(hash_text(decision.value)); }

Status Session::Impl::decide_value(const DecideValue& command) {
  if (const std::optional<Error> problem = problem_of(command)) return *problem;
  document::GoldenDecision decision{{}, command.attribute, command.act, command.value, command.below, command.for_ever || command.act == document::kIgnored, {author, now_ms(), "", 0}};
  for (const RecordRef& record : command.records) decision.records.push_back(name_from(record));
  if (result)
    if (const std::optional<Error> problem = complete(command, *result, decision)) return *problem;
  if (decision.value.empty()) return no_value();
  remember(act_of(command.act)->step);
  document::decide_value(project.decisions, std::move(decision), result ? result->finder.get() : nullptr);
  after_edit(Edit::kDecisions);
  return {};
}

Status Session::Impl::take_back_value(const TakeBackValue& command) {
  document::Decisions decisions = project.decisions;
  document::GoldenDecision asked{{name_from(command.record)}, command.attribute, command.act, {}, {}, false, {}};
  for (const document::GoldenDecision& decision : decisions.golden_values)
    if (value_id_of(decision) == command.value_id) asked.value = decision.value;
  if (!document::take_back_value(decisions, asked, result ? result->finder.get() : nullptr))
    return refused("golden.none", "Nobody decided this value.", "Look at the golden record again.");
  remember("take_back_value");
  project.decisions = std::move(decisions);
  after_edit(Edit::kDecisions);
  return {};
}

Status Session::Impl::prolong_value(const ProlongValue& command) {
  document::Decisions decisions = project.decisions;
  const document::RecordFinder* find = result ? result->finder.get() : nullptr;
  document::GoldenDecision* found = document::find_decision(decisions, {{name_from(command.record)}, command.attribute, command.act, {}, {}, false, {}}, find);
  if (found == nullptr || found->act == document::kIgnored) return refused("golden.none", "Nobody decided this value.", "Look at the golden record again.");
  found->for_ever = command.for_ever;
  const int a = result ? result->records->find(command.attribute) : -1;
  const RecordIndex record = find != nullptr ? (*find)(found->records.front()) : kNoRecord;
  if (a >= 0 && record != kNoRecord) found->below = given_by_rules(*result, static_cast<size_t>(a), result->groups->group_of[record]);
  remember("prolong_value");
  project.decisions = std::move(decisions);
  after_edit(Edit::kDecisions);
  return {};
}

void Session::Impl::count_golden_values(DecisionsSummary& out) const {
  for (const survive::HandOutcome& outcome : result->golden->by_hand) {
    switch (outcome.state) {
      case survive::HandState::kHolds: ++(outcome.act == survive::HandAct::kIgnored ? out.ignored_value_count : out.values_by_hand_count); break;
      case survive::HandState::kEnded: ++out.ended_value_count; break;
      case survive::HandState::kOverruled: ++out.overruled_value_count; break;
      case survive::HandState::kWaiting: ++out.waiting_value_count; break;
    }
  }
  out.by_hand_group_count = groups_by_hand().size();
}

std::vector<uint32_t> Session::Impl::groups_by_hand() const {
  std::vector<uint32_t> out;
  for (const survive::HandOutcome& outcome : result->golden->by_hand)
    if (outcome.group != kNoGroup) out.push_back(outcome.group);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace jumelles::session
