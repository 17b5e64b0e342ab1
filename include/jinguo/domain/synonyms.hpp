#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "jinguo/domain/activity_codes.hpp"
#include "jinguo/domain/codes.hpp"
#include "jinguo/domain/repayment.hpp"

/// Officers' everyday words for coded values. `read` are words that can mean one value only: tables
/// take them as that value. `proposed` are words that may mean it: a message proposes it, nothing
/// is read. Words are parted by |; English ones are small, with _ for blanks and hyphens.
namespace jinguo::inline v0_1 {

/// An everyday word for a value of a coded field.
template <class E>
struct Synonym {
  E value;  ///< The value that it means.
  /// Words that can mean no other, which are read as the value; parted by |.
  std::string_view read;
  /// Words that may mean another too: an issue proposes the value; parted by |.
  std::string_view proposed = {};
};

inline constexpr Synonym<IdentificationStandard> identificationstandard_synonyms[] = {
    {IdentificationStandard::national,
     "国标|国家|国家级|国定|国定标准|国家级标准|国家扶贫标准|state"},
    {IdentificationStandard::provincial, "省标|省级|省定|省级标准|省标准|province"},
    {IdentificationStandard::municipal, "市标|市级|市定|市级标准|市标准|city"},
};
constexpr std::span<const Synonym<IdentificationStandard>> synonyms(
    std::type_identity<IdentificationStandard>) noexcept {
  return identificationstandard_synonyms;
}

inline constexpr Synonym<HouseholdType> householdtype_synonyms[] = {
    {HouseholdType::general, "一般贫困|一般贫困家庭|普通贫困户|一般贫困农户",
     "一般户|贫困户|一般|扶贫户|扶贫开发户|普通户"},
    {HouseholdType::allowance,
     "低保|低保家庭|最低生活保障户|农村低保户|农村低保|享受低保|低保对象|农村低保家庭"},
    {HouseholdType::five_guarantee, "五保|五保家庭|五保供养户|农村五保户",
     "特困供养|特困供养户|特困供养人员|特困户|特困|特困人员|特困家庭|特困供养家庭"},
    {HouseholdType::allowance_poor, "低保贫困|贫困低保户|低保且贫困|低保贫困家庭|低保且贫困户",
     "扶贫低保户"},
};
constexpr std::span<const Synonym<HouseholdType>> synonyms(
    std::type_identity<HouseholdType>) noexcept {
  return householdtype_synonyms;
}

inline constexpr Synonym<Cause> cause_synonyms[] = {
    {Cause::illness,
     "疾病|生病|患病|因病致贫|病|大病|家人患病|disease|sickness|家中有病人|家人生病|患大病|患重病|"
     "慢性病|长期患病|因患病|因大病"},
    {Cause::disability, "残疾|因残致贫|残|家人残疾|disabled|身体残疾|家中有残疾人|家有残疾人"},
    {Cause::schooling,
     "上学|就学|因学致贫|供学|子女上学|供子女上学|学费|education|读书|供学生|供大学生|孩子上学|"
     "小孩读书|小孩上学|子女读书|孩子读书|因子女上学|上学负担重"},
    {Cause::disaster,
     "灾害|自然灾害|受灾|因灾致贫|灾|遭灾|natural_disaster|天灾|水灾|火灾|旱灾|洪灾|洪水|地震|"
     "泥石流|因灾害|因自然灾害"},
    {Cause::land,
     "缺地|缺少土地|无地|没有土地|土地少|缺耕地|lack_of_land|no_land|无土地|缺乏土地|缺少耕地|"
     "土地不足|没有地"},
    {Cause::water, "缺水源|缺少水源|缺饮水|lack_of_water|no_water|缺乏水源|用水困难"},
    {Cause::skills,
     "缺技能|无技术|没有技术|没技术|缺少技术|缺乏技术|技术缺乏|无技能|lack_of_skills|no_skills|"
     "缺乏技能|缺少技能|没技能|没有技能|缺乏劳动技能|无一技之长|缺乏专业技术"},
    {Cause::labour,
     "缺劳动力|缺少劳动力|缺乏劳动力|无劳力|没有劳力|劳力不足|缺少劳力|劳动力不足|labor|lack_of_"
     "labour|lack_of_labor|没劳力|没劳动力|没有劳动力|无劳动力|缺乏劳力|劳动力缺乏|no_labour|no_"
     "labor",
     "年老|年老体弱|因老"},
    {Cause::capital,
     "缺少资金|缺乏资金|没资金|无资金|没有资金|缺本钱|资金短缺|缺钱|lack_of_capital|no_capital|"
     "没钱|没有钱|缺启动资金|缺乏发展资金|缺发展资金|资金不足|资金缺乏|lack_of_money|no_money|lack_"
     "of_funds"},
    {Cause::transport, "交通不便|交通落后|交通不便利|道路不通|交通闭塞|交通条件不便",
     "交通|路不好|不通路|偏远|地处偏远"},
    {Cause::motivation,
     "自身动力不足|自身发展力不足|内生动力不足|发展动力不足|动力不足|缺乏动力|缺动力|缺乏内生动力|"
     "缺乏发展动力|自身发展动力不够",
     "观念落后|思想落后|等靠要|懒|懒惰"},
    {Cause::other, "其他|其它原因|其他原因|others",
     "婚姻|因婚|因丧|丧偶|离异|欠债|因债|负债|意外|意外事故|事故|车祸|年老|年老体弱|因老|建房|"
     "因房"},
};
constexpr std::span<const Synonym<Cause>> synonyms(std::type_identity<Cause>) noexcept {
  return cause_synonyms;
}

inline constexpr Synonym<RegistrationStatus> registrationstatus_synonyms[] = {
    {RegistrationStatus::registered,
     "建档立卡户|建档立卡贫困户|建档|已建档|在册|未脱贫|未脱贫户|尚未脱贫|没脱贫|没有脱贫|未退出|"
     "贫困户|not_exited|poor|已建档立卡|建档立卡贫困|建档立卡贫困家庭|在档|在档户|返贫|返贫户|"
     "已返贫|返贫贫困户|重新返贫|新识别贫困户|未脱贫贫困户|still_poor|returned_to_poverty|relapsed",
     "预脱贫|预脱贫户|拟脱贫|拟脱贫户|计划脱贫|新识别|新增|新增贫困户|贫困"},
    {RegistrationStatus::exited,
     "脱贫|脱贫户|已脱贫户|已退出|退出|脱贫退出|稳定脱贫|稳定脱贫户|已经脱贫|正常脱贫|已正常脱贫|"
     "脱贫人口|已稳定脱贫|left_the_register|lifted_out_of_poverty"},
    {RegistrationStatus::never,
     "未建档立卡|未建档|没有建档立卡|没建档|非建档立卡户|非建档|非贫困户|非贫困|一般农户|普通农户|"
     "never_registered|not_registered|unregistered|not_poor|未建档户|未建档立卡户|没有建档|"
     "非贫困家庭|非贫困农户|非建档立卡农户|不是贫困户"},
};
constexpr std::span<const Synonym<RegistrationStatus>> synonyms(
    std::type_identity<RegistrationStatus>) noexcept {
  return registrationstatus_synonyms;
}

inline constexpr Synonym<Relation> relation_synonyms[] = {
    {Relation::head, "本人|户主本人|本人或户主|household_head|self"},
    {Relation::spouse, "妻|妻子|夫|丈夫|爱人|老婆|老公|wife|husband|老伴|内人|太太", "媳妇"},
    {Relation::child,
     "子|女|儿|儿子|女儿|长子|次子|三子|四子|长女|次女|三女|四女|大儿子|小儿子|大女儿|小女儿|"
     "独生子|独生女|独子|独女|养子|养女|继子|继女|孩子|son|daughter|大女|二女|小女|大儿|二儿|小儿|"
     "二儿子|三儿子|二女儿|三女儿|四女儿|幼子|幼女|闺女|children"},
    {Relation::child_in_law,
     "儿媳|女婿|儿媳妇|儿媳或女婿|daughter_in_law|son_in_law|媳|上门女婿|入赘女婿|大儿媳|二儿媳|"
     "小儿媳|长媳|次媳",
     "媳妇"},
    {Relation::parent,
     "父|母|父亲|母亲|爸爸|妈妈|爸|妈|养父|养母|继父|继母|father|mother|娘|爹|公公|婆婆|公婆|岳父|"
     "岳母|岳父母|丈母娘|老丈人|家公|家婆|公爹|父亲母亲|mom|dad|father_in_law|mother_in_law|"
     "parents_in_law"},
    {Relation::grandchild,
     "孙|孙子|孙女|长孙|长孙女|外孙|外孙子|外孙女|外孙子女|grandson|granddaughter|孙儿|孙子孙女|"
     "外孙儿|重孙|重孙子|重孙女|曾孙|曾孙子|曾孙女"},
    {Relation::grandparent,
     "祖父|祖母|爷爷|奶奶|外祖父|外祖母|外公|外婆|姥姥|姥爷|grandfather|grandmother|曾祖父|曾祖母|"
     "grandma|grandpa"},
    {Relation::sibling,
     "兄|弟|姐|妹|哥|哥哥|弟弟|姐姐|妹妹|兄弟|姐妹|兄长|brother|sister|大哥|二哥|大姐|二姐|姐弟|"
     "兄妹|siblings"},
    {Relation::other,
     "其它|其他亲属|其它亲属|其他关系|侄|侄子|侄女|外甥|外甥女|叔叔|伯父|姑姑|舅舅|嫂|嫂子|弟媳|"
     "姐夫|妹夫|孙媳|孙媳妇|孙女婿|others|姑妈|姨妈|姨|姑|婶婶|伯母|舅妈|堂兄|堂弟|堂姐|堂妹|表兄|"
     "表弟|表姐|表妹|niece|nephew|aunt|uncle"},
};
constexpr std::span<const Synonym<Relation>> synonyms(std::type_identity<Relation>) noexcept {
  return relation_synonyms;
}

inline constexpr Synonym<Sex> sex_synonyms[] = {
    {Sex::female, "女性|女的|f|woman"},
    {Sex::male, "男性|男的|m|man"},
};
constexpr std::span<const Synonym<Sex>> synonyms(std::type_identity<Sex>) noexcept {
  return sex_synonyms;
}

inline constexpr Synonym<Education> education_synonyms[] = {
    {Education::illiterate,
     "文盲|半文盲|文盲或半文盲|文盲/"
     "半文盲|文盲、半文盲|不识字|未上学|未上过学|没上过学|没读过书|无学历|没读书|未读书|没上学|"
     "没念过书|未读过书|不认字|没文化|无文化|从未上学|illiteracy|no_schooling|never_went_to_"
     "school"},
    {Education::primary,
     "小学文化|小学毕业|小学文化程度|elementary|primary_school|elementary_school|小学学历"},
    {Education::junior_secondary,
     "初中毕业|初中文化|初级中学|初中文化程度|junior_high|junior_high_school|junior_middle_school|"
     "lower_secondary|初中学历|初中学校",
     "中学|middle_school|secondary"},
    {Education::senior_secondary,
     "高中毕业|高中文化|高级中学|普通高中|高中文化程度|senior_high|senior_high_school|high_school|"
     "upper_secondary|高中学历|普高|普高毕业",
     "中学|secondary"},
    {Education::vocational,
     "中职|职高|技校|中技|中等专业学校|中专毕业|职业高中|中专文化|vocational_school|中专学历|"
     "职业中专|职业中学|职高毕业|技校毕业|技工学校|中等职业学校|中等师范|中师|中技毕业"},
    {Education::college,
     "大学专科|专科|大专毕业|高职|高职高专|高职院校|大专文化|junior_college|大专学历|大学专科毕业|"
     "专科毕业|函授大专|自考大专|成人大专",
     "大学|大学毕业|university"},
    {Education::bachelor,
     "本科|大学本科|本科毕业|本科以上|大学本科及以上|本科及本科以上|研究生|硕士|博士|master|"
     "doctorate|bachelor_s|bachelors|本科学历|大学本科毕业|自考本科|函授本科|成人本科|硕士研究生|"
     "博士研究生|硕士毕业|研究生毕业|本科及其以上",
     "大学|大学毕业|university"},
};
constexpr std::span<const Synonym<Education>> synonyms(std::type_identity<Education>) noexcept {
  return education_synonyms;
}

inline constexpr Synonym<Student> student_synonyms[] = {
    {Student::none,
     "不在校|非在校|非学生|不是学生|已毕业|不在读|否|无|no|not_a_student|不上学|没上学|未上学|辍学|"
     "失学|毕业|未在校|没读书|不是在校生|not_in_school"},
    {Student::preschool,
     "学前|幼儿园|学龄前|学龄前儿童|学前儿童|kindergarten|学前班|幼儿园在读|上幼儿园|学前班在读"},
    {Student::primary,
     "小学|小学生|在读小学|primary_school|一年级|二年级|三年级|四年级|五年级|六年级|小学一年级|"
     "小学二年级|小学三年级|小学四年级|小学五年级|小学六年级|读小学|上小学|pupil"},
    {Student::junior_secondary,
     "初中|初中生|在读初中|junior_high|初一|初二|初三|七年级|八年级|九年级|初中一年级|初中二年级|"
     "初中三年级|读初中|上初中",
     "中学|中学生|中学在读"},
    {Student::senior_secondary,
     "高中|高中生|在读高中|普高在读|senior_high|high_school|高一|高二|高三|高中一年级|高中二年级|"
     "高中三年级|读高中|上高中",
     "中学|中学生|中学在读"},
    {Student::vocational,
     "中职|中专|职高|技校|中职生|中专生|中专在读|职高在读|技校在读|读中专|上中专|读职高|读技校|"
     "vocational_school"},
    {Student::college,
     "大学|大学生|大专|大专生|本科|本科生|高校|高校在读|大学在读|大专在读|本科在读|高等院校|研究生|"
     "university|大一|大二|大三|大四|读大学|上大学|硕士|博士|硕士生|博士生|研究生在读|硕士在读|"
     "博士在读|本科生在读"},
};
constexpr std::span<const Synonym<Student>> synonyms(std::type_identity<Student>) noexcept {
  return student_synonyms;
}

inline constexpr Synonym<Health> health_synonyms[] = {
    {Health::healthy,
     "良好|身体健康|健康良好|健康或良好|good|正常|身体好|身体健康良好|健康状况良好|身体状况良好|"
     "身体正常|无病|没病|没有病|无疾病|未患病|in_good_health|no_illness"},
    {Health::chronic,
     "慢性病|长期慢病|慢病|患慢性病|有慢性病|chronic_illness|chronic_disease|chronically_ill|"
     "慢性疾病|长期慢性疾病|慢性病患者|患有慢性病|患长期慢性病|患有长期慢性病|慢性",
     "有病|生病|患病|高血压|糖尿病|冠心病|风湿|风湿病|类风湿|关节炎|ill|sick"},
    {Health::serious_illness,
     "大病|重病|重大疾病|患大病|患重病|患重大疾病|严重疾病|serious_disease|seriously_ill|major_"
     "illness|患有重病|患有重大疾病|重症|癌症|患癌|癌症患者|恶性肿瘤|尿毒症|白血病|大病患者|cancer",
     "有病|生病|患病|ill|sick"},
    {Health::disabled,
     "残|残疾人|有残疾|肢体残疾|智力残疾|精神残疾|视力残疾|听力残疾|言语残疾|多重残疾|disability|"
     "handicapped|残障|伤残|肢残|智残|视残|听残|精神残|言语残|患有残疾|身体残疾|轻度残疾|中度残疾|"
     "重度残疾|一级残疾|二级残疾|三级残疾|四级残疾|残疾一级|残疾二级|残疾三级|残疾四级|持证残疾人|"
     "持残疾证|handicap"},
};
constexpr std::span<const Synonym<Health>> synonyms(std::type_identity<Health>) noexcept {
  return health_synonyms;
}

inline constexpr Synonym<Labour> labour_synonyms[] = {
    {Labour::ordinary, "普通|普通劳力|一般劳动力|普通劳动能力|普通型|普通劳动者",
     "有劳动能力|有劳动力|劳动力|有|能劳动|able|able_bodied|劳力|全劳力|全劳动力|强劳动力|强劳力|"
     "壮劳力|整劳力|整劳动力|能干活|能劳动的"},
    {Labour::skilled,
     "技能|技能型|技术劳动力|技能型劳动力|有技能劳动力|技能劳力|技能型劳力|技能劳动者|"
     "有技能的劳动力",
     "有劳动能力|有劳动力|劳动力|有|能劳动|able|able_bodied|劳力|全劳力|全劳动力|强劳动力|强劳力|"
     "壮劳力|整劳力|整劳动力|能干活|能劳动的"},
    {Labour::lost,
     "丧失|丧失劳动能力|失去劳动能力|失去劳动力|完全丧失劳动能力|完全丧失劳动力|已丧失劳动力|"
     "已丧失劳动能力|丧失劳力|失去劳力|lost_labour"},
    {Labour::none,
     "无|没有|无劳动能力|没有劳动能力|没有劳动力|无劳力|无劳动能力者|没劳动能力|没劳动力|没劳力|"
     "不能劳动|unable_to_work"},
};
constexpr std::span<const Synonym<Labour>> synonyms(std::type_identity<Labour>) noexcept {
  return labour_synonyms;
}

inline constexpr Synonym<CareDuty> careduty_synonyms[] = {
    {CareDuty::none,
     "没有|无照料负担|没有照料负担|无负担|无需照料|否|no|无照料任务|不需要照料|不需照料"},
    {CareDuty::child,
     "儿童|小孩|孩子|照顾小孩|照顾孩子|照顾儿童|照料小孩|照料孩子|照看孩子|照看小孩|带小孩|带孩子|"
     "children|带孙子|带孙女|带孙|带娃|照顾孙子|照看孙子|看孩子|看小孩|照顾小孩子|照顾子女|陪读|"
     "带小孩子|kids|照料子女|照料孙子女"},
    {CareDuty::elder,
     "老人|照顾老人|照看老人|赡养老人|elderly|elders|照顾公婆|照料公婆|照顾父母|照料父母|照顾婆婆|"
     "照顾年迈老人|照料年迈父母|照顾老年人",
     "parents"},
    {CareDuty::patient,
     "病人|照顾病人|照料病人|照看病人|残疾家人|照料残疾人|照顾残疾人|照顾病残家人|照料残疾家人|"
     "照顾患病家人|照料患病家人|照顾残疾家人|照料病残人员|照顾病残人员|护理病人"},
};
constexpr std::span<const Synonym<CareDuty>> synonyms(std::type_identity<CareDuty>) noexcept {
  return careduty_synonyms;
}

inline constexpr Synonym<Skill> skill_synonyms[] = {
    {Skill::planting,
     "种植业|种植技术|种菜|种田|种粮|种果树|种茶|farming|种蔬菜|种植水稻|种水稻|水稻种植|蔬菜种植",
     "种养|种养殖|种植养殖|务农|农活|干农活|采茶"},
    {Skill::breeding,
     "养殖业|养殖技术|畜牧|畜牧养殖|养猪|养鸡|养鸭|养羊|养牛|livestock|养家禽|养家畜|养牲畜|养鹅|"
     "养兔|家禽养殖|生猪养殖",
     "种养|种养殖|种植养殖"},
    {Skill::fishery, "渔业|养鱼|水产|水产养殖技术|fishing|养虾|养龙虾|养小龙虾"},
    {Skill::tea_making, "炒茶|茶叶加工|制茶技术|做茶|制茶工", "采茶"},
    {Skill::food_processing, "食品|食品制作|食品加工技术", "烘焙|做点心"},
    {Skill::handicraft,
     "编织|手工|手工艺|竹编|刺绣|针织|handicrafts|绣花|湘绣|打毛衣|织毛衣|编织手工|手工编织技术|"
     "做鞋|做布鞋|剪纸|草编|棕编|embroidery|knitting|weaving"},
    {Skill::sewing,
     "裁缝|缝制|缝纫技术|服装加工|制衣|tailoring|做衣服|缝衣服|踩缝纫机|缝纫工|服装制作|tailor"},
    {Skill::domestic_service,
     "家政|保姆|月嫂|保洁|家政服务员|家政技能|housekeeping|育婴|育婴师|育儿嫂|钟点工|清洁|nanny"},
    {Skill::elder_care, "养老|护理|老人护理|护工|养老服务|养老护理员|护理员|照顾老人"},
    {Skill::cooking, "厨师|做饭|烹调|厨艺|厨师技能|炒菜|厨师证|做菜|烹饪技术|cook|chef",
     "烘焙|做点心"},
    {Skill::e_commerce,
     "电商|网店|开网店|网络销售|网上销售|ecommerce|淘宝|微商|直播带货|做电商|网店经营"},
    {Skill::tourism_service, "旅游|旅游服务|农家乐|导游|tourism|民宿|民宿经营|讲解员"},
    {Skill::bookkeeping, "会计|记帐|财会|财务|accounting|会计证|做账|出纳|bookkeeper"},
    {Skill::machinery, "农机|农业机械|开农机|农机驾驶|拖拉机|开拖拉机|农机手|开收割机"},
};
constexpr std::span<const Synonym<Skill>> synonyms(std::type_identity<Skill>) noexcept {
  return skill_synonyms;
}

inline constexpr Synonym<Industry> industry_synonyms[] = {
    {Industry::grain,
     "水稻|稻谷|种粮|粮食种植|水稻种植|rice|粮食作物|玉米|小麦|稻米|种水稻|maize|wheat"},
    {Industry::vegetables, "种菜|菜|蔬菜种植|vegetable|种蔬菜|大棚蔬菜|蔬菜大棚|反季节蔬菜"},
    {Industry::fruit,
     "果树|果园|水果种植|柑橘|葡萄|fruits|柑桔|橘子|桔子|猕猴桃|桃子|黄桃|梨|梨子|西瓜|草莓|杨梅|"
     "枇杷|李子|种水果|果木|oranges"},
    {Industry::tea, "茶|茶业|绿茶|黄茶|茶叶种植|种茶|采茶|制茶|茶园|茶产业|green_tea"},
    {Industry::oil_tea, "茶油|油茶树|油茶种植|山茶油"},
    {Industry::mustard, "芥菜种植"},
    {Industry::cotton, "棉|棉花种植"},
    {Industry::lotus, "莲|莲子|藕|湘莲|莲藕种植"},
    {Industry::pepper, "辣椒种植|樟树港辣椒|chilli|chili"},
    {Industry::sweet_potato, "地瓜|番薯|甘薯|红苕|红薯种植|红薯粉"},
    {Industry::pigs, "养猪|猪|生猪养殖|pig|母猪|仔猪|猪养殖"},
    {Industry::poultry,
     "养鸡|养鸭|鸡|鸭|鸡鸭|家禽养殖|chickens|ducks|鹅|养鹅|土鸡|蛋鸡|肉鸡|鸡养殖|鸭养殖|养家禽|"
     "poultry_farming"},
    {Industry::goats, "养羊|羊|黑山羊|山羊养殖|goat|羊养殖|养山羊"},
    {Industry::fish,
     "鱼|养鱼|渔业|水产养殖|小龙虾|龙虾|虾|养虾|螃蟹|大闸蟹|甲鱼|泥鳅|黄鳝|稻虾|养龙虾|养小龙虾|"
     "crayfish|shrimp"},
    {Industry::bees, "蜜蜂|蜂|蜂蜜|honey|养蜜蜂"},
    {Industry::snacks, "辣条|面筋食品|休闲零食|零食|豆干|酱干|snack"},
    {Industry::zongzi, "粽|包粽子|粽叶"},
    {Industry::bamboo, "竹编|竹制品|竹|竹业|竹编织|竹加工"},
    {Industry::fishing_floats, "浮标|钓具|鱼漂"},
    {Industry::handicraft,
     "手工|手工编织|刺绣|handicrafts|手工活|手工制作|湘绣|绣花|针织|embroidery"},
    {Industry::garments, "制衣|服装加工|缝纫|clothes|clothing|做衣服|服装厂|制衣厂|裁缝"},
    {Industry::domestic_service, "家政服务|月嫂|保姆|保洁|家政行业|育婴"},
    {Industry::e_commerce, "电子商务|网店|ecommerce|开网店|淘宝|微商|直播带货|网上销售"},
    {Industry::tourism, "旅游|农家乐|乡村游|旅游业|民宿|旅游服务|旅游接待"},
    {Industry::recycling, "废品回收|再生资源回收|废旧回收|收废品|废品"},
    {Industry::retail,
     "商业|零售|小卖部|超市|经商|小生意|小店|开小店|百货|副食店|做生意|做小生意|批发零售",
     "开店|开个店"},
    {Industry::courtyard, "庭院|庭院种养|庭院种植|庭院养殖|房前屋后"},
    {Industry::other, "其它|其他产业|others"},
};
constexpr std::span<const Synonym<Industry>> synonyms(std::type_identity<Industry>) noexcept {
  return industry_synonyms;
}

inline constexpr Synonym<ProviderKind> providerkind_synonyms[] = {
    {ProviderKind::mentor, "能人|女能手|致富女能人|mentors"},
    {ProviderKind::base, "基地|巾帼示范基地|妇女示范基地|bases"},
    {ProviderKind::project, "产业项目|扶贫项目|projects"},
    {ProviderKind::chain, "四方联结模式|联结|四方联结机制|chains"},
    {ProviderKind::loan, "小额信贷|小额贷款|loans"},
};
constexpr std::span<const Synonym<ProviderKind>> synonyms(
    std::type_identity<ProviderKind>) noexcept {
  return providerkind_synonyms;
}

inline constexpr Synonym<BaseKind> basekind_synonyms[] = {
    {BaseKind::agriculture,
     "农业|农业基地|现代农业基地|现代农业示范基地|种养殖|种植养殖|farming|种植基地|养殖基地|"
     "农业种植|农业养殖|种养|种植业|养殖业|农业类"},
    {BaseKind::handicraft,
     "手工|编织|手工艺|手工编织基地|巧手|刺绣|编织基地|手工基地|手工业|手工制作|手工编织类"},
    {BaseKind::domestic_service,
     "家政|家政基地|家政服务基地|家政培训|家政类|家政公司|家政培训基地"},
};
constexpr std::span<const Synonym<BaseKind>> synonyms(std::type_identity<BaseKind>) noexcept {
  return basekind_synonyms;
}

inline constexpr Synonym<Level> level_synonyms[] = {
    {Level::national, "国家|全国|全国级|state", "country"},
    {Level::provincial, "省|全省|province"},
    {Level::municipal, "市|地市级|市州级|全市|city|prefecture|地市|地级市|地级|市州"},
    {Level::county, "县|区县级|县区级|县市区级|全县|区|区级|县级市|区县|县市区", "country"},
    {Level::township, "乡镇|镇级|乡级|镇|乡|街道|town|乡镇街道"},
    {Level::village, "村|村级组织|村居|社区|村社区|社区级"},
};
constexpr std::span<const Synonym<Level>> synonyms(std::type_identity<Level>) noexcept {
  return level_synonyms;
}

inline constexpr Synonym<AnchorKind> anchorkind_synonyms[] = {
    {AnchorKind::large_grower, "大户|种养大户|种植大户|养殖大户|专业大户"},
    {AnchorKind::facility_farm, "设施农业|设施基地|设施农业园"},
    {AnchorKind::anchor_enterprise, "龙头|龙头公司|农业龙头企业|产业化龙头企业", "企业|公司"},
    {AnchorKind::cooperative, "专业合作社|农民合作社|农民专业合作社|co_op|coop"},
};
constexpr std::span<const Synonym<AnchorKind>> synonyms(std::type_identity<AnchorKind>) noexcept {
  return anchorkind_synonyms;
}

inline constexpr Synonym<Work> work_synonyms[] = {
    {Work::light, "轻|轻度|轻体力劳动|轻劳动|轻体力活|轻活|轻体力工作|轻松"},
    {Work::medium, "中|中等|中度|中体力|中等体力劳动|moderate|中度体力|中度体力劳动|中等劳动",
     "一般|适中"},
    {Work::heavy, "重|重度|重体力劳动|重劳动|重体力活|重活|重体力工作|重度体力"},
};
constexpr std::span<const Synonym<Work>> synonyms(std::type_identity<Work>) noexcept {
  return work_synonyms;
}

inline constexpr Synonym<Risk> risk_synonyms[] = {
    {Risk::low, "低风险|风险低|小", "较低|偏低"},
    {Risk::medium, "中等|中风险|中等风险|moderate", "一般"},
    {Risk::high, "高风险|风险高|大", "较高|偏高"},
};
constexpr std::span<const Synonym<Risk>> synonyms(std::type_identity<Risk>) noexcept {
  return risk_synonyms;
}

inline constexpr Synonym<DividendKind> dividendkind_synonyms[] = {
    {DividendKind::loan_invested, "代资|带资入股|代资入股分红"},
    {DividendKind::share, "参股|入股分红|股份分红|shares"},
    {DividendKind::employment, "就业|务工分红|就业加分红"},
};
constexpr std::span<const Synonym<DividendKind>> synonyms(
    std::type_identity<DividendKind>) noexcept {
  return dividendkind_synonyms;
}

inline constexpr Synonym<LoanScheme> loanscheme_synonyms[] = {
    {LoanScheme::poverty_micro_credit, "扶贫小额贷款|扶贫小额|扶贫信贷", "小额信贷|小额贷款"},
    {LoanScheme::entrepreneurship_guaranteed, "创业担保|创业担保贷|创业贷款"},
    {LoanScheme::women_guaranteed, "妇女小额贷款|妇女小额担保|妇女小额担保贷",
     "小额担保贷款|小额贷款"},
};
constexpr std::span<const Synonym<LoanScheme>> synonyms(std::type_identity<LoanScheme>) noexcept {
  return loanscheme_synonyms;
}

inline constexpr Synonym<ApplicationStatus> applicationstatus_synonyms[] = {
    {ApplicationStatus::submitted,
     "申请中|已提交|待审批|待批|审核中|审批中|pending|提交|待审核|未审批|申请"},
    {ApplicationStatus::approved,
     "批准|审批通过|通过|已通过|已同意|accepted|已审批|审核通过|已获批|获批"},
    {ApplicationStatus::refused,
     "拒绝|已拒绝|不批准|未通过|不通过|审批未通过|驳回|已驳回|rejected|not_approved|审核未通过|"
     "未获批|不予批准|被拒"},
    {ApplicationStatus::withdrawn, "撤回|撤销|已撤销|主动撤回"},
};
constexpr std::span<const Synonym<ApplicationStatus>> synonyms(
    std::type_identity<ApplicationStatus>) noexcept {
  return applicationstatus_synonyms;
}

inline constexpr Synonym<LoanStatus> loanstatus_synonyms[] = {
    {LoanStatus::active, "正常还款|在贷|未到期|正常类|还款中|未结清|正常贷款", "未还|未还清"},
    {LoanStatus::extended, "已展期|延期|已延期"},
    {LoanStatus::overdue, "已逾期|逾期未还|逾期贷款|逾期未还款", "未还|未还清"},
    {LoanStatus::repaid,
     "已结清|还清|已还清|已还|已偿还|已归还|paid_back|paid_off|全部还清|已全部还清|已结清贷款|"
     "已还完|还完"},
};
constexpr std::span<const Synonym<LoanStatus>> synonyms(std::type_identity<LoanStatus>) noexcept {
  return loanstatus_synonyms;
}

inline constexpr Synonym<RelationStatus> relationstatus_synonyms[] = {
    {RelationStatus::proposed, "已建议|拟安排|suggested|待答复|待确认|待回复|拟结对"},
    {RelationStatus::accepted, "接受|同意|已同意|已确认|已答应|答应"},
    {RelationStatus::declined,
     "谢绝|拒绝|已拒绝|不接受|不同意|refused|rejected|不愿意|不愿|未同意|已婉拒|婉拒"},
    {RelationStatus::active,
     "正在进行|在进行|进行|正在帮扶|ongoing|在岗|在职|已上岗|上岗|已开始|执行中|帮扶中|结对中|"
     "已安置|已就业|in_progress"},
    {RelationStatus::ended,
     "结束|已终止|终止|已经结束|finished|已完成|完成|离岗|已离岗|离职|已离职|已退出|已解除|解除|"
     "已到期|completed|terminated"},
};
constexpr std::span<const Synonym<RelationStatus>> synonyms(
    std::type_identity<RelationStatus>) noexcept {
  return relationstatus_synonyms;
}

inline constexpr Synonym<EndReason> endreason_synonyms[] = {
    {EndReason::completed,
     "到期|完成|已完成|已期满|按期完成|合同到期|合同期满|服务期满|协议到期|协议期满|期限届满|"
     "已到期|项目期满"},
    {EndReason::moved,
     "搬迁|搬走|迁走|外迁|搬家|已迁出|moved_away|户口迁出|迁往外地|迁到外地|搬到外地|搬到外县|"
     "搬去外地|迁居外地|移居外地|已搬走|已搬迁|举家搬迁|嫁到外地|嫁到外县|远嫁|relocated|moved_out",
     "出嫁|嫁人|外嫁|嫁走|外出务工|外出打工|打工|务工"},
    {EndReason::exited_poverty, "已脱贫|脱贫退出|稳定脱贫|已稳定脱贫|退出贫困户"},
    {EndReason::health,
     "身体原因|疾病|生病|因病|健康|illness|身体不好|身体不适|健康问题|患病|患大病|患重病|重病|大病|"
     "住院|身体健康原因|sick|ill",
     "怀孕"},
    {EndReason::family,
     "家庭|家里有事|家庭变故|家里原因|家中有事|照顾老人|照顾小孩|照顾孩子|照顾家人|照料家人|带孩子|"
     "带小孩|生孩子|生小孩",
     "怀孕|生育|产假|结婚|出嫁|嫁人|外嫁|嫁走"},
    {EndReason::provider_closed,
     "基地关闭|企业倒闭|项目终止|停办|帮扶方停业|基地倒闭|基地停产|基地撤销|企业破产|企业停产|"
     "公司倒闭|公司破产|合作社解散|合作社倒闭|工厂倒闭|工厂关闭|倒闭|停产|歇业|停业|关停|closed"},
    {EndReason::death,
     "去世|病故|已故|过世|亡故|已死亡|died|deceased|病逝|亡|死|逝世|离世|身亡|已去世|已过世|已病故|"
     "意外死亡|意外身亡|dead"},
    {EndReason::other, "其它|其他原因|其它原因|others", "被辞退|辞退|开除|被开除|解雇"},
    {EndReason::left,
     "自愿退出|主动退出|自动退出|本人放弃|本人自愿退出|个人原因|本人原因|辞职|自愿离职|主动离职|"
     "本人辞职|放弃|自愿放弃|主动放弃|不愿意|不愿意干|不想干|不想干了|不干了|自己不干了|本人不愿意|"
     "quit|resigned",
     "外出务工|外出打工|打工|务工|退出|找到工作|离职"},
};
constexpr std::span<const Synonym<EndReason>> synonyms(std::type_identity<EndReason>) noexcept {
  return endreason_synonyms;
}

inline constexpr Synonym<PairRule> pairrule_synonyms[] = {
    {PairRule::lock, "固定|必须配对|locked|fixed"},
    {PairRule::exclude, "排除|不得配对|不能配对|禁止|excluded"},
};
constexpr std::span<const Synonym<PairRule>> synonyms(std::type_identity<PairRule>) noexcept {
  return pairrule_synonyms;
}

inline constexpr Synonym<Housing> housing_synonyms[] = {
    {Housing::concrete, "钢混|钢筋砼|框架|框架结构|钢混结构|钢筋混凝土结构"},
    {Housing::brick_concrete, "砖混结构|砖混房"},
    {Housing::brick_timber, "砖木结构|砖瓦|砖瓦房|砖瓦木|砖瓦结构|红砖瓦房"},
    {Housing::earth_timber, "土木结构|土坯|土坯房|土砖房|土房|土砖|泥砖房|泥巴房|土墙房|土木房"},
    {Housing::other, "其它|其他结构|others"},
};
constexpr std::span<const Synonym<Housing>> synonyms(std::type_identity<Housing>) noexcept {
  return housing_synonyms;
}

inline constexpr Synonym<Water> water_synonyms[] = {
    {Water::piped, "自来|管道水|集中供水|tap_water|tap|自来水供水|管网供水"},
    {Water::well,
     "井|水井|压水井|打井|深井水|浅井水|well_water|深井|浅井|手压井|机井|手摇井|自打井|自备井|"
     "地下水"},
    {Water::mountain_spring, "山泉|泉水|山水|spring|山沟水|引山泉水"},
    {Water::surface, "河水|塘水|池塘水|河流水|湖水|水库水|river|pond"},
    {Water::other, "其他|其它|其它水源|others|水窖|窖水|雨水|雨水收集|收集雨水|桶装水|rainwater"},
};
constexpr std::span<const Synonym<Water>> synonyms(std::type_identity<Water>) noexcept {
  return water_synonyms;
}

inline constexpr Synonym<PersonKind> personkind_synonyms[] = {
    {PersonKind::registered_woman, "贫困妇女|建档立卡贫困妇女"},
    {PersonKind::grassroots_woman, "基层群众妇女|农村妇女"},
    {PersonKind::cadre, "干部|妇女干部|妇联工作者|基层妇联干部|cadres"},
    {PersonKind::left_behind_child, "留守|留守孩子|农村留守儿童"},
    {PersonKind::child_in_difficulty, "困难儿童|困境孩子"},
    {PersonKind::student, "贫困生|困难学生|学生|students"},
    {PersonKind::other, "其他|其它|其它人员|others"},
};
constexpr std::span<const Synonym<PersonKind>> synonyms(std::type_identity<PersonKind>) noexcept {
  return personkind_synonyms;
}

inline constexpr Synonym<ActivityKind> activitykind_synonyms[] = {
    {ActivityKind::outreach, "宣传活动|政策宣传"},
    {ActivityKind::leaflets, "发资料|发放宣传资料|发放宣传单|发宣传资料|宣传资料|leaflet"},
    {ActivityKind::talk, "宣讲会|政策宣讲|宣讲活动|talks"},
    {ActivityKind::course, "文化课|文化课程班|courses"},
    {ActivityKind::reading, "读书|阅读活动|读书会"},
    {ActivityKind::training, "培训|技术培训|培训班|技能培训班|职业技能培训"},
    {ActivityKind::family_education, "家教|家庭教育讲座|家庭教育活动"},
    {ActivityKind::student_aid, "助学金|资助学生|助学活动|捐资助学"},
    {ActivityKind::screening, "筛查|两癌检查|两癌普查|两癌免费检查|“两癌”筛查|“两癌”检查"},
    {ActivityKind::cancer_aid, "两癌患者救助|两癌救助金|“两癌”救助"},
    {ActivityKind::insurance, "医保|代缴医保|购买医疗保险|参保"},
    {ActivityKind::clinic, "义诊活动|免费义诊"},
    {ActivityKind::charity, "爱心帮扶|爱心捐助|爱心捐赠"},
    {ActivityKind::advice, "智援|咨询|咨询服务"},
    {ActivityKind::exemplar, "典型|推荐典型|exemplars"},
    {ActivityKind::media_item, "媒体报道|新闻报道|刊发|宣传报道"},
    {ActivityKind::visit, "入户走访|走访慰问|慰问走访|走访活动|visits"},
    {ActivityKind::resource, "筹资|筹集资源|资金筹集|募集资金"},
    {ActivityKind::diagnosis, "确诊|两癌患者确诊"},
    {ActivityKind::lecture, "讲座|健康知识讲座|lectures"},
};
constexpr std::span<const Synonym<ActivityKind>> synonyms(
    std::type_identity<ActivityKind>) noexcept {
  return activitykind_synonyms;
}

inline constexpr Synonym<Unit> unit_synonyms[] = {
    {Unit::copies, "本|册|张|copy"},      {Unit::sessions, "场次|期|session"},
    {Unit::person_times, "人/次|人次数"}, {Unit::persons, "名|个人|位|person"},
    {Unit::items, "条|篇次|item"},        {Unit::bases, "基地|base"},
    {Unit::yuan, "人民币|元人民币|rmb"},  {Unit::exemplars, "典型|exemplar"},
};
constexpr std::span<const Synonym<Unit>> synonyms(std::type_identity<Unit>) noexcept {
  return unit_synonyms;
}

inline constexpr Synonym<Medium> medium_synonyms[] = {
    {Medium::meeting, "会|开会|meetings"},
    {Medium::home_visit, "上门|走访入户|入户走访|上门走访"},
    {Medium::print, "传单|宣传单|宣传册|海报|横幅|标语|宣传资料|leaflets|posters"},
    {Medium::broadcast, "广播站|村村响|大喇叭|电台|radio"},
    {Medium::television, "电视台|tv"},
    {Medium::newspaper, "报纸|报刊杂志|杂志|newspapers"},
    {Medium::website, "网页|门户网站|web|websites"},
    {Medium::social_media, "微信|公众号|微信公众号|抖音|微博|微信群|wechat"},
};
constexpr std::span<const Synonym<Medium>> synonyms(std::type_identity<Medium>) noexcept {
  return medium_synonyms;
}

inline constexpr Synonym<Topic> topic_synonyms[] = {
    {Topic::poverty_policy, "政策|扶贫|惠民政策"},
    {Topic::land_rights, "土地|土地权益|土地承包"},
    {Topic::law, "法律|法制|法治|普法|法律法规"},
    {Topic::health, "健康|卫生|健康卫生"},
    {Topic::family_education, "家教"},
    {Topic::skills, "技能|技术|实用技术"},
    {Topic::culture, "文化|文化知识"},
    {Topic::exemplars, "典型|先进典型|先进事迹"},
    {Topic::other, "其它|其他主题|others"},
};
constexpr std::span<const Synonym<Topic>> synonyms(std::type_identity<Topic>) noexcept {
  return topic_synonyms;
}

inline constexpr Synonym<Venue> venue_synonyms[] = {
    {Venue::womens_home, "妇女儿童之家"},
    {Venue::village_hall, "村委会|村会议室|村活动室|村里"},
    {Venue::town_hall, "乡镇政府|镇政府|乡政府|镇里"},
    {Venue::school, "小学校|中学校|校园|schools"},
    {Venue::base, "基地|巾帼示范基地"},
    {Venue::hospital, "卫生院|妇幼保健院|hospitals"},
    {Venue::household, "上门|家中|家里|home"},
    {Venue::online, "网上|网络|线上平台"},
    {Venue::other, "其他|其它|其它场所|others"},
};
constexpr std::span<const Synonym<Venue>> synonyms(std::type_identity<Venue>) noexcept {
  return venue_synonyms;
}

inline constexpr Synonym<Brand> brand_synonyms[] = {
    {Brand::rural_woman, "农家女讲堂"}, {Brand::one_skill_each, "一人一技"},
    {Brand::women_forum, "巾帼大讲堂"}, {Brand::cultural_quality, "女性素质工程|文化素质工程"},
    {Brand::village_tour, "乡村行"},    {Brand::other, "其他|其它|其它品牌|others"},
};
constexpr std::span<const Synonym<Brand>> synonyms(std::type_identity<Brand>) noexcept {
  return brand_synonyms;
}

inline constexpr Synonym<Source> source_synonyms[] = {
    {Source::herself, "自己|个人|自费|自付|self"},
    {Source::village, "村|村级|村委会"},
    {Source::county, "县|县级|县财政"},
    {Source::municipal, "市|市级|市财政|city"},
    {Source::provincial, "省|省级|省财政|province"},
    {Source::central, "中央|国家财政|中央资金"},
    {Source::federation, "妇女联合会|市妇联|县妇联|省妇联"},
    {Source::charity, "公益|慈善|慈善机构|基金会"},
    {Source::enterprise, "公司|爱心企业|company"},
    {Source::other, "其他|其它|其它来源|others"},
};
constexpr std::span<const Synonym<Source>> synonyms(std::type_identity<Source>) noexcept {
  return source_synonyms;
}

inline constexpr Synonym<Payment> payment_synonyms[] = {
    {Payment::transfer, "转账|转帐|银行转帐|银行卡|打卡|打款|bank_transfer"},
    {Payment::cash, "现金发放|现款"},
    {Payment::in_kind, "物资|实物发放|goods"},
};
constexpr std::span<const Synonym<Payment>> synonyms(std::type_identity<Payment>) noexcept {
  return payment_synonyms;
}

inline constexpr Synonym<Cancer> cancer_synonyms[] = {
    {Cancer::cervical, "宫颈|子宫颈癌|cervix"},
    {Cancer::breast, "乳腺|乳癌"},
};
constexpr std::span<const Synonym<Cancer>> synonyms(std::type_identity<Cancer>) noexcept {
  return cancer_synonyms;
}

inline constexpr Synonym<CancerStage> cancerstage_synonyms[] = {
    {CancerStage::in_situ, "0期|原位"},
    {CancerStage::stage_i, "i期|1期|一期|Ⅰ|i"},
    {CancerStage::stage_iia, "iia期|2a期|Ⅱa|iia|Ⅱa期"},
    {CancerStage::stage_iib, "iib期|2b期|Ⅱb|iib|Ⅱb期"},
    {CancerStage::stage_iii, "iii期|3期|三期|Ⅲ|iii"},
    {CancerStage::stage_iv, "iv期|4期|四期|Ⅳ|iv"},
};
constexpr std::span<const Synonym<CancerStage>> synonyms(std::type_identity<CancerStage>) noexcept {
  return cancerstage_synonyms;
}

inline constexpr Synonym<ScreeningResult> screeningresult_synonyms[] = {
    {ScreeningResult::negative, "阴性|正常|无异常|未发现异常|没有异常|normal"},
    {ScreeningResult::suspicious, "可疑|需复查|疑似|复查"},
    {ScreeningResult::positive, "阳", "异常|有异常"},
};
constexpr std::span<const Synonym<ScreeningResult>> synonyms(
    std::type_identity<ScreeningResult>) noexcept {
  return screeningresult_synonyms;
}

inline constexpr Synonym<ExemplarKind> exemplarkind_synonyms[] = {
    {ExemplarKind::person, "个人|先进个人|人物典型"},
    {ExemplarKind::project, "项目|先进项目"},
    {ExemplarKind::social_force, "社会力量|社会组织典型"},
};
constexpr std::span<const Synonym<ExemplarKind>> synonyms(
    std::type_identity<ExemplarKind>) noexcept {
  return exemplarkind_synonyms;
}

inline constexpr Synonym<Repayment> repayment_synonyms[] = {
    {Repayment::equal_instalment, "等额|等额本息还款|equal_installment"},
    {Repayment::equal_principal, "等额本金还款"},
    {Repayment::interest_only,
     "按期付息到期还本|先息后本|按月付息到期还本|按季付息到期还本|到期还本"},
    {Repayment::flat, "按本金计息|flat_rate"},
};
constexpr std::span<const Synonym<Repayment>> synonyms(std::type_identity<Repayment>) noexcept {
  return repayment_synonyms;
}

/// An enumeration with a list of everyday words.
template <class E>
concept HasSynonyms = requires {
  { synonyms(std::type_identity<E>{}) } -> std::convertible_to<std::span<const Synonym<E>>>;
};

/// Whether the values of an enumeration are more and less of one thing, or say yes and no: a word
/// with one sign changed is then another value.
template <class E>
inline constexpr bool is_ordered_scale =
    std::is_same_v<E, IdentificationStandard> || std::is_same_v<E, HouseholdType> ||
    std::is_same_v<E, RegistrationStatus> || std::is_same_v<E, Relation> ||
    std::is_same_v<E, Education> || std::is_same_v<E, Student> || std::is_same_v<E, Health> ||
    std::is_same_v<E, Labour> || std::is_same_v<E, CareDuty> || std::is_same_v<E, Level> ||
    std::is_same_v<E, Work> || std::is_same_v<E, Risk> || std::is_same_v<E, Source> ||
    std::is_same_v<E, ApplicationStatus> || std::is_same_v<E, LoanStatus> ||
    std::is_same_v<E, RelationStatus> || std::is_same_v<E, Cancer> ||
    std::is_same_v<E, CancerStage> || std::is_same_v<E, ScreeningResult> ||
    std::is_same_v<E, Repayment>;

/// Whether a word stands in a list parted by |.
[[nodiscard]] constexpr bool is_listed(std::string_view list, std::string_view word) noexcept {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('|'), list.size());
    if (list.substr(0, end) == word) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

/// The value that an everyday word can only mean.
template <HasSynonyms E>
[[nodiscard]] constexpr std::optional<E> from_synonym(std::string_view word) noexcept {
  if (word.empty()) return std::nullopt;
  for (const Synonym<E>& row : synonyms(std::type_identity<E>{})) {
    if (is_listed(row.read, word)) return row.value;
  }
  if constexpr (std::is_same_v<E, Relation>) {  // forms say whose: 之女, 户主的女儿
    for (const std::string_view head : {"户主之", "户主的", "户主", "之"}) {
      if (!word.starts_with(head)) continue;
      const std::string_view rest = word.substr(head.size());
      for (const Coded<E>& row : codes(std::type_identity<E>{})) {
        if (rest == row.zh) return row.value;
      }
      for (const Synonym<E>& row : synonyms(std::type_identity<E>{})) {
        if (is_listed(row.read, rest)) return row.value;
      }
    }
  }
  return std::nullopt;
}

}  // namespace jinguo::inline v0_1
