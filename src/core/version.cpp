#include "jinguo/core/version.hpp"
