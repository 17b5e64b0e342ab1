#include "jinguo/domain/policy-inl.hpp"
