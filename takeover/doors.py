"""Where adults of this programme come in, by a code sent to their address."""

from people.doors import Door

# For hosts, and for leads of groups.
HOSTS = Door(
    name="host",
    app="takeover",
    base="takeover/host_base.html",
    home="takeover:host",
    out="challenges:list",
)
