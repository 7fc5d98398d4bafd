#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Has both drivers make mixers of the codecs that /host/codecs names, and leaves what amixer and
# /proc say of them in /host/DRIVER.

parameter=/sys/module/hdafake/parameters/codec
device=$(basename "$(dirname "$(grep -l 0x0403 /sys/bus/pci/devices/*/class)")")

# A driver may go on in the background after it is bound.
has_card() {
	tries=0
	until [ -e /dev/snd/controlC0 ]; do
		tries=$((tries + 1))
		[ $tries -lt 50 ] || return
		sleep 0.1
	done
}

release() {
	[ ! -e "/sys/bus/pci/drivers/$1/$device" ] ||
		echo "$device" >"/sys/bus/pci/drivers/$1/unbind"
}

ask() {
	driver=$1
	table=$2
	name=$(basename "$table" .codec)
	echo "$table" >$parameter || return
	echo "$device" >"/sys/bus/pci/drivers/$driver/bind" && has_card || return
	amixer -c 0 contents >"/host/$driver/$name.contents"
	[ ! -e "/proc/asound/card0/codec#0" ] ||
		cat "/proc/asound/card0/codec#0" >"/host/$driver/$name.widgets"
}

status=0
# There is a codec when a driver comes: the kernel's own does not survive being unbound without.
for driver in snd_hda_intel snd_portcls_hda; do
	head -n 1 /host/codecs >$parameter || exit
	mkdir -p "/host/$driver"
	modprobe -a snd-hda-codec-generic snd-hda-codec-hdmi "$driver"
	release "$driver"
	while read -r table; do
		ask "$driver" "$table" || echo "$driver makes no card of $table"
		release "$driver"
	done </host/codecs
	rmmod "$driver" || status=1
done
exit $status
