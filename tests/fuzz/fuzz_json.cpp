#include "fuzz/fuzz_import.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using jumelles::ingest::Format;
  if (size > 0) jumelles::fuzz::check_import(data, size, (data[0] & 64) != 0 ? Format::kJsonArray : Format::kNdjson);
  return 0;
}
