#include "plan_sound.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "jinguo/core/id.hpp"
#include "jinguo/core/privacy.hpp"
#include "jinguo/core/text.hpp"
#include "jinguo/domain/field.hpp"
#include "jinguo/domain/policy.hpp"
#include "plan_archive.hpp"

namespace jinguo::inline v0_1::io {
namespace {

// Sums of as many numbers as a file can hold stay within 64 bits.
constexpr std::int64_t most_count = std::int64_t{1} << 31;
constexpr std::int64_t most_points = std::int64_t{1} << 61;
constexpr std::int64_t most_part = std::int64_t{1} << 56;
constexpr std::size_t most_text = 10'000;  // as a policy may have
constexpr std::size_t most_parts = 100;
constexpr std::size_t most_options = 5;  // told to her

/// Whether a text may stand in a plan: in one line, and no citizen number in it.
bool is_text(const std::string& value) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  return value.size() <= most_text && std::none_of(value.begin(), value.end(), control) &&
         !holds_citizen_number(value);
}

/// Checks one pairing.
class Check {
 public:
  Check(const PairingPlan& plan, std::uint32_t version) : plan_(plan), version_(version) {}

  void run() {
    if (plan_.name.empty() || !why_not_id(plan_.name).empty()) {
      throw Broken{"plan.content.text", "pairings.name"};  // not shown: it may be anything
    }
    parts();
    places();
    awards();
    unmatched();
    sums();
    warnings();
    points("total", plan_.total);
    if (plan_.gap) amount("gap", *plan_.gap, std::numeric_limits<std::int64_t>::max());
    amount("tied", plan_.tied, most_count);
    if (!std::isfinite(plan_.seconds) || plan_.seconds < 0) broken("number", "seconds");
    incomes();
    if (plan_.ties) ties(*plan_.ties);
  }

 private:
  [[noreturn]] void broken(const char* what, const std::string& where) const {
    static constexpr std::pair<std::string_view, std::string_view> codes[] = {
        {"number", "plan.content.number"},       {"order", "plan.content.order"},
        {"reference", "plan.content.reference"}, {"sum", "plan.content.sum"},
        {"text", "plan.content.text"},
    };
    for (const auto& [word, code] : codes) {
      if (word == what) throw Broken{code, plan_.name + "." + where};
    }
    throw Broken{};
  }
  void text(const std::string& where, const std::string& value) const {
    if (!is_text(value)) broken("text", where);
  }
  void amount(const std::string& where, std::int64_t value, std::int64_t most) const {
    if (value < 0 || value > most) broken("number", where);
  }
  void points(const std::string& where, std::int64_t value, std::int64_t most = most_points) const {
    if (value < -most || value > most) broken("number", where);
  }
  void incomes() const {
    rise("income_assumed", plan_.income_assumed, [](const Id& one) { return one.text(); });
    const bool known = from_text<UnknownIncome>(plan_.unknown_income).has_value();
    if (plan_.unknown_income.empty() != plan_.income_assumed.empty() ||
        (!plan_.unknown_income.empty() && !known)) {
      broken("text", "unknown_income");
    }
  }
  /// The entries strictly rise by a key.
  template <class T, class Key>
  void rise(const std::string& where, const std::vector<T>& entries, const Key& key) const {
    for (std::size_t k = 1; k < entries.size(); ++k) {
      if (!(key(entries[k - 1]) < key(entries[k]))) broken("order", where);
    }
  }
  [[nodiscard]] const PlaceResult& place(const std::string& where, const Id& id) const {
    const auto at = std::lower_bound(
        plan_.places.begin(), plan_.places.end(), id,
        [](const PlaceResult& known, const Id& wanted) { return known.right < wanted; });
    if (at == plan_.places.end() || at->right != id) broken("reference", where);
    return *at;
  }

  void parts() {
    if (plan_.part_names.size() > most_parts) broken("number", "part_names");
    std::set<std::string_view> names;
    for (const std::string& name : plan_.part_names) {
      text("part_names", name);
      if (name.empty() || !names.insert(name).second) broken("order", "part_names");
    }
  }

  void places() {
    rise("places.right", plan_.places, [](const PlaceResult& one) { return one.right.text(); });
    for (const PlaceResult& one : plan_.places) {
      kind("places.kind", one.kind);
      amount("places.places", one.places, most_count);
      amount("places.floor", one.floor, most_count);
      if (one.floor_before) amount("places.floor_before", *one.floor_before, most_count);
      amount("places.taken", one.taken, most_count);
      amount("places.outside", one.outside, most_count);
      amount("places.shortfall", one.shortfall, one.floor);
      points("places.price", one.price);
      if (one.greatest_price != solver::unbounded_price) {
        points("places.greatest_price", one.greatest_price);
      }
      points("places.worth", one.worth);
      amount("places.floor_cost_short", one.floor_cost_short, most_count);
      points("places.floor_cost", one.floor_cost);
    }
  }
  void kind(const std::string& where, ProviderKind value) const {
    if (value == ProviderKind::loan) broken("number", where);  // loans are not matched
  }

  void awards() {
    const auto pair = [](const PlanAward& one) {
      return std::pair(one.left.text(), one.right.text());
    };
    rise("awards", plan_.awards, pair);
    rise("outside", plan_.outside, pair);
    for (const PlanAward& one : plan_.awards) {
      if (place("awards.right", one.right).kind != one.kind) broken("reference", "awards.kind");
      if (one.parts.size() != plan_.part_names.size()) broken("sum", "awards.parts");
      std::int64_t sum = 0;
      for (const std::int64_t part : one.parts) {
        points("awards.parts", part, most_part);
        sum += part;
      }
      points("awards.score", one.score);
      if (one.score > sum) broken("sum", "awards.score");
      if (!one.rule.empty()) broken("text", "awards.rule");
    }
    for (const PlanAward& one : plan_.outside) {
      if (place("outside.right", one.right).kind != one.kind) broken("reference", "outside.kind");
      if (one.score != 0 || !one.parts.empty()) broken("sum", "outside.score");
      if (!one.existing) broken("number", "outside.existing");
      word("outside.rule", one.rule);
      if (one.rule.empty()) broken("text", "outside.rule");
    }
  }
  /// The name of a rule.
  void word(const std::string& where, const std::string& value) const {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
    if (value.size() > 40 || !std::all_of(value.begin(), value.end(), letter)) {
      broken("text", where);
    }
  }

  void unmatched() {
    rise("unmatched.left", plan_.unmatched, [](const Unmatched& one) { return one.left.text(); });
    for (const Unmatched& one : plan_.unmatched) {
      amount("unmatched.units", one.units - 1, most_count);
      word("unmatched.rule", one.rule);
      if (one.options.size() > most_options) broken("number", "unmatched.options");
      std::set<std::string_view> seen;
      for (const Option& option : one.options) {
        static_cast<void>(place("unmatched.options.right", option.right));
        if (!seen.insert(option.right.text()).second) broken("order", "unmatched.options.right");
        points("unmatched.options.score", option.score);
        points("unmatched.options.loss", option.loss, 2 * most_points);
        amount("unmatched.options.more_short", option.more_short, most_count);
        word("unmatched.options.rule", option.rule);
        if (option.impossible && option.loss != 0) broken("sum", "unmatched.options.loss");
        if (!option.impossible && !option.rule.empty()) broken("text", "unmatched.options.rule");
      }
      const bool told = one.reason == ReasonKind::loses_points ||
                        one.reason == ReasonKind::lottery || one.reason == ReasonKind::bound;
      if (told && one.options.empty()) broken("sum", "unmatched.options");
    }
  }

  /// Awards are counted at their places. (Plans of before version 5 were not held to it.)
  void sums() const {
    if (version_ < 5) return;
    std::vector<std::int64_t> taken(plan_.places.size(), 0);
    std::vector<std::int64_t> outside(plan_.places.size(), 0);
    const auto at = [&](const Id& id) {
      return static_cast<std::size_t>(&place("awards.right", id) - plan_.places.data());
    };
    for (const PlanAward& one : plan_.awards) ++taken[at(one.right)];
    for (const PlanAward& one : plan_.outside) ++outside[at(one.right)];
    for (std::size_t k = 0; k < plan_.places.size(); ++k) {
      if (plan_.places[k].taken != taken[k]) broken("sum", "places.taken");
      if (plan_.places[k].outside != outside[k]) broken("sum", "places.outside");
    }
  }

  void warnings() const {
    for (const Issue& one : plan_.warnings) {
      amount("warnings.row", one.row, most_count);
      for (const std::string* value : {&one.code, &one.file, &one.column, &one.value, &one.subject,
                                       &one.expected.code, &one.mend.code}) {
        text("warnings", *value);
      }
      for (const Message* message : {&one.expected, &one.mend}) {
        if (message->parameters.size() > 100) broken("number", "warnings.parameters");
        for (const auto& [name, value] : message->parameters) {
          text("warnings.parameters", name);
          text("warnings.parameters", value);
        }
      }
    }
  }

  void ties(const PlanTies& ties) const {
    rise("ties.places.right", ties.places,
         [](const PlanTies::Place& one) { return one.right.text(); });
    rise("ties.women.left", ties.women, [](const PlanTies::Woman& one) { return one.left.text(); });
    std::vector<std::int64_t> choices;  // places in each list
    for (const std::vector<std::int32_t>& list : ties.options) {
      std::set<std::int32_t> seen;
      for (const std::int32_t option : list) {
        if (option < -1 || option >= static_cast<std::int64_t>(ties.places.size())) {
          broken("reference", "ties.options");
        }
        if (!seen.insert(option).second) broken("order", "ties.options");
      }
      choices.push_back(static_cast<std::int64_t>(list.size() - seen.count(-1)));
    }
    std::set<std::string_view> known;
    for (const PlanAward& one : plan_.awards) known.insert(one.left.text());
    for (const Unmatched& one : plan_.unmatched) known.insert(one.left.text());
    std::int64_t units = 0;
    for (const PlanTies::Woman& one : ties.women) {
      if (known.count(one.left.text()) == 0) broken("reference", "ties.women.left");
      if (one.options < 0 || one.options >= static_cast<std::int64_t>(choices.size())) {
        broken("reference", "ties.women.options");
      }
      // Each of her units is at another place, or moves between one and none.
      const std::int64_t most = choices[static_cast<std::size_t>(one.options)];
      if (one.units < 1 || one.units > most) broken("number", "ties.women.units");
      units += one.units;
    }
    if (plan_.tied != static_cast<std::int64_t>(ties.women.size())) broken("sum", "tied");
    for (const PlanTies::Place& one : ties.places) {
      static_cast<void>(place("ties.places.right", one.right));
      amount("ties.places.most", one.most, most_count);
      amount("ties.places.least", one.least, std::min(one.most, units));
    }
    amount("ties.missing_total", ties.missing_total, units);
  }

  const PairingPlan& plan_;
  std::uint32_t version_;
};

bool is_hex(std::string_view text) {
  const auto digit = [](char c) {
    return jinguo::detail::hex_value(c) >= 0 && (c < 'A' || c > 'F');
  };
  return text.size() % 2 == 0 && text.size() <= most_text &&
         std::all_of(text.begin(), text.end(), digit);
}

}  // namespace

void check_sound(const Plan& plan, std::uint32_t version) {
  if (plan.digest_form < 1 || plan.digest_form > newest_form) {
    throw Broken{"plan.content.number", "digest_form"};
  }
  if (!is_hex(plan.seed_hex)) throw Broken{"plan.content.text", "seed_hex"};
  for (const std::string* text : {&plan.policy_name, &plan.asked, &plan.made_by}) {
    if (!is_text(*text)) throw Broken{"plan.content.text", "policy_name"};
  }
  std::set<std::string_view> names;
  for (const PairingPlan& one : plan.pairings) {
    if (!names.insert(one.name).second) throw Broken{"plan.content.order", "pairings.name"};
    Check(one, version).run();
  }
  if (!plan.asked.empty() && (plan.pairings.size() != 1 || names.count(plan.asked) == 0)) {
    throw Broken{"plan.content.reference", "asked"};
  }
}

}  // namespace jinguo::inline v0_1::io
