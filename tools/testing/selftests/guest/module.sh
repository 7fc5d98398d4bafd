#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Loads the test module, whose suites run then, and tells their cases one by one.
# That succeeds whatever they find: what counts is in the kernel's log.

# shellcheck source=lib.sh
. /usr/lib/selftest.sh

dmesg -c >/dev/null
modprobe snd-portcls-test
rmmod snd-portcls-test
dmesg | sed 's/^\[[^]]*\] //' >/host/module.ktap

# A case is indented once; its suite, which comes after it, is not.
awk -v suites="${suites:?}" '
function result(good, name) {
	results++
	printf("%s %d - %s\n", good ? "ok" : "not ok", results, name)
}
/^    1\.\.[0-9]+$/ {
	plan = substr($1, 4)
	cases = bad = failing = 0
}
/^    (not )?ok [0-9]+ / {
	cases++
	bad += $1 == "not"
	failing = 0
	good = $1 == "ok"
	sub(/^ *(not )?ok [0-9]+ (- )?/, "")
	result(good, $0)
	next
}
/^(not )?ok [0-9]+ / {
	ended++
	failing = 0
	print "# " cases " cases of " plan ", " bad " failed"
	result(cases == plan && ($1 == "not") == (bad > 0), $NF " came to its end")
	plan = cases = bad = 0
	next
}
/^ *# .*(FAILED|failed|aborted)/ {
	failing = 1
}
failing && /^ / {
	print "#" $0
}
END {
	print "# " ended + 0 " suites of " suites
	result(ended == suites, "every suite came to its end")
	print "1.." results
}' /host/module.ktap
