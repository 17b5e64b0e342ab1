#include "jinguo/domain/validate-inl.hpp"
