// Every text in both languages, how messages and issues are said, and what none of them says.
#include "jinguo/core/issue-inl.hpp"
#include "jinguo/core/message-inl.hpp"
#include "jinguo/core/privacy-inl.hpp"
