// E-mail addresses that are told only beside others: one mailbox under several names, numbers in a row, addresses that a program makes.

#include <algorithm>

#include "audit/work.h"
#include "core/ascii.h"
#include "core/hash.h"
#include "standardize/words.h"
#include "text/fold.h"

namespace jumelles::audit {
namespace {

using K = FindingKindId;
using T = AttributeType;

constexpr size_t kSpellings = 3;  // two are a person's own: with "+shop" and without
constexpr size_t kInTurn = 5;

struct Mailbox {
  uint64_t key = 0;      // of addresses that belong together
  uint64_t number = 0;
  Code code = kMissing;  // a clean value
};

struct Address { std::string_view local, domain; };
Address parts_of(std::string_view text) {
  const size_t at = text.find('@');
  return at == std::string_view::npos ? Address{} : Address{text.substr(0, at), text.substr(at + 1)};
}

// Clean values of the table, each once, that are valid addresses.
std::vector<Code> addresses_of(const Work& work, const Attribute& attribute, uint32_t table) {
  std::vector<uint8_t> seen(attribute.clean.size(), 0);
  std::vector<Code> out;
  for (const Attribute::Slot& slot : attribute.slots)
    for (RecordIndex r = work.records().first_record[table]; r < work.records().first_record[table + 1]; ++r) {
      const Code code = slot.codes[r];
      if (code == kMissing || seen[code] != 0) continue;
      seen[code] = 1;
      if (attribute.validity[code] == Validity::kValid) out.push_back(code);
    }
  return out;
}

void sort_by_key(std::vector<Mailbox>& boxes) {
  std::sort(boxes.begin(), boxes.end(), [](const Mailbox& a, const Mailbox& b) { return a.key != b.key ? a.key < b.key : a.number != b.number ? a.number < b.number : a.code < b.code; });
}

// Calls f(begin, end) for the boxes of each key.
template <class F>
void for_groups(const std::vector<Mailbox>& boxes, F f) {
  for (size_t begin = 0, end = 0; begin < boxes.size(); begin = end) {
    while (end < boxes.size() && boxes[end].key == boxes[begin].key) ++end;
    f(begin, end);
  }
}

// What a provider delivers to: all of them drop "+..." behind a name, Gmail dots as well.
void find_spellings(const Attribute& attribute, const std::vector<Code>& codes, std::vector<uint8_t>& found) {
  std::vector<Mailbox> boxes;
  std::string bare;
  for (const Code code : codes) {
    const auto [local, domain] = parts_of(attribute.clean[code]);
    const bool gmail = domain == "gmail.com" || domain == "googlemail.com";
    const size_t plus = local.find('+');
    if (!gmail && (plus == std::string_view::npos || plus == 0)) continue;
    bare.clear();
    for (const char c : local.substr(0, plus))
      if (!gmail || c != '.') bare += c;
    boxes.push_back({combine(hash_text(bare), hash_text(domain)), 0, code});
  }
  sort_by_key(boxes);
  for_groups(boxes, [&](size_t begin, size_t end) {
    if (end - begin < kSpellings) return;
    for (size_t i = begin; i < end; ++i) found[boxes[i].code] = 1;
  });
}

// "promo101@", "promo102@", "promo103@"...: no more than every second number is left out.
void find_numbered(const Attribute& attribute, const std::vector<Code>& codes, std::vector<uint8_t>& found) {
  constexpr size_t kMostDigits = 9, kShortestStem = 3;
  std::vector<Mailbox> boxes;
  for (const Code code : codes) {
    const auto [local, domain] = parts_of(attribute.clean[code]);
    size_t letters = local.size();
    while (letters > 0 && is_digit(local[letters - 1])) --letters;
    if (letters == local.size() || letters < kShortestStem || local.size() - letters > kMostDigits) continue;
    uint64_t number = 0;
    for (const char c : local.substr(letters)) number = number * 10 + static_cast<uint64_t>(c - '0');
    boxes.push_back({combine(hash_text(local.substr(0, letters)), hash_text(domain)), number, code});
  }
  sort_by_key(boxes);
  for_groups(boxes, [&](size_t begin, size_t end) {
    for (size_t from = begin, to = begin; from < end; from = to) {
      for (to = from + 1; to < end && boxes[to].number - boxes[to - 1].number <= 2; ++to) {}
      for (size_t i = from; to - from >= kInTurn && i < to; ++i) found[boxes[i].code] = 2;
    }
  });
}

// The part of a domain that somebody owns: "enseigne.fr", "shop.co.uk".
std::string_view owned(std::string_view domain) {
  size_t dot = domain.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return domain;
  size_t before = domain.rfind('.', dot - 1);
  if (before != std::string_view::npos && before > 0 && dot - before <= 4) before = domain.rfind('.', before - 1);
  return before == std::string_view::npos ? domain : domain.substr(before + 1);
}

// Domains whose addresses are numbers: four of five of them at least, and five. Of some providers of China people have such ones.
void find_generated(const Attribute& attribute, const std::vector<Code>& codes, std::vector<uint8_t>& found) {
  static const standardize::WordSet numbers{"qq.com", "163.com", "126.com", "139.com", "189.cn", "sina.com", "yeah.net", "vip.qq.com"};
  constexpr size_t kFewestDigits = 4;
  std::vector<Mailbox> boxes;
  std::vector<std::string_view> domains;
  std::vector<uint64_t> interesting;
  for (const Code code : codes) {
    const auto [local, domain] = parts_of(attribute.clean[code]);
    if (local.size() >= kFewestDigits && standardize::all_digits(local) && !numbers.has(owned(domain))) interesting.push_back(hash_text(owned(domain)));
  }
  std::sort(interesting.begin(), interesting.end());
  if (interesting.size() < kInTurn) return;
  for (const Code code : codes) {
    const auto [local, domain] = parts_of(attribute.clean[code]);
    const uint64_t key = hash_text(owned(domain));
    if (std::binary_search(interesting.begin(), interesting.end(), key)) boxes.push_back({key, standardize::all_digits(local) ? uint64_t{1} : uint64_t{0}, code});
  }
  sort_by_key(boxes);
  for_groups(boxes, [&](size_t begin, size_t end) {
    const auto made = static_cast<size_t>(std::count_if(boxes.begin() + static_cast<std::ptrdiff_t>(begin), boxes.begin() + static_cast<std::ptrdiff_t>(end), [](const Mailbox& box) { return box.number == 1; }));
    if (made < kInTurn || made * 5 < (end - begin) * 4) return;
    for (size_t i = begin; i < end; ++i)
      if (boxes[i].number == 1) found[boxes[i].code] = 3;
  });
}

// Whether the address spells a name of the record: "martin75@" of a Martin is a person's own, whoever has 74 and 76.
bool spells_a_name(const Work& work, std::string_view local, RecordIndex record) {
  const std::string folded = text::fold(local);
  for (const T type : {T::kSurname, T::kGivenName, T::kFullName, T::kCompanyName}) {
    const int a = work.attribute_of(type);
    if (a < 0) continue;
    const Attribute& names = work.records().attributes[static_cast<size_t>(a)];
    const Code code = compared(names, record);
    bool there = false;
    if (code != kMissing) text::tokenize(names.comparison[code], [&](std::string_view word) { there = there || (word.size() >= 3 && folded.find(word) != std::string::npos); });
    if (there) return true;
  }
  return false;
}

}  // namespace

void check_mailboxes(Work& work) {
  const int e = work.attribute_of(T::kEmail);
  if (e < 0) return;
  const RecordSet& records = work.records();
  const Attribute& attribute = records.attributes[static_cast<size_t>(e)];
  for (uint32_t t = 0; t < work.source_count(); ++t) {
    const std::vector<Code> codes = addresses_of(work, attribute, t);
    std::vector<uint8_t> found(attribute.clean.size(), 0);
    find_numbered(attribute, codes, found);
    find_spellings(attribute, codes, found);
    find_generated(attribute, codes, found);
    if (std::none_of(found.begin(), found.end(), [](uint8_t f) { return f != 0; })) continue;
    for (const Attribute::Slot& slot : attribute.slots)
      for (RecordIndex r = records.first_record[t]; r < records.first_record[t + 1]; ++r) {
        const Code code = slot.codes[r];
        if (code == kMissing || found[code] == 0) continue;
        if (found[code] == 2 && spells_a_name(work, parts_of(attribute.clean[code]).local, r)) continue;
        Finding& finding = work.finding(found[code] == 3 ? K::kRelay : K::kOneMailbox, {static_cast<uint32_t>(e)});
        add(finding, t, r, std::string(written_value(work, attribute, slot, t, r)));
        ++finding.distinct_count;
      }
  }
}

}  // namespace jumelles::audit
