#pragma once

// The groups of suspicions, each for one reason. For suspects.cpp alone.

#include <string>
#include <string_view>

#include "core/attribute.h"
#include "standardize/suspects.h"

namespace jumelles::standardize {

// What a value's bytes may be, told by one look at each: most values have nothing of it.
struct Signs {
  uint32_t found = 0;   // of kSign..., of any byte
  uint32_t digits = 0;  // how many
  bool has(uint32_t some) const { return (found & some) != 0; }
};
constexpr uint32_t kSignOfMarkup = 1;    // < > { } [ ] % \ " = $ ` ; : | ( and, at an end, @ ' + - ,
constexpr uint32_t kSignOfMask = 2;      // *
constexpr uint32_t kSignHigh = 4;        // not ASCII
constexpr uint32_t kSignUpper = 8, kSignLower = 16;
constexpr uint32_t kSignPlus = 32;       // + % (coded blanks)
constexpr uint32_t kSignOfLink = 64;     // : / .
constexpr uint32_t kSignOfMark = 128;    // # ( * _
constexpr uint32_t kSignX = 256;         // X x
constexpr uint32_t kSignFar = 512;       // neither ASCII nor of the letters of western Europe
constexpr uint32_t kSignBlank = 1024;
constexpr uint32_t kSignAtEnd = 2048;    // @ ' + - , which say something of markup at an end alone
constexpr uint32_t kSignNoLower = 4096;  // no small letter, of ASCII
constexpr uint32_t kSignStarts = 8192;   // small letters, of ASCII, stand behind no other one
constexpr uint32_t kSignSlow = 16384;    // never of a value: see below
Signs signs_of(std::string_view text);

// What suspect() does, of a value without blanks at its ends. Where a value's signs have these besides, no check is left out because it would
// say nothing anyway, and nothing is remembered: the same is found, later. For tests.
constexpr uint32_t kSlowSigns = kSignNoLower | kSignStarts | kSignSlow;
Suspicion suspect_with(const AttributeTypeInfo& type, std::string_view value, const Signs& signs);

// suspect_leftovers.cpp: what programs left in a value: markup, escapes, a list's brackets, variables, other fields, attacks.
Suspicion suspect_leftover(const AttributeTypeInfo& type, std::string_view value, const Signs& signs);
// suspect_secrets.cpp: numbers of cards and of social security, digests, masks, numbers of documentation.
Suspicion suspect_secret(const AttributeTypeInfo& type, std::string_view value, const Signs& signs);
// suspect_letters.cpp: letters of another code page, of another case, by chance; advertisements.
Suspicion suspect_letters(const AttributeTypeInfo& type, std::string_view value, const Signs& signs);
// suspect_notes.cpp: words that are not of the value, or say that there is none. `folded`: of it.
struct Words { uint32_t any = 0, first = 0; };  // what words give reason to (suspect_words.h): any of the value, the first one
Suspicion suspect_note(const AttributeTypeInfo& type, std::string_view value, std::string_view folded, const Words& words, const Signs& signs);
// The same of an e-mail, with words beside it.
Suspicion suspect_note_of_email(std::string_view value);
// The same of a phone: "06 12 13 14 15 faux n°".
Suspicion suspect_note_of_phone(std::string_view value, const Signs& signs);

// What a domain says of all addresses that it has.
struct Domain {
  std::string_view meant;       // the large one that it is a slip of; "": of none
  bool is_disposable = false;
  std::string_view large;       // the large provider's that it is; "": another one
  bool is_of_demo = false;      // of the customers that software is delivered with
  bool is_relay = false;        // for one sale, or to hide an address
  bool is_ebay = false;
  bool is_erased = false;       // what erasure leaves
  bool is_reserved = false;     // will never be given out
  bool may_be_freed = false;    // has the sign that software frees addresses with
};
// suspect_domains.cpp: of a domain in lower case.
Domain look_at_domain(std::string_view domain, const Signs& signs);
// suspect_mailboxes.cpp: addresses that reach no customer. `local` and `domain` in lower case.
Suspicion suspect_mailbox(std::string_view local, std::string_view domain, const Domain& facts, const Signs& signs);
Suspicion suspect_reserved_domain(const Domain& facts);

}  // namespace jumelles::standardize
