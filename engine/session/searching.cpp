// Finding customers by what any of their records holds.

#include <algorithm>

#include "session/pages.h"

namespace jumelles::session {
namespace {

constexpr size_t kBestKept = 1000;  // rows that are put in order

bool is_better(const Session::Impl::Searcher::Found& a, const Session::Impl::Searcher::Found& b) {
  return a.rank != b.rank ? a.rank < b.rank : a.group < b.group;
}

}  // namespace

const search::SearchIndex* Session::Impl::search_index() {
  if (searcher.index && searcher.index->records() == result->records) return searcher.index.get();
  if (searcher.making && searcher.making->records() == result->records) return nullptr;
  searcher = {};
  searcher.making = std::make_shared<search::SearchIndex>(result->records);
  searcher.runner = std::make_unique<Runner>(search::SearchIndex::phases(searcher.making), clock);
  searcher.started_ms = clock();
  emit_search_progress(true);
  return nullptr;
}

bool Session::Impl::pump_search(double budget_ms) {
  if (!searcher.runner) return false;
  if (searcher.runner->pump(budget_ms)) {
    emit_search_progress(false);
    return true;
  }
  longest_step_ms = std::max(longest_step_ms, searcher.runner->longest_step_ms());
  searcher.index = std::exchange(searcher.making, nullptr);
  searcher.runner.reset();
  events.push_back(TaskEnded{"search", {}, false, clock() - searcher.started_ms});
  return false;
}

void Session::Impl::cancel_search() {
  if (!searcher.runner) return;
  events.push_back(TaskEnded{"search", {}, true, clock() - searcher.started_ms});
  searcher = {};
}

void Session::Impl::forget_search() {
  const auto is_of_result = [&](const auto& index) { return result && index && index->records() == result->records; };
  if (is_of_result(searcher.index) || is_of_result(searcher.making)) return;
  cancel_search();
  searcher = {};
}

void Session::Impl::emit_search_progress(bool force) {
  const double now = clock();
  if (!force && now - searcher.last_progress_ms < kProgressEveryMs) return;
  searcher.last_progress_ms = now;
  events.push_back(progress_of(*searcher.runner, "search", searcher.fraction));
}

void Session::Impl::search(const std::string& text) {
  if (searcher.groups == result->groups && searcher.text == text) return;
  searcher.text = text;
  searcher.groups = result->groups;
  searcher.found.clear();
  const std::vector<search::Match> matches = searcher.index->find(text);
  std::vector<uint32_t> best_of(result->groups->group_count(), UINT32_MAX);  // index into matches
  for (uint32_t m = 0; m < matches.size(); ++m) {
    uint32_t& best = best_of[result->groups->group_of[matches[m].record]];
    if (best == UINT32_MAX || matches[m].rank < matches[best].rank) best = m;
  }
  for (uint32_t group = 0; group < best_of.size(); ++group)
    if (best_of[group] != UINT32_MAX) searcher.found.push_back({matches[best_of[group]].rank, group, matches[best_of[group]].record});
  searcher.best = searcher.found;
  const auto middle = searcher.best.begin() + static_cast<std::ptrdiff_t>(std::min(kBestKept, searcher.best.size()));
  std::nth_element(searcher.best.begin(), middle, searcher.best.end(), is_better);
  searcher.best.erase(middle, searcher.best.end());
  std::sort(searcher.best.begin(), searcher.best.end(), is_better);
}

std::vector<uint8_t> Session::Impl::answering_records(const std::string& text) const {
  std::vector<uint8_t> out(result->records->record_count(), 0);
  for (const search::Match& match : searcher.index->find(text)) out[match.record] = 1;
  return out;
}

std::vector<uint32_t> Pager::sources_of_group(uint32_t group) const {
  std::vector<uint32_t> out;
  const Groups& groups = *result->groups;
  for (uint32_t m = groups.first_member[group]; m < groups.first_member[group + 1]; ++m)
    out.push_back(impl.document_source(result->records->table_of(groups.members[m])));
  return out;
}

std::vector<SearchHit> Pager::search_hits(const search::SearchIndex& index, const std::string& text, RecordIndex record) const {
  std::vector<SearchHit> out;
  std::vector<std::pair<int32_t, uint32_t>> told;
  for (const search::Answer& answer : index.answers(text, record)) {
    const std::pair<int32_t, uint32_t> where{answer.attribute, answer.slot};
    if (std::find(told.begin(), told.end(), where) != told.end()) continue;
    told.push_back(where);
    if (answer.attribute < 0) {
      out.push_back({"", "", result->records->record_ids[record]});
      continue;
    }
    const Attribute& attribute = result->records->attributes[static_cast<size_t>(answer.attribute)];
    out.push_back({attribute.key, std::string(info(attribute.type).id), std::string(attribute.clean[attribute.slots[answer.slot].codes[record]])});
  }
  return out;
}

Result<Page> Pager::operator()(const SearchQuery& query) const {
  SearchPage page{query.text, "no_result", query.first, 0, {}};
  if (!result) return Page(std::move(page));
  const search::SearchIndex* index = impl.search_index();
  page.state = index != nullptr ? "ready" : "indexing";
  if (index == nullptr) return Page(std::move(page));
  impl.search(query.text);
  const auto& best = impl.searcher.best;
  page.total = impl.searcher.found.size();
  const uint64_t end = std::min<uint64_t>(best.size(), query.first + std::min(query.count, kPageLimit));
  for (uint64_t i = query.first; i < end; ++i) {
    SearchRow row{best[i].group, (*result->golden_ids)[best[i].group], golden_label(*result, best[i].group), sources_of_group(best[i].group), best[i].record, 0, {}, {}};
    row.source = impl.document_source(result->records->table_of(best[i].record));
    row.hits = search_hits(*index, query.text, best[i].record);
    row.detail = record_detail(*result->records, best[i].record);
    page.rows.push_back(std::move(row));
  }
  return Page(std::move(page));
}

}  // namespace jumelles::session
