#include "ingest/json_pages.h"

#include "ingest/json_scanner.h"
#include "ingest/row_reader.h"

namespace jumelles::ingest {
namespace {
constexpr size_t kMaxOpen = 4096;  // brackets; what is inside of more is no page
}  // namespace

const char* JsonPageSeeker::seek(const char* at, const char* end, uint64_t line) {
  for (; at < end && !found_ && !missed_; ++at) {
    if (restarts(*at)) {
      open_.clear();
      end_page();
      if (missed_) return at;
    }
    const bool was_in_page = in_page_;
    step(*at);
    if (in_page_ && !was_in_page) page_line_ = line;
    line += *at == '\n';
  }
  return at;
}

// An object where a name is expected: brackets before were lost, and a page begins.
bool JsonPageSeeker::restarts(char c) const {
  return c == '{' && line_is_blank_ && !text_.inside && !open_.empty() && open_.back().is_object && open_.back().names_next;
}

void JsonPageSeeker::next_page() {
  missed_ = had_list_ = in_page_ = false;
  page_.clear();
}

void JsonPageSeeker::end_page() {
  missed_ = in_page_ && !had_list_;
  if (!missed_) next_page();
}

void JsonPageSeeker::step(char c) {
  in_page_ = in_page_ || !(is_json_space(c) || c == ',' || c == '[' || c == ']');
  if (in_page_ && page_.size() < kMaxRejectText) page_ += c;
  if (c == '\n') {
    text_.take(c);
    line_is_blank_ = true;
    if (!by_line_) return;
    open_.clear();
    end_page();
    return;
  }
  const bool was_inside = text_.inside;
  if (text_.take(c)) {
    if (!was_inside) {
      in_name_ = !open_.empty() && open_.back().is_object && open_.back().names_next;
      if (in_name_) name_.clear();
    } else if (in_name_ && text_.inside && name_.size() < kMaxNameBytes) {
      name_ += c;
    } else if (in_name_ && !text_.inside) {
      std::string plain;
      if (name_.find('\\') != std::string::npos && unescape_json(name_, plain)) name_ = std::move(plain);
      open_.back().names_next = false;
    }
  } else if (c == '{' || c == '[') {
    opens(c);
  } else if (c == '}' || c == ']') {
    closes(c);
  } else if (c == ',' && !open_.empty()) {
    open_.back().names_next = true;
  }
  line_is_blank_ = line_is_blank_ && is_json_space(c);
}

void JsonPageSeeker::opens(char c) {
  if (open_.size() >= kMaxOpen) return;
  const size_t path_size = here_.size();
  if (any_name_ && c == '[' && !open_.empty() && open_.back().is_object && here_ == path_) {
    found_ = had_list_ = true;
    return;
  }
  if (open_.empty()) here_.clear();
  else if (open_.back().is_object) here_ += (here_.empty() ? "" : ".") + name_;
  if (c == '[' && !open_.empty() && here_ == path_) {
    here_.resize(path_size);
    found_ = had_list_ = true;
    return;
  }
  open_.push_back({open_.empty() ? 0 : path_size, c == '{', true});
}

void JsonPageSeeker::closes(char c) {
  while (!open_.empty() && open_.back().is_object != (c == '}')) {
    here_.resize(open_.back().path_size);
    open_.pop_back();
  }
  if (open_.empty()) return;
  here_.resize(open_.back().path_size);
  open_.pop_back();
  if (c == '}' && (open_.empty() || (open_.size() == 1 && !open_.back().is_object))) end_page();
}

}  // namespace jumelles::ingest
