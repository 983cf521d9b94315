import { slotText } from '../../admin/installation/rules/built-in-slot';
import type { ExtensionCheck } from '../../admin/installation/rules/extension-check';
import type { DomainStatus, Script } from '../../admin/installation/status';
import { inked } from '../app/text/ink';
import { type Cell, type Column, type Sheet, table } from '../app/text/table';
import { appText, reachable, scriptText } from './reach';

/** A domain's status, with what check-extensions found or why that could not be read, where it was asked for. */
export type Seen = DomainStatus & { checks?: ExtensionCheck[]; checksNotRead?: string };

/** It in tables: built-in scripts, running apps, what check-extensions found. */
export function statusText(seen: Seen, region: string, sheet: Sheet): string {
  const { domainId, domainName, apps: all, checks } = seen;
  const { apps, classic } = reachable(all);
  const running = [
    ...(apps.length === 0 ? ['  no app is running'] : appLines(apps, sheet)),
    ...classic.map((line) => `  ${line}`),
  ];
  const parts = [scriptLines(seen, sheet), running, ...(checks ? [checkLines(checks, sheet)] : [])];
  const head = inked(`${domainName} (${domainId}, ${region})`, 'bold', sheet);
  return [head, ...parts.map((lines) => lines.join('\n'))].join('\n\n');
}

const partsText = (script: Script) => (script.kind === 'studiolo' ? script.scripts.join(', ') : '');
const cell = (script: Script): Cell => ({
  text: scriptText(script),
  ink: script.kind === 'studiolo' ? 'green' : 'dim',
});

function scriptLines({ slots, overrides }: Seen, sheet: Sheet): string[] {
  const columns: Column[] = [{ head: 'built-in script of' }, { head: 'is' }, { head: 'with', cut: 'end' }];
  const rows = [
    ...slots.map(({ slot, script }) => [slotText(slot), cell(script), partsText(script)]),
    ...overrides.map(({ userProfileName, slot, script }) => [
      `user profile ${userProfileName}, ${slotText(slot)}`,
      cell(script),
      partsText(script),
    ]),
  ];
  return table(columns, rows, sheet);
}

function appLines(apps: Seen['apps'], sheet: Sheet): string[] {
  const columns: Column[] = [
    { head: 'running app' },
    { head: 'now' },
    { head: 'after a restart' },
    { head: 'not covered', cut: 'end' },
  ];
  const rows = apps.map((app): Cell[] => {
    const then = scriptText(app.next) === scriptText(app.now) ? 'the same' : cell(app.next);
    return [appText(app), cell(app.now), then, { text: app.escaped ?? '', ink: 'yellow' }];
  });
  return table(columns, rows, sheet);
}

function checkLines(checks: ExtensionCheck[], sheet: Sheet): string[] {
  if (checks.length === 0) return ['  no result of check-extensions in the log'];
  const columns: Column[] = [{ head: 'app' }, { head: 'extension' }, { head: 'is' }, { head: 'found' }];
  const rows = checks.map(({ app, extension, required, found, state }): Cell[] => [
    app.slice(app.indexOf('/') + 1),
    `${extension}${required}`,
    { text: state, ink: state === 'enabled' ? 'green' : 'red' },
    found,
  ]);
  return table(columns, rows, sheet);
}
