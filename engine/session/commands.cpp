#include <algorithm>

#include "protocol/protocol_json.h"
#include "score/model.h"
#include "session/impl.h"

namespace jumelles::session {
namespace {

using namespace protocol;
using document::ColumnConfig;
using document::Project;
using document::SourceConfig;

Error no_such(const char* what, const std::string& name) {
  return refused("command.no_such", std::string("There is no ") + what + " \"" + name + "\".", "Choose one of the list.", what);
}

// A key for a column whose type the user chose: that of the type, unless another column of the table has it already. The parts
// of a birth date share theirs.
std::string attribute_key(const SourceConfig& source, size_t column, AttributeType type) {
  const std::string base(info(fed_type(type)).id);
  if (info(type).multi_valued) return base;
  for (size_t c = 0; c < source.columns.size(); ++c) {
    const ColumnMapping& other = source.columns[c].mapping;
    if (is_birth_part(type) && is_birth_part(other.type)) continue;
    if (c != column && other.attribute == base && other.type != AttributeType::kIgnored) {
      std::string key = base + "_";
      for (char ch : source.columns[column].name) {
        const bool plain = (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9');
        if (plain) key += ch;
        else if (ch >= 'A' && ch <= 'Z') key += static_cast<char>(ch - 'A' + 'a');
        else if (key.back() != '_') key += '_';
      }
      return key;
    }
  }
  return base;
}

struct Applier {
  Session::Impl& impl;
  Project& project() { return impl.project; }
  std::string name;

  void remember() { impl.remember(name); }
  // The link result no longer fits: a running one is stopped, the next one starts from proposals.
  void edited() { impl.after_edit(); }

  // By name; null where there is none.
  SourceConfig* source_of(const std::string& wanted) {
    for (SourceConfig& source : project().sources)
      if (source.name == wanted) return &source;
    return nullptr;
  }
  size_t place_of(const SourceConfig& source) { return static_cast<size_t>(&source - project().sources.data()); }
  static ColumnConfig* column_of(SourceConfig& source, const std::string& wanted) {
    for (ColumnConfig& column : source.columns)
      if (column.name == wanted) return &column;
    return nullptr;
  }
  template <class T>
  static T* named(std::vector<T>& list, const std::string& wanted) {
    for (T& element : list)
      if (document::name_of(element) == wanted) return &element;
    return nullptr;
  }

  Status check_memory(const std::string& file_name, ingest::ByteSource& file) const {
    uint64_t needed = ingest::estimated_memory_bytes(file);
    for (const auto& data : impl.data) needed += data->needed_bytes;
    if (needed <= impl.memory_limit_bytes) return {};
    const std::string gigabytes = std::to_string(needed / 1000000000) + "." + std::to_string(needed / 100000000 % 10);
    return Error{ErrorCode::kTooLarge, "file.too_large", "Reading this file would need about " + gigabytes + " GB of memory, more than there is.",
                 "Use the command line, which has no such limit: jumelles auto " + file_name + ".", file_name, 0, {file_name, gigabytes}};
  }

  // A file that is known under no number (0) is a source that is missing.
  Status operator()(const AddSource& command) {
    const auto file = impl.files.find(command.file_id);
    if (command.file_id != 0 && file == impl.files.end()) return no_such("file", std::to_string(command.file_id));
    if (command.file_id != 0)
      if (Status status = check_memory(command.file_name, *file->second); !status) return status;
    if (SourceConfig* missing = command.file_id == 0 ? nullptr : missing_source(command.file_name, command.table, file->second->size())) {
      const std::string file_of_project = missing->file;
      for (size_t s = 0; s < project().sources.size(); ++s) {
        SourceConfig& source = project().sources[s];
        if (&source != missing && (impl.data[s]->state != SourceState::kMissing || source.file != file_of_project || !command.table.empty())) continue;
        impl.files_of[source.number] = command.file_id;
        source.file = command.file_name;
      }
    } else {
      remember();
      add(command.file_id, command.file_name, command.table, document::source_name_of(command.file_name));
    }
    impl.bind_sources();
    impl.after_edit(Session::Impl::Edit::kSources);
    return {};
  }

  // A run under way goes on without it: the file is read afterwards.
  void add(uint32_t file_id, const std::string& file_name, const std::string& table, const std::string& name) {
    SourceConfig source;
    source.number = impl.next_source_number();
    source.file = file_name;
    if (!table.empty()) source.choice.table = table;
    source.name = document::unique_source_name(project(), name);
    if (file_id != 0) impl.files_of[source.number] = file_id;
    project().sources.push_back(std::move(source));
  }

  Status operator()(const AddTable& command) {
    const SourceConfig* source = source_of(command.source);
    if (!source) return no_such("source", command.source);
    const SourceData& reading = *impl.data[place_of(*source)];
    const auto holds = [&](const ingest::TableOfFile& table) { return table.name == command.table; };
    if (reading.file_id == 0 || std::none_of(reading.tables.begin(), reading.tables.end(), holds)) return no_such("table", command.table);
    const uint32_t file_id = reading.file_id;
    const std::string file_name = source->file;
    if (Status status = check_memory(file_name, *impl.files.at(file_id)); !status) return status;
    remember();
    add(file_id, file_name, command.table, document::source_name_of(file_name) + "-" + command.table);
    impl.bind_sources();
    impl.after_edit(Session::Impl::Edit::kSources);
    return {};
  }

  // The source of the project that a file is of: that of its name, or the only one of its size. `table`: and no other of the file's.
  SourceConfig* missing_source(const std::string& file_name, const std::string& table, uint64_t size) {
    const auto last_part = [](const std::string& path) { return path.substr(path.find_last_of("/\\") + 1); };
    std::vector<SourceConfig*> of_file, of_name, of_size;
    for (size_t s = 0; s < project().sources.size(); ++s) {
      if (impl.data[s]->state != SourceState::kMissing) continue;
      SourceConfig& source = project().sources[s];
      if (!table.empty() && source.choice.table != table) continue;
      if (last_part(source.file) == last_part(file_name)) of_file.push_back(&source);
      if (source.name == document::source_name_of(file_name)) of_name.push_back(&source);
      if (source.size_bytes == size) of_size.push_back(&source);
    }
    for (const auto* found : {&of_file, &of_name})
      if (!found->empty()) return found->front();
    return of_size.size() == 1 ? of_size.front() : nullptr;
  }

  Comparison* comparison_of(const std::string& wanted) {
    for (Comparison& comparison : project().link.comparisons)
      if (comparison.id == wanted) return &comparison;
    return nullptr;
  }

  // What the sources are has changed.
  Status rebind() {
    impl.cancel_run();
    impl.bind_sources();
    impl.refresh_mapping();
    edited();
    return {};
  }

  Status operator()(const RemoveSource& command) {
    SourceConfig* source = source_of(command.source);
    if (!source) return no_such("source", command.source);
    remember();
    project().sources.erase(project().sources.begin() + static_cast<std::ptrdiff_t>(place_of(*source)));
    return rebind();
  }

  Status operator()(const MoveSource& command) {
    SourceConfig* source = source_of(command.source);
    auto& sources = project().sources;
    if (!source) return no_such("source", command.source);
    if (command.to >= sources.size()) return no_such("place", std::to_string(command.to));
    remember();
    SourceConfig moved = std::move(*source);
    sources.erase(sources.begin() + static_cast<std::ptrdiff_t>(place_of(*source)));
    sources.insert(sources.begin() + command.to, std::move(moved));
    return rebind();
  }

  Status operator()(const RenameSource& command) {
    SourceConfig* source = source_of(command.source);
    if (!source) return no_such("source", command.source);
    if (command.name.empty()) return refused("source.no_name", "A source needs a name.", "Write one.", "name");
    if (command.name == source->name) return {};
    remember();
    const bool rules_fit = impl.link_signature == mapping_signature(impl.ready_project());
    const std::string former = source->name;
    source->name.clear();
    source->name = document::unique_source_name(project(), command.name);
    document::rename_source(project(), former, source->name);
    if (rules_fit) impl.link_signature = mapping_signature(impl.ready_project());
    return rebind();
  }

  Status operator()(const SetDialect& command) {
    SourceConfig* source = source_of(command.source);
    if (!source) return no_such("source", command.source);
    ingest::DialectOverride choice;
    if (!command.encoding.empty()) {
      choice.encoding = ingest::encoding_from_id(command.encoding);
      if (!choice.encoding) return refused("dialect.encoding", "The encoding " + command.encoding + " is not known.", "Choose one of the list.", "encoding");
    }
    if (command.separator.size() > 8) return refused("dialect.separator", "A separator is at most 8 characters.", "Choose one of the list.", "separator");
    if (!command.separator.empty()) choice.separator = command.separator;
    if (command.header == "yes" || command.header == "no") choice.has_header = command.header == "yes";
    else if (!command.header.empty()) return refused("dialect.header", "The header is \"yes\" or \"no\".", "Choose one of the list.", "header");
    if (!command.table.empty()) choice.table = command.table;
    if (command.header_line > 0) choice.header_line = command.header_line;
    remember();
    source->choice = choice;
    return rebind();
  }

  Status operator()(const SetColumnType& command) {
    SourceConfig* source = source_of(command.source);
    if (!source) return no_such("source", command.source);
    ColumnConfig* column = column_of(*source, command.column);
    if (!column) return no_such("column", command.column);
    const std::optional<AttributeType> type = attribute_type_from_id(command.type);
    if (!type) return refused("column.type", "The type " + command.type + " is not known.", "Choose one of the list.", "type");
    remember();
    impl.cancel_run();
    ColumnMapping& mapping = column->mapping;
    mapping.type = *type;
    mapping.attribute = *type == AttributeType::kIgnored ? "" : attribute_key(*source, static_cast<size_t>(column - source->columns.data()), *type);
    mapping.confidence = 1;
    mapping.reason_id = "user";
    mapping.chosen_by_user = true;
    impl.refresh_mapping();
    edited();
    return {};
  }

  Status operator()(const SetColumnRole& command) {
    SourceConfig* source = source_of(command.source);
    if (!source) return no_such("source", command.source);
    ColumnConfig* column = column_of(*source, command.column);
    if (!column) return no_such("column", command.column);
    const std::optional<ColumnRole> role = role_from_id(command.role);
    if (!role) return refused("column.role", "The role " + command.role + " is not known.", "Choose one of the list.", "role");
    ColumnMapping& mapping = column->mapping;
    if (mapping.role == *role && mapping.role_by_user) return {};
    remember();
    impl.cancel_run();
    mapping.role = *role;
    mapping.role_reason_id = "user";
    mapping.role_by_user = true;
    impl.refresh_mapping();
    edited();
    return {};
  }

  Status operator()(const SetLinkType& command) {
    LinkType type;
    if (!document::link_type_from_id(command.link_type, type))
      return refused("link.type", "The link type " + command.link_type + " is not known.", "Choose dedupe, link or link-dedupe.", "link.link_type");
    if (type == project().link.link_type && project().link_type_by_user) return {};
    remember();
    impl.cancel_run();
    if (type != project().link.link_type) impl.forget_proposals();
    project().link.link_type = type;
    project().link_type_by_user = true;
    edited();
    return {};
  }

  Status operator()(const Run&) {
    if (impl.data.empty()) return refused("run.no_source", "There is no source to match.", "Add a file first.");
    for (const auto& reading : impl.data)
      if (reading->state == SourceState::kMissing)
        return Error{ErrorCode::kBadInput, "run.missing_source", "The file of " + reading->name + " was not given yet: " + reading->file_name + ".",
                     "Drop it, or remove the source.", reading->file_name, 0, {reading->name, reading->file_name}};
    impl.run_wanted = false;  // one that waits is this one
    impl.cancel_run(false);
    impl.run_wanted = true;
    return {};
  }

  Status operator()(const ProposeAgain&) {
    remember();
    impl.forget_made_rules();
    impl.forget_proposals();
    project().link.one_per_source.clear();
    project().one_per_source_by_user = false;
    edited();
    return (*this)(Run{});
  }

  Status operator()(const Cancel&) {
    impl.cancel_all();
    return {};
  }

  Status operator()(const SetThreshold& command) {
    const LinkConfig& link = project().link;
    if (!(command.probability >= link.review_floor && command.probability < 1))
      return refused("threshold.range", "The threshold must lie between " + std::to_string(link.review_floor) + " and 1.", "Choose a value in that range.", "link.threshold");
    if (!impl.threshold_move || impl.threshold_move->ended)
      impl.threshold_move = {impl.result ? std::optional(impl.counts_of(*impl.result)) : std::nullopt,
                             impl.result ? std::optional(impl.estimate_of(*impl.result)) : std::nullopt, link.threshold, false};
    if (command.final) {
      impl.threshold_move->ended = true;
      project().link.threshold = impl.threshold_move->threshold;  // the whole way is one step
      if (command.probability != impl.threshold_move->threshold) impl.history.begin(name, project());
    }
    if (impl.task && impl.task->kind == TaskKind::kRun) impl.cancel_run();
    project().link.threshold = command.probability;
    edited();
    return {};
  }

  Status operator()(const EnableBlockingRule& command) {
    BlockingRule* rule = named(project().link.blocking_rules, command.rule);
    if (!rule) return no_such("rule", command.rule);
    remember();
    rule->enabled = command.enabled;
    rule->by_hand = true;
    edited();
    return {};
  }

  Status operator()(const EnableComparison& command) {
    Comparison* comparison = comparison_of(command.comparison);
    if (!comparison) return no_such("comparison", command.comparison);
    remember();
    comparison->enabled = command.enabled;
    comparison->by_hand = true;
    edited();
    return {};
  }

  Status operator()(const SetLevelWeight& command) {
    Comparison* comparison = comparison_of(command.comparison);
    if (!comparison) return no_such("comparison", command.comparison);
    const auto found = std::find_if(comparison->levels.begin(), comparison->levels.end(), [&](const Level& l) { return l.id == command.level; });
    if (found == comparison->levels.end()) return no_such("level", command.level);
    if (!kHandWeightBitsRange.holds(command.weight_bits))
      return refused("level.weight", "A weight lies between -100 and 100 bits.", "Choose a value in that range.", "weight_bits");
    remember();
    Level& level = *found;
    comparison->by_hand = true;
    level.locked = command.locked;
    if (command.locked) level.weight = level.hand_weight = weight_from_bits(command.weight_bits);
    else if (level.m_probability > 0 && level.u_probability > 0) level.weight = score::trained_weight(level);
    edited();
    return {};
  }

  Status operator()(const EnableConstraint& command) {
    Constraint* constraint = named(project().link.constraints, command.constraint);
    if (!constraint) return no_such("constraint", command.constraint);
    remember();
    constraint->enabled = command.enabled;
    constraint->by_hand = true;
    edited();
    return {};
  }

  Status operator()(const SetOnePerSource& command) {
    remember();
    auto& names = project().link.one_per_source;
    std::erase(names, command.source);
    if (command.enabled) names.push_back(command.source);
    std::sort(names.begin(), names.end());
    project().link.one_per_source_proposed = false;
    project().one_per_source_by_user = true;
    edited();
    return {};
  }

  Status operator()(const SetPlainClosure& command) {
    remember();
    project().link.plain_closure = command.enabled;
    edited();
    return {};
  }

  Status operator()(const SetBlockingRule& command) { return impl.set_blocking_rule(command); }
  Status operator()(const SetComparison& command) { return impl.set_comparison(command); }
  Status operator()(const SetLevels& command) { return impl.set_levels(command); }
  Status operator()(const SetConstraint& command) { return impl.set_constraint(command); }
  Status operator()(const SetLinkNumber& command) { return impl.set_link_number(command); }

  Status operator()(const SetSurvivorshipRule& command) {
    survive::SurvivorshipConfig changed = project().survivorship;
    survive::AttributeRule* rule = named(changed.rules, command.rule);
    if (!rule) return no_such("survivorship rule", command.rule);
    rule->cascade = command.cascade;
    rule->chosen_by_user = true;
    if (impl.result) {
      const std::vector<Error> problems = survive::validate(changed, *impl.result->records);
      if (!problems.empty()) return problems.front();
    }
    remember();
    project().survivorship = std::move(changed);
    edited();
    return {};
  }

  Status operator()(const SetGoldenBlock& command) {
    if (!impl.result) return no_result();
    survive::SurvivorshipConfig changed = project().survivorship;
    if (const std::optional<Error> problem = survive::move_attribute(changed, command.attribute, command.rule)) return *problem;
    if (const std::vector<Error> problems = survive::validate(changed, *impl.result->records); !problems.empty()) return problems.front();
    remember();
    project().survivorship = std::move(changed);
    edited();
    return {};
  }

  Status operator()(const AddRecipeRule& command) { return impl.add_recipe_rules({rule_from(command.rule)}); }
  Status operator()(const ImportRecipe& command) { return impl.import_recipe(command); }
  Status operator()(const FixFindings& command) { return impl.fix_findings(command); }
  Status operator()(const SetRecipeRule& command) { return impl.set_recipe_rule(command); }
  Status operator()(const EnableRecipeRule& command) { return impl.enable_recipe_rule(command); }
  Status operator()(const MoveRecipeRule& command) { return impl.move_recipe_rule(command); }
  Status operator()(const IgnoreFinding& command) { return impl.ignore_finding(command); }
  Status operator()(const TagRecords& command) { return impl.tag_records(command); }
  Status operator()(const SetQualityTarget& command) { return impl.set_quality_target(command); }
  Status operator()(const SetDictionaryEntry& command) { return impl.set_dictionary_entry(command); }

  Status operator()(const SetOutputLanguage& command) {
    if (command.language != "fr" && command.language != "en")
      return refused("language", "The language " + command.language + " is not known.", "Choose fr or en.", "output_language");
    if (command.language == project().output_language) return {};
    project().output_language = command.language;
    impl.emit_revision();
    return {};
  }

  Status operator()(const SetOutputHeaders& command) {
    if (command.headers != "machine" && command.headers != "fr" && command.headers != "en")
      return refused("headers", "The headers " + command.headers + " are not known.", "Choose machine, fr or en.", "output_headers");
    if (command.headers == project().output_headers) return {};
    project().output_headers = command.headers;
    impl.emit_revision();
    return {};
  }

  Status operator()(const JudgePair& command) { return impl.judge_pair(command); }
  Status operator()(const DrawSample& command) { return impl.draw_sample(command); }
  Status operator()(const JudgeGroup& command) { return impl.judge_group(command); }

  Status operator()(const ShapeGroup& command) { return impl.shape_group(command); }
  Status operator()(const DecideValue& command) { return impl.decide_value(command); }
  Status operator()(const TakeBackValue& command) { return impl.take_back_value(command); }
  Status operator()(const ProlongValue& command) { return impl.prolong_value(command); }

  Status operator()(const LearnFromDecisions&) {
    if (project().decisions.pairs.empty() && project().decisions.known_groups.empty() && project().truth_column.empty())
      return refused("learn.nothing", "There is nothing to learn from.", "Judge some pairs first.");
    remember();
    project().link.trained = false;
    edited();
    return (*this)(Run{});
  }

  // A key pressed once more than there were steps changes nothing.
  Status operator()(const Undo&) { return travel(&History::undo); }
  Status operator()(const Redo&) { return travel(&History::redo); }

  Status travel(const document::Difference* (History::*way)(Project&)) {
    impl.record();
    const OutputForm form(project());  // how files are written is no step of history
    const document::Difference* difference = (impl.history.*way)(project());
    if (difference == nullptr) return {};
    impl.record(difference);
    form.restore(project());
    impl.restored();
    return {};
  }

  Status operator()(const OpenProject& command) { return impl.open_project(command); }
  Status operator()(const RestoreChanges& command) { return impl.restore_changes(command); }

  Status operator()(const NewProject&) {
    impl.put_away();
    impl.emit_revision();
    return {};
  }

  Status operator()(const NameProject& command) {
    if (command.name == project().name) return {};
    remember();
    project().name = command.name;
    impl.emit_revision();
    return {};
  }

  Status operator()(const EmbedSources& command) {
    if (command.enabled == project().embeds_sources) return {};
    remember();
    project().embeds_sources = command.enabled;
    impl.emit_revision();
    return {};
  }

  Status operator()(const SetAuthor& command) {
    impl.author = command.name;
    impl.tell_project();
    return {};
  }

  Status operator()(const ProjectSaved& command) {
    impl.saved_change = std::min(std::max(impl.saved_change, command.change), impl.change);
    impl.file_name = command.file_name;
    impl.file_problems.clear();  // of another file, or of what is no more in this one
    impl.tell_project();
    return {};
  }
};

}  // namespace

Status Session::Impl::apply(const Command& command) {
  Applier applier{*this, command_name(command)};
  return std::visit(applier, command);
}

// Groups and golden records can be brought up to date by themselves, pairs still being what they were.
bool Session::Impl::recluster_is_due() const {
  if (!result || is_waiting_for_sources()) return false;
  const document::StageKeys keys = keys_now();
  return keys[document::Stage::kScores] == result->keys[document::Stage::kScores] && !(keys == result->keys);
}

// Its rules are those of its mapping.
void Session::Impl::restored() {
  threshold_move.reset();
  recipe_import = {};
  cancel_run();
  const std::vector<std::shared_ptr<SourceData>> before = data;
  bind_sources();
  link_signature = mapping_signature(ready_project());
  // A mapping is proposed by the sources alone: the one that comes back was made with these, once they were read.
  bool is_mapped = data == before;
  for (size_t s = 0; s < data.size() && is_mapped; ++s)
    is_mapped = data[s]->table && project.sources[s].columns.size() == data[s]->table->columns.size();
  if (!is_mapped) refresh_mapping();
  after_edit();
}

// After a change of the project: what is cheap to bring up to date is, the rest is shown as stale.
void Session::Impl::after_edit(Edit edit) {
  record();
  bind_result();
  if (task && task->kind == TaskKind::kRecluster) cancel_run();
  if (task && task->kind == TaskKind::kRun && edit == Edit::kSettings) cancel_run();
  recluster_wanted = recluster_is_due();
  emit_revision();
}

}  // namespace jumelles::session
