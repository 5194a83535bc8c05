#include "ingest/json_lines.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "ingest/encoding.h"
#include "ingest/json_scanner.h"

namespace jumelles::ingest {
namespace {

constexpr size_t kMaxHeld = size_t{64} << 10;
// Of one text; each of them may be looked at again for every other.
constexpr size_t kMaxHeldLines = 64;
constexpr size_t kShortestCut = 40;        // letters
constexpr size_t kSqlServerCut = 2033;

constexpr std::array<uint8_t, 256> make_stops() {
  std::array<uint8_t, 256> out{};
  out['"'] = out['\\'] = out['\n'] = out['\r'] = 1;
  return out;
}
constexpr std::array<uint8_t, 256> kStops = make_stops();

bool follows_text(char c) { return c == ',' || c == '}' || c == ']' || c == ':'; }

// As the programs that cut count them: in units of UTF-16.
uint64_t letters_of(char c, bool bytes_are_letters) {
  const auto byte = static_cast<uint8_t>(c);
  if (bytes_are_letters) return 1;
  return byte >= 0xF0 ? 2 : (byte & 0xC0) != 0x80;
}

}  // namespace

JsonLines find_json_lines(std::string_view sample) {
  JsonLines out;
  if (sample.starts_with("\xEF\xBB\xBF")) sample.remove_prefix(3);
  const size_t last_end = sample.rfind('\n');
  if (last_end == std::string_view::npos) return out;
  out.bytes_are_letters = !is_clean_text(sample.substr(0, last_end));
  uint64_t length = 0;
  size_t lines = 0;
  bool inside = false, escape = false, cut_inside = false;
  for (size_t at = 0; at <= last_end; ++at) {
    const char c = sample[at];
    if (c != '\n') {
      if (c == '\r' && sample[at + 1] == '\n') continue;
      length += letters_of(c, out.bytes_are_letters);
      if (escape) escape = false;
      else if (inside && c == '\\') escape = true;
      else if (c == '"') inside = !inside;
      continue;
    }
    if (lines++ == 0) out.cut_at = static_cast<uint32_t>(length);
    if (length != out.cut_at) return {0, out.bytes_are_letters};
    cut_inside = cut_inside || inside;
    length = 0;
  }
  // The last line is what remains; a line end may stand behind it, and a file of two lines is a matter of chance.
  const bool certain = cut_inside && out.cut_at >= kShortestCut && (lines >= 3 || out.cut_at == kSqlServerCut);
  if (!certain) out.cut_at = 0;
  return out;
}

void JsonLineMender::mend(std::string_view text, std::string& out) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    if (!held_.empty()) hold(*at++, out);
    else if (lines_.cut_at > 0) at = take_cut(at, end, out);
    else at = inside_ || escape_ ? take_line(at, end, out) : take_plain(at, end, out);
  }
}

// Lines that end outside of a text, as most do.
const char* JsonLineMender::take_plain(const char* at, const char* end, std::string& out) {
  const char* const begin = at;
  while (at < end) {
    const void* const found = std::memchr(at, '\n', static_cast<size_t>(end - at));
    if (found == nullptr) break;
    const char* const line_end = static_cast<const char*>(found);
    size_t quotes = 0, others = 0;
    for (const char* c = at; c < line_end; ++c) quotes += *c == '"', others += *c == '\\' || *c == '\r';
    if (quotes % 2 != 0 || (others > 0 && !(others == 1 && line_end[-1] == '\r'))) break;
    at = line_end + 1;
  }
  out.append(begin, at);
  return at < end ? take_line(at, end, out) : at;
}

// To the end of a line, or up to behind a line end inside of a text.
const char* JsonLineMender::take_line(const char* at, const char* end, std::string& out) {
  const char* const begin = at;
  for (; at < end; ++at) {
    if (!kStops[static_cast<uint8_t>(*at)]) {
      escape_ = false;
      continue;
    }
    const char c = *at;
    if (c == '\n' || c == '\r') {
      if (inside_) {
        out.append(begin, at);
        hold(c, out);
        return at + 1;
      }
      if (c == '\n') {
        out.append(begin, at + 1);
        return at + 1;
      }
    } else if (escape_) {
      escape_ = false;
    } else if (c == '\\') {
      escape_ = inside_;
    } else {
      inside_ = !inside_;
    }
  }
  out.append(begin, at);
  return at;
}

// Looks for the end of the text, and for what stands behind it.
void JsonLineMender::hold(char c, std::string& out) {
  if (held_.empty()) {
    held_text_ = held_lines_ = 0;
    held_escape_ = false;
    escaped_end_ = std::exchange(escape_, false);
  }
  held_ += c;
  held_lines_ += c == '\n';
  if (held_text_ == 0) {
    if (held_escape_) held_escape_ = false;
    else if (c == '\\') held_escape_ = true;
    else if (c == '"') held_text_ = held_.size();
  } else if (follows_text(c)) {
    return take_held(out);
  } else if (!is_json_space(c)) {
    return give_up(out);
  }
  if (held_.size() > kMaxHeld || held_lines_ > kMaxHeldLines) give_up(out);
}

// The line ends belong to the text.
void JsonLineMender::take_held(std::string& out) {
  const std::string held = std::exchange(held_, {});
  std::string line_ends;
  bool escape = escaped_end_;  // that backslash has been written already
  for (size_t i = 0; i < held_text_; ++i) {
    const char c = held[i];
    if (c != '\n' && c != '\r') {
      out += c;
      escape = !escape && c == '\\';
      continue;
    }
    line_ends += c;
    if (c == '\r' && held[i + 1] == '\n') continue;
    out += escape ? "n" : "\\n";
    escape = false;
  }
  out += line_ends;
  inside_ = escape_ = false;
  mended_ = true;
  mend(std::string_view(held).substr(held_text_), out);
}

// The text is broken: its line ends it.
void JsonLineMender::give_up(std::string& out) {
  const std::string held = std::exchange(held_, {});
  const size_t line_end = std::min(held.find('\n'), held.size() - 1) + 1;
  inside_ = escape_ = false;
  out.append(held, 0, line_end);
  mend(std::string_view(held).substr(line_end), out);
}

const char* JsonLineMender::take_cut(const char* at, const char* end, std::string& out) {
  for (; at < end; ++at) {
    const char c = *at;
    if (std::exchange(carriage_, false) && c != '\n') out += '\r';
    if (letters_ == lines_.cut_at && c == '\r') {
      carriage_ = true;
      continue;
    }
    if (c == '\n') {
      const bool is_cut = letters_ == lines_.cut_at;
      letters_ = 0;
      mended_ = mended_ || is_cut;
      if (is_cut) ++line_ends_;
      else if (!inside_) out += c;
      else {
        hold(c, out);
        return at + 1;
      }
      continue;
    }
    started_ = started_ || static_cast<signed char>(c) >= 0;  // a byte order mark is no letter of the line
    if (started_) letters_ += letters_of(c, lines_.bytes_are_letters);
    out += c;
    if (escape_) escape_ = false;
    else if (c == '\\') escape_ = inside_;
    else if (c == '"') inside_ = !inside_;
    else if (!inside_ && (follows_text(c) || c == '{' || c == '[')) out.append(std::exchange(line_ends_, 0), '\n');
  }
  return at;
}

void JsonLineMender::finish(std::string& out) {
  while (!held_.empty()) give_up(out);
  if (std::exchange(carriage_, false)) out += '\r';
  out.append(std::exchange(line_ends_, 0), '\n');
}

}  // namespace jumelles::ingest
