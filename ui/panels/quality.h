#pragma once

// The screen of quality: what the sources hold, what is wrong with it and what mends it, and which source is the better one.

#include <cstdint>
#include <string>
#include <vector>

#include "panels/panels.h"

namespace jumelles::ui {

// Asks for the audit of what is read now, once the engine has time for it; View::quality has the latest one that was made.
void ask_for_audit(Panel& panel);
bool is_counting_audit(const Panel& panel);  // the latest is about what was read before, or there is none yet
NavState quality_state(const Panel& panel);
size_t open_findings(const protocol::AuditPage& audit);

// ---- words and places
std::string audited_label(const protocol::AuditAttribute& attribute);
std::string audited_label(const protocol::AuditPage& audit, const std::string& key);
// Where the source is among those of the summary: its letter and its color.
size_t source_place(const Panel& panel, const protocol::AuditPage& audit, uint32_t source);
const protocol::AuditCell* audited_cell(const protocol::AuditPage& audit, uint32_t source, uint32_t attribute);
// Filled records of all, right values of those that can be right or wrong; below 0: there is nothing to tell.
double completeness_of(const protocol::AuditPage& audit, const protocol::AuditCell& cell);
double validity_of(const protocol::AuditCell& cell);
// "14 months for half of them (nov. 2025), beyond the target of 12"; "" where no record says when it is from.
std::string freshness_words(const protocol::AuditPage& audit, const protocol::AuditCell& cell);
// 99,9 % is not 100 %, nor 0,1 % nothing.
std::string share_text(double share);

// ---- the map
void draw_quality_map(Panel& panel, const protocol::AuditPage& audit, Rect area);
float quality_map_height(const Panel& panel, const protocol::AuditPage& audit, float width, float window_height);
// The cell that is chosen, the first one that has a value before anything is.
const protocol::AuditCell* chosen_cell(Panel& panel, const protocol::AuditPage& audit);
bool can_step_quality(const Panel& panel);  // arrows walk it, or the rows
void step_quality(Panel& panel, int rows, int columns);

// ---- parts, each in a file of its own. Those that give a number give the bottom.
float draw_quality_cell(Panel& panel, const protocol::AuditPage& audit, float x, float y, float width);        // quality_cell.cpp
float draw_findings(Panel& panel, const protocol::AuditPage& audit, float x, float y, float width);            // quality_findings.cpp
void draw_compared_sources(Panel& panel, const protocol::AuditPage& audit, Rect area);                         // quality_sources.cpp
void draw_quality_history(Panel& panel, const protocol::AuditPage& audit, Rect area);                           // quality_history.cpp
void draw_dictionary(Panel& panel, const protocol::AuditPage& audit, Rect area);                               // quality_dictionary.cpp
void step_dictionary(Panel& panel, int rows);
void draw_audit_rows(Panel& panel, const protocol::AuditPage& audit, Rect area);                               // quality_rows.cpp
float draw_facets(Panel& panel, const protocol::AuditPage& audit, float x, float y, float width, bool leads);  // what is filtered by; the way to the records
float draw_tags(Panel& panel, const protocol::AuditPage& audit, float x, float y, float width);  // words that records have; the bottom (quality_tags.cpp)
float draw_tagging(Panel& panel, const protocol::AuditPage& audit, Rect line, uint64_t count);   // the field that gives one to the filtered records
// To the records that the finding is about, and to those of a cell that one more thing holds for.
void show_finding(Panel& panel, const std::string& finding);
void add_facet(Panel& panel, protocol::FacetFilter filter, const std::string& source);

}  // namespace jumelles::ui
