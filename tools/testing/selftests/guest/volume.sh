#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Plays the same on cards whose mixers are set differently.

# shellcheck source=lib.sh
. /usr/lib/selftest.sh

# set_control CARD CONTROL VALUE: by number, for each channel
set_control() {
	amixer -q -c "$1" cset "name='$2'" "$3"
}

play() {
	aplay -q -D "hw:$1" /sound/noise.wav
}

for card in 0 1 2 3; do
	check "card $card: the mixer can be set" amixer -q -c $card sset Master 100% unmute
done
for card in 4 5 6 7; do
	check "card $card: the mixer can be set" \
		sh -c "amixer -q -c $card sset Master 100% unmute &&
		       amixer -q -c $card sset PCM 100% unmute"
done
check "HD Audio: half" set_control 1 "Master Playback Volume" 37
check "HD Audio: off" set_control 2 "Master Playback Switch" 0
check "HD Audio: a quarter on the right" set_control 3 "Master Playback Volume" 74,18
check "AC'97: half" set_control 5 "PCM Playback Volume" 16
check "AC'97: off" set_control 6 "Master Playback Switch" 0
check "AC'97: a quarter on the right" set_control 7 "PCM Playback Volume" 31,8
for card in 0 1 2 3 4 5 6 7; do
	check "card $card plays" play $card
done
finish
