#!/usr/bin/env bash
# Unpacks a Debian package into a scratch folder and tries what lies there: files, descriptions, the program itself.
#   packaging/check-package.sh quire_0.1.0_amd64.deb
set -euo pipefail
deb=${1:?Usage: packaging/check-package.sh FILE.deb}
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
dpkg-deb -x "$deb" "$root"
id=io.github.quire.Quire
for file in bin/quire libexec/quire/quire-extract share/applications/$id.desktop share/metainfo/$id.metainfo.xml \
    share/mime/packages/$id.xml share/icons/hicolor/scalable/apps/$id.svg share/man/man1/quire.1.gz \
    share/doc/quire/copyright share/doc/quire/changelog.gz share/quire/models/v4-nano-flash/config.json \
    share/quire/samples/ferry-rules.txt; do
    test -f "$root/usr/$file" || { echo "Missing: /usr/$file" >&2; exit 1; }
done
check() { # TOOL ARGUMENT...
    if command -v "$1" >/dev/null; then
        "$@"
    else
        echo "Not installed, so not checked: $1"
    fi
}
check desktop-file-validate "$root/usr/share/applications/$id.desktop"
check appstreamcli validate --no-net "$root/usr/share/metainfo/$id.metainfo.xml"
# The project has no address of its own yet.
check lintian --tag-display-limit 0 --fail-on error --suppress-tags=bogus-mail-host,bogus-mail-host-in-debian-changelog "$deb"

# The program from there, with a home of its own.
export HOME="$root/home" XDG_DATA_HOME="$root/home/data" XDG_CONFIG_HOME="$root/home/config" XDG_CACHE_HOME="$root/home/cache"
mkdir -p "$HOME"
quire="$root/usr/bin/quire"
"$quire" --version
"$quire" models
"$quire" ask --file "$root/usr/share/quire/samples/ferry-rules.txt" "Where are bicycles carried?"
# The window opens and stays: it is ended after a while.
status=0
QT_QPA_PLATFORM=offscreen timeout 8 "$quire" "$root/usr/share/quire/samples/ferry-rules.txt" || status=$?
test "$status" -eq 124 || { echo "The window ended by itself, status $status." >&2; exit 1; }
test -f "$XDG_DATA_HOME/quire/library.db" || { echo "The window kept no library." >&2; exit 1; }
echo "The package is sound: $(du -h "$deb" | cut -f1), $(dpkg-deb -f "$deb" Installed-Size) kB installed."
