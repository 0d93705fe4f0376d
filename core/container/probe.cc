#include "core/container/probe.h"

#include <algorithm>
#include <array>
#include <optional>

namespace taffrail {
namespace {

using std::string_view_literals::operator""sv;

struct Signature {
  std::string_view bytes;
  ContainerFormat format;
};

constexpr Signature kContainers[] = {
    {"\x1F\x8B\x08"sv, ContainerFormat::kGzip},
    {"\x28\xB5\x2F\xFD"sv, ContainerFormat::kZstd},
    {"\xFD\x37zXZ\0"sv, ContainerFormat::kXz},
    {"PK\x03\x04"sv, ContainerFormat::kZip},
    {"PK\x05\x06"sv, ContainerFormat::kZip},            // without members
    {"PK\x07\x08PK\x03\x04"sv, ContainerFormat::kZip},  // once in parts
    {"7z\xBC\xAF\x27\x1C"sv, ContainerFormat::kSevenZip},
};

struct Refusal {
  std::string_view bytes;
  std::string_view what;
  std::string_view advice;
};

constexpr std::string_view kUnpack =
    "Unpack it first, then drop what was in it";
constexpr std::string_view kNoLog = "Only text logs can be read";
constexpr std::string_view kEvents =
    "Export it as text or XML in the Event Viewer, then drop that";
constexpr std::string_view kJournal =
    "Export it with “journalctl --file … -o json”, then drop that";
constexpr std::string_view kPackets = "Export it as text, then drop that";

constexpr Refusal kRefusals[] = {
    {"\x1F\x8B"sv, "compressed like gzip by an unknown method", kUnpack},
    {"\x1F\x9D"sv, "compressed with compress (.Z)", kUnpack},
    {"\x04\x22\x4D\x18"sv, "compressed with lz4", kUnpack},
    {"\xFF\x06\0\0sNaPpY"sv, "compressed with Snappy", kUnpack},
    {"LZIP\x01"sv, "compressed with lzip", kUnpack},
    {"\x89LZO\0"sv, "compressed with lzop", kUnpack},
    {"Rar!\x1A\x07"sv, "a RAR archive", kUnpack},
    {"MSCF\0\0\0\0"sv, "a cabinet archive", kUnpack},
    {"xar!\0"sv, "a xar archive", kUnpack},
    {"!<arch>\n"sv, "an ar archive", kUnpack},
    {"ElfFile\0"sv, "a Windows event log", kEvents},
    {"LPKSHHRH"sv, "a systemd journal", kJournal},
    {"\xD4\xC3\xB2\xA1"sv, "a packet capture", kPackets},
    {"\xA1\xB2\xC3\xD4"sv, "a packet capture", kPackets},
    {"\x0A\x0D\x0D\x0A"sv, "a packet capture", kPackets},
    {"PAR1"sv, "a Parquet table", kNoLog},
    {"%PDF-"sv, "a PDF document", kNoLog},
    {"SQLite format 3\0"sv, "an SQLite database", kNoLog},
    {"\x7F"
     "ELF"sv,
     "a program", kNoLog},
    {"\xCF\xFA\xED\xFE"sv, "a program", kNoLog},
    {"\0asm"sv, "a program", kNoLog},
    {"\xCA\xFE\xBA\xBE"sv, "a program", kNoLog},
    {"JAVA PROFILE 1.0"sv, "a Java heap dump", kNoLog},
    {"\x89PNG\r\n"sv, "a picture", kNoLog},
    {"\xFF\xD8\xFF"sv, "a picture", kNoLog},
    {"GIF87a"sv, "a picture", kNoLog},
    {"GIF89a"sv, "a picture", kNoLog},
    {"\0\0\0\x18"
     "ftyp"sv,
     "a video", kNoLog},
    {"\0\0\0\x20"
     "ftyp"sv,
     "a video", kNoLog},
    {"\x1A\x45\xDF\xA3"sv, "a video", kNoLog},
};

// "BZh", the block size, and the magic number of a block or of the end.
bool IsBzip2(std::string_view head) {
  return head.size() >= 10 && head.starts_with("BZh") && head[3] >= '1' &&
         head[3] <= '9' &&
         (head.substr(4, 6) == "\x31\x41\x59\x26\x53\x59"sv ||
          head.substr(4, 6) == "\x17\x72\x45\x38\x50\x90"sv);
}

// A frame that decoders skip; zstd allows it before the first real one.
bool IsSkippableZstd(std::string_view head) {
  return head.size() >= 8 && (head[0] & 0xF0) == 0x50 &&
         head.substr(1, 3) == "\x2A\x4D\x18"sv;
}

// The older format of the xz tools has no magic number: properties that all
// encoders write, a dictionary of 2^n or 2^n + 2^(n-1) bytes, and a size that
// is unknown or below 256 GiB.
bool IsLzma(std::string_view head) {
  if (head.size() < 14 || head[0] != 0x5D || head[13] != '\0') return false;
  const auto number = [head](size_t at, size_t length) {
    uint64_t value = 0;
    for (size_t i = length; i-- > 0;) {
      value = value << 8 | static_cast<unsigned char>(head[at + i]);
    }
    return value;
  };
  const uint64_t dictionary = number(1, 4), size = number(5, 8);
  if (dictionary < 4096) return false;
  const uint64_t low = dictionary & (~dictionary + 1);
  return (dictionary == low || dictionary == low * 3) &&
         (size == ~uint64_t{0} || size < uint64_t{1} << 38);
}

// A tar archive says nothing in its first bytes, but its first header has a
// checksum: the sum of its 512 bytes, its own eight counted as spaces, in
// octal.
bool IsTar(std::string_view head) {
  constexpr size_t kHeader = 512, kSumAt = 148, kSumLength = 8;
  if (head.size() < kHeader || head[0] == '\0') return false;
  uint64_t sum = 0;
  for (size_t i = 0; i < kHeader; ++i) {
    const bool is_sum = i >= kSumAt && i < kSumAt + kSumLength;
    sum += is_sum ? ' ' : static_cast<unsigned char>(head[i]);
  }
  uint64_t stated = 0;
  bool has_digit = false;
  for (char c : head.substr(kSumAt, kSumLength)) {
    if (c == ' ' && !has_digit) continue;
    if (c < '0' || c > '7') break;
    stated = stated << 3 | static_cast<uint64_t>(c - '0');
    has_digit = true;
  }
  return has_digit && sum == stated;
}

std::optional<ContainerFormat> ContainerOf(std::string_view head) {
  for (const Signature& signature : kContainers) {
    if (head.starts_with(signature.bytes)) return signature.format;
  }
  if (IsBzip2(head)) return ContainerFormat::kBzip2;
  if (IsSkippableZstd(head)) return ContainerFormat::kZstd;
  if (IsTar(head)) return ContainerFormat::kTar;
  if (IsLzma(head)) return ContainerFormat::kLzma;
  return std::nullopt;
}

// What text does not hold; stray ones (a NUL from a crash) are let pass.
bool IsControl(char32_t c) {
  const bool usual =
      c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x1B;
  return (c < 0x20 && !usual) || c == 0x7F;
}

// Of all characters, how many are controls. UTF-16 is looked at in units, those
// that are never a character counted too.
double ControlShare(std::string_view head, TextEncoding encoding) {
  const bool big = encoding == TextEncoding::kUtf16Be ||
                   encoding == TextEncoding::kUtf16BeBom;
  const bool little = encoding == TextEncoding::kUtf16Le ||
                      encoding == TextEncoding::kUtf16LeBom;
  const size_t step = big || little ? 2 : 1;
  size_t controls = 0, characters = 0;
  for (size_t i = 0; i + step <= head.size(); i += step, ++characters) {
    char32_t c = static_cast<unsigned char>(head[i]);
    if (step == 2) {
      const char32_t second = static_cast<unsigned char>(head[i + 1]);
      c = big ? c << 8 | second : second << 8 | c;
    }
    controls += IsControl(c) || c == 0xFFFF ? 1 : 0;
  }
  return characters == 0 ? 0 : static_cast<double>(controls) / characters;
}

// A tenth may be controls; where single bytes above ASCII are as likely to be
// chance as to be letters, fewer: of random bytes a tenth are controls.
double MostControls(TextEncoding encoding) {
  return encoding == TextEncoding::kWindows1252 ? 0.03 : 0.1;
}

Probe Refuse(std::string_view what, std::string_view advice) {
  Probe probe{.kind = ContainerKind::kRefused};
  probe.reason.append("is ").append(what).append(". ").append(advice);
  return probe;
}

}  // namespace

std::string_view FormatName(ContainerFormat format) {
  constexpr std::array<std::string_view, 9> kNames = {
      "text", "gzip", "zstd", "bzip2", "xz", "lzma", "tar", "zip", "7z"};
  return kNames[static_cast<size_t>(format)];
}

Probe ProbeHead(std::string_view head, std::optional<TextEncoding> chosen) {
  head = head.substr(0, kProbeBytes);
  if (const auto format = ContainerOf(head)) {
    return {.kind = *format >= ContainerFormat::kTar
                        ? ContainerKind::kArchive
                        : ContainerKind::kCompressed,
            .format = *format};
  }
  for (const Refusal& refusal : kRefusals) {
    if (head.starts_with(refusal.bytes)) {
      return Refuse(refusal.what, refusal.advice);
    }
  }
  if (chosen) return {.encoding = WithMarkOf(head, *chosen)};
  const TextEncoding encoding = DetectEncoding(head);
  if (const double share = ControlShare(head, encoding);
      share > MostControls(encoding)) {
    return Refuse(
        "a binary file: " + std::to_string(static_cast<int>(share * 100)) +
            " % of its first bytes are no text",
        kNoLog);
  }
  return {.encoding = encoding};
}

}  // namespace taffrail
