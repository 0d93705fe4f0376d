#!/bin/sh
# run.sh FUZZER KEPT FOUND LOGS: what ctest runs. The corpus in the tree (KEPT) and what was found before (FOUND) first,
# then TAFFRAIL_FUZZ_SECONDS of trying, in all. What is new goes to FOUND, an input that fails to LOGS.
set -eu
fuzzer=$1 kept=$2 found=$3 logs=$4
mkdir -p "$found" "$logs"
exec "$fuzzer" "-max_total_time=${TAFFRAIL_FUZZ_SECONDS:-5}" -timeout=20 -rss_limit_mb=2048 -verbosity=0 \
  -print_final_stats=1 "-artifact_prefix=$logs/$(basename "$fuzzer")-" "$found" "$kept"
