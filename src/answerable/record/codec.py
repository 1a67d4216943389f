"""How nouns are kept as bytes: JSON by msgspec; what is seldom read is compressed by Zstandard."""

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


def question_bytes(question: Question) -> bytes:
    """A question as JSON: read at every hit, so not compressed."""
    return _encoder.encode(question)


def question_of(data: bytes) -> Question:
    """A question as it was kept."""
    return _questions.decode(data)


def observation_bytes(observed: Observation) -> bytes:
    """An observation as JSON."""
    return _encoder.encode(observed)


class Codec:
    """Packs and unpacks; one for each thread, since compressors hold state."""

    def __init__(self) -> None:
        self.pack = zstandard.ZstdCompressor(level=1).compress
        self.unpack = zstandard.ZstdDecompressor().decompress

    def observation(self, packed: bytes) -> Observation:
        """An observation as it was packed."""
        return _observations.decode(self.unpack(packed))
