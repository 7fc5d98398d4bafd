#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Everything at once, on two cards: playing, recording, pausing, asking for the
# position, opening and closing, changing controls, reading /proc, unbinding and
# binding again. Run in the guest; says in the end whether the cards are there.

# shellcheck source=/dev/null
. /host/settings	# SECONDS_LONG, SEED
driver=$(readlink -f /sys/class/sound/card0/device/driver)
slots=
for card in 0 1; do
	slots="$slots $(basename "$(readlink -f /sys/class/sound/card$card/device)")"
done
end=$(($(date +%s) + SECONDS_LONG))

going_on() {
	[ "$(date +%s)" -lt "$end" ]
}

for card in 0 1; do
	for stream in 0,playback 0,capture 1,playback; do
		SEED=$((SEED + 1))
		hammer "hw:$card,${stream%,*}" "${stream#*,}" "$SECONDS_LONG" "$SEED" &
	done
	while going_on; do
		amixer -q -c $card contents >/dev/null 2>&1
		cat /proc/asound/card$card/pcm*/sub*/status >/dev/null 2>&1
		cat /proc/interrupts >/dev/null
	done &
done

times=0
while going_on; do
	for slot in $slots; do
		sleep 3
		echo "$slot" >"$driver/unbind"
		echo "$slot" >"$driver/bind"
		times=$((times + 1))
	done
done
wait
echo "# unbound and bound $times times"
for slot in $slots; do
	echo "$slot" >"$driver/unbind"
	echo "$slot" >"$driver/bind"
done
if [ -e /sys/class/sound/card0 ] && [ -e /sys/class/sound/card1 ]; then
	echo "both cards are there"
fi
