#include "theme.h"

#include <algorithm>

namespace jumelles::ui {
namespace {

constexpr Theme kLight{{
    0,        0xF3F5F8, 0xFFFFFF, 0xFFFFFF, 0xEBEEF3, 0xF1F4FA, 0xDCE1E8, 0xB8C0CC, 0x828B9B, 0x18202E, 0x505B6E, 0x8D96A5,
    0x2353C4, 0x1B449F, 0xFFFFFF, 0xE6EDFC, 0x0A6F64, 0xDAF0EC, 0x2A9486, 0x855400, 0xFBEDCF, 0xB87C14,
    0x515E72, 0xE6EAF0, 0x7E8BA0, 0xA8401F, 0xFBE5DC, 0xD07350, 0x855400, 0xFBEDCF, 0xB01038, 0xFCE4EA,
    0x0A6F64, 0xCDEBE5, 0xA8401F, 0xFADCD0, 0x6A4CBF, 0x17719F, 0x5C6F12, 0xA33F88, 0x86563A, 0x55647A,
    0xFFFFFF, 0xE9EFFB, 0xCFDDF6, 0xB1C8F0, 0x91B0E8,
}};

// Dear ImGui scales Inter by ascent minus descent: its size is the CSS size times 1.21, rounded.
constexpr std::array<TypeSize, 7> kTypes{{{11, 16, 13}, {12, 16, 15}, {13, 20, 16}, {14, 20, 17}, {16, 24, 19}, {20, 28, 24}, {28, 36, 34}}};

}  // namespace

const Theme& light_theme() { return kLight; }

Token source_token(size_t index) { return static_cast<Token>(static_cast<size_t>(Token::kS1) + std::min<size_t>(index, 5)); }

TypeSize type_size(Type type) { return kTypes[static_cast<size_t>(type)]; }

}  // namespace jumelles::ui
