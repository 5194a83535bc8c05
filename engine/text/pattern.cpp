#include "text/pattern.h"

#include <utf8proc.h>

#include "core/ascii.h"
#include "text/utf8.h"

namespace jumelles::text {
namespace {

bool is_word(char32_t c) { return c < 128 && (is_digit(static_cast<char>(c)) || is_lower(static_cast<char>(c)) || is_upper(static_cast<char>(c)) || c == '_'); }
bool is_line_end(char32_t c) { return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029; }

bool is_word_edge(std::string_view text, size_t at) {
  const bool before = at > 0 && is_word(static_cast<uint8_t>(text[at - 1]));
  const bool behind = at < text.size() && is_word(static_cast<uint8_t>(text[at]));
  return before != behind;
}

}  // namespace

bool Pattern::Set::holds_slowly(char32_t point) const {
  bool found = false;
  for (const Range& range : ranges) found |= range.first <= point && point <= range.last;
  for (const Categories& some : categories) {
    const uint32_t category = static_cast<uint32_t>(utf8proc_category(static_cast<utf8proc_int32_t>(point)));
    found |= ((some.bits >> category & 1) != 0) != some.all_but;
  }
  return found != all_but;
}

// Follows what needs no character.
void Pattern::find_first_bytes() {
  std::vector<uint32_t> waiting{0};
  std::vector<bool> seen(steps_.size(), false);
  while (!waiting.empty()) {
    const uint32_t at = waiting.back();
    waiting.pop_back();
    if (seen[at]) continue;
    seen[at] = true;
    const Step& step = steps_[at];
    std::string bytes;
    switch (step.what) {
      case Do::kMatch: may_be_empty_ = true; break;
      case Do::kJump: waiting.push_back(step.x); break;
      case Do::kSplit: waiting.insert(waiting.end(), {step.x, step.y}); break;
      case Do::kChar:
        append_utf8(bytes, step.x);
        first_bytes_.set(static_cast<uint8_t>(bytes[0]));
        if (step.x == kReplacement)  // also bytes that are no text
          for (size_t byte = 128; byte < 256; ++byte) first_bytes_.set(byte);
        break;
      case Do::kAny:
      case Do::kSet:
        for (size_t byte = 0; byte < 256; ++byte)
          if (byte >= 128 || step.what == Do::kAny || sets_[step.x].ascii[byte]) first_bytes_.set(byte);
        break;
      default: waiting.push_back(at + 1);
    }
  }
}

// Whether the step holds at this place; moves behind the character that it takes.
bool Pattern::may_go_on(const Step& step, std::string_view text, uint32_t& at) const {
  switch (step.what) {
    case Do::kBegin: return at == 0;
    case Do::kEnd: return at == text.size();
    case Do::kWordEdge: return is_word_edge(text, at);
    case Do::kNoWordEdge: return !is_word_edge(text, at);
    default: break;
  }
  if (at >= text.size()) return false;
  size_t behind = at;
  const char32_t point = decode(text, behind);
  at = static_cast<uint32_t>(behind);
  return step.what == Do::kChar ? point == step.x : step.what == Do::kAny ? !is_line_end(point) : sets_[step.x].holds(point);
}

// Goes through all ways in the order in which ECMAScript tries them. A step that failed at a place fails there whichever way leads to it: it
// is tried once, also from other places where a match may begin.
bool Pattern::match_at(std::string_view text, size_t begin, Search& search) const {
  search.marks.assign(2 * (group_count_ + 1), kNowhere);
  search.marks[0] = static_cast<uint32_t>(begin);
  search.frames.clear();
  search.frames.push_back({{0, static_cast<uint32_t>(begin)}, -1, 0});
  const size_t places = text.size() + 1;
  while (!search.frames.empty()) {
    const Search::Frame frame = search.frames.back();
    search.frames.pop_back();
    if (frame.mark >= 0) {  // the way on which it was set has failed
      search.marks[static_cast<size_t>(frame.mark)] = frame.former;
      continue;
    }
    for (State state = frame.state;;) {
      const size_t bit = state.step * places + state.at;
      if ((search.seen[bit / 64] >> bit % 64 & 1) != 0) break;
      search.seen[bit / 64] |= uint64_t{1} << bit % 64;
      const Step& step = steps_[state.step];
      if (step.what == Do::kMatch) {
        search.marks[1] = state.at;
        return true;
      }
      if (step.what == Do::kJump) {
        state.step = step.x;
      } else if (step.what == Do::kSplit) {
        search.frames.push_back({{step.y, state.at}, -1, 0});
        state.step = step.x;
      } else if (step.what == Do::kSave) {
        search.frames.push_back({{}, static_cast<int32_t>(step.x), search.marks[step.x]});
        search.marks[step.x] = state.at;
        ++state.step;
      } else {
        if (!may_go_on(step, text, state.at)) break;
        ++state.step;
      }
    }
  }
  return false;
}

// The first match that begins at `from` or behind it.
bool Pattern::find(std::string_view text, size_t from, Search& search) const {
  bool is_first = true;
  for (size_t at = from; at <= text.size(); ++at) {
    if (at < text.size() && at > from && (static_cast<uint8_t>(text[at]) & 0xC0) == 0x80) continue;
    if (!may_be_empty_ && (at == text.size() || !first_bytes_[static_cast<uint8_t>(text[at])])) continue;
    if (is_first) search.seen.assign((steps_.size() * (text.size() + 1) + 63) / 64, 0);
    is_first = false;
    if (match_at(text, at, search)) return true;
  }
  return false;
}

bool Pattern::finds(std::string_view text) const {
  Search search;
  return text.size() <= kMostBytes && find(text, 0, search);
}

bool Pattern::search(std::string_view text, size_t from, Found& found) const {
  Search search;
  if (text.size() > kMostBytes || from > text.size() || !find(text, from, search)) return false;
  found.begin = search.marks[0], found.end = search.marks[1];
  found.groups.clear();
  for (size_t group = 1; group <= group_count_; ++group) {
    const uint32_t begin = search.marks[2 * group], end = search.marks[2 * group + 1];
    found.groups.push_back(begin == kNowhere || end == kNowhere ? std::string_view() : text.substr(begin, end - begin));
  }
  return true;
}

void Pattern::put_replacement(std::string_view text, std::string_view replacement, const Search& search, std::string& out) const {
  const auto& marks = search.marks;
  for (size_t i = 0; i < replacement.size(); ++i) {
    const char next = i + 1 < replacement.size() ? replacement[i + 1] : '\0';
    if (replacement[i] != '$' || next == '\0') {
      out += replacement[i];
      continue;
    }
    ++i;
    if (next == '$') out += '$';
    else if (next == '&') out += text.substr(marks[0], marks[1] - marks[0]);
    else if (next == '`') out += text.substr(0, marks[0]);
    else if (next == '\'') out += text.substr(marks[1]);
    else if (!is_digit(next)) (out += '$') += next;
    else {
      // Of two digits both, where there are as many groups.
      size_t group = static_cast<size_t>(next - '0'), digits = 1;
      if (i + 1 < replacement.size() && is_digit(replacement[i + 1]))
        if (const size_t longer = group * 10 + static_cast<size_t>(replacement[i + 1] - '0'); longer >= 1 && longer <= group_count_) group = longer, digits = 2;
      if (group == 0 || group > group_count_) {
        (out += '$') += next;
        continue;
      }
      i += digits - 1;
      if (marks[2 * group] != kNowhere && marks[2 * group + 1] != kNowhere) out += text.substr(marks[2 * group], marks[2 * group + 1] - marks[2 * group]);
    }
  }
}

bool Pattern::replace(std::string_view text, std::string_view replacement, std::string& out) const {
  if (text.size() > kMostBytes) return false;
  Search search;
  if (!find(text, 0, search)) return false;
  out.clear();
  size_t done = 0;
  do {
    const size_t begin = search.marks[0], end = search.marks[1];
    out += text.substr(done, begin - done);
    put_replacement(text, replacement, search, out);
    done = end;
    size_t next = end;
    if (begin == end) {  // nothing was taken: the next one is looked for behind the next character
      if (end == text.size()) break;
      decode(text, next);
      out += text.substr(end, next - end);
      done = next;
    }
    if (!find(text, next, search)) break;
  } while (true);
  out += text.substr(done);
  return true;
}

}  // namespace jumelles::text
