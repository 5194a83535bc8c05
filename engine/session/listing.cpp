// Lists of rows as they were read, made when they are asked for.

#include <algorithm>

#include "session/impl.h"

namespace jumelles::session {
namespace {

constexpr double kAtOnceMs = 5;  // a list that takes no longer is made within the question

}  // namespace

const RowList* Session::Impl::preview_list(const std::shared_ptr<const Table>& table, const RowQuestion& question) {
  for (const auto& known : lister.previews)
    if (known && known->is_of(table.get(), question)) return known.get();
  if (lister.making_preview && lister.making_preview->is_of(table.get(), question)) return nullptr;
  const auto& latest = lister.previews[0];
  auto list = std::make_shared<RowList>(table, question, latest ? latest->order() : nullptr);
  make_list(RowList::phases(list), list, nullptr);
  return lister.runner ? nullptr : lister.previews[0].get();
}

const RejectList* Session::Impl::reject_list(const Rejects& rejects, const RejectQuestion& question) {
  for (const auto& known : lister.rejects)
    if (known && known->is_of(rejects, question)) return known.get();
  if (lister.making_rejects && lister.making_rejects->is_of(rejects, question)) return nullptr;
  auto list = std::make_shared<RejectList>(rejects, question);
  make_list(RejectList::phases(list), nullptr, list);
  return lister.runner ? nullptr : lister.rejects[0].get();
}

// Takes the place of what was being made. Who was told to wait for that asks again when this has ended.
void Session::Impl::make_list(std::vector<Phase> phases, std::shared_ptr<RowList> preview, std::shared_ptr<RejectList> rejects) {
  const bool somebody_waits = lister.runner != nullptr;
  lister.making_preview = std::move(preview);
  lister.making_rejects = std::move(rejects);
  lister.runner = std::make_unique<Runner>(std::move(phases), clock);
  lister.started_ms = lister.last_progress_ms = clock();
  lister.fraction = 0;
  if (lister.runner->pump(kAtOnceMs)) return;
  take_list();
  if (somebody_waits) events.push_back(protocol::TaskEnded{"list", {}, false, clock() - lister.started_ms});
}

// The one that was made becomes the latest of its kind.
void Session::Impl::take_list() {
  longest_step_ms = std::max(longest_step_ms, lister.runner->longest_step_ms());
  lister.runner.reset();
  const auto take = [](auto& made, auto& kept) {
    if (!made) return;
    kept[1] = std::move(kept[0]);
    kept[0] = std::exchange(made, nullptr);
  };
  take(lister.making_preview, lister.previews);
  take(lister.making_rejects, lister.rejects);
}

bool Session::Impl::pump_list(double budget_ms) {
  if (lister.runner->pump(budget_ms)) {
    emit_list_progress();
    return true;
  }
  take_list();
  events.push_back(protocol::TaskEnded{"list", {}, false, clock() - lister.started_ms});
  return false;
}

void Session::Impl::forget_lists() {
  const auto is_read = [&](const Table* table) { return std::any_of(data.begin(), data.end(), [&](const auto& reading) { return reading->table.get() == table; }); };
  for (auto& known : lister.previews)
    if (known && !is_read(known->table())) known.reset();
  if (!lister.making_preview || is_read(lister.making_preview->table())) return;
  lister.making_preview.reset();
  lister.runner.reset();
  events.push_back(protocol::TaskEnded{"list", {}, true, clock() - lister.started_ms});
}

void Session::Impl::emit_list_progress() {
  const double now = clock();
  if (now - lister.last_progress_ms < kProgressEveryMs) return;
  lister.last_progress_ms = now;
  events.push_back(progress_of(*lister.runner, "list", lister.fraction));
}

}  // namespace jumelles::session
