"""The flows by name. A new one is a line here, and one in the menu if people choose it there."""

from collections.abc import Mapping

from dialogs.centres import centres
from dialogs.contract.flow import contract
from dialogs.eligibility.flow import eligibility
from dialogs.menu import menu
from dialogs.payments.flow import payments
from dialogs.profile.flow import erase, my_data, not_me
from dialogs.state import MENU
from dialogs.status.flow import status
from dialogs.talk import Service
from dialogs.welcome import language, welcome

SERVICES: Mapping[str, Service] = {
    MENU: Service(menu),
    "welcome": Service(welcome),
    "language": Service(language, interlude=True),
    "eligibility": Service(eligibility, keeps_answers=True),
    "centres": Service(centres),
    "contract": Service(contract),
    "status": Service(status),
    "payments": Service(payments),
    "erase": Service(erase, interlude=True),
    "not_me": Service(not_me, interlude=True),
    "my_data": Service(my_data),
}
