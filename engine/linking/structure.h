#pragma once

// What the data at hand decided beside weights and groups, each as a choice with the numbers that decided (StructureChoice):
//   duplicates       whether there are any: asked of the pairs that were compared (assessing/choices.h)
//   one_per_source   whether a source holds each thing once (training_pairs.h, assessing/choices.h)
//   inside_pairs     across sources only: pairs inside a source are looked at all the same
//   look_alikes      whether the model has a class of look-alikes beside matches and strangers (score/em.h)
// The choices are made there, none here: this names them. Where the data cannot tell, the simpler model is kept, and the answer
// says so. docs/project.md explains every question, answer and figure.

#include <string>
#include <string_view>
#include <vector>

#include "core/link_config.h"
#include "linking/training_pairs.h"
#include "score/em.h"

namespace jumelles::linking {

inline constexpr const char *kDuplicatesQuestion = "duplicates", *kOncePerSourceQuestion = "one_per_source", *kInsidePairsQuestion = "inside_pairs",
                            *kLookAlikesQuestion = "look_alikes";

// Puts the choices of a question in the place of former ones; questions keep the order above.
void put_choices(std::vector<StructureChoice>& structure, std::string_view question, std::vector<StructureChoice> choices);

// Classes of siblings as training left them.
struct LookAlikeEvidence {
  size_t trained = 0, kept = 0;       // classes
  bool room = true;                   // for one more bar of evidence
  double worth = 0;                   // pairs: a class of fewer is not kept
  double pairs = 0;                   // expected in the trained ones
  double matches = 0;                 // expected
  score::EmTrainer::Slips slips;      // those dropped before
};
std::vector<StructureChoice> look_alike_choices(const LookAlikeEvidence& evidence);
// Of the sources that training took for ones that hold each thing once; `evidence`: per source, or empty.
std::vector<StructureChoice> learned_choices(const std::vector<SourceInfo>& sources, const std::vector<TrainingPairs::SourceEvidence>& evidence);
StructureChoice inside_choice(uint64_t compared, uint64_t likely);

}  // namespace jumelles::linking
