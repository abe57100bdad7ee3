#!/usr/bin/env bash
# Builds the pages into dist/ if they changed since the last time.
set -euo pipefail
cd "$(dirname "$0")"
[ -f package.json ] || exit 0

if ! cmp -s package-lock.json node_modules/.freeflow-lock; then
    npm ci --no-audit --no-fund
    cp package-lock.json node_modules/.freeflow-lock
fi

sources=$(find . \( -name node_modules -o -name dist -o -name target -o -name test-results \) -prune -o -type f -exec cksum {} + |
    LC_ALL=C sort | cksum)
if [ "$(cat node_modules/.freeflow-built 2>/dev/null)" != "$sources" ] || [ ! -f dist/index.html ]; then
    npm run build
    echo "$sources" > node_modules/.freeflow-built
fi
