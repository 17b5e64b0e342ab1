#pragma once

#include <cstdint>
#include <span>
#include <type_traits>

#include "jinguo/core/coded.hpp"

/// The coded fields of the records: official codes where a form has them (registration form of
/// poor households, 2014; programme papers), our own numbers elsewhere.
namespace jinguo::inline v0_1 {

/// Standard by which a household was registered as poor (registration form, A1).
enum class IdentificationStandard : std::uint8_t { national, provincial, municipal };
inline constexpr Coded<IdentificationStandard> identificationstandard_codes[] = {
    {IdentificationStandard::national, "national", "1", "国家标准"},
    {IdentificationStandard::provincial, "provincial", "2", "省定标准"},
    {IdentificationStandard::municipal, "municipal", "3", "市定标准"},
};
constexpr std::span<const Coded<IdentificationStandard>> codes(
    std::type_identity<IdentificationStandard>) noexcept {
  return identificationstandard_codes;
}

/// Type of a registered household (registration form, A2).
enum class HouseholdType : std::uint8_t { general, allowance, five_guarantee, allowance_poor };
inline constexpr Coded<HouseholdType> householdtype_codes[] = {
    {HouseholdType::general, "general", "1", "一般贫困户"},
    {HouseholdType::allowance, "allowance", "2", "低保户"},
    {HouseholdType::five_guarantee, "five_guarantee", "3", "五保户"},
    {HouseholdType::allowance_poor, "allowance_poor", "4", "低保贫困户"},
};
constexpr std::span<const Coded<HouseholdType>> codes(std::type_identity<HouseholdType>) noexcept {
  return householdtype_codes;
}

/// Cause of poverty (registration form, A3).
enum class Cause : std::uint8_t {
  illness,
  disability,
  schooling,
  disaster,
  land,
  water,
  skills,
  labour,
  capital,
  transport,
  motivation,
  other
};
inline constexpr Coded<Cause> cause_codes[] = {
    {Cause::illness, "illness", "1", "因病"},
    {Cause::disability, "disability", "2", "因残"},
    {Cause::schooling, "schooling", "3", "因学"},
    {Cause::disaster, "disaster", "4", "因灾"},
    {Cause::land, "land", "5", "缺土地"},
    {Cause::water, "water", "6", "缺水"},
    {Cause::skills, "skills", "7", "缺技术"},
    {Cause::labour, "labour", "8", "缺劳力"},
    {Cause::capital, "capital", "9", "缺资金"},
    {Cause::transport, "transport", "10", "交通条件落后"},
    {Cause::motivation, "motivation", "11", "自身发展动力不足"},
    {Cause::other, "other", "12", "其它"},
};
constexpr std::span<const Coded<Cause>> codes(std::type_identity<Cause>) noexcept {
  return cause_codes;
}

/// Whether a household stands on the register of poor households.
enum class RegistrationStatus : std::uint8_t { registered, exited, never };
inline constexpr Coded<RegistrationStatus> registrationstatus_codes[] = {
    {RegistrationStatus::registered, "registered", "1", "建档立卡"},
    {RegistrationStatus::exited, "exited", "2", "已脱贫"},
    {RegistrationStatus::never, "never", "3", "非建档立卡"},
};
constexpr std::span<const Coded<RegistrationStatus>> codes(
    std::type_identity<RegistrationStatus>) noexcept {
  return registrationstatus_codes;
}

/// Relation to the head of the household.
enum class Relation : std::uint8_t {
  head,
  spouse,
  child,
  child_in_law,
  parent,
  grandchild,
  grandparent,
  sibling,
  other
};
inline constexpr Coded<Relation> relation_codes[] = {
    {Relation::head, "head", "1", "户主"},
    {Relation::spouse, "spouse", "2", "配偶"},
    {Relation::child, "child", "3", "子女"},
    {Relation::child_in_law, "child_in_law", "4", "儿媳女婿"},
    {Relation::parent, "parent", "5", "父母"},
    {Relation::grandchild, "grandchild", "6", "孙子女"},
    {Relation::grandparent, "grandparent", "7", "祖父母"},
    {Relation::sibling, "sibling", "8", "兄弟姐妹"},
    {Relation::other, "other", "9", "其他"},
};
constexpr std::span<const Coded<Relation>> codes(std::type_identity<Relation>) noexcept {
  return relation_codes;
}

/// Sex as registered.
enum class Sex : std::uint8_t { female, male };
inline constexpr Coded<Sex> sex_codes[] = {
    {Sex::female, "female", "2", "女"},
    {Sex::male, "male", "1", "男"},
};
constexpr std::span<const Coded<Sex>> codes(std::type_identity<Sex>) noexcept { return sex_codes; }

/// Highest education finished (registration form).
enum class Education : std::uint8_t {
  illiterate,
  primary,
  junior_secondary,
  senior_secondary,
  vocational,
  college,
  bachelor
};
inline constexpr Coded<Education> education_codes[] = {
    {Education::illiterate, "illiterate", "1", "文盲半文盲"},
    {Education::primary, "primary", "2", "小学"},
    {Education::junior_secondary, "junior_secondary", "3", "初中"},
    {Education::senior_secondary, "senior_secondary", "4", "高中"},
    {Education::vocational, "vocational", "5", "中专"},
    {Education::college, "college", "6", "大专"},
    {Education::bachelor, "bachelor", "7", "本科及以上"},
};
constexpr std::span<const Coded<Education>> codes(std::type_identity<Education>) noexcept {
  return education_codes;
}

/// What school a person attends now.
enum class Student : std::uint8_t {
  none,
  preschool,
  primary,
  junior_secondary,
  senior_secondary,
  vocational,
  college
};
inline constexpr Coded<Student> student_codes[] = {
    {Student::none, "none", "0", "非在校生"},
    {Student::preschool, "preschool", "1", "学前教育"},
    {Student::primary, "primary", "2", "小学在读"},
    {Student::junior_secondary, "junior_secondary", "3", "初中在读"},
    {Student::senior_secondary, "senior_secondary", "4", "高中在读"},
    {Student::vocational, "vocational", "5", "中职在读"},
    {Student::college, "college", "6", "高等院校在读"},
};
constexpr std::span<const Coded<Student>> codes(std::type_identity<Student>) noexcept {
  return student_codes;
}

/// State of health (registration form).
enum class Health : std::uint8_t { healthy, chronic, serious_illness, disabled };
inline constexpr Coded<Health> health_codes[] = {
    {Health::healthy, "healthy", "1", "健康"},
    {Health::chronic, "chronic", "2", "长期慢性病"},
    {Health::serious_illness, "serious_illness", "3", "患有大病"},
    {Health::disabled, "disabled", "4", "残疾"},
};
constexpr std::span<const Coded<Health>> codes(std::type_identity<Health>) noexcept {
  return health_codes;
}

/// Capacity to work (registration form).
enum class Labour : std::uint8_t { ordinary, skilled, lost, none };
inline constexpr Coded<Labour> labour_codes[] = {
    {Labour::ordinary, "ordinary", "1", "普通劳动力"},
    {Labour::skilled, "skilled", "2", "技能劳动力"},
    {Labour::lost, "lost", "3", "丧失劳动力"},
    {Labour::none, "none", "4", "无劳动力"},
};
constexpr std::span<const Coded<Labour>> codes(std::type_identity<Labour>) noexcept {
  return labour_codes;
}

/// Whom she must look after at home; it limits how far from home she can work.
enum class CareDuty : std::uint8_t { none, child, elder, patient };
inline constexpr Coded<CareDuty> careduty_codes[] = {
    {CareDuty::none, "none", "0", "无"},
    {CareDuty::child, "child", "1", "照料儿童"},
    {CareDuty::elder, "elder", "2", "照料老人"},
    {CareDuty::patient, "patient", "3", "照料病残家人"},
};
constexpr std::span<const Coded<CareDuty>> codes(std::type_identity<CareDuty>) noexcept {
  return careduty_codes;
}

/// Skill of the one taxonomy shared by women, mentors, bases and projects.
enum class Skill : std::uint8_t {
  planting,
  breeding,
  fishery,
  tea_making,
  food_processing,
  handicraft,
  sewing,
  domestic_service,
  elder_care,
  cooking,
  e_commerce,
  tourism_service,
  bookkeeping,
  machinery
};
inline constexpr Coded<Skill> skill_codes[] = {
    {Skill::planting, "planting", "1", "种植"},
    {Skill::breeding, "breeding", "2", "养殖"},
    {Skill::fishery, "fishery", "3", "水产养殖"},
    {Skill::tea_making, "tea_making", "4", "制茶"},
    {Skill::food_processing, "food_processing", "5", "食品加工"},
    {Skill::handicraft, "handicraft", "6", "手工编织"},
    {Skill::sewing, "sewing", "7", "缝纫"},
    {Skill::domestic_service, "domestic_service", "8", "家政服务"},
    {Skill::elder_care, "elder_care", "9", "养老护理"},
    {Skill::cooking, "cooking", "10", "烹饪"},
    {Skill::e_commerce, "e_commerce", "11", "电子商务"},
    {Skill::tourism_service, "tourism_service", "12", "旅游接待"},
    {Skill::bookkeeping, "bookkeeping", "13", "记账"},
    {Skill::machinery, "machinery", "14", "农机操作"},
};
constexpr std::span<const Coded<Skill>> codes(std::type_identity<Skill>) noexcept {
  return skill_codes;
}

/// Industry of a place, and of a wish.
enum class Industry : std::uint8_t {
  grain,
  vegetables,
  fruit,
  tea,
  oil_tea,
  mustard,
  cotton,
  lotus,
  pepper,
  sweet_potato,
  pigs,
  poultry,
  goats,
  fish,
  bees,
  snacks,
  zongzi,
  bamboo,
  fishing_floats,
  handicraft,
  garments,
  domestic_service,
  e_commerce,
  tourism,
  recycling,
  retail,
  courtyard,
  other
};
inline constexpr Coded<Industry> industry_codes[] = {
    {Industry::grain, "grain", "1", "粮食"},
    {Industry::vegetables, "vegetables", "2", "蔬菜"},
    {Industry::fruit, "fruit", "3", "水果"},
    {Industry::tea, "tea", "4", "茶叶"},
    {Industry::oil_tea, "oil_tea", "5", "油茶"},
    {Industry::mustard, "mustard", "6", "芥菜"},
    {Industry::cotton, "cotton", "7", "棉花"},
    {Industry::lotus, "lotus", "8", "莲藕"},
    {Industry::pepper, "pepper", "9", "辣椒"},
    {Industry::sweet_potato, "sweet_potato", "10", "红薯"},
    {Industry::pigs, "pigs", "11", "生猪"},
    {Industry::poultry, "poultry", "12", "家禽"},
    {Industry::goats, "goats", "13", "山羊"},
    {Industry::fish, "fish", "14", "水产"},
    {Industry::bees, "bees", "15", "养蜂"},
    {Industry::snacks, "snacks", "16", "休闲食品"},
    {Industry::zongzi, "zongzi", "17", "粽子"},
    {Industry::bamboo, "bamboo", "18", "竹器"},
    {Industry::fishing_floats, "fishing_floats", "19", "钓具浮标"},
    {Industry::handicraft, "handicraft", "20", "手工艺"},
    {Industry::garments, "garments", "21", "服装"},
    {Industry::domestic_service, "domestic_service", "22", "家政"},
    {Industry::e_commerce, "e_commerce", "23", "电商"},
    {Industry::tourism, "tourism", "24", "乡村旅游"},
    {Industry::recycling, "recycling", "25", "再生资源"},
    {Industry::retail, "retail", "26", "商贸"},
    {Industry::courtyard, "courtyard", "27", "庭院经济"},
    {Industry::other, "other", "28", "其他"},
};
constexpr std::span<const Coded<Industry>> codes(std::type_identity<Industry>) noexcept {
  return industry_codes;
}

/// Kind of a right node of a pairing.
enum class ProviderKind : std::uint8_t { mentor, base, project, chain, loan };
inline constexpr Coded<ProviderKind> providerkind_codes[] = {
    {ProviderKind::mentor, "mentor", "1", "女能人"},
    {ProviderKind::base, "base", "2", "示范基地"},
    {ProviderKind::project, "project", "3", "项目"},
    {ProviderKind::chain, "chain", "4", "四方联结"},
    {ProviderKind::loan, "loan", "5", "贷款"},
};
constexpr std::span<const Coded<ProviderKind>> codes(std::type_identity<ProviderKind>) noexcept {
  return providerkind_codes;
}

/// Kind of a women's demonstration base.
enum class BaseKind : std::uint8_t { agriculture, handicraft, domestic_service };
inline constexpr Coded<BaseKind> basekind_codes[] = {
    {BaseKind::agriculture, "agriculture", "1", "现代农业"},
    {BaseKind::handicraft, "handicraft", "2", "手工编织"},
    {BaseKind::domestic_service, "domestic_service", "3", "家政服务"},
};
constexpr std::span<const Coded<BaseKind>> codes(std::type_identity<BaseKind>) noexcept {
  return basekind_codes;
}

/// Level of an organisation, title or fund.
enum class Level : std::uint8_t { national, provincial, municipal, county, township, village };
inline constexpr Coded<Level> level_codes[] = {
    {Level::national, "national", "1", "国家级"}, {Level::provincial, "provincial", "2", "省级"},
    {Level::municipal, "municipal", "3", "市级"}, {Level::county, "county", "4", "县级"},
    {Level::township, "township", "5", "乡镇级"}, {Level::village, "village", "6", "村级"},
};
constexpr std::span<const Coded<Level>> codes(std::type_identity<Level>) noexcept {
  return level_codes;
}

/// Kind of a business that others can hold on to.
enum class AnchorKind : std::uint8_t {
  large_grower,
  facility_farm,
  anchor_enterprise,
  cooperative
};
inline constexpr Coded<AnchorKind> anchorkind_codes[] = {
    {AnchorKind::large_grower, "large_grower", "1", "产业大户"},
    {AnchorKind::facility_farm, "facility_farm", "2", "设施农业基地"},
    {AnchorKind::anchor_enterprise, "anchor_enterprise", "3", "龙头企业"},
    {AnchorKind::cooperative, "cooperative", "4", "合作社"},
};
constexpr std::span<const Coded<AnchorKind>> codes(std::type_identity<AnchorKind>) noexcept {
  return anchorkind_codes;
}

/// How heavy the work is; decides which states of health can do it.
enum class Work : std::uint8_t { light, medium, heavy };
inline constexpr Coded<Work> work_codes[] = {
    {Work::light, "light", "1", "轻体力"},
    {Work::medium, "medium", "2", "中等体力"},
    {Work::heavy, "heavy", "3", "重体力"},
};
constexpr std::span<const Coded<Work>> codes(std::type_identity<Work>) noexcept {
  return work_codes;
}

/// Risk of the market for what is made.
enum class Risk : std::uint8_t { low, medium, high };
inline constexpr Coded<Risk> risk_codes[] = {
    {Risk::low, "low", "1", "低"},
    {Risk::medium, "medium", "2", "中"},
    {Risk::high, "high", "3", "高"},
};
constexpr std::span<const Coded<Risk>> codes(std::type_identity<Risk>) noexcept {
  return risk_codes;
}

/// Form of a share in a chain.
enum class DividendKind : std::uint8_t { loan_invested, share, employment };
inline constexpr Coded<DividendKind> dividendkind_codes[] = {
    {DividendKind::loan_invested, "loan_invested", "1", "代资入股"},
    {DividendKind::share, "share", "2", "参股分红"},
    {DividendKind::employment, "employment", "3", "就业分红"},
};
constexpr std::span<const Coded<DividendKind>> codes(std::type_identity<DividendKind>) noexcept {
  return dividendkind_codes;
}

/// Scheme of a loan product.
enum class LoanScheme : std::uint8_t {
  poverty_micro_credit,
  entrepreneurship_guaranteed,
  women_guaranteed
};
inline constexpr Coded<LoanScheme> loanscheme_codes[] = {
    {LoanScheme::poverty_micro_credit, "poverty_micro_credit", "1", "扶贫小额信贷"},
    {LoanScheme::entrepreneurship_guaranteed, "entrepreneurship_guaranteed", "2", "创业担保贷款"},
    {LoanScheme::women_guaranteed, "women_guaranteed", "3", "妇女小额担保贷款"},
};
constexpr std::span<const Coded<LoanScheme>> codes(std::type_identity<LoanScheme>) noexcept {
  return loanscheme_codes;
}

/// State of a loan application.
enum class ApplicationStatus : std::uint8_t { submitted, approved, refused, withdrawn };
inline constexpr Coded<ApplicationStatus> applicationstatus_codes[] = {
    {ApplicationStatus::submitted, "submitted", "1", "已申请"},
    {ApplicationStatus::approved, "approved", "2", "已批准"},
    {ApplicationStatus::refused, "refused", "3", "未批准"},
    {ApplicationStatus::withdrawn, "withdrawn", "4", "已撤回"},
};
constexpr std::span<const Coded<ApplicationStatus>> codes(
    std::type_identity<ApplicationStatus>) noexcept {
  return applicationstatus_codes;
}

/// State of a loan.
enum class LoanStatus : std::uint8_t { active, extended, overdue, repaid };
inline constexpr Coded<LoanStatus> loanstatus_codes[] = {
    {LoanStatus::active, "active", "1", "正常"},
    {LoanStatus::extended, "extended", "2", "展期"},
    {LoanStatus::overdue, "overdue", "3", "逾期"},
    {LoanStatus::repaid, "repaid", "4", "结清"},
};
constexpr std::span<const Coded<LoanStatus>> codes(std::type_identity<LoanStatus>) noexcept {
  return loanstatus_codes;
}

/// State of a mentorship or placement.
enum class RelationStatus : std::uint8_t { proposed, accepted, declined, active, ended };
inline constexpr Coded<RelationStatus> relationstatus_codes[] = {
    {RelationStatus::proposed, "proposed", "1", "建议"},
    {RelationStatus::accepted, "accepted", "2", "已接受"},
    {RelationStatus::declined, "declined", "3", "已谢绝"},
    {RelationStatus::active, "active", "4", "进行中"},
    {RelationStatus::ended, "ended", "5", "已结束"},
};
constexpr std::span<const Coded<RelationStatus>> codes(
    std::type_identity<RelationStatus>) noexcept {
  return relationstatus_codes;
}

/// Why a mentorship or placement ended.
enum class EndReason : std::uint8_t {
  completed,
  moved,
  exited_poverty,
  health,
  family,
  provider_closed,
  death,
  other,
  left  ///< She left of her own will.
};
inline constexpr Coded<EndReason> endreason_codes[] = {
    {EndReason::completed, "completed", "1", "期满"},
    {EndReason::moved, "moved", "2", "迁出"},
    {EndReason::exited_poverty, "exited_poverty", "3", "脱贫"},
    {EndReason::health, "health", "4", "健康原因"},
    {EndReason::family, "family", "5", "家庭原因"},
    {EndReason::provider_closed, "provider_closed", "6", "帮扶方终止"},
    {EndReason::death, "death", "7", "死亡"},
    {EndReason::other, "other", "8", "其他"},
    {EndReason::left, "left", "9", "本人退出"},
};
constexpr std::span<const Coded<EndReason>> codes(std::type_identity<EndReason>) noexcept {
  return endreason_codes;
}

/// What a table of pairs demands.
enum class PairRule : std::uint8_t { lock, exclude };
inline constexpr Coded<PairRule> pairrule_codes[] = {
    {PairRule::lock, "lock", "1", "锁定"},
    {PairRule::exclude, "exclude", "2", "回避"},
};
constexpr std::span<const Coded<PairRule>> codes(std::type_identity<PairRule>) noexcept {
  return pairrule_codes;
}

/// What the house is built of (registration form, A22; the numbers are our own).
enum class Housing : std::uint8_t { concrete, brick_concrete, brick_timber, earth_timber, other };
inline constexpr Coded<Housing> housing_codes[] = {
    {Housing::concrete, "concrete", "1", "钢筋混凝土"},
    {Housing::brick_concrete, "brick_concrete", "2", "砖混"},
    {Housing::brick_timber, "brick_timber", "3", "砖木"},
    {Housing::earth_timber, "earth_timber", "4", "土木"},
    {Housing::other, "other", "5", "其他"},
};
constexpr std::span<const Coded<Housing>> codes(std::type_identity<Housing>) noexcept {
  return housing_codes;
}

/// Where drinking water comes from (registration form, A37; the numbers are our own).
enum class Water : std::uint8_t { piped, well, mountain_spring, surface, other };
inline constexpr Coded<Water> water_codes[] = {
    {Water::piped, "piped", "1", "自来水"},
    {Water::well, "well", "2", "井水"},
    {Water::mountain_spring, "mountain_spring", "3", "山泉水"},
    {Water::surface, "surface", "4", "河塘水"},
    {Water::other, "other", "5", "其他水源"},
};
constexpr std::span<const Coded<Water>> codes(std::type_identity<Water>) noexcept {
  return water_codes;
}

/// Whom an activity reaches beside the women of the registry.
enum class PersonKind : std::uint8_t {
  registered_woman,
  grassroots_woman,
  cadre,
  left_behind_child,
  child_in_difficulty,
  student,
  other
};
inline constexpr Coded<PersonKind> personkind_codes[] = {
    {PersonKind::registered_woman, "registered_woman", "1", "建档立卡妇女"},
    {PersonKind::grassroots_woman, "grassroots_woman", "2", "基层妇女"},
    {PersonKind::cadre, "cadre", "3", "妇联干部"},
    {PersonKind::left_behind_child, "left_behind_child", "4", "留守儿童"},
    {PersonKind::child_in_difficulty, "child_in_difficulty", "5", "困境儿童"},
    {PersonKind::student, "student", "6", "贫困学生"},
    {PersonKind::other, "other", "7", "其他人员"},
};
constexpr std::span<const Coded<PersonKind>> codes(std::type_identity<PersonKind>) noexcept {
  return personkind_codes;
}

/// Kind of an activity; the programme's targets count them.
enum class ActivityKind : std::uint8_t {
  outreach,
  leaflets,
  talk,
  course,
  reading,
  training,
  family_education,
  student_aid,
  screening,
  cancer_aid,
  insurance,
  clinic,
  charity,
  advice,
  exemplar,
  media_item,
  visit,
  resource,
  diagnosis,
  lecture
};
inline constexpr Coded<ActivityKind> activitykind_codes[] = {
    {ActivityKind::outreach, "outreach", "1", "宣传"},
    {ActivityKind::leaflets, "leaflets", "2", "发放资料"},
    {ActivityKind::talk, "talk", "3", "宣讲"},
    {ActivityKind::course, "course", "4", "文化课程"},
    {ActivityKind::reading, "reading", "5", "读书活动"},
    {ActivityKind::training, "training", "6", "技能培训"},
    {ActivityKind::family_education, "family_education", "7", "家庭教育"},
    {ActivityKind::student_aid, "student_aid", "8", "助学"},
    {ActivityKind::screening, "screening", "9", "两癌筛查"},
    {ActivityKind::cancer_aid, "cancer_aid", "10", "两癌救助"},
    {ActivityKind::insurance, "insurance", "11", "购买医保"},
    {ActivityKind::clinic, "clinic", "12", "义诊"},
    {ActivityKind::charity, "charity", "13", "爱心救助"},
    {ActivityKind::advice, "advice", "14", "智援咨询"},
    {ActivityKind::exemplar, "exemplar", "15", "典型推荐"},
    {ActivityKind::media_item, "media_item", "16", "媒体刊发"},
    {ActivityKind::visit, "visit", "17", "走访"},
    {ActivityKind::resource, "resource", "18", "资源筹集"},
    {ActivityKind::diagnosis, "diagnosis", "19", "两癌确诊"},
    {ActivityKind::lecture, "lecture", "20", "健康讲座"},
};
constexpr std::span<const Coded<ActivityKind>> codes(std::type_identity<ActivityKind>) noexcept {
  return activitykind_codes;
}

/// What a quantity counts.
enum class Unit : std::uint8_t {
  copies,
  sessions,
  person_times,
  persons,
  items,
  bases,
  yuan,
  exemplars
};
inline constexpr Coded<Unit> unit_codes[] = {
    {Unit::copies, "copies", "1", "份"},
    {Unit::sessions, "sessions", "2", "场"},
    {Unit::person_times, "person_times", "3", "人次"},
    {Unit::persons, "persons", "4", "人"},
    {Unit::items, "items", "5", "篇"},
    {Unit::bases, "bases", "6", "个基地"},
    {Unit::yuan, "yuan", "7", "元"},
    {Unit::exemplars, "exemplars", "8", "个典型"},
};
constexpr std::span<const Coded<Unit>> codes(std::type_identity<Unit>) noexcept {
  return unit_codes;
}

}  // namespace jinguo::inline v0_1
