#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Plays each file of a card's rate, written and mapped, on the DACs that have
# the rate; all cards at once. The host knows what must come out.

# shellcheck source=lib.sh
. /usr/lib/selftest.sh

# played_on CARD RATE DEVICE...
played_on() {
	card=$1 rate=$2
	shift 2
	for device; do
		for access in -- --mmap; do
			set -- aplay -q -D "hw:$card,$device"
			[ "$access" = -- ] || set -- "$@" "$access"
			"$@" /sound/"$rate"-s16-2.wav /sound/"$rate"-s16-1.wav \
				/sound/"$rate"-u8-2.wav /sound/"$rate"-u8-1.wav || return
		done
	done
}

in_background 48000 played_on 0 48000 0
in_background 44100 played_on 1 44100 0 1
in_background 22050 played_on 2 22050 0 1
in_background 11025 played_on 3 11025 0 1
in_background 8000 played_on 4 8000 0
in_background 5512 played_on 5 5512 1
in_background both-left aplay -q -D hw:6,0 /sound/both-left.wav
in_background both-right aplay -q -D hw:6,1 /sound/both-right.wav
in_background other-left aplay -q -D hw:7,0 /sound/other-left.wav
in_background other-right aplay -q -D hw:7,1 /sound/other-right.wav
wait
for rate in 48000 44100 22050 11025 8000 5512; do
	check "aplay plays at $rate Hz" outcome "$rate"
done
for name in both-left both-right other-left other-right; do
	check "aplay plays on one DAC while the other plays ($name)" outcome "$name"
done
finish
