#include "ingest/xml_scanner.h"

#include <algorithm>
#include <cstring>

namespace jumelles::ingest {
namespace {

bool is_xml_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

std::string_view without_prefix(std::string_view name) {
  const size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// Names are short: their first seven bytes and their length tell them apart well enough to see that tags match.
uint64_t key_of(std::string_view name) {
  uint64_t key = 0;
  std::memcpy(&key, name.data(), std::min<size_t>(name.size(), 7));
  return key ^ (uint64_t{name.size() & 0xFF} << 56);
}

void append_character(uint32_t c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

// The character of what stands between & and ;. 0: none.
uint32_t referenced(std::string_view reference) {
  struct Named { std::string_view name; char character; };
  static constexpr Named kNamed[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
  for (const Named& named : kNamed)
    if (reference == named.name) return static_cast<uint8_t>(named.character);
  if (reference.size() < 2 || reference[0] != '#') return 0;
  const bool hex = reference[1] == 'x' || reference[1] == 'X';
  uint32_t value = 0;
  for (const char c : reference.substr(hex ? 2 : 1)) {
    uint32_t digit = 99;
    if (c >= '0' && c <= '9') digit = static_cast<uint32_t>(c - '0');
    else if (hex && c >= 'a' && c <= 'f') digit = static_cast<uint32_t>(c - 'a' + 10);
    else if (hex && c >= 'A' && c <= 'F') digit = static_cast<uint32_t>(c - 'A' + 10);
    if (digit > 15 || value > 0x10FFFF) return 0;
    value = value * (hex ? 16 : 10) + digit;
  }
  const bool allowed = value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  return allowed ? value : 0;
}

}  // namespace

// Adds bytes behind the window's end; false at the document's end, or when they cannot be read.
bool XmlScanner::fill() {
  if (finished_) return false;
  if (begin_ > 0) {
    std::memmove(window_.data(), window_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ > kMaxTokenBytes) return false;
  const size_t capacity = end_ + kPieceBytes * (decoder_ ? 3 : 1) + 16;
  if (window_.size() < capacity) window_.resize(capacity);
  uint8_t* const target = decoder_ ? raw_.data() : reinterpret_cast<uint8_t*>(window_.data()) + end_;
  const Result<size_t> got = pull_({target, kPieceBytes});
  if (!got) {
    failure_ = got.error();
    finished_ = true;
    return false;
  }
  if (got.value() == 0) finished_ = true;
  if (decoder_) end_ += got.value() == 0 ? decoder_->finish(window_.data() + end_) : decoder_->decode({raw_.data(), got.value()}, window_.data() + end_);
  else end_ += got.value();
  if (!started_ && end_ >= 3) {
    started_ = true;
    const std::string_view first(window_.data(), 3);
    if (first == "\xEF\xBB\xBF") begin_ = 3;
    else if (first.substr(0, 2) == "\xFF\xFE" || first.substr(0, 2) == "\xFE\xFF") {
      decoder_ = std::make_unique<Decoder>(first[0] == '\xFF' ? Encoding::kUtf16Le : Encoding::kUtf16Be);
      raw_.assign(window_.begin() + 2, window_.begin() + static_cast<std::ptrdiff_t>(end_));
      window_.resize(decoder_->capacity_for(raw_.size()) + 16);
      end_ = decoder_->decode(raw_, window_.data());
      raw_.resize(kPieceBytes);
    }
  }
  return !finished_ || begin_ < end_;
}

XmlToken XmlScanner::broken() {
  finished_ = true;
  begin_ = end_ = 0;
  closes_at_once_ = false;
  open_.assign(1, 0);  // whatever is asked next is no end
  return XmlToken::kBroken;
}

XmlToken XmlScanner::next() {
  if (closes_at_once_) {
    closes_at_once_ = false;
    open_.pop_back();
    return XmlToken::kEnd;
  }
  while (true) {
    if (begin_ == end_) {
      if (!finished_ && fill()) continue;
      if (!failure_.ok()) return broken();
      return root_seen_ && open_.empty() ? XmlToken::kDone : broken();
    }
    if (window_[begin_] != '<') {
      if (const XmlToken token = take_text(); token != XmlToken::kDone) return token;
      continue;
    }
    if (const XmlToken token = take_markup(); token != XmlToken::kDone) return token;
  }
}

// Up to the next tag, or as much of it as is there without cutting a reference or a line end. kDone: white space around the root.
XmlToken XmlScanner::take_text() {
  size_t scanned = 0;
  const char* stop = nullptr;
  while (true) {
    const char* const from = window_.data() + begin_;
    stop = static_cast<const char*>(std::memchr(from + scanned, '<', end_ - begin_ - scanned));
    if (stop) break;
    scanned = end_ - begin_;
    const bool more = fill();
    if (!failure_.ok() || (!more && !finished_)) return broken();
    if (!more || (finished_ && scanned == end_ - begin_)) {
      stop = window_.data() + end_;
      break;
    }
  }
  const char* const from = window_.data() + begin_;
  text_ = {from, static_cast<size_t>(stop - from)};
  begin_ = static_cast<size_t>(stop - window_.data());
  if (!open_.empty()) {
    character_data_ = false;
    return XmlToken::kText;
  }
  return std::all_of(text_.begin(), text_.end(), is_xml_space) ? XmlToken::kDone : broken();
}

bool XmlScanner::starts_with(std::string_view mark) {
  while (end_ - begin_ < mark.size())
    if (!fill()) break;
  return std::string_view(window_.data() + begin_, end_ - begin_).starts_with(mark);
}

// The text from `opening` bytes on to `closing`, which is passed over.
bool XmlScanner::take_section(std::string_view closing, size_t opening, const char*& begin, const char*& end) {
  size_t from = opening;
  while (true) {
    const std::string_view text(window_.data() + begin_, end_ - begin_);
    const size_t at = text.find(closing, std::min(from, text.size()));
    if (at != std::string_view::npos) {
      begin = text.data() + opening;
      end = text.data() + at;
      begin_ += at + closing.size();
      return true;
    }
    from = std::max(opening, text.size() < closing.size() ? 0 : text.size() - closing.size() + 1);
    const size_t before = text.size();
    if (!fill() || end_ - begin_ == before) return false;
  }
}

// kDone: a comment or the like.
XmlToken XmlScanner::take_markup() {
  if (end_ - begin_ < 2 && !fill()) return broken();
  if (end_ - begin_ < 2) return broken();
  const char kind = window_[begin_ + 1];
  const char *begin = nullptr, *end = nullptr;
  if (kind == '?') return take_section("?>", 2, begin, end) ? XmlToken::kDone : broken();
  if (kind == '!') {
    if (starts_with("<!--")) return take_section("-->", 4, begin, end) ? XmlToken::kDone : broken();
    if (!starts_with("<![CDATA[") || open_.empty() || !take_section("]]>", 9, begin, end)) return broken();
    text_ = {begin, static_cast<size_t>(end - begin)};
    character_data_ = true;
    return XmlToken::kText;
  }
  // A ">" in quotes is part of a value.
  size_t at = 1;
  char quote = '\0';
  while (true) {
    const char* const tag = window_.data() + begin_;
    const size_t size = end_ - begin_;
    for (; at < size; ++at) {
      const char c = tag[at];
      if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if (c == '>') {
        break;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '<') {
        return broken();
      }
    }
    if (at < size) break;
    if (!fill() || end_ - begin_ == size) return broken();
  }
  const char* const tag = window_.data() + begin_;
  begin_ += at + 1;
  return kind == '/' ? close_tag(tag + 2, tag + at) : open_tag(tag + 1, tag + at);
}

XmlToken XmlScanner::open_tag(const char* begin, const char* end) {
  closes_at_once_ = end > begin && end[-1] == '/';
  if (closes_at_once_) --end;
  const char* stop = begin;
  while (stop < end && !is_xml_space(*stop)) ++stop;
  const std::string_view whole(begin, static_cast<size_t>(stop - begin));
  if (whole.empty() || (open_.empty() && root_seen_) || open_.size() > 255) return broken();
  root_seen_ = true;
  open_.push_back(key_of(whole));
  name_ = without_prefix(whole);
  attributes_ = {stop, static_cast<size_t>(end - stop)};
  return XmlToken::kStart;
}

XmlToken XmlScanner::close_tag(const char* begin, const char* end) {
  while (end > begin && is_xml_space(end[-1])) --end;
  const std::string_view whole(begin, static_cast<size_t>(end - begin));
  if (open_.empty() || open_.back() != key_of(whole)) return broken();
  open_.pop_back();
  name_ = without_prefix(whole);
  return XmlToken::kEnd;
}

bool XmlScanner::next_attribute(std::string_view& name, std::string_view& raw_value) {
  size_t at = 0;
  while (at < attributes_.size() && is_xml_space(attributes_[at])) ++at;
  const size_t equals = attributes_.find('=', at);
  if (equals == std::string_view::npos) return false;
  size_t name_end = equals;
  while (name_end > at && is_xml_space(attributes_[name_end - 1])) --name_end;
  size_t value = equals + 1;
  while (value < attributes_.size() && is_xml_space(attributes_[value])) ++value;
  if (value >= attributes_.size()) return false;
  const size_t closing = attributes_.find(attributes_[value], value + 1);
  if (closing == std::string_view::npos) return false;
  name = attributes_.substr(at, name_end - at);
  raw_value = attributes_.substr(value + 1, closing - value - 1);
  attributes_.remove_prefix(closing + 1);
  return true;
}

std::string XmlScanner::attribute(std::string_view name) {
  const std::string_view all = attributes_;
  std::string_view each, value;
  std::string out;
  while (next_attribute(each, value))
    if (without_prefix(each) == name && !each.starts_with("xmlns")) {
      append_decoded(value, out);
      break;
    }
  attributes_ = all;
  return out;
}

void XmlScanner::append_text(std::string& out) const {
  if (!character_data_) return append_decoded(text_, out);
  for (size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] != '\r') out += text_[i];
    else if (i + 1 == text_.size() || text_[i + 1] != '\n') out += '\n';
  }
}

void XmlScanner::append_decoded(std::string_view raw, std::string& out) {
  while (!raw.empty()) {
    size_t plain = 0;
    while (plain < raw.size() && raw[plain] != '&' && raw[plain] != '\r') ++plain;
    out.append(raw.substr(0, plain));
    raw.remove_prefix(plain);
    if (raw.empty()) return;
    if (raw[0] == '\r') {
      out += '\n';
      raw.remove_prefix(raw.size() > 1 && raw[1] == '\n' ? 2 : 1);
      continue;
    }
    const size_t semicolon = raw.substr(0, 12).find(';');
    const uint32_t character = semicolon == std::string_view::npos ? 0 : referenced(raw.substr(1, semicolon - 1));
    if (character == 0) {  // no reference, though it should be one: as it stands
      out += '&';
      raw.remove_prefix(1);
      continue;
    }
    append_character(character, out);
    raw.remove_prefix(semicolon + 1);
  }
}

XmlToken XmlScanner::skip() {
  const size_t outside = depth() - 1;
  while (true) {
    const XmlToken token = next();
    if (token == XmlToken::kDone || token == XmlToken::kBroken) return token;
    if (token == XmlToken::kEnd && depth() == outside) return token;
  }
}

}  // namespace jumelles::ingest
