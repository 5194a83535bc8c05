#pragma once

// The things of a world, each made from the seed and its number alone, and the rows that tell of them.

#include <string>
#include <vector>

#include "fresh_things.h"
#include "world.h"

namespace jumelles::worlds {

class Things {
 public:
  // `count`: numbers in use, so that no two have the same mail address, account or slug.
  Things(const WorldSpec& spec, uint64_t seed, uint32_t count);
  Values thing(uint32_t number) const;
  // The thing as one row tells of it: `scale` times the world's errors.
  Values row(uint32_t number, double scale, Rng& rng) const;
  // Of a further column, by its number.
  std::string extra(uint32_t column, uint32_t number, Rng& rng) const;

 private:
  Values make(uint32_t number) const;
  void make_person(uint32_t number, Rng& rng, Values& v) const;
  void make_company(uint32_t number, Rng& rng, Values& v) const;
  void make_product(uint32_t number, Rng& rng, Values& v) const;
  void make_publication(uint32_t number, Rng& rng, Values& v) const;
  void make_film(uint32_t number, Rng& rng, Values& v) const;
  void make_song(uint32_t number, Rng& rng, Values& v) const;
  void make_place(Rng& rng, Values& v) const;
  void put_address(Rng& rng, Values& v) const;
  void put_measures(Rng& rng, Values& v) const;
  void put_names(Values& v) const;
  void spoil(double scale, Rng& rng, Values& v) const;
  Maker maker() const { return {spec_, seed_}; }
  uint64_t seed_of(uint64_t what, uint64_t number) const;
  std::string phone(Rng& rng, bool mobile) const;
  std::string unique_digits(uint32_t number, int count) const;

  const WorldSpec& spec_;
  uint64_t seed_;
  bool is_fresh_;
  std::vector<uint32_t> same_mail_before_, same_name_before_;  // per thing
};

// One slip of the keyboard; a digit stays a digit.
void slip(std::string& text, Rng& rng);
// Digits whose Luhn sum is a multiple of ten, by one digit more.
std::string with_check_digit(std::string digits);

}  // namespace jumelles::worlds
