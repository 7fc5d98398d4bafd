#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The mixer of a card under the in-tree driver, then under ours: what it shows, what
# it does to the chip, and what is left of it after restarts and sleep. QEMU writes
# down what the chip gets, in /host/io.log.

# shellcheck source=lib.sh
. /usr/lib/selftest.sh

# Where QEMU sees the directory /host.
host=$(cat /host-directory)

# Where nobody can see what the chip gets, steps= is empty: values are judged by the sound there.
watch_chip() {
	: >/host/io.log
	[ "$steps" ] || return 0
	rigctl hmp logfile "$host/io.log" &&
	rigctl hmp trace-event memory_region_ops_write on
}

ignore_chip() {
	[ "$steps" ] || return 0
	rigctl hmp trace-event memory_region_ops_write off &&
	rigctl hmp logfile "$host/rest.log"
}

# elements: the card has, a line for each, with what it can be and its decibels. That channel
# maps are volatile or not is the kernel's version.
elements() {
	amixer -c 0 contents | awk '
	/^numid=/ { sub(/^numid=[0-9]*,/, ""); element = $0 }
	/^  ; type=/ { sub(/^  ; /, ""); sub(/access=r--v/, "access=r---"); can[element] = $0 }
	/^  ; Item/ { sub(/^  ; Item /, ""); can[element] = can[element] " " $0 }
	/^ *\|/ { sub(/^ *\| */, ""); can[element] = can[element] " " $0 }
	END { for (element in can) print element, can[element] }' | sort
}

# values: of all elements that can be set
values() {
	amixer -c 0 contents | awk '
	/^numid=/ { sub(/^numid=[0-9]*,/, ""); element = $0 }
	/^  ; type=/ { set = /access=rw/ }
	/^  :/ && set { print element, $2 }' | sort
}

# simple_elements: as alsa-lib sees them, without their values
simple_elements() {
	amixer -c 0 scontents | sed '/\[/s/:.*/:/'
}

# streams FILE: what pcm-test says of them; it wants to find its configuration where it is. It reads
# and writes a second at once, and expects that to take a second: a ring must hold as much.
streams() {
	[ "$long_ring" ] || return
	file=$PWD/$1
	mkdir -p pcm-test/conf.d
	cp /usr/lib/mixer/pcm-test.conf pcm-test
	(cd pcm-test && pcm-test) >"$file" 2>&1
}

# see DIRECTORY: everything about the mixer of the driver that has the card now
see() {
	mkdir "$1"
	elements >"$1/elements"
	simple_elements >"$1/simple elements"
	amixer -c 0 info | grep -i -E 'mixer|component' >"$1/card"
	# The long name, on the second line, tells ours from theirs.
	head -n 1 /proc/asound/cards >>"$1/card"
	cat /proc/asound/pcm >>"$1/card"
	for series in 6.1 6.12; do
		"mixer-test-$series" >"$1/mixer-test-$series" 2>&1
	done
	streams "$1/pcm-test"
	watch_chip
	ctlcheck hw:0 walk >"$1/walk.log" 2>&1
	echo $? >"$1/walk.status"
	ignore_chip
	[ -z "$steps" ] || registers >"$1/registers"
	ctlcheck hw:0 scatter 1 >"$1/scatter"
	values >"$1/values"
	alsactl -U -f "$1/asound.state" store 0
}

# misnamed RESULTS: elements whose names mixer-test does not like
misnamed() {
	sed -n 's/^# [^ ]* \(.*\) is a writeable boolean but not a Switch$/\1/p
		s/^# [^ ]* \(.*\) ends in Switch but is not boolean$/\1/p' "$1" | sort
}

# count PATTERN RESULTS
count() {
	grep -c -E "$1" "$2"
}

passed() {
	grep '^ok' "$1" | grep -c -v '# SKIP'
}

# only_misnamed RESULTS: all else that mixer-test has tested is well
only_misnamed() {
	misnamed "$1" | diff expected/misnamed - || return
	failed=$(grep '^not ok' "$1" | grep -v ' name\.')
	echo "$(passed "$1") passed, $(count '^not ok' "$1") failed: $failed"
	[ -z "$failed" ] && [ "$(count '^not ok' "$1")" -eq "$(misnamed "$1" | wc -l)" ]
}

# whole RESULTS: as many as were planned
whole() {
	planned=$(sed -n 's/^1\.\.//p' "$1")
	echo "$planned planned"
	[ "$(count '^(not )?ok' "$1")" -eq "$planned" ]
}

# not_fewer RESULTS RESULTS
not_fewer() {
	echo "theirs: $(passed "$1") passed, ours: $(passed "$2") passed"
	[ "$(passed "$2")" -ge "$(passed "$1")" ] && [ "$(passed "$1")" -gt 0 ]
}

# without_failure RESULTS
without_failure() {
	grep -v -E '^(ok|# (default|card|time))' "$1"
	! grep -q '^not ok' "$1"
}

# differ_as_told WHAT EXPECTED: the differences that there are to be stand in a file.
differ_as_told() {
	diff -U 0 "theirs/$1" "ours/$1" | grep '^[-+][^-+]' | sort -k 1.2 | diff "expected/$2" -
}

# restored FILE: alsactl has nothing to say. Not with its rules for cards with elements
# that it has not stored, here the jacks: it would set everything up first, and say so.
restored() {
	said=$(alsactl -I -U -f "$1" restore 0 2>&1)
	status=$?
	[ -n "$said" ] && echo "$said"
	[ -z "$said" ] && [ "$status" -eq 0 ]
}

# values_are FILE
values_are() {
	values | diff "$1" -
}

# values_are_not FILE
values_are_not() {
	! values_are "$1" >/dev/null
}

restart() {
	modprobe -r "$module" &&
	modprobe "$module"
}

compare() {
	check "card, driver, devices, mixer and components have the in-tree names" \
		diff theirs/card ours/card
	check "elements are the in-tree driver's, but for what is told" \
		differ_as_told elements differences
	check "alsa-lib makes the same simple elements of them, but for what is told" \
		differ_as_told "simple elements" simple
	for series in 6.1 6.12; do
		results=mixer-test-$series
		for whose in theirs ours; do
			check "$results comes to its end, $whose" whole "$whose/$results"
			check "$results dislikes the in-tree names only, $whose" \
				only_misnamed "$whose/$results"
		done
		check "$results passes no fewer than with the in-tree driver" \
			not_fewer "theirs/$results" "ours/$results"
	done
	walks
	[ "$long_ring" ] || return
	check "pcm-test comes to its end" whole ours/pcm-test
	check "pcm-test has nothing to say against any stream" without_failure ours/pcm-test
	check "pcm-test passes no fewer than with the in-tree driver" \
		not_fewer theirs/pcm-test ours/pcm-test
}

# There ALSA itself refuses what is out of range, and programs get no I/O ports.
is_debug() {
	[ -e /sys/kernel/debug/kmemleak ]
}

# A walk marks its steps at an I/O port.
walks() {
	echo "# QEMU's ES1370 plays past its codec: values are judged by the registers, not by ear"
	if is_debug; then
		ok "what every value does to the chip # SKIP this kernel has no ioperm()"
		return
	fi
	check "every element takes every value, and reads back what it took" outcome ours/walk
	[ "$steps" ] || return
	check "… of which some hundred are steps" grep "^$steps:" ours/registers
	check "every value does to the chip what the in-tree driver does" \
		diff theirs/registers ours/registers
}

first_values() {
	check "the mix out of the box is what is told" \
		diff expected/first values.first
}

states() {
	check "alsactl restores what was stored with the in-tree driver" \
		restored theirs/asound.state
	check "all values are as they were there" values_are theirs/values
	check "alsactl stores" alsactl -U -f asound.state store 0
	check "another mix" ctlcheck hw:0 scatter 2
	check "it is another one" values_are_not theirs/values
	check "alsactl restores what was stored" restored asound.state
	check "all values are as they were" values_are theirs/values
	check "the driver goes and comes" restart
	check "the mix is the first one again" values_are values.first
	check "alsactl restores what was stored before" restored asound.state
	check "all values are as they were before" values_are theirs/values
}

refusals() {
	check "no element takes what is out of its range" ctlcheck hw:0 hostile
	check "… and nothing has changed" values_are theirs/values
}

sleep_and_wake() {
	watch_chip
	# Each register changes now and then.
	for seed in 4 5 6 7 8 3; do
		ctlcheck hw:0 scatter "$seed"
	done
	ignore_chip
	[ -z "$steps" ] || held_before | sort -V >held.before
	values >values.before
	watch_chip
	rigctl suspend
	slept=$?
	ignore_chip
	[ -z "$steps" ] || held >held.after
	return "$slept"
}

mkdir expected
for list in differences first misnamed simple; do
	grep -v '^#' "/usr/lib/mixer/$list" >"expected/$list"
done

modprobe -r "$module"
modprobe "$in_tree"
# It may take its time.
until_true 10 [ -e /dev/snd/controlC0 ]
see theirs
is_debug || check "the test of refusals notices the in-tree driver's, which has none" \
	fails sh -c 'ctlcheck hw:0 hostile >/dev/null'
modprobe -r "$in_tree"
modprobe "$module"
values >values.first
see ours
cp -r theirs ours values.first /host

first_values
compare
states
refusals
check "the machine sleeps" sleep_and_wake
check "all values are as they were before sleep" values_are values.before
if [ "$steps" ]; then
	check "every register of the codec has been written again" diff held.before held.after
	check "they are as many as the card has" [ "$(wc -l <held.after)" -eq "${held_count:?}" ]
fi
check "no element takes what is out of its range after sleep" ctlcheck hw:0 hostile
! command -v check_parameters >/dev/null || check_parameters
finish
