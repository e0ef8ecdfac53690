# shellcheck shell=bash disable=SC2034
# What Octavo takes from Debian 12, by purpose. Sourced by setup.sh; "a|b" means that either will do, and a is the one
# installed. cmake/dependencies.cmake names each library once.

packages_build=(
  g++ cmake ninja-build ccache "pkg-config|pkgconf" git ca-certificates
  libssl-dev "libcurl4-openssl-dev|libcurl4-gnutls-dev|libcurl4-nss-dev" libdeflate-dev libbrotli-dev libzstd-dev
  zlib1g-dev libxml2-dev libpugixml-dev libsqlite3-dev libpq-dev libsimdjson-dev libtomlplusplus-dev libcli11-dev libspdlog-dev
  libfmt-dev libicu-dev libstemmer-dev libcld2-dev libre2-dev libuchardet-dev libsodium-dev libturbojpeg0-dev
  libarchive-dev libwebp-dev libspng-dev libraqm-dev libfontconfig-dev libpsl-dev libxxhash-dev libboost1.81-dev tzdata doctest-dev
)

# clang-format and clang-tidy; python3 for scripts/; the libraries a private PostgreSQL 15 needs to run
# (get_private_deps.sh unpacks the server itself: installed, it would start a cluster on this machine). newsboat, sfeed and
# feedparser read the feeds we publish; none of them starts anything.
packages_test=(
  newsboat sfeed python3-feedparser
  clang-format-19 clang-tidy-19 python3 zstd
  libldap-2.5-0 libpam0g liblz4-1 libsystemd0 libgssapi-krb5-2
)

# "package@command": only where the command is missing, whoever brought it.
packages_browser=(nodejs@node npm@npm chromium@chromium fonts-noto-core)

# Speech and translation, each a program of its own that Octavo runs where it is there (docs/operators.md); tests of them
# skip themselves where it is not.
packages_voice=(espeak-ng lame opus-tools apertium apertium-es-pt apertium-spa-cat apertium-eng-spa apertium-es-gl apertium-fr-es)

packages_fuzz=(clang-19 libclang-rt-19-dev)
packages_bench=(libbenchmark-dev wrk)
packages_screens=(chromium fonts-noto-core fonts-noto-cjk)
