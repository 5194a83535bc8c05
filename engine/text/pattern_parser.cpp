// A pattern as it is written to the steps that look for it.

#include <utf8proc.h>

#include <algorithm>
#include <optional>

#include "text/pattern.h"
#include "text/utf8.h"

namespace jumelles::text {
namespace {

constexpr size_t kMostSteps = 2000;
constexpr uint32_t kMostTimes = 1000, kNoEnd = UINT32_MAX;
constexpr int kMostNested = 50;
constexpr char32_t kLastPoint = 0x10FFFF;

// Bit of each category whose name begins like that.
uint32_t categories_named(std::string_view name) {
  uint32_t bits = 0;
  for (int c = UTF8PROC_CATEGORY_CN; c <= UTF8PROC_CATEGORY_CO; ++c) {
    static constexpr std::string_view kNames[] = {"Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps",
                                                  "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co"};
    if (!name.empty() && name.size() <= 2 && kNames[c].substr(0, name.size()) == name) bits |= 1u << c;
  }
  return bits;
}

}  // namespace

class PatternParser {
 public:
  explicit PatternParser(std::string_view written) {
    for (size_t at = 0; at < written.size();) points_.push_back(decode(written, at));
  }

  Result<Pattern> pattern() {
    either(0);
    if (!problem_ && at_ < points_.size()) fail("pattern.closing", "There is a closing parenthesis too many");
    if (problem_) return *problem_;
    add(Do::kMatch);
    if (made_.steps_.size() > kMostSteps) return too_large();
    made_.find_first_bytes();
    return std::move(made_);
  }

 private:
  using Do = Pattern::Do;
  using Set = Pattern::Set;

  // The first problem counts; the rest of the pattern is not read.
  void fail(const char* id, const char* what) {
    if (problem_) return;
    problem_ = Error{ErrorCode::kBadConfig, id, std::string(what) + ", at character " + std::to_string(at_ + 1) + " of the pattern.", "Correct the pattern.",
                     "pattern", 0, {std::to_string(at_ + 1)}};
    at_ = points_.size();
  }
  static Error too_large() {
    return {ErrorCode::kBadConfig, "pattern.too_large", "The pattern is too large.", "Repeat less, or make several rules of it.", "pattern", 0, {}};
  }
  bool more() const { return at_ < points_.size() && !problem_; }
  bool next_is(char32_t point) const { return more() && points_[at_] == point; }
  bool take(char32_t point) {
    if (!next_is(point)) return false;
    ++at_;
    return true;
  }
  bool follows(std::u32string_view text) const { return std::u32string_view(points_).substr(std::min(at_, points_.size())).starts_with(text); }

  uint32_t here() const { return static_cast<uint32_t>(made_.steps_.size()); }
  uint32_t add(Do what, uint32_t x = 0, uint32_t y = 0) {
    if (made_.steps_.size() > kMostSteps && !problem_) {
      problem_ = too_large();
      at_ = points_.size();
    }
    if (!problem_) made_.steps_.push_back({what, x, y});
    return here() == 0 ? 0 : here() - 1;
  }

  // A piece of the program, with what leads elsewhere inside it, moved to another place.
  using Code = std::vector<Pattern::Step>;
  Code cut(uint32_t from) {
    Code code(made_.steps_.begin() + from, made_.steps_.end());
    made_.steps_.resize(from);
    for (Pattern::Step& step : code)
      if (step.what == Do::kJump || step.what == Do::kSplit) step.x -= from, step.y -= step.what == Do::kSplit ? from : 0;
    return code;
  }
  void put(const Code& code) {
    const uint32_t base = here();
    for (const Pattern::Step& step : code) {
      const bool leads = step.what == Do::kJump || step.what == Do::kSplit;
      add(step.what, step.x + (leads ? base : 0), step.y + (step.what == Do::kSplit ? base : 0));
    }
  }

  // a|b|c
  void either(int depth) {
    const uint32_t begin = here();
    sequence(depth);
    if (!next_is('|')) return;
    ++at_;
    const Code first = cut(begin);
    const uint32_t split = add(Do::kSplit);
    put(first);
    const uint32_t jump = add(Do::kJump);
    const uint32_t second = here();
    either_rest(depth);
    if (problem_) return;
    made_.steps_[split] = {Do::kSplit, split + 1, second};
    made_.steps_[jump] = {Do::kJump, here(), 0};
  }
  // As many alternatives as people write stand one in the other's tail.
  void either_rest(int depth) {
    if (++alternatives_ > kMostTimes) fail("pattern.nested", "There are too many alternatives");
    either(depth);
  }

  void sequence(int depth) {
    while (more() && !next_is('|') && !next_is(')')) {
      const uint32_t begin = here();
      const bool is_edge = atom(depth);
      repeated(begin, is_edge);
    }
  }

  // True: it takes no character (^, \b), and is not repeated.
  bool atom(int depth) {
    if (take('^')) return add(Do::kBegin), true;
    if (take('$')) return add(Do::kEnd), true;
    if (take('(')) return group(depth), false;
    if (take('.')) return add(Do::kAny), false;
    if (take('[')) return add_set(bracket()), false;
    if (next_is('*') || next_is('+') || next_is('?')) return fail("pattern.nothing_repeated", "There is nothing before the repetition"), false;
    if (next_is('{')) return fail("pattern.brace", "A brace that is meant as such is written \\{"), false;
    if (take('\\')) return escape();
    add(Do::kChar, static_cast<uint32_t>(points_[at_++]));
    return false;
  }

  void group(int depth) {
    if (depth >= kMostNested) return fail("pattern.nested", "There are too many parentheses in each other");
    const bool is_plain = follows(U"?:");
    if (is_plain) at_ += 2;
    else if (next_is('?')) return fail("pattern.unsupported", "Looking ahead or back, and groups with names, are not possible");
    uint32_t number = 0;
    if (!is_plain) {
      if (made_.group_count_ >= Pattern::kMostGroups) return fail("pattern.nested", "There are too many groups");
      number = ++made_.group_count_;
      add(Do::kSave, 2 * number);
    }
    either(depth + 1);
    if (!take(')')) return fail("pattern.open_group", "A parenthesis is not closed");
    if (!is_plain) add(Do::kSave, 2 * number + 1);
  }

  std::optional<uint32_t> number() {
    if (!more() || points_[at_] < '0' || points_[at_] > '9') return std::nullopt;
    uint32_t value = 0;
    while (more() && points_[at_] >= '0' && points_[at_] <= '9') value = std::min<uint32_t>(value * 10 + static_cast<uint32_t>(points_[at_++] - '0'), 1000000);
    return value;
  }

  void repeated(uint32_t begin, bool is_edge) {
    uint32_t least = 1, most = 1;
    if (take('*')) least = 0, most = kNoEnd;
    else if (take('+')) least = 1, most = kNoEnd;
    else if (take('?')) least = 0, most = 1;
    else if (take('{')) {
      const std::optional<uint32_t> from = number();
      std::optional<uint32_t> to = from;
      if (take(',')) to = next_is('}') ? std::optional<uint32_t>(kNoEnd) : number();
      if (!from || !to || !take('}')) return fail("pattern.brace", "A repetition is written {2}, {2,} or {2,5}");
      if (*from > kMostTimes || (*to > kMostTimes && *to != kNoEnd) || *to < *from) return fail("pattern.times", "A repetition goes from a smaller to a larger number, 1000 at most");
      least = *from, most = *to;
    } else {
      return;
    }
    if (is_edge) return fail("pattern.nothing_repeated", "There is nothing before the repetition");
    const bool is_lazy = take('?');
    if (next_is('*') || next_is('+') || next_is('?') || next_is('{')) return fail("pattern.nothing_repeated", "There is nothing before the repetition");
    const Code code = cut(begin);
    for (uint32_t i = 0; i < least && !problem_; ++i) put(code);
    if (most == kNoEnd) {
      const uint32_t split = add(Do::kSplit);
      put(code);
      add(Do::kJump, split);
      lead(split, is_lazy);
      return;
    }
    std::vector<uint32_t> splits;
    for (uint32_t i = least; i < most && !problem_; ++i) {
      splits.push_back(add(Do::kSplit));
      put(code);
    }
    for (const uint32_t split : splits) lead(split, is_lazy);
  }
  // The split goes on behind itself or behind all that there is now.
  void lead(uint32_t split, bool is_lazy) {
    if (problem_) return;
    made_.steps_[split] = is_lazy ? Pattern::Step{Do::kSplit, here(), split + 1} : Pattern::Step{Do::kSplit, split + 1, here()};
  }

  bool escape() {
    if (take('b')) return add(Do::kWordEdge), true;
    if (take('B')) return add(Do::kNoWordEdge), true;
    if (more() && points_[at_] >= '1' && points_[at_] <= '9') return fail("pattern.unsupported", "Looking for what was found before is not possible"), false;
    if (next_is('k')) return fail("pattern.unsupported", "Looking for what was found before is not possible"), false;
    Set set;
    if (class_escape(set)) return add_set(std::move(set)), false;
    const char32_t point = escaped_point();
    add(Do::kChar, static_cast<uint32_t>(point));
    return false;
  }

  // \d and the like, behind the backslash.
  bool class_escape(Set& set) {
    if (!more()) return false;
    const char32_t letter = points_[at_];
    std::vector<Pattern::Range> ranges;
    switch (letter) {
      case 'd': case 'D': ranges = {{'0', '9'}}; break;
      case 'w': case 'W': ranges = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}; break;
      case 's': case 'S':
        ranges = {{'\t', '\r'}, {' ', ' '}, {0xA0, 0xA0}, {0x1680, 0x1680}, {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
        break;
      case 'p': case 'P': return category(set);
      default: return false;
    }
    ++at_;
    if (letter >= 'a') {
      set.ranges.insert(set.ranges.end(), ranges.begin(), ranges.end());
      return true;
    }
    char32_t next = 0;  // all that is between them
    for (const Pattern::Range& range : ranges) {
      if (range.first > next) set.ranges.push_back({next, range.first - 1});
      next = range.last + 1;
    }
    set.ranges.push_back({next, kLastPoint});
    return true;
  }

  bool category(Set& set) {
    const bool all_but = points_[at_++] == 'P';
    std::string name;
    if (take('{'))
      while (more() && !next_is('}') && name.size() < 3) name += static_cast<char>(points_[at_++] & 0x7F);
    const uint32_t bits = categories_named(name);
    if (!take('}') || bits == 0) fail("pattern.category", "A kind of characters is written \\p{L}, \\p{Lu}, \\p{N}");
    set.categories.push_back({bits, all_but});
    return true;
  }

  char32_t hex(size_t digits) {
    char32_t value = 0;
    for (size_t i = 0; i < digits; ++i) {
      const char32_t c = more() ? points_[at_] : 0;
      const char32_t lower = c | 0x20;
      if (c >= '0' && c <= '9') value = value * 16 + (c - '0');
      else if (lower >= 'a' && lower <= 'f' && c < 128) value = value * 16 + (lower - 'a' + 10);
      else return fail("pattern.escape", "A character by its number is written \\x41, \\u00E9 or \\u{E9}"), char32_t{0};
      ++at_;
    }
    return value;
  }

  char32_t escaped_point() {
    if (!more()) return fail("pattern.escape", "There is nothing behind the backslash"), char32_t{0};
    const char32_t letter = points_[at_++];
    switch (letter) {
      case 't': return '\t';
      case 'n': return '\n';
      case 'r': return '\r';
      case 'f': return '\f';
      case 'v': return '\v';
      case '0': return 0;
      case 'x': return hex(2);
      case 'u': {
        if (!take('{')) return hex(4);
        size_t digits = 0;
        while (at_ + digits < points_.size() && points_[at_ + digits] != '}' && digits < 6) ++digits;
        const char32_t value = digits == 0 ? kLastPoint + 1 : hex(digits);
        if (value > kLastPoint || !take('}')) fail("pattern.escape", "A character by its number is written \\x41, \\u00E9 or \\u{E9}");
        return value;
      }
      default: break;
    }
    const bool is_letter = letter < 128 && ((letter | 0x20) >= 'a' && (letter | 0x20) <= 'z');
    if (is_letter || (letter >= '0' && letter <= '9')) {
      --at_;
      fail("pattern.escape", "A backslash before that letter or digit means nothing");
    }
    return letter;
  }

  // Behind the opening bracket.
  Set bracket() {
    Set set;
    set.all_but = take('^');
    while (more() && !next_is(']')) {
      std::optional<char32_t> first = member(set);
      if (!next_is('-') || at_ + 1 >= points_.size() || points_[at_ + 1] == ']') {
        if (first) set.ranges.push_back({*first, *first});
        continue;
      }
      ++at_;
      const std::optional<char32_t> last = member(set);
      if (problem_) break;
      if (!first || !last || *last < *first) {
        fail("pattern.range", "A range in brackets goes from one character to a later one");
        break;
      }
      set.ranges.push_back({*first, *last});
    }
    if (!take(']')) fail("pattern.open_bracket", "A bracket is not closed");
    return set;
  }
  // Nothing: it was a class of characters.
  std::optional<char32_t> member(Set& set) {
    if (!take('\\')) return points_[at_++];
    if (class_escape(set)) return std::nullopt;
    if (take('b')) return '\b';
    if (take('-')) return '-';
    return escaped_point();
  }

  void add_set(Set set) {
    for (char32_t c = 0; c < 128; ++c) set.ascii[c] = set.holds_slowly(c);
    made_.sets_.push_back(std::move(set));
    add(Do::kSet, static_cast<uint32_t>(made_.sets_.size() - 1));
  }

  std::u32string points_;
  size_t at_ = 0;
  uint32_t alternatives_ = 0;
  Pattern made_;
  std::optional<Error> problem_;
};

Result<Pattern> Pattern::compile(std::string_view written) { return PatternParser(written).pattern(); }

}  // namespace jumelles::text
