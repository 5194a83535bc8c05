#include "project/schema.h"

// docs/project-file.md explains every table and column; script/check_docs.mjs compares.
namespace jumelles::project {

const char* const kTables = R"sql(
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE setting (place INTEGER PRIMARY KEY, path TEXT NOT NULL, value TEXT NOT NULL, kind TEXT NOT NULL);
CREATE TABLE model (place INTEGER PRIMARY KEY, path TEXT NOT NULL, value TEXT NOT NULL, kind TEXT NOT NULL);
CREATE TABLE source (place INTEGER PRIMARY KEY, number INTEGER NOT NULL, name TEXT NOT NULL, file TEXT NOT NULL, size_bytes INTEGER NOT NULL,
                     hash TEXT NOT NULL, row_count INTEGER NOT NULL);
CREATE TABLE extract_part (source_number INTEGER NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (source_number, part)) WITHOUT ROWID;
CREATE TABLE pair_decision (place INTEGER PRIMARY KEY, source_a TEXT NOT NULL, id_a TEXT NOT NULL, row_a INTEGER NOT NULL, content_a TEXT NOT NULL,
                            source_b TEXT NOT NULL, id_b TEXT NOT NULL, row_b INTEGER NOT NULL, content_b TEXT NOT NULL, verdict TEXT NOT NULL,
                            who TEXT NOT NULL, at_ms INTEGER NOT NULL, how TEXT NOT NULL);
CREATE TABLE known_record (place INTEGER PRIMARY KEY, source TEXT NOT NULL, id TEXT NOT NULL, row INTEGER NOT NULL, content TEXT NOT NULL,
                           group_name TEXT NOT NULL, who TEXT NOT NULL, at_ms INTEGER NOT NULL, how TEXT NOT NULL);
CREATE TABLE sampled_group (place INTEGER PRIMARY KEY, chance REAL NOT NULL, times INTEGER NOT NULL, unsure INTEGER NOT NULL);
CREATE TABLE sampled_record (group_place INTEGER NOT NULL, place INTEGER NOT NULL, source TEXT NOT NULL, id TEXT NOT NULL, row INTEGER NOT NULL,
                             content TEXT NOT NULL, was_missing INTEGER NOT NULL, thing INTEGER, PRIMARY KEY (group_place, place)) WITHOUT ROWID;
CREATE TABLE log_entry (number INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, who TEXT NOT NULL, command TEXT NOT NULL, arguments TEXT NOT NULL);
CREATE TABLE run_figure (run INTEGER NOT NULL, place INTEGER NOT NULL, at_ms INTEGER NOT NULL, who TEXT NOT NULL, name TEXT NOT NULL, value REAL NOT NULL,
                         PRIMARY KEY (run, place)) WITHOUT ROWID;
CREATE TABLE result (name TEXT PRIMARY KEY, fingerprint INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIEW log AS
  SELECT number, CASE at_ms WHEN 0 THEN NULL ELSE strftime('%Y-%m-%d %H:%M:%S', at_ms / 1000, 'unixepoch') END AS at_utc, who, command, arguments
    FROM log_entry;
)sql";

const char* const kTablesOfVersion2 = R"sql(
CREATE TABLE IF NOT EXISTS shaped_group (place INTEGER PRIMARY KEY, shape TEXT NOT NULL, who TEXT NOT NULL, at_ms INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS shaped_record (group_place INTEGER NOT NULL, place INTEGER NOT NULL, source TEXT NOT NULL, id TEXT NOT NULL,
                                          row INTEGER NOT NULL, content TEXT NOT NULL, thing INTEGER NOT NULL, PRIMARY KEY (group_place, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pair_likeness (place INTEGER PRIMARY KEY, source_a TEXT NOT NULL, id_a TEXT NOT NULL, row_a INTEGER NOT NULL, content_a TEXT NOT NULL,
                                          source_b TEXT NOT NULL, id_b TEXT NOT NULL, row_b INTEGER NOT NULL, content_b TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS golden_decision (place INTEGER PRIMARY KEY, attribute TEXT NOT NULL, act TEXT NOT NULL, value TEXT NOT NULL, below TEXT NOT NULL,
                                            for_ever INTEGER NOT NULL, who TEXT NOT NULL, at_ms INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS golden_decision_record (decision_place INTEGER NOT NULL, place INTEGER NOT NULL, source TEXT NOT NULL, id TEXT NOT NULL,
                                                   row INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY (decision_place, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS quality_source (point INTEGER NOT NULL, place INTEGER NOT NULL, run INTEGER NOT NULL, at_ms INTEGER NOT NULL, matched INTEGER NOT NULL,
                                           name TEXT NOT NULL, hash TEXT NOT NULL, record_count INTEGER NOT NULL, median_date TEXT NOT NULL,
                                           newest_date TEXT NOT NULL, PRIMARY KEY (point, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS quality_cell (point INTEGER NOT NULL, place INTEGER NOT NULL, source TEXT NOT NULL, attribute TEXT NOT NULL, type TEXT NOT NULL,
                                         filled_count INTEGER NOT NULL, value_count INTEGER NOT NULL, distinct_count INTEGER NOT NULL,
                                         checked_count INTEGER NOT NULL, valid_count INTEGER NOT NULL, set_aside_count INTEGER NOT NULL,
                                         median_date TEXT NOT NULL, other_shape_count INTEGER NOT NULL, is_list INTEGER NOT NULL,
                                         PRIMARY KEY (point, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS quality_tally (point INTEGER NOT NULL, cell_place INTEGER NOT NULL, kind TEXT NOT NULL, place INTEGER NOT NULL, text TEXT NOT NULL,
                                          count INTEGER NOT NULL, PRIMARY KEY (point, cell_place, kind, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS quality_finding (point INTEGER NOT NULL, place INTEGER NOT NULL, kind TEXT NOT NULL, attributes TEXT NOT NULL,
                                            severity TEXT NOT NULL, source TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (point, place)) WITHOUT ROWID;
DROP VIEW IF EXISTS decisions;
CREATE VIEW decisions AS
  SELECT 'pair' AS kind, source_a, id_a, source_b, id_b, verdict AS decision, who, how,
         CASE at_ms WHEN 0 THEN NULL ELSE strftime('%Y-%m-%d %H:%M:%S', at_ms / 1000, 'unixepoch') END AS at_utc
    FROM pair_decision
  UNION ALL
  SELECT 'known_group', source, id, NULL, NULL, group_name, who, how,
         CASE at_ms WHEN 0 THEN NULL ELSE strftime('%Y-%m-%d %H:%M:%S', at_ms / 1000, 'unixepoch') END
    FROM known_record
  UNION ALL
  SELECT 'sampled_group', source, id, NULL, NULL, 'group ' || group_place || CASE WHEN thing IS NULL THEN '' ELSE ', thing ' || thing END, '', '', NULL
    FROM sampled_record
  UNION ALL
  SELECT 'shaped_group', source, id, NULL, NULL, shape || ' ' || group_place || ', thing ' || thing, who, '',
         CASE at_ms WHEN 0 THEN NULL ELSE strftime('%Y-%m-%d %H:%M:%S', at_ms / 1000, 'unixepoch') END
    FROM shaped_record JOIN shaped_group ON shaped_group.place = group_place
  UNION ALL
  SELECT 'golden_value', source, id, NULL, NULL, act || ' ' || attribute || ': ' || value, who, '',
         CASE at_ms WHEN 0 THEN NULL ELSE strftime('%Y-%m-%d %H:%M:%S', at_ms / 1000, 'unixepoch') END
    FROM golden_decision JOIN golden_decision_record ON golden_decision.place = decision_place AND golden_decision_record.place = 0;
)sql";

const char* const kGoldenView = "DROP VIEW IF EXISTS golden; CREATE VIEW golden AS SELECT * FROM golden_record;";
const char* const kCrossReferenceView = "DROP VIEW IF EXISTS xref; CREATE VIEW xref AS SELECT source, source_row, source_id, golden_id FROM cross_reference;";

}  // namespace jumelles::project
