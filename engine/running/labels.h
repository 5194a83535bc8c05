#pragma once

// Labels as a project holds them (records by name) and as a run uses them (records by index).

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/judgments.h"
#include "core/labels.h"
#include "core/records.h"
#include "core/result.h"
#include "core/table.h"
#include "evaluate/judged_groups.h"
#include "assessing/run_result.h"
#include "document/project.h"
#include "document/record_finder.h"

namespace jumelles::running {

// What a file of labels says, added to the project. `rows` with their header first and the `lines` of the file where they
// begin, in one of these forms:
//   source,id,cluster_id  or  id,cluster_id            known groups, of some records or all
//   id_a,id_b  [,match]  [,source_a,source_b]           pairs; match: yes or no, empty: not judged; without it all are matches
// Also as pairs.csv has them: source_id_a, source_id_b, source_row_a, source_row_b. Without sources, one file holds both
// ids, of two files the first holds id_a.
Status add_labels(const std::vector<std::vector<std::string>>& rows, const std::vector<uint64_t>& lines, document::Project& project);

struct BoundLabels {
  std::shared_ptr<const Labels> labels;   // never null: judged pairs, known groups
  std::shared_ptr<const Labels> undrawn;  // with groups shaped by hand and pairs settled by likeness; `labels` itself where there are none
  std::shared_ptr<const Labels> binding;  // with what was judged of drawn groups, too; `undrawn` itself where nothing was
  std::shared_ptr<const Labels> said;     // `binding` without pairs settled by likeness, `binding` itself where there are none: nobody looked at these
  std::vector<evaluate::JudgedGroup> judged;  // drawn groups that were
  assessing::UnknownNames unknown;
  // Between judgments of all kinds, the first ones (core/judgments.h).
  std::vector<Contradiction> contradictions;
  uint64_t contradiction_count = 0;
  // Labels that cannot be meant: a pair judged the same and different, a record in two groups; a file of which no label
  // fits the records.
  std::optional<Error> problem;
};
// O(records + labels log labels; of shaped and drawn groups the pairs of their records). `tables` in the order of the records, `find` over these.
BoundLabels bind_labels(const document::Project& project, const RecordSet& records, const std::vector<std::shared_ptr<const Table>>& tables,
                        const document::RecordFinder& find);

// Of what is known, what decides: a column of known groups only teaches.
std::shared_ptr<const Labels> that_decide(Labels labels);

// The name under which a project keeps a record.
document::RecordName name_of(RecordIndex record, const assessing::RunResult& result);
// Of tables that no rule of a recipe has changed.
document::RecordName name_of(RecordIndex record, const RecordSet& records, const std::vector<std::shared_ptr<const Table>>& tables);

}  // namespace jumelles::running
