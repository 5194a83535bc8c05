#include "score/rivals.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"

namespace jumelles::score {
namespace {

constexpr double kMostBits = 200;       // of one pair's odds: sums stay far from the end of a double
constexpr double kSettled = 0x1p-16;    // relative change of all messages from which the next round is the last one
constexpr Weight kUnsettled = kOneBit >> 12;  // taken off besides, more than what may be left of the change: even odds are no link
constexpr uint32_t kNone = UINT32_MAX;
constexpr uint64_t kMostPlaces = 1u << 26;  // 256 MB of counts: hundreds of small sources that hold each thing once
constexpr uint64_t kFirstStep = 4096;

// A place: a record's candidates in one source that holds each thing once.
class Rivals {
 public:
  Rivals(std::shared_ptr<const std::vector<Edge>> edges, std::shared_ptr<const RecordSet> records, const std::vector<uint8_t>& one_per_source,
         std::shared_ptr<const Labels> labels, std::shared_ptr<std::vector<Edge>> out)
      : edges_(std::move(edges)), records_(std::move(records)), labels_(labels ? std::move(labels) : std::make_shared<Labels>()),
        known_(*labels_, records_->record_count()), out_(std::move(out)) {
    column_.assign(records_->sources.size(), -1);
    for (size_t s = 0; s < column_.size() && s < one_per_source.size(); ++s)
      if (one_per_source[s] != 0) column_[s] = static_cast<int>(columns_++);
    if (uint64_t{records_->record_count()} * columns_ <= kMostPlaces) return;
    column_.assign(column_.size(), -1);
    columns_ = 0;
  }

  uint64_t start_count();
  void count(uint64_t begin, uint64_t end);
  uint64_t start_collect();
  void collect(uint64_t begin, uint64_t end);
  uint64_t start_rounds();
  void pass_messages(uint64_t begin, uint64_t end);
  uint64_t start_apply() { return edges_->size(); }
  void apply(uint64_t begin, uint64_t end);

 private:
  // A pair as seen from one of its records.
  struct End {
    uint32_t pair;  // number among the contested ones
    uint32_t side;  // 0: edge.a
  };
  // Of a pair with rivals on at least one side. free[turn_][0]: x(a, b) after the last round; the other turn's is made.
  struct Contested {
    double odds = 0;
    double free[2][2] = {{1, 1}, {1, 1}};
  };
  // Place of `record` for candidates like `other`, kNone when they do not exclude each other.
  uint32_t place(RecordIndex record, RecordIndex other) const {
    const uint16_t source = records_->source_of[other];
    if (column_[source] < 0 || source == records_->source_of[record]) return kNone;
    return record * columns_ + static_cast<uint32_t>(column_[source]);
  }
  bool has_rivals(uint32_t place) const { return place != kNone && count_[place] > 1; }
  double odds_of(const Edge& edge) const;
  void pass_place(uint32_t number);

  std::shared_ptr<const std::vector<Edge>> edges_;
  std::shared_ptr<const RecordSet> records_;
  std::shared_ptr<const Labels> labels_;
  KnownPairs known_;
  std::shared_ptr<std::vector<Edge>> out_;
  std::vector<int> column_;            // per source, -1: may hold a thing twice
  uint32_t columns_ = 0;
  std::vector<uint32_t> count_;        // per place: its candidates
  std::vector<uint32_t> first_end_;    // per place with rivals, and one past the last
  std::vector<uint32_t> number_;       // per place: its number among those with rivals
  std::vector<uint32_t> next_end_;
  std::vector<End> ends_;
  std::vector<Contested> pairs_;
  std::vector<uint32_t> pair_of_;      // per edge
  std::vector<double> before_;         // scratch: sums over the candidates before each
  uint32_t turn_ = 0;
  double largest_change_ = 0;
  bool last_round_ = false, done_ = false;
};

uint64_t Rivals::start_count() {
  count_.assign(size_t{records_->record_count()} * columns_, 0);
  return columns_ == 0 ? 0 : edges_->size();
}

void Rivals::count(uint64_t begin, uint64_t end) {
  for (uint64_t e = begin; e < end; ++e) {
    const Edge& edge = (*edges_)[e];
    if (const uint32_t of_a = place(edge.a, edge.b); of_a != kNone) ++count_[of_a];
    if (const uint32_t of_b = place(edge.b, edge.a); of_b != kNone) ++count_[of_b];
  }
}

uint64_t Rivals::start_collect() {
  number_.assign(count_.size(), kNone);
  first_end_.assign(1, 0);
  for (size_t p = 0; p < count_.size(); ++p) {
    if (count_[p] < 2) continue;
    number_[p] = static_cast<uint32_t>(first_end_.size() - 1);
    first_end_.push_back(first_end_.back() + count_[p]);
  }
  next_end_.assign(first_end_.begin(), first_end_.end() - 1);
  ends_.resize(first_end_.back());
  if (ends_.empty()) return 0;
  pair_of_.assign(edges_->size(), kNone);
  return edges_->size();
}

void Rivals::collect(uint64_t begin, uint64_t end) {
  for (uint64_t e = begin; e < end; ++e) {
    const Edge& edge = (*edges_)[e];
    const uint32_t places[2] = {place(edge.a, edge.b), place(edge.b, edge.a)};
    if (!has_rivals(places[0]) && !has_rivals(places[1])) continue;
    const uint32_t pair = pair_of_[e] = static_cast<uint32_t>(pairs_.size());
    pairs_.emplace_back().odds = odds_of(edge);
    for (uint32_t side = 0; side < 2; ++side)
      if (has_rivals(places[side])) ends_[next_end_[number_[places[side]]]++] = {pair, side};
  }
}

double Rivals::odds_of(const Edge& edge) const {
  const Known known = known_.of(edge.a, edge.b);
  if (known == Known::kDifferent) return 0;
  return exp2(known == Known::kSame ? kMostBits : std::min(bits(edge.match_weight), kMostBits));
}

// Units: every place once per round.
uint64_t Rivals::start_rounds() {
  std::vector<uint32_t>().swap(count_);
  std::vector<uint32_t>().swap(number_);
  std::vector<uint32_t>().swap(next_end_);
  return uint64_t{kRivalRounds} * (first_end_.size() - 1);
}

// All messages of a round come from the round before: no place has a say before the others.
void Rivals::pass_messages(uint64_t begin, uint64_t end) {
  const uint64_t places = first_end_.size() - 1;
  for (uint64_t u = begin; u < end && !done_; ++u) {
    pass_place(static_cast<uint32_t>(u % places));
    if (u % places + 1 < places) continue;
    turn_ = 1 - turn_;
    done_ = last_round_;
    last_round_ = largest_change_ <= kSettled || u / places + 2 >= kRivalRounds;
    largest_change_ = 0;
  }
}

void Rivals::pass_place(uint32_t number) {
  const uint32_t first = first_end_[number], count = first_end_[number + 1] - first;
  const auto odds = [&](uint32_t i) {
    const End& end = ends_[first + i];
    return pairs_[end.pair].odds * pairs_[end.pair].free[turn_][1 - end.side];
  };
  // The others' sum from before and after: a total less its own part would lose the small ones beside a large one.
  before_.resize(count);
  double sum = 0;
  for (uint32_t i = 0; i < count; ++i) {
    before_[i] = sum;
    sum += odds(i);
  }
  double after = 0;
  for (uint32_t i = count; i-- > 0;) {
    const End& end = ends_[first + i];
    Contested& pair = pairs_[end.pair];
    const double old = pair.free[turn_][end.side], wanted = 1 / (1 + before_[i] + after);
    after += odds(i);
    // Half of the way, in bits: the whole way swings between too many and too few for long. At last the rest of it.
    const double next = last_round_ ? wanted : std::sqrt(old * wanted);
    pair.free[1 - turn_][end.side] = next;
    largest_change_ = std::max(largest_change_, std::max(next / old, old / next) - 1);
  }
}

void Rivals::apply(uint64_t begin, uint64_t end) {
  if (begin == 0) out_->assign(edges_->begin(), edges_->end());
  for (uint64_t e = begin; e < end && !pair_of_.empty(); ++e) {
    if (pair_of_[e] == kNone) continue;
    const Contested& pair = pairs_[pair_of_[e]];
    (*out_)[e].match_weight += weight_from_bits(std::min(0.0, log2(pair.free[turn_][0]) + log2(pair.free[turn_][1]))) - kUnsettled;
  }
}

}  // namespace

std::vector<Phase> rivals_phases(std::shared_ptr<const std::vector<Edge>> edges, std::shared_ptr<const RecordSet> records,
                                 std::vector<uint8_t> one_per_source, std::shared_ptr<const Labels> labels,
                                 std::shared_ptr<std::vector<Edge>> out) {
  auto rivals = std::make_shared<Rivals>(std::move(edges), std::move(records), one_per_source, std::move(labels), std::move(out));
  return {pass("rivals.count", Unit::kPairs, rivals, &Rivals::start_count, &Rivals::count, kFirstStep),
          pass("rivals.collect", Unit::kPairs, rivals, &Rivals::start_collect, &Rivals::collect, kFirstStep),
          pass("rivals.weigh", Unit::kSteps, rivals, &Rivals::start_rounds, &Rivals::pass_messages, kFirstStep),
          pass("rivals.apply", Unit::kPairs, rivals, &Rivals::start_apply, &Rivals::apply, kFirstStep)};
}

}  // namespace jumelles::score
