#include "client/client.h"

#include <doctest/doctest.h>

#include "protocol/protocol_json.h"
#include "ui/fixture.h"

using namespace jumelles;
using ui::Client;

namespace {

void revise(Client& client, uint64_t revision) {
  protocol::Summary summary = fixture::summary();
  summary.revision = revision;
  REQUIRE(client.receive(protocol::to_json(protocol::Event{protocol::RevisionEvent{summary}})));
}

protocol::RequestedQuery only_query(Client& client) {
  std::vector<std::string> out = client.take_outgoing();
  REQUIRE(out.size() == 1);
  auto query = protocol::query_from_json(out[0]);
  REQUIRE(query.ok());
  return query.value();
}

const protocol::Query kPair = protocol::PairQuery{7};

}  // namespace

TEST_CASE("a missing page is asked for once, however often it is drawn") {
  Client client;
  revise(client, 5);
  for (int i = 0; i < 10; ++i) CHECK(client.ask<protocol::PairDetail>(kPair) == nullptr);
  auto query = only_query(client);
  client.receive(protocol::to_json(fixture::answer(query.request_id, 5, query.query)));
  const auto* page = client.ask<protocol::PairDetail>(kPair);
  REQUIRE(page);
  CHECK(page->pair == 7);
  CHECK(client.take_outgoing().empty());
}

TEST_CASE("the page of the former revision is shown until the new one comes") {
  Client client;
  revise(client, 5);
  client.ask<protocol::PairDetail>(kPair);
  auto first = only_query(client);
  client.receive(protocol::to_json(fixture::answer(first.request_id, 5, first.query)));
  revise(client, 6);
  bool fresh = true;
  CHECK(client.ask<protocol::PairDetail>(kPair, &fresh) != nullptr);
  CHECK_FALSE(fresh);
  auto second = only_query(client);
  client.receive(protocol::to_json(fixture::answer(second.request_id, 6, second.query)));
  CHECK(client.ask<protocol::PairDetail>(kPair, &fresh) != nullptr);
  CHECK(fresh);
}

TEST_CASE("a page of an older revision that comes late is dropped") {
  Client client;
  revise(client, 5);
  client.ask<protocol::PairDetail>(kPair);
  auto late = only_query(client);
  revise(client, 6);
  client.receive(protocol::to_json(fixture::answer(late.request_id, 5, late.query)));
  CHECK(client.ask<protocol::PairDetail>(kPair) == nullptr);
}

TEST_CASE("while the engine applies a threshold only the latest one waits") {
  Client client;
  revise(client, 5);
  client.drag_threshold(.6, false);
  client.drag_threshold(.7, false);
  client.drag_threshold(.8, false);
  CHECK(client.take_outgoing().size() == 1);
  CHECK(client.threshold() == .8);
  revise(client, 6);
  auto sent = client.take_outgoing();
  REQUIRE(sent.size() == 1);
  CHECK(std::get<protocol::SetThreshold>(protocol::command_from_json(sent[0]).value()).probability == .8);
}

TEST_CASE("sources get letters of their own") {
  Client client;
  protocol::Summary summary = fixture::summary();
  summary.sources[1].name = "clients";
  summary.sources[2].name = "42";
  client.receive(protocol::to_json(protocol::Event{protocol::RevisionEvent{summary}}));
  CHECK(client.source_letter(0) == "C");
  CHECK(client.source_letter(1) == "L");
  CHECK(client.source_letter(2) == "3");
  CHECK(client.source_letter(9) == "?");
}

TEST_CASE("what is neither an event nor a reply is refused without harm") {
  Client client;
  for (const char* text : {"", "{}", "[1,2]", "{\"event\":\"unknown\"}", "{\"request_id\":1}", "not json"}) CHECK_FALSE(client.receive(text));
}
