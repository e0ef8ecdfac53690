// The faults of services, by name: what real ones were seen to do, and what hostile ones may.
#include "base/utf8.hpp"
#include "provider/mock.hpp"

namespace octavo::mock {

std::string items_of(std::string_view text, std::span<const std::int64_t> cites) {
    JsonWriter out;
    out.object().key("items").array().object().field("text", text).key("cites").array();
    for (const std::int64_t cite : cites) out.value(cite);
    out.end().end().end().end();
    return out.take();
}

// Three of the sentences as they stand, the first of each article before the second ones.
std::string honest_items(const Json& request) {
    const auto messages = request["messages"].items();
    const auto user = messages.empty() ? Json{} : Json::parse(messages.back()["content"].string()).value_or(Json{});
    std::map<std::int64_t, std::vector<const Json*>> by_article;
    for (const Json& sentence : user["sentences"].items())
        by_article[sentence["article"].integer()].push_back(&sentence);
    JsonWriter out;
    out.object().key("items").array();
    std::size_t written = 0;
    for (std::size_t place = 1; place < 4 && written < 3; ++place)
        for (const auto& [article, sentences] : by_article) {
            if (sentences.size() <= place || written == 3) continue;
            const Json& one = *sentences[place];
            out.object().field("text", one["text"].string()).key("cites").array().value(one["n"].integer()).end().end();
            ++written;
        }
    out.end().end();
    return out.take();
}

std::string completion(std::string_view text, std::string_view finish, std::string_view usage) {
    JsonWriter out;
    out.object().field("id", "x").field("object", "chat.completion").key("choices").array().object().field("index", 0);
    out.key("message").object().field("role", "assistant").field("content", text).end();
    out.field("finish_reason", finish).end().end();
    out.key("usage").raw(usage.empty() ? R"({"prompt_tokens":100,"completion_tokens":50,"total_tokens":150})" : usage);
    out.key("timings").object().field("predicted_ms", 1.5).end().end();
    return out.take();
}

std::string delta(std::string_view text, std::string_view finish) {
    JsonWriter out;
    out.object().field("object", "chat.completion.chunk").key("choices").array().object().field("index", 0);
    out.key("delta").object();
    if (finish.empty()) out.field("content", text);
    out.end().key("finish_reason");
    if (finish.empty())
        out.null();
    else
        out.value(finish);
    out.end().end().end();
    return out.take();
}

void stream_text(Line& line, std::string_view text, std::string_view finish) {
    line.begin_stream();
    stream_events(line, text, finish);
}

void stream_events(Line& line, std::string_view text, std::string_view finish) {
    line.event(R"({"choices":[{"index":0,"delta":{"role":"assistant","content":null},"finish_reason":null}]})");
    while (!text.empty()) {
        const std::string_view piece = utf8::cut(text, 40);
        line.event(delta(piece));
        text.remove_prefix(piece.size());
    }
    line.event(delta("", finish));
    line.event(R"({"choices":[],"usage":{"prompt_tokens":100,"completion_tokens":50,"total_tokens":150}})");
    line.event("[DONE]");
}

namespace {

using Play = void (*)(Line&, const Seen&, const std::string& text);

// Byte by byte, with CRLF, comments and a stream without spaces: letters are cut wherever they are.
void odd_stream(Line& line, const std::string& text) {
    std::string bytes = ": hello\r\n\r\nevent: message\r\nid: 7\r\nretry: 10\r\ndata:" + delta(text.substr(0, 30)) +
                        "\r\n\r\n: keep-alive\r\n\r\n" + "data: " + delta(text.substr(30)) +
                        "\r\n\r\ndata: " + delta("", "stop") + "\r\n\r\ndata: [DONE]\r\n\r\n";
    line.begin_stream();
    for (const char c : bytes)
        if (!line.send(std::string_view(&c, 1))) return;
}

bool has_key(const Seen& request, std::string_view key) {
    const auto json = Json::parse(request.body);
    return json && json->find(key) != nullptr;
}

void refuse_parameter(Line& line, const Seen& request, std::string_view key, const std::string& text) {
    if (has_key(request, key))
        return line.answer(
            400, fmt::format(R"({{"error":{{"message":"Unsupported parameter: '{}'","param":"{}"}}}})", key, key));
    const auto json = Json::parse(request.body);
    if ((*json)["stream"].boolean()) return stream_text(line, text);
    line.answer(200, completion(text));
}

void refuse_forms(Line& line, const Seen& request, const std::string& text, bool json_object_too) {
    const auto json = Json::parse(request.body);
    const auto type = (*json)["response_format"]["type"].string();
    if (type == "json_schema" || (json_object_too && !type.empty()))
        return line.answer(400, R"({"error":{"message":"response_format is not supported"}})");
    stream_text(line, "Here you are:\n```json\n" + text + "\n```\nAnything else?");
}

// Hands back the key it was sent, wherever a service says something.
void tell_key(Line& line, const Seen& request) {
    const std::string key = request.authorization.substr(request.authorization.find(' ') + 1);
    if (request.path.ends_with("/models")) return line.answer(200, fmt::format(R"({{"data":[{{"id":"{}"}}]}})", key));
    if (request.path.ends_with("/translate"))
        return line.answer(200, fmt::format(R"({{"translations":[{{"text":"{} 14"}},{{"text":"{}"}}]}})", key, key));
    const std::string said = fmt::format("The mayor named {} in 1987.", key);
    stream_text(line, items_of(said, std::vector<std::int64_t>{1}));
}

const std::string& items_false() {
    static const std::string text =
        R"({"items":[{"text":"The mayor was arrested in Paris in 1987.","cites":[1]},{"text":"It cost 99 billion dollars.","cites":[2]}]})";
    return text;
}

const std::map<std::string, Play, std::less<>>& plays() {
    static const std::map<std::string, Play, std::less<>> all = {
        // the line
        {"silent", [](Line& l, const Seen&, const std::string&) { l.hold(); }},
        {"silent after the header", [](Line& l, const Seen&, const std::string&) { l.begin_stream(), l.hold(); }},
        {"silent in the middle",
         [](Line& l, const Seen&, const std::string& t) { l.begin_stream(), l.event(delta(t.substr(0, 20))), l.hold(); }},
        {"keeps alive for ever",
         [](Line& l, const Seen&, const std::string&) {
             l.begin_stream();
             while (!l.over() && l.send(": keep-alive\n\n")) std::this_thread::sleep_for(std::chrono::milliseconds(10));
         }},
        {"closes at once", [](Line&, const Seen&, const std::string&) {}},
        {"resets at once", [](Line& l, const Seen&, const std::string&) { l.reset(); }},
        {"half a header", [](Line& l, const Seen&, const std::string&) { l.send("HTTP/1.1 200 OK\r\nContent-Ty"); }},
        {"speaks no HTTP", [](Line& l, const Seen&, const std::string&) { l.send("SSH-2.0-OpenSSH_9.2\r\n\r\n"); }},
        {"header without end",
         [](Line& l, const Seen&, const std::string&) {
             l.send("HTTP/1.1 200 OK\r\n");
             for (int i = 0; i < 100'000 && l.send(fmt::format("X-{}: 1\r\n", i)); ++i) {}
         }},
        {"broken in the middle",
         [](Line& l, const Seen&, const std::string& t) {
             l.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 100000\r\n\r\n");
             l.event(delta(t.substr(0, 20)));
         }},
        {"ends in the middle",
         [](Line& l, const Seen&, const std::string& t) { l.begin_stream(), l.event(delta(t.substr(0, 20))); }},
        // statuses
        {"408", [](Line& l, const Seen&, const std::string&) { l.answer(408, "{}"); }},
        {"409", [](Line& l, const Seen&, const std::string&) { l.answer(409, "{}"); }},
        {"429", [](Line& l, const Seen&, const std::string&) { l.answer(429, R"({"error":"slow down"})"); }},
        {"429, some seconds",
         [](Line& l, const Seen&, const std::string&) { l.answer(429, "{}", "Retry-After: 7\r\n"); }},
        {"429, a date",
         [](Line& l, const Seen&, const std::string&) {
             l.answer(429, "{}", "Retry-After: Fri, 27 Nov 2026 08:00:09 GMT\r\n");
         }},
        {"429, an hour",
         [](Line& l, const Seen&, const std::string&) { l.answer(429, "{}", "Retry-After: 3600\r\n"); }},
        {"429, nonsense",
         [](Line& l, const Seen&, const std::string&) { l.answer(429, "{}", "Retry-After: soon\r\n"); }},
        {"500", [](Line& l, const Seen&, const std::string&) { l.answer(500, "oops", "", "text/plain"); }},
        {"502", [](Line& l, const Seen&, const std::string&) { l.answer(502, "<html>bad gateway", "", "text/html"); }},
        {"503, some seconds",
         [](Line& l, const Seen&, const std::string&) { l.answer(503, "{}", "Retry-After: 5\r\n"); }},
        {"504", [](Line& l, const Seen&, const std::string&) { l.answer(504, ""); }},
        {"401", [](Line& l, const Seen&, const std::string&) { l.answer(401, R"({"error":{"type":"authentication_error"}})"); }},
        {"401 with the key",
         [](Line& l, const Seen& r, const std::string&) {
             l.answer(401, R"({"error":{"message":"Incorrect API key provided: )" + r.authorization + "\"}}");
         }},
        {"400 with the key",
         [](Line& l, const Seen& r, const std::string&) {
             l.answer(400, R"({"error":{"message":"no such thing for )" + r.authorization + "\"}}");
         }},
        {"402", [](Line& l, const Seen&, const std::string&) { l.answer(402, "{}"); }},
        {"403", [](Line& l, const Seen&, const std::string&) { l.answer(403, "{}"); }},
        {"404", [](Line& l, const Seen&, const std::string&) { l.answer(404, R"({"error":{"message":"model not found"}})"); }},
        {"501", [](Line& l, const Seen&, const std::string&) { l.answer(501, "{}"); }},
        {"204", [](Line& l, const Seen&, const std::string&) { l.send("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"); }},
        {"redirect",
         [](Line& l, const Seen&, const std::string&) { l.answer(302, "", "Location: http://127.0.0.1:9/steal\r\n"); }},
        {"context too long",
         [](Line& l, const Seen&, const std::string&) {
             l.answer(400, R"({"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error","n_prompt_tokens":9000,"n_ctx":4096}})");
         }},
        // answers
        {"no choices", [](Line& l, const Seen&, const std::string&) { l.answer(200, R"({"choices":[]})"); }},
        {"no content",
         [](Line& l, const Seen&, const std::string&) {
             l.answer(200, R"({"choices":[{"message":{"role":"assistant","content":null},"finish_reason":"stop"}]})");
         }},
        {"no JSON", [](Line& l, const Seen&, const std::string&) { l.answer(200, "{\"choices\": [{"); }},
        {"a web page", [](Line& l, const Seen&, const std::string&) { l.answer(200, "<!doctype html><p>Welcome", "", "text/html"); }},
        {"an empty body", [](Line& l, const Seen&, const std::string&) { l.answer(200, ""); }},
        {"deep JSON", [](Line& l, const Seen&, const std::string&) { l.answer(200, std::string(200'000, '{')); }},
        {"deep JSON in the text",
         [](Line& l, const Seen&, const std::string&) { stream_text(l, std::string(20'000, '[')); }},
        {"an error as answer",
         [](Line& l, const Seen&, const std::string&) { l.answer(200, R"({"error":{"message":"no memory"}})"); }},
        {"an error in the stream",
         [](Line& l, const Seen&, const std::string& t) {
             l.begin_stream(), l.event(delta(t.substr(0, 20))), l.event(R"({"error":{"message":"no memory"}})");
         }},
        {"rubbish in the stream",
         [](Line& l, const Seen&, const std::string&) { l.begin_stream(), l.event("\xFF\xFE{{{"), l.event("[DONE]"); }},
        {"endless text",
         [](Line& l, const Seen&, const std::string&) {
             l.begin_stream();
             while (!l.over() && l.event(delta(std::string(500, 'a')))) {}
         }},
        {"endless body",
         [](Line& l, const Seen&, const std::string&) {
             l.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"a\":\"");
             while (!l.over() && l.send(std::string(5'000, 'a'))) {}
         }},
        {"blanks without end",
         [](Line& l, const Seen&, const std::string&) {
             l.begin_stream("Transfer-Encoding: chunked\r\n");
             std::string blanks;
             for (int i = 0; i < 1'000; ++i) blanks += "1\r\n \r\n";
             while (!l.over() && l.send(blanks)) {}
         }},
        {"an event without end",
         [](Line& l, const Seen&, const std::string&) {
             l.begin_stream();
             l.send("data: ");
             while (!l.over() && l.send(std::string(5'000, 'a'))) {}
         }},
        {"cut at its length",
         [](Line& l, const Seen&, const std::string&) { stream_text(l, R"({"items":[{"text":"The city reop)", "length"); }},
        {"filtered", [](Line& l, const Seen&, const std::string&) { l.answer(200, completion("", "content_filter")); }},
        {"prose", [](Line& l, const Seen&, const std::string&) { stream_text(l, "I would say the bridge is open."); }},
        {"another form",
         [](Line& l, const Seen&, const std::string&) { stream_text(l, R"({"summary":["The bridge is open."]})"); }},
        {"no cites",
         [](Line& l, const Seen&, const std::string&) { stream_text(l, R"({"items":[{"text":"The bridge is open again.","cites":[]}]})"); }},
        {"cites out of range",
         [](Line& l, const Seen&, const std::string&) { stream_text(l, R"({"items":[{"text":"The bridge is open again.","cites":[0,-1,99]}]})"); }},
        {"invents", [](Line& l, const Seen&, const std::string&) { stream_text(l, items_false()); }},
        {"tells the key", [](Line& l, const Seen& r, const std::string&) { tell_key(l, r); }},
        {"an address",
         [](Line& l, const Seen&, const std::string&) { stream_text(l, R"({"items":[{"text":"See https://evil.example/x now.","cites":[1]}]})"); }},
        {"nothing", [](Line& l, const Seen&, const std::string&) { stream_text(l, R"({"items":[]})"); }},
        // odd, and to be taken
        {"odd stream", [](Line& l, const Seen&, const std::string& t) { odd_stream(l, t); }},
        {"reads after its header",
         [](Line& l, const Seen&, const std::string& t) {
             l.begin_stream();
             std::this_thread::sleep_for(std::chrono::milliseconds(300));
             stream_events(l, t);
         }},
        {"no end of stream",
         [](Line& l, const Seen&, const std::string& t) { l.begin_stream(), l.event(delta(t)), l.event(delta("", "stop")); }},
        {"no stream", [](Line& l, const Seen&, const std::string& t) { l.answer(200, completion(t)); }},
        {"no usage",
         [](Line& l, const Seen&, const std::string& t) { l.answer(200, completion(t, "stop", "null")); }},
        {"absurd usage",
         [](Line& l, const Seen&, const std::string& t) {
             l.answer(200, completion(t, "stop", R"({"prompt_tokens":-5,"completion_tokens":1e300})"));
         }},
        {"thinks aloud",
         [](Line& l, const Seen&, const std::string& t) { stream_text(l, "<think>They ask {\"items\": ...}</think>\n" + t); }},
        {"control characters",
         [](Line& l, const Seen&, const std::string& t) { stream_text(l, "\x01\uFFFD\u200B\n" + t + "\n\x7F"); }},
        {"line ends in the JSON",
         [](Line& l, const Seen&, const std::string& t) {
             std::string loose;
             for (const char c : t) loose += c == ',' || c == '{' ? std::string(1, c) + "\n  " : std::string(1, c);
             stream_text(l, loose);
         }},
        {"takes no schema", [](Line& l, const Seen& r, const std::string& t) { refuse_forms(l, r, t, false); }},
        {"takes no form", [](Line& l, const Seen& r, const std::string& t) { refuse_forms(l, r, t, true); }},
        {"takes no stream", [](Line& l, const Seen& r, const std::string& t) { refuse_parameter(l, r, "stream", t); }},
        {"takes no stream_options",
         [](Line& l, const Seen& r, const std::string& t) { refuse_parameter(l, r, "stream_options", t); }},
        {"takes no max_tokens",
         [](Line& l, const Seen& r, const std::string& t) { refuse_parameter(l, r, "max_tokens", t); }},
        {"takes no temperature",
         [](Line& l, const Seen& r, const std::string& t) { refuse_parameter(l, r, "temperature", t); }},
    };
    return all;
}

}  // namespace

std::vector<std::string> Service::faults() {
    std::vector<std::string> out;
    for (const auto& [name, play] : plays()) out.push_back(name);
    return out;
}

bool play_fault(std::string_view name, Line& line, const Seen& request, const std::string& text) {
    const auto found = plays().find(name);
    if (found == plays().end()) return play_audio_fault(name, line, request);
    found->second(line, request, text);
    return true;
}

}  // namespace octavo::mock
