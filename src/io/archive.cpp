#include "jinguo/io/archive.hpp"

#include <bit>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

#include "jinguo/domain/field.hpp"
#include "jinguo/engine/digest.hpp"
#include "jinguo/io/file.hpp"
#include "plan_archive.hpp"
#include "plan_sound.hpp"

namespace jinguo::inline v0_1::io {
namespace {

constexpr std::string_view magic = "JINGUO\r\n";
constexpr std::size_t head_bytes = 8 + 4 + 4 + 8 + 32 + 32;
constexpr std::size_t most_archive_bytes = std::size_t{4} << 30U;

template <class T>
void put_integer(std::string& out, T value) {
  using Wide = std::make_unsigned_t<T>;
  const auto wide = static_cast<Wide>(value);
  for (std::size_t k = 0; k < sizeof(T); ++k) out += static_cast<char>((wide >> (8 * k)) & 0xFFU);
}

template <class T>
T get_integer(std::string_view bytes) {
  std::make_unsigned_t<T> wide = 0;
  for (std::size_t k = 0; k < sizeof(T); ++k) {
    wide = static_cast<std::make_unsigned_t<T>>(
        wide |
        (static_cast<std::make_unsigned_t<T>>(static_cast<unsigned char>(bytes[k])) << (8 * k)));
  }
  return static_cast<T>(wide);
}

template <class T>
inline constexpr bool is_pair = false;
template <class A, class B>
inline constexpr bool is_pair<std::pair<A, B>> = true;

/// Numbers in 8 bytes, little-endian; strings and lists with their length before them.
class Output {
 public:
  explicit Output(std::string& bytes) : bytes_(bytes) {}

  [[nodiscard]] static std::uint32_t version() noexcept { return newest_archive; }

  template <class T>
  void value(const char* /*name*/, T& given) {
    if constexpr (std::is_same_v<T, Id>) {
      save(given.text());
    } else if constexpr (std::is_same_v<T, Digest>) {
      bytes_.append(reinterpret_cast<const char*>(given.data()), given.size());
    } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
      save(given);
    } else {
      describe(*this, given);
    }
  }
  template <class E>
  void code(const char* /*name*/, E& given, int /*most*/) {
    save(static_cast<std::int64_t>(given));
  }
  template <class T>
  void list(const char* name, std::vector<T>& entries, std::size_t /*least*/) {
    save(static_cast<std::int64_t>(entries.size()));
    for (T& entry : entries) {
      if constexpr (jinguo::detail::is_vector<T>) {
        list(name, entry, 8);
      } else if constexpr (is_pair<T>) {
        save(entry.first);
        save(entry.second);
      } else {
        value(name, entry);
      }
    }
  }

 private:
  template <class T>
  void save(const T& value) {
    if constexpr (std::is_same_v<T, double>) {
      put_integer(bytes_, std::bit_cast<std::int64_t>(value));
    } else {
      put_integer(bytes_, static_cast<std::int64_t>(value));
    }
  }
  void save(const std::string& text) {
    put_integer(bytes_, static_cast<std::int64_t>(text.size()));
    bytes_ += text;
  }

  std::string& bytes_;
};

/// Reads what Output writes. Memory grows with what was read of the file, never with what a length
/// in it says.
class Input {
 public:
  Input(std::string_view bytes, std::uint32_t version) : left_(bytes), version_(version) {}

  [[nodiscard]] std::uint32_t version() const noexcept { return version_; }
  [[nodiscard]] std::size_t left() const noexcept { return left_.size(); }

  template <class T>
  void value(const char* name, T& given) {
    name_ = name;
    if constexpr (std::is_same_v<T, Id>) {
      std::string text;
      load(text);
      if (text.empty() || !why_not_id(text).empty()) broken("plan.content.id");
      given = Id(std::move(text));
    } else if constexpr (std::is_same_v<T, Digest>) {
      take(given.size()).copy(reinterpret_cast<char*>(given.data()), given.size());
    } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
      load(given);
    } else {
      describe(*this, given);
    }
  }
  template <class E>
  void code(const char* name, E& given, int most) {
    name_ = name;
    std::int64_t number = 0;
    load(number);
    if (number < 0 || number > most) broken("plan.content.number");
    given = static_cast<E>(number);
  }
  template <class T>
  void list(const char* name, std::vector<T>& entries, std::size_t least) {
    name_ = name;
    std::int64_t count = 0;
    load(count);
    if (count < 0 || static_cast<std::uint64_t>(count) > left() / least) broken("plan.content");
    entries.clear();
    entries.reserve(static_cast<std::size_t>(count));
    for (std::int64_t k = 0; k < count; ++k) {
      T& entry = entries.emplace_back();
      if constexpr (jinguo::detail::is_vector<T>) {
        list(name, entry, 8);
      } else if constexpr (is_pair<T>) {
        load(entry.first);
        load(entry.second);
      } else {
        value(name, entry);
      }
    }
  }

 private:
  template <class T>
  void load(T& value) {
    const auto wide = get_integer<std::int64_t>(take(8));
    if constexpr (std::is_same_v<T, double>) {
      value = std::bit_cast<double>(wide);
    } else if constexpr (std::is_same_v<T, bool>) {
      if (wide != 0 && wide != 1) broken("plan.content.number");
      value = wide == 1;
    } else {
      value = static_cast<T>(wide);
      if (static_cast<std::int64_t>(value) != wide) broken("plan.content.number");
    }
  }
  void load(std::string& text) {
    const auto size = get_integer<std::uint64_t>(take(8));
    if (size > left_.size()) broken("plan.content");
    const std::string_view taken = take(static_cast<std::size_t>(size));
    if (!jinguo::detail::is_utf8(taken)) broken("plan.content.text");
    text.assign(taken);
  }
  std::string_view take(std::size_t size) {
    if (size > left_.size()) broken("plan.content");
    const std::string_view taken = left_.substr(0, size);
    left_.remove_prefix(size);
    return taken;
  }
  [[noreturn]] void broken(std::string_view what) const { throw Broken{what, name_}; }

  std::string_view left_;
  std::uint32_t version_;
  const char* name_ = "";
};

[[noreturn]] void refuse(std::string_view name, std::string_view code,
                         std::string_view expected = {}, std::string where = {}) {
  Issue issue;
  issue.code = code;
  issue.file = name;
  issue.column = std::move(where);
  issue.expected.code = expected.empty() ? code : expected;
  throw InputError(std::move(issue));
}

}  // namespace

std::string to_archive(const Plan& plan) {
  std::string payload;
  Output archive(payload);
  Plan copy = plan;  // one description serves reading and writing
  try {
    describe(archive, copy);
  } catch (const Broken& broken) {  // a status that no plan has
    refuse("plan", "plan.content", broken.code, broken.where);
  }
  const Digest checksum = engine::sha256(payload);
  const Digest digest = plan.digest();
  std::string out(magic);
  put_integer(out, newest_archive);
  put_integer(out, std::uint32_t{0});
  put_integer(out, static_cast<std::uint64_t>(payload.size()));
  out.append(reinterpret_cast<const char*>(checksum.data()), checksum.size());
  out.append(reinterpret_cast<const char*>(digest.data()), digest.size());
  return out + payload;
}

namespace {

/// What the head of a file says: the bytes that follow it.
std::uint64_t length_after(std::string_view head, std::string_view name) {
  if (head.size() < head_bytes || head.substr(0, magic.size()) != magic) refuse(name, "plan.magic");
  const auto version = get_integer<std::uint32_t>(head.substr(8));
  if (version == 0 || version > newest_archive) refuse(name, "plan.version");
  const auto length = get_integer<std::uint64_t>(head.substr(16));
  if (get_integer<std::uint32_t>(head.substr(12)) != 0 || length > most_archive_bytes) {
    refuse(name, "plan.length");
  }
  return length;
}

}  // namespace

Plan plan_from_archive(std::string_view bytes, std::string_view name) {
  const std::uint64_t length = length_after(bytes, name);
  const auto version = get_integer<std::uint32_t>(bytes.substr(8));
  const std::string_view payload = bytes.substr(head_bytes);
  if (length != payload.size()) refuse(name, "plan.length");
  const auto equal = [](const Digest& digest, std::string_view told) {
    return std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()) == told;
  };
  if (!equal(engine::sha256(payload), bytes.substr(24, 32))) refuse(name, "plan.checksum");
  Plan plan;
  try {
    Input archive(payload, version);
    describe(archive, plan);
    if (archive.left() != 0) throw Broken{};
    check_sound(plan, version);
  } catch (const Broken& broken) {
    refuse(name, "plan.content", broken.code, broken.where);
  }
  if (!equal(plan.digest(), bytes.substr(56, 32))) refuse(name, "plan.digest");
  // Whether match() was asked for it alone was not kept: it is taken for what it is.
  if (version < 5 && plan.pairings.size() == 1) plan.asked = plan.pairings.front().name;
  return plan;
}

void save(const Plan& plan, const std::filesystem::path& path, Access access) {
  write_file(path, to_archive(plan), access);
}

Plan load_plan(const std::filesystem::path& path) {
  const std::filesystem::path file =
      std::filesystem::is_directory(path) ? path / std::string(plan_file) : path;
  const std::string name = file.filename().string();
  // No more is read than the head asks for; one byte further shows that the file is longer.
  const auto most = [&](std::string_view head) {
    return static_cast<std::size_t>(length_after(head, name)) + head_bytes + 1;
  };
  return plan_from_archive(read_file(file, head_bytes, most), name);
}

}  // namespace jinguo::inline v0_1::io
