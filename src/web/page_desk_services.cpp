// The services that write, translate and read aloud, with what they are asked and what they cost; how they are set up.
// No key is known here: the configuration names where one lies, and is shown with that.
#include "web/desk_views.hpp"
#include "web/form_parts.hpp"
#include "web/table_parts.hpp"

namespace octavo::web {
namespace {

struct Of {
    Say does;
    const std::optional<provider::ServiceState>& state;
};

void service(Html& h, const Setting& s, const Of& of) {
    const provider::ServiceState& one = *of.state;
    part(h, s, of.does);
    h.put("<p><bdi dir=\"ltr\"><b>").text(one.model.empty() ? one.kind : one.model).put("</b> · ");
    h.text(one.host).put("</bdi></p>");
    if (one.resting && one.rests_until) {
        h.put("<p class=\"fault\">").text(s.tongue.say(Say::until)).put(": ");
        h.text(s.tongue.exact(*one.rests_until)).put("</p>");
    }
    h.put("<dl class=\"figures\">");
    figure(h, s.tongue.say(Say::service_requests), s.tongue.number(one.requests));
    figure(h, s.tongue.say(Say::service_failures), s.tongue.number(one.failures));
    figure(h, s.tongue.say(Say::service_in), s.tongue.number(one.tokens_in));
    figure(h, s.tongue.say(Say::service_out), s.tongue.number(one.tokens_out));
    h.put("</dl>");
    if (!one.last_trouble.empty()) {
        h.put("<p class=\"hint\">").text(s.tongue.say(Say::last_trouble)).put(": <bdi lang=\"en\" dir=\"ltr\">");
        h.text(one.last_trouble).put("</bdi></p>");
    }
}

// Spent of what may be.
std::string of_limit(const std::string& spent, const std::string& limit) {
    return limit.empty() ? spent : fmt::format("{} / {}", spent, limit);
}

void spend(Html& h, const Setting& s, const provider::State& state) {
    part(h, s, Say::tokens_today);
    h.put("<dl class=\"figures\">");
    figure(h, s.tongue.say(Say::tokens_today),
           of_limit(s.tongue.number(state.tokens_today), s.tongue.number(state.tokens_a_day)));
    figure(h, s.tongue.say(Say::tokens_month), s.tongue.number(state.tokens_month));
    if (state.money_a_day > 0 || state.money_month > 0) {
        figure(h, s.tongue.say(Say::money_today),
               of_limit(s.tongue.decimal(state.money_today),
                        state.money_a_day > 0 ? s.tongue.decimal(state.money_a_day) : std::string()));
        figure(h, s.tongue.say(Say::money_month), s.tongue.decimal(state.money_month));
    }
    h.put("</dl><p class=\"hint\">").text(s.tongue.fill(Say::services_since, s.tongue.exact(state.since)));
    h.put("</p><dl class=\"figures\">");
    figure(h, s.tongue.say(Say::sentences_written), s.tongue.number(state.counts.items));
    figure(h, s.tongue.say(Say::sentences_rejected), s.tongue.number(state.counts.items_rejected));
    for (std::size_t i = 0; i < state.counts.fell_back.size(); ++i) {
        if (state.counts.fell_back[i] == 0) continue;
        h.put("<div><dt>").text(s.tongue.say(Say::services_fell_back)).put(" <small lang=\"en\" dir=\"ltr\">");
        h.text(name_of(static_cast<provider::Cause>(i))).put("</small></dt><dd>");
        h.text(s.tongue.number(state.counts.fell_back[i])).put("</dd></div>");
    }
    h.put("</dl>");
}

void settings(Html& h, const Setting& s, std::span<const ConfigView> lines) {
    part(h, s, Say::desk_config);
    std::vector<ConfigView> said;  // what nobody set, and says nothing, is left out
    std::ranges::copy_if(lines, std::back_inserter(said),
                         [](const ConfigView& one) { return !one.value.empty() || one.origin != "default"; });
    config_table(h, s, said, false);
}

}  // namespace

std::string desk_services_page(const DeskSetting& d, const DeskServicesView& view) {
    const Setting& s = d.s;
    const Frame frame = desk_frame_of(s, std::string(s.tongue.say(Say::desk_services)), "admin/services");
    Html h;
    begin_desk(h, s, frame, d.role);
    if (!view.services) {
        h.put("<p class=\"hint\">").text(s.tongue.say(Say::services_none)).put("</p>");
    } else {
        const provider::State& state = *view.services;
        for (const Of& of : {Of{Say::service_writes, state.model}, Of{Say::service_translates, state.translator},
                             Of{Say::service_speaks, state.speaker}})
            if (of.state) service(h, s, of);
        spend(h, s, state);
    }
    if (!view.settings.empty()) settings(h, s, view.settings);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
