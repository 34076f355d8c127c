"""PRV: personal data that stands in evidence and in decisions. No message holds a value."""

from crossfolio.core.findings import Finding, Related, Rule, Severity
from crossfolio.core.personal.sorts import Sort
from crossfolio.core.place import Place
from crossfolio.core.texts import Text

_HELP = Text(
    "write a role in its place, such as `the customer`; `crossfolio mask` shows the item masked. "
    "Where it may stay, allow for it in `personal_data`, or say why in a comment"
)


def contact(place: Place, said: Text) -> Finding:
    """An e-mail address or a telephone number stands in evidence or in a decision.

    By it somebody can be reached, and so be known. Looked for are e-mail addresses, and mobile
    and landline numbers that are given out, in Britain's form or with `+` and a country.
    Freephone numbers and others that only firms have are not. Ranges for plays and films
    (`07700 900123`) and addresses at `example.com` look invented, and are an info.

    While it stands there the public edition shows the item as a stub.

    ## Example
        I rang her back on 0117 966 0123.

    ## Use instead
        I rang her back on the number that she had given.
    """
    return Finding("PRV201", place, said, help=_HELP)


def identity_number(place: Place, said: Text) -> Finding:
    """A number by which the state or the health service knows somebody, or a date of birth.

    Looked for are National Insurance numbers; NHS numbers whose check digit is right, in groups
    of 3, 3 and 4 or after the letters NHS; passport numbers after the word; driving licence
    numbers of Great Britain; dates after *date of birth*, *DOB* or *born*.

    While it stands there the public edition shows the item as a stub.

    ## Example
        Her date of birth is 3 May 1990.

    ## Use instead
        I checked her date of birth.
    """
    return Finding("PRV202", place, said, help=_HELP)


def payment(place: Place, said: Text) -> Finding:
    """A card number, a sort code with an account number, or an IBAN.

    Looked for are card numbers of known schemes whose check digit is right, sort codes with an
    account number, and IBANs whose check digits are right. No evidence needs them.

    While it stands there the public edition shows the item as a stub.

    ## Example
        The refund went to sort code 20-00-00, account 55779911.

    ## Use instead
        The refund went to her account.
    """
    return Finding("PRV203", place, said, help=_HELP)


def address(place: Place, said: Text) -> Finding:
    """An address or a postcode.

    Looked for are a house number with a street, and postcodes in one of the 124 areas, in
    capitals and with their space: `AC1 2AB` is none. A postcode is a handful of houses.

    While it stands there the public edition shows the item as a stub.

    ## Example
        She lives at 12 High Street, Bristol BS1 4DJ.

    ## Use instead
        She lives in Bristol.
    """
    return Finding("PRV204", place, said, help=_HELP)


def registered_name(place: Place, said: Text) -> Finding:
    """A name of the register of names, or of the people file.

    The register is the file that `personal_data: {names_file: …}` names; it holds a name a line.
    Names of the people file that only say a role with the person's ID are not looked for.
    The name itself is never printed. It is found as whole words without regard to case and
    accents, with the last name first as well, and also where a title stands before it.

    While it stands there the public edition shows the item as a stub.

    ## What to do
    Write the person's ID or role in its place. Somebody who may be named, such as a public
    officer, goes under `officers`.
    """
    return Finding("PRV205", place, said, help=_HELP)


def likely_name(place: Place, said: Text) -> Finding:
    """A title with a name, such as *Mrs* and a word with a capital.

    It is a hint and no more: other names are found only by the register, and no model guesses.

    ## What to do
    See whether a person is named. Write a role in its place, or add the name to the register.
    """
    return Finding(
        "PRV206", place, said, help=Text("see whether it names a person, and write a role")
    )


def table_of_persons(place: Place, said: Text) -> Finding:
    """The headings of a table say that it lists persons.

    Headings such as *customer*, *date of birth*, *account* and *postcode* together make a table
    whose every row is about somebody, whatever stands in the cells.

    While it stands there the public edition shows the item as a stub.

    ## Example
        | Customer | Date of birth | Account |

    ## Use instead
        | Call | Minutes | Solved |
    """
    help = Text("take out the columns that tell who somebody is")
    return Finding("PRV207", place, said, help=help)


def not_looked_at(place: Place, counts: tuple[Text, ...], files: tuple[Related, ...]) -> Finding:
    """Some attached files cannot be looked into for personal data.

    What pictures, sound and films show or say is not read, nor is a PDF that is encrypted,
    broken or too large. One finding counts them; `--format full` lists them.

    ## What to do
    Look at and listen to them yourself before they are published.
    """
    message = Text("not looked into for personal data: {counts}", counts=counts)
    help = Text("look at and listen to them before they are published")
    return Finding("PRV208", place, message, help=help, related=files)


def in_history(place: Place, said: Text) -> Finding:
    """Personal data was taken out of a file, and still stands in earlier commits.

    Whoever gets the repository gets its history. It is looked for where a public edition is
    built, and nowhere else.

    ## What to do
    Keep the repository from everyone who may not see it, or have its history written anew, for
    which git's own documentation names `git filter-repo`. A site does not hold the history.
    """
    help = Text("keep the repository private, or write its history anew")
    return Finding("PRV209", place, said, help=help)


RULES = (
    Rule("PRV201", "contact", Severity.WARNING, contact, holds_back=True),
    Rule("PRV202", "identity-number", Severity.WARNING, identity_number, holds_back=True),
    Rule("PRV203", "payment", Severity.WARNING, payment, holds_back=True),
    Rule("PRV204", "address", Severity.WARNING, address, holds_back=True),
    Rule("PRV205", "registered-name", Severity.WARNING, registered_name, holds_back=True),
    Rule("PRV206", "likely-name", Severity.INFO, likely_name),
    Rule("PRV207", "table-of-persons", Severity.WARNING, table_of_persons, holds_back=True),
    Rule("PRV208", "not-looked-at", Severity.INFO, not_looked_at),
    Rule("PRV209", "in-history", Severity.INFO, in_history),
)
_SORTS = {
    contact: (Sort.EMAIL, Sort.MOBILE, Sort.LANDLINE),
    identity_number: (Sort.NI, Sort.NHS, Sort.PASSPORT, Sort.LICENCE, Sort.BIRTH),
    payment: (Sort.CARD, Sort.ACCOUNT, Sort.IBAN),
    address: (Sort.ADDRESS, Sort.POSTCODE),
    registered_name: (Sort.NAME,),
    likely_name: (Sort.LIKELY_NAME,),
    table_of_persons: (Sort.TABLE,),
}
OF_SORT = {sort: rule for rule in RULES for sort in _SORTS.get(rule.find, ())}
"""The rule that values of each sort come under."""
