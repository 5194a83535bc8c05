// Spellings of one thing, looked for when somebody asks, behind all other work.

#include "standardize/spellings.h"

#include <algorithm>

#include "core/hash.h"
#include "session/pages.h"

namespace jumelles::session {
namespace {

using standardize::SpellingGroups;

constexpr double kAtOnceMs = 5;  // what takes no longer is found within the question

}  // namespace

const SpellingGroups* Session::Impl::spellings(const SpellingsQuery& query) {
  document::Project ground = recipe_ground(project.recipe);
  if (ground.sources.empty()) return nullptr;
  uint64_t id = document::stage_keys(ground, ready_keys())[document::Stage::kRecords];
  for (const std::string* text : {&query.attribute, &query.source, &query.method}) id = combine(id, hash_text(*text));
  if (speller.id == id) return speller.known.get();
  const bool somebody_waits = speller.runner != nullptr;
  speller = {};
  speller.id = id;
  speller.making = std::make_shared<SpellingGroups>(ready_tables(), document::mapping_of(ground.sources), std::make_shared<standardize::Recipe>(std::move(ground.recipe)),
                                                    query.attribute, query.source, query.method);
  speller.runner = std::make_unique<Runner>(SpellingGroups::phases(speller.making), clock);
  speller.started_ms = clock();
  if (!speller.runner->pump(kAtOnceMs)) {
    speller.runner.reset();
    speller.known = std::move(speller.making);
    if (somebody_waits) events.push_back(TaskEnded{"recipe", {}, false, 0});
  }
  return speller.known.get();
}

bool Session::Impl::pump_spellings(double budget_ms) {
  if (!speller.runner) return false;
  if (budget_ms <= 0 || speller.runner->pump(budget_ms)) return true;
  longest_step_ms = std::max(longest_step_ms, speller.runner->longest_step_ms());
  speller.runner.reset();
  speller.known = std::move(speller.making);
  events.push_back(TaskEnded{"recipe", {}, false, clock() - speller.started_ms});
  return false;
}

Result<Page> Pager::operator()(const SpellingsQuery& query) const {
  SpellingsPage page;
  page.attribute = query.attribute, page.source = query.source, page.method = query.method;
  const std::vector<std::string> keys = impl.recipe_attributes(impl.project.recipe), &methods = standardize::spelling_methods();
  const auto has = [](const std::vector<std::string>& list, const std::string& id) { return std::find(list.begin(), list.end(), id) != list.end(); };
  page.state = impl.ready_keys().empty() ? "no_source" : "unknown";
  if (page.state == "no_source" || !has(keys, query.attribute) || !has(methods, query.method)) return Page(std::move(page));
  const SpellingGroups* found = impl.spellings(query);
  page.state = found != nullptr ? "ready" : "counting";
  if (found == nullptr) return Page(std::move(page));
  page.value_count = found->value_count();
  page.group_count = found->group_count();
  for (const standardize::SpellingGroup& group : found->groups()) {
    SpellingGroupRow row{std::to_string(hash_text(group.key)), {}, group.spelling_count, group.cell_count};
    for (const standardize::Spelling& spelling : group.spellings) row.spellings.push_back({spelling.value, spelling.count});
    page.groups.push_back(std::move(row));
  }
  return Page(std::move(page));
}

}  // namespace jumelles::session
