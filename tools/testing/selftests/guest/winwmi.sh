#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# A sample provider: its files, its character device, and how they end.

# shellcheck source=lib.sh
. /usr/lib/selftest.sh

blocks=/sys/bus/winwmi/devices
guid=7E57-4B1D-9001-020304050607

# block NUMBER [SUFFIX]
block() {
	echo "$blocks/5A3E000$1-$guid$2"
}

# is FILE VALUE
is() {
	value=$(cat "$1") || return 1
	[ "$value" = "$2" ] || { echo "$1: '$value' instead of '$2'"; return 1; }
}

# mode FILE OCTAL
mode() {
	[ "$(stat -c %a "$1")" = "$2" ] || { stat -c '%n %a' "$1"; return 1; }
}

load() {
	modprobe winwmi-sample "$@"
	until_true 5 test -c /dev/winwmi/winwmi0
}

unload() {
	rmmod winwmi-sample
}

layout() {
	is "$(block 0)/guid" "5A3E0000-$guid" &&
	is "$(block 0)/modalias" "winwmi:5A3E0000-$guid" &&
	is "$(block 0)/type" data && is "$(block 4)/type" method &&
	is "$(block 5)/type" event && is "$(block 6)/type" trace &&
	is "$(block 0)/instance_count" 2 && is "$(block 0)/setable" 1 &&
	is "$(block 2)/setable" 0 && is "$(block 2)/min_buffer_size" 8192 &&
	is "$(block 3)/expensive" 1 && is "$(block 5)/event_only" 1 &&
	is "$(block 0)/instances/1/name" Sample1 &&
	[ ! -e "$(block 8)" ]
}

modes() {
	mode /dev/winwmi/winwmi0 600 &&
	mode "$(block 0)/instances/0/data" 600 &&
	mode "$(block 0)/instances/0/items/Serial" 400 &&
	mode "$(block 0)/instances/0/items/Level" 600 &&
	mode "$(block 0)/instances/0/items/Action" 200 &&
	mode "$(block 3)/instances/0/data" 400 &&
	mode "$(block 0)/guid" 444
}

no_data() {
	# An event has none; what is larger than a page would come in pieces.
	[ ! -e "$(block 5)/instances/0/data" ] && [ ! -e "$(block 2)/instances/0/data" ] &&
	[ ! -e "$(block 4)/instances/0/data" ]
}

values() {
	items=$(block 0)/instances/1/items
	is "$items/Serial" 2 &&
	echo -17 >"$items/Level" && is "$items/Level" -17 &&
	echo 1 2 65535 >"$items/Rates" && is "$items/Rates" "1 2 65535" &&
	echo Grün >"$items/Name" && is "$items/Name" Grün &&
	fails sh -c "echo 2147483648 >$items/Level" && is "$items/Level" -17 &&
	fails sh -c "echo 123456789 >$items/Name" && is "$items/Name" Grün
}

# A query reads it whole; parts of it are no setting.
data() {
	file=$(block 0)/instances/0/data
	[ "$(wc -c <"$file")" = 36 ] &&
	cp "$file" /tmp/data && cp /tmp/data "$file" &&
	fails dd if=/tmp/data of="$file" bs=8 count=1 conv=notrunc &&
	fails dd if=/tmp/data of="$file" bs=4 seek=1 conv=notrunc
}

queries_of() {
	before=$(cat "$(block 7)/instances/0/items/Queries")
	cat "$1" >/dev/null
	after=$(cat "$(block 7)/instances/0/items/Queries")
	[ $((after - before)) -eq "$2" ] || { echo "$((after - before)) queries"; return 1; }
}

schema() {
	grep -q 'class Sample_Values' "$(block 0)/mof" &&
	grep -q 'sint32 Level;' "$(block 0)/mof" &&
	grep -q 'void Toggle();' "$(block 4)/mof"
}

# As udev would hear of it
announced() {
	grep -qx "MODALIAS=winwmi:5A3E0000-$guid" "$(block 0)/uevent" &&
	grep -qx "WMI_GUID=5A3E0000-$guid" "$(block 0)/uevent" &&
	grep -qx 'WINWMI_TYPE=data' "$(block 0)/uevent"
}

provider() {
	dir=$(readlink -f "$(block 0)/..")
	is "$dir/state" registered && is "$dir/guid_count" 8 && is "$dir/reginfo_seq" 1 &&
	is "$dir/last_action" register && is "$dir/registry_path" Services/Sample &&
	is "$dir/mof_resource" SampleResource && is "$dir/stats/requests_running" 0 &&
	[ "$(cat "$dir/stats/requests")" -gt 0 ] && is "$dir/stats/malformed" 0
}

# Paths of all attributes, as Documentation/ABI has them. What every device has is not ours.
seen() {
	for dir in "$blocks"/*; do
		find "$dir/" -type f | sed "s|^$dir|$blocks/<GUID>[-n]|"
	done
	for dir in /sys/class/winwmi_provider/*; do
		find "$dir/" -type f | grep -v "/5A3E000" |
			sed "s|^$dir|/sys/class/winwmi_provider/winwmi<N>|"
	done
}

attributes() {
	seen | sed 's|/\+|/|g; s|/instances/[0-9]*/|/instances/<i>/|; s|/items/.*|/items/<item>|' |
		grep -vE '/(uevent|dev)$|/power/' | sort -u >/host/seen
	[ "$(wc -l </host/seen)" -gt 20 ]
}

refused_from_inside() {
	fails sh -c "echo 1 >$(block 0)/instances/0/items/Action" &&
	is "$(readlink -f "$(block 0)/..")/state" registered
}

many() {
	last=$(($1 - 1))
	load devices="$1" || return 1
	[ "$(find "$blocks/" -name "5A3E0000-*" | wc -l)" -eq "$1" ] &&
	is "$(block 0 "-$last")/instances/1/name" "Sample$((2 * last + 1))" &&
	wmicheck query "/dev/winwmi/winwmi$last"
	status=$?
	unload && return "$status"
}

# The holder's file goes on, and pins winwmi; the sample's module goes.
unload_while_open() {
	load
	wmicheck hold >held & holder=$!
	until_true 30 [ -s held ] || return 1
	unload || return 1
	fails rmmod winwmi 2>/dev/null || return 1
	kill -9 "$holder"
	wait "$holder"
	until_true 5 rmmod winwmi
}

# tracefs does not pin the module: its last consumer is taken away after it has gone.
unload_while_traced() {
	load
	echo 1 >/sys/kernel/tracing/events/winwmi/winwmi_event/enable || return 1
	is "$(block 5)/events_enabled" 1 && is "$(block 5)/event_consumers" 1 &&
	is "$(block 7)/instances/0/items/EventsBegun" 1
	status=$?
	unload && rmmod winwmi && return "$status"
}

load
BLOCK=$(block 0)
export BLOCK
check "a provider's blocks and instances are laid out" layout
check "everything is root's alone (W86)" modes
check "others than root get EACCES, a file that is open stays usable (W86)" wmicheck nobody
check "what has no data, or too much, has no file for it (W89)" no_data
check "items are shown, set, and refused whole" values
check "data is read and written whole" data
check "a file is read by one query" queries_of "$(block 0)/instances/0/data" 1
check "an item is read by one query" queries_of "$(block 0)/instances/0/items/Level" 1
check "a variable block is read by one query" queries_of "$(block 1)/instances/0/data" 1
check "the schema is generated" schema
check "a block is announced whole" announced
check "a provider tells of itself" provider
check "attributes are listed" attributes
check "queries tell the room that they need (W25)" wmicheck query
check "a query of all instances has each in its place (W37)" wmicheck all
check "instances and items are set" wmicheck set
check "methods are run (W34)" wmicheck execute
check "a file open for reading cannot set or run (W87)" wmicheck rights
check "requests that make no sense are refused" wmicheck hostile
check "data is collected from the first file to the last, and death ends it (W45)" wmicheck consume
check "events are delivered to who subscribed (W42)" wmicheck subscribe
check "files come and go at once (W44)" wmicheck crowd
# A kernel with little memory and large stacks would have no more than some hundreds.
echo 4000 >/proc/sys/kernel/threads-max
check "a thousand of them do (W44)" wmicheck thousand
check "deregistering from inside a file is refused, and does not hang (W10, W90)" refused_from_inside
check "files of a device that vanishes from inside one of them give ENODEV (W88, W90)" wmicheck gone
unload
check "many providers of the same blocks fit" many "$(either 200 20)"
check "a provider's module is unloaded while its device is open" unload_while_open
check "the module is unloaded while its event is traced (W51)" unload_while_traced
check "… and loaded again" load
unload
finish
