# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# What the stages of static analysis share: TAP, lists of files, and where the
# kernel's own tools are. Sourced; leaves the caller in the top directory.

set -uo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.." || exit

# shellcheck disable=SC2034 # of use to who sources this
jobs=$(nproc)
cache=${PORTCLS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/portcls}
tests=0
failures=0

# check NAME COMMAND...: one test, passed if the command is silent and succeeds.
# Returns whether it passed.
check()
{
	local name=$1 output

	shift
	tests=$((tests + 1))
	if output=$("$@" 2>&1) && [ -z "$output" ]; then
		echo "ok $tests - $name"
		return 0
	fi
	failures=$((failures + 1))
	echo "not ok $tests - $name"
	output=${output:-no word, but a failure}
	echo "# ${output//$'\n'/$'\n'# }"
	return 1
}

# The plan, after the last test.
finish()
{
	echo "1..$tests"
	exit $((failures > 0))
}

# files [PATHSPEC...]: those that are tracked, or would be; without deleted ones.
# shellcheck disable=SC2120
files()
{
	local file

	git ls-files --cached --others --exclude-standard --deduplicate -- "$@" |
		while read -r file; do
			[ ! -f "$file" ] || echo "$file"
		done
}

# scripts LANGUAGE: files that a "#!" line gives to an interpreter, or a suffix.
scripts()
{
	# shellcheck disable=SC2016,SC2119
	files | xargs -r -d '\n' awk -v language="$1" '
		FNR == 1 && $0 ~ "^#!.*[/ ](" language ")[0-9.]*( |$)" { print FILENAME }
		{ nextfile }'
}

# nothing GREP...: that it finds nothing is no failure.
nothing()
{
	"$@" || [ $? -eq 1 ]
}

# Directory with scripts/ of the kernel's sources, from Debian's package.
linux_source()
{
	local version dir

	version=$(dpkg-query -W -f '${Version}' linux-source-6.1) || return
	dir=$cache/linux-source-6.1_$version
	mkdir -p "$cache" || return
	(
		flock 9
		if [ ! -d "$dir" ]; then
			rm -rf "$dir.new" && mkdir "$dir.new" &&
				tar -xJf /usr/src/linux-source-6.1.tar.xz -C "$dir.new" \
					--strip-components=1 linux-source-6.1/scripts &&
				mv "$dir.new" "$dir"
		fi
	) 9>"$dir.lock" && echo "$dir"
}

# kbuild VERSION VARIABLE...: build the modules in $out, strictly, and speak of
# our sources by their own names.
kbuild()
{
	local kernel

	kernel=$(tools/testing/vm/kernel path "$1" --kdir) || return
	shift
	# shellcheck disable=SC2154
	make -s -k --no-print-directory modules KDIR="$kernel" O="$out" W=1 WERROR=1 "$@" 2>&1 |
		sed "s|$PWD/$out/||g"
}

# kdir VERSION: headers of that kernel, fetched if need be.
kdir()
{
	tools/testing/vm/kernel get "$1" >&2 && tools/testing/vm/kernel path "$1" --kdir
}
