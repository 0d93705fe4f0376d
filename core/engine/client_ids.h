#ifndef TAFFRAIL_CORE_ENGINE_CLIENT_IDS_H_
#define TAFFRAIL_CORE_ENGINE_CLIENT_IDS_H_

#include <cstdint>

#include "core/proto/rpc.pb.h"

namespace taffrail {

// Several clients speak to one coordinator, each with ids of its own for its
// requests and numbers for its files. Inside they are told apart by the port
// they came from, which is part of them; the client at kClientPort has its as
// they are.

// All ids and numbers in a client's request, from what it calls them.
void MakeGlobal(uint32_t port, v1::Request* request);

// Where a request came from, and what it is called there.
uint32_t PortOfRequest(uint64_t global_id);
uint64_t LocalId(uint64_t global_id);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_CLIENT_IDS_H_
