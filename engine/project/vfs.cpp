#include "project/vfs.h"

#include <sqlite3.h>

#include <cstring>
#include <map>

namespace jumelles::project {
namespace {

std::map<std::string, MemoryFile*>& names() {
  static std::map<std::string, MemoryFile*> map;
  return map;
}

struct OpenFile {
  sqlite3_file base;  // SQLite's part comes first
  MemoryFile* file;
};
MemoryFile& file_of(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file)->file; }

int close(sqlite3_file*) { return SQLITE_OK; }
int read(sqlite3_file* file, void* out, int amount, sqlite3_int64 offset) {
  const std::span<uint8_t> bytes(static_cast<uint8_t*>(out), static_cast<size_t>(amount));
  return file_of(file).read(static_cast<uint64_t>(offset), bytes) == bytes.size() ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}
int write(sqlite3_file* file, const void* in, int amount, sqlite3_int64 offset) {
  const std::span<const uint8_t> bytes(static_cast<const uint8_t*>(in), static_cast<size_t>(amount));
  return file_of(file).write(static_cast<uint64_t>(offset), bytes) ? SQLITE_OK : SQLITE_FULL;
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
  file_of(file).truncate(static_cast<uint64_t>(size));
  return SQLITE_OK;
}
int sync(sqlite3_file*, int) { return SQLITE_OK; }
int size(sqlite3_file* file, sqlite3_int64* out) {
  *out = static_cast<sqlite3_int64>(file_of(file).size());
  return SQLITE_OK;
}
int lock(sqlite3_file*, int) { return SQLITE_OK; }
int is_reserved(sqlite3_file*, int* out) {
  *out = 0;
  return SQLITE_OK;
}
int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4096; }
int characteristics(sqlite3_file*) { return 0; }

const sqlite3_io_methods kMethods{1, close, read, write, truncate, sync, size, lock, lock, is_reserved, control, sector_size, characteristics,
                                  nullptr, nullptr, nullptr, nullptr, nullptr, nullptr};

// Only files that have a name: journals and temporary tables stay in SQLite's own memory.
int open(sqlite3_vfs*, const char* name, sqlite3_file* out, int flags, int* out_flags) {
  auto* file = reinterpret_cast<OpenFile*>(out);
  file->base.pMethods = nullptr;
  const auto found = name == nullptr ? names().end() : names().find(name);
  if (found == names().end()) return SQLITE_CANTOPEN;
  file->base.pMethods = &kMethods;
  file->file = found->second;
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}
int remove(sqlite3_vfs*, const char*, int) { return SQLITE_OK; }
int access(sqlite3_vfs*, const char* name, int, int* out) {
  *out = names().contains(name) ? 1 : 0;
  return SQLITE_OK;
}
int full_name(sqlite3_vfs*, const char* name, int room, char* out) {
  if (std::strlen(name) + 1 > static_cast<size_t>(room)) return SQLITE_CANTOPEN;
  std::strcpy(out, name);
  return SQLITE_OK;
}
int randomness(sqlite3_vfs*, int count, char* out) {
  std::memset(out, 0, static_cast<size_t>(count));
  return count;
}
int sleep(sqlite3_vfs*, int) { return 0; }
int now(sqlite3_vfs*, double* out) {
  *out = 2440587.5;  // 1970
  return SQLITE_OK;
}
int last_error(sqlite3_vfs*, int, char*) { return 0; }

constexpr int kLongestName = 64;
sqlite3_vfs vfs{1, sizeof(OpenFile), kLongestName, nullptr, "jumelles", nullptr, open, remove, access, full_name, nullptr, nullptr, nullptr, nullptr,
                randomness, sleep, now, last_error, nullptr, nullptr, nullptr, nullptr};

}  // namespace

std::string give_name(MemoryFile& file) {
  static uint64_t last = 0;
  std::string name = "memory " + std::to_string(++last);
  names()[name] = &file;
  return name;
}

void take_name_back(const std::string& name) { names().erase(name); }

}  // namespace jumelles::project

extern "C" {
int sqlite3_os_init() { return sqlite3_vfs_register(&jumelles::project::vfs, 1); }
int sqlite3_os_end() { return SQLITE_OK; }
}
