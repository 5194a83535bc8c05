#include <array>
#include <filesystem>
#include <fstream>

#include "cli/commands.h"
#include "cli/file_source.h"
#include "synth/synth.h"

namespace jumelles::cli {

int run_synth(const SynthOptions& options, Terminal& terminal) {
  namespace fs = std::filesystem;
  std::error_code problem;
  fs::create_directories(options.out, problem);
  if (problem) return report(file_error("out.folder", options.out, "The folder cannot be made.", "Choose another one."), terminal);
  std::array<std::ofstream, synth::kFileCount> files;
  std::array<uint64_t, synth::kFileCount> sizes{};
  for (int f = 0; f < synth::kFileCount; ++f) {
    const fs::path path = fs::path(options.out) / synth::file_name(static_cast<synth::File>(f));
    files[static_cast<size_t>(f)].open(path, std::ios::binary);
    if (!files[static_cast<size_t>(f)]) return report(file_error("out.file", path.string(), "The file cannot be written.", "Choose another folder."), terminal);
  }
  const synth::Population population = synth::make_population({options.customers, options.seed});
  synth::write_files(population, [&](synth::File file, std::string_view chunk) {
    files[static_cast<size_t>(file)].write(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    sizes[static_cast<size_t>(file)] += chunk.size();
  });
  for (int f = 0; f < synth::kFileCount; ++f) {
    std::ofstream& file = files[static_cast<size_t>(f)];
    file.close();
    const fs::path path = fs::path(options.out) / synth::file_name(static_cast<synth::File>(f));
    if (!file) return report(file_error("out.file", path.string(), "The file could not be written to its end.", "Check the space left on the disk."), terminal);
    *terminal.out << path.string() << ": " << sizes[static_cast<size_t>(f)] << " bytes\n";
  }
  *terminal.out << population.customers.size() << " customers, " << population.records.size() << " records\n";
  return kDone;
}

}  // namespace jumelles::cli
