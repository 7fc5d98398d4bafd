#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs the checks of pcmcheck on every kind of stream, with the driver's trace on
# all the time. control.test has a card for each of them.

# shellcheck source=lib.sh
. /usr/lib/selftest.sh

tracing=/sys/kernel/tracing
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

check "pause freezes the position, DAC2 (P4)" pcmcheck -D hw:0,0 pause $sound/pause.wav
# Waiting for /host would let the ring run over: virtual time does not wait.
check "pause freezes the position, ADC (P4)" pcmcheck -D hw:1,0 -C pause recorded
cp recorded.* /host

check "drain, less than a period" pcmcheck -D hw:2,0 drain $sound/drain-short.wav
check "drain, odd periods of U8 mono" \
	pcmcheck -D hw:2,0 -f U8 -c 1 -p 1001 -b 4004 drain $sound/drain-1001.wav
check "drain, odd periods of S16 mono, mapped" \
	pcmcheck -D hw:2,0 -M -c 1 -p 999 -b 3996 drain $sound/drain-999.wav
check "drain, DAC1" pcmcheck -D hw:2,1 drain $sound/drain-dac1.wav
check "drain, DAC2" pcmcheck -D hw:2,0 drain $sound/drain-1024.wav

check "drop stops at once" pcmcheck -D hw:3,0 drop $sound/drop.wav
check "restart after drop" \
	pcmcheck -D hw:4,0 restart $sound/restart-first.wav $sound/restart-second.wav

check "link: both DACs start and end together (P6, P13)" \
	pcmcheck -D hw:5,0 -b 32768 link hw:5,1 $sound/link-left.wav $sound/link-right.wav
check "link: DAC2 and ADC start and stop together (P6, P13)" pcmcheck -D hw:6,0 -C link hw:6,0
check "link: DAC1 and ADC start and stop together (P6, P13)" pcmcheck -D hw:6,1 -C link hw:6,0
check "link: streams of two cards start and stop together" pcmcheck -D hw:6,0 link hw:7,0

trace_clear
check "xrun while playing is told and ends" pcmcheck -D hw:6,0 xrun
check "xrun while playing is traced" traced 1 portcls_xrun
trace_clear
check "xrun while recording is told and ends" pcmcheck -D hw:6,0 -C xrun
check "xrun while recording is traced" traced 1 portcls_xrun
check "xrun while playing mapped is told and ends" pcmcheck -D hw:6,1 -M xrun

check "positions, DAC2 (P7, P8, P12)" pcmcheck -D hw:6,0 -s 2 positions
check "positions, DAC2 at 48662 Hz, U8 mono (P7, P8, P12)" \
	pcmcheck -D hw:6,0 -r 48662 -f U8 -c 1 -s 2 positions
check "positions, DAC2 at 8018 Hz (P7, P8, P12)" \
	pcmcheck -D hw:6,0 -r 8018 -p 256 -b 1024 -s 2 positions
check "positions, DAC1 (P7, P8, P12)" pcmcheck -D hw:6,1 -s 2 positions
check "positions, DAC1 at 5512.5 Hz (P7, P8, P12)" \
	pcmcheck -D hw:6,1 -r 5512 -p 256 -b 1024 -s 2 positions
check "positions, ADC (P7, P8, P12)" pcmcheck -D hw:6,0 -C -s 2 positions
check "positions, ADC mapped, period of 64 frames (P7, P8, P12)" \
	pcmcheck -D hw:6,0 -C -M -p 64 -b 1024 -s 2 positions

# Four periods of 64 bytes are 1.5 ms, which the debug kernel is busy for now and then.
many=$(either 4 64)
check "periods from 64 bytes to half the ring, DAC2" pcmcheck -D hw:6,0 periods "$many"
check "periods from 64 bytes to half the ring, DAC1" pcmcheck -D hw:6,1 periods "$many"
check "periods from 64 bytes to half the ring, ADC" pcmcheck -D hw:6,0 -C periods "$many"

trace_clear
check "DAC2 takes every tuple (P14)" pcmcheck -D hw:7,0 params 1411200 29-353
check "ADC takes every tuple (P14)" pcmcheck -D hw:7,0 -C params 1411200 29-353
check "DAC1 takes every tuple (P14)" pcmcheck -D hw:7,1 params 1411200 32,64,128,256
check "what is taken reaches the miniport" traced some portcls_stream_new
trace_clear
step=$(either 1 13)
check "DAC2 refuses what is outside" pcmcheck -D hw:7,0 refused 1411200 29-353 "$step"
check "ADC refuses what is outside" pcmcheck -D hw:7,0 -C refused 1411200 29-353 "$step"
check "DAC1 refuses what is outside" pcmcheck -D hw:7,1 refused 1411200 32,64,128,256 "$step"
check "what is refused does not reach the miniport (P15)" traced 0 portcls_stream_new

trace_clear
check "states go one step at a time, from STOP to STOP (P1)" states_in_order
finish
