// What a publisher's picture costs: a photograph of 1600 x 1067 as JPEG, to all widths, the JPEG and the blur; and its
// parts. CPU, one thread.
#include <benchmark/benchmark.h>

#include "picture/camera.hpp"
#include "picture/decoders.hpp"
#include "picture/plate.hpp"

using namespace octavo;

namespace {

const std::string& photograph() {
    static const std::string bytes = camera::jpeg(camera::scene(1600, 1067));
    return bytes;
}
const picture::Canvas& at_width(std::uint32_t width) {
    static std::map<std::uint32_t, picture::Canvas> made;
    auto [at, fresh] = made.try_emplace(width);
    if (fresh) at->second = picture::shrink(camera::scene(1600, 1067), width, width * 2 / 3);
    return at->second;
}

void develop(benchmark::State& state) {
    std::size_t bytes = 0;
    for (auto _ : state) {
        const auto d = picture::develop(photograph());
        bytes = picture::write_plate(*d).size();
    }
    state.counters["bytes"] = static_cast<double>(bytes);
}
void decode(benchmark::State& state) {
    const auto head = picture::read_head(photograph());
    for (auto _ : state) benchmark::DoNotOptimize(picture::decode_jpeg(photograph(), *head, 1280));
}
void shrink(benchmark::State& state) {
    const auto width = static_cast<std::uint32_t>(state.range(0));
    const auto& from = at_width(1600);
    for (auto _ : state) benchmark::DoNotOptimize(picture::shrink(from, width, width * 2 / 3));
}
void webp(benchmark::State& state) {
    const auto& canvas = at_width(static_cast<std::uint32_t>(state.range(0)));
    std::size_t bytes = 0;
    for (auto _ : state) bytes = picture::encode_webp(canvas, 72)->size();
    state.counters["bytes"] = static_cast<double>(bytes);
}
void jpeg(benchmark::State& state) {
    const auto& canvas = at_width(960);
    for (auto _ : state) benchmark::DoNotOptimize(picture::encode_jpeg(canvas, 78));
}
void head_of_bomb(benchmark::State& state) {
    const std::string bomb = camera::png_bomb(30'000, 30'000);
    for (auto _ : state) benchmark::DoNotOptimize(picture::read_head(bomb));
}

}  // namespace

BENCHMARK(develop)->Unit(benchmark::kMillisecond);
BENCHMARK(decode)->Unit(benchmark::kMillisecond);
BENCHMARK(shrink)->Arg(160)->Arg(640)->Arg(1280)->Unit(benchmark::kMillisecond);
BENCHMARK(webp)->Arg(160)->Arg(320)->Arg(640)->Arg(960)->Arg(1280)->Unit(benchmark::kMillisecond);
BENCHMARK(jpeg)->Unit(benchmark::kMillisecond);
BENCHMARK(head_of_bomb);

BENCHMARK_MAIN();
