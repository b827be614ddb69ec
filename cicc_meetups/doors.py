"""Where councils' workers come in, by a code sent to their address."""

from people.doors import Door

WORKERS = Door(
    name="worker",
    app="meetups",
    base="cicc_meetups/worker_base.html",
    home="meetups:mine",
    out="/meetups/",
)
