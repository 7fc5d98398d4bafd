#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Records on all cards at once, then in duplex, then looks at the rate that both
# directions share. The host knows what must be in the recordings.

# shellcheck source=lib.sh
. /usr/lib/selftest.sh

# must_hold FILE FORMAT CHANNELS: a recording has as many frames as were asked for
must_hold() {
	bytes=$((frames * $3))
	[ "$2" = s16 ] && bytes=$((2 * bytes))
	size=$(($(stat -c %s "$1") - 44))
	if [ "$size" -ne "$bytes" ]; then
		echo "$1: $size bytes instead of $bytes"
		return 1
	fi
}

# record CARD RATE
record() {
	frames=$(($2 * 4 / 10))
	for format in ${formats:?}; do
		coding=${format%-*} channels=${format#*-}
		for access in --mmap --; do
			name=recorded-$2-$format$access
			case $coding in s16) alsa=S16_LE ;; u8) alsa=U8 ;; esac
			arecord -q -D "hw:$1,0" -f "$alsa" -c "$channels" -r "$2" \
				-s "$frames" "$access" "$name.wav" || return
			must_hold "$name.wav" "$coding" "$channels" || return
		done
	done
}

# offered aplay|arecord DEVICE: the rates that a device may be set to
offered() {
	"$1" --dump-hw-params -D "$2" -t raw -f U8 -r 8000 -s 1 /dev/zero 2>&1 |
		sed -n 's/^RATE: *//p'
}

# is COMMAND... -- WORDS: the command prints those words
is() {
	command=
	while [ "$1" != -- ]; do
		command="$command $1"
		shift
	done
	shift
	printed=$($command)
	echo "$command: $printed"
	[ "$printed" = "$*" ]
}

full_volume
next=0
for rate in ${rates:?}; do
	in_background "$rate" record $next "$rate"
	next=$((next + 1))
done
wait
for rate in $rates; do
	check "arecord records at $rate Hz" outcome "$rate"
done

in_background record-48000 arecord -q -D hw:0,0 -f S16_LE -c 2 -r 48000 -s 48000 \
	duplex-48000-recorded.wav
in_background play-48000 aplay -q -D hw:0,0 /sound/duplex-48000.wav
in_background record-44100 arecord -q -D hw:1,0 -f S16_LE -c 2 -r 44100 -s 44100 \
	duplex-44100-recorded.wav
in_background play-44100 aplay -q -D hw:1,0 /sound/duplex-44100.wav
if [ -n "$second_device" ]; then
	in_background third-44100 aplay -q -D "hw:1,$second_device" /sound/third-44100.wav
fi
wait
for name in record-48000 play-48000 record-44100 play-44100 ${second_device:+third-44100}; do
	check "duplex: $name ends well" outcome "$name"
done

check_shared_rate

cp ./*.wav /host
finish
