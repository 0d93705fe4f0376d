#include "ui/state/row_export.h"

#include <utility>

#include "core/base/numbers.h"

namespace taffrail::ui {

void RowExport::Start(const std::string& query, std::optional<TimeRange> range,
                      Format format, std::string file_name, std::string note) {
  if (running()) return;
  format_ = format;
  file_name_ = std::move(file_name);
  rows_ = all_rows_ = bytes_ = export_id_ = 0;
  v1::Request request;
  v1::SearchRequest* const search = request.mutable_search();
  search->set_query(query);
  search->set_max_bins(1);
  if (range) {
    search->set_has_range(true);
    search->set_from_ns(range->from_ns);
    search->set_to_ns(range->to_ns);
  }
  about_.Clear();
  if (format == v1::ExportRowsRequest::FORMAT_CASE) {
    about_.set_note(std::move(note));
    v1::CaseView* const view = about_.add_views();
    view->set_name(query.empty() ? "All records" : query);
    view->set_query(query);
    view->set_has_range(search->has_range());
    view->set_from_ns(search->from_ns());
    view->set_to_ns(search->to_ns());
  }
  search_id_ =
      engine_.Start(std::move(request), [this](const v1::Response& response) {
        if (response.has_error()) return End(&response.error());
        if (response.search().complete() && export_id_ == 0) Begin();
      });
}

void RowExport::Begin() {
  v1::Request request;
  request.mutable_export_rows()->set_search_id(search_id_);
  request.mutable_export_rows()->set_format(format_);
  *request.mutable_export_rows()->mutable_about() = about_;
  export_id_ = engine_.Start(
      std::move(request),
      [this](const v1::Response& response) { OnPiece(response); });
}

void RowExport::OnPiece(const v1::Response& response) {
  if (response.has_export_piece()) {
    const v1::ExportPiece& piece = response.export_piece();
    rows_ = piece.rows();
    all_rows_ = piece.all_rows();
    bytes_ += piece.bytes().size();
    file_.AddToFile(piece.bytes());
  }
  if (response.has_error()) return End(&response.error());
  if (!response.done()) return;
  file_.SaveAdded(file_name_);
  notices_.Add({.text = WithThousands(rows_) +
                        (rows_ == 1 ? " record" : " records") + " saved as " +
                        file_name_ + ".",
                .lapses_in_ms = 10'000});
  End(nullptr);
}

void RowExport::Cancel() { End(nullptr); }

void RowExport::End(const v1::Error* error) {
  if (error != nullptr) {
    notices_.Add(NoticeKind::kError, "Nothing was saved: " + error->message());
  }
  for (const uint64_t id : {export_id_, search_id_}) {
    if (id == 0) continue;
    engine_.Forget(id);
    engine_.Cancel(id);
  }
  search_id_ = export_id_ = 0;
  file_.DropAdded();
}

}  // namespace taffrail::ui
