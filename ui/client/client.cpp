#include "client/client.h"

#include <algorithm>

#include "client/mask.h"
#include "core/math.h"
#include "protocol/protocol_json.h"

namespace jumelles::ui {
namespace {

constexpr size_t kPagesKept = 600;
constexpr uint64_t kFramesKept = 200;

}  // namespace

double bits_of(double probability) { return bits(weight_from_probability(probability)); }
double probability_of(double value) { return probability_from_weight(weight_from_bits(value)); }

bool Client::receive(std::string_view json) {
  Result<std::variant<protocol::Event, protocol::Reply>> message = protocol::message_from_json(json);
  if (!message) return false;
  std::visit([this](auto& content) { apply(std::move(content)); }, message.value());
  return true;
}

std::vector<std::string> Client::take_outgoing() {
  std::vector<std::string> out(outgoing_.begin(), outgoing_.end());
  outgoing_.clear();
  return out;
}

void Client::restart() {
  uint64_t next = next_request_;
  uint64_t frame = frame_;
  uint64_t judgments_sent = judgments_sent_;
  const bool masked = masked_;
  *this = Client();
  masked_ = masked;
  judgments_sent_ = judgments_sent;
  next_request_ = next;
  frame_ = frame;
}

std::string_view Client::source_letter(size_t source) const { return source < letters_.size() ? std::string_view(letters_[source]) : "?"; }

const protocol::ProgressEvent* Client::progress() const {
  const auto shown = std::find_if(tasks_.rbegin(), tasks_.rend(), [](const auto& running) { return running.task != "audit"; });
  return shown == tasks_.rend() ? nullptr : &*shown;
}

const protocol::ProgressEvent* Client::progress(std::string_view task) const {
  for (const auto& running : tasks_)
    if (running.task == task) return &running;
  return nullptr;
}

bool Client::is_started(std::string_view task) const { return std::find(started_.begin(), started_.end(), task) != started_.end(); }

void Client::send(const protocol::Command& command) {
  if (protocol::task_name(command) == "run") {
    if (!is_started("run")) started_.emplace_back("run");
    failures_.clear();
  }
  outgoing_.push_back(protocol::to_json(command));
}

void Client::judge(uint32_t a, uint32_t b, const std::string& verdict, bool look_alikes) {
  const auto name_a = names_.find(a), name_b = names_.find(b);
  if (name_a == names_.end() || name_b == names_.end()) return;  // nobody can judge what no page has shown
  said_[std::minmax(a, b)] = {verdict, ++judgments_sent_};
  send(protocol::JudgePair{name_a->second, name_b->second, verdict, judgments_sent_, look_alikes});
}

std::optional<std::string> Client::verdict_said(uint32_t a, uint32_t b, bool fresh) const {
  const auto found = said_.find(std::minmax(a, b));
  if (found == said_.end() || (fresh && found->second.number <= summary_.last_judgment)) return std::nullopt;
  return found->second.verdict;
}

void Client::drag_threshold(double probability, bool final) {
  dragged_threshold_ = probability;
  pending_threshold_ = {probability, final};
  if (!threshold_in_flight_ || final) send_pending_threshold();
}

void Client::send_pending_threshold() {
  if (!pending_threshold_) return;
  outgoing_.push_back(protocol::to_json(protocol::Command{protocol::SetThreshold{pending_threshold_->first, pending_threshold_->second}}));
  if (pending_threshold_->second) dragged_threshold_.reset();
  pending_threshold_.reset();
  threshold_in_flight_ = true;
}

const protocol::Page* Client::page_for(const protocol::Query& query, bool* fresh) {
  Entry& entry = pages_[protocol::query_to_json(0, query)];
  entry.used_frame = frame_;
  if (!entry.asked || (entry.asked_revision != summary_.revision && entry.page_revision != summary_.revision)) {
    entry.asked = true;
    entry.asked_revision = summary_.revision;
    entry.request_id = next_request_++;
    requests_[entry.request_id] = protocol::query_to_json(0, query);
    outgoing_.push_back(protocol::query_to_json(entry.request_id, query));
  }
  if (fresh) *fresh = entry.page && entry.page_revision == summary_.revision;
  if (!entry.page) return nullptr;
  if (!masked_) return &*entry.page;
  if (!entry.masked_page) mask(entry.masked_page.emplace(*entry.page));
  return &*entry.masked_page;
}

void Client::forget(const protocol::Query& query) { pages_.erase(protocol::query_to_json(0, query)); }

void Client::set_masked(bool masked) {
  masked_ = masked;
  masked_summary_ = {};
  for (auto& [query, entry] : pages_) entry.masked_page.reset();
  if (masked_) mask(masked_summary_ = summary_);
}

const Error* Client::problem(const protocol::Query& query) const {
  auto found = pages_.find(protocol::query_to_json(0, query));
  return found == pages_.end() || !found->second.problem ? nullptr : &*found->second.problem;
}

void Client::apply(protocol::Reply reply) {
  auto request = requests_.find(reply.request_id);
  if (request == requests_.end()) return;
  std::string key = std::move(request->second);
  requests_.erase(request);
  auto found = pages_.find(key);
  if (found == pages_.end() || found->second.request_id != reply.request_id) return;
  Entry& entry = found->second;
  entry.problem.reset();
  if (!reply.ok) {
    entry.page.reset(), entry.masked_page.reset();
    entry.problem = std::move(reply.error);
    return;
  }
  learn_names(reply.page);
  if (reply.revision < summary_.revision) return;  // asked again for the new revision when it is drawn
  entry.page = std::move(reply.page);
  entry.masked_page.reset();
  entry.page_revision = reply.revision;
}

void Client::end_task(const std::string& task, const std::string& subject) {
  std::erase_if(tasks_, [&](const auto& t) { return t.task == task && (t.subject == subject || subject.empty()); });
  std::erase(started_, task);
  if (task == "threshold") {
    threshold_in_flight_ = false;
    send_pending_threshold();
  }
}

void Client::apply(protocol::Event event) {
  if (auto* progress = std::get_if<protocol::ProgressEvent>(&event)) {
    std::erase(started_, progress->task);
    std::erase_if(tasks_, [&](const auto& t) { return t.task == progress->task && t.subject == progress->subject; });
    tasks_.push_back(std::move(*progress));
  } else if (auto* ended = std::get_if<protocol::TaskEnded>(&event)) {
    end_task(ended->task, ended->subject);
    if (ended->task == "run" && !ended->canceled) ++results_made_;
    if (ended->task == "search" || ended->task == "list") return ask_again_what_was_searched();
    if (ended->task == "price") return ask_again_prices();
    if (ended->task == "audit") return ask_again_audits();
    if (ended->task == "recipe") return ask_again_recipes();
    if (ended->task == "recipe_import") return void(++recipes_imported_);
    last_ended_ = std::move(*ended);
  } else if (auto* failed = std::get_if<protocol::FailedEvent>(&event)) {
    end_task(failed->task, failed->subject);
    last_ended_.reset();
    if (failed->error.code == ErrorCode::kCanceled) return;
    std::erase_if(failures_, [&](const auto& other) { return other.task == failed->task && other.subject == failed->subject && other.error.id == failed->error.id; });
    failures_.push_back(std::move(*failed));
  } else if (auto* revision = std::get_if<protocol::RevisionEvent>(&event)) {
    if (summary_.result != revision->summary.result) names_.clear();  // records are counted anew
    summary_ = std::move(revision->summary);
    if (masked_) mask(masked_summary_ = summary_);
    learn_summary();
    forget_old_pages();
    threshold_in_flight_ = false;
    send_pending_threshold();
  }
}

// What was answered before there was an index, or the list.
void Client::ask_again_what_was_searched() {
  for (auto& [key, entry] : pages_) {
    if (!entry.page) continue;
    const auto* found = std::get_if<protocol::SearchPage>(&*entry.page);
    const auto is_indexing = [&](const auto* list) { return list && list->search_state == "indexing"; };
    const auto is_making = [&](const auto* list) { return list && list->list_state == "making"; };
    if ((found && found->state == "indexing") || is_making(std::get_if<protocol::PreviewPage>(&*entry.page)) || is_making(std::get_if<protocol::RejectsPage>(&*entry.page)) || is_indexing(std::get_if<protocol::GoldenPage>(&*entry.page)) || is_indexing(std::get_if<protocol::PairsPage>(&*entry.page)) ||
        is_indexing(std::get_if<protocol::GroupsPage>(&*entry.page)))
      entry.asked = false;
  }
}

void Client::ask_again_prices() {
  for (auto& [key, entry] : pages_) {
    const auto* price = entry.page ? std::get_if<protocol::KeyPricePage>(&*entry.page) : nullptr;
    if (price && price->state == "counting") entry.asked = false;
  }
}

void Client::ask_again_audits() {
  const auto is_counting = [](const auto* page) { return page && page->state == "counting"; };
  for (auto& [key, entry] : pages_) {
    if (!entry.page) continue;
    const protocol::Page& page = *entry.page;
    if (is_counting(std::get_if<protocol::AuditPage>(&page)) || is_counting(std::get_if<protocol::AuditCellDetail>(&page)) || is_counting(std::get_if<protocol::AuditRowsPage>(&page)) ||
        is_counting(std::get_if<protocol::MonitoringPage>(&page)))
      entry.asked = false;
  }
}

void Client::ask_again_recipes() {
  const auto is_counting = [](const auto* page) { return page && page->state == "counting"; };
  for (auto& [key, entry] : pages_)
    if (entry.page && (is_counting(std::get_if<protocol::RecipePage>(&*entry.page)) || is_counting(std::get_if<protocol::RecipeTrial>(&*entry.page)) || is_counting(std::get_if<protocol::SpellingsPage>(&*entry.page)))) entry.asked = false;
}

// What records are called that pages tell by number.
void Client::learn_names(const protocol::Page& page) {
  if (const auto* pairs = std::get_if<protocol::PairsPage>(&page))
    for (const protocol::PairRow& row : pairs->rows) names_[row.record_a] = row.name_a, names_[row.record_b] = row.name_b;
  if (const auto* alike = std::get_if<protocol::LikenessPage>(&page))
    for (const protocol::PairRow& row : alike->rows) names_[row.record_a] = row.name_a, names_[row.record_b] = row.name_b;
  if (const auto* pair = std::get_if<protocol::PairDetail>(&page)) names_[pair->record_a] = pair->a.name, names_[pair->record_b] = pair->b.name;
  if (const auto* alike = std::get_if<protocol::LookAlikesPage>(&page))
    for (const protocol::LookAlike& row : alike->rows) names_[row.record] = row.name;
}

void Client::learn_summary() {
  record_count_ = rejected_count_ = 0;
  letters_.clear();
  for (const protocol::SourceSummary& source : summary_.sources) {
    record_count_ += source.row_count;
    rejected_count_ += source.rejected_count;
    std::string letter;
    for (char c : source.name) {
      if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) continue;
      std::string upper(1, static_cast<char>(c & ~0x20));
      if (std::find(letters_.begin(), letters_.end(), upper) != letters_.end()) continue;
      letter = upper;
      break;
    }
    letters_.push_back(letter.empty() ? std::to_string(letters_.size() + 1) : letter);
  }
}

void Client::forget_old_pages() {
  if (pages_.size() < kPagesKept) return;
  std::erase_if(pages_, [&](const auto& item) { return item.second.used_frame + kFramesKept < frame_; });
}

}  // namespace jumelles::ui
