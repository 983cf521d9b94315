"""Does what a browser does through a websocket: types into a terminal, or runs a cell and waits for its end."""

import json
import sys
import uuid

from websocket import create_connection

address, token, text = sys.argv[1:]
socket = create_connection(address, header=[f"Authorization: token {token}"], timeout=120)
if address.endswith("/channels"):
    request = uuid.uuid4().hex
    header = {
        "msg_id": request,
        "msg_type": "execute_request",
        "session": uuid.uuid4().hex,
        "username": "",
        "version": "5.3",
    }
    content = {"code": text, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": True}
    socket.send(
        json.dumps({"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": content})
    )
    while True:
        answer = json.loads(socket.recv())
        if answer["msg_type"] == "execute_reply" and answer["parent_header"].get("msg_id") == request:
            break
else:
    # The shell's first words, after which it takes ours.
    socket.recv()
    socket.send(json.dumps(["stdin", text]))
    socket.recv()
socket.close()
