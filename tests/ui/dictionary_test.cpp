#include <doctest/doctest.h>

#include <algorithm>

#include "i18n/text.h"
#include "protocol/protocol_json.h"
#include "ui/fixture.h"
#include "ui/studio.h"

using namespace jumelles;
using fixture::Studio;
using protocol::SetDictionaryEntry;

namespace {

struct Glossary {
  explicit Glossary(float width = 1440, float height = 900, ui::Language language = ui::Language::kFrench) : studio(width, height, language) {
    studio.receive(fixture::summary());
    studio.go("quality");
    press("quality/shown/dictionary");
    studio.take_commands();
  }
  // As a hand would, wherever it is scrolled to.
  void press(const std::string& key) {
    REQUIRE_MESSAGE(studio.app.activate(key, ""), key);
    studio.settle();
  }
  void choose(const std::string& key, const std::string& id) {
    REQUIRE_MESSAGE(studio.app.activate(key, id), key);
    studio.settle();
  }
  SetDictionaryEntry only_entry() {
    const std::vector<std::string> sent = studio.take_commands();
    REQUIRE(sent.size() == 1);
    const auto command = protocol::command_from_json(sent[0]);
    REQUIRE(command.ok());
    REQUIRE(std::holds_alternative<SetDictionaryEntry>(command.value()));
    return std::get<SetDictionaryEntry>(command.value());
  }
  std::string value(const std::string& key) const { return studio.find(key) ? studio.find(key)->value : "(absent)"; }
  std::string name(const std::string& key) const { return studio.find(key) ? studio.find(key)->name : "(absent)"; }
  Studio studio;
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the dictionary says of each attribute what is asked of it, and how each source meets it") {
  Glossary d;
  CHECK(has(d.value("quality/dictionary/email"), ui::tr("quality.requirement.required") + ", " + ui::tr("quality.personal.contact")));
  CHECK(has(d.value("quality/dictionary/email"), "boutique\u00a0: " + ui::tr("quality.dictionary.met")));
  CHECK(has(d.value("quality/dictionary/email"), "crm\u00a0: " + ui::tr_count("quality.dictionary.missing", 5240 - 4350)));
  CHECK(has(d.value("quality/dictionary/phone"), ui::tr_count("quality.dictionary.off_format", 412)));
  CHECK(has(d.value("quality/dictionary/siren"), ui::tr("quality.no_column")));
  CHECK(d.name("quality/dictionary_state") == ui::tr_count("quality.dictionary.unmet", 7));
  CHECK(d.name("quality/dictionary_column/0") == "crm");
  CHECK(d.name("quality/dictionary/iban") == "IBAN");  // that no source has
}

TEST_CASE("what is chosen or typed about an attribute is one command that keeps the rest") {
  Glossary d;
  d.press("quality/dictionary/email");
  d.choose("quality/entry/requirement", "wished");
  SetDictionaryEntry sent = d.only_entry();
  CHECK(sent.entry.attribute == "email");
  CHECK(sent.entry.requirement == "wished");
  CHECK(sent.entry.owner == "Claire Morin");
  CHECK(sent.entry.meaning.empty());  // what is usual is not said by anybody
  // Before the engine has told it back, the next one stands on it.
  d.studio.type("quality/entry/purpose", "Facturation");
  d.studio.press("Enter");
  sent = d.only_entry();
  CHECK(sent.entry.purpose == "Facturation");
  CHECK(sent.entry.requirement == "wished");
  d.studio.type("quality/entry/retention", "24");
  d.studio.press("Enter");
  CHECK(d.only_entry().entry.retention_months == 24);
  d.studio.type("quality/entry/retention", "5000");
  d.studio.press("Enter");
  CHECK(d.studio.take_commands().empty());
  CHECK(d.studio.has("quality/entry/retention/wrong"));
}

TEST_CASE("a pattern that is none stays where it was typed, says what is wrong and is not sent") {
  Glossary d;
  d.press("quality/dictionary/email");
  d.studio.type("quality/entry/pattern", "(");
  d.studio.press("Enter");
  d.studio.settle();
  CHECK(d.studio.take_commands().empty());
  CHECK(d.studio.has("quality/entry/pattern/wrong"));
  CHECK(d.value("quality/entry/pattern") == "(");
  d.studio.type("quality/entry/pattern", ".+@.+");
  d.studio.press("Enter");
  CHECK(d.only_entry().entry.pattern == ".+@.+");
  CHECK_FALSE(d.studio.has("quality/entry/pattern/wrong"));
}

TEST_CASE("an entry goes back to what is proposed, where something was said of it") {
  Glossary d;
  d.press("quality/dictionary/phone");
  CHECK(d.value("quality/entry/pattern") == "0\\d{9}");
  d.press("quality/entry/usual");
  protocol::DictionaryEntry nothing;
  nothing.attribute = "phone";
  CHECK(d.only_entry().entry == nothing);
  d.press("quality/dictionary/city");
  CHECK_FALSE(d.studio.has("quality/entry/usual"));
}

TEST_CASE("arrows walk the rows of the dictionary, and records that lack something are a press away") {
  Glossary d;
  d.press("quality/dictionary/street");
  d.studio.press("ArrowDown");
  CHECK(d.name("quality/entry/title") == "Code postal");
  d.studio.press("ArrowUp");
  d.studio.press("ArrowUp");
  CHECK(d.name("quality/entry/title") == "Téléphone");
  d.press("quality/entry/source/1/see");
  CHECK(d.studio.app.view().quality.shows_rows);
  const auto& filters = d.studio.app.view().quality.filters;
  REQUIRE(filters.size() == 2);
  CHECK(filters[0].value == "boutique");
  CHECK(filters[1].value == "off_format phone");
}

TEST_CASE("where there is no room beside the table an entry takes its place, and gives it back") {
  Glossary d(960, 600, ui::Language::kEnglish);
  CHECK_FALSE(d.studio.has("quality/entry/title"));
  d.press("quality/dictionary/email");
  CHECK(d.name("quality/entry/title") == "E-mail");
  CHECK_FALSE(d.studio.has("quality/dictionary/phone"));
  d.press("quality/entry/back");
  CHECK(d.studio.has("quality/dictionary/phone"));
}

TEST_CASE("the dictionary goes out as a file") {
  Glossary d;
  d.press("quality/dictionary_csv");
  const std::vector<ui::HostRequest> requests = d.studio.take_requests();
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].what == "download");
  CHECK(requests[0].argument == "dictionary");
}

TEST_CASE("the dictionary cuts no text of the interface and covers nothing at the sizes people have, in either language") {
  for (const ui::Language language : {ui::Language::kFrench, ui::Language::kEnglish})
    for (const auto& [wide, high] : {std::pair{960.0f, 600.0f}, {1280.0f, 720.0f}, {1440.0f, 900.0f}}) {
      const float width = wide, height = high;
      Glossary d(width, height, language);
      CAPTURE(width);
      d.press("quality/dictionary/phone");
      for (const char* key : {"quality/entry/meaning", "quality/entry/requirement", "quality/entry/pattern", "quality/entry/retention"}) {
        const ui::Semantic* field = d.studio.find(key);
        REQUIRE_MESSAGE(field != nullptr, key);
        CHECK_MESSAGE(field->rect.right() <= width, key);
      }
      CHECK(d.studio.find("quality/entry/requirement")->rect.right() < d.studio.find("quality/entry/personal_data")->rect.x);
    }
}
