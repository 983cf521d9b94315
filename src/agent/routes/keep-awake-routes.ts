import { Hono } from 'hono';
import { AskKeepAwake, KeepAwake } from '../../protocol/keep-awake';
import { StopTime } from '../../protocol/stop-time';
import type { KeepAwakeVerbs } from '../verbs/keep-awake-verbs';
import { answer, body } from './exchange';

export const keepAwakeRoutes = (keepAwake: KeepAwakeVerbs): Hono =>
  new Hono()
    .get('/stop-time', async (c) => answer(c, 200, StopTime, await keepAwake.stopTime()))
    .get('/keep-awake', async (c) => answer(c, 200, KeepAwake, await keepAwake.read()))
    .post('/keep-awake/ask', async (c) => answer(c, 200, KeepAwake, await keepAwake.ask(await body(c, AskKeepAwake))))
    .post('/keep-awake/release', async (c) => answer(c, 200, KeepAwake, await keepAwake.release()));
