#include "world.h"

#include <algorithm>
#include <cstdlib>

#include "core/hash.h"
#include "things.h"

namespace jumelles::worlds {
namespace {

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find(at, begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// "email:0.5", "extra*30:0.1": thirty of them.
bool parse_columns(const std::string& text, std::vector<ColumnSpec>& out) {
  for (const std::string& part : split(text, ',')) {
    const std::vector<std::string> filled = split(part, ':'), many = split(filled[0], '*');
    ColumnSpec column;
    column.field = field_of(many[0]);
    if (column.field == Field::kCount) return false;
    column.filled = filled.size() > 1 ? std::strtod(filled[1].c_str(), nullptr) : 1;
    const uint32_t count = many.size() > 1 ? static_cast<uint32_t>(std::strtoul(many[1].c_str(), nullptr, 10)) : 1;
    for (uint32_t i = 1; i <= count; ++i) {
      column.number = count > 1 ? i : 0;
      out.push_back(column);
    }
  }
  return true;
}

// What usually happens, by degrees: 1 spoils about half of the rows somewhere.
Errors usual_errors(double degree) {
  Errors errors;
  errors.typo = 0.05 * degree;
  errors.missing = 0.05 * degree;
  errors.abbreviated = 0.05 * degree;
  errors.swapped = 0.01 * degree;
  errors.moved = 0.05 * degree;
  errors.married = 0.02 * degree;
  errors.upper_case = 0.05 * degree;
  errors.new_mail = 0.05 * degree;
  errors.nickname = 0.03 * degree;
  errors.reworded = 0.1 * degree;
  errors.diminutive = 0.05 * degree;
  errors.ocr = 0.004 * degree;
  errors.daymonth = 0.01 * degree;
  errors.halved = 0.05 * degree;
  errors.shortened = 0.05 * degree;
  errors.misfiled = 0.03 * degree;
  errors.former = 0.02 * degree;
  errors.newphone = 0.08 * degree;
  return errors;
}

bool set_option(const std::string& key, const std::string& value, WorldSpec& spec) {
  const auto number = [&] { return std::strtod(value.c_str(), nullptr); };
  struct Share { const char* key; double* target; };
  Errors& e = spec.errors;
  const Share shares[] = {{"overlap", &spec.overlap}, {"duplicates", &spec.duplicates}, {"households", &spec.households}, {"namesakes", &spec.namesakes},
                          {"shared", &spec.shared_mailboxes}, {"variants", &spec.variants}, {"known", &spec.known_names}, {"typo", &e.typo},
                          {"missing", &e.missing}, {"abbreviated", &e.abbreviated}, {"swapped", &e.swapped}, {"moved", &e.moved}, {"married", &e.married},
                          {"upper", &e.upper_case}, {"newmail", &e.new_mail}, {"reworded", &e.reworded}, {"nickname", &e.nickname},
                          {"diminutive", &e.diminutive}, {"ocr", &e.ocr}, {"daymonth", &e.daymonth}, {"halved", &e.halved}, {"shortened", &e.shortened},
                          {"misfiled", &e.misfiled}, {"former", &e.former}, {"newphone", &e.newphone}};
  for (const Share& share : shares)
    if (key == share.key) {
      *share.target = number();
      return *share.target >= 0 && *share.target <= 1;
    }
  if (key == "errors") {
    spec.errors = usual_errors(number());
  } else if (key == "rows") {
    spec.rows.clear();
    for (const std::string& count : split(value, ',')) spec.rows.push_back(static_cast<uint32_t>(std::strtoul(count.c_str(), nullptr, 10)));
    return std::find(spec.rows.begin(), spec.rows.end(), 0u) == spec.rows.end();
  } else if (key == "columns") {
    return parse_columns(value, spec.columns);
  } else if (key == "then") {
    return parse_columns(value, spec.further_columns.emplace_back());
  } else if (key == "as") {
    for (std::string& name : spec.named.emplace_back(split(value, '|'))) std::replace(name.begin(), name.end(), '~', ' ');
  } else if (key == "writes") {
    for (const std::string& habits : split(value, ','))
      if (!parse_habits(habits, spec.writes.emplace_back())) return false;
  } else if (key == "group") {
    const std::vector<std::string> ends = split(value, '-');
    spec.group_from = static_cast<uint32_t>(std::strtoul(ends.front().c_str(), nullptr, 10));
    spec.group_to = static_cast<uint32_t>(std::strtoul(ends.back().c_str(), nullptr, 10));
    return spec.group_from >= 2 && spec.group_to >= spec.group_from;
  } else if (key == "chains") {
    spec.chains = static_cast<uint32_t>(number());
  } else if (key == "towns") {
    spec.towns = static_cast<uint32_t>(number());
    return spec.towns > 0;
  } else if (key == "country") {
    static constexpr const char* kIds[] = {"fr", "en", "de", "es", "pl", "xx", "us", "nl", "it", "se"};
    for (int i = 0; i < kCountryCount; ++i)
      if (value == kIds[i]) {
        spec.country = static_cast<Country>(i);
        return true;
      }
    return false;
  } else if (key == "headers") {
    spec.headers = split(value, ',');
    return std::all_of(spec.headers.begin(), spec.headers.end(), [](const std::string& style) { return style == "none" || is_header_style(style); });
  } else if (key == "encoding") {
    const std::vector<std::string> parts = split(value, ':');
    spec.encoding = parts[0];
    spec.broken_rows = parts.size() > 1 ? std::strtod(parts[1].c_str(), nullptr) : 1;
    return spec.encoding == "latin1" || spec.encoding == "double" || spec.encoding == "broken";
  } else if (key == "separator") {
    spec.separator = value[0];
  } else {
    return false;
  }
  return true;
}

// 300 draws of 2-500: many small groups, a few of hundreds.
uint32_t group_size(const WorldSpec& spec, Rng& rng) {
  uint32_t size = spec.group_from;
  while (size < spec.group_to && rng.chance(0.75)) size = std::min(spec.group_to, size * 4 / 3 + 1);
  return size;
}

// Things that have rows in each file, in the order of the rows.
std::vector<std::vector<uint32_t>> deal_things(const WorldSpec& spec, Rng& rng, uint32_t& thing_count) {
  std::vector<std::vector<uint32_t>> files;
  std::vector<uint32_t> earlier;
  for (const uint32_t row_count : spec.rows) {
    std::vector<uint32_t>& rows = files.emplace_back();
    std::vector<uint32_t> common = earlier, here;
    while (rows.size() < row_count) {
      uint32_t thing = thing_count;
      if (files.size() > 1 && !common.empty() && rng.chance(spec.overlap)) {
        std::swap(common[rng.below(common.size())], common.back());
        thing = common.back();
        common.pop_back();
      } else {
        ++thing_count;
        earlier.push_back(thing);
      }
      uint32_t copies = rng.chance(spec.duplicates) ? group_size(spec, rng) : 1;
      for (; copies > 0 && rows.size() < row_count; --copies) rows.push_back(thing);
    }
    for (size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[rng.below(i)]);
  }
  return files;
}

std::string latin1(const std::string& utf8) {
  std::string out;
  for (size_t i = 0; i < utf8.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(utf8[i]);
    if (c < 0x80) out.push_back(utf8[i]);
    else if (c == 0xC2 || c == 0xC3) out.push_back(static_cast<char>((c == 0xC3 ? 0x40 : 0) | static_cast<unsigned char>(utf8[++i])));
    else if (c >= 0xC0) out.push_back('?');
  }
  return out;
}

// UTF-8 that was taken for Latin-1 and written as UTF-8 again.
std::string encoded_twice(const std::string& utf8) {
  std::string out;
  for (const char byte : utf8) {
    const unsigned char c = static_cast<unsigned char>(byte);
    if (c < 0x80) out.push_back(byte);
    else out += {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 0x3F))};
  }
  return out;
}

std::string with_replacements(const std::string& utf8) {
  std::string out;
  for (const char byte : utf8) {
    const unsigned char c = static_cast<unsigned char>(byte);
    if (c < 0x80) out.push_back(byte);
    else if (c >= 0xC0) out += "\xEF\xBF\xBD";
  }
  return out;
}

std::string dated(const std::string& iso, const WorldSpec& spec, size_t file) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return iso;  // a slip has been there
  const std::string year = iso.substr(0, 4), month = iso.substr(5, 2), day = iso.substr(8, 2);
  if (spec.dates_differ && file % 2 == 1) return day + "-" + month + "-" + year;
  if (spec.country == Country::kFrance || spec.country == Country::kSpain) return day + "/" + month + "/" + year;
  return spec.country == Country::kGermany ? day + "." + month + "." + year : iso;
}

void put_cell(const std::string& cell, char separator, std::string& line) {
  if (cell.find_first_of(std::string("\"\n") + separator) == std::string::npos) {
    line += cell;
    return;
  }
  line.push_back('"');
  for (const char c : cell) line += c == '"' ? std::string("\"\"") : std::string(1, c);
  line.push_back('"');
}

const std::vector<ColumnSpec>& columns_of(const WorldSpec& spec, size_t file) {
  return file == 0 || spec.further_columns.empty() ? spec.columns : spec.further_columns[std::min(file - 1, spec.further_columns.size() - 1)];
}

constexpr const char* kFileNames[] = {"crm", "shop", "billing", "support", "mailing", "archive", "events"};
std::string file_name(size_t file) { return file < std::size(kFileNames) ? kFileNames[file] : "file" + std::to_string(file + 1); }

}  // namespace

Result<WorldSpec> parse_world(std::string_view name, std::string_view line) {
  WorldSpec spec;
  spec.name = name;
  for (const std::string& word : split(line, ' ')) {
    if (word.empty()) continue;
    const size_t equals = word.find('=');
    bool known = true;
    if (equals != std::string::npos) known = set_option(word.substr(0, equals), word.substr(equals + 1), spec);
    else if (word == "noid") spec.has_id = false;
    else if (word == "onefile") spec.one_file = true;
    else if (word == "dates") spec.dates_differ = true;
    else if (spec.kind.empty()) spec.kind = word;
    else known = false;
    if (!known) return Error{ErrorCode::kBadConfig, "world.option", spec.name + ": \"" + word + "\" is no option of a world.", "See bench/README.md.", {}, 0, {word}};
  }
  static constexpr const char* kKinds[] = {"person", "contact", "company", "product", "publication", "film", "song", "place"};
  if ((std::find(std::begin(kKinds), std::end(kKinds), spec.kind) == std::end(kKinds) && !is_fresh_kind(spec.kind)) || spec.columns.empty())
    return Error{ErrorCode::kBadConfig, "world.kind", spec.name + " does not say what its things are, or has no column.", "See bench/README.md.", {}, 0, {}};
  for (size_t f = 0; f < spec.named.size(); ++f)
    if (spec.named[f].size() != columns_of(spec, f).size())
      return Error{ErrorCode::kBadConfig, "world.headers", spec.name + ": a file has another number of headers than of columns.", "See bench/README.md.", {}, 0, {}};
  return spec;
}

std::vector<CatalogRow> all_worlds() {
  std::vector<CatalogRow> all = catalog();
  const std::vector<CatalogRow> fresh = fresh_catalog();
  all.insert(all.end(), fresh.begin(), fresh.end());
  return all;
}

World make_world(const WorldSpec& spec, uint64_t seed) {
  Rng rng(mix(hash_text(spec.name) + seed * 0x9E3779B97F4A7C15ull));
  uint32_t thing_count = 0;
  const std::vector<std::vector<uint32_t>> rows = deal_things(spec, rng, thing_count);
  const Things things(spec, rng.next(), thing_count);
  std::vector<uint8_t> met(thing_count, 0);
  World world;
  for (size_t f = 0; f < rows.size(); ++f) {
    const bool goes_on = spec.one_file && f > 0;
    if (!goes_on) world.files.emplace_back();
    WorldFile& file = world.files.back();
    const std::vector<ColumnSpec>& columns = columns_of(spec, f);
    const std::string& style = spec.headers[std::min(f, spec.headers.size() - 1)];
    std::string line;
    const auto next_cell = [&] {
      if (!line.empty()) line.push_back(spec.separator);
    };
    const auto end_line = [&] {
      line.push_back('\n');
      if (spec.encoding == "latin1") line = latin1(line);
      file.bytes += line;
      line.clear();
    };
    file.has_header = style != "none";
    if (!goes_on) {
      file.name = spec.one_file ? "all.csv" : file_name(f) + ".csv";
      Rng words(mix(hash_text(spec.name) + f));
      if (spec.has_id && file.has_header) world.id_column = line = "id";
      if (spec.has_id) file.meaning.push_back(-1);
      if (spec.one_file) {
        next_cell();
        line += "source";
        file.meaning.push_back(-1);
      }
      for (size_t c = 0; c < columns.size(); ++c) {
        if (c > 0 || !line.empty()) line.push_back(spec.separator);
        const std::string by_style = header(columns[c].field, c, columns[c].number, style, words);
        put_cell(spec.named.empty() ? by_style : spec.named[std::min(f, spec.named.size() - 1)][c], spec.separator, line);
        file.meaning.push_back(info(columns[c].field).role == Role::kMeasure ? -1 : static_cast<int>(columns[c].field));
      }
      if (file.has_header) end_line();
      else line.clear();
    }
    for (size_t r = 0; r < rows[f].size(); ++r) {
      const uint32_t thing = rows[f][r];
      // The first row of a thing is the better kept one.
      const Values values = things.row(thing, met[thing] != 0 ? 1 : 0.25, rng);
      met[thing] = 1;
      file.thing_of.push_back(thing);
      if (spec.has_id) line = f % 2 == 0 ? std::to_string(10000 * (f + 1) + r) : file_name(f).substr(0, 1) + "-" + std::to_string(100000 * (f / 2 + 1) + r + 1);
      if (spec.one_file) {
        next_cell();
        line += file_name(f);
      }
      const std::vector<Habit> habits = spec.writes.empty() ? std::vector<Habit>{} : drawn_habits(spec.writes[std::min(f, spec.writes.size() - 1)], rng);
      const bool breaks = spec.encoding != "utf8" && rng.chance(spec.broken_rows);
      for (size_t c = 0; c < columns.size(); ++c) {
        const Field field = columns[c].field;
        if (c > 0 || spec.has_id || spec.one_file) line.push_back(spec.separator);
        std::string cell = field == Field::kExtra ? things.extra(columns[c].number, thing, rng) : values[field];
        if (!rng.chance(columns[c].filled)) cell.clear();
        if (!habits.empty()) cell = written(cell, field, spec.country, habits, rng);
        if ((info(field).role == Role::kDate || field == Field::kCreated) && !writes_dates(habits)) cell = dated(cell, spec, f);
        if (breaks && spec.encoding == "double") cell = encoded_twice(cell);
        if (breaks && spec.encoding == "broken") cell = with_replacements(cell);
        put_cell(cell, spec.separator, line);
      }
      end_line();
    }
  }
  return world;
}

}  // namespace jumelles::worlds
