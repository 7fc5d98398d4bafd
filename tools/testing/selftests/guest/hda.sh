#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Card 0 has QEMU's codec "duplex", card 1 "output", card 2 "micro", and card 3
# "duplex" again, to be taken away. Card 4 has all three on one link, card 5 is another controller.

# shellcheck source=lib.sh
. /usr/lib/selftest.sh

tracing=/sys/kernel/tracing

# controls_of CARD: all there is to choose
controls_of() {
	amixer -c "$1" contents | grep -o 'iface=.*\|; Item.*' | sort
}

has_line() {
	amixer -c "$1" contents | grep -q "$2"
}

loud() {
	amixer -q -c "$1" sset Master 100% unmute || return
	[ "$1" = 1 ] || amixer -q -c "$1" sset Capture 100% cap
}

has_pcm() {
	grep -q "^$1: Generic Analog : Generic Analog : $2\$" /proc/asound/pcm
}

loud_several() {
	for index in 0 10 20; do
		amixer -q -c 4 sset "Master,$index" 100% unmute || return
	done
	amixer -q -c 4 sset Capture,0 100% cap && amixer -q -c 4 sset Capture,20 100% cap
}

# All that three codecs can play and record, at once
several() {
	in_background pcm0p aplay -q -D hw:4,0 /sound/several.wav
	in_background pcm0c arecord -q -D hw:4,0 -f dat -d 2 /dev/null
	in_background pcm2p aplay -q -D hw:4,2 /sound/several-1.wav
	in_background pcm4p aplay -q -D hw:4,4 -f dat -d 2 /dev/zero
	in_background pcm4c arecord -q -D hw:4,4 -f dat -d 2 recorded-several.wav
	for pcm in pcm0p pcm0c pcm2p pcm4p pcm4c; do
		until_runs 4 "$pcm" || return
	done
	[ "$(grep -l RUNNING /proc/asound/card4/pcm*/sub0/status | wc -l)" = 5 ] || return
	wait
	for pcm in pcm0p pcm0c pcm2p pcm4p pcm4c; do
		outcome "$pcm" || return
	done
}

# QEMU itself never says that it has let an HDA controller go, whatever drives it.
unplug() {
	rigctl qmp device_del '{"id": "card3"}' &&
	until_true 30 [ ! -e "/sys/bus/pci/devices/$device" ]
}

# sustains PERIOD COUNT PROGRAM FILE
sustains() {
	"$3" -q --fatal-errors -D hw:3,0 -t raw -f dat -s 9600 --period-size="$1" \
		--buffer-size=$(($1 * $2)) "$4" && echo "$3 $1 $2"
}

# sustained FILE: writes down with what periods and rings card 3 plays and records, without an xrun
sustained() {
	for period in 32 64 256 1024; do
		for count in $(either "2 4 64" 64); do
			sustains $period "$count" aplay /dev/zero
			# What QEMU's codec records comes in pieces of up to 264 frames.
			[ $((period * count)) -lt 1024 ] ||
				sustains $period "$count" arecord /dev/null
		done
	done >"$1" 2>"$1.log"
}

# The in-tree driver takes its time, for each card by itself.
all_there() {
	for card in $cards; do
		[ -e "/dev/snd/controlC$card" ] || return
	done
}

# What the in-tree driver has and sustains, before ours has the cards
see_in_tree() {
	modprobe -r "$module" &&
	modprobe "$in_tree" &&
	until_true 10 all_there &&
	for card in $cards; do
		controls_of "$card" >"theirs-$card" || return
	done &&
	sustained theirs &&
	modprobe -r "$in_tree" &&
	modprobe "$module"
}

same_controls() {
	controls_of "$1" >"ours-$1" && [ -s "ours-$1" ] && diff "theirs-$1" "ours-$1"
}

# All that the in-tree driver sustains, ours does, too.
sustains_as_much() {
	grep -c . theirs ours
	! grep -v -x -F -f ours theirs && [ -s theirs ]
}

# interrupt_of CARD
interrupt_of() {
	ls "/sys/class/sound/card$1/device/msi_irqs"
}

cards="0 1 2 3 4 5"
see_in_tree
for card in $cards; do
	check "card $card has the controls, items and jacks of the kernel's own driver" \
		same_controls "$card"
done

check "decibels of a level" has_line 0 'dBscale-min=-74.00dB,step=1.00dB'
check "the driver string is that of the kernel's own driver" \
	grep -q 'HDA-Intel - HDA Intel' /proc/asound/cards
check "components are those of the kernel's own driver" \
	sh -c "amixer -c 0 info | grep -q 'HDA:1af40022,1af40022,00100101'"

for card in 0 1 2 3 5; do
	check "the mixer of card $card can be set" loud $card
done

check "aplay plays" aplay -q -D hw:0,0 /sound/written.wav
check "aplay plays mapped" aplay -q -M -D hw:1,0 /sound/mapped.wav
# Waiting for /host would let the ring run over.
check "arecord records" arecord -q -D hw:2,0 -f dat -d 2 read.wav
check "arecord records mapped" arecord -q -M -D hw:2,0 -f dat -d 2 recorded-mapped.wav
cp read.wav recorded-mapped.wav /host

check "a rate that the codec has not is told to be another" sh -c \
	"aplay -D hw:3,0 -f S16_LE -c 2 -r 8000 -s 100 /dev/zero 2>&1 | grep -q 'got = 16000Hz'"
check "a size that the codec has not is refused" fails \
	aplay -q -D hw:3,0 -f S32_LE -c 2 -r 48000 -s 100 /dev/zero

# QEMU's codec is some 16 ms ahead when it plays, and behind when it records.
check "playing and recording start and stop together (P6, P13)" \
	pcmcheck -D hw:3,0 -C -r 48000 -p 2048 -b 8192 link hw:3,0
check "an xrun while playing is told and ends" \
	pcmcheck -D hw:3,0 -r 48000 -p 1024 -b 8192 xrun
sustained ours
check "plays and records with as short periods and rings as the in-tree driver" sustains_as_much
check "plays with a ring of two periods of 128 bytes, if it is fast enough" \
	grep -q "aplay 32 $(either 2 64)" ours
check "periods of 2 MiB, half the ring" \
	aplay -q -D hw:3,0 -f dat -s 9600 --period-size=524288 --buffer-size=1048576 /dev/zero

check "plays without an interrupt when nobody wants to be woken up" pcmcheck -D hw:0,0 -r 48000 \
	-p 1024 -b 8192 unwoken /sound/unwoken.wav "$(interrupt_of 0)"

check "ICH9: interrupts are messages" interrupt_of 5
check "ICH9: aplay plays" aplay -q -D hw:5,0 /sound/ich9.wav
check "ICH9: arecord records" arecord -q -D hw:5,0 -f dat -s 48000 recorded-ich9.wav
in_background duplex arecord -q -D hw:5,0 -f dat -s 72000 recorded-ich9-while-playing.wav
check "ICH9: aplay plays while arecord records" aplay -q -D hw:5,0 /sound/duplex.wav
wait
check "ICH9: arecord records while aplay plays" outcome duplex
cp recorded-ich9*.wav /host

echo 1 >$tracing/events/portcls/portcls_service/enable
in_background unnotified aplay -q -D hw:3,0 --disable-resample -f dat -d 1 /dev/zero
wait
check "each period is told by an interrupt" grep -q portcls_service $tracing/trace
echo 0 >$tracing/events/portcls/portcls_service/enable

check "each codec of several has its PCM device" \
	sh -c "grep -c '^04-' /proc/asound/pcm | grep -qx 3"
check "the first one, device 0" has_pcm 04-00 "playback 1 : capture 1"
check "the second one, device 2" has_pcm 04-02 "playback 1"
check "the third one, device 4" has_pcm 04-04 "playback 1 : capture 1"
check "components name all codecs" \
	sh -c "amixer -c 4 info | grep -q 'HDA:.* HDA:.* HDA:'"
check "the mixer of several codecs can be set" loud_several
check "all codecs play and record at the same time" several
cp recorded-several.wav /host
check "streams of two codecs start and stop together (P6, P13)" \
	pcmcheck -D hw:4,0 -r 48000 -p 2048 -b 8192 link hw:4,2

driver=/sys/bus/pci/drivers/snd_portcls_hda
device=$(basename "$(readlink -f /sys/class/sound/card3/device)")
in_background unbound aplay -q -D hw:3,0 -f dat -d 9 /dev/zero
until_runs 3 pcm0p
check "a card is given back while it plays" sh -c "echo $device >$driver/unbind"
wait
check "who plays then is told" fails outcome unbound
check "and is taken again" sh -c "echo $device >$driver/bind"
check "and plays" aplay -q -D hw:3,0 -f dat -s 4800 /dev/zero

# The host may take its time, and virtual time goes on meanwhile.
in_background unplugged aplay -q -D hw:3,0 -f dat -d 600 /dev/zero
until_runs 3 pcm0p
check "a card is unplugged while it plays" unplug
wait
check "who plays then is told, too" fails outcome unplugged
check "the other cards play on" aplay -q -D hw:1,0 -f cd -s 4410 /dev/zero

# Last: a machine that has slept lets no card be unplugged, in QEMU.
rigctl umount
rigctl system_wakeup 1
in_background sleeping aplay -D hw:0,0 -f dat -d 3 /dev/zero
until_runs 0 pcm0p
check "the machine sleeps, and wakes up, while a stream plays (P49)" \
	sh -c 'echo mem >/sys/power/state'
wait
check "playing goes on after sleep (P49)" outcome sleeping
check "what the mixer was set to is there after sleep" \
	sh -c "amixer -c 0 sget Master | grep -q '100%.*on'"
check "aplay plays after sleep" aplay -q -D hw:0,0 /sound/resumed.wav
finish
