#pragma once

#include <cstdint>
#include <span>
#include <type_traits>

#include "jinguo/core/coded.hpp"

/// The coded fields of activities; the numbers are our own.
namespace jinguo::inline v0_1 {

/// By what means a message goes out, old media and new.
enum class Medium : std::uint8_t {
  meeting,
  home_visit,
  print,
  broadcast,
  television,
  newspaper,
  website,
  social_media
};
inline constexpr Coded<Medium> medium_codes[] = {
    {Medium::meeting, "meeting", "1", "会议"},
    {Medium::home_visit, "home_visit", "2", "入户"},
    {Medium::print, "print", "3", "宣传品"},
    {Medium::broadcast, "broadcast", "4", "广播"},
    {Medium::television, "television", "5", "电视"},
    {Medium::newspaper, "newspaper", "6", "报刊"},
    {Medium::website, "website", "7", "网站"},
    {Medium::social_media, "social_media", "8", "新媒体"},
};
constexpr std::span<const Coded<Medium>> codes(std::type_identity<Medium>) noexcept {
  return medium_codes;
}

/// What a talk, class or lecture is about.
enum class Topic : std::uint8_t {
  poverty_policy,
  land_rights,
  law,
  health,
  family_education,
  skills,
  culture,
  exemplars,
  other
};
inline constexpr Coded<Topic> topic_codes[] = {
    {Topic::poverty_policy, "poverty_policy", "1", "扶贫政策"},
    {Topic::land_rights, "land_rights", "2", "土地维权"},
    {Topic::law, "law", "3", "法律知识"},
    {Topic::health, "health", "4", "健康知识"},
    {Topic::family_education, "family_education", "5", "家庭教育"},
    {Topic::skills, "skills", "6", "实用技能"},
    {Topic::culture, "culture", "7", "文化素质"},
    {Topic::exemplars, "exemplars", "8", "典型事迹"},
    {Topic::other, "other", "9", "其他"},
};
constexpr std::span<const Coded<Topic>> codes(std::type_identity<Topic>) noexcept {
  return topic_codes;
}

/// A name under which women's federations hold activities.
enum class Brand : std::uint8_t {
  rural_woman,
  one_skill_each,
  women_forum,
  cultural_quality,
  village_tour,
  other
};
inline constexpr Coded<Brand> brand_codes[] = {
    {Brand::rural_woman, "rural_woman", "1", "农家女"},
    {Brand::one_skill_each, "one_skill_each", "2", "一人学一技"},
    {Brand::women_forum, "women_forum", "3", "巾帼讲堂"},
    {Brand::cultural_quality, "cultural_quality", "4", "女性文化素质工程"},
    {Brand::village_tour, "village_tour", "5", "巾帼乡村行"},
    {Brand::other, "other", "6", "其他品牌"},
};
constexpr std::span<const Coded<Brand>> codes(std::type_identity<Brand>) noexcept {
  return brand_codes;
}

/// Where an activity was held.
enum class Venue : std::uint8_t {
  womens_home,
  village_hall,
  town_hall,
  school,
  base,
  hospital,
  household,
  online,
  other
};
inline constexpr Coded<Venue> venue_codes[] = {
    {Venue::womens_home, "womens_home", "1", "妇女之家"},
    {Venue::village_hall, "village_hall", "2", "村部"},
    {Venue::town_hall, "town_hall", "3", "乡镇机关"},
    {Venue::school, "school", "4", "学校"},
    {Venue::base, "base", "5", "示范基地"},
    {Venue::hospital, "hospital", "6", "医院"},
    {Venue::household, "household", "7", "入户"},
    {Venue::online, "online", "8", "线上"},
    {Venue::other, "other", "9", "其他场所"},
};
constexpr std::span<const Coded<Venue>> codes(std::type_identity<Venue>) noexcept {
  return venue_codes;
}

/// Where money or goods come from.
enum class Source : std::uint8_t {
  herself,
  village,
  county,
  municipal,
  provincial,
  central,
  federation,
  charity,
  enterprise,
  other
};
inline constexpr Coded<Source> source_codes[] = {
    {Source::herself, "herself", "1", "本人"},
    {Source::village, "village", "2", "村集体"},
    {Source::county, "county", "3", "县级财政"},
    {Source::municipal, "municipal", "4", "市级财政"},
    {Source::provincial, "provincial", "5", "省级财政"},
    {Source::central, "central", "6", "中央财政"},
    {Source::federation, "federation", "7", "妇联"},
    {Source::charity, "charity", "8", "公益慈善"},
    {Source::enterprise, "enterprise", "9", "企业"},
    {Source::other, "other", "10", "其他来源"},
};
constexpr std::span<const Coded<Source>> codes(std::type_identity<Source>) noexcept {
  return source_codes;
}

/// How an aid was handed over.
enum class Payment : std::uint8_t { transfer, cash, in_kind };
inline constexpr Coded<Payment> payment_codes[] = {
    {Payment::transfer, "transfer", "1", "银行转账"},
    {Payment::cash, "cash", "2", "现金"},
    {Payment::in_kind, "in_kind", "3", "实物"},
};
constexpr std::span<const Coded<Payment>> codes(std::type_identity<Payment>) noexcept {
  return payment_codes;
}

/// The two cancers of women that the programme speaks of.
enum class Cancer : std::uint8_t { cervical, breast };
inline constexpr Coded<Cancer> cancer_codes[] = {
    {Cancer::cervical, "cervical", "1", "宫颈癌"},
    {Cancer::breast, "breast", "2", "乳腺癌"},
};
constexpr std::span<const Coded<Cancer>> codes(std::type_identity<Cancer>) noexcept {
  return cancer_codes;
}

/// Stage of a cancer when it was found.
enum class CancerStage : std::uint8_t {
  in_situ,
  stage_i,
  stage_iia,
  stage_iib,
  stage_iii,
  stage_iv
};
inline constexpr Coded<CancerStage> cancerstage_codes[] = {
    {CancerStage::in_situ, "in_situ", "0", "原位癌"},
    {CancerStage::stage_i, "stage_i", "1", "Ⅰ期"},
    {CancerStage::stage_iia, "stage_iia", "2", "ⅡA期"},
    {CancerStage::stage_iib, "stage_iib", "3", "ⅡB期"},
    {CancerStage::stage_iii, "stage_iii", "4", "Ⅲ期"},
    {CancerStage::stage_iv, "stage_iv", "5", "Ⅳ期"},
};
constexpr std::span<const Coded<CancerStage>> codes(std::type_identity<CancerStage>) noexcept {
  return cancerstage_codes;
}

/// What a screening found.
enum class ScreeningResult : std::uint8_t { negative, suspicious, positive };
inline constexpr Coded<ScreeningResult> screeningresult_codes[] = {
    {ScreeningResult::negative, "negative", "1", "未见异常"},
    {ScreeningResult::suspicious, "suspicious", "2", "待复查"},
    {ScreeningResult::positive, "positive", "3", "阳性"},
};
constexpr std::span<const Coded<ScreeningResult>> codes(
    std::type_identity<ScreeningResult>) noexcept {
  return screeningresult_codes;
}

/// Kind of exemplar that a programme finds, trains and sums up.
enum class ExemplarKind : std::uint8_t { person, project, social_force };
inline constexpr Coded<ExemplarKind> exemplarkind_codes[] = {
    {ExemplarKind::person, "person", "1", "个人典型"},
    {ExemplarKind::project, "project", "2", "项目典型"},
    {ExemplarKind::social_force, "social_force", "3", "社会力量典型"},
};
constexpr std::span<const Coded<ExemplarKind>> codes(std::type_identity<ExemplarKind>) noexcept {
  return exemplarkind_codes;
}

}  // namespace jinguo::inline v0_1
