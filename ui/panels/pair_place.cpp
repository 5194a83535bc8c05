#include "panels/pair_place.h"

#include <algorithm>

namespace jumelles::ui {
namespace {

using protocol::PairRow;
using protocol::PairsPage;

using RecordPair = std::pair<uint32_t, uint32_t>;

RecordPair records_of(const PairRow& row) { return {row.record_a, row.record_b}; }

RecordPair pair_at_place(const View& view) { return view.any_pair ? RecordPair(view.any_a, view.any_b) : *view.pair; }

// Whether judged pairs leave the list that is shown.
bool judged_ones_leave(const View& view) { return view.pair_filter == "to_check" || view.pair_filter == "to_judge"; }

const PairsPage* page_of(Panel& panel, uint64_t row, bool* fresh) { return panel.client.ask<PairsPage>(pairs_query(panel, row), fresh); }

// The row of a pair in the pages around the place. `sure`: it is not in the list as it is now.
std::optional<uint64_t> find_row(Panel& panel, const RecordPair& wanted, bool& sure) {
  sure = true;
  const uint64_t row = panel.view.pair_row, step = Client::kPageRows;
  for (const uint64_t near : {row, row >= step ? row - step : row, row + step}) {
    bool fresh = false;
    const PairsPage* page = page_of(panel, near, &fresh);
    sure = sure && fresh;
    for (size_t i = 0; page && i < page->rows.size(); ++i)
      if (records_of(page->rows[i]) == wanted) return page->first + i;
    if (fresh && page->total <= step) return std::nullopt;  // there is no other page
  }
  return std::nullopt;
}

void move_to(View& view, uint64_t row, std::optional<RecordPair> pair) {
  view.pair_row = row;
  view.pair = pair;
  view.any_pair = false;
  view.just_judged = view.alike_too = false;
  view.reveal_pair = true;
}

// The next pair that nobody has judged, or the next of all where judged ones stay.
void go_on(Panel& panel) {
  View& view = panel.view;
  const bool leave = judged_ones_leave(view);
  const uint64_t total = panel.view.pair_total;
  uint64_t row = view.pair_row + 1, leaving = 1;  // of the rows before
  for (; row < total; ++row) {
    bool fresh = false;
    const PairRow* next = pair_row_at(panel, row, &fresh);
    if (!next) break;
    if (!leave || verdict_of(panel, *next, fresh).empty()) return move_to(view, row, records_of(*next));
    ++leaving;
  }
  if (!leave) {
    if (row < total) move_to(view, row, std::nullopt);
    return;  // else the last one stays
  }
  // Not known yet, or the end: the place is as many rows on as will be left before it, when all of this was heard.
  for (uint64_t before = view.pair_row; before-- > 0;) {
    bool fresh = false;
    const PairRow* former = pair_row_at(panel, before, &fresh);
    if (!former || verdict_of(panel, *former, fresh).empty()) break;
    ++leaving;
  }
  move_to(view, row - std::min(row, leaving), std::nullopt);
}

}  // namespace

protocol::PairsQuery pairs_query(const Panel& panel, uint64_t row) {
  return {panel.view.pair_filter, panel.view.pair_sort, row / Client::kPageRows * Client::kPageRows, Client::kPageRows, panel.view.pair_text};
}

const PairRow* pair_row_at(Panel& panel, uint64_t row, bool* fresh) {
  const PairsPage* page = page_of(panel, row, fresh);
  if (!page || row < page->first || row - page->first >= page->rows.size()) return nullptr;
  return &page->rows[row - page->first];
}

std::string verdict_of(const Panel& panel, const PairRow& row, bool fresh) {
  return panel.client.verdict_said(row.record_a, row.record_b, fresh).value_or(row.verdict);
}

PairPlace pair_place(const Panel& panel) {
  const View& view = panel.view;
  if (!panel.client.summary().has_result) return PairPlace::kNothing;
  if (view.any_pair || view.pair) return PairPlace::kPair;
  return view.pair_list_known && view.pair_total == 0 ? PairPlace::kNothing : PairPlace::kUnknown;
}

void settle_pair(Panel& panel) {
  View& view = panel.view;
  const protocol::Summary& summary = panel.client.summary();
  if (!summary.has_result || view.pair_result != summary.result) {
    // Records are counted anew: a pair of the former result would be other people.
    view.pair_result = summary.result;
    view.any_pair = false;
    view.judged_pairs.clear();
    move_to(view, 0, std::nullopt);
  }
  view.pair_list_known = false;
  if (!summary.has_result) return;
  bool fresh = false;
  const PairsPage* page = page_of(panel, view.pair_row, &fresh);
  if (page) view.pair_total = page->total;
  view.pair_list_known = fresh && page->search_state != "indexing" && !panel.client.has_verdicts_on_their_way();
  if (view.pair) {
    bool gone = false;
    if (const std::optional<uint64_t> row = find_row(panel, *view.pair, gone)) {
      view.reveal_pair = view.reveal_pair || *row != view.pair_row;  // the list has moved under it
      view.pair_row = *row;
    } else if (gone && view.pair_list_known && summary.revision >= view.pair_due_revision) {
      view.pair.reset();
      view.just_judged = false;
    }
    if (view.pair) return;
  }
  // Taken from a list that knows of everything said so far, or a pair could be passed over.
  if (!view.pair_list_known || view.pair_total == 0) return;
  view.pair_row = std::min(view.pair_row, view.pair_total - 1);
  if (const PairRow* row = pair_row_at(panel, view.pair_row, &fresh); row && fresh) view.pair = records_of(*row);
}

void show_pairs(Panel& panel, std::string filter, std::string sort) {
  panel.view.pair_filter = std::move(filter);
  panel.view.pair_sort = std::move(sort);
  move_to(panel.view, 0, std::nullopt);
  settle_pair(panel);
}

void choose_pair_row(Panel& panel, uint64_t row) {
  const PairRow* chosen = pair_row_at(panel, row);
  const bool reveal = panel.view.reveal_pair;
  move_to(panel.view, row, chosen ? std::optional(records_of(*chosen)) : std::nullopt);
  panel.view.reveal_pair = reveal;  // it is where the pointer is
}

void choose_records(Panel& panel, uint32_t a, uint32_t b) {
  panel.view.any_pair = true;
  panel.view.any_a = a;
  panel.view.any_b = b;
  panel.view.just_judged = panel.view.alike_too = false;
}

void step_pair(Panel& panel, int64_t by) {
  View& view = panel.view;
  const uint64_t back = std::min<uint64_t>(view.pair_row, by < 0 ? static_cast<uint64_t>(-by) : 0);
  const uint64_t wanted = view.pair_row - back + (by > 0 ? static_cast<uint64_t>(by) : 0);
  choose_pair_row(panel, std::min(wanted, std::max<uint64_t>(view.pair_total, 1) - 1));
  view.reveal_pair = true;
}

std::string shown_verdict(Panel& panel) {
  if (pair_place(panel) != PairPlace::kPair) return {};
  const RecordPair pair = pair_at_place(panel.view);
  bool fresh = false;
  if (panel.view.any_pair) {
    const auto* detail = panel.client.ask<protocol::PairDetail>(protocol::PairQuery{protocol::kAnyPair, pair.first, pair.second}, &fresh);
    return panel.client.verdict_said(pair.first, pair.second, fresh).value_or(detail ? detail->verdict : "");
  }
  const PairRow* row = pair_row_at(panel, panel.view.pair_row, &fresh);
  return row && records_of(*row) == pair ? verdict_of(panel, *row, fresh) : panel.client.verdict_said(pair.first, pair.second, false).value_or("");
}

// Whether the verdict that is shown was settled by another pair's answer, and nobody has said so of this one.
static bool is_by_likeness(Panel& panel, const RecordPair& pair) {
  bool fresh = false;
  const auto* detail = panel.client.ask<protocol::PairDetail>(protocol::PairQuery{protocol::kAnyPair, pair.first, pair.second}, &fresh);
  return detail && detail->by_likeness && !panel.client.verdict_said(pair.first, pair.second, fresh);
}

void judge_pair(Panel& panel, const std::string& verdict, bool alike) {
  View& view = panel.view;
  if (pair_place(panel) != PairPlace::kPair) return;
  const RecordPair pair = pair_at_place(view);
  const bool taken_back = !alike && shown_verdict(panel) == verdict && !is_by_likeness(panel, pair);
  if (taken_back && view.just_judged) return;
  view.just_judged = !taken_back;
  view.alike_too = false;
  panel.client.judge(pair.first, pair.second, taken_back ? "" : verdict, alike);
  view.judged_pairs.push_back(pair);
  if (!taken_back && !view.any_pair && view.pair_filter != "judged") go_on(panel);
}

void return_to_judged_pair(Panel& panel) {
  View& view = panel.view;
  if (view.judged_pairs.empty()) return;
  const RecordPair pair = view.judged_pairs.back();
  view.judged_pairs.pop_back();
  if (view.any_pair || view.pair_filter == "judged") return;
  move_to(view, view.pair_row, pair);
  view.pair_due_revision = panel.client.summary().revision + 1;
}

}  // namespace jumelles::ui
