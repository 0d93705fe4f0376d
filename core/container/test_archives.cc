#include "core/container/test_archives.h"

#include <bzlib.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdio>
#include <cstring>

namespace taffrail::testing {
namespace {

void PutLittle(std::string* out, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) {
    out->push_back(static_cast<char>(value >> (8 * i)));
  }
}

// zlib's output with the given window bits: negative without a header.
std::string Deflate(std::string_view bytes, int window_bits) {
  z_stream stream = {};
  deflateInit2(&stream, 6, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string LzmaCode(lzma_stream* stream, std::string_view bytes) {
  std::string out(bytes.size() + bytes.size() / 2 + 4096, '\0');
  stream->next_in = reinterpret_cast<const uint8_t*>(bytes.data());
  stream->avail_in = bytes.size();
  stream->next_out = reinterpret_cast<uint8_t*>(out.data());
  stream->avail_out = out.size();
  if (lzma_code(stream, LZMA_FINISH) != LZMA_STREAM_END) return {};
  out.resize(stream->total_out);
  lzma_end(stream);
  return out;
}

void PutOctal(char* field, size_t width, uint64_t value) {
  snprintf(field, width, "%0*llo", static_cast<int>(width - 1),
           static_cast<unsigned long long>(value));
}

std::string TarHeader(std::string_view path, uint64_t size, char type) {
  std::string header(512, '\0');
  path.copy(header.data(), 100);
  PutOctal(&header[100], 8, 0644);
  PutOctal(&header[108], 8, 0);
  PutOctal(&header[116], 8, 0);
  PutOctal(&header[124], 12, size);
  PutOctal(&header[136], 12, 1700000000);
  header[156] = type;
  if (type == '2') std::memcpy(&header[157], "target", 6);
  std::memcpy(&header[257], "ustar\00000", 8);
  std::memset(&header[148], ' ', 8);
  uint64_t sum = 0;
  for (char c : header) sum += static_cast<unsigned char>(c);
  PutOctal(&header[148], 7, sum);
  return header;
}

void PutPadded(std::string* out, std::string_view bytes) {
  out->append(bytes);
  out->resize((out->size() + 511) / 512 * 512);
}

}  // namespace

std::string SevenZip() {
  static constexpr char kArchive[] =
      "\x37\x7A\xBC\xAF\x27\x1C\x00\x03\x3A\x41\x1F\xB7\x81\x00\x00\x00"
      "\x00\x00\x00\x00\x20\x00\x00\x00\x00\x00\x00\x00\xEF\xA9\xDE\x06"
      "\x00\x37\x9B\x88\xCC\xF6\xC6\x60\x31\xD9\x97\x17\x73\xAD\x2C\x93"
      "\xB6\x53\x69\x96\x11\xFF\xFC\xBF\xB0\x00\x00\x00\x81\x33\x07\xAE"
      "\x0F\xCF\xA4\x2E\xB8\x0F\xEB\xEA\x9E\x01\x0D\x62\x03\x8D\xD3\x4C"
      "\x42\x3F\x0E\xE6\xDF\xA7\x3B\xB5\x22\x03\x3C\xEC\xC4\x3E\x63\x01"
      "\xB6\xE4\x06\x6F\x1D\xAC\xD2\xE6\x60\x6A\x62\xDA\x4C\x9A\x4C\x47"
      "\x23\x7D\x13\x3F\xC5\x7C\x1A\x55\x31\x31\x67\x13\xE1\x9E\x3B\xA2"
      "\xBC\xCA\x8E\xF2\x69\x43\x50\x8A\x5F\x25\xFB\xB1\xE8\x08\x87\x5F"
      "\x39\x7A\xF5\x5F\x70\x2A\x91\x3D\x46\x34\x97\xDF\xFF\xFD\x2D\x30"
      "\x00\x17\x06\x1A\x01\x09\x67\x00\x07\x0B\x01\x00\x01\x23\x03\x01"
      "\x01\x05\x5D\x00\x00\x80\x00\x0C\x74\x0A\x01\xFE\xC3\x75\x06\x00"
      "\x00";
  return std::string(kArchive, sizeof kArchive - 1);
}

std::string LogText(int lines, uint32_t seed) {
  std::string text;
  uint32_t state = seed;
  for (int i = 0; i < lines; ++i) {
    state = state * 1664525 + 1013904223;
    char line[160];
    snprintf(line, sizeof line,
             "2026-11-22T09:%02d:%02d.%03uZ INFO web-%u GET /orders/%u took "
             "%u ms\n",
             i / 60 % 60, i % 60, state >> 22, state >> 30, state >> 12,
             state >> 24);
    text += line;
  }
  return text;
}

std::string Gzip(std::string_view bytes) { return Deflate(bytes, 15 + 16); }

std::string Zstd(std::string_view bytes, int window_log) {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  // Streamed, so that the frame does not state its size and cannot have a
  // smaller window for it.
  if (window_log != 0) {
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window_log);
    ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0);
  }
  std::string out(ZSTD_compressBound(bytes.size()) + 64, '\0');
  ZSTD_inBuffer source = {bytes.data(), bytes.size(), 0};
  ZSTD_outBuffer target = {out.data(), out.size(), 0};
  ZSTD_compressStream2(context, &target, &source, ZSTD_e_flush);
  ZSTD_compressStream2(context, &target, &source, ZSTD_e_end);
  ZSTD_freeCCtx(context);
  out.resize(target.pos);
  return out;
}

std::string Bzip2(std::string_view bytes) {
  std::string out(bytes.size() + bytes.size() / 50 + 1024, '\0');
  unsigned length = static_cast<unsigned>(out.size());
  BZ2_bzBuffToBuffCompress(out.data(), &length, const_cast<char*>(bytes.data()),
                           static_cast<unsigned>(bytes.size()), 1, 0, 0);
  out.resize(length);
  return out;
}

std::string Xz(std::string_view bytes, uint32_t preset) {
  lzma_stream stream = LZMA_STREAM_INIT;
  if (lzma_easy_encoder(&stream, preset, LZMA_CHECK_CRC64) != LZMA_OK) {
    return {};
  }
  return LzmaCode(&stream, bytes);
}

std::string Lzma(std::string_view bytes) {
  lzma_stream stream = LZMA_STREAM_INIT;
  lzma_options_lzma options;
  lzma_lzma_preset(&options, 1);
  if (lzma_alone_encoder(&stream, &options) != LZMA_OK) return {};
  return LzmaCode(&stream, bytes);
}

TarWriter& TarWriter::Add(std::string_view path, std::string_view bytes,
                          char type) {
  bytes_ += TarHeader(path, bytes.size(), type);
  PutPadded(&bytes_, bytes);
  return *this;
}

TarWriter& TarWriter::AddGnuLong(std::string_view path,
                                 std::string_view bytes) {
  std::string with_nul(path);
  with_nul.push_back('\0');
  Add("././@LongLink", with_nul, 'L');
  return Add(path.substr(0, 100), bytes);
}

TarWriter& TarWriter::AddPax(std::string_view path, std::string_view bytes) {
  std::string record;
  // The length counts its own digits.
  for (size_t length = path.size() + 7;; ++length) {
    record = std::to_string(length) + " path=" + std::string(path) + "\n";
    if (record.size() == length) break;
  }
  Add("PaxHeaders/1", record, 'x');
  return Add("short", bytes);
}

std::string TarWriter::Finish() const {
  return bytes_ + std::string(1024, '\0');
}

ZipWriter& ZipWriter::Add(std::string_view path, std::string_view bytes,
                          const ZipOptions& options) {
  const std::string packed = options.method == ZipMethod::kStored
                                 ? std::string(bytes)
                                 : Deflate(bytes, -15);
  const auto crc = crc32(0, reinterpret_cast<const Bytef*>(bytes.data()),
                         static_cast<uInt>(bytes.size()));
  const uint64_t offset = bytes_.size();
  const uint16_t flags = static_cast<uint16_t>(
      (options.encrypted ? 1 : 0) | (options.data_descriptor ? 8 : 0) | 0x800);
  std::string extra;
  if (options.zip64) {
    PutLittle(&extra, 1, 2);
    PutLittle(&extra, 16, 2);
    PutLittle(&extra, bytes.size(), 8);
    PutLittle(&extra, packed.size(), 8);
  }
  // What the local header and the directory have in common.
  const auto common = [&](bool sizes) {
    std::string out;
    PutLittle(&out, options.zip64 ? 45 : 20, 2);
    PutLittle(&out, flags, 2);
    PutLittle(&out, static_cast<uint16_t>(options.method), 2);
    PutLittle(&out, 0x4800, 2);  // 09:00
    PutLittle(&out, (46 << 9) | (11 << 5) | 22, 2);
    PutLittle(&out, sizes ? crc : 0, 4);
    const uint64_t none = options.zip64 ? 0xFFFFFFFF : 0;
    PutLittle(&out, sizes && !options.zip64 ? packed.size() : none, 4);
    PutLittle(&out, sizes && !options.zip64 ? bytes.size() : none, 4);
    PutLittle(&out, path.size(), 2);
    PutLittle(&out, extra.size(), 2);
    return out;
  };
  bytes_ += "PK\x03\x04" + common(!options.data_descriptor);
  bytes_.append(path).append(extra).append(packed);
  if (options.data_descriptor) {
    bytes_ += "PK\x07\x08";
    PutLittle(&bytes_, crc, 4);
    PutLittle(&bytes_, packed.size(), options.zip64 ? 8 : 4);
    PutLittle(&bytes_, bytes.size(), options.zip64 ? 8 : 4);
  }
  directory_ += "PK\x01\x02";
  PutLittle(&directory_, 45, 2);
  directory_ += common(true);
  PutLittle(&directory_, 0, 6);  // comment, disk, internal attributes
  PutLittle(&directory_, 0, 4);  // external attributes
  PutLittle(&directory_, offset, 4);
  directory_.append(path).append(extra);
  ++count_;
  return *this;
}

std::string ZipWriter::Finish() const {
  std::string out = bytes_ + directory_ + "PK\x05\x06";
  PutLittle(&out, 0, 4);
  PutLittle(&out, count_, 2);
  PutLittle(&out, count_, 2);
  PutLittle(&out, directory_.size(), 4);
  PutLittle(&out, bytes_.size(), 4);
  PutLittle(&out, 0, 2);
  return out;
}

}  // namespace taffrail::testing
