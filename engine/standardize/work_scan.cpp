// Before any value is cleaned: columns put together, and what all values of a column say of each of them.

#include "standardize/postal_lines.h"
#include "standardize/stand_ins.h"
#include "standardize/work.h"

namespace jumelles::standardize {

uint64_t Work::prepare() {
  RecordSet& out = *records_;
  out = RecordSet{};
  *report_ = StandardizeReport{};
  out.first_record.push_back(0);
  for (const auto& table : tables_) out.first_record.push_back(out.first_record.back() + table->row_count());
  const size_t count = out.first_record.back();
  out.source_of.assign(count, 0);
  out.kinds.assign(count, RecordKind::kOther);
  out.record_ids.resize(count);
  plan_ = make_plan(tables_, mapping_, out);
  report_->ambiguous_date_counts.assign(out.attributes.size(), 0);
  assign_sources();
  title_languages_.assign(tables_.size(), {});
  for (Attribute& attribute : out.attributes) {
    attribute.comparison_of.assign(1, kMissing);
    attribute.validity.assign(1, Validity::kUnchecked);
    for (Attribute::Slot& slot : attribute.slots) slot.codes.assign(count, kMissing);
  }
  jobs_.clear();
  for (const Feed& feed : plan_.feeds) {
    Job job;
    job.feed = feed;
    const std::vector<uint32_t>& columns = feed.pieces.columns;
    if (columns.size() == 1) {
      job.values = &tables_[feed.table]->columns[columns[0]].values;
    } else {
      job.joined = std::make_shared<Joined>();
      job.joined->codes.assign(tables_[feed.table]->row_count(), kMissing);
    }
    jobs_.push_back(std::move(job));
  }
  return set_units([](const Job& job) { return job.joined == nullptr ? 0 : job.joined->codes.size(); });
}

void Work::assign_sources() {
  RecordSet& out = *records_;
  const auto source_index = [&](std::string_view name) {
    for (size_t i = 0; i < out.sources.size(); ++i)
      if (out.sources[i].name == name) return static_cast<uint16_t>(i);
    if (out.sources.size() >= 65535) return static_cast<uint16_t>(0);
    out.sources.push_back({std::string(name), 0});
    return static_cast<uint16_t>(out.sources.size() - 1);
  };
  for (size_t t = 0; t < tables_.size(); ++t) {
    const Table& table = *tables_[t];
    const uint32_t rows = table.row_count();
    const RecordIndex base = out.first_record[t];
    if (plan_.source_column[t] < 0) {
      const uint16_t source = source_index(table.name);
      for (uint32_t row = 0; row < rows; ++row) out.source_of[base + row] = source;
      out.sources[source].record_count += rows;
      continue;
    }
    const Column& column = table.columns[static_cast<size_t>(plan_.source_column[t])];
    std::vector<int32_t> known(column.values.size(), -1);
    for (uint32_t row = 0; row < rows; ++row) {
      int32_t& source = known[column.codes[row]];
      if (source < 0) source = source_index(column.codes[row] == kMissing ? std::string_view(table.name) : trim(column.text(row)));
      out.source_of[base + row] = static_cast<uint16_t>(source);
      ++out.sources[static_cast<size_t>(source)].record_count;
    }
  }
}

void Work::join(uint64_t begin, uint64_t end) {
  std::string text;
  each_part(ends_, begin, end, [&](Job& job, uint32_t first, uint32_t last) {
    for (uint32_t row = first; row < last; ++row) {
      join_pieces(job.table(*this), job.feed.pieces, row, text);
      job.joined->codes[row] = job.joined->values.intern(text);
    }
  });
}

void Work::take_joined() {
  for (Job& job : jobs_)
    if (job.values == nullptr) job.values = &job.joined->values;
}

uint64_t Work::start_mend() {
  take_joined();
  return set_units([&](Job& job) -> uint64_t {
    auto mended = std::make_shared<Mended>();
    const uint32_t table = job.feed.table;
    mended->rules = rules_of_feed(*recipe_, job.feed, tables_[table]->name, mapping_[table], records_->attributes[job.feed.attribute].key);
    if (mended->rules.empty()) return 0;
    mended->text_of.assign(job.values->size(), Mended::kUnchanged);
    job.mended = std::move(mended);
    return job.values->size();
  });
}

void Work::mend(uint64_t begin, uint64_t end) {
  each_part(ends_, begin, end, [&](Job& job, uint32_t first, uint32_t last) {
    Mended& mended = *job.mended;
    for (Code code = std::max<Code>(first, 1); code < last; ++code)
      if (recipe_->apply(mended.rules, job.feed.column_type, (*job.values)[code], mended_)) mended.text_of[code] = mended.texts.intern(mended_);
  });
}

uint64_t Work::start_scan() {
  take_joined();
  // What fields of names hold besides is looked for by jobs of their own.
  for (size_t j = 0, count = jobs_.size(); j < count; ++j) {
    if (!reads_names(jobs_[j].feed)) continue;
    Job job = jobs_[j];
    job.looks_only = job.scanned = true;
    job.remarks.assign(job.values->size(), 0);
    jobs_.push_back(std::move(job));
  }
  start_clues();
  return set_units([&](Job& job) -> uint64_t {
    if (job.looks_only) return job.values->size();
    const Cleaning cleaning = info(records_->attributes[job.feed.attribute].type).cleaning;
    const bool date = cleaning == Cleaning::kDate || cleaning == Cleaning::kMoment;
    job.scanned = date || cleaning == Cleaning::kNumber || cleaning == Cleaning::kPostcode || cleaning == Cleaning::kCode || job.feed.part != Part::kWhole;
    return job.scanned || reads_places(job.feed) || cleaning == Cleaning::kCivility || job.clue != RowCountries::Clue::kNone ? job.values->size() : 0;
  });
}

void Work::scan(uint64_t begin, uint64_t end) {
  each_part(ends_, begin, end, [&](Job& job, uint32_t first, uint32_t last) {
    const Cleaning cleaning = info(records_->attributes[job.feed.attribute].type).cleaning;
    for (Code code = std::max<Code>(first, 1); code < last; ++code) {
      const std::string_view original = job.original(code);
      if (original.empty()) continue;  // the recipe left nothing
      if (job.clue != RowCountries::Clue::kNone) row_countries_.read(job.feed.table, job.clue, code, original, split_scratch_);
      if (reads_places(job.feed) && !job.looks_only) look_at_place(job, code);
      if (info(job.feed.column_type).cleaning == Cleaning::kCivility && job.feed.part == Part::kWhole) add_title_languages(job, original);
      if (job.looks_only) {
        look_at_name(job, code);
      } else if (!job.scanned) {
        continue;
      } else if (job.feed.part != Part::kWhole) {
        const int vote = name_order_vote(readable_.read(original), split_scratch_);
        if (vote >= 4) ++job.given_first_votes;
        else if (vote <= -4) ++job.surname_first_votes;
        if (const std::vector<std::string_view>& words = split_scratch_.tokens; words.size() > 1)
          for (const std::string_view word : {words.front(), words.back()})
            if (may_be_a_name(AttributeType::kSurname, word)) ++job.stand_ins[std::string(word)];
      } else if (cleaning == Cleaning::kPostcode) {
        const std::string_view bare = without_zero_tail(trim(original));
        if (!all_digits(bare)) continue;
        job.four_digits += bare.size() == 4;
        job.five_digits += bare.size() == 5;
      } else if (cleaning == Cleaning::kNumber) {
        job.numbers.add(readable_.read(original));
      } else if (cleaning == Cleaning::kCode) {
        bare_identifier(without_zero_tail(trim(original)), bare_);
        job.schemes.add(bare_);
      } else {
        job.dates.add(readable_.read(original));
      }
    }
  });
}

void Work::add_title_languages(const Job& job, std::string_view civility) {
  if (civility.empty()) return;
  const TitleLanguages found = languages_of_titles(civility);
  title_languages_[job.feed.table].french |= found.french;
  title_languages_[job.feed.table].english |= found.english;
}

void Work::look_at_name(Job& job, Code code) {
  const std::string_view original = readable_.read(job.original(code));
  if (!may_hold_more(original, split_scratch_)) return;
  if (job.feed.part == Part::kGivenName) {
    parts_ = split_full_name(original, NameOrder::kUnknown, split_scratch_);
  } else {
    parts_ = NameParts{};
    set_aside(job.feed.column_type, original, split_scratch_, parts_, rest_);
  }
  const auto found = [&](Part part, const std::string& text) { job.parts |= text.empty() ? 0 : part_bit(part); };
  found(Part::kCivility, parts_.civility);
  found(Part::kPartner, parts_.partner);
  found(Part::kCompany, parts_.company_name);
  found(Part::kPhone, parts_.phone);
  found(Part::kEmail, parts_.email);
  found(Part::kStreet, parts_.street);
  found(Part::kRemarks, parts_.remarks);
  add_title_languages(job, parts_.civility);
  if (parts_.several) job.remarks[code] |= kHouseholdRemark;
}

void Work::look_at_place(Job& job, Code code) {
  const std::string_view original = readable_.read(job.original(code));
  PostalLine line;
  if (!read_postal_line(original, line)) return;
  const bool of_postcodes = job.feed.column_type == AttributeType::kPostcode;
  if (of_postcodes && line.town.size() <= 2) return;  // "NY 10001"
  ++job.lines;
  if (of_postcodes) return;
  const std::string_view bare = trim(line.postcode);
  if (all_digits(bare)) {
    job.four_digits += bare.size() == 4;
    job.five_digits += bare.size() == 5;
  }
  if (job.clue != RowCountries::Clue::kNone) row_countries_.read(job.feed.table, job.clue, code, line.town, split_scratch_);
  if (job.line_clue != RowCountries::Clue::kNone) row_countries_.read(job.feed.table, job.line_clue, code, line.postcode, split_scratch_);
}

// Attributes for what was found beside a town, or beside a postcode, filled behind all others.
void Work::add_jobs_for_lines() {
  for (size_t j = 0, count = jobs_.size(); j < count; ++j) {
    if (jobs_[j].lines == 0) continue;
    jobs_[j].holds_lines = jobs_[j].lines * 2 > jobs_[j].values->size() - 1;
    // Feeds and jobs are in one order until the first is added.
    const size_t feed = static_cast<size_t>(std::find_if(plan_.feeds.begin(), plan_.feeds.end(), [&](const Feed& other) {
                          return other.table == jobs_[j].feed.table && other.attribute == jobs_[j].feed.attribute && other.slot == jobs_[j].feed.slot &&
                                 other.part == Part::kWhole && other.line == LinePart::kWhole;
                        }) - plan_.feeds.begin());
    add_other_of_line(plan_, feed, *records_);
    jobs_[j].feed = plan_.feeds[feed];
    Job job = jobs_[j];
    job.feed = plan_.feeds.back();
    job.clue = job.line_clue = RowCountries::Clue::kNone;
    job.scanned = job.feed.column_type == AttributeType::kPostcode;
    jobs_.push_back(std::move(job));
  }
}

// Attributes for what was found in fields of names, filled behind all others.
void Work::add_jobs_for_parts() {
  const size_t count = records_->record_count(), job_count = jobs_.size();
  for (size_t j = 0; j < job_count; ++j) {
    if (!jobs_[j].looks_only || jobs_[j].parts == 0) continue;
    const size_t first = plan_.feeds.size();
    add_parts_set_aside(plan_, jobs_[j].feed, jobs_[j].parts, *records_);
    for (size_t f = first; f < plan_.feeds.size(); ++f) {
      Job job;
      job.feed = plan_.feeds[f];
      job.values = jobs_[j].values;
      job.joined = jobs_[j].joined;
      job.mended = jobs_[j].mended;
      job.hints.country = row_countries_.usual(job.feed.table);
      jobs_.push_back(std::move(job));
    }
  }
  report_->ambiguous_date_counts.resize(records_->attributes.size(), 0);
  for (Attribute& attribute : records_->attributes) {
    attribute.comparison_of.resize(1, kMissing);
    attribute.validity.resize(1, Validity::kUnchecked);
    for (Attribute::Slot& slot : attribute.slots) slot.codes.resize(count, kMissing);
  }
}

}  // namespace jumelles::standardize
