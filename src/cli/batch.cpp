#include "cli/batch.hpp"

#include <malloc.h>

#include <future>

#include "base/bounded_queue.hpp"
#include "base/utf8.hpp"

namespace octavo::cli {
namespace {

constexpr std::size_t max_line = 256u << 20;

void copy_identity(const Json& request, JsonWriter& out) {
    if (const Json* id = request.find("id")) out.field("id", *id);
    if (const Json* file = request.find("file"); file && file->is_string()) out.field("file", *file);
}

std::string error_line(const Json& request, const Failure& failure) {
    JsonWriter out;
    out.object();
    copy_identity(request, out);
    out.key("error").object().field("fault", name_of(failure.fault)).field("detail", failure.detail).end().end();
    return out.take();
}

bool put_line(std::ostream& out, std::string line) {
    line += '\n';
    out.write(line.data(), static_cast<std::streamsize>(line.size()));
    out.flush();
    return out.good();
}

// Lines with at least one character that is not white space.
bool next_line(std::istream& in, std::string& line) {
    while (std::getline(in, line))
        if (!utf8::trim(line).empty()) return true;
    return false;
}

int run_serial(std::istream& in, std::ostream& out, const Handler& handler) {
    std::string line;
    while (next_line(in, line))
        if (!put_line(out, answer_line(line, handler))) return 1;
    return in.bad() ? 1 : 0;
}

struct Item {
    std::string line;
    std::promise<std::string> answer;
};

// One thread reads, `jobs` threads answer, this one writes: answers leave in the order the requests came.
int run_parallel(std::istream& in, std::ostream& out, unsigned jobs, const Handler& handler) {
    BoundedQueue<std::shared_ptr<Item>> todo(jobs * 4);
    BoundedQueue<std::future<std::string>> order(jobs * 8);
    std::jthread reader([&] {
        std::string line;
        while (next_line(in, line)) {
            auto item = std::make_shared<Item>();
            item->line = std::move(line);
            if (!order.push(item->answer.get_future()) || !todo.push(std::move(item))) break;
        }
        order.close();
        todo.close();
    });
    std::vector<std::jthread> workers;
    for (unsigned i = 0; i < jobs; ++i)
        workers.emplace_back([&] {
            while (auto item = todo.pop()) (*item)->answer.set_value(answer_line((*item)->line, handler));
        });
    bool good = true;
    while (auto answer = order.pop()) {
        std::string line = answer->get();
        if (good && !put_line(out, std::move(line))) {
            good = false;
            order.close();
        }
    }
    return good && !in.bad() ? 0 : 1;
}

}  // namespace

std::string answer_line(std::string_view line, const Handler& handler) {
    static const Json nothing;
    if (line.size() > max_line) return error_line(nothing, {Fault::too_big, "a request line is longer than 256 MB"});
    const auto request = Json::parse(line);
    if (!request) return error_line(nothing, request.error());
    if (!request->is_object()) return error_line(nothing, {Fault::malformed, "a request is one JSON object a line"});
    JsonWriter out;
    out.object();
    copy_identity(*request, out);
    if (const auto done = handler(*request, out); !done) return error_line(*request, done.error());
    out.end();
    return out.take();
}

int run_batch(std::istream& in, std::ostream& out, unsigned jobs, const Handler& handler) {
#ifdef M_TRIM_THRESHOLD
    // One file after another: what is freed behind one is wanted for the next. glibc gives it back to the system and
    // fetches it again, by chance of the order of frees; that costs a fifth of the time of `feed`.
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
#endif
    return jobs <= 1 ? run_serial(in, out, handler) : run_parallel(in, out, jobs, handler);
}

}  // namespace octavo::cli
