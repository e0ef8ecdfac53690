// What the program is doing and with what: queues, services, pictures, disk, the end of the log; the configuration; the
// backups.
#include "web/desk_views.hpp"
#include "web/form_parts.hpp"
#include "web/pages.hpp"
#include "web/table_parts.hpp"

namespace octavo::web {
namespace {

Say part_word(std::string_view folder) {
    if (folder == "pictures") return Say::pictures;
    if (folder == "audio") return Say::desk_audio;
    if (folder == "raw") return Say::desk_raw;
    if (folder == "backups") return Say::desk_backups;
    return Say::archive;
}

void disk(Html& h, const Setting& s, const DiskFacts& facts) {
    part(h, s, Say::desk_disk);
    h.put("<dl class=\"figures\">");
    for (const DiskFacts::Part& one : facts.parts)
        figure(h, s.tongue.say(part_word(one.folder)), bytes_of(s, one.bytes));
    if (facts.known) figure(h, s.tongue.say(Say::desk_free), bytes_of(s, facts.free));
    h.put("</dl>");
}

void tail(Html& h, const Setting& s, const std::vector<std::string>& lines) {
    part(h, s, Say::desk_log);
    if (lines.empty()) {
        h.put("<p class=\"hint\">").text(s.tongue.say(Say::desk_log_none)).put("</p>");
        return;
    }
    h.put("<pre class=\"log\" tabindex=\"0\" role=\"group\" lang=\"en\" dir=\"ltr\"");
    h.attribute("aria-label", s.tongue.say(Say::desk_log)).put(">");
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) h.text(*line);  // the latest first
    h.put("</pre>");
}

}  // namespace

std::string desk_work_page(const DeskSetting& d, const DeskWorkView& view) {
    const Setting& s = d.s;
    const Frame frame = desk_frame_of(s, std::string(s.tongue.say(Say::desk_work)), "admin/work");
    Html h;
    begin_desk(h, s, frame, d.role);
    h.put("<dl class=\"figures\">");
    figure(h, s.tongue.say(Say::desk_under_way), s.tongue.number(view.ledger.under_way));
    h.put("</dl>");
    work_figures(h, s, view.ledger);
    h.put("<p><a class=\"btn\"")
        .url("href", place_in(s.edition(), "status"))
        .put(">")
        .text(s.tongue.say(Say::status))
        .put("</a></p>");
    if (!view.ledger.paused_why.empty()) {
        fault(h, s, Say::desk_takes_nothing);
        h.put("<p class=\"hint\" lang=\"en\" dir=\"ltr\">").text(view.ledger.paused_why).put("</p>");
    }
    if (view.services) services_figures(h, s, *view.services);
    if (view.ledger.pictures) pictures_figures(h, s, *view.ledger.pictures);
    if (view.disk) disk(h, s, *view.disk);
    tail(h, s, view.log);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string desk_config_page(const DeskSetting& d, std::span<const ConfigView> lines) {
    const Setting& s = d.s;
    const Frame frame = desk_frame_of(s, std::string(s.tongue.say(Say::desk_config)), "admin/config");
    Html h;
    begin_desk(h, s, frame, d.role);
    h.put("<p class=\"hint\">").text(s.tongue.say(Say::desk_config_detail)).put("</p>");
    config_table(h, s, lines, true);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string desk_backups_page(const DeskSetting& d, const DeskBackupsView& view) {
    const Setting& s = d.s;
    const Frame frame = desk_frame_of(s, std::string(s.tongue.say(Say::desk_backups)), "admin/backups");
    Html h;
    begin_desk(h, s, frame, d.role);
    tell_outcome(h, s, view.outcome);
    begin_form(h, s, "admin/backups", d.token, "backup");
    h.put("<p class=\"hint\">").text(s.tongue.say(Say::desk_backup_detail)).put("</p>");
    end_form(h, s, Say::desk_backup_now);
    if (!view.files.empty()) {
        begin_table(h, s, {Say::desk_file, Say::when_done, Say::desk_size});
        for (const BackupFile& file : view.files) {
            cell(h.put("<tr>"), s, Say::desk_file).put("<bdi dir=\"ltr\">").text(file.name).put("</bdi></td>");
            cell(h, s, Say::when_done);
            when(h, s, file.made);
            cell(h.put("</td>"), s, Say::desk_size).text(bytes_of(s, file.bytes)).put("</td></tr>");
        }
        end_table(h);
    }
    h.put("<p class=\"hint\">").text(s.tongue.say(Say::desk_restore_detail)).put("</p></main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
