#!/usr/bin/env bash
# Builds Quire with warnings as errors and runs every test, without a display.
#
#   packaging/run-tests.sh                     everything, release build
#   packaging/run-tests.sh --preset asan       with AddressSanitizer and UBSan
#   packaging/run-tests.sh -- -R tst_session   arguments after -- go to ctest
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. packaging/dependencies.sh

preset=release
while [ $# -gt 0 ]; do
    case "$1" in
    --preset)
        preset=${2:?--preset needs a name: release, debug or asan}
        shift 2
        ;;
    --)
        shift
        break
        ;;
    -h | --help)
        sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
        exit 0
        ;;
    *)
        echo "run-tests.sh: unknown argument '$1'; see --help." >&2
        exit 2
        ;;
    esac
done

install_on_debian "${build_packages[@]}" "${test_packages[@]}"

# GPU kernels, where there is a compiler for them, for one architecture: tests need no other.
cmake --preset "$preset" -DQUIRE_CUDA_ARCHITECTURES=sm_90a
cmake --build --preset "$preset" -j "$(build_jobs)"
QT_QPA_PLATFORM=offscreen ctest --preset "$preset" -j "$(nproc)" "$@"
