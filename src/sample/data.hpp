#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jinguo/core/geo.hpp"
#include "jinguo/core/issue.hpp"
#include "jinguo/core/region.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/loan.hpp"

namespace jinguo::inline v0_1::sample {

/// The table of assumptions: name -> whole number. Every name that is asked for must be there, and
/// every name that is there must be asked for; check() says what is not.
class Assumptions {
 public:
  void add(std::string name, std::int64_t value, std::int64_t row);
  /// The value; 0 for a name that is not there, which check() reports.
  std::int64_t operator()(std::string_view name);
  /// The values of prefix.word for every value of a coded field, in their order.
  template <class E>
  std::vector<std::int64_t> weights(std::string_view prefix) {
    std::vector<std::int64_t> out;
    for (const auto& code : codes(std::type_identity<E>{})) {
      out.push_back((*this)(std::string(prefix) + "." + std::string(code.word)));
    }
    return out;
  }
  /// The values of prefix.name for each name.
  std::vector<std::int64_t> weights(std::string_view prefix,
                                    std::initializer_list<std::string_view> names);
  /// Throws InputError with every name that is missing or was never asked for.
  void check() const;

 private:
  struct Entry {
    std::int64_t value = 0;
    std::int64_t row = 0;
    bool used = false;
  };
  std::map<std::string, Entry, std::less<>> entries_{};
  std::set<std::string, std::less<>> missing_{};
};

/// A boundary: inside is what lies inside an odd number of its rings.
struct Boundary {
  std::vector<std::vector<LonLat>> rings{};
  [[nodiscard]] bool contains(LonLat point) const noexcept;
};

struct IndustryFacts {
  std::int64_t base_kind = -1;  ///< A BaseKind, or -1: no base has this industry.
  Work work{};
  Risk risk{};
  std::int64_t income_low = 0;  ///< Yuan a year.
  std::int64_t income_high = 0;
  std::int64_t at_home = 0;  ///< Per mille of the places.
  std::int64_t wish = 0;
  std::vector<Skill> skills{};
};

struct Division {
  RegionCode code{};
  std::string name{};
  std::string kind{};
  LonLat position{};
  bool has_position = false;
  std::vector<Industry> leading{};
};

/// How many industries there are.
inline constexpr std::size_t industries = std::size(industry_codes);

/// Everything that the data folder says.
struct Data {
  std::vector<Division> prefectures{};
  std::vector<Division> counties{};
  std::vector<Division> townships{};
  std::vector<Division> villages{};
  std::map<RegionCode, Boundary> boundaries{};
  std::array<IndustryFacts, std::size(industry_codes)> industries{};
  std::vector<LoanProduct> products{};
  Assumptions assume{};
};

/// Reads the folder. Throws InputError with every fault of every table.
[[nodiscard]] Data read_data(const std::filesystem::path& folder);

}  // namespace jinguo::inline v0_1::sample
