#pragma once

// `jumelles` as a function: arguments in, texts out, exit code back. The program and the tests call the same one.

#include <cstdint>
#include <functional>
#include <ostream>
#include <string>
#include <vector>

namespace jumelles::cli {

// Exit codes.
constexpr int kDone = 0, kBadInput = 1, kBadUsage = 2, kCanceled = 3, kInternal = 4, kTargetMissed = 5;

struct Terminal {
  std::ostream* out = nullptr;
  std::ostream* err = nullptr;
  bool progress = false;               // err is a terminal: show progress on it
  std::function<bool()> interrupted;   // asked often; true stops with kCanceled
  std::function<double()> clock_ms;
  std::function<uint64_t()> calendar_ms;  // since 1970 UTC; without one, nothing is dated
};

// `arguments` without the program's name.
int run_cli(const std::vector<std::string>& arguments, Terminal& terminal);

}  // namespace jumelles::cli
