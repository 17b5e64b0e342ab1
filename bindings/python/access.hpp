#pragma once

#include "jinguo/io/file.hpp"

namespace jinguo_python {

inline jinguo::io::Access access_of(bool shared) {
  return shared ? jinguo::io::Access::shared : jinguo::io::Access::owner;
}

}  // namespace jinguo_python
