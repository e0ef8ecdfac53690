#include "base/seal.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.hpp"

namespace octavo {
namespace {

bool read_secret(const std::string& file, std::array<std::uint8_t, 32>& secret) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    const auto n = ::read(fd, secret.data(), secret.size());
    ::close(fd);
    return n == static_cast<ssize_t>(secret.size());
}

}  // namespace

Result<Seal> Seal::open(const std::string& file) {
    Seal seal;
    if (read_secret(file, seal.secret_)) return seal;
    randombytes_buf(seal.secret_.data(), seal.secret_.size());
    const std::string part = file + ".new";
    const int fd = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    const bool written =
        fd >= 0 && ::write(fd, seal.secret_.data(), seal.secret_.size()) == static_cast<ssize_t>(seal.secret_.size());
    const int reason = errno;
    if (fd >= 0) ::close(fd);
    if (!written || std::rename(part.c_str(), file.c_str()) != 0)
        return fail(Fault::unwritable, fmt::format("{}: cannot be written: {}", file, std::strerror(reason)));
    return seal;
}

std::string Seal::of(std::string_view text) const {
    std::array<std::uint8_t, 16> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                       secret_.data(), secret_.size());
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i) value = value << 8 | hash[i];
    return to_base32(value);
}

bool Seal::fits(std::string_view text, std::string_view seal) const {
    const std::string right = of(text);
    return seal.size() == right.size() && sodium_memcmp(right.data(), seal.data(), right.size()) == 0;
}

}  // namespace octavo
