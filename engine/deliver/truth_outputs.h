#pragma once

// What a comparison with a known truth leaves as files: curve.csv and errors.csv.

#include "deliver/outputs.h"
#include "evaluate/curve.h"
#include "evaluate/errors.h"

namespace jumelles::deliver {

// How they are written: with ; and decimal commas, and under which names.
struct TruthForm {
  bool french = false;
  Naming naming = Naming::kMachine;
};
TruthForm form_of(const document::Project& project);

// One line per threshold, ascending: the pairs alone (pairs_*), the groups of plain transitive closure (closed_*) and,
// where they were made, the groups of the run's own clustering (groups_*; empty elsewhere). `used`: the run's threshold.
Status write_curve(const evaluate::Curve& curve, Weight used, const TruthForm& form, const Sink& sink);

// One line per error: kind, why, both records, weight, then per comparison both values, its level and its weight as in
// pairs.csv. `input.result` must be there.
Status write_errors(const evaluate::ErrorReport& report, const OutputInput& input, const Sink& sink);

}  // namespace jumelles::deliver
