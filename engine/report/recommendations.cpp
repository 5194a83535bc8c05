#include "report/recommendations.h"

#include <algorithm>

#include "report/html.h"
#include "report/notices.h"

namespace jumelles::report {
namespace {

using protocol::AuditPage;
using protocol::FindingRow;
using protocol::SourceAgreement;

constexpr size_t kMostFindings = 8, kMostOfOneKind = 4;
// A third source says which of two is right: where it was asked often enough, and sides with one of them by far.
constexpr uint64_t kLeastThirdCount = 10, kThirdRatio = 2;

class Advice {
 public:
  Advice(const AuditPage& audit, const ReportInput& input, const Words& words) : audit_(audit), input_(input), words_(words) {}

  std::vector<Recommendation> all(const std::vector<TargetCheck>& checks) {
    about_reading();
    about_findings();
    about_targets(checks);
    about_trust();
    about_rejects();
    if (!audit_.result.has_result && audit_.record_count > 0) add("match", words_("advice.match"), words_("advice.match.why"), audit_.record_count);
    return std::move(list_);
  }

 private:
  void add(std::string id, std::string what, std::string why, uint64_t count) { list_.push_back({std::move(id), std::move(what), std::move(why), count}); }

  // In the order of the findings, which is that of what they cost. Duplicates, and records that nothing matches, have a recommendation of
  // their own in their place.
  void about_findings() {
    size_t told = 0;
    for (const FindingRow& finding : audit_.findings) {
      if (finding.state != "open" || finding.fix == "done") continue;
      if (finding.kind == "duplicate") about_duplicates();
      else if (finding.kind == "unmatchable") about_unmatchable();
      else if (finding.severity != "note" && told++ < kMostFindings) about_finding(finding);
    }
  }

  void about_finding(const FindingRow& finding) {
    if (kind_of_value(finding)) dealt_with_.push_back(finding.attributes[0]);
    const bool looks = finding.fix == "see" || finding.rule.act.empty();
    const std::string id = looks ? "look" : finding.severity == "error" ? "fix" : "treat";
    add(id, words_("advice." + id, {words_("advice.act." + (looks ? "see" : finding.fix)), as_sentence(finding.headline)}), finding.explanation, finding.count);
  }

  // Of the values of one attribute.
  static bool kind_of_value(const FindingRow& finding) { return finding.attributes.size() == 1 && !finding.counts_records; }

  // What was not read, or not as it is, makes all else doubtful.
  void about_reading() {
    for (const FileFacts& file : input_.files)
      for (const std::string& notice : file.notices)
        if (is_alarm(notice))
          add("reread", words_("advice.reread", {file.source}), notice_text(notice, {file.row_count, file.stated_row_count, file.error_cell_count}, words_.french() ? "fr" : "en"), file.row_count);
  }

  void about_duplicates() {
    const uint64_t count = audit_.result.has_result ? audit_.result.duplicate_count : 0;
    if (count > 0) add("merge", words_.counted("advice.merge", count), words_("advice.merge.why", {words_.percent(share(count, audit_.record_count))}), count);
  }

  std::string label_of(const std::string& key) const {
    for (const protocol::AuditAttribute& attribute : audit_.attributes)
      if (attribute.key == key && !attribute.label.empty()) return attribute.label;
    return key;
  }

  // Values that a finding is about already are not asked for twice.
  bool is_dealt_with(const TargetCheck& row) const {
    return row.target.measure == "validity" && std::find(dealt_with_.begin(), dealt_with_.end(), row.target.attribute) != dealt_with_.end();
  }

  // 94,7 % where both would be written 95 %.
  std::string short_of(double share, double target) const { return words_.percent(share) == words_.percent(target) ? words_.fine_percent(share) : words_.percent(share); }

  void about_targets(const std::vector<TargetCheck>& checks) {
    std::vector<const TargetCheck*> missed;
    for (const TargetCheck& row : checks)
      if (!row.is_held && row.source != kAllSources && !is_dealt_with(row)) missed.push_back(&row);
    std::stable_sort(missed.begin(), missed.end(), [](const TargetCheck* a, const TargetCheck* b) { return a->lacking_count > b->lacking_count; });
    for (size_t i = 0; i < std::min(missed.size(), kMostOfOneKind); ++i) {
      const TargetCheck& row = *missed[i];
      if (is_age(row.target)) {
        add("refresh", words_("advice.refresh", {label_of(row.target.attribute), audit_.sources[row.source].name}),
            words_("advice.refresh.why", {words_.counted("months", row.age_months), words_.counted("months", row.target.months)}), 0);
        continue;
      }
      const std::string id = row.target.measure == "completeness" ? "complete" : "correct";
      add(id, words_.counted("advice." + id, row.lacking_count, {label_of(row.target.attribute), audit_.sources[row.source].name}),
          words_("advice." + id + ".why", {short_of(row.share, row.target.share), words_.percent(row.target.share)}), row.lacking_count);
    }
  }

  void about_unmatchable() {
    const uint64_t count = audit_.result.unmatchable_count;
    if (audit_.result.has_result && count > 0) add("enrich", words_.counted("advice.enrich", count), words_("advice.enrich.why"), count);
  }

  void about_trust() {
    std::vector<const SourceAgreement*> clear;
    for (const SourceAgreement& row : audit_.result.agreements) {
      const uint64_t more = std::max(row.third_with_a_count, row.third_with_b_count), fewer = std::min(row.third_with_a_count, row.third_with_b_count);
      if (more + fewer >= kLeastThirdCount && more >= kThirdRatio * fewer) clear.push_back(&row);
    }
    std::stable_sort(clear.begin(), clear.end(), [](const SourceAgreement* a, const SourceAgreement* b) {
      return a->third_with_a_count + a->third_with_b_count > b->third_with_a_count + b->third_with_b_count;
    });
    for (size_t i = 0; i < std::min(clear.size(), kMostOfOneKind - 1); ++i) {
      const SourceAgreement& row = *clear[i];
      const bool is_a = row.third_with_a_count > row.third_with_b_count;
      const uint64_t with = is_a ? row.third_with_a_count : row.third_with_b_count, against = is_a ? row.third_with_b_count : row.third_with_a_count;
      add("trust", words_("advice.trust", {audit_.attributes[row.attribute].label, audit_.sources[is_a ? row.a : row.b].name, audit_.sources[is_a ? row.b : row.a].name}),
          words_("advice.trust.why", {words_.number(with), words_.number(with + against)}), with + against);
    }
  }

  void about_rejects() {
    uint64_t count = 0;
    for (const FileFacts& file : input_.files) count += file.rejected_count;
    if (count > 0) add("read", words_.counted("advice.read", count), words_("advice.read.why"), count);
  }

  const AuditPage& audit_;
  const ReportInput& input_;
  const Words& words_;
  std::vector<Recommendation> list_;
  std::vector<std::string> dealt_with_;  // keys of attributes whose values findings are about
};

}  // namespace

std::vector<Recommendation> recommendations(const AuditPage& audit, const ReportInput& input, const std::vector<TargetCheck>& checks, const Words& words) {
  return Advice(audit, input, words).all(checks);
}

}  // namespace jumelles::report
