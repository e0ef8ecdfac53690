// Member lists of planets: RDF in the FOAF vocabulary (http://xmlns.com/foaf/spec/). Inside the feed room only.
#pragma once

#include "feed/opml.hpp"
#include "feed/xml.hpp"

namespace octavo::feed {

// Adds what the document names: the feeds of its agents, the lists of those they know, sites without a feed.
void read_foaf(Opml& out, xml::Element root);

}  // namespace octavo::feed
