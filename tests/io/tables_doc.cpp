#include "support/tables_doc.hpp"

#include <cstdio>

/// Writes docs/tables.md to its standard output.
int main() {
  const std::string page = jinguo::support::tables_doc();
  return std::fwrite(page.data(), 1, page.size(), stdout) == page.size() ? 0 : 1;
}
