// Grants what readers wish (store/brought.hpp): finds the feed where somebody typed a site's address, has it followed
// by everybody's line, and its source followed by whoever wished it. One after the other, so that a list of a thousand
// feeds is a thousand rows and no storm: when a feed is asked is the line's affair, as ever.
//
// Thread-safe. What is under way when it stops is tried again. Checked by tests/pipeline/wishes_test.cpp.
#pragma once

#include <functional>
#include <thread>

#include "pipeline/finder.hpp"
#include "store/brought.hpp"
#include "store/store.hpp"

namespace octavo::pipeline {

class Line;

struct WishTools {
    Ask ask;  // blocks; cancelled: it is stopping
    // On the writer thread.
    std::function<Result<>(std::function<Result<>(store::Store&)>)> command;
    std::function<std::string(const Url& url)> judge = {};  // why an address may not be fetched; "" it may
};
// By the line, with its manners; until `stop`.
WishTools wish_tools(Line& line, const std::stop_token& stop);

class Wishes {
  public:
    // Both outlive it. The archive's rows are its own: store::Bringing and store::Shelves of the same folder.
    Wishes(store::Store& store, store::Bringing& wishes, store::Shelves& shelves, const Clock& clock)
        : store_(store), wishes_(wishes), shelves_(shelves), clock_(clock) {}
    // Grants what is granted, as much as `most`; says how many were settled.
    Result<std::size_t> round(const WishTools& tools, std::size_t most = 50);
    // Round after round, until it is destroyed.
    void start(Line& line, std::function<std::string(const Url& url)> judge);

  private:
    struct Ending {  // of a wish
        store::Wish::State state;
        std::string detail, place;
    };
    Result<Ending> grant(const store::Wish& wish, const WishTools& tools);
    Result<Ending> follow(const store::Wish& wish, const WishTools& tools, const FoundSource& found);
    Result<Ending> shelve(const store::Wish& wish, const Source& source);

    store::Store& store_;
    store::Bringing& wishes_;
    store::Shelves& shelves_;
    const Clock& clock_;
    std::jthread thread_;  // the last member: it ends first
};

}  // namespace octavo::pipeline
