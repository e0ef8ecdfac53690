// The list, with whose each one is: who doubts a line can look it up there.
//
// A name is taken in when its owner documents it as a label of a campaign, a click or a way of sharing, and when nobody
// is known to name pages with it. "ref", "source", "partner", "mod", "tag", "id" are left alone: one site's label is
// another's page. Only whole names and prefixes that somebody owns; no patterns, no rules per site: a rule for a site
// rots without telling anyone. Ids of articles are made from addresses without these, so a line that is added makes at
// most one article come a second time under its shorter address, and a line is never taken away.
// Checked by tests/base/url_test.cpp.
#include "base/url_trackers.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"

namespace octavo {
namespace {

struct Tracker {
    std::string_view name, whose;
};

// Whole families.
constexpr auto prefixes = std::to_array<Tracker>({
    {"utm_", "Google Analytics, campaign labels; taken over by nearly everybody"},
    {"mtm_", "Matomo, campaign labels"},
    {"matomo_", "Matomo, the same"},
    {"pk_", "Piwik, as Matomo was called"},
    {"piwik_", "Piwik"},
    {"hsa_", "HubSpot ads"},
    {"__hs", "HubSpot, visitor and session (__hssc, __hstc, __hsfp)"},
    {"_hs", "HubSpot, e-mail (_hsenc, _hsmi)"},
    {"stm_", "campaigns, in the manner of utm_"},
    {"itm_", "campaigns inside a site, in the manner of utm_"},
    {"oly_", "Omeda (oly_anon_id, oly_enc_id)"},
    {"vero_", "Vero e-mail"},
    {"guce_", "Yahoo's consent page"},
    {"fb_action_", "Facebook, open graph stories"},
    {"at_link_", "AT Internet (Piano), campaigns"},
    {"at_recipient_", "AT Internet, e-mail"},
});

constexpr auto names = std::to_array<Tracker>({
    {"_branch_match_id", "Branch"},
    {"_branch_referrer", "Branch"},
    {"_ga", "Google Analytics, across domains"},
    {"_gl", "Google Analytics, across domains"},
    {"_openstat", "Openstat"},
    {"__twitter_impression", "X, in AMP pages"},
    {"at_campaign", "AT Internet"},
    {"at_campaign_type", "AT Internet"},
    {"at_creation", "AT Internet"},
    {"at_custom1", "AT Internet"},
    {"at_custom2", "AT Internet"},
    {"at_custom3", "AT Internet"},
    {"at_custom4", "AT Internet"},
    {"at_format", "AT Internet"},
    {"at_medium", "AT Internet"},
    {"at_ptr_name", "AT Internet"},
    {"at_bbc_team", "AT Internet, as the BBC uses it"},
    {"cmpid", "campaign label of several publishers"},
    {"cndid", "Conde Nast, reader of a newsletter"},
    {"dclid", "Google, display click"},
    {"ef_id", "Adobe Advertising"},
    {"emci", "EveryAction e-mail"},
    {"emdi", "EveryAction e-mail"},
    {"epik", "Pinterest click"},
    {"fb_ref", "Facebook"},
    {"fb_source", "Facebook"},
    {"fbclid", "Meta, click"},
    {"ftag", "CBS Interactive feeds"},
    {"ftcamp", "Financial Times, campaign"},
    {"gad_campaignid", "Google Ads"},
    {"gad_source", "Google Ads"},
    {"gbraid", "Google Ads, app"},
    {"gclid", "Google Ads, click"},
    {"gclsrc", "Google Ads"},
    {"guccounter", "Yahoo's consent page"},
    {"hsctatracking", "HubSpot"},
    {"igsh", "Instagram, who shared"},
    {"igshid", "Instagram, who shared"},
    {"intcmp", "internal campaign"},
    {"irclickid", "Impact"},
    {"li_fat_id", "LinkedIn ads"},
    {"mbid", "Conde Nast, campaign"},
    {"mc_cid", "Mailchimp"},
    {"mc_eid", "Mailchimp"},
    {"mibextid", "Meta apps"},
    {"mkt_tok", "Adobe Marketo"},
    {"ml_subscriber", "MailerLite"},
    {"ml_subscriber_hash", "MailerLite"},
    {"msclkid", "Microsoft Advertising, click"},
    {"ncid", "campaign label of several publishers"},
    {"ns_campaign", "Comscore"},
    {"ns_fee", "Comscore"},
    {"ns_linkname", "Comscore"},
    {"ns_mchannel", "Comscore"},
    {"ns_source", "Comscore"},
    {"rb_clickid", "a click on an advertisement; whose is not known"},
    {"rdt_cid", "Reddit ads"},
    {"ref_src", "X, embedding page"},
    {"ref_url", "X, embedding page"},
    {"s_cid", "Adobe Analytics"},
    {"s_kwcid", "Adobe Advertising"},
    {"sccid", "Snapchat ads"},
    {"smid", "New York Times, sharing"},
    {"soc_src", "Yahoo, sharing"},
    {"soc_trk", "Yahoo, sharing"},
    {"sr_share", "sharing label of several publishers"},
    {"srsltid", "Google Merchant Center"},
    {"traffic_source", "feeds of several broadcasters"},
    {"ttclid", "TikTok ads, click"},
    {"twclid", "X ads, click"},
    {"wbraid", "Google Ads, web to app"},
    {"wickedid", "Wicked Reports"},
    {"wt.mc_id", "Webtrends"},
    {"wt_mc", "Webtrekk (Mapp)"},
    {"wt_zmc", "Webtrekk (Mapp)"},
    {"xtor", "AT Internet, before Piano"},
    {"yclid", "Yandex Direct, click"},
    {"ymclid", "Yandex Market"},
    {"ysclid", "Yandex search"},
});

}  // namespace

bool is_tracker(std::string_view name) {
    const std::string lowered = utf8::lower(name);
    const auto begins = [&](const Tracker& t) { return std::string_view(lowered).starts_with(t.name); };
    return std::ranges::any_of(prefixes, begins) || std::ranges::find(names, lowered, &Tracker::name) != names.end();
}

}  // namespace octavo
