#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Two cards are hammered while the second one comes and goes, and must play and
# record afterwards. Run in the guest; the host counts the results.

# shellcheck source=../../selftests/guest/lib.sh
. /usr/lib/selftest.sh
# shellcheck source=/dev/null
. /host/settings	# SECONDS_LONG, SEED, SURFACES

# Loading a module for each device that is not there would take all the time.
echo >/proc/sys/kernel/modprobe

# Interrupts come to the first processor, those of cards to come, too; see hammer.c.
echo 1 >/proc/irq/default_smp_affinity
sed -n 's/^ *\([0-9]*\):.* snd_.*/\1/p' /proc/interrupts | while read -r irq; do
	echo 1 >"/proc/irq/$irq/smp_affinity"
done

device=$(readlink -f /sys/class/sound/card1/device)
driver=$(readlink -f "$device/driver")
slots="$(basename "$(readlink -f /sys/class/sound/card0/device)") ${device##*/}"

# again SLOT: unbind, and bind as if nobody had written to driver_override
again() {
	echo "$1" >"$driver/unbind"
	echo >"$driver/../../devices/$1/driver_override"
	echo "$1" >"$driver/bind"
}

going_on() {
	kill -0 "$hammer" 2>/dev/null
}

hammered() {
	# shellcheck disable=SC2086 # names are words
	hammer "$SECONDS_LONG" "$SEED" /host/tail $SURFACES &
	hammer=$!
	times=0
	while going_on; do
		sleep 4
		again "${device##*/}" 2>/dev/null && times=$((times + 1))
	done
	echo "the second card came and went $times times"
	wait "$hammer"
}

come_back() {
	for slot in $slots; do
		again "$slot" || return
	done
	[ -e /sys/class/sound/card0 ] && [ -e /sys/class/sound/card1 ]
}

works() {
	for pcm in 0 ${second_device:-}; do
		aplay -q -D "hw:$1,$pcm" -t raw -f S16_LE -c 2 -r 44100 -s 22050 /dev/zero ||
			return
	done
	arecord -q -D "hw:$1,0" -t raw -f S16_LE -c 2 -r 44100 -s 22050 recorded &&
	[ "$(stat -c %s recorded)" -eq 88200 ]
}

check "hammered, seed $SEED: nothing happens but errors" hammered
check "the cards come back" come_back
for card in 0 1; do
	check "card $card plays and records" works $card
done
finish
