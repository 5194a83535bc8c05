#include "project/database.h"

#include <sqlite3.h>

#include "project/vfs.h"

namespace jumelles::project {

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(statement_, other.statement_);
  std::swap(status_, other.status_);
  std::swap(next_, other.next_);
  return *this;
}

Statement::~Statement() { sqlite3_finalize(statement_); }

// What is bound lives until the statement has run.
Statement& Statement::bind(std::string_view text) {
  if (statement_ != nullptr) sqlite3_bind_text64(statement_, next_++, text.data() == nullptr ? "" : text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}
Statement& Statement::bind(uint64_t number) {
  if (statement_ != nullptr) sqlite3_bind_int64(statement_, next_++, static_cast<sqlite3_int64>(number));
  return *this;
}
Statement& Statement::bind(double number) {
  if (statement_ != nullptr) sqlite3_bind_double(statement_, next_++, number);
  return *this;
}
Statement& Statement::bind_blob(std::span<const uint8_t> bytes) {
  if (statement_ != nullptr) sqlite3_bind_blob64(statement_, next_++, bytes.empty() ? reinterpret_cast<const uint8_t*>("") : bytes.data(), bytes.size(), SQLITE_TRANSIENT);
  return *this;
}
Statement& Statement::bind_null() {
  if (statement_ != nullptr) sqlite3_bind_null(statement_, next_++);
  return *this;
}

bool Statement::step() {
  if (statement_ == nullptr) return false;
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE && *status_ == SQLITE_OK) *status_ = code;
  return false;
}

void Statement::run() {
  while (step()) {
  }
  reset();
}

void Statement::reset() {
  if (statement_ != nullptr) sqlite3_reset(statement_);
  next_ = 1;
}

std::string Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return bytes == nullptr ? std::string() : std::string(bytes, static_cast<size_t>(sqlite3_column_bytes(statement_, column)));
}
uint64_t Statement::number(int column) const { return static_cast<uint64_t>(sqlite3_column_int64(statement_, column)); }
double Statement::real(int column) const { return sqlite3_column_double(statement_, column); }
bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
std::span<const uint8_t> Statement::blob(int column) const {
  const auto* bytes = static_cast<const uint8_t*>(sqlite3_column_blob(statement_, column));
  return {bytes, bytes == nullptr ? 0 : static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

Database::~Database() {
  sqlite3_close_v2(database_);
  if (!name_.empty()) take_name_back(name_);
}

Status Database::open(MemoryFile& file) {
  name_ = give_name(file);
  status_ = sqlite3_open_v2(name_.c_str(), &database_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  // A journal on no disk; whatever a file says of its schema is not to be trusted.
  run("PRAGMA journal_mode = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA cache_size = -65536;");
  return status();
}

void Database::run(const std::string& sql) {
  if (database_ == nullptr || failed()) return;
  const int code = sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) status_ = code;
}

Statement Database::prepare(const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  if (database_ == nullptr) return {};
  const int code = sqlite3_prepare_v2(database_, sql.c_str(), static_cast<int>(sql.size()), &statement, nullptr);
  if (code != SQLITE_OK && status_ == SQLITE_OK) status_ = code;
  return {statement, &status_};
}

Status Database::status() {
  const int code = std::exchange(status_, SQLITE_OK);
  if (code == SQLITE_OK) return {};
  if (code == SQLITE_FULL || code == SQLITE_NOMEM || code == SQLITE_TOOBIG)
    return Error{ErrorCode::kTooLarge, "project.too_large", "The project is larger than the memory there is for it.", "Save it without the extracts, or use the command line.", {}, 0, {}};
  const std::string what = sqlite3_errstr(code);
  if (code == SQLITE_NOTADB)
    return Error{ErrorCode::kBadInput, "project.not_one", "The file is no project of Jumelles.", "Choose a file with the ending .jumelles, or a project.json.", {}, 0, {}};
  return Error{ErrorCode::kBadInput, "project.damaged", "The project is damaged: " + what + ".", "Open an older copy of it.", {}, 0, {what}};
}

std::string quoted_name(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

}  // namespace jumelles::project
