// E-mail addresses that are right by their form and reach no customer.

#include <algorithm>

#include "core/ascii.h"
#include "standardize/suspect_checks.h"
#include "standardize/words.h"

namespace jumelles::standardize {
namespace {

constexpr std::string_view kRole = "role_mailbox", kRelay = "relay_mailbox", kReserved = "reserved_domain", kRetiredBox = "retired_value", kErasedBox = "erased_value";

// Mailboxes that nobody reads letters in (RFC 2142 and what programs send from), whoever's the domain is.
bool is_nobodys_mailbox(std::string_view local) {
  static const WordSet set{"abuse", "postmaster", "hostmaster", "mailer-daemon", "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "ne-pas-repondre", "nepasrepondre", "bounce", "bounces"};
  return set.has(local);
}
// Those of whoever has the domain: of a large provider they are the provider's own.
bool is_of_the_house(std::string_view local) {
  static const WordSet set{"webmaster", "admin", "administrator", "support", "spam", "root", "security", "info", "contact", "help", "sales", "service", "marketing", "mail", "email", "newsletter"};
  return set.has(local);
}

std::string_view first_word(std::string_view text) {
  size_t end = 0;
  while (end < text.size() && text[end] != '.' && text[end] != '_' && text[end] != '-') ++end;
  return text.substr(0, end);
}

// "x.deleted.1568874561", "archive-1568874561-x", "x@free.fr_old": software frees an address by changing it.
bool is_freed(std::string_view local, std::string_view domain, const Domain& facts, const Signs& signs) {
  static const WordSet marks{"deleted", "archive", "archived", "removed", "disabled", "inactive", "supprime", "desactive", "deactivated", "old", "obsolete"};
  constexpr size_t kStamp = 8;  // digits of a day or of seconds
  if (signs.digits < kStamp && !facts.may_be_freed && !marks.has(first_word(local))) return false;
  for (const std::string_view part : {local, domain}) {
    size_t words = 0, marked = 0;
    bool first = false, last = false, stamp = false;
    for (size_t begin = 0; begin <= part.size();) {
      const size_t end = std::min(part.find_first_of("._-", begin), part.size());
      const std::string_view word = part.substr(begin, end - begin);
      if (marks.has(word)) ++marked, first = first || words == 0, last = end == part.size();
      stamp = stamp || (word.size() >= kStamp && all_digits(word));
      ++words;
      begin = end + 1;
    }
    if (marked == 0 || words < 2) continue;
    if (stamp || (part == domain && last) || (first && words > 2 && part == local)) return true;
  }
  return false;
}

// What erasure leaves: "anonyme1234@rgpd.local", "anonymous@psgdpr.com".
bool is_erased_mailbox(std::string_view local) {
  static const WordSet names{"anonymous", "anonyme", "anonymized", "anonymise", "anonyme-rgpd", "efface", "deleted", "erased", "redacted", "supprime", "rgpd", "gdpr"};
  while (!local.empty() && is_digit(local.back())) local.remove_suffix(1);
  while (!local.empty() && (local.back() == '-' || local.back() == '_' || local.back() == '.')) local.remove_suffix(1);
  return names.has(local);
}

}  // namespace

Suspicion suspect_reserved_domain(const Domain& facts) { return facts.is_reserved ? Suspicion{kReserved, {}} : Suspicion{}; }

Suspicion suspect_mailbox(std::string_view local, std::string_view domain, const Domain& facts, const Signs& signs) {
  if (facts.is_erased || is_erased_mailbox(local)) return {kErasedBox, {}};
  if (is_freed(local, domain, facts, signs)) return {kRetiredBox, {}};
  if (facts.is_relay || (facts.is_ebay && local.substr(0, 7) == "nosend-")) return {kRelay, {}};
  if (is_nobodys_mailbox(local) || (!facts.large.empty() && is_of_the_house(local))) return {kRole, {}};
  return {};
}

}  // namespace jumelles::standardize
