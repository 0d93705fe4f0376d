#ifndef TAFFRAIL_CORE_CLI_TEMPLATES_H_
#define TAFFRAIL_CORE_CLI_TEMPLATES_H_

#include <string>

#include "core/template/template_miner.h"

namespace taffrail {

// 16 hexadecimal digits: JSON numbers have no 64 bits.
std::string TemplateIdText(TemplateId id);

// taffrail templates FILE...
int RunTemplates(int argc, char** argv);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_TEMPLATES_H_
