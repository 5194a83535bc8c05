// Groups put together and apart by hand: kept in the project by name, undone like everything else.

#include <algorithm>
#include <set>

#include "document/shaped_groups.h"
#include "session/impl.h"

namespace jumelles::session {
namespace {

using namespace protocol;

static_assert(protocol::kMostShapedRecords == document::kMostShapedRecords);

// What was done, and what the step of history is called.
struct ShapeRow {
  const char *id, *step;
};
constexpr ShapeRow kShapes[] = {{"cut", "cut_group"}, {"kept", "keep_group"}, {"taken_out", "take_record_out"}, {"split", "split_group"}, {"merged", "merge_groups"}};
const ShapeRow* shape_of(const std::string& id) {
  const auto found = std::find_if(std::begin(kShapes), std::end(kShapes), [&](const ShapeRow& row) { return row.id == id; });
  return found == std::end(kShapes) ? nullptr : found;
}

std::optional<Error> problem_of(const ShapeGroup& command) {
  if (command.records.size() > document::kMostShapedRecords) {
    const std::string most = std::to_string(document::kMostShapedRecords), count = std::to_string(command.records.size());
    return Error{ErrorCode::kTooLarge, "shape.too_large", "A group of " + count + " records is not shaped by hand, " + most + " are the most.",
                 "Correct the rule that joins so many.", {}, 0, {count, most}};
  }
  const auto is_empty = [](const RecordRef& record) { return record.id.empty() && record.content.empty(); };
  std::set<std::tuple<std::string, std::string, uint64_t, std::string>> seen;
  bool fits = command.records.size() > 1 && std::none_of(command.records.begin(), command.records.end(), is_empty);
  for (const RecordRef& record : command.records) fits = fits && seen.emplace(record.source, record.id, record.row, record.content).second;
  if (!fits) return refused("shape.no_records", "There are no such records.", "Choose two records of a group or more, each once.");
  if (command.thing_of.empty()) return std::nullopt;
  if (command.thing_of.size() != command.records.size()) return refused("shape.no_things", "Each record must be of a thing.", "Say of every record which thing it is.");
  if (shape_of(command.shape) == nullptr)
    return refused("shape.unknown", "\"" + command.shape + "\" is not known.", "Say cut, kept, taken_out, split or merged.");
  return std::nullopt;
}

}  // namespace

Status Session::Impl::shape_group(const ShapeGroup& command) {
  if (const std::optional<Error> problem = problem_of(command)) return *problem;
  const document::RecordFinder* find = result ? result->finder.get() : nullptr;
  document::ShapedGroup shape;
  for (const RecordRef& record : command.records) shape.records.push_back(name_from(record));
  if (command.thing_of.empty()) {
    document::Decisions decisions = project.decisions;
    if (!document::take_back_shape(decisions, shape.records, find))
      return refused("shape.none", "These records were not shaped by hand.", "Look at the group again.");
    remember("take_back_shape");
    project.decisions = std::move(decisions);
  } else {
    shape.thing_of.assign(command.thing_of.begin(), command.thing_of.end());
    shape.how = command.shape;
    shape.origin = {author, now_ms(), "", 0};
    remember(shape_of(command.shape)->step);
    document::shape_group(project.decisions, std::move(shape), find);
  }
  after_edit(Edit::kDecisions);
  return {};
}

}  // namespace jumelles::session
