#ifndef TAFFRAIL_CORE_CLI_SQL_H_
#define TAFFRAIL_CORE_CLI_SQL_H_

namespace taffrail {

// `taffrail sql`.
int RunSql(int argc, char** argv);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_SQL_H_
