#include "monitoring/compare.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "monitoring/chance.h"

namespace jumelles::monitoring {
namespace {

constexpr size_t kMostValues = 8;
// Of each cell: completeness, validity, shapes.
constexpr size_t kTestsPerCell = 3;

double share(uint64_t count, uint64_t of) { return of == 0 ? 0 : static_cast<double>(count) / static_cast<double>(of); }

const Tally* find(const std::vector<Tally>& tallies, const std::string& text) {
  const auto found = std::find_if(tallies.begin(), tallies.end(), [&](const Tally& row) { return row.text == text; });
  return found == tallies.end() ? nullptr : &*found;
}

Severity severity_of(const std::string& id) { return id == "error" ? Severity::kError : id == "warning" ? Severity::kWarning : Severity::kNote; }

class Comparison {
 public:
  Comparison(const QualityFigures& then, const QualityFigures& now, const std::vector<Target>& targets, const Days& days)
      : then_(then), now_(now), targets_(targets), former_(former_places(then, now)), days_{days.then.empty() ? newest_of(then) : days.then, days.now.empty() ? newest_of(now) : days.now} {}

  std::vector<Alert> alerts() {
    count_tests();
    for (size_t s = 0; s < then_.sources.size(); ++s)
      if (std::find(former_.begin(), former_.end(), static_cast<int>(s)) == former_.end())
        add({AlertKind::kSourceGone, Severity::kError, then_.sources[s].name, "", "", static_cast<double>(then_.sources[s].record_count), 0});
    for (size_t s = 0; s < now_.sources.size(); ++s)
      if (former_[s] >= 0) compare_source(then_.sources[static_cast<size_t>(former_[s])], now_.sources[s]);
    std::stable_sort(alerts_.begin(), alerts_.end(), [](const Alert& a, const Alert& b) { return a.severity != b.severity ? a.severity < b.severity : a.kind < b.kind; });
    return std::move(alerts_);
  }

 private:
  void add(Alert alert) { alerts_.push_back(std::move(alert)); }
  bool is_beyond_chance(double chance) const { return chance < level_; }
  bool is_beyond_chance(uint64_t before, uint64_t of_before, uint64_t after, uint64_t of_after) const {
    return is_beyond_chance(two_share_chance(std::min(before, of_before), of_before, std::min(after, of_after), of_after));
  }

  void count_tests() {
    size_t tests = 0;
    for (const CellFigures& cell : now_.cells) tests += kTestsPerCell + cell.listed.size();
    for (const CellFigures& cell : then_.cells) tests += cell.listed.size();
    tests += now_.findings.size();
    level_ = kChance / static_cast<double>(std::max<size_t>(1, tests));
  }

  void compare_source(const SourceFigures& before, const SourceFigures& after) {
    if (after.record_count == 0 || before.record_count == 0) {
      if (before.record_count != after.record_count) compare_size(before, after);
      return;
    }
    compare_size(before, after);
    compare_file(before, after);
    for (const CellFigures& cell : then_.cells) {
      if (cell.source != before.name) continue;
      const CellFigures* now = find_cell(now_, after.name, cell.attribute);
      if (now == nullptr || now->filled_count == 0) {
        if (cell.filled_count > 0) add({AlertKind::kAttributeGone, Severity::kError, after.name, cell.attribute, "", share(cell.filled_count, before.record_count), 0});
      } else {
        compare_cell(before, cell, after, *now);
      }
    }
    compare_findings(before, after);
  }

  void compare_size(const SourceFigures& before, const SourceFigures& after) {
    const auto was = static_cast<double>(before.record_count), is = static_cast<double>(after.record_count);
    if (is < was * (1 - kMostFall)) add({AlertKind::kRecordsFallen, Severity::kWarning, after.name, "", "", was, is});
    if (is > was * (1 + kMostGrowth)) add({AlertKind::kRecordsGrown, Severity::kWarning, after.name, "", "", was, is});
  }

  void compare_file(const SourceFigures& before, const SourceFigures& after) {
    if (after.hash.empty() || before.hash != after.hash) return;
    for (size_t s = 0; s < now_.sources.size(); ++s) {
      const SourceFigures& other = now_.sources[s];
      if (former_[s] < 0 || other.hash.empty() || then_.sources[static_cast<size_t>(former_[s])].hash == other.hash) continue;
      return add({AlertKind::kSourceUnchanged, Severity::kWarning, after.name, "", "", static_cast<double>(before.record_count), static_cast<double>(after.record_count)});
    }
  }

  void compare_cell(const SourceFigures& source_before, const CellFigures& before, const SourceFigures& source_after, const CellFigures& after) {
    compare_share("completeness", AlertKind::kCompletenessLost, after, before.filled_count, source_before.record_count, after.filled_count, source_after.record_count);
    compare_share("validity", AlertKind::kValidityLost, after, before.valid_count, before.checked_count, after.valid_count, after.checked_count);
    compare_age(before, after);
    if (before.is_list && after.is_list) compare_lists(before, after);  // says more exactly what shapes would
    else compare_shapes(before, after);
  }

  // What ages a month each month is no loss: only a target tells when it is too old.
  void compare_age(const CellFigures& before, const CellFigures& after) {
    const int was = months_between(before.median_date, days_.then), is = months_between(after.median_date, days_.now);
    for (const Target& target : targets_) {
      const auto most = static_cast<int>(target.months);
      if (target.attribute == after.attribute && target.measure == "freshness" && was >= 0 && was <= most && is > most)
        add({AlertKind::kGrownOld, Severity::kWarning, after.source, after.attribute, target.measure, static_cast<double>(was), static_cast<double>(is), static_cast<double>(most)});
    }
  }

  // A target that is held no more says more than the loss.
  void compare_share(const std::string& measure, AlertKind lost, const CellFigures& cell, uint64_t before, uint64_t of_before, uint64_t after, uint64_t of_after) {
    if (of_before == 0 || of_after == 0) return;
    const double was = share(before, of_before), is = share(after, of_after);
    for (const Target& target : targets_)
      if (target.attribute == cell.attribute && target.measure == measure && was >= target.share && is < target.share)
        return add({AlertKind::kBelowTarget, Severity::kWarning, cell.source, cell.attribute, measure, was, is, target.share});
    if (was - is < kVisible || !is_beyond_chance(before, of_before, after, of_after)) return;
    // Whoever counted on it has less than half of it left.
    const Severity severity = is * 2 < was ? Severity::kError : Severity::kWarning;
    add({lost, severity, cell.source, cell.attribute, measure, was, is});
  }

  void compare_shapes(const CellFigures& before, const CellFigures& after) {
    const Drift drift = drift_of(before, after);
    if (drift.index < kSomeDrift || !is_beyond_chance(drift.chance)) return;
    Alert alert{AlertKind::kShapesDrifted, drift.index < kMuchDrift ? Severity::kNote : Severity::kWarning, after.source, after.attribute, "", 0, drift.index};
    for (const Tally& shape : after.shapes) {
      const Tally* was = find(before.shapes, shape.text);
      const double gain = share(shape.count, after.value_count) - (was == nullptr ? 0 : share(was->count, before.value_count));
      if (gain >= kVisible && alert.values.size() < kMostValues) alert.values.push_back(shape);
    }
    add(std::move(alert));
  }

  // What is not kept of the other month may have been there a few times.
  void compare_lists(const CellFigures& before, const CellFigures& after) {
    const auto missing = [&](const CellFigures& here, const CellFigures& there, AlertKind kind, Severity severity) {
      Alert alert{kind, severity, after.source, after.attribute, ""};
      uint64_t count = 0;
      for (const Tally& value : here.listed) {
        const bool is_known = find(there.listed, value.text) != nullptr, is_rarer = share(value.count, here.value_count) <= share(kLeastHolders - 1, there.value_count);
        if (is_known || is_rarer || !is_beyond_chance(kLeastHolders - 1, there.value_count, value.count, here.value_count)) continue;
        count += value.count;
        if (alert.values.size() < kMostValues) alert.values.push_back(value);
      }
      if (count == 0) return;
      (kind == AlertKind::kValueNew ? alert.after : alert.before) = share(count, here.value_count);
      add(std::move(alert));
    };
    missing(after, before, AlertKind::kValueNew, Severity::kNote);
    missing(before, after, AlertKind::kValueGone, Severity::kNote);
  }

  void compare_findings(const SourceFigures& before, const SourceFigures& after) {
    for (const FindingFigures& finding : now_.findings) {
      if (finding.source != after.name || (is_of_matching(finding) && !then_.is_matched)) continue;
      uint64_t was = 0;
      for (const FindingFigures& other : then_.findings)
        if (other.source == before.name && other.kind == finding.kind && other.attributes == finding.attributes) was = other.count;
      // Of an attribute that was not there, everything is new.
      if (!was_there(before.name, finding.attributes)) continue;
      const bool is_more = static_cast<double>(finding.count) >= kGrownBy * static_cast<double>(was) && finding.count >= was + kLeastMore;
      if (!is_more || !is_beyond_chance(was, before.record_count, finding.count, after.record_count)) continue;
      add({AlertKind::kFindingGrown, severity_of(finding.severity), after.name, finding.attributes, finding.kind, static_cast<double>(was), static_cast<double>(finding.count)});
    }
  }

  static bool is_of_matching(const FindingFigures& finding) { return finding.kind == "duplicate" || finding.kind == "unmatchable"; }

  bool was_there(const std::string& source, const std::string& attributes) const {
    for (size_t begin = 0; begin < attributes.size();) {
      const size_t end = std::min(attributes.find(' ', begin), attributes.size());
      const CellFigures* cell = find_cell(then_, source, attributes.substr(begin, end - begin));
      if (cell == nullptr || cell->filled_count == 0) return false;
      begin = end + 1;
    }
    return true;
  }

  const QualityFigures& then_;
  const QualityFigures& now_;
  const std::vector<Target>& targets_;
  std::vector<int> former_;
  Days days_;
  double level_ = kChance;
  std::vector<Alert> alerts_;
};

}  // namespace

Drift drift_of(const CellFigures& then, const CellFigures& now) {
  struct Bin { uint64_t before = 0, after = 0; };
  std::vector<Bin> bins;
  Bin rest{then.other_shape_count, now.other_shape_count};
  // A shape that one month has not counted by itself was not there at all where nothing is left over, and is one of the rest otherwise.
  for (const Tally& shape : then.shapes) {
    const Tally* after = find(now.shapes, shape.text);
    if (after != nullptr || now.other_shape_count == 0) bins.push_back({shape.count, after == nullptr ? 0 : after->count});
    else rest.before += shape.count;
  }
  for (const Tally& shape : now.shapes) {
    if (find(then.shapes, shape.text) != nullptr) continue;
    if (then.other_shape_count == 0) bins.push_back({0, shape.count});
    else rest.after += shape.count;
  }
  if (rest.before + rest.after > 0) bins.push_back(rest);
  uint64_t all_before = 0, all_after = 0;
  for (const Bin& bin : bins) all_before += bin.before, all_after += bin.after;
  if (bins.size() < 2 || all_before == 0 || all_after == 0) return {};
  const auto of_before = static_cast<double>(all_before), of_after = static_cast<double>(all_after);
  Drift drift;
  for (const Bin& bin : bins) {
    const double p = std::max(0.5, static_cast<double>(bin.before)) / of_before, q = std::max(0.5, static_cast<double>(bin.after)) / of_after;
    drift.index += (q - p) * ln(q / p);
  }
  drift.chance = chi_squared_tail(drift.index * of_before * of_after / (of_before + of_after), static_cast<uint32_t>(bins.size() - 1));
  return drift;
}

std::vector<Alert> compare(const QualityFigures& then, const QualityFigures& now, const std::vector<Target>& targets, const Days& days) {
  return Comparison(then, now, targets, days).alerts();
}

}  // namespace jumelles::monitoring
