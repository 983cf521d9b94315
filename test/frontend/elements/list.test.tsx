import { ReactWidget } from '@jupyterlab/ui-components';
import { Widget } from '@lumino/widgets';
import fc from 'fast-check';
import * as React from 'react';
import { List } from '../../../src/frontend/elements/list';
import { until } from '../shown-panel';

// Other suites run beside this one.
jest.setTimeout(60_000);

class Shown extends ReactWidget {
  names: string[] = [];

  protected render() {
    return (
      <List label="Things">
        {this.names.map((name) => (
          <div key={name} data-row={name} role="row" tabIndex={-1}>
            <button tabIndex={-1}>Stop</button>
          </div>
        ))}
      </List>
    );
  }

  async showRows(names: string[]): Promise<void> {
    this.names = names;
    this.update();
    await until(() => this.rows().join() === names.join());
  }

  rows = () => this.nodes().map(({ dataset }) => dataset['row']);
  nodes = () => [...this.node.querySelectorAll<HTMLElement>('[data-row]')];
  groups = () => [...this.node.querySelectorAll<HTMLElement>('[role="rowgroup"]')];
}

let list: Shown;
beforeEach(() => {
  list = new Shown();
  Widget.attach(list, document.body);
});
afterEach(() => list.dispose());

const many = (count: number) => Array.from({ length: count }, (_, at) => `thing-${at}`);

test('a few rows stand in the list itself', async () => {
  await list.showRows(many(50));
  expect(list.groups()).toEqual([]);
});

test('very many stand in groups of up to 20, in their order', async () => {
  await list.showRows(many(800));
  expect(list.rows()).toEqual(many(800));
  const sizes = list.groups().map((group) => group.children.length);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(800);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(20);
  expect(sizes.length).toBeLessThan(130);
});

test('one more or less draws few others anew, and the row with the focus keeps it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(299),
      fc.nat(299),
      fc.option(fc.stringMatching(/^[a-z]{1,8}$/)),
      fc.boolean(),
      async (at, focused, added, inButton) => {
        const before = many(300);
        await list.showRows(before);
        const row = list.nodes()[focused];
        (inButton ? row?.querySelector('button') : row)?.focus();
        const nodes = new Map(list.nodes().map((node) => [node.dataset['row'], node]));
        const after = added === null ? before.toSpliced(at, 1) : before.toSpliced(at, 0, added);
        await list.showRows(after);
        const anew = list.nodes().filter((node) => nodes.get(node.dataset['row']) !== node);
        expect(anew.length).toBeLessThanOrEqual(40);
        if (added === null && at === focused) return;
        const has = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row'];
        expect(has).toBe(`thing-${focused}`);
      },
    ),
    { numRuns: 60 },
  );
});
