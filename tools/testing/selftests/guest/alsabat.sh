#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Sine waves from the DACs to the ADC. Two cards hear what they play, the third
# one hears nothing.

# shellcheck source=lib.sh
. /usr/lib/selftest.sh

# bat PLAYBACK CAPTURE HZ:HZ, another frequency on each side
bat() {
	timeout 60 alsabat -P "$1" -C "$2" -f S16_LE -c 2 -r 44100 -n 1s -F "$3"
}

check "DAC2 to ADC: left 440 Hz, right 997 Hz" bat hw:0,0 hw:0,0 440:997
check "DAC1 to ADC: left 3000 Hz, right 1000 Hz" bat hw:1,1 hw:1,0 3000:1000
check "alsabat notices when it hears nothing" fails bat hw:2,0 hw:2,0 440:997
finish
