#include <unistd.h>

#include <chrono>
#include <csignal>
#include <iostream>

#include "cli/cli.h"

namespace {

volatile std::sig_atomic_t interrupted = 0;

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGINT, [](int) { interrupted = 1; });
  std::signal(SIGTERM, [](int) { interrupted = 1; });
  jumelles::cli::Terminal terminal;
  terminal.out = &std::cout;
  terminal.err = &std::cerr;
  terminal.progress = isatty(2) != 0;
  terminal.interrupted = [] { return interrupted != 0; };
  terminal.clock_ms = [] {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
  };
  terminal.calendar_ms = [] {
    return static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count());
  };
  return jumelles::cli::run_cli({argv + 1, argv + argc}, terminal);
}
