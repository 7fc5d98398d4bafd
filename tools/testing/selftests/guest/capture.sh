#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Records on all cards at once, then in duplex, then looks at the rate that DAC2
# and the ADC share. The host knows what must be in the recordings.

# shellcheck source=lib.sh
. /usr/lib/selftest.sh

# must_hold FILE FORMAT CHANNELS: a recording has as many frames as were asked for
must_hold() {
	bytes=$((frames * $3))
	[ "$2" = S16_LE ] && bytes=$((2 * bytes))
	size=$(($(stat -c %s "$1") - 44))
	if [ "$size" -ne "$bytes" ]; then
		echo "$1: $size bytes instead of $bytes"
		return 1
	fi
}

# record CARD RATE
record() {
	frames=$(($2 * 4 / 10))
	for format in S16_LE U8; do
		for channels in 2 1; do
			for access in --mmap --; do
				name=$(echo "recorded-$2-$format-$channels$access" | tr '[:upper:]' '[:lower:]')
				arecord -q -D "hw:$1,0" -f "$format" -c "$channels" -r "$2" \
					-s "$frames" "$access" "$name.wav" || return
				must_hold "$name.wav" "$format" "$channels" || return
			done
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

card=0
for rate in ${rates:?}; do
	in_background "$rate" record $card "$rate"
	card=$((card + 1))
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
in_background third-44100 aplay -q -D hw:1,1 /sound/third-44100.wav
wait
for name in record-48000 play-48000 record-44100 play-44100 third-44100; do
	check "duplex: $name ends well" outcome "$name"
done

all="[3997 48662]"
check "DAC2 is offered every rate while nobody records" is offered aplay hw:2,0 -- "$all"
check "ADC is offered every rate while nobody plays" is offered arecord hw:2,0 -- "$all"

aplay -q -D hw:2,0 -t raw -f S16_LE -c 2 -r 44100 /dev/zero &
player=$!
until_runs 2 pcm0p
check "ADC is offered DAC2's rate only while that runs" is offered arecord hw:2,0 -- 44100
check "DAC1 is offered its rates while DAC2 runs" is offered aplay hw:2,1 -- "[5512 44100]"
check "ADC records at DAC2's rate" \
	arecord -q -D hw:2,0 -f S16_LE -c 2 -r 44100 -s 4410 shared.wav
kill "$player"
wait "$player"
check "ADC is offered every rate after DAC2 has closed" is offered arecord hw:2,0 -- "$all"

arecord -q -D hw:2,0 -t raw -f S16_LE -c 2 -r 22050 /dev/null &
recorder=$!
until_runs 2 pcm0c
check "DAC2 is offered the ADC's rate only while that runs" is offered aplay hw:2,0 -- 22050
kill "$recorder"
wait "$recorder"
check "DAC2 plays at another rate after the ADC has closed" \
	aplay -q -D hw:2,0 -t raw -f S16_LE -c 2 -r 44100 -s 4410 /dev/zero

cp ./*.wav /host
finish
