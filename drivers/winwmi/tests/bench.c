// SPDX-License-Identifier: GPL-2.0-only
/*
 * What many providers cost: registers them when it is loaded and deregisters them again, and says
 * how long either took. See tools/bench/registrations.
 */
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/uuid.h>

#include <generated/portcls-version.h>
#include <winwmi/provider.h>

#define BLOCKS		10
#define INSTANCES	8

static unsigned int providers = 1000;
module_param(providers, uint, 0444);
MODULE_PARM_DESC(providers, "How many providers, with 10 blocks of 8 instances each");

/**
 * struct bench_provider - one of many that are alike
 * @pdev: its device
 * @context: its blocks
 * @provider: the provider
 */
struct bench_provider {
	struct platform_device *pdev;
	struct winwmi_context context;
	struct winwmi_provider *provider;
};

static int reginfo(void *priv, struct winwmi_reginfo *info)
{
	struct winwmi_block_info block = {
		.guid = GUID_INIT(0x2a5f6c1e, 0x7d90, 0x4b3b, 0x93, 0x0e, 0x61, 0x5c, 0x8f, 0x27,
				  0xd4, 0x00),
		.flags = WINWMI_BLOCK_INSTANCE_BASENAME,
		.instance_count = INSTANCES,
	};
	u32 i;

	/* The same of all: each of their names collides with all that were there before. */
	info->base_name = "bench";
	for (i = 0; i < BLOCKS; i++) {
		block.guid.b[15] = i;
		block.index = i;
		winwmi_reginfo_add(info, &block);
	}
	return 0;
}

static int query_block(void *priv, u32 index, u32 instance, void *buffer, u32 room, u32 *used)
{
	*used = 0;
	return 0;
}

static const struct winwmi_callbacks callbacks = {
	.reginfo = reginfo,
	.query_block = query_block,
};

static int add(struct bench_provider *bench, int id)
{
	struct winwmi_provider *provider;
	struct platform_device *pdev;

	pdev = platform_device_register_simple("winwmi-bench", id, NULL, 0);
	if (IS_ERR(pdev))
		return PTR_ERR(pdev);
	bench->pdev = pdev;
	bench->context.callbacks = &callbacks;
	provider = winwmi_provider_attach(&pdev->dev, &bench->context);
	if (IS_ERR(provider))
		return PTR_ERR(provider);
	bench->provider = provider;
	return winwmi_provider_start(provider);
}

static void remove(struct bench_provider *bench)
{
	if (bench->provider)
		winwmi_provider_detach(bench->provider);
	platform_device_unregister(bench->pdev);
}

static int __init bench_init(void)
{
	struct bench_provider *all = kvcalloc(providers, sizeof(*all), GFP_KERNEL);
	ktime_t start, registered, removed;
	unsigned int i;
	int err = 0;

	if (!all)
		return -ENOMEM;
	start = ktime_get();
	for (i = 0; i < providers && !err; i++)
		err = add(&all[i], i);
	registered = ktime_get();
	while (i--)
		remove(&all[i]);
	removed = ktime_get();
	if (!err)
		pr_info("winwmi-bench: providers=%u registered=%lld removed=%lld\n", providers,
			ktime_to_ns(ktime_sub(registered, start)),
			ktime_to_ns(ktime_sub(removed, registered)));
	kvfree(all);
	return err;
}
module_init(bench_init);

static void __exit bench_exit(void)
{
}
module_exit(bench_exit);

MODULE_AUTHOR("PortCls for Linux maintainers");
MODULE_DESCRIPTION("What many WMI providers cost");
MODULE_LICENSE("GPL");
MODULE_VERSION(PORTCLS_VERSION);
