#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# A desktop's session as far as sound goes, with the configuration that the packages bring.

# shellcheck source=lib.sh
. /usr/lib/selftest.sh

# All that follows has a bus of its own.
if [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ]; then
	tr -d - </proc/sys/kernel/random/uuid >/etc/machine-id
	exec dbus-run-session -- sh "$0"
fi

# What logind would have made: WirePlumber looks there for who is logged in.
mkdir -p /run/systemd/seats /run/systemd/sessions /run/systemd/users /run/systemd/machines
export XDG_RUNTIME_DIR=/run/desktop
mkdir -m 700 $XDG_RUNTIME_DIR

find_devices() {
	ln -s /usr/bin/udevadm systemd-udevd
	./systemd-udevd --daemon && udevadm trigger && udevadm settle
}

# default_is WAY: what WirePlumber has made of the card is where applications come to
default_is() {
	wpctl inspect "$1" 2>/dev/null | grep "node.name = \"alsa_$2\.pci-.*\.analog-stereo\""
}

# loud WAY ELEMENT: PipeWire's volume is the mixer's
loud() {
	wpctl set-volume "$1" 1.0 &&
	until_true 20 sh -c "amixer sget '$2' | grep 'Front Left: .*\[100%\] \[0.00dB\] \[on\]'"
}

# Those of all processors; nothing if the card has no interrupt.
interrupts() {
	awk 'NR == 1 { processors = NF }
	     /snd_portcls_hda/ { found = 1; for (i = 2; i <= processors + 1; i++) count += $i }
	     END { if (found) print count }' /proc/interrupts
}

# PipeWire goes by its own timers.
is_not_interrupted() {
	until_runs 0 pcm0p || return
	before=$(interrupts)
	sleep 1
	after=$(interrupts)
	echo "${before:-no} interrupts, then ${after:-no}"
	[ -n "$before" ] && [ "$after" = "$before" ]
}

# has_recorded BYTES
has_recorded() {
	[ "$(stat -c %s recorded.wav 2>/dev/null || echo 0)" -ge "$1" ]
}

record() {
	pw-cat --record --rate 48000 --channels 2 --format s16 recorded.wav &
	recorder=$!
	until_true 20 has_recorded 288000
	kill -INT "$recorder"
	wait "$recorder"
	cp recorded.wav /host
}

find_devices
pipewire >pipewire.log 2>&1 &
until_true 10 [ -e $XDG_RUNTIME_DIR/pipewire-0 ]
wireplumber >wireplumber.log 2>&1 &

sink=@DEFAULT_AUDIO_SINK@
source=@DEFAULT_AUDIO_SOURCE@
check "WirePlumber finds what plays" until_true 20 default_is $sink output
check "WirePlumber finds what records" until_true 20 default_is $source input
check "the volume of playing is the card's" loud $sink Master
check "the volume of recording is the card's" loud $source Capture
in_background play pw-cat --playback /sound/play.wav
check "nothing interrupts while PipeWire plays" is_not_interrupted
until_true 10 [ -s play.status ]
check "pw-play plays" outcome play
check "pw-record records" record
sed 's/^/# /' pipewire.log wireplumber.log
finish
