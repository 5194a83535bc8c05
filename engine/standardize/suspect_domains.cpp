// What a domain says of all addresses that it has. Few domains have most addresses.

#include <algorithm>
#include <array>

#include "core/hash.h"
#include "standardize/suspect_checks.h"
#include "standardize/words.h"

namespace jumelles::standardize {
namespace {

struct BigDomain { std::string_view name; bool any_country = false; };  // also under the top-level domains of countries
constexpr std::array<BigDomain, 22> kBigDomains{{
    {"gmail.com"}, {"hotmail.com", true}, {"hotmail.fr", true}, {"outlook.com", true}, {"outlook.fr", true}, {"yahoo.com", true}, {"yahoo.fr", true}, {"orange.fr"},
    {"wanadoo.fr"}, {"laposte.net"}, {"icloud.com"}, {"protonmail.com"}, {"numericable.fr"}, {"googlemail.com"}, {"club-internet.fr"}, {"bbox.fr"}, {"live.fr", true},
    {"live.com", true}, {"free.fr"}, {"libero.it"}, {"t-online.de"}, {"skynet.be"}}};
// Domains that exist and look like a slip of one of them.
bool exists_besides(std::string_view domain) {
  static const WordSet set{"ymail.com", "email.com", "mail.com", "gmx.com", "orange.com", "live.it", "life.fr", "love.fr", "frre.fr", "freee.fr", "box.fr", "five.fr", "like.fr", "line.fr", "lire.fr",
                           "libre.fr", "alice.it", "hotmail.co.uk", "yahoo.co.uk", "outlook.co.id", "fre.fr", "tree.fr", "gmal.com", "dive.com", "olive.com", "alive.com", "love.com", "life.com",
                           "five.com", "hive.com", "jive.com", "like.com", "line.com", "lime.com", "give.com", "wive.com", "lives.com", "live.de", "skynet.net", "range.fr", "grange.fr", "oranges.fr"};
  return set.has(domain);
}

bool is_country_domain(std::string_view top) {
  static const WordSet set{"fr", "de", "be", "ch", "it", "es", "ca", "nl", "pt", "lu", "pl", "ie", "at", "br", "mx", "ar", "jp", "in", "au", "se", "dk", "no", "fi", "gr", "cz", "hu", "ro",
                           "uk", "ma", "tn", "dz", "sn", "ci", "mc", "tr", "ru", "sg", "hk", "tw", "kr", "za", "nz", "cl", "pe", "my", "th", "id", "vn", "ph", "il", "ae", "sa"};
  return set.has(top);
}

// One letter too many, missing, or another one, or two exchanged.
bool is_one_slip(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || a == b) return false;
  size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

// The large domain that one was meant to be; "" where it may be itself.
std::string_view meant_domain(std::string_view domain) {
  if (exists_besides(domain)) return {};
  const size_t dot = domain.rfind('.');
  const std::string_view label = domain.substr(0, std::min(dot, domain.size()));
  const std::string_view top = dot == std::string_view::npos ? std::string_view() : domain.substr(dot + 1);
  std::string_view found;
  for (const BigDomain& big : kBigDomains) {
    if (domain == big.name) return {};
    const std::string_view big_label = big.name.substr(0, big.name.rfind('.'));
    if (big.any_country && label == big_label && is_country_domain(top)) return {};
    if (label == "gmail" && is_country_domain(top)) return "gmail.com";
    // Short names have neighbors that are others' own: of those the ending alone is looked at.
    const bool slip = big_label.size() >= 5 ? is_one_slip(domain, big.name) : label == big_label && is_one_slip(domain, big.name) && !is_country_domain(top);
    if (slip && found.empty()) found = big.name;
  }
  return found;
}

// Providers of addresses to be thrown away.
bool is_disposable(std::string_view domain) {
  static const WordSet set{"yopmail.com", "yopmail.fr", "yopmail.net", "mailinator.com", "guerrillamail.com", "guerrillamail.net", "guerrillamail.org", "guerrillamail.info", "sharklasers.com",
                           "10minutemail.com", "10minutemail.net", "temp-mail.org", "tempmail.com", "tempmail.net", "tempmailo.com", "tempr.email", "trashmail.com", "trashmail.net", "trashmail.de",
                           "trash-mail.com", "jetable.org", "jetable.com", "jetable.net", "jetable.fr.nf", "throwawaymail.com", "getnada.com", "nada.email", "mailcatch.com", "dispostable.com",
                           "maildrop.cc", "fakeinbox.com", "moakt.com", "mohmal.com", "spamgourmet.com", "discard.email", "mail-temporaire.fr", "mail-temporaire.com", "wegwerfmail.de",
                           "einrot.com", "spambog.com", "mytrashmail.com", "mailnesia.com", "mintemail.com", "emailondeck.com", "burnermail.io", "cool.fr.nf", "courriel.fr.nf", "speed.1s.fr",
                           "filzmail.com", "spam4.me", "grr.la", "mailnull.com", "tempinbox.com", "mailexpire.com", "minuteinbox.com", "1secmail.com", "fakemail.net", "inboxkitten.com"};
  return set.has(domain);
}

std::string_view big_domain(std::string_view domain) {
  const auto at = std::find_if(kBigDomains.begin(), kBigDomains.end(), [&](const BigDomain& big) { return domain == big.name; });
  return at == kBigDomains.end() ? std::string_view() : at->name;
}

// Relays that marketplaces and programs make for one sale, or to hide an address; of all domains below.
bool is_relay(std::string_view domain) {
  static const WordSet set{"privaterelay.appleid.com", "members.ebay.com", "members.ebay.fr", "members.ebay.de", "members.ebay.co.uk", "mirakl.net", "mozmail.com", "relay.firefox.com", "simplelogin.com",
                           "simplelogin.co", "anonaddy.com", "anonaddy.me", "addy.io", "reply.airbnb.com", "guest.booking.com", "m.expediapartnercentral.com", "reply.cdiscount.com",
                           "messagerie.leboncoin.fr", "marketplace.fnac.com", "rakuten-messagerie.com", "etsymail.com", "reply.facebook.com", "passmail.net", "passinbox.com"};
  for (std::string_view rest = domain;;) {
    if (set.has(rest)) return true;
    const size_t dot = rest.find('.');
    if (dot == std::string_view::npos) break;
    rest.remove_prefix(dot + 1);
  }
  return domain.substr(0, 19) == "marketplace.amazon.";
}

// Ends that will never be given out (RFC 2606, RFC 6761, RFC 6762).
bool is_reserved(std::string_view domain) {
  const size_t dot = domain.rfind('.');
  const std::string_view top = dot == std::string_view::npos ? domain : domain.substr(dot + 1);
  static const WordSet set{"test", "invalid", "localhost", "local", "example", "localdomain", "internal"};
  return set.has(top);
}

Domain look_anew(std::string_view domain) {
  static const WordSet demo{"prestashop.com", "example.com", "demo.com"};
  Domain facts;
  facts.meant = meant_domain(domain);
  facts.is_disposable = is_disposable(domain);
  facts.large = big_domain(domain);
  facts.is_of_demo = demo.has(domain);
  facts.is_relay = is_relay(domain);
  facts.is_ebay = domain.substr(0, 5) == "ebay.";
  facts.is_erased = domain == "psgdpr.com" || domain == "rgpd.local";
  facts.is_reserved = is_reserved(domain);
  facts.may_be_freed = domain.find('_') != std::string_view::npos;
  return facts;
}

}  // namespace

Domain look_at_domain(std::string_view domain, const Signs& signs) {
  struct Known { std::string domain; Domain facts; };
  constexpr size_t kPlaces = 1024;
  constexpr size_t kLongest = 64;  // of those that are kept
  if (domain.empty() || domain.size() > kLongest || signs.has(kSignSlow)) return look_anew(domain);
  thread_local std::array<Known, kPlaces> latest;
  Known& known = latest[hash_text(domain) % kPlaces];
  if (known.domain != domain) known = {std::string(domain), look_anew(domain)};
  return known.facts;
}

bool is_public_domain(std::string_view domain) {
  const Domain facts = look_anew(domain);
  return !facts.large.empty() || facts.is_disposable || facts.is_of_demo || !facts.meant.empty();
}

}  // namespace jumelles::standardize
