#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "jinguo/core/version.hpp"

/// Files and folders written whole or not at all. What is written goes to a temporary name beside
/// its place (".jinguo-part-...", locked while its writer lives), is synced and renamed. What a
/// writer that was killed left there is removed by the next one.
namespace jinguo::inline v0_1::io {

/// Who may read a written file. Files of a programme hold ids of persons.
enum class Access : std::uint8_t {
  owner,      ///< The owner alone: 0600, a folder 0700.
  shared,     ///< Whom the process's umask allows.
  as_before,  ///< As the file that it replaces; the owner alone where there is none.
};

/// Writes a file whole or not at all. After a failure the old file is as it was and nothing else is
/// left. Throws std::filesystem::filesystem_error that names `path`.
void write_file(const std::filesystem::path& path, std::string_view bytes,
                Access access = Access::owner);

/// Reads a file of at most `limit` bytes. Throws std::system_error, EFBIG when it is larger.
[[nodiscard]] std::string read_file(const std::filesystem::path& path, std::size_t limit);

/// Reads a file of which the first `head` bytes (or fewer, where it has no more) say how many bytes
/// to read at most: `most` is given them, before anything else is read. Throws std::system_error
/// and what `most` throws.
[[nodiscard]] std::string read_file(const std::filesystem::path& path, std::size_t head,
                                    const std::function<std::size_t(std::string_view)>& most);

/// A folder whose files are written beside it first, and then take its place all at once.
///
/// Where the folder is new it is renamed there; where it is there already, and the system can
/// exchange two folders in one step (Linux), that is done: at no time are there files of both. Files
/// of the old folder that the new one does not name are kept. Elsewhere, and where the old folder
/// holds folders, the old files of these names are removed first and the new ones moved over then:
/// a writer killed between leaves too few files, never those of two writers.
class WholeFolder {
 public:
  /// Makes the folder to write into. Throws std::filesystem::filesystem_error.
  explicit WholeFolder(std::filesystem::path folder, Access access = Access::owner);
  WholeFolder(const WholeFolder&) = delete;
  WholeFolder& operator=(const WholeFolder&) = delete;
  ~WholeFolder();

  /// Where to write.
  [[nodiscard]] const std::filesystem::path& parts() const noexcept { return parts_; }
  /// A file of the old folder, of this name, goes.
  void drop(const std::filesystem::path& name) { dropped_.push_back(name); }
  /// Puts it in its place. Throws std::filesystem::filesystem_error; then nothing has changed,
  /// unless files had to be moved one by one.
  void commit();
  /// Forgets what was written; the destructor does the same.
  void discard() noexcept;

 private:
  void replace();

  std::filesystem::path folder_;
  std::filesystem::path parts_{};
  std::vector<std::filesystem::path> dropped_{};
  Access access_;
  int lock_ = -1;
};

}  // namespace jinguo::inline v0_1::io
