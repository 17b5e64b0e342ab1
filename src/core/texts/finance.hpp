#pragma once

#include "jinguo/core/message.hpp"

namespace jinguo::inline v0_1::texts {

inline constexpr CatalogueEntry finance[] = {
    {"finance.day", "a day of the calendar, years 1 to 9999", "存在的日期，年份1至9999"},
    {"finance.disbursements.amount", "amounts above 0 that sum to the principal",
     "各笔大于0、合计等于本金的放款"},
    {"finance.disbursements.count", "at most {most} disbursements", "不超过 {most} 笔的放款"},
    {"finance.disbursements.days",
     "days one after another, not before the start, the first before the first due date and the "
     "last before the last",
     "依次递增的放款日：不早于开始日，首笔早于首个还款日，末笔早于最后还款日"},
    {"finance.disbursements.flat",
     "another method: with flat, interest is on the whole principal from the first day",
     "其他还款方式：“按原本金计息”自首日起按全部本金计息"},
    {"finance.emi_adjustment", "an adjustment only with the method equal_instalment",
     "不作调整（只有“等额本息”可以调整每期金额）"},
    {"finance.first_due", "a day after the start", "放款日之后的日期"},
    {"finance.multiple", "a whole number of fen above 0, such as 0.01, 1 or 100 yuan",
     "大于0的整分金额，如 0.01、1 或 100 元"},
    {"finance.principal", "an amount above 0 and at most 1,000,000,000,000,000 yuan",
     "大于0且不超过 1,000,000,000,000,000 元的金额"},
    {"finance.principal_share",
     "a share above 0 and at most 1 with at most 12 decimals: 0.05 is 5 %",
     "大于0且不超过1的比例，最多12位小数：0.05 即 5%"},
    {"finance.principal_share.method",
     "a share of the principal only with the method equal_principal",
     "不填的还本比例（只有“等额本金”可以指定）"},
    {"finance.range", "a whole number from {least} to {most}", "{least} 至 {most} 的整数"},
    {"finance.rate", "a rate from 0 to 1: 0.0435 is 4.35 %", "0 至 1 的利率：0.0435 即 4.35%"},
    {"finance.rate.decimals", "a rate with at most {most} decimals", "最多 {most} 位小数的利率"},
    {"finance.too_late", "due dates before the year 9998", "9998年以前的还款日"},
};

}  // namespace jinguo::inline v0_1::texts
