#pragma once

// The strings of a message of the protocol, each by its path: "page.rows.cells", places in lists left out.

#include <functional>
#include <string>
#include <string_view>

namespace jumelles::fixture {

// The message with every string as `change` gives it back.
std::string with_strings(std::string_view json, const std::function<std::string(const std::string& path, std::string text)>& change);

}  // namespace jumelles::fixture
