#include "provider/budget.hpp"

#include "base/utf8.hpp"

namespace octavo::provider {
namespace {

std::int64_t day_of(Instant now) { return std::chrono::floor<std::chrono::days>(now).time_since_epoch().count(); }
std::string date_of(Instant now) { return to_iso(now).substr(0, 10); }

template <class Number>
void take(Number& from, Number what) {
    from = from > what ? from - what : Number{};
}

}  // namespace

std::uint64_t count_tokens(std::string_view text) {
    std::uint64_t ascii = 0, others = 0;
    for (std::size_t at = 0; at < text.size();) ++(utf8::next(text, at) < 0x80 ? ascii : others);
    return (ascii + 3) / 4 + others;
}

double Budget::price(Usage usage) const {
    return (static_cast<double>(usage.in) * settings_.price_in + static_cast<double>(usage.out) * settings_.price_out) /
           1e6;
}

void Budget::turn_day(Instant now) {
    if (const std::int64_t day = day_of(now); day != day_) {
        day_ = day;
        spent_ = unsaid_ = {};
        readers_.clear();
    }
}

Outcome<Budget::Held> Budget::hold(std::string_view reader, Usage most, Instant now) {
    const std::scoped_lock lock(mutex_);
    turn_day(now);
    // What is under way may take all it may; alone, a request may begin while anything is left.
    const bool alone = held_.tokens == 0;
    const auto fits = [&](double spent, double held, double own, double limit) {
        return alone ? spent < limit : spent + held + own <= limit;
    };
    const auto tokens = static_cast<double>(most.total());
    if (!fits(static_cast<double>(spent_.tokens), static_cast<double>(held_.tokens), tokens,
              static_cast<double>(settings_.tokens_a_day)))
        return fall_back(Cause::budget, fmt::format("today's {} tokens are spent", settings_.tokens_a_day));
    if (settings_.money_a_day > 0 && !fits(spent_.money, held_.money, price(most), settings_.money_a_day))
        return fall_back(Cause::budget, fmt::format("today's {:.2f} are spent", settings_.money_a_day));
    Held out{std::string(reader), most};
    if (!reader.empty() && settings_.tokens_a_reader > 0) {
        const auto found = readers_.find(reader);
        if (found == readers_.end() && readers_.size() >= most_readers)
            return fall_back(Cause::reader_budget, "too many readers ask today");
        const std::uint64_t theirs = found == readers_.end() ? 0 : found->second;
        if (theirs >= settings_.tokens_a_reader)
            return fall_back(Cause::reader_budget,
                             fmt::format("this reader's {} tokens of today are spent", settings_.tokens_a_reader));
        readers_[out.reader] += most.total();
    }
    held_.tokens += std::max<std::uint64_t>(most.total(), 1);
    held_.money += price(most);
    return out;
}

void Budget::charge(const Held& held, Usage used, Instant now) {
    give_back(held);
    const std::scoped_lock lock(mutex_);
    turn_day(now);
    spent_.tokens += used.total();
    spent_.money += price(used);
    unsaid_.tokens += used.total();
    unsaid_.money += price(used);
    if (!held.reader.empty() && settings_.tokens_a_reader > 0) readers_[held.reader] += used.total();
}

void Budget::give_back(const Held& held) {
    const std::scoped_lock lock(mutex_);
    take(held_.tokens, std::max<std::uint64_t>(held.most.total(), 1));
    take(held_.money, price(held.most));
    if (held_.tokens == 0) held_.money = 0;  // nothing is under way: no crumbs of rounding either
    if (const auto found = readers_.find(held.reader); found != readers_.end()) take(found->second, held.most.total());
}

Budget::Spent Budget::spent(Instant now) {
    const std::scoped_lock lock(mutex_);
    turn_day(now);
    return spent_;
}

std::string Budget::said(Instant now) {
    const std::scoped_lock lock(mutex_);
    turn_day(now);
    const Spent sums = spent_;
    unsaid_ = {};
    return fmt::format("{} {} {}", date_of(now), sums.tokens, sums.money);
}

void Budget::take_up(std::string_view said, Instant now) {
    const std::string today = date_of(now) + " ";
    if (!said.starts_with(today)) return;
    said.remove_prefix(today.size());
    Spent sums;
    const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), sums.tokens);
    if (error != std::errc{} || end == said.data() + said.size() || *end != ' ') return;
    const auto [last, wrong] = std::from_chars(end + 1, said.data() + said.size(), sums.money);
    if (wrong != std::errc{} || last != said.data() + said.size() || !(sums.money >= 0)) return;
    const std::scoped_lock lock(mutex_);
    turn_day(now);
    spent_.tokens = std::max(spent_.tokens, sums.tokens + unsaid_.tokens);
    spent_.money = std::max(spent_.money, sums.money + unsaid_.money);
}

}  // namespace octavo::provider
