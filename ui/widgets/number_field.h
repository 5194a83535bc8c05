#pragma once

// A field that a number is typed in, as the language writes it. What is no number, or lies outside its range, is not taken: it stays where it
// was typed, with what is expected beneath it, until it is mended or put back (Escape).

#include <optional>
#include <string>
#include <string_view>

#include "core/range.h"
#include "widgets/text_field.h"

namespace jumelles::ui {

// "0,01", "1 %", "12 000" as a number; nothing of what is none. A comma before three digits groups them where the language groups so.
std::optional<double> number_from_text(std::string_view text);
// As many decimals as it takes to say it, `most` of them at most.
std::string number_to_text(double value, int most = 9);

struct NumberFieldOptions {
  std::string name;           // accessible
  Range range;
  std::string unit;           // "number.unit.": what the range is in
  bool whole = false;
  bool as_text = false;       // see TextFieldOptions
  Ink ink = kDense;
};

// What is typed in one of them, between frames.
struct TypedNumber {
  std::optional<std::string> text;
  std::string problem;        // sentence to show beneath; "": none
  std::string instead_of;     // what was written there: a problem ends with it
};

// `written`: the number as it is, by number_to_text or signed. The number that is taken, when it is another text.
std::optional<double> number_field(Ui& ui, const std::string& key, Rect rect, std::string_view written, TypedNumber& typed, const NumberFieldOptions& options);
// The problem, where there is one, on as many lines as it takes: its height, 0 without one.
float number_problem_height(const Ui& ui, const TypedNumber& typed, float width);
float draw_number_problem(Ui& ui, const std::string& key, float x, float y, float width, const TypedNumber& typed);

}  // namespace jumelles::ui
