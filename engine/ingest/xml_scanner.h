#pragma once

// XML as office programs write it, tag by tag, without a tree. Names are told without their namespace prefix. A document type
// definition is refused: no such file has one, and entities of its own are how such files attack their readers.

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "ingest/encoding.h"

namespace jumelles::ingest {

enum class XmlToken : uint8_t {
  kStart,   // <a ...> or <a ... />; the latter is followed by a kEnd, too
  kEnd,
  kText,    // between tags, in one or several pieces
  kDone,    // the document is whole
  kBroken,  // it is no XML, or ends early; or the bytes could not be read: failure()
};

class XmlScanner {
 public:
  // Gives further bytes of the document; 0 at its end. UTF-8, or UTF-16 with a byte order mark.
  using Pull = std::function<Result<size_t>(std::span<uint8_t>)>;
  explicit XmlScanner(Pull pull) : pull_(std::move(pull)) {}

  // Views that were given become invalid.
  XmlToken next();
  std::string_view name() const { return name_; }  // of kStart and kEnd
  std::string_view text() const { return text_; }  // raw, of kText: for append_text
  size_t depth() const { return open_.size(); }    // elements open, that of a kStart included, of a kEnd no more
  // The attributes of a kStart one after the other: false behind the last one.
  bool next_attribute(std::string_view& name, std::string_view& raw_value);
  // The value of one of them, "" where it is missing.
  std::string attribute(std::string_view name);
  // Adds the text with its character references read and its line ends as XML wants them.
  void append_text(std::string& out) const;
  static void append_decoded(std::string_view raw, std::string& out);
  // Passes over the element whose kStart came last, up to its kEnd.
  XmlToken skip();
  // What is there of the document and was not taken, and taking whole elements of it: for who knows what mostly comes next. Not
  // behind the kStart of an empty element.
  std::string_view ahead() const { return {window_.data() + begin_, closes_at_once_ ? 0 : end_ - begin_}; }
  void take(size_t bytes) { begin_ += bytes; }
  // What went wrong with the bytes, after kBroken; no error where the XML itself is wrong.
  const Status& failure() const { return failure_; }

 private:
  static constexpr size_t kPieceBytes = size_t{64} << 10;
  // No tag and no text of a cell is that long: Excel's cells end at 32 767 characters.
  static constexpr size_t kMaxTokenBytes = size_t{4} << 20;
  bool fill();
  XmlToken broken();
  XmlToken take_markup();
  XmlToken take_text();
  bool take_section(std::string_view closing, size_t opening, const char*& begin, const char*& end);
  XmlToken open_tag(const char* begin, const char* end);
  XmlToken close_tag(const char* begin, const char* end);
  bool starts_with(std::string_view mark);

  Pull pull_;
  std::vector<char> window_;
  size_t begin_ = 0, end_ = 0;
  bool finished_ = false, started_ = false, root_seen_ = false;
  std::vector<uint8_t> raw_;           // of UTF-16
  std::unique_ptr<Decoder> decoder_;
  std::string_view name_, text_, attributes_;
  bool character_data_ = false;        // `text_` is a CDATA section
  bool closes_at_once_ = false;        // a kEnd is due
  std::vector<uint64_t> open_;         // of each open element what its name is told by
  Status failure_;
};

}  // namespace jumelles::ingest
