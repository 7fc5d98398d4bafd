// SPDX-License-Identifier: GPL-2.0-only
/*
 * AC'97 codecs: their names, as users know them from sound/pci/ac97.
 */
#include <linux/kernel.h>

#include "ich.h"

/**
 * struct codec_name - a codec, or a maker of codecs
 * @id: vendor ID 1 above vendor ID 2
 * @ignored: low bits of it that are of no matter
 * @name: name
 */
struct codec_name {
	u32 id;
	u8 ignored;
	const char *name;
};

static const struct codec_name makers[] = {
	{ 0x41445300, 0xff, "Analog Devices" },
	{ 0x414b4d00, 0xff, "Asahi Kasei" },
	{ 0x414c4300, 0xff, "Realtek" },
	{ 0x414c4700, 0xff, "Realtek" },
	{ 0x415a5400, 0xff, "Aztech Labs (emulated)" },
	{ 0x434d4900, 0xff, "C-Media Electronics" },
	{ 0x43525900, 0xff, "Cirrus Logic" },
	{ 0x43585400, 0xff, "Conexant" },
	{ 0x44543000, 0xff, "Diamond Technology" },
	{ 0x454d4300, 0xff, "eMicro" },
	{ 0x45838300, 0xff, "ESS Technology" },
	{ 0x48525300, 0xff, "Intersil" },
	{ 0x49434500, 0xff, "ICEnsemble" },
	{ 0x49544500, 0xff, "ITE Tech.Inc" },
	{ 0x4e534300, 0xff, "National Semiconductor" },
	{ 0x50534300, 0xff, "Philips" },
	{ 0x53494c00, 0xff, "Silicon Laboratory" },
	{ 0x53544d00, 0xff, "STMicroelectronics" },
	{ 0x54524100, 0xff, "TriTech" },
	{ 0x54584e00, 0xff, "Texas Instruments" },
	{ 0x56494100, 0xff, "VIA Technologies" },
	{ 0x57454300, 0xff, "Winbond" },
	{ 0x574d4c00, 0xff, "Wolfson" },
	{ 0x594d4800, 0xff, "Yamaha" },
	{ 0x83847600, 0xff, "SigmaTel" },
};

/* Who is more exact comes first. */
static const struct codec_name codecs[] = {
	{ 0x41445303, 0x00, "AD1819" },
	{ 0x41445340, 0x00, "AD1881" },
	{ 0x41445348, 0x00, "AD1881A" },
	{ 0x41445360, 0x00, "AD1885" },
	{ 0x41445361, 0x00, "AD1886" },
	{ 0x41445362, 0x00, "AD1887" },
	{ 0x41445363, 0x00, "AD1886A" },
	{ 0x41445368, 0x00, "AD1888" },
	{ 0x41445370, 0x00, "AD1980" },
	{ 0x41445372, 0x00, "AD1981A" },
	{ 0x41445374, 0x00, "AD1981B" },
	{ 0x41445375, 0x00, "AD1985" },
	{ 0x41445378, 0x00, "AD1986" },
	{ 0x414b4d00, 0x00, "AK4540" },
	{ 0x414b4d01, 0x00, "AK4542" },
	{ 0x414b4d02, 0x00, "AK4543" },
	{ 0x414b4d06, 0x00, "AK4544A" },
	{ 0x414b4d07, 0x00, "AK4545" },
	{ 0x414c4300, 0xff, "ALC100,100P" },
	{ 0x414c4721, 0x00, "ALC650D" },
	{ 0x414c4722, 0x00, "ALC650E" },
	{ 0x414c4723, 0x00, "ALC650F" },
	{ 0x414c4730, 0x00, "ALC101" },
	{ 0x414c4781, 0x00, "ALC658D" },
	{ 0x414c4710, 0x0f, "ALC200,200P" },
	{ 0x414c4720, 0x0f, "ALC650" },
	{ 0x414c4740, 0x0f, "ALC202" },
	{ 0x414c4750, 0x0f, "ALC250" },
	{ 0x414c4760, 0x0f, "ALC655" },
	{ 0x414c4770, 0x0f, "ALC203" },
	{ 0x414c4780, 0x0f, "ALC658" },
	{ 0x414c4790, 0x0f, "ALC850" },
	{ 0x415a5401, 0x00, "AZF3328" },
	{ 0x434d4941, 0x00, "CMI9738" },
	{ 0x434d4961, 0x00, "CMI9739" },
	{ 0x434d4969, 0x00, "CMI9780" },
	{ 0x434d4978, 0x00, "CMI9761A" },
	{ 0x434d4982, 0x00, "CMI9761B" },
	{ 0x434d4983, 0x00, "CMI9761A+" },
	{ 0x43525900, 0x07, "CS4297" },
	{ 0x43525910, 0x07, "CS4297A" },
	{ 0x43525920, 0x07, "CS4298" },
	{ 0x43525928, 0x07, "CS4294" },
	{ 0x43525930, 0x07, "CS4299" },
	{ 0x43525948, 0x07, "CS4201" },
	{ 0x43525958, 0x07, "CS4205" },
	{ 0x43525960, 0x07, "CS4291" },
	{ 0x43525970, 0x07, "CS4202" },
	{ 0x43585421, 0x00, "HSD11246" },
	{ 0x43585430, 0x00, "Cx20468-31" },
	{ 0x43585431, 0x00, "Cx20551" },
	{ 0x43585428, 0x07, "Cx20468" },
	{ 0x44543031, 0x0f, "DT0398" },
	{ 0x454d4328, 0x00, "EM28028" },
	{ 0x45838308, 0x00, "ESS1988" },
	{ 0x48525300, 0xff, "HMP9701" },
	{ 0x49434501, 0x00, "ICE1230" },
	{ 0x49434511, 0x00, "ICE1232" },
	{ 0x49434514, 0x00, "ICE1232A" },
	{ 0x49434551, 0x00, "VT1616" },
	{ 0x49434552, 0x00, "VT1616i" },
	{ 0x49544520, 0x00, "IT2226E" },
	{ 0x49544561, 0x00, "IT2646E" },
	{ 0x4e534300, 0x00, "LM4540,43,45,46,48" },
	{ 0x4e534331, 0x00, "LM4549" },
	{ 0x4e534350, 0x00, "LM4550" },
	{ 0x50534304, 0x00, "UCB1400" },
	{ 0x53544d02, 0x00, "ST7597" },
	{ 0x54524102, 0x00, "TR28022" },
	{ 0x54524103, 0x00, "TR28023" },
	{ 0x54524106, 0x00, "TR28026" },
	{ 0x54524108, 0x00, "TR28028" },
	{ 0x54524123, 0x00, "TR28602" },
	{ 0x54584e03, 0x00, "TLV320AIC27" },
	{ 0x54584e20, 0x00, "TLC320AD9xC" },
	{ 0x56494161, 0x00, "VIA1612A" },
	{ 0x56494170, 0x00, "VIA1617A" },
	{ 0x56494182, 0x00, "VIA1618" },
	{ 0x56494120, 0x0f, "VIA1613" },
	{ 0x57454301, 0x00, "W83971D" },
	{ 0x574d4c00, 0x00, "WM9701,WM9701A" },
	{ 0x574d4c03, 0x00, "WM9703,WM9707,WM9708,WM9717" },
	{ 0x574d4c04, 0x00, "WM9704M,WM9704Q" },
	{ 0x574d4c05, 0x00, "WM9705,WM9710" },
	{ 0x574d4c09, 0x00, "WM9709" },
	{ 0x574d4c12, 0x00, "WM9711,WM9712,WM9715" },
	{ 0x574d4c13, 0x00, "WM9713,WM9714" },
	{ 0x594d4800, 0x00, "YMF743" },
	{ 0x594d4802, 0x00, "YMF752" },
	{ 0x594d4803, 0x00, "YMF753" },
	{ 0x83847600, 0x00, "STAC9700,83,84" },
	{ 0x83847604, 0x00, "STAC9701,3,4,5" },
	{ 0x83847605, 0x00, "STAC9704" },
	{ 0x83847608, 0x00, "STAC9708,11" },
	{ 0x83847609, 0x00, "STAC9721,23" },
	{ 0x83847644, 0x00, "STAC9744" },
	{ 0x83847650, 0x00, "STAC9750,51" },
	{ 0x83847652, 0x00, "STAC9752,53" },
	{ 0x83847656, 0x00, "STAC9756,57" },
	{ 0x83847658, 0x00, "STAC9758,59" },
	{ 0x83847666, 0x00, "STAC9766,67" },
};

static const char *find(const struct codec_name *names, size_t count, u32 id)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (!((names[i].id ^ id) & ~(u32)names[i].ignored))
			return names[i].name;
	return NULL;
}

/**
 * ich_codec_name() - what a codec is called
 * @id: vendor ID 1 above vendor ID 2
 * @name: receives the name
 * @size: room there
 *
 * Context: any.
 */
void ich_codec_name(u32 id, char *name, size_t size)
{
	const char *maker = find(makers, ARRAY_SIZE(makers), id & ~0xffU);
	const char *model = find(codecs, ARRAY_SIZE(codecs), id);
	int length = 0;

	if (maker)
		length = scnprintf(name, size, "%s ", maker);
	if (model)
		scnprintf(name + length, size - length, "%s", model);
	else
		scnprintf(name + length, size - length, "id %x", maker ? id & 0xff : id);
}
