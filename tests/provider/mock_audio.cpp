// What a service that speaks answers with: a tone for a voice, and its faults.
#include "base/utf8.hpp"
#include "provider/mock.hpp"

namespace octavo::mock {
namespace {

constexpr std::uint32_t rate = 24'000;

struct Wave {
    std::size_t samples = 0;
    std::optional<std::uint32_t> said_size = {};
    unsigned loudness = 8'000, channels = 1, form = 1;
};

std::string write(const Wave& wave) {
    std::string out;
    const auto little = [&](std::size_t number, int bytes) {
        for (int i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i) & 0xFF);
    };
    const std::size_t size = wave.said_size.value_or(static_cast<std::uint32_t>(2 * wave.samples));
    out += "RIFF", little(36 + size, 4), out += "WAVEfmt ", little(16, 4), little(wave.form, 2);
    little(wave.channels, 2), little(rate, 4), little(2 * rate, 4), little(2, 2), little(16, 2);
    out += "data", little(size, 4);
    for (std::size_t i = 0; i < wave.samples; ++i)  // a square wave of 240 Hz
        little(i / 50 % 2 == 0 ? wave.loudness : 65'536 - wave.loudness, 2);
    return out;
}

std::size_t samples_of(std::string_view text) { return utf8::length(text) * rate * 60 / 1000; }

using Play = std::function<void(Line&, std::string_view)>;

Play of_bytes(std::string bytes) {
    return [bytes](Line& line, std::string_view) { line.answer(200, bytes, "", "audio/wav"); };
}
Play of_wave(std::function<Wave(std::size_t)> change) {
    return [change](Line& line, std::string_view text) {
        line.answer(200, write(change(samples_of(text))), "", "audio/wav");
    };
}

const std::map<std::string, Play, std::less<>>& plays() {
    static const std::map<std::string, Play, std::less<>> all = {
        {"MP3 for WAVE", of_bytes("ID3\x04" + std::string(40'000, 'x'))},
        {"frames of MP3", of_bytes("\xFF\xFB\x90" + std::string(40'000, 'x'))},
        {"Opus for WAVE", of_bytes("OggS" + std::string(40'000, 'x'))},
        {"RIFF of pictures", of_bytes("RIFF4444WEBPVP8 " + std::string(40'000, 'x'))},
        {"a WAVE that ends in its header", of_bytes(write({100'000}).substr(0, 40))},
        {"WAVE without samples", of_wave([](std::size_t) { return Wave{0}; })},
        {"a click", of_wave([](std::size_t) { return Wave{200}; })},
        {"silence", of_wave([](std::size_t n) { return Wave{.samples = n, .loudness = 3}; })},
        {"minutes of it", of_wave([](std::size_t n) { return Wave{n + std::size_t{60} * rate}; })},
        {"two channels", of_wave([](std::size_t n) { return Wave{.samples = n, .channels = 2}; })},
        {"another coding", of_wave([](std::size_t n) { return Wave{.samples = n, .form = 85}; })},
        {"endless WAVE",
         [](Line& line, std::string_view) {
             line.send("HTTP/1.1 200 OK\r\nContent-Type: audio/wav\r\nConnection: close\r\n\r\n");
             for (std::string next = write({rate}); !line.over() && line.send(next);) next = std::string(50'000, 'a');
         }},
    };
    return all;
}

}  // namespace

std::string wave_of(std::string_view text, std::optional<std::uint32_t> said_size) {
    return write({samples_of(text), said_size});
}

std::vector<std::string> Service::audio_faults() {
    std::vector<std::string> out;
    for (const auto& [name, play] : plays()) out.push_back(name);
    return out;
}

bool play_audio_fault(std::string_view name, Line& line, const Seen& request) {
    const auto json = Json::parse(request.body);
    const std::string text = json ? std::string((*json)["input"].string()) : std::string();
    // Odd, and to be taken: lengths that their writer did not know, or lies about.
    if (name == "a WAVE of 4 GB") return line.answer(200, wave_of(text, 0xFFFFFFFF), "", "audio/wav"), true;
    if (name == "a WAVE of nothing") return line.answer(200, wave_of(text, 0), "", "audio/x-wav"), true;
    if (name == "a WAVE by another name") return line.answer(200, wave_of(text), "", "text/plain"), true;
    const auto found = plays().find(name);
    if (found == plays().end()) return false;
    found->second(line, text);
    return true;
}

}  // namespace octavo::mock
