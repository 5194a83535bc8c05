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

TEST_CASE("a column may be called like a field of the protocol") {
  Client client;
  protocol::Summary summary = fixture::summary();
  summary.sources[0].columns[0].name = "request_id";
  summary.sources[0].columns[1].name = "event";
  CHECK(client.receive(protocol::to_json(protocol::Event{protocol::RevisionEvent{summary}})));
  REQUIRE(client.has_sources());
  CHECK(client.summary().sources[0].columns[0].name == "request_id");
}

TEST_CASE("why a page cannot be given is kept until the next revision has one") {
  Client client;
  revise(client, 5);
  CHECK(client.ask<protocol::PairDetail>(kPair) == nullptr);
  CHECK(client.problem(kPair) == nullptr);
  protocol::Reply refusal;
  refusal.request_id = only_query(client).request_id, refusal.revision = 5, refusal.ok = false;
  refusal.error = {ErrorCode::kBadConfig, "query.no_such", "There is no such pair.", "Choose one of the list.", {}, 0, {}};
  client.receive(protocol::to_json(refusal));
  CHECK(client.ask<protocol::PairDetail>(kPair) == nullptr);
  CHECK(client.take_outgoing().empty());
  REQUIRE(client.problem(kPair));
  CHECK(client.problem(kPair)->id == "query.no_such");
  revise(client, 6);
  client.ask<protocol::PairDetail>(kPair);
  auto again = only_query(client);
  client.receive(protocol::to_json(fixture::answer(again.request_id, 6, again.query)));
  CHECK(client.ask<protocol::PairDetail>(kPair) != nullptr);
  CHECK(client.problem(kPair) == nullptr);
}

TEST_CASE("every command that runs the matching is under way until its end or its refusal") {
  for (const protocol::Command& command : {protocol::Command{protocol::Run{}}, protocol::Command{protocol::ProposeAgain{}}, protocol::Command{protocol::LearnFromDecisions{}}}) {
    Client client;
    revise(client, 5);
    client.send(command);
    CHECK(client.is_running("run"));
    client.receive(protocol::to_json(protocol::Event{protocol::TaskEnded{"run", "", true, 0}}));
    CHECK_FALSE(client.is_running("run"));
    client.send(command);
    client.receive(protocol::to_json(protocol::Event{protocol::FailedEvent{protocol::task_name(command), "", {ErrorCode::kBadConfig, "run.no_source", "", "", {}, 0, {}}}}));
    CHECK_FALSE(client.is_running("run"));
  }
}

TEST_CASE("after a failure the end of an earlier task is no longer told") {
  Client client;
  client.receive(protocol::to_json(protocol::Event{protocol::TaskEnded{"run", "", false, 1200}}));
  REQUIRE(client.last_ended());
  client.receive(protocol::to_json(protocol::Event{protocol::FailedEvent{"run", "", {ErrorCode::kBadInput, "run.nothing_to_compare", "", "", {}, 0, {}}}}));
  CHECK_FALSE(client.last_ended());
  CHECK(client.failures().size() == 1);
}
