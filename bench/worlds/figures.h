#pragma once

// What was measured of one world, over its seeds.

#include <array>
#include <ostream>
#include <string>
#include <vector>

namespace jumelles::worlds {

enum Method : int { kOurs, kEquality, kCosine, kPlain, kMethodCount };
constexpr std::array<const char*, kMethodCount> kMethodIds{"ours", "equality", "tfidf", "plain_fs"};

struct Score {
  bool known = false;
  double f1 = 0, precision = 0, recall = 0, bcubed = 0;
};

// What was said of one run, beside the truth.
struct Said {
  std::string withheld_id;  // "" when something was said
  bool recall_known = false;
  double precision = 0, precision_low = 0, precision_high = 0, true_precision = 0;
  double recall = 0, recall_low = 0, recall_high = 0, true_recall = 0;
  double links = 0;  // pairs that the groups make
  bool precision_holds() const, recall_holds() const;
  bool holds() const { return precision_holds() && (!recall_known || recall_holds()); }
  bool boasts() const;     // at least .95 was said where the truth is under .85
};

struct Figures {
  std::string world, line;
  uint64_t rows = 0, seeds = 0;
  double true_pairs = 0, seconds = 0, golden_records = 0, things = 0;  // means over the seeds
  std::array<Score, kMethodCount> scores;                              // means over the seeds
  std::vector<Said> said;                                              // per seed
  bool few_pairs = false;
  double figure(Method method) const { return few_pairs ? scores[static_cast<size_t>(method)].bcubed : scores[static_cast<size_t>(method)].f1; }
  double best_baseline() const;
  double regret() const;
};

struct Summary {
  size_t worlds = 0;
  double mean_regret = 0, worst_regret = 0;
  std::string worst_world;
  // Of the runs with an estimate, those whose interval holds the truth, worlds counting alike; and where all that is said does.
  double precision_holding = 0, recall_holding = 0, holding = 0;
  size_t boasting_worlds = 0;
  double said_of_linked = 0;       // of the runs with 50 links or more
  double mean_width = 0;           // of all intervals that are said
};
Summary summarize(const std::vector<Figures>& all);

// One line of JSON.
std::string to_json(const Figures& figures);

void print_heading(std::ostream& out);
void print_row(const Figures& figures, std::ostream& out);
void print_summary(const Summary& summary, std::ostream& out);

}  // namespace jumelles::worlds
