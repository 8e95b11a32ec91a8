#!/usr/bin/env bash
# SPIN 6.5.2 (Debian spin 6.5.2+dfsg-1): the exit status of the generated verifier says nothing about the model.
#
# Behaviour: `pan` exits 0 when an assertion fails, and 0 when it stopped at its depth limit with "errors: 0", although the
# assertion behind that limit fails. A CI job that looks at exit codes sees success three times out of three.
# What to do: read "errors: N" and look for "max search depth too small" in the output, or look for a .trail file.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
command -v gcc > /dev/null || { echo "skipped: gcc is needed"; exit 77; }
apt-get download spin=6.5.2+dfsg-1 > /dev/null 2>&1 || { echo "skipped: spin=6.5.2+dfsg-1 cannot be had"; exit 77; }
dpkg-deb -x spin_*.deb root
./root/usr/bin/spin -V

# Two processes increment a byte without a lock: the assertion fails in some interleavings.
cat > lost.pml <<'MODEL'
byte x;
active [2] proctype increment() { byte seen; seen = x; x = seen + 1 }
active proctype check() { (_nr_pr == 1); assert(x == 2) }
MODEL
# The assertion fails after 50,000 steps; the default depth limit is 10,000.
cat > deep.pml <<'MODEL'
int n;
active proctype count() { do :: n < 50000 -> n++ :: else -> break od; assert(false) }
MODEL

verify() {
    mkdir "$1"; cd "$1"
    ../root/usr/bin/spin -a "../$1.pml" && gcc -O1 -w -o pan pan.c
    status=0; ./pan > output 2>&1 || status=$?
    cd ..
    echo "$1: exit status $status; $(grep -o 'errors: [0-9]*' "$1/output")$(grep -o 'max search depth too small' "$1/output" | sed 's/^/; /')"
}
saw=$(verify lost; verify deep)
echo "$saw"
test "$saw" = "lost: exit status 0; errors: 1
deep: exit status 0; errors: 0; max search depth too small"
