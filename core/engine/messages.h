#ifndef TAFFRAIL_CORE_ENGINE_MESSAGES_H_
#define TAFFRAIL_CORE_ENGINE_MESSAGES_H_

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/status.h"
#include "core/proto/rpc.pb.h"
#include "core/proto/shard.pb.h"
#include "core/query/histogram.h"
#include "core/query/search.h"
#include "core/query/template_counter.h"
#include "core/store/partition.h"

namespace taffrail {

// Between the core's types and the protocol's.

v1::Error ToProto(const Status& status);
Status FromProto(const v1::Error& error);

v1::RecordKey ToProto(const RowKey& key);
RowKey FromProto(const v1::RecordKey& key);

v1::LeafTallies::Tally ToProto(LeafId leaf, const LeafTally& tally);
LeafTally FromProto(const v1::LeafTallies::Tally& tally);

v1::Coverage ToProto(const ChunkCoverage& coverage);
ChunkCoverage FromProto(const v1::Coverage& coverage);

// How many bins the request's histogram may have.
size_t MaxBins(const v1::SearchRequest& request);
void ToProto(const Histogram& histogram, v1::Histogram* out);
// Adds the bins of `bins` to `histogram`.
void AddBins(const v1::Histogram& bins, Histogram* histogram);

// The most frequent first, no more than `most`; those of one count by name. The
// names are those of `counts`.
std::vector<std::pair<std::string_view, uint64_t>> MostFrequent(
    const std::map<std::string, uint64_t>& counts, size_t most);

// Adds the most frequent services, at most 200, to `progress`; those of one
// count by name.
void AddMostFrequent(const std::map<std::string, uint64_t>& services,
                     v1::SearchProgress* progress);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_MESSAGES_H_
