#include "jinguo/jinguo.hpp"

const void* codes_of_the_other_source();
const void* codes_of_the_other_source() { return jinguo::targetkind_codes; }
