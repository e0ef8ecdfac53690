// Articles of an archive -> rows to learn categories from.
//
// Idea: an archive may hold a million articles, and most of them of few publishers; what is learnt should be of all. So
// the rows are bounded, and it is the publishers with most rows that give some up: each keeps those whose texts have
// the lowest hash, which is a fair draw that does not depend on the order of arrival.
//
//   alpha 30,000  beta 9,000  gamma 400   at most 20,000   ->   alpha 10,600  beta 9,000  gamma 400
//
// Checked by tests/pipeline/own_categories_test.cpp.
#include "pipeline/own_categories.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <unordered_set>

#include "base/hash.hpp"
#include "base/url.hpp"
#include "store/reread.hpp"
#include "text/desks.hpp"
#include "text/language.hpp"

namespace octavo::pipeline {
namespace {

constexpr std::size_t marks_at_once = 512;
constexpr std::size_t longest_title = 1000;
constexpr std::uintmax_t largest_model = 256u << 20;

// Rows in hand, by publisher.
class Draw {
  public:
    explicit Draw(std::size_t most) : most_(most) {}

    void add(const std::string& publisher, std::uint64_t hash, text::LabelledText row) {
        rows_[publisher].emplace_back(hash, std::move(row));
        if (++count_ > most_ + most_ / 4) trim();
    }
    std::size_t size() const { return std::min(count_, most_); }
    text::DeskRows take() {
        if (count_ > most_) trim();
        text::DeskRows out;
        for (auto& [publisher, rows] : rows_) {
            std::ranges::sort(rows, {}, &Drawn::first);
            for (auto& [hash, row] : rows) {
                out.rows.push_back(std::move(row));
                out.publishers.push_back(publisher);
            }
        }
        rows_.clear();
        return out;
    }

  private:
    using Drawn = std::pair<std::uint64_t, text::LabelledText>;

    // How many each may keep, so that all together are no more than `most_`.
    std::size_t share() const {
        std::size_t low = 1, high = most_;
        while (low < high) {
            const std::size_t middle = (low + high + 1) / 2;
            std::size_t sum = 0;
            for (const auto& [publisher, rows] : rows_) sum += std::min(rows.size(), middle);
            (sum <= most_ ? low : high) = sum <= most_ ? middle : middle - 1;
        }
        return low;
    }
    void trim() {
        const std::size_t each = share();
        count_ = 0;
        for (auto& [publisher, rows] : rows_) {
            if (rows.size() > each) {
                std::ranges::nth_element(rows, rows.begin() + static_cast<std::ptrdiff_t>(each), {}, &Drawn::first);
                rows.resize(each);
            }
            count_ += rows.size();
        }
    }

    std::size_t most_, count_ = 0;
    std::map<std::string, std::vector<Drawn>> rows_;
};

std::string publisher_of(const store::KeptText& kept) {
    const auto url = Url::parse(kept.url);
    return url ? registrable_domain(url->host()) : kept.source.text();
}

// On the disk itself before it takes the old one's place: a power cut leaves one of the two whole.
bool write_through(const std::string& path, std::string_view bytes) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0) return false;
    bool well = true;
    while (well && !bytes.empty()) {
        const auto n = ::write(file, bytes.data(), bytes.size());
        well = n > 0 || (n < 0 && errno == EINTR);
        if (n > 0) bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    well = well && ::fsync(file) == 0;
    return ::close(file) == 0 && well;
}

}  // namespace

Result<DeskAnswer> rows_of_desks(store::Store& store, const DeskWish& wish) {
    const auto archive = TRY(store::Rereading::open(store));
    const auto total = static_cast<std::uint64_t>(TRY(archive->count_readings(0)));
    DeskAnswer answer;
    Draw draw(std::max<std::size_t>(1, wish.most_rows));
    std::unordered_set<std::uint64_t> texts;  // a text that several print is learnt once
    std::int64_t place = 0;
    for (;;) {
        const auto marks = TRY(archive->readings_after(place, marks_at_once));
        if (marks.empty()) break;
        for (const auto& mark : marks) {
            place = mark.version;
            const auto kept = archive->text(mark.version);
            if (!kept || !*kept) continue;  // damaged, or gone meanwhile: octavo check speaks of that
            const store::KeptText& article = **kept;
            if (article.sample || !article.newest) continue;
            ++answer.looked_at;
            const Extraction& e = article.extraction;
            std::vector<std::string> sections = e.tags;
            if (!e.section.empty()) sections.insert(sections.begin(), e.section);
            const auto desk = text::surely_of_desk(article.url, sections);
            if (!desk) continue;
            const std::string body = plain_text(e);
            const std::string_view part = text::learnt_part(body);
            const std::uint64_t hash = hash64(part);
            if (part.empty() || !texts.insert(hash).second) continue;
            ++answer.filed;
            draw.add(publisher_of(article), hash,
                     {e.title.substr(0, longest_title), std::string(part), e.language, std::string(name_of(*desk))});
        }
        if (wish.progress) wish.progress(answer.looked_at, total, draw.size());
    }
    answer.rows = draw.take();
    for (auto& row : answer.rows.rows)
        row.language = text::identify_article(row.title, row.text, row.language).language;
    return answer;
}

std::string own_categories_file(const std::string& data) { return data + "/category.model"; }

Result<std::shared_ptr<const text::CategoryModel>> read_own_categories(const std::string& data) {
    const std::string path = own_categories_file(data);
    std::error_code failed;
    const auto size = std::filesystem::file_size(path, failed);
    if (failed == std::errc::no_such_file_or_directory) return nullptr;
    if (std::filesystem::is_directory(path, failed))
        return fail(Fault::not_found, fmt::format("{}: a folder, where a file is expected", path));
    if (failed) return fail(Fault::not_found, fmt::format("{}: {}", path, failed.message()));
    if (size > largest_model) return fail(Fault::too_big, fmt::format("{}: larger than any model of categories", path));
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail(Fault::not_found, fmt::format("{}: cannot be read", path));
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    auto model = text::CategoryModel::read(bytes);
    if (!model) return fail_at(path, model.error());
    return std::make_shared<const text::CategoryModel>(std::move(*model));
}

Result<> write_own_categories(const std::string& data, std::string_view bytes) {
    const std::string path = own_categories_file(data);
    const std::string part = path + ".part";
    std::error_code failed;
    const bool written = write_through(part, bytes);
    if (written) std::filesystem::rename(part, path, failed);
    if (!written || failed) {
        std::error_code ignored;
        std::filesystem::remove(part, ignored);
        return fail(Fault::unwritable,
                    fmt::format("{} cannot be written; make room, or see who owns the folder", path));
    }
    return {};
}

}  // namespace octavo::pipeline
