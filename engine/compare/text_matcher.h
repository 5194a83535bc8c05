#pragma once

// Grades texts (titles, products, company names, free text) by their words: comparator "text".

#include <memory>

#include "compare/matcher.h"

namespace jumelles::compare {

std::unique_ptr<Matcher> make_text_matcher(const Comparison& comparison, const Attribute& attribute, Field field);

}  // namespace jumelles::compare
