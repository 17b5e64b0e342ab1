// Policies as TOML.

#include "jinguo/core/text.hpp"
#include "jinguo/io/policy_file.hpp"

namespace jinguo::inline v0_1::io {
namespace {

/// Writes the records of a policy as TOML, every key.
class Writer {
 public:
  std::string out{};

  void write(const PolicyData& data) {
    scalars(data);
    table("lottery", data.lottery);
    for (const Pairing& one : data.pairings) {
      const std::string path = "pairings." + quoted(one.name);
      table(path, one);
      table(path + ".reach", one.reach);
      table(path + ".need", one.need);
      for (const KindRules& rules : one.kinds) {
        const std::string kind = path + ".kinds." + std::string(to_string(rules.kind));
        out += "\n[" + kind + "]\n";
        table(kind + ".eligibility", rules.eligibility);
        table(kind + ".merit", rules.merit);
        for (const FloorRule& floor : rules.floors) {
          out += "\n[[" + kind + ".floors]]\n";
          scalars(floor);
        }
      }
    }
  }

 private:
  template <class R>
  void table(const std::string& path, const R& record) {
    out += "\n[" + path + "]\n";
    scalars(record);
  }
  template <class R>
  void scalars(const R& record) {
    for_each_field<R>([&](const auto& field) {
      if (field.use == FieldUse::key) return;
      const std::string text = value(record.*field.member);
      if (!text.empty()) out += std::string(field.name) + " = " + text + "\n";
    });
  }

  static std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\') {
        out += '\\';
        out += c;
      } else if (byte < 0x20 || byte == 0x7F) {
        out += "\\u" + jinguo::detail::hex(byte, 4);
      } else {
        out += c;
      }
    }
    return out + "\"";
  }
  static std::string value(bool one) { return one ? "true" : "false"; }
  static std::string value(std::int32_t one) { return std::to_string(one); }
  static std::string value(std::int64_t one) { return std::to_string(one); }
  static std::string value(const std::string& one) { return one.empty() ? "" : quoted(one); }
  static std::string value(const Date& one) { return to_string(one); }
  static std::string value(const LonLat& one) {
    return "{lon = " + jinguo::detail::fixed(one.lon_e6, 6) +
           ", lat = " + jinguo::detail::fixed(one.lat_e6, 6) + "}";
  }
  template <CodedEnum E>
  static std::string value(E one) {
    return quoted(to_string(one));
  }
  template <class T>
  static std::string value(const std::optional<T>& one) {
    return one ? value(*one) : "";
  }
  static std::string value(const DistanceLoss& one) {
    return "[" + std::to_string(one.metres) + ", " + std::to_string(one.points) + "]";
  }
  template <class T>
  static std::string value(const std::vector<T>& list) {
    return "[" + jinguo::detail::join(list, ", ", [](const T& one) { return value(one); }) + "]";
  }
  template <class E>
  static std::string value(const std::vector<PointsFor<E>>& list) {
    return "{" +
           jinguo::detail::join(list, ", ",
                                [](const PointsFor<E>& one) {
                                  return std::string(to_string(one.value)) + " = " +
                                         std::to_string(one.points);
                                }) +
           "}";
  }
  static std::string value(const std::vector<RegionPoints>& list) {
    return "{" +
           jinguo::detail::join(list, ", ",
                                [](const RegionPoints& one) {
                                  return quoted(one.region.to_string()) + " = " +
                                         std::to_string(one.points);
                                }) +
           "}";
  }
  static std::string value(const std::array<std::vector<Health>, 3>& by_work) {
    std::string text;
    for (std::size_t k = 0; k < by_work.size(); ++k) {
      text += (text.empty() ? "" : ", ") + std::string(to_string(static_cast<Work>(k))) + " = " +
              value(by_work[k]);
    }
    return "{" + text + "}";
  }
  static std::string value(const std::array<std::optional<std::int32_t>, 4>& by_care) {
    std::string text;
    for (std::size_t k = 0; k < by_care.size(); ++k) {
      if (!by_care[k]) continue;
      text += (text.empty() ? "" : ", ") + std::string(to_string(static_cast<CareDuty>(k))) +
              " = " + std::to_string(*by_care[k]);
    }
    return "{" + text + "}";
  }
  // Tables of their own, written by write().
  static std::string value(const Lottery& /*one*/) { return {}; }
  static std::string value(const Reach& /*one*/) { return {}; }
  static std::string value(const Need& /*one*/) { return {}; }
  static std::string value(const std::vector<Pairing>& /*list*/) { return {}; }
  static std::string value(const std::vector<KindRules>& /*list*/) { return {}; }
};

}  // namespace

std::string to_toml(const Policy& policy) {
  Writer writer;
  writer.write(policy.data());
  return std::move(writer.out);
}

}  // namespace jinguo::inline v0_1::io
