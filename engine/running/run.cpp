#include "running/run.h"

#include <algorithm>

#include "cluster/cluster.h"
#include "core/bits.h"
#include "core/hash.h"
#include "identity/identity.h"
#include "assessing/choices.h"
#include "assessing/group_doubts.h"
#include "linking/prepared.h"
#include "linking/structure.h"
#include "running/hand_values.h"
#include "score/rivals.h"
#include "standardize/row_rules.h"

namespace jumelles::running {

using namespace assessing;
using namespace document;
using namespace linking;
namespace {

enum Step { kStandardize, kFindRecords, kLink, kClean, kWeighRivals, kCluster, kSurvive };
// How long they take, roughly, for one progress bar over all of them.
constexpr double kStageEnds[] = {0.24, 0.25, 0.85, 0.86, 0.87, 0.93, 1.0};

// "most trusted first": names of the sources as they came.
std::vector<std::string> names_of_tables(const Project& project) {
  std::vector<std::string> names;
  for (const SourceConfig& source : project.sources) names.push_back(source.name);
  return names;
}

}  // namespace

Run::Run(Project project, std::vector<std::shared_ptr<const Table>> tables, std::vector<uint64_t> table_keys,
         std::shared_ptr<const RunResult> former)
    : result_(std::make_shared<RunResult>()), table_keys_(std::move(table_keys)), former_(std::move(former)) {
  wanted_ = stage_keys(project, table_keys_);
  result_->project = std::move(project);
  result_->read_tables = std::move(tables);
}

std::vector<Phase> Run::standardize_stage() {
  if (former_ && former_->keys[Stage::kRecords] == wanted_[Stage::kRecords]) {
    result_->records = former_->records;
    result_->report = former_->report;
    result_->finder = former_->finder;
    result_->tables = former_->tables;
    result_->mapping = former_->mapping;
    return {};
  }
  auto recipe = std::make_shared<standardize::Recipe>(result_->project.recipe);
  auto rules = std::make_shared<standardize::RowRules>(result_->read_tables, document::mapping_of(result_->project.sources), recipe);
  result_->tables = rules->tables();
  result_->mapping = rules->mapping();
  auto records = std::make_shared<RecordSet>();
  auto report = std::make_shared<standardize::StandardizeReport>();
  result_->records = records;
  result_->report = report;
  std::vector<Phase> phases = standardize::RowRules::phases(rules);
  append(phases, standardize::standardize_phases(result_->tables, result_->mapping, records, report, nullptr, std::move(recipe)));
  return phases;
}

std::vector<Phase> Run::finder_stage() {
  if (result_->finder) return {};
  auto finder = std::make_shared<RecordFinder>(result_->records, result_->tables, result_->read_tables);
  result_->finder = finder;
  return RecordFinder::phases(finder);
}

// What the records show to be wrong in the document, before anything is compared.
std::optional<Error> Run::settings_problem() const {
  if (bound_.problem) return bound_.problem;
  const survive::SurvivorshipConfig& survivorship = result_->project.survivorship;
  if (survivorship.rules.empty()) return std::nullopt;
  const std::vector<Error> problems = survive::validate(survivorship, *result_->records);
  return problems.empty() ? std::nullopt : std::optional(problems.front());
}

std::vector<Phase> Run::link_stage() {
  bound_ = bind_labels(result_->project, *result_->records, result_->tables, *result_->finder);
  result_->labels = bound_.labels;
  result_->undrawn = bound_.undrawn;
  result_->binding = bound_.binding;
  result_->said = bound_.said;
  result_->unknown_labels = bound_.unknown;
  result_->contradictions = bound_.contradictions;
  result_->contradiction_count = bound_.contradiction_count;
  if (const std::optional<Error> problem = settings_problem()) return {step("check", [problem] { return Status(*problem); })};
  if (former_ && former_->link && former_->keys[Stage::kScores] == wanted_[Stage::kScores]) {
    result_->link = former_->link;
    return {};
  }
  auto link = std::make_shared<LinkResult>();
  result_->link = link;
  return link_phases(result_->records, result_->project.link, link, result_->labels, still_prepared());
}

// What still holds of the former run's way to scored pairs.
std::shared_ptr<const Prepared> Run::still_prepared() const {
  if (!former_ || former_->records != result_->records || !former_->link || !former_->link->prepared) return nullptr;
  auto kept = std::make_shared<Prepared>(*former_->link->prepared);
  if (former_->keys.comparer != wanted_.comparer) kept->comparer = nullptr, kept->rows = nullptr;
  if (former_->keys[Stage::kCandidates] != wanted_[Stage::kCandidates]) kept->columns = nullptr, kept->candidates = nullptr;
  if (former_->keys[Stage::kPatterns] != wanted_[Stage::kPatterns]) kept->patterns = nullptr;
  return kept;
}

// The proposals of a link stage become part of the document.
void Run::finish_link() {
  LinkConfig& config = result_->project.link;
  const LinkConfig& resolved = result_->link->config;
  const LinkSetting asked = config;
  config = resolved;
  static_cast<LinkSetting&>(config) = asked;  // the pairs may be of a run before this one
  config.threshold = std::max(asked.threshold, asked.review_floor);
}

// Which sources hold each thing once: the user's word, or what the links say that are likelier matches than not, whatever
// the threshold. A single source says nothing: there would be no group at all.
std::vector<Phase> Run::clean_stage() {
  finish_link();
  const RecordSet& records = *result_->records;
  LinkConfig& config = result_->project.link;
  if (result_->project.one_per_source_by_user) {
    put_choices(config.structure, kOncePerSourceQuestion, {});
    return {};
  }
  const bool was_asked = former_ && former_->link == result_->link && !former_->project.one_per_source_by_user;
  config.one_per_source = was_asked ? former_->project.link.one_per_source : std::vector<std::string>();
  config.one_per_source_proposed = !config.one_per_source.empty();
  if (was_asked) keep_former_choices();
  if (was_asked || config.plain_model || records.sources.size() < 2) return {};
  // As training found them.
  const std::vector<std::string>& names = result_->link->config.one_per_source;
  std::vector<uint8_t> presumed;
  for (const SourceInfo& source : records.sources) presumed.push_back(std::find(names.begin(), names.end(), source.name) != names.end());
  free_of_duplicates_ = std::make_shared<std::vector<uint8_t>>();
  std::shared_ptr<const std::vector<Edge>> edges(result_->link, &result_->link->edges);
  if (!result_->link->inside.empty()) {
    auto all = std::make_shared<std::vector<Edge>>(result_->link->edges);
    all->insert(all->end(), result_->link->inside.begin(), result_->link->inside.end());
    edges = all;
  }
  findings_ = std::make_shared<std::vector<cluster::SourceFinding>>();
  return cluster::duplicate_free_phases(edges, result_->records, 0, std::move(presumed), free_of_duplicates_, findings_);
}

// What was said of the sources when they were measured.
void Run::keep_former_choices() {
  std::vector<StructureChoice> once;
  for (const StructureChoice& choice : former_->project.link.structure)
    if (choice.question == kOncePerSourceQuestion) once.push_back(choice);
  put_choices(result_->project.link.structure, kOncePerSourceQuestion, std::move(once));
}

void Run::take_clean_sources() {
  if (!free_of_duplicates_) return;
  LinkConfig& config = result_->project.link;
  for (size_t s = 0; s < free_of_duplicates_->size(); ++s)
    if ((*free_of_duplicates_)[s]) config.one_per_source.push_back(result_->records->sources[s].name);
  config.one_per_source_proposed = !config.one_per_source.empty();
  std::vector<StructureChoice> choices;
  for (size_t s = 0; s < findings_->size(); ++s)
    choices.push_back(measured_choice(result_->records->sources[s], (*findings_)[s], config.structure));
  put_choices(config.structure, kOncePerSourceQuestion, std::move(choices));
}

std::vector<uint8_t> Run::clean_sources() const {
  const std::vector<std::string>& names = result_->project.link.one_per_source;
  std::vector<uint8_t> clean;
  for (const SourceInfo& source : result_->records->sources) clean.push_back(std::find(names.begin(), names.end(), source.name) != names.end());
  return clean;
}

std::vector<Phase> Run::rivals_stage() {
  take_clean_sources();
  wanted_ = stage_keys(result_->project, table_keys_);
  result_->edges_key = edges_key(result_->project, wanted_);
  if (former_ && former_->edges && former_->link == result_->link && former_->edges_key == result_->edges_key) {
    result_->edges = former_->edges;
    result_->by_weight = former_->by_weight;
    return {};
  }
  std::vector<Phase> phases;
  // The edges belong to the link result: one owner, two names.
  const std::shared_ptr<const std::vector<Edge>> scored(result_->link, &result_->link->edges);
  result_->edges = scored;
  const std::vector<uint8_t> clean = clean_sources();
  if (std::find(clean.begin(), clean.end(), 1) != clean.end()) {
    auto weighed = std::make_shared<std::vector<Edge>>();
    result_->edges = weighed;
    // Not what was judged of drawn groups: the estimate from these is of results without them.
    phases = score::rivals_phases(scored, result_->records, clean, that_decide(*result_->labels), weighed);
  }
  auto order = std::make_shared<std::vector<uint32_t>>();
  result_->by_weight = order;
  append(phases, weight_order_phases(result_->edges, scored, weight_from_probability(result_->link->config.review_floor), order));
  return phases;
}

// Across sources only, two records of one thing inside a source that does not hold each thing once bring their partners together.
std::shared_ptr<const std::vector<Edge>> Run::edges_to_join(const std::vector<uint8_t>& one_per_source, std::vector<Phase>& phases) const {
  if (result_->project.link.link_type != LinkType::kLink || result_->link->inside.empty()) return result_->edges;
  auto all = std::make_shared<std::vector<Edge>>();
  const auto merge = [all, one_per_source, link = result_->link, edges = result_->edges, records = result_->records] {
    std::copy_if(link->inside.begin(), link->inside.end(), std::back_inserter(*all),
                 [&](const Edge& edge) { return one_per_source[records->source_of[edge.a]] == 0; });
    const auto middle = static_cast<std::ptrdiff_t>(all->size());
    all->insert(all->end(), edges->begin(), edges->end());
    const auto before = [](const Edge& x, const Edge& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; };
    std::inplace_merge(all->begin(), all->begin() + middle, all->end(), before);
  };
  phases.push_back(step("cluster.inside", merge));
  return all;
}

// Whether pairs and guards are what they were, some weights and what people decided aside.
bool Run::joins_as_before() const {
  return has_former_records() && former_->link == result_->link &&
         joining_key(former_->project, former_->keys) == joining_key(result_->project, wanted_);
}

// Ends of pairs that weigh something else than before, or of which other things are known; filled by a phase.
std::shared_ptr<std::vector<RecordIndex>> Run::changed_since(std::shared_ptr<const Labels> before, std::shared_ptr<const Labels> now,
                                                             std::vector<Phase>& phases) const {
  auto changed = std::make_shared<std::vector<RecordIndex>>();
  phases.push_back(step("groups.changed", [changed, before, now, old = former_->edges, edges = result_->edges] {
    *changed = changed_records(before.get(), now.get());
    if (old == edges) return;
    for (size_t e = 0; e < edges->size(); ++e)
      if ((*edges)[e].match_weight != (*old)[e].match_weight) changed->insert(changed->end(), {(*edges)[e].a, (*edges)[e].b});
  }));
  return changed;
}

cluster::ClusterOptions Run::cluster_options() const {
  const RecordSet& records = *result_->records;
  const LinkConfig& config = result_->project.link;
  cluster::ClusterOptions options;
  options.threshold = weight_from_probability(config.threshold);
  options.review_floor = weight_from_probability(config.review_floor);
  options.plain_closure = config.plain_closure;
  options.link_share_floor = config.link_share_floor;
  options.one_per_source = clean_sources();
  options.across_only = config.link_type == LinkType::kLink;
  if (const auto scorer = result_->link->scorer) {
    options.score = [scorer](RecordIndex a, RecordIndex b) { return scorer->score(a, b); };
    for (const Constraint& constraint : config.constraints)
      if (const int attribute = records.find(constraint.attribute); constraint.enabled && attribute >= 0)
        options.veto_attributes.push_back(static_cast<uint32_t>(attribute));
    if (!options.veto_attributes.empty())
      options.veto = [scorer](RecordIndex a, RecordIndex b) { return scorer->veto(a, b); };
  }
  return options;
}

std::vector<Phase> Run::cluster_stage() {
  std::vector<Phase> phases;
  if (former_ && former_->groups && former_->edges == result_->edges && former_->keys[Stage::kGroups] == wanted_[Stage::kGroups]) {
    result_->groups = former_->groups;
    result_->golden_ids = former_->golden_ids;
    result_->unshaped_groups = former_->unshaped_groups;
    result_->judged_estimate = former_->judged_estimate;
    result_->estimates = former_->estimates;
    return phases;
  }
  cluster::ClusterOptions options = cluster_options();
  const auto groups = std::make_shared<Groups>();
  const auto golden_ids = std::make_shared<std::vector<std::string>>();
  const auto estimates = std::make_shared<Estimates>();
  result_->groups = groups;
  result_->golden_ids = golden_ids;
  result_->estimates = estimates;
  const bool joins_alike = joins_as_before();
  const std::shared_ptr<const std::vector<Edge>> edges = edges_to_join(options.one_per_source, phases);
  std::shared_ptr<const std::vector<RecordIndex>> changed;
  cluster::FormerClustering former;
  if (joins_alike) {
    changed = changed_since(former_->binding, result_->binding, phases);
    former = {former_->groups, former_->binding, changed};
  }
  options.labels = result_->binding->binds() ? result_->binding : nullptr;
  append(phases, cluster::cluster_phases(edges, result_->records, options, groups, former));
  if (!bound_.judged.empty()) {
    auto unshaped = std::make_shared<Groups>();
    auto estimate = std::make_shared<evaluate::JudgedEstimate>();
    result_->unshaped_groups = unshaped;
    result_->judged_estimate = estimate;
    options.labels = result_->undrawn->binds() ? result_->undrawn : nullptr;
    // Where no group was judged before, the groups were those without judgments.
    if (joins_alike) former = {former_->unshaped_groups ? former_->unshaped_groups : former_->groups, former_->undrawn, changed_since(former_->undrawn, result_->undrawn, phases)};
    append(phases, cluster::cluster_phases(edges, result_->records, options, unshaped, former));
    phases.push_back(step("estimate.judged", [this, unshaped, estimate] { *estimate = evaluate::estimate_from_judged(bound_.judged, *unshaped); }));
  }
  identity::FormerIds ids;
  FormerEstimates estimated;
  if (has_former_records()) {
    auto changes = std::make_shared<GroupChanges>();
    changes_ = changes;
    append(phases, group_changes_phases(former_->groups, groups, changes));
    ids = {former_->groups, former_->golden_ids};
    if (joins_alike) {
      const auto ends = std::make_shared<std::vector<RecordIndex>>();
      phases.push_back(step("estimate.changed", [ends, changed, before = former_->said, now = result_->said] {
        *ends = changed_records(before.get(), now.get());
        ends->insert(ends->end(), changed->begin(), changed->end());
      }));
      estimated = {former_->estimates, former_->groups, changes, ends};
    }
  }
  append(phases, identity::golden_id_phases(result_->records, groups, names_of_tables(result_->project), golden_ids, std::move(ids)));
  append(phases, estimate_phases(result_->records, result_->link, result_->edges, groups, that_decide(*result_->said), result_->project.link, estimates, std::move(estimated)));
  return phases;
}

// Groups that are as they were keep what the same rules chose.
std::vector<Phase> Run::survive_stage() {
  survive::SurvivorshipConfig& config = result_->project.survivorship;
  if (config.rules.empty()) config = survive::propose(*result_->records);
  wanted_ = stage_keys(result_->project, table_keys_);
  if (former_ && former_->golden && former_->groups == result_->groups && former_->keys[Stage::kGolden] == wanted_[Stage::kGolden]) {
    result_->golden = former_->golden;
    result_->index = former_->index;
    result_->doubts = former_->doubts;
    return {};
  }
  auto golden = std::make_shared<survive::GoldenRecords>();
  auto index = std::make_shared<GroupIndex>();
  result_->golden = golden;
  result_->index = index;
  std::vector<Phase> phases;
  survive::FormerGolden chosen;
  FormerIndex counted;
  // Another word on a golden value alone: groups, and what is said of them, are the same.
  const bool same_groups = has_former_records() && former_->groups == result_->groups;
  if (has_former_records()) {
    if (!changes_ && !same_groups) {
      auto changes = std::make_shared<GroupChanges>();
      append(phases, group_changes_phases(former_->groups, result_->groups, changes));
      changes_ = changes;
    }
    chosen = {former_->golden, changes_, former_->project.survivorship, same_groups};
    counted = {former_->index, former_->groups, former_->golden, changes_, survive::chosen_alike(former_->project.survivorship, config, *result_->records), same_groups};
  }
  append(phases, survive::survive_phases(result_->records, result_->groups, config, golden, std::move(chosen),
                                         bind_hand_values(result_->project, *result_->records, *result_->finder)));
  append(phases, group_index_phases(result_->records, result_->groups, golden, index, std::move(counted)));
  if (same_groups && former_->edges == result_->edges && former_->keys[Stage::kGroups] == wanted_[Stage::kGroups]) {
    result_->doubts = former_->doubts;
    return phases;
  }
  if (has_former_records() && !changes_) {
    auto changes = std::make_shared<GroupChanges>();
    append(phases, group_changes_phases(former_->groups, result_->groups, changes));
    changes_ = changes;
  }
  auto doubts = std::make_shared<GroupDoubts>();
  result_->doubts = doubts;
  append(phases, group_doubt_phases(result_, has_former_records() ? former_ : nullptr, changes_, doubts));
  return phases;
}

std::optional<std::vector<Phase>> Run::next_stage() {
  while (next_ <= kSurvive) {
    stage_begin_ = stage_end_;
    stage_end_ = kStageEnds[next_];
    std::vector<Phase> phases;
    switch (next_++) {
      case kStandardize: phases = standardize_stage(); break;
      case kFindRecords: phases = finder_stage(); break;
      case kLink: phases = link_stage(); break;
      case kClean: phases = clean_stage(); break;
      case kWeighRivals: phases = rivals_stage(); break;
      case kCluster: phases = cluster_stage(); break;
      default: phases = survive_stage(); break;
    }
    if (!phases.empty()) return phases;
  }
  return std::nullopt;
}

std::optional<Error> Run::problem() const {
  if (next_ != kLink + 1 || !result_->link || result_->records->record_count() < 2) return std::nullopt;
  for (const Comparison& comparison : result_->link->config.comparisons)
    if (comparison.enabled) return std::nullopt;
  const std::string file = result_->project.sources.empty() ? std::string() : result_->project.sources[0].file;
  return Error{ErrorCode::kBadInput, "run.nothing_to_compare", "No column can be compared: each is left out or holds the same value in all rows.",
               "Give a column that tells records apart a type, and do not leave it out.", file, 0, {file}};
}

std::optional<uint64_t> Run::linked_pair_count() const {
  if (next_ <= kCluster) return std::nullopt;
  const Weight threshold = weight_from_probability(result_->project.link.threshold);
  return static_cast<uint64_t>(std::count_if(result_->edges->begin(), result_->edges->end(), [&](const Edge& edge) { return edge.match_weight >= threshold; }));
}

std::shared_ptr<const RunResult> Run::take_records() {
  result_->keys = {};
  result_->keys.of[static_cast<size_t>(Stage::kRecords)] = wanted_[Stage::kRecords];
  return std::move(result_);
}

std::shared_ptr<const RunResult> Run::take() {
  if (LinkConfig& config = result_->project.link; !config.plain_model) put_choices(config.structure, kDuplicatesQuestion, {duplicates_choice(*result_)});
  result_->keys = stage_keys(result_->project, table_keys_);
  return std::move(result_);
}

}  // namespace jumelles::running
