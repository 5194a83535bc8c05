#include <fstream>
#include <iterator>

#include "project/project_support.h"

using namespace jumelles;
using namespace jumelles::project;
using namespace jumelles::test;

// Every version that was ever released stays here, as it was written then.
TEST_CASE("projects of every released version open, with everything that they hold") {
  for (const char* name : {"tests/data/project-v1.jumelles"}) {
    CAPTURE(name);
    std::ifstream file(name, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    REQUIRE(bytes.size() > 8192);
    auto opened = open_bytes(bytes);
    REQUIRE(opened.ok());
    std::vector<Error> problems;
    Content content = opened.value()->read(problems);
    CHECK(problems.empty());
    std::sort(content.about.begin(), content.about.end());
    // What that version did not know.
    Content expected = full_content();
    expected.shaped_groups.clear();
    for (PairDecision& pair : expected.pairs) pair.follows.clear();
    expected.golden_values.clear();
    expected.quality.clear();
    CHECK((content == expected));
    REQUIRE(opened.value()->extract(1) != nullptr);
    CHECK(opened.value()->extract(1)->size() == 2997);
    CHECK(opened.value()->results_fingerprint(ResultTable::kGoldenRecord) == 10);
    CHECK(opened.value()->check().empty());
    // Saved again it is of this version, with everything that this one knows.
    REQUIRE(opened.value()->write(full_content()).ok());
    auto again = open_bytes(bytes_of(*opened.value()));
    REQUIRE(again.ok());
    content = again.value()->read(problems);
    CHECK(problems.empty());
    std::sort(content.about.begin(), content.about.end());
    CHECK((content == full_content()));
    CHECK(again.value()->extract(1)->size() == 2997);
    CHECK(again.value()->results_fingerprint(ResultTable::kGoldenRecord) == 10);
    CHECK(again.value()->check().empty());
  }
}
