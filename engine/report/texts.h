#pragma once

// Everything that a report says, in French and English, and how it writes numbers.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jumelles::report {

struct Text { std::string_view key, french, english; };
// All of them, in the order of their keys. Of what is counted there are two, "KEY.one" and "KEY.many".
const std::vector<Text>& texts();

class Words {
 public:
  explicit Words(std::string_view language) : french_(language == "fr") {}
  bool french() const { return french_; }

  // The text of a key, "{0}", "{1}" being what is given. The key itself where there is none: tests look for that.
  std::string operator()(std::string_view key, const std::vector<std::string>& given = {}) const;
  // KEY.one or KEY.many; {0} is the count.
  std::string counted(std::string_view key, uint64_t count, std::vector<std::string> more = {}) const;
  bool has(std::string_view key) const;

  std::string number(uint64_t value) const;            // 12 400
  // 98 %; with a decimal near 0 and 1, where whole percents would say none or all.
  std::string percent(double share) const;
  std::string fine_percent(double share) const;        // 98,7 %, always with a decimal: of estimates
  std::string points(double difference) const;         // +26 points
  std::string bytes(uint64_t count) const;             // 1,4 Mo
  // "2026-11-30" as 30 novembre 2026, or as 30/11/2026, "2026-11" as 11/2026; other texts as they are.
  std::string day(std::string_view iso) const;
  std::string short_day(std::string_view iso) const;
  std::string list(const std::vector<std::string>& names) const;  // a, b et c

 private:
  std::string decimal(double value) const;             // one decimal
  bool french_;
};

// 0 where `of` is.
inline double share(uint64_t count, uint64_t of) { return of == 0 ? 0 : static_cast<double>(count) / static_cast<double>(of); }

}  // namespace jumelles::report
