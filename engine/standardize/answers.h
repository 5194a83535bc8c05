#pragma once

// Words of yes and no, of the languages of Europe, in one table.

#include <string_view>

namespace jumelles::standardize {

// "1" or "0"; "" where the folded text is no answer. "Subscribed" and "stop" are ones as well.
std::string_view answer_of(std::string_view folded);

// Yes and no alone, whatever was asked: what columns of answers are known by.
bool is_yes_or_no(std::string_view folded);

}  // namespace jumelles::standardize
