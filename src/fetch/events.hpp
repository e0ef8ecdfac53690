// What a thread that serves many sockets waits for: readiness, a time, or a knock from another thread. epoll(7).
#pragma once
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <span>

namespace octavo::fetch {

// knock() from any thread, the rest from one.
class Events {
  public:
    Events() {
        epoll_event event{.events = EPOLLIN, .data = {.fd = knocker_}};
        ::epoll_ctl(epoll_, EPOLL_CTL_ADD, knocker_, &event);
    }
    ~Events() {
        ::close(knocker_);
        ::close(epoll_);
    }
    Events(const Events&) = delete;
    Events& operator=(const Events&) = delete;

    void watch(int fd, std::uint32_t what) {
        epoll_event event{.events = what, .data = {.fd = fd}};
        if (::epoll_ctl(epoll_, EPOLL_CTL_MOD, fd, &event) != 0) ::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event);
    }
    void forget(int fd) { ::epoll_ctl(epoll_, EPOLL_CTL_DEL, fd, nullptr); }

    // What is ready; knocks are only a reason to return. `ms` < 0: no limit. Good until the next call.
    std::span<const epoll_event> wait(int ms) {
        const int count = ::epoll_wait(epoll_, ready_.data(), static_cast<int>(ready_.size()), ms);
        std::size_t kept = 0;
        for (int i = 0; i < count; ++i) {
            const epoll_event event = ready_[static_cast<std::size_t>(i)];
            if (event.data.fd != knocker_) {
                ready_[kept++] = event;
                continue;
            }
            std::uint64_t knocks = 0;
            (void)!::read(knocker_, &knocks, sizeof knocks);
        }
        return {ready_.data(), kept};
    }
    void knock() const {
        const std::uint64_t one = 1;
        (void)!::write(knocker_, &one, sizeof one);
    }

  private:
    const int epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
    const int knocker_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    std::array<epoll_event, 64> ready_{};
};

}  // namespace octavo::fetch
