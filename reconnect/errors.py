"""Every error that a person may see.

    ReconnectError
    ├── UnknownExport        no importer knows it
    ├── AmbiguousExport      more than one importer knows it
    ├── BrokenImporter       an importer of another package failed
    ├── UnreadablePath       it is missing, damaged, or may not be read
    ├── NoSuchImporter       --as names none
    ├── UnknownColumns       --map names columns that no table here has, or fields that there are not
    ├── NoSuchImport         `imports undo` names none
    ├── NothingImported      the database is not there yet
    ├── DatabaseBusy         another import writes to it
    ├── DatabaseNewer        a later version of reconnect wrote it
    ├── DatabaseUnusable     the file is no database of ours, or its folder cannot be written
    ├── DiskFull             nothing of the export in hand was stored
    ├── NoSuchPerson         nobody of that name, address or id
    ├── SeveralPeople        a name that several people have
    ├── NotAPerson           an organisation, a group or a robot is never in the report
    ├── ThatIsMe             whose archive it is cannot be forgotten
    ├── Unconfirmed          what cannot be undone or would leave the machine, and nobody at the terminal says yes
    ├── NoSuchDraft          no draft of that number
    ├── NothingWritten       nothing is left of a draft that was edited
    ├── NoSuchNote           no note of that number about this person
    ├── NothingToLookFor     an offer without a word that tells something, or with too many
    ├── NotAPastDay          a talk is noted for a day that is still to come
    ├── LeftInPeace          whoever is marked never or died gets no draft
    ├── NoSuchModel          `draft --model` names none, or the package for language models is not installed
    ├── ModelFailed          a language model gave no answer, or far too long a one
    ├── UnusableAddress      the address of a server that cannot be read from
    ├── NoPassword           nothing and nobody gave the password for a server
    ├── CollectionRefused    a server does not give one folder or address book; the others are read
    ├── ServerError          what goes wrong with a server as a whole
    │   ├── Unreachable      there is no such host, nobody listens there, or it does not answer in time
    │   ├── Untrusted        it does not prove that it is who it should be
    │   ├── LoginRefused     a wrong user or password, or a kind of login that we do not have
    │   ├── Elsewhere        what is wanted lies on a server that was not named, and that gets no password
    │   ├── Forbidden        its address is one of a private network, which no card may lead to
    │   └── BrokenAnswer     it says what nobody understands, never ends, or hangs up
    ├── NoPage               a web page is left alone, refused by a rule, or gives nothing that can be read
    ├── CannotWrite          a report or a draft cannot be written there
    ├── CannotSchedule       no schedule was asked for, or it cannot name such a file
    └── UnknownSetting       no setting of that name, or a value it cannot have

Each text is one line: `<where>: <what is wrong>; <what to do>`. The command line prints it and ends with exit code 2.
"""


class ReconnectError(Exception):
    """The root of all of them; its text is a line for a person."""


class UnknownExport(ReconnectError):
    """No importer knows this export."""


class AmbiguousExport(ReconnectError):
    """More than one importer knows this export."""


class BrokenImporter(ReconnectError):
    """An importer of another package failed while it was asked."""


class UnreadablePath(ReconnectError):
    """The export is missing, damaged, or may not be read."""


class NoSuchImporter(ReconnectError):
    """There is no importer of that name."""


class UnknownColumns(ReconnectError):
    """The columns that a person named are not there, or what they are said to hold is not known."""


class NoSuchImport(ReconnectError):
    """There is no import of that number."""


class NothingImported(ReconnectError):
    """There is no database yet."""


class DatabaseBusy(ReconnectError):
    """Somebody else is writing to the database."""


class DatabaseNewer(ReconnectError):
    """The database was written by a later version of this program."""


class DatabaseUnusable(ReconnectError):
    """The database cannot be opened or made."""


class DiskFull(ReconnectError):
    """There is no room left on the disk."""


class NoSuchPerson(ReconnectError):
    """Nobody matches."""


class NotAPerson(ReconnectError):
    """An organisation, a group or a robot was named where only a human being can be."""


class SeveralPeople(ReconnectError):
    """More than one person matches."""


class ThatIsMe(ReconnectError):
    """Whose archive it is cannot be forgotten."""


class Unconfirmed(ReconnectError):
    """Nobody is at the terminal to say yes to what cannot be undone, or would leave the machine."""


class NoSuchDraft(ReconnectError):
    """There is no draft of that number."""


class NoSuchModel(ReconnectError):
    """There is no language model of that name, or nothing installed to ask one with."""


class ModelFailed(ReconnectError):
    """A language model gave no answer, or far too long a one."""


class NoPage(ReconnectError):
    """A web page is left alone, refused by a rule, or gives nothing that can be read."""


class CannotWrite(ReconnectError):
    """A result cannot be written where it should go."""


class CannotSchedule(ReconnectError):
    """No schedule was asked for, or it cannot name such a file."""


class UnknownSetting(ReconnectError):
    """There is no such setting, or it cannot have this value."""


class NothingWritten(ReconnectError):
    """Nothing is left of a draft that was edited."""


class NoSuchNote(ReconnectError):
    """There is no note of that number about this person."""


class NothingToLookFor(ReconnectError):
    """An offer has no word that tells something, or too many."""


class NotAPastDay(ReconnectError):
    """A talk was noted for a day that is still to come."""


class LeftInPeace(ReconnectError):
    """Somebody is marked never or died, and gets no draft."""


class UnusableAddress(ReconnectError):
    """The address of a server cannot be used."""


class NoPassword(ReconnectError):
    """No password for a server is at hand."""


class CollectionRefused(ReconnectError):
    """A server does not give one folder or address book."""


class ServerError(ReconnectError):
    """Something went wrong with a server as a whole."""


class Unreachable(ServerError):
    """There is no such host, nobody listens, or no answer comes in time."""


class Untrusted(ServerError):
    """The certificate of a server is expired, or of somebody else."""


class LoginRefused(ServerError):
    """The server does not know this user with this password."""


class Elsewhere(ServerError):
    """What is wanted lies on a server that was not named, which gets no password."""


class Forbidden(ServerError):
    """A host is at an address that may not be talked to."""


class BrokenAnswer(ServerError):
    """A server answers what cannot be understood or never ends, or the connection breaks."""
