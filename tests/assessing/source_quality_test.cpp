#include "assessing/source_quality.h"

#include <doctest/doctest.h>

#include <functional>

#include "running/run.h"
#include "session/session.h"

using namespace jumelles;

namespace {

struct Matched {
  double now_ms = 0;
  session::Session session{[this] { return now_ms += 0.5; }};
  assessing::SourceQuality quality;
  explicit Matched(const std::vector<std::pair<std::string, std::string>>& files) {
    for (const auto& [name, bytes] : files) {
      const uint32_t file = session.register_file(std::make_shared<ingest::MemorySource>(bytes));
      REQUIRE(session.dispatch(protocol::AddSource{file, name}).ok());
    }
    while (session.pump(50)) {}
    REQUIRE(session.dispatch(protocol::Run{}).ok());
    while (session.pump(50)) {}
    REQUIRE(session.result() != nullptr);
    auto made = std::make_shared<assessing::SourceQuality>();
    REQUIRE(run_to_end(assessing::source_quality_phases(session.result(), made)).ok());
    quality = *made;
  }
  const assessing::TableAgreement* of(const char* attribute, uint32_t a, uint32_t b) const {
    for (const assessing::TableAgreement& pair : quality.agreements)
      if (session.result()->records->attributes[pair.attribute].key == attribute && pair.a == a && pair.b == b) return &pair;
    return nullptr;
  }
};

std::string people(const char* prefix, int count, const std::string& phone_of_one, const std::string& phone_of_two) {
  static const char* kSurnames[] = {"Lefebvre", "Morel", "Girard", "Roussel", "Fontaine", "Chevalier", "Gauthier", "Perrin"};
  static const char* kGiven[] = {"Sophie", "Nicolas", "Isabelle", "Julien", "Camille"};
  std::string out = "id;nom;prenom;email;telephone;ville\n";
  for (int i = 0; i < count; ++i) {
    const std::string phone = i == 1 ? phone_of_one : i == 2 ? phone_of_two : "06 39 98 " + std::to_string(10 + i / 50) + " " + std::to_string(10 + i % 50);
    out += prefix + std::to_string(i) + ";" + kSurnames[i % 8] + std::string(static_cast<size_t>(i / 40), 'e') + ";" + kGiven[i % 5] + ";p" + std::to_string(i) + "@poste.example;" + phone + ";Rennes\n";
  }
  return out;
}

// So many customers who each order `times`, on days of their own.
std::string orders(const std::string& header, int customers, int times, const std::function<std::string(int order, int customer)>& of_order) {
  static const char* kSurnames[] = {"Lefebvre", "Morel", "Girard", "Roussel", "Fontaine", "Chevalier", "Gauthier", "Perrin"};
  static const char* kGiven[] = {"Sophie", "Nicolas", "Isabelle", "Julien", "Camille"};
  std::string out = header + ";nom;prenom;email;ville\n";
  for (int i = 0, order = 0; i < times; ++i)
    for (int c = 0; c < customers; c += 1 + i, ++order)
      out += of_order(order, c) + ";" + kSurnames[c % 8] + std::string(static_cast<size_t>(c / 40), 'e') + ";" + kGiven[c % 5] + ";p" + std::to_string(c) + "@poste.example;Rennes\n";
  return out;
}

std::string day_of(int order) { return std::to_string(10 + order % 18) + "/0" + std::to_string(1 + order % 9) + "/20" + std::to_string(20 + order % 5); }

}  // namespace

TEST_CASE("of two sources that differ, the third agrees with one") {
  const Matched m({{"a.csv", people("a", 160, "06 39 98 77 01", "")}, {"b.csv", people("b", 160, "06 39 98 77 02", "06 39 98 88 01")}, {"c.csv", people("c", 160, "06 39 98 77 02", "06 39 98 88 01")}});
  const assessing::TableAgreement* phones = m.of("phone", 0, 1);
  REQUIRE(phones != nullptr);
  CHECK(phones->pair_count == 159);       // one of a has none
  CHECK(phones->same_count == 158);
  CHECK(phones->a_alone_count == 0);
  CHECK(phones->b_alone_count == 1);
  CHECK(phones->third_with_a_count == 0);
  CHECK(phones->third_with_b_count == 1);
  const assessing::TableAgreement* others = m.of("phone", 1, 2);
  REQUIRE(others != nullptr);
  CHECK(others->pair_count == 160);
  CHECK(others->same_count == 160);
  CHECK(others->third_with_a_count + others->third_with_b_count == 0);
  REQUIRE(m.quality.overlaps.size() == 1);
  CHECK(m.quality.overlaps[0].tables == std::vector<uint32_t>{0, 1, 2});
  CHECK(m.quality.overlaps[0].count == 160);
  CHECK(m.quality.duplicates == std::vector<uint64_t>{0, 0, 0});
}

TEST_CASE("of two sources, the one is more recent whose record that says something was updated later") {
  const auto dated = [](const char* prefix, const std::string& day_of_one, const std::string& day_of_others, bool one_has_phone) {
    std::string rows = people(prefix, 160, one_has_phone ? "06 39 98 77 01" : "", "06 39 98 77 02"), out;
    size_t line = 0;
    for (size_t at = 0; at < rows.size(); ++line) {
      const size_t end = rows.find('\n', at);
      out += rows.substr(at, end - at) + ";" + (line == 0 ? "date_maj" : line == 2 ? day_of_one : line == 3 ? "" : day_of_others) + "\n";
      at = end + 1;
    }
    return out;
  };
  const Matched m({{"a.csv", dated("a", "2026-03-01", "2025-01-01", true)}, {"b.csv", dated("b", "2026-02-01", "2025-06-01 10:00:00", true)}, {"c.csv", dated("c", "2026-02-01", "2025-06-01", false)}});
  const assessing::TableAgreement* phones = m.of("phone", 0, 1);
  REQUIRE(phones != nullptr);
  CHECK(phones->a_newer_count == 1);
  CHECK(phones->b_newer_count == 158);  // of the third customer nobody knows
  const assessing::TableAgreement* same = m.of("phone", 1, 2);
  REQUIRE(same != nullptr);
  CHECK(same->a_newer_count + same->b_newer_count == 0);  // the same days, whatever the hour
  CHECK(m.of("email", 0, 2)->b_newer_count == 158);
  CHECK(m.of("phone", 0, 2)->a_newer_count == 0);  // where c has no phone, nothing is more recent
}

TEST_CASE("a record whose own copy would not be linked is one that nothing can match") {
  std::string rows = people("a", 160, "06 39 98 77 01", "06 39 98 77 03");
  const std::string twins = rows.substr(rows.find('\n') + 1);
  std::string copies;  // with ids of their own
  for (const char c : twins) copies += c;
  for (size_t at = 0; (at = copies.find("\na", at)) != std::string::npos;) copies[at + 1] = 'z';
  copies[0] = 'z';
  const Matched m({{"a.csv", rows + copies + "t1;;;;;Rennes\nt2;;;;;Rennes\n"}});
  const RecordIndex count = m.session.result()->records->record_count();
  CHECK(m.quality.unmatchable == std::vector<uint64_t>{2});
  CHECK(m.quality.is_unmatchable[count - 1] == 1);
  CHECK(m.quality.is_unmatchable[count - 3] == 0);
  CHECK(m.quality.duplicates[0] == 160);
  CHECK(m.quality.is_duplicate[0] == 0);
  CHECK(m.quality.is_duplicate[160] == 1);
}

TEST_CASE("customers who come again in a file of orders are no duplicates, and those of a file of customers are") {
  const auto numbered = [](int order, int) { return "C" + std::to_string(10000 + order) + ";" + std::to_string(12 + order * 37 % 90) + ".50"; };
  const Matched by_number({{"commandes.csv", orders("numero_commande;montant", 160, 2, numbered)}});
  CHECK(by_number.quality.returns == std::vector<uint64_t>{80});
  CHECK(by_number.quality.duplicates == std::vector<uint64_t>{0});
  CHECK(by_number.quality.is_return[160] == 1);
  CHECK(by_number.quality.is_return[159] == 0);
  CHECK(by_number.quality.is_duplicate[160] == 0);
  const Matched by_date({{"achats.csv", orders("id;date_achat", 160, 2, [](int order, int) { return "C" + std::to_string(10000 + order) + ";" + day_of(order); })}});
  CHECK(by_date.quality.returns == std::vector<uint64_t>{80});
  // Of a customer, not of the row; or the same day twice, which is a row that is there twice.
  for (const char* header : {"id;date_derniere_commande", "id;date_achat", "numero_client;montant"}) {
    const bool same_day = std::string(header) == "id;date_achat", has_amount = std::string(header) == "numero_client;montant";
    const Matched customers({{"clients.csv", orders(header, 160, 2, [&](int order, int customer) { return "C" + std::to_string(10000 + order) + ";" + (has_amount ? std::to_string(12 + order * 37 % 90) + ".50" : day_of(same_day ? customer : order)); })}});
    CHECK_MESSAGE(customers.quality.duplicates == std::vector<uint64_t>{80}, header);
    CHECK_MESSAGE(customers.quality.returns == std::vector<uint64_t>{0}, header);
  }
}
