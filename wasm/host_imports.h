#ifndef TAFFRAIL_WASM_HOST_IMPORTS_H_
#define TAFFRAIL_WASM_HOST_IMPORTS_H_

#include <cstdint>

// What the worker's glue gives the engine: implemented in host_imports.js over
// the Host object of engine_worker.ts. Offsets and sizes are doubles, exact to
// 2^53; lengths are bytes.
extern "C" {

// core/engine/host.h, call by call.
void taffrail_host_send(uint32_t port, const char* bytes, uint32_t length);
double taffrail_host_now();
void taffrail_host_list_files(uint32_t ticket);
void taffrail_host_open_file(uint32_t ticket, const char* name,
                             uint32_t length);
void taffrail_host_close_file(const char* name, uint32_t length);
void taffrail_host_remove_file(uint32_t ticket, const char* name,
                               uint32_t length);
void taffrail_host_read_file(uint32_t ticket, uint32_t file, double offset,
                             uint32_t length);
// Bytes read, or -1.
int taffrail_host_read_file_now(uint32_t file, double offset, char* to,
                                uint32_t length);
void taffrail_host_release_file(uint32_t file);
void taffrail_host_start_sql(uint32_t ticket, uint32_t port);
void taffrail_host_stop_sql(uint32_t port);

// core/store/vfs.h, call by call; the same negative codes.
int taffrail_file_find(const char* name, uint32_t length);
int taffrail_file_read(int slot, void* to, int length, double offset);
int taffrail_file_write(int slot, const void* from, int length, double offset);
int taffrail_file_truncate(int slot, double size);
int taffrail_file_flush(int slot);
double taffrail_file_size(int slot);

}  // extern "C"

#endif  // TAFFRAIL_WASM_HOST_IMPORTS_H_
