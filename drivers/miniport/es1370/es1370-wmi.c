// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ensoniq AudioPCI ES1370: its blocks of data, for who watches and tunes the chip.
 */
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <portcls/adapter.h>
#include <portcls/interrupt_sync.h>
#include <portcls/wmi.h>

#include "es1370.h"

enum {
	BLOCK_REGISTERS,
	BLOCK_TUNING,
	BLOCK_TEST,
	BLOCK_CODEC_WRITTEN,
};

#define CODEC_WRITTEN_GUID							\
	GUID_INIT(0xe3c315d9, 0xe6df, 0x4b8f, 0xaf, 0xee, 0xb4, 0x74, 0x1b, 0xbc, 0x28, 0x69)

static const guid_t codec_written_guid = CODEC_WRITTEN_GUID;

struct registers_data {
	u32 control;
	u32 status;
	u32 memory_page;
	u32 serial;
	u32 dac1_count;
	u32 dac2_count;
	u32 adc_count;
};

static const struct winwmi_item registers_items[] = {
	{ "Control", "Interrupt and chip select control, 0x00", WINWMI_UINT32,
	  .access = WINWMI_ITEM_READ },
	{ "Status", "Interrupt and chip select status, 0x04", WINWMI_UINT32,
	  .access = WINWMI_ITEM_READ },
	{ "MemoryPage", "Memory page, 0x0c", WINWMI_UINT32, .access = WINWMI_ITEM_READ },
	{ "Serial", "Serial interface control, 0x20", WINWMI_UINT32, .access = WINWMI_ITEM_READ },
	{ "Dac1Count", "DAC1 sample count, 0x24", WINWMI_UINT32, .access = WINWMI_ITEM_READ },
	{ "Dac2Count", "DAC2 sample count, 0x28", WINWMI_UINT32, .access = WINWMI_ITEM_READ },
	{ "AdcCount", "ADC sample count, 0x2c", WINWMI_UINT32, .access = WINWMI_ITEM_READ },
};

struct tuning_data {
	u32 codec_timeout;
	u32 codec_timeouts;
};

/* Numbers of items, from 1 */
#define ITEM_CODEC_TIMEOUT	1

static const struct winwmi_item tuning_items[] = {
	{ "CodecTimeout", "Microseconds to wait for the codec, 100 to 1000000", WINWMI_UINT32,
	  .access = WINWMI_ITEM_RW },
	{ "CodecTimeouts", "How often it was waited for in vain", WINWMI_UINT32,
	  .access = WINWMI_ITEM_READ },
};

#define CODEC_TIMEOUT_MIN	100
#define CODEC_TIMEOUT_MAX	1000000

enum {
	METHOD_READ_REGISTER = 1,
	METHOD_READ_MEMORY = 2,
	METHOD_READ_CODEC = 3,
};

static const struct winwmi_method test_methods[] = {
	{ "ReadRegister", "uint32 offset -> uint32 value: a register of the chip",
	  METHOD_READ_REGISTER },
	{ "ReadMemory", "uint32 page, uint32 offset -> uint32 value: a word of the chip's memory",
	  METHOD_READ_MEMORY },
	{ "ReadCodec", "uint32 register -> uint32 value: what the codec was last told",
	  METHOD_READ_CODEC },
};

struct codec_written_data {
	u32 reg;
	u32 value;
};

static const struct winwmi_item codec_written_items[] = {
	{ "Register", "Register of the AK4531", WINWMI_UINT32, .access = WINWMI_ITEM_READ },
	{ "Value", "What was written to it", WINWMI_UINT32, .access = WINWMI_ITEM_READ },
};

static const struct winwmi_block_info blocks[] = {
	[BLOCK_REGISTERS] = {
		.guid = GUID_INIT(0x7ee5f8da, 0x67ee, 0x48c4, 0x87, 0xac, 0xe5, 0xf1, 0xf3, 0x51,
				  0xa4, 0x79),
		.flags = WINWMI_BLOCK_INSTANCE_PDO,
		.instance_count = 1,
		.class_name = "ES1370_Registers",
		.description = "Registers of the chip",
		.read_only = true,
		.items = registers_items,
		.item_count = ARRAY_SIZE(registers_items),
	},
	[BLOCK_TUNING] = {
		.guid = GUID_INIT(0x0905580f, 0x36cb, 0x4031, 0x9e, 0xd8, 0xa8, 0x2f, 0xe8, 0x77,
				  0xb3, 0xe4),
		.flags = WINWMI_BLOCK_INSTANCE_PDO,
		.instance_count = 1,
		.class_name = "ES1370_Tuning",
		.description = "How the driver deals with the chip",
		.items = tuning_items,
		.item_count = ARRAY_SIZE(tuning_items),
	},
	[BLOCK_TEST] = {
		.guid = GUID_INIT(0xdc81bff6, 0x17f5, 0x49ee, 0x9f, 0x9e, 0x9e, 0x55, 0xa3, 0xa6,
				  0x58, 0x6c),
		.flags = WINWMI_BLOCK_INSTANCE_PDO,
		.instance_count = 1,
		.class_name = "ES1370_Test",
		.description = "Looks into the chip",
		.read_only = true,
		.methods = test_methods,
		.method_count = ARRAY_SIZE(test_methods),
	},
	[BLOCK_CODEC_WRITTEN] = {
		.guid = CODEC_WRITTEN_GUID,
		.flags = WINWMI_BLOCK_INSTANCE_PDO | WINWMI_BLOCK_EVENT_ONLY,
		.instance_count = 1,
		.class_name = "ES1370_CodecWritten",
		.description = "A register of the codec was written",
		.items = codec_written_items,
		.item_count = ARRAY_SIZE(codec_written_items),
	},
};

static int describe_blocks(void *priv, struct winwmi_reginfo *info)
{
	struct es1370 *chip = priv;

	info->pdo = get_device(portcls_adapter_device(chip->adapter));
	return winwmi_reginfo_fill(info, blocks, ARRAY_SIZE(blocks));
}

/* Nothing is all ones in a chip that is there, but words that it was given. */
static bool is_gone(struct es1370 *chip, u32 value)
{
	return value == U32_MAX && es1370_read(chip, ES1370_STATUS) == U32_MAX;
}

static int query_registers(struct es1370 *chip, void *buffer, u32 room, u32 *used)
{
	struct registers_data data = {
		.control = es1370_read(chip, ES1370_CONTROL),
		.status = es1370_read(chip, ES1370_STATUS),
		.memory_page = es1370_read(chip, ES1370_MEM_PAGE),
		.serial = es1370_read(chip, ES1370_SERIAL),
		.dac1_count = es1370_read(chip, ES1370_DAC1_SAMPLE_COUNT),
		.dac2_count = es1370_read(chip, ES1370_DAC2_SAMPLE_COUNT),
		.adc_count = es1370_read(chip, ES1370_ADC_SAMPLE_COUNT),
	};

	if (is_gone(chip, data.status))
		return -ENODEV;
	return winwmi_answer(buffer, room, used, &data, sizeof(data));
}

static int query_tuning(struct es1370 *chip, void *buffer, u32 room, u32 *used)
{
	struct tuning_data data;

	mutex_lock(&chip->codec_mutex);
	data.codec_timeout = chip->codec_timeout;
	data.codec_timeouts = chip->codec_timeouts;
	mutex_unlock(&chip->codec_mutex);
	return winwmi_answer(buffer, room, used, &data, sizeof(data));
}

static int query_block(void *priv, u32 index, u32 instance, void *buffer, u32 room, u32 *used)
{
	switch (index) {
	case BLOCK_REGISTERS:
		return query_registers(priv, buffer, room, used);
	case BLOCK_TUNING:
		return query_tuning(priv, buffer, room, used);
	default:
		return winwmi_answer(buffer, room, used, NULL, 0);
	}
}

static int set_codec_timeout(struct es1370 *chip, u32 timeout)
{
	if (timeout < CODEC_TIMEOUT_MIN || timeout > CODEC_TIMEOUT_MAX)
		return -EINVAL;
	mutex_lock(&chip->codec_mutex);
	chip->codec_timeout = timeout;
	mutex_unlock(&chip->codec_mutex);
	return 0;
}

/* Only one block can be set; what counts timeouts keeps its value. */
static int set_block(void *priv, u32 index, u32 instance, const void *buffer, u32 size)
{
	const struct tuning_data *data = buffer;

	if (index != BLOCK_TUNING)
		return -EROFS;
	return size == sizeof(*data) ? set_codec_timeout(priv, data->codec_timeout) : -EINVAL;
}

static int set_item(void *priv, u32 index, u32 instance, u32 item, const void *buffer, u32 size)
{
	if (index != BLOCK_TUNING || item != ITEM_CODEC_TIMEOUT)
		return -EROFS;
	return size == sizeof(u32) ? set_codec_timeout(priv, *(const u32 *)buffer) : -EINVAL;
}

/**
 * struct memory_word - a word of the chip's memory
 * @chip: the chip
 * @page: page, 0 to 15
 * @offset: bytes from its beginning, 0 to 12
 * @value: receives the word
 */
struct memory_word {
	struct es1370 *chip;
	u32 page;
	u32 offset;
	u32 value;
};

/* Whoever selected another page before selects it anew. */
static int read_memory(void *context)
{
	struct memory_word *word = context;

	es1370_select_page(word->chip, word->page);
	word->value = es1370_read(word->chip, ES1370_MEM + word->offset);
	return 0;
}

/* Not those that do something when they are read, and not the memory. */
static bool is_readable(u32 offset)
{
	switch (offset) {
	case ES1370_CONTROL:
	case ES1370_STATUS:
	case ES1370_MEM_PAGE:
	case ES1370_SERIAL:
	case ES1370_DAC1_SAMPLE_COUNT:
	case ES1370_DAC2_SAMPLE_COUNT:
	case ES1370_ADC_SAMPLE_COUNT:
		return true;
	default:
		return false;
	}
}

static int execute(void *priv, u32 index, u32 instance, u32 method, void *buffer, u32 size,
		   u32 room, u32 *used)
{
	u32 words = method == METHOD_READ_MEMORY ? 2 : 1;
	struct es1370 *chip = priv;
	struct memory_word word;
	u32 *arguments = buffer;
	u32 value;

	if (index != BLOCK_TEST)
		return -EOPNOTSUPP;
	if (size != words * sizeof(u32))
		return -EINVAL;
	switch (method) {
	case METHOD_READ_REGISTER:
		if (!is_readable(arguments[0]))
			return -EINVAL;
		value = es1370_read(chip, arguments[0]);
		if (is_gone(chip, value))
			return -ENODEV;
		break;
	case METHOD_READ_MEMORY:
		word = (struct memory_word) { chip, arguments[0], arguments[1] };
		if (word.page > ES1370_PAGE_MAX || word.offset >= ES1370_PAGE_BYTES ||
		    word.offset % sizeof(u32))
			return -EINVAL;
		portcls_interrupt_sync_call(chip->sync, read_memory, &word);
		value = word.value;
		if (is_gone(chip, value))
			return -ENODEV;
		break;
	case METHOD_READ_CODEC:
		if (arguments[0] >= AK4531_REGISTERS)
			return -EINVAL;
		value = es1370_codec_read(chip, arguments[0]);
		break;
	default:
		return -EBADRQC;
	}
	return winwmi_answer(buffer, room, used, &value, sizeof(value));
}

static const struct winwmi_callbacks callbacks = {
	.reginfo = describe_blocks,
	.query_block = query_block,
	.set_block = set_block,
	.set_item = set_item,
	.execute = execute,
};

/**
 * es1370_wmi_codec_written() - fire the event that a register of the codec was written
 * @chip: the chip
 * @reg: the register
 * @value: its value
 *
 * Context: process, may sleep.
 */
void es1370_wmi_codec_written(struct es1370 *chip, u8 reg, u8 value)
{
	struct winwmi_provider *provider = portcls_wmi_provider(chip->adapter);
	struct codec_written_data *data;

	if (!winwmi_block_enabled(provider, &codec_written_guid, WINWMI_EVENTS))
		return;
	data = kmalloc(sizeof(*data), GFP_KERNEL);
	if (!data)
		return;
	*data = (struct codec_written_data) { .reg = reg, .value = value };
	if (winwmi_fire_event(provider, &codec_written_guid, 0, data, sizeof(*data)))
		kfree(data);
}

/**
 * es1370_wmi_create() - offer the blocks of the chip
 * @chip: the chip; its wave port is there
 *
 * Context: process, from start_device.
 * Return: 0 or a negative errno.
 */
int es1370_wmi_create(struct es1370 *chip)
{
	chip->wmi.callbacks = &callbacks;
	chip->wmi.priv = chip;
	return portcls_register_wmi_provider(chip->wave, chip->adapter, &chip->wmi);
}
