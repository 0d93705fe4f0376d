#include "core/cli/demo_vocabulary.h"

#include <algorithm>
#include <optional>

#include "core/parse/severity.h"

namespace taffrail {
namespace {

constexpr std::array<std::string_view, kDemoServices> kRoles = {
    "gateway",  "auth",   "cart",   "checkout",
    "payments", "ledger", "search", "catalog"};

constexpr std::array<DemoPhraseInfo, kDemoPhrases> kPhrases = {{
    // The gateway's severity follows the status it answers.
    {"gateway.search", kGateway, kSeverityInfo},
    {"gateway.cart", kGateway, kSeverityInfo},
    {"gateway.add", kGateway, kSeverityInfo},
    {"gateway.checkout", kGateway, kSeverityInfo},
    {"gateway.login", kGateway, kSeverityInfo},
    {"gateway.health", kGateway, kSeverityInfo},
    {"auth.verified", kAuth, kSeverityDebug},
    {"auth.refreshed", kAuth, kSeverityInfo},
    {"auth.refused", kAuth, kSeverityWarn},
    {"auth.purge", kAuth, kSeverityInfo},
    {"cart.priced", kCart, kSeverityInfo},
    {"cart.added", kCart, kSeverityInfo},
    {"cart.evicted", kCart, kSeverityDebug},
    {"checkout.started", kCheckout, kSeverityInfo},
    {"checkout.confirmed", kCheckout, kSeverityInfo},
    {"checkout.timeout", kCheckout, kSeverityError},
    {"checkout.circuit", kCheckout, kSeverityFatal},
    {"payments.lock", kPayments, kSeverityInfo},
    {"payments.charged", kPayments, kSeverityInfo},
    {"payments.declined", kPayments, kSeverityWarn},
    {"payments.pool", kPayments, kSeverityWarn},
    {"payments.panic", kPayments, kSeverityError},
    {"ledger.update", kLedger, kSeverityInfo},
    {"ledger.slow", kLedger, kSeverityWarn},
    {"ledger.checkpoint", kLedger, kSeverityInfo},
    {"search.done", kSearch, kSeverityInfo},
    {"search.slow", kSearch, kSeverityWarn},
    {"search.pause", kSearch, kSeverityDebug},
    {"catalog.loaded", kCatalog, kSeverityInfo},
    {"catalog.miss", kCatalog, kSeverityDebug},
    {"catalog.job", kCatalog, kSeverityInfo},
}};

constexpr std::array<DemoSlotInfo, kDemoSlots> kSlots = {{
    {"user", "user_id"},
    {"order", "order"},
    {"cart", "cart"},
    {"session", "session"},
    {"product", "product"},
    {"query", "query"},
    {"warehouse", "warehouse"},
    {"job", "job"},
    {"currency", "currency"},
    {"amount", "amount"},
    {"items", "items"},
    {"hits", "hits"},
    {"ms", "duration_ms"},
    {"attempt", "attempt"},
    {"target", "target"},
    {"count", "count"},
}};

struct NameList {
  std::string_view key;
  std::vector<std::string> DemoVocabulary::*names;
};

constexpr NameList kLists[] = {
    {"network", &DemoVocabulary::networks},
    {"product", &DemoVocabulary::products},
    {"query", &DemoVocabulary::queries},
    {"warehouse", &DemoVocabulary::warehouses},
    {"job", &DemoVocabulary::jobs},
    {"agent", &DemoVocabulary::agents},
    {"currency", &DemoVocabulary::currencies},
};

constexpr std::string_view kServicePrefix = "service.";

std::string_view Trim(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\r");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// A name that stands in log headers must be one word that a parser can tell.
bool IsOneWord(std::string_view name) {
  return !name.empty() &&
         name.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRST"
             "UVWXYZ0123456789-_.") == name.npos &&
         !(name[0] >= '0' && name[0] <= '9');
}

StatusOr<DemoText> ParsePhrase(std::string_view text) {
  DemoText phrase;
  for (;;) {
    const size_t open = text.find('{');
    phrase.push_back({std::string(text.substr(0, open))});
    if (open == text.npos) return phrase;
    const size_t close = text.find('}', open);
    if (close == text.npos) {
      return InvalidArgument("a { has no } in the phrase");
    }
    const std::string_view name = text.substr(open + 1, close - open - 1);
    const auto slot =
        std::find_if(kSlots.begin(), kSlots.end(),
                     [&](const DemoSlotInfo& s) { return s.name == name; });
    if (slot == kSlots.end()) {
      std::string known;
      for (const DemoSlotInfo& s : kSlots) known += " " + std::string(s.name);
      return InvalidArgument("there is no slot {" + std::string(name) +
                             "}; there are" + known);
    }
    phrase.back().slot = static_cast<DemoSlot>(slot - kSlots.begin());
    text.remove_prefix(close + 1);
  }
}

bool IsMethodAndPath(std::string_view text) {
  const size_t space = text.find(' ');
  return space != text.npos && space != 0 &&
         text.substr(space + 1).starts_with('/') &&
         text.find_first_of(" \"", space + 1) == text.npos;
}

Status AddService(std::string_view role, std::string_view name,
                  DemoVocabulary* vocabulary) {
  const auto known = std::find(kRoles.begin(), kRoles.end(), role);
  if (known == kRoles.end()) {
    return InvalidArgument("there is no such role: " + std::string(role));
  }
  std::string& service =
      vocabulary->services[static_cast<size_t>(known - kRoles.begin())];
  if (!service.empty()) {
    return InvalidArgument("a role has one name, this is its second: " +
                           std::string(name));
  }
  if (!IsOneWord(name)) {
    return InvalidArgument(
        "a service's name is one word of letters, digits, - _ and ., and "
        "starts with no digit: " +
        std::string(name));
  }
  service = name;
  return {};
}

Status AddLine(std::string_view key, std::string_view value,
               DemoVocabulary* vocabulary) {
  if (key.starts_with(kServicePrefix)) {
    return AddService(key.substr(kServicePrefix.size()), value, vocabulary);
  }
  for (const NameList& list : kLists) {
    if (list.key != key) continue;
    if (key == "network" && !IsOneWord(value)) {
      return InvalidArgument("a network's name is one word: " +
                             std::string(value));
    }
    if (value.find_first_of("\"\\") != value.npos) {
      return InvalidArgument("a name has no quotes and no backslashes: " +
                             std::string(value));
    }
    (vocabulary->*list.names).emplace_back(value);
    return {};
  }
  const auto phrase =
      std::find_if(kPhrases.begin(), kPhrases.end(),
                   [&](const DemoPhraseInfo& info) { return info.key == key; });
  if (phrase == kPhrases.end()) {
    return InvalidArgument("there is no such key: " + std::string(key));
  }
  if (phrase->service == kGateway && !IsMethodAndPath(value)) {
    return InvalidArgument("a gateway phrase is METHOD /path: " +
                           std::string(value));
  }
  StatusOr<DemoText> text = ParsePhrase(value);
  if (!text.ok()) return text.status();
  vocabulary->phrases[static_cast<size_t>(phrase - kPhrases.begin())].push_back(
      *std::move(text));
  return {};
}

// The first key that a complete vocabulary has and this one lacks.
std::optional<std::string> MissingKey(const DemoVocabulary& vocabulary) {
  for (size_t i = 0; i < kDemoServices; ++i) {
    if (vocabulary.services[i].empty()) {
      return std::string(kServicePrefix) + std::string(kRoles[i]);
    }
  }
  for (const NameList& list : kLists) {
    if ((vocabulary.*list.names).empty()) return std::string(list.key);
  }
  for (size_t i = 0; i < kDemoPhrases; ++i) {
    if (vocabulary.phrases[i].empty()) return std::string(kPhrases[i].key);
  }
  return std::nullopt;
}

Status AtLine(size_t number, std::string_view what) {
  return InvalidArgument("line " + std::to_string(number) + ": " +
                         std::string(what));
}

}  // namespace

const DemoPhraseInfo& InfoOf(DemoPhrase phrase) { return kPhrases[phrase]; }
const DemoSlotInfo& InfoOf(DemoSlot slot) { return kSlots[slot]; }

StatusOr<DemoVocabulary> ParseDemoVocabulary(std::string_view text) {
  DemoVocabulary vocabulary;
  size_t number = 0;
  while (!text.empty()) {
    ++number;
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = Trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line[0] == '#') continue;
    const size_t equals = line.find('=');
    if (equals == line.npos) {
      return AtLine(number,
                    "expected key = value, found: " + std::string(line));
    }
    const std::string_view value = Trim(line.substr(equals + 1));
    if (value.empty()) return AtLine(number, "the key has no value");
    const Status added =
        AddLine(Trim(line.substr(0, equals)), value, &vocabulary);
    if (!added.ok()) return AtLine(number, added.message());
  }
  if (const std::optional<std::string> missing = MissingKey(vocabulary)) {
    return AtLine(number,
                  "the vocabulary ends here without a line for " + *missing);
  }
  return vocabulary;
}

}  // namespace taffrail
