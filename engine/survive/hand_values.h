#pragma once

// Golden values that people decided, as survivorship applies them: after the rules, over what these gave.
//
// A decision is about one attribute of the customer that holds its record, whatever else has joined that customer since.
//   taken    the value of that record: the one that was taken while it holds it, else its first
//   typed    a value of its own
//   ignored  a value that never wins: the rules choose as though no record of the customer held it, and it is no further value either
// Of values taken or typed for one attribute of one customer (two customers that had one each are now one) the latest that holds counts.
// It wins over values that are ignored, which say what the rules may not choose. Of a block whose values come from one record it changes
// this attribute alone: the others stay that record's; an ignored value is then replaced by what the block's rules choose among the
// other records, for this attribute alone. Where every value is kept (union) what it takes the place of becomes the first further value.
// A decision of limited life holds while the rules alone give what they gave when it was made, text by text: what it hides changed else,
// and deserves another look.

#include <cstdint>
#include <optional>
#include <string>

#include "core/labels.h"
#include "core/records.h"

namespace jumelles::survive {

struct GoldenValue {
  Code code = kMissing;             // clean code of the attribute, or of a typed value (GoldenRecords::typed)
  RecordIndex record = kNoRecord;   // where it came from; none of a typed value
  uint8_t slot = 0;
  uint8_t rule = 0;                 // index into rules(): the one that decided; the first of the cascade when uncontested; kByHand
};

enum class HandAct : uint8_t { kTaken, kTyped, kIgnored };

struct HandValue {
  HandAct act = HandAct::kTaken;
  RecordIndex record = kNoRecord;    // tells the customer; none: no such record is there, or no such attribute
  uint32_t attribute = 0;
  std::string value;                 // clean
  std::string comparison{};          // of a typed value; "" = not compared
  Validity validity = Validity::kUnchecked;  // of a typed value
  std::optional<std::string> below{};  // what the rules gave; nothing: it holds for ever
};

enum class HandState : uint8_t {
  kHolds,
  kEnded,      // the rules give something else now
  kOverruled,  // by a later one
  kWaiting,    // its record, or the value of this record, is not there
};
const char* id(HandState state);  // "holds", "ended", "overruled", "waiting"
const char* id(HandAct act);      // "taken", "typed", "ignored"

struct HandOutcome {
  HandState state = HandState::kWaiting;
  HandAct act = HandAct::kTaken;
  uint32_t group = kNoGroup, attribute = 0;  // no group: its record is not there
  GoldenValue below{};                         // what the rules alone give
};

}  // namespace jumelles::survive
