// Words that people give to records: those there are, and the field that gives one to all filtered records at once.

#include <algorithm>

#include "i18n/text.h"
#include "icons.h"
#include "panels/quality.h"

namespace jumelles::ui {
namespace {

constexpr float kField = 220, kLine = 32;

void show_tag(Panel& panel, const std::string& tag) {
  QualityView& view = panel.view.quality;
  std::erase_if(view.filters, [](const protocol::FacetFilter& filter) { return filter.kind == "tag"; });
  if (!view.shows_rows) view.filters.clear();
  view.filters.push_back({"tag", "", tag, 0, 0});
  view.shows_rows = true;
  view.row = 0;
  view.reveal_row = panel.ui.more_frames = true;
}

}  // namespace

float draw_tags(Panel& panel, const protocol::AuditPage& audit, float x, float y, float width) {
  if (audit.tags.empty()) return y;
  Ui& ui = panel.ui;
  const float left = x;
  uint64_t lost = 0;
  x = text(ui, x, y + 4, tr("quality.tags"), kDenseStrong) + 10;
  heading(ui, "quality/tags", {left, y + 4, x - left, 20}, tr("quality.tags"), 2);
  for (const protocol::TagRow& tag : audit.tags) {
    const std::string words = tag.tag + " " + number(tag.count), key = "quality/tag/" + tag.tag;
    const ButtonOptions quiet{.kind = ButtonKind::kQuiet, .glyph = icon::kTag, .height = 28, .tip = tr("quality.see_records")};
    const float wide = button_width(ui, words, quiet) + 32;
    if (x > left && x + wide > left + width) x = left, y += kLine;
    if (button(ui, key, x, y, words, quiet)) show_tag(panel, tag.tag);
    if (icon_button(ui, key + "/remove", {x + wide - 32, y + 2, 24, 24}, icon::kX, tr("quality.tag.gone", {tag.tag}), false, Token::kMuted, 14)) panel.client.send(protocol::TagRecords{tag.tag, false, {}});
    x += wide;
    lost += tag.lost_count;
  }
  y += kLine;
  if (lost > 0) {
    const std::string words = tr_count("quality.tag.lost", lost);
    const float bottom = paragraph(ui, left, y, width, words, kSmall);
    say(ui, Role::kStatus, "quality/tags/lost", {left, y, width, bottom - y}, words);
    y = bottom;
  }
  return y + 8;
}

float draw_tagging(Panel& panel, const protocol::AuditPage& audit, Rect line, uint64_t count) {
  Ui& ui = panel.ui;
  QualityView& view = panel.view.quality;
  float x = line.x;
  const float y = line.y + 6;
  const TextFieldEvents typed = text_field(ui, "quality/tag_field", {x, y, kField, size::kButtonDense}, view.tag_draft, {.name = tr("quality.tag.word"), .placeholder = tr("quality.tag.word"), .glyph = icon::kTag});
  if (typed.changed) view.tag_draft = *typed.changed, ui.more_frames = true;
  if (typed.canceled) view.tag_draft.clear(), ui.more_frames = true;
  x += kField + 8;
  const bool is_blank = view.tag_draft.find_first_not_of(' ') == std::string::npos;
  const bool known = std::any_of(audit.tags.begin(), audit.tags.end(), [&](const protocol::TagRow& tag) { return tag.tag == view.tag_draft; });
  const std::string give = tr_count("quality.tag.give", count), take = tr("quality.tag.take");
  const ButtonOptions giving{.disabled = is_blank}, taking{.kind = ButtonKind::kQuiet, .disabled = !known};
  const bool pressed = button(ui, "quality/tag_give", x, y, give, giving);
  x += button_width(ui, give, giving) + 8;
  if ((pressed || typed.committed) && !is_blank) {
    panel.client.send(protocol::TagRecords{view.tag_draft, true, view.filters});
    leave_field(ui);
  }
  if (button(ui, "quality/tag_take", x, y, take, taking)) panel.client.send(protocol::TagRecords{view.tag_draft, false, view.filters});
  x += button_width(ui, take, taking) + 16;
  // Those there are: a press filters by one more.
  for (const protocol::TagRow& tag : audit.tags) {
    const std::string words = tag.tag + " " + number(tag.count);
    const ButtonOptions quiet{.kind = ButtonKind::kQuiet};
    const float wide = button_width(ui, words, quiet);
    if (x + wide > line.right()) break;
    if (button(ui, "quality/tag_filter/" + tag.tag, x, y, words, quiet)) show_tag(panel, tag.tag);
    x += wide + 4;
  }
  return line.bottom();
}

}  // namespace jumelles::ui
