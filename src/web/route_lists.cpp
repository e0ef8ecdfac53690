// The addresses of lists and notes.
#include "base/utf8.hpp"
#include "web/route_parts.hpp"

namespace octavo::web {

using Kind = Route::Kind;

// "lists", "lists/bvq3k2vs5h7la", "notes", "notes/bvq3k2vs5h7la", "notes/bvq3k2vs5h7la.json"
void read_kept(Route& r, std::string_view first, std::string_view path, std::string_view query) {
    r.before = number_of<std::int64_t>(query_value(query, "before"), store::newest);
    const bool notes = first == "notes";
    if (path.empty()) {
        r.kind = notes ? Kind::my_notes : Kind::my_lists;
        if (notes) r.text = utf8::squeeze(utf8::repair(utf8::cut(query_value(query, "q").value_or(""), longest_query)));
        return;
    }
    constexpr std::string_view json = ".json";
    if (notes && path.ends_with(json)) {
        path.remove_suffix(json.size());
        r.form = Form::json;
    }
    if (path.size() == id_letters && (r.id = id_at_end(path)) != 0) r.kind = notes ? Kind::my_note : Kind::my_list;
}

// "slug-bvq3k2vs5h7la", ".../feed.atom", ".../report"
void read_list(Route& r, std::string_view path, std::string_view query) {
    r.id = id_at_end(next_segment(path));
    if (r.id == 0) return;
    r.before = number_of<std::int64_t>(query_value(query, "before"), store::newest);
    if (path == "report") r.kind = Kind::list_report;
    if (takes_form(r, path)) r.kind = Kind::list;
}

}  // namespace octavo::web
