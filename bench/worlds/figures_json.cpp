#include "figures.h"
#include "nlohmann/json.hpp"

namespace jumelles::worlds {

std::string to_json(const Figures& f) {
  const auto rounded = [](double value) { return static_cast<double>(static_cast<int64_t>(value * 1e6 + (value < 0 ? -0.5 : 0.5))) / 1e6; };
  nlohmann::ordered_json json;
  json["world"] = f.world;
  json["line"] = f.line;
  json["rows"] = f.rows;
  json["seeds"] = f.seeds;
  json["true_pairs"] = rounded(f.true_pairs);
  json["things"] = rounded(f.things);
  json["golden_records"] = rounded(f.golden_records);
  json["scored_by"] = f.few_pairs ? "b3" : "f1";
  for (int method = 0; method < kMethodCount; ++method) {
    const Score& score = f.scores[static_cast<size_t>(method)];
    if (!score.known) continue;
    json[kMethodIds[static_cast<size_t>(method)]] = {{"f1", rounded(score.f1)}, {"precision", rounded(score.precision)}, {"recall", rounded(score.recall)}, {"b3_f1", rounded(score.bcubed)}};
  }
  json["regret"] = rounded(f.regret());
  json["seconds"] = rounded(f.seconds);
  for (const Said& said : f.said) {
    nlohmann::ordered_json one;
    one["links"] = said.links;
    one["true_precision"] = rounded(said.true_precision);
    one["true_recall"] = rounded(said.true_recall);
    if (!said.withheld_id.empty()) {
      one["withheld"] = said.withheld_id;
    } else {
      one["precision"] = {rounded(said.precision), rounded(said.precision_low), rounded(said.precision_high)};
      if (said.recall_known) one["recall"] = {rounded(said.recall), rounded(said.recall_low), rounded(said.recall_high)};
      one["holds"] = said.holds();
      one["boasts"] = said.boasts();
    }
    json["said"].push_back(std::move(one));
  }
  return json.dump();
}

}  // namespace jumelles::worlds
