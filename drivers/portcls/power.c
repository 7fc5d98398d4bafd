// SPDX-License-Identifier: GPL-2.0-only
/*
 * System sleep.
 *
 * By the time the device is told to sleep, ALSA has suspended its PCM devices: every running
 * stream went to PAUSE. After waking up applications find them suspended and prepare them anew,
 * which takes them through STOP and programs the hardware from nothing.
 */
#include <linux/device.h>
#include <linux/export.h>
#include <linux/pm.h>
#include <sound/asound.h>
#include <sound/core.h>

#include "core.h"
#include "ctl/control.h"
#include "ctl/event.h"

static int portcls_suspend(struct device *dev)
{
	struct portcls_adapter *adapter = dev_get_drvdata(dev);

	snd_power_change_state(adapter->card, SNDRV_CTL_POWER_D3hot);
	WRITE_ONCE(adapter->accessible, false);
	WRITE_ONCE(adapter->sleeps, adapter->sleeps + 1);
	portcls_interrupt_syncs_wait(adapter);
	if (adapter->ops->power_change_state && !READ_ONCE(adapter->gone))
		adapter->ops->power_change_state(adapter, PORTCLS_POWER_D3);
	return 0;
}

static int portcls_resume(struct device *dev)
{
	struct portcls_adapter *adapter = dev_get_drvdata(dev);

	portcls_adapter_look_for_device(adapter);
	if (!READ_ONCE(adapter->gone)) {
		if (adapter->ops->power_change_state)
			adapter->ops->power_change_state(adapter, PORTCLS_POWER_D0);
		WRITE_ONCE(adapter->accessible, true);
		/* Gone in the meantime? */
		if (READ_ONCE(adapter->gone))
			WRITE_ONCE(adapter->accessible, false);
		portcls_controls_replay(adapter);
		portcls_events_resume(adapter);
	}
	snd_power_change_state(adapter->card, SNDRV_CTL_POWER_D0);
	return 0;
}

const struct dev_pm_ops portcls_pm_ops = {
	SYSTEM_SLEEP_PM_OPS(portcls_suspend, portcls_resume)
};
EXPORT_SYMBOL_GPL(portcls_pm_ops);
