#include "jinguo/io/file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>
#include <vector>

namespace jinguo::inline v0_1::io {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, int error) {
  throw std::filesystem::filesystem_error("jinguo", path,
                                          std::error_code(error, std::generic_category()));
}

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) noexcept : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const noexcept { return fd_; }
  /// Gives it away.
  [[nodiscard]] int release() noexcept { return std::exchange(fd_, -1); }
  /// Closes now, and tells of an error that closing reports.
  [[nodiscard]] int close() noexcept {
    const int fd = fd_;
    fd_ = -1;
    return ::close(fd) == 0 ? 0 : errno;
  }

 private:
  int fd_;
};

int write_all(int fd, std::string_view bytes) noexcept {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

namespace {

namespace fs = std::filesystem;

constexpr std::string_view part_prefix = ".jinguo-part-";

fs::path folder_of(const fs::path& path) {
  fs::path parent = path.parent_path();
  return parent.empty() ? fs::path(".") : parent;
}

/// Syncs a folder, so that a name in it lasts. Some file systems cannot; the file itself is safe by
/// then.
void sync_folder(const fs::path& folder) noexcept {
  const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.get() >= 0) static_cast<void>(::fsync(directory.get()));
}

/// Removes what writers that live no more left in a folder: nobody holds its lock.
void clear_leftovers(const fs::path& folder) noexcept {
  std::error_code ignored;  // a folder that cannot be listed has nothing to clear
  std::vector<fs::path> found;
  for (fs::directory_iterator at(folder, ignored), end; !ignored && at != end;
       at.increment(ignored)) {
    if (at->path().filename().string().starts_with(part_prefix)) found.push_back(at->path());
  }
  for (const fs::path& path : found) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (file.get() < 0 || ::flock(file.get(), LOCK_EX | LOCK_NB) != 0) continue;
    fs::remove_all(path, ignored);
  }
}

/// Makes a name beside `path` by make(name), which gives a descriptor or -1, and locks it.
template <class Make>
std::pair<fs::path, int> make_part(const fs::path& path, const Make& make) {
  static std::atomic<unsigned> counter{0};  // two threads may write beside each other
  const fs::path folder = folder_of(path);
  clear_leftovers(folder);
  for (int tries = 0; tries < 1000; ++tries) {
    const fs::path part = folder / (std::string(part_prefix) + std::to_string(::getpid()) + "-" +
                                    std::to_string(counter++));
    Descriptor file(make(part));
    if (file.get() < 0 && errno == EEXIST) continue;
    if (file.get() < 0) fail(path, errno);
    // Between the two somebody may have taken it for a leftover.
    struct stat status {};
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) continue;
    if (::fstat(file.get(), &status) == 0 && status.st_nlink > 0) return {part, file.release()};
  }
  fail(path, EEXIST);
}

/// The permissions of a file or folder that is to stand at `path`.
mode_t mode_of(const fs::path& path, Access access, bool folder) noexcept {
  struct stat status {};
  if (access == Access::as_before && ::stat(path.c_str(), &status) == 0) {
    return status.st_mode & 0777U;
  }
  if (access != Access::shared) return folder ? 0700 : 0600;
  // The umask can be read only by setting it; opening a file obeys it instead.
  return folder ? 0777 : 0666;
}

}  // namespace

void write_file(const fs::path& path, std::string_view bytes, Access access) {
  const mode_t mode = mode_of(path, access, false);
  auto [part, fd] = make_part(path, [&](const fs::path& name) {
    return ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  });
  Descriptor file(fd);
  int error = write_all(file.get(), bytes);
  if (error == 0 && access != Access::shared && ::fchmod(file.get(), mode) != 0) error = errno;
  if (error == 0 && ::fsync(file.get()) != 0) error = errno;
  if (error == 0 && ::rename(part.c_str(), path.c_str()) != 0) error = errno;
  if (error != 0) ::unlink(part.c_str());
  const int close_error = file.close();
  if (error == 0) error = close_error;
  if (error != 0) fail(path, error);
  sync_folder(folder_of(path));
}

WholeFolder::WholeFolder(fs::path folder, Access access)
    : folder_(std::move(folder)), access_(access) {
  if (folder_.filename().empty()) folder_ = folder_.parent_path();  // "plan/"
  if (fs::exists(folder_) && !fs::is_directory(folder_)) fail(folder_, EEXIST);
  fs::create_directories(folder_of(folder_));
  const auto made = make_part(folder_, [&](const fs::path& name) {
    const mode_t mode = mode_of(folder_, access, true);
    if (::mkdir(name.c_str(), mode) != 0) return -1;
    const int fd = ::open(name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0 && access != Access::shared) static_cast<void>(::fchmod(fd, mode));
    return fd;
  });
  parts_ = made.first;
  lock_ = made.second;
}

WholeFolder::~WholeFolder() { discard(); }

void WholeFolder::discard() noexcept {
  if (lock_ < 0) return;
  std::error_code ignored;  // what stays is a leftover for the next writer to clear
  fs::remove_all(parts_, ignored);
  ::close(lock_);
  lock_ = -1;
}

void WholeFolder::commit() {
  if (lock_ < 0) fail(folder_, EBADF);
  sync_folder(parts_);
  if (!fs::exists(fs::symlink_status(folder_))) {
    if (::rename(parts_.c_str(), folder_.c_str()) != 0) fail(folder_, errno);
  } else if (!fs::is_directory(folder_)) {
    fail(folder_, EEXIST);
  } else {
    replace();
  }
  sync_folder(folder_of(folder_));
  // After an exchange `parts_` names the old folder; after a rename, nothing.
  discard();
}

void WholeFolder::replace() {
  std::vector<fs::path> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(parts_)) {
    names.push_back(entry.path().filename());
  }
  std::sort(names.begin(), names.end());
  if (access_ == Access::as_before) {
    fs::permissions(parts_, fs::status(folder_).permissions());
    for (const fs::path& name : names) {
      const fs::file_status old = fs::status(folder_ / name);
      if (fs::exists(old)) fs::permissions(parts_ / name, old.permissions());
    }
  }
  std::vector<fs::path> others;  // files that stay
  bool exchange = !fs::is_symlink(folder_);
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_)) {
    const fs::path name = entry.path().filename();
    const auto among = [&](const std::vector<fs::path>& list) {
      return std::find(list.begin(), list.end(), name) != list.end();
    };
    if (among(names) || among(dropped_)) continue;
    exchange = exchange && entry.symlink_status().type() == fs::file_type::regular;
    others.push_back(name);
  }
  for (std::size_t k = 0; exchange && k < others.size(); ++k) {
    std::error_code failed;
    fs::create_hard_link(folder_ / others[k], parts_ / others[k], failed);
    if (failed) exchange = false;
  }
#ifdef RENAME_EXCHANGE
  exchange = exchange && ::renameat2(AT_FDCWD, parts_.c_str(), AT_FDCWD, folder_.c_str(),
                                     RENAME_EXCHANGE) == 0;
#else
  exchange = false;
#endif
  if (exchange) return;
  for (const fs::path& name : names) fs::remove(folder_ / name);
  for (const fs::path& name : names) fs::rename(parts_ / name, folder_ / name);
  for (const fs::path& name : dropped_) fs::remove(folder_ / name);
}

namespace {

/// Adds bytes of a file until there are `size`, or no more.
void read_until(const Descriptor& file, const std::filesystem::path& path, std::size_t size,
                std::string& bytes) {
  constexpr std::size_t step = std::size_t{1} << 20;
  while (bytes.size() < size) {
    const std::size_t before = bytes.size();
    const std::size_t asked = std::min(step, size - before);
    bytes.resize(before + asked);
    const ssize_t got = ::read(file.get(), bytes.data() + before, asked);
    const int error = got < 0 ? errno : 0;
    bytes.resize(before + static_cast<std::size_t>(std::max<ssize_t>(0, got)));
    if (error != 0 && error != EINTR) fail(path, error);
    if (got == 0) return;
  }
}

/// The size of an open file where it has one, else 0.
std::size_t size_of(const Descriptor& file, const std::filesystem::path& path) {
  if (file.get() < 0) fail(path, errno);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) fail(path, errno);
  if (S_ISDIR(status.st_mode)) fail(path, EISDIR);
  return S_ISREG(status.st_mode) ? static_cast<std::size_t>(status.st_size) : 0;
}

}  // namespace

std::string read_file(const std::filesystem::path& path, std::size_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  const std::size_t size = size_of(file, path);
  if (size > limit) fail(path, EFBIG);
  std::string bytes;
  bytes.reserve(size + 1);
  read_until(file, path, limit + 1, bytes);
  if (bytes.size() > limit) fail(path, EFBIG);
  return bytes;
}

std::string read_file(const std::filesystem::path& path, std::size_t head,
                      const std::function<std::size_t(std::string_view)>& most) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  const std::size_t size = size_of(file, path);
  std::string bytes;
  read_until(file, path, head, bytes);
  const std::size_t limit = most(bytes);
  bytes.reserve(std::min(size, limit));
  read_until(file, path, limit, bytes);
  return bytes;
}

}  // namespace jinguo::inline v0_1::io
