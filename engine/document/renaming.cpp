// A source under another name: whatever speaks of it follows.

#include <algorithm>
#include <type_traits>

#include "document/fields.h"

namespace jumelles::document {
namespace {

// Walks the table of fields for names of records, so that a new kind of decision is never forgotten.
class RecordRenamer {
 public:
  RecordRenamer(const std::string& from, const std::string& to) : from_(from), to_(to) {}
  template <class T, class... Allowed>
  void operator()(const char*, T& value, const Says&, const Allowed&...) {
    visit(value);
  }

 private:
  void visit(RecordName& record) {
    if (record.source == from_) record.source = to_;
  }
  template <class T>
  void visit(std::vector<T>& list) {
    if constexpr (std::is_class_v<T> && !std::is_same_v<T, std::string>)
      for (T& element : list) visit(element);
  }
  template <class T>
  void visit(T& value) {
    if constexpr (requires(RecordRenamer& renamer) { fields(renamer, value); }) fields(*this, value);
  }
  const std::string &from_, &to_;
};

}  // namespace

void rename_source(Project& project, const std::string& from, const std::string& to) {
  for (std::vector<std::string>* names : {&project.link.one_per_source, &project.survivorship.source_order}) std::replace(names->begin(), names->end(), from, to);
  std::sort(project.link.one_per_source.begin(), project.link.one_per_source.end());
  for (standardize::RecipeRule& rule : project.recipe)
    if (rule.source == from) rule.source = to;
  for (RecordTag& tag : project.tags)
    if (tag.source == from) tag.source = to;
  RecordRenamer renamer(from, to);
  fields(renamer, project.decisions);
}

}  // namespace jumelles::document
