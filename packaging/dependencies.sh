# shellcheck shell=bash disable=SC2034
# Sourced by the scripts beside it: installs the Debian 12 packages that are missing, and says what it does.

# oneDNN's CMake files look for OpenCL, which its package does not bring along; qt6-translations-l10n names the
# buttons of dialogs in the person's language.
build_packages=(
    g++ cmake ninja-build pkg-config ccache
    qt6-base-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    libpoppler-qt6-dev libpoppler-private-dev libzip-dev libpugixml-dev libgumbo-dev libicu-dev libgit2-dev
    libsqlite3-dev libxxhash-dev libzstd-dev libspdlog-dev nlohmann-json3-dev libdnnl-dev ocl-icd-opencl-dev
    libssl-dev qt6-translations-l10n
)
test_packages=(git clang-format)
# Tests that need these are left out where they are missing.
optional_test_packages=(tesseract-ocr dbus-daemon desktop-file-utils appstream libxml2-utils)

# install_missing PACKAGE...: silent when nothing is missing, so that it needs neither root nor a network then.
install_missing() {
    local package missing=()
    for package in "$@"; do
        if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed'; then
            missing+=("$package")
        fi
    done
    if [ ${#missing[@]} -eq 0 ]; then
        return 0
    fi
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "These packages are missing: ${missing[*]}" >&2
            echo "Run this script as root, or install sudo." >&2
            return 1
        fi
        as_root=(sudo)
    fi
    echo "Installing: ${missing[*]}"
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
}

# Where dpkg is absent the packages cannot be named; cmake then says what it does not find.
install_on_debian() {
    if command -v dpkg-query >/dev/null; then
        install_missing "$@"
    else
        echo "Not a Debian system: install what CMake says is missing by your own package manager."
    fi
}

# Compilers of this house need about 1.5 GB each: never more jobs than memory allows.
build_jobs() {
    local cores memory_gb
    cores=$(nproc)
    memory_gb=$(awk '/^MemAvailable/ { print int($2 / 1048576) }' /proc/meminfo)
    local by_memory=$((memory_gb * 2 / 3))
    [ "$by_memory" -lt 1 ] && by_memory=1
    echo $((cores < by_memory ? cores : by_memory))
}
