#!/usr/bin/env bash
# Quint 0.33.0 (npm @informalsystems/quint): `quint run` does not report a model that cannot take a step.
#
# Behaviour: a step action that is never enabled ends every run after its initial state, and the simulator answers "[ok] No
# violation found", exit 0, although twenty steps were asked for. The only trace of it is "max=1" in the trace lengths.
# What to do: compare the trace lengths with --max-steps, or state progress as an invariant.
# (--backend=typescript is the evaluator inside the package; the default one is downloaded at the first run.)
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
command -v npm > /dev/null || { echo "skipped: npm is needed"; exit 77; }
cat > package.json <<'JSON'
{ "name": "probe", "version": "1.0.0", "private": true,
  "dependencies": { "@informalsystems/quint": "0.33.0" }, "overrides": { "antlr4ts": "0.5.0-alpha.4" } }
JSON
npm install --no-audit --no-fund > npm.log 2>&1 || { echo "skipped: quint 0.33.0 cannot be had"; exit 77; }
cat > never.qnt <<'MODEL'
module never {
  var x: int
  action init = x' = 0
  action step = all { x < 0, x' = x + 1 }
  val small = x == 0
}
MODEL
status=0
npx quint run never.qnt --backend=typescript --invariant=small --max-steps=20 --max-samples=10 --seed=1 > output 2>&1 || status=$?
saw="quint $(npx quint --version): $(grep -o '^\[ok\] No violation found' output); $(grep -o 'max=[0-9]*' output); exit status $status"
echo "$saw"
test "$saw" = "quint 0.33.0: [ok] No violation found; max=1; exit status 0"
