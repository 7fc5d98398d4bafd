// SPDX-License-Identifier: GPL-2.0-only
///
/// Contexts are asserted by lockdep and might_sleep(), never by asking where
/// the code runs: with threaded interrupts and PREEMPT_RT the answer differs.
/// Tests may ask, to see that they are called as they should be.
///
virtual report

@asked@
identifier f =~ "^(in_(hardirq|softirq|interrupt|atomic|irq|task|nmi)|irqs_disabled|preemptible)$";
position p;
@@
f@p(...)

@script:python depends on report@
p << asked.p;
f << asked.f;
@@
if "/tests/" not in p[0].file:
    coccilib.report.print_report(p[0], f"{f}() asks for the context")
