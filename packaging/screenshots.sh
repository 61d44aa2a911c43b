#!/usr/bin/env bash
# Pictures of every screen of the window, over the real engine and the bundled model:
#   packaging/screenshots.sh FOLDER [BUILD]
# Under Xvfb where it is installed, else painted into memory.
set -euo pipefail
out=${1:?Usage: packaging/screenshots.sh FOLDER [BUILD]}
build=${2:-$(dirname "$0")/../build/release}
run=(env QT_QPA_PLATFORM=offscreen)
if command -v xvfb-run >/dev/null; then
    run=(xvfb-run --auto-servernum --server-args="-screen 0 2800x1800x24" env QT_QPA_PLATFORM=xcb)
fi
take() { # NAME SCALE OPTION...
    local name=$1 scale=$2
    shift 2
    echo "$name"
    "${run[@]}" QT_SCALE_FACTOR="$scale" "$build/tests/ui/screens" "$out/$name" "$@" >/dev/null
}
take light 1
take dark 1 --dark
take light-2x 2
take dark-2x 2 --dark
for language in de fr es zh_CN; do
    take "$language" 1 --language "$language"
done
take right-to-left 1 --rtl
