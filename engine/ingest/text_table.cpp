#include <algorithm>
#include <cstring>
#include <optional>

#include "ingest/dialect.h"
#include "ingest/encoding.h"
#include "ingest/ingest.h"
#include "ingest/json_dressing.h"
#include "ingest/json_kinds.h"
#include "ingest/json_place.h"
#include "ingest/row_reader.h"
#include "ingest/table_reader.h"
#include "ingest/text_kinds.h"

namespace jumelles::ingest {
namespace {

constexpr uint64_t kSliceBytes = uint64_t{4} << 20;
constexpr uint64_t kSampleBytes = uint64_t{256} << 10;
constexpr size_t kLongestSeparator = 8;

Error error(ErrorCode code, const char* id, std::string message, const char* hint, const std::string& path) {
  return Error{code, id, std::move(message), hint, path, 0, {}};
}

Error empty_file(const std::string& path) {
  return error(ErrorCode::kBadInput, "file.empty", "The file is empty.", "Export it again, or leave it out.", path);
}

Error binary_file(const std::string& path, const std::string& kind) {
  if (kind == kUtf32) return error(ErrorCode::kUnsupported, "file.utf32", "The text is in UTF-32, which is not read.", "Save it in the encoding UTF-8 (with iconv: -f UTF-32 -t UTF-8).", path);
  if (kind == kEbcdic)
    return error(ErrorCode::kUnsupported, "file.ebcdic", "The text is in EBCDIC, the encoding of mainframes, which is not read.",
                 "Have it transferred as text, in code page 1208 (UTF-8) or 1252, or convert it (with iconv: -f IBM297 -t UTF-8 for France).", path);
  Error out = error(ErrorCode::kBadInput, "file.binary", "This is " + kind + ", not delimited text or JSON.",
                    "Open it with its own program and save it as CSV UTF-8.", path);
  out.arguments.push_back(kind);
  return out;
}

constexpr char kRecordEnd = '\x1E';  // of ASCII, between records

// Whether that stands in the place of line ends.
bool records_end_with_control(std::string_view text) {
  return text.find(kRecordEnd) != std::string_view::npos && text.find_first_of("\r\n") == std::string_view::npos;
}

Error only_one_table(const std::string& path, const std::string& wanted) {
  constexpr size_t kMaxShown = 200;
  const std::string shown = readable_text(wanted, kMaxShown);
  Error out = error(ErrorCode::kBadInput, "file.one_table", "The file has only one table, and none called \"" + shown + "\".", "Name the file alone.", path);
  out.arguments.push_back(shown);
  return out;
}

class TextTableReader final : public TableReader {
 public:
  explicit TextTableReader(TableRequest request)
      : source_(request.source), path_(std::move(request.path)), choice_(std::move(request.choice)), result_(request.result) {}

  Status detect(uint64_t begin, uint64_t end) override {
    Status status = count(begin, end);
    return status.ok() && end >= source_.size() ? open() : status;
  }
  Status read(uint64_t begin, uint64_t end) override {
    Status status = take_all(begin, end);
    return status.ok() && end >= source_.size() ? close() : status;
  }

 private:
  Status look_at_beginning();
  Status count(uint64_t begin, uint64_t end);
  Status open();
  Status take_all(uint64_t begin, uint64_t end);
  Status close();
  Status fill(uint64_t offset, std::span<uint8_t> out) { return read_exactly(source_, path_, offset, out); }
  Status take(uint64_t begin, uint64_t end);
  Status take_dressed(bool at_end);
  Status located(const Status& status) const;

  ByteSource& source_;
  std::string path_;
  DialectOverride choice_;
  ImportResult& result_;
  ByteStatistics statistics_;
  JsonOutline outline_;
  JsonDressing dressing_;
  JsonLines json_lines_;
  std::optional<JsonLineMender> mender_;
  std::optional<JsonUndresser> undresser_;
  std::optional<JsonTextOpener> text_opener_;
  std::string dressed_, plain_;
  EncodingVerdict verdict_;
  std::vector<uint8_t> raw_;
  TextWindow window_;
  bool records_end_lines_ = false;  // they are taken for line ends
  std::unique_ptr<Decoder> decoder_;
  std::unique_ptr<RowReader> reader_;
};

Status TextTableReader::located(const Status& status) const {
  if (status.ok()) return status;
  Error copy = status.error();
  if (copy.path.empty()) copy.path = path_;
  return copy;
}

// What is put around JSON must be known before it is outlined.
Status TextTableReader::look_at_beginning() {
  raw_.resize(std::min(source_.size(), kSampleBytes));
  if (Status status = fill(0, raw_); !status.ok()) return status;
  const std::string letters = JsonOutline::letters(raw_);
  dressing_ = find_json_dressing(letters);
  outline_.undress(dressing_);
  if (find_json_start(letters) == std::string::npos) return {};
  json_lines_ = find_json_lines(letters);
  outline_.mend(json_lines_);
  return {};
}

Status TextTableReader::count(uint64_t begin, uint64_t end) {
  if (begin == 0)
    if (Status status = look_at_beginning(); !status.ok()) return status;
  for (; begin < end; begin += kSliceBytes) {
    raw_.resize(std::min(end - begin, kSliceBytes));
    Status status = fill(begin, raw_);
    if (!status.ok()) return status;
    statistics_.add(raw_);
    outline_.add(raw_);
  }
  return {};
}

Status TextTableReader::open() {
  if (statistics_.size == 0) return empty_file(path_);
  statistics_.finish(false);
  outline_.finish();
  verdict_ = decide_encoding(statistics_, choice_.encoding);
  if (!verdict_.binary_kind.empty()) return binary_file(path_, verdict_.binary_kind);
  if (choice_.separator && (choice_.separator->empty() || choice_.separator->size() > kLongestSeparator ||
                            choice_.separator->find_first_of(std::string_view("\"\n\r\\\0", 5)) != std::string::npos))
    return error(ErrorCode::kBadConfig, "csv.bad_separator", "A quote or a line end cannot separate fields.",
                 "Choose a comma, a semicolon, a tab, a bar or a few other characters.", path_);

  const uint64_t sample_end = std::min(statistics_.size, kSampleBytes);
  raw_.resize(sample_end - std::min<uint64_t>(verdict_.mark_bytes, sample_end));
  Status status = fill(verdict_.mark_bytes, raw_);
  if (!status.ok()) return status;
  Decoder decoder(verdict_.encoding);
  std::vector<char> sample(decoder.capacity_for(raw_.size()) + TextWindow::kPadding);
  size_t length = raw_.size();
  if (decoder.passes_through()) std::copy(raw_.begin(), raw_.end(), sample.begin());
  else length = decoder.decode(raw_, sample.data());
  records_end_lines_ = records_end_with_control({sample.data(), length});
  if (records_end_lines_) std::replace(sample.begin(), sample.begin() + static_cast<std::ptrdiff_t>(length), kRecordEnd, '\n');
  std::memset(sample.data() + length, '\n', TextWindow::kPadding);
  if (std::all_of(sample.begin(), sample.begin() + static_cast<std::ptrdiff_t>(length), [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }) &&
      sample_end == statistics_.size)
    return empty_file(path_);

  // Whoever says how the file is to be read gets it so.
  if (!choice_.format && !choice_.separator)
    if (std::optional<Error> kind = kind_of_json_text({sample.data(), length}, path_)) return *kind;
  const SniffedDialect sniffed = sniff_dialect({sample.data(), length}, sample_end < statistics_.size, choice_);
  result_.dialect = {sniffed.format, verdict_.encoding, verdict_.byte_order_mark, sniffed.grammar.separator, sniffed.has_header,
                     sniffed.separator_line, sniffed.crlf, {}, sniffed.has_header ? sniffed.first_line : 0, sniffed.grammar.escapes};
  if (verdict_.by_letters) add_notice(result_, "encoding_by_letters");
  if (verdict_.mixed) add_notice(result_, "encoding_mixed");
  if (verdict_.uncertain) add_notice(result_, "encoding_uncertain");
  const bool of_columns = sniffed.format == Format::kCsv || sniffed.format == Format::kFixedWidth;
  if (of_columns && choice_.table) return only_one_table(path_, *choice_.table);
  // Whoever says how the file is to be cut gets it so.
  if (of_columns && !choice_.format && !choice_.separator)
    if (std::optional<Error> kind = kind_of_text({sample.data(), length}, path_)) return *kind;
  // A control character that separates is in no text.
  const auto separator = static_cast<unsigned char>(sniffed.grammar.separator[0]);
  const uint32_t allowed = kAsciiSeparators | (separator < 32 ? verdict_.allowed_controls & (uint32_t{1} << separator) : 0);
  ReaderOptions options{verdict_.check_rows, sniffed.column_count, sniffed.first_line, sniffed.grammar, sniffed.quoted_lines, allowed,
                        sniffed.header_separator, sniffed.fixed_columns,
                        sniffed.box, sniffed.wrapped, sniffed.names, sniffed.line_above, sniffed.shape, {}, sniffed.continued};
  if (!of_columns) {
    status = located(place_records(outline_, choice_, result_, options.records));
    if (!status.ok()) return status;
    if (outline_.mended()) add_notice(result_, "json_lines_in_texts"), mender_.emplace(JsonLines{json_lines_.cut_at, false});
    if (dressing_.any()) add_notice(result_, "json_dressing"), undresser_.emplace(dressing_);
    if (options.records.text != kNoBracket) text_opener_.emplace(options.records.text);
  }
  decoder_ = std::make_unique<Decoder>(verdict_.encoding);
  reader_ = of_columns ? make_csv_reader(result_, options) : make_json_reader(result_, options);
  return {};
}

Status TextTableReader::take(uint64_t begin, uint64_t end) {
  begin = std::max<uint64_t>(begin, verdict_.mark_bytes);
  if (begin >= end) return {};
  const size_t count = static_cast<size_t>(end - begin);
  if (mender_ || undresser_ || text_opener_) {
    raw_.resize(count);
    if (Status status = fill(begin, raw_); !status.ok()) return status;
    dressed_.resize(decoder_->capacity_for(count));
    if (decoder_->passes_through()) dressed_.assign(raw_.begin(), raw_.end());
    else dressed_.resize(decoder_->decode(raw_, dressed_.data()));
    return take_dressed(false);
  }
  const size_t room_wanted = decoder_->passes_through() ? count : decoder_->capacity_for(count);
  char* const room = window_.room(room_wanted);
  size_t length = count;
  if (decoder_->passes_through()) {
    Status status = fill(begin, {reinterpret_cast<uint8_t*>(room), count});
    if (!status.ok()) return status;
  } else {
    raw_.resize(count);
    Status status = fill(begin, raw_);
    if (!status.ok()) return status;
    length = decoder_->decode(raw_, room);
  }
  if (records_end_lines_) std::replace(room, room + length, kRecordEnd, '\n');
  window_.commit(length);
  return located(reader_->read(window_, false));
}

Status TextTableReader::take_dressed(bool at_end) {
  if (mender_) {
    plain_.clear();
    mender_->mend(dressed_, plain_);
    if (at_end) mender_->finish(plain_);
    dressed_.swap(plain_);
  }
  if (undresser_) {
    plain_.clear();
    undresser_->undress(dressed_, plain_);
    if (at_end) undresser_->finish(plain_);
    dressed_.swap(plain_);
  }
  if (text_opener_) {
    plain_.clear();
    text_opener_->open(dressed_, plain_);
    dressed_.swap(plain_);
  }
  std::copy(dressed_.begin(), dressed_.end(), window_.room(dressed_.size()));
  window_.commit(dressed_.size());
  return located(reader_->read(window_, at_end));
}

Status TextTableReader::take_all(uint64_t begin, uint64_t end) {
  for (; begin < end; begin += kSliceBytes) {
    Status status = take(begin, std::min(end, begin + kSliceBytes));
    if (!status.ok()) return status;
  }
  return {};
}

Status TextTableReader::close() {
  Status status;
  if (mender_ || undresser_ || text_opener_) {
    dressed_.resize(1);
    dressed_.resize(decoder_->finish(dressed_.data()));
    status = take_dressed(true);
  } else {
    window_.commit(decoder_->finish(window_.room(1)));
    status = located(reader_->read(window_, true));
  }
  return status.ok() ? located(reader_->finish()) : status;
}

}  // namespace

std::unique_ptr<TableReader> make_text_table_reader(TableRequest request) {
  return std::make_unique<TextTableReader>(std::move(request));
}

}  // namespace jumelles::ingest
