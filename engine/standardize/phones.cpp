#include "standardize/phones.h"

#include <algorithm>

#include "standardize/cell_text.h"
#include "standardize/phone_numbers.h"
#include "standardize/words.h"

namespace jumelles::standardize {
namespace {

constexpr size_t kFewestDigits = 7, kMostDigits = 15;  // of what may be a number of some country

bool is_ascii_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

// A run of digits with what stands between them.
struct PhonePiece {
  size_t begin = 0, end = 0;  // of the text
  std::string digits;
  bool plus = false;
  bool apart = false;         // from the piece before: by a word, a semicolon, the end of a line; else by "/", "," or " - "
  bool extension = false;     // behind "poste", "ext."
};

std::string_view part_of_text(std::string_view text, size_t begin, size_t end) { return trim(text.substr(begin, end - begin)); }

bool is_extension_word(std::string_view word) {
  static const WordSet set{"POSTE", "POST", "PST", "EXT", "EXTENSION", "X", "P", "INT", "INTERNE", "DURCHWAHL", "DW", "TOESTEL"};
  return set.has(word);
}

// The letter O typed for a zero: alone beside a digit, "O6 12 34 56 78".
bool is_letter_zero(std::string_view s, size_t at) {
  if ((s[at] | 32) != 'o' || (at > 0 && is_ascii_letter(s[at - 1])) || at + 1 >= s.size()) return false;
  return is_digit(s[at + 1]);
}

class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  std::vector<PhonePiece> cut() {
    for (size_t at = 0; at < text_.size();) at = step(at);
    close(text_.size());
    return std::move(pieces_);
  }

 private:
  size_t step(size_t at) {
    const char c = text_[at];
    if (is_digit(c) || is_letter_zero(text_, at)) {
      if (now_.digits.empty() && !now_.plus) now_.begin = at > 0 && text_[at - 1] == '(' ? at - 1 : at;
      now_.digits.push_back(is_digit(c) ? c : '0');
      now_.end = at + 1;
    } else if (c == '+') {
      close(at);
      now_.plus = true;
      now_.begin = at;
    } else if (text_.substr(at, 3) == "(0)" && !now_.digits.empty()) {
      return at + 3;  // dialed inside the country only
    } else if (is_ascii_letter(c) || static_cast<uint8_t>(c) >= 0x80 || c == '#') {
      return word(at);
    } else if (c == ';' || c == '|' || c == '\n' || c == '\r' || c == '\t') {
      close(at);
      apart_ = true;
    } else if (c == '/' || c == ',' || c == '&' || text_.substr(at, 3) == " - ") {
      close(at);
    }
    return at + 1;
  }

  size_t word(size_t at) {
    size_t end = at + 1;
    while (end < text_.size() && (is_ascii_letter(text_[end]) || static_cast<uint8_t>(text_[end]) >= 0x80) && !is_letter_zero(text_, end)) ++end;
    close(at);
    apart_ = true;
    extension_ = text_[at] == '#' || is_extension_word(text::upper(text_.substr(at, end - at)));
    if (extension_) extension_begin_ = at;
    return end;
  }

  void close(size_t) {
    if (now_.digits.empty()) {
      now_ = PhonePiece{};
      return;
    }
    now_.apart = apart_;
    now_.extension = extension_ && now_.digits.size() <= 5 && !pieces_.empty();
    if (now_.extension) now_.begin = extension_begin_;
    pieces_.push_back(std::move(now_));
    now_ = PhonePiece{};
    apart_ = extension_ = false;
  }

  std::string_view text_;
  std::vector<PhonePiece> pieces_;
  PhonePiece now_;
  bool apart_ = false, extension_ = false;
  size_t extension_begin_ = 0;
};

// A number of no known range is written like one: its plan may have grown since. Whether it is one is open.
void put_number(const PhoneNumber& number, std::string_view as_written, bool zero_lost, Trace* trace, CleanValue& out) {
  if (number.kind == PhoneKind::kService) note(trace, zero_lost ? "phone.lost_zero" : "phone.service");
  out.comparison = e164(number);
  out.validity = number.kind == PhoneKind::kUnassigned ? Validity::kUnchecked : Validity::kValid;
  if (number.kind != PhoneKind::kService) out.clean = international(number);
  else out.clean = zero_lost ? with_national_prefix(number) : std::string(as_written);
}

// False where nothing tells that these digits are a number.
bool read_abroad(std::string_view digits, std::string_view as_written, Trace* trace, CleanValue& out) {
  PhoneNumber number;
  if (read_international_phone(digits, number)) {
    note(trace, "phone.country_code");
    put_number(number, as_written, false, trace, out);
    return true;
  }
  if (digits.size() < kFewestDigits || digits.size() > kMostDigits) return false;
  out.validity = Validity::kInvalid;
  out.comparison = "+" + std::string(digits);
  out.clean = as_written;
  return true;
}

std::string_view rule_of_national(std::string_view digits, std::string_view country, const PhoneNumber& number) {
  if (number.region != country) return "phone.overseas";
  if (number.national == digits) return country == "FR" ? "phone.lost_zero" : "phone.row_country";
  return country == "FR" ? "phone.french" : "phone.row_country";
}

bool read_inside(std::string_view digits, std::string_view as_written, std::string_view country, Trace* trace, CleanValue& out) {
  PhoneNumber number;
  const bool known = !country.empty() && read_national_phone(digits, country, number);
  if (known && number.kind != PhoneKind::kUnassigned) {
    note(trace, rule_of_national(digits, country, number));
    put_number(number, as_written, digits == number.national && number.region == "FR", trace, out);
    return true;
  }
  // A calling code without its "+": from eleven digits on no plan's own number is taken for one, or where it is the row's country.
  const bool own = !country.empty() && region_of_calling_code(digits) == country;
  PhoneNumber foreign;
  if ((digits.size() >= 11 || (own && digits.size() >= 10)) && read_international_phone(digits, foreign) && foreign.kind != PhoneKind::kService &&
      foreign.kind != PhoneKind::kUnassigned) {
    note(trace, "phone.country_code");
    put_number(foreign, as_written, false, trace, out);
    return true;
  }
  if (known) {
    note(trace, rule_of_national(digits, country, number));
    put_number(number, as_written, false, trace, out);
    return true;
  }
  if (digits.size() < kFewestDigits || digits.size() > kMostDigits) return false;
  out.clean = as_written;
  out.comparison = digits;
  return true;
}

bool read_piece(std::string_view digits, bool plus, std::string_view as_written, std::string_view country, Trace* trace, CleanValue& out) {
  out = CleanValue{};
  if (trace != nullptr) trace->forget();
  const size_t dropped = plus ? 0 : dialed_abroad(digits, country);
  if (dropped == 0 && !plus) return read_inside(digits, as_written, country, trace, out);
  if (!plus && digits.size() < dropped + 8) return read_inside(digits, as_written, country, trace, out);
  if (dropped > 2) note(trace, "phone.dialed_abroad");
  return read_abroad(digits.substr(dropped), as_written, trace, out);
}

bool is_valid_phone(const CleanValue& value) { return value.validity == Validity::kValid; }

// "0000", "06 00 00 00 00", "0123456789", "06 06 06 06 06": typed because a form wanted a number.
bool stands_in_for_phone(std::string_view digits, std::string_view comparison) {
  if (digits.size() >= 4 && one_digit_only(digits)) return true;
  std::string_view national = comparison;
  if (!national.empty() && national[0] == '+') {
    const uint16_t code = calling_code_of(region_of_calling_code(national.substr(1)));
    national.remove_prefix(code == 0 ? 1 : 1 + std::to_string(code).size());
  }
  if (national.size() < 6) return false;
  if (one_digit_only(national.substr(national.size() > 8 ? national.size() - 8 : 0))) return true;
  static const WordSet usual{"123456789", "102030405", "1234567890", "0123456789", "12345678", "1234567", "987654321", "0987654321"};
  if (usual.has(national)) return true;
  if (national.size() != 9) return false;  // French: two digits five times
  for (size_t at = 1; at + 2 <= national.size(); at += 2)
    if (national[at] != '0' || national[at + 1] != national[0]) return false;
  return true;
}

class CellReader {
 public:
  CellReader(std::string_view text, std::string_view country, Trace* trace, std::vector<CleanValue>& out)
      : text_(text), country_(country), trace_(trace), out_(out) {}

  // False where the cell holds no number, nor what stands in for one.
  bool read() {
    pieces_ = Cutter(text_).cut();
    for (size_t begin = 0; begin < pieces_.size();) {
      size_t end = begin + 1;
      while (end < pieces_.size() && !pieces_[end].apart && !pieces_[end].plus) ++end;
      if (!pieces_[begin].extension || out_.empty()) read_run(begin, end);
      else if (is_valid_phone(out_.back())) add_extension(begin);
      begin = end;
    }
    if (trace_ != nullptr) note_cell();
    return !out_.empty() || stand_in_;
  }
  bool only_stand_ins() const { return out_.empty() && stand_in_; }

 private:
  void add_extension(size_t piece) {
    (out_.back().clean += ' ') += text::squeeze(part_of_text(text_, pieces_[piece].begin, pieces_[piece].end));
    if (trace_ != nullptr) rules_.push_back("phone.extension");
  }

  // What was found of the cell, for the step that is to come.
  void note_cell() {
    trace_->forget();
    for (const std::string_view rule : rules_) trace_->rule(rule);
    const bool extension = std::find(rules_.begin(), rules_.end(), "phone.extension") != rules_.end();
    bool letter_zero = false, words = false;
    for (size_t at = 0; at < text_.size(); ++at) {
      letter_zero |= is_letter_zero(text_, at);
      words |= (is_ascii_letter(text_[at]) || static_cast<uint8_t>(text_[at]) >= 0x80) && !is_letter_zero(text_, at);
    }
    if (letter_zero) trace_->rule("phone.letter_zero");
    if (words && !extension) trace_->rule("phone.note");
  }

  void add(std::string_view digits, CleanValue&& value) {
    if (stands_in_for_phone(digits, value.comparison)) {
      stand_in_ = true;
      return;
    }
    for (const CleanValue& known : out_)
      if (!known.comparison.empty() && known.comparison == value.comparison) return;
    if (trace_ != nullptr) rules_.insert(rules_.end(), trace_->pending().begin(), trace_->pending().end());
    out_.push_back(std::move(value));
  }

  bool add_if_valid(std::string_view digits, bool plus, std::string_view as_written) {
    CleanValue value;
    if (!read_piece(digits, plus, as_written, country_, trace_, value) || !is_valid_phone(value)) return false;
    add(digits, std::move(value));
    return true;
  }

  // Pieces with "/", "," or " - " between them: numbers of their own where each is valid, one number where all together are.
  void read_run(size_t begin, size_t end) {
    std::string digits;
    for (size_t p = begin; p < end; ++p) digits += pieces_[p].digits;
    const std::string_view whole = part_of_text(text_, pieces_[begin].begin, pieces_[end - 1].end);
    CleanValue value;
    if (end - begin > 1) {
      size_t valid = 0;
      for (size_t p = begin; p < end; ++p) valid += read_piece_at(p, value) && is_valid_phone(value);
      const bool one = read_piece(digits, pieces_[begin].plus, whole, country_, trace_, value) && is_valid_phone(value);
      if (valid == end - begin || (valid > 0 && !one)) {
        for (size_t p = begin; p < end; ++p)
          if (read_piece_at(p, value)) add(pieces_[p].digits, std::move(value));
        return;
      }
    }
    if (add_if_valid(digits, pieces_[begin].plus, whole)) return;
    if (digits.size() > 12 && read_side_by_side(pieces_[begin].begin, pieces_[end - 1].end)) return;
    if (read_piece(digits, pieces_[begin].plus, whole, country_, trace_, value)) add(digits, std::move(value));
    else if (digits.size() >= 4 && one_digit_only(digits)) stand_in_ = true;
  }

  bool read_piece_at(size_t p, CleanValue& value) {
    return read_piece(pieces_[p].digits, pieces_[p].plus, part_of_text(text_, pieces_[p].begin, pieces_[p].end), country_, trace_, value);
  }

  // "06 12 34 57 23 01 45 67 89 13": numbers with a blank alone between them. All of it must be valid numbers.
  bool read_side_by_side(size_t begin, size_t end) {
    const size_t known = out_.size();
    const bool was_stand_in = stand_in_;
    while (begin < end) {
      size_t stop = begin;
      bool found = false;
      for (size_t at = begin; at < end && !found; ++at) {
        if (at + 1 < end && !(text_[at] == ' ' && is_digit(text_[at + 1]))) continue;
        stop = at + 1 < end ? at : end;
        const std::string digits = digits_of(text_.substr(begin, stop - begin));
        found = digits.size() >= 9 && add_if_valid(digits, text_[begin] == '+', part_of_text(text_, begin, stop));
      }
      if (!found) {
        out_.resize(known);
        stand_in_ = was_stand_in;
        return false;
      }
      begin = stop < end ? stop + 1 : end;
    }
    return true;
  }

  std::string_view text_, country_;
  Trace* trace_;
  std::vector<CleanValue>& out_;
  std::vector<std::string_view> rules_;  // of the numbers that were added
  std::vector<PhonePiece> pieces_;
  bool stand_in_ = false;
};

// A single number as most are written, digits with blanks, dots or hyphens: read without cutting the cell. False for all others.
bool read_plainly(std::string_view text, std::string_view country, Trace* trace, std::vector<CleanValue>& out) {
  text = trim(text);
  const bool plus = !text.empty() && text[0] == '+';
  std::string digits;
  for (size_t at = plus ? 1 : 0; at < text.size(); ++at) {
    const char c = text[at];
    if (is_digit(c)) digits.push_back(c);
    else if ((c != ' ' && c != '.' && c != '-') || (c != '.' && text.substr(at, 3) == " - ")) return false;
  }
  CleanValue value;
  if (digits.size() > kMostDigits || !read_piece(digits, plus, text, country, trace, value)) return false;
  if (!is_valid_phone(value)) {
    // No known range has it: of a number alone, cutting finds the same. Two side by side have more digits.
    constexpr size_t kMostOfOne = 12;
    const bool alone = is_digit(text.back()) && (plus || is_digit(text[0])) && digits.size() <= kMostOfOne && without_zero_tail(text).size() == text.size();
    if (trace != nullptr || !alone || value.clean.empty()) return false;
    if (value.validity == Validity::kInvalid) value.status = CleanStatus::kInvalid;
  }
  if (stands_in_for_phone(digits, value.comparison)) return false;
  out.push_back(std::move(value));
  return true;
}

}  // namespace

void clean_phones(std::string_view original, std::string_view country, Trace* trace, std::vector<CleanValue>& out) {
  out.clear();
  if (read_plainly(original, country, trace, out)) {
    if (trace != nullptr) trace->step(original, out.front().clean);
    return;
  }
  if (trace != nullptr) trace->forget();
  std::string plain;
  plain_text(original, plain);
  const ScientificNumber scientific = read_scientific(plain);
  if (scientific.found && !scientific.exact) return keep_unread(original, trace, out.emplace_back());
  const size_t written = trim(plain).size();
  if (scientific.exact) plain = scientific.digits;
  else plain = without_zero_tail(trim(plain));
  CellReader reader(plain, country, trace, out);
  if (!reader.read()) {
    if (trace != nullptr) trace->forget();
    return keep_unread(original, trace, out.emplace_back());
  }
  if (reader.only_stand_ins()) {
    CleanValue value;
    value.status = CleanStatus::kPlaceholder;
    out.push_back(std::move(value));
  }
  std::stable_partition(out.begin(), out.end(), is_valid_phone);
  for (CleanValue& value : out) {
    if (value.clean.empty() && value.status == CleanStatus::kClean) value.clean = text::squeeze(original);
    if (value.validity == Validity::kInvalid) value.status = CleanStatus::kInvalid;
  }
  if (trace == nullptr) return;
  if (scientific.exact) trace->rule("phone.scientific");
  else if (plain.size() < written) trace->rule("code.decimal_tail");
  if (out.size() > 1) trace->rule("phone.several");
  if (out.front().status == CleanStatus::kPlaceholder) trace->forget();
  else trace->step(original, out.front().clean);
}

}  // namespace jumelles::standardize
