#pragma once

#include <filesystem>
#include <string>

#include "jinguo/engine/plan.hpp"
#include "jinguo/io/file.hpp"

/// Plans for people and other programs; written only, never read back.
namespace jinguo::inline v0_1::io {

/// pairing, left_id, right_id, score, a column for each part, kind, existing. UTF-8 with a byte
/// order mark, CRLF, so that spreadsheets open it right. Ids cannot begin a formula.
[[nodiscard]] std::string awards_csv(const Plan& plan);

/// pairing, left_id, units, reason, rule, then right, score, loss of up to five options (an empty
/// loss: impossible), then the reason as a sentence in both languages.
[[nodiscard]] std::string unmatched_csv(const Plan& plan);

/// The whole plan; docs/plan-json.md describes schema version 1.
[[nodiscard]] std::string plan_json(const Plan& plan);
/// Version of the schema of plan.json (docs/plan-json.md).
inline constexpr int plan_json_version = 1;

/// What anyone needs to draw the lottery again, as docs/lottery.md describes it (form 1): the tied
/// women under pseudonyms with number and options, and what each place must get of them; mentors
/// are persons and have pseudonyms, too. UTF-8 with a byte order mark, CRLF. Throws InputError
/// where the plan does not hold it.
[[nodiscard]] std::string lottery_sheet(const Plan& plan);

/// Saves plan.jinguo, awards.csv, unmatched.csv and plan.json as a folder: all of them or none, and
/// never files of two plans (io::WholeFolder). Throws std::system_error.
void save_folder(const Plan& plan, const std::filesystem::path& folder,
                 Access access = Access::owner);

}  // namespace jinguo::inline v0_1::io
