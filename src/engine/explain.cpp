#include "jinguo/engine/explain.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

#include "jinguo/engine/digest.hpp"
#include "jinguo/engine/listing.hpp"

namespace jinguo::inline v0_1 {

std::string Explanation::text(Language language) const {
  std::string out;
  for (const Message& line : lines) out += engine::text_of(line, language) + "\n";
  return out;
}

namespace engine {
namespace {

using solver::Index;
using solver::Score;

Message say(std::string code, std::vector<std::pair<std::string, std::string>> parameters) {
  return {std::move(code), std::move(parameters)};
}

/// The rows of a list sorted by `left` that belong to an id.
template <class T>
std::pair<const T*, const T*> rows_of(const std::vector<T>& list, const Id& id) {
  const auto from = std::lower_bound(list.begin(), list.end(), id,
                                     [](const T& a, const Id& b) { return a.left < b; });
  auto to = from;
  while (to != list.end() && to->left == id) ++to;
  return {list.data() + (from - list.begin()), list.data() + (to - list.begin())};
}

/// The lines about her of one pairing; whether the pairing knows her.
bool tell(const PairingPlan& plan, const Id& id, std::vector<Message>& lines) {
  bool known = false;
  const auto [award, awards_end] = rows_of(plan.awards, id);
  for (const PlanAward* one = award; one != awards_end; ++one) {
    known = true;
    lines.push_back(say(one->existing ? "engine.explain.existing" : "engine.explain.award",
                        {{"pairing", plan.name},
                         {"right", one->right.text()},
                         {"score", std::to_string(one->score)}}));
    for (std::size_t k = 0; k < one->parts.size() && k < plan.part_names.size(); ++k) {
      if (one->parts[k] == 0) continue;
      lines.push_back(say("engine.explain.part", {{"part", plan.part_names[k]},
                                                  {"points", std::to_string(one->parts[k])}}));
    }
  }
  const auto [outside, outside_end] = rows_of(plan.outside, id);
  for (const PlanAward* one = outside; one != outside_end; ++one) {
    known = true;
    lines.push_back(
        say("engine.explain.outside",
            {{"pairing", plan.name}, {"right", one->right.text()}, {"rule", one->rule}}));
  }
  const auto [unmatched, unmatched_end] = rows_of(plan.unmatched, id);
  for (const Unmatched* one = unmatched; one != unmatched_end; ++one) {
    known = true;
    lines.push_back(reason(plan, *one));
  }
  return known;
}

/// The places that the plan keeps for her: her five best, if she is unmatched.
void tell_stored_places(const PairingPlan& plan, const Id& id, std::vector<Message>& lines) {
  const auto [unmatched, unmatched_end] = rows_of(plan.unmatched, id);
  for (const Unmatched* one = unmatched; one != unmatched_end; ++one) {
    for (const Option& option : one->options) {
      lines.push_back(
          say(option.impossible ? "engine.explain.place_impossible" : "engine.explain.place_true",
              {{"right", option.right.text()},
               {"score", std::to_string(option.score)},
               {"loss", std::to_string(option.loss)}}));
    }
  }
}

}  // namespace

std::string text_of(const Message& message, Language language) {
  Message plain = message;
  for (auto& [name, value] : plain.parameters) {
    if (name != "rule" && name != "part") continue;
    const Message inner{"engine." + name + "." + value, {}};
    if (find_in_catalogue(inner.code) != nullptr) value = inner.text(language);
  }
  return plain.text(language);
}

Message reason(const PairingPlan& pairing, const Unmatched& unmatched) {
  std::vector<std::pair<std::string, std::string>> parameters{{"pairing", pairing.name}};
  if (!unmatched.rule.empty()) parameters.emplace_back("rule", unmatched.rule);
  if (!unmatched.options.empty()) {
    parameters.emplace_back("right", unmatched.options.front().right.text());
    parameters.emplace_back("loss", std::to_string(unmatched.options.front().loss));
  }
  return say("engine.reason." + std::string(to_string(unmatched.reason)), std::move(parameters));
}

Explanation explain(const Plan& plan, const Id& id) {
  Explanation explanation{id, {}};
  bool known = false;
  for (const PairingPlan& one : plan.pairings) {
    if (!tell(one, id, explanation.lines)) continue;
    known = true;
    tell_stored_places(one, id, explanation.lines);
  }
  if (!known) throw std::out_of_range("jinguo: the plan does not know the id");
  return explanation;
}

Explanation explain(const Plan& plan, const Registry& registry, const Policy& policy,
                    const Id& id) {
  if (registry.find(IdOf<Beneficiary>(id)) == nullptr) {
    throw std::out_of_range("jinguo: the registry does not know the id");
  }
  for (const auto& [what, same] : {std::pair("registry", plan.registry_digest == digest(registry)),
                                   std::pair("policy", plan.policy_digest == digest(policy))}) {
    if (same) continue;
    Issue issue;
    issue.code = "engine.verify.digest";
    issue.file = what;
    issue.expected = {"engine.verify.digest", {{"what", what}}};
    throw InputError(std::move(issue));
  }
  Explanation explanation{id, {}};
  for (const PairingPlan& one : plan.pairings) {
    const Pairing* pairing = policy.find(one.name);
    if (!tell(one, id, explanation.lines)) continue;
    if (pairing == nullptr || one.custom) {
      tell_stored_places(one, id, explanation.lines);
      continue;
    }
    const Listing listing(registry, policy, *pairing);
    const Index row = *listing.roster().woman(id.text());
    const std::size_t m = listing.roster().places.size();
    std::vector<Score> scores(m);
    listing.market().scores(row, row + 1, scores);

    std::optional<std::size_t> hers;
    for (std::size_t j = 0; j < m; ++j) {
      const auto [award, end] = rows_of(one.awards, id);
      if (award != end && award->right == listing.roster().places[j].id) hers = j;
    }
    bool fixed = listing.bounds().demand[static_cast<std::size_t>(row)] == 0;
    for (const solver::Pair& pair : listing.bounds().lock) fixed = fixed || pair.left == row;

    struct Line {
      int rank = 0;
      Score loss = 0;
      Score score = 0;
      std::size_t place = 0;
      std::string_view code{};
      std::string rule{};
    };
    std::vector<Line> lines;
    const Score outside = listing.bounds().outside[static_cast<std::size_t>(row)];
    for (std::size_t j = 0; j < m; ++j) {
      Line line;
      line.place = j;
      line.score = scores[j];
      const PlaceResult& place = one.places[j];
      if (scores[j] == solver::not_eligible) {
        line.rank = 3;
        line.code = "engine.explain.place_excluded";
        line.rule = std::string(listing.why_not(row, static_cast<Index>(j)).value_or("excluded"));
      } else if (hers == j) {
        line.code = "engine.explain.place_hers";
      } else if (fixed || (!hers && place.greatest_price == solver::unbounded_price)) {
        line.rank = 2;
        line.code = "engine.explain.place_impossible";
      } else if (!hers) {
        line.rank = 1;
        line.code = "engine.explain.place_true";
        line.loss = place.greatest_price - scores[j] + outside;
      } else {
        // Both the least and the greatest prices prove the plan: her gap by either is a bound.
        line.rank = 1;
        line.code = "engine.explain.place";
        const PlaceResult& from = one.places[*hers];
        line.loss = (scores[*hers] - from.price) - (scores[j] - place.price);
        if (from.greatest_price != solver::unbounded_price &&
            place.greatest_price != solver::unbounded_price) {
          line.loss = std::max(line.loss, (scores[*hers] - from.greatest_price) -
                                              (scores[j] - place.greatest_price));
        }
      }
      lines.push_back(std::move(line));
    }
    std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
      return std::tuple(a.rank, a.loss, -a.score, a.place) <
             std::tuple(b.rank, b.loss, -b.score, b.place);
    });
    for (Line& line : lines) {
      std::vector<std::pair<std::string, std::string>> parameters{
          {"right", listing.roster().places[line.place].id.text()}};
      if (line.rank == 3) {
        parameters.emplace_back("rule", std::move(line.rule));
      } else {
        parameters.emplace_back("score", std::to_string(line.score));
        if (line.rank == 1) parameters.emplace_back("loss", std::to_string(line.loss));
      }
      explanation.lines.push_back(say(std::string(line.code), std::move(parameters)));
    }
  }
  return explanation;
}

}  // namespace engine
}  // namespace jinguo::inline v0_1
