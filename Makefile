# SPDX-License-Identifier: GPL-2.0-only
#
# PortCls for Linux. "make help" lists the targets; the modules themselves are
# described to kbuild in Kbuild.

KDIR ?= /lib/modules/$(shell uname -r)/build

# The release of the kernel in KDIR; empty when there is no kernel there.
release := $(shell sed -n 's/.* "\(.*\)"/\1/p' $(KDIR)/include/generated/utsrelease.h 2>/dev/null)

# kbuild writes beside the sources, so it works on a copy of them. One copy a
# kernel: several kernels can be built from one tree, each incrementally.
O ?= build/$(release)
out = $(abspath $(O))

version := $(shell cat VERSION)
ifneq ($(wildcard .git),)
describe := $(shell git describe --tags --match 'v[0-9]*' --dirty 2>/dev/null || \
		    git describe --always --dirty --exclude '*' 2>/dev/null)
PORTCLS_VERSION := $(if $(filter v%,$(describe)),$(describe:v%=%),$(version)$(addprefix -g,$(describe)))
export PORTCLS_VERSION
endif

# The kernel's own compiler: clang if it was built by clang. Debian's headers
# name their gcc themselves and take no other.
kbuild-vars := $(if $(shell grep -sx CONFIG_CC_IS_CLANG=y $(KDIR)/include/config/auto.conf),LLVM=1)
# Packaged headers have neither vmlinux, for type information, nor a key to sign with.
kbuild-vars += $(if $(wildcard $(KDIR)/vmlinux),,CONFIG_DEBUG_INFO_BTF_MODULES=)
kbuild-vars += $(if $(wildcard $(KDIR)/certs/signing_key.x509),,CONFIG_MODULE_SIG_ALL=)
kbuild-vars += $(if $(filter 1,$(WERROR)),KCFLAGS='$(KCFLAGS) -Werror')

kbuild = $(MAKE) --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc)) \
	 -C $(KDIR) M=$(out) O= $(kbuild-vars)

.DEFAULT_GOAL := modules
.PHONY: help
help: ## list the targets and variables
	@echo 'Targets:'
	@sed -nE 's/^([a-z][a-z_-]*):[^#]*## (.*)/  \1\t\2/p' Makefile | expand -t 20
	@echo
	@echo 'Variables:'
	@echo '  KDIR=DIR          kernel to build for [$(KDIR)]'
	@echo '  O=DIR             where to build [build/<kernel release>]'
	@echo '  INSTALL_MOD_PATH  root of the system to install into [/]'
	@echo '  WERROR=1          warnings are errors'
	@echo '  W=1 C=2 V=1 …     as in the kernel'

.PHONY: modules
modules: sources ## build the kernel modules
	+@$(kbuild) modules

# Headers have no System.map, so kbuild leaves depmod to us. What is staged for
# a package is not a whole kernel and needs none.
.PHONY: modules_install
modules_install: modules ## install the modules (root), below INSTALL_MOD_PATH
	+@$(kbuild) modules_install
	@set -e; cd $(or $(INSTALL_MOD_PATH),/)/lib/modules/$(release); \
	if [ -e modules.builtin ]; then echo "  DEPMOD  $$PWD"; \
		/sbin/depmod $(addprefix -b ,$(abspath $(INSTALL_MOD_PATH))) $(release); fi

# As root: tool and manual page, below DESTDIR and PREFIX
PREFIX ?= /usr/local

.PHONY: tools
tools: ## build the tool portclsctl
	+@$(MAKE) --no-print-directory -C tools/portclsctl O=$(CURDIR)/build/tools

.PHONY: tools_install
tools_install: tools ## install it and its manual page (root), below DESTDIR and PREFIX [/usr/local]
	install -D -m 755 build/tools/portclsctl $(DESTDIR)$(PREFIX)/sbin/portclsctl
	install -D -m 644 Documentation/man/portclsctl.8 \
		$(DESTDIR)$(PREFIX)/share/man/man8/portclsctl.8

.PHONY: clean
clean: ## remove all that was built
	rm -rf build

# Build products are excluded, which also keeps them from being deleted.
# O=. builds in place, as dkms does in a copy of its own.
.PHONY: sources
sources:
ifeq ($(release),)
	$(error KDIR=$(KDIR) is no kernel build or headers directory: on Debian, apt-get install linux-headers-amd64)
endif
ifneq ($(out),$(CURDIR))
	@mkdir -p $(out)
	@rsync -a --delete --prune-empty-dirs --exclude='*.mod.c' --exclude=/include/generated/ \
		--include='*/' --include='*.[ch]' --include=Kbuild --exclude='*' \
		drivers include $(out)/
	@rsync -a Kbuild VERSION $(out)/
endif

.PHONY: demo
demo: ## play and record in a virtual machine, and show what came out
	@tools/testing/deps
	@tools/testing/vm/demo

.PHONY: check
check: ## run all tests, see tools/testing/check --list
	@tools/testing/check $(STAGES)

.PHONY: kunit
kunit: ## run the unit tests under User-mode Linux
	@tools/testing/kunit/run $(if $(SUITE),--suite '$(SUITE)')

.PHONY: check-kcsan
check-kcsan: ## look for data races, under a kernel that finds them
	@tools/testing/vm/kcsan/check $(SECONDS) $(SEED)

.PHONY: check-hammer
check-hammer: ## feed devices and files what no program should
	@tools/testing/vm/hammer/check $(SECONDS) $(SEED)

.PHONY: check-wmi-race
check-wmi-race: ## do everything with WMI providers at the same time
	@tools/testing/vm/wmi-race/check $(SECONDS) $(SEED)

.PHONY: coverage
coverage: ## which lines and branches the tests in the guest reach
	@tools/testing/coverage/run

images = Documentation/user/images

.PHONY: screenshots
screenshots: ## take the pictures in Documentation anew
	@tools/testing/vm/screenshot -o $(images)/alsamixer-playback.svg --size 112x26 alsamixer
	@tools/testing/vm/screenshot -o $(images)/alsamixer-capture.svg --size 112x26 --keys '\t' alsamixer
	@tools/testing/vm/screenshot -o $(images)/amixer.svg --size 80x24 \
		'amixer sget PCM; amixer cget name="PCM Volume"'

.PHONY: bench
bench: ## register accesses and instructions per period beside the in-tree driver's; providers
	@tools/bench/run
	@tools/bench/registrations

.PHONY: style
style: ## checkpatch, shellcheck, codespell, pyflakes
	@tools/testing/check style

.PHONY: format
format: ## show what clang-format would change in the lines changed since HEAD
	@git clang-format --diff -q HEAD -- drivers include

# dkms: builds the modules anew for each kernel that is installed
dkms-dir = /usr/src/portcls-$(version)

.PHONY: dkms-add
dkms-add: ## register this tree with dkms (root)
	@rm -rf $(dkms-dir)
	@mkdir -p $(dkms-dir)
	@cp -a Kbuild Kconfig Makefile VERSION COPYING LICENSES dkms.conf drivers include $(dkms-dir)/
	dkms add -m portcls -v $(version)

.PHONY: dkms-remove
dkms-remove: ## remove it from dkms again (root)
	dkms remove -m portcls -v $(version) --all
	rm -rf $(dkms-dir)
