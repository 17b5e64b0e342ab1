#include "jinguo/io/export.hpp"

#include <algorithm>

#include "csv_writer.hpp"
#include "jinguo/core/text.hpp"
#include "jinguo/engine/explain.hpp"
#include "jinguo/engine/lottery.hpp"
#include "jinguo/io/archive.hpp"
#include "jinguo/io/file.hpp"

namespace jinguo::inline v0_1::io {
namespace {

/// Writes JSON, indented by one space a level up to lists of numbers, which stay on a line.
class Json {
 public:
  std::string out{};

  void open(char bracket) {
    out += bracket;
    first_ = true;
  }
  void close(char bracket) {
    out += bracket;
    first_ = false;
  }
  void key(std::string_view name) {
    next();
    text(name);
    out += ':';
    first_ = true;
  }
  void next() {
    if (!first_) out += ',';
    first_ = false;
  }
  void value(std::string_view name, std::string_view one) {
    key(name);
    next();
    text(one);
  }
  void value(std::string_view name, const char* one) { value(name, std::string_view(one)); }
  void value(std::string_view name, std::int64_t one) {
    key(name);
    next();
    out += std::to_string(one);
  }
  void value(std::string_view name, bool one) {
    key(name);
    next();
    out += one ? "true" : "false";
  }
  void null(std::string_view name) {
    key(name);
    next();
    out += "null";
  }
  void text(std::string_view one) {
    out += '"';
    for (const char c : one) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\') {
        out += '\\';
        out += c;
      } else if (byte < 0x20) {
        out += "\\u" + jinguo::detail::hex(byte, 4);
      } else {
        out += c;
      }
    }
    out += '"';
  }

 private:
  bool first_ = true;
};

void put(Json& json, const PlanAward& award) {
  json.next();
  json.open('{');
  json.value("left", award.left.text());
  json.value("right", award.right.text());
  json.value("kind", to_string(award.kind));
  if (award.rule.empty()) {
    json.value("score", award.score);
    json.key("parts");
    json.next();
    json.open('[');
    for (const std::int64_t part : award.parts) {
      json.next();
      json.out += std::to_string(part);
    }
    json.close(']');
    json.value("existing", award.existing);
  } else {
    json.value("rule", award.rule);
  }
  json.close('}');
}

template <class T, class Put>
void list(Json& json, std::string_view name, const std::vector<T>& entries, const Put& put_one) {
  json.key(name);
  json.next();
  json.open('[');
  for (const T& entry : entries) {
    json.out += '\n';
    put_one(entry);
  }
  json.close(']');
}

}  // namespace

std::string awards_csv(const Plan& plan) {
  std::vector<std::string> parts;
  for (const PairingPlan& one : plan.pairings) {
    for (const std::string& part : one.part_names) {
      if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
    }
  }
  detail::CsvWriter csv;
  for (const std::string_view name : {"pairing", "left_id", "right_id", "score"}) csv.cell(name);
  for (const std::string& part : parts) csv.cell(part);
  csv.row("kind", "existing");
  for (const PairingPlan& one : plan.pairings) {
    std::vector<std::size_t> at;  // of each column, its place among the pairing's parts
    for (const std::string& part : parts) {
      at.push_back(static_cast<std::size_t>(
          std::find(one.part_names.begin(), one.part_names.end(), part) - one.part_names.begin()));
    }
    for (const PlanAward& award : one.awards) {
      csv.cell(one.name);
      csv.cell(award.left.text());
      csv.cell(award.right.text());
      csv.cell(award.score);
      for (const std::size_t k : at) {
        csv.cell(k < award.parts.size() ? std::to_string(award.parts[k]) : std::string());
      }
      csv.row(to_string(award.kind), award.existing ? "1" : "0");
    }
  }
  return csv.take();
}

std::string unmatched_csv(const Plan& plan) {
  constexpr std::size_t most_options = 5;
  detail::CsvWriter csv;
  for (const std::string_view name : {"pairing", "left_id", "units", "reason", "rule"}) {
    csv.cell(name);
  }
  for (std::size_t k = 1; k <= most_options; ++k) {
    for (const char* name : {"right_", "score_", "loss_"}) csv.cell(name + std::to_string(k));
  }
  csv.row("text_zh", "text_en");
  for (const PairingPlan& one : plan.pairings) {
    for (const Unmatched& left : one.unmatched) {
      csv.cell(one.name);
      csv.cell(left.left.text());
      csv.cell(left.units);
      csv.cell(to_string(left.reason));
      csv.cell(left.rule);
      for (std::size_t k = 0; k < most_options; ++k) {
        if (k >= left.options.size()) {
          for (int empty = 0; empty < 3; ++empty) csv.cell("");
          continue;
        }
        const Option& option = left.options[k];
        csv.cell(option.right.text());
        csv.cell(option.score);
        csv.cell(option.impossible ? std::string() : std::to_string(option.loss));
      }
      const Message reason = engine::reason(one, left);
      csv.row(engine::text_of(reason, Language::zh), engine::text_of(reason, Language::en));
    }
  }
  return csv.take();
}

namespace {

/// The rows of one pairing in the lottery's sheet.
class DrawnPairing {
 public:
  DrawnPairing(const PairingPlan& pairing, const PlanTies& ties, std::string_view seed)
      : pairing_(pairing), ties_(ties), seed_(seed) {}

  void write(detail::CsvWriter& csv) {
    std::string missing;
    for (const PlanTies::Place& place : ties_.places) {
      shown_.push_back(name_of(place.right));
      if (place.missing) missing += (missing.empty() ? "" : " ") + shown_.back();
      csv.row("place", pairing_.name, shown_.back(), "", "", "", place.least, place.most, "");
    }
    if (!missing.empty()) {
      const std::int64_t total = ties_.missing_total;
      csv.row("together", pairing_.name, "", "", "", missing, total, total, "");
    }
    struct Call {
      std::uint64_t number = 0;
      const PlanTies::Woman* woman = nullptr;
    };
    std::vector<Call> calls;
    for (const PlanTies::Woman& woman : ties_.women) {
      calls.push_back(
          {engine::lottery_number(seed_, pairing_.name, solver::Side::left, woman.left.text()),
           &woman});
    }
    std::stable_sort(calls.begin(), calls.end(),
                     [](const Call& a, const Call& b) { return a.number > b.number; });
    for (const Call& call : calls) write(csv, *call.woman, call.number);
  }

 private:
  /// A place's id; a person's pseudonym.
  [[nodiscard]] std::string name_of(const Id& right) const {
    const auto at =
        std::lower_bound(pairing_.places.begin(), pairing_.places.end(), right,
                         [](const PlaceResult& known, const Id& id) { return known.right < id; });
    const bool person =
        at != pairing_.places.end() && at->right == right && at->kind == ProviderKind::mentor;
    return person
               ? engine::lottery_pseudonym(seed_, pairing_.name, solver::Side::right, right.text())
               : right.text();
  }

  /// The options of a woman in their order, and what she got.
  void write(detail::CsvWriter& csv, const PlanTies::Woman& woman, std::uint64_t number) const {
    constexpr std::string_view not_served = "(none)";  // no id has brackets
    std::vector<Id> hers;
    auto award = std::lower_bound(pairing_.awards.begin(), pairing_.awards.end(), woman.left,
                                  [](const PlanAward& a, const Id& id) { return a.left < id; });
    for (; award != pairing_.awards.end() && award->left == woman.left; ++award) {
      hers.push_back(award->right);
    }
    std::vector<std::string_view> options;
    std::vector<std::string_view> result;
    for (const std::int32_t option : ties_.options[static_cast<std::size_t>(woman.options)]) {
      const auto k = static_cast<std::size_t>(option);
      options.push_back(option < 0 ? not_served : std::string_view(shown_[k]));
      if (option < 0) continue;
      const Id& right = ties_.places[k].right;
      if (std::find(hers.begin(), hers.end(), right) == hers.end()) continue;
      result.push_back(shown_[k]);
    }
    for (auto placed = static_cast<std::int64_t>(result.size()); placed < woman.units; ++placed) {
      result.push_back(not_served);
    }
    std::string call = jinguo::detail::hex(number, 16);
    for (const std::size_t at : {12U, 8U, 4U}) call.insert(at, "-");  // no spreadsheet's number
    csv.row("woman", pairing_.name,
            engine::lottery_pseudonym(seed_, pairing_.name, solver::Side::left, woman.left.text()),
            call, woman.units, jinguo::detail::join(options, " "), "", "",
            jinguo::detail::join(result, " "));
  }

  const PairingPlan& pairing_;
  const PlanTies& ties_;
  std::string_view seed_;
  std::vector<std::string> shown_{};  ///< The places as the sheet names them.
};

}  // namespace

std::string lottery_sheet(const Plan& plan) {
  const std::string seed = engine::bytes_from_hex(plan.seed_hex).value_or("");
  detail::CsvWriter csv;
  csv.row("kind 类别", "pairing 结对", "name 名称或代号", "number 号码", "units 份数",
          "options 选项（按先后）", "least 最少", "most 最多", "result 结果");
  csv.row("sheet", "", to_hex(plan.digest()), "form-1", "", "", "", "", "");
  for (const PairingPlan& one : plan.pairings) {
    const bool drawn =
        one.status == solver::Status::optimal || one.status == solver::Status::optimal_short;
    if (!drawn) continue;
    if (!one.ties) {
      Issue issue;
      issue.code = "plan.ties";
      issue.column = one.name;
      issue.expected.code = issue.code;
      throw InputError(std::move(issue));
    }
    DrawnPairing(one, *one.ties, seed).write(csv);
  }
  return csv.take();
}

namespace {

void put(Json& json, const Unmatched& left) {
  json.next();
  json.open('{');
  json.value("left", left.left.text());
  json.value("units", left.units);
  json.value("reason", to_string(left.reason));
  if (!left.rule.empty()) json.value("rule", left.rule);
  json.key("options");
  json.next();
  json.open('[');
  for (const Option& option : left.options) {
    json.next();
    json.open('{');
    json.value("right", option.right.text());
    json.value("score", option.score);
    json.value("more_short", option.more_short);
    if (!option.rule.empty()) json.value("rule", option.rule);
    if (option.impossible) {
      json.null("loss");
    } else {
      json.value("loss", option.loss);
    }
    json.close('}');
  }
  json.close(']');
  json.close('}');
}

void put(Json& json, const PlaceResult& place) {
  json.next();
  json.open('{');
  json.value("right", place.right.text());
  json.value("kind", to_string(place.kind));
  json.value("places", place.places);
  json.value("floor", place.floor);
  if (place.floor_before) {
    json.value("floor_before", *place.floor_before);
  } else {
    json.null("floor_before");
  }
  json.value("taken", place.taken);
  json.value("outside", place.outside);
  json.value("shortfall", place.shortfall);
  json.value("price", place.price);
  if (place.greatest_price == solver::unbounded_price) {
    json.null("greatest_price");
  } else {
    json.value("greatest_price", place.greatest_price);
  }
  json.value("worth", place.worth);
  json.value("forced", place.forced);
  json.value("floor_cost_short", place.floor_cost_short);
  json.value("floor_cost", place.floor_cost);
  json.close('}');
}

void put(Json& json, const PairingPlan& one) {
  json.next();
  json.open('{');
  json.value("name", one.name);
  json.value("status", solver::to_string(one.status));
  json.value("total", one.total);
  if (one.gap) {
    json.value("gap", *one.gap);
  } else {
    json.null("gap");
  }
  json.value("tied", one.tied);
  json.value("custom", one.custom);
  json.value("unknown_income", one.unknown_income);
  list(json, "income_assumed", one.income_assumed, [&](const Id& id) {
    json.next();
    json.text(id.text());
  });
  json.key("part_names");
  json.next();
  json.open('[');
  for (const std::string& part : one.part_names) {
    json.next();
    json.text(part);
  }
  json.close(']');
  list(json, "awards", one.awards, [&](const PlanAward& award) { put(json, award); });
  list(json, "outside", one.outside, [&](const PlanAward& award) { put(json, award); });
  list(json, "unmatched", one.unmatched, [&](const Unmatched& left) { put(json, left); });
  list(json, "places", one.places, [&](const PlaceResult& place) { put(json, place); });
  json.close('}');
}

}  // namespace

std::string plan_json(const Plan& plan) {
  Json json;
  json.open('{');
  json.value("schema", "jinguo.plan");
  json.value("schema_version", std::int64_t{plan_json_version});
  json.value("made_by", plan.made_by);
  json.value("synthetic", plan.synthetic);
  json.value("policy", plan.policy_name);
  json.value("asked", plan.asked);
  json.value("digest_form", std::int64_t{plan.digest_form});
  json.value("digest", to_hex(plan.digest()));
  json.value("registry_digest", to_hex(plan.registry_digest));
  json.value("policy_digest", to_hex(plan.policy_digest));
  json.value("seed", plan.seed_hex);
  list(json, "pairings", plan.pairings, [&](const PairingPlan& one) { put(json, one); });
  json.close('}');
  json.out += '\n';
  return std::move(json.out);
}

void save_folder(const Plan& plan, const std::filesystem::path& folder, Access access) {
  WholeFolder whole(folder, access);
  save(plan, whole.parts() / std::string(plan_file), access);
  write_file(whole.parts() / "awards.csv", awards_csv(plan), access);
  write_file(whole.parts() / "unmatched.csv", unmatched_csv(plan), access);
  write_file(whole.parts() / "plan.json", plan_json(plan), access);
  whole.commit();
}

}  // namespace jinguo::inline v0_1::io
