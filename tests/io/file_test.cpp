#include "jinguo/io/file.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <set>
#include <string>
#include <system_error>

namespace {

using namespace jinguo;
namespace fs = std::filesystem;

class Files : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] static std::string read(const fs::path& path) { return io::read_file(path, 1000); }
  [[nodiscard]] static std::set<std::string> names(const fs::path& path) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(path)) {
      names.insert(entry.path().filename().string());
    }
    return names;
  }
  [[nodiscard]] static unsigned mode(const fs::path& path) {
    struct stat status {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0);
    return status.st_mode & 0777U;
  }

  fs::path folder_ =
      fs::path(::testing::TempDir()) / ("jinguo-file-test-" + std::to_string(::getpid()));
};

TEST_F(Files, AreForTheirOwnerAloneUnlessShared) {
  const mode_t before = ::umask(022);
  io::write_file(folder_ / "a", "1");
  EXPECT_EQ(mode(folder_ / "a"), 0600U);
  io::write_file(folder_ / "a", "2", io::Access::shared);
  EXPECT_EQ(mode(folder_ / "a"), 0644U);
  io::write_file(folder_ / "a", "3", io::Access::as_before);
  EXPECT_EQ(mode(folder_ / "a"), 0644U);
  io::write_file(folder_ / "a", "4");
  EXPECT_EQ(mode(folder_ / "a"), 0600U);
  io::write_file(folder_ / "b", "5", io::Access::as_before);
  EXPECT_EQ(mode(folder_ / "b"), 0600U);
  io::WholeFolder whole(folder_ / "c");
  whole.commit();
  EXPECT_EQ(mode(folder_ / "c"), 0700U);
  io::WholeFolder shared(folder_ / "d", io::Access::shared);
  shared.commit();
  EXPECT_EQ(mode(folder_ / "d"), 0755U);
  ::umask(before);
}

TEST_F(Files, ClearWhatAKilledWriterLeftButNotWhatALivingOneHolds) {
  io::write_file(folder_ / "x", "1");
  fs::rename(folder_ / "x", folder_ / ".jinguo-part-1-1");
  fs::create_directories(folder_ / ".jinguo-part-1-2" / "deeper");
  io::write_file(folder_ / "x", "1");
  fs::rename(folder_ / "x", folder_ / ".jinguo-part-1-3");
  const int held = ::open((folder_ / ".jinguo-part-1-3").c_str(), O_RDONLY | O_CLOEXEC);
  ASSERT_EQ(::flock(held, LOCK_EX), 0);
  io::WholeFolder living(folder_ / "plan");
  io::write_file(folder_ / "y", "2");
  EXPECT_EQ(names(folder_), (std::set<std::string>{".jinguo-part-1-3", "y",
                                                   living.parts().filename().string()}));
  ::close(held);
  living.discard();
  io::write_file(folder_ / "y", "3");
  EXPECT_EQ(names(folder_), std::set<std::string>{"y"});
}

TEST_F(Files, OfAFolderComeAllAtOnce) {
  const fs::path plan = folder_ / "plan";
  {
    io::WholeFolder whole(plan);
    io::write_file(whole.parts() / "a", "1");
    io::write_file(whole.parts() / "b", "1");
    EXPECT_FALSE(fs::exists(plan));
    whole.commit();
  }
  EXPECT_EQ(names(plan), (std::set<std::string>{"a", "b"}));
  io::write_file(plan / "mine", "kept");
  io::write_file(plan / "marker", "goes");
  {
    io::WholeFolder whole(plan);
    io::write_file(whole.parts() / "a", "2");
    whole.drop("marker");
    EXPECT_EQ(read(plan / "a"), "1");
    whole.commit();
  }
  EXPECT_EQ(names(plan), (std::set<std::string>{"a", "b", "mine"}));
  EXPECT_EQ(read(plan / "a"), "2");
  EXPECT_EQ(read(plan / "mine"), "kept");
  {
    io::WholeFolder whole(plan);
    io::write_file(whole.parts() / "a", "3");
  }  // not committed
  EXPECT_EQ(read(plan / "a"), "2");
  EXPECT_EQ(names(folder_), std::set<std::string>{"plan"});
}

TEST_F(Files, OfAFolderWithFoldersAreMovedOneByOne) {
  const fs::path plan = folder_ / "plan";
  fs::create_directories(plan / "deeper");
  io::write_file(plan / "deeper" / "mine", "kept");
  io::write_file(plan / "a", "1");
  io::write_file(plan / "marker", "goes");
  io::WholeFolder whole(plan);
  io::write_file(whole.parts() / "a", "2");
  whole.drop("marker");
  whole.commit();
  EXPECT_EQ(names(plan), (std::set<std::string>{"a", "deeper"}));
  EXPECT_EQ(read(plan / "a"), "2");
  EXPECT_EQ(read(plan / "deeper" / "mine"), "kept");
  EXPECT_EQ(names(folder_), std::set<std::string>{"plan"});
}

TEST_F(Files, StayAsTheyWereWhenTheDiskIsFull) {
  io::write_file(folder_ / "a", "before");
  const pid_t child = ::fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1000, 1000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    int code = 1;
    try {
      io::write_file(folder_ / "a", std::string(2000, 'x'));
    } catch (const fs::filesystem_error& error) {
      code = error.code().value() == EFBIG && error.path1() == folder_ / "a" ? 0 : 2;
    }
    try {
      io::WholeFolder whole(folder_ / "plan");
      io::write_file(whole.parts() / "one", "x");
      io::write_file(whole.parts() / "two", std::string(2000, 'x'));
      code = 3;
    } catch (const fs::filesystem_error&) {
    }
    ::_exit(code);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_EQ(read(folder_ / "a"), "before");
  EXPECT_EQ(names(folder_), std::set<std::string>{"a"});
}

TEST_F(Files, AreReadAsFarAsTheirHeadSays) {
  io::write_file(folder_ / "a", "3abcdef");
  const auto most = [](std::string_view head) {
    return head.empty() ? std::size_t{0} : static_cast<std::size_t>(head[0] - '0');
  };
  EXPECT_EQ(io::read_file(folder_ / "a", 1, most), "3ab");
  io::write_file(folder_ / "a", "");
  EXPECT_EQ(io::read_file(folder_ / "a", 1, most), "");
  EXPECT_THROW(static_cast<void>(io::read_file(folder_ / "none", 1, most)), std::system_error);
}

}  // namespace
