// SPDX-License-Identifier: GPL-2.0-only
/*
 * rigsound compare: is what came out what was sent?
 */

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "match.h"
#include "picture.h"
#include "rigsound.h"
#include "sound.h"

/* ES1370's "48000" is 48662 Hz: the largest step between two of its rates there. */
#define RATE_TOLERANCE	0.02

static const char usage[] =
"NAME\n"
"    rigsound compare - find what was sent in what came out, bit for bit\n"
"\n"
"SYNOPSIS\n"
"    rigsound compare [OPTION...] SENT... GOT\n"
"    rigsound compare --capture [OPTION...] FED RECORDED\n"
"\n"
"DESCRIPTION\n"
"    Each SENT file must be in GOT as one run of frames, unchanged, in the order\n"
"    given, and besides them GOT must be silent. Silence at both ends of SENT does\n"
"    not count. 8 bit and mono files are widened as QEMU does it: ((x - 127) << 8),\n"
"    and both channels equal.\n"
"\n"
"    With --capture the roles are reversed: RECORDED must be one run of what was\n"
"    FED into the card. FED is narrowed to the format of RECORDED first.\n"
"\n"
"    Files whose names end in .raw are 16 bit little endian stereo.\n"
"\n"
"OPTIONS\n"
"    --png FILE            draw what was sent beside what came out\n"
"    --channel left|right  look at one channel only\n"
"    --rate HZ             rate of .raw files (48000)\n"
"    --expect-rate HZ      rate that GOT must have (default: SENT's, within 2 %)\n"
"    --u8-zero 127|128     8 bit sample that becomes 0 (127, as in QEMU)\n"
"    --others-allowed      GOT may contain other sound, too\n"
"    --capture             see above\n"
"\n"
"EXIT STATUS\n"
"    0 bit-exact, 1 not, 2 the files cannot be compared\n";

struct request {
	const char *png;
	int channel;
	unsigned int raw_rate;
	unsigned int expected_rate;
	int u8_zero;
	bool others_allowed;
	bool capture;
};

static void keep_channel(struct sound *sound, int channel)
{
	size_t i;

	for (i = 0; channel && i < sound->count; i++) {
		if (channel == 'l')
			sound->frames[i].right = 0;
		else
			sound->frames[i].left = 0;
	}
}

static void describe(const char *role, const char *path, const struct sound *sound)
{
	printf("%s: %s, %zu frames, %.3f s, %u Hz, %u bit, %s\n", role, path, sound->count,
	       sound->rate ? (double)sound->count / sound->rate : 0, sound->rate, sound->bits,
	       sound->channels == 2 ? "stereo" : "mono");
}

static void load(struct sound *sound, const char *role, const char *path,
		 const struct request *request)
{
	sound_load(sound, path, request->raw_rate, request->u8_zero);
	describe(role, path, sound);
	keep_channel(sound, request->channel);
}

static void check_rates(const struct sound *sent, const char *sent_path,
			const struct sound *got, const char *got_path,
			const struct request *request)
{
	unsigned int wanted = request->expected_rate;
	double apart;

	if (wanted) {
		if (got->rate != wanted)
			fail("%s is at %u Hz, not at %u Hz", got_path, got->rate, wanted);
		return;
	}
	apart = (double)got->rate / sent->rate - 1;
	if (apart > RATE_TOLERANCE || apart < -RATE_TOLERANCE)
		fail("%s is at %u Hz, %s at %u Hz: QEMU resampled if its rate is not the card's",
		     sent_path, sent->rate, got_path, got->rate);
}

/* The part of @sound without the silence at its ends; shares the frames. */
static struct sound trimmed(const struct sound *sound, const char *path, size_t *cut)
{
	struct sound part = *sound;

	*cut = 0;
	while (part.count && frame_silent(&part.frames[part.count - 1], part.silence))
		part.count--;
	while (part.count && frame_silent(part.frames, part.silence)) {
		part.frames++;
		part.count--;
		(*cut)++;
	}
	if (!part.count)
		fail("%s: nothing but silence", path);
	return part;
}

static int clamp_s16(int value)
{
	return value > INT16_MAX ? INT16_MAX : value < INT16_MIN ? INT16_MIN : value;
}

/* What QEMU makes of @value for a card that records eight bits, widened again. */
static int16_t through_u8(int value, int zero)
{
	uint8_t narrow = (value >> 8) + zero;

	if (value > INT16_MAX)
		narrow = UINT8_MAX;
	else if (value < INT16_MIN)
		narrow = 0;
	return (narrow - zero) << 8;
}

/* What QEMU makes of frames for a card that records in the format of @like. */
static void narrow(struct sound *fed, const struct sound *like, int zero)
{
	size_t i;

	for (i = 0; i < fed->count; i++) {
		struct frame *frame = &fed->frames[i];
		int left = frame->left, right = frame->right;

		if (like->channels == 1) {
			left += right;
			right = left;
		}
		frame->left = like->bits == 8 ? through_u8(left, zero) : clamp_s16(left);
		frame->right = like->bits == 8 ? through_u8(right, zero) : clamp_s16(right);
	}
}

static void print_fault(const struct fault *fault, const struct request *request,
			unsigned int rate, size_t cut)
{
	/* For a recording, needle and haystack are exchanged. */
	static const char * const sent_words[] = {
		[FAULT_MISSING] = "frames missing",
		[FAULT_EXTRA] = "other frames put in",
		[FAULT_REPEAT] = "frames repeated",
		[FAULT_GAP] = "silent frames put in (gap)",
		[FAULT_CHANGED] = "frames changed",
		[FAULT_REPLACED] = "frames replaced by others",
	};
	static const char * const fed_words[] = {
		[FAULT_MISSING] = "frames put in that were not fed there",
		[FAULT_EXTRA] = "fed frames missing",
		[FAULT_REPEAT] = "fed frames missing",
		[FAULT_GAP] = "fed frames missing",
		[FAULT_CHANGED] = "frames changed",
		[FAULT_REPLACED] = "frames replaced by others",
	};
	const char * const *words = request->capture ? fed_words : sent_words;
	size_t frames = fault->needle_frames ? fault->needle_frames : fault->hay_frames;

	printf("  at frame %zu (%.4f s): %zu %s", fault->needle + cut,
	       (double)(fault->needle + cut) / rate, frames, words[fault->kind]);
	if (fault->kind == FAULT_REPLACED)
		printf(" (%zu)", fault->hay_frames);
	putchar('\n');
}

static void print_match(const struct match *match, const struct sound *needle,
			const struct request *request, size_t cut)
{
	size_t i;

	if (!match->found) {
		printf("offset: none, not a single run of it was found\n");
		return;
	}
	printf("offset: %zu frames (%.4f s)\n", match->offset,
	       (double)match->offset / needle->rate);
	if (match_exact(match))
		return;
	printf("first differing frame: %zu\n", match->faults[0].needle + cut);
	printf("equal: %zu of %zu frames (%.3f %%), differences: %zu\n", match->equal,
	       needle->count, 100.0 * match->equal / needle->count, match->fault_count);
	for (i = 0; i < match->fault_count && i < MAX_FAULTS; i++)
		print_fault(&match->faults[i], request, needle->rate, cut);
	if (match->fault_count > MAX_FAULTS)
		printf("  and so on\n");
}

/* Is @got silent between @from and @to, where nobody sent anything but @silence? */
static bool silent_between(const struct sound *got, size_t from, size_t to, int16_t silence)
{
	size_t count = 0, first = 0, i;

	for (i = from; i < to; i++) {
		if (frame_silent(&got->frames[i], 0) || frame_silent(&got->frames[i], silence))
			continue;
		if (!count++)
			first = i;
	}
	if (count)
		printf("other sound: %zu frames from frame %zu (%.4f s) of what came out\n",
		       count, first, (double)first / got->rate);
	return !count;
}

static void draw(const struct request *request, const struct sound *sent, const char *sent_path,
		 const struct sound *got, const char *got_path, const struct match *match,
		 bool exact)
{
	struct picture picture = {
		.sent = sent, .got = got, .sent_path = sent_path, .got_path = got_path,
		.capture = request->capture, .exact = exact, .found = match->found,
		.fault_count = match->fault_count,
	};

	if (request->capture)
		picture.sent_first = match->offset;
	else
		picture.got_first = match->offset;
	if (match->fault_count)
		picture.first_fault = match->faults[0].needle;
	picture_draw(&picture, request->png);
}

/* Did the card play the @count files @paths, in this order, as @got? */
static bool compare_playback(char **paths, int count, const char *got_path,
			     const struct request *request)
{
	bool exact = true, drawn = false;
	int16_t silence = 0;
	struct sound got;
	size_t end = 0;
	int i;

	load(&got, "got", got_path, request);
	for (i = 0; i < count; i++) {
		struct sound sent, needle;
		struct match match;
		bool good;
		size_t cut;

		load(&sent, "sent", paths[i], request);
		check_rates(&sent, paths[i], &got, got_path, request);
		needle = trimmed(&sent, paths[i], &cut);
		/* The silence at the end of an eight bit file is not QEMU's. */
		if (sent.silence)
			silence = sent.silence;
		match_find(&match, &needle, &got, end);
		print_match(&match, &needle, request, cut);
		good = match_exact(&match);
		if (match.found) {
			if (!request->others_allowed)
				good &= silent_between(&got, end, match.offset, silence);
			end = match.end;
		}
		if (!request->others_allowed && i == count - 1)
			good &= silent_between(&got, end, got.count, silence);
		exact &= good;
		/* The picture shows what is wrong, or the last file. */
		if (request->png && !drawn && (!good || i == count - 1)) {
			draw(request, &needle, paths[i], &got, got_path, &match, good);
			drawn = true;
		}
		sound_free(&sent);
	}
	sound_free(&got);
	return exact;
}

/* Did the card record a run of @fed_path as @got_path? */
static bool compare_capture(const char *fed_path, const char *got_path,
			    const struct request *request)
{
	struct sound fed, got, needle;
	struct match match;
	size_t cut;

	load(&fed, "fed", fed_path, request);
	load(&got, "recorded", got_path, request);
	check_rates(&fed, fed_path, &got, got_path, request);
	narrow(&fed, &got, request->u8_zero);
	needle = trimmed(&got, got_path, &cut);
	match_find(&match, &needle, &fed, 0);
	print_match(&match, &needle, request, cut);
	if (request->png)
		draw(request, &fed, fed_path, &needle, got_path, &match, match_exact(&match));
	sound_free(&fed);
	sound_free(&got);
	return match_exact(&match);
}

int compare_main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "png", required_argument, NULL, 'p' },
		{ "channel", required_argument, NULL, 'c' },
		{ "rate", required_argument, NULL, 'R' },
		{ "expect-rate", required_argument, NULL, 'e' },
		{ "u8-zero", required_argument, NULL, 'z' },
		{ "others-allowed", no_argument, NULL, 'o' },
		{ "capture", no_argument, NULL, 'C' },
		{ "help", no_argument, NULL, 'h' },
		{ }
	};
	struct request request = { .raw_rate = 48000, .u8_zero = QEMU_U8_ZERO };
	int option, files;
	bool exact;

	while ((option = getopt_long(argc, argv, "h", options, NULL)) != -1) {
		switch (option) {
		case 'p':
			request.png = optarg;
			break;
		case 'c':
			if (strcmp(optarg, "left") && strcmp(optarg, "right"))
				fail("--channel %s: not left or right", optarg);
			request.channel = optarg[0];
			break;
		case 'R':
			request.raw_rate = number("--rate", optarg, 1000, 384000);
			break;
		case 'e':
			request.expected_rate = number("--expect-rate", optarg, 1000, 384000);
			break;
		case 'z':
			request.u8_zero = number("--u8-zero", optarg, 127, 128);
			break;
		case 'o':
			request.others_allowed = true;
			break;
		case 'C':
			request.capture = true;
			break;
		case 'h':
			fputs(usage, stdout);
			return 0;
		default:
			return EXIT_ERROR;
		}
	}
	argv += optind;
	files = argc - optind;
	if (files < 2 || (request.capture && files != 2))
		fail("compare: name what was sent and what came out; see rigsound compare --help");

	if (request.capture)
		exact = compare_capture(argv[0], argv[1], &request);
	else
		exact = compare_playback(argv, files - 1, argv[files - 1], &request);
	printf("bit-exact: %s\n", exact ? "yes" : "no");
	return exact ? EXIT_EXACT : EXIT_DIFFERENT;
}
