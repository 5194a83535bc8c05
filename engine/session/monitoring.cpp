// What quality was from run to run: figures are kept here, and compared for whoever asks.

#include <algorithm>

#include "audit/finding_kinds.h"
#include "monitoring/alert_kinds.h"
#include "session/pages.h"

namespace jumelles::session {
namespace {

using monitoring::CellFigures;
using monitoring::Point;
using monitoring::QualityFigures;

constexpr size_t kMostMonths = 36;  // of a curve

void add_findings(QualityFigures& figures, audit::FindingKindId id, const std::vector<uint64_t>& per_source) {
  const audit::FindingKind& kind = audit::kind(id);
  for (size_t s = 0; s < per_source.size() && s < figures.sources.size(); ++s)
    if (per_source[s] > 0) figures.findings.push_back({std::string(kind.name), "", std::string(audit::severity_id(kind.severity)), figures.sources[s].name, per_source[s]});
}

// Whether the finding is about the attribute, among others.
bool is_about(const std::string& attributes, const std::string& key) { return (" " + attributes + " ").find(" " + key + " ") != std::string::npos; }

// Makes the page of what was kept, in the words of a language.
struct MonitoringWriter {
  const Session::Impl& impl;
  std::string language;
  std::vector<Point> points;  // what is looked at among them
  size_t now = 0;             // its place
  MonitoringPage page{};

  const QualityFigures& figures() const { return points[now].figures; }

  std::vector<std::string> attributes() const {
    std::vector<std::string> keys;
    for (const CellFigures& cell : figures().cells)
      if (std::find(keys.begin(), keys.end(), cell.attribute) == keys.end()) keys.push_back(cell.attribute);
    return keys;
  }

  std::string words_of(const std::string& key) const {
    for (const Point& point : points)
      for (const CellFigures& cell : point.figures.cells)
        if (cell.attribute == key) return impl.attribute_words(key, cell.type, language);
    return key;
  }

  MonitoringMark mark_of(uint32_t place, const std::string& day, const QualityFigures& of, const monitoring::SourceFigures& source, const std::string& attribute) const {
    MonitoringMark mark{place, source.record_count};
    const std::string since = day.empty() ? monitoring::newest_of(of) : day;
    if (attribute.empty()) mark.age_months = monitoring::months_between(source.median, since);
    for (const CellFigures& cell : of.cells) {
      if (cell.source != source.name || (!attribute.empty() && cell.attribute != attribute)) continue;
      mark.filled_count += cell.filled_count;
      mark.value_count += cell.value_count;
      mark.distinct_count += cell.distinct_count;
      mark.checked_count += cell.checked_count;
      mark.valid_count += cell.valid_count;
      if (!attribute.empty()) mark.age_months = monitoring::months_between(cell.median_date, since);
    }
    for (const monitoring::FindingFigures& finding : of.findings)
      if (finding.source == source.name && (attribute.empty() || is_about(finding.attributes, attribute))) mark.finding_count += finding.count;
    return mark;
  }

  void put_series() {
    std::vector<Point> months = monitoring::monthly(points);
    if (months.size() > kMostMonths) months.erase(months.begin(), months.end() - static_cast<std::ptrdiff_t>(kMostMonths));
    for (const Point& month : months) page.points.push_back({monitoring::day_text(month.at_ms)});
    const std::vector<monitoring::Target> targets = impl.targets_of(attributes());
    std::vector<std::vector<int>> places;
    for (const Point& month : months) places.push_back(monitoring::former_places(month.figures, figures()));
    const auto add = [&](size_t s, const std::string& attribute, const std::string& type) {
      MonitoringSeries series{figures().sources[s].name, attribute, type, attribute.empty() ? std::string() : impl.attribute_words(attribute, type, language)};
      for (const monitoring::Target& target : targets)
        if (target.attribute == attribute && target.measure == "freshness") series.freshness_target = static_cast<int32_t>(target.months);
        else if (target.attribute == attribute) (target.measure == "completeness" ? series.completeness_target : series.validity_target) = target.share;
      bool is_checked = false;
      for (uint32_t m = 0; m < months.size(); ++m) {
        if (places[m][s] < 0) continue;
        const monitoring::SourceFigures& source = months[m].figures.sources[static_cast<size_t>(places[m][s])];
        if (!attribute.empty() && monitoring::find_cell(months[m].figures, source.name, attribute) == nullptr) continue;
        series.marks.push_back(mark_of(m, monitoring::day_text(months[m].at_ms), months[m].figures, source, attribute));
        is_checked = is_checked || series.marks.back().checked_count > 0;
      }
      if (!is_checked) series.validity_target = -1;  // nothing there can be right or wrong
      page.series.push_back(std::move(series));
    };
    for (size_t s = 0; s < figures().sources.size(); ++s) {
      add(s, "", "");
      for (const CellFigures& cell : figures().cells)
        if (cell.source == figures().sources[s].name) add(s, cell.attribute, cell.type);
    }
  }

  std::string finding_words(const monitoring::Alert& alert) const {
    const audit::FindingKind* kind = audit::kind_named(alert.subject);
    if (alert.kind != monitoring::AlertKind::kFindingGrown || kind == nullptr) return {};
    std::vector<std::string> labels;
    for (size_t begin = 0; begin < alert.attribute.size();) {
      const size_t end = std::min(alert.attribute.find(' ', begin), alert.attribute.size());
      labels.push_back(words_of(alert.attribute.substr(begin, end - begin)));
      begin = end + 1;
    }
    std::string words = audit::headline(*kind, static_cast<uint64_t>(alert.after), labels, language);
    if (!words.empty() && words.back() != '.') words += ".";
    return words;
  }

  void put_alerts() {
    const std::vector<Point> before(points.begin(), points.begin() + static_cast<std::ptrdiff_t>(now));
    const Point* former = monitoring::former_point(before, figures(), points[now].at_ms);
    page.has_former = former != nullptr;
    if (former == nullptr) return;
    page.since = monitoring::day_text(former->at_ms);
    for (const monitoring::Alert& alert : monitoring::compare(former->figures, figures(), impl.targets_of(attributes()), {monitoring::day_text(former->at_ms), monitoring::day_text(points[now].at_ms)})) {
      MonitoringAlert row{std::string(monitoring::alert_id(alert.kind)), std::string(monitoring::severity_id(alert.severity)), alert.source, alert.attribute, alert.subject};
      if (alert.kind == monitoring::AlertKind::kFindingGrown) row.finding = alert.subject + (alert.attribute.empty() ? "" : " " + alert.attribute);
      const std::vector<std::string>& ignored = impl.project.ignored_findings;
      if (!row.finding.empty() && std::find(ignored.begin(), ignored.end(), row.finding) != ignored.end()) continue;
      const std::string words = alert.attribute.empty() || alert.attribute.find(' ') != std::string::npos ? std::string() : words_of(alert.attribute);
      row.sentence = monitoring::alert_sentence(alert, {words, finding_words(alert)}, language);
      row.advice = monitoring::alert_advice(alert, language);
      row.before = alert.before;
      row.after = alert.after;
      for (const monitoring::Tally& value : alert.values) row.values.push_back({value.text, value.count, {}});
      page.alerts.push_back(std::move(row));
    }
  }
};

}  // namespace

std::vector<std::string> Session::Impl::ready_hashes() const {
  std::vector<std::string> hashes;
  for (const auto& reading : data)
    if (reading->state == SourceState::kReady) hashes.push_back(reading->hash);
  return hashes;
}

// With what the result adds, where it is about these records.
std::optional<monitoring::QualityFigures> Session::Impl::present_figures() {
  if (present_audit() == nullptr) return std::nullopt;
  if (!auditor.figures || auditor.figures_of != auditor.audit) {
    auditor.wanted = true;
    return std::nullopt;
  }
  QualityFigures figures = *auditor.figures;
  const std::vector<std::string> hashes = ready_hashes();  // a name may be another one since; files are the same
  for (size_t s = 0; s < figures.sources.size() && s < hashes.size(); ++s) figures.sources[s].hash = hashes[s];
  if (result && auditor.quality && auditor.quality_of == result && result->tables.size() == figures.sources.size() && !is_stale()) {
    add_findings(figures, audit::FindingKindId::kDuplicate, auditor.quality->duplicates);
    add_findings(figures, audit::FindingKindId::kUnmatchable, auditor.quality->unmatchable);
    figures.is_matched = true;
  }
  return figures;
}

void Session::Impl::remember_quality() {
  if (!quality_due || auditor.key != quality_due->key) return;
  std::optional<QualityFigures> figures = present_figures();
  if (!figures) return;
  monitoring::keep(quality, {quality_due->run, quality_due->at_ms, std::move(*figures)});
  quality_due.reset();
}

Result<Page> Pager::operator()(const MonitoringQuery& query) const {
  MonitoringPage empty;
  empty.language = query.language;
  empty.state = "no_source";
  MonitoringWriter writer{impl, query.language, impl.quality};
  if (!impl.ready_tables().empty()) {
    std::optional<QualityFigures> figures = impl.present_figures();
    if (!figures) {
      empty.state = "counting";
      return Page(std::move(empty));
    }
    const auto is_it = [&](const Point& point) { return monitoring::is_of_same_files(point.figures, *figures); };
    empty.is_kept = std::any_of(writer.points.begin(), writer.points.end(), is_it);
    monitoring::keep(writer.points, {0, impl.now_ms(), *figures});
    writer.now = static_cast<size_t>(std::find_if(writer.points.begin(), writer.points.end(), is_it) - writer.points.begin());
  } else if (!writer.points.empty()) {
    writer.now = writer.points.size() - 1;
    empty.is_kept = true;
  } else {
    return Page(std::move(empty));
  }
  writer.page = std::move(empty);
  writer.page.state = "ready";
  writer.page.day = monitoring::day_text(writer.points[writer.now].at_ms);
  writer.put_series();
  writer.put_alerts();
  return Page(std::move(writer.page));
}

}  // namespace jumelles::session
