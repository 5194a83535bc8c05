#include "text/french_names.h"

#include <algorithm>
#include <string>

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
  }
  NameList(const NameList&) = delete;
  NameList& operator=(const NameList&) = delete;

  const std::vector<NameShare>& names() const { return names_; }
  double share(std::string_view name) const {
    const auto at = std::lower_bound(names_.begin(), names_.end(), name,
                                     [](const NameShare& row, std::string_view wanted) { return row.name < wanted; });
    return at != names_.end() && at->name == name ? at->share : 0;
  }

 private:
  std::string text_;
  std::vector<NameShare> names_;
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
