// The loops of the kernel, for one level of machine: included once for each by kernel_levels.cpp,
// inside a namespace of its own and with JINGUO_LEVEL naming the target. Integers are exact
// everywhere, and the float operations are rounded once each (no fused ones), so that all levels
// give the same.

JINGUO_LEVEL void add_products(std::int32_t* __restrict sum, const std::int16_t* __restrict feature,
                              std::size_t pitch, const std::int32_t* __restrict own,
                              std::size_t features, std::size_t count) {
  std::size_t k = 0;
  for (; k + 4 <= features; k += 4) {
    const std::int32_t a = own[k];
    const std::int32_t b = own[k + 1];
    const std::int32_t c = own[k + 2];
    const std::int32_t d = own[k + 3];
    const std::int16_t* __restrict f0 = feature + k * pitch;
    const std::int16_t* __restrict f1 = f0 + pitch;
    const std::int16_t* __restrict f2 = f1 + pitch;
    const std::int16_t* __restrict f3 = f2 + pitch;
    for (std::size_t j = 0; j < count; ++j) {
      sum[j] += a * f0[j] + b * f1[j] + c * f2[j] + d * f3[j];
    }
  }
  for (; k < features; ++k) {
    const std::int32_t a = own[k];
    const std::int16_t* __restrict f = feature + k * pitch;
    for (std::size_t j = 0; j < count; ++j) sum[j] += a * f[j];
  }
}

JINGUO_LEVEL void distances(float* __restrict out, const std::int32_t* __restrict x,
                           const std::int32_t* __restrict y, std::int32_t own_x, std::int32_t own_y,
                           std::size_t count) {
  for (std::size_t j = 0; j < count; ++j) {
    const float dx = static_cast<float>(own_x - x[j]);
    const float dy = static_cast<float>(own_y - y[j]);
    const float xx = dx * dx;
    const float yy = dy * dy;
    out[j] = std::sqrt(xx + yy);
  }
}

/// The metres of a table in place of the straight line, where the table has some.
JINGUO_LEVEL void replace_distances(float* __restrict out, const std::int32_t* __restrict metres,
                                    std::size_t count) {
  for (std::size_t j = 0; j < count; ++j) {
    out[j] = metres[j] < 0 ? out[j] : static_cast<float>(metres[j]);
  }
}

/// loss = points + (distance - metres) * slope where the distance has reached the corner.
JINGUO_LEVEL void turn_corner(float* __restrict loss, const float* __restrict distance,
                             const float* __restrict metres, const float* __restrict points,
                             const float* __restrict slope, std::size_t count) {
  for (std::size_t j = 0; j < count; ++j) {
    const float run = distance[j] - metres[j];
    const float rise = run * slope[j];
    const float lost = points[j] + rise;
    loss[j] = distance[j] >= metres[j] ? lost : loss[j];
  }
}

JINGUO_LEVEL void take_off(std::int32_t* __restrict sum, const float* __restrict loss,
                          const float* __restrict waived, std::size_t count) {
  for (std::size_t j = 0; j < count; ++j) {
    const float lost = waived[j] > 0.0F ? 0.0F : loss[j];
    const std::int32_t whole = static_cast<std::int32_t>(lost);
    sum[j] -= whole - (static_cast<float>(whole) > lost ? 1 : 0);
  }
}

/// A bit for each of 32 flags.
JINGUO_LEVEL inline std::uint32_t word_of(const std::uint32_t* __restrict flags) {
  std::uint32_t word = 0;
  for (std::size_t j = 0; j < 32; ++j) word |= flags[j] << j;
  return word;
}

JINGUO_LEVEL void limit_distance(std::uint32_t* __restrict may, const float* __restrict distance,
                                const float* __restrict waived, float limit, std::size_t count) {
  for (std::size_t from = 0; from < count; from += 32) {
    std::uint32_t open[32];
    for (std::size_t j = 0; j < 32; ++j) {
      const float mine = waived[from + j] > limit ? waived[from + j] : limit;
      open[j] = distance[from + j] <= mine ? 1 : 0;
    }
    may[from / 32] &= word_of(open);
  }
}

JINGUO_LEVEL void limit_bits(std::uint32_t* __restrict may, const std::uint64_t* __restrict need,
                            const std::uint64_t* __restrict forbid, std::uint64_t bits,
                            std::size_t count) {
  for (std::size_t from = 0; from < count; from += 32) {
    std::uint32_t open[32];
    for (std::size_t j = 0; j < 32; ++j) {
      open[j] = ((need[from + j] & ~bits) | (forbid[from + j] & bits)) == 0 ? 1 : 0;
    }
    may[from / 32] &= word_of(open);
  }
}

/// floor(s / band) * band: with s + 0.5 no quotient lies so near an integer that rounding matters.
JINGUO_LEVEL void round_down(std::int32_t* __restrict sum, std::int32_t band, std::size_t count) {
  const double share = 1.0 / band;
  for (std::size_t j = 0; j < count; ++j) {
    const double quotient = (sum[j] + 0.5) * share;
    const auto whole = static_cast<std::int32_t>(quotient);
    const std::int32_t floored = whole - (static_cast<double>(whole) > quotient ? 1 : 0);
    sum[j] = floored * band;
  }
}

/// For machines without vectors of their own below.
JINGUO_LEVEL [[maybe_unused]] void score_rows(const ScoreColumns& columns,
                                              std::span<const ScoreRow> rows) {
  for (std::size_t from = 0; from < columns.count; from += 32) {
    for (const ScoreRow& row : rows) {
      const std::uint32_t may = row.may[from / 32] & row.also[from / 32];
      std::int32_t* __restrict out = row.out + from;
      if (may == 0) {
        for (std::size_t j = 0; j < 32; ++j) out[j] = narrow_not_eligible;
        continue;
      }
      std::int32_t sum[32];
      for (std::size_t j = 0; j < 32; ++j) sum[j] = columns.points[from + j] + row.points;
      for (std::size_t k = 0; k < columns.pairs; ++k) {
        const std::int32_t low = static_cast<std::int16_t>(row.own[k] & 0xffff);
        const std::int32_t high = row.own[k] >> 16;
        const std::int16_t* f = columns.paired + columns.used[k] * 2 * columns.pitch + 2 * from;
        for (std::size_t j = 0; j < 32; ++j) sum[j] += low * f[2 * j] + high * f[2 * j + 1];
      }
      for (std::size_t k = 0; k < columns.added; ++k) {
        const std::int32_t* more = row.added[k] + from;
        for (std::size_t j = 0; j < 32; ++j) sum[j] += more[j];
      }
      if (columns.band > 1) round_down(sum, columns.band, 32);
      for (std::size_t j = 0; j < 32; ++j) {
        out[j] = (may >> j & 1) != 0 ? sum[j] : narrow_not_eligible;
      }
    }
  }
}

JINGUO_LEVEL void mark_stretches(const std::int32_t* __restrict scores,
                                       const std::int32_t* __restrict price, std::int32_t least,
                                       std::size_t width, std::uint8_t* __restrict marks) {
  for (std::size_t c = 0; c < width / 32; ++c) {
    std::int32_t any = 0;
    const std::int32_t* __restrict s = scores + c * 32;
    const std::int32_t* __restrict p = price + c * 32;
    for (std::size_t j = 0; j < 32; ++j) any |= s[j] - p[j] >= least ? 1 : 0;
    marks[c] = static_cast<std::uint8_t>(any);
  }
}

JINGUO_LEVEL [[maybe_unused]] std::size_t reaching(const std::int32_t* scores,
                                                   const std::int32_t* price,
                                    std::int32_t least, std::size_t width, Index* columns) {
  std::uint8_t marks[kernel_tile / 32];
  std::size_t found = 0;
  for (std::size_t from = 0; from < width; from += kernel_tile) {
    const std::size_t count = std::min(kernel_tile, width - from);
    mark_stretches(scores + from, price + from, least, count, marks);
    for (std::size_t c = 0; c < count / 32; ++c) {
      if (marks[c] == 0) continue;
      for (std::size_t j = from + c * 32; j < from + c * 32 + 32; ++j) {
        columns[found] = static_cast<Index>(j);
        found += scores[j] - price[j] >= least ? 1 : 0;
      }
    }
  }
  return found;
}

JINGUO_LEVEL Extremes extremes_of(const std::int32_t* __restrict scores, std::size_t width) {
  std::int32_t least = std::numeric_limits<std::int32_t>::max();
  std::int32_t greatest = std::numeric_limits<std::int32_t>::min();
  std::int32_t eligible = 0;
  for (std::size_t j = 0; j < width; ++j) {
    const bool is = scores[j] != narrow_not_eligible;
    const std::int32_t low = is ? scores[j] : std::numeric_limits<std::int32_t>::max();
    least = low < least ? low : least;
    const std::int32_t high = is ? scores[j] : std::numeric_limits<std::int32_t>::min();
    greatest = high > greatest ? high : greatest;
    eligible += is ? 1 : 0;
  }
  return {least, greatest, eligible};
}

JINGUO_LEVEL void lower_losses(std::int32_t* __restrict loss, const std::int32_t* __restrict scores,
                              std::int32_t mine, std::size_t width) {
  for (std::size_t j = 0; j < width; ++j) {
    const std::int32_t mine_there = mine - scores[j];
    loss[j] = mine_there < loss[j] ? mine_there : loss[j];
  }
}

JINGUO_LEVEL void best_of_blocks(std::int32_t* __restrict best,
                                const std::int32_t* __restrict points,
                                const std::int32_t* __restrict more,
                                const std::int32_t* __restrict price,
                                const std::uint32_t* __restrict may, std::size_t count) {
  for (std::size_t from = 0; from < count; from += 32) {
    std::int32_t most = nothing_there;
    const std::uint32_t word = may[from / 32];
    for (std::size_t j = 0; j < 32; ++j) {
      const std::int32_t value = points[from + j] + more[from + j] - price[from + j];
      const std::int32_t mine = (word >> j & 1) != 0 ? value : nothing_there;
      most = mine > most ? mine : most;
    }
    best[from / 32] = most;
  }
}

JINGUO_LEVEL std::int32_t reached_by(const std::int32_t* __restrict scores,
                                    const std::int32_t* __restrict price, std::size_t width,
                                    std::size_t count) {
  std::int32_t greatest[64];
  for (std::size_t j = 0; j < 64; ++j) greatest[j] = scores[j] - price[j];
  for (std::size_t from = 64; from < width; from += 64) {
    for (std::size_t j = 0; j < 64; ++j) {
      const std::int32_t value = scores[from + j] - price[from + j];
      greatest[j] = value > greatest[j] ? value : greatest[j];
    }
  }
  std::int32_t low = greatest[0];  // reached by enough
  std::int32_t high = greatest[0];
  for (std::size_t j = 1; j < 64; ++j) {
    low = greatest[j] < low ? greatest[j] : low;
    high = greatest[j] > high ? greatest[j] : high;
  }
  while (low < high) {
    const auto middle =
        static_cast<std::int32_t>(low + (static_cast<std::int64_t>(high) - low + 1) / 2);
    std::int32_t reach = 0;
    for (std::size_t j = 0; j < 64; ++j) reach += greatest[j] >= middle ? 1 : 0;
    const auto reached = static_cast<std::size_t>(reach);
    if (reached >= count) {
      low = middle;
      if (reached <= count + count / 4) break;
    } else {
      high = middle - 1;
    }
  }
  return low;
}
