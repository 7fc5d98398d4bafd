# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2034,SC2154
#
# What the tests in the guest know of QEMU's AC'97 card. Its model of the mixer passes samples on
# unchanged when all is at its maximum.

full_volume() {
	for mixer in /proc/asound/card[0-9]*; do
		mixer=${mixer#/proc/asound/card}
		amixer -q -c "$mixer" sset Master 100% unmute
		amixer -q -c "$mixer" sset PCM 100% unmute
		# There the highest gain is the one that changes nothing.
		amixer -q -c "$mixer" sset Capture 100% cap
	done
}

# Both directions have rates of their own.
check_shared_rate() {
	aplay -q -D hw:2,0 -t raw -f S16_LE -c 2 -r 44100 /dev/zero &
	player=$!
	until_runs 2 pcm0p
	check "PCM In records at a rate of its own while PCM Out plays at another" \
		arecord -q -D hw:2,0 -f S16_LE -c 2 -r 8000 -s 800 other.wav
	check "Mic In does, too" arecord -q -D hw:2,1 -f S16_LE -c 2 -r 16000 -s 1600 mic.wav
	kill "$player"
	wait "$player"
}

# $sound is where control.test has put its files.
check_streams() {
	check "pause freezes the position, PCM Out (P4)" pcmcheck -D hw:0,0 pause "$sound/pause.wav"
	# Waiting for /host would let the ring run over: virtual time does not wait.
	check "pause freezes the position, PCM In (P4)" pcmcheck -D hw:1,0 -C pause recorded
	cp recorded.* /host

	check "drain, less than a period" pcmcheck -D hw:2,0 drain "$sound/drain-short.wav"
	check "drain, odd periods" pcmcheck -D hw:2,0 -p 1001 -b 4004 drain "$sound/drain-1001.wav"
	check "drain, odd periods, mapped" \
		pcmcheck -D hw:2,0 -M -p 999 -b 3996 drain "$sound/drain-999.wav"
	check "drain" pcmcheck -D hw:2,0 drain "$sound/drain-last.wav"
	check "drain, PCM Out" pcmcheck -D hw:2,0 drain "$sound/drain-1024.wav"

	check "drop stops at once" pcmcheck -D hw:3,0 drop "$sound/drop.wav"
	check "restart after drop" pcmcheck -D hw:4,0 restart "$sound/restart-first.wav" \
		"$sound/restart-second.wav"

	check "the codec's registers are where alsa-info.sh looks for them" grep -qx "0:7c = 8384" \
		"/proc/asound/card6/codec97#0/ac97#0-0+regs"
	check "… and the codec's name, too" grep -q STAC9700 \
		"/proc/asound/card6/codec97#0/ac97#0-0"

	trace_clear
	check "xrun while playing is told and ends" pcmcheck -D hw:6,0 xrun
	check "xrun while playing is traced" traced 1 portcls_xrun
	trace_clear
	check "xrun while recording is told and ends" pcmcheck -D hw:6,0 -C xrun
	check "xrun while recording is traced" traced 1 portcls_xrun
	check "xrun while playing mapped is told and ends" pcmcheck -D hw:6,0 -M xrun
	check "mappings are revoked at the stop (P26)" traced some portcls_mappings_revoke

	check "positions, PCM Out (P7, P8, P12)" pcmcheck -D hw:6,0 -s 2 positions
	check "positions, PCM Out at 48000 Hz (P7, P8, P12)" \
		pcmcheck -D hw:6,0 -r 48000 -s 2 positions
	check "positions, PCM Out at 8000 Hz (P7, P8, P12)" \
		pcmcheck -D hw:6,0 -r 8000 -p 256 -b 1024 -s 2 positions
	check "positions, PCM In (P7, P8, P12)" pcmcheck -D hw:6,0 -C -s 2 positions
	check "positions, PCM In mapped, period of 64 frames (P7, P8, P12)" \
		pcmcheck -D hw:6,0 -C -M -p 64 -b 1024 -s 2 positions
	check "positions, Mic In (P7, P8, P12)" pcmcheck -D hw:6,1 -C -s 2 positions

	# Four periods of 64 bytes are 0.4 ms, which the debug kernel is busy for now and then.
	many=$(either 4 64)
	check "periods from 64 bytes to half the ring, PCM Out" pcmcheck -D hw:6,0 periods "$many"
	check "periods from 64 bytes to half the ring, PCM In" \
		pcmcheck -D hw:6,0 -C periods "$many"
}

# For mixer.sh: steps that ctlcheck takes at least, and registers that hold the mix.
steps=100
held_count=5

# registers: what the codec's registers come to hold; a line for each mark by which one has
# changed
registers() {
	awk '
	/name .ac97-nam.$/ {
		place = substr($7, length($7) - 1)
		value = $9
		if (place == "26" || (place in held && held[place] == value))
			next
		held[place] = value
		change[place] = value
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

# Those of the mixer that are there
held() {
	registers | grep -E '^in the end (02|18|1a|1c|22) '
}

held_before() {
	held
}

# A codec whose clock is off, as the parameter says, is told another rate.
check_parameters() {
	modprobe -r "$module"
	check "a clock that no codec has is refused" fails modprobe "$module" ac97_clock=38399
	check "another clock is taken" modprobe "$module" ac97_clock=44100
	check "… and plays at 48000 Hz" aplay -q -D hw:0,0 -t raw -f S16_LE -c 2 -r 48000 -s 4800 /dev/zero
	check "… for which the codec is told 44100" grep -q "PCM front DAC *: 44100Hz" \
		"/proc/asound/card0/codec97#0/ac97#0-0"
}
