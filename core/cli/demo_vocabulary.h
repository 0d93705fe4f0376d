#ifndef TAFFRAIL_CORE_CLI_DEMO_VOCABULARY_H_
#define TAFFRAIL_CORE_CLI_DEMO_VOCABULARY_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"

// The words of the demo shop. A vocabulary is a text file of lines
//
//   key = value
//
// where blank lines and lines that start with # are passed over, and a key
// given again adds an alternative. The keys, all of which must be there:
//
//   service.ROLE      the name of a service, once: roles are gateway, auth,
//                     cart, checkout, payments, ledger, search, catalog
//   network product query warehouse job agent currency
//                     names to choose from (a host is NETWORK-NUMBER)
//   ROLE.EVENT        what a service says when EVENT happens; kDemoPhrases
//                     lists them. In it {slot} stands for a value; kDemoSlots
//                     lists them. A gateway phrase is `METHOD /path`.
//
// `taffrail demo --print-vocabulary` prints the built-in one to start from.
namespace taffrail {

enum DemoService : uint8_t {
  kGateway,
  kAuth,
  kCart,
  kCheckout,
  kPayments,
  kLedger,
  kSearch,
  kCatalog,
  kDemoServices,
};

// The things that happen in the shop.
enum DemoPhrase : uint8_t {
  kGatewaySearch,
  kGatewayCart,
  kGatewayAdd,
  kGatewayCheckout,
  kGatewayLogin,
  kGatewayHealth,
  kAuthVerified,
  kAuthRefreshed,
  kAuthRefused,
  kAuthPurge,
  kCartPriced,
  kCartAdded,
  kCartEvicted,
  kCheckoutStarted,
  kCheckoutConfirmed,
  kCheckoutTimeout,
  kCheckoutCircuit,
  kPaymentsLock,
  kPaymentsCharged,
  kPaymentsDeclined,
  kPaymentsPool,
  kPaymentsPanic,
  kLedgerUpdate,
  kLedgerSlow,
  kLedgerCheckpoint,
  kSearchDone,
  kSearchSlow,
  kSearchPause,
  kCatalogLoaded,
  kCatalogMiss,
  kCatalogJob,
  kDemoPhrases,
};

// The values that a phrase can speak of.
enum DemoSlot : uint8_t {
  kSlotUser,
  kSlotOrder,
  kSlotCart,
  kSlotSession,
  kSlotProduct,
  kSlotQuery,
  kSlotWarehouse,
  kSlotJob,
  kSlotCurrency,
  kSlotAmount,
  kSlotItems,
  kSlotHits,
  kSlotMs,
  kSlotAttempt,
  kSlotTarget,
  kSlotCount,
  kDemoSlots,
};

struct DemoPhraseInfo {
  std::string_view key;
  DemoService service;
  uint8_t severity;
};

const DemoPhraseInfo& InfoOf(DemoPhrase phrase);

struct DemoSlotInfo {
  std::string_view name;   // In phrases.
  std::string_view field;  // Of a structured record.
};

const DemoSlotInfo& InfoOf(DemoSlot slot);

// A phrase cut at its slots: the literal, then the slot's value, and so on;
// the last has none.
struct DemoSegment {
  std::string literal;
  DemoSlot slot = kDemoSlots;  // kDemoSlots: none.
};
using DemoText = std::vector<DemoSegment>;

// The shop's words, complete and well-formed.
struct DemoVocabulary {
  std::array<std::string, kDemoServices> services;
  std::vector<std::string> networks;
  std::vector<std::string> products;
  std::vector<std::string> queries;
  std::vector<std::string> warehouses;
  std::vector<std::string> jobs;
  std::vector<std::string> agents;
  std::vector<std::string> currencies;
  std::array<std::vector<DemoText>, kDemoPhrases> phrases;
};

// Reads a vocabulary; an error names the line that is wrong.
StatusOr<DemoVocabulary> ParseDemoVocabulary(std::string_view text);

// The vocabulary that is built in.
std::string_view BuiltInVocabularyText();

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_DEMO_VOCABULARY_H_
