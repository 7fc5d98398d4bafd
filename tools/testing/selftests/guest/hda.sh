#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Card 0 has QEMU's codec "duplex", card 1 "output", card 2 "micro", and card 3
# "duplex" again, to be taken away.

# shellcheck source=lib.sh
. /usr/lib/selftest.sh

tracing=/sys/kernel/tracing

# has_controls CARD NAME...: these and no others, but for maps of channels
has_controls() {
	card=$1
	shift
	for name; do
		echo "$name"
	done | sort >wanted
	amixer -c "$card" controls | sed -n "s/.*name='\(.*\)'/\1/p" | grep -v "Channel Map" |
		sort >found
	diff wanted found
}

# controls_of DEVICE: all there is to choose of its card
controls_of() {
	card=$(basename "/sys/bus/pci/devices/$1"/sound/card*)
	amixer -c "${card#card}" contents | grep -o 'iface=.*\|; Item.*' | sort
}

has_card() {
	for path in "/sys/bus/pci/devices/$1"/sound/card*/controlC*; do
		[ -e "$path" ] || return
	done
}

# give FROM TO DEVICE...: from one driver to another
give() {
	from=/sys/bus/pci/drivers/$1
	to=/sys/bus/pci/drivers/$2
	shift 2
	for device; do
		echo "$device" >"$from/unbind" && echo "$device" >"$to/bind" || return
		until_true 10 has_card "$device" || return
	done
}

# The kernel's own driver takes what is free when it comes; so nothing is.
compare_drivers() {
	devices=
	for card in 0 1 2; do
		devices="$devices $(basename "$(readlink -f "/sys/class/sound/card$card/device")")"
	done
	modprobe -a snd-hda-codec-generic snd-hda-intel || return
	for device in $devices; do
		controls_of "$device" >"ours-$device"
	done
	# shellcheck disable=SC2086
	give snd_portcls_hda snd_hda_intel $devices || return
	for device in $devices; do
		controls_of "$device" >"in-tree-$device"
	done
	# shellcheck disable=SC2086
	give snd_hda_intel snd_portcls_hda $devices || return
	rmmod snd-hda-intel || return
	for device in $devices; do
		[ -s "ours-$device" ] && diff "in-tree-$device" "ours-$device" || return
	done
}

has_line() {
	amixer -c "$1" contents | grep -q "$2"
}

loud() {
	amixer -q -c "$1" sset Master 100% unmute || return
	[ "$1" = 1 ] || amixer -q -c "$1" sset Capture 100% cap
}

# QEMU itself never says that it has let an HDA controller go, whatever drives it.
unplug() {
	rigctl device_del card3
	[ ! -e "/sys/bus/pci/devices/$device" ]
}

check "controls, items and jacks are those of the kernel's own driver" compare_drivers

master="Master Playback Volume
Master Playback Switch"
capture="Capture Volume
Capture Switch"

IFS='
'
# shellcheck disable=SC2086
check "controls of a codec that plays and records" \
	has_controls 0 $master $capture "Line Out Phantom Jack" "Line Phantom Jack"
# shellcheck disable=SC2086
check "controls of a codec that plays" has_controls 1 $master "Line Out Phantom Jack"
# shellcheck disable=SC2086
check "controls of a codec with speaker and microphone" \
	has_controls 2 $master $capture "Speaker Phantom Jack" "Mic Phantom Jack"
unset IFS
check "decibels of a level" has_line 0 'dBscale-min=-74.00dB,step=1.00dB'
check "the driver string is that of the kernel's own driver" \
	grep -q 'HDA-Intel - HDA Intel' /proc/asound/cards
check "components are those of the kernel's own driver" \
	sh -c "amixer -c 0 info | grep -q 'HDA:1af40022,1af40022,00100101'"

for card in 0 1 2 3; do
	check "the mixer of card $card can be set" loud $card
done

check "aplay plays" aplay -q -D hw:0,0 /sound/written.wav
check "aplay plays mapped" aplay -q -M -D hw:1,0 /sound/mapped.wav
# Waiting for /host would let the ring run over.
check "arecord records" arecord -q -D hw:2,0 -f dat -d 2 read.wav
check "arecord records mapped" arecord -q -M -D hw:2,0 -f dat -d 2 recorded-mapped.wav
cp read.wav recorded-mapped.wav /host

for rate in 16000 22050 32000 44100 48000 88200 96000; do
	check "$rate Hz is taken" \
		aplay -q -D hw:3,0 -f S16_LE -c 2 -r $rate -s $((rate / 5)) /dev/zero
done
check "a rate that the codec has not is told to be another" sh -c \
	"aplay -D hw:3,0 -f S16_LE -c 2 -r 8000 -s 100 /dev/zero 2>&1 | grep -q 'got = 16000Hz'"
check "a size that the codec has not is refused" fails \
	aplay -q -D hw:3,0 -f S32_LE -c 2 -r 48000 -s 100 /dev/zero

check "pause freezes the position (P4)" \
	pcmcheck -D hw:0,0 -r 48000 -p 1024 -b 8192 pause /sound/pause.wav
# QEMU's codec is some 16 ms ahead when it plays, and behind when it records.
check "playing and recording start and stop together (P6, P13)" \
	pcmcheck -D hw:3,0 -C -r 48000 -p 2048 -b 8192 link hw:3,0
check "an xrun while playing is told and ends" \
	pcmcheck -D hw:3,0 -r 48000 -p 1024 -b 8192 xrun
check "periods of 128 bytes" \
	aplay -q -D hw:3,0 -f dat -s 9600 --period-size=32 --buffer-size=4096 /dev/zero
check "periods of 2 MiB, half the ring" \
	aplay -q -D hw:3,0 -f dat -s 9600 --period-size=524288 --buffer-size=1048576 /dev/zero

echo 1 >$tracing/events/portcls/portcls_service/enable
in_background unnotified aplay -q -D hw:3,0 --disable-resample -f dat -d 1 /dev/zero
wait
check "each period is told by an interrupt" grep -q portcls_service $tracing/trace
echo 0 >$tracing/events/portcls/portcls_service/enable

driver=/sys/bus/pci/drivers/snd_portcls_hda
device=$(basename "$(readlink -f /sys/class/sound/card3/device)")
in_background unbound aplay -q -D hw:3,0 -f dat -d 9 /dev/zero
until_runs 3 pcm0p
check "a card is given back while it plays" sh -c "echo $device >$driver/unbind"
wait
check "who plays then is told" fails outcome unbound
check "and is taken again" sh -c "echo $device >$driver/bind"
check "and plays" aplay -q -D hw:3,0 -f dat -s 4800 /dev/zero

in_background unplugged aplay -q -D hw:3,0 -f dat -d 9 /dev/zero
until_runs 3 pcm0p
check "a card is unplugged while it plays" unplug
wait
check "who plays then is told, too" fails outcome unplugged
check "the other cards play on" aplay -q -D hw:1,0 -f cd -s 4410 /dev/zero

# Last: a machine that has slept lets no card be unplugged, in QEMU.
in_background sleeping aplay -D hw:0,0 -f dat -d 3 /dev/zero
until_runs 0 pcm0p
check "the machine sleeps, and wakes up, while a stream plays (P49)" rigctl suspend
wait
check "playing goes on after sleep (P49)" outcome sleeping
check "what the mixer was set to is there after sleep" \
	sh -c "amixer -c 0 sget Master | grep -q '100%.*on'"
check "aplay plays after sleep" aplay -q -D hw:0,0 /sound/resumed.wav
finish
