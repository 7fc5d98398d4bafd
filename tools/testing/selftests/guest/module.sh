#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Loads the test module, whose suites run then, and tells their cases one by one.
# That succeeds whatever they find: what counts is in the kernel's log.

# shellcheck source=lib.sh
. /usr/lib/selftest.sh

# Kinds of ETW event, and what is told of each besides the position, as etw_test.c writes it
told() {
	cat <<-END
		ihv_defined data1=0xf4241 data2=0xf4242 data3=0xf4243 data4=0xf4244
		buffer_complete position=2000001 written=2000002 bytes=2000003
		pin_state position=3000001 written=3000002 state=0x2dc6c3
		get_stream_position position=4000001 written=4000002
		set_wavert_buffer_write_position position=5000001 written=5000002 target=5000003
		get_presentation_position position=6000001 written=6000002 presented=6000003
		program_dma position=7000001 written=7000002 offset=7000003 bytes=7000004
		glitch_report position=8000001 written=8000002 reason=0x7a1203 data4=8000004
		last_buffer_rendered position=9000001 written=9000002
		processing_mode position=10000001 written=10000002 mode=00989683-0000-0000-8496-980000000000
		fx_clsid position=11000001 written=11000002 clsid=00a7d8c3-0000-0000-c4d8-a70000000000
	END
}

tracing=/sys/kernel/tracing
modprobe snd-portcls
for event in "$tracing"/events/portcls/portcls_etw_*; do
	echo 1 >"$event/enable"
done

for event in "$tracing"/events/portcls/*/ "$tracing"/events/winwmi/*/; do
	basename "$event"
done >/host/tracepoints

dmesg -c >/dev/null
modprobe snd-portcls-test
rmmod snd-portcls-test
grep portcls_etw_ $tracing/trace | sed "s/^.* portcls_etw_//; s/: card=.* pin=-1 / /" >etw.txt
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
}' /host/module.ktap >results.txt
cat results.txt
tests=$(grep -c -E '^(not )?ok ' results.txt)

# of_each_kind: what was told is one record of each kind
of_each_kind() {
	told | while read -r record; do
		[ "$(grep -cxF "$record" etw.txt)" = 1 ] || echo "not once: $record"
	done >missing.txt
	[ "$(told | wc -l)" = "$(find "$tracing"/events/portcls/portcls_etw_* -maxdepth 0 | wc -l)" ] &&
		! grep . missing.txt
}

check "each kind of ETW event is one record, with its numbers (W80)" of_each_kind
finish
