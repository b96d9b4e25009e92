"""A server of S3 on a free port of 127.0.0.1 with one empty bucket; prints its port, and ends with its standard input.

In: the name of the bucket. Out: the port on a line.
"""

import logging
import sys
import urllib.request

from moto.server import ThreadedMotoServer

logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()
urllib.request.urlopen(urllib.request.Request(f"http://{host}:{port}/{sys.argv[1]}", method="PUT")).close()
print(port, flush=True)
sys.stdin.read()
