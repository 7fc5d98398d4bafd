# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2034,SC2154
#
# What the tests in the guest know of QEMU's HD Audio controller with the codec "duplex". Its mixer
# passes samples on unchanged when all is at its maximum.

full_volume() {
	for mixer in /proc/asound/card[0-9]*; do
		mixer=${mixer#/proc/asound/card}
		amixer -q -c "$mixer" sset Master 100% unmute
		amixer -q -c "$mixer" sset Capture 100% cap
	done
}

# QEMU cannot plug in a codec again.
replugged=

# Both directions have rates of their own.
check_shared_rate() {
	aplay -q -D hw:2,0 -t raw -f S16_LE -c 2 -r 44100 /dev/zero &
	player=$!
	until_runs 2 pcm0p
	check "records at a rate of its own while it plays at another" \
		arecord -q -D hw:2,0 -f S16_LE -c 2 -r 16000 -s 1600 other.wav
	kill "$player"
	wait "$player"
}

# $sound is where control.test has put its files. Periods are multiples of 128 bytes.
check_streams() {
	# QEMU's codec takes some 16 ms ahead when it begins to play, also after a pause, and begins to
	# record some 36 ms late. What it has in its buffer is lost in a pause, whoever drives it.
	check "pause freezes the position, playing (P4)" pcmcheck -D hw:6,0 pause "$sound/pause.wav"
	# Waiting for /host would let the ring run over: virtual time does not wait.
	check "pause freezes the position, recording (P4)" pcmcheck -D hw:1,0 -C pause recorded
	cp recorded.* /host

	check "drain, less than a period" \
		pcmcheck -D hw:2,0 -p 6144 -b 24576 drain "$sound/drain-short.wav"
	check "drain, odd periods" pcmcheck -D hw:2,0 -p 992 -b 3968 drain "$sound/drain-1001.wav"
	check "drain, odd periods, mapped" \
		pcmcheck -D hw:2,0 -M -p 1056 -b 4224 drain "$sound/drain-999.wav"
	check "drain" pcmcheck -D hw:2,0 drain "$sound/drain-last.wav"
	check "drain, as before" pcmcheck -D hw:2,0 drain "$sound/drain-1024.wav"

	check "drop stops at once" pcmcheck -D hw:3,0 drop "$sound/drop.wav"
	check "restart after drop" pcmcheck -D hw:4,0 restart "$sound/restart-first.wav" \
		"$sound/restart-second.wav"

	check "link: playing and recording start and stop together (P6, P13)" \
		pcmcheck -D hw:6,0 -C -p 4096 -b 16384 link hw:6,0
	check "link: streams of two cards start and stop together" \
		pcmcheck -D hw:6,0 -p 2048 -b 8192 link hw:7,0

	trace_clear
	check "xrun while playing is told and ends" pcmcheck -D hw:6,0 xrun
	check "xrun while playing is traced" traced 1 portcls_xrun
	trace_clear
	check "xrun while recording is told and ends" pcmcheck -D hw:6,0 -C xrun
	check "xrun while recording is traced" traced 1 portcls_xrun
	check "xrun while playing mapped is told and ends" pcmcheck -D hw:6,0 -M xrun

	check "positions, playing (P7, P8, P12)" pcmcheck -D hw:6,0 -s 2 positions
	check "positions, playing at 96000 Hz (P7, P8, P12)" \
		pcmcheck -D hw:6,0 -r 96000 -s 2 positions
	check "positions, playing at 16000 Hz (P7, P8, P12)" \
		pcmcheck -D hw:6,0 -r 16000 -p 256 -b 1024 -s 2 positions
	check "positions, recording (P7, P8)" pcmcheck -D hw:6,0 -C -s 2 positions 0.04
	check "positions, recording mapped, period of 64 frames (P7, P8)" \
		pcmcheck -D hw:6,0 -C -M -p 64 -b 4096 -s 2 positions 0.04
	check "clock, playing" pcmcheck -D hw:6,0 -s 10 clock
	check "clock, recording" pcmcheck -D hw:6,0 -C -s 10 clock

	check "periods from 128 bytes to half the ring, playing" \
		pcmcheck -D hw:6,0 periods "$(either 4 64)" 128
	# What it records comes in pieces of 264 frames at first.
	check "periods from 128 bytes to half the ring, recording" \
		pcmcheck -D hw:6,0 -C periods 64 128
}

# A ring can hold more than a second.
long_ring=1

# For mixer.sh: what comes in and out of the codec is in memory, where nobody can watch it.
steps=
