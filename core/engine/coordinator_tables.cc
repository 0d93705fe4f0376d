// Tables that pipelines make of searches.
#include <utility>

#include "core/engine/coordinator.h"
#include "core/engine/messages.h"

namespace taffrail {

Task<Status> Coordinator::RunTable(uint64_t id, uint64_t search_id) {
  const auto search = FindSearch(search_id);
  if (search == nullptr) co_return Cancelled();
  size_t pipeline_at = 0;
  (void)ParseQuery(search->query(), &pipeline_at);  // It was, to search.
  ParsedPipeline parsed = ParsePipeline(search->query(), pipeline_at);
  Pipeline* pipeline = std::get_if<Pipeline>(&parsed);
  if (pipeline == nullptr || pipeline->empty()) {
    co_return InvalidArgument("This query makes no table: it has no pipeline");
  }
  Signal changed(scheduler_);
  UnderWay& under_way = under_way_[id];
  under_way.cancel = [&] { changed.Notify(); };
  Status status;
  std::shared_ptr<MergedTable> table;
  size_t sources = 0;
  while (!under_way.cancelled && status.ok()) {
    // Sources that came since have names that the shards do not know.
    if (table == nullptr || sources != sources_->entries().size()) {
      if (table != nullptr) table->Stop();
      SourceNames names;
      for (const auto& [source, entry] : sources_->entries()) {
        names[source] = SourceTable::NameOf(entry);
      }
      sources = names.size();
      table = std::make_shared<MergedTable>(
          links_, search, *pipeline, std::move(names), scheduler_.NowMs(),
          [&](const Status& failure) {
            if (!failure.ok()) status = failure;
            changed.Notify();
          });
      tables_[id] = &table->served();
    }
    co_await changed;
    if (under_way.cancelled || !status.ok()) break;
    status = table->Update(scheduler_.NowMs());
    if (!status.ok()) break;
    v1::Response response;
    response.set_id(id);
    *response.mutable_table() = table->Progress();
    Send(response);
  }
  under_way.cancel = nullptr;
  tables_.erase(id);
  table->Stop();
  co_return under_way.cancelled ? Cancelled() : status;
}

}  // namespace taffrail
