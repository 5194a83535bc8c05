#include "cli/file_source.h"

#include <cstdio>
#include <filesystem>
#include <ostream>

#include "core/phase.h"

namespace jumelles::cli {
namespace {

namespace fs = std::filesystem;

class FileSource final : public ingest::ByteSource {
 public:
  FileSource(std::FILE* file, std::string path, uint64_t size) : file_(file), path_(std::move(path)), size_(size) {}
  ~FileSource() override { std::fclose(file_); }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  uint64_t size() const override { return size_; }
  Result<uint64_t> read(uint64_t offset, std::span<uint8_t> out) override {
    if (std::fseek(file_, static_cast<long>(offset), SEEK_SET) != 0) return file_error("file.unreadable", path_, "The file cannot be read.", "Check that it is still there.");
    const size_t got = std::fread(out.data(), 1, out.size(), file_);
    if (got < out.size() && std::ferror(file_)) return file_error("file.unreadable", path_, "The file cannot be read.", "Check that it is still there.");
    return uint64_t{got};
  }

 private:
  std::FILE* file_;
  std::string path_;
  uint64_t size_;
};

}  // namespace

Error file_error(std::string id, const std::string& path, std::string message, std::string hint) {
  return {ErrorCode::kBadInput, std::move(id), std::move(message), std::move(hint), path, 0, {path}};
}

bool is_same_file(const fs::path& a, const fs::path& b) {
  std::error_code problem;
  return fs::exists(a, problem) && fs::exists(b, problem) && fs::equivalent(a, b, problem);
}

Error written_over(const std::string& file) {
  return {ErrorCode::kBadConfig, "usage", "The results would be written where " + file + " is read from.", "Choose another folder with --out DIR.", {}, 0, {}};
}

Result<std::shared_ptr<ingest::ByteSource>> open_file(const std::string& path) {
  std::error_code problem;
  const fs::file_status status = fs::status(path, problem);
  if (!fs::exists(status)) return file_error("file.missing", path, "There is no such file.", "Check the name and the folder.");
  if (fs::is_directory(status)) return file_error("file.folder", path, "This is a folder, not a file.", "Name the files in it.");
  const uint64_t size = fs::file_size(path, problem);
  std::FILE* file = problem ? nullptr : std::fopen(path.c_str(), "rb");
  if (!file) return file_error("file.unreadable", path, "The file cannot be opened.", "Check that you may read it.");
  return std::shared_ptr<ingest::ByteSource>(std::make_shared<FileSource>(file, path, size));
}

Result<std::string> read_file(const std::string& path) {
  auto source = open_file(path);
  if (!source) return source.error();
  std::string bytes(source.value()->size(), '\0');
  const auto got = source.value()->read(0, {reinterpret_cast<uint8_t*>(bytes.data()), bytes.size()});
  if (!got) return got.error();
  bytes.resize(got.value());
  return bytes;
}

Result<FileRows> read_rows(const std::string& path, std::ostream& notes) {
  auto source = open_file(path);
  if (!source) return source.error();
  auto imported = std::make_shared<ingest::ImportResult>();
  ingest::DialectOverride choice;
  choice.has_header = true;
  const Status status = run_to_end(ingest::import_phases(source.value(), path, path, choice, imported));
  if (!status) return status.error();
  if (const uint64_t broken = imported->rejected_count; broken > 0)
    notes << path << ": " << broken << (broken == 1 ? " broken row is" : " broken rows are") << " left out.\n";
  const Table& table = imported->table;
  FileRows file{Rows(1), {imported->dialect.separator_line ? 2u : 1u}};
  for (const Column& column : table.columns) file.rows[0].push_back(column.name);
  for (uint32_t row = 0; row < table.row_count(); ++row) {
    auto& cells = file.rows.emplace_back();
    for (const Column& column : table.columns) cells.emplace_back(column.text(row));
    file.lines.push_back(table.line_numbers[row]);
  }
  return file;
}

Error in_file(Error error, const std::string& path, const FileRows& file) {
  error.path = path;
  if (error.line > 0 && error.line <= file.lines.size()) error.line = file.lines[error.line - 1];
  return error;
}

}  // namespace jumelles::cli
