#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "jinguo/core/utf8.hpp"

/// Names as they are compared: how somebody typed one makes no other person of her.
namespace jinguo::inline v0_1::detail {

/// Characters of names in their traditional form, each before its simplified one.
inline constexpr std::string_view traditional_and_simplified =
    "張张劉刘陳陈楊杨黃黄趙赵吳吴馮冯韓韩鄧邓許许蕭萧葉叶蘇苏呂吕賈贾鄒邹陸陆龍龙萬万譚谭範范鍾钟"
    "鐘钟盧卢嚴严湯汤龐庞顧顾龔龚賴赖羅罗鄭郑謝谢孫孙馬马於于餘余閻阎莊庄聶聂賀贺駱骆齊齐溫温塗涂"
    "區区歐欧陽阳關关單单饒饶寧宁魯鲁項项畢毕儲储習习鞏巩衛卫滿满師师應应蔣蒋鳳凤麗丽華华蘭兰紅红"
    "榮荣貴贵蓮莲鶯莺鶴鹤雲云愛爱國国麥麦穎颖瑩莹輝辉慶庆豔艳艷艳義义鋒锋剛刚勝胜軍军強强東东興兴"
    "貞贞賢贤順顺靜静潔洁嬌娇嬋婵嫻娴婭娅偉伟傑杰儀仪億亿來来倫伦劍剑勛勋勵励協协喬乔園园圓圆堅坚"
    "壽寿夢梦學学寶宝實实將将尋寻嶺岭嵐岚島岛彥彦從从徹彻恆恒悅悦憶忆懷怀戀恋戰战撫抚揚扬時时曉晓"
    "暉晖曄晔書书會会棟栋楓枫業业樂乐樹树橋桥權权歡欢淨净淵渊漢汉漣涟潤润澤泽濤涛濟济瀾澜烏乌無无"
    "煥焕煒炜燁烨爾尔獻献瑋玮瑤瑶璦瑷瓊琼畫画發发碩硕禮礼禎祯競竞簡简紀纪純纯紋纹紗纱紹绍絢绚絲丝"
    "經经綠绿維维綱纲緒绪練练緣缘縈萦績绩繡绣繼继續续纖纤羣群翹翘聖圣聞闻聯联聰聪聲声肅肃蒼苍蔭荫"
    "蕓芸藍蓝藝艺藥药蘊蕴號号覺觉覽览親亲訓训記记詠咏詩诗誠诚誌志語语誼谊謙谦識识譯译豐丰貝贝財财"
    "貢贡賓宾賽赛贊赞躍跃車车輕轻載载輪轮達达運运遠远遙遥邁迈邊边鄉乡釗钊銀银銘铭鋼钢錢钱錦锦錫锡"
    "鎮镇鏡镜鐵铁鑒鉴長长門门開开閔闵閣阁隨随雙双霧雾靈灵韋韦韻韵響响頌颂領领願愿顏颜風风飛飞飄飘"
    "駿骏騰腾驍骁魚鱼鮮鲜鳴鸣鴻鸿鵬鹏鷗鸥鸞鸾黨党亞亚侖仑優优兒儿凱凯嘯啸壯壮寬宽岡冈巖岩廣广廬庐"
    "憲宪擁拥擇择晉晋棗枣樓楼櫻樱沖冲滄沧滌涤燈灯爭争環环璽玺眾众祿禄節节綺绮綸纶緯纬";

struct Simplified {
  std::string_view from{};
  std::string_view to{};
};
/// The pairs by the traditional form; every character is one of three bytes.
inline constexpr auto simplified_characters = [] {
  constexpr std::string_view text = traditional_and_simplified;
  static_assert(text.size() % 6 == 0);
  std::array<Simplified, text.size() / 6> out;
  for (std::size_t k = 0; k < out.size(); ++k) {
    out[k] = {text.substr(6 * k, 3), text.substr(6 * k + 3, 3)};
  }
  std::sort(out.begin(), out.end(),
            [](const Simplified& a, const Simplified& b) { return a.from < b.from; });
  return out;
}();

/// What may stand in a name and says nothing: blanks, the dots between parts, what nobody sees.
[[nodiscard]] constexpr bool says_nothing(char32_t c) noexcept {
  return c <= ' ' || c == '.' || c == 0x7F || c == 0xA0 || c == 0xAD || c == 0xB7 ||
         (c >= 0x2000 && c <= 0x200F) || c == 0x2022 || c == 0x2027 ||
         (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x22C5 ||
         c == 0x3000 || c == 0x30FB || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || c == 0xFF0E;
}

/// A name without what says nothing, in plain small letters and simplified characters. Equal for
/// two spellings of one name; for nothing else than to compare.
[[nodiscard]] inline std::string name_to_compare(std::string_view name) {
  std::string out;
  out.reserve(name.size());
  while (!name.empty()) {
    const Utf8Character next = utf8_character(name);
    const std::string_view bytes = name.substr(0, std::max<std::size_t>(1, next.bytes));
    name.remove_prefix(bytes.size());
    // Full-width forms of ASCII stand in its order.
    const bool wide = next.point >= 0xFF01 && next.point <= 0xFF5E;
    const char32_t point = wide ? next.point - 0xFEE0 : next.point;
    if (next.bytes != 0 && says_nothing(point)) continue;
    if (next.bytes != 0 && point < 0x80) {
      out.push_back(static_cast<char>(point >= 'A' && point <= 'Z' ? point + 0x20 : point));
      continue;
    }
    const auto at = std::lower_bound(
        simplified_characters.begin(), simplified_characters.end(), bytes,
        [](const Simplified& pair, std::string_view one) { return pair.from < one; });
    out += at != simplified_characters.end() && at->from == bytes ? at->to : bytes;
  }
  return out;
}

}  // namespace jinguo::inline v0_1::detail
