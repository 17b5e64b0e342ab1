#include "support/tables_doc.hpp"

#include <gtest/gtest.h>

#include "jinguo/io/file.hpp"

TEST(TablesPage, IsWhatTheFieldDescriptionsSay) {
  const std::string path = std::string(JINGUO_SOURCE_DIR) + "/docs/tables.md";
  EXPECT_TRUE(jinguo::io::read_file(path, 1 << 20) == jinguo::support::tables_doc())
      << "run: cmake --build build/dev --target tables_doc && build/dev/tests/io/tables_doc > "
         "docs/tables.md";
}
