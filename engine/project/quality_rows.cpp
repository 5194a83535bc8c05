// The tables of quality: figures of runs, month after month.

#include "project/read_table.h"

namespace jumelles::project {
namespace {

using monitoring::CellFigures;
using monitoring::FindingFigures;
using monitoring::SourceFigures;
using monitoring::Tally;

template <class Row>
struct OfPoint { uint64_t point = 0; Row row; };

}  // namespace

// Files that were written before have no such tables.
void ProjectFile::read_quality(Content& out, std::vector<Error>& problems) {
  if (!has_table("quality_source")) return;
  struct Source { uint64_t point, run, at_ms; bool is_matched; SourceFigures source; };
  std::vector<Source> sources;
  read_table("quality_source", "SELECT point, run, at_ms, matched, name, hash, record_count, median_date, newest_date FROM quality_source ORDER BY point, place", sources, problems, [](const Statement& row) {
    return Source{row.number(0), row.number(1), row.number(2), row.number(3) != 0, {row.text(4), row.text(5), row.number(6), row.text(7), row.text(8)}};
  });
  std::vector<uint64_t> numbers;
  for (Source& source : sources) {
    if (numbers.empty() || numbers.back() != source.point) {
      numbers.push_back(source.point);
      out.quality.push_back({source.run, source.at_ms, {}});
    }
    out.quality.back().figures.is_matched = source.is_matched;
    out.quality.back().figures.sources.push_back(std::move(source.source));
  }
  const auto point = [&](uint64_t number) -> monitoring::QualityFigures* {
    for (size_t p = 0; p < numbers.size(); ++p)
      if (numbers[p] == number) return &out.quality[p].figures;
    return nullptr;
  };
  std::vector<OfPoint<CellFigures>> cells;
  read_table("quality_cell",
             "SELECT point, source, attribute, type, filled_count, value_count, distinct_count, checked_count, valid_count, set_aside_count, median_date, "
             "other_shape_count, is_list FROM quality_cell ORDER BY point, place",
             cells, problems, [](const Statement& row) {
               return OfPoint<CellFigures>{row.number(0), {row.text(1), row.text(2), row.text(3), row.number(4), row.number(5), row.number(6), row.number(7), row.number(8), row.number(9),
                                                           row.text(10), {}, row.number(11), row.number(12) != 0, {}}};
             });
  for (OfPoint<CellFigures>& cell : cells)
    if (auto* figures = point(cell.point)) figures->cells.push_back(std::move(cell.row));
  struct OfCell { uint64_t point, cell; std::string kind; Tally tally; };
  std::vector<OfCell> tallies;
  read_table("quality_tally", "SELECT point, cell_place, kind, text, count FROM quality_tally ORDER BY point, cell_place, kind, place", tallies, problems,
             [](const Statement& row) { return OfCell{row.number(0), row.number(1), row.text(2), {row.text(3), row.number(4)}}; });
  for (OfCell& tally : tallies) {
    auto* figures = point(tally.point);
    if (figures == nullptr || tally.cell >= figures->cells.size()) continue;
    CellFigures& cell = figures->cells[tally.cell];
    (tally.kind == "shape" ? cell.shapes : cell.listed).push_back(std::move(tally.tally));
  }
  std::vector<OfPoint<FindingFigures>> findings;
  read_table("quality_finding", "SELECT point, kind, attributes, severity, source, count FROM quality_finding ORDER BY point, place", findings, problems,
             [](const Statement& row) { return OfPoint<FindingFigures>{row.number(0), {row.text(1), row.text(2), row.text(3), row.text(4), row.number(5)}}; });
  for (OfPoint<FindingFigures>& finding : findings)
    if (auto* figures = point(finding.point)) figures->findings.push_back(std::move(finding.row));
}

void ProjectFile::write_quality(const std::vector<monitoring::Point>& points) {
  Statement source = database_.prepare("INSERT INTO quality_source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  Statement cell = database_.prepare("INSERT INTO quality_cell VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  Statement tally = database_.prepare("INSERT INTO quality_tally VALUES (?, ?, ?, ?, ?, ?)");
  Statement finding = database_.prepare("INSERT INTO quality_finding VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (uint64_t p = 0; const monitoring::Point& point : points) {
    const monitoring::QualityFigures& figures = point.figures;
    for (uint64_t place = 0; const SourceFigures& row : figures.sources)
      source.bind(p).bind(place++).bind(point.run).bind(point.at_ms).bind(uint64_t{figures.is_matched}).bind(row.name).bind(row.hash).bind(row.record_count).bind(row.median).bind(row.newest).run();
    for (uint64_t place = 0; const CellFigures& row : figures.cells) {
      cell.bind(p).bind(place).bind(row.source).bind(row.attribute).bind(row.type).bind(row.filled_count).bind(row.value_count).bind(row.distinct_count).bind(row.checked_count);
      cell.bind(row.valid_count).bind(row.set_aside_count).bind(row.median_date).bind(row.other_shape_count).bind(uint64_t{row.is_list}).run();
      for (uint64_t i = 0; const Tally& shape : row.shapes) tally.bind(p).bind(place).bind("shape").bind(i++).bind(shape.text).bind(shape.count).run();
      for (uint64_t i = 0; const Tally& value : row.listed) tally.bind(p).bind(place).bind("value").bind(i++).bind(value.text).bind(value.count).run();
      ++place;
    }
    for (uint64_t place = 0; const FindingFigures& row : figures.findings)
      finding.bind(p).bind(place++).bind(row.kind).bind(row.attributes).bind(row.severity).bind(row.source).bind(row.count).run();
    ++p;
  }
}

}  // namespace jumelles::project
