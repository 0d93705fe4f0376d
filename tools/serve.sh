# ./dev run: the app with its demo log, served on this machine.

readonly DEMO_LINES=100000

make_demo_log() {
  "$TAFFRAIL_ROOT/build/native/core/cli/taffrail" demo --lines "$DEMO_LINES" --seed 1 --format mixed \
    >"$APP/demo.log.new"
  mv "$APP/demo.log.new" "$APP/demo.log"
}

# The server's own line says when it listens; only then is there a page to open.
serve_app() {
  local line address
  "$TAFFRAIL_ROOT/build/native/server-stub/taffrail-stub" serve --root "$APP" |
    while IFS= read -r line; do
      printf '%s\n' "$line"
      address=$(grep -oE 'http://localhost:[0-9]+' <<<"$line") || continue
      printf '\nOpen %s/#demo  (Ctrl+C stops serving)\n' "$address"
    done
}

command_run() {
  [[ $# -eq 0 ]] || usage_error "run takes no arguments"
  command_build
  step demo "Generating the demo log ($DEMO_LINES lines)" make_demo_log
  serve_app || die "the server stopped; its last words are above"
}
