#include "jinguo/jinguo.hpp"

const void* catalogue_of_the_other_source();
const void* catalogue_of_the_other_source() { return jinguo::catalogue; }
