// SPDX-License-Identifier: GPL-2.0-only
/*
 * Texts of a miniport in a card's directory in /proc, where tools look for them.
 */
#include <linux/export.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/stat.h>
#include <sound/core.h>
#include <sound/info.h>

#include <portcls/adapter.h>

#include "core.h"

/**
 * struct text - a text
 * @show: writes it
 * @context: passed to @show
 */
struct text {
	portcls_text show;
	void *context;
};

static void read_text(struct snd_info_entry *entry, struct snd_info_buffer *buffer)
{
	const struct text *text = entry->private_data;

	/* ALSA's own snd_iprintf() knows it as that, too. */
	text->show((struct seq_file *)buffer->buffer, text->context);
}

static void free_text(struct snd_info_entry *entry)
{
	kfree(entry->private_data);
}

/* The directory of a card's texts, made if it is not there. */
static struct snd_info_entry *find_directory(struct snd_card *card, const char *name)
{
	struct snd_info_entry *entry;

	list_for_each_entry(entry, &card->proc_root->children, list)
		if (!strcmp(entry->name, name))
			return entry;
	entry = snd_info_create_card_entry(card, name, card->proc_root);
	if (entry)
		entry->mode = S_IFDIR | 0555;
	return entry;
}

/**
 * portcls_adapter_add_text() - show a text in a card's directory in /proc
 * @adapter: the adapter
 * @directory: name of the directory there
 * @name: name of the file in that
 * @show: writes the text
 * @context: passed to @show
 *
 * The file appears and goes with the card. A card works without it as well.
 *
 * Context: process, from start_device.
 */
void portcls_adapter_add_text(struct portcls_adapter *adapter, const char *directory,
			      const char *name, portcls_text show, void *context)
{
	struct snd_info_entry *entry;
	struct text *text;

	if (!IS_ENABLED(CONFIG_SND_PROC_FS) || !adapter->card->proc_root)
		return;
	entry = find_directory(adapter->card, directory);
	if (!entry)
		return;
	entry = snd_info_create_card_entry(adapter->card, name, entry);
	if (!entry)
		return;
	text = kmalloc(sizeof(*text), GFP_KERNEL);
	if (!text) {
		snd_info_free_entry(entry);
		return;
	}
	*text = (struct text) { show, context };
	snd_info_set_text_ops(entry, text, read_text);
	entry->private_free = free_text;
}
EXPORT_SYMBOL_GPL(portcls_adapter_add_text);
