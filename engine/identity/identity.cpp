#include "identity/identity.h"

#include <algorithm>
#include <array>

#include "core/hash.h"

namespace jumelles::identity {
namespace {

// No i, l, o, u (misread). The first character is always a letter and never e, so that no spreadsheet reads an id as a
// number.
constexpr std::string_view kFirst = "abcdfghjkmnpqrst";
constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr size_t kShortLength = 10;
constexpr size_t kFullLength = 25;  // 4 + 24 * 5 bits

struct Candidate {
  std::array<char, kFullLength> text;
  uint32_t group = 0;
  std::string_view prefix(size_t length) const { return {text.data(), length}; }
};

std::array<char, kFullLength> long_id(std::string_view source, std::string_view record_id) {
  const uint64_t seed = combine(hash_text(source, 1), record_id.size());
  std::array<uint64_t, 2> words{hash_text(record_id, seed), hash_text(record_id, combine(seed, 2))};
  std::array<char, kFullLength> out{};
  out[0] = kFirst[words[0] & 15];
  words[0] >>= 4;
  for (size_t i = 1; i < kFullLength; ++i) {
    uint64_t& word = words[i <= 12 ? 0 : 1];
    out[i] = kDigits[word & 31];
    word >>= 5;
  }
  return out;
}

// The shortest length at which `a` and `b` differ; 0 when they never do.
size_t distinct_length(const Candidate& a, const Candidate& b) {
  for (size_t i = 0; i < kFullLength; ++i)
    if (a.text[i] != b.text[i]) return i + 1;
  return 0;
}

// `run`: candidates of one short id, by group. The first keeps the short id; each other is lengthened until it
// differs from all before it, and numbered when even the full hash is the same (one source with one id twice).
void name_run(const Candidate* run, size_t count, std::vector<std::string>& ids) {
  for (size_t i = 0; i < count; ++i) {
    size_t length = kShortLength;
    uint32_t repeats = 0;
    for (size_t j = 0; j < i; ++j) {
      const size_t needed = distinct_length(run[j], run[i]);
      length = std::max(length, needed);
      repeats += needed == 0 ? 1 : 0;
    }
    std::string& id = ids[run[i].group];
    id = std::string(run[i].prefix(repeats == 0 ? length : kFullLength));
    if (repeats > 0) id += "-" + std::to_string(repeats + 1);
  }
}

}  // namespace

std::vector<std::string> golden_ids(const RecordSet& records, const Groups& groups, const std::vector<std::string>& table_names) {
  std::vector<Candidate> candidates(groups.group_count());
  uint32_t table = 0;
  for (uint32_t g = 0; g < groups.group_count(); ++g) {
    const RecordIndex founder = groups.members[groups.first_member[g]];
    while (founder >= records.first_record[table + 1]) ++table;  // founders ascend
    candidates[g] = {long_id(table_names[table], records.record_ids[founder]), g};
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& x, const Candidate& y) {
    const int order = x.prefix(kShortLength).compare(y.prefix(kShortLength));
    return order != 0 ? order < 0 : x.group < y.group;
  });
  std::vector<std::string> ids(candidates.size());
  for (size_t begin = 0; begin < candidates.size();) {
    size_t end = begin + 1;
    while (end < candidates.size() && candidates[end].prefix(kShortLength) == candidates[begin].prefix(kShortLength)) ++end;
    name_run(&candidates[begin], end - begin, ids);
    begin = end;
  }
  return ids;
}

}  // namespace jumelles::identity
