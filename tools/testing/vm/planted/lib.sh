# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# Commits bugs in a guest. Sourced; speaks TAP, in the directory $work.

vm=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tests=0
failed=0

# result NAME: that of the command before
result()
{
	local status=$?

	tests=$((tests + 1))
	if [ $status -eq 0 ]; then
		echo "ok $tests - $1"
	else
		failed=$((failed + 1))
		echo "not ok $tests - $1"
	fi
	return $status
}

# build_planted KERNEL
build_planted()
{
	kernel=$1
	cp "$vm/planted/Kbuild" "$vm/planted/planted.c" "${work:?}/"
	if ! "$vm/kernel" get "$kernel" >&2 ||
		! make -s -C "$("$vm/kernel" path "$kernel" --kdir)" M="$work" modules >&2; then
		echo "Bail out! planted.ko cannot be built"
		exit 1
	fi
}

# commit BUG...: boot, do all of that, and keep what the rig says of it
commit()
{
	# shellcheck disable=SC2016 # the guest's shell expands it
	"$vm/run" --kernel "$kernel" --card none --modules "$work" --load planted --quiet -- sh -c '
		for bug; do echo $bug >/sys/module/planted/parameters/bug; done' - "$@" \
		2>"$work/said"
	[ $? -eq 120 ]
	result "planted bugs fail the run: $*"
}

# found BUG REPORT
found()
{
	grep -q "^run: the kernel reported: .*$2" "$work/said"
	result "$1 is found and named" || sed 's/^/# /' "$work/said"
}

finish()
{
	echo "1..$tests"
	exit $((failed > 0))
}
