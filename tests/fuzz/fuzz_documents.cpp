// Project documents and messages of the protocol, damaged: whatever comes is refused with a problem or read, and what was read is
// written and read again unchanged. Bytes are edits of true documents, four each: where (2), how much goes, what comes.

#include <cassert>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>

#include "compare/comparator.h"
#include "document/project.h"
#include "protocol/protocol_json.h"

namespace {

using namespace jumelles;

const std::string& written_document() {
  static const std::string json = [] {
    document::Project project;
    const auto column = [](const char* name, AttributeType type) { return document::ColumnConfig{name, {type, std::string(info(type).id), 1, "header", false}}; };
    document::SourceConfig source;
    source.name = "crm";
    source.columns = {{"id", {}}, column("nom", AttributeType::kSurname), column("cp", AttributeType::kPostcode)};
    project.sources.push_back(std::move(source));
    Comparison comparison = compare::make_comparison("surname", "surname", {"surname"});
    comparison.levels.resize(3);
    project.link.comparisons.push_back(comparison);
    project.link.sibling_priors = {0.25};
    project.link.dependences.push_back({"surname", "surname", {{5}}, {{{-6}}}, 0.5});
    project.link.blocking_rules.push_back({});
    project.link.blocking_rules.back().parts = {{"surname", "first_3"}, {"postcode", "exact"}};
    project.survivorship.rules.push_back({{"surname"}, {"most_frequent"}});
    project.decisions.sample.push_back({0.125, 2, {{"crm", "1", 1}}, {{"crm", "3", 3}}, {0, 0}, false});
    project.decisions.pairs.push_back({{"crm", "1", 1}, {"crm", "2", 2}, document::kSame});
    return to_json(project);
  }();
  return json;
}

std::string edited(std::string text, const uint8_t* data, size_t size) {
  static constexpr std::string_view kPieces[] = {"", "0", "-1", "1e999", "1.5", "null", "true", "\"\"", "\"x\"", "[]", "{}", "[[[[", ",", ":", "\"", "\\",
                                                 "4294967296", "18446744073709551616", "\xFF", "\xC3\xA9", "\"version\":2,", "\"surname\"", "dedupe"};
  for (size_t i = 0; i + 4 <= size; i += 4) {
    const size_t at = (data[i] | size_t{data[i + 1]} << 8) % (text.size() + 1);
    text.replace(at, data[i + 2] % 24, kPieces[data[i + 3] % std::size(kPieces)]);
  }
  return text;
}

void promise(bool kept) {
  if (!kept) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  document::Project project;
  static const bool sound = project_from_json(written_document(), project).empty();
  promise(sound);
  if (project_from_json(edited(written_document(), data, size), project).empty()) {
    const std::string written = to_json(project);
    document::Project again;
    promise(project_from_json(written, again).empty() && to_json(again) == written);
  }
  static const std::string command = protocol::to_json(protocol::Command(protocol::SetSurvivorshipRule{"surname", {"longest", "most_frequent"}}));
  if (const auto read = protocol::command_from_json(edited(command, data, size)); read.ok()) {
    const std::string written = protocol::to_json(read.value());
    const auto again = protocol::command_from_json(written);
    promise(again.ok() && protocol::to_json(again.value()) == written);
  }
  static const std::string query = protocol::query_to_json(7, protocol::PreviewQuery{0, 10, 50});
  (void)protocol::query_from_json(edited(query, data, size)).ok();
  return 0;
}
