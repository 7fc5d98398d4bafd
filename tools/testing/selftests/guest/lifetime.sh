#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Modules, drivers, devices and streams come and go. Three cards:
# the first one is alone with its interrupt, the other two share one.

# shellcheck source=lib.sh
. /usr/lib/selftest.sh

pci=/sys/bus/pci

# slot CARD: where it is on the bus
slot() {
	basename "$(readlink -f "/sys/class/sound/card$1/device")"
}

slot0=$(slot 0)
slot1=$(slot 1)
slot2=$(slot 2)

cards_are() {
	found=$(grep -c ' - ' /proc/asound/cards)
	[ "$found" -eq "$1" ]
}

has() {
	grep -q "$@"
}

play_zeros() {
	aplay -q -D "$1" -t raw -f S16_LE -c 2 -r 44100 -s 4410 /dev/zero
}

unload() {
	modprobe -r "$module"
}

# What is left of the driver once it is unloaded: nothing.
all_is_gone() {
	! grep -s portcls /proc/modules /proc/interrupts /proc/ioports /proc/iomem &&
	! grep -s ' - ' /proc/asound/cards &&
	! ls -d /sys/kernel/tracing/events/portcls /dev/snd/pcm* "$pci/drivers/$driver" \
		"$pci/devices/$slot0/driver" 2>/dev/null
}

free_kilobytes() {
	echo 3 >/proc/sys/vm/drop_caches
	# What a processor keeps at hand is free, too.
	awk '/^MemFree:/ { free += $2 } / count: / { free += 4 * $2 } END { print free }' \
		/proc/meminfo /proc/zoneinfo
}

# are_free KILOBYTES
are_free() {
	[ "$(free_kilobytes)" -ge "$1" ]
}

# A kernel that looks for leaks finds them when the test has ended; until then it
# keeps much memory for itself.
if [ -e /sys/kernel/debug/kmemleak ]; then
	leave="come to their end, and kmemleak has to see what they leave"
else
	leave="leave no memory behind"
fi

# lost_less_than KILOBYTES COMMAND...
lost_less_than() {
	most=$1
	shift
	if [ -e /sys/kernel/debug/kmemleak ]; then
		"$@"
		return
	fi
	before=$(free_kilobytes)
	"$@" || return
	# Some of what was given back is free only a while later; what has leaked never is.
	until_true 10 are_free $((before - most + 1))
	result=$?
	echo "$((before - $(free_kilobytes))) kB less are free"
	return "$result"
}

# open_and_close TIMES
open_and_close() {
	pcmcheck -D hw:0,0 cycles "$1" && pcmcheck -D hw:0,0 -C cycles "$1" &&
	pcmcheck -D hw:0,0 -M cycles "$1" && pcmcheck -D hw:0,0 -C -M cycles "$1"
}

# load_and_unload TIMES
load_and_unload() {
	for _ in $(seq "$1"); do
		modprobe "$module" && cards_are 3 && unload && all_is_gone || return
	done
}

streams_and_modules() {
	# Once before, so that caches are filled.
	check "streams open and close" open_and_close 5
	times=$(either 100 10)
	check "$((4 * times)) more of them $leave" \
		lost_less_than 400 open_and_close "$times"
	check "no stream is left open" fails has -v closed /proc/asound/card*/pcm*/sub*/status
	check "nobody uses the module (P53)" [ "$(cat /sys/module/"$driver"/refcnt)" -eq 0 ]

	check "the module unloads" unload
	check "nothing is left of it" all_is_gone
	check "the module loads and unloads" load_and_unload "$(either 2 1)"
	times=$(either 20 2)
	check "$times times more $leave" \
		lost_less_than 1000 load_and_unload "$times"
	modprobe "$module"
}

parameters() {
	unload
	modprobe "$module" index=3,5,7 id=Able,Baker,Charlie
	check "index= and id= are heeded" [ "$(cat /proc/asound/card3/id /proc/asound/card5/id \
		/proc/asound/card7/id | tr '\n' ' ')" = "Able Baker Charlie " ]
	unload
	modprobe "$module" enable=1,0,1
	check "enable=0 leaves the second card alone" [ ! -e "$pci/devices/$slot1/driver" ]
	check "enable=1 takes the others" cards_are 2
	unload
	modprobe "$module"
}

# hold HOW: an application that has a stream on the first card
hold() {
	rm -f ready
	in_background "hold-$1" pcmcheck -D hw:0,0 -s 0.2 -R ready hold "$1"
	until_true 10 [ -e ready ] || cat "hold-$1.log"
}

held_state() {
	case $1 in
	pause)	echo PAUSED ;;
	*)	echo RUNNING ;;
	esac
}

held_file() {
	case $1 in
	record)	echo /proc/asound/card0/pcm0c/sub0/status ;;
	*)	echo /proc/asound/card0/pcm0p/sub0/status ;;
	esac
}

hw_ptr() {
	sed -n 's/^hw_ptr *: *//p' "$1"
}

# The stream is as it was, and moves if it should.
goes_on() {
	file=$(held_file "$1")
	if ! grep -q "state: $(held_state "$1")" "$file"; then
		cat "$file"
		return 1
	fi
	from=$(hw_ptr "$file")
	sleep 0.2
	to=$(hw_ptr "$file")
	echo "from $from to $to"
	if [ "$1" = pause ]; then
		[ "$to" -eq "$from" ]
	else
		[ "$to" -gt "$from" ]
	fi
}

unbind() {
	echo "$slot0" >"$pci/drivers/$driver/unbind"
}

bind() {
	echo "$slot0" >"$pci/drivers/$driver/bind"
}

pci_remove() {
	echo 1 >"$pci/devices/$slot0/remove"
}

pci_rescan() {
	echo 1 >"$pci/rescan"
}

unplug() {
	rigctl device_del card0
}

plug() {
	rigctl device_add card0
}

# goes_and_comes HOW GO COME
goes_and_comes() {
	how=$1 go=$2 come=$3
	hold "$how"
	check "$how, $go: comes to its end" "$go"
	until_true 10 [ -s "hold-$how.status" ]
	check "$how, $go: the application gets ENODEV (P51)" outcome "hold-$how"
	rm -f "hold-$how.status"
	check "$how, $go: the card is gone, the others are there" cards_are 2
	check "$how, $go: nobody uses the module" [ "$(cat /sys/module/"$driver"/refcnt)" -eq 0 ]
	check "$how, $come: comes back" "$come"
	until_true 10 cards_are 3
	check "$how, $come: plays again" play_zeros hw:0,0
}

# not_unloaded HOW: the application is not there for the driver to go
not_unloaded() {
	hold "$1"
	check "$1: unloading is refused" fails unload
	check "$1: goes on when unloading was refused" goes_on "$1"
	kill "$(pidof pcmcheck)"
	wait
}

going_devices() {
	for how in play record pause map; do
		not_unloaded "$how"
		goes_and_comes "$how" unbind bind
	done
	for how in play record pause map; do
		goes_and_comes "$how" pci_remove pci_rescan
	done
	[ "${replugged-1}" ] || return
	for how in play record pause map; do
		goes_and_comes "$how" unplug plug
	done
}

refused_unload() {
	in_background unload-plays aplay -q -D hw:1,0 /sound/unload.wav
	until_runs 1 pcm0p
	check "unloading both modules is refused while aplay plays" fails \
		modprobe -r "$module" snd-portcls
	check "forcing the core out is refused, too" fails rmmod snd_portcls
	wait
	check "aplay plays to its end" outcome unload-plays
}

shared_interrupt() {
	check "two cards share an interrupt" has "$driver, $driver" /proc/interrupts
	in_background shared-1 aplay -q -D hw:1,0 /sound/shared-1.wav
	in_background shared-2 aplay -q -D hw:2,0 /sound/shared-2.wav
	wait
	check "the first one plays" outcome shared-1
	check "the second one plays at the same time (P54)" outcome shared-2

	in_background neighbour aplay -q -D hw:1,0 /sound/neighbour.wav
	until_runs 1 pcm0p
	echo "$slot2" >$pci/drivers/"$driver"/unbind
	wait
	check "one plays on while the other one is unbound (P54)" outcome neighbour
	echo "$slot2" >$pci/drivers/"$driver"/bind
}

# driver_of SLOT
driver_of() {
	basename "$(readlink $pci/devices/"$1"/driver)"
}

taking_over() {
	unload
	modprobe "$in_tree"
	check "the in-tree driver has all cards" until_true 10 cards_are 3

	echo "$slot1" >$pci/drivers/"$in_tree_driver"/unbind
	echo "$driver" >"$pci/devices/$slot1/driver_override"
	modprobe "$module"
	echo "$slot1" >$pci/drivers_probe
	check "driver_override gives us one card" [ "$(driver_of "$slot1")" = "$driver" ]
	check "the others stay where they are" \
		[ "$(driver_of "$slot0") $(driver_of "$slot2")" = "$in_tree_driver $in_tree_driver" ]
	check "our card says who we are" has '(PortCls)' /proc/asound/cards
	in_background ours play_zeros hw:1,0
	in_background theirs play_zeros hw:2,0
	wait
	check "ours plays beside the in-tree driver's on the same interrupt" outcome ours
	check "theirs plays beside ours" outcome theirs

	echo "$slot1" >$pci/drivers/"$driver"/unbind
	echo >"$pci/devices/$slot1/driver_override"
	echo "$slot1" >$pci/drivers_probe
	check "the card is given back" [ "$(driver_of "$slot1")" = "$in_tree_driver" ]
	until_true 10 cards_are 3
	check "it plays there" play_zeros hw:1,0
	unload
	modprobe -r "$in_tree"
	modprobe "$module"
}

full_volume
streams_and_modules
parameters
refused_unload
shared_interrupt
taking_over
# Last, because a card that was plugged in again comes after the others.
going_devices

check "the module unloads in the end" unload
check "nothing is left of it in the end" all_is_gone
# Of a card that enable=0 leaves alone, the kernel says that probing it failed with -ENOENT.
check "the kernel has not had to warn of anything else" fails sh -c \
	'dmesg -r | grep -E "^<[0-4]>" | grep -i -E "portcls|snd|irq" |
	 grep -v -E "taints kernel|failed with error -2$"'
finish
