# ./dev test, bench, fuzz, check, format.

# For each fuzzer.
readonly FUZZ_SECONDS=5
readonly LONG_FUZZ_SECONDS=180
# What a fuzzer's corpus in the tree may hold.
readonly MOST_CORPUS_FILES=150
readonly MOST_CORPUS_BYTES=4096  # of a file
readonly BROWSER_PACKAGES=(chromium firefox-esr xvfb xauth libgl1-mesa-dri)

setup_browsers() { setup_packages "${BROWSER_PACKAGES[@]}"; }

# Firefox has WebGL only with a display.
with_display() {
  if [[ -z ${DISPLAY:-} ]] && have xvfb-run; then xvfb-run -a "$@"; else "$@"; fi
}

# run_ctest PRESET FILTER LONG
run_ctest() {
  local preset=$1 filter=$2 long=$3
  local options=(--test-dir "$TAFFRAIL_ROOT/build/$preset" --parallel "$JOBS" --output-on-failure
    --no-label-summary)
  [[ $long == yes ]] || options+=(--label-exclude long)
  # A filter may well match nothing here; without one, nothing to run is a mistake.
  if [[ -n $filter ]]; then options+=(--tests-regex "$filter" --no-tests=ignore); else options+=(--no-tests=error); fi
  ctest "${options[@]}"
}

# The test files a filter selects: by their name, or by the name of a test inside.
browser_files() {
  local filter=$1 long=$2 folder
  local folders=("$TAFFRAIL_ROOT/tests/browser")
  [[ $long == yes ]] && folders+=("$TAFFRAIL_ROOT/tests/browser/long")
  for folder in "${folders[@]}"; do
    [[ -d $folder ]] || continue
    find "$folder" -maxdepth 1 -name '*.test.mjs' | sort | while IFS= read -r file; do
      if [[ -z $filter ]] || grep -qE -- "$filter" <<<"$(basename "$file")" || grep -qE -- "$filter" "$file"; then
        echo "$file"
      fi
    done
  done
}

run_browser_tests() {
  local filter=$1 file
  shift
  local options=(--test --test-concurrency=1 --test-reporter=spec)
  if [[ -n $filter ]]; then
    for file in "$@"; do
      # Files all selected by their own names run whole.
      grep -qE -- "$filter" <<<"$(basename "$file")" || options+=("--test-name-pattern=$filter")
    done
  fi
  with_display node "${options[@]}" "$@"
}

command_test() {
  local filter='' long=no start=$EPOCHREALTIME failed=() preset files argument
  for argument in "$@"; do
    case $argument in
      --long) long=yes ;;
      -*) usage_error "test has no option \"$argument\"; it takes [FILTER] [--long]" ;;
      *) filter=$argument ;;
    esac
  done
  export UBSAN_OPTIONS=print_stacktrace=1 TAFFRAIL_FUZZ_SECONDS=$FUZZ_SECONDS
  [[ $long == yes ]] && export TAFFRAIL_LONG=1 TAFFRAIL_FUZZ_SECONDS=$LONG_FUZZ_SECONDS

  setup_browsers
  command_build native wasm asan app
  rm -f "$LOGS"/test-*.log
  if [[ -z $filter ]]; then
    shown_step check "Checking the sources" python3 "$TAFFRAIL_ROOT/tools/check.py"
    [[ $step_status -eq 0 ]] || failed+=("the check")
  fi
  for preset in native wasm asan; do
    shown_step "test-$preset" "Core tests, $preset" run_ctest "$preset" "$filter" "$long"
    [[ $step_status -eq 0 ]] || failed+=("the $preset tests")
  done
  mapfile -t files < <(browser_files "$filter" "$long")
  if [[ ${#files[@]} -gt 0 ]]; then
    shown_step test-browser "Browser tests" run_browser_tests "$filter" "${files[@]}"
    [[ $step_status -eq 0 ]] || failed+=("the browser tests")
  elif [[ -z $filter ]]; then
    failed+=("the browser tests (there are none)")
  fi

  echo
  [[ ${#failed[@]} -eq 0 ]] || die "failed: $(IFS=,; echo "${failed[*]}" | sed 's/,/, /g') (after $(seconds_since "$start"))"
  grep -qsE '^100% tests passed|^ℹ pass [1-9]' "$LOGS"/test-*.log || die "no test is called \"$filter\""
  note "All tests passed in $(seconds_since "$start")"
}

names_in() { find "$1" -maxdepth 1 -name "*$2" -printf '%f\n' 2>/dev/null | sed "s/$2\$//" | sort; }

# A benchmark is tests/bench/NAME.bench.mjs. With --json, standard output is its objects and nothing else.
command_bench() {
  local name='' options=() names argument
  for argument in "$@"; do
    case $argument in
      --json) options+=(--json) ;;
      -*) usage_error "bench has no option \"$argument\"; it takes [NAME] [--json]" ;;
      *) name=$argument ;;
    esac
  done
  mapfile -t names < <(names_in "$TAFFRAIL_ROOT/tests/bench" .bench.mjs)
  if [[ -n $name ]]; then
    grep -qxF -- "$name" < <(printf '%s\n' "${names[@]}") ||
      usage_error "there is no benchmark \"$name\"; there are: ${names[*]}"
    names=("$name")
  fi
  [[ ${#names[@]} -gt 0 ]] || die "there are no benchmarks in tests/bench"
  { setup_browsers; command_build native wasm app; } >&2
  for name in "${names[@]}"; do
    with_display node "$TAFFRAIL_ROOT/tests/bench/$name.bench.mjs" "${options[@]}" ||
      die "the benchmark $name failed"
  done
}

# A fuzzer is a taffrail_fuzzer() target. It starts from tests/fuzz/corpus; what it finds more is in build/corpus.
command_fuzz() {
  local name='' seconds=60 keep=no names argument
  for argument in "$@"; do
    case $argument in
      --keep) keep=yes ;;
      -*) usage_error "fuzz has no option \"$argument\"; it takes [NAME] [SECONDS] or --keep [NAME]" ;;
      *[!0-9]*) name=$argument ;;
      *) seconds=$argument ;;
    esac
  done
  ensure_setup
  mapfile -t names < <(names_in "$TAFFRAIL_ROOT/tests/fuzz" _fuzz.cc)
  if [[ -n $name ]]; then
    grep -qxF -- "$name" < <(printf '%s\n' "${names[@]}") ||
      usage_error "there is no fuzzer \"$name\"; there are: ${names[*]}"
    names=("$name")
  fi
  build_preset asan "${names[@]/%/_fuzzer}"
  if [[ $keep == yes ]]; then
    for name in "${names[@]}"; do
      step "keep-$name" "Keeping what $name found" keep_corpus "$name"
    done
    return
  fi
  export UBSAN_OPTIONS=print_stacktrace=1 TAFFRAIL_FUZZ_SECONDS=$seconds
  shown_step fuzz "Fuzzing, $seconds s each" run_ctest asan "^($(IFS='|'; echo "${names[*]}"))_fuzzer$" no
  [[ $step_status -eq 0 ]] || die "the fuzzers named above found something; the inputs are in $LOGS"
}

# Makes the fuzzer's corpus in the tree anew: few small inputs that together reach all that it and build/corpus do.
keep_corpus() {
  local name=$1 kept="$TAFFRAIL_ROOT/tests/fuzz/corpus/$1" found="$TAFFRAIL_ROOT/build/corpus/$1"
  local new="$TAFFRAIL_ROOT/build/corpus/$1.new"
  rm -rf "$new"
  mkdir -p "$kept" "$found" "$new"
  "$TAFFRAIL_ROOT/build/asan/fuzzers/${name}_fuzzer" -set_cover_merge=1 -use_counters=0 \
    -max_len="$MOST_CORPUS_BYTES" "$new" "$kept" "$found"
  # The largest cost most and are changed to the least effect.
  (cd "$new" && ls -S | head -n "-$MOST_CORPUS_FILES" | xargs -r rm)
  rm -rf "$kept"
  mv "$new" "$kept"
}

command_check() {
  shown_step check "Checking the sources" python3 "$TAFFRAIL_ROOT/tools/check.py"
  [[ $step_status -eq 0 ]] || die "the check found what is listed above"
}

command_format() {
  step format "Formatting the C++ sources" python3 "$TAFFRAIL_ROOT/tools/check.py" --format
}
