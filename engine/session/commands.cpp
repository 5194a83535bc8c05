#include <algorithm>

#include "core/hash.h"
#include "protocol/protocol_json.h"
#include "score/model.h"
#include "profile/roles.h"
#include "session/impl.h"

namespace jumelles::session {
namespace {

using namespace protocol;
using document::ColumnConfig;
using document::Project;
using document::SourceConfig;

Error out_of_range(const char* what, uint64_t index) {
  return refused("command.no_such", std::string("There is no ") + what + " number " + std::to_string(index) + ".", "Choose one of the list.", what);
}

// Of what the link configuration is about: names of sources, types and attributes of their columns.
uint64_t mapping_signature(const std::vector<SourceConfig>& sources) {
  uint64_t signature = sources.size();
  for (const SourceConfig& source : sources) {
    signature = combine(signature, hash_text(source.name));
    for (const ColumnConfig& column : source.columns) {
      signature = combine(signature, hash_text(column.name));
      signature = combine(signature, static_cast<uint64_t>(column.mapping.type));
      signature = combine(signature, hash_text(column.mapping.attribute));
      signature = combine(signature, static_cast<uint64_t>(column.mapping.role));
    }
  }
  return signature;
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
  Project& project() { return impl.document.project; }
  std::string name;

  void remember() { impl.remember(name); }
  // The link result no longer fits: a running one is stopped, the next one starts from proposals.
  void edited() { impl.after_edit(); }

  Status check_source(uint32_t source) const {
    if (source < impl.document.data.size()) return {};
    return out_of_range("source", source);
  }

  Status check_memory(const std::string& file_name, uint64_t size) const {
    uint64_t needed = ingest::estimated_memory_bytes(size);
    for (const auto& data : impl.document.data) needed += ingest::estimated_memory_bytes(data->size_bytes);
    if (needed <= impl.memory_limit_bytes) return {};
    const std::string gigabytes = std::to_string(needed / 1000000000) + "." + std::to_string(needed / 100000000 % 10);
    return Error{ErrorCode::kTooLarge, "file.too_large", "Reading this file would need about " + gigabytes + " GB of memory, more than there is.",
                 "Use the command line, which has no such limit: jumelles auto " + file_name + ".", file_name, 0, {file_name, gigabytes}};
  }

  Status operator()(const AddSource& command) {
    const auto file = impl.files.find(command.file_id);
    if (file == impl.files.end()) return out_of_range("file", command.file_id);
    if (Status status = check_memory(command.file_name, file->second->size()); !status) return status;
    // A run under way goes on without it: the file is read afterwards.
    remember();
    SourceConfig source;
    source.file = command.file_name;
    source.name = document::unique_source_name(project(), document::source_name_of(command.file_name));
    auto data = std::make_shared<SourceData>();
    data->key = data->source_id = impl.next_key++;
    data->file_id = command.file_id;
    data->file_name = command.file_name;
    data->size_bytes = file->second->size();
    if (impl.loaded)
      for (const SourceConfig& saved : impl.loaded->sources)
        if (saved.name == source.name) data->choice = source.choice = saved.choice;
    project().sources.push_back(std::move(source));
    impl.document.data.push_back(data);
    impl.imports.push_back({data, nullptr});
    impl.after_edit(Session::Impl::Edit::kSources);
    return {};
  }

  Status operator()(const RemoveSource& command) {
    if (Status status = check_source(command.source); !status) return status;
    remember();
    Document next = impl.document;
    next.project.sources.erase(next.project.sources.begin() + command.source);
    next.data.erase(next.data.begin() + command.source);
    impl.restore(std::move(next));
    return {};
  }

  Status operator()(const MoveSource& command) {
    if (Status status = check_source(command.source); !status) return status;
    if (Status status = check_source(command.to); !status) return status;
    remember();
    Document next = impl.document;
    const auto move = [&](auto& list) {
      auto item = std::move(list[command.source]);
      list.erase(list.begin() + command.source);
      list.insert(list.begin() + command.to, std::move(item));
    };
    move(next.project.sources);
    move(next.data);
    impl.restore(std::move(next));
    return {};
  }

  Status operator()(const RenameSource& command) {
    if (Status status = check_source(command.source); !status) return status;
    SourceConfig& source = project().sources[command.source];
    if (command.name.empty()) return refused("source.no_name", "A source needs a name.", "Write one.", "name");
    if (command.name == source.name) return {};
    remember();
    impl.cancel_run();
    source.name.clear();
    source.name = document::unique_source_name(project(), command.name);
    auto& data = impl.document.data[command.source];
    if (data->table) {  // the table carries the name: a copy of the source under its new one
      auto renamed = std::make_shared<SourceData>(*data);
      auto imported = std::make_shared<ingest::ImportResult>(*data->imported);
      imported->table.name = source.name;
      renamed->key = impl.next_key++;
      renamed->imported = imported;
      renamed->table = std::shared_ptr<const Table>(imported, &imported->table);
      data = renamed;
    }
    impl.refresh_mapping();
    edited();
    return {};
  }

  Status operator()(const SetDialect& command) {
    if (Status status = check_source(command.source); !status) return status;
    ingest::DialectOverride choice;
    if (!command.encoding.empty()) {
      choice.encoding = ingest::encoding_from_id(command.encoding);
      if (!choice.encoding) return refused("dialect.encoding", "The encoding " + command.encoding + " is not known.", "Choose one of the list.", "encoding");
    }
    if (command.separator.size() > 1) return refused("dialect.separator", "A separator is one character.", "Choose one of the list.", "separator");
    if (!command.separator.empty()) choice.separator = command.separator[0];
    if (command.header == "yes" || command.header == "no") choice.has_header = command.header == "yes";
    else if (!command.header.empty()) return refused("dialect.header", "The header is \"yes\" or \"no\".", "Choose one of the list.", "header");
    remember();
    impl.cancel_run();
    auto& data = impl.document.data[command.source];
    auto fresh = std::make_shared<SourceData>();
    fresh->key = impl.next_key++;
    fresh->source_id = data->source_id;
    fresh->file_id = data->file_id;
    fresh->file_name = data->file_name;
    fresh->size_bytes = data->size_bytes;
    fresh->choice = choice;
    project().sources[command.source].choice = choice;
    const auto previous = data;
    Document next = impl.document;
    next.data[command.source] = fresh;
    impl.imports.push_back({fresh, previous});
    impl.restore(std::move(next));
    return {};
  }

  Status operator()(const SetColumnType& command) {
    if (Status status = check_source(command.source); !status) return status;
    SourceConfig& source = project().sources[command.source];
    if (command.column >= source.columns.size()) return out_of_range("column", command.column);
    const std::optional<AttributeType> type = attribute_type_from_id(command.type);
    if (!type) return refused("column.type", "The type " + command.type + " is not known.", "Choose one of the list.", "type");
    remember();
    impl.cancel_run();
    ColumnMapping& mapping = source.columns[command.column].mapping;
    mapping.type = *type;
    mapping.attribute = *type == AttributeType::kIgnored ? "" : attribute_key(source, command.column, *type);
    mapping.confidence = 1;
    mapping.reason_id = "user";
    mapping.chosen_by_user = true;
    impl.refresh_mapping();
    edited();
    return {};
  }

  Status operator()(const SetColumnRole& command) {
    if (Status status = check_source(command.source); !status) return status;
    SourceConfig& source = project().sources[command.source];
    if (command.column >= source.columns.size()) return out_of_range("column", command.column);
    const std::optional<ColumnRole> role = role_from_id(command.role);
    if (!role) return refused("column.role", "The role " + command.role + " is not known.", "Choose one of the list.", "role");
    ColumnMapping& mapping = source.columns[command.column].mapping;
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
    if (impl.document.data.empty()) return refused("run.no_source", "There is no source to match.", "Add a file first.");
    impl.run_wanted = false;  // one that waits is this one
    impl.cancel_run(false);
    impl.run_wanted = true;
    return {};
  }

  Status operator()(const ProposeAgain&) {
    remember();
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
      impl.threshold_move = {impl.document, impl.result ? std::optional(impl.counts_of(*impl.result)) : std::nullopt,
                             impl.result ? std::optional(impl.estimate_of(*impl.result)) : std::nullopt, link.threshold, false};
    if (command.final) {
      impl.threshold_move->ended = true;
      if (command.probability != impl.threshold_move->threshold) impl.remember(name, std::move(impl.threshold_move->before));
      impl.threshold_move->before = {};
    }
    if (impl.task && impl.task->kind == TaskKind::kRun) impl.cancel_run();
    project().link.threshold = command.probability;
    edited();
    return {};
  }

  Status operator()(const EnableBlockingRule& command) {
    if (command.rule >= project().link.blocking_rules.size()) return out_of_range("rule", command.rule);
    remember();
    project().link.blocking_rules[command.rule].enabled = command.enabled;
    edited();
    return {};
  }

  Status operator()(const EnableComparison& command) {
    if (command.comparison >= project().link.comparisons.size()) return out_of_range("comparison", command.comparison);
    remember();
    project().link.comparisons[command.comparison].enabled = command.enabled;
    edited();
    return {};
  }

  Status operator()(const SetLevelWeight& command) {
    auto& comparisons = project().link.comparisons;
    if (command.comparison >= comparisons.size()) return out_of_range("comparison", command.comparison);
    if (command.level >= comparisons[command.comparison].levels.size()) return out_of_range("level", command.level);
    if (!kHandWeightBitsRange.holds(command.weight_bits))
      return refused("level.weight", "A weight lies between -100 and 100 bits.", "Choose a value in that range.", "weight_bits");
    remember();
    Level& level = comparisons[command.comparison].levels[command.level];
    level.locked = command.locked;
    if (command.locked) level.weight = weight_from_bits(command.weight_bits);
    else if (level.m_probability > 0 && level.u_probability > 0) level.weight = score::trained_weight(level);
    edited();
    return {};
  }

  Status operator()(const EnableConstraint& command) {
    if (command.constraint >= project().link.constraints.size()) return out_of_range("constraint", command.constraint);
    remember();
    project().link.constraints[command.constraint].enabled = command.enabled;
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

  Status operator()(const SetSurvivorshipRule& command) {
    auto& rules = project().survivorship.rules;
    if (command.rule >= rules.size()) return out_of_range("survivorship rule", command.rule);
    survive::SurvivorshipConfig changed = project().survivorship;
    changed.rules[command.rule].cascade = command.cascade;
    changed.rules[command.rule].chosen_by_user = true;
    if (impl.result) {
      const std::vector<Error> problems = survive::validate(changed, *impl.result->records);
      if (!problems.empty()) return problems.front();
    }
    remember();
    project().survivorship = std::move(changed);
    edited();
    return {};
  }

  Status operator()(const SetOutputLanguage& command) {
    if (command.language != "fr" && command.language != "en")
      return refused("language", "The language " + command.language + " is not known.", "Choose fr or en.", "output_language");
    if (command.language == project().output_language) return {};
    project().output_language = command.language;
    impl.emit_revision();
    return {};
  }

  Status operator()(const JudgePair& command) { return impl.judge_pair(command); }
  Status operator()(const DrawSample& command) { return impl.draw_sample(command); }
  Status operator()(const JudgeGroup& command) { return impl.judge_group(command); }

  Status operator()(const LearnFromDecisions&) {
    if (project().decisions.empty() && project().known_groups.empty() && project().truth_column.empty())
      return refused("learn.nothing", "There is nothing to learn from.", "Judge some pairs first.");
    remember();
    project().link.trained = false;
    edited();
    return (*this)(Run{});
  }

  Status operator()(const Undo&) { return travel(impl.undo, impl.redo); }
  Status operator()(const Redo&) { return travel(impl.redo, impl.undo); }

  Status travel(std::vector<HistoryEntry>& from, std::vector<HistoryEntry>& to) {
    if (from.empty()) return {};  // a key pressed once more than there were steps
    HistoryEntry entry = std::move(from.back());
    from.pop_back();
    to.push_back({entry.name, impl.document});
    impl.restore(std::move(entry.before));
    return {};
  }
};

void take_role(ColumnMapping& mapping, const ColumnMapping& from) {
  mapping.role = from.role;
  mapping.role_reason_id = from.role_reason_id;
  mapping.role_by_user = from.role_by_user;
}

// What the user chose of a column stays.
void keep_choices(ColumnMapping& mapping, const ColumnMapping& old) {
  const ColumnMapping proposed = mapping;
  if (old.chosen_by_user) mapping = old;
  if (old.role_by_user || mapping.type == proposed.type) take_role(mapping, old.role_by_user ? old : proposed);
  else profile::assign_role_of_type(mapping);
}

void overlay_columns(SourceConfig& target, SourceConfig& saved) {
  for (ColumnConfig& column : target.columns)
    for (ColumnConfig& other : saved.columns)
      if (other.name == column.name) {
        const ColumnMapping proposed = column.mapping;
        // A document may say nothing of roles.
        if (other.mapping.role_reason_id.empty() && other.mapping.role == ColumnRole::kEvidence) take_role(other.mapping, proposed);
        column.mapping = other.mapping;
        keep_choices(column.mapping, proposed);
      }
}

}  // namespace

Status Session::Impl::apply(const Command& command) {
  Applier applier{*this, command_name(command)};
  return std::visit(applier, command);
}

// What was proposed, trained and measured is forgotten; what a user decided about the run as a whole stays.
void Session::Impl::forget_proposals() {
  const LinkConfig old = std::move(document.project.link);
  LinkConfig& link = document.project.link = {};
  link.link_type = old.link_type;
  link.seed = old.seed;
  link.pairs_per_record = old.pairs_per_record;
  link.review_floor = old.review_floor;
  link.threshold = old.threshold;
  link.plain_closure = old.plain_closure;
  link.link_share_floor = old.link_share_floor;
  if (document.project.one_per_source_by_user) link.one_per_source = old.one_per_source;
  document.project.survivorship = {};
}

// Proposes the mapping of all sources that were read; what the user chose stays; what a loaded project says wins over
// proposals.
void Session::Impl::refresh_mapping() {
  Project& project = document.project;
  std::vector<std::shared_ptr<const Table>> tables;
  std::vector<std::shared_ptr<const profile::TableProfile>> profiles;
  std::vector<size_t> which;
  for (size_t s = 0; s < document.data.size(); ++s) {
    if (document.data[s]->state != SourceState::kReady) continue;
    which.push_back(s);
    tables.push_back(document.data[s]->table);
    profiles.push_back(document.data[s]->profile);
  }
  std::vector<std::string> ignored = project.ignored_columns;
  if (!project.truth_column.empty()) ignored.push_back(project.truth_column);
  const Mapping mapping = profile::propose_mapping(tables, profiles, {project.id_column, project.source_column, std::move(ignored)});
  for (size_t i = 0; i < which.size(); ++i) {
    SourceConfig& source = project.sources[which[i]];
    std::vector<ColumnConfig> columns;
    for (size_t c = 0; c < tables[i]->columns.size(); ++c) {
      ColumnConfig column{tables[i]->columns[c].name, mapping[i][c]};
      for (const ColumnConfig& old : source.columns)
        if (old.name == column.name) keep_choices(column.mapping, old.mapping);
      columns.push_back(std::move(column));
    }
    source.columns = std::move(columns);
    source.dialect = document.data[which[i]]->imported->dialect;
    if (!loaded) continue;
    for (SourceConfig& saved : loaded->sources)
      if (saved.name == source.name) overlay_columns(source, saved);
  }
  if (has_loading_source()) return;
  const Project ready = ready_project();
  const uint64_t signature = mapping_signature(ready.sources);
  if (signature == document.link_signature) return;
  document.link_signature = signature;
  if (loaded && mapping_signature(loaded->sources) == signature) {
    project.link = loaded->link;
    project.survivorship = loaded->survivorship;
    return;
  }
  forget_proposals();
  if (!project.link_type_by_user) project.link.link_type = ready.sources.size() > 1 ? LinkType::kLinkDedupe : LinkType::kDedupe;
}

// Groups and golden records can be brought up to date by themselves, pairs still being what they were.
bool Session::Impl::recluster_is_due() const {
  if (!result || has_loading_source()) return false;
  const document::StageKeys keys = document::stage_keys(ready_project(), ready_keys());
  return keys.scores == result->keys.scores && !(keys == result->keys);
}

// After a change of the document: what is cheap to bring up to date is, the rest is shown as stale.
void Session::Impl::after_edit(Edit edit) {
  bind_result();
  if (task && task->kind == TaskKind::kRecluster) cancel_run();
  if (task && task->kind == TaskKind::kRun && edit == Edit::kSettings) cancel_run();
  recluster_wanted = recluster_is_due();
  emit_revision();
}

}  // namespace jumelles::session
