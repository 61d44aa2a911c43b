#!/usr/bin/env bash
# Packs the GPU tests and bench_cuda, with the libraries they need, for a machine that has an NVIDIA driver and
# nothing else: build/gpu-kit/kit.tar.gz. See engine/cuda/README.md.
#
#   packaging/gpu-kit.sh [BUILD]     BUILD: a configured build folder, build/release by default
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
build=${1:-build/release}
kit=build/gpu-kit
programs=(tst_device_weights tst_cuda_operations tst_cuda_golden bench_cuda)

cmake --build "$build" --target "${programs[@]}"
rm -rf "$kit"
mkdir -p "$kit/bin" "$kit/lib"
for program in "${programs[@]}"; do
    found=$(find "$build/tests" -type f -name "$program" -perm -u+x)
    strip -o "$kit/bin/$program" "$found"
    # The C library stays the machine's own: it belongs to its loader.
    ldd "$found" | awk '$3 ~ /^\// { print $3 }' |
        grep -vE '/(libc|libm|libdl|librt|libpthread|libresolv)\.so' | xargs -r cp -nL -t "$kit/lib"
done

# Tests look for their data where the sources lay when they were built.
cat > "$kit/run.sh" <<RUN
#!/usr/bin/env bash
set -uo pipefail
cd "\$(dirname "\${BASH_SOURCE[0]}")/../.."
sources="$PWD"
[ -e "\$sources" ] || { mkdir -p "\$(dirname "\$sources")" && ln -s "\$PWD" "\$sources"; }
export LD_LIBRARY_PATH="\$PWD/$kit/lib\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}"
if [ "\${1:-}" = sanitize ]; then
    exec compute-sanitizer --error-exitcode 9 $kit/bin/tst_cuda_operations
fi
failed=0
for test in tst_device_weights tst_cuda_operations tst_cuda_golden; do
    $kit/bin/\$test || failed=1
done
$kit/bin/bench_cuda || failed=1
exit \$failed
RUN
chmod +x "$kit/run.sh"
tar -czf "$kit/kit.tar.gz" -C "$kit" bin lib
rm -rf "$kit/bin" "$kit/lib"
du -h "$kit/kit.tar.gz"
