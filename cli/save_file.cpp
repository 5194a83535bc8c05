#include "cli/save_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "cli/file_source.h"

namespace jumelles::cli {
namespace {

Error not_saved(const std::string& path, int code) {
  const std::string what = std::strerror(code);
  return file_error("save.failed", path, "The file could not be saved: " + what + ". What was there before is as it was.", "Check the folder and the space left on the disk.");
}

class Saving {
 public:
  Saving(const std::string& path, const std::function<void()>& before_call) : path_(path), beside_(path + ".saving"), before_call_(before_call) {}
  ~Saving() {
    if (file_ >= 0) ::close(file_);
    if (is_beside_) ::unlink(beside_.c_str());
  }

  bool open() {
    call();
    file_ = ::open(beside_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    is_beside_ = file_ >= 0;
    return noted(file_ >= 0);
  }
  bool write(std::string_view piece) {
    while (!piece.empty()) {
      call();
      const ssize_t written = ::write(file_, piece.data(), piece.size());
      if (written < 0 && errno == EINTR) continue;
      if (!noted(written >= 0)) return false;
      piece.remove_prefix(static_cast<size_t>(written));
    }
    return true;
  }
  // On the disk, in its place, and the folder knows.
  bool finish() {
    call();
    if (!noted(::fsync(file_) == 0)) return false;
    call();
    if (!noted(::close(std::exchange(file_, -1)) == 0)) return false;
    call();
    if (!noted(std::rename(beside_.c_str(), path_.c_str()) == 0)) return false;
    is_beside_ = false;
    call();
    const std::string folder = std::filesystem::path(path_).parent_path().string();
    const int opened = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened >= 0) {
      ::fsync(opened);  // some file systems cannot: the file is there all the same
      ::close(opened);
    }
    return true;
  }
  int problem() const { return problem_; }

 private:
  void call() const {
    if (before_call_) before_call_();
  }
  bool noted(bool done) {
    if (!done && problem_ == 0) problem_ = errno;
    return done;
  }
  const std::string& path_;
  std::string beside_;
  const std::function<void()>& before_call_;
  int file_ = -1, problem_ = 0;
  bool is_beside_ = false;
};

}  // namespace

Status save_file(const std::string& path, const std::function<Status(const std::function<bool(std::string_view)>&)>& produce,
                 const std::function<void()>& before_call) {
  Saving saving(path, before_call);
  if (!saving.open()) return not_saved(path, saving.problem());
  const Status produced = produce([&](std::string_view piece) { return saving.write(piece); });
  if (saving.problem() == 0 && !produced) return produced;
  if (saving.problem() != 0 || !saving.finish()) return not_saved(path, saving.problem());
  return {};
}

}  // namespace jumelles::cli
