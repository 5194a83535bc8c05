#include "protocol/protocol_json.h"

#include <array>
#include <nlohmann/json.hpp>
#include <type_traits>

// The macros below write one to_json and one from_json per struct, field names being those of the struct; a field that
// is missing in the text keeps its default.
#define JUMELLES_JSON(...) NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(__VA_ARGS__)
#define JUMELLES_JSON_EMPTY(Type)                             \
  static void to_json(nlohmann::json& j, const Type&) { j = nlohmann::json::object(); } \
  static void from_json(const nlohmann::json&, Type&) {}

namespace jumelles {

NLOHMANN_JSON_SERIALIZE_ENUM(ErrorCode, {{ErrorCode::kInternal, "internal"},
                                         {ErrorCode::kBadInput, "bad_input"},
                                         {ErrorCode::kBadConfig, "bad_config"},
                                         {ErrorCode::kUnsupported, "unsupported"},
                                         {ErrorCode::kTooLarge, "too_large"},
                                         {ErrorCode::kCanceled, "canceled"}})
JUMELLES_JSON(Error, code, id, message, hint, path, line, arguments)

namespace protocol {

NLOHMANN_JSON_SERIALIZE_ENUM(SourceState, {{SourceState::kLoading, "loading"}, {SourceState::kReady, "ready"}, {SourceState::kFailed, "failed"}, {SourceState::kMissing, "missing"}})

JUMELLES_JSON(RecordRef, source, id, row, content)
JUMELLES_JSON(AddSource, file_id, file_name, table)
JUMELLES_JSON(AddTable, source, table)
JUMELLES_JSON(RemoveSource, source)
JUMELLES_JSON(MoveSource, source, to)
JUMELLES_JSON(RenameSource, source, name)
JUMELLES_JSON(SetDialect, source, encoding, separator, header, table, header_line)
JUMELLES_JSON(SetColumnType, source, column, type)
JUMELLES_JSON(SetColumnRole, source, column, role)
JUMELLES_JSON(SetLinkType, link_type)
JUMELLES_JSON_EMPTY(Run)
JUMELLES_JSON_EMPTY(ProposeAgain)
JUMELLES_JSON_EMPTY(Cancel)
JUMELLES_JSON(SetThreshold, probability, final)
JUMELLES_JSON(EnableBlockingRule, rule, enabled)
JUMELLES_JSON(EnableComparison, comparison, enabled)
JUMELLES_JSON(SetLevelWeight, comparison, level, weight_bits, locked)
JUMELLES_JSON(EnableConstraint, constraint, enabled)
JUMELLES_JSON(SetOnePerSource, source, enabled)
JUMELLES_JSON(SetPlainClosure, enabled)
JUMELLES_JSON(KeyPartSummary, attribute, transform)
JUMELLES_JSON(SetBlockingRule, rule, parts)
JUMELLES_JSON(SetComparison, comparison, attribute, comparator)
JUMELLES_JSON(LevelChoice, id, threshold, term_frequency)
JUMELLES_JSON(SetLevels, comparison, levels)
JUMELLES_JSON(SetConstraint, constraint, id, attribute)
JUMELLES_JSON(SetLinkNumber, name, value, by_default)
JUMELLES_JSON(SetSurvivorshipRule, rule, cascade)
JUMELLES_JSON(SetGoldenBlock, attribute, rule)
JUMELLES_JSON(SetOutputLanguage, language)
JUMELLES_JSON(SetOutputHeaders, headers)
JUMELLES_JSON(JudgePair, a, b, verdict, number, look_alikes)
JUMELLES_JSON_EMPTY(LearnFromDecisions)
JUMELLES_JSON(DrawnGroup, chance, times, members)
JUMELLES_JSON(DrawSample, count, groups)
JUMELLES_JSON(JudgeGroup, group, records, thing_of, unsure)
JUMELLES_JSON(ShapeGroup, records, thing_of, shape)
JUMELLES_JSON(DecideValue, records, attribute, act, value, place, for_ever, below)
JUMELLES_JSON(TakeBackValue, record, attribute, act, value_id)
JUMELLES_JSON(ProlongValue, record, attribute, act, for_ever)
JUMELLES_JSON_EMPTY(Undo)
JUMELLES_JSON_EMPTY(Redo)
JUMELLES_JSON(OpenProject, file_id, file_name, runs)
JUMELLES_JSON_EMPTY(NewProject)
JUMELLES_JSON(NameProject, name)
JUMELLES_JSON(EmbedSources, enabled)
JUMELLES_JSON(RestoreChanges, changes)
JUMELLES_JSON(SetAuthor, name)
JUMELLES_JSON(ProjectSaved, file_name, change)

JUMELLES_JSON(ValueChange, from, to)
JUMELLES_JSON(RecipeRuleSummary, name, attribute, source, act, suspects, pattern, replacement, values, enabled, finding, value_count,
              cell_count, into, row_count)
JUMELLES_JSON(AddRecipeRule, rule)
JUMELLES_JSON(ImportRecipe, file_name, text)
JUMELLES_JSON(FixFindings, findings, act)
JUMELLES_JSON(SetRecipeRule, rule, to)
JUMELLES_JSON(EnableRecipeRule, rule, enabled)
JUMELLES_JSON(MoveRecipeRule, rule, to)
JUMELLES_JSON(FacetFilter, kind, attribute, value, from, to)
JUMELLES_JSON(TagRecords, tag, given, filters)
JUMELLES_JSON(TagRow, tag, count, lost_count)
JUMELLES_JSON(IgnoreFinding, finding, ignored)
JUMELLES_JSON(SetQualityTarget, attribute, measure, share, by_default, months)
JUMELLES_JSON(DictionaryEntry, attribute, meaning, owner, purpose, requirement, format, pattern, personal_data, retention_months)
JUMELLES_JSON(SetDictionaryEntry, entry)
JUMELLES_JSON(DictionaryCell, source, present, missing_count, off_format_count, is_met)
JUMELLES_JSON(DictionaryRow, entry, chosen, type, label, cells)
JUMELLES_JSON_EMPTY(RecipeQuery)
JUMELLES_JSON(RecipeExample, before, after, count)
JUMELLES_JSON(RecipeRow, rule, examples)
JUMELLES_JSON(RecipeProblem, place, rule, problem)
JUMELLES_JSON(RecipeImport, number, file_name, added_count, known_count, problems)
JUMELLES_JSON(RecipePage, state, rows, suspects, attributes, import, others)
JUMELLES_JSON(RecipeTrialQuery, rule)
JUMELLES_JSON(RecipeTrial, state, problem, problem_arguments, value_count, cell_count, examples, row_count)
JUMELLES_JSON(SpellingsQuery, attribute, source, method)
JUMELLES_JSON(SpellingRow, value, count)
JUMELLES_JSON(SpellingGroupRow, id, spellings, spelling_count, cell_count)
JUMELLES_JSON(SpellingsPage, state, attribute, source, method, value_count, group_count, groups)
JUMELLES_JSON(AuditQuery, language)
JUMELLES_JSON(AuditSource, name, record_count, oldest, median, newest, age_months)
JUMELLES_JSON(AuditCell, source, attribute, present, filled_count, value_count, distinct_count, checked_count, valid_count,
              set_aside_count, mended_count, median_date, below_completeness, below_validity, age_months, below_freshness)
JUMELLES_JSON(AuditAttribute, key, type, label, completeness_target, validity_target, completeness_by_user, validity_by_user, freshness_target)
JUMELLES_JSON(FindingSource, source, count)
JUMELLES_JSON(FindingValue, value, becomes, count)
JUMELLES_JSON(FindingRow, id, kind, severity, fix, state, harm, unit_cost, cost, attributes, headline, explanation, count, of_count, counts_records, sources,
              values, distinct_count, rule, can_exclude)
JUMELLES_JSON(SourceAgreement, attribute, a, b, pair_count, same_count, a_alone_count, b_alone_count, third_with_a_count,
              third_with_b_count, a_newer_count, b_newer_count)
JUMELLES_JSON(SourceOverlap, sources, count)
JUMELLES_JSON(AuditResult, has_result, is_stale, customer_count, duplicate_count, duplicates_of, unmatchable_count, unmatchable_of,
              overlaps, agreements)
JUMELLES_JSON(AuditPage, state, language, record_count, completeness, validity, sources, attributes, cells, findings, dictionary, result,
              elapsed_ms, tags)
JUMELLES_JSON(AuditCellQuery, source, attribute, language)
JUMELLES_JSON(ValueRow, value, count, remark)
JUMELLES_JSON(SpanRow, from, to, count)
JUMELLES_JSON(AuditCellDetail, state, cell, shapes, values, lengths, years, numbers, invalid, set_aside, findings)
JUMELLES_JSON(AuditRowsQuery, filters, first, count)
JUMELLES_JSON(AuditRecordRow, record, source, source_row, id, values, tags)
JUMELLES_JSON(AuditRowsPage, state, attributes, first, total, rows)
JUMELLES_JSON(MonitoringQuery, language)
JUMELLES_JSON(MonitoringPoint, day)
JUMELLES_JSON(MonitoringMark, point, record_count, filled_count, value_count, distinct_count, checked_count, valid_count, finding_count, age_months)
JUMELLES_JSON(MonitoringSeries, source, attribute, type, label, completeness_target, validity_target, marks, freshness_target)
JUMELLES_JSON(MonitoringAlert, kind, severity, source, attribute, subject, sentence, advice, before, after, finding, values)
JUMELLES_JSON(MonitoringPage, state, language, since, day, has_former, is_kept, points, series, alerts)

JUMELLES_JSON(ColumnSummary, name, example, type, attribute, confidence, filled_count, reason_id, remark_id, remark_count, to_confirm, role,
              role_reason_id, role_matters)
JUMELLES_JSON(TableSummary, name, hidden, row_count, is_list)
JUMELLES_JSON(SourceSummary, name, file_name, state, format, encoding, separator, has_header, header_line, table, tables, dialect_by_user, size_bytes, row_count,
              rejected_count, stated_row_count, error_cell_count, differs_from_project, embedded, import_ms, notices, repaired_cell_count, apart_from, problem, columns)
JUMELLES_JSON(BlockingRuleSummary, name, parts, enabled, pair_count, total_pair_count, largest_block, refined_block_count, exclusive_link_count,
              budget_share, is_large, recall, share_before_refining, refining_loss, by_hand, in_result)
JUMELLES_JSON(LevelSummary, id, threshold, weight_bits, m_probability, u_probability, term_frequency, locked, observed)
JUMELLES_JSON(ComparisonSummary, id, attributes, comparator, enabled, filled_share, levels, by_hand, is_bar_of_model)
JUMELLES_JSON(ComparisonNoteSummary, attribute, reason)
JUMELLES_JSON(StructureFigureSummary, name, value)
JUMELLES_JSON(StructureChoiceSummary, question, answer, source, figures)
JUMELLES_JSON(NothingLinkedSummary, reason, has_pair, record_a, record_b, weight_bits, probability, most_bits, likely_pair_count, against, missing)
JUMELLES_JSON(OverlapSummary, first, second, strength_bits)
JUMELLES_JSON(ConstraintSummary, name, id, attribute, must_match, enabled, applicable, pair_count, by_hand)
JUMELLES_JSON(NumberSummary, name, kind, value, least, most, is_default, open_least, open_most)
JUMELLES_JSON(Histogram, first_bit, bin_bits, counts)
JUMELLES_JSON(SurvivorshipRuleSummary, name, block, attributes, cascade, offered, chosen_by_user)
JUMELLES_JSON(OriginShare, attribute, count_per_source)
JUMELLES_JSON(Counts, record_count, group_count, multi_source_group_count, inner_duplicate_count, candidate_pair_count, possible_pair_count,
              apart_pair_count, to_check_pair_count, checked_pair_count, linked_pair_count, vetoed_pair_count, group_to_check_count, largest_group,
              several_records_group_count, doubted_group_count)
JUMELLES_JSON(IntervalSummary, value, low, high)
JUMELLES_JSON(EstimateSummary, known, withheld_id, precision, recall_known, recall, blocking_known, blocking_withheld_id, blocking_recall,
              contradicted_share, expected_matches)
JUMELLES_JSON(DecisionsSummary, same_count, different_count, unsure_count, known_record_count, learned_count, judged_pair_count, settled_pair_count, shaped_count, contradiction_count,
              golden_value_count, values_by_hand_count, ignored_value_count, ended_value_count, waiting_value_count, overruled_value_count, by_hand_group_count, drawn_count, judged_count,
              passed_count, first_open_group,
              precision_known, recall_known, precision, recall)
JUMELLES_JSON(DeliverableSummary, kind, file_name, row_count, column_count)
JUMELLES_JSON(ProjectSummary, name, file_name, author, change, saved_change, first_change, has_unsaved, embeds_sources, missing_count, problems)
JUMELLES_JSON(Summary, revision, project, has_result, result, last_judgment, is_stale, is_proposed, recipe_rule_count, can_undo, can_redo, undo_name, redo_name, link_type, sources,
              blocking_rules, pairs_per_record_budget, comparisons, comparison_notes, structure, nothing_linked, overlaps, constraints, link_numbers, one_per_source,
              one_per_source_proposed, prior,
              review_floor, threshold, histogram, counts, counts_before, estimate, estimate_before, decisions,
              threshold_before, survivorship, source_order, output_language, output_headers, origins, deliverables, run_ms, memory_bytes, notices)

JUMELLES_JSON(ProgressEvent, task, subject, phase, unit, done, total, fraction, units_per_second, remaining_ms, linked_pair_count)
JUMELLES_JSON(TaskEnded, task, subject, canceled, elapsed_ms, by_edit)
JUMELLES_JSON(RevisionEvent, summary)
JUMELLES_JSON(FailedEvent, task, subject, error)
JUMELLES_JSON(JournalEvent, change, text, fresh)

JUMELLES_JSON(PreviewQuery, source, first, count, text, column, sort, descending)
JUMELLES_JSON(PreviewRow, line, cells)
JUMELLES_JSON(PreviewPage, source, first, total, rows, unfiltered, list_state)
JUMELLES_JSON(NamedCount, text, count)
JUMELLES_JSON(RejectsQuery, first, count, text, source, reason_id)
JUMELLES_JSON(RejectRow, source, line, reason_id, reason, text)
JUMELLES_JSON(RejectsPage, first, total, rows, unfiltered, list_state, reasons)
JUMELLES_JSON(ColumnQuery, source, column)
JUMELLES_JSON(CleanExample, original, clean, status)
JUMELLES_JSON(ColumnDetail, source, column, filled_count, distinct_count, valid_count, row_count, shapes, top_values, examples)
JUMELLES_JSON(PairsQuery, filter, sort, first, count, text)
JUMELLES_JSON(RecordLabel, source, label, detail)
JUMELLES_JSON(PairRow, pair, record_a, record_b, name_a, name_b, a, b, probability, weight_bits, verdict, by_likeness, look_alike_count)
JUMELLES_JSON(LikenessQuery, a, b, first, count)
JUMELLES_JSON(LikenessPage, a, b, first, total, rows)
JUMELLES_JSON(PairsPage, filter, sort, first, total, rows, unfiltered, search_state)
JUMELLES_JSON(PairQuery, pair, a, b)
JUMELLES_JSON(PairSide, source, id, source_row, updated, label, name)
JUMELLES_JSON(ComparedAttribute, attribute, type, a, b, absent_a, absent_b, comparison, finding)
JUMELLES_JSON(WaterfallBar, comparison, level, threshold, weight_bits, term_weight_bits, term, term_count)
JUMELLES_JSON(RivalsSummary, count, record, weight_bits)
JUMELLES_JSON(PairDetail, pair, a, b, record_a, record_b, probability, weight_bits, prior_bits, threshold_bits, state, constraint, constraint_attribute, verdict, same_group, found_by,
              attributes, bars, rival_margin_bits, rivals_of_a, rivals_of_b, look_alike_count, settled_count,
              by_likeness, follows_a, follows_b, follows_label_a, follows_label_b)
JUMELLES_JSON(WhyNotQuery, a, b)
JUMELLES_JSON(NearKeyPart, attribute, transform, agrees, a, b)
JUMELLES_JSON(NearKey, parts, split)
JUMELLES_JSON(ChangeSummary, kind, side, attribute, from, to, constraint, source, probability, key, other_pair_count, compared_pair_count, estimated)
JUMELLES_JSON(WhyNotDetail, a, b, reason, below_threshold, constraint, constraint_attribute, near_keys, link_count, against_count,
              group_pair_count, changes)
JUMELLES_JSON(LookAlikesQuery, record, count)
JUMELLES_JSON(LookAlike, record, label, id, probability, name)
JUMELLES_JSON(LookAlikesPage, record, rows)
JUMELLES_JSON(SearchQuery, text, first, count)
JUMELLES_JSON(SearchHit, attribute, type, value)
JUMELLES_JSON(SearchRow, group, golden_id, label, record_sources, record, source, hits, detail)
JUMELLES_JSON(SearchPage, text, state, first, total, rows)
JUMELLES_JSON(GoldenQuery, filter, first, count, text, sort, descending)
JUMELLES_JSON(GoldenRow, group, golden_id, label, record_sources, by_hand)
JUMELLES_JSON(GoldenPage, filter, first, total, rows, search_state, unfiltered)
JUMELLES_JSON(GoldenDetailQuery, group)
JUMELLES_JSON(GoldenCell, original, state, values)
JUMELLES_JSON(GoldenDecisionRow, attribute, type, act, value, below, state, for_ever, who, at_ms, record, value_id, group, golden_id, label)
JUMELLES_JSON(GoldenAttribute, attribute, type, block, value, further_values, origin, rule, survivorship_rule, disagreeing, cells, below, invalid, decisions)
JUMELLES_JSON(GoldenDetail, group, golden_id, label, records, attributes)
JUMELLES_JSON(GoldenDecisionsQuery, first, count)
JUMELLES_JSON(GoldenDecisionsPage, first, total, rows)
JUMELLES_JSON(TypedValueQuery, group, attribute, text)
JUMELLES_JSON(TypedValue, attribute, type, text, clean, status)
JUMELLES_JSON(SampledGroupQuery, group)
JUMELLES_JSON(SampledRecord, record, source, name, id, label, is_member, thing, probability, values)
JUMELLES_JSON(SampledGroupDetail, group, total, state, attributes, records)
JUMELLES_JSON(GroupsQuery, filter, first, count, text, sort, descending)
JUMELLES_JSON(GroupRow, group, golden_id, label, record_count, link_count, has_weakest, weakest_bits, sources, doubts)
JUMELLES_JSON(GroupsPage, filter, first, total, rows, unfiltered, search_state)
JUMELLES_JSON_EMPTY(GroupFiguresQuery)
JUMELLES_JSON(SizeCount, size, count, doubted_count)
JUMELLES_JSON(PresenceCount, sources, count)
JUMELLES_JSON(GroupFigures, sizes, presences, other_presence_count)
JUMELLES_JSON(GroupQuery, group)
JUMELLES_JSON(GroupMember, record, source, source_row, id, label, values)
JUMELLES_JSON(GroupTieRow, a, b, weight_bits, is_link, by_hand)
JUMELLES_JSON(GroupDetail, group, row, attributes, members, names, half_of, ties, weakest, bridge, bridge_agrees, shape, shape_by, shape_at_ms)
JUMELLES_JSON(NearGroupsQuery, group, count)
JUMELLES_JSON(NearGroup, group, golden_id, label, detail, probability, record_sources, names)
JUMELLES_JSON(NearGroupsPage, group, rows)
JUMELLES_JSON(ContradictionsQuery, first, count)
JUMELLES_JSON(JudgmentRow, kind, record_a, record_b, a, b, id_a, id_b, same, who, how, at_ms, names, place)
JUMELLES_JSON(ContradictionRow, chain, against)
JUMELLES_JSON(ContradictionsPage, first, total, rows)
JUMELLES_JSON(RuleEffectQuery, rule, cascade)
JUMELLES_JSON(RuleEffectExample, label, before, after)
JUMELLES_JSON(RuleEffect, rule, cascade, changed_count, examples)
JUMELLES_JSON_EMPTY(RuleChoicesQuery)
JUMELLES_JSON(AttributeChoice, attribute, type, transforms, comparators, constraints)
JUMELLES_JSON(LevelInfo, id, has_threshold, threshold, least, most, term_frequency, unit)
JUMELLES_JSON(ComparatorChoice, id, levels)
JUMELLES_JSON(RuleChoices, attributes, comparators)
JUMELLES_JSON(KeyPriceQuery, rule, parts)
JUMELLES_JSON(KeyPricePage, rule, parts, state, pair_count, new_pair_count, is_estimate, largest_block, refined_block_count, budget_share, is_large)

namespace {

using nlohmann::json;

// Names of the variants' alternatives, in their order.
constexpr std::array<const char*, std::variant_size_v<Command>> kCommands{
    "add_source", "add_table", "remove_source", "move_source", "rename_source", "set_dialect", "set_column_type", "set_column_role", "set_link_type",
    "run", "propose_again", "cancel", "set_threshold", "enable_blocking_rule", "enable_comparison", "set_level_weight",
    "enable_constraint", "set_one_per_source", "set_plain_closure", "set_survivorship_rule", "set_output_language", "set_output_headers", "undo", "redo",
    "judge_pair", "learn_from_decisions", "draw_sample", "judge_group", "open_project", "new_project", "name_project", "embed_sources",
    "restore_changes", "set_author", "project_saved", "shape_group", "set_blocking_rule", "set_comparison", "set_levels", "set_constraint",
    "set_link_number", "decide_value", "take_back_value", "prolong_value", "set_golden_block", "add_recipe_rule", "fix_findings",
    "set_recipe_rule", "enable_recipe_rule", "move_recipe_rule", "ignore_finding", "set_quality_target", "set_dictionary_entry",
    "import_recipe", "tag_records"};
constexpr std::array<const char*, std::variant_size_v<Event>> kEvents{"progress", "task_ended", "revision", "failed", "journal"};
constexpr std::array<const char*, std::variant_size_v<Query>> kQueries{"preview", "rejects", "column", "pairs",
                                                                       "pair", "golden", "golden_detail", "rule_effect",
                                                                       "why_not", "look_alikes", "sampled_group", "groups", "group_figures",
                                                                       "group", "near_groups", "contradictions", "search", "likeness",
                                                                       "rule_choices", "golden_decisions", "typed_value", "key_price",
                                                                       "audit", "audit_cell", "audit_rows", "recipe", "recipe_trial", "monitoring", "spellings"};
constexpr const auto& kPages = kQueries;

std::string text(const json& j) { return j.dump(-1, ' ', false, json::error_handler_t::replace); }

template <class Variant, class Names>
json variant_json(const char* tag, const Names& names, const Variant& value) {
  json j = std::visit([](const auto& x) { return json(x); }, value);
  j[tag] = names[value.index()];
  return j;
}

template <class Variant, size_t I = 0>
Variant alternative(size_t index, const json& j) {
  if constexpr (I < std::variant_size_v<Variant>) {
    if (index == I) return j.get<std::variant_alternative_t<I, Variant>>();
    return alternative<Variant, I + 1>(index, j);
  } else {
    return {};
  }
}

Error bad_json(std::string what) {
  return {ErrorCode::kBadInput, "protocol.bad_message", "The message is not understood: " + what, "Send a message of the protocol.", {}, 0, {what}};
}

template <class Variant, class Names>
Result<Variant> variant_from(const char* tag, const Names& names, const json& j) {
  const auto found = j.find(tag);
  if (found == j.end() || !found->is_string()) return bad_json(std::string("no \"") + tag + "\".");
  const auto& name = found->get_ref<const std::string&>();
  for (size_t i = 0; i < names.size(); ++i)
    if (name == names[i]) return alternative<Variant>(i, j);
  return bad_json("unknown " + std::string(tag) + " \"" + name + "\".");
}

Result<Reply> reply_from(const json& j) {
  Reply reply;
  reply.request_id = j.value("request_id", uint64_t{0});
  reply.revision = j.value("revision", uint64_t{0});
  reply.ok = j.value("ok", true);
  if (!reply.ok) {
    reply.error = j.value("error", Error{});
    return reply;
  }
  const auto page = j.find("page");
  if (page == j.end() || !page->is_object()) return bad_json("no page.");
  Result<Page> read = variant_from<Page>("page", kPages, *page);
  if (!read) return read.error();
  reply.page = std::move(read.value());
  return reply;
}

// Parses and reads; nlohmann's exceptions end here.
template <class T, class Read>
Result<T> guarded(std::string_view input, Read read) {
  try {
    const json j = json::parse(input);
    if (!j.is_object()) return bad_json("not an object.");
    return read(j);
  } catch (const json::exception& problem) {
    return bad_json(problem.what());
  }
}

}  // namespace

std::string to_json(const Command& command) { return text(variant_json("command", kCommands, command)); }
std::string to_json(const Event& event) { return text(variant_json("event", kEvents, event)); }

std::string to_json(const Reply& reply) {
  json j{{"request_id", reply.request_id}, {"revision", reply.revision}, {"ok", reply.ok}};
  if (reply.ok) {
    j["page"] = variant_json("page", kPages, reply.page);
  } else {
    j["error"] = reply.error;
  }
  return text(j);
}

std::string query_to_json(uint64_t request_id, const Query& query) {
  json j = variant_json("query", kQueries, query);
  j["request_id"] = request_id;
  return text(j);
}

Result<Command> command_from_json(std::string_view input) {
  return guarded<Command>(input, [](const json& j) { return variant_from<Command>("command", kCommands, j); });
}

Result<Event> event_from_json(std::string_view input) {
  return guarded<Event>(input, [](const json& j) { return variant_from<Event>("event", kEvents, j); });
}

Result<Reply> reply_from_json(std::string_view input) { return guarded<Reply>(input, reply_from); }

Result<std::variant<Event, Reply>> message_from_json(std::string_view input) {
  using Message = std::variant<Event, Reply>;
  return guarded<Message>(input, [](const json& j) -> Result<Message> {
    if (j.contains("request_id")) {
      Result<Reply> reply = reply_from(j);
      if (!reply) return reply.error();
      return Message(std::move(reply.value()));
    }
    Result<Event> event = variant_from<Event>("event", kEvents, j);
    if (!event) return event.error();
    return Message(std::move(event.value()));
  });
}

Result<RequestedQuery> query_from_json(std::string_view input) {
  return guarded<RequestedQuery>(input, [](const json& j) -> Result<RequestedQuery> {
    Result<Query> read = variant_from<Query>("query", kQueries, j);
    if (!read) return read.error();
    return RequestedQuery{j.value("request_id", uint64_t{0}), std::move(read.value())};
  });
}

std::string command_name(const Command& command) { return kCommands[command.index()]; }

std::string task_name(const Command& command) {
  if (std::holds_alternative<AddSource>(command)) return "import";
  if (std::holds_alternative<SetThreshold>(command)) return "threshold";
  const bool runs = std::holds_alternative<Run>(command) || std::holds_alternative<ProposeAgain>(command) || std::holds_alternative<LearnFromDecisions>(command);
  return runs ? "run" : "command";
}

}  // namespace protocol
}  // namespace jumelles
