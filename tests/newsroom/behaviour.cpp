#include "newsroom/behaviour.hpp"

#include "newsroom/press.hpp"

namespace octavo::newsroom {
namespace {

std::string_view reason(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 304:
            return "Not Modified";
        case 404:
            return "Not Found";
        case 410:
            return "Gone";
        case 429:
            return "Too Many Requests";
        case 500:
            return "Internal Server Error";
        case 503:
            return "Service Unavailable";
        default:
            return "Whatever";
    }
}

}  // namespace

Behaviour hang() { return {.kind = Behaviour::Kind::hang}; }
Behaviour cut_after(std::size_t bytes) { return {.kind = Behaviour::Kind::cut, .bytes = bytes}; }
Behaviour status(int code, std::string retry_after) {
    return {.kind = Behaviour::Kind::status, .status = code, .text = std::move(retry_after)};
}
Behaviour redirect(int code, std::string target) {
    return {.kind = Behaviour::Kind::redirect, .status = code, .text = std::move(target)};
}
Behaviour endless() { return {.kind = Behaviour::Kind::endless}; }
Behaviour slow(Duration every) { return {.kind = Behaviour::Kind::slow, .every = every}; }
Behaviour wrong_length(std::size_t declared) { return {.kind = Behaviour::Kind::wrong_length, .bytes = declared}; }
Behaviour bomb(std::size_t unpacked) { return {.kind = Behaviour::Kind::bomb, .bytes = unpacked}; }
Behaviour raw(std::string bytes) { return {.kind = Behaviour::Kind::raw, .text = std::move(bytes)}; }
Behaviour planned(Plan plan) {
    return {.kind = Behaviour::Kind::planned, .plan = std::make_shared<const Plan>(std::move(plan))};
}
Behaviour stall(std::size_t bytes) { return {.kind = Behaviour::Kind::stall, .bytes = bytes}; }

Plan plain(int code, std::string_view type, std::string body, std::string_view fields) {
    Plan plan;
    plan.head = fmt::format("HTTP/1.1 {} {}\r\nContent-Type: {}\r\n{}Content-Length: {}\r\n\r\n", code, reason(code),
                            type, fields, body.size());
    plan.body = std::make_shared<const std::string>(std::move(body));
    return plan;
}

bool is_complete(const Behaviour& behaviour) {
    using enum Behaviour::Kind;
    return behaviour.kind != cut && behaviour.kind != slow && behaviour.kind != wrong_length && behaviour.kind != stall;
}

Plan misbehave(const Behaviour& behaviour) {
    Plan plan;
    switch (behaviour.kind) {
        case Behaviour::Kind::planned:
            return *behaviour.plan;
        case Behaviour::Kind::hang:
            plan.silent = true;
            return plan;
        case Behaviour::Kind::status:
            return plain(behaviour.status, "text/plain", "no\n",
                         behaviour.text.empty() ? "" : fmt::format("Retry-After: {}\r\n", behaviour.text));
        case Behaviour::Kind::redirect:
            return plain(behaviour.status, "text/plain", "there\n", fmt::format("Location: {}\r\n", behaviour.text));
        case Behaviour::Kind::endless:
            plan.head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n";
            plan.body = std::make_shared<const std::string>(64u << 10, 'a');
            plan.endless = true;
            return plan;
        case Behaviour::Kind::bomb:
            plan = plain(200, "text/html", gzip(std::string(behaviour.bytes, '\0'), 9), "Content-Encoding: gzip\r\n");
            plan.useless = true;
            return plan;
        default:
            plan.head = behaviour.text;
            plan.close = true;
            return plan;
    }
}

void spoil(Plan& plan, const Behaviour& behaviour) {
    plan.useless = behaviour.kind != Behaviour::Kind::slow;
    switch (behaviour.kind) {
        case Behaviour::Kind::cut:
            plan.send = behaviour.bytes;
            plan.close = true;
            break;
        case Behaviour::Kind::stall:
            plan.send = behaviour.bytes;
            plan.silent = true;
            break;
        case Behaviour::Kind::slow:
            plan.every = behaviour.every;
            break;
        case Behaviour::Kind::wrong_length: {
            const auto at = plan.head.find("Content-Length: ");
            if (at != std::string::npos)
                plan.head.replace(at, plan.head.find("\r\n", at) - at,
                                  fmt::format("Content-Length: {}", behaviour.bytes));
            plan.close = true;
            break;
        }
        default:
            break;
    }
}

}  // namespace octavo::newsroom
