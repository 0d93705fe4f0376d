# A private APT root inside the cache: signed, hash-checked downloads from other Debian suites with no
# change to the system's own sources. The archive's address is the one this machine already uses.

readonly APT_ROOT="$TAFFRAIL_CACHE/apt"
readonly DEBIAN_KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg

# APT itself reads both of its source formats; asking it for the addresses spares parsing them here.
archive_address() {
  if [[ -n ${TAFFRAIL_DEBIAN_ARCHIVE:-} ]]; then
    echo "$TAFFRAIL_DEBIAN_ARCHIVE"
    return
  fi
  is_debian || die "set TAFFRAIL_DEBIAN_ARCHIVE to the address of a Debian archive: library sources come from there"
  local address
  address=$(apt-get update --print-uris |
    sed -nE "s,^'([^']+)/dists/[a-z]+/InRelease'.*,\1,p" | grep -v security | head -n 1)
  [[ -n $address ]] || die "no Debian archive in this machine's APT sources; set TAFFRAIL_DEBIAN_ARCHIVE to one"
  echo "$address"
}

# Refreshes the private root's index; once a run is enough.
archive_update() {
  local address
  [[ -f $DEBIAN_KEYRING ]] || die "$DEBIAN_KEYRING is missing: install the package debian-archive-keyring"
  address=$(archive_address)
  mkdir -p "$APT_ROOT"/{lists/partial,cache/archives/partial}
  : >"$APT_ROOT/status"
  cat >"$APT_ROOT/debian.sources" <<END
Types: deb deb-src
URIs: $address
Suites: bookworm trixie forky
Components: main
Signed-By: $DEBIAN_KEYRING
END
  cat >"$APT_ROOT/apt.conf" <<END
Dir::State "$APT_ROOT";
Dir::State::lists "$APT_ROOT/lists";
Dir::State::status "$APT_ROOT/status";
Dir::Cache "$APT_ROOT/cache";
Dir::Etc::sourcelist "$APT_ROOT/debian.sources";
Dir::Etc::sourceparts "/dev/null";
Acquire::Languages "none";
APT::Sandbox::User "root";
END
  in_archive apt-get update --error-on=any
}

# in_archive APT-COMMAND ARGUMENT...: with the index parsed once and kept, whatever the system's own APT is
# told about that.
in_archive() {
  APT_CONFIG="$APT_ROOT/apt.conf" "$1" -o Dir::Cache::pkgcache=pkgcache.bin \
    -o Dir::Cache::srcpkgcache=srcpkgcache.bin "${@:2}"
}

# archive_version PACKAGE SUITE KIND PINNED MINIMUM: the version to take. KIND is Packages or Sources.
# The pinned one if the suite still has it, else the suite's newest that is no older than MINIMUM.
# PINNED is `any` where the newest is wanted.
archive_version() {
  local package=$1 suite=$2 kind=$3 pinned=$4 minimum=$5 versions newest
  versions=$(in_archive apt-cache madison "$package" |
    awk -F' *[|] *' -v suite="$suite/main" -v kind="$kind" \
      '{ split($3, where, " ") } where[2] == suite && $3 ~ kind "$" { print $2 }' | sort -Vu)
  if grep -qxF "$pinned" <<<"$versions"; then
    echo "$pinned"
    return
  fi
  newest=$(tail -n 1 <<<"$versions")
  [[ -n $newest ]] || die "Debian $suite has no $package"
  version_at_least "$newest" "$minimum" ||
    die "Debian $suite has $package $newest, but $minimum or newer is needed"
  [[ $pinned == any ]] || echo "note: Debian $suite no longer has $package $pinned; taking $newest" >&2
  echo "$newest"
}

# unpack_binary PACKAGE VERSION TARGET-FOLDER
unpack_binary() {
  local downloads
  downloads=$(mktemp -d "$TAFFRAIL_CACHE/download.XXXXXX")
  (cd "$downloads" && in_archive apt-get download "$1=$2")
  mkdir -p "$3"
  dpkg-deb -x "$downloads"/*.deb "$3"
  rm -rf "$downloads"
}

# unpack_source PACKAGE VERSION TARGET-FOLDER. APT has checked every file against the signed index, so
# dpkg-source need not look for the uploader's own key.
unpack_source() {
  local downloads
  downloads=$(mktemp -d "$TAFFRAIL_CACHE/download.XXXXXX")
  (cd "$downloads" && in_archive apt-get source --download-only --only-source "$1=$2")
  dpkg-source --no-check -x "$downloads"/*.dsc "$3"
  rm -rf "$downloads"
}
