#include "widgets/number_field.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "i18n/text.h"
#include "icons.h"

namespace jumelles::ui {
namespace {

constexpr float kIcon = 14;
const Ink kProblem{Type::kSmall, false, Token::kError};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// English groups digits by commas: "12,000". Where one is followed by three digits and no more, it does that there.
bool groups(std::string_view text, size_t comma) {
  if (language() != Language::kEnglish || comma == 0 || !is_digit(text[comma - 1]) || text.size() < comma + 4) return false;
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(comma) + 1, text.begin() + static_cast<std::ptrdiff_t>(comma) + 4, is_digit) &&
         (text.size() == comma + 4 || !is_digit(text[comma + 4]));
}

std::string expected(const NumberFieldOptions& o) {
  const std::string low = number_to_text(o.range.low), unit = tr_id("number.unit.", o.unit);
  if (o.range.high == kNoLimit) return tr("number.expected_from", {low, unit});
  const bool open = o.range.open_low || o.range.open_high;
  return tr(open ? "number.expected_within" : "number.expected", {low, number_to_text(o.range.high), unit});
}

}  // namespace

std::optional<double> number_from_text(std::string_view text) {
  std::string plain;
  bool percent = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ',' && groups(text, i)) continue;
    if (text[i] == ',') plain += '.';
    else if (text.substr(i).starts_with("\u00a0")) i += 1;
    else if (text.substr(i).starts_with("\u202f") || text.substr(i).starts_with("\u2009")) i += 2;
    else if (text.substr(i).starts_with("\u2212")) plain += '-', i += 2;
    else if (text[i] == '%') percent = true;
    else if (text[i] != ' ') plain += text[i];
  }
  if (plain.empty() || plain.find_first_not_of("0123456789.-+eE") != std::string::npos) return std::nullopt;
  char* end = nullptr;
  const double value = std::strtod(plain.c_str(), &end);
  if (end != plain.c_str() + plain.size() || !std::isfinite(value)) return std::nullopt;
  return percent ? value / 100 : value;
}

std::string number_to_text(double value, int most) {
  if (value == 0) return "0";
  int decimals = 0;
  for (double rest = value; decimals < most && std::abs(rest - std::round(rest)) > 1e-9 * std::max(1.0, std::abs(rest)); rest *= 10) ++decimals;
  return decimal(value, decimals);
}

std::optional<double> number_field(Ui& ui, const std::string& key, Rect rect, std::string_view written, TypedNumber& typed, const NumberFieldOptions& o) {
  if (!typed.problem.empty() && typed.instead_of != written) typed = {};
  const TextFieldOptions look{.name = o.name, .ink = o.ink, .as_text = o.as_text && typed.problem.empty(), .at_right = o.as_text, .wrong = !typed.problem.empty()};
  const EditedText edited = edited_text(ui, key, rect, written, typed.text, look);
  if (!edited.ended) return std::nullopt;
  typed.problem.clear();
  if (!edited.taken) return std::nullopt;
  const std::optional<double> number = number_from_text(*edited.taken);
  if (number && o.range.holds(*number) && (!o.whole || *number == std::floor(*number))) return number;
  typed = {*edited.taken, (number ? "" : tr("number.none") + " ") + expected(o), std::string(written)};
  return std::nullopt;
}

float number_problem_height(const Ui& ui, const TypedNumber& typed, float width) {
  return typed.problem.empty() ? 0 : paragraph_height(ui, typed.problem, width - kIcon - 6, kProblem) + 4;
}

float draw_number_problem(Ui& ui, const std::string& key, float x, float y, float width, const TypedNumber& typed) {
  const float height = number_problem_height(ui, typed, width);
  if (height == 0) return 0;
  draw_icon(ui, x, y + 1, kIcon, icon::kOctagonAlert, Token::kError);
  paragraph(ui, x + kIcon + 6, y, width - kIcon - 6, typed.problem, kProblem);
  say(ui, Role::kStatus, key + "/wrong", {x, y, width, height}, typed.problem);
  return height;
}

}  // namespace jumelles::ui
