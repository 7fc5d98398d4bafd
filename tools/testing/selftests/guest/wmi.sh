#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Blocks of a card: its streams, its chip, its events, as files and by portclsctl.

# shellcheck source=lib.sh
. /usr/lib/selftest.sh

blocks=/sys/bus/winwmi/devices
tuning=$blocks/0905580F-36CB-4031-9ED8-A82FE877B3E4
stream=$blocks/234B1987-3B8A-40A5-80E5-E9AFF53E9097
xrun=$blocks/7635F74F-8320-45F9-94BD-6F56CE486ECF
registers=$blocks/7EE5F8DA-67EE-48C4-87AC-E5F1F351A479
service=$blocks/947C9DDA-7A9D-40A4-938E-F5DF51E0AB77
adapter=$blocks/C06186CB-0184-49EA-815A-35A4F036878C
written=$blocks/E3C315D9-E6DF-4B8F-AFEE-B4741BBC2869
driver=/sys/bus/pci/drivers/snd_portcls_es1370
slot=$(basename "$(readlink -f /sys/class/sound/card0/device)")

# is BLOCK INSTANCE ITEM VALUE: what an item says
is() {
	said=$(cat "$1/instances/$2/items/$3")
	echo "$3 is $said"
	[ "$said" = "$4" ]
}

# grows BLOCK INSTANCE ITEM
grows() {
	before=$(cat "$1/instances/$2/items/$3")
	sleep 0.2
	after=$(cat "$1/instances/$2/items/$3")
	echo "$3 was $before, is $after"
	[ "$after" -gt "$before" ]
}

# play OPTION...: two channels of silence
play() {
	aplay -q -D hw:0,0 -t raw -f S16_LE -c 2 -r 48000 --period-size 1024 --buffer-size 4096 "$@"
}

# refuses COMMAND...: says so, and exits with 1
refuses() {
	"$@"
	[ $? = 1 ]
}

# exits STATUS COMMAND...
exits() {
	wanted=$1
	shift
	"$@"
	status=$?
	echo "exit status $status"
	[ "$status" = "$wanted" ]
}

# says TEXT COMMAND...: the text is among what the command prints
says() {
	text=$1
	shift
	"$@" >said.txt 2>&1
	status=$?
	cat said.txt
	[ "$status" = 0 ] && grep -q -- "$text" said.txt
}

identity() {
	check "the list has all blocks of core and chip" \
		[ "$(portclsctl wmi list | grep -c -E ' (PortCls|ES1370)_.* winwmi0 ')" = 8 ]
	check "the adapter tells its driver" is $adapter 0 Driver ENS1370
	check "the adapter tells the card's long name" \
		grep -xF "$(cat $adapter/instances/0/items/LongName)" cards.long
	check "the adapter is at work" is $adapter 0 PowerState 0
	check "it is there" is $adapter 0 Present 1
	check "it has two subdevices" is $adapter 0 Subdevices 2
	check "each substream is an instance" [ "$(cat $stream/instances/*/name | tr '\n' ' ')" = \
		"pcm0psub0 pcm0csub0 pcm1psub0 " ]
	check "instances of the chip are named after the device" \
		grep -q "$slot" $registers/instances/0/name
}

playing() {
	check "a stream that is closed is in STOP" is $stream 0 State 0
	check "… and has no format" is $stream 0 Channels 0
	play -s 72000 /dev/zero &
	until_runs 0 pcm0p
	check "a stream that plays is in RUN" is $stream 0 State 3
	check "its channels" is $stream 0 Channels 2
	check "its rate, exactly" is $stream 0 RateNumerator 1411200
	check "… divided" is $stream 0 RateDenominator 29
	check "its period" is $stream 0 PeriodFrames 1024
	check "its buffer" is $stream 0 BufferFrames 4096
	check "its position grows" grows $stream 0 Position
	check "so do its periods" grows $stream 0 Periods
	check "the other streams are at rest" is $stream 1 State 0
	wait
	check "in the end it is in STOP again" is $stream 0 State 0
}

starve() {
	{ head -c 32000 /dev/zero; until_runs 0 pcm0p >/dev/null; sleep 1; } | play
}

underrun() {
	portclsctl wmi events PortCls_Xrun 1 >event.txt &
	until_true 5 grep -qx 1 $xrun/event_consumers
	check "an application is late" starve
	wait
	check "the event of it has come" grep -q '^PortCls_Xrun instance 0 .* 80 bytes$' event.txt
	check "it was counted" is $stream 0 Xruns 1
	check "nobody waits for events any more" [ "$(cat $xrun/events_enabled)" = 0 ]
}

collected() {
	check "playing without collection" play -s 24000 /dev/zero
	check "nothing was measured" is $service 0 Services 0
	check "playing with collection" \
		portclsctl wmi collect PortCls_Service aplay -q -D hw:0,0 -t raw -f S16_LE -c 2 \
			-r 48000 --period-size 1024 --buffer-size 4096 -s 24576 /dev/zero
	check "every period was serviced" [ "$(cat $service/instances/0/items/Services)" -ge 22 ]
	check "none of them was a glitch" is $service 0 Glitches 0
	check "the signal that ends a command is told" exits 137 \
		portclsctl wmi collect PortCls_Service sh -c 'kill -9 $$'
	check "collection is over" [ "$(cat $service/collection_enabled)" = 0 ]
}

tuned() {
	item=$tuning/instances/0/items/CodecTimeout
	check "a value can be set" sh -c "echo 50000 >$item"
	check "… and is that" is $tuning 0 CodecTimeout 50000
	for value in 5 50x -1 99999999999 ""; do
		check "'$value' is refused" fails sh -c "echo '$value' >$item"
	done
	check "… and changes nothing" is $tuning 0 CodecTimeout 50000
	check "portclsctl sets it, too" portclsctl wmi set-item ES1370_Tuning 0 CodecTimeout 60000
	check "… and is heard" is $tuning 0 CodecTimeout 60000
	check "all is set, but what can only be read" portclsctl wmi set ES1370_Tuning 0 70000 9
	check "… the one" is $tuning 0 CodecTimeout 70000
	check "… not the other" is $tuning 0 CodecTimeouts 0
	check "what can only be read is refused" refuses \
		portclsctl wmi set-item ES1370_Tuning 0 CodecTimeouts 9
	check "a zero before a number changes nothing" \
		portclsctl wmi set-item ES1370_Tuning 0 CodecTimeout 0100000
	check "… as it is decimal" is $tuning 0 CodecTimeout 100000
	for value in -1 +5 ' 5' 0x 5x 4294967296 u8:256 'u64: -1' u64:18446744073709551616 hex:1; do
		check "'$value' is not understood" exits 2 \
			portclsctl wmi set-item ES1370_Tuning 0 CodecTimeout "$value"
	done
	check "nor is an instance that is no number" exits 2 \
		portclsctl wmi query ES1370_Tuning 0x
	check "… nor a count" exits 2 portclsctl wmi events PortCls_Xrun 1x
}

methods() {
	control=$(cat $registers/instances/0/items/Control)
	bytes=$(printf '%08x' "$control" | sed 's/\(..\)\(..\)\(..\)\(..\)/\4 \3 \2 \1/')
	check "a method reads a register" \
		says "^0000  $bytes " portclsctl wmi call ES1370_Test 0 ReadRegister 0
	check "one that reading would change is refused" refuses \
		portclsctl wmi call ES1370_Test 0 ReadRegister 8
	check "a register that is none is refused" refuses \
		portclsctl wmi call ES1370_Test 0 ReadRegister 0x40
	check "too few arguments are refused" refuses \
		portclsctl wmi call ES1370_Test 0 ReadMemory 0xc
	check "a method that there is not is refused" refuses \
		portclsctl wmi call ES1370_Test 0 Reset
	check "a method by its number reads the codec" \
		says "^0000  9c 00 00 00 " portclsctl wmi call ES1370_Test 0 3 6
}

events() {
	portclsctl wmi events ES1370_CodecWritten 2 >codec.txt &
	until_true 5 grep -qx 1 $written/events_enabled
	amixer -q cset name='CD Volume' 3,3
	wait
	check "writing the codec is an event" grep -q '^0000  06 00 00 00 9c 00 00 00' codec.txt
	check "… for each channel" grep -q '^0000  07 00 00 00 9c 00 00 00' codec.txt
}

# All ones, as of a card that is gone: the device does not answer to its ports any more.
unanswered() {
	config=/sys/bus/pci/devices/$slot/config
	dd if="$config" of=command bs=1 skip=4 count=1 2>/dev/null
	printf '\0' | dd of="$config" bs=1 seek=4 conv=notrunc 2>/dev/null
	for what in "query ES1370_Registers" "call ES1370_Test 0 ReadRegister 0" \
		    "call ES1370_Test 0 ReadMemory 0 0"; do
		# shellcheck disable=SC2086 # words
		portclsctl wmi $what
	done >answers.txt 2>&1
	dd if=command of="$config" bs=1 seek=4 conv=notrunc 2>/dev/null
	cat answers.txt
	[ "$(grep -c 'No such device' answers.txt)" = 3 ]
}

# Somebody waits for events, somebody looks at an item, and the card goes.
unbound() {
	portclsctl wmi events PortCls_Xrun >gone.txt 2>&1 &
	waiting=$!
	until_true 5 grep -qx 1 $xrun/event_consumers
	exec 3<$stream/instances/0/items/Position
	echo "$slot" >$driver/unbind
	check "who waits for events is told that there are no more" fails wait $waiting
	check "who has a file open gets an error" fails cat <&3
	exec 3<&-
	check "all blocks are gone" fails ls $blocks/*
	echo "$slot" >$driver/bind
	check "they come back with the card" is $adapter 0 Driver ENS1370
	check "… and the counts begin anew" is $stream 0 Xruns 0
}

sed -n 's/^ *\(Ensoniq.*\)/\1/p' /proc/asound/cards >cards.long
identity
playing
underrun
collected
events
methods
tuned
check "nothing is read from a chip that is gone" unanswered
unbound
finish
