#pragma once

// How a tool, or whoever keys into it, writes cells: habits of a file.

#include <string>
#include <string_view>
#include <vector>

#include "fields.h"
#include "words.h"

namespace jumelles::worlds {

struct Habit {
  std::string id;
  int number = 0;     // cut30: 30
  double share = 1;   // of the rows
};

// "upper+cut30+intl:0.3", or "plain". Habits: fresh_writing.cpp.
bool parse_habits(const std::string& text, std::vector<Habit>& out);
// Those of one row.
std::vector<Habit> drawn_habits(const std::vector<Habit>& all, Rng& rng);
bool writes_dates(const std::vector<Habit>& habits);
std::string written(std::string cell, Field field, Country country, const std::vector<Habit>& habits, Rng& rng);

}  // namespace jumelles::worlds
