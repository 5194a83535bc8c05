#pragma once

// Writes a file so that whatever happens (the program is killed, the disk is full, the power fails) the old file is there whole, or
// the new one is: it is written beside it first, and takes its place in one step.

#include <functional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace jumelles::cli {

// `produce` gets a function that takes consecutive pieces and says whether they could be written. `before_call`: called before each
// call of the system, for tests. Errors: of `produce`, or what the system said; then the old file is as it was.
Status save_file(const std::string& path, const std::function<Status(const std::function<bool(std::string_view)>&)>& produce,
                 const std::function<void()>& before_call = {});

}  // namespace jumelles::cli
