# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
#
# What the tests share in the guest. The host counts the results anew.

# shellcheck source=/dev/null
. /host/variables
# shellcheck source=/dev/null
. /usr/lib/card.sh

# shellcheck disable=SC2034
driver=$(echo "${module:?}" | tr - _)
# shellcheck disable=SC2034
in_tree_driver=$(echo "${in_tree:?}" | tr - _)

tests=0

ok() {
	tests=$((tests + 1))
	echo "ok $tests - $1"
}

not_ok() {
	tests=$((tests + 1))
	echo "not ok $tests - $1"
}

# check NAME COMMAND...: passes if the command does, and tells what it said
check() {
	name=$1
	shift
	said=$("$@" 2>&1)
	status=$?
	[ -n "$said" ] && echo "$said" | sed 's/^/# /'
	if [ "$status" -eq 0 ]; then
		ok "$name"
	else
		not_ok "$name"
	fi
	return "$status"
}

# fails COMMAND...: turns the command's exit status around
fails() {
	! "$@"
}

# in_background NAME COMMAND...: see outcome()
in_background() {
	job=$1
	shift
	("$@" >"$job.log" 2>&1; echo $? >"$job.status") &
}

# outcome NAME: what a command in the background said, and its exit status
outcome() {
	cat "$1.log"
	return "$(cat "$1.status")"
}

# either MANY FEW: see the host's lib.sh
either() {
	if [ "${kernel:?}" = debug ]; then
		echo "$2"
	else
		echo "$1"
	fi
}

# until_true SECONDS COMMAND...: wait for something
until_true() {
	tries=$(($1 * 50))
	shift
	while ! "$@"; do
		tries=$((tries - 1))
		if [ "$tries" -le 0 ]; then
			echo "waited in vain: $*"
			return 1
		fi
		usleep 20000
	done
}

# until_runs CARD PCM
until_runs() {
	until_true 10 grep -q 'state: RUNNING' "/proc/asound/card$1/$2/sub0/status"
}

# The host takes the exit status for the kernel's: failures are in the results.
finish() {
	echo "1..$tests"
	exit 0
}
