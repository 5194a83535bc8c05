#include "ingest/json_outline.h"

#include <algorithm>
#include <array>

namespace jumelles::ingest {
namespace {

constexpr size_t kMaxOutlineDepth = 128;       // as deep as records are read
constexpr size_t kMaxNameBytes = 100;   // enough to tell names and to show a path
constexpr size_t kMaxFirstNames = 64;
constexpr size_t kMaxPlaces = 256;
constexpr size_t kMaxHeaders = 64;

// What stands beside records in the answers of services (JSON:API, Elasticsearch, OData, Solr): never proposed before a list
// of another name.
constexpr std::string_view kBeside[] = {"included", "links",  "errors",   "warnings", "meta",    "metadata", "facets",   "aggregations",
                                        "buckets",  "schema", "columns",  "fields",   "headers", "filters",  "@context", "_links"};
// Names under which services give lists of records: an empty one is an answer without records.
constexpr std::string_view kRecordLists[] = {"data", "results", "result", "items", "value", "records", "rows", "features", "docs", "hits", "entry", "entries"};
// Names of lists that tell what the columns of rows are.
constexpr std::string_view kHeaders[] = {"columns", "fields", "headers", "header", "cols", "names", "column_names", "columnNames", "schema"};

template <size_t size>
bool is_one_of(std::string_view name, const std::string_view (&names)[size]) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

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

uint32_t hash_of(std::string_view text) {
  uint32_t hash = 2166136261u;
  for (const char c : text) hash = (hash ^ static_cast<uint8_t>(c)) * 16777619u;
  return hash;
}

bool is_beside(std::string_view path) {
  while (!path.empty()) {
    const size_t dot = std::min(path.find('.'), path.size());
    if (is_one_of(path.substr(0, dot), kBeside)) return true;
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return false;
}

// Records before rows without names before what stands beside records.
int rank(const JsonPlace& place) {
  if (is_beside(place.path)) return 0;
  return place.shape == JsonShape::kRows && place.header == kNoBracket ? 1 : 2;
}

bool is_better(const JsonPlace& a, const JsonPlace& b) {
  const int rank_a = rank(a), rank_b = rank(b);
  return rank_a != rank_b ? rank_a > rank_b : a.value_count > b.value_count;
}

}  // namespace

void JsonOutline::add(std::span<const uint8_t> bytes) {
  size_t from = 0;
  for (; first_count_ < 2 && from < bytes.size(); ++from) {
    first_bytes_[first_count_++] = bytes[from];
    if (first_count_ < 2) continue;
    // Two bytes a letter: a mark says so, or that every letter of the grammar has a byte of zero.
    const uint8_t a = first_bytes_[0], b = first_bytes_[1];
    little_endian_ = (a == 0xFF && b == 0xFE) || (a != 0 && b == 0);
    wide_ = little_endian_ || (a == 0xFE && b == 0xFF) || (a == 0 && b != 0);
    const char first[2] = {static_cast<char>(a), static_cast<char>(b)};
    if (!wide_) scan(first, first + 2);
    else if (const uint8_t low = little_endian_ ? a : b, high = little_endian_ ? b : a; high == 0) scan(reinterpret_cast<const char*>(&low), reinterpret_cast<const char*>(&low) + 1);
  }
  bytes = bytes.subspan(from);
  if (state_ == State::kDone || bytes.empty()) return;
  if (!wide_) {
    const char* const begin = reinterpret_cast<const char*>(bytes.data());
    scan(begin, begin + bytes.size());
    return;
  }
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
  scan(narrow_.data(), narrow_.data() + narrow_.size());
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
      case ' ': case '\t': case '\r': case '\n':
        in_literal_ = false;
        break;
      case '{': case '[': case '}': case ']': case ',': case ':':
        in_literal_ = false;
        structural(c);
        break;
      case '"':
        in_literal_ = false;
        if (state_ == State::kInside && too_deep_ == 0) {
          const bool is_name = top().is_object && top().expect == Expect::kName;
          capturing_ = is_name || (depth_ == 2 && !root_is_object_ && frames_[0].objects == 1);
          text_.clear();
          if (!is_name && !begin_value()) break;
        } else if (state_ != State::kInside) {
          // A text outside: not JSON that we read.
          state_ = State::kDone;
          break;
        } else {
          capturing_ = false;
        }
        in_string_ = true;
        escape_ = false;
        break;
      default:
        if (state_ == State::kStart && static_cast<signed char>(c) < 0) break;  // a byte order mark
        if (state_ != State::kInside) {
          state_ = State::kDone;
          break;
        }
        if (!in_literal_ && too_deep_ == 0) begin_value();
        in_literal_ = true;
    }
  }
}

const char* JsonOutline::string(const char* at, const char* end) {
  const char* const begin = at;
  if (escape_ && at < end) {
    escape_ = false;
    if (*at != '\n') ++at;
  }
  while (at < end && !kTextStops[static_cast<uint8_t>(*at)]) ++at;
  if (capturing_ && text_.size() < kMaxNameBytes) text_.append(begin, std::min(static_cast<size_t>(at - begin), kMaxNameBytes - text_.size()));
  if (at == end) return at;
  const char c = *at++;
  if (c == '\\') {
    escape_ = true;
    return at;
  }
  in_string_ = false;
  end_string();
  return at;
}

const char* JsonOutline::skip_record(const char* at, const char* end) {
  bool inside = in_string_, escape = escape_;
  size_t depth = record_depth_;
  uint64_t openings = 0, colons = 0;
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
      case 4: inside = true; break;
      default: break;
    }
  }
  in_string_ = inside;
  escape_ = escape;
  record_depth_ = depth;
  openings_ += openings;
  top().values += colons;
  return at;
}

void JsonOutline::end_string() {
  if (state_ != State::kInside || too_deep_ > 0) return;
  Frame& frame = top();
  if (frame.is_object && frame.expect == Expect::kName) {
    name_ = text_;
    name_found();
    frame.expect = Expect::kColon;
    return;
  }
  // A dump of phpMyAdmin is a list of parts, of which "table" ones hold the records.
  if (capturing_ && name_ == "type" && text_ == "header" && frame.is_object) dump_ = true;
}

void JsonOutline::name_found() {
  if (depth_ < 2) return;
  Frame& parent = frames_[depth_ - 2];
  if (!parent.is_object) return;
  const uint32_t hash = hash_of(name_);
  const bool known = std::find(parent.first_names.begin(), parent.first_names.end(), hash) != parent.first_names.end();
  if (parent.objects == 1 && !known && parent.first_names.size() < kMaxFirstNames) parent.first_names.push_back(hash);
  if (parent.objects == 1 || known) top().shares_name = true;
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
      // Another object or row behind the first: they are the records.
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
    if (depth_ == 0) state_ = damaged_ ? State::kDone : State::kBehind;
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
    if (!begin_value()) return;
    Frame& parent = top();
    --parent.scalars;
    --parent.values;
    ++(is_object ? parent.objects : parent.arrays);
    // Two objects in the outermost list: it is the list of records, whatever follows.
    if (depth_ == 1 && !root_is_object_ && is_object && parent.objects == 2 && !dump_) {
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
  Frame& frame = frames_[depth_++];
  std::string kept = std::move(frame.name);
  std::vector<uint32_t> kept_names = std::move(frame.first_names);
  kept_names.clear();
  if (named) kept = name_;
  else kept.clear();
  frame = Frame{};
  frame.name = std::move(kept);
  frame.first_names = std::move(kept_names);
  frame.is_object = is_object;
  frame.expect = is_object ? Expect::kName : Expect::kValue;
  frame.opening = opening;
}

std::string JsonOutline::path_to_top() const {
  std::string out;
  for (size_t i = 0; i < depth_; ++i) {
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
  if (depth_ == 0) {
    root_is_plain_array_ = !frame.is_object && frame.objects == 0 && frame.arrays == 0;
    return;
  }
  Frame& parent = frames_[depth_ - 1];
  parent.values += frame.values;
  if (frame.is_object) parent.alike_objects += frame.shares_name;
  else if (frame.objects == 0 && frame.arrays == 0) ++parent.plain_arrays;
  if (!frame.is_object && parent.arrays == 1) parent.first_width = frame.children();
}

void JsonOutline::weigh(const Frame& frame) {
  if (!frame.is_object && is_one_of(frame.name, kHeaders) && headers_.size() < kMaxHeaders) headers_.push_back({frame.opening, frame.children()});
  if (!frame.is_object && frame.children() == 0 && !has_empty_list_ && is_one_of(frame.name, kRecordLists)) {
    has_empty_list_ = true;
    empty_list_ = path_to_top();
  }
  JsonPlace own;
  bool is_place = true;
  if (!frame.is_object && frame.objects > 0 && frame.objects >= frame.arrays + frame.scalars) own.shape = JsonShape::kList;
  else if (!frame.is_object && frame.arrays > frame.objects + frame.scalars && frame.plain_arrays * 2 >= frame.arrays) own.shape = JsonShape::kRows;
  else if (frame.is_object && frame.objects >= 2 && frame.objects > frame.arrays + frame.scalars && frame.alike_objects * 2 > frame.objects) own.shape = JsonShape::kKeyed;
  else is_place = false;
  if (!is_place || frame.values == 0) return;
  own.row_count = own.shape == JsonShape::kRows ? frame.arrays : frame.objects;
  own.value_count = frame.values;
  const auto is_inside = [&](const JsonPlace& place) { return place.opening > frame.opening; };
  // What records hold is theirs, but for a list of one thing that holds nearly all, or names that each hold many.
  for (const JsonPlace& inner : places_) {
    if (!is_inside(inner) || inner.shape == JsonShape::kRows) continue;
    const bool wrapped = own.shape == JsonShape::kList && (own.row_count == 1 || (dump_ && depth_ == 1)) && inner.row_count > 1 && inner.value_count * 2 > frame.values;
    const bool part_of_dump = own.shape == JsonShape::kList && dump_ && depth_ == 1;
    const bool larger = own.shape == JsonShape::kKeyed && inner.row_count > 2 * own.row_count;
    if (wrapped || part_of_dump || larger) return;
  }
  places_.erase(std::remove_if(places_.begin(), places_.end(), is_inside), places_.end());
  own.opening = frame.opening;
  own.path = path_to_top();
  if (own.shape == JsonShape::kRows)
    for (const Header& header : headers_)
      if (header.width == frame.first_width) own.header = header.opening;
  add_place(std::move(own));
}

void JsonOutline::add_place(JsonPlace place) {
  places_.push_back(std::move(place));
  if (places_.size() <= kMaxPlaces) return;
  const auto worst = std::min_element(places_.begin(), places_.end(), [](const JsonPlace& a, const JsonPlace& b) { return is_better(b, a); });
  places_.erase(worst);
}

void JsonOutline::close_all() {
  while (depth_ > 0) close();
}

void JsonOutline::finish() {
  if (first_count_ == 1) {
    const char only = static_cast<char>(first_bytes_[0]);
    scan(&only, &only + 1);
  }
  const bool any = state_ == State::kInside || state_ == State::kBehind;
  if (state_ == State::kInside) close_all();
  if (sequence_ || row_sequence_) places_.clear();
  // A header that stands behind its rows.
  for (JsonPlace& place : places_) {
    if (place.shape != JsonShape::kRows || place.header != kNoBracket) continue;
    for (const Header& header : headers_)
      if (header.opening > place.opening && header.width == place.value_count / place.row_count) place.header = header.opening;
  }
  one_object_ = any && root_is_object_ && places_.empty() && !sequence_ && !row_sequence_;
  only_values_ = any && root_is_plain_array_ && !row_sequence_ && !sequence_ && openings_ == 1;
  std::sort(places_.begin(), places_.end(), [](const JsonPlace& a, const JsonPlace& b) { return a.opening < b.opening; });
}

bool JsonOutline::several() const {
  if (places_.empty()) return false;
  const int best = rank(place({}));
  return std::count_if(places_.begin(), places_.end(), [&](const JsonPlace& p) { return rank(p) == best && p.row_count > 1; }) > 1;
}

JsonPlace JsonOutline::place(std::string_view wanted_path) const {
  JsonPlace out;
  if (row_sequence_) out.shape = JsonShape::kRows;
  const JsonPlace* best = nullptr;
  for (const JsonPlace& candidate : places_) {
    if (!wanted_path.empty() && candidate.path == wanted_path) return candidate;
    if (best == nullptr || is_better(candidate, *best)) best = &candidate;
  }
  if (best == nullptr) return out;
  // The outermost list is read as a sequence.
  return best->opening == 0 && best->shape == JsonShape::kList ? out : *best;
}

}  // namespace jumelles::ingest
