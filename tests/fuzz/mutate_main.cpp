// Runs a fuzz target without libFuzzer: the inputs kept in a folder, or random texts built from pieces that matter to the parsers, for so
// many rounds. Usage: PROGRAM FOLDER, or PROGRAM [rounds] [seed]

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "core/rng.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

static int replay(const char* folder) {
  size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string input(std::istreambuf_iterator<char>(file), {});
    std::fprintf(stderr, "%s\n", entry.path().filename().c_str());  // the last one is who broke a promise
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(input.data()), input.size());
    ++count;
  }
  std::printf("%zu inputs, every promise kept\n", count);
  return count > 0 ? 0 : 1;
}

int main(int argc, char** argv) {
  if (argc == 2 && std::filesystem::is_directory(argv[1])) return replay(argv[1]);
  using namespace std::string_view_literals;
  static constexpr std::string_view kPieces[] = {
      "id;nom\n"sv, "1;a\n"sv, "\""sv, "\"\""sv, ";"sv, ","sv, "\n"sv, "\r\n"sv, "\r"sv, "sep=;\n"sv, "=\"01\""sv, "\xEF\xBB\xBF"sv, "\xFF\xFE"sv,
      "\xFE\xFF"sv, "\0"sv, "\xC3\xA9"sv, "\xE9"sv, "\xD8"sv, "{"sv, "}"sv, "["sv, "]"sv, ":"sv, "{\"a\":1}"sv, "{\"b\":\"x\"},\n"sv, "\\"sv, "\\u00e9"sv,
      "\\ud83d\\ude00"sv, "\\ud83d"sv, "null"sv, "1.5e3"sv, "tru"sv, "\"a\":"sv, "[{\"a\":1},"sv, " "sv, "\t"sv, "x"sv,
      "\xFF"sv, "<row r=\"1\">"sv, "<row>"sv, "</row>"sv, "<c r=\"B2\" s=\"1\" t=\"s\">"sv, "<c t=\"inlineStr\">"sv, "<c s=\"2\">"sv, "<c/>"sv, "</c>"sv, "<v>"sv, "</v>"sv, "1"sv,
      "45365.5"sv, "<is>"sv, "</is>"sv, "<t>"sv, "</t>"sv, "<f>"sv, "</f>"sv, "<r>"sv, "</r>"sv, "<rPh>"sv, "&amp;"sv, "&#233;"sv, "_x000D_"sv, "<![CDATA["sv,
      "]]>"sv, "<!--"sv, "-->"sv, "<c r=\"A1\"><v>7</v></c>"sv, "0#\" \"##"sv, "[h]:mm"sv, "yyyy"sv, "{\"data\":["sv, "],\"next\":1}\n"sv, "{\"data\":[{\"a\":1}]}\n"sv, "/*"sv, "*/"sv, "//"sv,
      "cb("sv, ");"sv, "\"[{\\\"a\\\":1}]\""sv, "\\\""sv, "{\"a\":[1,2],\"b\":[3,4]}"sv, "{\"a\":{\"0\":1,\"1\":2},\"b\":{\"0\":3,\"1\":4}}"sv, "{\"$date\":"sv, "\"body\":"sv,
      "'"sv, "\xE2\x80\x9C"sv, "\xE2\x80\x9D"sv, "&eacute;"sv, "\x1F"sv, "\x1E"sv, "|;|"sv,
      "("sv, "(?:"sv, ")"sv, "|"sv, "*"sv, "+?"sv, "?"sv, "{2}"sv, "{1,3}?"sv, "^"sv, "$"sv, "."sv, "\\b"sv, "\\d"sv, "\\W"sv, "\\p{L}"sv, "[^a-c"sv, "[\\s-"sv, "a"sv, "12"sv};
  const uint64_t rounds = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100000;
  jumelles::Rng rng(argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1);
  for (uint64_t round = 0; round < rounds; ++round) {
    std::string input(1, static_cast<char>(rng.below(256)));
    for (uint64_t i = rng.below(40); i > 0; --i) {
      if (rng.chance(0.03)) input += static_cast<char>(rng.below(256));
      else input += kPieces[rng.below(std::size(kPieces))];
    }
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(input.data()), input.size());
  }
  std::printf("%llu inputs, every promise kept\n", static_cast<unsigned long long>(rounds));
}
