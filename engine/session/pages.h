#pragma once

// Pages: what the interface asks for about the present document and result, each made when it is asked for. One overload a
// query; pages_*.cpp hold them by screen.

#include <string>
#include <vector>

#include "assessing/why_not.h"
#include "session/impl.h"

namespace jumelles::session {

using namespace protocol;

constexpr uint32_t kPageLimit = 1000;    // rows of one page
using assessing::kRivalMargin;
constexpr size_t kExampleLimit = 8;      // examples of one effect

struct Pager {
  Session::Impl& impl;
  const assessing::RunResult* result = impl.result.get();

  // sources
  const SourceData* source(uint32_t index) const;
  Result<Page> operator()(const PreviewQuery& query) const;
  Result<Page> operator()(const RejectsQuery& query) const;
  Result<Page> operator()(const ColumnQuery& query) const;
  // Values that cleaning changes, of every outcome, from the first ones of the column.
  static void put_examples(ColumnDetail& page, const Column& column, AttributeType type);

  // pairs
  RecordLabel label(RecordIndex record) const;
  const Edge* edge_of(uint64_t pair) const;
  std::optional<uint64_t> pair_number(RecordIndex a, RecordIndex b) const;
  // Ids of the pairs [first, first + count) of a filtered and sorted list; sets its total.
  std::vector<uint64_t> list_pairs(const PairsQuery& query, uint64_t& total) const;
  const std::vector<uint64_t>& made_pair_list(const PairsQuery& query) const;
  std::vector<uint64_t> unjudged_pairs(const PairsQuery& query, uint64_t linked, uint64_t& total) const;
  Result<Page> operator()(const PairsQuery& asked) const;
  PairSide side(RecordIndex record) const;
  // All columns of a multi-valued attribute, as they are in the source.
  std::string originals(const Attribute& attribute, RecordIndex record, bool& absent) const;
  void put_attributes(PairDetail& page, const Edge& edge, const linking::Explanation& explanation) const;
  // The value whose frequency counts, as `record` holds it.
  std::string term_text(const linking::Evidence& evidence, RecordIndex record) const;
  // Any two records as an edge, found or not.
  Edge any_edge(RecordIndex a, RecordIndex b) const;
  // Of `record` as far as `partner` goes, see RivalsSummary; `weight`: of the two. Takes one look at every edge.
  RivalsSummary rivals(RecordIndex record, RecordIndex partner, Weight weight) const;
  Result<Page> operator()(const PairQuery& query) const;

  // likeness.cpp: what one answer settles
  uint64_t look_alike_count(uint64_t pair) const;
  PairRow pair_row(uint64_t pair) const;
  void put_likeness(PairDetail& page, const Edge& edge) const;
  Result<Page> operator()(const LikenessQuery& query) const;

  // why not
  std::string value_of(const std::string& attribute, RecordIndex record) const;
  ChangeSummary change_summary(const assessing::Change& change, const WhyNotQuery& query) const;
  Result<Page> operator()(const WhyNotQuery& query) const;
  Result<Page> operator()(const LookAlikesQuery& query) const;

  // groups to judge
  Result<Page> operator()(const SampledGroupQuery& query) const { return impl.sampled_group(query); }

  // groups
  GroupRow group_row(uint32_t group) const;
  Result<Page> operator()(const GroupsQuery& query) const;
  Result<Page> operator()(const GroupFiguresQuery& query) const;
  void put_members(GroupDetail& page, const std::vector<RecordIndex>& members) const;
  void put_ties(GroupDetail& page, const std::vector<RecordIndex>& members) const;
  void put_shape(GroupDetail& page, const std::vector<RecordIndex>& members) const;
  Result<Page> operator()(const GroupQuery& query) const;
  Result<Page> operator()(const NearGroupsQuery& query) const;
  JudgmentRow judgment_row(const Judgment& judgment, RecordIndex a, RecordIndex b, bool same) const;
  Result<Page> operator()(const ContradictionsQuery& query) const;

  // golden records
  Result<Page> operator()(const SearchQuery& query) const;
  // What in the record answers; each value once.
  std::vector<SearchHit> search_hits(const search::SearchIndex& index, const std::string& text, RecordIndex record) const;
  std::vector<uint32_t> sources_of_group(uint32_t group) const;
  Result<Page> operator()(const GoldenQuery& query) const;
  GoldenCell cell(const Attribute& attribute, const survive::GoldenValue& value, RecordIndex record) const;
  Result<Page> operator()(const GoldenDetailQuery& query) const;

  // golden values by hand; `outcome` may be null
  GoldenDecisionRow decision_row(const document::GoldenDecision& decision, const survive::HandOutcome* outcome) const;
  const survive::HandOutcome* outcome_of(const document::GoldenDecision& decision, size_t place) const;
  void put_by_hand(GoldenAttribute& row, const Attribute& attribute, size_t index, uint32_t group) const;
  Result<Page> operator()(const GoldenDecisionsQuery& query) const;
  Result<Page> operator()(const TypedValueQuery& query) const;

  // what a rule would change
  // Golden values of some groups alone under another configuration.
  survive::GoldenRecords survive_some(const std::vector<uint32_t>& which, const survive::SurvivorshipConfig& config) const;
  std::string block_text(const survive::GoldenRecords& golden, uint32_t group, const survive::AttributeRule& rule) const;
  Result<Page> operator()(const RuleEffectQuery& query) const;

  Result<Page> operator()(const KeyPriceQuery& query) const;

  // audit_pages.cpp
  Result<Page> operator()(const AuditQuery& query) const;
  Result<Page> operator()(const AuditCellQuery& query) const;
  Result<Page> operator()(const AuditRowsQuery& query) const;

  Result<Page> operator()(const MonitoringQuery& query) const;  // monitoring.cpp

  // recipes.cpp
  Result<Page> operator()(const RecipeQuery& query) const;
  Result<Page> operator()(const RecipeTrialQuery& query) const;
  Result<Page> operator()(const SpellingsQuery& query) const;  // spellings.cpp

  // what rules can be made of: no result is needed
  Result<Page> operator()(const RuleChoicesQuery&) const { return Page{rule_choices(impl.project)}; }
};

}  // namespace jumelles::session
