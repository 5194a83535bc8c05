#include "client/mask.h"

#include "core/attribute.h"

namespace jumelles::ui {
namespace {

struct Character {
  uint32_t code;
  size_t bytes;
};
constexpr uint32_t kBroken = 0xFFFFFFFF;

// The first one of a text that is not empty; a byte that is none is kBroken.
Character first_character(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const size_t bytes = lead >= 0xF0 && lead < 0xF8 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
  if (bytes == 1 || lead >= 0xF8 || text.size() < bytes) return {kBroken, 1};
  uint32_t code = lead & (0x7F >> bytes);
  for (size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {kBroken, 1};
    code = code << 6 | (byte(i) & 0x3F);
  }
  return {code, bytes};
}

bool is_in(uint32_t code, uint32_t first, uint32_t last) { return code >= first && code <= last; }

// Of what is not ASCII, what cannot be part of a word: punctuation, blanks, currencies, signs. Whatever is not known is a letter.
bool is_sign(uint32_t c) {
  if (c == 0xAA || c == 0xB5 || c == 0xBA) return false;
  return is_in(c, 0x80, 0xBF) || c == 0xD7 || c == 0xF7 || is_in(c, 0x2000, 0x206F) || is_in(c, 0x20A0, 0x20CF) || is_in(c, 0x2190, 0x2BFF) || is_in(c, 0x3000, 0x3003);
}

bool is_capital(uint32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (is_in(c, 0xC0, 0xDE) || is_in(c, 0x386, 0x3AB) || is_in(c, 0x400, 0x42F)) return true;
  // Latin Extended-A and Additional come in pairs, the capital first.
  if (is_in(c, 0x139, 0x148) || is_in(c, 0x179, 0x17E)) return c % 2 == 1;
  return c == 0x178 || ((is_in(c, 0x100, 0x177) || is_in(c, 0x1E00, 0x1EFF)) && c % 2 == 0);
}

bool is_accent(uint32_t c) { return is_in(c, 0x300, 0x36F); }

}  // namespace

std::string masked(std::string_view value) {
  std::string out;
  out.reserve(value.size());
  while (!value.empty()) {
    const auto [code, bytes] = first_character(value);
    if (is_in(code, '0', '9')) out += '0';
    else if (is_capital(code)) out += 'X';
    else if (is_in(code, 'a', 'z') || (code >= 0x80 && !is_sign(code) && !is_accent(code))) out += 'x';
    else if (!is_accent(code)) out += value.substr(0, bytes);
    value.remove_prefix(bytes);
  }
  return out;
}

namespace {

using namespace protocol;

// The table: of each kind of thing, which of its fields are values.
struct Values {
  static void hide(std::string& value) { value = masked(value); }
  template <class T>
  static void hide(std::vector<T>& values) {
    for (T& value : values) hide(value);
  }
  template <class... Values>
  static void hide_all(Values&... values) {
    (hide(values), ...);
  }

  // A clean consent is 0 or 1: as a digit, everybody would have refused.
  static void hide_clean(std::string_view type, std::string& value) {
    hide(value);
    if (info(attribute_type_from_id(type).value_or(AttributeType::kText)).refusal_wins)
      for (char& c : value)
        if (c == '0') c = 'x';
  }

  static void hide(RecordLabel& x) { hide_all(x.label, x.detail); }
  static void hide(PairSide& x) { hide_all(x.id, x.updated, x.label); }

  static void hide(PreviewRow& x) { hide(x.cells); }
  static void hide(PreviewPage& x) { hide(x.rows); }
  static void hide(RejectRow& x) { hide_all(x.reason, x.text); }
  static void hide(RejectsPage& x) { hide(x.rows); }
  static void hide(NamedCount& x) { hide(x.text); }
  static void hide(CleanExample& x) { hide_all(x.original, x.clean); }
  static void hide(ColumnDetail& x) { hide_all(x.shapes, x.top_values, x.examples); }
  static void hide(PairRow& x) { hide_all(x.a, x.b); }
  static void hide(PairsPage& x) { hide(x.rows); }
  static void hide(LikenessPage& x) { hide(x.rows); }
  static void hide(ComparedAttribute& x) { hide_all(x.a, x.b); }
  static void hide(WaterfallBar& x) { hide(x.term); }
  static void hide(PairDetail& x) { hide_all(x.a, x.b, x.attributes, x.bars, x.follows_label_a, x.follows_label_b); }
  static void hide(GoldenRow& x) { hide(x.label); }
  static void hide(GoldenPage& x) { hide(x.rows); }
  static void hide(GoldenCell& x) { hide_all(x.original, x.values); }
  static void hide(GoldenDecisionRow& x) {
    hide_clean(x.type, x.value);
    hide_clean(x.type, x.below);
    hide(x.label);
  }
  static void hide(GoldenDecisionsPage& x) { hide(x.rows); }
  static void hide(TypedValue& x) {
    hide_clean(x.type, x.text);
    hide_clean(x.type, x.clean);
  }
  static void hide(GoldenAttribute& x) {
    hide_clean(x.type, x.value);
    for (std::string& value : x.further_values) hide_clean(x.type, value);
    hide_clean(x.type, x.below);
    hide_all(x.cells, x.decisions);
  }
  static void hide(GoldenDetail& x) { hide_all(x.label, x.records, x.attributes); }
  static void hide(RuleEffectExample& x) { hide_all(x.label, x.before, x.after); }
  static void hide(RuleEffect& x) { hide(x.examples); }
  static void hide(RuleChoices&) {}  // names of attributes and of ways to compare
  static void hide(KeyPricePage&) {}  // counts, and names of attributes
  static void hide(NearKeyPart& x) { hide_all(x.a, x.b); }
  static void hide(NearKey& x) { hide(x.parts); }
  static void hide(ChangeSummary& x) {
    hide_clean(x.attribute, x.from);
    hide_clean(x.attribute, x.to);
  }
  static void hide(WhyNotDetail& x) { hide_all(x.near_keys, x.changes); }
  static void hide(LookAlike& x) { hide_all(x.label, x.id); }
  static void hide(LookAlikesPage& x) { hide(x.rows); }
  static void hide(SampledRecord& x) { hide_all(x.id, x.label, x.values); }
  static void hide(SampledGroupDetail& x) { hide(x.records); }
  static void hide(SearchHit& x) { hide_clean(x.type, x.value); }
  static void hide(SearchRow& x) { hide_all(x.label, x.hits, x.detail); }
  static void hide(SearchPage& x) { hide(x.rows); }
  static void hide(GroupRow& x) { hide(x.label); }
  static void hide(GroupsPage& x) { hide(x.rows); }
  static void hide(GroupFigures&) {}  // counts
  static void hide(GroupMember& x) { hide_all(x.id, x.label, x.values); }
  static void hide(GroupDetail& x) { hide_all(x.row, x.members); }
  static void hide(NearGroup& x) { hide_all(x.label, x.detail); }
  static void hide(NearGroupsPage& x) { hide(x.rows); }
  static void hide(JudgmentRow& x) { hide_all(x.a, x.b, x.id_a, x.id_b); }
  static void hide(ContradictionRow& x) { hide_all(x.chain, x.against); }
  static void hide(ContradictionsPage& x) { hide(x.rows); }
};

}  // namespace

void mask(Page& page) {
  std::visit([](auto& content) { Values::hide(content); }, page);
}

void mask(Summary& summary) {
  for (SourceSummary& source : summary.sources)
    for (ColumnSummary& column : source.columns) Values::hide(column.example);
}

}  // namespace jumelles::ui
