#include "core/engine/local_cluster.h"

#include <chrono>
#include <filesystem>
#include <system_error>
#include <utility>

namespace taffrail {

namespace fs = std::filesystem;

// An engine and the host it runs on.
class LocalCluster::Node : public Host {
 public:
  Node(LocalCluster& cluster, uint32_t port, const EngineOptions& options)
      : cluster_(cluster),
        port_(port),
        engine_(new Engine(*this, cluster.formats_, options)) {}

  Engine& engine() { return *engine_; }

  bool has_calls() const { return !replies_.empty(); }
  // Answers the calls made since the last time. True if there were any.
  bool AnswerCalls() {
    if (replies_.empty()) return false;
    for (auto& [ticket, reply] : std::exchange(replies_, {})) {
      engine_->Complete(ticket, std::move(reply));
    }
    return true;
  }

  void Send(uint32_t port, std::string_view bytes) override {
    cluster_.Post(port_, port, bytes);
  }

  double NowMs() override {
    using std::chrono::duration;
    auto now = std::chrono::steady_clock::now().time_since_epoch();
    return duration<double, std::milli>(now).count();
  }

  std::string Path(std::string_view name) override {
    const std::string& directory = cluster_.options_.directory;
    if (directory.empty()) return std::string(name);
    return directory + "/" + std::string(name);
  }

  void ListFiles(uint32_t ticket) override {
    std::string listing;
    auto add = [&](std::string_view name, uint64_t size) {
      listing.append(name).push_back('\0');
      listing.append(std::to_string(size)).push_back('\0');
    };
    if (MemoryFiles* memory = cluster_.options_.memory) {
      for (const auto& [name, bytes] : memory->files()) {
        add(name, bytes.size());
      }
    } else {
      std::error_code error;
      for (const auto& entry :
           fs::directory_iterator(cluster_.options_.directory, error)) {
        add(entry.path().filename().string(), entry.file_size(error));
      }
    }
    replies_.emplace_back(ticket, HostReply{Status(), std::move(listing)});
  }

  void OpenFile(uint32_t ticket, std::string_view name) override {
    MemoryFiles* memory = cluster_.options_.memory;
    const bool opened = memory == nullptr || memory->Open(name);
    replies_.emplace_back(ticket, HostReply{Done(opened, name), {}});
  }

  void CloseFile(std::string_view) override {}

  void RemoveFile(uint32_t ticket, std::string_view name) override {
    bool removed = true;
    if (MemoryFiles* memory = cluster_.options_.memory) {
      removed = memory->Remove(name);
    } else {
      std::error_code error;
      fs::remove(Path(name), error);  // That it is not there is no error.
      removed = !error;
    }
    replies_.emplace_back(ticket, HostReply{Done(removed, name), {}});
  }

  void ReadFile(uint32_t ticket, uint32_t file, uint64_t offset,
                uint32_t length) override {
    HostReply reply;
    reply.bytes.resize(length);
    StatusOr<size_t> read = cluster_.ReadInput(file, offset, reply.bytes);
    reply.status = read.status();
    reply.bytes.resize(read.ok() ? *read : 0);
    replies_.emplace_back(ticket, std::move(reply));
  }

  StatusOr<size_t> ReadFileNow(uint32_t file, uint64_t offset,
                               std::span<char> buffer) override {
    return cluster_.ReadInput(file, offset, buffer);
  }

  void ReleaseFile(uint32_t file) override { cluster_.inputs_.erase(file); }

  void StartSql(uint32_t ticket, uint32_t port) override {
    EngineOptions engine;
    engine.role = EngineRole::kSql;
    cluster_.sql_[port] = {std::make_unique<Node>(cluster_, port, engine),
                           ticket};
    cluster_.Post(port, kCoordinatorPort, "");
  }

  void StopSql(uint32_t port) override {
    replies_.emplace_back(cluster_.sql_[port].ticket, HostReply{});
    // Not now: it may be what is running.
    cluster_.stopped_.push_back(port);
  }

 private:
  static Status Done(bool done, std::string_view name) {
    if (done) return {};
    return Unavailable("The file cannot be used: " + std::string(name));
  }

  LocalCluster& cluster_;
  uint32_t port_;
  std::vector<std::pair<uint32_t, HostReply>> replies_;
  std::unique_ptr<Engine> engine_;
};

LocalCluster::LocalCluster(const Options& options)
    : options_(options),
      formats_(
          options.formats != nullptr
              ? *options.formats
              : built_in_formats_.emplace(FormatRegistry::WithBuiltIns())) {
  EngineOptions engine;
  engine.shards = options.shards;
  engine.max_open_files = options.max_open_files;
  coordinator_ = std::make_unique<Node>(*this, kCoordinatorPort, engine);
  shards_.resize(options.shards);
  for (uint32_t i = 0; i < options.shards; ++i) RestartShard(i);
}

LocalCluster::~LocalCluster() = default;

StatusOr<std::unique_ptr<LocalCluster>> LocalCluster::Create(
    const Options& options) {
  if (options.directory.empty()) {
    TAFFRAIL_RETURN_IF_ERROR(RegisterVfs("memory", *options.memory));
  } else {
    std::error_code error;
    fs::create_directories(options.directory, error);
    if (error) {
      return NotFound("The folder cannot be made: " + options.directory + " (" +
                      error.message() + ")");
    }
  }
  return std::unique_ptr<LocalCluster>(new LocalCluster(options));
}

LocalCluster::Input& LocalCluster::AddInput(uint32_t* number) {
  *number = inputs_.empty() ? 1 : inputs_.rbegin()->first + 1;
  return inputs_[*number];
}

uint32_t LocalCluster::AddFile(std::string path) {
  uint32_t number = 0;
  AddInput(&number).file.emplace(std::move(path));
  return number;
}

uint32_t LocalCluster::AddBytes(std::string bytes) {
  uint32_t number = 0;
  AddInput(&number).bytes = std::move(bytes);
  return number;
}

uint32_t LocalCluster::AddBytes(std::string bytes, uint32_t number) {
  inputs_[number].bytes = std::move(bytes);
  return number;
}

StatusOr<size_t> LocalCluster::ReadInput(uint32_t number, uint64_t offset,
                                         std::span<char> buffer) {
  auto input = inputs_.find(number);
  if (input == inputs_.end()) return NotFound("there is no such file");
  auto& [file, bytes] = input->second;
  if (file) return file->Read(offset, buffer);
  if (offset >= bytes.size()) return size_t{0};
  return bytes.copy(buffer.data(), buffer.size(), static_cast<size_t>(offset));
}

void LocalCluster::RestartShard(uint32_t index) {
  EngineOptions engine;
  engine.role = EngineRole::kShard;
  uint32_t port = kFirstShardPort + index;
  std::erase_if(mail_, [&](const Message& message) {
    return message.from == port || message.to == port;
  });
  shards_[index] = std::make_unique<Node>(*this, port, engine);
  Post(port, kCoordinatorPort, "");
}

LocalCluster::Node* LocalCluster::NodeAt(uint32_t port) {
  if (port == kCoordinatorPort) return coordinator_.get();
  if (port < kFirstSqlPort) return shards_[port - kFirstShardPort].get();
  const auto at = sql_.find(port);
  return at == sql_.end() ? nullptr : at->second.node.get();
}

void LocalCluster::Post(uint32_t from, uint32_t to, std::string_view bytes) {
  mail_.push_back({from, to, std::string(bytes)});
}

uint64_t LocalCluster::Start(v1::Request request, Handler handler,
                             uint32_t port) {
  request.set_id(++last_id_);
  handlers_[{port, last_id_}] = std::move(handler);
  Post(port, kCoordinatorPort, request.SerializeAsString());
  return last_id_;
}

bool LocalCluster::StepOnce(double budget_ms) {
  bool busy = !mail_.empty();
  for (Message& message : std::exchange(mail_, {})) {
    if (message.to != kClientPort && message.to < kFirstTabPort) {
      if (Node* node = NodeAt(message.to)) {
        node->engine().Deliver(message.from, message.bytes);
      }
      continue;
    }
    v1::Response response;
    if (!response.ParseFromString(message.bytes)) continue;
    auto at = handlers_.find({message.to, response.id()});
    if (at == handlers_.end()) continue;
    Handler handler = at->second;
    if (response.done()) handlers_.erase(at);
    if (handler) handler(response);
  }
  auto run = [&](Node& node) {
    busy |= node.AnswerCalls();
    busy |= node.engine().Step(budget_ms);
    busy |= node.has_calls();
  };
  run(*coordinator_);
  for (auto& shard : shards_) run(*shard);
  for (uint32_t port : std::exchange(stopped_, {})) sql_.erase(port);
  for (auto& [port, worker] : sql_) run(*worker.node);
  return busy || !mail_.empty();
}

bool LocalCluster::RunUntil(const std::function<bool()>& done) {
  constexpr double kSliceMs = 20;
  while (!done()) {
    if (!StepOnce(kSliceMs) && !done()) return false;
  }
  return true;
}

StatusOr<v1::Response> LocalCluster::Call(v1::Request request,
                                          Handler progress) {
  struct Outcome {
    v1::Response last;
    bool done = false;
  };
  // The handler may outlive this call: a watch goes on telling.
  auto outcome = std::make_shared<Outcome>();
  bool watch = request.has_open();
  Start(std::move(request),
        [outcome, watch, progress](const v1::Response& response) {
          if (outcome->done) return;
          if (progress) progress(response);
          outcome->done = response.done() || watch;
          if (outcome->done) outcome->last = response;
        });
  if (!RunUntil([&] { return outcome->done; })) {
    return Internal("the engine stopped without an answer");
  }
  const v1::Response& last = outcome->last;
  if (last.has_error()) {
    return Status(static_cast<StatusCode>(last.error().code()),
                  last.error().message());
  }
  return last;
}

}  // namespace taffrail
