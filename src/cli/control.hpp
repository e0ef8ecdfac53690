// Commands that change the archive, while it runs. One process holds an archive; `octavo add` beside a running
// `octavo run` must still work, so the running one listens on a socket in the data folder (octavo.sock, for its owner
// only), does the work itself and sends every word back.
//
//   -> {"args":["add","https://a.example/"],"folder":"/home/jo","json":false}
//   <- {"out":"Following A\n"}  {"err":"..."}  {"progress":["list.opml",10,90,4]}  {"code":0}
//
// The road not taken: a lock that is let go of between commits. Two writers would place articles on two desks.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "cli/voice.hpp"

namespace octavo::cli {

struct Asked {
    std::vector<std::string> args;  // the command, then its arguments
    std::string folder;             // where the asker stands: relative paths are below it
    bool json = false, all = false, first = false, dry_run = false;
    std::string by = {};      // the account on whose word it is done; "": the command line. Nobody sends it.
    std::string in_log = {};  // in place of its arguments, where those say what is not to be kept
};

// Answers askers, one at a time, on a thread of its own.
class Control {
  public:
    using Handler = std::function<int(const Asked&, Voice&)>;
    // unwritable: the socket cannot be made.
    static Result<std::unique_ptr<Control>> listen(const std::string& data, Handler handler);
    ~Control();  // the asker under way is told to try again; waits for its command to notice

  private:
    struct State;
    explicit Control(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// Asks the Octavo that runs on this data folder. Absent when none answers.
std::optional<int> ask_running(const std::string& data, const Asked& asked, Voice& voice);

}  // namespace octavo::cli
