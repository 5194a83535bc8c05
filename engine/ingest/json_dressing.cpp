#include "ingest/json_dressing.h"

#include <algorithm>
#include <utility>

#include "core/ascii.h"
#include "ingest/json_scanner.h"
#include "text/utf8.h"

namespace jumelles::ingest {
namespace {

constexpr size_t kMaxCommentBytes = size_t{64} << 10;
constexpr size_t kMaxWordsBefore = 4;  // "export const customers ="
constexpr std::string_view kMark = "\xEF\xBB\xBF";
// Lines that keep a page of another site from running the answer as a script.
constexpr std::string_view kGuards[] = {")]}'", "while(1);", "while (1);", "while(true);", "while (true);", "for(;;);", "for (;;);"};

bool is_word_letter(char c) { return is_digit(c) || is_lower(c) || is_upper(c) || c == '_' || c == '$' || c == '.'; }

char blank(char c) { return c == '\n' || c == '\r' ? c : ' '; }

bool is_bracket(std::string_view text, size_t at) { return at < text.size() && (text[at] == '{' || text[at] == '['); }

// Behind "show(" or "var customers =", where a bracket stands there; else npos.
size_t skip_script(std::string_view text, size_t at) {
  for (size_t words = 0; words < kMaxWordsBefore; ++words) {
    const size_t begin = at;
    while (at < text.size() && is_word_letter(text[at])) ++at;
    if (at == begin || is_digit(text[begin])) return std::string_view::npos;
    const std::string_view word = text.substr(begin, at - begin);
    at = skip_json_blanks(text, at);
    if (at == text.size()) return std::string_view::npos;
    if (text[at] == '=' || text[at] == '(') {
      at = skip_json_blanks(text, at + 1);
      return is_bracket(text, at) ? at : std::string_view::npos;
    }
    if (word == "default" && is_bracket(text, at)) return at;
  }
  return std::string_view::npos;
}

// Whether one text that holds JSON begins at the quote there, and nothing stands behind it. A cell of a table in quotes has its
// quotes doubled, or a separator behind it.
bool is_text_of_json(std::string_view text, size_t at) {
  const size_t begin = ++at;
  bool bracket = false;
  for (; at < text.size(); ++at) {
    if (text[at] == '[' || text[at] == '{') bracket = true;
    else if (text[at] == '\\' && at + 1 < text.size() && std::string_view("nrt").find(text[at + 1]) != std::string_view::npos) ++at;
    else if (text[at] != ' ') break;
  }
  if (!bracket || !text.substr(at).starts_with("\\\"")) return false;
  for (at = begin; at < text.size() && text[at] != '"' && text[at] != '\n'; ++at) at += text[at] == '\\';
  if (at >= text.size()) return true;
  return text[at] == '"' && skip_json_blanks(text, at + 1) == text.size();
}

struct Start { size_t at = std::string_view::npos; bool wrapped = false; };

Start start_of(std::string_view text) {
  size_t at = skip_json_blanks(text, text.starts_with(kMark) ? kMark.size() : 0);
  if (is_bracket(text, at)) return {at, false};
  if (at < text.size() && text[at] == '"') return is_text_of_json(text, at) ? Start{at, false} : Start{};
  for (const std::string_view guard : kGuards)
    if (text.substr(at).starts_with(guard)) {
      at += guard.size();
      at = skip_json_blanks(text, at + (at < text.size() && text[at] == ','));
      return is_bracket(text, at) ? Start{at, true} : Start{};
    }
  at = skip_script(text, at);
  return {at, at != std::string_view::npos};
}

}  // namespace

size_t skip_json_blanks(std::string_view text, size_t at) {
  for (;;) {
    while (at < text.size() && is_json_space(text[at])) ++at;
    const std::string_view rest = text.substr(std::min(at, text.size()));
    if (rest.starts_with("//")) at += std::min(rest.find('\n'), rest.size());
    else if (const size_t end = rest.find("*/", 2); rest.starts_with("/*") && end != std::string_view::npos) at += end + 2;
    else return std::min(at, text.size());
  }
}

size_t find_json_start(std::string_view sample) { return start_of(sample).at; }

JsonDressing find_json_dressing(std::string_view sample) {
  const Start start = start_of(sample);
  if (start.at == std::string_view::npos || sample[start.at] == '"') return {};
  if (sample.find("//") == std::string_view::npos && sample.find("/*") == std::string_view::npos) return {start.wrapped, false};
  JsonUndresser undresser({start.wrapped, true});
  std::string ignored;
  undresser.undress(sample, ignored);
  return {start.wrapped, undresser.found_comment()};
}

void JsonUndresser::undress(std::string_view text, std::string& out) {
  out.reserve(out.size() + text.size() + 1);
  for (const char c : text) take(c, out);
}

void JsonUndresser::finish(std::string& out) {
  if (state_ == State::kBlock || state_ == State::kBlockStar) give_up(out);
  if (slash_) out += '/';
  slash_ = false;
}

void JsonUndresser::give_up(std::string& out) {
  const std::string text = std::exchange(held_, {});
  never_closed_ = true;
  state_ = State::kOutside;
  for (const char c : text) out += letter(c);
}

void JsonUndresser::take(char c, std::string& out) {
  if (state_ == State::kText || state_ == State::kEscape) {
    out += letter(c);
    return;
  }
  if (state_ == State::kLine) {
    if (c == '\n') state_ = State::kOutside;
    out += blank(c);
    return;
  }
  if (state_ != State::kOutside) return inside_block(c, out);
  if (slash_) {
    slash_ = false;
    if (c == '/') {
      state_ = State::kLine;
      found_comment_ = true;
      out += "  ";
      return;
    }
    if (c == '*' && !never_closed_) {
      state_ = State::kBlock;
      held_ = "/*";
      return;
    }
    out += letter('/');
  }
  if (c == '/' && dressing_.comments && !in_word_ && !word_colon_) slash_ = true;
  else out += letter(c);
}

void JsonUndresser::inside_block(char c, std::string& out) {
  held_ += c;
  if (state_ == State::kBlockStar && c == '/') {
    for (const char inside : held_) out += blank(inside);
    held_.clear();
    found_comment_ = true;
    state_ = State::kOutside;
    return;
  }
  state_ = c == '*' ? State::kBlockStar : State::kBlock;
  if (held_.size() > kMaxCommentBytes) give_up(out);
}

// What is no part of a comment.
char JsonUndresser::letter(char c) {
  if (state_ == State::kText || state_ == State::kEscape) {
    if (c == '\n' || (c == '"' && state_ == State::kText)) state_ = State::kOutside;
    else state_ = c == '\\' && state_ == State::kText ? State::kEscape : State::kText;
    return c;
  }
  if (before_ && c != '{' && c != '[') return blank(c);
  before_ = false;
  if (is_json_space(c)) {
    after_word_ = after_word_ || in_word_;
    in_word_ = false;
    return c;
  }
  const bool was_word = in_word_ || after_word_;
  in_word_ = after_word_ = word_colon_ = false;
  switch (c) {
    case '"': state_ = State::kText; break;
    case ':': word_colon_ = was_word; break;
    case '{': case '[': ++depth_; break;
    case '}': case ']': depth_ -= depth_ > 0; break;
    case ',': break;
    case ')': case ';':
      if (dressing_.wrapped && depth_ == 0) return ' ';
      [[fallthrough]];
    default: in_word_ = true;
  }
  return c;
}

void JsonTextDecoder::decode(std::string_view raw, std::string& out) {
  for (const char c : raw) {
    if (digits_ > 0) {
      const int digit = hex_value(c);
      if (digit >= 0) {
        held_ += c;
        unit_ = unit_ * 16 + static_cast<uint32_t>(digit);
        if (--digits_ == 0) unit_done(out);
        continue;
      }
      give_up(out);
    }
    if (escape_) {
      escaped(c, out);
    } else if (c == '\\') {
      escape_ = true;
    } else {
      if (high_ != 0) give_up(out);
      out += c;
    }
  }
}

void JsonTextDecoder::escaped(char c, std::string& out) {
  escape_ = false;
  if (c == 'u') {
    digits_ = 4;
    unit_ = 0;
    held_ += "\\u";
    return;
  }
  if (high_ != 0) give_up(out);
  if (c == '"' || c == '\\' || c == '/') out += c;
  else if (c == 'n' || c == 'r' || c == 't') out += ' ';
  else (out += '\\') += c;
}

void JsonTextDecoder::unit_done(std::string& out) {
  if (unit_ >= 0xD800 && unit_ < 0xDC00 && high_ == 0) {
    high_ = unit_;
    return;
  }
  const bool low = unit_ >= 0xDC00 && unit_ < 0xE000;
  if (low != (high_ != 0) || (unit_ >= 0xD800 && unit_ < 0xDC00)) return give_up(out);
  if (low) text::append_utf8(out, static_cast<char32_t>(0x10000 + ((high_ - 0xD800) << 10) + (unit_ - 0xDC00)));
  else if (unit_ == '\n' || unit_ == '\r' || unit_ == '\t') out += ' ';
  else if (unit_ < 0x20) out += held_;
  else text::append_utf8(out, static_cast<char32_t>(unit_));
  held_.clear();
  high_ = 0;
}

void JsonTextDecoder::give_up(std::string& out) {
  out += held_;
  held_.clear();
  digits_ = high_ = 0;
}

void JsonTextOpener::open(std::string_view text, std::string& out) {
  for (size_t at = 0; at < text.size();) {
    if (!inside_) {
      const char c = text[at++];
      inside_ = c == '"';
      texts_ += inside_;
      if (c == '\n' && texts_ <= wanted_) out += c;
      continue;
    }
    const size_t begin = at;
    for (; at < text.size() && inside_; ++at) {
      const char c = text[at];
      if (c == '\n' || (c == '"' && !escape_)) break;
      escape_ = c == '\\' && !escape_;
    }
    if (texts_ == wanted_ + 1) decoder_.decode(text.substr(begin, at - begin), out);
    if (at == text.size()) return;
    inside_ = escape_ = false;
    if (text[at++] == '\n' && texts_ <= wanted_) out += '\n';
  }
}

}  // namespace jumelles::ingest
