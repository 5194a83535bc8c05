#pragma once

// What plain means would answer on the same tables: figures to stand beside ours.
//
// - Equality of what is filled: two records are one where they hold the same (folded) value in every comparable column that
//   both fill, and both fill at least two, and at least half of those that the emptier one fills. Groups are what such pairs
//   connect. Comparable are columns that mean the same in all files; ids, measures and times of the row are not.
// - TF-IDF: cosine of the character trigrams of the row's whole text (everything but the id), from .6; across two files the
//   pairs that are each other's best, else whatever is connected. Above 20 000 rows it is not tried.
//
// The third one, plain Fellegi-Sunter, is the engine's own (LinkConfig::plain_model).

#include <memory>
#include <optional>
#include <vector>

#include "core/records.h"

namespace jumelles::worlds {

// What a baseline sees of each table: per column what it means (columns of one number mean the same; below 0 it is not
// compared), and whether it is part of the row's text.
struct TableView {
  std::shared_ptr<const Table> table;
  std::vector<int> meaning;
  std::vector<uint8_t> in_text;
};

Groups equality(const std::vector<TableView>& tables);
std::optional<Groups> trigram_cosine(const std::vector<TableView>& tables);

}  // namespace jumelles::worlds
