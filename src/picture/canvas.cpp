#include "picture/canvas.hpp"

namespace octavo::picture {
namespace {

constexpr std::size_t shades = 16384;  // of light: fine enough that the darkest bytes stay apart

// IEC 61966-2-1, both ways.
struct Curves {
    std::array<float, 256> light{};
    std::array<std::uint16_t, 256> light16{};
    std::array<std::uint8_t, shades> bytes{};
    Curves() {
        for (std::size_t i = 0; i < light.size(); ++i) {
            const double v = static_cast<double>(i) / 255;
            const double l = v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
            light[i] = static_cast<float>(l);
            light16[i] = static_cast<std::uint16_t>(l * 65535 + 0.5);
        }
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            const double l = (static_cast<double>(i) + 0.5) / shades;
            const double v = l <= 0.0031308 ? l * 12.92 : 1.055 * std::pow(l, 1 / 2.4) - 0.055;
            bytes[i] = static_cast<std::uint8_t>(std::clamp(v * 255 + 0.5, 0.0, 255.0));
        }
    }
    std::uint8_t byte_of(float light_value) const {
        return bytes[std::min(shades - 1, static_cast<std::size_t>(std::max(0.0F, light_value) * shades))];
    }
};
const Curves& curves() {
    static const Curves made;
    return made;
}

// Which pixels stand under one of the result, and how much of each: the first, how many, their weights.
struct Share {
    std::uint32_t from = 0, count = 0;
    std::size_t weights = 0;
};
struct Shares {
    std::vector<Share> of;
    std::vector<float> weights;
};
Shares shares(std::uint32_t from, std::uint32_t to) {
    Shares s;
    s.of.reserve(to);
    const double scale = static_cast<double>(from) / to;
    for (std::uint32_t i = 0; i < to; ++i) {
        const double low = i * scale, high = std::min<double>(from, (i + 1) * scale);
        const auto first = std::min(from - 1, static_cast<std::uint32_t>(low));
        const auto last = std::clamp(static_cast<std::uint32_t>(std::ceil(high)), first + 1, from);
        s.of.push_back({first, last - first, s.weights.size()});
        for (std::uint32_t j = first; j < last; ++j)
            s.weights.push_back(
                static_cast<float>((std::min<double>(high, j + 1) - std::max<double>(low, j)) / (high - low)));
    }
    return s;
}

// One row's light, each pixel of the result the weighted sum of those under it.
void across(std::span<const std::uint8_t> row, const Shares& shares, std::vector<float>& out) {
    const auto& light = curves().light;
    std::size_t at = 0;
    for (const Share& share : shares.of) {
        float r = 0, g = 0, b = 0;
        const std::uint8_t* pixel = row.data() + std::size_t(share.from) * 3;
        const float* weight = shares.weights.data() + share.weights;
        for (std::uint32_t i = 0; i < share.count; ++i, pixel += 3, ++weight) {
            r += light[pixel[0]] * *weight;
            g += light[pixel[1]] * *weight;
            b += light[pixel[2]] * *weight;
        }
        out[at++] = r;
        out[at++] = g;
        out[at++] = b;
    }
}

}  // namespace

Canvas shrink(const Canvas& from, std::uint32_t width, std::uint32_t height) {
    width = std::clamp(width, 1U, std::max(1U, from.width));
    height = std::clamp(height, 1U, std::max(1U, from.height));
    if (width == from.width && height == from.height) return from;
    Canvas out{width, height, std::vector<std::uint8_t>(std::size_t(width) * height * 3)};
    const Shares columns = shares(from.width, width), rows = shares(from.height, height);
    std::vector<float> line(std::size_t(width) * 3), sum(line.size());
    std::uint32_t read = from.height;  // which row `line` holds
    for (std::uint32_t y = 0; y < height; ++y) {
        std::ranges::fill(sum, 0.0F);
        const Share& share = rows.of[y];
        for (std::uint32_t i = 0; i < share.count; ++i) {
            // The row two results share is read once.
            if (read != share.from + i) across(from.row(share.from + i), columns, line);
            read = share.from + i;
            const float weight = rows.weights[share.weights + i];
            for (std::size_t x = 0; x < sum.size(); ++x) sum[x] += line[x] * weight;
        }
        std::uint8_t* to = out.rgb.data() + std::size_t(y) * width * 3;
        for (std::size_t x = 0; x < sum.size(); ++x) to[x] = curves().byte_of(sum[x]);
    }
    return out;
}

// https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E, tag 274: where row 0 and column 0 are.
Canvas upright(Canvas in, int orientation) {
    if (orientation < 2 || orientation > 8) return in;
    const bool turned = orientation >= 5;
    Canvas out{turned ? in.height : in.width, turned ? in.width : in.height, std::vector<std::uint8_t>(in.rgb.size())};
    for (std::uint32_t y = 0; y < in.height; ++y)
        for (std::uint32_t x = 0; x < in.width; ++x) {
            const std::uint32_t right = in.width - 1 - x, below = in.height - 1 - y;
            std::uint32_t to_x = x, to_y = y;
            switch (orientation) {
                case 2:
                    to_x = right;
                    break;
                case 3:
                    to_x = right, to_y = below;
                    break;
                case 4:
                    to_y = below;
                    break;
                case 5:
                    to_x = y, to_y = x;
                    break;
                case 6:
                    to_x = below, to_y = x;
                    break;
                case 7:
                    to_x = below, to_y = right;
                    break;
                default:
                    to_x = y, to_y = right;
                    break;
            }
            std::memcpy(&out.rgb[(std::size_t(to_y) * out.width + to_x) * 3],
                        &in.rgb[(std::size_t(y) * in.width + x) * 3], 3);
        }
    return out;
}

Reducer::Reducer(std::uint32_t width, std::uint32_t height, std::uint32_t step)
    : width_(width), height_(height), step_(std::max(1U, step)) {
    out_.width = (width + step_ - 1) / step_;
    out_.height = (height + step_ - 1) / step_;
    out_.rgb.assign(std::size_t(out_.width) * out_.height * 3, 255);
    light_.assign(std::size_t(out_.width) * 3, 0);
}

void Reducer::add(std::span<const std::uint8_t> rgb) {
    if (rows_in_ >= height_ || rgb.size() < std::size_t(width_) * 3) return;
    ++rows_in_;
    if (step_ == 1) {
        std::memcpy(&out_.rgb[std::size_t(rows_out_++) * width_ * 3], rgb.data(), std::size_t(width_) * 3);
        return;
    }
    const auto& light = curves().light16;
    const std::uint8_t* pixel = rgb.data();
    for (std::uint32_t x = 0; x < out_.width; ++x) {
        const std::uint32_t count = std::min(step_, width_ - x * step_);
        std::uint32_t* sum = &light_[std::size_t(x) * 3];
        // A square at the edge has fewer columns: it counts as whole, so that one division serves all.
        std::array<std::uint32_t, 3> here{};
        for (std::uint32_t i = 0; i < count; ++i, pixel += 3)
            for (std::size_t c = 0; c < 3; ++c) here[c] += light[pixel[c]];
        for (std::size_t c = 0; c < 3; ++c) sum[c] += here[c] / count;
    }
    if (++in_square_ == step_) flush();
}

void Reducer::flush() {
    if (in_square_ == 0 || rows_out_ >= out_.height) return;
    std::uint8_t* to = &out_.rgb[std::size_t(rows_out_++) * out_.width * 3];
    for (std::size_t i = 0; i < light_.size(); ++i)
        to[i] = curves().byte_of(static_cast<float>(light_[i]) / (65535.0F * static_cast<float>(in_square_)));
    std::ranges::fill(light_, 0U);
    in_square_ = 0;
}

Canvas Reducer::finish() {
    flush();
    return std::move(out_);
}

}  // namespace octavo::picture
