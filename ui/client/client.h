#pragma once

// The studio's picture of the engine: the latest summary, pages of rows asked for when they are drawn, commands on their
// way out. Knows no transport: JSON texts come in through receive() and leave through take_outgoing().

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "protocol/protocol.h"

namespace jumelles::ui {

class Client {
 public:
  // ---- transport
  // An event or a reply. False when the text is neither.
  bool receive(std::string_view json);
  std::vector<std::string> take_outgoing();
  // The engine is a new one: everything known is forgotten, commands not yet sent are dropped.
  void restart();

  // ---- what is known; while it is masked, without any value of a record (mask.h). Commands name records as before.
  void set_masked(bool masked);
  bool is_masked() const { return masked_; }
  const protocol::Summary& summary() const { return masked_ ? masked_summary_ : summary_; }
  bool has_sources() const { return !summary_.sources.empty(); }
  uint64_t record_count() const { return record_count_; }
  uint64_t rejected_count() const { return rejected_count_; }
  std::string_view source_letter(size_t source) const;
  // The task to show: the latest that moved. The audit, behind all other work, is told where it is waited for alone: nobody has to cancel it.
  const protocol::ProgressEvent* progress() const;
  const protocol::ProgressEvent* progress(std::string_view task) const;
  bool is_running(std::string_view task) const { return progress(task) != nullptr || is_started(task); }
  const std::optional<protocol::TaskEnded>& last_ended() const { return last_ended_; }
  // What failed and was not dismissed, the oldest first; the same of the same once. A run begins with none.
  const std::vector<protocol::FailedEvent>& failures() const { return failures_; }
  void dismiss_failure(size_t index) { failures_.erase(failures_.begin() + static_cast<std::ptrdiff_t>(index)); }
  uint64_t recipes_imported() const { return recipes_imported_; }
  uint64_t results_made() const { return results_made_; }  // runs that ended with a result

  // ---- what is asked
  void send(const protocol::Command& command);
  // A verdict on two records of the result. It is remembered until the engine is heard of it.
  void judge(uint32_t a, uint32_t b, const std::string& verdict, bool look_alikes = false);
  // What was said of two records that a page of them cannot know yet, whether that is of the latest summary or not.
  std::optional<std::string> verdict_said(uint32_t a, uint32_t b, bool fresh) const;
  bool has_verdicts_on_their_way() const { return judgments_sent_ > summary_.last_judgment; }
  // While a handle is dragged only the last value travels, and one at a time.
  void drag_threshold(double probability, bool final);
  // The value on its way, or the summary's.
  double threshold() const { return dragged_threshold_.value_or(summary_.threshold); }

  // Rows of a view; null while they are on their way. Pages of the previous revision are shown until the new ones arrive.
  // `fresh` tells which.
  template <class P>
  const P* ask(const protocol::Query& query, bool* fresh = nullptr) {
    const protocol::Page* page = page_for(query, fresh);
    return page ? std::get_if<P>(page) : nullptr;
  }
  // A page that was needed once, and is large.
  void forget(const protocol::Query& query);
  // Why there is no such page, when the engine said so.
  const Error* problem(const protocol::Query& query) const;
  static constexpr uint32_t kPageRows = 64;

  // Called once per frame.
  void next_frame() { ++frame_; }

 private:
  struct Entry {
    std::optional<protocol::Page> page, masked_page;
    std::optional<Error> problem;
    uint64_t page_revision = 0, asked_revision = 0, request_id = 0, used_frame = 0;
    bool asked = false;
  };
  const protocol::Page* page_for(const protocol::Query& query, bool* fresh);
  void apply(protocol::Event event);
  void apply(protocol::Reply reply);
  void end_task(const std::string& task, const std::string& subject);
  bool is_started(std::string_view task) const;
  void ask_again_what_was_searched();
  void ask_again_prices();
  void ask_again_audits();
  void ask_again_recipes();
  void learn_summary();
  void learn_names(const protocol::Page& page);
  void forget_old_pages();
  void send_pending_threshold();

  protocol::Summary summary_, masked_summary_;
  bool masked_ = false;
  uint64_t record_count_ = 0, rejected_count_ = 0;
  std::vector<std::string> letters_;
  std::vector<protocol::ProgressEvent> tasks_;
  std::vector<std::string> started_;   // tasks commanded, no progress heard yet
  std::optional<protocol::TaskEnded> last_ended_;
  std::vector<protocol::FailedEvent> failures_;
  uint64_t results_made_ = 0, recipes_imported_ = 0;
  std::unordered_map<std::string, Entry> pages_;
  std::unordered_map<uint64_t, std::string> requests_;
  uint64_t next_request_ = 1, frame_ = 0;
  std::deque<std::string> outgoing_;
  std::optional<double> dragged_threshold_;
  std::optional<std::pair<double, bool>> pending_threshold_;
  bool threshold_in_flight_ = false;
  struct SaidVerdict { std::string verdict; uint64_t number; };
  std::map<std::pair<uint32_t, uint32_t>, SaidVerdict> said_;  // by records, the smaller first
  uint64_t judgments_sent_ = 0;
  std::unordered_map<uint32_t, protocol::RecordRef> names_;  // of records that pages have shown
};

// A weight in bits and the probability that it means.
double bits_of(double probability);
double probability_of(double bits);

}  // namespace jumelles::ui
