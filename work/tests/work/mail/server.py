"""A mail server on a free port of 127.0.0.1 that behaves as the name before the @ asks; prints its port, then each mail.

Out: one JSON object a line: {"port": ...}, then {"to": ..., "tries": ..., "message": ...} for each mail it took.
"""

import asyncio
import collections
import json
import sys

from aiosmtpd.smtp import SMTP


def say(what):
    print(json.dumps(what), flush=True)


class Behaviour:
    def __init__(self):
        self.tries = collections.Counter()

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        self.tries[address] += 1
        first = self.tries[address] == 1
        if name == "unknown":
            return f"550 5.1.1 <{address}>: no mailbox {name} here"
        if name == "greylisted" and first:
            return f"451 4.7.1 {address}: come back in a moment"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        address = envelope.rcpt_tos[0]
        name = address.split("@")[0]
        first = self.tries[address] == 1
        if name == "cut" and first:
            server.transport.abort()
            return "451 never heard"
        if name == "slow" and first:
            await asyncio.sleep(3600)
        say({
            "to": address,
            "tries": self.tries[address],
            "message": envelope.content.decode("utf-8", "replace"),
        })
        if name == "unheard" and first:
            # The mail is taken, and the answer never arrives.
            server.transport.abort()
        return "250 OK"


async def main():
    loop = asyncio.get_running_loop()
    behaviour = Behaviour()
    server = await loop.create_server(lambda: SMTP(behaviour, enable_SMTPUTF8=True), "127.0.0.1", 0)
    say({"port": server.sockets[0].getsockname()[1]})
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
