#pragma once

// A field that a text of one line is typed in. What is drawn here is the box, and the text while nobody types; while somebody does, a real
// text field of the host lies exactly over it, transparent and in the same font (web/fields.js): keyboards of all layouts, composition,
// selection, clipboard, undo, on-screen keyboards and screen readers are the host's. The text itself belongs to the caller.

#include <optional>
#include <string>
#include <string_view>

#include "widgets/draw.h"

namespace jumelles::ui {

struct TextFieldOptions {
  std::string name;                 // accessible
  std::string placeholder = {};     // shown while it is empty
  const char* glyph = nullptr;
  std::string shortcut = {};        // in a key cap at its end, while it is empty and nobody types
  Ink ink = kDense;
  bool search = false;              // a search box: arrows walk the list of what was found
  std::string active = {};          // key of the option that they have reached
  bool as_text = false;             // drawn as text until it is pointed at or has the focus
  bool at_right = false;            // the text ends at the right edge, as figures in a table
  bool wrong = false;               // what is written there cannot be taken
};

struct TextFieldEvents {
  bool focused = false;             // somebody types here
  bool entered = false, left = false;  // since the last frame
  std::string left_to;              // key of the item that has the focus now, where that is known
  std::optional<std::string> changed;  // the whole text, when it is another one
  bool committed = false;           // Enter
  bool canceled = false;            // Escape; the field is left
  int steps = 0;                    // of a search box: rows down, or up where negative
};

TextFieldEvents text_field(Ui& ui, const std::string& key, Rect rect, std::string_view value, const TextFieldOptions& options);

// A text that is taken as a whole: what is typed waits in `draft`; Enter and leaving the field take it, Escape does not.
struct EditedText {
  std::optional<std::string> taken;  // when it is another one, without blanks around it
  bool ended = false;                // taken, the same, or given up
};
EditedText edited_text(Ui& ui, const std::string& key, Rect rect, std::string_view value, std::optional<std::string>& draft, const TextFieldOptions& options);

// From this frame's end on, what is typed goes to the field `key`, its text selected; also one that is drawn now for the first time.
void focus_field(Ui& ui, std::string key);
// What is typed goes to no field any more.
void leave_field(Ui& ui);

}  // namespace jumelles::ui
