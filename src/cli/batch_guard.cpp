#include "cli/batch_guard.hpp"

#include "fetch/guard.hpp"

namespace octavo::cli {
namespace {

fetch::Ruling judge_with_answers(const fetch::Guard& guard, std::string_view text, const Json* dns) {
    fetch::Ruling ruling = guard.judge(text);
    const auto url = Url::parse(text);
    if (!ruling.allowed() || !url || !dns) return ruling;
    if (dns->items().empty()) return {fetch::Verdict::reject, "the name has no address"};
    for (const Json& answer : dns->items()) {
        ruling = guard.judge_ip(answer.string(), url->host());
        if (!ruling.allowed()) return {ruling.verdict, fmt::format("{}: {}", answer.string(), ruling.why)};
    }
    return ruling;
}

}  // namespace

Result<> answer_guard(const Json& request, JsonWriter& out) {
    if (!request["url"].is_string()) return fail(Fault::usage, "guard: \"url\" is missing");
    static const fetch::Guard guard;
    const fetch::Ruling ruling = judge_with_answers(guard, request["url"].string(), request.find("dns"));
    out.field("verdict", fetch::name_of(ruling.verdict)).field("why", ruling.why);
    return {};
}

}  // namespace octavo::cli
