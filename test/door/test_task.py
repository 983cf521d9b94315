"""Ending a task."""

import asyncio

from studiolo import task


async def test_a_task_whose_cancellation_is_lost_ends_all_the_same():
    told = asyncio.get_running_loop().create_future()

    async def work():
        await asyncio.wait_for(told, 60)
        await asyncio.sleep(60)

    working = asyncio.ensure_future(work())
    await asyncio.sleep(0)
    # At the same moment: before Python 3.12 the task hears of the first alone.
    told.set_result(None)
    await asyncio.wait_for(task.end(working), 30)
    assert working.cancelled()


async def test_a_task_that_has_failed_or_is_done_is_ended():
    async def fails():
        raise ValueError("no")

    for work in (fails(), asyncio.sleep(0)):
        working = asyncio.ensure_future(work)
        await asyncio.sleep(0.01)
        await task.end(working)
        assert working.done()
