// Any bytes as a model: refused, or judges without fault. Any bytes as an article under the shipped one: scores that
// add up.
#include "text/category.hpp"

#include <cstdlib>

using namespace octavo;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view all(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::size_t part = std::min<std::size_t>(data[0], all.size());
    const std::vector<std::string> sections = {std::string(all.substr(0, part))};
    const text::ToSort article{all.substr(0, part), all.substr(part), all, "en", sections};
    const auto model = text::CategoryModel::read(all);
    if (model) (void)model->judge(article);
    // A data folder's category.model is such bytes too.
    const auto guess = text::categorize(article, text::CategoryModel::shipped(), model ? &*model : nullptr);
    if (!(guess.confidence >= 0 && guess.confidence <= 1) || !(guess.news >= 0 && guess.news <= 1)) std::abort();
    return 0;
}
