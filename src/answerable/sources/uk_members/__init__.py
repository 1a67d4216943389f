"""The UK Parliament's Members service: who a Member is, by the official number that questions use.

A reply is `{"value": {"id": 4597, "nameListAs": …, "nameDisplayAs": …, "latestParty": {"name": …},
"latestHouseMembership": {"membershipFrom": …, "house": 1}, …}, "links": […]}`; house 1 is the Commons, 2 the Lords.
Party, place and House are the Member's latest, whatever they were when a question was asked. For a peer
`membershipFrom` tells the kind of peerage. `History?ids=…` tells of up to some dozens of Members at a time what they
were when: `partyHistory`, `houseMembershipHistory` and `nameHistory`, each with first and last days. `Search` lists
all Members, past and present, twenty to a page.
"""
