# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# Commits bugs in a guest, of a module made for it or of our drivers. Sourced; speaks
# TAP, in the directory $work.

vm=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
top=$(cd "$vm/../../.." && pwd)
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

# plant DIR PATCH...: build our drivers, patched, in $work/DIR
plant()
{
	local dir=$work/$1 patch name said

	shift
	mkdir "$dir" && cp -a "$top"/{Kbuild,Makefile,VERSION,drivers,include} "$dir/" || exit
	for patch; do
		name=$(basename "$patch")
		said=$(patch -d "$dir" -p1 -F0 -s -N <"$patch" 2>&1)
		result "$name applies" || echo "# ${said//$'\n'/$'\n'# }"
	done
	said=$(make -s -C "$dir" modules KDIR="$("$vm/kernel" path debug --kdir)" O="$dir/build" 2>&1)
	result "the drivers build with it" || echo "# ${said//$'\n'/$'\n'# }"
}

# blamed BUG REPORT FUNCTION: it is found, and a report on it names the function of ours
blamed()
{
	local report

	found "$1" "$2"
	report=$(sed -En "/$2/,/^run: |---\\[ end|={10}/p" "$work/said")
	grep -Eq "\b$3\+0x.* \[snd_portcls" <<<"$report"
	result "the report on it names $3" || echo "# ${report//$'\n'/$'\n'# }"
}

finish()
{
	echo "1..$tests"
	exit $((failed > 0))
}
