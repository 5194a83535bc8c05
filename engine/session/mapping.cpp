// What the columns of the sources mean, and with it which rules still hold.

#include "core/hash.h"
#include "deliver/own_outputs.h"
#include "profile/roles.h"
#include "session/impl.h"

namespace jumelles::session {

using document::ColumnConfig;
using document::Project;
using document::SourceConfig;
using protocol::SourceState;

namespace {

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

// What was proposed, trained and measured is forgotten; what a user decided about the run as a whole stays, and so do rules made by hand.
void Session::Impl::forget_proposals() {
  const LinkConfig former = std::move(project.link);
  LinkConfig& link = project.link = {};
  static_cast<LinkSetting&>(link) = former;
  const auto by_hand = [](const auto& rule) { return rule.by_hand; };
  std::copy_if(former.blocking_rules.begin(), former.blocking_rules.end(), std::back_inserter(link.blocking_rules), by_hand);
  std::copy_if(former.comparisons.begin(), former.comparisons.end(), std::back_inserter(link.comparisons), by_hand);
  std::copy_if(former.constraints.begin(), former.constraints.end(), std::back_inserter(link.constraints), by_hand);
  link.proposal_due = !link.blocking_rules.empty() || !link.comparisons.empty() || !link.constraints.empty();
  link.prior_locked = false;  // it is learned anew with the rest
  link.one_per_source_proposed = false;
  if (!project.one_per_source_by_user) link.one_per_source.clear();
  project.survivorship = {};
}

void Session::Impl::forget_made_rules() {
  for (BlockingRule& rule : project.link.blocking_rules) rule.by_hand = false;
  for (Comparison& comparison : project.link.comparisons) comparison.by_hand = false;
  for (Constraint& constraint : project.link.constraints) constraint.by_hand = false;
}

// Of what the link configuration is about: names of sources, types and attributes of their columns, those that the recipe brings among them.
uint64_t mapping_signature(const Project& project) {
  uint64_t signature = project.sources.size();
  const Mapping mapping = document::mapping_of(project.sources, project.recipe);
  for (size_t s = 0; s < mapping.size(); ++s) {
    const SourceConfig& source = project.sources[s];
    signature = combine(signature, hash_text(source.name));
    for (size_t c = 0; c < mapping[s].size(); ++c) {
      signature = combine(signature, hash_text(c < source.columns.size() ? source.columns[c].name : mapping[s][c].attribute));
      signature = combine(signature, static_cast<uint64_t>(mapping[s][c].type));
      signature = combine(signature, hash_text(mapping[s][c].attribute));
      signature = combine(signature, static_cast<uint64_t>(mapping[s][c].role));
    }
  }
  return signature;
}

// Where columns are others, what was proposed for the former ones goes.
void Session::Impl::follow_mapping() {
  const Project ready = ready_project();
  const uint64_t signature = mapping_signature(ready);
  if (signature == link_signature) return;
  link_signature = signature;
  forget_proposals();
  if (!project.link_type_by_user) project.link.link_type = ready.sources.size() > 1 ? LinkType::kLinkDedupe : LinkType::kDedupe;
}

// Proposes the mapping of all sources that were read; what the user chose stays; what a loaded project says wins over
// proposals.
void Session::Impl::refresh_mapping() {
  std::vector<std::shared_ptr<const Table>> tables;
  std::vector<std::shared_ptr<const profile::TableProfile>> profiles;
  std::vector<size_t> which;
  for (size_t s = 0; s < data.size(); ++s) {
    if (data[s]->state != SourceState::kReady) continue;
    which.push_back(s);
    tables.push_back(data[s]->table);
    profiles.push_back(data[s]->profile);
  }
  std::vector<std::string> ignored = project.ignored_columns;
  if (!project.truth_column.empty()) ignored.push_back(project.truth_column);
  std::vector<std::vector<std::optional<AttributeType>>> known;
  for (const size_t s : which) known.push_back(deliver::own_columns(*data[s]->imported));
  const Mapping mapping = profile::propose_mapping(tables, profiles, {project.id_column, project.source_column, std::move(ignored), std::move(known)});
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
    const SourceData& read = *data[which[i]];
    source.dialect = read.imported->dialect;
    source.size_bytes = read.size_bytes;
    source.hash = read.hash;
    if (!loaded) continue;
    for (SourceConfig& saved : loaded->sources)
      if (saved.number == source.number) overlay_columns(source, saved);
  }
  if (!is_waiting_for_sources()) follow_mapping();
}

}  // namespace jumelles::session
