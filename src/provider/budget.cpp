#include "provider/budget.hpp"

#include "base/utf8.hpp"

namespace octavo::provider {
namespace {

std::int64_t day_of(Instant now) { return std::chrono::floor<std::chrono::days>(now).time_since_epoch().count(); }
std::int64_t month_of(Instant now) {
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(now)};
    return 12 * std::int64_t{static_cast<int>(date.year())} + static_cast<unsigned>(date.month());
}
std::string date_of(Instant now) { return to_iso(now).substr(0, 10); }

// "51234 0.0123", and what stands behind it.
std::optional<Budget::Spent> sums_in(std::string_view& text) {
    Budget::Spent out;
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, out.tokens);
    if (error != std::errc{} || end == last || *end != ' ') return std::nullopt;
    const auto [behind, wrong] = std::from_chars(end + 1, last, out.money);
    if (wrong != std::errc{} || !(out.money >= 0) || (behind != last && *behind != ' ')) return std::nullopt;
    text = std::string_view(behind, last);
    if (text.starts_with(' ')) text.remove_prefix(1);
    return out;
}

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
    if (const std::int64_t month = month_of(now); month != month_) {
        month_ = month;
        month_spent_ = month_unsaid_ = {};
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
    for (Spent* sum : {&unsaid_, &month_spent_, &month_unsaid_}) {
        sum->tokens += used.total();
        sum->money += price(used);
    }
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
    unsaid_ = month_unsaid_ = {};
    return fmt::format("{} {} {} {} {}", date_of(now), spent_.tokens, spent_.money, month_spent_.tokens,
                       month_spent_.money);
}

Budget::Spent Budget::spent_of_month(Instant now) {
    const std::scoped_lock lock(mutex_);
    turn_day(now);
    return month_spent_;
}

void Budget::take_up(std::string_view said, Instant now) {
    const std::string today = date_of(now);
    const std::string date(said.substr(0, today.size()));
    if (said.size() <= today.size() || said[today.size()] != ' ') return;
    said.remove_prefix(today.size() + 1);
    const auto of_day = sums_in(said);
    // What an older version kept says nothing of a month.
    const auto of_month = of_day && !said.empty() ? sums_in(said) : of_day;
    if (!of_day || !of_month || !said.empty()) return;
    constexpr std::size_t month = 7;  // "2026-11"
    const std::scoped_lock lock(mutex_);
    turn_day(now);
    if (date == today) {
        spent_.tokens = std::max(spent_.tokens, of_day->tokens + unsaid_.tokens);
        spent_.money = std::max(spent_.money, of_day->money + unsaid_.money);
    }
    if (date.substr(0, month) == today.substr(0, month)) {
        month_spent_.tokens = std::max(month_spent_.tokens, of_month->tokens + month_unsaid_.tokens);
        month_spent_.money = std::max(month_spent_.money, of_month->money + month_unsaid_.money);
    }
}

}  // namespace octavo::provider
