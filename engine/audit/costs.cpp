#include "audit/costs.h"

#include <tuple>

namespace jumelles::audit {
namespace {

struct Row { std::string_view id; uint64_t cost = 0; };
constexpr Row kRows[] = {{"nothing", 0}, {"untidy", 1}, {"lost", 3}, {"twice", 10}, {"apart", 10}, {"misled", 10}, {"mixed", 30}, {"forbidden", 100}};
static_assert(std::size(kRows) == static_cast<size_t>(Harm::kUnsaid));

}  // namespace

uint64_t cost_of_one(Harm harm) { return kRows[static_cast<size_t>(harm)].cost; }

std::string_view harm_id(Harm harm) { return kRows[static_cast<size_t>(harm)].id; }

Cost cost_of(const FindingKind& kind, uint64_t count, uint64_t of_count) {
  const bool is_mended = fix_of(kind, count, of_count) == Fix::kDone;
  return {is_mended ? 0 : count * cost_of_one(kind.harm), severity_of(kind, count, of_count), count, kind.id};
}

bool costs_more(const Cost& a, const Cost& b) { return std::tie(b.points, a.severity, b.count, a.kind) < std::tie(a.points, b.severity, a.count, b.kind); }

}  // namespace jumelles::audit
