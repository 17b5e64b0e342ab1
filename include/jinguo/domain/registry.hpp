#pragma once

// The class stands apart, because its checks need it whole.
#include "jinguo/domain/detail/registry.hpp"
#include "jinguo/domain/validate.hpp"  // defines Registry::validate
