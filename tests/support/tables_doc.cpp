#include "support/tables_doc.hpp"

#include <concepts>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <vector>

#include "jinguo/domain/registry.hpp"
#include "jinguo/domain/synonyms.hpp"

namespace jinguo::support {
namespace {

using jinguo::detail::is_id_of;
using jinguo::detail::is_optional;
using jinguo::detail::is_vector;

/// The name of a type without its namespaces.
template <class T>
std::string type_name() {
  const std::string_view function = __PRETTY_FUNCTION__;
  const std::size_t end = function.find_first_of("];", function.find("T = "));
  const std::string_view type = function.substr(0, end);
  return std::string(type.substr(type.rfind(':') + 1));
}

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// What a cell holds, in English and Chinese.
template <class T>
std::string kind() {
  if constexpr (is_optional<T>) {
    return kind<typename T::value_type>();
  } else if constexpr (is_vector<T>) {
    return "list of: " + kind<typename T::value_type>();
  } else if constexpr (is_id_of<T>) {
    return "id 编号 → `" + std::string(T::record::table) + "`";
  } else if constexpr (std::same_as<T, Id>) {
    return "id 编号";
  } else if constexpr (std::same_as<T, RegionCode>) {
    return "division code 区划代码";
  } else if constexpr (std::same_as<T, Date>) {
    return "date 日期";
  } else if constexpr (std::same_as<T, Money>) {
    return "yuan 元";
  } else if constexpr (std::same_as<T, LonLat>) {
    return "degrees 度";
  } else if constexpr (std::same_as<T, bool>) {
    return "yes/no 是否";
  } else if constexpr (std::same_as<T, std::string>) {
    return "text 文本";
  } else if constexpr (CodedEnum<T>) {
    return "code 代码 [" + type_name<T>() + "](#" + lower(type_name<T>()) + ")";
  } else {
    return "whole number 整数";
  }
}

std::string needed(FieldUse use) {
  switch (use) {
    case FieldUse::key:
      return "key 主键";
    case FieldUse::required:
      return "required 必填";
    case FieldUse::optional:
    case FieldUse::personal:
    case FieldUse::free_text:
      break;
  }
  return "";
}

template <class T>
void add_codes(std::string& out, std::set<std::string>& done) {
  if constexpr (is_optional<T> || is_vector<T>) {
    add_codes<typename T::value_type>(out, done);
  } else if constexpr (CodedEnum<T>) {
    if (!done.insert(type_name<T>()).second) return;
    out += "\n### " + type_name<T>() +
           "\n\n| code 代码 | word | 名称 | also read 也可写 |\n|---|---|---|---|\n";
    for (const Coded<T>& row : codes(std::type_identity<T>{})) {
      std::string also;
      for (const Synonym<T>& synonym : synonyms(std::type_identity<T>{})) {
        if (synonym.value != row.value) continue;
        for (const char c : synonym.read) also += c == '|' ? std::string(", ") : std::string(1, c);
      }
      out += "| " + std::string(row.code) + " | " + std::string(row.word) + " | " +
             std::string(row.zh) + " | " + also + " |\n";
    }
  }
}

constexpr std::string_view opening = R"(# The tables 数据表

A registry is a folder with one CSV file a table (or a workbook with one sheet a table, or data frames).
Only `households.csv` and `women.csv` must be there. Another `*.csv` is an error, other files are not looked at.
登记数据是一个文件夹，每张表一个CSV文件（或一个工作簿，每张表一个工作表）。只有 `households.csv` 和 `women.csv` 必须提供；其他 `*.csv` 视为错误，其他文件不读取。

This page is written by a program from the descriptions that the reader itself uses; a test keeps the two equal.

## How a cell is written 填写规则

* The first row holds the headings, in English or Chinese, in any order. Columns headed `x_...` or `备注` are ignored; any other unknown column is an error.
  第一行为列名，中英文均可，顺序不限。以 `x_` 开头或名为“备注”的列不读取；其他未知的列视为错误。
  A heading may say the column's unit behind it (`工资性收入（元）`); with another unit (`（万元）`) it is an error. 列名后可注明本列的单位；注明其他单位的视为错误。
* Encoding: UTF-8 with or without byte order mark, GB18030, or UTF-16 with its mark ("Unicode text"). Cells are separated by commas; where the first row has none, by tabs or semicolons; or by what a
  first line `sep=;` says. Saved tables are UTF-8 with the mark, so that spreadsheets open them right. 编码：UTF-8（有无BOM均可）、GB18030或带BOM的UTF-16；分隔符：逗号、制表符、分号，或由首行 `sep=` 指定。
* Full-width digits and letters, and blanks around a cell, wide and invisible ones too, are read as plain ones (not inside an id). 全角数字和字母、单元格前后的空格按普通写法读取（编号除外）。
* id 编号: 1 to 64 letters (of any script), digits or `. _ : / -`, not beginning with `-`. 编号。
* No citizen number stands in any cell, however it is written: of 18 digits (a province, a day of birth, a check digit that fits) or of 15, with blanks or marks, in other digits, inside a longer text. An
  organisation's 18-digit code or an account is none. What is one but for a wrong check digit is a warning. 任何单元格不得含公民身份号码（18位须出生日期和校验码都相符，或15位旧号码，无论怎样书写）；统一社会信用代码和账号不受影响。
* division code 区划代码: 2, 4, 6 (GB/T 2260), 9 or 12 digits. Format the column as text: spreadsheets turn long numbers into 4.30602E+11. 请将该列设为文本格式。
  Or the name: `大洲乡太平村`, `平江县 大洲乡 太平村`, or the village alone where only one has the name; of the divisions in `regions`, and (in the Python package and the command line) of Yueyang. Of two with one name the message lists the codes.
  Without the table `regions` those of Yueyang that the tables name become its rows, with the points that are known. 也可写名称；重名时提示各自的代码。没有“行政区划”表时，自动补上表中用到的岳阳区划及已知的位置。
* date 日期: `2016-03-01`; also `2016/3/1`, `2016.3.1`, `2016年3月1日`, `20160301`, with a time of midnight or none. The year stands first, with four digits. 年份写四位并放在最前，也可带零点时刻。
* yuan 元: `1234.50`, at most two decimals, 0 or more; also `1,234.50`, `1.2万元`, `3千元`, `¥100`, `三千五百元`. 最多两位小数；可写千位分隔符、元、万元、千元、亿元或中文数字。
* whole number 整数: digits, 0 or more; `1,234`, `十二`, `1.2万`; with the unit of the column: `5公里` in metres, `2年` in months, `35岁`, `60平方米`, `3人`. In ten-thousandths (`_bp`) `435` and `4.35%` are the same; `4.35` alone is an error.
  可带本列的单位；万分之列中 435 与 4.35% 相同。
* degrees 度: `113.1297`, six decimals count; longitude and latitude both or neither.
* yes/no 是否: `true` or `false`, `yes` or `no`, `是` or `否`, `有` or `无`, `√` or `×`, `1` or `0`; empty is no (of `electricity`: not known).
* code 代码: the word, the code, the Chinese name, or an everyday word that can mean no other, as listed below. What may mean two is an error that proposes them. 英文词、代码、中文名称，或下列不会误解的常用说法均可。
* list 列表: values separated by `;`, `；` or `、`; `无` and `none` are an empty list of codes.
* text 文本: anything without control characters. An apostrophe before `= + - @` (which saving adds, so that no spreadsheet takes text for a formula) is taken away.
* An empty cell has no value; an empty code that is not required is the first of its list. 空单元格表示没有值；非必填的代码留空时取其第一项。
* A row is at most 1 MiB, a table less than 1,000 columns, a file 4 GiB; after 1,000 faults of a table only their number is told, after a million it is given up; at most 1,048,576 blank rows.
* Row numbers in messages are those of the spreadsheet: the heading is row 1, a quoted record of several lines is one row. 提示中的行号与电子表格一致。

## What must fit together 相互关系

* Ids are unique in their table; bases, projects, chains and mentors share none. References name a record that is there; divisions are in `regions`, with all above them, if that table is given.
  编号在本表内不重复；示范基地、项目、四方联结和女能人之间也不重复。引用的编号必须存在；提供行政区划表时，代码须在其中。
* households: an exited one has `exited_on`, a registered one `main_cause`, one never registered no `registered_on`; at most 2 other causes, all different; dates in order.
  已脱贫户须有脱贫日期，建档立卡户须有主要致贫原因；其他原因最多2个且互不相同。
* women: 16 or over on the policy's date; at most 3 wishes. Other members belong to `members`. 妇女表只列年满16岁的女性，其余列入家庭成员。
* chains: the enterprise is an anchor of kind anchor_enterprise, the cooperative one of kind cooperative. 龙头企业与合作社的类型须相符。
* loan_products: `payer_bp` sums to 10,000 where there is a subsidy. loans and loan_applications keep the product's ceiling, longest term and validity; a loan its application's woman, product and, with the other loans of it, amount. A repaid_on needs the status repaid; an extended
  loan says until when, an overdue one since when (warnings; `docs/loans.md`), and a woman has one loan of a scheme at a time (a warning).
  贴息分担合计10000；贷款不超过产品的额度、期限和有效期；填结清日期须状态为结清；展期须填展期至，逾期须填逾期日期，同一人同类贷款只有一笔未结清（警告）。
* mentorships, placements: ended ones have `ends_on` and `end_reason`, others no reason. No mentor is her own mentee. One active placement of a woman in a pairing; one record of a woman with a provider that is proposed, accepted or active without an end date. How states follow each other: docs/next-year.md.
  已结束的须有结束日期和原因；女能人不能帮扶本人；同一妇女在同一结对类别中只有一条进行中的安置；与同一帮扶方只有一条未定结束日期的建议、已接受或进行中的记录。状态的变更见 docs/next-year.md。
* pairs: each pair once, locked or excluded. 每一对只出现一次。
* roads: each village and provider once, `kind` the table of the provider, `metres` of 1 to 10,000,000; `village` is the division that households there name. Used where a policy's `distance` is `road`.
  每个村到每个帮扶方只写一行；里程为1至10000000米；村代码与贫困户表所填的区划一致。政策的 distance 为 road 时使用。
* activities: each kind has its unit (leaflets copies, talks sessions, training, family education and charity person-times, diagnoses and aid to patients persons, exemplars exemplars,
  media items items) and its fields: outreach a medium, talks topics, training a skill, a diagnosis the cancer and one person, aid to a patient one person and an amount, aid to students
  persons, amount and payer, insurance persons and payer, charity and screening persons or whom, an exemplar its kind and whom it shows, a media item the level of the medium, money raised
  who gave it. 各类活动的单位和必填列如上。
* activities, told as warnings since true tables have them and no target counts them: a person twice in one list, fewer counted than listed, one event reported by two levels, a woman in two
  classes on the same days, a second award to a patient, one that is not 10,000 yuan, not transferred, to an unregistered woman or without a diagnosis, a second award to a student in a year
  from one source, a second basic insurance in a year, the same gift or exemplar twice, an item on no exemplar or one of another year, screening outside 35 to 64, a Women's Home outside
  township and village. 以上情况提示警告，不影响读入，但不计入指标。

A file `SYNTHETIC.txt` in the folder says that the persons are synthetic; every output then says so too.
文件夹中有 `SYNTHETIC.txt` 时，表示人员为模拟数据，所有输出都会注明。

)";

}  // namespace

std::string tables_doc() {
  std::string out(opening);
  std::string all_codes = "\n## Codes 代码\n";
  std::set<std::string> done;
  const auto each = [&]<class Record>(const Table<Record>&) {
    out += "## `" + std::string(Record::table) + ".csv` " + std::string(Record::table_zh) +
           "\n\n| column | 列名 | holds 内容 | |\n|---|---|---|---|\n";
    for_each_field<Record>([&]<class T>(const Field<Record, T>& field) {
      const auto row = [&](std::string_view name, std::string_view zh) {
        out += "| `" + std::string(name) + "` | " + std::string(zh) + " | " + kind<T>() + " | " +
               needed(field.use) + " |\n";
      };
      if constexpr (std::same_as<T, std::optional<LonLat>>) {
        row("lon", "经度");
        row("lat", "纬度");
      } else {
        row(field.name, field.zh);
      }
      add_codes<T>(all_codes, done);
    });
    out += "\n";
  };
  const Registry registry;
  registry.for_each_table(each);
  out.pop_back();
  return out + all_codes;
}

}  // namespace jinguo::support
