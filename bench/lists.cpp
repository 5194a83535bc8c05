// jumelles_lists_bench [CUSTOMERS]: made-up extracts of that many customers are matched, then their lists are asked for in every order and filtered by
// words, for the first time and again: time per page of 64 rows. Then what some keys would cost, in all and in the longest slice. Before all, one
// extract of about as many rows as all of them, as it was read.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

#include "session/session.h"
#include "synth/synth.h"

namespace {

using namespace jumelles;
using namespace jumelles::protocol;

double processor_ms() { return static_cast<double>(std::clock()) * 1000.0 / CLOCKS_PER_SEC; }

void work(session::Session& session) {
  while (session.pump(50)) {}
  for (const Event& event : session.take_events())
    if (const auto* failed = std::get_if<FailedEvent>(&event)) {
      std::printf("%s\n", to_string(failed->error).c_str());
      std::exit(1);
    }
}

double worst = 0;

// Rows as they were read: the question, the slices it takes, and the question again.
void ask_rows(session::Session& session, const char* what, const PreviewQuery& query) {
  const double begin = processor_ms();
  double longest = 0;
  (void)session.query(1, query);
  while (session.has_work()) {
    const double slice = processor_ms();
    (void)session.pump(12);
    longest = std::max(longest, processor_ms() - slice);
  }
  const Reply reply = session.query(1, query);
  const double time = processor_ms() - begin;
  const auto* page = std::get_if<PreviewPage>(&reply.page);
  worst = std::max(worst, time);
  std::printf("  %-44s %8.1f ms, longest slice %.1f ms, %u rows of %u\n", what, time, longest, page ? page->total : 0, page ? page->unfiltered : 0);
}

void ask(session::Session& session, const char* what, const Query& query) {
  double times[2];
  for (double& time : times) {
    const double begin = processor_ms();
    const Reply reply = session.query(1, query);
    time = processor_ms() - begin;
    if (!reply.ok) std::printf("%s\n", to_string(reply.error).c_str());
  }
  worst = worst > times[0] ? worst : times[0];
  std::printf("  %-44s %8.1f ms, again %6.1f ms\n", what, times[0], times[1]);
}

// As the worker works: 12 ms at a time.
void price(session::Session& session, std::vector<KeyPartSummary> parts) {
  std::string what = "price of";
  for (const KeyPartSummary& part : parts) what += " " + part.attribute + ":" + part.transform;
  const KeyPriceQuery query{"", std::move(parts)};
  double begin = processor_ms(), longest = 0;
  const double first = begin;
  Reply reply = session.query(1, query);
  for (bool more = true; more;) {
    begin = processor_ms();
    more = session.pump(12);
    longest = std::max(longest, processor_ms() - begin);
  }
  const double all = processor_ms() - first;
  reply = session.query(1, query);
  const auto* page = std::get_if<KeyPricePage>(&reply.page);
  if (page == nullptr || page->state != "ready") return;
  std::printf("  %-44s %8.1f ms, slice %6.1f ms, %llu pairs, %llu new%s, largest block %llu\n", what.c_str(), all, longest, static_cast<unsigned long long>(page->pair_count),
              static_cast<unsigned long long>(page->new_pair_count), page->is_estimate ? " about" : "", static_cast<unsigned long long>(page->largest_block));
}

void add(session::Session& session, synth::Files& files, int f) {
  const std::string name(synth::file_name(static_cast<synth::File>(f)));
  const uint32_t file = session.register_file(std::make_shared<ingest::MemorySource>(std::move(files.bytes[static_cast<size_t>(f)])));
  (void)session.dispatch(AddSource{file, name}).ok();
}

void measure_rows(uint64_t customers) {
  session::Session session(processor_ms);
  synth::Files files = synth::generate({customers * 12 / 5, 1});
  add(session, files, 0);
  work(session);
  const auto& columns = session.summary().sources[0].columns;
  const auto column = [&](std::string_view type) {
    return static_cast<uint32_t>(std::find_if(columns.begin(), columns.end(), [&](const ColumnSummary& c) { return c.type == type; }) - columns.begin());
  };
  std::printf("%u rows of %zu columns\n", session.summary().sources[0].row_count, columns.size());
  ask_rows(session, "rows that hold a word", {0, 0, 64, "martin"});
  ask_rows(session, "rows that hold a letter", {0, 0, 64, "m"});
  ask_rows(session, "rows that hold two words and digits", {0, 0, 64, "martin tours 0639"});
  ask_rows(session, "rows whose surname holds a word", {0, 0, 64, "martin", column("surname")});
  ask_rows(session, "rows whose email holds a word", {0, 0, 64, "martin", column("email")});
  ask_rows(session, "rows by their id", {0, 0, 64, "", kNoThing, 0});
  for (const char* type : {"surname", "email", "phone"})
    ask_rows(session, (std::string("rows by ") + type).c_str(), {0, 0, 64, "", kNoThing, column(type)});
  ask_rows(session, "rows by phone, from the other end", {0, 0, 64, "", kNoThing, column("phone"), true});
  ask_rows(session, "rows that hold a word, by email", {0, 0, 64, "martin", kNoThing, column("email")});
}

}  // namespace

int main(int argc, char** argv) {
  const uint64_t customers = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 61250;
  measure_rows(customers);
  session::Session session(processor_ms);
  synth::Files files = synth::generate({customers, 1});
  for (int f = 0; f < 3; ++f) add(session, files, f);
  work(session);
  (void)session.dispatch(Run{}).ok();
  work(session);
  (void)session.query(1, SearchQuery{"a", 0, 1});
  work(session);
  const Counts& counts = session.summary().counts;
  std::printf("%llu records, %llu customers, %llu linked pairs, %llu to check\n", static_cast<unsigned long long>(counts.record_count), static_cast<unsigned long long>(counts.group_count),
              static_cast<unsigned long long>(counts.linked_pair_count), static_cast<unsigned long long>(counts.to_check_pair_count));
  for (const std::string sort : {"", "name", "records", "sources"}) ask(session, ("customers by " + sort).c_str(), GoldenQuery{"all", 0, 64, "", sort, false});
  ask(session, "customers by name, from the other end", GoldenQuery{"all", 0, 64, "", "name", true});
  ask(session, "customers that answer, by name", GoldenQuery{"all", 0, 64, "martin", "name", true});
  ask(session, "customers that answer a letter", GoldenQuery{"all", 0, 64, "m", "", false});
  for (const std::string sort : {"weakest", "density", "records"}) ask(session, ("groups by " + sort).c_str(), GroupsQuery{"several_records", 0, 64, "", sort, true});
  ask(session, "groups that answer", GroupsQuery{"several_records", 0, 64, "dupont", "", false});
  for (const std::string filter : {"linked", "to_check"})
    for (const std::string sort : {"name", "name_reversed"}) ask(session, (filter + " pairs by " + sort).c_str(), PairsQuery{filter, sort, 0, 64});
  ask(session, "linked pairs that answer", PairsQuery{"linked", "useful", 0, 64, "martin"});
  ask(session, "linked pairs that answer a letter", PairsQuery{"linked", "strongest", 0, 64, "p"});
  std::printf("longest %.1f ms\n", worst);
  price(session, {{"surname", "exact"}});
  price(session, {{"city", "exact"}});
  price(session, {{"birth_date", "exact"}});
  price(session, {{"email", "exact"}});
  price(session, {{"surname", "delete_1"}});
  price(session, {{"postcode", "exact"}, {"given_name", "exact"}});
  return 0;
}
