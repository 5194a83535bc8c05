#pragma once

// SQLite, as much of it as a project needs: a database in a MemoryFile, statements, errors as values.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/result.h"
#include "project/memory_file.h"

struct sqlite3;
struct sqlite3_stmt;

namespace jumelles::project {

// One statement. Parameters are bound from 1, in their order; columns are read from 0. What fails is remembered by the database:
// its status tells after a piece of work whether all of it was done.
class Statement {
 public:
  Statement() = default;
  Statement(Statement&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)), status_(other.status_) {}
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  Statement& bind(std::string_view text);
  Statement& bind(uint64_t number);
  Statement& bind(double number);
  Statement& bind_blob(std::span<const uint8_t> bytes);
  Statement& bind_null();
  // The next row: false at the end, or when it failed.
  bool step();
  // To the end, and ready to be bound anew.
  void run();
  void reset();

  std::string text(int column) const;
  uint64_t number(int column) const;
  double real(int column) const;
  bool is_null(int column) const;
  std::span<const uint8_t> blob(int column) const;  // until the next step

 private:
  friend class Database;
  Statement(sqlite3_stmt* statement, int* status) : statement_(statement), status_(status) {}
  sqlite3_stmt* statement_ = nullptr;
  int* status_ = nullptr;
  int next_ = 1;
};

class Database {
 public:
  Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  // `file` must outlive this; empty, it becomes a database.
  Status open(MemoryFile& file);
  // Several statements at once.
  void run(const std::string& sql);
  // One that does not compile fails at once and does nothing.
  Statement prepare(const std::string& sql);
  // The first failure since the last call, as an error.
  Status status();
  bool failed() const { return status_ != 0; }

 private:
  sqlite3* database_ = nullptr;
  std::string name_;
  int status_ = 0;
};

// `name` as SQL writes it.
std::string quoted_name(std::string_view name);

}  // namespace jumelles::project
