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

card=0
for rate in ${rates:?}; do
	case $rate in
	48000 | 8000)	in_background "$rate" played_on $card "$rate" 0 ;;
	5512)		in_background "$rate" played_on $card "$rate" 1 ;;
	*)		in_background "$rate" played_on $card "$rate" 0 1 ;;
	esac
	card=$((card + 1))
done
for name in both other; do
	in_background $name-left aplay -q -D hw:$card,0 /sound/$name-left.wav
	in_background $name-right aplay -q -D hw:$card,1 /sound/$name-right.wav
	card=$((card + 1))
done
wait
for rate in $rates; do
	check "aplay plays at $rate Hz" outcome "$rate"
done
for name in both-left both-right other-left other-right; do
	check "aplay plays on one DAC while the other plays ($name)" outcome "$name"
done
finish
