// SPDX-License-Identifier: GPL-2.0-only
/*
 * The fake application: it opens the device node of a PCM device and makes the calls that user
 * space makes. Those that pass a structure go through ALSA's interface for the kernel.
 */
#include <linux/err.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/irqflags.h>
#include <linux/mount.h>
#include <linux/slab.h>
#include <sound/pcm_params.h>
#include <sound/timer.h>

#include "fake.h"

const struct fake_params fake_params = {
	.format = SNDRV_PCM_FORMAT_S16_LE,
	.channels = 2,
	.rate = 48000,
	.period = 1024,
	.periods = 4,
};

static void count_period(struct snd_timer_instance *timer, unsigned long resolution,
			 unsigned long ticks)
{
	struct fake_application *application = timer->callback_data;

	atomic_inc(&application->periods);
	if (irqs_disabled())
		atomic_inc(&application->periods_irqs_off);
}

static int open_timer(struct fake_application *application)
{
	struct snd_pcm_substream *substream = application->substream;
	struct snd_timer_instance *timer;
	struct snd_timer_id id = {
		.dev_class = SNDRV_TIMER_CLASS_PCM,
		.dev_sclass = SNDRV_TIMER_SCLASS_NONE,
		.card = application->device->card,
		.device = substream->pcm->device,
		.subdevice = substream->number << 1 | substream->stream,
	};
	int err;

	timer = snd_timer_instance_new("portcls-test");
	if (!timer)
		return -ENOMEM;
	timer->flags |= SNDRV_TIMER_IFLG_AUTO | SNDRV_TIMER_IFLG_FAST;
	timer->callback = count_period;
	timer->callback_data = application;
	err = snd_timer_open(timer, &id, 0);
	if (err < 0) {
		snd_timer_instance_free(timer);
		return err;
	}
	application->timer = timer;
	return 0;
}

/**
 * fake_open_node() - open a device node, whether and wherever the system has mounted them
 * @device: a device that is started
 * @name: path below /dev
 *
 * Context: process, may sleep.
 * Return: the file, for __fput_sync(), or an ERR_PTR.
 */
struct file *fake_open_node(struct fake_device *device, const char *name)
{
	struct file_system_type *type;
	struct vfsmount *mount;
	struct path root;

	if (!device->mount) {
		type = get_fs_type("devtmpfs");
		if (!type)
			return ERR_PTR(-ENODEV);
		mount = kern_mount(type);
		if (IS_ERR(mount))
			return ERR_CAST(mount);
		device->mount = mount;
	}
	root.mnt = device->mount;
	root.dentry = device->mount->mnt_root;
	return file_open_root(&root, name, O_RDWR | O_NONBLOCK, 0);
}

/**
 * fake_open() - open a PCM device
 * @device: a device that is started
 * @pcm: number of the PCM device
 * @direction: SNDRV_PCM_STREAM_PLAYBACK or _CAPTURE
 *
 * Context: process, may sleep.
 * Return: the application, which the device closes at the latest, or an ERR_PTR.
 */
struct fake_application *fake_open(struct fake_device *device, unsigned int pcm, int direction)
{
	struct fake_application *application = device->applications;
	struct snd_pcm_file *pcm_file;
	struct file *file;
	char name[32];
	int err;

	while (application->file)
		if (++application == &device->applications[FAKE_APPLICATIONS])
			return ERR_PTR(-EMFILE);
	snprintf(name, sizeof(name), "snd/pcmC%dD%u%c", device->card, pcm,
		 direction == SNDRV_PCM_STREAM_PLAYBACK ? 'p' : 'c');
	file = fake_open_node(device, name);
	if (IS_ERR(file))
		return ERR_CAST(file);
	pcm_file = file->private_data;
	*application = (struct fake_application) {
		.device = device,
		.file = file,
		.substream = pcm_file->substream,
	};
	err = open_timer(application);
	if (err) {
		fake_close(application);
		return ERR_PTR(err);
	}
	return application;
}

/**
 * fake_close() - close an application
 * @application: the application, open or not
 *
 * Context: process, a kthread, may sleep.
 */
void fake_close(struct fake_application *application)
{
	if (!application->file)
		return;
	if (application->timer) {
		snd_timer_close(application->timer);
		snd_timer_instance_free(application->timer);
	}
	__fput_sync(application->file);
	*application = (struct fake_application) {};
}

static void set_mask(struct snd_pcm_hw_params *params, int var, unsigned int value)
{
	struct snd_mask *mask = hw_param_mask(params, var);

	snd_mask_none(mask);
	snd_mask_set(mask, value);
}

static void set_interval(struct snd_pcm_hw_params *params, int var, unsigned int value)
{
	if (value)
		*hw_param_interval(params, var) = (struct snd_interval) {
			.min = value, .max = value, .integer = 1,
		};
}

static void to_hw_params(const struct fake_params *from, struct snd_pcm_hw_params *to)
{
	_snd_pcm_hw_params_any(to);
	set_mask(to, SNDRV_PCM_HW_PARAM_ACCESS,
		 (__force unsigned int)SNDRV_PCM_ACCESS_RW_INTERLEAVED);
	if ((__force int)from->format >= 0)
		set_mask(to, SNDRV_PCM_HW_PARAM_FORMAT, (__force unsigned int)from->format);
	set_interval(to, SNDRV_PCM_HW_PARAM_CHANNELS, from->channels);
	set_interval(to, SNDRV_PCM_HW_PARAM_RATE, from->rate);
	set_interval(to, SNDRV_PCM_HW_PARAM_PERIOD_SIZE, from->period);
	set_interval(to, SNDRV_PCM_HW_PARAM_PERIODS, from->periods);
}

/**
 * fake_refine() - ask what is left of a choice
 * @application: the application
 * @params: the choice; what is 0, or a negative format, is left open
 * @refined: receives what is left
 *
 * Context: process, may sleep.
 * Return: 0, or -EINVAL if nothing is left.
 */
int fake_refine(struct fake_application *application, const struct fake_params *params,
		struct snd_pcm_hw_params *refined)
{
	int err;

	to_hw_params(params, refined);
	err = snd_pcm_hw_refine(application->substream, refined);
	return min(err, 0);
}

/**
 * fake_hw_params() - choose parameters
 * @application: the application
 * @params: parameters; what is 0 is left to ALSA
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int fake_hw_params(struct fake_application *application, const struct fake_params *params)
{
	struct snd_pcm_hw_params *hw_params;
	int err;

	hw_params = kzalloc(sizeof(*hw_params), GFP_KERNEL);
	if (!hw_params)
		return -ENOMEM;
	to_hw_params(params, hw_params);
	err = snd_pcm_kernel_ioctl(application->substream, SNDRV_PCM_IOCTL_HW_PARAMS, hw_params);
	kfree(hw_params);
	return min(err, 0);
}

/* Starts and stops are the test's alone, whatever the ring holds. */
static int set_sw_params(struct fake_application *application)
{
	struct snd_pcm_runtime *runtime = application->substream->runtime;
	struct snd_pcm_sw_params *params;
	int err;

	params = kzalloc(sizeof(*params), GFP_KERNEL);
	if (!params)
		return -ENOMEM;
	params->period_step = 1;
	params->avail_min = runtime->period_size;
	params->start_threshold = runtime->boundary;
	params->stop_threshold = runtime->boundary;
	err = snd_pcm_kernel_ioctl(application->substream, SNDRV_PCM_IOCTL_SW_PARAMS, params);
	kfree(params);
	return err;
}

/**
 * fake_prepare() - prepare
 * @application: the application
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int fake_prepare(struct fake_application *application)
{
	return snd_pcm_kernel_ioctl(application->substream, SNDRV_PCM_IOCTL_PREPARE, NULL);
}

/**
 * fake_fill() - write a ring full, to be able to start
 * @application: a prepared application; one that records needs nothing
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int fake_fill(struct fake_application *application)
{
	struct snd_pcm_runtime *runtime = application->substream->runtime;
	snd_pcm_sframes_t written;
	void *data;
	int err;

	err = set_sw_params(application);
	if (err || application->substream->stream == SNDRV_PCM_STREAM_CAPTURE)
		return err;
	data = kvzalloc(frames_to_bytes(runtime, runtime->buffer_size), GFP_KERNEL);
	if (!data)
		return -ENOMEM;
	written = snd_pcm_kernel_write(application->substream, data, runtime->buffer_size);
	kvfree(data);
	if (written < 0)
		return written;
	return written == runtime->buffer_size ? 0 : -EIO;
}

/**
 * fake_ready_again() - make an application ready to start that was so before
 * @application: the application
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int fake_ready_again(struct fake_application *application)
{
	int err;

	err = fake_prepare(application);
	if (!err)
		err = fake_fill(application);
	if (!err) {
		snd_timer_stop(application->timer);
		err = snd_timer_start(application->timer, 1);
	}
	atomic_set(&application->periods, 0);
	atomic_set(&application->periods_irqs_off, 0);
	return min(err, 0);
}

/**
 * fake_ready() - take an application up to where it can be started, counting periods from there
 * @application: the application
 * @params: parameters
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int fake_ready(struct fake_application *application, const struct fake_params *params)
{
	int err = fake_hw_params(application, params);

	return err ?: fake_ready_again(application);
}

/**
 * fake_start() - start
 * @application: a ready application
 *
 * An interrupt that comes half a ring after the last one ALSA takes for one of the next round of
 * the ring. Here none is late: frames move when a case says so, however long a busy machine takes.
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int fake_start(struct fake_application *application)
{
	struct snd_pcm_substream *substream = application->substream;
	int err = snd_pcm_kernel_ioctl(substream, SNDRV_PCM_IOCTL_START, NULL);

	if (!err)
		substream->runtime->hw_ptr_buffer_jiffies = LONG_MAX;
	return err;
}

/**
 * fake_ioctl() - make a call that passes no structure
 * @application: the application
 * @cmd: SNDRV_PCM_IOCTL_…
 * @arg: its argument
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int fake_ioctl(struct fake_application *application, unsigned int cmd, unsigned long arg)
{
	return vfs_ioctl(application->file, cmd, arg);
}

/**
 * fake_link() - link two applications
 * @application: one
 * @other: the other
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int fake_link(struct fake_application *application, struct fake_application *other)
{
	int fd, err;

	fd = get_unused_fd_flags(0);
	if (fd < 0)
		return fd;
	fd_install(fd, get_file(other->file));
	err = fake_ioctl(application, SNDRV_PCM_IOCTL_LINK, fd);
	close_fd(fd);
	return err;
}

/**
 * fake_rewind() - take back what was written, or read
 * @application: the application
 * @frames: how much, no more than ALSA lets go
 *
 * ALSA has this for user space only; so this does the same.
 *
 * Context: process.
 * Return: @frames, or what ALSA or the driver said against it.
 */
snd_pcm_sframes_t fake_rewind(struct fake_application *application, snd_pcm_uframes_t frames)
{
	struct snd_pcm_substream *substream = application->substream;
	struct snd_pcm_runtime *runtime = substream->runtime;
	snd_pcm_uframes_t old;
	int err;

	err = fake_ioctl(application, SNDRV_PCM_IOCTL_HWSYNC, 0);
	if (err)
		return err;
	snd_pcm_stream_lock_irq(substream);
	old = runtime->control->appl_ptr;
	runtime->control->appl_ptr = old - frames;
	if (substream->ops->ack)
		err = substream->ops->ack(substream);
	if (err)
		runtime->control->appl_ptr = old;
	snd_pcm_stream_unlock_irq(substream);
	return err ?: (snd_pcm_sframes_t)frames;
}

/**
 * fake_hw_ptr() - the position that an application sees
 * @application: the application
 *
 * Context: process, may sleep.
 * Return: frames, as far as ALSA counts.
 */
snd_pcm_uframes_t fake_hw_ptr(struct fake_application *application)
{
	fake_ioctl(application, SNDRV_PCM_IOCTL_HWSYNC, 0);
	return application->substream->runtime->status->hw_ptr;
}

/**
 * fake_state() - the state that an application sees
 * @application: the application
 *
 * Context: process, may sleep.
 * Return: SNDRV_PCM_STATE_…
 */
int fake_state(struct fake_application *application)
{
	return (__force int)application->substream->runtime->status->state;
}
