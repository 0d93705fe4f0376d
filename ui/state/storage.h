#ifndef TAFFRAIL_UI_STATE_STORAGE_H_
#define TAFFRAIL_UI_STATE_STORAGE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "ui/state/engine_client.h"

namespace taffrail::ui {

// What the browser gives this site.
struct Space {
  double used_bytes = 0;
  double quota_bytes = 0;  // 0: it does not say.
  // It clears nothing by itself, even when the disk is full.
  bool kept = false;
};

// What takes the store's space, and how much there is. Whoever shows it says
// so by SetOpen(), and has the page measure the rest. Owned by Model.
class Storage {
 public:
  explicit Storage(EngineClient& engine) : engine_(engine) {}
  Storage(const Storage&) = delete;
  Storage& operator=(const Storage&) = delete;

  // While it is open it is asked for anew whenever the store changes.
  void SetOpen(bool open);
  bool open() const { return open_; }
  void OnStore(const v1::StoreState& store);
  void OnSpace(const Space& space) { space_ = space; }

  // Asks what the rule would delete at once; sets it if that is nothing.
  void Propose(const v1::Retention& retention);
  // Sets what was proposed.
  void Apply();
  void Withdraw() { proposed_.reset(); }
  // One that waits for Apply(), and what it would delete.
  const std::optional<v1::Retention>& proposed() const { return proposed_; }
  const v1::RetentionEffect& effect() const { return effect_; }
  // Why the last one could not be set.
  const std::string& error() const { return error_; }

  // Null until the first answer.
  const v1::StoreUsage* usage() const { return usage_ ? &*usage_ : nullptr; }
  const std::optional<Space>& space() const { return space_; }
  // Something was imported since the page was opened: worth keeping.
  bool imported() const { return imported_; }

 private:
  void Ask();
  void Set(const v1::Retention& retention);

  EngineClient& engine_;
  bool open_ = false;
  bool asking_ = false;
  bool ask_again_ = false;
  std::optional<uint64_t> records_;
  bool imported_ = false;
  std::string asked_for_;
  std::optional<v1::StoreUsage> usage_;
  std::optional<Space> space_;
  std::optional<v1::Retention> proposed_;
  v1::RetentionEffect effect_;
  std::string error_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_STORAGE_H_
