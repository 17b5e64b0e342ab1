// Every text in both languages, and how messages and issues are said.
#include "jinguo/core/issue-inl.hpp"
#include "jinguo/core/message-inl.hpp"
