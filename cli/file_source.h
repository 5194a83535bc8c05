#pragma once

#include <filesystem>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "ingest/ingest.h"

namespace jumelles::cli {

// A file opened for reading; errors say that it is not there, is a folder or cannot be read.
Result<std::shared_ptr<ingest::ByteSource>> open_file(const std::string& path);
// The whole of a small file.
Result<std::string> read_file(const std::string& path);
using Rows = std::vector<std::vector<std::string>>;
// A CSV file as rows of texts, header first, each with the line of the file where it begins.
struct FileRows {
  Rows rows;
  std::vector<uint64_t> lines;
};
// How many broken rows were left out is said on `notes`.
Result<FileRows> read_rows(const std::string& path, std::ostream& notes);
// An error that names row N as line N, as one of the file that the rows are of.
Error in_file(Error error, const std::string& path, const FileRows& file);
// An error about a file.
Error file_error(std::string id, const std::string& path, std::string message, std::string hint);
// Whether both are there and are one, however they are written.
bool is_same_file(const std::filesystem::path& a, const std::filesystem::path& b);
// The refusal to write where `file` is read from.
Error written_over(const std::string& file);

}  // namespace jumelles::cli
