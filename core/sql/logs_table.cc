#include "core/sql/logs_table.h"

#include <algorithm>
#include <utility>

#include "core/store/template_set.h"
#include "core/template/leaf.h"

namespace taffrail {
namespace {

// Of a scan whose statement may not look at all of it.
constexpr uint64_t kFirstRows = 1000;
constexpr uint64_t kLeastGrowth = 8;
// Beyond that all of it is as well.
constexpr uint64_t kMaxLimit = 200'000;
// Scans that differ in values alone; more, and one scan of all is faster.
constexpr size_t kMaxScansOfPlan = 8;

size_t RecordColumnOf(const std::vector<LogsColumn>& columns) {
  const auto at =
      std::find_if(columns.begin(), columns.end(), [](const LogsColumn& is) {
        return is.scanned.kind() == v1::SqlColumn::KIND_RECORD;
      });
  return static_cast<size_t>(at - columns.begin());
}

}  // namespace

LogsTable::LogsTable(const v1::SqlRun& run, std::vector<LogsColumn> columns)
    : columns_(std::move(columns)),
      record_column_(RecordColumnOf(columns_)),
      records_(run.records()),
      max_rows_(run.max_rows()),
      other_template_(LeafIdText(kOtherLeaf)) {
  for (const v1::SqlTemplate& known : run.templates()) {
    for (uint64_t leaf : known.leaves()) {
      templates_[static_cast<int64_t>(leaf)] = known.id();
    }
  }
}

void LogsTable::Begin() {
  need_.reset();
  again_ = false;
  made_ = 0;
}

size_t LogsTable::bytes() const {
  size_t bytes = 0;
  for (const auto& [key, rows] : scans_) bytes += rows.rows.bytes();
  return bytes;
}

void LogsTable::Put(ScanRows rows) {
  rows.Finish(*need_);
  const std::string key = asked_.SerializeAsString();
  scans_[key] = {std::move(asked_), need_->limit(), std::move(rows)};
  need_.reset();
}

size_t LogsTable::AddPlan(Plan plan) {
  plans_.push_back(std::move(plan));
  return plans_.size() - 1;
}

void LogsTable::Need(v1::SqlScan scan, uint64_t limit) {
  asked_ = std::move(scan);
  need_ = asked_;
  need_->set_limit(limit);
  if (limit > 0) need_->set_keyed(true);
}

LogsTable::Rows* LogsTable::Find(Plan& plan, v1::SqlScan scan) {
  const std::string key = scan.SerializeAsString();
  const auto at = scans_.find(key);
  // What is looked up must all be there, and what is only counted is.
  const bool all =
      plan.varies || (scan.columns().empty() && scan.filters().empty());
  if (at != scans_.end() && (!all || at->second.rows.whole())) {
    return &at->second;
  }
  plan.asked.insert(key);
  if (!plan.varies && plan.asked.size() > kMaxScansOfPlan) {
    plan.varies = true;
    again_ = true;
    return nullptr;
  }
  Need(std::move(scan), all ? 0 : kFirstRows);
  return nullptr;
}

void LogsTable::NeedMore(const Rows& rows) {
  // A statement that has made no row by now will hardly do so before the end.
  uint64_t next = 0;
  if (made_ > 0) {
    next = rows.limit * std::max(kLeastGrowth, max_rows_ / made_ + 1);
  }
  Need(rows.scan, next > kMaxLimit ? 0 : next);
}

void LogsTable::ReadToo(Plan& plan, size_t column) {
  plan.columns.push_back(column);
  again_ = true;
}

std::string_view LogsTable::TemplateOf(int64_t leaf) const {
  if (static_cast<uint64_t>(leaf) == kNoLeaf) return {};
  const auto at = templates_.find(leaf);
  return at == templates_.end() ? other_template_ : at->second;
}

}  // namespace taffrail
