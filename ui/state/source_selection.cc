#include "ui/state/source_selection.h"

#include <algorithm>
#include <utility>

#include "core/base/status.h"
#include "ui/text/format_skeleton.h"

namespace taffrail::ui {
namespace {

std::string Lowered(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

// Whether it is read otherwise than before, or there is more of it to judge by.
bool ReadOtherwise(const v1::Source& before, const v1::Source& after) {
  return before.state() != after.state() ||
         before.format().name() != after.format().name() ||
         !SameSettings(before.settings(), after.settings());
}

}  // namespace

std::string FormatTitle(const v1::FormatInfo& format) {
  if (!format.title().empty()) return format.title();
  if (format.name() == "text") return "plain text";
  if (!format.name().empty()) return format.name();
  return "no known format";
}

void SourceSelection::Open(const v1::Source& source) {
  const bool same = source_.id() == source.id();
  open_ = true;
  source_ = source;
  if (same) return;
  defining_ = false;
  explanation_.reset();
  preview_.Clear();
  ResetDraft();
  AskForFormats();
  Explain();
}

void SourceSelection::OnStore(const v1::StoreState& store) {
  store_ = store;
  Follow();
}

void SourceSelection::Follow() {
  if (source_.id() == 0) return;
  for (const v1::Source& source : store_.sources()) {
    if (source.id() != source_.id()) continue;
    const bool changed = ReadOtherwise(source_, source);
    // What nobody has touched follows the source.
    const std::optional<v1::SourceSettings> draft = draft_.ToSettings();
    const bool untouched = draft && SameSettings(*draft, source_.settings());
    source_ = source;
    if (!changed) return;
    if (untouched) ResetDraft();
    preview_.MarkStale();
    Explain();
    return;
  }
  // Its successor will be named.
  if (source_.id() == reread_id_) return;
  open_ = false;
  source_.Clear();
}

void SourceSelection::AskForFormats() {
  if (std::exchange(asked_for_formats_, true)) return;
  v1::Request request;
  request.mutable_formats();
  engine_.Start(std::move(request), [this](const v1::Response& response) {
    // Without the list everything but choosing from it works.
    if (!response.has_formats()) return;
    formats_.assign(response.formats().formats().begin(),
                    response.formats().formats().end());
    std::sort(formats_.begin(), formats_.end(),
              [](const v1::FormatInfo& a, const v1::FormatInfo& b) {
                return Lowered(FormatTitle(a)) < Lowered(FormatTitle(b));
              });
  });
}

void SourceSelection::Explain() {
  engine_.Forget(explain_request_);
  v1::Request request;
  request.mutable_explain()->set_source_id(source_.id());
  explain_request_ =
      engine_.Start(std::move(request), [this](const v1::Response& response) {
        explain_error_.reset();
        if (response.has_error()) explain_error_ = response.error();
        if (response.has_explanation()) explanation_ = response.explanation();
      });
}

void SourceSelection::ResetDraft() {
  draft_ = SettingsDraft(source_.settings());
}

void SourceSelection::Define() {
  defining_ = true;
  if (!draft_.definition.empty()) return;
  const v1::Preview* preview = preview_.preview();
  const v1::RecordDetail* record = preview != nullptr && preview->records_size()
                                       ? &preview->records(0)
                                       : nullptr;
  draft_.definition = FormatSkeleton(source_.name(), record);
}

std::string SourceSelection::WhyNotApply() const {
  if (source_.state() == v1::Source::STATE_IMPORTING) {
    return "It is still being read.";
  }
  const std::optional<v1::SourceSettings> settings = draft_.ToSettings();
  // Each says itself what is wrong with it.
  if (!settings) return "A field cannot be read.";
  if (preview_.error()) return "What is set cannot be used yet.";
  if (SameSettings(*settings, source_.settings())) {
    return "Nothing is changed.";
  }
  return "";
}

void SourceSelection::Apply() {
  const std::optional<v1::SourceSettings> settings = draft_.ToSettings();
  if (!settings || !WhyNotApply().empty()) return;
  defining_ = false;
  Reimport(source_, *settings, /*offer_undo=*/true);
}

void SourceSelection::Reimport(const v1::Source& source,
                               const v1::SourceSettings& settings,
                               bool offer_undo) {
  reread_id_ = source.id();
  imports_.StartAgain(
      source, settings,
      [this, source, settings, offer_undo](const v1::Response& response) {
        OnReimported(source, settings, offer_undo, response);
      });
}

void SourceSelection::OnReimported(const v1::Source& source,
                                   const v1::SourceSettings& settings,
                                   bool offer_undo,
                                   const v1::Response& response) {
  reread_id_ = 0;
  // What there is now goes by another id.
  v1::Source successor = source;
  if (response.import().source_id() != 0) {
    successor.set_id(response.import().source_id());
    if (source_.id() == source.id()) source_.set_id(successor.id());
  }
  Follow();
  replaced_(source.id());
  if (response.has_error()) {
    const auto code = static_cast<StatusCode>(response.error().code());
    if (code == StatusCode::kCancelled) return;
    notices_.Add(code == StatusCode::kFailedPrecondition ? NoticeKind::kWarning
                                                         : NoticeKind::kError,
                 response.error().message());
    return;
  }
  Notice notice{.text =
                    source.name() + (offer_undo ? " was read anew."
                                                : " is read as before again.")};
  if (offer_undo) {
    notice.action = "Undo";
    notice.act = [this, successor, settings] {
      // It goes back to what it was, whatever is open meanwhile.
      v1::Source changed = successor;
      const v1::SourceSettings former = successor.settings();
      *changed.mutable_settings() = settings;
      Reimport(changed, former, /*offer_undo=*/false);
    };
  }
  notices_.Add(std::move(notice));
}

}  // namespace taffrail::ui
