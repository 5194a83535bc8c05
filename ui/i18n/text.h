#pragma once

// Every word of the interface, by key, in the language in use. Texts live in fr.json and en.json; {0}, {1}... are filled in.

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace jumelles::ui {

enum class Language : uint8_t { kFrench, kEnglish };
void set_language(Language language);
Language language();

// The text of `key`; a key without text shows as itself between ‹ ›, so that it is seen.
std::string tr(std::string_view key, std::initializer_list<std::string_view> arguments = {});
// The text of `family` + `id` ("level." + "exact"), or the id made readable when it has none.
std::string tr_id(std::string_view family, std::string_view id, std::initializer_list<std::string_view> arguments = {});
bool has_text(std::string_view key);
// In texts, {0} is an argument, and {0?pair|pairs} one of two words: the singular or the plural by the number that it is.
// "{0} line" or "{0} lines": key + ".one" or ".other" by the number's plural in the language; {0} is the number.
std::string tr_count(std::string_view key, uint64_t count, std::string_view further = {});

// Numbers as people of the language write them.
std::string number(uint64_t value);
std::string short_number(uint64_t value);                // 9 999, 12 k, 1,2 M: where a column is narrow
std::string decimal(double value, int decimals);
std::string signed_decimal(double value, int decimals);  // +4,1   −0,9   0,0
std::string signed_number(int64_t value);                // +26   −19   0
std::string percent(double share, int decimals = 0);     // 98,5 %
std::string bytes(uint64_t count);                       // 96 Mo
std::string duration(double milliseconds);               // 41 ms, 0,84 s, 1 min 12 s
std::string elapsed(double milliseconds);                // 12 s, 4 min, 1 h 12 min: for what goes on
std::string bits(double value, int decimals = 1);        // 1,8 bit
std::string data_size_per_second(double value);
// A date as a file has it ("2026-09-14", "14/09/2026 10:42") as an event: 14 sept. 2026. Other texts stay as they are.
std::string event_date(std::string_view text);

// All keys, sorted, for tests.
struct TextEntry {
  const char* key;
  const char* fr;
  const char* en;
};
const TextEntry* text_entries(size_t& count);

}  // namespace jumelles::ui
