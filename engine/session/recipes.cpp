// The recipe: rules that mend original values before they are cleaned.

#include "session/pages.h"

namespace jumelles::session {

Result<Page> Pager::operator()(const RecipeQuery&) const { return Page(RecipePage{}); }
Result<Page> Pager::operator()(const RecipeTrialQuery&) const { return Page(RecipeTrial{}); }

}  // namespace jumelles::session
