#pragma once

#include <cstddef>
#include <cstdint>

#include "jinguo/solver/types.hpp"

/// The numbers that decide how fast the solver is and how much memory it takes, never what it
/// answers: any values from 1 on give the same plan, prices and ties (a test draws them at random).
/// Of a market that is infeasible they may give another of several cuts and repairs as good.
///
/// Behind each number stand the CPU seconds with its half and with its double, one thread, 100,000
/// x 1,000 implicit scores, where the numbers as they are take 0.85 s (bench/tuning_bench.cpp, one
/// run each on a busy machine of two cores: differences below 0.05 s are noise). What changes
/// nothing there is kept for memory, or for markets of other shapes.
namespace jinguo::inline v0_1::solver {

/// What a call may set for itself; the library always takes the defaults, tests take tiny ones.
struct Tuning {
  // Passes over all pairs (pass.cpp, rows.hpp)
  /// Pairs a part of a pass: what a thread takes at a time. (0.849 s, 0.849 s)
  std::int64_t part_pairs = 262'144;
  /// Rows a part, at most: where rows are short, so that the clock is looked at.
  /// (0.847 s, 0.863 s)
  std::int64_t part_rows = 1024;
  /// Pairs held as arcs at once, where nearly all tie; 12 bytes each, so 200 MB.
  /// (0.836 s, 0.845 s)
  std::int64_t portion_pairs = std::int64_t{1} << 24;
  /// Rows looked at to guess how many pairs tie. (0.855 s, 0.868 s)
  std::int64_t portion_samples = 64;
  /// Nodes whose prices fell furthest since a pass: their pairs are scored one by one. (0.869 s,
  /// 0.847 s)
  std::int64_t deep_falls = 8;
  /// They are at most one in so many nodes: a single score costs as much as some hundred of a row.
  /// (0.837 s, 0.857 s)
  std::int64_t deep_fall_share = 128;
  // Column generation (column_generation.cpp)
  /// The smallest sample of rows. (0.854 s, 0.858 s)
  std::int64_t sample_rows = 2000;
  /// Rows a right node in the smallest sample: with twice as many there is none here. (0.826 s,
  /// 1.887 s)
  std::int64_t sample_rows_a_node = 4;
  /// By which each sample is larger than the one before. (1.070 s, 1.912 s)
  std::int64_t sample_ratio = 4;
  /// Pairs of a row of a sample, besides those it asks for. (0.823 s, 1.106 s)
  std::int64_t sample_options = 24;
  /// Pairs of a row in the first pass over all, besides those it asks for. (0.797 s, 1.062 s)
  std::int64_t first_options = 12;
  /// Pairs that a later pass adds to a row. (0.864 s, 0.901 s)
  std::int64_t more_options = 8;
  /// Rounds of Newton steps and added pairs on a sample. (0.901 s, 0.866 s)
  std::int64_t search_rounds = 6;
  /// By which the prices' window grows where few pairs were missing in it. (0.860 s, 0.856 s)
  std::int64_t window_growth = 8;
  /// Missing pairs are few when there is one in so many rows. (0.855 s, 0.849 s)
  std::int64_t few_share = 50;
  /// The first exact solve of all stops at the range of scores over this. (0.890 s, 0.849 s)
  std::int64_t rough_share = 512;
  /// Rounds over all rows after which solves are exact. (0.849 s, 0.923 s)
  std::int64_t rough_rounds = 2;
  /// Rows looked at for a quantile. (1.030 s, 0.988 s)
  std::int64_t spread_samples = 4096;
  // Assignment (assignment.cpp): 0.10 s at the numbers as they are, 1,000 x 1,000 and 20,000 x
  // 4,000 together; differences below 0.015 s are noise
  /// Rows a right node below which a market of single units is solved by bids. (0.115 s, 0.106 s)
  std::int64_t bid_rows_a_node = 16;
  /// The same where all pairs are listed. (0.114 s, 0.105 s)
  std::int64_t whole_rows_a_node = 64;
  /// Pairs of a row that bids look at, where those of all rows are not listed. (0.105 s, 0.109 s)
  std::int64_t bid_options = 24;
  /// Pairs a row up to which all are listed. (0.098 s, 0.099 s)
  std::int64_t whole_list = 64;
  /// Times that a row looks at all its pairs for bids, on the average and at most: it is 3 there.
  std::int64_t bid_passes = 8;
  /// The first eps is the range of scores over this. (0.105 s, 0.104 s)
  std::int64_t first_bid_share = 16;
  /// The last eps is the unit of the scores over this, at least 1: ties have prices between them.
  /// (0.112 s, 0.108 s)
  std::int64_t bid_unit_share = 64;
  /// By which each eps is smaller than the one before. (0.104 s, 0.101 s)
  std::int64_t bid_ratio = 4;
  /// Times eps that prices fall before the next. (0.111 s, 0.114 s)
  std::int64_t bid_falls = 3;
  /// Bids a row at one eps, at most: 9 of them are made there. (at 64: 0.100 s, 0.094 s)
  std::int64_t bids_a_row = 12;
  // Shortest paths on the candidates (augment.cpp)
  /// Moves a row, on average, that are in the heaps at first; the numbers as they are take 0.74 s
  /// here. (0.729 s, 0.757 s)
  std::int64_t near_moves = 2;
  /// Nodes all of whose moves are added one node at a time, before all nodes get more.
  /// (0.734 s, 0.744 s)
  std::int64_t whole_nodes = 64;
  /// Steps that shortest paths may take in any case before scaling takes over. (0.851 s, 0.860 s)
  std::int64_t augment_steps = 4096;
  /// Steps that they may take a candidate pair. (0.898 s, 0.861 s)
  std::int64_t augment_steps_an_arc = 40;
  // Cost scaling on the candidates (cost_scaling.hpp)
  /// Bits by which eps shrinks from phase to phase. (0.944 s, 0.862 s)
  std::int64_t scaling_bits = 3;
  /// Bits below the error of the prices at which eps starts. (0.917 s, 0.842 s)
  std::int64_t first_scaling_bits = 2;
  /// Reduced costs below 2^bits are summed in 64 bits, others in 128; more than 61 overflow.
  /// (0.895 s, 0.870 s)
  std::int64_t narrow_bits = 61;
  /// Entries of the queue that are done with before it is moved to its beginning.
  /// (0.878 s, 0.848 s)
  std::int64_t queue_kept = 65'536;
  /// Steps a left node between two updates of the potentials. (0.954 s, 0.854 s)
  std::int64_t update_work_a_left = 4;
  /// Steps a right node between two updates of the potentials. (0.874 s, 0.829 s)
  std::int64_t update_work_a_right = 8;
  // Newton's steps (newton.cpp)
  /// Rows a part of a sweep. (0.845 s, 0.848 s)
  std::int64_t newton_rows = 4096;
  /// Steps, at most. (0.841 s, 0.821 s)
  std::int64_t newton_steps = 60;
  /// Steps in a row that may bring little. (1.018 s, 0.844 s)
  std::int64_t newton_stalls = 4;
  /// Breakpoints a node in the Hessian; of more each k-th counts k times. (0.864 s, 0.862 s)
  std::int64_t breakpoints_a_node = 24;
  /// Rounds of conjugate gradients a step. (0.865 s, 0.901 s)
  std::int64_t gradient_rounds = 40;
  // The draw (draw.cpp)
  /// Words of 64 tied options held at once: 32 MB. (0.837 s, 0.842 s)
  std::int64_t tied_words = std::int64_t{1} << 22;
  /// Rows looked at for ties at once. (0.854 s, 0.836 s)
  std::int64_t tied_rows = 65'536;
  /// A set of more than one in so many nodes is kept as bits. (0.848 s, 0.844 s)
  std::int64_t dense_share = 32;
  /// Units at a node that are tried against the target before the search goes on.
  /// (0.854 s, 0.852 s)
  std::int64_t glances = 4;
  // Least and greatest prices (dual_range.cpp)
  /// Arcs that a list takes before it is looked through for repetitions: 96 MB. (0.851 s, 0.834 s)
  std::int64_t kept_arcs = std::int64_t{1} << 22;
  /// Pairs up to which all are arcs at once, where lists are there. (0.831 s, 0.829 s)
  std::int64_t few_pairs = 1 << 14;
  /// Rows looked at for the first window. (0.836 s, 0.842 s)
  std::int64_t range_samples = 64;
  /// Options of a row that the first window holds. (0.820 s, 0.937 s)
  std::int64_t range_options = 6;
  // Losses (residual_graph.cpp)
  /// Right nodes up to which arcs are a matrix of 8 m^2 bytes: half a GB. (half 0.295 s, double
  /// 0.282 s; 0.308 s for the losses of 100 rows)
  std::int64_t dense_nodes = 8192;
  /// Times m that the arcs out of a node may grow before repetitions go. Only above dense_nodes.
  std::int64_t arcs_a_node = 2;
  // A stopped solve without a plan yet (greedy.cpp): 0.44 s at the numbers as they are
  /// Rows placed together: later ones see which places are full by then. (0.36 s, 0.37 s)
  std::int64_t greedy_rows = 1024;
  /// Pairs listed beside what a row asks for: others of its portion may be quicker.
  /// (0.31 s, 0.46 s)
  std::int64_t greedy_options = 8;
};

/// Calls visit(name, number) for each number of a tuning.
template <class Tuned, class Visit>
void visit_numbers(Tuned& tuning, Visit visit) {
  visit("part_pairs", tuning.part_pairs);
  visit("part_rows", tuning.part_rows);
  visit("portion_pairs", tuning.portion_pairs);
  visit("portion_samples", tuning.portion_samples);
  visit("deep_falls", tuning.deep_falls);
  visit("deep_fall_share", tuning.deep_fall_share);
  visit("sample_rows", tuning.sample_rows);
  visit("sample_rows_a_node", tuning.sample_rows_a_node);
  visit("sample_ratio", tuning.sample_ratio);
  visit("sample_options", tuning.sample_options);
  visit("first_options", tuning.first_options);
  visit("more_options", tuning.more_options);
  visit("search_rounds", tuning.search_rounds);
  visit("window_growth", tuning.window_growth);
  visit("few_share", tuning.few_share);
  visit("rough_share", tuning.rough_share);
  visit("rough_rounds", tuning.rough_rounds);
  visit("spread_samples", tuning.spread_samples);
  visit("bid_rows_a_node", tuning.bid_rows_a_node);
  visit("whole_rows_a_node", tuning.whole_rows_a_node);
  visit("bid_options", tuning.bid_options);
  visit("whole_list", tuning.whole_list);
  visit("bid_passes", tuning.bid_passes);
  visit("first_bid_share", tuning.first_bid_share);
  visit("bid_unit_share", tuning.bid_unit_share);
  visit("bid_ratio", tuning.bid_ratio);
  visit("bid_falls", tuning.bid_falls);
  visit("bids_a_row", tuning.bids_a_row);
  visit("near_moves", tuning.near_moves);
  visit("whole_nodes", tuning.whole_nodes);
  visit("augment_steps", tuning.augment_steps);
  visit("augment_steps_an_arc", tuning.augment_steps_an_arc);
  visit("scaling_bits", tuning.scaling_bits);
  visit("first_scaling_bits", tuning.first_scaling_bits);
  visit("narrow_bits", tuning.narrow_bits);
  visit("queue_kept", tuning.queue_kept);
  visit("update_work_a_left", tuning.update_work_a_left);
  visit("update_work_a_right", tuning.update_work_a_right);
  visit("newton_rows", tuning.newton_rows);
  visit("newton_steps", tuning.newton_steps);
  visit("newton_stalls", tuning.newton_stalls);
  visit("breakpoints_a_node", tuning.breakpoints_a_node);
  visit("gradient_rounds", tuning.gradient_rounds);
  visit("tied_words", tuning.tied_words);
  visit("tied_rows", tuning.tied_rows);
  visit("dense_share", tuning.dense_share);
  visit("glances", tuning.glances);
  visit("kept_arcs", tuning.kept_arcs);
  visit("few_pairs", tuning.few_pairs);
  visit("range_samples", tuning.range_samples);
  visit("range_options", tuning.range_options);
  visit("dense_nodes", tuning.dense_nodes);
  visit("arcs_a_node", tuning.arcs_a_node);
  visit("greedy_rows", tuning.greedy_rows);
  visit("greedy_options", tuning.greedy_options);
}
inline constexpr std::size_t numbers_of_tuning = 55;
static_assert(sizeof(Tuning) == numbers_of_tuning * sizeof(std::int64_t),
              "visit_numbers lacks one");

// --- fixed where the code is compiled: sizes of arrays, and shares that no test needs to change.
// Measured as above, where these take 0.77 to 0.81 s; where no figures stand, what is given fixes
// the number, or it decides no speed.

/// Work of a single Market::score(), as a Monitor counts it: pairs of a row in that time.
inline constexpr std::int64_t a_score = 16;
/// Choices beside four times those wanted before a selection is thinned out. (0.778 s, 0.767 s)
inline constexpr std::size_t selection_spare = 64;
/// Columns that a row is padded to: two vectors of the widest level, as the loops have them.
inline constexpr std::size_t kernel_stretch = 64;
/// Columns summed at a time: four rows of 32-bit sums, 8 KB, stay in the first cache.
/// (0.813 s, 0.783 s)
inline constexpr std::size_t kernel_tile = 512;
/// Rows filled together: eight sums of 16 columns are all that 32 registers hold beside the
/// features.
inline constexpr Index kernel_rows = 4;
/// Blocks of 32 columns, at most, by which the best of a row are judged before the others are
/// scored.
inline constexpr std::size_t near_blocks = 8;
/// Rows whose blocks are bounded before it is asked whether that pays.
inline constexpr std::int64_t bound_trials = 64;
/// Entries of all tables, spread over columns: 32 MB. (0.780 s, 0.784 s)
inline constexpr std::size_t most_table_entries = std::size_t{1} << 23;
/// Entries of the losses by place and column: 64 MB, for 2,000 origins and 8,000 columns.
inline constexpr std::size_t most_place_entries = std::size_t{1} << 24;
/// Rows that must share a place for the losses by place to pay. (0.765 s, 0.811 s)
inline constexpr std::size_t rows_a_place = 4;
/// Nodes on a side of a block that is transposed in the first cache: 8 KB each. (0.278 s, 0.290 s;
/// 0.281 s for the losses of 100 rows)
inline constexpr std::size_t transpose_block = 32;
/// Units out of place, as a share of all, at which Newton steps end. (0.781 s, 0.807 s)
inline constexpr double enough_balance = 1e-3;
/// A step that leaves more than this share of the imbalance is a stall. (with 0.485 0.802 s, with
/// 0.985 0.856 s)
inline constexpr double good_progress = 0.97;
/// Share of the first residual at which conjugate gradients end. (0.862 s, 0.832 s)
inline constexpr double enough_gradient = 1e-6;
/// Weight that keeps nodes without breakpoints from moving without limit. (0.834 s, 0.820 s)
inline constexpr double grounding = 1e-6;
/// Percent of rows whose gap lies within the least width of a breakpoint. (with 1 0.812 s, with 6
/// 0.831 s)
inline constexpr std::size_t least_width_percent = 3;
/// Median gaps in the first width: about half of the rows are breakpoints then. (0.871 s, 0.822 s)
inline constexpr Score first_width_gaps = 4;
/// Threads of a pool, at most: a mistaken number starts no more.
inline constexpr int most_threads = 256;
/// Milliseconds between two looks while the others work; a stop is promised within 200.
inline constexpr int wait_ms = 20;
/// Seconds that a stopped solve may take for a plan, of the 0.2 promised.
inline constexpr double grace_s = 0.08;

}  // namespace jinguo::inline v0_1::solver
