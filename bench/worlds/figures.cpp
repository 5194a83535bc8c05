#include "figures.h"

#include <algorithm>
#include <cstdio>

namespace jumelles::worlds {
namespace {

constexpr double kRounding = 5e-5;  // figures are told with four decimals
constexpr double kManyLinks = 50;

bool inside(double truth, double low, double high) { return truth >= low - kRounding && truth <= high + kRounding; }

}  // namespace

bool Said::precision_holds() const { return inside(true_precision, precision_low, precision_high); }
bool Said::recall_holds() const { return inside(true_recall, recall_low, recall_high); }

bool Said::boasts() const {
  constexpr double kGood = 0.95, kBad = 0.85;
  return withheld_id.empty() && ((precision >= kGood && true_precision < kBad) || (recall_known && recall >= kGood && true_recall < kBad));
}

double Figures::best_baseline() const {
  double best = 0;
  for (const Method method : {kEquality, kCosine, kPlain})
    if (scores[method].known) best = std::max(best, figure(method));
  return best;
}

double Figures::regret() const { return std::max(0.0, best_baseline() - figure(kOurs)); }

Summary summarize(const std::vector<Figures>& all) {
  Summary summary;
  summary.worlds = all.size();
  double said = 0, linked = 0, width = 0, intervals = 0;
  // A world counts by the share of its runs that say something.
  struct Shares {
    double sum = 0, worlds = 0;
    void add(double holds, double known) {
      if (known > 0) sum += holds / known, ++worlds;
    }
    double mean() const { return worlds > 0 ? sum / worlds : 1; }
  } precision, recall, both;
  for (const Figures& figures : all) {
    summary.mean_regret += figures.regret() / static_cast<double>(all.size());
    if (figures.regret() > summary.worst_regret) {
      summary.worst_regret = figures.regret();
      summary.worst_world = figures.world;
    }
    double known = 0, recalls = 0, precision_holds = 0, recall_holds = 0, holds = 0;
    bool boasts = false;
    for (const Said& one : figures.said) {
      if (one.links >= kManyLinks) {
        linked += 1.0 / static_cast<double>(figures.said.size());
        said += one.withheld_id.empty() ? 1.0 / static_cast<double>(figures.said.size()) : 0;
      }
      if (!one.withheld_id.empty()) continue;
      ++known;
      holds += one.holds() ? 1 : 0;
      precision_holds += one.precision_holds() ? 1 : 0;
      boasts = boasts || one.boasts();
      width += one.precision_high - one.precision_low;
      ++intervals;
      if (!one.recall_known) continue;
      ++recalls;
      recall_holds += one.recall_holds() ? 1 : 0;
      width += one.recall_high - one.recall_low;
      ++intervals;
    }
    summary.boasting_worlds += boasts ? 1 : 0;
    precision.add(precision_holds, known);
    recall.add(recall_holds, recalls);
    both.add(holds, known);
  }
  summary.precision_holding = precision.mean();
  summary.recall_holding = recall.mean();
  summary.holding = both.mean();
  summary.said_of_linked = linked > 0 ? said / linked : 1;
  summary.mean_width = intervals > 0 ? width / intervals : 0;
  return summary;
}

void print_heading(std::ostream& out) {
  char line[256];
  std::snprintf(line, sizeof line, "%-34s %7s %8s  %-2s  %6s %6s %6s %6s  %6s %6s %6s  %6s  %-30s %7s\n", "world", "rows", "pairs", "", "F1", "P", "R", "B3", "equal", "tfidf", "plain",
                "regret", "said of precision", "seconds");
  out << line;
}

void print_row(const Figures& f, std::ostream& out) {
  const auto baseline = [&](Method method) {
    char text[16] = "     -";
    if (f.scores[method].known) std::snprintf(text, sizeof text, "%6.4f", f.figure(method));
    return std::string(text);
  };
  // Of the first seed; how many of all hold.
  std::string said;
  if (!f.said.empty()) {
    char text[64];
    if (const Said& first = f.said.front(); first.withheld_id.empty()) std::snprintf(text, sizeof text, "%.3f (%.3f-%.3f) ", first.precision, first.precision_low, first.precision_high);
    else std::snprintf(text, sizeof text, "%s ", first.withheld_id.c_str());
    size_t known = 0, holding = 0, boasting = 0;
    for (const Said& one : f.said)
      if (one.withheld_id.empty()) ++known, holding += one.holds() ? 1 : 0, boasting += one.boasts() ? 1 : 0;
    said = text + std::to_string(holding) + "/" + std::to_string(known) + (boasting > 0 ? " !" : "");
  }
  char line[320];
  std::snprintf(line, sizeof line, "%-34s %7llu %8.0f  %-2s  %6.4f %6.4f %6.4f %6.4f  %s %s %s  %6.4f  %-30s %7.2f\n", f.world.c_str(), static_cast<unsigned long long>(f.rows), f.true_pairs,
                f.few_pairs ? "B3" : "F1", f.scores[kOurs].f1, f.scores[kOurs].precision, f.scores[kOurs].recall, f.scores[kOurs].bcubed, baseline(kEquality).c_str(),
                baseline(kCosine).c_str(), baseline(kPlain).c_str(), f.regret(), said.c_str(), f.seconds);
  out << line << std::flush;
}

void print_summary(const Summary& s, std::ostream& out) {
  char text[640];
  std::snprintf(text, sizeof text,
                "worlds %zu\nregret: mean %.4f, worst %.4f (%s)\nestimates: intervals hold the truth of precision in %.3f of the worlds, of recall in %.3f, "
                "of all that is said in %.3f; said on %.3f of those with 50 links or more, mean width %.3f\n"
                "worlds where at least .95 was said and the truth is under .85: %zu\n",
                s.worlds, s.mean_regret, s.worst_regret, s.worst_world.c_str(), s.precision_holding, s.recall_holding, s.holding, s.said_of_linked, s.mean_width, s.boasting_worlds);
  out << text;
}

}  // namespace jumelles::worlds
