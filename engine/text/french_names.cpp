#include "text/french_names.h"

#include <string>

#include "core/hash.h"
#include "core/math.h"

namespace jumelles::text {

extern const char kPackedGivenNames[];
extern const char kPackedSurnames[];

namespace {

class NameList {
 public:
  NameList(const char* packed, int steps_per_octave) : text_(packed) {
    double share_of_step[64];
    for (int step = 0; step < 64; ++step) share_of_step[step] = 1e-5 * exp2(static_cast<double>(step) / steps_per_octave);
    // Names stay where they are in the text, raised to upper case.
    size_t begin = 0;
    for (size_t i = 0; i < text_.size(); ++i) {
      char& c = text_[i];
      if (c >= 'a' && c <= 'z') {
        c = static_cast<char>(c - 32);
      } else if (c == '\n') {
        begin = i + 1;
      } else if (c != ' ') {
        names_.push_back({std::string_view(text_).substr(begin, i - begin), share_of_step[c - '!']});
        begin = i + 1;
      }
    }
    index();
  }
  NameList(const NameList&) = delete;
  NameList& operator=(const NameList&) = delete;

  const std::vector<NameShare>& names() const { return names_; }
  double share(std::string_view name) const {
    for (size_t slot = hash_text(name) & mask(); slots_[slot] != 0; slot = (slot + 1) & mask())
      if (const NameShare& row = names_[slots_[slot] - 1]; row.name == name) return row.share;
    return 0;
  }

 private:
  size_t mask() const { return slots_.size() - 1; }
  // Asked of every name of every audit: found by hash.
  void index() {
    size_t slots = 16;
    while (slots < 2 * names_.size()) slots *= 2;
    slots_.assign(slots, 0);
    for (uint32_t n = 0; n < names_.size(); ++n) {
      size_t slot = hash_text(names_[n].name) & mask();
      while (slots_[slot] != 0) slot = (slot + 1) & mask();
      slots_[slot] = n + 1;
    }
  }
  std::string text_;
  std::vector<NameShare> names_;
  std::vector<uint32_t> slots_;  // of a hash table with linear probing, number of the name + 1, 0 for empty
};

const NameList& given_list() {
  static const NameList list(kPackedGivenNames, 5);
  return list;
}

const NameList& surname_list() {
  static const NameList list(kPackedSurnames, 7);
  return list;
}

}  // namespace

const std::vector<NameShare>& french_given_names() { return given_list().names(); }
const std::vector<NameShare>& french_surnames() { return surname_list().names(); }
double french_given_name_share(std::string_view folded) { return given_list().share(folded); }
double french_surname_share(std::string_view folded) { return surname_list().share(folded); }

}  // namespace jumelles::text
