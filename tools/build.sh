# ./dev build, dist, clean: CMake for C++, esbuild for the page.

# Emscripten's way to ccache; a bare name would not be found.
if have ccache; then export EM_COMPILER_WRAPPER="${EM_COMPILER_WRAPPER:-$(command -v ccache)}"; fi
# Clones in different folders share what they compile.
export CCACHE_BASEDIR="$TAFFRAIL_ROOT" CCACHE_NOHASHDIR=1

readonly APP="$TAFFRAIL_ROOT/build/app"
readonly DIST="$TAFFRAIL_ROOT/dist"

configure() { cmake --preset "$1" -S "$TAFFRAIL_ROOT"; }

compile() { cmake --build "$TAFFRAIL_ROOT/build/$1" --parallel "$JOBS" ${2:+--target ${@:2}}; }

# Ninja configures again by itself when a CMakeLists.txt changes, but not for the presets.
# build_preset PRESET [TARGET...]: all of it, or only those.
build_preset() {
  local preset=$1
  local ninja="$TAFFRAIL_ROOT/build/$preset/build.ninja"
  if [[ ! -f $ninja || "$TAFFRAIL_ROOT/CMakePresets.json" -nt $ninja ]]; then
    (cd "$TAFFRAIL_ROOT" && step "configure-$preset" "Configuring $preset" configure "$preset")
  fi
  step "build-$preset" "Building $preset" compile "$@"
}

build_app() {
  step build-app "Bundling the page into build/app" node "$TAFFRAIL_ROOT/tools/build_app.mjs"
}

command_build() {
  local start=$EPOCHREALTIME target
  # What it takes to run: no tests.
  [[ $# -gt 0 ]] || set -- run
  for target in "$@"; do
    case $target in
      run | native | wasm | asan | app | all) ;;
      *) usage_error "there is nothing called \"$target\" to build; choose native, wasm, asan, app or all" ;;
    esac
  done
  echo "Building"
  ensure_setup
  for target in "$@"; do
    case $target in
      app) build_app ;;
      run)
        build_preset native taffrail taffrail-stub
        build_preset wasm engine ui
        build_app
        ;;
      all) for preset in native wasm asan; do build_preset "$preset"; done; build_app ;;
      *) build_preset "$target" ;;
    esac
  done
  note "Built in $(seconds_since "$start")"
}

# Hosts that cannot compress on the fly serve the .br and .gz beside each file.
compress_dist() {
  rm -rf "$DIST"
  cp -r "$APP" "$DIST"
  rm -f "$DIST/demo.log"
  find "$DIST" -type f -size +1k -print0 |
    xargs -0 -P "$JOBS" -I{} sh -c 'brotli -q 11 -k "$1" && gzip -9 -n -k "$1"' - {}
}

command_dist() {
  command_build run
  step dist "Compressing the app into dist/" compress_dist
  note "dist/ is the app: serve it from any web host"
  note "App shell, brotli: $(find "$DIST" -name '*.br' ! -name '*.map.br' -printf '%s\n' | awk '{ n += $1 } END { printf "%.2f MB", n / 1e6 }')"
}

command_clean() {
  rm -rf "$TAFFRAIL_ROOT/build" "$DIST"
  echo "Removed build/ and dist/; the cache in $TAFFRAIL_CACHE stays"
}
