#pragma once

/// How definitions that are long to compile are marked, in the *-inl.hpp files: `inline` where
/// JINGUO_HEADER_ONLY is defined and each header includes its own, nothing where one compiled
/// source includes them. The library's only macro besides.
#ifdef JINGUO_HEADER_ONLY
#define JINGUO_INLINE inline
#else
#define JINGUO_INLINE
#endif
