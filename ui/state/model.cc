#include "ui/state/model.h"

#include <algorithm>
#include <utility>

namespace taffrail::ui {

Model::Model(EngineClient::Send send, FileSink& file)
    : engine_(std::move(send)),
      imports_(engine_, notices_),
      searches_(engine_),
      fields_(engine_),
      table_(engine_),
      patterns_(engine_),
      pattern_edits_(engine_, notices_),
      sql_(engine_, file),
      record_(engine_),
      source_(engine_, imports_, notices_,
              [this](uint32_t source_id) { OnReplaced(source_id); }),
      source_changes_(engine_, notices_,
                      [this](uint32_t source_id) { OnReplaced(source_id); }),
      row_export_(engine_, notices_, file),
      storage_(engine_) {}

void Model::Open(const Location& location) {
  v1::Request request;
  request.mutable_open();
  engine_.Start(std::move(request),
                [this](const v1::Response& response) { OnStore(response); });
  GoTo(location);
}

void Model::OnResponse(std::string_view bytes) {
  waiting_.clear();
  if (!engine_.Receive(bytes)) {
    OnFatal("The engine sent something that cannot be read.");
  }
}

void Model::OnStore(const v1::Response& response) {
  if (response.has_error()) OnFatal(response.error().message());
  if (!response.has_store()) return;
  const v1::StoreState before = store_.value_or(v1::StoreState());
  store_ = response.store();
  source_.OnStore(*store_);
  storage_.OnStore(*store_);
  // Every state repeats them; once dismissed they should stay so.
  for (const std::string& notice : store_->notices()) {
    const auto& told = before.notices();
    if (std::find(told.begin(), told.end(), notice) == told.end()) {
      notices_.Add(NoticeKind::kWarning, notice);
    }
  }
  if (store_->storage() == v1::StoreState::STORAGE_MEMORY &&
      before.storage() != v1::StoreState::STORAGE_MEMORY) {
    notices_.Add(
        NoticeKind::kWarning,
        "Nothing is kept when this tab closes: " + store_->storage_reason());
  }
}

std::optional<double> Model::Update(double now_ms) {
  now_ms_ = now_ms;
  // Searching before the store is open would only be refused.
  if (!store_) return {};
  std::optional<double> next = searches_.Update(now_ms);
  table_.Update(searches_.results());
  sql_.Update();
  for (const std::optional<double> due :
       {fields_.Update(searches_.results(), now_ms),
        patterns_.Update(searches_.results(), store_->templates_version(),
                         now_ms),
        notices_.Update(now_ms)}) {
    if (due) next = std::min(next.value_or(*due), *due);
  }
  return next;
}

void Model::OnReplaced(uint32_t source_id) {
  if (record_.key() && record_.key()->source_id == source_id) record_.Clear();
  searches_.Refresh();
}

bool Model::empty() const {
  return store_ && store_->sources().empty() && imports_.running().empty();
}

void Model::DismissSource(uint32_t source_id) {
  v1::Request request;
  request.mutable_dismiss()->set_source_id(source_id);
  engine_.Start(std::move(request), [this](const v1::Response& response) {
    if (response.has_error()) {
      notices_.Add(NoticeKind::kError, response.error().message());
    }
  });
}

void Model::GoTo(const Location& location) {
  demo_ = location.demo;
  searches_.SetQuery(location.query, now_ms_, 0);
  searches_.SetSelection(location.selection, now_ms_, 0);
  Show(location.view);
  zones_.Choose(location.zone);
  if (location.sql == sql_.ran()) return;
  sql_.SetText(location.sql);
  sql_.Run();
}

void Model::Show(ResultView view) {
  view_ = view;
  patterns_.SetOpen(view == ResultView::kPatterns);
}

Location Model::location() const {
  return {demo_, searches_.query(), searches_.selection(), zones_.chosen(),
          view_, sql_.ran()};
}

}  // namespace taffrail::ui
