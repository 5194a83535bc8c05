#include "standardize/emails.h"

#include <algorithm>
#include <array>

#include "standardize/cell_text.h"
#include "standardize/words.h"

namespace jumelles::standardize {
namespace {

bool is_mail_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<uint8_t>(c) >= 0x80; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
// "/" and "|" may be in a local part by the letter of the standard; in lists they stand between two addresses.
bool is_email_separator(char c) { return is_blank(c) || std::string_view(",;|<>()[]\":/\\").find(c) != std::string_view::npos; }

bool fits(std::string_view part, std::string_view more) {
  for (const char c : part)
    if (!is_digit(c) && !is_mail_letter(c) && more.find(c) == std::string_view::npos) return false;
  return !part.empty() && part.front() != '.' && part.back() != '.' && part.find("..") == std::string_view::npos;
}

// Greek or Cyrillic letters among Latin ones look like them, and are not.
bool mixes_scripts(std::string_view domain) {
  bool latin = false, other = false;
  for (const char c : domain) {
    latin = (latin && c != '.') || (c >= 'a' && c <= 'z');
    other = (other && c != '.') || (static_cast<uint8_t>(c) >= 0xCE && static_cast<uint8_t>(c) <= 0xD3);
    if (latin && other) return true;
  }
  return false;
}

bool is_valid_address(std::string_view s) {
  const size_t at = s.find('@');
  if (at == std::string_view::npos) return false;
  const std::string_view local = s.substr(0, at), domain = s.substr(at + 1);
  return fits(local, "._-+'&=~#!%$*?^`{}") && fits(domain, ".-") && domain.find('.') != std::string_view::npos &&
         domain.size() - domain.rfind('.') > 2 && domain.front() != '-' && !mixes_scripts(domain);
}

// Written because a form wanted an address.
bool stands_in_for_email(std::string_view s) {
  const size_t at = s.find('@');
  if (at == std::string_view::npos) return false;
  const std::string_view local = s.substr(0, at), domain = s.substr(at + 1), label = domain.substr(0, domain.find('.'));
  static const WordSet nobody{"noemail", "nomail", "no-mail", "no-email", "pasdemail", "pas-de-mail", "pas.de.mail", "pasdadresse", "sansmail", "sans-mail",
                              "sansemail", "noreply", "no-reply", "ne-pas-repondre", "nepasrepondre", "invalid", "nobody", "azerty"};
  // A domain that is called so may be somebody's: nothing where the local part says the same, or is typed at a provider of mailboxes.
  static const WordSet words{"test", "inconnu", "unknown", "aucun", "none", "nc", "na", "n", "x", "xx", "xxx", "xxxx", "null", "abc", "exemple"};
  static const WordSet nowhere{"example", "noemail", "nomail", "pasdemail", "sansmail", "invalid", "localhost", "domain", "azerty"};
  static const WordSet providers{"gmail", "googlemail", "orange", "wanadoo", "free", "sfr", "laposte", "hotmail", "outlook", "live", "msn", "yahoo", "icloud",
                                 "aol", "gmx", "web", "neuf", "bbox", "numericable", "skynet", "telenet", "bluewin", "libero", "proton", "protonmail", "mail"};
  static const WordSet reserved{"invalid", "localhost"};  // RFC 2606; what ends in ".example" or ".test" is an address in somebody's trial
  const std::string_view top = domain.substr(domain.rfind('.') == std::string_view::npos ? 0 : domain.rfind('.') + 1);
  if (local.size() == 1 && label == local) return true;  // "a@a.fr"
  if (nobody.has(local) || nowhere.has(label) || reserved.has(top)) return true;
  const bool no_domain = domain.find('.') == std::string_view::npos;
  if (words.has(local)) return words.has(label) || providers.has(label) || no_domain;
  return words.has(label) && no_domain;
}

// "pas d'email", "sans adresse mail", "@": says that there is none.
bool says_none(std::string_view s) {
  static const WordSet words{"PAS", "DE", "D", "SANS", "AUCUN", "AUCUNE", "NON", "NO", "NOT", "MAIL", "MAILS", "EMAIL", "E", "EMAILS", "COURRIEL", "ADRESSE",
                             "ELECTRONIQUE", "REFUS", "REFUSE", "NEANT", "COMMUNIQUE", "COMMUNIQUEE", "RENSEIGNE", "RENSEIGNEE", "CONNU", "DISPONIBLE",
                             "INCONNU", "INCONNUE", "N", "A", "NA", "NC", "NR", "ND", "NSP", "NULL", "NONE", "UNKNOWN", "MISSING", "GEEN", "KEIN", "KEINE"};
  const std::string folded = text::fold(s);
  bool all = true;
  text::tokenize(folded, [&](std::string_view word) { all = all && words.has(word); });
  return all;
}

void replace_all(std::string& s, std::string_view from, std::string_view to) {
  for (size_t at = s.find(from); at != std::string::npos; at = s.find(from, at + to.size())) s.replace(at, from.size(), to);
}

// "(at)" and "[dot]" as signs, no blanks around a sign.
void write_signs(std::string& s) {
  for (const char* open : {"(", "["}) {
    const char* close = open[0] == '(' ? ")" : "]";
    for (const char* word : {"dot", "point"}) replace_all(s, std::string(" ") + open + word + close + " ", ".");
    for (const char* word : {"at", "arobase", "a"}) replace_all(s, std::string(open) + word + close, "@");
    for (const char* word : {"dot", "point"}) replace_all(s, std::string(open) + word + close, ".");
  }
  std::string out;
  for (size_t i = 0; i < s.size(); ++i) {
    if (is_blank(s[i]) && s[i] != '\n' && s[i] != '\r') {
      size_t next = i;
      while (next < s.size() && is_blank(s[next])) ++next;
      // A dot with a blank in front of it belongs to what it is in front of: "jean@free .fr".
      const bool sign_next = next < s.size() && (s[next] == '@' || (s[next] == '.' && next + 1 < s.size() && is_mail_letter(s[next + 1])));
      const bool sign_before = !out.empty() && out.back() == '@';
      if (sign_next || sign_before) continue;
    }
    out.push_back(s[i]);
  }
  s = std::move(out);
}

// What is around an address that is not part of it.
std::string_view bare(std::string_view token) {
  const size_t at = token.find('@');
  if (const size_t query = token.find('?', at == std::string_view::npos ? 0 : at); query != std::string_view::npos) token = token.substr(0, query);
  while (!token.empty() && std::string_view(".,;:'\"`=*#-").find(token.front()) != std::string_view::npos) token.remove_prefix(1);
  while (!token.empty() && std::string_view(".,;:'\"`=*#-").find(token.back()) != std::string_view::npos) token.remove_suffix(1);
  return token;
}

struct Token {
  std::string_view text;
  std::string_view word_before;  // with blanks alone between it and the token: a label, a name, or the first half of an address
};

std::vector<Token> tokens_of(std::string_view s) {
  std::vector<Token> tokens;
  std::string_view before;
  size_t before_end = 0;
  for (size_t i = 0; i < s.size();) {
    if (is_email_separator(s[i])) {
      ++i;
      continue;
    }
    size_t end = i;
    while (end < s.size() && !is_email_separator(s[end])) ++end;
    const std::string_view text = s.substr(i, end - i);
    if (text.find('@') != std::string_view::npos) {
      bool blanks = !before.empty();
      for (size_t k = before_end; k < i; ++k) blanks = blanks && is_blank(s[k]) && s[k] != '\n' && s[k] != '\r';
      tokens.push_back({text, blanks ? before : std::string_view()});
    }
    before = text;
    before_end = end;
    i = end;
  }
  return tokens;
}

// Whether the word in front of an address says nothing about it: a label, an address, a sign, a part of the address itself.
bool is_apart(std::string_view word, std::string_view address) {
  static const WordSet labels{"MAIL", "MAILS", "EMAIL", "E MAIL", "COURRIEL", "MEL", "ADRESSE", "PRO", "PROF", "PROFESSIONNEL", "PROFESSIONNELLE", "PERSO",
                              "PERSONNEL", "PERSONNELLE", "PRIVE", "PRIVEE", "TRAVAIL", "BUREAU", "DOMICILE", "MAISON", "PRINCIPAL", "PRINCIPALE",
                              "SECONDAIRE", "CONTACT", "WORK", "HOME", "PERSONAL", "PRIVATE", "OFFICE", "ET", "OU", "OR", "AND", "PUIS", "FACTURATION",
                              "COMPTA", "COMPTABILITE"};
  if (word.find('@') != std::string_view::npos || std::none_of(word.begin(), word.end(), [](char c) { return is_mail_letter(c) || is_digit(c); })) return true;
  const std::string folded = text::fold(word);
  if (labels.has(folded)) return true;
  const std::string local = text::fold(address.substr(0, address.find('@')));
  bool inside = folded.size() >= 3;
  text::tokenize(folded, [&](std::string_view part) { inside = inside && local.find(part) != std::string::npos; });
  return inside;
}

CleanValue address_value(std::string_view address) {
  CleanValue value;
  value.clean = address;
  value.comparison = address;
  const bool valid = is_valid_address(address);
  value.validity = valid ? Validity::kValid : Validity::kInvalid;
  if (!valid) value.status = CleanStatus::kInvalid;
  return value;
}

bool is_valid_email(const CleanValue& value) { return value.validity == Validity::kValid; }

// A comma for the last dot, "jean@free,fr": in no list, as nothing else has an @.
void mend_comma(std::string& s) {
  static const WordSet ends{"FR", "COM", "NET", "ORG", "EU", "BE", "CH", "LU", "DE", "NL", "ES", "IT", "UK"};
  const size_t at = s.find('@'), comma = s.rfind(',');
  if (at == std::string::npos || s.find('@', at + 1) != std::string::npos || comma == std::string::npos || comma < at + 2) return;
  if (s.find_first_of(". \t\n", at) != std::string::npos || !ends.has(text::upper(std::string_view(s).substr(comma + 1)))) return;
  s[comma] = '.';
}

// Letters and digits of ASCII, what joins them in addresses, and one "@": nothing is to be mended in such a text, which is most of them.
bool is_one_plain_address(std::string_view text) {
  constexpr auto kinds = [] {
    std::array<uint8_t, 256> plain{};
    for (size_t c = 0; c < 128; ++c) plain[c] = is_digit(static_cast<char>(c)) || is_lower(static_cast<char>(c)) || is_upper(static_cast<char>(c));
    for (const char c : {'.', '-', '_', '+'}) plain[static_cast<uint8_t>(c)] = 1;
    plain['@'] = 2;
    return plain;
  };
  static constexpr std::array<uint8_t, 256> kPlain = kinds();
  size_t signs = 0;
  for (const char c : text) {
    const uint8_t kind = kPlain[static_cast<uint8_t>(c)];
    if (kind == 0) return false;
    signs += kind == 2;
  }
  return signs == 1;
}

// False where it is anything else than a valid address of somebody.
bool read_plainly(std::string_view original, std::vector<CleanValue>& out) {
  if (!is_one_plain_address(original)) return false;
  out.resize(1);
  CleanValue& value = out.front();
  value.clean.assign(bare(original));
  for (char& c : value.clean)
    if (is_upper(c)) c = static_cast<char>(c | 32);
  if (stands_in_for_email(value.clean) || !is_valid_address(value.clean)) return false;
  value.comparison = value.clean;
  value.status = CleanStatus::kClean;
  value.validity = Validity::kValid;
  return true;
}

}  // namespace

void clean_emails(std::string_view original, Trace* trace, std::vector<CleanValue>& out) {
  if (trace == nullptr && read_plainly(original, out)) return;
  out.clear();
  std::string plain;
  plain_text(original, plain);
  std::string s = text::lower(trim(plain));
  if (s != trim(plain)) note(trace, "email.lower_case");
  if (s.size() != plain.size()) note(trace, "text.blanks");
  for (const char* scheme : {"mailto:", "http://", "https://"}) replace_all(s, scheme, " ");
  CleanValue placeholder;
  placeholder.status = CleanStatus::kPlaceholder;
  if (s.find('@') == std::string::npos && says_none(s)) {
    if (trace != nullptr) trace->forget();
    step(trace, original, "", "email.none");
    out.push_back(std::move(placeholder));
    return;
  }
  const std::string spelled = trace == nullptr ? "" : s;
  write_signs(s);
  s = trim(s);
  if (spelled != s) note(trace, "email.sign");
  mend_comma(s);
  if (spelled.find(',') != std::string::npos && s.find(',') == std::string::npos) note(trace, "email.comma");
  bool stand_in = false, doubtful = false;
  for (const Token& token : tokens_of(s)) {
    const std::string_view address = bare(token.text);
    if (address.size() != s.size()) note(trace, "email.bare");
    if (address == "@" || stands_in_for_email(address)) {
      stand_in = true;
      continue;
    }
    if (!token.word_before.empty() && !is_apart(token.word_before, address)) doubtful = true;
    const bool known = std::any_of(out.begin(), out.end(), [&](const CleanValue& value) { return value.comparison == address; });
    if (!known && !address.empty()) out.push_back(address_value(address));
  }
  if (out.empty() && stand_in) {
    if (trace != nullptr) trace->forget();
    out.push_back(std::move(placeholder));
    return;
  }
  if (doubtful || std::none_of(out.begin(), out.end(), is_valid_email)) {
    s.erase(std::remove_if(s.begin(), s.end(), is_blank), s.end());
    CleanValue value = address_value(bare(s));
    if (trace != nullptr) trace->forget();
    value.clean = squeezed(original, trace);
    value.validity = Validity::kInvalid;
    value.status = CleanStatus::kInvalid;
    out.assign(1, std::move(value));
    return;
  }
  std::stable_partition(out.begin(), out.end(), is_valid_email);
  if (out.size() > 1) note(trace, "email.several");
  if (trace != nullptr) trace->step(original, out.front().clean);
}

}  // namespace jumelles::standardize
