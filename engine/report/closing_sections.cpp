// Recommendations, method, versions and hashes.

#include <algorithm>

#include "report/view.h"

namespace jumelles::report {
void write_recommendations(Html& out, const View& view) {
  begin_section(out, view, "recommendations", true);
  if (view.recommendations.empty()) {
    out.put("p", view.words("advice.none"));
  } else {
    out.put("p", view.words("advice.order")).raw("<ol class=\"steps\">\n");
    for (const Recommendation& row : view.recommendations)
      out.raw("<li><b>").text(row.what, kMostSentenceCharacters).raw("</b> <span class=\"quiet\">").text(row.why, kMostSentenceCharacters).raw("</span></li>\n");
    out.close("ol");
  }
  end_section(out);
}

void write_method(Html& out, const View& view) {
  begin_section(out, view, "method", false);
  out.raw("<div class=\"columns\">\n");
  for (const char* part : {"reading", "completeness", "validity", "findings", "matching", "estimate", "golden", "local"}) {
    const std::string key = std::string("method.") + part;
    out.raw("<div>").put("h3", view.words(key + ".title")).put("p", view.words(key)).close("div");
  }
  if (view.input.recipe_rule_count > 0) {
    std::string recipe = view.words.counted("method.recipe", view.input.recipe_rule_count);
    if (view.input.left_out_row_count > 0) recipe += " " + view.words.counted("method.recipe.left_out", view.input.left_out_row_count);
    out.raw("<div>").put("h3", view.words("method.recipe.title")).put("p", recipe).close("div");
  }
  out.close("div");
  end_section(out);
}

void write_versions(Html& out, const View& view) {
  const Words& w = view.words;
  begin_section(out, view, "versions", false);
  out.put("p", view.input.product_version.empty() ? w("versions.product") : w("versions.product_of", {view.input.product_version}));
  begin_table(out, w("versions.caption"), {w("source"), w("versions.file"), "#" + w("versions.size"), "#" + w("versions.rows"), "#" + w("versions.rejected"), w("versions.hash")}, "files");
  const size_t told = std::min(view.input.files.size(), view.limits.files);
  for (size_t i = 0; i < told; ++i) {
    const FileFacts& file = view.input.files[i];
    out.raw("<tr><th scope=\"row\"><bdi>").raw(escaped_name(file.source)).raw("</bdi></th><td><bdi>").raw(escaped_name(file.file_name)).raw("</bdi>");
    if (!file.table.empty()) out.raw(" \u00B7 <bdi>").raw(escaped_name(file.table)).raw("</bdi>");
    out.raw("<br><span class=\"quiet\">").text(file.format);
    if (!file.encoding.empty()) out.raw(", ").text(file.encoding);
    out.raw("</span></td><td class=\"n\">").text(w.bytes(file.size_bytes)).raw("</td><td class=\"n\">").text(w.number(file.row_count)).raw("</td><td class=\"n\">").text(w.number(file.rejected_count));
    out.raw("</td><td class=\"hash\"><code>").text(file.hash.empty() ? w("versions.no_hash") : file.hash).raw("</code></td></tr>\n");
  }
  end_table(out);
  put_more(out, view, view.input.files.size(), told);
  out.put("p", w("versions.why"), "class=\"quiet\"");
  end_section(out);
}

}  // namespace jumelles::report
