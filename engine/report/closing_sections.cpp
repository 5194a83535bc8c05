// Recommendations, method, data dictionary, versions and hashes.

#include <algorithm>

#include "core/attribute.h"
#include "report/view.h"

namespace jumelles::report {
namespace {

constexpr size_t kMostAdviceCharacters = 400, kShapesTold = 2, kToldShapeCharacters = 28;

// How most values of an attribute are written, over the cells that are told.
std::string usual_shapes(const View& view, uint32_t attribute) {
  std::vector<protocol::ValueRow> all;
  for (const protocol::AuditCellDetail& detail : view.input.details) {
    if (detail.cell.attribute != attribute) continue;
    for (const protocol::ValueRow& shape : detail.shapes) {
      const auto same = std::find_if(all.begin(), all.end(), [&](const protocol::ValueRow& row) { return row.value == shape.value; });
      if (same == all.end()) all.push_back(shape);
      else same->count += shape.count;
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const protocol::ValueRow& a, const protocol::ValueRow& b) { return a.count > b.count; });
  std::string out;
  for (size_t i = 0; i < std::min(all.size(), kShapesTold); ++i) out += std::string(out.empty() ? "" : "<br>") + "<code><bdi>" + escaped(all[i].value, kToldShapeCharacters) + "</bdi></code>";
  return out;
}

std::string target_text(const View& view, double share) { return share < 0 ? view.words("dictionary.no_target") : view.words.percent(share); }

void put_attribute(Html& out, const View& view, uint32_t index) {
  const Words& w = view.words;
  const protocol::AuditAttribute& attribute = view.audit.attributes[index];
  const AttributeType type = attribute_type_from_id(attribute.type).value_or(AttributeType::kText);
  out.raw("<tr><th scope=\"row\">").raw(escaped_name(view.label(index))).raw("<br><code>").raw(escaped_name(attribute.key)).raw("</code></th><td>").text(w("meaning." + std::string(info(type).id))).raw("</td><td>");
  const std::string shapes = usual_shapes(view, index);
  if (shapes.empty()) out.text(w("dictionary.unknown"));
  else out.raw(shapes);
  out.raw("</td><td class=\"n\">").text(target_text(view, attribute.completeness_target)).raw("</td><td class=\"n\">").text(target_text(view, attribute.validity_target)).raw("</td><td>");
  out.text(w("personal." + std::string(personal_data_id(info(type).personal)))).raw("</td></tr>\n");
}

}  // namespace

void write_recommendations(Html& out, const View& view) {
  begin_section(out, view, "recommendations", true);
  if (view.recommendations.empty()) {
    out.put("p", view.words("advice.none"));
  } else {
    out.put("p", view.words("advice.order")).raw("<ol class=\"steps\">\n");
    for (const Recommendation& row : view.recommendations)
      out.raw("<li><b>").text(row.what, kMostAdviceCharacters).raw("</b> <span class=\"quiet\">").text(row.why, kMostAdviceCharacters).raw("</span></li>\n");
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
  out.close("div");
  end_section(out);
}

void write_dictionary(Html& out, const View& view) {
  const Words& w = view.words;
  begin_section(out, view, "dictionary", true);
  out.put("p", w("dictionary.meaning"));
  begin_table(out, w("dictionary.caption"), {w("attribute"), w("dictionary.what"), w("dictionary.format"), "#" + w("dictionary.completeness"), "#" + w("dictionary.validity"), w("dictionary.personal")}, "dictionary");
  for (uint32_t a = 0; a < view.attribute_count(); ++a) put_attribute(out, view, a);
  end_table(out);
  put_more(out, view, view.audit.attributes.size(), view.attribute_count());
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
