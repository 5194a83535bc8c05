#pragma once

// Guarded merging by definition: every pair of two groups is looked at, nothing is sampled or remembered.

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "cluster/cluster.h"

namespace jumelles::reference {

class Clusterer {
 public:
  Clusterer(const std::vector<Edge>& edges, const RecordSet& records, const cluster::ClusterOptions& options)
      : records_(records), options_(options) {
    for (const Edge& edge : edges) weights_[{edge.a, edge.b}] = edge.match_weight;
    for (RecordIndex r = 0; r < records.record_count(); ++r) groups_.push_back({r});
  }

  // Members of every group, groups by their smallest record.
  std::vector<std::vector<RecordIndex>> run() {
    std::vector<std::pair<std::pair<bool, Weight>, std::pair<RecordIndex, RecordIndex>>> links;
    for (const auto& [pair, weight] : weights_) {
      const Veto veto = ask(pair.first, pair.second);
      const bool forced = veto == Veto::kMustMatch;
      if (veto != Veto::kMustNotMatch && (forced || weight >= options_.threshold)) links.push_back({{forced, weight}, pair});
    }
    std::stable_sort(links.begin(), links.end(), [](const auto& x, const auto& y) {
      if (x.first.first != y.first.first) return x.first.first;
      return !x.first.first && x.first.second > y.first.second;
    });
    for (int pass = 0; pass < 2; ++pass)
      for (const auto& link : links) consider(link.second.first, link.second.second, link.first.first);
    std::vector<std::vector<RecordIndex>> out;
    for (const auto& group : groups_)
      if (!group.empty()) out.emplace_back(group.begin(), group.end());
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  Veto ask(RecordIndex a, RecordIndex b) const {
    return options_.veto && !options_.plain_closure ? options_.veto(std::min(a, b), std::max(a, b)) : Veto::kNone;
  }

  Weight weight(RecordIndex a, RecordIndex b) const {
    const auto at = weights_.find({std::min(a, b), std::max(a, b)});
    if (at != weights_.end()) return at->second;
    return options_.score ? options_.score(std::min(a, b), std::max(a, b)) : -1000 * kOneBit;
  }

  bool allowed(const std::set<RecordIndex>& a, const std::set<RecordIndex>& b, bool forced) const {
    double links = 0, against = 0;
    for (RecordIndex x : a)
      for (RecordIndex y : b) {
        if (ask(x, y) == Veto::kMustNotMatch) return false;
        const uint16_t source = records_.source_of[x];
        const bool once = options_.one_to_one || (source < options_.one_per_source.size() && options_.one_per_source[source] != 0);
        if (!forced && once && records_.source_of[y] == source) return false;
        if (weight(x, y) >= options_.threshold) ++links;
        else if (weight(x, y) < std::max(options_.review_floor, weight_from_probability(0.01))) ++against;
      }
    return forced || links >= options_.link_share_floor * std::max(links + against, 0.2 * static_cast<double>(a.size() * b.size()));
  }

  void consider(RecordIndex a, RecordIndex b, bool forced) {
    const auto group_of = [&](RecordIndex r) {
      return std::find_if(groups_.begin(), groups_.end(), [&](const auto& group) { return group.count(r) != 0; });
    };
    const auto x = group_of(a), y = group_of(b);
    if (x == y || (!options_.plain_closure && !allowed(*x, *y, forced))) return;
    x->insert(y->begin(), y->end());
    y->clear();
  }

  const RecordSet& records_;
  const cluster::ClusterOptions& options_;
  std::map<std::pair<RecordIndex, RecordIndex>, Weight> weights_;
  std::vector<std::set<RecordIndex>> groups_;
};

}  // namespace jumelles::reference
