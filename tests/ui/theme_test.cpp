#include <doctest/doctest.h>
#include <imgui.h>

#include <cstdio>
#include <string>
#include <vector>

#include "ui/drawn.h"
#include "ui/fixture.h"
#include "ui/studio.h"

using namespace jumelles;
using fixture::contrast;
using fixture::Studio;
using ui::Token;

namespace {

uint32_t color(const ui::Theme& theme, Token token) { return theme.colors[static_cast<size_t>(token)]; }

struct Readable {
  std::vector<Token> inks, grounds;
  double least;
};
using enum Token;
constexpr double kLetters = 4.5, kShapes = 3.0;  // WCAG 2.1, AA
const Readable kReadable[] = {
    {{Token::kText, kMuted}, {kSurface, kRaised, kBg, kSunken, kHover, kAccentSoft}, kLetters},
    {{kAccent, kMatch, kPossible, kNonmatch, kAgainst, kWarning, kError}, {kSurface, kRaised, kBg, kSunken, kHover}, kLetters},
    {{kAccent}, {kAccentSoft}, kLetters},
    {{kOnAccent}, {kAccent, kAccentHover}, kLetters},
    {{kMatch}, {kMatchSoft}, kLetters},
    {{kPossible}, {kPossibleSoft}, kLetters},
    {{kNonmatch}, {kNonmatchSoft}, kLetters},
    {{kAgainst}, {kAgainstSoft}, kLetters},
    {{kWarning}, {kWarningSoft}, kLetters},
    {{kError}, {kErrorSoft}, kLetters},
    {{kAdded}, {kAddedSoft, kSurface}, kLetters},
    {{kRemoved}, {kRemovedSoft, kSurface}, kLetters},
    {{Token::kText}, {kMatchSoft, kPossibleSoft, kNonmatchSoft, kAgainstSoft, kWarningSoft, kErrorSoft, kAddedSoft, kRemovedSoft, kH0, kH1, kH2, kH3, kH4}, kLetters},
    {{kSurface}, {kS1, kS2, kS3, kS4, kS5, kS6}, kLetters},
    {{kControl, kMatchFill, kPossibleFill, kNonmatchFill, kAgainstFill, kS1, kS2, kS3, kS4, kS5, kS6}, {kSurface, kBg}, kShapes},
    {{kAccent}, {kSurface, kBg, kRaised, kSunken, kAccentSoft}, kShapes},
};

const char* const kScreens[] = {"sources", "quality", "recipe", "rules", "pairs", "groups", "golden", "delivery"};

void check_drawn(Studio& studio, const ui::Theme& theme, const std::string& where) {
  studio.settle();
  size_t seen = 0;
  for (const fixture::Glyph& glyph : fixture::glyphs(*ImGui::GetDrawData())) {
    ++seen;
    if (glyph.color == color(theme, kDisabled)) continue;  // never information
    const double found = contrast(glyph.color, glyph.background);
    if (found >= kLetters) continue;
    char what[120];
    std::snprintf(what, sizeof what, "%s: %.2f at %.0f, %.0f: #%06x on #%06x", theme.name, found, glyph.x, glyph.y, glyph.color, glyph.background);
    FAIL_CHECK(where << " " << std::string(what));
  }
  CHECK_MESSAGE(seen > 60, where);
}

}  // namespace

TEST_CASE("every text and every shape can be told from its ground, in both themes") {
  for (const ui::Theme* theme : {&ui::light_theme(), &ui::dark_theme()})
    for (const Readable& row : kReadable)
      for (Token ink : row.inks)
        for (Token ground : row.grounds)
          CHECK_MESSAGE(contrast(color(*theme, ink), color(*theme, ground)) >= row.least,
                        theme->name << ": " << ui::token_name(ink) << " on " << ui::token_name(ground));
  CHECK(contrast(0xFFFFFF, 0) == doctest::Approx(21));
  CHECK(contrast(0x777777, 0xFFFFFF) == doctest::Approx(4.48).epsilon(0.001));
}

TEST_CASE("what the screens draw is readable in both themes") {
  for (const ui::Theme* theme : {&ui::light_theme(), &ui::dark_theme()}) {
    Studio studio(1440, 900);
    studio.app.set_dark(theme == &ui::dark_theme());
    check_drawn(studio, *theme, "welcome");
    protocol::Summary summary = fixture::summary();
    studio.receive(summary);
    for (const char* screen : kScreens) {
      studio.go(screen);
      check_drawn(studio, *theme, screen);
    }
    studio.go("pairs");
    studio.click("pairs/filter/to_judge");
    check_drawn(studio, *theme, "judge");
    studio.click("top/menu");
    check_drawn(studio, *theme, "menu");
    studio.press("Escape");
    summary.is_stale = true;
    summary.sources[1].state = protocol::SourceState::kFailed;
    summary.sources[1].problem = {ErrorCode::kBadInput, "file.empty", "The file is empty.", "Export it again.", "boutique.csv", 0, {}};
    studio.receive(summary);
    studio.receive(protocol::Event{protocol::FailedEvent{"import", "boutique.csv", summary.sources[1].problem}});
    for (const char* screen : kScreens) {
      studio.go(screen);
      check_drawn(studio, *theme, std::string("failed, stale ") + screen);
    }
  }
}

TEST_CASE("the theme is switched by its button, and the page is told") {
  Studio studio(960, 600);
  CHECK(studio.app.ui().theme == &ui::light_theme());
  CHECK(studio.find("top/theme")->name == "Thème sombre");
  studio.click("top/theme");
  CHECK(studio.app.ui().theme == &ui::dark_theme());
  CHECK(studio.app.background() == 0x12151A);
  CHECK(ImGui::GetStyle().Colors[ImGuiCol_Text].x == doctest::Approx(0xE8 / 255.0));
  CHECK(studio.find("top/theme")->name == "Thème clair");
  auto requests = studio.take_requests();
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].what == "theme");
  CHECK(requests[0].argument == "dark");
  studio.click("top/theme");
  CHECK(studio.app.ui().theme == &ui::light_theme());
  CHECK(studio.take_requests()[0].argument == "light");
  studio.app.set_dark(true);  // as the system says
  studio.settle();
  CHECK(studio.find("top/theme")->name == "Thème clair");
  CHECK(studio.take_requests().empty());
}
