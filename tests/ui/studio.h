#pragma once

// A studio without a browser: the null platform, an engine made of fixtures, and hands that click by semantic key.

#include <functional>
#include <string>
#include <vector>

#include "app/app.h"
#include "platform/platform.h"

namespace jumelles::fixture {

class Studio {
 public:
  explicit Studio(float width = 1440, float height = 900, ui::Language language = ui::Language::kFrench);

  // Draws until nothing moves, answering queries.
  void settle();
  void receive(const protocol::Summary& summary);
  void receive(const protocol::Event& event);

  const ui::Semantic* find(const std::string& key) const;
  bool has(const std::string& key) const { return find(key) != nullptr; }
  std::string value(const std::string& key) const;
  // With the pointer, at the middle of the item.
  void click(const std::string& key, int button = 0);
  void drag(const std::string& key, float dx);
  // A combo: opens it and clicks the choice.
  void choose(const std::string& key, const std::string& choice);
  bool press(const std::string& key, bool control = false, bool shift = false, bool alt = false);
  // As the host does it: gives the focus that was asked for, hands over a text, takes the focus away that is to be left.
  void type(const std::string& key, const std::string& text);
  void enter_field(const std::string& key);
  void go(const std::string& screen) { click("rail/" + screen); }

  // Commands sent since the last call, as JSON.
  std::vector<std::string> take_commands();
  std::vector<ui::HostRequest> take_requests();

  ui::NullPlatform platform;
  ui::App app;
  bool answers = true;
  std::function<void(const protocol::Query&, protocol::Reply&)> amend;  // what the engine of fixtures would answer
  uint64_t revision = 0;
  std::vector<std::string> queries;

 private:
  void serve_fields();
  std::vector<std::string> commands_;
};

}  // namespace jumelles::fixture
