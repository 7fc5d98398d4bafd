// SPDX-License-Identifier: GPL-2.0-only
/*
 * A picture of what was sent beside what came out
 *
 * Per channel three tracks over the same time: sent, came out, difference. Below,
 * a few frames enlarged until each can be seen: where the two first differ, else
 * where the sound is loud.
 */

#include <cairo.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "picture.h"
#include "rigsound.h"

#define WIDTH		1600
#define LEFT		150	/* of the tracks */
#define RIGHT		1570
#define TOP		112
#define TRACK		92	/* height of a track */
#define GAP		8	/* between tracks */
#define GROUP_GAP	26	/* between channels */
#define AXIS		46
#define ZOOM		250	/* height of the enlarged part */
#define ZOOM_FRAMES	64
#define BOTTOM		36

struct colour {
	double red, green, blue;
};

static const struct colour ink = { 0.13, 0.15, 0.19 };
static const struct colour faint = { 0.47, 0.51, 0.57 };
static const struct colour grid = { 0.85, 0.87, 0.90 };
static const struct colour paper = { 0.985, 0.985, 0.98 };
static const struct colour panel = { 1, 1, 1 };
static const struct colour blue = { 0.16, 0.40, 0.72 };
static const struct colour teal = { 0.05, 0.55, 0.50 };
static const struct colour red = { 0.82, 0.18, 0.18 };

/* What is drawn: a stretch of time, in frames that belong together. */
struct view {
	cairo_t *cr;
	const struct picture *picture;
	long first;	/* relative to where the two match */
	long count;
	int channels;
};

static void set_colour(cairo_t *cr, struct colour colour)
{
	cairo_set_source_rgb(cr, colour.red, colour.green, colour.blue);
}

/* @align: 0 from @x to the right, 0.5 around it, 1 to the left */
static void text(cairo_t *cr, double x, double y, double size, double align,
		 struct colour colour, bool bold, const char *words)
{
	cairo_text_extents_t extents;

	cairo_select_font_face(cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
			       bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
	cairo_set_font_size(cr, size);
	cairo_text_extents(cr, words, &extents);
	set_colour(cr, colour);
	cairo_move_to(cr, x - align * extents.x_advance, y);
	cairo_show_text(cr, words);
}

static void rectangle(cairo_t *cr, double x, double y, double w, double h, struct colour fill)
{
	set_colour(cr, fill);
	cairo_rectangle(cr, x, y, w, h);
	cairo_fill(cr);
}

static int sample(const struct sound *sound, long at, int channel)
{
	if (at < 0 || at >= (long)sound->count)
		return 0;
	return channel ? sound->frames[at].right : sound->frames[at].left;
}

static int sent_sample(const struct view *view, long at, int channel)
{
	return sample(view->picture->sent, at + (long)view->picture->sent_first, channel);
}

static int got_sample(const struct view *view, long at, int channel)
{
	return sample(view->picture->got, at + (long)view->picture->got_first, channel);
}

static int difference(const struct view *view, long at, int channel)
{
	if (view->picture->capture && (at < 0 || at >= (long)view->picture->got->count))
		return 0;
	return got_sample(view, at, channel) - sent_sample(view, at, channel);
}

static const char *sent_name(const struct picture *picture)
{
	return picture->capture ? "fed" : "sent";
}

static const char *got_name(const struct picture *picture)
{
	return picture->capture ? "recorded" : "came out";
}

typedef int (*source)(const struct view *view, long at, int channel);

/* One track; returns the largest value in it. */
static int draw_track(const struct view *view, double y, int channel, source value,
		      struct colour colour, const char *name, double scale)
{
	double middle = y + TRACK / 2.0, half = TRACK / 2.0 - 4;
	int columns = RIGHT - LEFT, x, peak = 0;
	cairo_t *cr = view->cr;

	rectangle(cr, LEFT, y, columns, TRACK, panel);
	rectangle(cr, LEFT, middle, columns, 1, grid);
	set_colour(cr, colour);
	for (x = 0; x < columns; x++) {
		long at = view->first + view->count * x / columns;
		long end = view->first + view->count * (x + 1) / columns;
		int low = INT32_MAX, high = INT32_MIN;

		for (end = end > at ? end : at + 1; at < end; at++) {
			int v = value(view, at, channel);

			low = v < low ? v : low;
			high = v > high ? v : high;
		}
		peak = abs(low) > peak ? abs(low) : peak;
		peak = abs(high) > peak ? abs(high) : peak;
		cairo_rectangle(cr, LEFT + x, middle - half * fmin(1, high * scale) - 0.5, 1,
				half * (fmin(1, high * scale) - fmax(-1, low * scale)) + 1);
	}
	cairo_fill(cr);
	text(cr, LEFT - 14, middle + 5, 15, 1, colour, true, name);
	return peak;
}

static void draw_channel(const struct view *view, double y, int channel)
{
	const double full = 1.0 / 32768;
	char words[64];
	int peak;

	draw_track(view, y, channel, sent_sample, blue, sent_name(view->picture), full);
	y += TRACK + GAP;
	draw_track(view, y, channel, got_sample, teal, got_name(view->picture), full);
	y += TRACK + GAP;
	peak = draw_track(view, y, channel, difference, red, "difference", full / 2);
	if (!peak)
		snprintf(words, sizeof(words), "0 everywhere");
	else
		snprintf(words, sizeof(words), "up to %d", peak);
	text(view->cr, LEFT - 14, y + TRACK / 2.0 + 24, 13, 1, peak ? red : faint, false, words);
}

static void draw_axis(const struct view *view, double top, double y)
{
	double seconds = (double)view->count / view->picture->got->rate, step = 10, at;
	cairo_t *cr = view->cr;
	char words[32];
	int i;

	for (i = 0; seconds / step < 6; i++)
		step /= i % 3 == 1 ? 2.5 : 2;
	for (at = ceil(view->first / (double)view->picture->got->rate / step) * step;; at += step) {
		double x = LEFT + (at * view->picture->got->rate - view->first) *
			   (RIGHT - LEFT) / view->count;

		if (x > RIGHT)
			break;
		cairo_set_source_rgba(cr, 0, 0, 0, 0.07);
		cairo_rectangle(cr, floor(x), top, 1, y - top);
		cairo_fill(cr);
		snprintf(words, sizeof(words), "%.4g s", fabs(at) < step / 100 ? 0 : at);
		text(cr, x, y + 18, 13, 0.5, faint, false, words);
	}
}

/* The frame around which it is loudest, of those that are in both. */
static long loud_frame(const struct view *view)
{
	const struct picture *picture = view->picture;
	long at, best = 0, level = -1, end = picture->sent->count - picture->sent_first;

	if (end > (long)(picture->got->count - picture->got_first))
		end = picture->got->count - picture->got_first;
	for (at = 0; at < end; at++) {
		long here = labs(sent_sample(view, at, 0)) + labs(sent_sample(view, at, 1));

		if (here > level) {
			level = here;
			best = at;
		}
	}
	return best;
}

static void draw_zoom_channel(const struct view *view, double x, double y, double w,
			      int channel, long first)
{
	double half = ZOOM / 2.0 - 8, middle = y + ZOOM / 2.0, step = w / ZOOM_FRAMES;
	cairo_t *cr = view->cr;
	int i;

	rectangle(cr, x, y, w, ZOOM, panel);
	rectangle(cr, x, middle, w, 1, grid);

	set_colour(cr, blue);
	cairo_set_line_width(cr, 1.6);
	for (i = 0; i < ZOOM_FRAMES; i++)
		cairo_line_to(cr, x + (i + 0.5) * step,
			      middle - half * sent_sample(view, first + i, channel) / 32768);
	cairo_stroke(cr);
	for (i = 0; i < ZOOM_FRAMES; i++) {
		int value = got_sample(view, first + i, channel);
		bool same = value == sent_sample(view, first + i, channel);

		set_colour(cr, same ? teal : red);
		cairo_arc(cr, x + (i + 0.5) * step, middle - half * value / 32768,
			  same ? 3.4 : 4.2, 0, 2 * M_PI);
		cairo_fill(cr);
	}
}

static void draw_zoom(const struct view *view, double y)
{
	const struct picture *picture = view->picture;
	bool fault = picture->found && picture->fault_count;
	long first = fault ? (long)picture->first_fault : loud_frame(view);
	double w = (RIGHT - LEFT - (view->channels - 1) * 20.0) / view->channels;
	char words[128];
	int channel;

	first -= ZOOM_FRAMES / 2;
	snprintf(words, sizeof(words),
		 "%d frames around %s, at %.4f s: the line is what was %s, the dots what %s%s",
		 ZOOM_FRAMES, fault ? "the first difference" : "the loudest one",
		 (double)(first + ZOOM_FRAMES / 2) / picture->got->rate, sent_name(picture),
		 picture->capture ? "was " : "", got_name(picture));
	text(view->cr, LEFT, y - 10, 14, 0, faint, false, words);
	for (channel = 0; channel < view->channels; channel++) {
		double x = LEFT + channel * (w + 20);

		draw_zoom_channel(view, x, y, w, channel, first);
		if (view->channels == 2)
			text(view->cr, x + 8, y + 18, 13, 0, faint, false,
			     channel ? "right" : "left");
	}
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void describe(const struct sound *sound, const char *role, const char *path,
		     char *words, size_t size)
{
	snprintf(words, size, "%s:  %s,  %u Hz,  %u bit %s,  %.3f s", role, base_name(path),
		 sound->rate, sound->bits, sound->channels == 2 ? "stereo" : "mono",
		 (double)sound->count / sound->rate);
}

static void draw_title(const struct view *view)
{
	const struct picture *picture = view->picture;
	const char *verdict = picture->exact ? "bit-exact: yes" : "bit-exact: no";
	struct colour colour = picture->exact ? teal : red;
	cairo_t *cr = view->cr;
	char words[512];

	text(cr, 30, 46, 26, 0, ink, true,
	     picture->capture ? "What was fed into the sound card, and what was recorded" :
				"What was sent, and what came out of the sound card");
	describe(picture->sent, sent_name(picture), picture->sent_path, words, sizeof(words));
	text(cr, 30, 74, 15, 0, blue, false, words);
	describe(picture->got, got_name(picture), picture->got_path, words, sizeof(words));
	text(cr, 30, 96, 15, 0, teal, false, words);

	rectangle(cr, RIGHT - 210, 20, 210, 40, colour);
	text(cr, RIGHT - 105, 47, 20, 0.5, panel, true, verdict);
	if (picture->exact)
		return;
	if (picture->found)
		snprintf(words, sizeof(words), "%zu place(s) differ", picture->fault_count);
	else
		snprintf(words, sizeof(words), "not found at all");
	text(cr, RIGHT, 82, 15, 1, red, false, words);
}

/* The shorter of the two decides, with a little around it. */
static void choose_stretch(struct view *view)
{
	const struct picture *picture = view->picture;
	long count = picture->sent_first || picture->got->count < picture->sent->count ?
		     picture->got->count : picture->sent->count;
	long margin = count / 40 + 1;

	view->first = -margin;
	view->count = count + 2 * margin;
}

/**
 * picture_draw() - draw a comparison
 * @picture: what to draw
 * @path: the PNG file to write
 */
void picture_draw(const struct picture *picture, const char *path)
{
	struct view view = { .picture = picture };
	double y = TOP, group = 3 * TRACK + 2 * GAP;
	cairo_surface_t *surface;
	cairo_status_t status;
	int height, channel;

	view.channels = picture->sent->channels == 1 && picture->got->channels == 1 ? 1 : 2;
	choose_stretch(&view);
	height = TOP + view.channels * (group + GROUP_GAP) + AXIS + ZOOM + BOTTOM;
	surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, height);
	view.cr = cairo_create(surface);

	rectangle(view.cr, 0, 0, WIDTH, height, paper);
	draw_title(&view);
	for (channel = 0; channel < view.channels; channel++) {
		draw_channel(&view, y, channel);
		if (view.channels == 2)
			text(view.cr, LEFT - 14, y + TRACK / 2.0 + 24, 13, 1, faint, false,
			     channel ? "right" : "left");
		draw_axis(&view, y, y + group);
		y += group + GROUP_GAP;
	}
	draw_zoom(&view, y + AXIS);

	cairo_destroy(view.cr);
	status = cairo_surface_write_to_png(surface, path);
	cairo_surface_destroy(surface);
	if (status != CAIRO_STATUS_SUCCESS)
		fail("%s: %s", path, cairo_status_to_string(status));
}
