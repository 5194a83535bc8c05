// The audit of the sources that were read, made when somebody asks for it.

#include <algorithm>

#include "audit/measure.h"
#include "session/dictionary.h"
#include "session/pages.h"

namespace jumelles::session {
namespace {

using assessing::RunResult;
using document::Stage;

// What the recipe of a project makes of original values, asked by table and attribute; null where it changes none.
std::function<bool(uint32_t, uint32_t, std::string_view, std::string&)> recipe_of(const RunResult& made) {
  const auto recipe = std::make_shared<const standardize::Recipe>(made.project.recipe);
  if (recipe->is_idle()) return nullptr;
  auto rules = std::make_shared<std::vector<std::vector<std::vector<uint32_t>>>>();
  for (const auto& table : made.tables) {
    auto& of_table = rules->emplace_back();
    for (const Attribute& attribute : made.records->attributes) of_table.push_back(recipe->rules_for(table->name, attribute.key));
  }
  return [recipe, rules, records = made.records](uint32_t table, uint32_t attribute, std::string_view original, std::string& changed) {
    const std::vector<uint32_t>& of_cell = (*rules)[table][attribute];
    return !of_cell.empty() && recipe->apply(of_cell, records->attributes[attribute].type, original, changed);
  };
}

}  // namespace

std::string Session::Impl::today() const {
  return monitoring::day_text(now_ms());
}

const audit::Audit* Session::Impl::present_audit() {
  if (ready_tables().empty()) return nullptr;
  const bool is_of_sources = auditor.audit && auditor.key == keys_now()[Stage::kRecords];
  const bool is_of_dictionary = auditor.dictionary && auditor.dictionary_key == expectations_key(project.dictionary, auditor.key);
  if (is_of_sources && is_of_dictionary && auditor.quality_of == result) return auditor.audit.get();
  auditor.wanted = true;
  return nullptr;
}

// What comes next: records that no result has, the audit, what the dictionary asks, what the result adds, the figures.
bool Session::Impl::begin_audit_step(uint64_t key) {
  if (!auditor.audit || auditor.key != key) {
    std::shared_ptr<const RunResult> made;
    for (const auto& candidate : {last_result, auditor.prepared})
      if (!made && candidate && candidate->keys[Stage::kRecords] == key) made = candidate;
    auditor.making_key = key;
    if (!made) {
      auditor.run = std::make_unique<running::Run>(ready_project(), ready_tables(), ready_keys(), nullptr);
      auditor.runner = std::make_unique<Runner>(*auditor.run->next_stage(), clock);
      return true;
    }
    auditor.making_of = made;
    auditor.making = std::make_shared<audit::Audit>();
    auditor.input = {made->tables, made->mapping, made->records, made->report->ambiguous_date_counts, today(), recipe_of(*made)};
    auditor.read_tables = made->read_tables;
    std::vector<Phase> phases = audit::audit_phases(auditor.input, auditor.making);
    auditor.rules = made->project.recipe;
    if (auditor.input.recipe) {
      auditor.making_effect = std::make_shared<standardize::RecipeEffect>(made->read_tables, document::mapping_of(made->project.sources),
                                                                          std::make_shared<const standardize::Recipe>(auditor.rules));
      append(phases, standardize::RecipeEffect::phases(auditor.making_effect));
    }
    auditor.runner = std::make_unique<Runner>(std::move(phases), clock);
    return true;
  }
  if (const uint64_t wanted = expectations_key(project.dictionary, key); !auditor.dictionary || auditor.dictionary_key != wanted) {
    auditor.making_dictionary_key = wanted;
    auditor.making_dictionary = std::make_shared<audit::DictionaryFacts>();
    auditor.runner = std::make_unique<Runner>(audit::dictionary_phases(auditor.input, expectations_of(project.dictionary, *auditor.input.records), auditor.making_dictionary), clock);
    return true;
  }
  if (!result && auditor.quality_of) {
    auditor.quality_of.reset();
    auditor.quality.reset();
  }
  if (auditor.quality_of == result) return begin_figures_step();
  auditor.making_of = result;
  auditor.making_quality = std::make_shared<assessing::SourceQuality>();
  auditor.runner = std::make_unique<Runner>(assessing::source_quality_phases(result, auditor.making_quality), clock);
  return true;
}

bool Session::Impl::begin_figures_step() {
  if (auditor.figures && auditor.figures_of == auditor.audit) return false;
  auditor.making_figures = std::make_shared<monitoring::QualityFigures>();
  auditor.runner = std::make_unique<Runner>(audit::figures_phases(auditor.input, auditor.audit, ready_hashes(), auditor.making_figures), clock);
  return true;
}

void Session::Impl::end_audit_step() {
  longest_step_ms = std::max(longest_step_ms, auditor.runner->longest_step_ms());
  for (const Runner::Timing& timing : auditor.runner->timings()) timings.push_back({"audit", timing.phase_id, timing.elapsed_ms, timing.units});
  auditor.runner.reset();
  if (auditor.run) {
    auditor.prepared = auditor.run->take_records();
    auditor.run.reset();
  } else if (auditor.making) {
    auditor.audit = std::exchange(auditor.making, nullptr);
    auditor.effect = std::exchange(auditor.making_effect, nullptr);
    auditor.key = auditor.making_key;
    if (last_result && last_result->records == auditor.input.records) auditor.prepared.reset();
  } else if (auditor.making_figures) {
    auditor.figures = std::exchange(auditor.making_figures, nullptr);
    auditor.figures_of = auditor.audit;
  } else if (auditor.making_dictionary) {
    auditor.dictionary = std::exchange(auditor.making_dictionary, nullptr);
    auditor.dictionary_key = auditor.making_dictionary_key;
  } else {
    auditor.quality = std::exchange(auditor.making_quality, nullptr);
    auditor.quality_of = auditor.making_of;
  }
  auditor.making_of.reset();
}

// What is at work is about what is no more.
bool Session::Impl::audit_step_is_outdated(uint64_t key) const {
  if (auditor.making_quality) return auditor.making_of != result;
  if (auditor.making_dictionary) return auditor.key != key || auditor.making_dictionary_key != expectations_key(project.dictionary, key);
  return (auditor.making_figures ? auditor.key : auditor.making_key) != key;
}

std::vector<const audit::Finding*> Session::Impl::findings_now() const {
  std::vector<const audit::Finding*> all;
  if (auditor.audit)
    for (const audit::Finding& finding : auditor.audit->findings) all.push_back(&finding);
  if (auditor.dictionary)
    for (const audit::Finding& finding : auditor.dictionary->findings) all.push_back(&finding);
  return all;
}

bool Session::Impl::pump_audit(double budget_ms) {
  if (!auditor.wanted || budget_ms <= 0) return auditor.wanted;
  const uint64_t key = keys_now()[Stage::kRecords];
  if (auditor.runner && audit_step_is_outdated(key)) {
    auditor.runner.reset();
    auditor.run.reset();
    auditor.making.reset();
    auditor.making_dictionary.reset();
    auditor.making_effect.reset();
    auditor.making_quality.reset();
    auditor.making_figures.reset();
  }
  if (!auditor.runner) {
    if (auditor.fraction == 0) auditor.started_ms = clock();
    if (ready_tables().empty() || !begin_audit_step(key)) {
      auditor.wanted = false;
      remember_quality();
      auditor.elapsed_ms = clock() - auditor.started_ms;
      auditor.fraction = 0;
      events.push_back(TaskEnded{"audit", {}, false, auditor.elapsed_ms});
      return false;
    }
  }
  if (!auditor.runner->pump(budget_ms)) {
    end_audit_step();
    return true;
  }
  if (const double now = clock(); now - auditor.last_progress_ms >= kProgressEveryMs) {
    auditor.last_progress_ms = now;
    double fraction = 0;
    events.push_back(progress_of(*auditor.runner, "audit", fraction));
    auditor.fraction = fraction;
  }
  return true;
}

}  // namespace jumelles::session
