#!/usr/bin/env bash
# Fetches the parts of the CUDA toolkit that a build needs (compiler, runtime, headers) from PyPI into a folder;
# nothing is installed system-wide. For machines without NVIDIA's own packages.
#
#   packaging/cuda-toolkit.sh ~/cuda       about 280 MB
#   cmake --preset release -DCMAKE_CUDA_COMPILER=$HOME/cuda/nvidia/cu13/bin/nvcc
set -euo pipefail
case "${1:-}" in
"" | -h | --help)
    sed -n '2,6s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
    exit 0
    ;;
esac

version=13.0
packages=(nvidia-cuda-nvcc nvidia-cuda-runtime nvidia-cuda-crt nvidia-nvvm nvidia-cuda-cccl)
mkdir -p "$1"
python3 -m pip install --quiet --no-deps --upgrade --target "$1" "${packages[@]/%/==$version.*}"
root=$(cd "$1/nvidia/cu13" && pwd)
# The names that compilers look for.
ln -sf libcudart.so.13 "$root/lib/libcudart.so"
ln -sfn lib "$root/lib64"
"$root/bin/nvcc" --version | tail -2
echo "Configure with -DCMAKE_CUDA_COMPILER=$root/bin/nvcc"
