"""The web server: `gunicorn -c python:config.gunicorn config.wsgi`.

Threads, because a slow phone costs a waiting thread and nothing else: 50 KB/s is no work. So many
threads that 200 phones fit in each process, of which the long bodies may hold all but 64
(uploads/middleware.py): there is always one left for a page. docs/adr/0022 has the measurements.
"""

from __future__ import annotations

import os
from pathlib import Path

from config import env

bind = env.text("WEB_BIND", f"127.0.0.1:{env.whole_number('PORT', 8000)}")
worker_class = "gthread"
workers = env.whole_number("WEB_WORKERS", 2)
threads = env.whole_number("WEB_THREADS", 256)

# Waiting connections cost a file descriptor each. Kept alive long enough for the next piece of a
# film or the next file of a page, short enough that idle ones do not gather.
worker_connections = 2000
keepalive = 10
backlog = 1024

# For the worker's own heartbeat, not for requests: a slow upload is never killed by it.
timeout = 60
# A restart lets short requests end. An upload cut off goes on from its last acknowledged byte.
graceful_timeout = 20

# A heartbeat file on a slow disk would make a healthy worker look dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() and os.access("/dev/shm", os.W_OK) else None

# No access log: it would keep the addresses of children.
accesslog = None
errorlog = "-"
loglevel = env.text("WEB_LOG_LEVEL", "info")
limit_request_line = 4094
limit_request_fields = 60

# One door is enough: nobody steers the server through a socket in somebody's home folder.
control_socket_disable = True
