#include "ingest/json_outline.h"

#include <algorithm>
#include <array>

#include "core/ascii.h"
#include "ingest/json_names.h"
#include "ingest/json_scanner.h"

namespace jumelles::ingest {
namespace {

constexpr size_t kMaxOutlineDepth = 128;       // as deep as records are read
constexpr size_t kMaxFirstNames = 64;
// Texts of so many objects of one parent are looked into, and their names judged: the rest is like them.
constexpr uint64_t kJudgedObjects = 4;

constexpr std::array<uint8_t, 256> make_text_stops() {
  std::array<uint8_t, 256> out{};
  out['"'] = out['\\'] = out['\n'] = 1;
  return out;
}
constexpr std::array<uint8_t, 256> kTextStops = make_text_stops();

// Objects of a list after which it is a list of records: what is inside of further ones is only counted.
constexpr uint64_t kLookedAtObjects = 4;

// What matters inside of such an object: 1 opens, 2 closes, 3 a colon, 4 a quote.
constexpr std::array<uint8_t, 256> make_marks() {
  std::array<uint8_t, 256> out{};
  out['{'] = out['['] = 1;
  out['}'] = out[']'] = 2;
  out[':'] = 3;
  out['"'] = 4;
  return out;
}
constexpr std::array<uint8_t, 256> kMarks = make_marks();

// A number of that name may be where this page begins.
bool is_next_text(std::string_view name) { return is_next_name(name) || name == "offset"; }

uint32_t hash_of(std::string_view text) {
  uint32_t hash = 2166136261u;
  for (const char c : text) hash = (hash ^ static_cast<uint8_t>(c)) * 16777619u;
  return hash;
}

}  // namespace

// Two bytes a letter: a mark says so, or that every letter of the grammar has a byte of zero.
void JsonOutline::set_width() {
  const uint8_t a = first_bytes_[0], b = first_bytes_[1];
  little_endian_ = (a == 0xFF && b == 0xFE) || (a != 0 && b == 0);
  wide_ = little_endian_ || (a == 0xFE && b == 0xFF) || (a == 0 && b != 0);
}

std::string_view JsonOutline::narrowed(std::span<const uint8_t> bytes) {
  if (!wide_) return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  narrow_.clear();
  for (const uint8_t byte : bytes) {
    half_ = !half_;
    if (half_) {
      half_byte_ = byte;
      continue;
    }
    const uint8_t low = little_endian_ ? half_byte_ : byte, high = little_endian_ ? byte : half_byte_;
    narrow_.push_back(high == 0 && low < 0x80 ? static_cast<char>(low) : '\x80');
  }
  return {narrow_.data(), narrow_.size()};
}

std::string JsonOutline::letters(std::span<const uint8_t> bytes) {
  JsonOutline outline;
  std::copy_n(bytes.begin(), std::min<size_t>(2, bytes.size()), outline.first_bytes_);
  if (bytes.size() > 1) outline.set_width();
  std::string out(outline.narrowed(bytes));
  while (!out.empty() && outline.wide_ && out.front() == '\x80') out.erase(0, 1);  // a mark
  return out;
}

void JsonOutline::add(std::span<const uint8_t> bytes) {
  size_t from = 0;
  for (; first_count_ < 2 && from < bytes.size(); ++from) {
    first_bytes_[first_count_++] = bytes[from];
    if (first_count_ < 2) continue;
    set_width();
    take(narrowed(first_bytes_));
  }
  bytes = bytes.subspan(from);
  // What is mended is told of the whole file.
  if ((state_ != State::kDone || mender_) && !bytes.empty()) take(narrowed(bytes));
}

void JsonOutline::take(std::string_view text) {
  if (mender_) {
    lines_.clear();
    mender_->mend(text, lines_);
    text = lines_;
  }
  if (state_ != State::kDone) take_lines(text);
}

void JsonOutline::take_lines(std::string_view text) {
  if (undresser_) {
    undressed_.clear();
    undresser_->undress(text, undressed_);
    text = undressed_;
  }
  scan(text.data(), text.data() + text.size());
}

void JsonOutline::scan(const char* at, const char* end) {
  while (at < end && state_ != State::kDone) {
    if (record_depth_ > 0) {
      at = skip_record(at, end);
      continue;
    }
    if (in_string_) {
      at = string(at, end);
      continue;
    }
    const char c = *at++;
    switch (c) {
      case '\n':
        saw_line_end_ = true;
        [[fallthrough]];
      case ' ': case '\t': case '\r':
        if (watched_) take_literal();
        in_literal_ = false;
        break;
      case '{': case '[': case '}': case ']': case ',': case ':':
        if (watched_) take_literal();
        in_literal_ = false;
        structural(c);
        break;
      case '"':
        in_literal_ = false;
        begin_text();
        break;
      default:
        if (state_ == State::kStart && static_cast<signed char>(c) < 0) break;  // a byte order mark
        if (state_ != State::kInside) {
          state_ = State::kDone;
          break;
        }
        if (!in_literal_ && too_deep_ == 0 && begin_scalar()) {
          top().nulls += c == 'n';
          if (depth_ == 1 && root_is_object_ && is_record_list(name_)) tells_else_ = tells_else_ || c != 'n';
          watched_ = is_envelope();
          literal_.clear();
        }
        in_literal_ = true;
        if (watched_ && literal_.size() < kMaxNameBytes) literal_ += c;
    }
  }
}

void JsonOutline::begin_text() {
  ++texts_;
  capturing_ = false;
  if (state_ == State::kStart && !whole_) {
    // The file is one text, which may hold what was meant.
    root_text_ = true;
    look_inside_ = true;
  } else if (state_ != State::kInside) {
    // A text outside: not JSON that we read.
    state_ = State::kDone;
    return;
  } else if (too_deep_ == 0) {
    const bool is_name = top().is_object && top().expect == Expect::kName;
    capturing_ = is_name || (depth_ == 2 && !root_is_object_ && (frames_[0].objects == 1 || (dump_ && name_ == "name")));
    text_.clear();
    if (!is_name && !begin_scalar()) return;
    if (!is_name && depth_ == 1 && root_is_object_ && is_record_list(name_)) tells_else_ = true;
    capturing_ = capturing_ || (!is_name && is_envelope() && is_next_text(name_));
    if (!is_name && top().is_object && depth_ == 1) top().foreign_texts += !is_paging(name_);
    look_inside_ = !is_name && !whole_ && is_judged();
  }
  in_string_ = true;
  escape_ = false;
  // Nothing is left of a text before it that was looked into in part.
  if (look_inside_) decoder_ = {}, text_bytes_ = 0;
}

const char* JsonOutline::string(const char* at, const char* end) {
  const char* const begin = at;
  if (escape_ && at < end) {
    escape_ = false;
    if (*at != '\n') ++at;
  }
  while (at < end && !kTextStops[static_cast<uint8_t>(*at)]) ++at;
  const bool escapes = at < end && *at == '\\';
  const std::string_view run(begin, static_cast<size_t>(at + escapes - begin));
  if (capturing_ && text_.size() < kMaxNameBytes) text_.append(run.substr(0, kMaxNameBytes - text_.size()));
  if (look_inside_) look_inside(run);
  if (at == end) return at;
  const char c = *at++;
  if (escapes) {
    escape_ = true;
    return at;
  }
  in_string_ = false;
  if (inner_) weigh_text(c == '"');
  look_inside_ = false;
  end_string();
  return at;
}

const char* JsonOutline::skip_record(const char* at, const char* end) {
  bool inside = in_string_, escape = escape_;
  size_t depth = record_depth_;
  uint64_t openings = 0, colons = 0, texts = 0;
  while (at < end && depth > 0) {
    if (inside) {
      if (escape && *at != '\n') ++at;
      escape = false;
      while (at < end && !kTextStops[static_cast<uint8_t>(*at)]) ++at;
      if (at == end) break;
      escape = *at == '\\';
      inside = escape;
      ++at;
      continue;
    }
    switch (kMarks[static_cast<uint8_t>(*at++)]) {
      case 1: ++depth, ++openings; break;
      case 2: --depth; break;
      case 3: ++colons; break;
      case 4: inside = true, ++texts; break;
      default: break;
    }
  }
  in_string_ = inside;
  escape_ = escape;
  record_depth_ = depth;
  openings_ += openings;
  texts_ += texts;
  top().values += colons;
  return at;
}

// Texts that begin with a bracket are outlined as files of their own.
void JsonOutline::look_inside(std::string_view raw) {
  opened_text_.clear();
  decoder_.decode(raw, opened_text_);
  std::string_view text = opened_text_;
  text_bytes_ += text.size();
  if (!inner_) {
    while (!text.empty() && is_json_space(text.front())) text.remove_prefix(1);
    if (text.empty()) return;
    look_inside_ = text.front() == '{' || text.front() == '[';
    if (!look_inside_) return;
    inner_ = std::make_unique<JsonOutline>();
    inner_->whole_ = true;
  }
  inner_->scan(text.data(), text.data() + text.size());
}

void JsonOutline::end_string() {
  if (root_text_) state_ = State::kDone;
  if (state_ != State::kInside || too_deep_ > 0) return;
  Frame& frame = top();
  if (frame.is_object && frame.expect == Expect::kName) {
    if (text_.find('\\') == std::string::npos || !unescape_json(text_, name_)) name_ = text_;
    name_found();
    frame.expect = Expect::kColon;
    return;
  }
  if (capturing_ && is_envelope() && is_next_text(name_)) has_more_ = has_more_ || !text_.empty();
  // A dump of phpMyAdmin is a list of parts, of which "table" ones hold the records.
  if (!capturing_ || !frame.is_object) return;
  if (name_ == "type" && text_ == "header") dump_ = true;
  if (dump_ && depth_ == 2 && name_ == "name" && (text_.find('\\') == std::string::npos || !unescape_json(text_, table_))) table_ = text_;
}

void JsonOutline::name_found() {
  // What an answer without records tells; a list of it may be there, and empty.
  if (state_ == State::kInside && (depth_ == 1 ? root_is_object_ : depth_ == 2 && !root_is_object_)) {
    if (is_error_name(name_)) tells_error_ = true;
    else if (is_message_name(name_)) tells_message_ = true;
    else if (is_beside_message(name_)) beside_message_ = true;
    else if (!is_paging(name_) && !(depth_ == 1 && is_record_list(name_))) tells_else_ = true;
  }
  top().numbered_names += !name_.empty() && std::all_of(name_.begin(), name_.end(), is_digit);
  if (depth_ < 2) return;
  Frame& parent = frames_[depth_ - 2];
  if (!parent.is_object) {
    if (parent.objects == 1 && parent.first_names.size() < kMaxFirstNames) parent.first_names.push_back(hash_of(name_));
    return;
  }
  const uint32_t hash = hash_of(name_);
  const bool known = std::find(parent.first_names.begin(), parent.first_names.end(), hash) != parent.first_names.end();
  if (parent.objects == 1 && !known && parent.first_names.size() < kMaxFirstNames) parent.first_names.push_back(hash);
  if (parent.objects == 1 || known) top().shares_name = true;
}

// Of many objects of one parent only the first are judged.
bool JsonOutline::is_judged() const { return depth_ < 2 || frames_[depth_ - 2].objects <= kJudgedObjects; }

bool JsonOutline::begin_scalar() {
  if (!begin_value()) return false;
  Frame& frame = top();
  if (!frame.is_object || !is_judged()) return true;
  any_field_ = any_field_ || !is_paging(name_);
  if (!is_paging(name_)) ++frame.foreign_scalars;
  else ++(is_vague_paging(name_) ? frame.vague_scalars : frame.paging_scalars);
  return true;
}

// Whether a value here is of the answer, and not of a record.
bool JsonOutline::is_envelope() const {
  constexpr size_t kDeepest = 3;  // "meta.pagination.total"
  if (!root_is_object_ || depth_ > kDeepest || too_deep_ > 0 || second_page_) return false;
  return std::all_of(frames_.begin(), frames_.begin() + static_cast<std::ptrdiff_t>(depth_), [](const Frame& frame) { return frame.is_object; });
}

void JsonOutline::take_literal() {
  watched_ = false;
  if (is_next_name(name_)) has_more_ = has_more_ || (literal_ != "false" && literal_ != "null" && literal_ != "0" && literal_ != "-1");
  else if (is_done_name(name_)) has_more_ = has_more_ || literal_ == "false";
  else if (is_total_name(name_) && literal_.size() <= 12 && std::all_of(literal_.begin(), literal_.end(), is_digit))
    stated_count_ = std::max<uint64_t>(stated_count_, std::stoull(literal_));
}

bool JsonOutline::begin_value() {
  Frame& frame = top();
  if (frame.is_object && frame.expect != Expect::kValue) {
    // Outside of a list nothing tells where this would go on; inside, the next closing bracket does.
    damaged_ = true;
    const bool in_list = std::any_of(frames_.begin(), frames_.begin() + static_cast<std::ptrdiff_t>(depth_), [](const Frame& f) { return !f.is_object; });
    if (!in_list) {
      close_all();
      state_ = State::kDone;
      return false;
    }
  }
  frame.expect = frame.is_object ? Expect::kNext : Expect::kValue;
  ++frame.scalars;
  ++frame.values;
  return true;
}

void JsonOutline::structural(char c) {
  const bool opens = c == '{' || c == '[';
  if (opens) {
    if (state_ == State::kStart) {
      root_is_object_ = c == '{';
      state_ = State::kInside;
    } else if (state_ == State::kBehind) {
      // Another object or row behind the first: they are the records, or pages of them.
      if (c == '{' && begin_second_page()) {
        page_is_line_ = saw_line_end_ && !line_end_in_page_;
        state_ = State::kInside;
        open(true);
        return;
      }
      sequence_ = c == '{' || !root_is_plain_array_;
      row_sequence_ = !sequence_;
      state_ = State::kDone;
      return;
    }
    open(c == '{');
    return;
  }
  if (state_ == State::kStart) state_ = State::kDone;
  if (state_ != State::kInside) return;
  if (c == '}' || c == ']') {
    if (too_deep_ > 0) {
      --too_deep_;
      return;
    }
    while (depth_ > 1 && top().is_object != (c == '}')) {
      damaged_ = true;
      close();
    }
    close();
    if (depth_ == 0 && state_ == State::kInside) state_ = damaged_ ? State::kDone : State::kBehind;
    return;
  }
  if (too_deep_ > 0) return;
  Frame& frame = top();
  if (c == ':') frame.expect = Expect::kValue;
  else frame.expect = frame.is_object ? Expect::kName : Expect::kValue;
}

void JsonOutline::open(bool is_object) {
  const uint64_t opening = openings_++;
  if (too_deep_ > 0 || depth_ == kMaxOutlineDepth) {
    ++too_deep_;
    return;
  }
  if (depth_ > 0) {
    if (is_object && is_envelope() && name_ == "next") has_more_ = true;
    if (!begin_value()) return;
    Frame& parent = top();
    --parent.scalars;
    --parent.values;
    ++(is_object ? parent.objects : parent.arrays);
    // Two objects in the outermost list: it is the list of records, whatever follows.
    if (depth_ == 1 && !root_is_object_ && is_object && parent.objects == 2 && !dump_ && !whole_ && !begin_second_page()) {
      sequence_ = true;
      state_ = State::kDone;
      return;
    }
    if (is_object && !parent.is_object && parent.objects > kLookedAtObjects && !dump_) {
      record_depth_ = 1;
      return;
    }
  }
  if (frames_.size() == depth_) frames_.emplace_back();
  const bool named = depth_ > 0 && top().is_object;
  if (depth_ == 1) table_.clear();
  Frame& frame = frames_[depth_++];
  std::string kept = std::move(frame.name);
  std::vector<uint32_t> kept_names = std::move(frame.first_names), kept_list_names = std::move(frame.list_names);
  kept_names.clear();
  kept_list_names.clear();
  if (named) kept = name_;
  else kept.clear();
  frame = Frame{};
  frame.name = std::move(kept);
  frame.first_names = std::move(kept_names);
  frame.list_names = std::move(kept_list_names);
  frame.is_object = is_object;
  frame.expect = is_object ? Expect::kName : Expect::kValue;
  frame.opening = opening;
}

std::string JsonOutline::path_to_top() const {
  std::string out;
  size_t i = 0;
  // Tables of a dump are called by their names, not all "data".
  if (dump_ && depth_ >= 3 && !table_.empty() && frames_[2].name == "data") out = table_, i = 3;
  for (; i < depth_; ++i) {
    if (frames_[i].name.empty()) continue;
    if (!out.empty()) out += '.';
    out += frames_[i].name;
  }
  return out;
}

void JsonOutline::close() {
  Frame& frame = top();
  weigh(frame);
  --depth_;
  const bool is_document = frame.is_object && (depth_ == 0 || (depth_ == 1 && !root_is_object_));
  if (is_document) end_document(frame);
  if (depth_ == 0) {
    // A "total" beside fields of a record is one of them.
    if (frame.foreign_scalars > 0) has_more_ = false, stated_count_ = 0;
    beside_message_ = beside_message_ || frame.children() == 1;
    texts_around_ = frame.is_object && frame.foreign_texts > 1;  // one may be a title
    root_is_plain_array_ = !frame.is_object && frame.objects == 0 && frame.arrays == 0;
    return;
  }
  Frame& parent = frames_[depth_ - 1];
  parent.values += frame.values;
  parent.nulls += frame.nulls;
  if (depth_ == 1 && root_is_object_ && is_record_list(frame.name)) tells_else_ = tells_else_ || frame.values > frame.nulls;
  const bool is_plain = frame.objects == 0 && frame.arrays == 0;
  if (frame.is_object) {
    parent.alike_objects += frame.shares_name;
    parent.number_keyed_objects += is_plain && frame.children() > 0 && frame.numbered_names == frame.children();
  } else if (is_plain) {
    ++parent.plain_arrays;
  }
  if (!frame.is_object && frame.children() == 0) ++parent.empty_arrays;
  if (!frame.is_object && frame.objects > 0 && frame.objects == frame.children()) ++parent.object_lists, parent.listed_objects += frame.objects;
  if (!frame.is_object && parent.arrays == 1) parent.first_width = frame.children();
  if (parent.objects + parent.arrays == 1) parent.first_size = frame.children();
  parent.same_size = parent.same_size && frame.children() == parent.first_size;
  if (!parent.is_object) return;
  if (!frame.is_object && frame.objects > 0) look_at_list(frame, parent);
  const bool carries = frame.is_place || (frame.is_object && frame.is_answer());
  parent.has_data_list = parent.has_data_list || (carries && (frame.has_data_list || is_data_list(frame.name)));
  if (carries) ++parent.carriers;
  else if (parent.foreign_parts == 0 && frame.children() > 0 && (frame.carriers == 0 || frame.foreign()) && !is_paging(frame.name)) ++parent.foreign_parts;
}

}  // namespace jumelles::ingest
