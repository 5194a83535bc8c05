#include "deliver/json_rows.h"

#include "core/ascii.h"

namespace jumelles::deliver {
namespace {

void append_json_text(std::string_view text, std::string& out) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') (out += '\\') += c;
    else if (c == '\n') out += "\\n";
    else if (c == '\r') out += "\\r";
    else if (c == '\t') out += "\\t";
    else if (static_cast<unsigned char>(c) >= 0x20) out += c;
    else ((out += "\\u00") += "01"[c >> 4]) += "0123456789abcdef"[c & 15];
  }
  out += '"';
}

class JsonRows final : public Rows {
 public:
  explicit JsonRows(Sink sink) : sink_(std::move(sink)) {}

  bool head(const std::vector<OutputColumn>& columns) override {
    for (const OutputColumn& column : columns) {
      std::string& key = keys_.emplace_back(keys_.empty() ? "{" : ",");
      append_json_text(column.key, key);
      key += ':';
    }
    out_ = "[";
    return true;
  }
  JsonRows& text(std::string_view value) override {
    member();
    if (value.empty()) out_ += "null";
    else append_json_text(value, out_);
    return *this;
  }
  JsonRows& exact(std::string_view value) override { return text(value); }
  JsonRows& number(uint64_t value) override {
    member();
    out_ += std::to_string(value);
    return *this;
  }
  JsonRows& decimal(std::string_view value) override {
    if (!fits_double(value)) return text(value);
    member();
    out_ += value;
    return *this;
  }
  JsonRows& list(std::span<const std::string> values) override {
    member();
    out_ += '[';
    for (const std::string& value : values) {
      if (&value != values.data()) out_ += ',';
      append_json_text(value, out_);
    }
    out_ += ']';
    return *this;
  }
  bool end() override {
    out_ += '}';
    next_ = 0;
    return out_.size() < kPieceBytes || flush();
  }
  Status finish() override {
    out_ += "\n]\n";
    return flush() ? Status() : stopped();
  }

 private:
  void member() {
    if (next_ == 0) out_ += began_ ? ",\n" : "\n";
    began_ = true;
    out_ += keys_[next_++];
  }
  bool flush() {
    stopped_ = stopped_ || !sink_(out_);
    out_.clear();
    return !stopped_;
  }

  Sink sink_;
  std::vector<std::string> keys_;  // with what comes before and behind
  std::string out_;
  size_t next_ = 0;
  bool began_ = false, stopped_ = false;
};

}  // namespace

bool fits_double(std::string_view decimal) {
  int digits = 0;
  for (const char c : decimal) digits += is_digit(c) && (digits > 0 || c != '0');
  return digits <= 15;
}

std::shared_ptr<Rows> json_rows(Sink sink) { return std::make_shared<JsonRows>(std::move(sink)); }

}  // namespace jumelles::deliver
