# ./dev setup: brings a bare machine to where everything builds. Each part looks first and does only
# what is missing; whatever is fetched is unpacked beside its place and moved there whole, so an
# interrupted run is simply repeated.

# What building calls, as Debian names it; the browsers are the tests' own (tools/test.sh).
readonly DEBIAN_PACKAGES=(
  clang-19 lld-19 llvm-19 libclang-rt-19-dev g++ ccache ninja-build cmake pkg-config
  libprotobuf-dev protobuf-compiler libgtest-dev googletest libbenchmark-dev
  libzstd-dev fonts-inter fonts-jetbrains-mono python3 python3-fonttools clang-format
  perl python3-six unicode-data dpkg-dev debian-archive-keyring brotli git curl ca-certificates xz-utils
)
# The commands other distributions have to bring under whatever name they give them.
readonly NEEDED_COMMANDS=(clang++ cmake ninja ccache protoc python3 node npm git xz apt-get dpkg-deb)

# Beast's coroutines want more than the 1.74 that libboost-dev is in Debian 12.
boost_package() { if grep -q '^VERSION_ID="12"' /etc/os-release; then echo libboost1.81-dev; else echo libboost-dev; fi; }

is_debian() { [[ -r /etc/os-release ]] && grep -q '^ID=debian$' /etc/os-release; }

missing_packages() {
  local package
  local wanted=("$@")
  # A Node from elsewhere conflicts with Debian's packages.
  have node || wanted+=(nodejs)
  have npm || wanted+=(npm)
  for package in "${wanted[@]}"; do
    dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q ' installed$' || echo "$package"
  done
}

install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get update
  apt-get install -y --no-install-recommends "$@"
}

# setup_packages [PACKAGE...]: those given, or everything that building needs.
setup_packages() {
  local missing command
  if ! is_debian; then
    for command in "${NEEDED_COMMANDS[@]}"; do
      have "$command" || die "this is not Debian, so bring these commands yourself: \
${NEEDED_COMMANDS[*]} (missing: $command), and emcc $MINIMUM_EMCC or newer; Debian's package list is \
in tools/setup.sh"
    done
    return
  fi
  [[ $# -gt 0 ]] || set -- "${DEBIAN_PACKAGES[@]}" "$(boost_package)"
  mapfile -t missing < <(missing_packages "$@")
  [[ ${#missing[@]} -eq 0 ]] && return
  if [[ $(id -u) -ne 0 ]]; then
    die "${#missing[@]} Debian packages are missing; install them, then run this again:
  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}"
  fi
  step packages "Installing ${#missing[@]} Debian packages" install_packages "${missing[@]}"
}

check_node() {
  local version
  version=$(node --version)
  version_at_least "${version#v}" "$MINIMUM_NODE" ||
    die "Node ${version#v} is too old; $MINIMUM_NODE or newer is needed"
}

# --ignore-scripts: nothing from the registry runs on this machine while installing.
install_npm() {
  cd "$TAFFRAIL_ROOT"
  npm ci --ignore-scripts --no-audit --no-fund
  sha256sum <package-lock.json >node_modules/.taffrail-lock
}

setup_npm() {
  check_node
  local stamp="$TAFFRAIL_ROOT/node_modules/.taffrail-lock"
  [[ -f $stamp && $(<"$stamp") == "$(sha256sum <"$TAFFRAIL_ROOT/package-lock.json")" ]] && return
  step npm "Installing the npm packages of package-lock.json" install_npm
}

# Everything that building needs; a second's work when it is all there. One at a time per cache.
ensure_setup() {
  mkdir -p "$TAFFRAIL_CACHE"
  {
    flock 9
    setup_packages
    setup_npm
    setup_emscripten
    setup_sources
  } 9>"$TAFFRAIL_CACHE/lock"
}

command_setup() {
  local start=$EPOCHREALTIME
  echo "Setting up (cache: $TAFFRAIL_CACHE)"
  ensure_setup
  note "Set up in $(seconds_since "$start")"
}
