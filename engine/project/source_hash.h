#pragma once

// Tells files apart by their bytes: XXH3 with 128 bits, the digits that `xxhsum -H2` prints. Not for secrets; no two extracts
// have the same by chance.

#include <memory>
#include <span>
#include <string>

namespace jumelles::project {

class SourceHash {
 public:
  SourceHash();
  ~SourceHash();
  void add(std::span<const uint8_t> bytes);
  std::string text() const;  // "xxh128:", 32 hexadecimal digits

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace jumelles::project
