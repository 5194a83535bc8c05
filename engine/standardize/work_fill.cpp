// Clean values into the records that have them, and what each record is.

#include "standardize/work.h"

namespace jumelles::standardize {

// Slots for further values of cells behind those that a table's columns have.
void Work::add_slots() {
  for (size_t j = 0; j < jobs_.size(); ++j) {
    Job& job = jobs_[j];
    if (job.further_count == 0) continue;
    Attribute& attribute = records_->attributes[job.feed.attribute];
    uint32_t next = 0;
    for (const Job& other : jobs_)
      if (other.feed.table == job.feed.table && other.feed.attribute == job.feed.attribute)
        next = std::max({next, other.feed.slot + 1, other.further_slot + (&other < &job ? other.further_count : 0)});
    job.further_slot = next;
    for (uint32_t slot = next; slot < next + job.further_count; ++slot) {
      if (slot == attribute.slots.size()) {
        attribute.slots.emplace_back();
        attribute.slots.back().codes.assign(records_->record_count(), kMissing);
        attribute.slots.back().origins.assign(tables_.size(), {});
      }
      attribute.slots[slot].origins[job.feed.table] = job.feed.pieces;
    }
  }
}

// The same number in two columns of a row is one number.
bool Work::is_known(const Attribute& attribute, RecordIndex record, size_t own_slot, Code clean) const {
  if (attribute.comparison_of[clean] == kMissing) return false;
  for (size_t slot = 0; slot < attribute.slots.size(); ++slot)
    if (const Code other = attribute.slots[slot].codes[record]; slot != own_slot && other != kMissing &&
        attribute.comparison_of[other] == attribute.comparison_of[clean])
      return true;
  return false;
}

uint64_t Work::start_rows() {
  add_slots();
  for (Job& job : jobs_) drop_stand_ins(job);
  return set_units([&](const Job& job) { return uint64_t{tables_[job.feed.table]->row_count()}; });
}

// Whether the first value of another attribute is this one.
bool Work::says_the_same(const Attribute& attribute, Code clean, uint32_t other, RecordIndex record) const {
  const Attribute& beside = records_->attributes[other];
  return beside.clean[beside.slots[0].codes[record]] == attribute.clean[clean];
}

void Work::rows(uint64_t begin, uint64_t end) {
  each_part(ends_, begin, end, [&](Job& job, uint32_t first, uint32_t last) {
    Attribute& attribute = records_->attributes[job.feed.attribute];
    const RecordIndex base = records_->first_record[job.feed.table];
    for (uint32_t row = first; row < last; ++row) {
      const Code original = job.code(*this, row);
      uint8_t remark = job.remarks[original];
      if ((remark & kHouseholdRemark) != 0) records_->kinds[base + row] = RecordKind::kHousehold;
      if (job.looks_only) continue;
      Code clean = job.clean_of[original];
      if (!job.as_name.empty() && clean == kMissing) {
        clean = code_as_name(job, row);
        if (clean != kMissing) remark = 0;
      }
      if (job.name != nullptr && clean != kMissing && code_as_name(*job.name, row) != kMissing) clean = kMissing;
      if (remark != 0) {
        attribute.placeholder_counts[job.feed.table] += (remark & kPlaceholderRemark) != 0;
        report_->ambiguous_date_counts[job.feed.attribute] += (remark & kAmbiguousRemark) != 0;
      }
      const RecordIndex record = base + row;
      Code& filled = attribute.slots[job.feed.slot].codes[record];
      if (clean != kMissing && attribute.slots.size() > 1 && is_known(attribute, record, job.feed.slot, clean)) clean = kMissing;
      if (clean == kMissing && job.feed.filling != Filling::kAll) continue;
      if (job.feed.filling == Filling::kWhereMissing && filled != kMissing) continue;
      if (job.feed.filling == Filling::kBeside && says_the_same(attribute, clean, job.feed.beside, record)) continue;
      filled = clean;
      if ((remark & kSeveralRemark) == 0) continue;
      uint32_t slot = job.further_slot;
      for (const Code further : job.further.find(original)->second)
        if (!is_known(attribute, record, slot, further)) attribute.slots[slot++].codes[record] = further;
    }
  });
}

void Work::finish_records(uint64_t begin, uint64_t end) {
  RecordSet& out = *records_;
  const auto filled = [&](const Attribute& attribute, RecordIndex record) {
    for (const Attribute::Slot& slot : attribute.slots)
      if (slot.codes[record] != kMissing) return true;
    return false;
  };
  std::vector<Subject> subjects;
  for (const Attribute& attribute : out.attributes) subjects.push_back(info(attribute.type).subject);
  for (RecordIndex record = static_cast<RecordIndex>(begin); record < end; ++record) {
    const uint32_t t = out.table_of(record), row = record - out.first_record[t];
    bool person = false, company = false, person_column = false, company_column = false;
    for (size_t a = 0; a < subjects.size(); ++a) {
      const bool of_person = subjects[a] == Subject::kPerson, of_company = subjects[a] == Subject::kCompany;
      if (!of_person && !of_company) continue;
      const Attribute& attribute = out.attributes[a];
      const bool value = filled(attribute, record);
      const bool column = !attribute.slots[0].origins[t].columns.empty();
      (of_person ? person : company) |= value;
      (of_person ? person_column : company_column) |= column;
    }
    RecordKind kind = RecordKind::kOther;
    if (person) kind = company ? RecordKind::kContact : RecordKind::kPerson;
    else if (company) kind = RecordKind::kCompany;
    else if (person_column) kind = RecordKind::kPerson;
    else if (company_column) kind = RecordKind::kCompany;
    if (kind != RecordKind::kPerson || out.kinds[record] != RecordKind::kHousehold) out.kinds[record] = kind;
    if (plan_.id_column[t] >= 0) {
      const Column& column = tables_[t]->columns[static_cast<size_t>(plan_.id_column[t])];
      out.record_ids[record] = column.text(row);
    }
    if (out.record_ids[record].empty()) out.record_ids[record] = std::to_string(tables_[t]->source_rows[row]);
  }
  if (end < out.record_count()) return;
  // Nothing will be added any more.
  for (Attribute& attribute : out.attributes) {
    attribute.clean.seal();
    attribute.comparison.seal();
  }
  jobs_.clear();
}

}  // namespace jumelles::standardize
