#include "panels/rules_structure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "i18n/text.h"
#include "icons.h"

namespace jumelles::ui {
namespace {

using protocol::StructureChoiceSummary;
using protocol::StructureFigureSummary;

// What an answer comes down to. Its evidence is the text of the answer's own id.
struct AnswerRow {
  const char *answer, *headline;
  bool unknown;  // the data could not tell
};
constexpr AnswerRow kAnswers[] = {
    {"found", "structure.some_twice", false},
    {"none", "structure.nobody_twice", false},
    {"cannot_tell", "structure.twice_unknown", true},
    {"no_shared_key", "structure.twice_unknown", true},
    {"no_pair", "structure.twice_unknown", true},
    {"none_inside", "structure.source_once", false},
    {"few_inside", "structure.source_once", false},
    {"light_inside", "structure.source_once", false},
    {"own_partners", "structure.source_once", false},
    {"not_contradicted", "structure.source_once", false},
    {"learned_few", "structure.source_once", false},
    {"learned_own_partners", "structure.source_once", false},
    {"same_partner", "structure.source_more", false},
    {"heavy_inside", "structure.source_more", false},
    {"too_little", "structure.source_unknown", true},
    {"none_alike", "structure.inside_looked_at", false},
    {"some_alike", "structure.inside_looked_at", false},
    {"used", "structure.look_alikes_apart", false},
    {"too_few", "structure.look_alikes_not_apart", false},
    {"no_room", "structure.look_alikes_not_apart", false},
    {"nothing_own", "structure.look_alikes_not_apart", false},
    {"like_matches", "structure.look_alikes_unknown", true},
};

std::string figure_text(const StructureFigureSummary& figure) {
  if (figure.name.ends_with("_bits")) return decimal(figure.value, 1);
  const bool expected = figure.name.starts_with("expected_");
  if (expected && figure.value < 1) return tr("structure.less_than_one");
  if (expected && figure.value < 10) return decimal(figure.value, 1);
  return number(static_cast<uint64_t>(std::llround(std::max(0.0, figure.value))));
}

std::string evidence_text(const StructureChoiceSummary& choice) {
  std::array<std::string, 8> values;
  values[0] = choice.source;
  for (size_t i = 0; i + 1 < values.size() && i < choice.figures.size(); ++i) values[i + 1] = figure_text(choice.figures[i]);
  return tr("structure." + choice.answer, {values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7]});
}

// The answer, and the evidence beside it or, where there is no room, below.
float choice_row(Panel& panel, const StructureChoiceSummary& choice, size_t index, float x, float y, float width) {
  Ui& ui = panel.ui;
  const auto* row = std::find_if(std::begin(kAnswers), std::end(kAnswers), [&](const AnswerRow& r) { return choice.answer == r.answer; });
  if (row == std::end(kAnswers)) return y;  // of a project from elsewhere
  const std::string answer = tr(row->headline, {choice.source}), why = evidence_text(choice);
  draw_icon(ui, x, y + 6, 16, row->unknown ? icon::kCircleQuestionMark : icon::kCheck, row->unknown ? Token::kPossible : Token::kMuted);
  const float left = x + 24, room = width - 24, gap = 12;
  float bottom = y + 4;
  const float answer_width = text_width(ui, answer, kDense);
  if (answer_width + gap + text_width(ui, why, kDenseMuted) <= room) {
    const float at = text(ui, left, y + 4, answer, kDense);
    text(ui, at + gap, y + 4, why, kDenseMuted);
    bottom = y + size::kRow;
  } else {
    bottom = paragraph(ui, left, y + 4, room, answer, kDense);
    bottom = paragraph(ui, left, bottom, room, why, kDenseMuted) + 4;
  }
  say(ui, Role::kParagraph, "rules/structure/" + std::to_string(index), {x, y, width, bottom - y}, answer, why);
  hline(ui, x, x + width, bottom, Token::kBorder);
  return bottom + 1;
}

}  // namespace

float draw_structure(Panel& panel, float x, float y, float width) {
  Ui& ui = panel.ui;
  const std::vector<StructureChoiceSummary>& choices = panel.client.summary().structure;
  if (choices.empty()) return y;
  const float at = text(ui, x, y + 8, tr("structure.title"), kBodyStrong);
  heading(ui, "rules/structure", {x, y + 8, at - x, 20}, tr("structure.title"), 2);
  text(ui, at + 12, y + 8, tr("structure.sentence"), kDenseMuted);
  y += 36;
  hline(ui, x, x + width, y - 1, Token::kBorder);
  for (size_t i = 0; i < choices.size(); ++i) y = choice_row(panel, choices[i], i, x, y, width);
  return y + 8;
}

}  // namespace jumelles::ui
