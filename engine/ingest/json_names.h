#pragma once

// Names that services give to what they answer, apart from the records themselves.

#include <string_view>

namespace jumelles::ingest {

// Stands beside records (JSON:API, Elasticsearch, OData, Solr): never proposed before a list of another name.
bool is_beside_records(std::string_view name);
// Lists of records: an empty one is an answer without records.
bool is_record_list(std::string_view name);
// Lists of records that a record itself hardly has, as it may have "items".
bool is_data_list(std::string_view name);
// Lists that tell what the columns of rows are.
bool is_header_list(std::string_view name);
// Says which part of the records an answer holds, or how it was made: of an answer with nothing else, its list is the records.
bool is_paging(std::string_view name);
// Under which an answer tells what went wrong.
bool is_error_name(std::string_view name);
// Under which an answer without records tells what happened ("message"), or says more of it ("documentation_url").
bool is_message_name(std::string_view name);
bool is_beside_message(std::string_view name);
// Where an answer says that the service has more, by a text, a number or true ("next", "offset"), or by false ("done").
bool is_next_name(std::string_view name);
bool is_done_name(std::string_view name);
// How many records the service has.
bool is_total_name(std::string_view name);
// One of these that may be a field of a record as well: "number", "total".
bool is_vague_paging(std::string_view name);

}  // namespace jumelles::ingest
