// SPDX-License-Identifier: GPL-2.0-only
///
/// The card, DMA buffers and the interrupt end in an order of their own, when
/// the last file is closed or the device is gone: they are not devm.
///
virtual report

@managed@
identifier f =~ "^(devm_request_(threaded_|any_context_)?irq|dmam_.*|snd_devm_(card_new|alloc_pages|request_dma))$";
position p;
@@
f@p(...)

@script:python depends on report@
p << managed.p;
f << managed.f;
@@
coccilib.report.print_report(p[0], f"{f}: managed by the device, while users hold the adapter")
