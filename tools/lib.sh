# Shared by ./dev and its parts: where things are, and how a step is run and reported.

readonly TAFFRAIL_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
export TAFFRAIL_CACHE="${TAFFRAIL_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/taffrail}"
readonly LOGS="$TAFFRAIL_ROOT/build/logs"
readonly JOBS="${TAFFRAIL_JOBS:-$(nproc 2>/dev/null || echo 2)}"
# The one Node that runs every tool of the tree; Debian 12's own is 18.20.
readonly MINIMUM_NODE=18.20.0

explained=no

# die SENTENCE...: the only way this tree's scripts fail on purpose.
die() {
  explained=yes
  printf 'dev: %s\n' "$*" >&2
  exit 1
}

usage_error() {
  explained=yes
  printf 'dev: %s\n' "$*" >&2
  exit 2
}

on_exit() {
  local status=$1
  # 128 and above is a signal: whoever pressed Ctrl+C knows.
  if [[ $status -ne 0 && $status -lt 128 && $explained == no ]]; then
    printf 'dev: stopped unexpectedly (status %d); the logs are in %s\n' "$status" "$LOGS" >&2
  fi
}

note() { printf '  %s\n' "$*"; }

# version_at_least HAVE WANT
version_at_least() { [[ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" == "$2" ]]; }

have() { command -v "$1" >/dev/null 2>&1; }

seconds_since() { awk -v a="$1" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f s", b - a }'; }

# step NAME SENTENCE COMMAND...: runs the command with its output in build/logs/NAME.log, prints how
# long it took, and on failure shows the end of the log. The command runs in a subshell under
# `set -e`, so never call this in a condition, where bash would ignore that.
step() {
  local name=$1 sentence=$2 log="$LOGS/$1.log" start=$EPOCHREALTIME status
  shift 2
  mkdir -p "$LOGS"
  printf '  %-58s ' "$sentence"
  set +e
  (set -euo pipefail; "$@") >"$log" 2>&1 </dev/null
  status=$?
  set -e
  if [[ $status -ne 0 ]]; then
    printf 'FAILED after %s\n' "$(seconds_since "$start")"
    tail -n 40 "$log" | sed 's/^/    | /' >&2
    die "\"$sentence\" failed; the whole log is $log"
  fi
  seconds_since "$start"
  printf '\n'
}

# shown_step NAME SENTENCE COMMAND...: as step, for commands whose own report is the result. Returns
# normally either way and leaves the outcome in $step_status.
shown_step() {
  local name=$1 sentence=$2 log="$LOGS/$1.log" start=$EPOCHREALTIME
  shift 2
  mkdir -p "$LOGS"
  printf '\n== %s\n' "$sentence"
  set +e
  (set -euo pipefail; "$@") 2>&1 </dev/null | tee "$log"
  step_status=${PIPESTATUS[0]}
  set -e
  printf '== %s: %s, %s\n' "$sentence" "$([[ $step_status -eq 0 ]] && echo ok || echo FAILED)" \
    "$(seconds_since "$start")"
}
