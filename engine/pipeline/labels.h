#pragma once

// Labels as a project holds them (records by name) and as a run uses them (records by index).

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/labels.h"
#include "core/records.h"
#include "core/result.h"
#include "core/table.h"
#include "evaluate/judged_groups.h"
#include "pipeline/project.h"

namespace jumelles::pipeline {

// What a file of labels says, added to the project. `rows` with their header first and the `lines` of the file where they
// begin, in one of these forms:
//   source,id,cluster_id  or  id,cluster_id            known groups, of some records or all
//   id_a,id_b  [,match]  [,source_a,source_b]           pairs; match: yes or no, empty: not judged; without it all are matches
// Also as pairs.csv has them: source_id_a, source_id_b, source_row_a, source_row_b. Without sources, one file holds both
// ids, of two files the first holds id_a.
Status add_labels(const std::vector<std::vector<std::string>>& rows, const std::vector<uint64_t>& lines, Project& project);

// Finds the records that a project names. Both arguments must outlive it.
class RecordFinder {
 public:
  RecordFinder(const RecordSet& records, const std::vector<std::shared_ptr<const Table>>& tables);
  // kNoRecord when there is none, or several and no row tells them apart. O(log records).
  RecordIndex operator()(const RecordName& name) const { return find(name).record; }
  // Why there is none: "no record \"9\" in \"shop\"".
  std::string why_not(const RecordName& name) const;

 private:
  struct Found {
    RecordIndex record = kNoRecord;
    bool several = false;
  };
  Found find(const RecordName& name) const;
  const RecordSet& records_;
  const std::vector<std::shared_ptr<const Table>>& tables_;
  std::vector<std::pair<uint64_t, RecordIndex>> entries_;  // by the hash of their id
};

// Names that no record has, or several. What is said of them is left out.
struct UnknownNames {
  static constexpr size_t kExamples = 5;
  struct Example {
    std::string path;   // in the document: "decisions[3].b"; "" of a file of labels
    uint64_t line = 0;  // of that file
    std::string why;    // "no record \"9\" in \"shop\""
  };
  uint64_t count = 0;
  std::vector<Example> examples;  // the first ones
};

struct BoundLabels {
  std::shared_ptr<const Labels> labels;   // never null
  std::shared_ptr<const Labels> binding;  // with what was judged of drawn groups; `labels` itself when nothing was
  std::vector<evaluate::JudgedGroup> judged;  // drawn groups that were
  UnknownNames unknown;
  // Judged pairs that contradict known groups or other judged pairs taken together: they are kept to.
  uint64_t overruling_count = 0;
  // Labels that cannot be meant: a pair judged the same and different, a record in two groups; a file of which no label
  // fits the records.
  std::optional<Error> problem;
};
// O((records + labels) log records). `tables` in the order of the records.
BoundLabels bind_labels(const Project& project, const RecordSet& records, const std::vector<std::shared_ptr<const Table>>& tables);

// Of what is known, what decides: a column of known groups only teaches.
std::shared_ptr<const Labels> that_decide(Labels labels);

// The name under which a project keeps a record.
RecordName name_of(RecordIndex record, const RecordSet& records, const std::vector<std::shared_ptr<const Table>>& tables);

}  // namespace jumelles::pipeline
