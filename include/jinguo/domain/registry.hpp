#pragma once

// The class stands apart, because its checks need it whole.
#include "jinguo/domain/detail/registry.hpp"

#ifdef JINGUO_HEADER_ONLY
#include "jinguo/domain/validate-inl.hpp"
#endif
