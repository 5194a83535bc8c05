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

// The part of a domain that somebody owns: "enseigne.fr", "shop.co.uk".
std::string_view owned(std::string_view domain) {
  size_t dot = domain.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return domain;
  size_t before = domain.rfind('.', dot - 1);
  if (before != std::string_view::npos && before > 0 && dot - before <= 4) before = domain.rfind('.', before - 1);
  return before == std::string_view::npos ? domain : domain.substr(before + 1);
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

// The addresses of a table, whose pieces come one after the other.
class TableBoxes {
 public:
  TableBoxes(Work& work, uint32_t attribute, uint32_t table) : work_(work), at_(attribute), table_(table) {}

  // Clean values of the table, each once, that are valid addresses.
  void collect() {
    std::vector<uint8_t> seen(attribute().clean.size(), 0);
    for (const Attribute::Slot& slot : attribute().slots)
      for (RecordIndex r = first(); r < end(); ++r) {
        const Code code = slot.codes[r];
        if (code == kMissing || seen[code] != 0) continue;
        seen[code] = 1;
        if (attribute().validity[code] == Validity::kValid) codes_.push_back(code);
      }
  }

  // Every address is looked at once, for all that may be said of it beside others; one part of them at a time.
  static constexpr size_t kParts = 8;
  void look(size_t part) {
    for (size_t i = codes_.size() * part / kParts; i < codes_.size() * (part + 1) / kParts; ++i) {
      const Address address = parts_of(attribute().clean[codes_[i]]);
      look_for_spelling(codes_[i], address);
      look_for_number(codes_[i], address);
      look_for_digits(address);
    }
  }

  void judge() {
    found_.assign(attribute().clean.size(), kNothing);
    std::sort(interesting_.begin(), interesting_.end());
    find_numbered();
    find_spellings();
    if (interesting_.size() >= kInTurn) find_generated();
    any_ = std::any_of(found_.begin(), found_.end(), [](uint8_t f) { return f != kNothing; });
  }

  void mark() {
    if (!any_) return;
    for (const Attribute::Slot& slot : attribute().slots)
      for (RecordIndex r = first(); r < end(); ++r) {
        const Code code = slot.codes[r];
        if (code == kMissing || found_[code] == kNothing) continue;
        if (found_[code] == kNumbered && spells_a_name(work_, parts_of(attribute().clean[code]).local, r)) continue;
        Finding& finding = work_.finding(found_[code] == kGenerated ? K::kRelay : K::kOneMailbox, {at_});
        add(finding, table_, r, std::string(written_value(work_, attribute(), slot, table_, r)));
        ++finding.distinct_count;
      }
  }

 private:
  enum Found : uint8_t { kNothing, kSpelling, kNumbered, kGenerated };
  const Attribute& attribute() const { return work_.records().attributes[at_]; }
  RecordIndex first() const { return work_.records().first_record[table_]; }
  RecordIndex end() const { return work_.records().first_record[table_ + 1]; }

  // What a provider delivers to: all of them drop "+..." behind a name, Gmail dots as well.
  void look_for_spelling(Code code, const Address& address) {
    const bool gmail = address.domain == "gmail.com" || address.domain == "googlemail.com";
    const size_t plus = address.local.find('+');
    if (!gmail && (plus == std::string_view::npos || plus == 0)) return;
    bare_.clear();
    for (const char c : address.local.substr(0, plus))
      if (!gmail || c != '.') bare_ += c;
    spellings_.push_back({combine(hash_text(bare_), hash_text(address.domain)), 0, code});
  }
  void find_spellings() {
    sort_by_key(spellings_);
    for_groups(spellings_, [&](size_t begin, size_t end) {
      if (end - begin < kSpellings) return;
      for (size_t i = begin; i < end; ++i) found_[spellings_[i].code] = kSpelling;
    });
  }

  // "promo101@", "promo102@", "promo103@"...: no more than every second number is left out.
  void look_for_number(Code code, const Address& address) {
    constexpr size_t kMostDigits = 9, kShortestStem = 3;
    const std::string_view local = address.local;
    size_t letters = local.size();
    while (letters > 0 && is_digit(local[letters - 1])) --letters;
    if (letters == local.size() || letters < kShortestStem || local.size() - letters > kMostDigits) return;
    uint64_t number = 0;
    for (const char c : local.substr(letters)) number = number * 10 + static_cast<uint64_t>(c - '0');
    numbered_.push_back({combine(hash_text(local.substr(0, letters)), hash_text(address.domain)), number, code});
  }
  void find_numbered() {
    sort_by_key(numbered_);
    for_groups(numbered_, [&](size_t begin, size_t end) {
      for (size_t from = begin, to = begin; from < end; from = to) {
        for (to = from + 1; to < end && numbered_[to].number - numbered_[to - 1].number <= 2; ++to) {}
        for (size_t i = from; to - from >= kInTurn && i < to; ++i) found_[numbered_[i].code] = kNumbered;
      }
    });
  }

  // Domains whose addresses are numbers: four of five of them at least, and five. Of some providers of China people have such ones.
  void look_for_digits(const Address& address) {
    static const standardize::WordSet numbers{"qq.com", "163.com", "126.com", "139.com", "189.cn", "sina.com", "yeah.net", "vip.qq.com"};
    constexpr size_t kFewestDigits = 4;
    if (address.local.size() >= kFewestDigits && standardize::all_digits(address.local) && !numbers.has(owned(address.domain))) interesting_.push_back(hash_text(owned(address.domain)));
  }
  void find_generated() {
    std::vector<Mailbox> boxes;
    for (const Code code : codes_) {
      const auto [local, domain] = parts_of(attribute().clean[code]);
      const uint64_t key = hash_text(owned(domain));
      if (std::binary_search(interesting_.begin(), interesting_.end(), key)) boxes.push_back({key, standardize::all_digits(local) ? uint64_t{1} : uint64_t{0}, code});
    }
    sort_by_key(boxes);
    for_groups(boxes, [&](size_t begin, size_t end) {
      const auto made = static_cast<size_t>(std::count_if(boxes.begin() + static_cast<std::ptrdiff_t>(begin), boxes.begin() + static_cast<std::ptrdiff_t>(end), [](const Mailbox& box) { return box.number == 1; }));
      if (made < kInTurn || made * 5 < (end - begin) * 4) return;
      for (size_t i = begin; i < end; ++i)
        if (boxes[i].number == 1) found_[boxes[i].code] = kGenerated;
    });
  }

  Work& work_;
  uint32_t at_, table_;
  std::vector<Code> codes_;
  std::vector<uint8_t> found_;  // Found, per clean value
  std::vector<Mailbox> spellings_, numbered_;
  std::vector<uint64_t> interesting_;  // hashes of domains that have an address of digits alone
  std::string bare_;
  bool any_ = false;
};

}  // namespace

Pieces mailbox_pieces(Work& work) {
  const int e = work.attribute_of(T::kEmail);
  Pieces pieces;
  for (uint32_t t = 0; e >= 0 && t < work.source_count(); ++t) {
    const auto boxes = std::make_shared<TableBoxes>(work, static_cast<uint32_t>(e), t);
    pieces.push_back([=] { boxes->collect(); });
    for (size_t part = 0; part < TableBoxes::kParts; ++part) pieces.push_back([=] { boxes->look(part); });
    pieces.push_back([=] { boxes->judge(); });
    pieces.push_back([=] { boxes->mark(); });
  }
  return pieces;
}

}  // namespace jumelles::audit
