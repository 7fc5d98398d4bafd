#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs the checks of pcmcheck on every kind of stream, with the driver's trace on
# all the time. control.test has a card for each of them.

# shellcheck source=lib.sh
. /usr/lib/selftest.sh

tracing=/sys/kernel/tracing
# shellcheck disable=SC2034
sound=/sound

trace_on() {
	echo 16384 >$tracing/buffer_size_kb
	echo 1 >$tracing/events/portcls/enable
	# There are far too many of these to keep them all.
	echo 0 >$tracing/events/portcls/portcls_position/enable
}

trace_clear() {
	cat $tracing/trace >>trace.txt
	echo >$tracing/trace
}

# traced COUNT EVENT: there are that many, or "some", since the trace was cleared
traced() {
	found=$(grep -c " $2: " "$tracing/trace")
	echo "$2: $found times"
	if [ "$1" = some ]; then
		[ "$found" -gt 0 ]
	else
		[ "$found" -eq "$1" ]
	fi
}

# Every stream goes from STOP one step at a time, and ends there.
states_in_order() {
	awk '
	function number(state) {
		return (index("STOP    ACQUIRE PAUSE   RUN     ", state " ") - 1) / 8
	}
	/ portcls_state: / {
		sub(/.*portcls_state: /, "")
		stream = $1 " " $2 " " $3
		from = number($5)
		to = number($7)
		if (stream in at ? at[stream] != from : from != 0)
			bad = bad "\n" stream ": " $5 " comes out of nowhere"
		if (to - from != 1 && from - to != 1)
			bad = bad "\n" stream ": " $5 " -> " $7
		at[stream] = to
		steps++
	}
	END {
		for (stream in at) {
			streams++
			if (at[stream])
				bad = bad "\n" stream " does not end in STOP"
		}
		print steps + 0 " steps of " streams + 0 " streams" bad
		exit !steps || bad != ""
	}' trace.txt
}

trace_on

full_volume
check_streams

trace_clear
check "states go one step at a time, from STOP to STOP (P1)" states_in_order
finish
