#pragma once

// What made-up customers are drawn from: places by population, phones of the ranges reserved for fiction, e-mails
// that nobody else has. Used inside this module only.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/hash.h"
#include "core/rng.h"
#include "core/table.h"
#include "synth/names.h"
#include "synth/synth.h"

namespace jumelles::synth {

// 0..count-1 in random order.
std::vector<uint32_t> shuffled(uint64_t count, Rng& rng);

class PlacePool {
 public:
  PlacePool();
  Address address(Rng& rng) const;
  Address address_in(uint16_t department, Rng& rng) const;

 private:
  struct Row { uint64_t cumulated; uint32_t place; };
  static uint32_t draw_from(const std::vector<Row>& rows, Rng& rng);
  static Address at(uint32_t index, Rng& rng);
  std::vector<Row> all_;
  std::vector<std::vector<Row>> by_department_;
};

class PhonePool {
 public:
  explicit PhonePool(uint64_t start) : start_(start) {}
  // Ten digits, handed out once.
  std::string phone(uint16_t department, double mobile_share, Rng& rng);

 private:
  std::string next(size_t range);
  uint64_t start_;
  std::array<uint64_t, 6> used_{};
};

class EmailPool {
 public:
  std::string person(std::string_view given_name, std::string_view surname, Rng& rng);
  std::string company(std::string_view name, Rng& rng);

 private:
  static std::string joined(std::string_view name);
  std::string unique(const std::string& local, const std::string& host, Rng& rng);
  Dictionary taken_;
};

struct Drawers {
  explicit Drawers(uint64_t seed) : rng(mix(seed ^ 0x6A756D656C6C6573ull)), phones(rng.below(10000)) {}
  Rng rng;
  NamePool names;
  PlacePool places;
  PhonePool phones;
  EmailPool emails;
};

// Persons first, companies after them.
std::vector<Customer> make_customers(uint64_t count, Drawers& drawers);

// Nine digits, the last one right.
std::string make_siren(Rng& rng);

}  // namespace jumelles::synth
