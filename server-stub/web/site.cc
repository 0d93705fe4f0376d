#include "server-stub/web/site.h"

#include <utility>

#include "server-stub/web/security_headers.h"

namespace taffrail {

Site::Site(const std::filesystem::path& root, uint16_t port)
    : port_(port),
      security_fields_(SecurityHeaders(port)),
      files_(root, CanonicalOrigin(port)) {}

Answer Site::Handle(const Request& request) const {
  return Secured(Route(request));
}

Answer Site::Refuse(unsigned status, std::string sentence) const {
  return Secured(TextAnswer(status, std::move(sentence)));
}

Answer Site::Route(const Request& request) const {
  if (request.Count("Host") > 1 || !request.target.starts_with('/')) {
    return TextAnswer(400, "400: this request is malformed");
  }
  HostName host = ClassifyHost(request.Find("Host"), port_);
  if (host == HostName::kForeign) {
    // Without this a web page could point its own name at 127.0.0.1 and read
    // what is here (DNS rebinding).
    return TextAnswer(421, "421: this server answers only to " +
                               CanonicalOrigin(port_) + ", not to \"" +
                               std::string(request.Find("Host")) + "\"");
  }
  if (request.method != "GET" && request.method != "HEAD") {
    Answer answer = TextAnswer(405, "405: only GET and HEAD work here");
    answer.fields.emplace_back("Allow", "GET, HEAD");
    return answer;
  }
  if (host == HostName::kAlias) {
    Answer answer = TextAnswer(
        308, "the app lives at one address: see " + CanonicalOrigin(port_));
    answer.fields.emplace_back("Location",
                               CanonicalOrigin(port_) + request.target);
    return answer;
  }
  return files_.Serve(request);
}

Answer Site::Secured(Answer answer) const {
  answer.fields.insert(answer.fields.end(), security_fields_.begin(),
                       security_fields_.end());
  return answer;
}

}  // namespace taffrail
