#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Plays each file of a card's rate, written and mapped, on the devices that have
# the rate; all cards at once. The host knows what must come out.

# shellcheck source=lib.sh
. /usr/lib/selftest.sh

# played_on CARD RATE DEVICE...
played_on() {
	number=$1 rate=$2
	shift 2
	for device; do
		for access in -- --mmap; do
			set -- aplay -q -D "hw:$number,$device"
			[ "$access" = -- ] || set -- "$@" "$access"
			for format in ${formats:?}; do
				set -- "$@" "/sound/$rate-$format.wav"
			done
			"$@" || return
		done
	done
}

full_volume
next=0
for rate in ${rates:?}; do
	eval "devices=\$devices_$rate"
	# shellcheck disable=SC2086,SC2154
	in_background "$rate" played_on $next "$rate" $devices
	next=$((next + 1))
done
for name in ${second_device:+both other}; do
	in_background "$name-left" aplay -q -D "hw:$next,0" "/sound/$name-left.wav"
	in_background "$name-right" aplay -q -D "hw:$next,$second_device" "/sound/$name-right.wav"
	next=$((next + 1))
done
wait
for rate in $rates; do
	check "aplay plays at $rate Hz" outcome "$rate"
done
for name in ${second_device:+both-left both-right other-left other-right}; do
	check "aplay plays on one device while the other plays ($name)" outcome "$name"
done
finish
