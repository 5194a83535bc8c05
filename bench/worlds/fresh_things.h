#pragma once

// The further kinds of things that the fresh catalog tells of, and what happens to their rows.

#include <array>
#include <string>

#include "fields.h"
#include "world.h"

namespace jumelles::worlds {

struct Values {
  std::array<std::string, static_cast<size_t>(Field::kCount)> of;
  std::string& operator[](Field field) { return of[static_cast<size_t>(field)]; }
  const std::string& operator[](Field field) const { return of[static_cast<size_t>(field)]; }
};

// What a kind is made with: the world and numbers that depend on nothing but what is asked for.
struct Maker {
  const WorldSpec& spec;
  uint64_t seed;
  Rng of(const char* what, uint64_t number) const;
  // No two numbers get the same digits.
  std::string unique(const char* what, uint32_t number, int count) const;
  bool is(const char* what, uint64_t number, double share) const { return of(what, number).chance(share); }
};

bool is_fresh_kind(std::string_view kind);
void make_fresh(const Maker& maker, uint32_t number, Values& v);
// Of the row.
void put_fresh_measures(const Maker& maker, Rng& rng, Values& v);
// What happens before slips; `scale` times the world's errors.
void spoil_fresh(const Maker& maker, double scale, Rng& rng, Values& v);
// What is put together from others, once these are spoiled.
void compose_fresh(const Maker& maker, Values& v);

void put_fresh_address(const Maker& maker, Rng& rng, Values& v);
bool moves(std::string_view kind);  // others are where they are
std::string bank_account(const Maker& maker, uint32_t number);  // IBAN; made of digits, as long as the country's
void slip_of_date(std::string& iso, Rng& rng);                  // it stays a date
// Where things of a country lie.
void put_coordinates(Country country, Rng& rng, Values& v);
std::string fresh_phone(Country country, Rng& rng, bool mobile);

// By kind.
void make_member(const Maker& maker, uint32_t number, Values& v);
void make_pupil(const Maker& maker, uint32_t number, Values& v);
void make_firm(const Maker& maker, uint32_t number, Values& v);
void make_invoice(const Maker& maker, uint32_t number, Values& v);
void make_part(const Maker& maker, uint32_t number, Values& v);
void make_garment(const Maker& maker, uint32_t number, Values& v);
void make_grocery(const Maker& maker, uint32_t number, Values& v);
void make_medicine(const Maker& maker, uint32_t number, Values& v);
void make_car(const Maker& maker, uint32_t number, Values& v);
void make_flat(const Maker& maker, uint32_t number, Values& v);
void make_book(const Maker& maker, uint32_t number, Values& v);
void make_release(const Maker& maker, uint32_t number, Values& v);
void make_movie(const Maker& maker, uint32_t number, Values& v);
void make_grant(const Maker& maker, uint32_t number, Values& v);
void make_eatery(const Maker& maker, uint32_t number, Values& v);
void make_city(const Maker& maker, uint32_t number, Values& v);
void make_gathering(const Maker& maker, uint32_t number, Values& v);
void make_ship(const Maker& maker, uint32_t number, Values& v);

std::string drawn_digits(Rng& rng, int count);
std::string drawn_letters(Rng& rng, int count);
std::string drawn_date(int from_year, int years, Rng& rng);
std::string with_zeros(uint64_t value, int width);
std::string decimal(double value, int places);

}  // namespace jumelles::worlds
