#include "jinguo/io/export.hpp"

#include <algorithm>

#include "jinguo/engine/explain.hpp"
#include "jinguo/engine/lottery.hpp"
#include "jinguo/io/archive.hpp"
#include "jinguo/io/file.hpp"

namespace jinguo::inline v0_1::io {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

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
        const char* digits = "0123456789abcdef";
        out += std::string("\\u00") + digits[byte >> 4U] + digits[byte & 15U];
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
  std::string out(byte_order_mark);
  out += "pairing,left_id,right_id,score";
  for (const std::string& part : parts) out += "," + cell(part);
  out += ",kind,existing\r\n";
  for (const PairingPlan& one : plan.pairings) {
    std::vector<std::size_t> at;  // of each column, its place among the pairing's parts
    for (const std::string& part : parts) {
      at.push_back(static_cast<std::size_t>(
          std::find(one.part_names.begin(), one.part_names.end(), part) - one.part_names.begin()));
    }
    for (const PlanAward& award : one.awards) {
      out += cell(one.name) + "," + cell(award.left.text()) + "," + cell(award.right.text()) + "," +
             std::to_string(award.score);
      for (const std::size_t k : at) {
        out += ",";
        if (k < award.parts.size()) out += std::to_string(award.parts[k]);
      }
      out += "," + std::string(to_string(award.kind)) + (award.existing ? ",1\r\n" : ",0\r\n");
    }
  }
  return out;
}

std::string unmatched_csv(const Plan& plan) {
  std::string out(byte_order_mark);
  out += "pairing,left_id,units,reason,rule";
  for (int k = 1; k <= 5; ++k) {
    const std::string number = std::to_string(k);
    out += ",right_" + number + ",score_" + number + ",loss_" + number;
  }
  out += ",text_zh,text_en\r\n";
  for (const PairingPlan& one : plan.pairings) {
    for (const Unmatched& left : one.unmatched) {
      out += cell(one.name) + "," + cell(left.left.text()) + "," + std::to_string(left.units) +
             "," + std::string(to_string(left.reason)) + "," + cell(left.rule);
      for (std::size_t k = 0; k < 5; ++k) {
        if (k >= left.options.size()) {
          out += ",,,";
          continue;
        }
        const Option& option = left.options[k];
        out += "," + cell(option.right.text()) + "," + std::to_string(option.score) + "," +
               (option.impossible ? "" : std::to_string(option.loss));
      }
      const Message reason = engine::reason(one, left);
      out += "," + cell(engine::text_of(reason, Language::zh)) + "," +
             cell(engine::text_of(reason, Language::en)) + "\r\n";
    }
  }
  return out;
}

std::string lottery_sheet(const Plan& plan) {
  const std::string seed = engine::bytes_from_hex(plan.seed_hex).value_or("");
  constexpr std::string_view not_served = "(none)";  // no id has brackets
  std::string out(byte_order_mark);
  out +=
      "kind 类别,pairing 结对,name 名称或代号,number 号码,units 份数,options 选项（按先后）,"
      "least 最少,most 最多,result 结果\r\n";
  out += "sheet,," + to_hex(plan.digest()) + ",form-1,,,,,\r\n";
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
    const PlanTies& ties = *one.ties;
    std::vector<std::string> shown;
    std::string missing;
    for (const PlanTies::Place& place : ties.places) {
      const auto at =
          std::lower_bound(one.places.begin(), one.places.end(), place.right,
                           [](const PlaceResult& known, const Id& id) { return known.right < id; });
      const bool person =
          at != one.places.end() && at->right == place.right && at->kind == ProviderKind::mentor;
      const std::string& id = place.right.text();
      shown.push_back(person ? engine::lottery_pseudonym(seed, one.name, solver::Side::right, id)
                             : id);
      if (place.missing) missing += (missing.empty() ? "" : " ") + shown.back();
      out += "place," + cell(one.name) + "," + shown.back() + ",,,," + std::to_string(place.least) +
             "," + std::to_string(place.most) + ",\r\n";
    }
    if (!missing.empty()) {
      const std::string total = std::to_string(ties.missing_total);
      out += "together," + cell(one.name) + ",,,," + missing + "," + total + "," + total + ",\r\n";
    }
    struct Call {
      std::uint64_t number = 0;
      const PlanTies::Woman* woman = nullptr;
    };
    std::vector<Call> calls;
    for (const PlanTies::Woman& woman : ties.women) {
      calls.push_back(
          {engine::lottery_number(seed, one.name, solver::Side::left, woman.left.text()), &woman});
    }
    std::stable_sort(calls.begin(), calls.end(),
                     [](const Call& a, const Call& b) { return a.number > b.number; });
    const auto word = [&](std::int32_t option) {
      return option < 0 ? std::string(not_served) : shown[static_cast<std::size_t>(option)];
    };
    for (const Call& call : calls) {
      const PlanTies::Woman& woman = *call.woman;
      const auto& list = ties.options[static_cast<std::size_t>(woman.options)];
      auto award = std::lower_bound(one.awards.begin(), one.awards.end(), woman.left,
                                    [](const PlanAward& a, const Id& id) { return a.left < id; });
      std::vector<Id> hers;
      for (; award != one.awards.end() && award->left == woman.left; ++award) {
        hers.push_back(award->right);
      }
      std::string options;
      std::string result;
      std::int64_t placed = 0;
      for (const std::int32_t option : list) {
        options += (options.empty() ? "" : " ") + word(option);
        if (option < 0) continue;
        const Id& right = ties.places[static_cast<std::size_t>(option)].right;
        if (std::find(hers.begin(), hers.end(), right) == hers.end()) continue;
        result += (result.empty() ? "" : " ") + word(option);
        ++placed;
      }
      for (; placed < woman.units; ++placed) {
        result += (result.empty() ? "" : " ") + std::string(not_served);
      }
      const std::string bytes = [&] {
        std::string big;
        for (unsigned k = 0; k < 8; ++k) big += static_cast<char>(call.number >> (56U - 8U * k));
        return big;
      }();
      std::string number = engine::hex_from_bytes(bytes);
      for (const std::size_t at : {12U, 8U, 4U}) number.insert(at, "-");  // no spreadsheet's number
      out += "woman," + cell(one.name) + "," +
             engine::lottery_pseudonym(seed, one.name, solver::Side::left, woman.left.text()) +
             "," + number + "," + std::to_string(woman.units) + "," + options + ",,," + result +
             "\r\n";
    }
  }
  return out;
}

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
  list(json, "pairings", plan.pairings, [&](const PairingPlan& one) {
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
    list(json, "unmatched", one.unmatched, [&](const Unmatched& left) {
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
    });
    list(json, "places", one.places, [&](const PlaceResult& place) {
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
    });
    json.close('}');
  });
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
