#include "widgets/table.h"

#include <algorithm>
#include <cmath>

#include "i18n/text.h"
#include "icons.h"
#include "widgets/controls.h"
#include "widgets/text_field.h"

namespace jumelles::ui {

float filter_width(const Ui& ui, std::string_view name, float available) {
  constexpr float kAround = 48, kMost = 260;
  return std::max(std::ceil(text_width(ui, name, kDense)) + kAround, std::min(available * 0.3f, kMost));
}

bool filter_field(Ui& ui, const std::string& key, Rect rect, std::string_view name, std::string& text) {
  const TextFieldOptions options{.name = std::string(name), .placeholder = std::string(name), .glyph = icon::kListFilter};
  TextFieldEvents typed = text_field(ui, key, rect, text, options);
  if (!typed.changed && !typed.canceled) return false;
  std::string wanted = typed.canceled ? std::string() : std::move(*typed.changed);
  if (wanted == text) return false;
  text = std::move(wanted);
  ui.more_frames = true;
  return true;
}

bool nothing_found(Ui& ui, const std::string& key, Rect area, std::string_view why, std::string_view way_out) {
  const float bottom = paragraph(ui, area.x + 16, area.y + 16, area.w - 32, why, kDenseMuted);
  say(ui, Role::kParagraph, key, {area.x + 16, area.y + 16, area.w - 32, bottom - area.y - 16}, why);
  return !way_out.empty() && button(ui, key + "/action", area.x + 16, bottom + 12, way_out, {.glyph = icon::kX});
}

Sort next_sort(const Sort& now, std::string_view by, bool descending_first) {
  if (now.by != by) return {std::string(by), descending_first};
  return now.descending == descending_first ? Sort{now.by, !descending_first} : Sort{};
}

std::optional<Sort> sort_header(Ui& ui, std::string key, Rect r, const SortHeader& header, const Sort& now) {
  const bool sorts = now.by == header.by;
  Semantic semantic;
  semantic.key = std::move(key);
  semantic.role = Role::kColumnHeader;
  semantic.name = header.label;
  semantic.value = sorts ? tr(now.descending ? "sort.descending" : "sort.ascending") : "";
  semantic.sort = !sorts ? "none" : now.descending ? "descending" : "ascending";
  semantic.rect = r;
  semantic.action = "press";
  const Interaction state = interact(ui, std::move(semantic), true);
  if (state.hovered || state.held) fill(ui, r, state.held ? Token::kAccentSoft : Token::kHover);
  constexpr float kArrow = 12, kGap = 2;
  Ink ink = kSmallStrong;
  if (sorts) ink.color = Token::kAccent;
  const float width = text_width(ui, header.label, ink) + (sorts ? kArrow + kGap : 0), y = r.y + std::floor((r.h - 16) / 2);
  const float x = header.right ? std::max(r.x, r.right() - width) : r.x;
  const float end = text_cut(ui, x, y, r.w - (sorts ? kArrow + kGap : 0), header.label, ink);
  if (sorts) draw_icon(ui, end + kGap, y + 2, kArrow, now.descending ? icon::kArrowDown : icon::kArrowUp, Token::kAccent);
  if (!header.tip.empty()) tip(ui, r, header.tip);
  if (!state.pressed) return std::nullopt;
  return next_sort(now, header.by, header.descending_first);
}

}  // namespace jumelles::ui
