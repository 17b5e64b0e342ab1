#include "jinguo/io/policy_file.hpp"

// Numbers by from_chars: a stream would ask for the process's locale.
#define TOML_FLOAT_CHARCONV 1
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <span>

#include "jinguo/core/text.hpp"
#include "jinguo/domain/synonyms.hpp"
#include "jinguo/io/file.hpp"
#include "nearest.hpp"
#include "toml_guard.hpp"

namespace jinguo::inline v0_1::io {
namespace {

constexpr std::size_t max_policy_bytes = std::size_t{1} << 20;

std::string nearest(std::string_view word, const std::vector<std::string>& known,
                    detail::WordScale scale = detail::WordScale::keywords) {
  return detail::nearest_word(word, std::vector<std::string_view>(known.begin(), known.end()),
                              scale);
}

template <CodedEnum E>
std::vector<std::string> words_of() {
  std::vector<std::string> words;
  for (const Coded<E>& row : codes(std::type_identity<E>{})) words.emplace_back(row.word);
  return words;
}

/// A value as an issue shows it: at most 40 characters, control characters escaped, no citizen
/// number.
std::string shown(std::string_view whole) {
  const std::string text = mask_citizen_numbers(std::string(whole.substr(0, 4096)));
  std::string out;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size() && characters < 40; ++characters) {
    const jinguo::detail::Utf8Character c =
        jinguo::detail::utf8_character(std::string_view(text).substr(at));
    if (c.bytes == 0 || c.point < 0x20 || c.point == 0x7F) {
      out += '?';
      at += std::max<std::size_t>(1, c.bytes);
    } else {
      out += text.substr(at, c.bytes);
      at += c.bytes;
    }
  }
  return out;
}

/// A key's path on one line: names of pairings are as the file has them.
std::string legible(std::string path) {
  std::replace_if(
      path.begin(), path.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, '?');
  return path;
}

/// Reads the tables of a policy by the descriptions of its records, collecting every fault.
class Reader {
 public:
  explicit Reader(std::string_view file) : file_(file) {}

  std::vector<Issue> issues{};

  PolicyData read(const toml::table& root) {
    PolicyData data;
    record(root, "", data);
    // Impossible values are found by the policy's own check; lines are known here.
    std::vector<Issue> impossible = check(data);
    const std::vector<Issue> unread = issues;
    for (Issue& issue : impossible) {
      const bool known = std::any_of(unread.begin(), unread.end(), [&](const Issue& other) {
        return other.column == issue.column || other.column.rfind(issue.column + ".", 0) == 0;
      });
      if (known) continue;  // already refused for a deeper reason
      issue.file = file_;
      issue.row = line_of(issue.column);
      issue.column = legible(std::move(issue.column));
      issues.push_back(std::move(issue));
    }
    std::stable_sort(issues.begin(), issues.end(),
                     [](const Issue& a, const Issue& b) { return a.row < b.row; });
    return data;
  }

 private:
  std::string file_;
  std::map<std::string, std::int64_t> lines_{};

  std::int64_t line_of(std::string path) const {
    for (;;) {
      const auto found = lines_.find(path);
      if (found != lines_.end()) return found->second;
      const std::size_t dot = path.rfind('.');
      if (dot == std::string::npos) return 1;
      path.resize(dot);
    }
  }
  void note(const std::string& path, const toml::node& node) {
    lines_[path] = static_cast<std::int64_t>(node.source().begin.line);
  }
  Issue& refuse(const std::string& path, const toml::node& node, std::string code,
                std::vector<std::pair<std::string, std::string>> parameters = {}) {
    Issue issue;
    issue.code = code;
    issue.file = file_;
    issue.row = static_cast<std::int64_t>(node.source().begin.line);
    issue.column = legible(path);
    issue.expected = {std::move(code), std::move(parameters)};
    issues.push_back(std::move(issue));
    return issues.back();
  }
  static std::string below(const std::string& path, std::string_view key) {
    return path.empty() ? std::string(key) : path + "." + std::string(key);
  }

  /// A table whose keys are the fields of a record, save its key field.
  template <class R>
  void record(const toml::table& table, const std::string& path, R& out) {
    std::vector<std::string> known;
    for_each_field<R>([&](const auto& field) {
      if (field.use == FieldUse::key) return;
      known.emplace_back(field.name);
      const toml::node* node = table.get(field.name);
      const std::string at = below(path, field.name);
      if (node != nullptr) {
        note(at, *node);
        value(*node, at, out.*field.member);
      } else if (field.use == FieldUse::required) {
        refuse(at, table, "policy.missing");
      }
    });
    for (const auto& [key, node] : table) {
      if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
      unknown(below(path, shown(key.str())), node, key.str(), known);
    }
  }
  void unknown(const std::string& path, const toml::node& node, std::string_view key,
               const std::vector<std::string>& known) {
    Issue& issue =
        refuse(path, node, "policy.unknown_key", {{"known", jinguo::detail::join(known, ", ")}});
    issue.value = shown(key);
    const std::string near = nearest(key, known);
    if (!near.empty()) issue.mend = {"policy.unknown_key.mend", {{"nearest", near}}};
  }

  const toml::table* as_table(const toml::node& node, const std::string& path) {
    if (node.is_table()) return node.as_table();
    refuse(path, node, "policy.type.table");
    return nullptr;
  }
  const toml::array* as_list(const toml::node& node, const std::string& path) {
    if (node.is_array()) return node.as_array();
    refuse(path, node, "policy.type.list");
    return nullptr;
  }

  void value(const toml::node& node, const std::string& path, bool& out) {
    if (node.is_boolean()) {
      out = node.as_boolean()->get();
    } else {
      refuse(path, node, "policy.type.boolean");
    }
  }
  void value(const toml::node& node, const std::string& path, std::int64_t& out) {
    if (node.is_integer()) {
      out = node.as_integer()->get();
    } else {
      refuse(path, node, "policy.type.integer");
    }
  }
  void value(const toml::node& node, const std::string& path, std::int32_t& out) {
    std::int64_t wide = 0;
    const std::size_t before = issues.size();
    value(node, path, wide);
    if (issues.size() > before) return;
    if (wide < -1'000'000'000 || wide > 1'000'000'000) {
      refuse(path, node, "policy.range", {{"least", "-1000000000"}, {"most", "1000000000"}}).value =
          std::to_string(wide);
      return;
    }
    out = static_cast<std::int32_t>(wide);
  }
  void value(const toml::node& node, const std::string& path, std::string& out) {
    if (!node.is_string()) {
      refuse(path, node, "policy.type.text");
    } else if (node.as_string()->get().size() > 10'000) {
      refuse(path, node, "policy.text_length");
    } else {
      out = node.as_string()->get();
    }
  }
  void value(const toml::node& node, const std::string& path, Date& out) {
    if (!node.is_date()) {
      refuse(path, node, "policy.type.date");
      return;
    }
    const toml::date date = node.as_date()->get();
    out = Date{std::chrono::year(date.year), std::chrono::month(date.month),
               std::chrono::day(date.day)};
  }
  void value(const toml::node& node, const std::string& path, LonLat& out) {
    const toml::table* table = as_table(node, path);
    if (table == nullptr) return;
    const std::vector<std::string> known{"lon", "lat"};
    std::int32_t* parts[] = {&out.lon_e6, &out.lat_e6};
    for (std::size_t k = 0; k < 2; ++k) {
      const toml::node* part = table->get(known[k]);
      const std::string at = below(path, known[k]);
      if (part == nullptr) {
        refuse(at, node, "policy.missing");
        continue;
      }
      const std::optional<double> degrees = part->value<double>();
      if (!part->is_number() || !degrees || !(std::abs(*degrees) <= 180.0)) {
        refuse(at, *part, "policy.type.degrees");
        continue;
      }
      const double millionths = std::nearbyint(*degrees * 1e6);
      if (std::abs(*degrees * 1e6 - millionths) > 1e-3) {
        refuse(at, *part, "policy.type.degrees");  // finer than a millionth of a degree
        continue;
      }
      *parts[k] = static_cast<std::int32_t>(millionths);
    }
    for (const auto& [key, child] : *table) {
      if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
        unknown(below(path, shown(key.str())), child, key.str(), known);
      }
    }
  }
  template <CodedEnum E>
  std::optional<E> word(const toml::node& node, const std::string& path, std::string_view text) {
    for (const Coded<E>& row : codes(std::type_identity<E>{})) {
      if (text == row.word || text == row.zh) return row.value;
    }
    const std::vector<std::string> known = words_of<E>();
    Issue& issue =
        refuse(path, node, "policy.word", {{"known", jinguo::detail::join(known, ", ")}});
    issue.value = shown(text);
    // Values of records (health, labour ...) are many, and may be steps of a scale.
    constexpr auto scale = !HasSynonyms<E>       ? detail::WordScale::keywords
                           : is_ordered_scale<E> ? detail::WordScale::ordered
                                                 : detail::WordScale::none;
    std::vector<std::string> names;  // in the language of the word
    const bool latin = std::all_of(text.begin(), text.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    for (const Coded<E>& row : codes(std::type_identity<E>{})) {
      names.emplace_back(latin ? row.word : row.zh);
    }
    const std::string near = nearest(text, names, scale);
    if (!near.empty()) issue.mend = {"policy.unknown_key.mend", {{"nearest", near}}};
    return std::nullopt;
  }
  template <CodedEnum E>
  void value(const toml::node& node, const std::string& path, E& out) {
    if (!node.is_string()) {
      refuse(path, node, "policy.word", {{"known", jinguo::detail::join(words_of<E>(), ", ")}});
      return;
    }
    if (const std::optional<E> one = word<E>(node, path, node.as_string()->get())) out = *one;
  }
  template <class T>
  void value(const toml::node& node, const std::string& path, std::optional<T>& out) {
    T inner{};
    const std::size_t before = issues.size();
    value(node, path, inner);
    if (issues.size() == before) out = std::move(inner);
  }
  template <class R>
  requires DescribedRecord<R>
  void value(const toml::node& node, const std::string& path, R& out) {
    if (const toml::table* table = as_table(node, path)) record(*table, path, out);
  }
  template <class T>
  void value(const toml::node& node, const std::string& path, std::vector<T>& out) {
    const toml::array* list = as_list(node, path);
    if (list == nullptr) return;
    if (list->size() > 10'000) {
      refuse(path, node, "policy.text_length");
      return;
    }
    out.clear();
    for (const toml::node& element : *list) {
      T one{};
      value(element, path, one);
      out.push_back(std::move(one));
    }
  }
  void value(const toml::node& node, const std::string& path, DistanceLoss& out) {
    const toml::array* list = node.as_array();
    if (list == nullptr || list->size() != 2 || !list->get(0)->is_integer() ||
        !list->get(1)->is_integer()) {
      refuse(path, node, "policy.type.corner");
      return;
    }
    value(*list->get(0), path, out.metres);
    value(*list->get(1), path, out.points);
  }
  /// Points by word: {skills = 30, capital = 20}.
  template <CodedEnum E>
  void value(const toml::node& node, const std::string& path, std::vector<PointsFor<E>>& out) {
    const toml::table* table = as_table(node, path);
    if (table == nullptr) return;
    out.clear();
    for (const auto& [key, child] : *table) {
      const std::string at = below(path, shown(key.str()));
      note(at, child);
      PointsFor<E> one;
      const std::optional<E> which = word<E>(child, at, key.str());
      value(child, at, one.points);
      if (!which) continue;
      one.value = *which;
      out.push_back(one);
    }
    std::sort(out.begin(), out.end(), [](const PointsFor<E>& a, const PointsFor<E>& b) {
      return a.value < b.value;  // the order of a table's keys means nothing
    });
  }
  void value(const toml::node& node, const std::string& path, std::vector<RegionPoints>& out) {
    const toml::table* table = as_table(node, path);
    if (table == nullptr) return;
    out.clear();
    for (const auto& [key, child] : *table) {
      const std::string at = below(path, shown(key.str()));
      note(at, child);
      RegionPoints one;
      const std::optional<RegionCode> code = RegionCode::parse(key.str());
      value(child, at, one.points);
      if (!code) {
        refuse(at, child, "policy.region").value = shown(key.str());
        continue;
      }
      one.region = *code;
      out.push_back(one);
    }
    std::sort(out.begin(), out.end(),
              [](const RegionPoints& a, const RegionPoints& b) { return a.region < b.region; });
  }
  template <CodedEnum E, class T, std::size_t N>
  void by_word(const toml::node& node, const std::string& path, std::array<T, N>& out) {
    const toml::table* table = as_table(node, path);
    if (table == nullptr) return;
    for (const auto& [key, child] : *table) {
      const std::string at = below(path, shown(key.str()));
      note(at, child);
      if (const std::optional<E> which = word<E>(child, at, key.str())) {
        value(child, at, out[static_cast<std::size_t>(*which)]);
      }
    }
  }
  void value(const toml::node& node, const std::string& path,
             std::array<std::vector<Health>, 3>& out) {
    by_word<Work>(node, path, out);
  }
  void value(const toml::node& node, const std::string& path,
             std::array<std::optional<std::int32_t>, 4>& out) {
    by_word<CareDuty>(node, path, out);
  }
  void value(const toml::node& node, const std::string& path, std::vector<Pairing>& out) {
    const toml::table* table = as_table(node, path);
    if (table == nullptr) return;
    out.clear();
    for (const auto& [key, child] : *table) {
      const std::string at = below(path, key.str());  // as the policy's own check says it
      note(at, child);
      Pairing one;
      one.name = key.str();
      value(child, at, one);
      out.push_back(std::move(one));
    }
  }
  void value(const toml::node& node, const std::string& path, std::vector<KindRules>& out) {
    const toml::table* table = as_table(node, path);
    if (table == nullptr) return;
    out.clear();
    for (const auto& [key, child] : *table) {
      const std::string at = below(path, shown(key.str()));
      note(at, child);
      KindRules one;
      const std::optional<ProviderKind> which = word<ProviderKind>(child, at, key.str());
      value(child, at, one);
      if (!which) continue;
      one.kind = *which;
      out.push_back(std::move(one));
    }
    std::sort(out.begin(), out.end(),
              [](const KindRules& a, const KindRules& b) { return a.kind < b.kind; });
  }
};

}  // namespace

Policy parse_policy(std::string_view text, std::string_view name) {
  const auto refuse = [&](std::string code, std::int64_t line) {
    Issue issue;
    issue.code = code;
    issue.file = name;
    issue.row = line;
    const std::string mend = code + ".mend";
    if (find_in_catalogue(mend) != nullptr) issue.mend.code = mend;
    issue.expected.code = std::move(code);
    throw InputError(std::move(issue));
  };
  if (text.size() > max_policy_bytes) refuse("policy.too_large", 0);
  if (const std::optional<detail::TomlFault> fault = detail::why_not_toml(text)) {
    refuse(std::string(fault->code), fault->line);
  }
  toml::table root;
  try {
    root = toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    const bool twice = error.description().find("redefine") != std::string_view::npos;
    refuse(twice ? "policy.twice" : "policy.syntax",
           static_cast<std::int64_t>(error.source().begin.line));
  }
  Reader reader(name);
  PolicyData data = reader.read(root);
  if (!reader.issues.empty()) throw InputError(std::move(reader.issues));
  return Policy(std::move(data));
}

Policy load_policy(const std::filesystem::path& path) {
  // A pipe may never end, or never begin; folders and what is not there say so when opened.
  const std::filesystem::file_status status = std::filesystem::status(path);
  if (std::filesystem::exists(status) && std::filesystem::is_other(status)) {
    Issue issue;
    issue.code = "policy.no_file";
    issue.file = path.filename().string();
    issue.expected.code = issue.code;
    throw InputError(std::move(issue));
  }
  const auto most = [](std::string_view) { return max_policy_bytes + 1; };
  return parse_policy(read_file(path, 0, most), path.filename().string());
}

}  // namespace jinguo::inline v0_1::io
