// What keys would cost, counted before anything is compared (linking/key_price.h).

#include <algorithm>

#include "linking/propose_blocking.h"
#include "session/pages.h"

namespace jumelles::session {
namespace {

constexpr size_t kMostWanted = 8, kMostKnown = 256;

// The key as it is in the project, with what refines it, or one made of these parts.
BlockingRule key_of(const LinkConfig& link, const KeyPriceQuery& query) {
  BlockingRule key;
  for (const KeyPartSummary& part : query.parts) key.parts.push_back({part.attribute, part.transform});
  for (const BlockingRule& rule : link.blocking_rules)
    if (document::name_of(rule) == document::name_of(key)) key.refinement = rule.refinement;
  return key;
}

}  // namespace

void Session::Impl::forget_prices() {
  if (result && pricer.of == result->link) return;
  if (!pricer.wanted.empty()) events.push_back(TaskEnded{"price", {}, true, 0});
  pricer = {};
}

const linking::KeyPrice* Session::Impl::key_price(const BlockingRule& key, const std::string& instead_of) {
  forget_prices();
  pricer.of = result->link;
  const linking::CandidatePairs* candidates = pricer.of->prepared ? pricer.of->prepared->candidates.get() : nullptr;
  // The rules of that run that are still on, beside which it stands.
  Pricer::Wanted wanted{document::name_of(key), key, {}};
  const std::vector<BlockingRule>& made = result->link->config.blocking_rules;
  for (size_t r = 0; candidates != nullptr && r < std::min(made.size(), candidates->rule_count()); ++r) {
    const std::string name = document::name_of(made[r]);
    if (!made[r].enabled || name == instead_of || name == document::name_of(key)) continue;
    const auto is_on = [&](const BlockingRule& rule) { return rule.enabled && document::name_of(rule) == name; };
    if (std::any_of(project.link.blocking_rules.begin(), project.link.blocking_rules.end(), is_on)) wanted.others.push_back(r);
  }
  for (const size_t other : wanted.others) wanted.id += " " + std::to_string(other);
  wanted.id += " " + std::to_string(project.link.pairs_per_record);  // how large blocks may be
  const auto known = pricer.known.find(wanted.id);
  if (known != pricer.known.end()) return &known->second;
  const auto is_it = [&](const Pricer::Wanted& other) { return other.id == wanted.id; };
  if (std::any_of(pricer.wanted.begin(), pricer.wanted.end(), is_it)) return nullptr;
  // What is counted goes on; of what waits the latest comes first.
  const auto place = pricer.wanted.end() - (pricer.runner ? 1 : 0);
  pricer.wanted.insert(place, std::move(wanted));
  if (pricer.wanted.size() > kMostWanted) pricer.wanted.erase(pricer.wanted.begin());
  return nullptr;
}

bool Session::Impl::pump_prices(double budget_ms) {
  if (pricer.wanted.empty() || budget_ms <= 0) return !pricer.wanted.empty();
  const Pricer::Wanted& wanted = pricer.wanted.back();
  if (!pricer.runner) {
    pricer.making = std::make_shared<linking::KeyPricing>(result->records, project.link, wanted.key, pricer.of->prepared, wanted.others);
    pricer.runner = std::make_unique<Runner>(linking::KeyPricing::phases(pricer.making), clock);
    pricer.started_ms = clock();
  }
  if (pricer.runner->pump(budget_ms)) return true;
  longest_step_ms = std::max(longest_step_ms, pricer.runner->longest_step_ms());
  if (pricer.known.size() >= kMostKnown) pricer.known.clear();
  pricer.known[wanted.id] = pricer.making->price();
  pricer.wanted.pop_back();
  pricer.runner.reset();
  pricer.making.reset();
  events.push_back(TaskEnded{"price", {}, false, clock() - pricer.started_ms});
  return !pricer.wanted.empty();
}

Result<Page> Pager::operator()(const KeyPriceQuery& query) const {
  KeyPricePage page;
  page.rule = query.rule;
  page.parts = query.parts;
  page.state = "no_result";
  if (!result || !result->link) return Page(std::move(page));
  const LinkConfig& link = impl.project.link;
  const BlockingRule key = key_of(link, query);
  page.state = "unknown";
  if (!linking::KeyPricing::knows(*result->records, key)) return Page(std::move(page));
  const linking::KeyPrice* price = impl.key_price(key, query.rule);
  page.state = price != nullptr ? "ready" : "counting";
  if (price == nullptr) return Page(std::move(page));
  page.pair_count = price->pair_count;
  page.new_pair_count = price->new_pair_count;
  page.is_estimate = price->is_estimate;
  page.largest_block = price->largest_block;
  page.refined_block_count = price->refined_block_count;
  page.budget_share = static_cast<double>(price->new_pair_count) / std::max(1.0, link.pairs_per_record * result->records->record_count());
  page.is_large = page.budget_share > linking::kLargeBudgetShare;
  return Page(std::move(page));
}

}  // namespace jumelles::session
