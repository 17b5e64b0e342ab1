#include "jinguo/domain/plausible-inl.hpp"
#include "jinguo/domain/validate-inl.hpp"
