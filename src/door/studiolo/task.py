"""Ending what the door does in the background."""

import asyncio


async def end(task: asyncio.Task) -> None:
    """
    Cancels a task, and returns when it has ended. Before Python 3.12 `asyncio.wait_for` loses a cancellation that comes
    just as what it waits for is done: then the task goes on, and is cancelled once more.
    """
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=1)
    await asyncio.gather(task, return_exceptions=True)
