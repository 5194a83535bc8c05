#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "synth/synth.h"

using namespace jumelles;

TEST_CASE("the sample is what the generator makes, byte for byte") {
  const synth::Files files = synth::generate({7350, 1});
  for (int f = 0; f < synth::kFileCount; ++f) {
    const std::string name(synth::file_name(static_cast<synth::File>(f)));
    CAPTURE(name);
    std::ifstream in(std::string(JUMELLES_SAMPLES_DIR) + "/trois-extraits/" + name, std::ios::binary);
    REQUIRE(in.good());
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    const bool same = bytes == files.bytes[static_cast<size_t>(f)];  // no megabyte in a message
    CHECK(same);
  }
}
