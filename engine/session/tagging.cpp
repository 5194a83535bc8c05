// Words that people give to records: given and taken off here, and bound to the records that are read.

#include <algorithm>

#include "session/impl.h"

namespace jumelles::session {
namespace {

constexpr size_t kMostTags = 100, kMostTagBytes = 80;

std::string trimmed(const std::string& text) {
  const size_t begin = text.find_first_not_of(' '), end = text.find_last_not_of(' ');
  return begin == std::string::npos ? std::string() : text.substr(begin, end - begin + 1);
}

// ';' parts the words of a record in files.
bool is_word(const std::string& tag) {
  return !tag.empty() && tag.size() <= kMostTagBytes && std::none_of(tag.begin(), tag.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == ';'; });
}

}  // namespace

const std::vector<document::BoundTag>& Session::Impl::tags_now() const {
  static const std::vector<document::BoundTag> kNone;
  if (project.tags.empty() || !auditor.input.records) return kNone;
  const std::vector<std::string> hashes = ready_hashes();
  if (bound_tags.records != auditor.input.records || bound_tags.of != project.tags || bound_tags.hashes != hashes) {
    bound_tags = {auditor.input.records, project.tags, hashes, {}};
    if (hashes.size() == auditor.input.tables.size()) bound_tags.tags = document::bind_tags(project.tags, {auditor.input.records.get(), &auditor.input.tables, &hashes});
  }
  return bound_tags.tags;
}

std::shared_ptr<const std::vector<document::BoundTag>> Session::Impl::tags_of_result() const {
  if (!result || project.tags.empty()) return nullptr;
  std::vector<std::string> hashes;
  for (const auto& table : result->tables) {
    const auto source = std::find_if(result->project.sources.begin(), result->project.sources.end(), [&](const auto& one) { return one.name == table->name; });
    hashes.push_back(source == result->project.sources.end() ? std::string() : source->hash);
  }
  return std::make_shared<const std::vector<document::BoundTag>>(document::bind_tags(project.tags, {result->records.get(), &result->tables, &hashes}));
}

Status Session::Impl::tag_records(const protocol::TagRecords& command) {
  const std::string tag = trimmed(command.tag);
  if (!is_word(tag)) return refused("tag.word", "A tag is one line of at most 80 bytes, without semicolons.", "Write a shorter one.", "tag");
  const auto is_it = [&](const document::RecordTag& one) { return one.tag == tag; };
  std::vector<document::RecordTag> changed = project.tags;
  if (!command.given && command.filters.empty()) {
    std::erase_if(changed, is_it);  // off all records, those that are no more included
  } else {
    const audit::Audit* audit = present_audit();
    const std::vector<std::string> hashes = ready_hashes();
    if (audit == nullptr || hashes.size() != auditor.input.tables.size()) return refused("quality.no_audit", "The sources are being looked at.", "Try again in a moment.", "filters");
    size_t words = 0;
    for (size_t i = 0; i < changed.size(); ++i) words += i == 0 || changed[i].tag != changed[i - 1].tag;
    if (command.given && words >= kMostTags && std::none_of(changed.begin(), changed.end(), is_it)) return refused("tag.many", "There are 100 tags already.", "Take one off first.", "tag");
    const audit::RecordBits bits = filtered_records(*audit, command.filters);
    std::vector<uint8_t> wanted(auditor.input.records->record_count(), 0);
    for (RecordIndex r = 0; r < wanted.size(); ++r) wanted[r] = bits.has(r) ? 1 : 0;
    document::change_tag(changed, tag, wanted, command.given, {auditor.input.records.get(), &auditor.input.tables, &hashes});
  }
  if (changed == project.tags) return {};
  remember("tag_records");
  project.tags = std::move(changed);
  emit_revision();
  return {};
}

}  // namespace jumelles::session
