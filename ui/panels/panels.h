#pragma once

// The screens. Each draws into `area` what the client knows and sends commands; it owns only what is lost without harm.

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "client/client.h"
#include "platform/platform.h"
#include "widgets/controls.h"
#include "widgets/diff.h"
#include "widgets/menu.h"
#include "widgets/number_field.h"
#include "widgets/table.h"

namespace jumelles::ui {

enum class Screen : uint8_t { kSources, kQuality, kRecipe, kRules, kPairs, kGroups, kGolden, kDelivery };
inline constexpr int kScreenCount = 8;
inline constexpr const char* kScreenIds[kScreenCount] = {"sources", "quality", "recipe", "rules", "pairs", "groups", "golden", "delivery"};  // texts: "screen.<id>"

enum class EngineState : uint8_t { kStarting, kReady, kDead, kRestarted };

// What the page tells of keeping the work: in a file, and in the browser (App::receive_storage).
struct Storage {
  bool can_keep = false;               // the browser has a store that works
  std::string recovery = "unasked";    // "unasked", "off", "on"
  bool found = false;                  // what an earlier tab had not saved
  std::string found_name, found_at;    // of that project; when, in the language of the page
  uint64_t found_changes = 0;
  bool saves_in_place = false;
  uint64_t kept_bytes = 0;
  bool carries = false;                // the project came with changes that are in no file, and that the engine does not know as such
  std::string file_name;               // a save goes there without asking
  std::string problem;                 // id of what failed last
};

// Rules as they are being made (panels/rules_by_hand.h).
// Groups of spellings that are being chosen (panels/recipe_spellings.cpp), by SpellingGroupRow::id.
struct SpellingsDraft {
  std::string attribute, source, method = "fingerprint";
  std::set<std::string> ticked;
  std::map<std::string, std::string> forms;  // chosen or typed ones
  size_t shown = 40;
};
struct KeyDraft { std::string rule; std::vector<protocol::KeyPartSummary> parts; };  // rule "": one more
struct ComparisonDraft { std::string attribute, comparator; };
struct LevelDraft { protocol::LevelChoice level; bool on = false, has_threshold = false; double least = 0, most = 0; std::string unit; TypedNumber typed; };
struct LevelsDraft { std::string comparison; std::vector<LevelDraft> rows; };
struct ConstraintDraft { std::string attribute, kind; };
struct Panel;
struct ListCopy;
// What of a source's rows is shown: those that hold the text in one column, or in any where that is "", and by which one they are sorted.
struct PreviewQuestion {
  std::string text, column;
  Sort sort;
};
// The menu that is open, and what its items do.
struct ContextMenu {
  Menu menu;
  std::vector<std::function<void(Panel&)>> acts;
};

// What the screen of quality remembers (panels/quality.h).
struct QualityView {
  std::optional<protocol::AuditPage> page;  // the latest that was made, and of what
  uint64_t page_revision = 0;
  std::string page_of, page_language;       // the sources it is about, the language of its sentences
  bool page_masked = false;
  std::string shown = "attributes";         // or "sources", one after the other; or "compared", "history", "dictionary"
  std::string attribute;                    // of the chosen cell; "": none has been chosen yet
  uint32_t source = 0;
  bool of_validity = false;                 // the half of the map that it is in
  bool reveal_cell = false;
  std::string figures = "frequent";         // of the cell
  float cell_height = 300, agreements_height = 300;  // of what is drawn, for its picture
  std::string finding;                      // id of the one that is open, with what its button would do
  bool reveal_findings = false;             // where they stand beneath the map
  bool fixes_all = false;                   // what "fix all" would do is listed
  std::string pair;                         // of compared sources
  std::optional<protocol::MonitoringPage> history;  // the latest that was made, and of what
  uint64_t history_revision = 0;
  bool history_masked = false;
  std::string measure = "completeness";     // of its curves
  float history_height = 300;
  std::vector<protocol::FacetFilter> filters;
  bool shows_rows = false;                  // the records that they hold for
  uint64_t row = 0, row_total = 0;
  bool reveal_row = false;
  std::string tag_draft;                    // the word that is typed for these records
  // The data dictionary: the chosen row, what is typed in its fields (attribute/field), and what was sent of it and is not told back yet.
  std::string dictionary_attribute;
  size_t dictionary_row = 0;
  bool dictionary_open = false, reveal_dictionary = false;  // open: its fields take the table's place, where there is no room beside it
  std::map<std::string, std::optional<std::string>> dictionary_drafts;
  std::optional<protocol::DictionaryEntry> dictionary_sent;
  uint64_t dictionary_sent_at = 0;                          // page_revision then
};

// A rule of the recipe as it is being made (panels/recipe.h); name "": one more. `height` is that of the editor, known when it was drawn.
struct RecipeDraft { protocol::RecipeRuleSummary rule; float height = 180; };

// What the screens remember between frames; nothing here is worth saving.
struct View {
  Screen screen = Screen::kSources;
  EngineState engine = EngineState::kStarting;
  std::string engine_message;
  double engine_start_ms = 0;
  bool engine_gave_up = false;
  bool engine_slow = false;      // alive, and silent for long
  uint64_t request_count = 0, refused_count = 0;
  uint64_t memory_bytes = 0;     // of the engine, 0 = not told
  double opened_ms = 0;
  int hovering_files = 0;
  std::string version;

  Storage storage;
  bool offer_put_off = false, offer_explained = false, asks_for_new = false, asks_to_erase = false;
  bool renames_project = false;              // its name is being typed
  std::optional<std::string> typed_name, typed_author;
  std::string problems_read, storage_problem_read;  // of which project, and which one, were read

  uint32_t source = 0;
  uint32_t column = 0;
  std::string renamed_source;                  // its name is being typed
  std::optional<std::string> typed_source_name;
  std::map<std::string, float> column_widths;  // of the preview, as they were dragged: by source and column
  std::map<std::string, PreviewQuestion> preview_questions;  // by source
  uint64_t preview_row = 0, preview_total = 0;  // the cell at the cursor is in `column`; rows that are shown
  bool preview_cursor = false;                 // somebody has put it there: it is drawn
  bool reveal_preview = false;
  uint64_t results_seen = 0;                   // Client::results_made() that other screens than the sources were looked at with

  QualityView quality;

  int open_comparison = 0;
  std::optional<RecipeDraft> recipe_draft;
  std::optional<SpellingsDraft> spellings;
  uint64_t recipe_import_read = 0;              // RecipeImport::number of what was dismissed
  uint64_t recipe_imports_seen = 0;             // Client::recipes_imported() that were shown
  std::optional<KeyDraft> key_draft;
  std::optional<ComparisonDraft> comparison_draft;
  std::optional<LevelsDraft> levels_draft;
  std::optional<ConstraintDraft> constraint_draft;
  std::map<std::string, TypedNumber> typed_numbers;  // by key of the field
  bool dragging_threshold = false;
  double drag_start_bits = 0;

  std::optional<ContextMenu> menu;
  std::shared_ptr<ListCopy> list_copy;  // that is being made (panels/copying.h)
  // What is being copied: the id of the words for it, and what is counted in them.
  const char* copying_words = "";
  std::array<std::string, 2> copying_counts;
  // What was last done, and how long that is shown (tell()).
  std::string told_words;
  double told_until_ms = 0;
  bool told_failed = false;

  std::string pair_filter = "to_check", pair_sort = "useful", pair_text;  // text: only pairs that are found by it
  // Where in that list (panels/pair_place.h): a pair of records, none while it is still to be known, and its row.
  std::optional<std::pair<uint32_t, uint32_t>> pair;
  uint64_t pair_row = 0, pair_total = 0;
  bool pair_list_known = false;         // as it is now, with everything said so far
  uint64_t pair_result = 0;             // Summary::result that all of this is about
  uint64_t pair_due_revision = 0;       // from then on a pair that is not in the list has left it
  std::vector<std::pair<uint32_t, uint32_t>> judged_pairs;  // in the order they were judged
  bool just_judged = false;             // the pair at the place: a key pressed once too often takes nothing back
  bool alike_too = false;               // what is said of the pair at the place settles its look-alikes as well
  bool alike_open = false;              // they are listed
  bool commands_wait = false;           // for the engine: what would move the place waits, too
  std::vector<std::string> asked_commands;  // by buttons; run like those of keys, in their order

  bool any_pair = false;                // two records chosen by hand instead of the list's row
  uint32_t any_a = 0, any_b = 0;

  bool judging_groups = false;          // drawn groups instead of pairs
  uint32_t judged_group = 0;
  uint64_t judging_shown = ~uint64_t{0};  // what `belongs` is about
  std::vector<uint8_t> belongs;           // per record shown

  bool reveal_pair = false;
  uint64_t compared_pair = ~uint64_t{0}, compared_revision = 0, compared_records = 0;  // what `differences` belongs to
  std::vector<TextDifference> differences;

  // What is searched (panels/search.h); the field's place in the top bar, and that of the list.
  bool search_open = false, search_enter = false, search_has_room = true;
  std::string search_text, search_active;
  size_t search_row = 0;
  Rect search_field, search_rect;
  std::optional<protocol::SearchPage> search_page;  // the latest that was answered

  std::string group_filter = "to_check";  // or "contradictions": not groups are listed then
  std::string group_text;
  Sort group_sort;
  uint64_t group_row = 0;
  bool reveal_group = false, group_merging = false;
  bool group_figures = false, group_figures_low = false;  // figures instead of the list, in a low window
  std::set<uint32_t> group_marked;        // records
  struct GroupCell { uint32_t group = 0; size_t row = 0, column = 0; };
  std::optional<GroupCell> group_cell;    // of its table of records, that keys have gone to; of another group it is forgotten
  size_t group_cell_rows = 0, group_cell_columns = 0;  // of the table that is shown; 0: none is
  uint32_t group_shown = 0;               // whose that is
  bool reveal_group_cell = false;         // and say it
  uint32_t group_acts = 0;                // panels/groups.h: what the latest frame offers, as bits
  uint64_t group_sent_revision = ~uint64_t{0};  // that an act was sent with: until the next one nothing is offered

  bool files_keep_values = false;       // files are not masked although the screen is

  std::string golden_filter = "several_records";
  std::string golden_text;              // only customers that are found by it
  Sort golden_sort;
  uint64_t golden_row = 0;
  bool reveal_golden = false;
  uint32_t first_record = 0;
  std::string hand_attribute;           // whose value is decided by hand below, instead of rules (panels/golden_by_hand.h)
  std::optional<std::string> hand_draft;  // what is typed for it
  std::string hand_draft_of;            // of which golden record, attribute and value; of another one it is forgotten
  bool hand_for_ever = false;
  bool hand_offers_back = false;        // the latest frame shows a decision that can be taken back
  std::optional<protocol::GoldenDecisionRow> hand_shown;  // that one
  bool golden_decisions = false;        // all values by hand instead of golden records
  std::string reject_text, reject_source, reject_reason;  // only rejected rows with these words, of that source, for that reason (its id)

  int rule = -1;                        // survivorship rule shown below
  std::vector<std::string> candidate;   // cascade whose effect is shown
};

struct Panel {
  Ui& ui;
  Client& client;
  View& view;
  Platform& platform;
};

bool has_unsaved(const Panel& panel);  // something would be lost with the tab

void draw_welcome(Panel& panel, Rect area);
void draw_sources(Panel& panel, Rect area);
void draw_quality(Panel& panel, Rect area);
void draw_recipe(Panel& panel, Rect area);
void draw_rules(Panel& panel, Rect area);
void draw_pairs(Panel& panel, Rect area);
void draw_groups(Panel& panel, Rect area);
void draw_golden(Panel& panel, Rect area);
void draw_delivery(Panel& panel, Rect area);

// ---- shared by the panels
// Title and sentence of the page, with its lower line; returns the x after the sentence, which is cut at `right` (0: nothing stands there).
float page_header(Panel& panel, Rect area, std::string_view title, std::string_view sentence, float right = 0);
// The band that tells of a failure, until it is solved or dismissed. Returns its height, 0 without one.
float failure_band(Panel& panel, Rect area);
// A screen that waits for a file, or for the matching.
void draw_empty(Panel& panel, std::string key, Rect area, const char* glyph, std::string_view title, std::string_view text);
// The band of a result that settings have outrun. Returns its height, 0 when the result is current.
float stale_band(Panel& panel, Rect area);
std::string attribute_label(std::string_view attribute);
// The columns' own titles name attributes of no known type, capitals and all ("CA N-1"): to be told of each new summary, like the language.
void learn_titles(const protocol::Summary& summary);
// A clean value as people write it: a date in the order of the language, a consent as yes or no; others as they are.
std::string clean_value_label(std::string_view type, std::string_view value);
std::string comparison_label(std::string_view comparison);
std::string level_label(std::string_view level, double threshold);
std::string key_part_label(const protocol::KeyPartSummary& part);
std::string key_label(const std::vector<protocol::KeyPartSummary>& parts);
std::string with_capital(std::string value);
// With as many digits as it takes.
std::string probability_text(double probability);
// Why nothing is linked, with what was looked at: in a few words, and the rest of the sentence. Both empty where something is.
struct NothingLinkedText { std::string title, rest; };
NothingLinkedText nothing_linked_text(const protocol::Summary& summary);
std::string sentence_of(const NothingLinkedText& text);
std::string error_text(const Error& error);
std::string error_hint(const Error& error);
const char* type_icon(std::string_view type);
// Attribute types in the order of menus.
const std::vector<std::string>& attribute_types();
// "3 of 12", and of how many without the filter where there is one; told to tests and assistive techniques. Returns where it ends.
float list_position(Panel& panel, std::string key, float x, float y, float right, uint64_t row, uint64_t total, const std::string& filter_text, uint64_t unfiltered);
// "vide" when the text is empty.
float value_text(Ui& ui, float x, float y, float width, std::string_view value, Ink ink);

}  // namespace jumelles::ui
