#include <algorithm>

#include "session/orders.h"
#include "session/pages.h"

namespace jumelles::session {

Result<Page> Pager::operator()(const GoldenQuery& query) const {
  if (!result) return no_result();
  const Groups& groups = *result->groups;
  const bool all = query.text.empty() && query.sort.empty() && (query.filter.empty() || query.filter == "all");
  const uint64_t unfiltered = impl.golden_count(query.filter);
  if (!query.text.empty() && impl.search_index() == nullptr) return Page(GoldenPage{query.filter, query.first, 0, {}, "indexing", unfiltered});
  const std::vector<uint32_t>* list = all ? nullptr : &impl.golden_list(query.filter, query.text, query.sort, query.descending);
  GoldenPage page{query.filter, query.first, list ? list->size() : groups.group_count(), {}, query.text.empty() ? "" : "ready", unfiltered};
  const uint64_t end = std::min<uint64_t>(page.total, query.first + std::min(query.count, kPageLimit));
  const std::vector<uint32_t> by_hand = impl.groups_by_hand();
  for (uint64_t i = query.first; i < end; ++i) {
    const uint32_t group = list ? (*list)[i] : static_cast<uint32_t>(i);
    page.rows.push_back({group, (*result->golden_ids)[group], golden_label(*result, group), sources_of_group(group), std::binary_search(by_hand.begin(), by_hand.end(), group)});
  }
  return Page(std::move(page));
}

GoldenCell Pager::cell(const Attribute& attribute, const survive::GoldenValue& value, RecordIndex record) const {
  GoldenCell out;
  bool absent = false;
  out.original = originals(attribute, record, absent);
  for (const Attribute::Slot& slot : attribute.slots)
    if (const Code held = slot.codes[record]; held != kMissing && std::find(out.values.begin(), out.values.end(), attribute.clean[held]) == out.values.end())
      out.values.emplace_back(attribute.clean[held]);
  const Code code = attribute.slots.empty() ? kMissing : attribute.slots[0].codes[record];
  if (value.record == record && value.code != kMissing) out.state = "winner";
  else if (absent) out.state = "absent";
  else if (out.original.empty()) out.state = "missing";
  else if (code == kMissing) out.state = "invalid";  // a placeholder or unreadable: counted as missing
  else if (code == value.code) out.state = "same";
  else out.state = attribute.validity[code] == Validity::kInvalid ? "invalid" : "other";
  return out;
}

Result<Page> Pager::operator()(const GoldenDetailQuery& query) const {
  constexpr size_t kShownRecords = 200;  // of one group
  if (!result) return no_result();
  const Groups& groups = *result->groups;
  if (query.group >= groups.group_count()) return missing("group", query.group);
  const RecordSet& records = *result->records;
  const auto first = groups.members.begin() + groups.first_member[query.group];
  const auto last = groups.members.begin() + groups.first_member[query.group + 1];
  const std::vector<RecordIndex> all(first, last);
  std::vector<RecordIndex> members(first, first + static_cast<std::ptrdiff_t>(std::min(all.size(), kShownRecords)));
  GoldenDetail page;
  page.group = query.group;
  page.golden_id = (*result->golden_ids)[query.group];
  page.label = golden_label(*result, query.group);
  for (RecordIndex record : members) page.records.push_back(side(record));
  const auto& rules = result->project.survivorship.rules;
  for (size_t r = 0; r < rules.size(); ++r)
    for (const std::string& key : rules[r].attributes) {
      const int found = records.find(key);
      if (found < 0) continue;
      const size_t a = static_cast<size_t>(found);
      const Attribute& attribute = records.attributes[a];
      const survive::GoldenValue& value = result->golden->values[a][query.group];
      GoldenAttribute row;
      row.attribute = key;
      row.type = info(attribute.type).id;
      row.block = group_id(info(attribute.type).group);
      row.value = result->golden->text(attribute, a, value.code);
      for (const auto& extra : result->golden->extra[a])
        if (extra.group == query.group) row.further_values.emplace_back(attribute.clean[extra.value.code]);
      for (size_t m = 0; m < members.size(); ++m)
        if (value.code != kMissing && members[m] == value.record) row.origin = static_cast<int32_t>(m);
      if (value.code != kMissing) row.rule = survive::rule_id(value.rule);
      row.survivorship_rule = static_cast<uint32_t>(r);
      row.disagreeing = assessing::disagree(attribute, all.data(), all.size());
      for (RecordIndex record : members) row.cells.push_back(cell(attribute, value, record));
      put_by_hand(row, attribute, a, query.group);
      page.attributes.push_back(std::move(row));
    }
  return Page(std::move(page));
}

survive::GoldenRecords Pager::survive_some(const std::vector<uint32_t>& which, const survive::SurvivorshipConfig& config) const {
  auto some = std::make_shared<Groups>();
  some->group_of.assign(result->records->record_count(), 0);
  some->first_member.push_back(0);
  for (uint32_t group : which) {
    for (uint32_t m = result->groups->first_member[group]; m < result->groups->first_member[group + 1]; ++m) {
      some->group_of[result->groups->members[m]] = some->group_count();
      some->members.push_back(result->groups->members[m]);
    }
    some->first_member.push_back(static_cast<uint32_t>(some->members.size()));
  }
  auto golden = std::make_shared<survive::GoldenRecords>();
  (void)run_to_end(survive::survive_phases(result->records, some, config, golden)).ok();
  return std::move(*golden);
}

std::string Pager::block_text(const survive::GoldenRecords& golden, uint32_t group, const survive::AttributeRule& rule) const {
  std::string out;
  for (const std::string& key : rule.attributes) {
    const int a = result->records->find(key);
    if (a < 0) continue;
    const Attribute& attribute = result->records->attributes[static_cast<size_t>(a)];
    const auto put = [&](Code code) {
      if (code == kMissing) return;
      if (!out.empty()) out += ", ";
      out += golden.text(attribute, static_cast<size_t>(a), code);
    };
    put(golden.values[static_cast<size_t>(a)][group].code);
    for (const auto& extra : golden.extra[static_cast<size_t>(a)])
      if (extra.group == group) put(extra.value.code);
  }
  return out;
}

Result<Page> Pager::operator()(const RuleEffectQuery& query) const {
  if (!result) return no_result();
  const survive::SurvivorshipConfig& config = result->project.survivorship;
  if (query.rule >= config.rules.size()) return missing("rule", query.rule);
  survive::SurvivorshipConfig changed = config;
  changed.rules[query.rule].cascade = query.cascade;
  if (const std::vector<Error> problems = survive::validate(changed, *result->records); !problems.empty()) return problems.front();
  const survive::RuleEffect effect =
      survive::preview_rule(*result->records, *result->groups, config, *result->golden, query.rule, query.cascade, kExampleLimit);
  RuleEffect page{query.rule, query.cascade, effect.changed_group_count, {}};
  const survive::GoldenRecords after = survive_some(effect.examples, changed);
  for (uint32_t i = 0; i < effect.examples.size(); ++i)
    page.examples.push_back({golden_label(*result, effect.examples[i]), block_text(*result->golden, effect.examples[i], config.rules[query.rule]),
                             block_text(after, i, config.rules[query.rule])});
  return Page(std::move(page));
}

uint64_t Session::Impl::golden_count(const std::string& filter) {
  return filter.empty() || filter == "all" ? result->groups->group_count() : filter == "doubted" ? doubted_list().size() : golden_list(filter).size();
}

const std::vector<uint32_t>& Session::Impl::golden_list(const std::string& filter, const std::string& text, const std::string& sort, bool descending) {
  constexpr size_t kMostLists = 16;
  if (filter == "doubted" && text.empty() && sort.empty()) return doubted_list();
  const std::string key = filter + '\n' + text + '\n' + sort + (descending ? "-" : "");
  const auto known = golden_lists.find(key);
  if (known != golden_lists.end()) return known->second;
  if (golden_lists.size() >= kMostLists) golden_lists.clear();
  const uint8_t mark = filter == "several_records" ? assessing::kSeveralRecords : filter == "several_sources" ? assessing::kSeveralSources
                       : filter == "disagreeing"   ? assessing::kDisagreeing    : filter == "to_check"        ? assessing::kToCheck : 0;
  const bool all = filter.empty() || filter == "all";
  const std::vector<uint32_t> by_hand = filter == "by_hand" ? groups_by_hand() : std::vector<uint32_t>();
  std::vector<uint32_t> list;
  const auto put = [&](uint32_t group) {
    if (all || std::binary_search(by_hand.begin(), by_hand.end(), group) || (result->index->marks[group] & mark) != 0) list.push_back(group);
  };
  if (!text.empty()) search(text);
  if (filter == "doubted") {
    const auto& found = searcher.found;  // by group
    const auto is_found = [&](uint32_t group) {
      const auto at = std::lower_bound(found.begin(), found.end(), group, [](const Searcher::Found& f, uint32_t g) { return f.group < g; });
      return at != found.end() && at->group == group;
    };
    for (const uint32_t group : doubted_list())
      if (text.empty() || is_found(group)) list.push_back(group);
  } else if (text.empty()) {
    for (uint32_t group = 0; group < result->index->marks.size(); ++group) put(group);
  } else {
    for (const Searcher::Found& found : searcher.found) put(found.group);
  }
  if (const std::vector<uint64_t>* order = sort.empty() ? nullptr : &group_order(sort); order != nullptr && !order->empty())
    put_in_order(list, [&](uint32_t group) { return (*order)[group]; }, descending);
  return golden_lists[key] = std::move(list);
}

}  // namespace jumelles::session
