#include "client/mask.h"

#include "core/attribute.h"
#include "core/masked.h"

namespace jumelles::ui {
namespace {

using namespace protocol;

// The table: of each kind of thing, which of its fields are values.
struct Values {
  static void hide(std::string& value) { value = masked(value); }
  template <class T>
  static void hide(std::vector<T>& values) {
    for (T& value : values) hide(value);
  }
  template <class... Values>
  static void hide_all(Values&... values) {
    (hide(values), ...);
  }

  // A clean consent is 0 or 1: as a digit, everybody would have refused.
  static void hide_clean(std::string_view type, std::string& value) {
    value = info(attribute_type_from_id(type).value_or(AttributeType::kText)).refusal_wins ? masked_answer(value) : masked(value);
  }

  static void hide(RecordLabel& x) { hide_all(x.label, x.detail); }
  static void hide(PairSide& x) { hide_all(x.id, x.updated, x.label); }

  static void hide(PreviewRow& x) { hide(x.cells); }
  static void hide(PreviewPage& x) { hide(x.rows); }
  static void hide(RejectRow& x) { hide_all(x.reason, x.text); }
  static void hide(RejectsPage& x) { hide(x.rows); }
  static void hide(NamedCount& x) { hide(x.text); }
  static void hide(CleanExample& x) { hide_all(x.original, x.clean); }
  static void hide(ColumnDetail& x) { hide_all(x.shapes, x.top_values, x.examples); }
  static void hide(PairRow& x) { hide_all(x.a, x.b); }
  static void hide(PairsPage& x) { hide(x.rows); }
  static void hide(LikenessPage& x) { hide(x.rows); }
  static void hide(ComparedAttribute& x) { hide_all(x.a, x.b); }
  static void hide(WaterfallBar& x) { hide(x.term); }
  static void hide(PairDetail& x) { hide_all(x.a, x.b, x.attributes, x.bars, x.follows_label_a, x.follows_label_b); }
  static void hide(GoldenRow& x) { hide(x.label); }
  static void hide(GoldenPage& x) { hide(x.rows); }
  static void hide(GoldenCell& x) { hide_all(x.original, x.values); }
  static void hide(GoldenDecisionRow& x) {
    hide_clean(x.type, x.value);
    hide_clean(x.type, x.below);
    hide(x.label);
  }
  static void hide(GoldenDecisionsPage& x) { hide(x.rows); }
  static void hide(TypedValue& x) {
    hide_clean(x.type, x.text);
    hide_clean(x.type, x.clean);
  }
  static void hide(GoldenAttribute& x) {
    hide_clean(x.type, x.value);
    for (std::string& value : x.further_values) hide_clean(x.type, value);
    hide_clean(x.type, x.below);
    hide_all(x.cells, x.decisions);
  }
  static void hide(GoldenDetail& x) { hide_all(x.label, x.records, x.attributes); }
  static void hide(RuleEffectExample& x) { hide_all(x.label, x.before, x.after); }
  static void hide(RuleEffect& x) { hide(x.examples); }
  static void hide(RuleChoices&) {}  // names of attributes and of ways to compare
  static void hide(KeyPricePage&) {}  // counts, and names of attributes
  static void hide(ValueChange& x) { hide_all(x.from, x.to); }
  static void hide(RecipeRuleSummary& x) { hide(x.values); }
  static void hide(RecipeExample& x) { hide_all(x.before, x.after); }
  static void hide(RecipeRow& x) { hide_all(x.rule, x.examples); }
  static void hide(RecipeProblem& x) { hide(x.rule); }
  static void hide(RecipePage& x) { hide_all(x.rows, x.import.problems); }
  static void hide(RecipeTrial& x) { hide(x.examples); }
  static void hide(SpellingRow& x) { hide(x.value); }
  static void hide(SpellingGroupRow& x) { hide(x.spellings); }
  static void hide(SpellingsPage& x) { hide(x.groups); }
  static void hide(FindingValue& x) { hide_all(x.value, x.becomes); }
  static void hide(FindingRow& x) { hide_all(x.values, x.rule); }
  static void hide(AuditPage& x) { hide(x.findings); }
  static void hide(ValueRow& x) { hide(x.value); }
  static void hide(AuditCellDetail& x) { hide_all(x.shapes, x.values, x.invalid, x.set_aside); }
  static void hide(MonitoringAlert& x) { hide(x.values); }
  static void hide(MonitoringPage& x) { hide(x.alerts); }
  static void hide(AuditRecordRow& x) { hide_all(x.id, x.values); }
  static void hide(AuditRowsPage& x) { hide(x.rows); }
  static void hide(NearKeyPart& x) { hide_all(x.a, x.b); }
  static void hide(NearKey& x) { hide(x.parts); }
  static void hide(ChangeSummary& x) {
    hide_clean(x.attribute, x.from);
    hide_clean(x.attribute, x.to);
  }
  static void hide(WhyNotDetail& x) { hide_all(x.near_keys, x.changes); }
  static void hide(LookAlike& x) { hide_all(x.label, x.id); }
  static void hide(LookAlikesPage& x) { hide(x.rows); }
  static void hide(SampledRecord& x) { hide_all(x.id, x.label, x.values); }
  static void hide(SampledGroupDetail& x) { hide(x.records); }
  static void hide(SearchHit& x) { hide_clean(x.type, x.value); }
  static void hide(SearchRow& x) { hide_all(x.label, x.hits, x.detail); }
  static void hide(SearchPage& x) { hide(x.rows); }
  static void hide(GroupRow& x) { hide(x.label); }
  static void hide(GroupsPage& x) { hide(x.rows); }
  static void hide(GroupFigures&) {}  // counts
  static void hide(GroupMember& x) { hide_all(x.id, x.label, x.values); }
  static void hide(GroupDetail& x) { hide_all(x.row, x.members); }
  static void hide(NearGroup& x) { hide_all(x.label, x.detail); }
  static void hide(NearGroupsPage& x) { hide(x.rows); }
  static void hide(JudgmentRow& x) { hide_all(x.a, x.b, x.id_a, x.id_b); }
  static void hide(ContradictionRow& x) { hide_all(x.chain, x.against); }
  static void hide(ContradictionsPage& x) { hide(x.rows); }
};

}  // namespace

void mask(Page& page) {
  std::visit([](auto& content) { Values::hide(content); }, page);
}

void mask(Summary& summary) {
  for (SourceSummary& source : summary.sources)
    for (ColumnSummary& column : source.columns) Values::hide(column.example);
}

}  // namespace jumelles::ui
