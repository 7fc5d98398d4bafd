# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2034,SC2154
#
# What the tests in the guest know of an ES1370.

# QEMU has no model of its mixer: it is as loud as can be.
full_volume() {
	:
}

# DAC2 and the ADC
check_shared_rate() {
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
}

# $sound is where control.test has put its files.
check_streams() {
	check "pause freezes the position, DAC2 (P4)" pcmcheck -D hw:0,0 pause "$sound/pause.wav"
	# Waiting for /host would let the ring run over: virtual time does not wait.
	check "pause freezes the position, ADC (P4)" pcmcheck -D hw:1,0 -C pause recorded
	cp recorded.* /host

	check "drain, less than a period" pcmcheck -D hw:2,0 drain "$sound/drain-short.wav"
	check "drain, odd periods of U8 mono" \
		pcmcheck -D hw:2,0 -f U8 -c 1 -p 1001 -b 4004 drain "$sound/drain-1001.wav"
	check "drain, odd periods of S16 mono, mapped" \
		pcmcheck -D hw:2,0 -M -c 1 -p 999 -b 3996 drain "$sound/drain-999.wav"
	check "drain, DAC1" pcmcheck -D hw:2,1 drain "$sound/drain-last.wav"
	check "drain, DAC2" pcmcheck -D hw:2,0 drain "$sound/drain-1024.wav"

	check "drop stops at once" pcmcheck -D hw:3,0 drop "$sound/drop.wav"
	check "restart after drop" \
		pcmcheck -D hw:4,0 restart "$sound/restart-first.wav" "$sound/restart-second.wav"

	check "link: both DACs start and end together (P6, P13)" \
		pcmcheck -D hw:5,0 -b 32768 link hw:5,1 "$sound/link-left.wav" "$sound/link-right.wav"
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
}

# For mixer.sh: steps that ctlcheck takes at least, and registers that hold the mix.
steps=500
held_count=27

# registers: what the codec's registers come to hold, and the two bits of the chip's
# control register that belong to the mixer; a line for each mark by which one has changed
registers() {
	awk '
	function hex(value, digits) {
		return substr("00000000" substr(value, 3), length(value) - 1 + 8 - digits)
	}
	function now(place, value) {
		if (place in held && held[place] == value)
			return
		held[place] = value
		change[place] = value
	}
	/name .es1370.$/ {
		offset = substr($7, length($7) - 1)
		if (offset == "10") {
			word = hex($9, 4)
			now(substr(word, 1, 2), substr(word, 3))
		} else if (offset == "00") {
			word = hex($9, 8)
			now("XCTL1", index("4567cdef", substr(word, 1, 1)) > 0)
			now("XCTL0", index("13579bdf", substr(word, 6, 1)) > 0)
		}
	}
	/value 0xa5 .*name .ioport80.$/ {
		line = ""
		for (place in change)
			line = line " " place "=" change[place]
		if (line != "")
			print ++marks ":" line
		for (place in change)
			delete change[place]
	}
	END {
		for (place in held)
			print "in the end", place, held[place]
	}' /host/io.log | sort -V
}

# All but register 16, which switches the codec on and off.
held() {
	registers | grep '^in the end' | grep -v ' 16 '
}

# Nobody changes register 17, the clock.
held_before() {
	held
	echo "in the end 17 00"
}
