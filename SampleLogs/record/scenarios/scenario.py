"""What a recording is made of."""

from dataclasses import dataclass, field

from play import seconds


@dataclass
class Attack:
    """Something that happens in a scenario. Without a kind it is no incident and has no label."""
    kind: str | None
    at: float
    note: str = ""
    subject: str = ""
    addresses: list = field(default_factory=list)
    # One of: a script in attacks/ with its options, actors for the player, hooks on the server.
    tool: tuple = ()
    actors: object = None
    hooks: object = None
    # What else the same run truly did, beside its main kind.
    also: tuple = ()
    # The label's span, where it cannot be read from the addresses.
    window: tuple | None = None

    def __post_init__(self):
        if not self.subject and self.addresses:
            self.subject = self.addresses[0]


@dataclass
class Scenario:
    name: str
    begin: str
    hours: float
    attacks: list = field(default_factory=list)
    folder: str = ""
    compress: bool = False
    scale: float = 1.0
    # With the seconds that each answer took.
    timed: bool = False
    # Servers that share the work; each writes a log of its own.
    fronts: int = 1
    # Judged once more with the shop's OpenAPI document.
    described: bool = False

    @property
    def start(self):
        return seconds(self.begin)

    @property
    def end(self):
        return self.start + self.hours * 3600
