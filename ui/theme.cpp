#include "theme.h"

#include <algorithm>

namespace jumelles::ui {
namespace {

// In the order of Token. Read by web/tokens.mjs as well: the page around the canvas has no other colors.
struct Row {
  const char* name;
  uint32_t light, dark;
};
constexpr std::array kRows{
    Row{"", 0, 0},
    Row{"bg", 0xF3F5F8, 0x12151A}, Row{"surface", 0xFFFFFF, 0x191D23}, Row{"raised", 0xFFFFFF, 0x222830}, Row{"sunken", 0xEBEEF3, 0x20252D},
    Row{"hover", 0xF1F4FA, 0x232932}, Row{"border", 0xDCE1E8, 0x2E3540}, Row{"border-strong", 0xB8C0CC, 0x465060}, Row{"control", 0x828B9B, 0x737F90},
    Row{"text", 0x18202E, 0xE8EBF0}, Row{"muted", 0x505B6E, 0xA6B0BF}, Row{"disabled", 0x8D96A5, 0x697486}, Row{"accent", 0x2353C4, 0x8FB0FF},
    Row{"accent-hover", 0x1B449F, 0xB0C7FF}, Row{"on-accent", 0xFFFFFF, 0x0E1A36}, Row{"accent-soft", 0xE6EDFC, 0x22304F},
    Row{"match", 0x0A6F64, 0x5CCDBC}, Row{"match-soft", 0xDAF0EC, 0x143A36}, Row{"match-fill", 0x2A9486, 0x2FA393}, Row{"possible", 0x855400, 0xEDBB5A},
    Row{"possible-soft", 0xFBEDCF, 0x3D2F12}, Row{"possible-fill", 0xB87C14, 0xCF9A35}, Row{"nonmatch", 0x515E72, 0xAEB8C6},
    Row{"nonmatch-soft", 0xE6EAF0, 0x2B323C}, Row{"nonmatch-fill", 0x7E8BA0, 0x667285}, Row{"against", 0xA8401F, 0xF29B7A},
    Row{"against-soft", 0xFBE5DC, 0x45251A}, Row{"against-fill", 0xD07350, 0xC96D4B}, Row{"warning", 0x855400, 0xEDBB5A},
    Row{"warning-soft", 0xFBEDCF, 0x3D2F12}, Row{"error", 0xB01038, 0xFF8FA6}, Row{"error-soft", 0xFCE4EA, 0x4A1A27}, Row{"added", 0x0A6F64, 0x5CCDBC},
    Row{"added-soft", 0xCDEBE5, 0x14463F}, Row{"removed", 0xA8401F, 0xF29B7A}, Row{"removed-soft", 0xFADCD0, 0x54291B}, Row{"s1", 0x6A4CBF, 0xB5A0F5},
    Row{"s2", 0x17719F, 0x71BDE6}, Row{"s3", 0x5C6F12, 0xB5C95F}, Row{"s4", 0xA33F88, 0xE592CF}, Row{"s5", 0x86563A, 0xD7A789},
    Row{"s6", 0x55647A, 0xA9B6C8}, Row{"h0", 0xFFFFFF, 0x191D23}, Row{"h1", 0xE9EFFB, 0x1E2940}, Row{"h2", 0xCFDDF6, 0x243860},
    Row{"h3", 0xB1C8F0, 0x2A4880}, Row{"h4", 0x91B0E8, 0x315AA3},
};
static_assert(kRows.size() == static_cast<size_t>(Token::kCount));

constexpr Theme make_theme(const char* name, uint32_t Row::*color) {
  Theme theme{name, {}};
  for (size_t i = 0; i < kRows.size(); ++i) theme.colors[i] = kRows[i].*color;
  return theme;
}
constexpr Theme kLight = make_theme("light", &Row::light), kDark = make_theme("dark", &Row::dark);

// Dear ImGui scales Inter by ascent minus descent: its size is the CSS size times 1.21, rounded.
constexpr std::array<TypeSize, 7> kTypes{{{11, 16, 13}, {12, 16, 15}, {13, 20, 16}, {14, 20, 17}, {16, 24, 19}, {20, 28, 24}, {28, 36, 34}}};

}  // namespace

const Theme& light_theme() { return kLight; }
const Theme& dark_theme() { return kDark; }
std::string_view token_name(Token token) { return kRows[static_cast<size_t>(token)].name; }

Token source_token(size_t index) { return static_cast<Token>(static_cast<size_t>(Token::kS1) + std::min<size_t>(index, 5)); }

TypeSize type_size(Type type) { return kTypes[static_cast<size_t>(type)]; }

}  // namespace jumelles::ui
