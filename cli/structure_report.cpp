#include "cli/structure_report.h"

#include <algorithm>
#include <cmath>

#include "cli/commands.h"

namespace jumelles::cli {
namespace {

// {0}: the source; {1}, {2}...: the figures of the choice. Whether there are duplicates is said by the counts, or by why
// nothing is linked.
struct AnswerText { const char *question, *answer, *text; };
constexpr AnswerText kTexts[] = {
    {"one_per_source", "none_inside", "{0} holds each customer once: no pair inside is alike, {2} records have a match elsewhere"},
    {"one_per_source", "few_inside", "{0} holds each customer once: of {3} pairs inside that are alike, {4} weigh as much as a usual match ({5} bits)"},
    {"one_per_source", "light_inside", "{0} holds each customer once: of {3} pairs inside that are alike, only {4} weigh as much as a usual match ({5} bits)"},
    {"one_per_source", "own_partners", "{0} holds each customer once: of {3} pairs inside that are alike, {7} lead to two records elsewhere, {6} to the same one"},
    {"one_per_source", "not_contradicted", "{0} holds each customer once, as before: of {3} pairs inside that are alike, {6} lead to the same record elsewhere, {7} to two"},
    {"one_per_source", "learned_few", "{0} holds each customer once: of {1} pairs inside that keys found, {3} are expected to be matches; {4} records have a match elsewhere"},
    {"one_per_source", "learned_own_partners", "{0} holds each customer once: of {1} pairs inside that keys found, {2} are alike; of these {6} lead to two records elsewhere, {5} to the same one"},
    {"one_per_source", "same_partner", "{0} holds some customers more than once: of {3} pairs inside that are alike, {6} lead to the same record elsewhere, {7} to two"},
    {"one_per_source", "heavy_inside", "{0} holds some customers more than once: of {3} pairs inside that are alike, {4} weigh as much as a usual match ({5} bits)"},
    {"one_per_source", "too_little", "{0}: too little to tell whether it holds each customer once ({1} records, {2} with a match elsewhere); the simpler model was kept: it may hold some more than once"},
    {"inside_pairs", "none_alike", "pairs inside a source are looked at, not linked: of {1} compared none is alike"},
    {"inside_pairs", "some_alike", "pairs inside a source are looked at, not linked: of {1} compared {2} are alike"},
    {"look_alikes", "used", "look-alikes are a class of their own: pairs expected: {1}, matches: {2}"},
    {"look_alikes", "too_few", "look-alikes are no class of their own: pairs expected: {1}, too few"},
    {"look_alikes", "no_room", "look-alikes are no class of their own: there is no room for one more comparison"},
    {"look_alikes", "like_matches", "some look-alikes cannot be told from matches: {1} pairs, fewer than the {2} matches, are like these in all but what is a customer's own; the simpler model was kept"},
    {"look_alikes", "nothing_own", "look-alikes are no class of their own: nothing that is compared is a customer's own"},
};

std::string figure_text(const protocol::StructureFigureSummary& figure) {
  if (figure.name.ends_with("_bits")) return one_decimal(figure.value);
  const bool expected = figure.name.starts_with("expected_");
  if (expected && figure.value < 1) return "less than 1";
  if (expected && figure.value < 10) return one_decimal(figure.value);
  return thousands(static_cast<uint64_t>(std::llround(std::max(0.0, figure.value))));
}

std::string text_of(const protocol::StructureChoiceSummary& choice) {
  const auto row = std::find_if(std::begin(kTexts), std::end(kTexts), [&](const AnswerText& t) { return t.question == choice.question && t.answer == choice.answer; });
  if (row == std::end(kTexts)) return {};
  std::string out;
  for (const char* at = row->text; *at != '\0'; ++at) {
    if (*at != '{') {
      out += *at;
      continue;
    }
    const size_t number = static_cast<size_t>(at[1] - '0');
    if (number == 0) out += choice.source;
    else if (number <= choice.figures.size()) out += figure_text(choice.figures[number - 1]);
    at += 2;
  }
  return out;
}

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

}  // namespace

void print_structure(std::ostream& out, const protocol::Summary& summary) {
  constexpr size_t kMostSources = 8;
  size_t sources = 0;
  for (const protocol::StructureChoiceSummary& choice : summary.structure) {
    if (!choice.source.empty() && ++sources > kMostSources) continue;
    if (const std::string text = text_of(choice); !text.empty()) out << text << "\n";
  }
  if (sources > kMostSources) out << "(and " << sources - kMostSources << " more sources, in project.json)\n";
}

void print_nothing_linked(std::ostream& out, const protocol::Summary& summary) {
  const protocol::NothingLinkedSummary& nothing = summary.nothing_linked;
  const protocol::Counts& counts = summary.counts;
  const std::string records = thousands(counts.record_count), compared = thousands(counts.candidate_pair_count);
  const auto chance = [&] { return four_decimals(nothing.probability); };
  if (nothing.reason == "none") {
    out << (summary.link_type == "link" ? "No matches found between the sources, in " : "No duplicates found in ") << records << " records: " << compared
        << " pairs were compared";
    if (nothing.has_pair) {
      out << "; the most similar one weighs " << one_decimal(nothing.weight_bits) << " bits, a probability of " << chance() << ". ";
      if (!nothing.against.empty()) out << "Against it: " << listed(nothing.against);
      else if (!nothing.missing.empty()) out << "Nothing speaks against it, but it lacks: " << listed(nothing.missing);
      else out << "Nothing speaks against it, but what agrees is common";
    }
    out << ".";
    if (counts.vetoed_pair_count > 0) out << " Pairs set apart by a certain rule: " << thousands(counts.vetoed_pair_count) << ".";
    out << "\n";
  } else if (nothing.reason == "threshold") {
    out << "Nothing is linked at this threshold: " << compared << " pairs were compared; " << thousands(nothing.likely_pair_count)
        << " are likelier the same than not, the best with a probability of " << chance() << ". A lower threshold links it.\n";
  } else if (nothing.reason == "apart") {
    out << "Nothing is grouped: what was judged, or a certain rule, keeps the linked pairs apart.\n";
  } else if (nothing.reason == "cannot_tell") {
    out << "Nothing is linked, for nothing could be judged: in " << records << " records, even a pair that agrees on everything would weigh "
        << one_decimal(nothing.most_bits) << " bits, less than even odds. Compare more columns.\n";
  } else if (nothing.reason == "no_shared_key") {
    out << "Nothing is linked, for nothing could be compared: no two of " << records << " records share a key.\n";
  } else {
    out << "Nothing is linked, for nothing could be compared: there is no pair to compare.\n";
  }
}

}  // namespace jumelles::cli
