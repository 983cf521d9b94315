import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import { setAcceptable } from '../../elements/accept-button';
import { Foreign } from '../../elements/foreign';
import { clockTime } from '../../texts/clock-time';
import type { IdleThing } from '../running';

interface Asked {
  things: IdleThing[];
  /** What is at work in terminals, or may be; nothing where that is known to be none. */
  atWork: string[] | 'unknown';
  now: Date;
  trans: TranslationBundle;
}

/** Lists what would go, and asks which of it shall. */
export async function askWhatGoes(asked: Asked): Promise<IdleThing[]> {
  const { trans } = asked;
  const answer = await showDialog({
    title: trans.__('Shut down idle kernels and terminals?'),
    body: new Choice(asked),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Cancel') }),
      Dialog.warnButton({ label: trans.__('Shut down'), accept: true }),
    ],
    defaultButton: 0,
  });
  return answer.button.accept ? (answer.value ?? []) : [];
}

class Choice extends ReactWidget implements Dialog.IBodyWidget<IdleThing[]> {
  #chosen: ReadonlySet<IdleThing>;

  constructor(private readonly asked: Asked) {
    super();
    this.addClass('studiolo-LaunchForm');
    // What computes in a terminal is lost: it goes only where that is wanted.
    this.#chosen = new Set(asked.things.filter(({ kind }) => kind !== 'terminal' || asked.atWork.length === 0));
  }

  getValue(): IdleThing[] {
    return this.asked.things.filter((thing) => this.#chosen.has(thing));
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.#judge();
  }

  #judge(): void {
    setAcceptable(this.node, this.#chosen.size > 0);
  }

  protected override render(): React.JSX.Element {
    return (
      <List
        {...this.asked}
        first={this.#chosen}
        onChange={(chosen) => {
          this.#chosen = chosen;
          this.#judge();
        }}
      />
    );
  }
}

interface ListProps extends Asked {
  first: ReadonlySet<IdleThing>;
  onChange: (chosen: ReadonlySet<IdleThing>) => void;
}

function List({ atWork, first, now, onChange, things, trans }: ListProps) {
  const [chosen, setChosen] = React.useState(first);
  const turn = (thing: IdleThing) => {
    const next = new Set(chosen);
    if (!next.delete(thing)) next.add(thing);
    setChosen(next);
    onChange(next);
  };
  const terminals = things.some(({ kind }) => kind === 'terminal');
  return (
    <>
      <p>{trans.__('Variables in these kernels are lost. Notebooks and files are kept.')}</p>
      {terminals && atWork === 'unknown' && (
        <p>{trans.__('Whether programs run in the terminals is unknown. They would be ended.')}</p>
      )}
      {terminals && atWork !== 'unknown' && atWork.length > 0 && (
        <p>{trans.__('Running now, perhaps in a terminal, which would end it: %1', atWork.join(', '))}</p>
      )}
      {things.map((thing) => (
        <label key={`${thing.kind} ${thing.id}`} className="studiolo-mod-check">
          <input type="checkbox" checked={chosen.has(thing)} onChange={() => turn(thing)} />
          <span>
            <Foreign>{thing.name}</Foreign>{' '}
            <span className="studiolo-Quiet">
              {[kindOf(thing, trans), since(thing, now, trans)].filter(Boolean).join(' · ')}
            </span>
            {thing.saved === 'unsaved' && (
              <span className="studiolo-Wrong">
                {' '}
                {trans.__('Unsaved changes stay in the page until you close it.')}
              </span>
            )}
          </span>
        </label>
      ))}
    </>
  );
}

function kindOf({ kind }: IdleThing, trans: TranslationBundle): string | undefined {
  switch (kind) {
    case 'session':
      return trans.__('kernel');
    case 'kernel':
      return trans.__('kernel without a notebook');
    case 'terminal':
      // Its name says so.
      return undefined;
  }
}

const since = ({ lastActivity }: IdleThing, now: Date, trans: TranslationBundle) =>
  lastActivity === undefined ? undefined : trans.__('last active %1', clockTime(lastActivity, now));
