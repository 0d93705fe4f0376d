#ifndef TAFFRAIL_CORE_CLI_QUERY_H_
#define TAFFRAIL_CORE_CLI_QUERY_H_

namespace taffrail {

// taffrail query [--store DIR | FILE...] QUERY
int RunQuery(int argc, char** argv);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_QUERY_H_
