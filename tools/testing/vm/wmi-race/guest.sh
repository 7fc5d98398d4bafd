#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Providers are raced for, their module comes and goes, tracing is switched on and off.
# Run in the guest; the host counts the results.

# shellcheck source=../../selftests/guest/lib.sh
. /usr/lib/selftest.sh
# shellcheck source=/dev/null
. /host/settings	# SECONDS_LONG, SEED

siren=/sys/kernel/debug/winwmi-siren
tracing=/sys/kernel/tracing
end=$(($(date +%s) + SECONDS_LONG))

going_on() {
	[ "$(date +%s)" -lt "$end" ]
}

by_turns() {
	[ "$(grep -c 'by turns' "$siren/told")" -eq 3 ] || {
		cat "$siren/told"
		return 1
	}
}

# Whoever has a file open has it refused: again, until nobody has. When that has not
# happened for a while, nobody opens one any more.
unload_siren() {
	refused=0
	touch /run/unloading
	until rmmod winwmi-siren; do
		refused=$((refused + 1))
		[ "$refused" -ne 5 ] || touch /run/quiet
	done
	rm -f /run/unloading /run/quiet
}

hold_back() {
	while [ -e /run/quiet ]; do
		usleep 50000
	done
}

come_and_go() {
	sirens=0
	cores=0
	while going_on; do
		usleep 1000000
		by_turns || return
		unload_siren
		sirens=$((sirens + 1))
		rmmod winwmi && cores=$((cores + 1))
		modprobe winwmi-siren || return
	done 2>/dev/null
	echo "the providers were unloaded $sirens times, winwmi itself $cores times"
	[ "$sirens" -gt 0 ]
}

trace() {
	mkdir "$tracing/instances/race"
	while going_on; do
		for where in "$tracing" "$tracing"/instances/race; do
			hold_back
			echo 1 >"$where"/events/winwmi/enable
			head -c 10000 "$where"/trace
			echo 0 >"$where"/events/winwmi/enable
		done
	done >/dev/null 2>&1
	rmdir "$tracing/instances/race"
}

read_files() {
	while going_on; do
		for provider in /sys/class/winwmi_provider/*/; do
			hold_back
			grep -r . "$provider"
		done
		for block in /sys/bus/winwmi/devices/*/; do
			hold_back
			grep -r . "$block"
		done
		cat "$siren/told"
	done >/dev/null 2>&1
}

all_at_once() {
	trace &
	read_files &
	race "$SECONDS_LONG" "$SEED" &
	race=$!
	come_and_go
	result=$?
	wait "$race" || result=1
	wait
	return "$result"
}

works() {
	rmmod winwmi-siren && modprobe winwmi-siren && echo >"$tracing/trace" &&
	echo 1 >"$tracing/events/winwmi/winwmi_event/enable" &&
	echo alarm 0 1 4 >"$siren/fire" &&
	echo 0 >"$tracing/events/winwmi/winwmi_event/enable" &&
	grep 'winwmi0 .* instance=1 .* data=00 01 02 03' "$tracing/trace" &&
	[ "$(sed -n 1p "$siren/told")" = "1 1 by turns" ]
}

modprobe winwmi-siren
check "raced for, seed $SEED: nothing happens but errors" all_at_once
check "events were begun and ended by turns" by_turns
check "providers work afterwards" works
check "and their modules unload" rmmod winwmi-siren winwmi
finish
