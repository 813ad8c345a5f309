"""`python -S benchmarks/worker/spent.py WORDS` runs the words, and prints [CPU seconds, peak of memory, exit code].

A small process in between: the system counts what a parent holds as memory of a child that it starts.
"""

import json
import os
import sys

silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
_, status, usage = os.wait4(os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=silent), 0)
print(json.dumps([usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.waitstatus_to_exitcode(status)]))
