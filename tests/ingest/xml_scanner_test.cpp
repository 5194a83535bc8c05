#include "ingest/xml_scanner.h"

#include <doctest/doctest.h>

using namespace jumelles;
using namespace jumelles::ingest;

namespace {

// What the scanner says of a document that comes in pieces of `step` bytes, in one line.
std::string told(const std::string& xml, size_t step = 1 << 20) {
  size_t at = 0;
  XmlScanner scanner([&](std::span<uint8_t> out) -> Result<size_t> {
    const size_t count = std::min({step, out.size(), xml.size() - at});
    std::copy_n(xml.begin() + static_cast<std::ptrdiff_t>(at), count, out.begin());
    at += count;
    return count;
  });
  std::string out, text;
  while (true) {
    const XmlToken token = scanner.next();
    if (token == XmlToken::kText) {
      scanner.append_text(text);
      continue;
    }
    if (!text.empty()) out += "'" + std::exchange(text, {}) + "' ";
    if (token == XmlToken::kDone) return out + "done";
    if (token == XmlToken::kBroken) return out + "broken";
    if (token == XmlToken::kEnd) {
      out += "/" + std::string(scanner.name()) + " ";
      continue;
    }
    out += std::string(scanner.name());
    std::string_view name, value;
    while (scanner.next_attribute(name, value)) {
      out += " " + std::string(name) + "=";
      XmlScanner::append_decoded(value, out);
    }
    out += " ";
  }
}

}  // namespace

TEST_CASE("tags, attributes and texts come one after the other") {
  CHECK(told("<a x=\"1\" y='2 > 1'><b/>text</a>") == "a x=1 y=2 > 1 b /b 'text' /a done");
  CHECK(told("<?xml version=\"1.0\"?>\n<!-- <c> --><x:a xmlns:x=\"u\"><x:b x:c = \"d\" /></x:a >\n") == "a xmlns:x=u b x:c=d /b /a done");
  CHECK(told("\xEF\xBB\xBF<a/>") == "a /a done");
}

TEST_CASE("references, sections and line ends are read") {
  CHECK(told("<a>&lt;&amp;&gt;&quot;&apos;&#233;&#xE9;&#128512;</a>") == "a '<&>\"'\xC3\xA9\xC3\xA9\xF0\x9F\x98\x80' /a done");
  CHECK(told("<a>R&D &unknown; &#0; &#xD800;</a>") == "a 'R&D &unknown; &#0; &#xD800;' /a done");
  CHECK(told("<a>1<![CDATA[<b>&amp;]]>2</a>") == "a '1<b>&amp;2' /a done");
  CHECK(told("<a>1\r\n2\r3</a>") == "a '1\n2\n3' /a done");
  CHECK(told("<a x=\"&quot;R&amp;D&quot;\"/>") == "a x=\"R&D\" /a done");
}

TEST_CASE("what is no XML is broken") {
  for (const char* xml : {"", "text", "<a>", "<a></b>", "<a><b></a></b>", "<a", "<a x=\"1", "<a/><b/>", "<a/>text", "<a><!-- </a>", "<a>&lt;", "< a/>", "<a><b</a>",
                          "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "</a>", "<a></a></a>"}) {
    CAPTURE(xml);
    CHECK(told(xml).ends_with("broken"));
  }
}

TEST_CASE("where the bytes are cut does not matter") {
  const std::string xml = "<?xml version=\"1.0\"?><!-- x --><r a=\"1 > 2\"><c r='B2' t=\"s\"><v>12&amp;3</v>\r\n</c><![CDATA[<x>]]]]><e/>\xC3\xA9</r>";
  const std::string whole = told(xml);
  CHECK(whole.ends_with("done"));
  for (size_t step = 1; step < xml.size(); ++step) CHECK(told(xml, step) == whole);
}

TEST_CASE("UTF-16 with its mark is read") {
  std::string wide = "\xFF\xFE";
  for (const char c : std::string("<a>Lyon</a>")) wide += std::string(1, c) + '\0';
  CHECK(told(wide) == "a 'Lyon' /a done");
  CHECK(told(wide, 5) == "a 'Lyon' /a done");
}

TEST_CASE("no depth is without end") {
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "<a>";
  CHECK(told(deep).ends_with("broken"));
}
