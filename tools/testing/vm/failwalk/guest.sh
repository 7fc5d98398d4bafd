#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Takes the walks that /host/settings names. Run in the guest, under the debug kernel.

# shellcheck source=/dev/null
. /host/settings	# WALKS LAST MODULE
debug=/sys/kernel/debug
# shellcheck disable=SC2153 # from the settings
module=$(echo "$MODULE" | tr - _)
driver=/sys/bus/pci/drivers/$module
updates=/lib/modules/$(uname -r)/updates
slot=$(basename "$(readlink -f /sys/class/sound/card0/device)")

# each SETTING VALUE: for each kind of failure
each() {
	echo "$2" >$debug/failslab/"$1"
	echo "$2" >$debug/fail_page_alloc/"$1"
}

# among START END: what counts is called from there, directly or not
among() {
	each require-start "$1"
	each require-end "$2"
}

# range FUNCTION: where it begins and where the next one does
range() {
	sort /proc/kallsyms | grep -A1 -E " $1(\s|\$)" | sed 's/ .*//; s/^/0x/'
}

# not_under KIND FUNCTION: what is called from there does not count
not_under() {
	# shellcheck disable=SC2046
	set -- "$1" $(range "$2")
	echo "$2" >"$debug/$1/reject-start"
	echo "$3" >"$debug/$1/reject-end"
}

prepare() {
	each ignore-gfp-wait N
	each verbose 2
	each verbose_ratelimit_interval_ms 0
	# Of the caches that the kernel was started with for this: none of those that the kernel's
	# own checkers use, which would give up.
	echo Y >$debug/failslab/cache-filter
	# Tracing warns of what it cannot have, which is no fault of the module's.
	not_under failslab __trace_add_new_event
	echo N >$debug/fail_page_alloc/ignore-gfp-highmem
	echo 0 >$debug/fail_page_alloc/min-order
	# As if the object had failed; and when a cache needs pages, nobody knows beforehand.
	not_under fail_page_alloc allocate_slab
	echo 1 >$debug/fail_usercopy/require-start
	echo 1 >$debug/fail_usercopy/require-end
}

# walk WALK ARGUMENT...: see failwalk.c
walk() {
	echo "walk $name"
	echo "<5>failwalk: $name begins" >/dev/kmsg
	if failwalk "$@"; then
		echo "<5>failwalk: $name ends" >/dev/kmsg
	fi
}

free_card() {
	[ ! -e "$driver/$slot" ] || echo "$slot" >"$driver/unbind"
	# To find the interrupt, ACPI's interpreter allocates a thousand times, under anybody's probe.
	[ "$(cat "/sys/bus/pci/devices/$slot/enable")" -gt 0 ] ||
		echo 1 >"/sys/bus/pci/devices/$slot/enable"
}

unload() {
	free_card
	for loaded; do
		! grep -q "^$loaded " /proc/modules || rmmod "$loaded"
	done
}

prepare
echo 0 >/sys/bus/pci/drivers_autoprobe
for name in $WALKS; do
	among 0 0xffffffffffffffff
	case $name in
	core)
		unload "$module" snd_portcls
		walk load "$driver" "$slot" "$LAST" "$updates"/snd-portcls.ko "$updates/$MODULE.ko"
		;;
	miniport)
		modprobe snd-portcls
		unload "$module"
		walk load "$driver" "$slot" "$LAST" "$updates/$MODULE.ko"
		;;
	bind)
		modprobe "$MODULE"
		free_card
		# Nothing but our modules is there.
		among 0xffffffffa0000000 0xffffffffc0000000
		not_under failslab portcls_mixer_build
		walk bind "$driver" "$slot" "$LAST"
		;;
	mixer)
		modprobe "$MODULE"
		free_card
		# shellcheck disable=SC2046
		among $(range portcls_mixer_build)
		# When memory is short there, ALSA frees a control that the card still has.
		not_under failslab snd_jack_kctl_new
		walk mixer "$driver" "$slot" "$LAST"
		;;
	dma)
		# Among those of bind, but they are asked for without a word when there are none.
		modprobe "$MODULE"
		free_card
		# shellcheck disable=SC2046
		among $(range snd_dma_alloc_dir_pages)
		walk bind "$driver" "$slot" "$LAST"
		;;
	*)
		modprobe "$MODULE"
		[ -e "$driver/$slot" ] || echo "$slot" >"$driver/bind"
		walk "$name" "$driver" "$slot" "$LAST"
		;;
	esac
done
among 1 1
echo "walk end"
# What should have complained all the time is still there.
grep -q N $debug/dma-api/disabled && grep -q 'debug_locks: *1$' /proc/lockdep_stats
