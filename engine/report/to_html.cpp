#include "report/view.h"

namespace jumelles::report {
namespace {

struct Section { const char* id; void (*write)(Html& out, const View& view); };
constexpr Section kSections[] = {{"history", write_history}, {"findings", write_findings}, {"cells", write_cells},         {"sources", write_sources},
                                 {"duplicates", write_duplicates}, {"certainty", write_certainty}, {"golden", write_golden},
                                 {"recommendations", write_recommendations}, {"method", write_method}, {"reading", write_reading}, {"dictionary", write_dictionary},
                                 {"versions", write_versions}};

// Of the first report there is nothing to tell of last month.
bool is_there(const Section& section, const View& view) { return section.write != write_history || view.input.monitoring.has_former; }

std::string title_of(const View& view) {
  const std::string& name = view.input.project_name;
  return name.empty() ? view.words("title") : view.words("title.of", {name});
}

void write_head(Html& out, const View& view) {
  out.raw("<!DOCTYPE html>\n<html lang=\"").raw(view.words.french() ? "fr" : "en").raw("\">\n<head>\n<meta charset=\"utf-8\">\n");
  out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
  // Nothing is fetched and nothing runs, whatever a name would like to be.
  out.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
  out.put("title", title_of(view)).raw("<style>\n").raw(style_sheet()).raw("</style>\n</head>\n<body>\n");
}

void write_header(Html& out, const View& view) {
  const Words& w = view.words;
  std::vector<std::string> names;
  for (uint32_t s = 0; s < view.source_count(); ++s) names.push_back(view.source(s));
  out.raw("<header>\n<p class=\"brand\">").text(w("brand")).raw("</p>\n").put("h1", title_of(view)).raw("<p class=\"quiet\">");
  if (!view.input.date.empty()) out.text(w.day(view.input.date)).raw(" \u00B7 ");
  constexpr size_t kMostNames = 200;
  out.text(w.counted("header.sources", view.audit.sources.size())).text(w("header.names", {w.list(names)}), kMostNames).raw("</p>\n</header>\n");
}

void write_contents(Html& out, const View& view) {
  out.raw("<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">").text(view.words("contents")).raw("</h2>\n<ol>\n");
  for (const Section& section : kSections)
    if (is_there(section, view)) out.raw("<li><a href=\"#").raw(section.id).raw("\">").text(view.words(std::string("section.") + section.id)).raw("</a></li>\n");
  out.raw("</ol>\n</nav>\n");
}

std::string document(const View& view) {
  Html out;
  write_head(out, view);
  write_header(out, view);
  out.raw("<main>\n");
  write_situation(out, view);
  write_contents(out, view);
  for (const Section& section : kSections)
    if (is_there(section, view)) section.write(out, view);
  out.raw("</main>\n<footer>\n").put("p", view.words("footer")).raw("</footer>\n</body>\n</html>\n");
  return std::move(out.bytes());
}

void halve(Limits& limits) {
  for (size_t* limit : {&limits.findings, &limits.short_findings, &limits.attributes, &limits.sources, &limits.agreements, &limits.overlaps, &limits.details, &limits.checks, &limits.files, &limits.alerts, &limits.history})
    *limit = (*limit + 1) / 2;
}

}  // namespace

std::string_view product_version() { return JUMELLES_VERSION; }

std::string to_html(const ReportInput& input) {
  View view(input);
  std::string out = document(view);
  while (out.size() > kMostBytes && view.limits.short_findings > 1) {
    halve(view.limits);
    out = document(view);
  }
  return out;
}

}  // namespace jumelles::report
