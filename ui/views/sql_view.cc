#include "ui/views/sql_view.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/numbers.h"
#include "ui/text/number_text.h"
#include "ui/text/sql_tokens.h"
#include "ui/widgets/button.h"
#include "ui/widgets/pieces.h"

namespace taffrail::ui {
namespace {

constexpr float kLeastText = 92;
constexpr float kTextShare = 0.26f;
constexpr float kActionsHeight = 48;
constexpr float kGap = 8;

struct Example {
  std::string_view label;
  std::string_view statement;
};
constexpr Example kExamples[] = {
    {"Errors by service and hour",
     "SELECT bin(time, '1h') AS hour, service, count(*) AS errors\n"
     "FROM logs\n"
     "WHERE level IN ('error', 'fatal')\n"
     "GROUP BY hour, service\n"
     "ORDER BY hour, errors DESC"},
    {"What the errors say",
     "SELECT count(*) AS records, t.template, max(time) AS last\n"
     "FROM logs JOIN templates t ON t.id = logs.template\n"
     "WHERE level = 'error'\n"
     "GROUP BY t.id\n"
     "ORDER BY records DESC"},
    {"Records and the ones before them",
     "SELECT time, service,\n"
     "       (time_ns - lag(time_ns) OVER (ORDER BY time_ns)) / 1e9 AS gap_s,\n"
     "       message\n"
     "FROM logs\n"
     "WHERE logs MATCH 'level>=warn'\n"
     "ORDER BY time DESC\n"
     "LIMIT 1000"},
    {"What fields there are",
     "SELECT key, count(*) AS records, min(value) AS example\n"
     "FROM (SELECT fields FROM logs LIMIT 5000), json_each(fields)\n"
     "GROUP BY key\n"
     "ORDER BY records DESC"},
};

std::vector<ColoredSpan> ColorSql(const Theme& theme, std::string_view text) {
  std::vector<ColoredSpan> spans;
  for (const SqlToken& token : LexSql(text)) {
    Color color = theme.text;
    if (token.kind == SqlTokenKind::kKeyword) color = theme.accent;
    if (token.kind == SqlTokenKind::kText) color = theme.parameter;
    if (token.kind == SqlTokenKind::kComment) color = theme.faint;
    if (token.kind == SqlTokenKind::kOther) color = theme.secondary;
    spans.push_back({token.end, color});
  }
  return spans;
}

// "12 rows · 34 ms", or how far it is.
std::string StateOf(const SqlConsole& sql) {
  if (sql.running()) {
    const v1::TableProgress& progress = sql.progress();
    if (progress.matched() == 0) return "Running …";
    return "Running … " + WithThousands(progress.records()) + " of " +
           Plural(progress.matched(), "record") + " read";
  }
  if (sql.shown() == nullptr) return "Ctrl+Enter runs it";
  const v1::TableProgress& made = sql.shown()->progress();
  std::string text =
      Plural(made.rows(), "row") + " · " + ElapsedText(made.elapsed_ms());
  for (const std::string& note : made.notes()) text += " · " + note;
  return text;
}

}  // namespace

void SqlView::Draw(Frame& frame, Model& model, Rect bounds) {
  const Scope scope(frame, "sql");
  SqlConsole& sql = model.sql();
  DrawText(frame, sql,
           bounds.CutTop(std::max(kLeastText, bounds.height() * kTextShare)));
  DrawActions(frame, model, bounds.CutTop(kActionsHeight));
  if (sql.shown() != nullptr) {
    rows_.Draw(frame, bounds, {.id = "grid", .name = "Result"}, *sql.shown());
  } else if (!sql.running()) {
    DrawHelp(frame, sql, bounds);
  }
}

void SqlView::DrawText(Frame& frame, SqlConsole& sql, const Rect& bounds) {
  if (text_.text() != sql.text()) text_.SetText(sql.text());
  TextAreaSpec spec{.id = "statement", .name = "Statement of SQL"};
  const std::optional<v1::Error>& error = sql.error();
  if (error && sql.text() == sql.ran()) {
    spec.description = error->message();
    if (error->has_column()) spec.invalid_at = error->column();
  }
  if (text_.Update(frame, bounds, spec)) {
    sql.SetText(text_.text());
    frame.DrawAgain();
  }
  text_.Draw(frame, bounds, spec, ColorSql(frame.theme, text_.text()));
  if (!std::exchange(shown_, true)) frame.host.FocusNode(text_.node());
}

void SqlView::DrawActions(Frame& frame, Model& model, Rect strip) {
  SqlConsole& sql = model.sql();
  frame.paint.Fill(strip, frame.theme.panel);
  frame.paint.HorizontalLine(
      strip.x0, strip.x1, strip.y1 - frame.paint.hairline(), frame.theme.line);
  if (sql.running() && sql.progress().share() > 0) {
    Rect bar = strip;
    ProgressBar(frame, bar.CutBottom(2), "Read so far",
                static_cast<float>(sql.progress().share()));
  }
  Rect row = strip.Inset(kPadding, (strip.height() - kControlHeight) / 2);
  const auto place = [&](const ButtonSpec& spec, bool left = true) {
    const float width = ButtonWidth(frame, spec);
    const Rect button = left ? row.CutLeft(width) : row.CutRight(width);
    left ? row.CutLeft(kGap) : row.CutRight(kGap);
    const bool pressed = Button(frame, button, spec);
    if (pressed) frame.DrawAgain();
    return pressed;
  };
  const bool empty =
      sql.text().find_first_not_of(" \t\r\n") == std::string::npos;
  if (sql.running()) {
    if (place({.id = "Cancel", .name = "Cancel the statement"})) sql.Cancel();
  } else if (place({.id = "Run",
                    .name = "Run the statement",
                    .shortcuts = "Control+Enter",
                    .primary = true,
                    .disabled = empty ? "There is no statement yet." : ""})) {
    sql.Run();
  }
  if (frame.TakeControlKey("Enter")) {
    sql.Run();
    frame.DrawAgain();
  }
  if (place({.id = "Query as SQL",
             .name = "Write the query and its range of time as SQL"})) {
    const Searches& searches = model.searches();
    sql.SetText(SqlOfQuery(searches.query(), searches.selection()));
  }
  if (place({.id = "Earlier",
             .name = "The statement that was run before",
             .disabled = sql.has_earlier() ? "" : "There is none."})) {
    sql.GoEarlier();
  }
  if (place({.id = "Later",
             .name = "The statement that was run after it",
             .disabled = sql.has_later() ? "" : "There is none."})) {
    sql.GoLater();
  }
  const bool rows = sql.shown() != nullptr && sql.shown()->rows() > 0;
  if (place({.id = "Save as CSV",
             .name = "Save the rows as CSV",
             .disabled = rows ? "" : "There are no rows."},
            /*left=*/false)) {
    sql.SaveRows("taffrail-sql.csv");
  }
  DrawState(frame, sql, row);
}

void SqlView::DrawState(Frame& frame, const SqlConsole& sql,
                        const Rect& bounds) {
  if (sql.error() && !sql.running()) {
    const std::string& message = sql.error()->message();
    frame.paint.TextElided(kBodyText, bounds.x0, bounds.x1, bounds.centre_y(),
                           frame.theme.error, message);
    frame.tree.Add({.id = frame.Id("error"),
                    .role = Role::kAlert,
                    .name = message,
                    .bounds = bounds});
    return;
  }
  std::string text = StateOf(sql);
  if (text.empty()) return;
  frame.paint.TextElided(kSmallText, bounds.x0, bounds.x1, bounds.centre_y(),
                         frame.theme.secondary, text);
  Announce(frame, bounds, "state", std::move(text));
}

void SqlView::DrawHelp(Frame& frame, SqlConsole& sql, Rect bounds) {
  bounds = bounds.Inset(2 * kPadding, 2 * kPadding);
  bounds.x1 = std::min(bounds.x1, bounds.x0 + 720);
  const auto paragraph = [&](const TextStyle& style, Color color,
                             std::string_view text) {
    bounds.y0 = Paragraph(frame, bounds, style, color, text) + 8;
  };
  const Theme& theme = frame.theme;
  paragraph(kStrongText, theme.text, "Ask in SQL");
  paragraph(kBodyText, theme.secondary,
            "The table logs has a record a row: time, level, service, source, "
            "message and fields, which is all of them as JSON. Each field is a "
            "column of its own name, too; one with a dot stands in double "
            "quotes. raw, template, severity, time_ns and record_id are there "
            "if you ask for them, and logs MATCH '…' takes the query "
            "language. Other tables are sources and templates.");
  paragraph(kBodyText, theme.secondary,
            "It is SQLite's SQL, with all its functions, and with bin(time, "
            "'5m'), duration('1.5s'), p50(x), p95(x) and p99(x). Times are "
            "UTC, durations nanoseconds.");
  bounds.y0 += 8;
  for (const Example& example : kExamples) {
    const ButtonSpec spec{.id = example.label};
    const Rect button{bounds.x0, bounds.y0,
                      bounds.x0 + ButtonWidth(frame, spec),
                      bounds.y0 + kControlHeight};
    bounds.y0 += kControlHeight + kGap;
    if (!Button(frame, button, spec)) continue;
    sql.SetText(std::string(example.statement));
    sql.Run();
    frame.DrawAgain();
  }
}

}  // namespace taffrail::ui
