#ifndef TAFFRAIL_CORE_ENGINE_STREAM_IMPORT_H_
#define TAFFRAIL_CORE_ENGINE_STREAM_IMPORT_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/task.h"
#include "core/container/container_reader.h"
#include "core/container/probe.h"
#include "core/engine/chunk_sender.h"
#include "core/engine/file_import.h"
#include "core/engine/host_source.h"
#include "core/engine/import_target.h"
#include "core/engine/text_chunker.h"
#include "core/parse/record_parser.h"

namespace taffrail {

// A file that has to be decoded from its beginning on: compressed, an archive,
// or text in another encoding. Decodes it here, a little between two looks at
// the mailbox, and sends the text in chunks to the shards, which index it
// meanwhile. Every text in an archive is a source of its own. What cannot be
// read is told of, and does not keep the rest from being read.
//
// Offsets are those of the text. An import that was broken off decodes all of
// it again and leaves out what is stored. Owned by a FileImport.
class StreamImport {
 private:
  class Passed;

 public:
  // The references must outlive it.
  StreamImport(const FileImport::Engine& engine,
               const v1::ImportRequest& request, const Probe& probe,
               const std::string& anew, ChunkSender& sender,
               const std::function<void()>& changed);

  Task<Status> Run();

  void Progress(v1::ImportProgress* progress) const;
  bool already_known() const { return known_ > 0 && sources_.empty(); }

 private:
  // Reads one text to its end. Only what concerns all that follows is an error.
  Task<Status> ImportMember(const ContainerMember& member);
  // Gathers text until there is enough to find out how to read it.
  Task<Status> TakeSample(std::string* text);
  // Decodes the member once more, to find of which days its times of day are.
  Task<Status> FindDays(uint32_t member, v1::SourceReading* reading);
  Task<Status> SendText(const SourceEntry& source, std::string text);
  Task<Status> SendReady(const SourceEntry& source, TextChunker& chunker,
                         Passed& passed);
  uint64_t NextChunkBytes();
  // The source that the text at `path` is.
  SourceEntry Wanted(const std::string& path) const;
  void Skip(std::string path, std::string reason);
  void Tell();

  const FileImport::Engine& engine_;
  const v1::ImportRequest& request_;
  const Probe probe_;
  const std::string& anew_;
  ChunkSender& sender_;
  const std::function<void()>& changed_;
  HostSource file_;
  ContainerReader reader_;
  // Reads what reader_ has reached, and on, for FindDays().
  std::unique_ptr<HostSource> ahead_file_;
  std::unique_ptr<ContainerReader> ahead_;

  // Made or gone on with, the last one being read now; and those that were
  // complete.
  std::vector<uint32_t> sources_;
  size_t known_ = 0;
  // What of the member's text was read before it failed is kept; why it did.
  Status member_status_;
  uint64_t chunks_ = 0;
  std::vector<std::string> skipped_;
  uint32_t litter_ = 0;
  double told_ms_ = 0;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_STREAM_IMPORT_H_
