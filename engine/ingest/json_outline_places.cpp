#include <algorithm>
#include <utility>

#include "ingest/json_names.h"
#include "ingest/json_outline.h"
#include "ingest/table_shape.h"

namespace jumelles::ingest {
namespace {

constexpr size_t kMaxPlaces = 256;
constexpr size_t kMaxHeaders = 64;
// Rows of columns that are objects by names that are no numbers: more than records have fields.
constexpr uint64_t kMinNamedRows = 512;

bool is_beside(std::string_view path) {
  while (!path.empty()) {
    const size_t dot = std::min(path.find('.'), path.size());
    if (is_beside_records(path.substr(0, dot))) return true;
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return false;
}

// Records before rows without names and records in a text before what stands beside records.
int rank(const JsonPlace& place) {
  if (is_beside(place.path)) return 0;
  return (place.shape == JsonShape::kRows && place.header == kNoBracket) || place.text != kNoBracket ? 1 : 2;
}

bool is_better(const JsonPlace& a, const JsonPlace& b) {
  const int rank_a = rank(a), rank_b = rank(b);
  const auto is_code_list = [](const JsonPlace& place, const JsonPlace& other) {
    return is_code_list_beside(static_cast<double>(place.row_count), static_cast<double>(place.value_count), static_cast<double>(other.row_count), static_cast<double>(other.value_count));
  };
  if (rank_a == rank_b && is_code_list(a, b) != is_code_list(b, a)) return is_code_list(b, a);
  return rank_a != rank_b ? rank_a > rank_b : a.value_count > b.value_count;
}

const JsonPlace* best_of(const std::vector<JsonPlace>& places) {
  const auto best = std::min_element(places.begin(), places.end(), is_better);
  return best == places.end() ? nullptr : &*best;
}

}  // namespace

// Columns side by side: all of one length, and nothing else beside them. A file that is cut has none, nobody knows what would follow.
bool JsonOutline::is_columns(const Frame& frame) const {
  if (cut_ || damaged_ || !frame.is_object || !frame.same_size || frame.first_size == 0 || frame.foreign_scalars > 0 || !is_judged()) return false;
  if (frame.objects == 0) return frame.arrays >= 2 && frame.plain_arrays == frame.arrays && frame.first_size >= 2;
  if (frame.arrays > 0 || frame.objects < 2) return false;
  const bool numbered = frame.number_keyed_objects == frame.objects && frame.numbered_names == 0;
  return numbered || (frame.first_size > kMinNamedRows && frame.alike_objects == frame.objects);
}

// Whether a list has the objects of the first list beside it, as far as their names tell.
void JsonOutline::look_at_list(const Frame& list, Frame& parent) const {
  if (parent.list_names.empty()) parent.list_names = list.first_names;
  const auto common = static_cast<size_t>(std::count_if(list.first_names.begin(), list.first_names.end(), [&](uint32_t name) {
    return std::find(parent.list_names.begin(), parent.list_names.end(), name) != parent.list_names.end();
  }));
  parent.alike_lists += common >= 2 && common * 3 >= 2 * std::max(list.first_names.size(), parent.list_names.size());
  parent.beside_lists += is_beside_records(list.name) || is_data_list(list.name);
}

// Lists of alike objects under several names ({"FR": […], "DE": […]}) are one table, when nothing of a record stands beside them.
bool JsonOutline::weigh_group(const Frame& frame) {
  if (whole_ || dump_ || !frame.is_object || frame.alike_lists < 2 || frame.beside_lists > 0 || frame.foreign_scalars > 0) return false;
  if (frame.alike_lists != frame.object_lists || frame.object_lists + frame.empty_arrays != frame.arrays) return false;
  const auto is_inside = [&](const JsonPlace& place) { return place.stands_at > frame.opening; };
  if (static_cast<uint64_t>(std::count_if(places_.begin(), places_.end(), is_inside)) != frame.alike_lists) return false;
  JsonPlace own;
  own.shape = JsonShape::kList;
  own.grouped = own.pages = true;
  own.value_count = frame.values;
  for (const JsonPlace& place : places_)
    if (is_inside(place)) own.row_count += place.row_count, parts_.push_back(place);
  places_.erase(std::remove_if(places_.begin(), places_.end(), is_inside), places_.end());
  own.opening = own.stands_at = frame.opening;
  own.path = path_to_top();
  add_place(std::move(own));
  return true;
}

void JsonOutline::weigh(Frame& frame) {
  if (sequence_ || state_ == State::kDone) return;
  if (!frame.is_object && is_header_list(frame.name) && headers_.size() < kMaxHeaders) headers_.push_back({frame.opening, frame.children()});
  if (!frame.is_object && frame.children() == 0 && !has_empty_list_ && is_record_list(frame.name)) {
    has_empty_list_ = true;
    empty_list_ = path_to_top();
  }
  if (!frame.is_object && frame.children() == 0 && empty_path_.empty()) empty_path_ = path_to_top();
  const auto is_inside = [&](const JsonPlace& place) { return place.stands_at > frame.opening; };
  if (frame.is_object && frame.foreign())
    places_.erase(std::remove_if(places_.begin(), places_.end(), [&](const JsonPlace& place) { return place.frail && is_inside(place); }), places_.end());
  if (weigh_group(frame)) {
    frame.is_place = true;
    return;
  }
  JsonPlace own;
  bool is_place = true;
  // Lists of records, as of pages that were put into one list; objects of one value are cells instead.
  own.nested = !frame.is_object && frame.object_lists >= 2 && frame.object_lists + frame.empty_arrays == frame.children() && frame.values > frame.listed_objects;
  if (own.nested) own.shape = JsonShape::kList;
  else if (is_columns(frame)) own.shape = JsonShape::kColumns;
  else if (!frame.is_object && frame.objects > 0 && frame.objects >= frame.arrays + frame.scalars) own.shape = JsonShape::kList;
  else if (!frame.is_object && frame.arrays > frame.objects + frame.scalars && frame.plain_arrays * 2 >= frame.arrays) own.shape = JsonShape::kRows;
  else if (frame.is_object && frame.objects >= 2 && frame.objects > frame.arrays + frame.scalars && frame.alike_objects * 2 > frame.objects) own.shape = JsonShape::kKeyed;
  else is_place = false;
  if (!is_place || frame.values == 0) return;
  own.row_count = own.shape == JsonShape::kColumns ? frame.first_size : own.nested ? frame.listed_objects : own.shape == JsonShape::kRows ? frame.arrays : frame.objects;
  own.value_count = frame.values;
  own.frail = own.shape == JsonShape::kColumns && frame.arrays > 0;
  frame.is_place = true;
  // What records hold is theirs, but for a list of one thing that holds nearly all, or names that each hold many.
  for (const JsonPlace& inner : places_) {
    if (own.nested) break;
    if (!is_inside(inner) || inner.shape == JsonShape::kRows) continue;
    const bool wrapped = own.shape == JsonShape::kList && (own.row_count == 1 || (dump_ && depth_ == 1)) && inner.row_count > 1 && inner.value_count * 2 > frame.values;
    const bool part_of_dump = own.shape == JsonShape::kList && dump_ && depth_ == 1;
    const bool larger = own.shape == JsonShape::kKeyed && inner.row_count > 2 * own.row_count;
    if (wrapped || part_of_dump || larger) return;
  }
  places_.erase(std::remove_if(places_.begin(), places_.end(), is_inside), places_.end());
  own.opening = own.stands_at = frame.opening;
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

// A text that holds JSON with a list of records is a place of them, as long as nothing stands beside it that could be a record's.
void JsonOutline::weigh_text(bool closed) {
  const std::unique_ptr<JsonOutline> inner = std::move(inner_);
  const uint64_t size = std::exchange(text_bytes_, 0);
  decoder_ = {};
  const bool good = closed && !inner->damaged_ && (inner->state_ == State::kBehind || inner->sequence_ || inner->row_sequence_);
  if (!good || (!root_text_ && !top().is_object)) return;
  inner->finish();
  if (inner->sequence_ || inner->row_sequence_ || (root_text_ && inner->places_.empty())) {
    JsonPlace whole;
    if (inner->row_sequence_) whole.shape = JsonShape::kRows;
    constexpr uint64_t kUsualBytes = 16;  // of a value and its name
    whole.value_count = 1 + size / kUsualBytes;
    inner->places_ = {std::move(whole)};
  }
  one_object_ = root_text_ && inner->one_object_;
  only_values_ = root_text_ && inner->only_values_;
  if (root_text_ && inner->has_empty_list_) has_empty_list_ = true, empty_list_ = inner->empty_list_;
  if (inner->places_.empty()) return;
  std::string path = path_to_top();
  if (!root_text_) {
    path += (path.empty() ? "" : ".") + name_;
    ++top().carriers;
    top().foreign_scalars -= top().foreign_scalars > 0 && !is_paging(name_);
  }
  for (JsonPlace& place : inner->places_) {
    place.text = texts_ - 1;
    place.stands_at = openings_;
    place.frail = true;
    place.path = path + (path.empty() || place.path.empty() ? "" : ".") + place.path;
    add_place(std::move(place));
  }
}

bool JsonOutline::begin_second_page() {
  if (whole_ || second_page_ || !page_like_) return false;
  second_page_ = true;
  first_page_ = std::move(places_);
  places_.clear();
  headers_.clear();
  return true;
}

// Of the first document, whether it is an answer with a list of records; of a second one behind such an answer, whether it is
// another page of the same list.
void JsonOutline::end_document(const Frame& frame) {
  const JsonPlace* const best = best_of(places_);
  if (!second_page_) {
    page_like_ = frame.is_answer() && best != nullptr && best->shape == JsonShape::kList && best->text == kNoBracket && !best->grouped && !best->path.empty() && rank(*best) == 2;
    line_end_in_page_ = std::exchange(saw_line_end_, false);
    return;
  }
  if (state_ == State::kDone) return;
  // An empty page has no place; a list of a name that could be a field's must be there.
  const std::string& path = best_of(first_page_)->path;
  const bool alike = !frame.foreign() && (best == nullptr ? is_record_list(std::string_view(path).substr(path.rfind('.') + 1)) : best->path == path);
  state_ = State::kDone;
  sequence_ = !alike;
  places_ = std::move(first_page_);
  for (JsonPlace& place : places_) {
    place.pages = true;
    place.page_is_line = page_is_line_;
    place.row_count = 0;  // of all pages, nobody has counted them
  }
}

void JsonOutline::close_all() {
  while (depth_ > 0) close();
}

void JsonOutline::finish() {
  if (first_count_ == 1) {
    const char only = static_cast<char>(first_bytes_[0]);
    take({&only, 1});
  }
  if (mender_) {
    lines_.clear();
    mender_->finish(lines_);
    take_lines(lines_);
  }
  if (undresser_) {
    undressed_.clear();
    undresser_->finish(undressed_);
    scan(undressed_.data(), undressed_.data() + undressed_.size());
  }
  const bool any = state_ == State::kInside || state_ == State::kBehind;
  cut_ = state_ == State::kInside;
  if (cut_) close_all();
  if (sequence_ || row_sequence_) places_.clear();
  // A header that stands behind its rows.
  for (JsonPlace& place : places_) {
    if (place.shape != JsonShape::kRows || place.header != kNoBracket) continue;
    for (const Header& header : headers_)
      if (place.text == kNoBracket && header.opening > place.opening && header.width == place.value_count / place.row_count) place.header = header.opening;
  }
  if (!root_text_) {
    // A list of one object, or an object alone.
    const bool one = any && state_ == State::kBehind && !sequence_ && !row_sequence_ && (root_is_object_ || !root_is_plain_array_);
    error_answer_ = one && (tells_error_ || (tells_message_ && beside_message_)) && !tells_else_;
    one_object_ = any && root_is_object_ && places_.empty() && !sequence_ && !row_sequence_;
    // Nothing but an empty list, and what an answer says of itself.
    if (one_object_ && !has_empty_list_ && !any_field_ && !empty_path_.empty()) has_empty_list_ = true, empty_list_ = empty_path_;
    only_values_ = any && root_is_plain_array_ && !row_sequence_ && !sequence_ && openings_ == 1;
  }
  std::stable_sort(places_.begin(), places_.end(), [](const JsonPlace& a, const JsonPlace& b) { return a.stands_at < b.stands_at; });
}

bool JsonOutline::several() const {
  const JsonPlace* const best = best_of(places_);
  if (best == nullptr) return false;
  return std::count_if(places_.begin(), places_.end(), [&](const JsonPlace& p) { return rank(p) == rank(*best) && (p.row_count > 1 || p.pages); }) > 1;
}

std::optional<JsonPlace> JsonOutline::place(std::string_view path) const {
  const auto found = std::find_if(places_.begin(), places_.end(), [&](const JsonPlace& place) { return place.path == path; });
  return found == places_.end() ? std::nullopt : std::optional<JsonPlace>(*found);
}

JsonPlace JsonOutline::place() const {
  JsonPlace out;
  if (row_sequence_) out.shape = JsonShape::kRows;
  const JsonPlace* const best = best_of(places_);
  if (best == nullptr) return out;
  // The outermost list is read as a sequence.
  return best->opening == 0 && best->shape == JsonShape::kList && best->text == kNoBracket && !best->nested && !best->grouped ? out : *best;
}

}  // namespace jumelles::ingest
