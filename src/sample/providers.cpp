#include <algorithm>
#include <array>
#include <numeric>

#include "jinguo/core/coded.hpp"
#include "parts.hpp"

namespace jinguo::inline v0_1::sample {
namespace {

class Founding {
 public:
  Founding(const Land& land, const People& people, Data& data, const Options& options)
      : land_(land), people_(people), data_(data), options_(options) {
    Assumptions& a = data.assume;
    leading_ = a("provider.leading");
    skill_required_ = a("provider.skill_required");
    reach_e6_ = a("provider.off_village_m") * 10;  // a millionth of a degree is about 0.1 m
    const std::int64_t town_weight = a("provider.town_weight");
    poor_in_.assign(land.places.size(), 0);
    for (const WomanFacts& facts : people.facts) ++poor_in_[facts.place];
    for (const CountyLand& county : land.counties) {
      std::vector<std::int64_t> poor;
      std::vector<std::int64_t> towns;
      for (const std::size_t p : county.places) {
        poor.push_back(poor_in_[p]);
        towns.push_back(land.places[p].village ? 1 : town_weight);
      }
      by_poor_.emplace_back(poor);
      by_town_.emplace_back(towns);
    }
  }

  Providers found() {
    add_mentors();
    add_anchors();
    add_bases();
    add_projects();
    add_chains();
    share_out_places();
    return std::move(out_);
  }

 private:
  /// The county of each of `count` providers, in proportion to its poor households, mixed.
  std::vector<std::size_t> counties(std::int64_t count, Stream table) {
    const auto parts = apportion(count, people_.households_in);
    std::vector<std::size_t> out;
    for (std::size_t c = 0; c < parts.size(); ++c) {
      out.insert(out.end(), static_cast<std::size_t>(parts[c]), c);
    }
    Draw draw = stream(options_, table, 0);
    draw.shuffle(out);
    return out;
  }

  std::size_t any_place(Draw& draw, std::size_t county) const {
    const auto& places = land_.counties[county].places;
    return places[static_cast<std::size_t>(draw.below(static_cast<std::int64_t>(places.size())))];
  }
  std::size_t town(Draw& draw, std::size_t county) const {
    return land_.counties[county].places[by_town_[county].draw(draw)];
  }
  std::size_t among_the_poor(Draw& draw, std::size_t county) const {
    if (by_poor_[county].total() == 0) return any_place(draw, county);
    return land_.counties[county].places[by_poor_[county].draw(draw)];
  }

  /// An industry of a county, a leading one more often; of the kind of a base, if one is given.
  Industry industry(Draw& draw, std::size_t county, std::int64_t base_kind = -1) const {
    std::vector<std::int64_t> weights(industries, 0);
    std::int64_t all = 0;
    std::int64_t lead = 0;
    for (std::size_t k = 0; k < industries; ++k) {
      if (base_kind >= 0 && data_.industries[k].base_kind != base_kind) continue;
      weights[k] = data_.industries[k].wish;
      all += weights[k];
      if (leads(county, k)) lead += weights[k];
    }
    if (lead > 0 && lead < all) {  // together the leading ones have their share
      for (std::size_t k = 0; k < industries; ++k) {
        weights[k] *=
            leads(county, k) ? leading_ * 1000 / lead : (1000 - leading_) * 1000 / (all - lead);
      }
    }
    return static_cast<Industry>(draw.by_weight(weights));
  }
  [[nodiscard]] bool leads(std::size_t county, std::size_t industry) const {
    const auto& leading = land_.counties[county].leading;
    return std::find(leading.begin(), leading.end(), static_cast<Industry>(industry)) !=
           leading.end();
  }

  LonLat position(Draw& draw, std::size_t place) const {
    return near(land_.places[place].position, reach_e6_,
                land_.counties[land_.places[place].county].boundary, draw);
  }

  std::string name(std::size_t county, Industry industry, std::string_view what,
                   std::size_t number) const {
    return land_.counties[county].name + std::string(to_chinese(industry)) + std::string(what) +
           "（合成" + std::to_string(number) + "）";
  }

  /// What the work of an industry is like, in the fields that bases, projects and chains share.
  template <class Record>
  void set_work(Draw& draw, Industry industry, Record& record) const {
    const IndustryFacts& facts = data_.industries[static_cast<std::size_t>(industry)];
    record.industry = industry;
    record.work = facts.work;
    record.risk = facts.risk;
    record.skills = facts.skills;
    record.skill_required = draw.per_mille(skill_required_);
    record.at_home = draw.per_mille(facts.at_home);
    record.income = Money::from_yuan(draw.between(facts.income_low, facts.income_high) / 100 * 100);
  }

  void add_mentors() {
    Assumptions& a = data_.assume;
    const std::int64_t count = scaled(a("mentors"), options_, a("least.mentors"));
    const Weights places(a.weights("mentor_places", {"3", "4", "5", "6"}));
    const Weights levels(a.weights<Level>("mentor_level"));
    const std::int64_t own_village = a("mentor.own_village");
    const std::int64_t registered = a("mentor.registered");
    const std::int64_t two_industries = a("mentor.two_industries");
    std::vector<std::size_t> exited;
    for (std::size_t w = 0; w < people_.women.size(); ++w) {
      const WomanFacts& facts = people_.facts[w];
      if (facts.exited && facts.can_work && facts.age >= 25 && facts.age <= 50) {
        exited.push_back(w);
      }
    }
    Draw pick = stream(options_, Stream::mentor, 0);
    pick.shuffle(exited);
    const auto county_of = counties(count, Stream::mentor);
    for (std::size_t k = 0; k < county_of.size(); ++k) {
      Draw draw = stream(options_, Stream::mentor, k + 1);
      std::size_t county = county_of[k];
      std::size_t place =
          draw.per_mille(own_village) ? among_the_poor(draw, county) : any_place(draw, county);
      Mentor mentor;
      mentor.id = IdOf<Mentor>(numbered("M", k + 1, 5));
      if (draw.per_mille(registered) && !exited.empty()) {
        const std::size_t w = exited.back();
        exited.pop_back();
        mentor.woman = people_.women[w].id;
        place = people_.facts[w].place;
        county = land_.places[place].county;
      }
      mentor.region = land_.places[place].code;
      mentor.industries.push_back(industry(draw, county));
      if (draw.per_mille(two_industries)) {
        const Industry second = industry(draw, county);
        if (second != mentor.industries.front()) mentor.industries.push_back(second);
      }
      for (const Industry i : mentor.industries) {
        for (const Skill skill : data_.industries[static_cast<std::size_t>(i)].skills) {
          if (std::find(mentor.skills.begin(), mentor.skills.end(), skill) == mentor.skills.end()) {
            mentor.skills.push_back(skill);
          }
        }
      }
      mentor.places = static_cast<std::int32_t>(3 + places.draw(draw));
      mentor.level = static_cast<Level>(levels.draw(draw));
      out_.mentors.push_back(std::move(mentor));
      out_.mentor_place.push_back(place);
    }
  }

  void add_anchors() {
    static constexpr std::array<std::string_view, 4> words{"种养大户", "设施农业基地", "龙头企业",
                                                           "专业合作社"};
    Assumptions& a = data_.assume;
    const auto counts = a.weights<AnchorKind>("anchors");
    const auto households = a.weights(
        "anchor.households", {"enterprise_low", "enterprise_high", "other_low", "other_high"});
    const auto levels =
        a.weights("anchor.level", {"national", "provincial", "municipal", "county"});
    const std::int64_t least = a("least.anchors");
    anchors_in_.resize(land_.counties.size());
    for (std::size_t kind = 0; kind < counts.size(); ++kind) {
      for (const std::size_t county :
           counties(scaled(counts[kind], options_, least), Stream::anchor)) {
        const std::size_t number = out_.anchors.size() + 1;
        Draw draw = stream(options_, Stream::anchor, number);
        Anchor anchor;
        anchor.id = IdOf<Anchor>(numbered("A", number, 4));
        anchor.kind = static_cast<AnchorKind>(kind);
        const bool enterprise = anchor.kind == AnchorKind::anchor_enterprise;
        anchor.industry = industry(
            draw, county, enterprise ? -1 : static_cast<std::int64_t>(BaseKind::agriculture));
        anchor.level = enterprise ? static_cast<Level>(draw.by_weight(levels)) : Level::county;
        const std::size_t place = enterprise ? town(draw, county) : any_place(draw, county);
        anchor.region = land_.places[place].code;
        anchor.position = position(draw, place);
        anchor.households =
            static_cast<std::int32_t>(enterprise ? draw.between(households[0], households[1])
                                                 : draw.between(households[2], households[3]));
        anchor.name = name(county, anchor.industry, words[kind], number);
        anchors_in_[county].push_back(out_.anchors.size());
        anchor_place_.push_back(place);
        out_.anchors.push_back(std::move(anchor));
      }
    }
  }

  void add_bases() {
    Assumptions& a = data_.assume;
    const auto counts = a.weights("bases", {"national", "provincial", "municipal", "county"});
    const Weights kinds(a.weights<BaseKind>("base_kind"));
    const std::int64_t next_year = a("bases.titled_next_year");
    const std::int64_t titled_within = a("bases.titled_within_years");
    const std::int64_t tiny_below = a("bases.no_national_below");
    const std::int64_t least_higher = a("least.bases_higher");
    const std::int64_t least_other = a("least.bases_other");
    const int year = static_cast<int>(options_.date.year());
    for (std::size_t level = 0; level < counts.size(); ++level) {
      // A programme of a few hundred women has one base of the higher kind, not four.
      const bool tiny = options_.households < tiny_below && level == 0;
      const std::int64_t count =
          tiny ? 0 : scaled(counts[level], options_, level < 2 ? least_higher : least_other);
      for (const std::size_t county : counties(count, Stream::base)) {
        const std::size_t number = out_.bases.size() + 1;
        Draw draw = stream(options_, Stream::base, number);
        Base base;
        base.id = IdOf<Base>(numbered("B", number, 4));
        base.kind = number <= 3 ? static_cast<BaseKind>(number - 1)
                                : static_cast<BaseKind>(kinds.draw(draw));
        base.level = static_cast<Level>(level);
        base.title_year = static_cast<std::int32_t>(year - draw.between(0, titled_within));
        if (base.level == Level::provincial && count >= 10 && draw.per_mille(next_year)) {
          base.title_year = year + 1;
        }
        const std::size_t place =
            base.kind == BaseKind::agriculture ? any_place(draw, county) : town(draw, county);
        base.region = land_.places[place].code;
        base.position = position(draw, place);
        set_work(draw, industry(draw, county, static_cast<std::int64_t>(base.kind)), base);
        for (const std::size_t k : anchors_in_[county]) {
          if (out_.anchors[k].industry == base.industry) {
            base.anchor = out_.anchors[k].id;
            break;
          }
        }
        base.name = name(county, base.industry, "巾帼示范基地", number);
        out_.bases.push_back(std::move(base));
      }
    }
  }

  void add_projects() {
    Assumptions& a = data_.assume;
    const std::int64_t linked = a("project.linked");
    const std::int64_t at_anchor = a("project.at_anchor");
    const auto size = a.weights("project.size", {"mu_low", "mu_high", "metres_low", "metres_high"});
    const auto years = a.weights("project.years", {"low", "high"});
    const std::int64_t count = scaled(a("projects"), options_, a("least.projects"));
    for (const std::size_t county : counties(count, Stream::project)) {
      const std::size_t number = out_.projects.size() + 1;
      Draw draw = stream(options_, Stream::project, number);
      Project project;
      project.id = IdOf<Project>(numbered("J", number, 4));
      std::size_t place = among_the_poor(draw, county);
      Industry what = industry(draw, county);
      const auto& anchors = anchors_in_[county];
      if (draw.per_mille(linked) && !anchors.empty()) {
        const std::size_t k = anchors[static_cast<std::size_t>(
            draw.below(static_cast<std::int64_t>(anchors.size())))];
        project.anchor = out_.anchors[k].id;
        what = out_.anchors[k].industry;
        if (draw.per_mille(at_anchor))
          place = anchor_place_[k];  // else it comes to the poor village
      }
      project.region = land_.places[place].code;
      project.position = position(draw, place);
      set_work(draw, what, project);
      const bool land = data_.industries[static_cast<std::size_t>(what)].base_kind ==
                        static_cast<std::int64_t>(BaseKind::agriculture);
      project.scale = land ? std::to_string(draw.between(size[0], size[1]) / 10 * 10) + "亩"
                           : std::to_string(draw.between(size[2], size[3]) / 100 * 100) + "平方米";
      project.starts_on = Date{options_.date.year() - std::chrono::years(draw.below(2)),
                               std::chrono::month(3), std::chrono::day(1)};
      project.ends_on =
          Date{options_.date.year() + std::chrono::years(draw.between(years[0], years[1])),
               std::chrono::month(12), std::chrono::day(31)};
      project.name = name(county, what, "扶贫项目", number);
      out_.projects.push_back(std::move(project));
    }
  }

  /// The anchor of a kind nearest to the wish: same county and industry, same county, any.
  std::size_t anchor_for(Draw& draw, AnchorKind kind, std::size_t county, Industry wanted) const {
    std::array<std::vector<std::size_t>, 3> ranks;
    for (std::size_t k = 0; k < out_.anchors.size(); ++k) {
      if (out_.anchors[k].kind != kind) continue;
      const bool here = land_.places[anchor_place_[k]].county == county;
      ranks[here && out_.anchors[k].industry == wanted ? 0 : here ? 1 : 2].push_back(k);
    }
    for (const auto& rank : ranks) {
      if (!rank.empty()) {
        return rank[static_cast<std::size_t>(draw.below(static_cast<std::int64_t>(rank.size())))];
      }
    }
    return 0;
  }

  void add_chains() {
    Assumptions& a = data_.assume;
    const Weights forms(a.weights<DividendKind>("dividend"));
    const std::int64_t stake_low = a("stake.low");
    const std::int64_t stake_high = a("stake.high");
    const std::int64_t guaranteed_low = a("guaranteed.low");
    const std::int64_t guaranteed_high = a("guaranteed.high");
    const std::int64_t profit_low = a("profit_share.low");
    const std::int64_t profit_high = a("profit_share.high");
    const std::int64_t capped = a("dividend.capped");
    const std::int64_t count = scaled(a("chains"), options_, a("least.chains"));
    std::vector<std::vector<std::size_t>> mentors(land_.counties.size());
    for (std::size_t k = 0; k < out_.mentors.size(); ++k) {
      mentors[land_.places[out_.mentor_place[k]].county].push_back(k);
    }
    for (const std::size_t county : counties(count, Stream::chain)) {
      const std::size_t number = out_.chains.size() + 1;
      Draw draw = stream(options_, Stream::chain, number);
      const auto& here = mentors[county];
      const std::size_t m =
          here.empty()
              ? 0
              : here[static_cast<std::size_t>(draw.below(static_cast<std::int64_t>(here.size())))];
      Chain chain;
      chain.id = IdOf<Chain>(numbered("C", number, 4));
      chain.mentor = out_.mentors[m].id;
      const Industry what = out_.mentors[m].industries.front();
      chain.enterprise =
          out_.anchors[anchor_for(draw, AnchorKind::anchor_enterprise, county, what)].id;
      chain.cooperative = out_.anchors[anchor_for(draw, AnchorKind::cooperative, county, what)].id;
      const std::size_t place = out_.mentor_place[m];
      chain.region = land_.places[place].code;
      chain.position = position(draw, place);
      set_work(draw, what, chain);
      chain.dividend = static_cast<DividendKind>(forms.draw(draw));
      chain.stake = Money::from_yuan(draw.between(stake_low / 1000, stake_high / 1000) * 1000);
      chain.guaranteed_bp = static_cast<std::int32_t>(
          draw.between(guaranteed_low / 100, guaranteed_high / 100) * 100);
      chain.profit_share_bp =
          static_cast<std::int32_t>(draw.between(profit_low / 250, profit_high / 250) * 250);
      if (draw.per_mille(capped)) chain.dividend_cap = chain.stake;
      out_.chains.push_back(std::move(chain));
    }
  }

  /// Higher bases have places of their own; the others share what is left of a total that stays
  /// below the women who can work.
  void share_out_places() {
    Assumptions& a = data_.assume;
    const std::int64_t low = a("base_places.higher_low");
    const std::int64_t high = a("base_places.higher_high");
    const auto range =
        a.weights("places_weight", {"municipal_low", "municipal_high", "county_low", "county_high",
                                    "project_low", "project_high", "chain_low", "chain_high"});
    std::int64_t left =
        a("livelihood_places") * static_cast<std::int64_t>(people_.women.size()) / 1000;
    Draw draw = stream(options_, Stream::places, 1);
    // Small programmes keep their higher bases at the least, or these would have every place.
    const bool small = options_.households < a("bases.least_places_below");
    std::vector<std::int32_t*> places;
    std::vector<std::int64_t> weights;
    for (Base& base : out_.bases) {
      if (base.level == Level::national || base.level == Level::provincial) {
        const std::int64_t drawn = draw.between(low / 10, high / 10) * 10;
        base.places = static_cast<std::int32_t>(small ? low : drawn);
        left -= base.places;
      } else {
        const std::size_t k = base.level == Level::municipal ? 0 : 2;
        places.push_back(&base.places);
        weights.push_back(draw.between(range[k], range[k + 1]));
      }
    }
    for (Project& project : out_.projects) {
      places.push_back(&project.places);
      weights.push_back(draw.between(range[4], range[5]));
    }
    for (Chain& chain : out_.chains) {
      places.push_back(&chain.places);
      weights.push_back(draw.between(range[6], range[7]));
    }
    const std::int64_t least = a("least.places");
    left = std::max<std::int64_t>(left - least * static_cast<std::int64_t>(places.size()), 0);
    const auto parts = apportion(left, weights);
    for (std::size_t k = 0; k < places.size(); ++k) {
      *places[k] = static_cast<std::int32_t>(least + parts[k]);
    }
    const std::int64_t budget_low = a("project.budget.low");
    const std::int64_t budget_high = a("project.budget.high");
    for (Project& project : out_.projects) {
      project.budget = Money::from_yuan(draw.between(budget_low / 1000, budget_high / 1000) * 1000 *
                                        project.places);
    }
  }

  const Land& land_;
  const People& people_;
  Data& data_;
  const Options& options_;
  std::int64_t leading_ = 0;
  std::int64_t skill_required_ = 0;
  std::int64_t reach_e6_ = 0;
  std::vector<std::int64_t> poor_in_{};  ///< Women by place.
  std::vector<Weights> by_poor_{};       ///< Of each county's places.
  std::vector<Weights> by_town_{};
  std::vector<std::vector<std::size_t>> anchors_in_{};
  std::vector<std::size_t> anchor_place_{};
  Providers out_{};
};

}  // namespace

Providers make_providers(const Land& land, const People& people, Data& data,
                         const Options& options) {
  return Founding(land, people, data, options).found();
}

}  // namespace jinguo::inline v0_1::sample
