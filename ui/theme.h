#pragma once

// What every panel draws with: colors, type sizes and measures by name. Nothing else is drawn.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace jumelles::ui {

enum class Token : uint8_t {
  kNone, kBg, kSurface, kRaised, kSunken, kHover, kBorder, kBorderStrong, kControl, kText, kMuted, kDisabled,
  kAccent, kAccentHover, kOnAccent, kAccentSoft, kMatch, kMatchSoft, kMatchFill, kPossible, kPossibleSoft, kPossibleFill,
  kNonmatch, kNonmatchSoft, kNonmatchFill, kAgainst, kAgainstSoft, kAgainstFill, kWarning, kWarningSoft, kError, kErrorSoft,
  kAdded, kAddedSoft, kRemoved, kRemovedSoft, kS1, kS2, kS3, kS4, kS5, kS6, kH0, kH1, kH2, kH3, kH4, kCount,
};

struct Theme {
  const char* name;  // "light", "dark"
  // 0xRRGGBB by token.
  std::array<uint32_t, static_cast<size_t>(Token::kCount)> colors;
};
const Theme& light_theme();
const Theme& dark_theme();
std::string_view token_name(Token token);  // "on-accent"

// The token of source `index` (0-based); the sixth serves all further ones.
Token source_token(size_t index);

enum class Type : uint8_t { kMicro, kSmall, kDense, kBody, kLead, kTitle, kFigure };
struct TypeSize { float css_px, line_px, imgui_px; };
TypeSize type_size(Type type);

// Measures in CSS pixels.
namespace size {
inline constexpr float kTopBar = 48, kPageHeader = 64, kStatusStrip = 28, kRail = 208, kRailFolded = 56;
inline constexpr float kPagePadding = 24, kTableHeaderTwoLines = 44, kRow = 28, kComparedRow = 30, kDetailRow = 24;
inline constexpr float kButton = 32, kButtonDense = 28, kButtonBig = 40, kChip = 20, kKeyCap = 18;
inline constexpr float kListRowPerson = 44, kListRowPair = 52, kDocumentRow = 48, kScrollBar = 12;
inline constexpr float kRadiusControl = 6, kRadiusChip = 4, kRadiusZone = 8;
}  // namespace size

}  // namespace jumelles::ui
