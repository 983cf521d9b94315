// The samples on the page of the terminal are what the program prints.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { awakeText } from '../../src/cli/app/text/awake-text';
import { whyText } from '../../src/cli/app/text/why-text';
import type { Idle } from '../../src/protocol/idle';
import type { KeepAwake } from '../../src/protocol/keep-awake';
import { ready, snapshot } from './values';

const page = readFileSync(path.join(__dirname, '../../docs/terminal.md'), 'utf8');
const day = '2026-11-25T';
const clock = { now: Date.parse(`${day}21:29:08.000Z`), timeZone: 'UTC' };
const pipe = { colour: false };
const policy: KeepAwake['policy'] = { workHours: 24, askedHours: 12, setBy: 'default' };

const idle: Idle = {
  serverNow: `${day}21:29:08.000Z`,
  activity: [
    { kind: 'kernel', name: 'train.ipynb', lastActivity: `${day}21:29:03.000Z`, busy: true },
    { kind: 'terminal', name: '1', lastActivity: `${day}21:29:00.000Z` },
  ],
  limits: [
    { level: 'domain', lifecycleManagement: 'ENABLED', idleMinutes: 120, minMinutes: 60, maxMinutes: 480 },
    { level: 'user-profile' },
    { level: 'space', idleMinutes: 60 },
  ],
  verdict: {
    kind: 'stops',
    idleSince: `${day}21:29:03.000Z`,
    stopsAt: `${day}22:29:03.000Z`,
    settings: { lifecycleManagement: 'ENABLED', timeoutMinutes: 60, decidedBy: 'space' },
  },
};

const sample = (command: string, lines: string[]) => `$ ${command}\n${lines.join('\n')}\n`;

test('of why', () => {
  const keepAwake = { ...ready<KeepAwake>({ policy, work: [], events: [] }), learntAt: `${day}21:28:41.000Z` };
  const lines = whyText({ thisApp: snapshot.thisApp, idle: ready(idle), keepAwake }, clock, pipe);
  expect(page).toContain(sample('studiolo why', lines));
});

test('of keep-awake', () => {
  const ask = { until: `${day}23:29:08.000Z`, at: `${day}21:29:08.000Z`, reason: 'training run' };
  const awake: KeepAwake = { policy, work: [], events: [], asked: ask, holding: 'asked' };
  expect(page).toContain(
    sample('studiolo keep-awake 2h --reason "training run"', awakeText(awake, 'without-log', clock, pipe)),
  );
});
