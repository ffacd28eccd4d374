#!/usr/bin/env bash
# The ordeals for as long as it takes: 5,000 kills, every step of every operation, 100,000 hostile headers, 200,000 steps of
# the model of people and keys, long fuzzing.
#
#   soak.sh [--seed N]
#
# Takes hours. Ends with the table of tests/ordeal.rs; exits 1 if anything was lost.
set -euo pipefail
cd "$(dirname "$0")/.."
# Other choices each time; the seed is printed, and --seed makes a run again.
ANTEROOM_ORDEAL_SEED=$(date +%s)
if [ "${1:-}" = --seed ]; then ANTEROOM_ORDEAL_SEED=${2:?a number}; fi
export ANTEROOM_ORDEAL_SEED

ANTEROOM_ORDEAL_KILLS=${KILLS:-5000} \
ANTEROOM_ORDEAL_ALL=1 \
ANTEROOM_ORDEAL_MUTATIONS=${HEADERS:-100000} \
  cargo test --locked --test ordeal
ANTEROOM_MODEL_STEPS=${STEPS:-200000} cargo test --locked --lib vault::people::model -- --nocapture
ANTEROOM_MUTATIONS=${MUTATIONS:-200000} cargo test --locked --test corpus -- --nocapture
tests/fuzz/run.sh "${FUZZ_SECONDS:-600}" || [ $? -eq 77 ]
