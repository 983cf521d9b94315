import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { ActionButton } from './action-button';
import { type RowActions, verbsThatFit } from './row-action';

interface ActionButtonsProps<Verb extends string, Subject> {
  actions: RowActions<Verb, Subject>;
  subject: Subject;
  name: string;
  /** Those with a picture come into view with the pointer; those with words are always there. */
  look: 'picture' | 'words';
  /** As of the whole row; what may be done meanwhile is always at rest. */
  state: 'at-rest' | 'at-work' | 'waiting';
  act: (verb: Verb) => void;
  trans: TranslationBundle;
}

/** The buttons of what can be done with a row now; what cannot be done in its state is not offered. */
export function ActionButtons<Verb extends string, Subject>(props: ActionButtonsProps<Verb, Subject>) {
  const { act, actions, look, name, state, subject, trans } = props;
  return verbsThatFit(actions, subject).map((verb) => {
    const action = actions[verb];
    if (!action.button || 'icon' in action.button !== (look === 'picture')) return null;
    return (
      <ActionButton
        key={verb}
        action={action}
        subject={subject}
        name={name}
        state={action.meanwhile ? 'at-rest' : state}
        act={() => act(verb)}
        trans={trans}
      />
    );
  });
}
