// Every field of an archive is proven by verify(), covered by the plan's digest, or named as
// unproven: each is changed, the checksum put right, and docs/verify.md compared with what happens.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "jinguo/domain/field.hpp"
#include "jinguo/engine/match.hpp"
#include "jinguo/engine/verify.hpp"
#include "jinguo/io/archive.hpp"
#include "plan_archive.hpp"
#include "support/random_registry.hpp"

namespace {

using namespace jinguo;

/// Walks over every field of a plan; changes the one of a number, in one of two ways.
class Walk {
 public:
  Walk(std::size_t target, int way) : target_(target), way_(way) {}

  [[nodiscard]] static std::uint32_t version() noexcept { return io::newest_archive; }
  /// The fields met, by number.
  [[nodiscard]] const std::vector<std::string>& fields() const noexcept { return fields_; }

  template <class T>
  void value(const char* name, T& given) {
    if constexpr (std::is_same_v<T, std::string>) {
      if (meet(name)) given = given.empty() ? "x" : way_ == 0 ? given + "x" : std::string();
    } else if constexpr (std::is_same_v<T, Id>) {
      if (meet(name)) given = Id(way_ == 0 ? given.text() + "x" : "A");
    } else if constexpr (std::is_same_v<T, bool>) {
      if (meet(name)) given = !given;
    } else if constexpr (std::is_arithmetic_v<T>) {
      if (meet(name)) given = static_cast<T>(given + (way_ == 0 ? T{1} : T{-1}));
    } else if constexpr (std::is_same_v<T, Digest>) {
      if (meet(name)) given[way_ == 0 ? 0 : 31] ^= 1U;
    } else {
      path_.emplace_back(name);
      boost::serialization::serialize(*this, given, 0U);
      path_.pop_back();
    }
  }
  template <class E>
  void code(const char* name, E& given, int most) {
    if (!meet(name)) return;
    given = static_cast<E>((static_cast<int>(given) + (way_ == 0 ? 1 : most)) % (most + 1));
  }
  template <class T>
  void list(const char* name, std::vector<T>& entries, std::size_t /*least*/) {
    if (meet(name)) {
      if (way_ == 0 && entries.empty()) {
        entries.emplace_back();
      } else if (way_ == 0) {
        entries.pop_back();
      }
      if (way_ == 1 && entries.size() > 1) std::swap(entries[0], entries[1]);
    }
    path_.emplace_back(name);
    for (T& entry : entries) {
      if constexpr (jinguo::detail::is_vector<T>) {
        list("entries", entry, 8);
      } else if constexpr (requires { entry.first; }) {
        value("name", entry.first);
        value("value", entry.second);
      } else if constexpr (DescribedByArchive<T>) {
        boost::serialization::serialize(*this, entry, 0U);
      } else {
        value("entries", entry);
      }
    }
    path_.pop_back();
  }

 private:
  template <class T>
  static constexpr bool DescribedByArchive =
      !std::is_arithmetic_v<T> && !std::is_same_v<T, std::string> && !std::is_same_v<T, Id>;

  bool meet(const char* name) {
    std::string field;
    for (const std::string& step : path_) field += step + ".";
    fields_.push_back(field + name);
    return fields_.size() - 1 == target_;
  }
  std::size_t target_;
  int way_;
  std::vector<std::string> path_{};
  std::vector<std::string> fields_{};
};

std::vector<std::string> fields_of(Plan plan) {
  Walk walk(static_cast<std::size_t>(-1), 0);
  boost::serialization::serialize(walk, plan, 0U);
  return walk.fields();
}

/// The table of docs/verify.md: how each field is proven.
std::map<std::string, std::string> documented() {
  std::ifstream file(JINGUO_SOURCE_DIR "/docs/verify.md");
  std::map<std::string, std::string> table;
  std::string line;
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    std::string bar;
    std::string fields;
    std::string how;
    std::getline(cells, bar, '|');
    std::getline(cells, fields, '|');
    std::getline(cells, how, '|');
    if (how.empty()) continue;
    how = how.substr(1, how.find(' ', 1) - 1);
    for (std::size_t at = 0; (at = fields.find('`', at)) != std::string::npos;) {
      const std::size_t end = fields.find('`', at + 1);
      table[fields.substr(at + 1, end - at - 1)] = how;
      at = end + 1;
    }
  }
  return table;
}

/// Plans are equal whatever the seconds; files are not.
bool same_bytes(const Plan& a, const Plan& b) { return io::to_archive(a) == io::to_archive(b); }

enum class Outcome { same, refused, proven, digest, named, silent };

Outcome outcome(const Plan& plan, const std::string& field, std::size_t number, int way,
                const Registry& registry, const Policy& policy) {
  Plan changed = plan;
  Plan read;
  try {
    Walk walk(number, way);
    boost::serialization::serialize(walk, changed, 0U);
    if (same_bytes(changed, plan)) return Outcome::same;
    read = io::plan_from_archive(io::to_archive(changed));
  } catch (const io::Broken&) {  // as the reader would say
    return Outcome::refused;
  } catch (const InputError&) {
    return Outcome::refused;
  }
  if (same_bytes(read, plan)) return Outcome::same;
  if (!engine::verify(read, registry, policy, {.pairs = 200}).empty()) return Outcome::proven;
  if (read.digest() != plan.digest()) return Outcome::digest;
  std::string what = field;  // whether a value is there is named with it
  if (const std::size_t at = what.find(".has_"); at != std::string::npos) what.erase(at + 1, 4);
  for (const std::string& one : engine::unproven(read)) {
    const bool here = one == what;
    const std::size_t dot = one.find('.');
    const bool in_pairing = dot != std::string::npos && "pairings" + one.substr(dot) == what;
    if (here || in_pairing) return Outcome::named;
  }
  return Outcome::silent;
}

TEST(Proof, OfEveryFieldOfAnArchiveIsAsTheDocumentSays) {
  const std::map<std::string, std::string> table = documented();
  std::map<std::string, std::set<Outcome>> found;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Registry registry = support::random_registry(seed, {.women = 40});
    const Policy policy(support::random_policy(seed));
    Plan plan;
    try {
      plan = engine::match(registry, policy, {.threads = 1});
    } catch (const InfeasibleError&) {
      continue;
    }
    ASSERT_TRUE(engine::verify(plan, registry, policy).empty()) << seed;
    const std::vector<std::string> fields = fields_of(plan);
    std::map<std::string, std::vector<std::size_t>> numbers;
    for (std::size_t k = 0; k < fields.size(); ++k) numbers[fields[k]].push_back(k);
    for (const auto& [field, all] : numbers) {
      const std::size_t step = std::max<std::size_t>(1, all.size() / 2);
      for (std::size_t k = seed % step; k < all.size(); k += step) {
        for (const int way : {0, 1}) {
          const Outcome how = outcome(plan, field, all[k], way, registry, policy);
          if (how == Outcome::same) continue;
          EXPECT_NE(how, Outcome::silent) << "seed " << seed << ", " << field << ", way " << way;
          found[field].insert(how);
        }
      }
      EXPECT_EQ(table.count(field), 1U) << field << " is not in docs/verify.md";
    }
  }
  for (const auto& [field, how] : table) {
    const std::set<Outcome>& outcomes = found[field];
    EXPECT_FALSE(outcomes.empty()) << field << " was never changed";
    const bool named = outcomes.count(Outcome::named) != 0;
    const bool digest = outcomes.count(Outcome::digest) != 0;
    EXPECT_EQ(named, how == "named") << field;
    EXPECT_TRUE(!digest || how == "digest") << field;
  }
}

}  // namespace
