#include "ingest/json_names.h"

#include <algorithm>
#include <iterator>

namespace jumelles::ingest {
namespace {

constexpr std::string_view kBeside[] = {"included", "links",  "errors",   "warnings", "meta",    "metadata", "facets",   "aggregations",
                                        "buckets",  "schema", "columns",  "fields",   "headers", "filters",  "@context", "_links"};
constexpr std::string_view kRecordLists[] = {"data", "results", "result", "items", "value", "records", "rows", "features", "docs", "hits", "entry", "entries"};
constexpr std::string_view kHeaders[] = {"columns", "fields", "headers", "header", "cols", "names", "column_names", "columnNames", "schema"};
// Of pages and of answers, the body of an answer and of a request in the cloud among them.
constexpr std::string_view kPaging[] = {
    "next", "next_page", "nextPage", "next_page_url", "nextPageToken", "next_page_token", "next_cursor", "nextCursor", "nextLink", "nextRecordsUrl",
    "@odata.nextLink", "@odata.context", "@odata.count", "odata.metadata", "prev", "previous", "prev_page", "previous_page", "prev_page_url",
    "first_page_url", "last_page", "last_page_url", "page", "pages", "page_size", "pageSize", "per_page", "perPage", "pageInfo", "page_info",
    "paging", "pagination", "pageable", "current_page", "currentPage", "cursor", "cursors", "offset", "limit", "count", "nhits", "total_count",
    "totalCount", "totalItems", "total_pages", "totalPages", "totalElements", "totalSize", "total_results", "numFound", "numFoundExact", "maxScore",
    "max_score", "numberOfElements", "empty", "has_more", "hasMore", "hasNextPage", "done", "success", "ok", "statusCode", "error", "took",
    "timed_out", "_shards", "_scroll_id", "terminated_early", "responseHeader", "etag", "self", "request_id", "requestId", "api_version",
    "apiVersion", "jsonapi", "extensions", "info", "crs", "bbox", "__count", "__next", "isBase64Encoded", "multiValueHeaders", "cookies",
    "statusDescription", "httpMethod", "requestContext", "queryStringParameters", "multiValueQueryStringParameters", "pathParameters",
    "stageVariables", "routeKey", "rawPath", "rawQueryString"};
// So may fields of a record be called.
constexpr std::string_view kVague[] = {
    "number", "total", "type", "code", "kind", "object", "from", "to", "path", "url", "href", "time", "timestamp", "status", "message", "size",
    "start", "version", "sort", "query", "first", "last", "resource"};
constexpr std::string_view kErrors[] = {"error", "errors", "fault", "exception", "error_description", "error_code", "errorCode", "errorMessage", "error_message"};
constexpr std::string_view kMessages[] = {"message", "Message", "msg", "detail"};
constexpr std::string_view kBesideMessages[] = {"documentation_url", "title", "instance", "trace", "traceId", "reason", "description", "details", "help", "more_info", "moreInfo"};
constexpr std::string_view kNext[] = {"next", "next_page", "nextPage", "next_page_url", "nextPageToken", "next_page_token", "next_cursor", "nextCursor", "nextLink",
                                      "nextRecordsUrl", "@odata.nextLink", "odata.nextLink", "__next", "has_more", "hasMore", "hasNextPage", "has_next"};
constexpr std::string_view kDone[] = {"done", "isLast", "last"};
constexpr std::string_view kTotalNames[] = {"total", "total_count", "totalCount", "totalItems", "totalSize", "totalElements", "total_results", "numFound", "nhits", "count",
                                            "@odata.count", "__count", "Total", "totalRecords", "total_records"};
// Lists of records that no record has.
constexpr std::string_view kDataLists[] = {"data", "results", "result", "records", "value", "docs", "hits", "features"};

template <size_t size>
bool is_one_of(std::string_view name, const std::string_view (&names)[size]) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

}  // namespace

bool is_beside_records(std::string_view name) { return is_one_of(name, kBeside); }
bool is_error_name(std::string_view name) { return is_one_of(name, kErrors); }
bool is_record_list(std::string_view name) { return is_one_of(name, kRecordLists); }
bool is_header_list(std::string_view name) { return is_one_of(name, kHeaders); }
bool is_data_list(std::string_view name) { return is_one_of(name, kDataLists); }
bool is_paging(std::string_view name) { return is_one_of(name, kPaging) || is_one_of(name, kVague) || is_one_of(name, kBeside); }
bool is_message_name(std::string_view name) { return is_one_of(name, kMessages); }
bool is_beside_message(std::string_view name) { return is_one_of(name, kBesideMessages); }
bool is_next_name(std::string_view name) { return is_one_of(name, kNext); }
bool is_done_name(std::string_view name) { return is_one_of(name, kDone); }
bool is_total_name(std::string_view name) { return is_one_of(name, kTotalNames); }
bool is_vague_paging(std::string_view name) { return is_one_of(name, kVague); }

}  // namespace jumelles::ingest
