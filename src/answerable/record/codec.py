"""How nouns are kept as bytes: JSON by msgspec, compressed by Zstandard, with a digest to tell sameness."""

from hashlib import blake2b

import msgspec
import zstandard

from answerable.model.observation import Observation
from answerable.model.question import Question

_encoder = msgspec.json.Encoder()
_questions = msgspec.json.Decoder(Question)
_observations = msgspec.json.Decoder(Observation)


def digest_of(data: bytes) -> bytes:
    """Sixteen bytes that stand for the content."""
    return blake2b(data, digest_size=16).digest()


class Codec:
    """Packs and unpacks; one for each thread, since compressors hold state."""

    def __init__(self) -> None:
        self._pack = zstandard.ZstdCompressor(level=1).compress
        self._unpack = zstandard.ZstdDecompressor().decompress

    def pack(self, noun: Question | Observation) -> bytes:
        """A noun as compressed JSON."""
        return self._pack(_encoder.encode(noun))

    def pack_bytes(self, data: bytes) -> bytes:
        """A document's bytes, compressed."""
        return self._pack(data)

    def unpack_bytes(self, packed: bytes) -> bytes:
        """A document's bytes as they came."""
        return self._unpack(packed)

    def question(self, packed: bytes) -> Question:
        """A question as it was packed."""
        return _questions.decode(self._unpack(packed))

    def observation(self, packed: bytes) -> Observation:
        """An observation as it was packed."""
        return _observations.decode(self._unpack(packed))


def content_digest(observed: Observation) -> bytes:
    """Stands for what an observation says, whenever and wherever in its document it said it."""
    return digest_of(_encoder.encode(msgspec.structs.replace(observed, place="", said="")))
