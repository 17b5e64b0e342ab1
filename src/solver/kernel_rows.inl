// Scores of several rows at once in registers, for one level of machine with vectors: included once
// for each by kernel_levels.cpp, inside a namespace of its own. Each vector of column features is
// loaded once for all rows. JINGUO_LEVEL names the target, JINGUO_V the vector of integers,
// JINGUO_F that of floats; JINGUO_* are its operations.

template <std::size_t group>
JINGUO_LEVEL void score_group(const ScoreColumns& columns, const ScoreRow* rows) {
  constexpr std::size_t lanes = sizeof(JINGUO_V) / sizeof(std::int32_t);
  constexpr std::size_t step = 2 * lanes;
  const JINGUO_V closed = JINGUO_SET(narrow_not_eligible);
  const JINGUO_F half = JINGUO_SET_F(0.5F);
  const JINGUO_F band = JINGUO_SET_F(static_cast<float>(columns.band));
  const JINGUO_F share = JINGUO_SET_F(1.0F / static_cast<float>(columns.band));
  for (std::size_t j = 0; j < columns.count; j += step) {
    std::uint32_t may[group];
    std::uint32_t any = 0;
    for (std::size_t r = 0; r < group; ++r) {
      may[r] = (rows[r].may[j / 32] & rows[r].also[j / 32]) >> j % 32;
      any |= may[r];
    }
    if ((any & static_cast<std::uint32_t>((std::uint64_t{1} << step) - 1)) == 0) {
      for (std::size_t r = 0; r < group; ++r) {
        JINGUO_STORE(rows[r].out + j, closed);
        JINGUO_STORE(rows[r].out + j + lanes, closed);
      }
      continue;
    }
    JINGUO_V low[group];
    JINGUO_V high[group];
    const JINGUO_V points_low = JINGUO_LOAD(columns.points + j);
    const JINGUO_V points_high = JINGUO_LOAD(columns.points + j + lanes);
    for (std::size_t r = 0; r < group; ++r) {
      const JINGUO_V own = JINGUO_SET(rows[r].points);
      low[r] = JINGUO_ADD(points_low, own);
      high[r] = JINGUO_ADD(points_high, own);
    }
    for (std::size_t k = 0; k < columns.pairs; ++k) {
      const std::int16_t* f = columns.paired + columns.used[k] * 2 * columns.pitch + 2 * j;
      const JINGUO_V columns_low = JINGUO_LOAD(f);
      const JINGUO_V columns_high = JINGUO_LOAD(f + 2 * lanes);
      for (std::size_t r = 0; r < group; ++r) {
        const JINGUO_V own = JINGUO_SET(rows[r].own[k]);
        low[r] = JINGUO_DOT(low[r], columns_low, own);
        high[r] = JINGUO_DOT(high[r], columns_high, own);
      }
    }
    for (std::size_t r = 0; r < group; ++r) {
      JINGUO_V a = low[r];
      JINGUO_V b = high[r];
      for (std::size_t k = 0; k < columns.added; ++k) {
        const std::int32_t* more = rows[r].added[k] + j;
        a = JINGUO_ADD(a, JINGUO_LOAD(more));
        b = JINGUO_ADD(b, JINGUO_LOAD(more + lanes));
      }
      if (columns.band > 1) {
        if (columns.is_small) {
          const JINGUO_F quotient_a = JINGUO_MUL_F(JINGUO_ADD_F(JINGUO_TO_F(a), half), share);
          const JINGUO_F quotient_b = JINGUO_MUL_F(JINGUO_ADD_F(JINGUO_TO_F(b), half), share);
          a = JINGUO_TO_INT(JINGUO_MUL_F(JINGUO_FLOOR(quotient_a), band));
          b = JINGUO_TO_INT(JINGUO_MUL_F(JINGUO_FLOOR(quotient_b), band));
        } else {
          alignas(64) std::int32_t sum[step];
          JINGUO_STORE(sum, a);
          JINGUO_STORE(sum + lanes, b);
          round_down(sum, columns.band, step);
          a = JINGUO_LOAD(sum);
          b = JINGUO_LOAD(sum + lanes);
        }
      }
      JINGUO_STORE(rows[r].out + j, JINGUO_WHERE(may[r], a, closed));
      JINGUO_STORE(rows[r].out + j + lanes, JINGUO_WHERE(may[r] >> lanes, b, closed));
    }
  }
}

JINGUO_LEVEL void score_vectors(const ScoreColumns& columns, std::span<const ScoreRow> rows) {
  const ScoreRow* row = rows.data();
  std::size_t left = rows.size();
  for (; left >= 4; left -= 4, row += 4) score_group<4>(columns, row);
  for (; left >= 2; left -= 2, row += 2) score_group<2>(columns, row);
  for (; left >= 1; left -= 1, row += 1) score_group<1>(columns, row);
}
