#include "core/store/partition_copy.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "core/store/memory_files.h"
#include "core/store/template_column.h"
#include "core/template/masker.h"

namespace taffrail {
namespace {

class PartitionCopyTest : public testing::Test {
 protected:
  PartitionCopyTest() { EXPECT_TRUE(RegisterVfs("test", files_).ok()); }

  std::unique_ptr<Partition> Make(const std::string& name) {
    files_.Open(name);
    files_.Open(name + "-journal");
    return *Partition::Create(name);
  }

  // A chunk of some blocks of a source, whose records say its name.
  void WriteChunk(Partition& partition, uint32_t source, uint64_t start,
                  int blocks, std::mt19937& random) {
    ASSERT_TRUE(partition.BeginChunk().ok());
    Masker masker;
    const std::string name = "source" + std::to_string(source);
    uint64_t offset = start;
    for (int b = 0; b < blocks; ++b) {
      BlockBuilder block;
      block.Begin(source, offset, start, static_cast<uint64_t>(b) * 20);
      for (int i = 0; i < 20; ++i) {
        const std::string user = name + "user" + std::to_string(random() % 9);
        const std::string line = user + " of " + name + " took " +
                                 std::to_string(random() % 5000) + "\n";
        const StatusOr<uint32_t> service =
            partition.ServiceId(name + "svc" + std::to_string(random() % 3));
        block.Append(line);
        std::vector<ParsedField> fields(2);
        const std::string own = name + ".user";
        fields[0].name = random() % 2 ? std::string_view("user") : own;
        fields[0].value = user;
        fields[1].name = "took";
        fields[1].SetInt(static_cast<int64_t>(random() % 100));
        block.Describe(partition.attributes(), fields, line);
        const auto pieces = masker.Mask(line);
        block.Close({.time_ns = static_cast<int64_t>(random() % 100000),
                     .time_inferred = random() % 5 == 0,
                     .severity = static_cast<uint8_t>(random() % 24),
                     .service = *service,
                     .leaf = partition.templates().Number(masker, pieces)});
        offset += line.size();
      }
      ASSERT_TRUE(partition.AddBlock(block, codec_).ok());
    }
    ASSERT_TRUE(
        partition
            .CommitChunk({.source_id = source,
                          .start = start,
                          .end = offset,
                          .records = static_cast<uint64_t>(blocks) * 20})
            .ok());
  }

  // All that is known of the records, by source and offset, in words that name
  // nothing of the partition.
  std::map<std::pair<uint32_t, uint64_t>, std::string> Dump(
      Partition& partition) {
    std::map<std::pair<uint32_t, uint64_t>, std::string> records;
    for (const BlockHead& head : partition.heads()) {
      std::string text;
      BlockColumns columns;
      TemplateColumn leaves;
      EXPECT_TRUE(partition.ReadText(head.id, codec_, &text).ok());
      EXPECT_TRUE(partition.ReadColumns(head, &columns).ok());
      EXPECT_TRUE(partition.ReadTemplates(head, &leaves).ok());
      EXPECT_TRUE(head.has_attributes && head.has_templates);
      uint64_t offset = head.first_offset;
      std::vector<std::string*> said;
      for (uint32_t i = 0; i < head.count; ++i) {
        std::string& record = records[{head.source_id, offset}];
        record = text.substr(offset - head.first_offset, columns.lengths[i]) +
                 std::to_string(columns.times_ns[i]) + "," +
                 std::to_string(columns.time_inferred[i]) + "," +
                 std::to_string(columns.severities[i]) + "," +
                 partition.service_name(columns.services[i]) + "," +
                 std::to_string(head.chunk_start) + "," +
                 std::to_string(head.line_in_chunk) + "," +
                 std::to_string(partition.templates()
                                    .leaves()[leaves.leaves[static_cast<size_t>(
                                        leaves.indices[i])]]
                                    .id);
        said.push_back(&record);
        offset += columns.lengths[i];
      }
      for (uint32_t a = 0; a < partition.attributes().all().size(); ++a) {
        AttributeColumn column;
        EXPECT_TRUE(partition.LoadValues(a).ok());
        EXPECT_TRUE(partition.ReadAttribute(head, a, &column).ok());
        const Attribute& attribute = partition.attributes().all()[a];
        size_t next = 0;
        size_t made = 0;
        size_t place = 0;
        for (uint32_t i = 0; i < head.count; ++i) {
          if (!column.present.Test(i)) continue;
          const int64_t number = column.numbers[next++];
          std::string value = std::to_string(number);
          if (attribute.kind == FieldKind::kString) {
            value = number == AttributeColumn::kMade ? column.made[made++]
                    : number == AttributeColumn::kInRecord
                        ? said[i]->substr(column.places[place].start,
                                          column.places[place].size)
                        : attribute.values[static_cast<size_t>(
                              number - AttributeColumn::kFirstEntry)];
            place += number == AttributeColumn::kInRecord;
          }
          // In the order of the names, whatever that of the numbers.
          fields_[said[i]][attribute.name] = value;
        }
      }
      for (auto& [record, fields] : fields_) {
        for (const auto& [name, value] : fields) {
          *record += ";" + name + "=" + value;
        }
      }
      fields_.clear();
    }
    return records;
  }

  std::vector<ChunkCoverage> Copy(Partition& from, Partition& to,
                                  uint32_t without) {
    PartitionCopy copy(from, to, codec_,
                       [=](uint32_t source) { return source != without; });
    StatusOr<bool> done = false;
    while (!*(done = copy.Step())) {
    }
    return copy.coverage();
  }

  MemoryFiles files_;
  TextCodec codec_;
  std::map<std::string*, std::map<std::string, std::string>> fields_;
};

TEST_F(PartitionCopyTest, HasAllOfWhatIsKeptAndNothingElse) {
  std::mt19937 random(1);
  auto a = Make("a.db");
  auto b = Make("b.db");
  std::map<uint32_t, uint64_t> ends;
  for (int chunk = 0; chunk < 12; ++chunk) {
    const uint32_t source = 1 + random() % 3;
    Partition& partition = chunk % 2 == 0 ? *a : *b;
    WriteChunk(partition, source, ends[source], 1 + random() % 4, random);
    ends[source] = partition.coverage().back().end;
  }
  ASSERT_TRUE(a->Seal(codec_).ok());
  ASSERT_TRUE(b->Seal(codec_).ok());
  {
    auto made = Make("c.db");
    ASSERT_TRUE(made->BeginChunk().ok());
    std::vector<ChunkCoverage> coverage = Copy(*a, *made, 2);
    const std::vector<ChunkCoverage> more = Copy(*b, *made, 2);
    coverage.insert(coverage.end(), more.begin(), more.end());
    ASSERT_TRUE(made->CommitChunks(coverage).ok());
    ASSERT_TRUE(made->Seal(codec_).ok());
    made->Close();
  }
  auto copy = Partition::Open("c.db");
  ASSERT_TRUE(copy.ok()) << copy.status().message();
  EXPECT_EQ(*(*copy)->Check(codec_), std::vector<std::string>());
  auto wanted = Dump(*a);
  wanted.merge(Dump(*b));
  std::erase_if(wanted, [](const auto& of) { return of.first.first == 2; });
  EXPECT_EQ(Dump(**copy), wanted);
  EXPECT_FALSE((*copy)->MatchBlocks("\"source1\"", 0)->empty());
  EXPECT_TRUE((*copy)->MatchBlocks("\"source2\"", 0)->empty());
  for (const std::string& service : (*copy)->services()) {
    EXPECT_EQ(service.find("source2"), std::string::npos);
  }
  for (const Attribute& attribute : (*copy)->attributes().all()) {
    EXPECT_EQ(attribute.name.find("source2"), std::string::npos);
    for (const std::string& value : attribute.values) {
      EXPECT_EQ(value.find("source2"), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace taffrail
