#pragma once

// Steps that can be taken back and done again, as differences. Whatever changes the project between two steps (a file that was
// read, a run) belongs to the former one: taking that back brings the project as it was before it.

#include <string>
#include <vector>

#include "document/difference.h"

namespace jumelles::session {

class History {
 public:
  // What follows is a step of that name.
  void begin(const std::string& name, const document::Project& now);
  // A step that changed nothing is none.
  void end();
  // What changed since the last call belongs to the latest step; where there is none yet, it cannot be taken back. Null where
  // nothing changed, else what did, until the next call.
  const document::Difference* record(const document::Project& now);
  // Forgets all steps.
  void clear(const document::Project& now);

  const std::string* undo_name() const { return undo_.empty() ? nullptr : &undo_.back().name; }
  const std::string* redo_name() const { return redo_.empty() ? nullptr : &redo_.back().name; }
  // As record; null: there is no such step, or it changes nothing.
  const document::Difference* undo(document::Project& project);
  const document::Difference* redo(document::Project& project);
  // Takes the latest step back, and it never was.
  const document::Difference* forget_last(document::Project& project);
  uint64_t memory_bytes() const;

 private:
  struct Step {
    std::string name;
    std::vector<document::Difference> changes;  // in their order
  };
  const document::Difference* travel(std::vector<Step>& from, std::vector<Step>& to, document::Direction direction, document::Project& project);

  std::vector<Step> undo_, redo_;
  document::Project recorded_;
  document::Difference last_;
};

}  // namespace jumelles::session
