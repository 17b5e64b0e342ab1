#include "csv.hpp"

#include <fcntl.h>
#include <iconv.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "jinguo/core/id.hpp"

namespace jinguo::inline v0_1::io::detail {
namespace {

constexpr std::size_t chunk_bytes = std::size_t{1} << 20;

Issue fault_of(const char* code, std::int64_t row) {
  Issue issue;
  issue.code = code;
  issue.row = row;
  issue.expected.code = code;
  issue.mend.code = std::string(code) + ".mend";
  return issue;
}

/// A file read from front to back.
class File {
 public:
  explicit File(const std::filesystem::path& path)
      : path_(path), fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    if (fd_ < 0) fail(errno);
    struct stat status {};
    if (::fstat(fd_, &status) != 0) {
      const int error = errno;
      ::close(fd_);
      fail(error);
    }
    regular_ = S_ISREG(status.st_mode);
    size_ = static_cast<std::uint64_t>(status.st_size);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { ::close(fd_); }

  [[nodiscard]] bool regular() const noexcept { return regular_; }
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
  /// Reads up to `size` bytes; 0 at the end.
  [[nodiscard]] std::size_t read(char* into, std::size_t size) {
    for (;;) {
      const ssize_t got = ::read(fd_, into, size);
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) fail(errno);
    }
  }
  void seek(std::uint64_t offset) {
    if (::lseek(fd_, static_cast<off_t>(offset), SEEK_SET) < 0) fail(errno);
  }

 private:
  [[noreturn]] void fail(int error) const {
    throw std::filesystem::filesystem_error("jinguo", path_,
                                            std::error_code(error, std::generic_category()));
  }
  std::filesystem::path path_;
  int fd_;
  bool regular_ = false;
  std::uint64_t size_ = 0;
};

/// What the bytes of a file are.
enum class Bytes : std::uint8_t {
  utf8,
  broken_utf8,
  other_text,
  binary,
  utf16_little,
  utf16_big,
  workbook
};

struct Look {
  Bytes bytes = Bytes::utf8;
  std::size_t mark = 0;  ///< Length of the byte order mark.
};

/// Where a text stops being UTF-8; its size if nowhere, or where a last character is cut off.
std::size_t valid_utf8_prefix(std::string_view text, bool& cut, std::size_t& wide) noexcept {
  std::size_t at = 0;
  cut = false;
  while (at < text.size()) {
    // Eight ASCII bytes at a time: most of a table is ASCII.
    while (at + 8 <= text.size()) {
      std::uint64_t word = 0;
      std::memcpy(&word, text.data() + at, 8);
      if ((word & 0x8080808080808080U) != 0) break;
      at += 8;
    }
    if (at >= text.size()) break;
    const jinguo::detail::Utf8Character c = jinguo::detail::utf8_character(text.substr(at));
    if (c.bytes == 0) {
      cut = text.size() - at < 4;
      return at;
    }
    if (c.bytes >= 3) ++wide;
    at += c.bytes;
  }
  return at;
}

/// Reads the file once to tell its encoding; leaves it at its start.
Look look_at(File& file) {
  Look look;
  std::string buffer;
  std::size_t kept = 0;
  std::size_t wide = 0;
  bool first = true;
  for (bool end = false; !end;) {
    buffer.resize(kept + chunk_bytes);
    const std::size_t got = file.read(buffer.data() + kept, chunk_bytes);
    buffer.resize(kept + got);
    end = got == 0;
    if (first) {
      first = false;
      if (buffer.starts_with("\xEF\xBB\xBF")) look.mark = 3;
      if (buffer.starts_with("PK\x03\x04") || buffer.starts_with("\xD0\xCF\x11\xE0")) {
        look.bytes = Bytes::workbook;
        break;
      }
      const bool little = buffer.starts_with("\xFF\xFE");
      if (little || buffer.starts_with("\xFE\xFF")) {
        look.bytes = little ? Bytes::utf16_little : Bytes::utf16_big;
        look.mark = 2;
        break;
      }
    }
    if (std::memchr(buffer.data(), 0, buffer.size()) != nullptr) {
      look.bytes = Bytes::binary;
      break;
    }
    bool cut = false;
    const std::size_t valid = valid_utf8_prefix(buffer, cut, wide);
    if (valid < buffer.size() && (!cut || end)) {
      // A heading in GB18030 is hardly ever valid as UTF-8: four wide characters in a row that are
      // mean UTF-8 with a fault.
      look.bytes = look.mark > 0 || wide >= 4 ? Bytes::broken_utf8 : Bytes::other_text;
      break;
    }
    buffer.erase(0, valid);
    kept = buffer.size();
  }
  file.seek(look.mark);
  return look;
}

iconv_t open_converter(const char* from, const char* to) {
  const iconv_t opened = ::iconv_open(to, from);
  // NOLINTNEXTLINE(performance-no-int-to-ptr): POSIX says so
  if (opened == reinterpret_cast<iconv_t>(-1)) {
    throw std::system_error(errno, std::generic_category(), "jinguo: no such encoding");
  }
  return opened;
}

/// The bytes of a file as UTF-8.
class Utf8Stream {
 public:
  Utf8Stream(const std::filesystem::path& path) : file_(path) {}
  Utf8Stream(const Utf8Stream&) = delete;
  Utf8Stream& operator=(const Utf8Stream&) = delete;
  ~Utf8Stream() {
    if (converter_ != nullptr) ::iconv_close(converter_);
  }
  [[nodiscard]] File& file() noexcept { return file_; }
  /// From here on the file is in another encoding.
  void convert(const char* encoding) { converter_ = open_converter(encoding, "UTF-8"); }
  /// Appends some text; false at the end or at a byte that is not of the encoding (then broken()).
  [[nodiscard]] bool more(std::string& out) {
    if (broken_) return false;
    if (converter_ == nullptr) {
      const std::size_t before = out.size();
      out.resize(before + chunk_bytes);
      const std::size_t got = file_.read(out.data() + before, chunk_bytes);
      out.resize(before + got);
      return got > 0;
    }
    const std::size_t kept = raw_.size();
    raw_.resize(kept + chunk_bytes);
    const std::size_t got = file_.read(raw_.data() + kept, chunk_bytes);
    raw_.resize(kept + got);
    if (raw_.empty()) return false;
    if (got == 0) {  // the file ends inside a character
      broken_ = true;
      return false;
    }
    const std::size_t before = out.size();
    out.resize(before + 2 * raw_.size());  // two bytes become at most three, four become four
    char* from = raw_.data();
    std::size_t from_left = raw_.size();
    char* into = out.data() + before;
    std::size_t into_left = 2 * raw_.size();
    if (::iconv(converter_, &from, &from_left, &into, &into_left) == static_cast<std::size_t>(-1) &&
        errno != EINVAL) {
      broken_ = true;
    }
    out.resize(static_cast<std::size_t>(into - out.data()));
    raw_.erase(0, raw_.size() - from_left);
    return out.size() > before || !broken_;
  }
  [[nodiscard]] bool broken() const noexcept { return broken_; }

 private:
  File file_;
  iconv_t converter_ = nullptr;
  std::string raw_;
  bool broken_ = false;
};

class CsvRows final : public CsvSource {
 public:
  CsvRows(const std::filesystem::path& path, std::uint64_t max_bytes) : stream_(path) {
    File& file = stream_.file();
    if (!file.regular()) {
      fault_ = fault_of("io.file.kind", 0);
    } else if (file.size() > max_bytes) {
      fault_ = fault_of("io.file.large", 0);
    } else {
      switch (const Look look = look_at(file); look.bytes) {
        case Bytes::utf8:
          break;
        case Bytes::broken_utf8:
          check_utf8_ = true;
          break;
        case Bytes::other_text:
          convert("GB18030");
          break;
        case Bytes::utf16_little:
          convert("UTF-16LE");
          break;
        case Bytes::utf16_big:
          convert("UTF-16BE");
          break;
        case Bytes::binary:
          fault_ = fault_of("io.file.binary", 0);
          break;
        case Bytes::workbook:
          fault_ = fault_of("io.file.workbook", 0);
          break;
      }
    }
  }

  bool next(std::vector<std::string_view>& cells) override {
    cells.clear();
    if (fault_) return false;
    if (!begun_ && !begin()) return false;
    for (;;) {
      spans_.clear();
      switch (scan()) {
        case Scan::record:
          ++row_;
          return give(cells);
        case Scan::unfinished:
          if (!more()) return false;
          continue;
        case Scan::open_quote:
          return stop("io.csv.open_quote");
        case Scan::after_quote:
          return stop("io.csv.after_quote");
        case Scan::columns:
          return stop("io.csv.columns");
        case Scan::end:
          return false;
      }
    }
  }
  std::int64_t row() const noexcept override { return row_; }
  const std::optional<Issue>& fault() const noexcept override { return fault_; }
  CsvForm form() const noexcept override { return form_; }

 private:
  void convert(const char* encoding) {
    form_.encoding = encoding;
    stream_.convert(encoding);
  }

  /// Reads on into the buffer; false at a fault.
  bool more() {
    if (buffer_.size() - at_ > max_record_bytes) return stop("io.csv.record_size");
    buffer_.erase(0, at_);
    at_ = 0;
    if (!stream_.more(buffer_)) {
      if (stream_.broken()) return stop("io.file.encoding");
      ended_ = true;
    }
    return true;
  }

  /// Finds what separates the cells: said by a first line "sep=;", or seen in the heading.
  bool begin() {
    begun_ = true;
    std::size_t end = std::string::npos;
    while ((end = buffer_.find_first_of("\r\n")) == std::string::npos && !ended_) {
      if (!more()) return false;
    }
    const std::string_view line = std::string_view(buffer_).substr(0, end);
    const auto is_sep = [](std::string_view text) {
      return text.size() == 5 &&
             (text.starts_with("sep=") || text.starts_with("SEP=") || text.starts_with("Sep="));
    };
    const bool quoted = line.size() == 7 && line.front() == '"' && line.back() == '"';
    if (is_sep(line) || (quoted && is_sep(line.substr(1, 5)))) {
      form_.separator = line[quoted ? 5 : 4];
      if (form_.separator == '"') form_.separator = ',';
      at_ = std::min(end, buffer_.size());
      if (at_ + 1 >= buffer_.size() && !ended_ && !more()) return false;
      if (at_ < buffer_.size() && buffer_[at_] == '\r') ++at_;
      if (at_ < buffer_.size() && buffer_[at_] == '\n') ++at_;
      return true;
    }
    bool open = false;
    bool comma = false;
    bool tab = false;
    bool semicolon = false;
    for (const char c : line) {
      if (c == '"') open = !open;
      if (open) continue;
      comma = comma || c == ',';
      tab = tab || c == '\t';
      semicolon = semicolon || c == ';';
    }
    if (!comma && (tab || semicolon)) form_.separator = tab ? '\t' : ';';
    return true;
  }

  enum class Scan : std::uint8_t { record, unfinished, open_quote, after_quote, columns, end };
  struct Span {
    std::size_t from;
    std::size_t to;
    bool doubled;  ///< Holds quotes written twice.
  };

  bool stop(const char* code) {
    fault_ = fault_of(code, row_ + 1);
    return false;
  }

  bool give(std::vector<std::string_view>& cells) {
    for (const Span& span : spans_) {
      if (span.doubled) {  // in place: the text only gets shorter
        char* const start = buffer_.data() + span.from;
        char* into = start;
        for (std::size_t k = span.from; k < span.to; ++k) {
          *into++ = buffer_[k];
          if (buffer_[k] == '"') ++k;
        }
        cells.emplace_back(start, static_cast<std::size_t>(into - start));
      } else {
        cells.emplace_back(buffer_.data() + span.from, span.to - span.from);
      }
    }
    if (check_utf8_) {
      for (const std::string_view cell : cells) {
        bool cut = false;
        std::size_t wide = 0;
        if (valid_utf8_prefix(cell, cut, wide) < cell.size()) {
          cells.clear();
          --row_;
          return stop("io.file.encoding");
        }
      }
    }
    return true;
  }

  /// Finds the cells of the record at at_, and moves at_ behind it; leaves at_ when the buffer ends
  /// first.
  Scan scan() {
    const char* const text = buffer_.data();
    const std::size_t size = buffer_.size();
    const char separator = form_.separator;
    std::size_t k = at_;
    if (k >= size) return ended_ ? Scan::end : Scan::unfinished;
    for (;;) {
      if (spans_.size() >= max_columns) return Scan::columns;
      if (k < size && text[k] == '"') {
        Span span{k + 1, 0, false};
        ++k;
        for (;;) {
          const void* const quote = k < size ? std::memchr(text + k, '"', size - k) : nullptr;
          if (quote == nullptr) return ended_ ? Scan::open_quote : Scan::unfinished;
          k = static_cast<std::size_t>(static_cast<const char*>(quote) - text);
          if (k + 1 >= size && !ended_) return Scan::unfinished;
          if (k + 1 < size && text[k + 1] == '"') {
            span.doubled = true;
            k += 2;
            continue;
          }
          span.to = k++;
          break;
        }
        spans_.push_back(span);
        if (k < size && text[k] != separator && text[k] != '\n' && text[k] != '\r') {
          return Scan::after_quote;
        }
      } else {
        const std::size_t from = k;
        while (k < size && text[k] != separator && text[k] != '\n' && text[k] != '\r') ++k;
        if (k >= size && !ended_) return Scan::unfinished;
        spans_.push_back({from, k, false});
      }
      if (k >= size) {
        if (!ended_) return Scan::unfinished;
        at_ = size;
        return Scan::record;
      }
      const char c = text[k];
      if (c == separator) {
        ++k;
        continue;
      }
      if (c == '\r') {
        if (k + 1 >= size && !ended_) return Scan::unfinished;
        if (k + 1 < size && text[k + 1] == '\n') ++k;
      }
      at_ = k + 1;
      return Scan::record;
    }
  }

  Utf8Stream stream_;
  std::string buffer_;
  std::size_t at_ = 0;
  bool ended_ = false;
  bool check_utf8_ = false;
  bool begun_ = false;
  CsvForm form_{};
  std::vector<Span> spans_;
  std::int64_t row_ = 0;
  std::optional<Issue> fault_;
};

}  // namespace

std::unique_ptr<CsvSource> open_csv(const std::filesystem::path& path, std::uint64_t max_bytes) {
  return std::make_unique<CsvRows>(path, max_bytes);
}

std::string converted(std::string_view text, const char* from, const char* to) {
  const iconv_t converter = open_converter(from, to);
  std::string whole(text);
  std::string out(4 * text.size() + 16, '\0');
  char* read = whole.data();
  std::size_t read_left = whole.size();
  char* write = out.data();
  std::size_t write_left = out.size();
  const bool failed =
      ::iconv(converter, &read, &read_left, &write, &write_left) == static_cast<std::size_t>(-1);
  const int error = errno;
  ::iconv_close(converter);
  if (failed) throw std::system_error(error, std::generic_category(), "jinguo: encoding");
  out.resize(out.size() - write_left);
  return out;
}

}  // namespace jinguo::inline v0_1::io::detail
