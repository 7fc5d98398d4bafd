/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Stream states of PortCls.
 */
#ifndef PORTCLS_STATE_H
#define PORTCLS_STATE_H

/**
 * enum portcls_state - what a stream holds and does
 * @PORTCLS_STATE_STOP: least resources; positions are zero
 * @PORTCLS_STATE_ACQUIRE: resources are taken
 * @PORTCLS_STATE_PAUSE: ready to run; positions are frozen
 * @PORTCLS_STATE_RUN: samples move
 *
 * A stream moves along this list one step at a time, up or down; a miniport is never asked to skip
 * a state. Only the step to STOP zeroes positions. A step up may fail, and leaves the state as it
 * was; a step down counts as done even when it reports an error.
 *
 * Counterpart: KSSTATE, with the same values.
 */
enum portcls_state {
	PORTCLS_STATE_STOP,
	PORTCLS_STATE_ACQUIRE,
	PORTCLS_STATE_PAUSE,
	PORTCLS_STATE_RUN,
};

#endif /* PORTCLS_STATE_H */
