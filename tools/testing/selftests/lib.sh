# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# What the tests share on the host. Each of them prints TAP, boots the kernel
# that KERNEL names (6.12), with cards of the kind that CARD names (es1370), and
# leaves its exit status to finish().

kernel=${KERNEL:-6.12}
card=${CARD:-es1370}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$here/../../.." && pwd)
rigsound=$top/build/host/rigsound

work=$(mktemp -d "${TMPDIR:-/tmp}/portcls-test.XXXXXX") || exit
# KEEP=DIR keeps the sounds, to look at them.
trap '[ -n "${KEEP:-}" ] && cp -a "$work" "$KEEP"; rm -rf "$work"' EXIT

tests=0
failed=0

# tell NAME VALUE: a variable in the guest
tell() {
	echo "$1='$2'" >>"$work/variables"
}

# either MANY FEW: the debug kernel takes many times as long, and sees what is wrong at once
either() {
	if [ "$kernel" = debug ]; then
		echo "$2"
	else
		echo "$1"
	fi
}

# shellcheck source=cards/es1370
. "$here/cards/$card" || exit
tell kernel "$kernel"
tell card "$card"
tell module "$module"
tell in_tree "$in_tree"
tell second_device "$second_device"

# ok NAME
ok() {
	tests=$((tests + 1))
	echo "ok $tests - $1"
}

# not_ok NAME
not_ok() {
	tests=$((tests + 1))
	failed=$((failed + 1))
	echo "not ok $tests - $1"
}

# skip NAME REASON
skip() {
	ok "$1 # SKIP $2"
}

# Say why, before the result that it is about.
diagnose() {
	sed 's/^/# /' "$@"
}

# check NAME COMMAND...: passes if the command does, and tells what it said
check() {
	local name=$1 said status

	shift
	said=$("$@" 2>&1)
	status=$?
	[ -n "$said" ] && diagnose <<<"$said"
	if [ "$status" -eq 0 ]; then
		ok "$name"
	else
		not_ok "$name"
	fi
}

bail_out() {
	echo "Bail out! $*"
	exit 1
}

# make_alone WORD...: make, one test at a time, for what tests build is in the same directories
make_alone() {
	mkdir -p "$top/build"
	flock "$top/build/selftests.lock" make -s "$@" >&2
}

# Builds what is run on the host and what is taken into the guest.
build() {
	if ! make_alone -C "$top/tools/testing/vm/sound" O="$top/build/host" ||
	   ! make_alone -C "$here/src" O="$top/build/guest"; then
		bail_out "cannot build the test programs"
	fi
}

# Builds our modules with those that only tests want, in $modules. All tests want the same, or
# one would build anew what another one is about to boot.
build_modules() {
	local kdir

	kdir=$("$top/tools/testing/vm/kernel" path "$kernel" --kdir) ||
		bail_out "no kernel $kernel"
	modules=$top/build/test-$kernel
	make_alone -C "$top" modules KDIR="$kdir" O="$modules" CONFIG_SND_PORTCLS_TEST=m \
		CONFIG_WINWMI_TEST=m || bail_out "cannot build the modules for tests"
}

# sound NAME NOISE-OPTION...: noise, to be found at $work/NAME.wav
sound() {
	local name=$1

	shift
	"$rigsound" noise "$@" "$work/$name.wav" >&2 || bail_out "cannot make $name"
}

# exact NAME COMPARE-OPTION... SENT... GOT: what was sent came out, bit for bit
exact() {
	local name=$1

	shift
	check "$name" "$rigsound" compare "$@"
}

# same DESCRIBED SEEN: what of one list, a line each, is not in the other
same() {
	local lost

	[ -s "$1" ] || { echo "nothing in $1"; return 1; }
	lost=$(diff --label described --label seen -u0 <(sort -u "$1") <(sort -u "$2")) && return
	echo "$lost"
	return 1
}

# Passes a guest's results on under our own numbers; its plan must fit them.
pass_on() {
	local line plan='' count=0 pattern='^(not )?ok( [0-9]+)?( - )?(.*)$'

	while IFS= read -r line; do
		if [[ $line =~ $pattern ]]; then
			count=$((count + 1))
			if [ -n "${BASH_REMATCH[1]}" ]; then
				not_ok "${BASH_REMATCH[4]}"
			else
				ok "${BASH_REMATCH[4]}"
			fi
		elif [[ $line =~ ^1\.\.([0-9]+)$ ]]; then
			plan=${BASH_REMATCH[1]}
		else
			echo "${line/#[!#]/# ${line:0:1}}"
		fi
	done
	[ "$plan" = "$count" ] ||
		not_ok "the guest came to its end (${plan:-no} results planned, $count came)"
}

# guest SCRIPT RUN-OPTION...: boots, and runs guest/SCRIPT.sh there
#
# The guest's exit status is 0 if it came to its end; then it is the kernel's
# log that run judges.
guest() {
	local script=$1 status

	shift
	pass_on < <(
		"$top/tools/testing/vm/run" --kernel "$kernel" --quiet --timeout 500 --host "$work" \
			--script "$here/guest/$script.sh" \
			--add "$here/guest/lib.sh:/usr/lib/selftest.sh" \
			--add "$here/guest/cards/$card.sh:/usr/lib/card.sh" "$@" 2>"$work/run.err"
		echo $? >"$work/run.status"
	)
	status=$(cat "$work/run.status")
	diagnose "$work/run.err"
	if [ "$status" -eq 0 ]; then
		ok "the kernel of the guest has nothing to complain about ($script)"
	else
		echo "# tools/testing/vm/run: exit status $status"
		not_ok "the kernel of the guest has nothing to complain about ($script)"
	fi
}

# Print the plan and end.
finish() {
	echo "1..$tests"
	exit $((failed > 0))
}
