#include "web/api_ask.hpp"

#include "base/json.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t longest_value = 400;  // bytes of a parameter
constexpr std::size_t most_parameters = 24;
constexpr std::size_t longest_shown = 60;  // of a stranger's words in our answer

using Wrong = std::unexpected<ApiProblem>;

std::string shown(std::string_view text) { return utf8::excerpt(utf8::squeeze(utf8::repair(text)), longest_shown); }

// "/articles/bvq3k2vs5h7la" by "/articles/{id}" -> "bvq3k2vs5h7la". Absent when it does not fit.
std::optional<std::string_view> fits(std::string_view path, std::string_view pattern, bool& named) {
    std::string_view value;
    named = false;
    while (true) {
        const auto end = std::min(path.find('/', 1), path.size()),
                   goal = std::min(pattern.find('/', 1), pattern.size());
        const auto part = path.substr(0, end), want = pattern.substr(0, goal);
        if (want.starts_with("/{")) {
            if (part.size() < 2) return std::nullopt;
            value = part.substr(1);
            named = true;
        } else if (part != want) {
            return std::nullopt;
        }
        path.remove_prefix(end);
        pattern.remove_prefix(goal);
        if (path.empty() != pattern.empty()) return std::nullopt;
        if (path.empty()) return value;
    }
}

Wrong bad(std::string_view name, std::string_view value, std::string_view wanted) {
    return Wrong(
        {400, "bad-parameter", fmt::format("{} \"{}\" is not {}.", name, shown(value), wanted), std::string(name)});
}

bool plain(std::string_view text, std::string_view more, bool upper, bool lower) {
    return !text.empty() && std::ranges::all_of(text, [&](char c) {
        return (c >= '0' && c <= '9') || (upper && c >= 'A' && c <= 'Z') || (lower && c >= 'a' && c <= 'z') ||
               more.contains(c);
    });
}

template <class Number>
std::optional<Number> whole_number(std::string_view text) {
    Number n{};
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (fault != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return n;
}

// The value of one parameter into its place.
std::expected<void, ApiProblem> take(ApiAsk& ask, const ApiParameter& p, std::string value) {
    switch (p.kind) {
        case ApiKind::id: {
            const auto id = from_base32(value);
            if (!id || *id == 0)
                return bad(p.name, value, "an id: 13 letters a to z and digits 2 to 7, as answers have them");
            (p.name == "tag" ? ask.tag : p.name == "story" ? ask.story : ask.id) = *id;
            return {};
        }
        case ApiKind::edition:
            ask.edition = find_edition(value);
            if (!ask.edition) return bad(p.name, value, fmt::format("an edition; {}/editions lists them", api_root));
            return {};
        case ApiKind::language:
            if (value.size() < 2 || value.size() > 3 || !plain(value, "", false, true) || value[0] <= '9')
                return bad(p.name, value, "the primary subtag of a language, such as en");
            ask.language = std::move(value);
            return {};
        case ApiKind::category:
            ask.category = category_of(value);
            if (!ask.category) return bad(p.name, value, fmt::format("a section; {}/categories lists them", api_root));
            return {};
        case ApiKind::place:
            if (value.size() > 12 || !plain(value, ".", true, false))
                return bad(p.name, value, "the id of a place, such as FR, US.CA or 2996944");
            (p.name == "place" ? ask.place : p.name == "inside" ? ask.inside : ask.name) = std::move(value);
            return {};
        case ApiKind::domain: {
            value = utf8::lower(value);
            if (value.size() > 255 || value.contains('/') || value.contains(' '))
                return bad(p.name, value, "a domain, such as news.example");
            (p.name == "source" ? ask.source : p.name == "after" ? ask.after : ask.name) = std::move(value);
            return {};
        }
        case ApiKind::cursor: {
            const auto before = whole_number<store::Position>(value);
            if (!before || *before == store::newest)
                return bad(p.name, value, "a place in a list; take it from `next`");
            ask.before = *before;
            return {};
        }
        case ApiKind::limit:
        case ApiKind::offset: {
            const auto n = whole_number<std::uint32_t>(value);
            const std::uint32_t least = p.kind == ApiKind::limit ? 1 : 0;
            if (!n || *n < least || *n > p.most)
                return bad(p.name, value, fmt::format("a whole number from {} to {}", least, p.most));
            (p.kind == ApiKind::limit ? ask.limit : ask.from) = *n;
            return {};
        }
        case ApiKind::flag:
            if (value != "true" && value != "false") return bad(p.name, value, "true or false");
            ask.copies = value == "true";
            return {};
        case ApiKind::words:
            ask.text = utf8::squeeze(value);
            if (ask.text.empty()) return bad(p.name, value, "a question: give at least one word");
            return {};
        case ApiKind::order:
            if (value != "best" && value != "newest") return bad(p.name, value, "best or newest");
            ask.newest_first = value == "newest";
            return {};
    }
    return {};
}

std::expected<std::string, ApiProblem> decoded(std::string_view name, std::string_view written, bool plus) {
    std::string value(written);
    if (plus) std::ranges::replace(value, '+', ' ');
    value = percent_decode(value);
    const std::string who = name.empty() ? "The path" : std::string(name);
    if (!utf8::valid(value) || value.contains('\0'))
        return Wrong({400, "bad-encoding", fmt::format("{} is not UTF-8, percent-encoded.", who), std::string(name)});
    if (value.size() > longest_value)
        return Wrong(
            {400, "bad-parameter", fmt::format("{} is longer than {} bytes.", who, longest_value), std::string(name)});
    return value;
}

std::string names_of(const ApiOperation& operation) {
    std::string names;
    for (const ApiParameter& p : operation.parameters)
        if (!operation.path.contains(fmt::format("{{{}}}", p.name)))
            names += (names.empty() ? "" : ", ") + std::string(p.name);
    return names.empty() ? "none" : names;
}

std::expected<void, ApiProblem> take_query(ApiAsk& ask, std::string_view query,
                                           std::vector<std::optional<std::string>>& given) {
    const auto parameters = ask.operation->parameters;
    for (std::size_t count = 0; !query.empty(); ++count) {
        if (count == most_parameters)
            return Wrong({400, "too-many-parameters", fmt::format("More than {} parameters.", most_parameters), {}});
        const auto end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (pair.empty()) continue;
        const auto equals = std::min(pair.find('='), pair.size());
        const std::string_view name = pair.substr(0, equals);
        const auto known = std::ranges::find(parameters, name, &ApiParameter::name);
        if (known == parameters.end() || ask.operation->path.contains(fmt::format("{{{}}}", known->name)))
            return Wrong({400, "unknown-parameter",
                          fmt::format("There is no parameter \"{}\" here. Those there are: {}.", shown(name),
                                      names_of(*ask.operation)),
                          shown(name)});
        auto& place = given[static_cast<std::size_t>(known - parameters.begin())];
        if (place)
            return Wrong({400, "repeated-parameter", fmt::format("{} is given twice; give it once.", known->name),
                          std::string(known->name)});
        auto value = decoded(known->name, pair.substr(std::min(equals + 1, pair.size())), true);
        if (!value) return Wrong(value.error());
        place = *std::move(value);
    }
    return {};
}

}  // namespace

namespace {

// The archive lists by one of these at a time.
std::expected<void, ApiProblem> one_filter(const ApiAsk& ask) {
    const std::pair<std::string_view, bool> filters[] = {{"story", ask.story != 0},
                                                         {"category", ask.category.has_value()},
                                                         {"tag", ask.tag != 0},
                                                         {"place", !ask.place.empty()},
                                                         {"source", !ask.source.empty()}};
    std::string_view first;
    for (const auto& [name, given] : filters) {
        if (!given) continue;
        if (!first.empty())
            return Wrong({400, "one-filter",
                          fmt::format("{} cannot be asked together with {}; give one of them.", name, first),
                          std::string(name)});
        first = name;
    }
    return {};
}

}  // namespace

std::expected<ApiAsk, ApiProblem> read_api_request(std::string_view target) {
    const auto mark = std::min(target.find('?'), target.size());
    const std::string_view query = target.substr(std::min(mark + 1, target.size()));
    std::string_view path = target.substr(0, mark);
    if (!path.starts_with(api_root) || (path.size() > api_root.size() && path[api_root.size()] != '/'))
        return Wrong({404, "no-such-path", fmt::format("The API begins at {}.", api_root), {}});
    path.remove_prefix(api_root.size());
    if (path.empty()) path = "/";
    ApiAsk ask;
    std::string_view value;
    bool named = false;
    for (const ApiOperation& o : api_operations())
        if (const auto found = fits(path, o.path, named)) {
            ask.operation = &o;
            value = *found;
            break;
        }
    if (!ask.operation)
        return Wrong(
            {404,
             "no-such-path",
             fmt::format("There is no {}{}. {}/openapi.json lists what there is.", api_root, shown(path), api_root),
             {}});
    const auto parameters = ask.operation->parameters;
    std::vector<std::optional<std::string>> given(parameters.size());
    if (const auto taken = take_query(ask, query, given); !taken) return Wrong(taken.error());
    if (named) {
        auto text = decoded("", value, false);
        if (!text) return Wrong(text.error());
        given.front() = *std::move(text);  // what stands in the path is the first one
    }
    ask.key = ask.operation->path;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const ApiParameter& p = parameters[i];
        if (p.kind == ApiKind::limit) ask.limit = p.otherwise;
        if (!given[i] && p.required)
            return Wrong(
                {400, "missing-parameter", fmt::format("{} is missing: {}", p.name, p.about), std::string(p.name)});
        if (!given[i]) continue;
        ask.key += fmt::format("|{}={}", p.name, percent_encode(*given[i]));
        if (const auto taken = take(ask, p, *std::move(given[i])); !taken) return Wrong(taken.error());
    }
    if (const auto one = one_filter(ask); !one) return Wrong(one.error());
    return ask;
}

std::string_view problem_title(int status) {
    switch (status) {
        case 400:
            return "Bad request";
        case 404:
            return "Not found";
        case 405:
            return "Method not allowed";
        case 410:
            return "Gone";
        case 429:
            return "Too many requests";
        case 503:
            return "Not available just now";
        default:
            return "Our mistake";
    }
}

std::string problem_json(const ApiProblem& problem) {
    JsonWriter out;
    out.object().field("type", fmt::format("urn:octavo:problem:{}", problem.name));
    out.field("title", problem_title(problem.status)).field("status", problem.status).field("detail", problem.detail);
    if (!problem.parameter.empty()) out.field("parameter", problem.parameter);
    out.field("document", fmt::format("{}/openapi.json", api_root)).end();
    return out.take();
}

}  // namespace octavo::web
