#include "core/engine/local_cluster.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
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
    if (MemoryFiles* memory = cluster_.options_.memory) memory->Open(name);
    replies_.emplace_back(ticket, HostReply{});
  }

  void CloseFile(std::string_view) override {}

  void RemoveFile(uint32_t ticket, std::string_view name) override {
    if (MemoryFiles* memory = cluster_.options_.memory) {
      memory->Remove(name);
    } else {
      std::error_code absent_is_fine;
      fs::remove(Path(name), absent_is_fine);
    }
    replies_.emplace_back(ticket, HostReply{});
  }

  void ReadFile(uint32_t ticket, uint32_t file, uint64_t offset,
                uint32_t length) override {
    StatusOr<std::string> bytes = cluster_.ReadInput(file, offset, length);
    HostReply reply;
    reply.status = bytes.status();
    if (bytes.ok()) reply.bytes = *std::move(bytes);
    replies_.emplace_back(ticket, std::move(reply));
  }

  StatusOr<size_t> ReadFileNow(uint32_t file, uint64_t offset,
                               std::span<char> buffer) override {
    StatusOr<std::string> bytes =
        cluster_.ReadInput(file, offset, static_cast<uint32_t>(buffer.size()));
    if (!bytes.ok()) return bytes.status();
    std::copy(bytes->begin(), bytes->end(), buffer.begin());
    return bytes->size();
  }

  void ReleaseFile(uint32_t file) override { cluster_.inputs_.erase(file); }

 private:
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

uint32_t LocalCluster::AddFile(std::string path) {
  uint32_t number = inputs_.empty() ? 1 : inputs_.rbegin()->first + 1;
  inputs_[number] = {std::move(path), ""};
  return number;
}

uint32_t LocalCluster::AddBytes(std::string bytes) {
  uint32_t number = AddFile("");
  inputs_[number].bytes = std::move(bytes);
  return number;
}

StatusOr<std::string> LocalCluster::ReadInput(uint32_t file, uint64_t offset,
                                              uint32_t length) {
  auto input = inputs_.find(file);
  if (input == inputs_.end()) return NotFound("there is no such file");
  const auto& [path, bytes] = input->second;
  if (path.empty()) {
    if (offset >= bytes.size()) return std::string();
    return bytes.substr(offset, length);
  }
  std::unique_ptr<FILE, int (*)(FILE*)> opened(fopen(path.c_str(), "rb"),
                                               fclose);
  std::string out(length, '\0');
  if (!opened || fseeko(opened.get(), static_cast<off_t>(offset), SEEK_SET)) {
    return NotFound("The file cannot be read: " + path);
  }
  out.resize(fread(out.data(), 1, length, opened.get()));
  if (ferror(opened.get())) {
    return Unavailable("The file cannot be read: " + path);
  }
  return out;
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

LocalCluster::Node& LocalCluster::NodeAt(uint32_t port) {
  return port == kCoordinatorPort ? *coordinator_
                                  : *shards_[port - kFirstShardPort];
}

void LocalCluster::Post(uint32_t from, uint32_t to, std::string_view bytes) {
  mail_.push_back({from, to, std::string(bytes)});
}

uint64_t LocalCluster::Start(v1::Request request, Handler handler) {
  request.set_id(++last_id_);
  handlers_[last_id_] = std::move(handler);
  Post(kClientPort, kCoordinatorPort, request.SerializeAsString());
  return last_id_;
}

bool LocalCluster::StepOnce(double budget_ms) {
  bool busy = !mail_.empty();
  for (Message& message : std::exchange(mail_, {})) {
    if (message.to != kClientPort) {
      NodeAt(message.to).engine().Deliver(message.from, message.bytes);
      continue;
    }
    v1::Response response;
    if (!response.ParseFromString(message.bytes)) continue;
    auto at = handlers_.find(response.id());
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
