// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel ICH AC'97: the link to the codecs, its resets, and one access at a time through it.
 */
#include <linux/delay.h>
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/iopoll.h>

#include <portcls/adapter.h>

#include "ich.h"

#define READY_US	(1000 * USEC_PER_MSEC)
#define OTHERS_US	(250 * USEC_PER_MSEC)
#define WARM_RESET_US	(250 * USEC_PER_MSEC)
#define SEMAPHORE_US	1000

static u32 global_status(struct ich *chip)
{
	return ioread32(chip->master + ICH_GLOB_STA);
}

/* Who had the link may have left it off, or in the middle of something. */
static void cold_reset(struct ich *chip)
{
	u32 control = ioread32(chip->master + ICH_GLOB_CNT);

	/* Nobody is there for what codecs say when they wake up. */
	control &= ~(ICH_GLOB_CNT_ACLINK | ICH_GLOB_CNT_PCM | ICH_GLOB_CNT_20BIT |
		     ICH_GLOB_CNT_WARM | ICH_GLOB_CNT_WAKE);
	iowrite32(control & ~ICH_GLOB_CNT_COLD, chip->master + ICH_GLOB_CNT);
	ioread32(chip->master + ICH_GLOB_CNT);
	usleep_range(10, 20);
	iowrite32(control | ICH_GLOB_CNT_COLD, chip->master + ICH_GLOB_CNT);
	usleep_range(1000, 2000);
}

static int warm_reset(struct ich *chip)
{
	u32 control = ioread32(chip->master + ICH_GLOB_CNT);

	iowrite32(control | ICH_GLOB_CNT_WARM, chip->master + ICH_GLOB_CNT);
	return read_poll_timeout(ioread32, control, !(control & ICH_GLOB_CNT_WARM), 1000,
				 WARM_RESET_US, false, chip->master + ICH_GLOB_CNT);
}

static int wait_for(struct ich *chip, u32 wanted, bool all, unsigned long us)
{
	u32 status;
	int err;

	err = read_poll_timeout(global_status, status,
				(all ? (status & wanted) == wanted : status & wanted) ||
				status == U32_MAX, 1000, us, false, chip);
	chip->ready |= status & wanted;
	if (status != U32_MAX)
		return err;
	portcls_adapter_set_gone(chip->adapter);
	return -ENODEV;
}

/*
 * Which bit is the primary codec's is not known, so all codecs are waited for: those that were
 * ready once, or else, for a while after the first one, those that there may be.
 */
static int wait_for_codecs(struct ich *chip)
{
	int err;

	if (chip->ready) {
		err = wait_for(chip, chip->ready, true, READY_US);
		if (err != -ETIMEDOUT)
			return err;
	}
	err = wait_for(chip, chip->model->codecs, false, READY_US);
	if (err)
		return err;
	err = wait_for(chip, chip->model->codecs, true, OTHERS_US);
	return err == -ETIMEDOUT ? 0 : err;
}

/**
 * ich_link_start() - bring the link up, until its codecs are ready
 * @chip: the chip
 *
 * Context: process, may sleep.
 * Return: 0, -ENODEV if the chip is not there, -EIO after a message if no codec answers.
 */
int ich_link_start(struct ich *chip)
{
	int err;

	/* Old events are nobody's any more. */
	iowrite32(global_status(chip) & (ICH_GLOB_STA_RCS | ICH_GLOB_STA_MCINT |
					 ICH_GLOB_STA_POINT | ICH_GLOB_STA_PIINT),
		  chip->master + ICH_GLOB_STA);
	cold_reset(chip);
	err = wait_for_codecs(chip);
	if (err == -ETIMEDOUT) {
		err = warm_reset(chip);
		if (!err)
			err = wait_for_codecs(chip);
	}
	if (err == -ETIMEDOUT) {
		dev_err(portcls_adapter_device(chip->adapter),
			"no codec is ready (status %#x)\n", global_status(chip));
		return -EIO;
	}
	if (err)
		return err;
	/* Whatever it reads, it gives a semaphore back that may be taken. */
	ioread16(chip->mixer + AC97_RESET);
	if (chip->model->sis)
		iowrite16(ioread16(chip->master + ICH_SIS_OUTPUT) | ICH_SIS_OUTPUT_ON,
			  chip->master + ICH_SIS_OUTPUT);
	return 0;
}

/**
 * ich_link_stop() - shut the link off
 * @chip: the chip
 *
 * Context: process, may sleep.
 */
void ich_link_stop(struct ich *chip)
{
	iowrite32(ioread32(chip->master + ICH_GLOB_CNT) | ICH_GLOB_CNT_ACLINK,
		  chip->master + ICH_GLOB_CNT);
}

/*
 * Nobody else wants the codec. The semaphore stays taken after an access to a register that is not
 * there, with some codecs; so that it cannot be had is no reason to do without the next access.
 */
static int take_semaphore(struct ich *chip, unsigned int reg)
{
	u8 taken;

	if (!read_poll_timeout(ioread8, taken, !(taken & ICH_CAS_TAKEN), 5, SEMAPHORE_US, false,
			       chip->master + ICH_CAS))
		return 0;
	if (global_status(chip) == U32_MAX) {
		portcls_adapter_set_gone(chip->adapter);
		return -ENODEV;
	}
	if (!chip->trying)
		dev_err_ratelimited(portcls_adapter_device(chip->adapter),
				    "codec is busy when register %#x is accessed\n", reg);
	/* Gives it back. */
	ioread16(chip->mixer + AC97_RESET);
	return 0;
}

/**
 * ich_link_read() - read a register of the primary codec
 * @context: the chip
 * @reg: the register
 * @value: receives what it holds
 *
 * Context: process, may sleep; the caller has the codec alone.
 * Return: 0, -EIO after a message if the codec does not answer, -ENODEV if it is not there.
 */
int ich_link_read(void *context, unsigned int reg, unsigned int *value)
{
	struct ich *chip = context;
	u32 status;
	int err;

	err = take_semaphore(chip, reg);
	if (err)
		return err;
	*value = ioread16(chip->mixer + reg);
	status = global_status(chip);
	if (!(status & ICH_GLOB_STA_RCS))
		return 0;
	/* Other bits that writing 1 would clear stay, events of the bus masters among them. */
	iowrite32((status & ICH_GLOB_STA_POWERS) | ICH_GLOB_STA_RCS,
		  chip->master + ICH_GLOB_STA);
	if (!chip->trying)
		dev_err_ratelimited(portcls_adapter_device(chip->adapter),
				    "codec register %#x cannot be read\n", reg);
	return -EIO;
}

/**
 * ich_link_write() - write a register of the primary codec
 * @context: the chip
 * @reg: the register
 * @value: what it shall hold
 *
 * Context: process, may sleep; the caller has the codec alone.
 * Return: 0 or -ENODEV if it is not there.
 */
int ich_link_write(void *context, unsigned int reg, unsigned int value)
{
	struct ich *chip = context;
	int err;

	err = take_semaphore(chip, reg);
	if (!err)
		iowrite16(value, chip->mixer + reg);
	return err;
}
