#pragma once

#include <span>

#include "texts/activity.hpp"
#include "texts/core.hpp"
#include "texts/domain.hpp"
#include "texts/engine.hpp"
#include "texts/finance.hpp"
#include "texts/io.hpp"
#include "texts/measure.hpp"
#include "texts/next_year.hpp"
#include "texts/python.hpp"
#include "texts/sample.hpp"
#include "texts/solver.hpp"
#include "texts/targets.hpp"

/// The one catalogue of texts, in English and Chinese: a part a module, codes "module.what". A test
/// checks that no text is missing, doubled, or uses a parameter in one language only.
namespace jinguo::inline v0_1 {

inline constexpr std::span<const CatalogueEntry> catalogue[] = {
    texts::activity, texts::core,      texts::domain, texts::engine, texts::finance, texts::io,
    texts::measure,  texts::next_year, texts::python, texts::sample,
    texts::solver,   texts::targets,
};

}  // namespace jinguo::inline v0_1
