#pragma once

// The country of every row, told by its columns: a country that is written there, also at the end of a street, a postcode or town that only
// one country has, the calling code of a phone; beside a postcode of four digits the end of an e-mail. Rows that tell nothing have the country that is usual in
// their table: the one that most rows tell, or that its e-mails and calling codes agree on. It is France where nothing speaks
// against it, and not known where something does: postcodes of four digits, e-mails and calling codes of several countries.

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/records.h"
#include "standardize/words.h"

namespace jumelles::standardize {

class RowCountries {
 public:
  enum class Clue : uint8_t { kNone, kCountry, kPostcode, kStreet, kTown, kPhone, kEmail };
  static constexpr size_t kClueCount = 7;

  // What the values of one row tell, each a place in the list of countries.
  struct Told {
    std::array<uint8_t, kClueCount> country{};
    uint8_t town_beside_four = 0;
    bool four_digits = false, five_digits = false, six_digits = false;  // its postcode; nine are as open as six
    std::string_view postcode, town, phone;  // as they are written
    Code town_code = kMissing;
  };

  void start(size_t table_count);
  // What a column of that type tells; the first of a kind in its table does.
  Clue clue_of(uint32_t table, AttributeType column_type, uint32_t value_count);

  // All values of the column, then all rows of tables that differ.
  void read(uint32_t table, Clue clue, Code code, std::string_view original, Scratch& scratch);
  // Whether it may have rows of another country than France.
  bool differs(uint32_t table) const {
    const OfTable& of = tables_[table];
    return of.differs || (of.four_digits > 0 && of.mails.others() > 0) || (of.five_digits > 0 && of.four_digits > of.five_digits);
  }
  void look(uint32_t table, Clue clue, Code code, std::string_view original, Told& told) const;
  void decide(uint32_t table, const Told& told);

  // When all rows are decided: what is usual in each table.
  void settle();
  std::string_view usual(uint32_t table) const { return names_[tables_[table].usual]; }
  // Whether something tells what is usual; where nothing does it is France.
  bool is_told(uint32_t table) const {
    const OfTable& of = tables_[table];
    return of.usual > kUnknown && (of.decided || (of.tells_france && of.usual == kFrance));
  }
  // Whether rows whose postcode has four digits tell that they are of the usual country.
  bool is_told_beside_four(uint32_t table) const { return tables_[table].is_told_beside_four && tables_[table].beside_four == tables_[table].usual; }
  bool several(uint32_t table) const { return tables_[table].several; }
  bool is_usual(uint32_t table, uint8_t country) const { return country == tables_[table].usual; }
  uint8_t of_row(uint32_t table, uint32_t row) const { return meaning(tables_[table], tables_[table].rows[row]); }
  std::string_view name(uint8_t country) const { return names_[country]; }  // "" where it is not known

 private:
  // Places in `names_`: nothing was told, a country that is not known here, France.
  static constexpr uint8_t kOpen = 0, kUnknown = 1, kFrance = 2;
  // Of a row: nothing but a postcode of so many digits; the last has a phone that is a number in France and in none of the countries of four.
  static constexpr uint8_t kOpenBesideFour = 255, kOpenBesideSix = 254, kFrenchPhoneBesideFour = 253;
  static constexpr size_t kMostCountries = 250;

  // How often values name each country, France apart from others.
  struct Tally {
    std::vector<uint32_t> counts;
    uint32_t told = 0;
    void add(uint8_t country);
    uint32_t of(uint8_t country) const { return country < counts.size() ? counts[country] : 0; }
    uint32_t others() const { return told - of(kFrance); }
    uint8_t agreed() const;  // what nine of ten are, of three at least; kOpen where there is none
  };

  // Phones without a calling code, of the first values: how many of each plan, how they begin, and whose groups they are written in.
  static constexpr size_t kPlans = 10;
  struct PhoneVotes {
    std::array<uint32_t, kPlans> plans{}, grouped_as{};
    uint32_t phones = 0, grouped = 0, zero_first = 0, low_first = 0, high_first = 0;
    void add(const PhoneVotes& other);
    bool fits(size_t plan) const { return plans[plan] * 20 >= phones * 19; }
    size_t written_as() const;  // the plan whose groups nine of ten have; kPlans where there is none
  };

  struct OfTable {
    std::array<bool, kClueCount> has{};
    std::array<std::vector<uint8_t>, kClueCount> told{};  // per value of the clue's column
    std::vector<uint8_t> digits, town_beside_four;        // of postcodes, up to 10; of towns
    std::vector<uint8_t> rows;
    std::unordered_map<Code, const std::vector<uint16_t>*> with_zero;  // of towns, those beside four digits: their French postcodes
    uint64_t named = 0;                                   // rows whose country is written
    uint64_t four_told = 0;                               // rows told, with a postcode of four digits
    std::vector<uint64_t> four_counts;                    // per country
    Tally mails, codes;                                   // of e-mails by their ends, of phones by their calling codes
    uint32_t mail_values = 0, phone_values = 0;
    uint32_t four_digits = 0, five_digits = 0, zero_first_of_five = 0;  // postcodes
    bool differs = false, several = false, decided = false;  // the last: something tells what is usual in it
    bool is_told_beside_four = false;                     // rows with four digits tell the country of all of them
    bool tells_france = false, writes_france = false;  // any clue; the country that is written
    uint8_t usual = kFrance, beside_four = kFrance, beside_six = kFrance, french_phone_beside_four = kFrance;
    PhoneVotes votes;
  };
  static uint8_t meaning(const OfTable& table, uint8_t told) {
    return told == kOpen ? table.usual : told == kOpenBesideFour ? table.beside_four : told == kOpenBesideSix ? table.beside_six : told == kFrenchPhoneBesideFour ? table.french_phone_beside_four : told;
  }
  uint8_t place(std::string_view country);
  static bool is_without_zero(OfTable& table, const Told& told);
  void read_phone(OfTable& table, Code code, std::string_view original);
  static void vote(PhoneVotes& votes, std::string_view written, std::string_view digits);
  uint8_t presumed(const OfTable& table) const;
  bool fits(const OfTable& table, uint8_t country) const;
  bool four_digits_are_foreign(const OfTable& table) const;
  void settle_told(OfTable& table);
  void settle_four_digits(OfTable& table);
  void settle_by_phones();
  uint8_t usual_by_phones(const PhoneVotes& votes);

  std::vector<std::string_view> names_;
  std::vector<OfTable> tables_;
};

}  // namespace jumelles::standardize
