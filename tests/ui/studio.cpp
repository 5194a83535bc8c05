#include "ui/studio.h"

#include <doctest/doctest.h>

#include "protocol/protocol_json.h"
#include "ui/fixture.h"

namespace jumelles::fixture {

Studio::Studio(float width, float height, ui::Language language) : app(platform) {
  app.set_language(language);
  app.resize(width, height, 1);
  app.engine_state(ui::EngineState::kReady, "");
  settle();
}

void Studio::settle() {
  for (int i = 0; i < 40; ++i) {
    platform.clock_ms += 16;
    bool more = app.frame();
    serve_fields();
    for (const std::string& json : app.take_outgoing()) {
      if (auto query = protocol::query_from_json(json); query.ok()) {
        queries.push_back(json);
        protocol::Reply reply = answer(query.value().request_id, revision, query.value().query);
        if (amend) amend(query.value().query, reply);
        if (answers) app.receive(protocol::to_json(reply));
        more = true;
      } else {
        commands_.push_back(json);
      }
    }
    if (!more) return;
  }
  FAIL("the studio does not come to rest");
}

void Studio::receive(const protocol::Summary& summary) {
  revision = summary.revision;
  receive(protocol::Event{protocol::RevisionEvent{summary}});
}

void Studio::receive(const protocol::Event& event) {
  app.receive(protocol::to_json(event));
  settle();
}

const ui::Semantic* Studio::find(const std::string& key) const {
  for (const ui::Semantic& semantic : app.semantics())
    if (semantic.key == key) return &semantic;
  return nullptr;
}

std::string Studio::value(const std::string& key) const {
  const ui::Semantic* semantic = find(key);
  return semantic ? semantic->value : "(absent)";
}

void Studio::click(const std::string& key, int button) {
  const ui::Semantic* semantic = find(key);
  REQUIRE_MESSAGE(semantic, key);
  float x = semantic->rect.x + semantic->rect.w / 2, y = semantic->rect.y + semantic->rect.h / 2;
  app.pointer_move(x, y, false);
  settle();
  app.pointer_button(button, true, x, y, false);
  settle();
  app.pointer_button(button, false, x, y, false);
  settle();
  app.pointer_leave();
  settle();
}

void Studio::drag(const std::string& key, float dx) {
  const ui::Semantic* semantic = find(key);
  REQUIRE_MESSAGE(semantic, key);
  float x = semantic->rect.x + semantic->rect.w / 2, y = semantic->rect.y + semantic->rect.h / 2;
  app.pointer_move(x, y, false);
  settle();
  app.pointer_button(0, true, x, y, false);
  for (int step = 1; step <= 4; ++step) {
    app.pointer_move(x + dx * static_cast<float>(step) / 4, y, false);
    for (int i = 0; i < 3; ++i) {
      platform.clock_ms += 16;
      app.frame();
    }
  }
  app.pointer_button(0, false, x + dx, y, false);
  settle();
}

void Studio::choose(const std::string& key, const std::string& choice) {
  click(key);
  click(key + "/list/" + choice);
}

bool Studio::press(const std::string& key, bool control, bool shift, bool alt) {
  bool taken = app.key({key, control, shift, alt}, true);
  settle();
  app.key({key, control, shift, alt}, false);
  settle();
  return taken;
}

// The host's part: focus goes where the studio wants it.
void Studio::serve_fields() {
  std::vector<ui::HostRequest> others;
  for (ui::HostRequest& request : platform.requests) {
    if (request.what == "focus_field") app.field(request.argument, "focus", "");
    else if (request.what == "leave_field") app.field(request.argument, "blur", "");
    else others.push_back(std::move(request));
  }
  platform.requests = std::move(others);
}

void Studio::enter_field(const std::string& key) {
  REQUIRE_MESSAGE(has(key), key);
  app.field(key, "focus", "");
  settle();
}

void Studio::type(const std::string& key, const std::string& text) {
  if (app.ui().field != key) enter_field(key);
  app.field(key, "input", text);
  settle();
}

std::vector<std::string> Studio::take_commands() {
  std::vector<std::string> out;
  out.swap(commands_);
  return out;
}

std::vector<ui::HostRequest> Studio::take_requests() {
  std::vector<ui::HostRequest> out;
  for (auto& request : platform.requests)
    if (request.what != "cursor" && request.what != "title") out.push_back(request);
  platform.requests.clear();
  return out;
}

}  // namespace jumelles::fixture
