#include "identity/identity.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "core/hash.h"

namespace jumelles::identity {
namespace {

// No i, l, o, u (misread). The first character is always a letter and never e, so that no spreadsheet reads an id as a
// number.
constexpr std::string_view kFirst = "abcdfghjkmnpqrst";
constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr size_t kShortLength = 10;
constexpr size_t kFullLength = 25;  // 4 + 24 * 5 bits
constexpr uint32_t kNone = UINT32_MAX;

struct FullId {
  std::array<char, kFullLength> text;
  std::string_view prefix(size_t length) const { return {text.data(), length}; }
};

FullId full_id(std::string_view source, std::string_view record_id) {
  const uint64_t seed = combine(hash_text(source, 1), record_id.size());
  std::array<uint64_t, 2> words{hash_text(record_id, seed), hash_text(record_id, combine(seed, 2))};
  FullId out{};
  out.text[0] = kFirst[words[0] & 15];
  words[0] >>= 4;
  for (size_t i = 1; i < kFullLength; ++i) {
    uint64_t& word = words[i <= 12 ? 0 : 1];
    out.text[i] = kDigits[word & 31];
    word >>= 5;
  }
  return out;
}

// The shortest length at which `a` and `b` differ; 0 when they never do.
size_t distinct_length(const FullId& a, const FullId& b) {
  for (size_t i = 0; i < kFullLength; ++i)
    if (a.text[i] != b.text[i]) return i + 1;
  return 0;
}

// Names groups in their order. Ids of one short form hang in one chain, each different one once: two in a chain are
// an accident of one in 2^49, so that looking along it is no work, however many groups share an id.
class Namer {
 public:
  void reserve(uint32_t group_count) {
    size_t slots = 16;
    while (slots < size_t{group_count} * 2) slots *= 2;
    slots_.assign(slots, kNone);
    seen_.reserve(group_count);
  }

  // The first of a short form keeps it; each other is lengthened until it differs from all before it, and numbered when
  // even the full hash is the same (one source with one id twice).
  std::string name(const FullId& id) {
    uint32_t& head = slot_of(id);
    size_t length = kShortLength;
    for (uint32_t s = head; s != kNone; s = seen_[s].next) {
      const size_t needed = distinct_length(seen_[s].id, id);
      if (needed == 0) return std::string(id.prefix(kFullLength)) + "-" + std::to_string(++seen_[s].count);
      length = std::max(length, needed);
    }
    seen_.push_back({id, 1, head});
    head = static_cast<uint32_t>(seen_.size() - 1);
    return std::string(id.prefix(length));
  }

 private:
  struct Seen {
    FullId id;
    uint32_t count;
    uint32_t next;
  };

  uint32_t& slot_of(const FullId& id) {
    const std::string_view wanted = id.prefix(kShortLength);
    size_t slot = hash_text(wanted) & (slots_.size() - 1);
    while (slots_[slot] != kNone && seen_[slots_[slot]].id.prefix(kShortLength) != wanted) slot = (slot + 1) & (slots_.size() - 1);
    return slots_[slot];
  }

  std::vector<uint32_t> slots_;  // open addressing by the short form: the newest of its chain
  std::vector<Seen> seen_;
};

RecordIndex founder_of(const Groups& groups, uint32_t group) { return groups.members[groups.first_member[group]]; }

class Naming {
 public:
  Naming(std::shared_ptr<const RecordSet> records, std::shared_ptr<const Groups> groups, std::vector<std::string> table_names,
         std::shared_ptr<std::vector<std::string>> ids, FormerIds former)
      : records_(std::move(records)), groups_(std::move(groups)), names_(std::move(table_names)), ids_(std::move(ids)), former_(std::move(former)) {}

  // Units: every former group, then every group, to find founders that were none before or are none now.
  uint64_t start_changes() { return former_.groups ? uint64_t{former_.groups->group_count()} + groups_->group_count() : 0; }
  void find_changes(uint64_t begin, uint64_t end) {
    const uint32_t before = former_.groups->group_count();
    for (uint64_t u = begin; u < end; ++u) {
      const Groups &from = u < before ? *former_.groups : *groups_, &to = u < before ? *groups_ : *former_.groups;
      const RecordIndex founder = founder_of(from, static_cast<uint32_t>(u < before ? u : u - before));
      if (founder_of(to, to.group_of[founder]) != founder) changed_.insert(short_form(id_of(founder).prefix(kShortLength)));
    }
  }

  uint64_t start() {
    if (!former_.groups) namer_.reserve(groups_->group_count());
    else namer_.reserve(static_cast<uint32_t>(changed_.size()));
    ids_->assign(groups_->group_count(), {});
    return groups_->group_count();
  }

  void name(uint64_t begin, uint64_t end) {
    for (uint64_t g = begin; g < end; ++g) {
      const RecordIndex founder = founder_of(*groups_, static_cast<uint32_t>(g));
      if (const std::string* same = kept(founder)) (*ids_)[g] = *same;
      else (*ids_)[g] = namer_.name(id_of(founder));
    }
  }

 private:
  FullId id_of(RecordIndex record) const { return full_id(names_[records_->table_of(record)], records_->record_ids[record]); }
  static uint64_t short_form(std::string_view id) { return hash_text(id.substr(0, kShortLength)); }
  // The id that its group had, nullptr where it must be made.
  const std::string* kept(RecordIndex founder) const {
    if (!former_.groups) return nullptr;
    const uint32_t group = former_.groups->group_of[founder];
    if (founder_of(*former_.groups, group) != founder) return nullptr;
    const std::string& id = (*former_.ids)[group];
    return !changed_.empty() && changed_.contains(short_form(id)) ? nullptr : &id;
  }

  std::shared_ptr<const RecordSet> records_;
  std::shared_ptr<const Groups> groups_;
  std::vector<std::string> names_;
  std::shared_ptr<std::vector<std::string>> ids_;
  FormerIds former_;
  std::unordered_set<uint64_t> changed_;  // short forms of ids to be made anew, all groups that have them
  Namer namer_;
};

}  // namespace

std::vector<Phase> golden_id_phases(std::shared_ptr<const RecordSet> records, std::shared_ptr<const Groups> groups,
                                    std::vector<std::string> table_names, std::shared_ptr<std::vector<std::string>> ids, FormerIds former) {
  const bool known = former.groups != nullptr;
  auto naming = std::make_shared<Naming>(std::move(records), std::move(groups), std::move(table_names), std::move(ids), std::move(former));
  std::vector<Phase> phases;
  if (known) phases.push_back(pass("identity", Unit::kGroups, naming, &Naming::start_changes, &Naming::find_changes, 256));
  phases.push_back(pass("identity", Unit::kGroups, naming, &Naming::start, &Naming::name, 256));
  return phases;
}

}  // namespace jumelles::identity
