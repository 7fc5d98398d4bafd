#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Sleeps while streams run on three cards: the first one records, the others play.

# shellcheck source=lib.sh
. /usr/lib/selftest.sh

has() {
	grep -q "$@"
}

# asleep COMMAND...: sleep while streams run, which go on afterwards
asleep() {
	in_background sleeping-0 arecord -D hw:0,0 -f S16_LE -c 2 -r 44100 -s 132300 recorded.wav
	in_background sleeping-1 aplay -D hw:1,0 /sound/sleeping.wav
	in_background sleeping-2 aplay -M -D hw:2,0 /sound/sleeping.wav
	if [ -n "${second_device:-}" ]; then
		in_background sleeping-3 aplay -D "hw:2,$second_device" /sound/sleeping.wav
	fi
	until_runs 0 pcm0c
	until_runs 1 pcm0p
	until_runs 2 pcm0p
	[ -z "$second_device" ] || until_runs 2 "pcm${second_device}p"
	sleep 0.1
	"$@"
}

# streams_went_on NAME
streams_went_on() {
	wait
	number=0
	for way in "recording" "playing" "playing mapped" \
		${second_device:+"playing on the other device"}; do
		check "$1: $way goes on (P49)" outcome "sleeping-$number"
		check "$1: $way was suspended (P49)" has '^Suspended' "sleeping-$number.log"
		number=$((number + 1))
	done
}

# What /host comes through does not survive sleep. And nobody asks the host for anything while
# streams run: virtual time does not wait for the answer, and they might be over.
rigctl umount
rigctl system_wakeup 1

full_volume
check "the machine sleeps, and wakes up, while streams run" asleep \
	sh -c 'echo mem >/sys/power/state'
streams_went_on "sleep"

echo devices >/sys/power/pm_test
check "devices sleep, and wake up, while streams run" asleep \
	sh -c 'echo mem >/sys/power/state'
echo none >/sys/power/pm_test
streams_went_on "sleep of the devices alone"

check "aplay plays as ever" aplay -q -D hw:1,0 /sound/resumed.wav

finish
