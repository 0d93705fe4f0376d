# The wasm compiler and the library sources, kept in the cache under fixed names, each with a stamp
# beside it. cmake/ looks for them there; `emscripten-root` names the compiler's own folder.

# Below this, emcc's clang is too old for the C++20 used here.
readonly MINIMUM_EMCC=3.1.69
# Raise when a recipe below changes, so that existing caches are made anew.
readonly RECIPE=1

# name, source package, suite, pinned version, oldest that will do.
# Protobuf has to be the version of the system's protoc; zstd 1.5.4 and Dear ImGui 1.92 brought what is
# used here; libarchive 3.7.4 and xz 5.8 mended what damaged archives could do; simdjson is what benchmarks
# compare with.
readonly SOURCES=(
  "zstd libzstd bookworm 1.5.4+dfsg2-5 1.5.4"
  "zlib zlib trixie 1:1.3.dfsg+really1.3.1-1 1:1.3"
  "bzip2 bzip2 trixie 1.0.8-6 1.0.8"
  "xz xz-utils trixie 5.8.1-1+deb13u1 5.8"
  "libarchive libarchive trixie 3.7.4-4+deb13u1 3.7.4"
  "protobuf protobuf bookworm 3.21.12-3+deb12u1 3.21.12"
  "imgui imgui forky 1.92.2b+ds-1 1.92"
  "simdjson simdjson bookworm 3.0.1-1 3.0.1"
  "re2 re2 bookworm 20220601+dfsg-1 20220601"
)
readonly EMSCRIPTEN_PIN=3.1.69+dfsg-3

archive_is_fresh=no

stamp() { echo "pinned $1 recipe $RECIPE"; }

is_placed() { [[ -d "$TAFFRAIL_CACHE/$1" && "$(cat "$TAFFRAIL_CACHE/$1.stamp" 2>/dev/null)" == "$(stamp "$2")" ]]; }

# place NAME PIN COMMAND...: runs `COMMAND... FOLDER` and moves the folder into the cache as NAME.
place() {
  local name=$1 pin=$2 fresh
  shift 2
  rm -rf "${TAFFRAIL_CACHE:?}/$name.stamp" "${TAFFRAIL_CACHE:?}/$name"
  fresh=$(mktemp -d "$TAFFRAIL_CACHE/download.XXXXXX")
  "$@" "$fresh/unpacked"
  mkdir -p "$(dirname "$TAFFRAIL_CACHE/$name")"
  mv "$fresh/unpacked" "$TAFFRAIL_CACHE/$name"
  rm -rf "$fresh"
  stamp "$pin" >"$TAFFRAIL_CACHE/$name.stamp"
}

need_archive() {
  [[ $archive_is_fresh == yes ]] && return
  rm -rf "$TAFFRAIL_CACHE"/download.*
  step archive "Reading the Debian archive's signed index" archive_update
  archive_is_fresh=yes
}

unpack_source_of() {
  local package=$1 suite=$2 pin=$3 minimum=$4 folder=$5 version
  version=$(archive_version "$package" "$suite" Sources "$pin" "$minimum")
  unpack_source "$package" "$version" "$folder"
}

setup_sources() {
  local line name package suite pin minimum
  for line in "${SOURCES[@]}"; do
    read -r name package suite pin minimum <<<"$line"
    is_placed "src/$name" "$pin" && continue
    need_archive
    step "source-$name" "Fetching the source of $name ($pin)" \
      place "src/$name" "$pin" unpack_source_of "$package" "$suite" "$pin" "$minimum"
  done
}

# Debian 13's emscripten is the same for every architecture and wants clang 19, which Debian 12 has;
# only binaryen's tools want a newer libc, so they get one of their own, started through its loader.
unpack_emscripten() {
  local folder=$1 package version tool loader
  version=$(archive_version emscripten trixie Packages "$EMSCRIPTEN_PIN" "$MINIMUM_EMCC")
  unpack_binary emscripten "$version" "$folder"
  for package in binaryen libc6 libstdc++6 libgcc-s1; do
    version=$(archive_version "$package" trixie Packages any 0)
    unpack_binary "$package" "$version" "$folder"
  done
  [[ -f "$folder/usr/share/emscripten/emcc.py" ]] || die "the emscripten package is not laid out as expected"

  loader=$(cd "$folder" && find usr/lib usr/lib64 -name 'ld-linux*.so.*' | head -n 1)
  mkdir -p "$folder/binaryen/bin"
  for tool in "$folder"/usr/bin/wasm*; do
    tool=$(basename "$tool")
    cat >"$folder/binaryen/bin/$tool" <<'END'
#!/bin/sh
root="$(dirname "$(readlink -f "$0")")/../.."
END
    cat >>"$folder/binaryen/bin/$tool" <<END
exec "\$root/$loader" --library-path "\$(echo "\$root"/usr/lib/*-linux-gnu)" "\$root/usr/bin/$tool" "\$@"
END
    chmod +x "$folder/binaryen/bin/$tool"
  done
}

# Emscripten reads `.emscripten` beside emcc when no EM_CONFIG is set. CACHE names the system libraries
# the package brings built: without it they would all be compiled again.
emscripten_config() {
  cat <<END
LLVM_ROOT = '/usr/lib/llvm-19/bin'
BINARYEN_ROOT = '$TAFFRAIL_CACHE/emscripten/binaryen'
NODE_JS = '$(command -v node)'
CACHE = '$1/cache'
COMPILER_WRAPPER = '$(command -v ccache)'
END
}

configure_emscripten() {
  local root=$1
  # The package leaves out acorn, which emcc's optimiser imports; ours is pinned by the lock file.
  mkdir -p "$root/node_modules"
  rm -rf "$root/node_modules/acorn"
  cp -r "$TAFFRAIL_ROOT/node_modules/acorn" "$root/node_modules/acorn"
  emscripten_config "$root" >"$root/.emscripten"
  "$root/emcc" --version
  echo "$root" >"$TAFFRAIL_CACHE/emscripten-root"
}

emcc_on_path_version() {
  have emcc && emcc --version 2>/dev/null | sed -nE '1s/.* ([0-9]+\.[0-9]+\.[0-9]+).*/\1/p'
}

setup_emscripten() {
  local version root
  version=$(emcc_on_path_version || true)
  if [[ -n $version ]] && version_at_least "$version" "$MINIMUM_EMCC"; then
    root=$(em-config EMSCRIPTEN_ROOT 2>/dev/null || dirname "$(readlink -f "$(command -v emcc)")")
    note "Using the emcc $version on PATH ($root)"
    echo "$root" >"$TAFFRAIL_CACHE/emscripten-root"
    return
  fi
  is_debian || die "no emcc $MINIMUM_EMCC or newer on PATH; install Emscripten, then run this again"
  if ! is_placed emscripten "$EMSCRIPTEN_PIN"; then
    need_archive
    step emscripten "Fetching Emscripten ($EMSCRIPTEN_PIN, 237 MB)" \
      place emscripten "$EMSCRIPTEN_PIN" unpack_emscripten
  fi
  # Differs too when the cache or Node has moved.
  root="$TAFFRAIL_CACHE/emscripten/usr/share/emscripten"
  if [[ "$(cat "$TAFFRAIL_CACHE/emscripten-root" 2>/dev/null)" != "$root" ||
    "$(cat "$root/.emscripten" 2>/dev/null)" != "$(emscripten_config "$root")" ]]; then
    step emscripten-config "Configuring Emscripten" configure_emscripten "$root"
  fi
}
