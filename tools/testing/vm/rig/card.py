# SPDX-License-Identifier: GPL-2.0-only
"""
Sound cards of the guest, as --card describes them.

    --card es1370,rate=48000,out=played.wav

Card N is the device "cardN" in QEMU, with the audio backend "audioN". Codec M of it, beyond the
first, has the audio backend "audioN-M".
"""

import fcntl
import re
import shlex
import wave
from dataclasses import dataclass, field, replace
from pathlib import Path

from . import RigError

ES1370_CLOCK = 1411200  # Hz, what DAC2's and the ADC's divider divides

# kind: in-tree modules, our module, QEMU's devices (the last one takes the audio backend)
KINDS = {
    "es1370": (("snd-ens1370",), "snd-portcls-es1370"),
    "ac97": (("snd-intel8x0",), "snd-portcls-ich"),
    # The generic codec driver must be there before the controller looks for one.
    "hda": (("snd-hda-codec-generic", "snd-hda-intel"), "snd-portcls-hda"),
}
# Values of codec= and controller= of an HDA card; the first one is what it has else.
HDA = {
    "codec": ("duplex", "output", "micro"),
    "controller": ("intel-hda", "ich9-intel-hda"),
}


@dataclass
class Card:
    """One sound card."""

    index: int                  # of a codec beyond a card's first: its name, "card-codec"
    kind: str
    rate: int = 48000
    out: Path = None            # what it plays goes to this file
    feed: Path = None           # what it records comes from this file
    audio: str = None           # QEMU's audio backend, if not the one that fits out and feed
    timer: int = 1000           # µs, the backend's period
    codec: str = HDA["codec"][0]
    controller: str = HDA["controller"][0]
    more: list = field(default_factory=list)            # the other codecs, each a card but for its place
    device_more: dict = field(default_factory=dict)
    audio_more: dict = field(default_factory=dict)

    @property
    def id(self):
        """The card's name in QEMU."""
        return f"card{self.index}"

    @property
    def in_tree(self):
        """The modules of the kernel's own driver."""
        return KINDS[self.kind][0]

    @property
    def ours(self):
        """The module of our driver."""
        return KINDS[self.kind][1]

    @property
    def hardware_rate(self):
        """The rate that the chip really runs at when it is asked for self.rate."""
        if self.kind != "es1370":
            return self.rate
        return ES1370_CLOCK // max(1, round(ES1370_CLOCK / self.rate))

    @property
    def backend(self):
        """The name of QEMU's audio driver."""
        if self.audio:
            return self.audio
        if self.feed:
            return "alsa"
        return "wav" if self.out else "none"


def _number(key, value):
    if not value.isdigit() or not int(value):
        raise RigError(f"--card: {key}={value} is not a number above 0")
    return int(value)


def parse(index, text):
    """Return the card that @text, the argument of --card, describes."""
    kind, *options = text.split(",")
    if kind not in KINDS:
        raise RigError(f"--card: no card '{kind}'; there are: {', '.join(KINDS)} and none")
    card = Card(index, kind)
    codecs = {}
    for option in options:
        key, equals, value = option.partition("=")
        if not equals or not value:
            raise RigError(f"--card: '{option}' is not key=value")
        of_codec = re.fullmatch(r"(out|in)(\d)", key)
        if of_codec and kind == "hda":
            codecs.setdefault(int(of_codec[2]), {})[of_codec[1]] = value
        else:
            _set(card, key, value)
    _add_codecs(card, codecs)
    for one in (card, *card.more):
        _check_files(one)
    return card


def _add_codecs(card, files):
    """Make a card of each codec beyond the first; @files are of codecs by their numbers."""
    card.codec, *others = card.codec.split("+")
    for number, codec in enumerate(others, 1):
        one = replace(card, index=f"{card.index}-{number}", codec=codec, out=None, feed=None, more=[])
        for key, value in files.pop(number, {}).items():
            _set(one, key, value)
        card.more.append(one)
    if files:
        raise RigError(f"--card: there is no codec {min(files)} to play to or record from")


def _check_files(card):
    if card.feed and not card.feed.is_file():
        raise RigError(f"--card: in={card.feed}: no such file")
    if card.audio and card.backend not in ("alsa", "wav") and (card.out or card.feed):
        raise RigError(f"--card: audio={card.audio} can neither write out= nor read in=")


def _set(card, key, value):
    if key in ("rate", "timer"):
        setattr(card, key, _number(key, value))
    elif key == "out":
        card.out = Path(value).absolute()
    elif key == "in":
        card.feed = Path(value).absolute()
    elif key == "audio":
        card.audio = value
    elif key == "codec" and card.kind == "hda" and set(value.split("+")) <= set(HDA["codec"]):
        card.codec = value
    elif key == "controller" and card.kind == "hda" and value in HDA["controller"]:
        card.controller = value
    elif key.startswith("device."):
        card.device_more[key[len("device."):]] = value
    elif key.startswith("audio."):
        card.audio_more[key[len("audio."):]] = value
    else:
        raise RigError(f"--card: {card.kind} has no option '{key}={value}'; there are: rate=HZ, "
                       "out=FILE, in=FILE, timer=US, audio=DRIVER, device.PROPERTY=VALUE, "
                       "audio.PROPERTY=VALUE" +
                       (f", codec={'|'.join(HDA['codec'])}[+…], outM=FILE, inM=FILE, "
                        f"controller={'|'.join(HDA['controller'])}"
                        if card.kind == "hda" else ""))


def parse_all(texts):
    """Return the cards of all --card options."""
    cards = [parse(index, text) for index, text in
             enumerate(text for text in texts if text != "none")]
    outs = [one.out for one in _with_codecs(cards) if one.out]
    if len(set(outs)) != len(outs):
        raise RigError("--card: two cards write to the same out= file")
    return cards


def _with_codecs(cards):
    return [one for card in cards for one in (card, *card.more)]


def devices(card, machine):
    """Return the arguments of -device for @card, as dictionaries."""
    if machine == "pc":
        place = {"bus": "pci.0", "addr": f"0x{0x10 + card.index:x}"}
    else:
        place = {"bus": f"port{card.index}"}
    audio = {"audiodev": f"audio{card.index}"}
    if card.kind != "hda":
        return [{"driver": card.kind.upper(), "id": card.id, **place, **audio, **card.device_more}]
    return [{"driver": card.controller, "id": card.id, **place, **card.device_more},
            *({"driver": f"hda-{one.codec}", "id": f"{one.id}-codec", "bus": f"{card.id}.0",
               "cad": address, "audiodev": f"audio{one.index}"}
              for address, one in enumerate((card, *card.more)))]


class Sound:
    """The audio backends of the cards, and the files that they read and write."""

    def __init__(self, cards, directory):
        self.cards = _with_codecs(cards)
        self.directory = Path(directory)

    def backends(self):
        """Return the arguments of -audiodev, as dictionaries."""
        return [self._backend(card) for card in self.cards]

    def _backend(self, card):
        options = {"driver": card.backend, "id": f"audio{card.index}", "timer-period": card.timer}
        if card.backend == "wav":
            options["path"] = card.out or "/dev/null"
        if card.backend in ("wav", "alsa"):
            options["out.frequency"] = card.hardware_rate
        if card.backend == "alsa":
            options["in.frequency"] = card.hardware_rate
            for way, name in (("in", "rigcap"), ("out", "rigplay")):
                options[f"{way}.dev"] = f"{name}{card.index}"
                options[f"{way}.try-poll"] = "off"
                options[f"{way}.period-length"] = 1000
                options[f"{way}.buffer-length"] = 1000
        return {**options, **card.audio_more}

    def environment(self):
        """Write alsa-lib's configuration for QEMU, and return the variables that name it."""
        fed = [card for card in self.cards if card.backend == "alsa"]
        if not fed:
            return {}
        lines = ["pcm.rignull { type null }"]
        for card in fed:
            lines.append(f'pcm.rigcap{card.index} {{ type file slave.pcm rignull file "/dev/null" '
                         f'infile "{self._raw_in(card)}" format raw }}')
            lines.append(f'pcm.rigplay{card.index} {{ type file slave.pcm rignull '
                         f'file "{self._writer(card)}" format raw }}')
        path = self.directory / "asound.conf"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return {"ALSA_CONFIG_PATH": str(path)}

    def _raw_in(self, card):
        """Return a raw S16 stereo file of what @card shall record."""
        if not card.feed:
            return "/dev/zero"
        if card.feed.suffix != ".wav":
            return card.feed
        raw = self.directory / f"in{card.index}.raw"
        with wave.open(str(card.feed), "rb") as file:
            layout = (file.getnchannels(), file.getsampwidth())
            if layout != (2, 2) or file.getframerate() != card.hardware_rate:
                raise RigError(f"--card: in={card.feed}: the card records 16 bit stereo at "
                               f"{card.hardware_rate} Hz, the file holds {layout[1] * 8} bit, "
                               f"{layout[0]} channel(s) at {file.getframerate()} Hz")
            raw.write_bytes(file.readframes(file.getnframes()))
        return raw

    def _raw_out(self, card):
        if card.out.suffix != ".wav":
            return card.out
        return self.directory / f"out{card.index}.raw"

    def _writer(self, card):
        """
        Return where alsa-lib shall write to: a command, which appends.

        A plain file would begin anew each time that the card is reset, as after a
        suspend. The lock shows when the command has ended.
        """
        if not card.out:
            return "/dev/null"
        raw = self._raw_out(card)
        raw.write_bytes(b"")
        quoted = shlex.quote(str(raw))
        return f"|exec flock {quoted} cat >>{quoted}"

    def finish(self):
        """Turn into WAV what QEMU could only write raw; QEMU has ended."""
        for card in self.cards:
            if card.backend != "alsa" or not card.out:
                continue
            raw = self._raw_out(card)
            with raw.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
            if raw == card.out:
                continue
            with wave.open(str(card.out), "wb") as file:
                file.setnchannels(2)
                file.setsampwidth(2)
                file.setframerate(card.hardware_rate)
                file.writeframes(Path(raw).read_bytes())
