// What the studio never does. Each sentence has its test, here or where what it is about is tested:
//   a spinner without a number             here
//   a number without a unit or a name      here
//   an error without a next step           text_test.cpp, "every error that a screen can cause has a text and a hint in both languages"
//   a page that is blocked                 session/session_test.cpp, "canceling in any phase ..."; e2e/latency.test.mjs, "frames are built fast ..."
//   lost work                              e2e/recovery.test.mjs: a tab, an engine and a browser that die; a tab that is closed with unsaved work
//   a dialog where a preview would do      web/dialogs.test.mjs: nothing of the page stops people with a dialog of the browser
//   a setting where a good default would do session/session_test.cpp, "one button makes golden records, and everything else rests on them"
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>

#include "i18n/text.h"
#include "protocol/protocol_json.h"
#include "ui/fixture.h"
#include "ui/studio.h"

using namespace jumelles;
using fixture::Studio;

namespace {

constexpr const char* kScreens[] = {"sources", "quality", "recipe", "rules", "pairs", "groups", "golden", "delivery"};

bool has_digit(const std::string& text) { return std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; }); }
bool has_letter(const std::string& text) { return std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isalpha(c) != 0 || c == '%'; }); }

protocol::ProgressEvent progress_of(const char* task) {
  protocol::ProgressEvent progress;
  progress.task = task, progress.phase = "score.pairs", progress.unit = "pairs", progress.fraction = .62, progress.units_per_second = 1.9e6, progress.remaining_ms = 3000;
  return progress;
}

}  // namespace

TEST_CASE("whatever turns says how far it is") {
  for (const float width : {1440.0f, 1024.0f}) {
    Studio studio(width, 900);
    studio.receive(fixture::summary(true));
    studio.receive(protocol::Event{progress_of("run")});
    for (const char* screen : kScreens) {
      const ui::Semantic* row = studio.find(std::string("rail/") + screen);
      REQUIRE(row != nullptr);
      CHECK_MESSAGE(has_digit(row->value), std::string(screen));
      if (std::string(screen) != "sources" && std::string(screen) != "quality" && std::string(screen) != "recipe") CHECK_MESSAGE(row->value == ui::percent(.62), std::string(screen));
    }
    CHECK(studio.find("status/progress")->value == "62");
    CHECK(studio.has("status/cancel"));
    if (width > 1152) CHECK(studio.find("rail/run")->name.find(ui::percent(.62)) != std::string::npos);
  }
  Studio reading;
  reading.receive(fixture::summary(false));
  reading.receive(protocol::Event{progress_of("import")});
  CHECK(reading.find("rail/sources")->value == ui::percent(.62));
}

TEST_CASE("no number stands alone: what it counts is said with it") {
  for (const ui::Language language : {ui::Language::kFrench, ui::Language::kEnglish}) {
    Studio studio(1440, 900, language);
    studio.receive(fixture::summary(true));
    for (const char* screen : kScreens) {
      studio.go(screen);
      for (const ui::Semantic& semantic : studio.app.semantics()) {
        if (semantic.role == ui::Role::kTextbox || semantic.role == ui::Role::kSearchbox) continue;  // what people type
        if (semantic.key.starts_with("inspector/written/")) continue;                                                      // values of records, before and after
        if (has_digit(semantic.value)) CHECK_MESSAGE((has_letter(semantic.name) || has_letter(semantic.value)), std::string(screen) << ": " << semantic.key << " = " << semantic.value);
        if (semantic.role == ui::Role::kChart || semantic.role == ui::Role::kStatus)
          CHECK_MESSAGE((!has_digit(semantic.name) || has_letter(semantic.name)), std::string(screen) << ": " << semantic.key << " = " << semantic.name);
      }
    }
  }
}
