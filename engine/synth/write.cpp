// How each system writes its records.

#include <algorithm>

#include "core/hash.h"
#include "core/rng.h"
#include "synth/synth.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace jumelles::synth {
namespace {

constexpr size_t kChunkBytes = 64 * 1024;

class Writer {
 public:
  Writer(File file, const Sink& sink) : file_(file), sink_(sink) {}
  ~Writer() { flush(); }
  std::string& buffer() { return buffer_; }
  void end_row() {
    if (buffer_.size() >= kChunkBytes) flush();
  }

 private:
  void flush() {
    if (!buffer_.empty()) sink_(file_, buffer_);
    buffer_.clear();
  }
  File file_;
  const Sink& sink_;
  std::string buffer_;
};

// Letters outside Windows-1252 do not occur in the tables.
void append_windows_1252(std::string& out, std::string_view utf8) {
  for (size_t at = 0; at < utf8.size();) {
    const char32_t point = text::decode(utf8, at);
    if (point < 0x80 || (point >= 0xA0 && point <= 0xFF)) out.push_back(static_cast<char>(static_cast<uint8_t>(point)));
    else out.push_back(point == 0x152 ? '\x8C' : point == 0x153 ? '\x9C' : point == 0x178 ? '\x9F' : point == 0x2019 ? '\x92' : '?');
  }
}

void append_csv(std::string& out, std::string_view cell, char separator) {
  if (cell.find_first_of("\"\r\n") == std::string_view::npos && cell.find(separator) == std::string_view::npos) {
    out += cell;
    return;
  }
  out.push_back('"');
  for (const char c : cell) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  out.push_back('"');
}

void append_json(std::string& out, std::string_view name, std::string_view value, bool last = false) {
  ((out += "    \"") += name) += "\": ";
  if (value.empty()) {
    out += "null";
  } else {
    out.push_back('"');
    for (const char c : value) {
      if (c == '"' || c == '\\') out.push_back('\\');
      out.push_back(c);
    }
    out.push_back('"');
  }
  out += last ? "\n" : ",\n";
}

std::string two_digits(int number) { return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)}; }
std::string iso(const Date& date) {
  return date.year == 0 ? "" : std::to_string(date.year) + "-" + two_digits(date.month) + "-" + two_digits(date.day);
}
std::string french(const Date& date) {
  return date.year == 0 ? "" : two_digits(date.day) + "/" + two_digits(date.month) + "/" + std::to_string(date.year);
}

std::string spaced(std::string_view phone) {
  std::string out;
  for (size_t i = 0; i < phone.size(); ++i) {
    if (i > 0 && i % 2 == 0) out.push_back(' ');
    out.push_back(phone[i]);
  }
  return out;
}

std::string without_first_zeros(std::string_view digits) {
  const size_t first = digits.find_first_not_of('0');
  return std::string(first == std::string_view::npos ? "" : digits.substr(first));
}

std::string crm_phone(std::string_view phone, Rng& rng) {
  if (phone.empty()) return "";
  const uint64_t draw = rng.below(10);
  if (draw == 0) return "+33 " + spaced(phone).substr(1);
  return draw < 3 ? std::string(phone) : spaced(phone);
}

// Typed by the customers themselves.
std::string as_typed(std::string_view text, Rng& rng) {
  const uint64_t draw = rng.below(100);
  if (draw < 8) return text::lower(text);
  if (draw < 15) return text::upper(text);
  return std::string(text);
}

void write_crm(const Population& population, const Sink& sink, Rng rng) {
  Writer writer(File::kCrm, sink);
  writer.buffer() += "id_client;civilite;prenom;nom;raison_sociale;siren;email;tel;adresse;cp;ville;optin;maj\r\n";
  std::string line;
  for (const Record& record : population.records) {
    if (record.source != Source::kCrm) continue;
    const Customer& customer = population.customers[record.customer];
    const std::string civility = customer.is_company || rng.chance(0.06) ? "" : customer.is_female ? (rng.chance(0.9) ? "Mme" : "MME")
                                                                             : (rng.chance(0.9) ? "M." : "M");
    line.clear();
    const auto cell = [&](std::string_view text) {
      append_csv(line, text, ';');
      line.push_back(';');
    };
    cell(record.id);
    cell(civility);
    cell(record.given_name);
    cell(text::upper(record.surname));
    cell(record.company_name);
    cell(record.siren);
    // A form that insisted on a value.
    cell(record.email.empty() && rng.chance(0.03) ? "INCONNU" : record.email);
    cell(record.phone.empty() && rng.chance(0.04) ? "0600000000" : crm_phone(record.phone, rng));
    cell(record.address.street);
    cell(record.postcode_text);
    cell(text::upper(record.address.city));
    cell(record.consent < 0 ? "" : record.consent == 1 ? "O" : "N");
    append_csv(line, french(record.updated), ';');
    append_windows_1252(writer.buffer(), line);
    writer.buffer() += "\r\n";
    writer.end_row();
  }
}

void write_shop(const Population& population, const Sink& sink, Rng rng) {
  Writer writer(File::kShop, sink);
  writer.buffer() += "id,first_name,last_name,email,phone,birth_date,address,postcode,city,newsletter,created_at,updated_at\n";
  for (const Record& record : population.records) {
    if (record.source != Source::kShop) continue;
    std::string& out = writer.buffer();
    const auto cell = [&](std::string_view text) {
      append_csv(out, text, ',');
      out.push_back(',');
    };
    cell(record.id);
    cell(as_typed(record.given_name, rng));
    cell(as_typed(record.surname, rng));
    cell(rng.chance(0.05) ? text::upper(record.email) : record.email);
    // A spreadsheet took them for numbers.
    cell(without_first_zeros(record.phone));
    cell(iso(record.birth_date));
    cell(as_typed(record.address.street, rng));
    cell(without_first_zeros(record.postcode_text));
    cell(as_typed(record.address.city, rng));
    cell(record.consent < 0 ? "" : record.consent == 1 ? "1" : "0");
    cell(iso(record.created));
    out += iso(record.updated);
    out.push_back('\n');
    writer.end_row();
  }
}

void write_billing(const Population& population, const Sink& sink) {
  Writer writer(File::kBilling, sink);
  writer.buffer() += "[";
  bool first = true;
  for (const Record& record : population.records) {
    if (record.source != Source::kBilling) continue;
    std::string& out = writer.buffer();
    out += first ? "\n  {\n" : ",\n  {\n";
    first = false;
    append_json(out, "ref", record.id);
    append_json(out, "nom", text::upper(record.surname));
    append_json(out, "prenom", record.given_name);
    append_json(out, "raison_sociale", record.company_name);
    append_json(out, "siren", record.siren);
    append_json(out, "email", record.email);
    append_json(out, "telephone", record.phone);
    append_json(out, "adresse", record.address.street);
    append_json(out, "code_postal", record.postcode_text);
    append_json(out, "commune", record.address.city);
    append_json(out, "date_modification", iso(record.updated), true);
    out += "  }";
    writer.end_row();
  }
  writer.buffer() += "\n]\n";
}

void write_truth(const Population& population, const Sink& sink) {
  static constexpr std::string_view kNames[] = {"crm", "boutique", "facturation"};
  Writer writer(File::kTruth, sink);
  writer.buffer() += "source,id,cluster_id\n";
  for (const Record& record : population.records) {
    std::string& out = writer.buffer();
    ((out += kNames[static_cast<size_t>(record.source)]) += ',') += record.id;
    (out += ',') += std::to_string(record.customer + 1);
    out.push_back('\n');
    writer.end_row();
  }
}

}  // namespace

std::string_view file_name(File file) {
  static constexpr std::string_view kNames[] = {"crm.csv", "boutique.csv", "facturation.json", "truth.csv"};
  return kNames[static_cast<size_t>(file)];
}

void write_files(const Population& population, const Sink& sink) {
  const uint64_t seed = mix(population.records.size());
  write_crm(population, sink, Rng(combine(seed, 1)));
  write_shop(population, sink, Rng(combine(seed, 2)));
  write_billing(population, sink);
  write_truth(population, sink);
}

Files generate(const SynthOptions& options) {
  Files files;
  write_files(make_population(options), [&](File file, std::string_view chunk) { files.bytes[static_cast<size_t>(file)] += chunk; });
  return files;
}

}  // namespace jumelles::synth
