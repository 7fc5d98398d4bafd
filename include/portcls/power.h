/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Power states of an adapter.
 */
#ifndef PORTCLS_POWER_H
#define PORTCLS_POWER_H

#include <linux/pm.h>

/**
 * enum portcls_power_state - power state of a device
 * @PORTCLS_POWER_D0: works
 * @PORTCLS_POWER_D1: sleeps lightly
 * @PORTCLS_POWER_D2: sleeps
 * @PORTCLS_POWER_D3: off, or as good as
 *
 * Counterpart: PowerDeviceD0 … D3 of DEVICE_POWER_STATE (there counted from 1).
 */
enum portcls_power_state {
	PORTCLS_POWER_D0,
	PORTCLS_POWER_D1,
	PORTCLS_POWER_D2,
	PORTCLS_POWER_D3,
};

/*
 * For the pm member of the device driver whose probe called portcls_adapter_start(). System sleep:
 * running streams go down to PAUSE, the interrupt is ignored, then the adapter's power_change_state
 * is told D3; on the way back it is told D0 first.
 */
extern const struct dev_pm_ops portcls_pm_ops;

#endif /* PORTCLS_POWER_H */
