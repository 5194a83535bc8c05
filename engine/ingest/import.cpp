#include <algorithm>
#include <cstring>

#include "ingest/dialect.h"
#include "ingest/encoding.h"
#include "ingest/ingest.h"
#include "ingest/row_reader.h"

namespace jumelles::ingest {
namespace {

constexpr uint64_t kSliceBytes = uint64_t{4} << 20;
constexpr uint64_t kSampleBytes = uint64_t{256} << 10;
constexpr uint64_t kFirstStepBytes = uint64_t{1} << 20;
constexpr uint64_t kMaxColumnBytes = uint64_t{4000} << 20;  // offsets of a dictionary are 32 bits

Error error(ErrorCode code, const char* id, std::string message, const char* hint, const std::string& path) {
  return Error{code, id, std::move(message), hint, path, 0, {}};
}

Error empty_file(const std::string& path) {
  return error(ErrorCode::kBadInput, "file.empty", "The file is empty.", "Export it again, or leave it out.", path);
}

Error binary_file(const std::string& path, const std::string& kind) {
  Error out = error(ErrorCode::kBadInput, "file.binary", "This is " + kind + ", not delimited text or JSON.",
                    "Open it with its own program and save it as CSV UTF-8.", path);
  out.arguments.push_back(kind);
  return out;
}

// All steps of one import. One object, so that phases share what they learn.
class Import {
 public:
  Import(ByteSource& source, std::string path, DialectOverride choice, ImportResult& result)
      : source_(source), path_(std::move(path)), choice_(choice), result_(result) {}

  Status detect(uint64_t begin, uint64_t end);
  // After the last byte that detect saw; `cut` when the file goes on.
  Status open(bool cut);
  Status read(uint64_t begin, uint64_t end);
  Status close(bool cut);
  RowReader& reader() { return *reader_; }

 private:
  Status fill(uint64_t offset, std::span<uint8_t> out);
  Status take(uint64_t begin, uint64_t end);
  Status located(const Status& status) const;

  ByteSource& source_;
  std::string path_;
  DialectOverride choice_;
  ImportResult& result_;
  ByteStatistics statistics_;
  EncodingVerdict verdict_;
  std::vector<uint8_t> raw_;
  TextWindow window_;
  std::unique_ptr<Decoder> decoder_;
  std::unique_ptr<RowReader> reader_;
};

Status Import::located(const Status& status) const {
  if (status.ok()) return status;
  Error copy = status.error();
  if (copy.path.empty()) copy.path = path_;
  return copy;
}

Status Import::fill(uint64_t offset, std::span<uint8_t> out) {
  uint64_t filled = 0;
  while (filled < out.size()) {
    const Result<uint64_t> got = source_.read(offset + filled, out.subspan(filled));
    if (!got.ok()) return located(Status(got.error()));
    if (got.value() == 0)
      return error(ErrorCode::kBadInput, "file.changed", "The file became shorter while it was read.", "Read it again.", path_);
    filled += got.value();
  }
  return {};
}

Status Import::detect(uint64_t begin, uint64_t end) {
  for (; begin < end; begin += kSliceBytes) {
    raw_.resize(std::min(end - begin, kSliceBytes));
    Status status = fill(begin, raw_);
    if (!status.ok()) return status;
    statistics_.add(raw_);
  }
  return {};
}

Status Import::open(bool cut) {
  if (statistics_.size == 0) return empty_file(path_);
  statistics_.finish(cut);
  verdict_ = decide_encoding(statistics_, choice_.encoding);
  if (!verdict_.binary_kind.empty()) return binary_file(path_, verdict_.binary_kind);
  if (choice_.separator && (*choice_.separator == '"' || *choice_.separator == '\n' || *choice_.separator == '\r' || *choice_.separator == '\0'))
    return error(ErrorCode::kBadConfig, "csv.bad_separator", "A quote or a line end cannot separate fields.",
                 "Choose a comma, a semicolon, a tab or a bar.", path_);

  const uint64_t sample_end = std::min(statistics_.size, kSampleBytes);
  raw_.resize(sample_end - std::min<uint64_t>(verdict_.mark_bytes, sample_end));
  Status status = fill(verdict_.mark_bytes, raw_);
  if (!status.ok()) return status;
  Decoder decoder(verdict_.encoding);
  std::vector<char> sample(decoder.capacity_for(raw_.size()) + TextWindow::kPadding);
  size_t length = raw_.size();
  if (decoder.passes_through()) std::copy(raw_.begin(), raw_.end(), sample.begin());
  else length = decoder.decode(raw_, sample.data());
  std::memset(sample.data() + length, '\n', TextWindow::kPadding);
  if (std::all_of(sample.begin(), sample.begin() + static_cast<std::ptrdiff_t>(length), [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }) &&
      sample_end == statistics_.size)
    return empty_file(path_);

  const SniffedDialect sniffed = sniff_dialect({sample.data(), length}, cut || sample_end < statistics_.size, choice_);
  result_.dialect = {sniffed.format, verdict_.encoding, verdict_.byte_order_mark, sniffed.separator, sniffed.has_header,
                     sniffed.separator_line, sniffed.crlf};
  if (verdict_.mixed) add_notice(result_, "encoding_mixed");
  if (verdict_.uncertain) add_notice(result_, "encoding_uncertain");
  const ReaderOptions options{verdict_.check_rows, sniffed.column_count};
  decoder_ = std::make_unique<Decoder>(verdict_.encoding);
  reader_ = sniffed.format == Format::kCsv ? make_csv_reader(result_, options) : make_json_reader(result_, options);
  return {};
}

Status Import::take(uint64_t begin, uint64_t end) {
  begin = std::max<uint64_t>(begin, verdict_.mark_bytes);
  if (begin >= end) return {};
  const size_t count = static_cast<size_t>(end - begin);
  if (decoder_->passes_through()) {
    char* room = window_.room(count);
    Status status = fill(begin, {reinterpret_cast<uint8_t*>(room), count});
    if (!status.ok()) return status;
    window_.commit(count);
  } else {
    raw_.resize(count);
    Status status = fill(begin, raw_);
    if (!status.ok()) return status;
    window_.commit(decoder_->decode(raw_, window_.room(decoder_->capacity_for(count))));
  }
  return located(reader_->read(window_, false));
}

Status Import::read(uint64_t begin, uint64_t end) {
  for (; begin < end; begin += kSliceBytes) {
    Status status = take(begin, std::min(end, begin + kSliceBytes));
    if (!status.ok()) return status;
  }
  for (const Column& column : result_.table.columns)
    if (column.values.memory_bytes() > kMaxColumnBytes)
      return error(ErrorCode::kTooLarge, "file.column_too_large", "The column \"" + column.name + "\" holds more than 4 GB of different texts.",
                   "Split the file, or leave the column out.", path_);
  return {};
}

Status Import::close(bool cut) {
  if (!cut) {
    window_.commit(decoder_->finish(window_.room(1)));
    Status status = located(reader_->read(window_, true));
    if (!status.ok()) return status;
  }
  Status status = located(reader_->finish());
  if (!status.ok()) return status;
  Table& table = result_.table;
  const bool any_value = std::any_of(table.columns.begin(), table.columns.end(), [](const Column& c) { return c.values.size() > 1; });
  if (table.columns.empty() || (table.row_count() > 0 && !any_value))
    return error(ErrorCode::kBadInput, "file.no_column", "The file has no usable column.",
                 "Check that it is a table with one row per record, and its separator.", path_);
  if (table.row_count() == 0) add_notice(result_, "no_rows");
  if (result_.dialect.format == Format::kCsv && !result_.dialect.has_header) add_notice(result_, "header_missing");
  for (Column& column : table.columns) {
    column.values.seal();
    column.codes.shrink_to_fit();
  }
  table.source_rows.shrink_to_fit();
  table.line_numbers.shrink_to_fit();
  return {};
}

}  // namespace

std::vector<Phase> import_phases(std::shared_ptr<ByteSource> source, std::string path, std::string name,
                                 DialectOverride choice, std::shared_ptr<ImportResult> result) {
  *result = {};
  result->table.name = std::move(name);
  // The phases own what they work on, for as long as one of them lives.
  const auto import = std::make_shared<Import>(*source, path, choice, *result);
  const uint64_t size = source->size();
  const auto bytes = [size] { return std::max<uint64_t>(1, size); };
  const auto detect = [import, source, result, size](uint64_t begin, uint64_t end) -> Status {
    Status status = import->detect(begin, std::min(end, size));
    return status.ok() && end >= size ? import->open(false) : status;
  };
  const auto read = [import, source, result, size](uint64_t begin, uint64_t end) -> Status {
    Status status = import->read(begin, std::min(end, size));
    return status.ok() && end >= size ? import->close(false) : status;
  };
  return {pass("detect", Unit::kBytes, bytes, detect, kFirstStepBytes), pass("read", Unit::kBytes, bytes, read, kFirstStepBytes)};
}

Result<ImportResult> preview(ByteSource& source, const std::string& path, const DialectOverride& choice, uint32_t row_limit) {
  ImportResult result;
  Import import(source, path, choice, result);
  const uint64_t size = std::min(source.size(), kSampleBytes);
  const bool cut = size < source.size();
  Status status = import.detect(0, size);
  if (status.ok()) status = import.open(cut);
  if (status.ok()) {
    import.reader().row_limit = row_limit;
    status = import.read(0, size);
  }
  if (status.ok()) status = import.close(cut);
  if (!status.ok()) return status.error();
  return result;
}

}  // namespace jumelles::ingest
