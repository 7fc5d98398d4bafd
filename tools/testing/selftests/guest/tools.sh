#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Names, devices and the trace, as tools show them.

# shellcheck source=lib.sh
. /usr/lib/selftest.sh

# see DIRECTORY: what tools say of the card
see() {
	mkdir "$1"
	aplay -l >"$1/aplay -l" 2>&1
	arecord -l >"$1/arecord -l" 2>&1
	aplay -L >"$1/aplay -L" 2>&1
	arecord -L >"$1/arecord -L" 2>&1
	cat /proc/asound/card0/id >"$1/id"
	cat /proc/asound/pcm >"$1/PCM devices"
	cat /proc/asound/cards >"$1/driver and card names"
	cat /proc/asound/card0/pcm*/info >"$1/PCM ids, names and classes"
}

same_names() {
	see ours
	modprobe -r snd-portcls-es1370
	modprobe snd-ens1370
	see theirs
	modprobe -r snd-ens1370
	modprobe snd-portcls-es1370

	check "the long name tells ours from theirs" grep -q '(PortCls)$' "ours/driver and card names"
	sed -i 's/ (PortCls)$//' "ours/driver and card names"
	for file in theirs/*; do
		file=${file#theirs/}
		check "$file: the same as the in-tree driver's" diff "theirs/$file" "ours/$file"
	done
}

devices() {
	for name in default plughw:0,0 plughw:0,1 front:0; do
		check "aplay -D $name plays what the card cannot do by itself" \
			aplay -q -D "$name" -t raw -f S16_LE -c 2 -r 32000 -s 16000 /dev/zero
	done
	check "speaker-test plays" \
		speaker-test -D hw:0,0 -r 44100 -c 2 -t sine -l 1 -b 100000 -p 25000
}

# Parameters as /proc shows them while a stream runs
exact_rate() {
	aplay -q -D hw:0,0 -t raw -f S16_LE -c 2 -r 48000 -s 48000 /dev/zero &
	until_runs 0 pcm0p
	grep rate /proc/asound/card0/pcm0p/sub0/hw_params
	grep -qx 'rate: 48662 (1411200/29)' /proc/asound/card0/pcm0p/sub0/hw_params
	found=$?
	wait
	return "$found"
}

# module_says FIELD MODULE PATTERN
module_says() {
	modinfo -F "$1" "$2"
	modinfo -F "$1" "$2" | grep -q "$3"
}

module_information() {
	for module in snd-portcls snd-portcls-es1370; do
		check "modinfo $module: licence" module_says license $module '^GPL$'
		check "modinfo $module: description" module_says description $module .
		check "modinfo $module: version" module_says version $module '^[0-9]'
	done
	modinfo -p snd-portcls-es1370 >parameters.txt
	for parameter in index id enable; do
		check "modinfo: parameter $parameter is described" \
			grep "^$parameter:.*(array" parameters.txt
	done
	# Nobody gets our driver for the card without asking for it.
	check "modinfo: no alias" fails module_says alias snd-portcls-es1370 .
}

record_trace() {
	trace-cmd record -q -e portcls -o trace.dat aplay -q -D hw:0,0 -t raw -f S16_LE -c 2 \
		-r 48000 -s 24000 /dev/zero &&
	trace-cmd report trace.dat >report.txt
}

# The application is late once: what ALSA has of it is played, and then there is no more.
starve() {
	{ head -c 32000 /dev/zero; until_runs 0 pcm0p >/dev/null; sleep 1; } |
		trace-cmd record -q -e portcls:portcls_etw_\* -o starved.dat aplay -q -D hw:0,0 \
			-t raw -f S16_LE -c 2 -r 48000 --buffer-size 4096 --period-size 1024 &&
	trace-cmd report starved.dat | sed 's/.* portcls_etw_//' >starved.txt
}

# The states of the stream, one after the other
states() {
	sed -n 's/.*portcls_etw_pin_state:.* state=//p' report.txt | tr '\n' ' '
	[ "$(sed -n 's/.*portcls_etw_pin_state:.* state=//p' report.txt | tr '\n' ' ')" = \
	  "ACQUIRE PAUSE RUN PAUSE ACQUIRE STOP " ]
}

# Each report of an underrun has the end of its period after it.
glitch_comes_first() {
	grep -A 2 "reason=underrun" starved.txt
	glitches=$(grep -c '^glitch_report: .* pin=0 .*reason=underrun' starved.txt)
	[ "$glitches" -gt 0 ] &&
	[ "$(grep -A 2 "reason=underrun" starved.txt | grep -c "^buffer_complete")" = "$glitches" ]
}

# An application that does not want to be woken at each period
sleep_long() {
	trace-cmd record -q -e portcls:portcls_etw_\* -o long.dat aplay -q -D hw:0,0 -t raw \
		-f S16_LE -c 2 -r 48000 --buffer-size 16384 --period-size 1024 --avail-min 250000 \
		-s 96000 /dev/zero &&
	trace-cmd report long.dat | sed 's/.* portcls_etw_//' >long.txt
}

# It slept over periods, and that was its right.
nothing_was_wrong() {
	grep -c '^buffer_complete' long.txt
	grep -q '^buffer_complete' long.txt && ! grep '^glitch_report' long.txt
}

# reported PATTERN
reported() {
	grep -m 1 "$1" report.txt
}

trace() {
	check "trace-cmd records all events of ours" record_trace
	check "the report names stream, pin and error" \
		reported 'portcls_stream_new: .*card=0 device=0 playback substream=0 pin=0 err=0$'
	check "the report names format and exact rate" \
		reported 'PCM channels=2 bits=16/16 rate=48662 (1411200/29) err=0$'
	check "the report names states" reported 'portcls_state: .* STOP -> ACQUIRE err=0$'
	check "each state in the report has its name" fails sh -c \
		'grep portcls_state: report.txt | grep -v -E " (STOP|ACQUIRE|PAUSE|RUN) -> (STOP|ACQUIRE|PAUSE|RUN) err="'
	check "the report has positions" reported 'portcls_position: .*offset=[0-9]* linear=[0-9]*'
	check "the report has the end of the stream" reported 'portcls_stream_release: '
	check "ETW events of the states are in the report, in order (W84)" states
	check "ETW events: each period is complete" \
		[ "$(grep -c portcls_etw_buffer_complete: report.txt)" = \
		  "$(grep -c portcls_period: report.txt)" ]
	check "ETW events: the last buffer was rendered, once" \
		[ "$(grep -c portcls_etw_last_buffer_rendered: report.txt)" = 1 ]
	check "ETW events: no glitch is reported where there was none" \
		fails grep portcls_etw_glitch_report: report.txt
	check "an application that is late is recorded" starve
	check "an underrun is a glitch before the period is complete (W83)" glitch_comes_first
	check "an application that sleeps over a period is a glitch (W82)" \
		grep -m 1 '^glitch_report: .* pin=0 .*reason=same-write-position' starved.txt
	check "an application sleeps for several periods at a time" sleep_long
	check "one that a timer wakes is no glitch (W82)" nothing_was_wrong
	check "no address of the kernel's is in the report" fails grep ffff report.txt
	check "no event could not be printed" fails grep -i -E 'FAILED|UNKNOWN|\[.*events lost' report.txt
}

same_names
devices
check "/proc shows the exact rate" exact_rate
module_information
trace
finish
