#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "jinguo/domain/policy.hpp"
#include "jinguo/domain/registry.hpp"

/// The rules of a pairing read off records and policy, one pair at a time, slowly: what verify()
/// checks plans by. Shares nothing with the listing.
namespace jinguo::inline v0_1::engine {

/// What one pair is worth, or which rule forbids it.
struct Verdict {
  std::string rule{};  ///< Empty: allowed.
  std::int64_t score = 0;
  /// By name; without an "own" part.
  std::array<std::pair<std::string_view, std::int64_t>, 12> parts{};
};

class Checker {
 public:
  /// Borrows all three.
  Checker(const Registry& registry, const Policy& policy, const Pairing& pairing);

  /// Rules and merit of a pair, without the table of pairs and refusals. Throws std::out_of_range
  /// for an id that is not in the registry.
  [[nodiscard]] Verdict verdict(const std::string& woman, ProviderKind kind,
                                const std::string& provider) const;
  /// The rule that keeps a pair apart: she moved away from the county ("moved"), the two parted for
  /// good ("ended"), or one declined, the table of pairs says so, or it is herself ("excluded");
  /// empty: none.
  [[nodiscard]] std::string apart(const std::string& woman, ProviderKind kind,
                                  const std::string& provider) const;
  /// Her household stands on the register on the policy's day.
  [[nodiscard]] bool registered(const std::string& woman) const;
  /// Her need counts what the policy says of an income that is not known.
  [[nodiscard]] bool assumes_income(const std::string& woman) const;

 private:
  const Registry& registry_;
  const PolicyData& policy_;
  const Pairing& pairing_;
  static constexpr int any_type = -1;
  [[nodiscard]] bool stands(const Household& home) const;
  [[nodiscard]] static bool income_known(const Household& home);
  [[nodiscard]] std::int64_t said_income(const Household& home) const;  ///< Fen a head.
  [[nodiscard]] std::optional<std::int64_t> head_income(const Household& home) const;

  /// What the table of roads says from her village, if it does.
  [[nodiscard]] std::optional<std::int32_t> road_to(const Household& home, ProviderKind kind,
                                                    const std::string& provider) const;
  /// What is the same for her at every provider; pairs are often asked for woman by woman.
  struct Herself {
    const Beneficiary* woman = nullptr;
    const Household* home = nullptr;
    const Region* county = nullptr;
    bool dead = false;
    std::int64_t tilt = 0;
    std::int64_t need = 0;
  };
  [[nodiscard]] const Herself& herself(const std::string& id) const;
  mutable Herself last_{};

  [[nodiscard]] float straight_line(const LonLat* from, const LonLat* to) const;

  /// Metres by village, kind and provider, once somebody asks.
  mutable std::optional<std::map<std::tuple<std::int64_t, ProviderKind, std::string>, std::int32_t>>
      roads_{};
  std::unordered_map<std::string, std::int64_t> heads_{};  ///< Members of each household.
  /// The median income a head by type of household, and of all, once somebody asks.
  mutable std::optional<std::map<int, std::int64_t>> typical_{};
  std::set<std::string> dead_{};  ///< Women of whom a relation ended by death.

  /// Of each woman, by county: the day on which she moved away, and on which a relation there
  /// began.
  std::map<std::string, std::map<RegionCode, Date>> left_{};
  std::map<std::string, std::map<RegionCode, Date>> came_{};

  /// What is said of a pair, by (woman, provider).
  struct Said {
    bool excluded = false;
    bool locked = false;
    bool declined = false;
    bool parted = false;
    bool standing = false;
  };
  std::map<std::pair<std::string, std::string>, Said> said_{};

 public:
  /// Pairs that the table of pairs locks, and relations with a kind of the pairing that stand on
  /// the policy's day: proposed, accepted or active.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> locked() const;
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> standing() const;
};

}  // namespace jinguo::inline v0_1::engine
