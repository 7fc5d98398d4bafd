#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Three providers of the module winwmi-siren fire when they are told to; tracefs, perf,
# BPF and open files listen. Run in the guest; the host counts the results.

# shellcheck source=lib.sh
. /usr/lib/selftest.sh

siren=/sys/kernel/debug/winwmi-siren
tracing=/sys/kernel/tracing
event=$tracing/events/winwmi/winwmi_event
guid=7A1B-4C2D-8E3F-010203040506
alarm=51E40000-$guid
blocks=/sys/bus/winwmi/devices

# The shell's own echo calls each error an I/O error.
fire() {
	busybox echo "$*" >"$siren/fire"
}

# action NUMBER DEVICE: 1 registers, 2 deregisters
action() {
	echo "$*" >"$siren/action"
}

# From now on, told() counts anew.
count_anew() {
	cp "$siren/told" before
}

# told DEVICE BEGUN ENDED: how often a driver was told to begin, and to end, in this test
told() {
	now=$(sed -n "$(($1 + 1))p" "$siren/told")
	expected=$(sed -n "$(($1 + 1))p" before |
		awk -v begun="$2" -v ended="$3" '{ print $1 + begun, $2 + ended, "by turns" }')
	[ "$now" = "$expected" ] || {
		echo "provider $1 was told: $now; expected: $expected"
		return 1
	}
}

# end PROCESS: quietly
end() {
	kill "$1"
	{
		wait "$1"
	} 2>/dev/null
	true
}

listen_by_tracefs() {
	echo 1 >"$event/enable"
}

leave_tracefs() {
	echo 0 >"$event/enable"
}

has_tracepoint_open() {
	# shellcheck disable=SC2010 # what they are links to
	ls -l "/proc/$1/fd" | grep -q perf_event
}

listen_by_perf() {
	perf stat -a -e winwmi:winwmi_event >/dev/null 2>&1 &
	perf=$!
	until_true 10 has_tracepoint_open "$perf"
}

leave_perf() {
	end "$perf"
}

listen_by_file() {
	rm -f ready
	wmilisten -r ready /dev/winwmi/winwmi0 "$alarm" >heard 2>&1 &
	file=$!
	until_true 10 [ -e ready ]
}

leave_file() {
	end "$file"
}

# all_listen ORDER: they come in this order, and leave in it
all_listen() {
	count_anew
	result=0
	for who in $1; do
		listen_by_"$who" && told 0 1 0 || result=1
	done
	for who in $1; do
		told 0 1 0 || result=1
		leave_"$who"
	done
	told 0 1 1 && return "$result"
}

two_instances() {
	count_anew
	mkdir "$tracing/instances/one" "$tracing/instances/two"
	one=$tracing/instances/one/events/winwmi/winwmi_event/enable
	two=$tracing/instances/two/events/winwmi/winwmi_event/enable
	echo 1 >"$one" && told 0 1 0 && [ "$(cat "$blocks/$alarm/events_enabled")" -eq 1 ] &&
	echo 1 >"$two" && told 0 1 0 &&
	echo 0 >"$one" && told 0 1 0 &&
	echo 0 >"$two" && told 0 1 1 && [ "$(cat "$blocks/$alarm/events_enabled")" -eq 0 ] &&
	rmdir "$tracing/instances/one" "$tracing/instances/two"
}

come_and_go() {
	i=0
	while [ "$i" -lt "$1" ]; do
		case $2 in
		file) wmilisten -q /dev/winwmi/winwmi0 "$alarm" ;;
		*) echo 1 >"$2" && echo 0 >"$2" ;;
		esac
		i=$((i + 1))
	done >/dev/null
}

all_at_once() {
	count_anew
	jobs=
	for i in 1 2 3 4; do
		mkdir "$tracing/instances/$i"
		come_and_go "$(either 100 20)" \
			"$tracing/instances/$i/events/winwmi/winwmi_event/enable" &
		jobs="$jobs $!"
		come_and_go "$(either 40 10)" file &
		jobs="$jobs $!"
	done
	# shellcheck disable=SC2086 # numbers are words
	wait $jobs
	rmdir "$tracing"/instances/?
	begun=$(($(sed -n '1s/ .*//p' "$siren/told") - $(sed -n '1s/ .*//p' before)))
	echo "begun $begun times"
	[ "$begun" -gt 1 ] && told 0 "$begun" "$begun"
}

all_refuse() {
	count_anew
	echo 7 >"$siren/refusing"
	! echo 1 >"$event/enable" && [ "$(cat "$event/enable")" -eq 0 ] &&
	! perf stat -a -e winwmi:winwmi_event true &&
	! wmilisten -n 1 /dev/winwmi/winwmi0 "$alarm" &&
	[ "$(cat "$blocks/$alarm/events_enabled")" -eq 0 ] && told 0 0 0
	result=$?
	echo 0 >"$siren/refusing"
	return "$result"
}

one_refuses() {
	count_anew
	dmesg -c >/dev/null
	echo 1 >"$siren/refusing"
	echo 1 >"$event/enable" && [ "$(cat "$event/enable")" -eq 1 ] &&
	[ "$(cat "$blocks/$alarm/events_enabled")" -eq 0 ] &&
	[ "$(cat "$blocks/$alarm-1/events_enabled")" -eq 1 ] &&
	dmesg | grep "winwmi-siren.0: block $alarm will not fire events" &&
	! wmilisten -n 1 /dev/winwmi/winwmi0 "$alarm" &&
	told 1 1 0 && echo 0 >"$event/enable" && told 0 0 0 && told 1 1 1
	result=$?
	echo 0 >"$siren/refusing"
	return "$result"
}

late_provider() {
	count_anew
	action 2 1 && listen_by_tracefs && told 1 0 0 &&
	action 1 1 && told 1 1 0 &&
	action 2 1 && told 1 1 1 &&
	leave_tracefs && action 1 1 && told 1 1 1
}

# traced COMMAND...: what it leaves in the trace
traced() {
	echo >"$tracing/trace"
	listen_by_tracefs && "$@"
	result=$?
	leave_tracefs
	grep -v '^#' "$tracing/trace" | cut -c 1-200
	return "$result"
}

nothing_is_traced() {
	echo >"$tracing/trace"
	fire alarm 0 0 4 && fire tick 0 0 && ! grep winwmi_event "$tracing/trace"
}

largest_and_larger() {
	listen_by_file || return
	fire alarm 0 0 960 && ! fire alarm 0 0 961 2>refused && grep 'too long' refused &&
	until_true 10 grep -q size=960 heard && [ "$(wc -l <heard)" -eq 1 ]
	result=$?
	leave_file
	return "$result"
}

reference_is_followed() {
	echo 20000 >"$siren/level_size"
	listen_by_file && fire level 0 1 9 &&
	until_true 10 grep -q "instance=1 severity=9 lost=0 size=20000 data=$(
		printf '%020000d' 0 | sed 's/0/02/g')\$" heard
	result=$?
	leave_file
	return "$result"
}

# The longest time, in seconds, that no driver was asked anything
longest_silence() {
	awk '/ winwmi_request: / {
		for (i = 1; i <= NF && $i !~ /^[0-9]+\.[0-9]+:$/; i++)
			;
		if (last && $i - last > longest)
			longest = $i - last
		last = $i + 0
	} END { print int(longest) }' "$tracing/trace"
}

# Programs are frozen for five seconds, as they are while devices sleep: the first processor
# counts, as the kernel cannot tell in an emulator how fast the others are.
nobody_asks_while_asleep() {
	echo 4 >"$siren/level_size"
	echo >"$tracing/trace"
	echo 1 >"$tracing/events/winwmi/winwmi_request/enable"
	listen_by_tracefs && fire beat 0 0 100 &&
	until_true 10 grep -q winwmi_request: "$tracing/trace" &&
	echo freezer >/sys/power/pm_test &&
	busybox taskset -c 0 sh -c 'echo freeze >/sys/power/state'
	result=$?
	echo none >/sys/power/pm_test
	fire beat 0 0 0
	leave_tracefs
	echo 0 >"$tracing/events/winwmi/winwmi_request/enable"
	echo "nobody was asked for $(longest_silence) s"
	[ "$result" -eq 0 ] && [ "$(longest_silence)" -ge 4 ]
}

no_such_instance() {
	dmesg -c >/dev/null
	traced fails fire alarm 0 7 4 >out 2>&1
	cat out
	dmesg | grep "winwmi-siren.0: event of block $alarm, instance 7: there is no such" &&
	! grep -q winwmi_event: out
}

from_each_provider() {
	fire alarm 0 1 2 && fire alarm 1 0 2 && fire tick 2 1
}

events_name_where_they_come_from() {
	traced from_each_provider >out
	cat out
	grep -q "winwmi0 $alarm instance=1 severity=0 size=2 data=00 01" out &&
	grep -q "winwmi1 $alarm instance=0 severity=0 size=2 data=00 01" out &&
	grep -q "winwmi2 51E40001-$guid instance=1 severity=0 size=4 data=78 56 34 12" out
}

without_data() {
	traced fire alarm 0 0 0 >out
	cat out
	grep -q 'size=0 data=$' out
}

in_hard_interrupt() {
	traced fire tick 0 1 >out
	cat out
	grep -q '\[00.\] [d.].*h.*winwmi_event: winwmi0 51E40001' out
}

# What a section of the page has to run. Who sleeps meanwhile, has events fired.
documented() {
	awk -v heading="## $1" '
	/^## /		{ here = $0 == heading }
	/^```/		{ block = here && $0 == "```sh"; next }
	block' /usr/share/wmi-events.md
}

mkdir fast
cat >fast/sleep <<'END'
#!/bin/sh
echo alarm 0 1 4 >/sys/kernel/debug/winwmi-siren/fire
echo alarm 1 1 4 >/sys/kernel/debug/winwmi-siren/fire
END
chmod +x fast/sleep

# works SECTION PATTERN: shows the event of the first provider, and not the other's
works() {
	documented "$1" >script
	[ -s script ] && PATH=$PWD/fast:$PATH sh -e script >out 2>&1
	result=$?
	cut -c 1-200 out
	[ "$result" -eq 0 ] && grep -q "$2" out && ! grep -q '^[^#]*winwmi1.*51E40000' out
}

# The tracepoint is on before the program that bpftrace puts behind it is.
fire_until_bpftrace_tells() {
	fire alarm 1 1 4 && fire alarm 0 1 4 && usleep 100000
	grep -q "winwmi0 $alarm instance=1 .x00.x01.x02.x03" out
}

bpftrace_works() {
	count_anew
	documented bpftrace >script
	sh -e script >out 2>&1 &
	until_true 60 told 0 1 0 >/dev/null && until_true 30 fire_until_bpftrace_tells
	result=$?
	killall -INT bpftrace
	wait
	cut -c 1-200 out
	[ "$result" -eq 0 ] && ! grep winwmi1 out && told 0 1 1
}

unload() {
	rmmod winwmi-siren && rmmod winwmi
}

unload_enabled() {
	listen_by_tracefs && fire alarm 0 0 4 && unload && [ ! -e "$event" ] &&
	modprobe winwmi-siren && [ "$(cat "$event/enable")" -eq 0 ] &&
	count_anew && listen_by_tracefs && told 0 1 0 && leave_tracefs && told 0 1 1
}

unload_while_perf_listens() {
	listen_by_perf && rmmod winwmi-siren && ! rmmod winwmi
	result=$?
	leave_perf
	[ "$result" -eq 0 ] && rmmod winwmi && modprobe winwmi-siren
}

modprobe winwmi-siren
# For a kernel with few events, too.
echo nop >"$tracing/current_tracer"

check "two instances of tracefs: the first begins, the last ends (W42)" two_instances
for order in "tracefs perf file" $(either "perf_file_tracefs file_tracefs_perf" ""); do
	order=$(echo "$order" | tr _ ' ')
	check "$order listen, and leave in this order (W43)" all_listen "$order"
done
check "many come and go at once: beginning and end alternate (W44)" all_at_once
check "an event that nobody wants leaves no trace (W52)" nothing_is_traced
check "960 bytes are delivered, one more is refused (W53)" largest_and_larger
check "a reference is followed, and all data comes (W55)" reference_is_followed
check "nobody asks for the data of a reference while devices sleep" nobody_asks_while_asleep
check "an event of no instance is dropped, with a message (W56)" no_such_instance
check "events name provider, block and instance (W57)" events_name_where_they_come_from
check "an event without data has none (W58)" without_data
check "a trace event is fired in a hard interrupt (W59)" in_hard_interrupt
check "all providers refuse: so do tracefs, perf and file (W48)" all_refuse
check "one provider refuses: it stays off, with a message (W48)" one_refuses
check "a provider that comes late begins at once (W50)" late_provider
for section in tracefs trace-cmd "perf trace" "perf record"; do
	check "$section works as documented" works "$section" "winwmi0.*$alarm"
done
if [ -e /usr/bin/bpftrace ]; then
	check "bpftrace works as documented, and is a consumer (W43)" bpftrace_works
else
	ok "bpftrace works as documented # SKIP this kernel has no BPF"
fi
check "unloading with the event enabled does no harm (W51)" unload_enabled
check "unloading is refused while perf listens (W51)" unload_while_perf_listens
check "and then it unloads" unload
finish
