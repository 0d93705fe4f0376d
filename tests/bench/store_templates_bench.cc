// store_templates_bench FILE...: what part of an import of each file is finding
// each record's template, what templates take in the store, and how long it
// takes to count them and to find the records of one.
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/cli/log_file.h"
#include "core/engine/local_cluster.h"
#include "core/store/database.h"
#include "core/store/template_set.h"
#include "core/template/leaf.h"
#include "tests/bench/support/measure.h"

namespace taffrail {
namespace {

// A store of one shard in memory.
class Store {
 public:
  explicit Store(const FormatRegistry& formats) {
    LocalCluster::Options options;
    options.memory = &files_;
    options.shards = 1;
    options.formats = &formats;
    cluster_ = *LocalCluster::Create(options);
    v1::Request open;
    open.mutable_open();
    Call(std::move(open));
  }

  v1::Response Call(v1::Request request) {
    return *cluster_->Call(std::move(request));
  }

  void Import(const std::string& text) {
    v1::Request request;
    request.mutable_import()->set_file(cluster_->AddBytes(text));
    request.mutable_import()->set_name("log");
    request.mutable_import()->set_size(text.size());
    Call(std::move(request));
  }

  uint64_t Search(const std::string& query) {
    v1::Request request;
    request.mutable_search()->set_query(query);
    complete_ = false;
    const uint64_t id =
        cluster_->Start(std::move(request), [this](const v1::Response& told) {
          complete_ |= told.done() || told.search().complete();
        });
    cluster_->RunUntil([this] { return complete_; });
    return id;
  }

  v1::Templates Templates(uint64_t search, uint32_t bins) {
    v1::Request request;
    request.mutable_templates()->set_search_id(search);
    // Other bins are counted anew.
    request.mutable_templates()->set_bins(bins);
    return Call(std::move(request)).templates();
  }

  // Bytes of the columns, and of the lists of leaves and their uses.
  uint64_t TemplateBytes() {
    int64_t bytes = 0;
    for (const auto& [name, content] : files_.files()) {
      if (!name.starts_with("p-") || !name.ends_with(".db")) continue;
      StatusOr<Database> db = Database::Open(name, OpenMode::kReadOnly);
      bytes += *db->QueryInt(
          "SELECT (SELECT total(length(data) + 4) FROM template_column) + "
          "(SELECT total(length(masked) + 12) FROM template_leaf) + "
          "(SELECT 12 * count(*) FROM template_use)");
    }
    return static_cast<uint64_t>(bytes);
  }

 private:
  MemoryFiles files_;
  std::unique_ptr<LocalCluster> cluster_;
  bool complete_ = false;
};

void Measure(const std::string& path) {
  const std::string text = ReadWhole(path);
  const std::string name = path.substr(path.find_last_of('/') + 1);
  const FormatRegistry formats = FormatRegistry::WithBuiltIns();
  std::vector<std::string> messages;
  ReadLogFile(
      formats, path, {}, [&](RecordParser& parser, const FileRecord& record) {
        messages.emplace_back(FirstLine(parser.Parse(record.text).body));
      });
  const double masking = FastestSeconds([&] {
    Masker masker;
    TemplateSet set;
    uint64_t sum = 0;
    for (const std::string& message : messages) {
      const auto pieces = masker.Mask(message);
      sum += set.Number(masker, pieces);
    }
    Keep(sum);
  });
  std::unique_ptr<Store> store;
  const double importing = FastestSeconds([&] {
    store = nullptr;
    store = std::make_unique<Store>(formats);
    store->Import(text);
  });
  PrintFigure(name + ": import, one shard in memory",
              static_cast<double>(messages.size()) / importing, "lines/s");
  PrintFigure(name + ": templates, share of it", 100 * masking / importing,
              "%");
  const uint64_t all = store->Search("");
  uint32_t bins = 60;
  v1::Templates templates;
  const double counting = FastestSeconds(
      [&] { templates = store->Templates(all, bins = 121 - bins); });
  PrintFigure(name + ": count all templates", counting * 1000, "ms");
  PrintFigure(name + ": templates", templates.templates_size(), "templates");
  const auto& rarest = templates.templates(templates.templates_size() - 1);
  PrintFigure(
      name + ": find the records of the rarest",
      1000 * FastestSeconds([&] { store->Search("template:" + rarest.id()); }),
      "ms");
  PrintFigure(name + ": templates in the store, against the text",
              100.0 * static_cast<double>(store->TemplateBytes()) /
                  static_cast<double>(text.size()),
              "%");
}

}  // namespace
}  // namespace taffrail

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) taffrail::Measure(argv[i]);
}
