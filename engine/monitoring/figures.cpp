#include "monitoring/figures.h"

#include <algorithm>

namespace jumelles::monitoring {
namespace {

// A name without digits and what stands between words; "" where nothing is left.
std::string stem_of(const std::string& name) {
  std::string out;
  for (const char c : name) {
    const bool is_apart = (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == ' ' || c == '(' || c == ')';
    if (!is_apart) out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return out;
}

}  // namespace

int months_between(std::string_view from, std::string_view to) {
  const auto month = [](std::string_view iso) {
    if (iso.size() < 7 || iso[4] != '-') return -1;
    int number = 0;
    for (const size_t i : {0, 1, 2, 3}) number = iso[i] < '0' || iso[i] > '9' ? -100000 : number * 10 + (iso[i] - '0');
    const int of_year = (iso[5] - '0') * 10 + (iso[6] - '0');
    return number < 0 || of_year < 1 || of_year > 12 ? -1 : number * 12 + of_year - 1;
  };
  const int first = month(from), last = month(to);
  return first < 0 || last < 0 ? -1 : std::max(0, last - first);
}

std::string newest_of(const QualityFigures& figures) {
  std::string newest;
  for (const SourceFigures& source : figures.sources) newest = std::max(newest, source.newest);
  return newest;
}

const SourceFigures* find_source(const QualityFigures& figures, const std::string& name) {
  const auto found = std::find_if(figures.sources.begin(), figures.sources.end(), [&](const SourceFigures& row) { return row.name == name; });
  return found == figures.sources.end() ? nullptr : &*found;
}

const CellFigures* find_cell(const QualityFigures& figures, const std::string& source, const std::string& attribute) {
  const auto found = std::find_if(figures.cells.begin(), figures.cells.end(), [&](const CellFigures& row) { return row.source == source && row.attribute == attribute; });
  return found == figures.cells.end() ? nullptr : &*found;
}

std::vector<int> former_places(const QualityFigures& then, const QualityFigures& now) {
  std::vector<int> places(now.sources.size(), -1);
  std::vector<bool> is_taken(then.sources.size(), false);
  for (size_t n = 0; n < now.sources.size(); ++n)
    for (size_t t = 0; t < then.sources.size(); ++t)
      if (!is_taken[t] && places[n] < 0 && then.sources[t].name == now.sources[n].name) {
        places[n] = static_cast<int>(t);
        is_taken[t] = true;
      }
  for (size_t n = 0; n < now.sources.size(); ++n) {
    const std::string stem = stem_of(now.sources[n].name);
    if (places[n] >= 0 || stem.empty()) continue;
    size_t now_count = 0, then_count = 0, found = 0;
    for (size_t other = 0; other < now.sources.size(); ++other) now_count += places[other] < 0 && stem_of(now.sources[other].name) == stem;
    for (size_t t = 0; t < then.sources.size(); ++t)
      if (!is_taken[t] && stem_of(then.sources[t].name) == stem) ++then_count, found = t;
    if (now_count != 1 || then_count != 1) continue;
    places[n] = static_cast<int>(found);
    is_taken[found] = true;
  }
  return places;
}

}  // namespace jumelles::monitoring
