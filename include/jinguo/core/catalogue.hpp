#pragma once

#include <span>

#include "jinguo/core/texts/activity.hpp"
#include "jinguo/core/texts/core.hpp"
#include "jinguo/core/texts/domain.hpp"
#include "jinguo/core/texts/engine.hpp"
#include "jinguo/core/texts/finance.hpp"
#include "jinguo/core/texts/io.hpp"
#include "jinguo/core/texts/measure.hpp"
#include "jinguo/core/texts/next_year.hpp"
#include "jinguo/core/texts/python.hpp"
#include "jinguo/core/texts/sample.hpp"
#include "jinguo/core/texts/solver.hpp"
#include "jinguo/core/texts/targets.hpp"

/// The one catalogue of texts, in English and Chinese: a part a room, codes "room.what". A test
/// checks that no text is missing, doubled, or uses a parameter in one language only.
namespace jinguo::inline v0_1 {

inline constexpr std::span<const CatalogueEntry> catalogue[] = {
    texts::activity, texts::core,      texts::domain, texts::engine, texts::finance, texts::io,
    texts::measure,  texts::next_year, texts::python, texts::sample,
    texts::solver,   texts::targets,
};

}  // namespace jinguo::inline v0_1
