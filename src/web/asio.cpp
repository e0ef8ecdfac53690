// The one translation unit that holds Boost.Asio's body (BOOST_ASIO_SEPARATE_COMPILATION): everyone else includes
// declarations only.
#include <boost/asio/impl/src.hpp>
