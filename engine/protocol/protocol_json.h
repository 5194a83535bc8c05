#pragma once

// The JSON form of the protocol. Field names are those of the structs; variants carry their name in
// "command", "event", "query" or "page" ("set_threshold", "progress", "pairs"...).

#include <string>
#include <string_view>
#include <variant>

#include "protocol/protocol.h"

namespace jumelles::protocol {

std::string to_json(const Command& command);
std::string to_json(const Event& event);
std::string to_json(const Reply& reply);
std::string query_to_json(uint64_t request_id, const Query& query);

Result<Command> command_from_json(std::string_view json);
Result<Event> event_from_json(std::string_view json);
Result<Reply> reply_from_json(std::string_view json);
// Either of them: a reply is what has a request_id of its own.
Result<std::variant<Event, Reply>> message_from_json(std::string_view json);
struct RequestedQuery { uint64_t request_id = 0; Query query; };
Result<RequestedQuery> query_from_json(std::string_view json);

std::string command_name(const Command& command);  // "set_threshold"
// The task that a command starts: "import", "run", "threshold"; "command" when it starts none.
std::string task_name(const Command& command);

}  // namespace jumelles::protocol
