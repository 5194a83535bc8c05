#include "core/result.h"

namespace jumelles {

std::string to_string(const Error& error) {
  std::string out = error.path;
  if (error.line != 0) out += (out.empty() ? "line " : ":") + std::to_string(error.line);
  if (!out.empty()) out += ": ";
  out += error.message;
  if (!error.hint.empty()) out += " " + error.hint;
  return out;
}

}  // namespace jumelles
