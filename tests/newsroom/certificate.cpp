#include "newsroom/certificate.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace octavo::newsroom {
namespace {

struct Free {
    void operator()(EVP_PKEY* it) const { EVP_PKEY_free(it); }
    void operator()(X509* it) const { X509_free(it); }
    void operator()(BIO* it) const { BIO_free(it); }
    void operator()(X509_EXTENSION* it) const { X509_EXTENSION_free(it); }
};

std::string text_of(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return std::string(data, static_cast<std::size_t>(size));
}

}  // namespace

Certificate make_certificate(const std::vector<std::string>& names, Duration from, Duration until) {
    const std::unique_ptr<EVP_PKEY, Free> key(EVP_EC_gen("P-256"));
    const std::unique_ptr<X509, Free> made(X509_new());
    if (!key || !made || names.empty()) return {};
    X509* x = made.get();
    X509_set_version(x, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
    X509_gmtime_adj(X509_getm_notBefore(x), from.count() / 1000);
    X509_gmtime_adj(X509_getm_notAfter(x), until.count() / 1000);
    X509_set_pubkey(x, key.get());
    X509_NAME* name = X509_get_subject_name(x);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(names[0].c_str()), -1,
                               -1, 0);
    X509_set_issuer_name(x, name);
    std::string also;
    for (const std::string& host : names) also += (also.empty() ? "DNS:" : ",DNS:") + host;
    const std::unique_ptr<X509_EXTENSION, Free> hosts(
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, also.c_str()));
    if (!hosts || X509_add_ext(x, hosts.get(), -1) != 1 || X509_sign(x, key.get(), EVP_sha256()) == 0) return {};

    const std::unique_ptr<BIO, Free> pem(BIO_new(BIO_s_mem())), secret(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(pem.get(), x);
    PEM_write_bio_PrivateKey(secret.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return {text_of(pem.get()), text_of(secret.get())};
}

}  // namespace octavo::newsroom
