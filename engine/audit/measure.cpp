#include "audit/measure.h"

#include <algorithm>
#include <map>

#include "audit/feeds.h"
#include "monitoring/compare.h"
#include "profile/content.h"

namespace jumelles::audit {
namespace {

using monitoring::CellFigures;
using monitoring::Tally;

class Measuring {
 public:
  Measuring(AuditInput input, std::shared_ptr<const Audit> audit, std::vector<std::string> hashes, std::shared_ptr<monitoring::QualityFigures> out)
      : input_(std::move(input)), audit_(std::move(audit)), hashes_(std::move(hashes)), out_(std::move(out)) {}

  uint64_t prepare() {
    *out_ = {};
    for (size_t s = 0; s < audit_->sources.size(); ++s) {
      const SourceFacts& source = audit_->sources[s];
      out_->sources.push_back({source.name, s < hashes_.size() ? hashes_[s] : std::string(), source.record_count, source.median, source.newest});
    }
    uint64_t total = 0;
    for (Feed& feed : feeds_of(input_.tables, input_.mapping, *input_.records)) {
      if (!audit_->cell(feed.attribute, feed.table).present) continue;
      feeds_.push_back(feed);
      ends_.push_back(total += input_.tables[feed.table]->row_count() + feed.values->size());
    }
    return total;
  }

  // Units of a feed are its rows, which are counted, and then its values, which are looked at.
  void tally(uint64_t begin, uint64_t end) {
    while (begin < end) {
      const auto f = static_cast<size_t>(std::upper_bound(ends_.begin(), ends_.end(), begin) - ends_.begin());
      const uint64_t from = f == 0 ? 0 : ends_[f - 1];
      const Feed& feed = feeds_[f];
      const uint64_t rows = input_.tables[feed.table]->row_count();
      if (begin == from) begin_feed(f);
      const uint64_t stop = std::min(end, begin < from + rows ? from + rows : ends_[f]);
      if (begin < from + rows)
        for (uint64_t row = begin - from; row < stop - from; ++row) ++counts_[feed.code(*input_.records, static_cast<uint32_t>(row))];
      else
        for (uint64_t code = std::max<uint64_t>(1, begin - from - rows); code < stop - from - rows; ++code) look_at(feed, static_cast<Code>(code));
      if (stop == ends_[f]) end_feed(f);
      begin = stop;
    }
  }

  void count_findings() {
    const RecordSet& records = *input_.records;
    for (const Finding& finding : audit_->findings) {
      if (finding.treated) continue;
      std::string keys;
      for (const uint32_t a : finding.attributes) keys += (keys.empty() ? "" : " ") + records.attributes[a].key;
      for (size_t s = 0; s < finding.per_source.size(); ++s)
        if (finding.per_source[s] > 0)
          out_->findings.push_back({std::string(kind(finding.kind).name), keys, std::string(severity_id(kind(finding.kind).severity)), audit_->sources[s].name, finding.per_source[s]});
    }
  }

 private:
  bool is_of_same_cell(size_t f, size_t other) const { return feeds_[f].table == feeds_[other].table && feeds_[f].attribute == feeds_[other].attribute; }

  void begin_feed(size_t f) {
    const Feed& feed = feeds_[f];
    counts_.assign(feed.values->size(), 0);
    if (f > 0 && is_of_same_cell(f, f - 1)) return;
    shapes_ = {};
    last_shape_ = kMissing;
    shape_counts_.assign(1, 0);
    listed_.clear();
    all_ = 0;
    may_be_list_ = may_be_listed(input_.records->attributes[feed.attribute].type);
  }

  void look_at(const Feed& feed, Code code) {
    if (counts_[code] == 0) return;
    const std::string_view value = (*feed.values)[code];
    profile::shape_of(value, shape_);
    if (shape_ != shapes_[last_shape_]) last_shape_ = shapes_.intern(shape_);  // most are shaped like the one before
    if (last_shape_ >= shape_counts_.size()) shape_counts_.resize(last_shape_ + size_t{1}, 0);
    shape_counts_[last_shape_] += counts_[code];
    all_ += counts_[code];
    if (!may_be_list_) return;
    listed_[std::string(value)] += counts_[code];
    may_be_list_ = listed_.size() <= kMostListed;
  }

  void end_feed(size_t f) {
    if (f + 1 < feeds_.size() && is_of_same_cell(f, f + 1)) return;
    const Feed& feed = feeds_[f];
    const Attribute& attribute = input_.records->attributes[feed.attribute];
    const CellFacts& facts = audit_->cell(feed.attribute, feed.table);
    CellFigures cell{audit_->sources[feed.table].name, attribute.key, std::string(info(attribute.type).id)};
    cell.filled_count = facts.filled_count;
    cell.value_count = facts.value_count;
    cell.distinct_count = facts.distinct_count;
    cell.checked_count = facts.checked_count;
    cell.valid_count = facts.valid_count;
    cell.set_aside_count = facts.set_aside_count;
    cell.median_date = facts.median_date;
    for (Code shape = 1; shape < shape_counts_.size(); ++shape)
      if (shape_counts_[shape] > 0) cell.shapes.push_back({std::string(shapes_[shape]), shape_counts_[shape]});
    sort_most_first(cell.shapes);
    for (size_t i = kKeptShapes; i < cell.shapes.size(); ++i) cell.other_shape_count += cell.shapes[i].count;
    if (cell.shapes.size() > kKeptShapes) cell.shapes.resize(kKeptShapes);
    cell.is_list = may_be_list_ && !listed_.empty() && all_ >= kCellsPerListed * listed_.size();
    if (cell.is_list) {
      for (const auto& [value, count] : listed_)
        if (count >= monitoring::kLeastHolders) cell.listed.push_back({value, count});
      sort_most_first(cell.listed);
    }
    out_->cells.push_back(std::move(cell));
  }

  static void sort_most_first(std::vector<Tally>& tallies) {
    std::sort(tallies.begin(), tallies.end(), [](const Tally& a, const Tally& b) { return a.count != b.count ? a.count > b.count : a.text < b.text; });
  }

  AuditInput input_;
  std::shared_ptr<const Audit> audit_;
  std::vector<std::string> hashes_;
  std::shared_ptr<monitoring::QualityFigures> out_;
  std::vector<Feed> feeds_;
  std::vector<uint64_t> ends_;
  // Of the feed at work, and of its cell.
  std::vector<uint32_t> counts_;
  std::string shape_;
  Dictionary shapes_;
  Code last_shape_ = kMissing;
  std::vector<uint64_t> shape_counts_;
  std::map<std::string, uint64_t> listed_;
  uint64_t all_ = 0;
  bool may_be_list_ = false;
};

// Neither by itself nor with a handful of others.
bool tells_nobody(PersonalData personal) { return personal == PersonalData::kOpen || personal == PersonalData::kNone || personal == PersonalData::kPerson; }

}  // namespace

bool may_be_listed(AttributeType type) {
  const AttributeTypeInfo& of = info(type);
  if (!of.in_records || of.names_a_thing || !tells_nobody(of.personal)) return false;
  switch (of.cleaning) {
    case Cleaning::kDate:
    case Cleaning::kMoment:
    case Cleaning::kYear:
    case Cleaning::kNumber:
    case Cleaning::kPostcode:
    case Cleaning::kCity: return false;
    default: return true;
  }
}

std::vector<Phase> figures_phases(AuditInput input, std::shared_ptr<const Audit> audit, std::vector<std::string> hashes, std::shared_ptr<monitoring::QualityFigures> out) {
  const auto work = std::make_shared<Measuring>(std::move(input), std::move(audit), std::move(hashes), std::move(out));
  return {pass("audit.figures", Unit::kRows, work, &Measuring::prepare, &Measuring::tally, 1000), step("audit.figures", work, &Measuring::count_findings)};
}

}  // namespace jumelles::audit
