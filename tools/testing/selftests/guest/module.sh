#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Loads the test module, whose suites run then, and tells their cases one by one.

# shellcheck source=lib.sh
. /usr/lib/selftest.sh

dmesg -C
modprobe snd-portcls-test
rmmod snd-portcls-test
# A case is indented once; its suite, which comes after it, is not.
dmesg | sed 's/^\[[^]]*\] //' >/host/module.ktap
sed -nE 's/^    ((not )?ok) [0-9]+ (- )?(.*)$/\1 - \4/p; s/^ *(# .*FAILED.*)$/\1/p' /host/module.ktap >/tmp/cases
cat /tmp/cases
# Every suite that began has ended, and the last one is there.
grep -qE '^(not )?ok [0-9]+ portcls_format$' /host/module.ktap && ended=ok || ended='not ok'
echo "$ended - all suites came to their end"
echo "1..$(($(grep -cE '^(not )?ok' /tmp/cases) + 1))"
