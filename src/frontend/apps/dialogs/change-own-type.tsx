import { Clipboard, Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { App } from '../../../protocol/app';
import type { ChangingInstanceType, SpaceOptions } from '../../../protocol/launch';
import type { PriceSource } from '../../../protocol/cost';
import { plainText } from '../../../protocol/plain-text';
import { CopyButton } from '../../elements/copy-button';
import { NoticeView } from '../../elements/notice-view';
import { WithView } from '../../elements/section';
import type { SnapshotModel } from '../../model/snapshot-model';
import { appNameOf } from '../app-entry';
import { LaunchForm } from './launch-form';

interface Asked {
  app: App;
  options: SpaceOptions;
  source: PriceSource | undefined;
  /** Names of what runs now and would be lost. */
  busy: string[];
  /** Paths of documents with changes that are not saved. */
  unsaved: string[];
  /** Another app of the user, from which this one can be restarted. */
  elsewhere: string | undefined;
  trans: TranslationBundle;
}

/**
 * Asks on which other instance type this very app is to run, which ends the page. Resolves with the type, with `elsewhere`
 * where another app is to do it, or with nothing where the user thinks better of it.
 */
export async function askOwnType(asked: Asked): Promise<{ instanceType: string } | 'elsewhere' | undefined> {
  const { app, busy, elsewhere, options, source, trans, unsaved } = asked;
  const name = appNameOf(app.key);
  const warnings = [
    trans.__('You are in this app. The new type is stored for %1, the app stops, and this page ends with it.', name),
    ...(busy.length > 0 ? [trans.__('Running now, and lost when it stops: %1', busy.join(', '))] : []),
    ...(unsaved.length > 0 ? [trans.__('Not saved: %1. Save first.', unsaved.join(', '))] : []),
    ...(app.sharing === 'Shared' ? [trans.__('This space is shared. Others may be working in it.')] : []),
    ...(elsewhere === undefined
      ? []
      : [
          trans.__(
            '%1 can restart this app for you: open it, and choose Change Instance Type… of %2 there.',
            elsewhere,
            name,
          ),
        ]),
  ];
  const answer = await showDialog({
    title: trans.__('Change instance type of %1 (%2)', name, app.key.appType),
    body: new LaunchForm({ options, fields: 'instance-type', running: app.instanceType, source, trans, warnings }),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Cancel') }),
      ...(elsewhere === undefined
        ? []
        : [Dialog.createButton({ label: trans.__('Open %1', elsewhere), accept: true, actions: ['elsewhere'] })]),
      Dialog.warnButton({ label: trans.__('Change and stop'), accept: true }),
    ],
    defaultButton: 0,
    focusNodeSelector: 'select',
  });
  if (!answer.button.accept) return undefined;
  if (answer.button.actions.includes('elsewhere')) return 'elsewhere';
  const instanceType = answer.value?.instanceType;
  return instanceType === undefined || instanceType === app.instanceType ? undefined : { instanceType };
}

interface Shown {
  app: App;
  instanceType: string;
  changing: ChangingInstanceType;
  model: SnapshotModel;
  trans: TranslationBundle;
}

/** Shows how to come back, which is copied too; and that the app was not stopped after all, should that be so. */
export async function showWayBack({ app, changing, instanceType, model, trans }: Shown): Promise<void> {
  const url = changing.address?.url;
  if (url !== undefined) Clipboard.copyToSystem(url);
  const name = appNameOf(app.key);
  await showDialog({
    title: trans.__('Changing to %1', instanceType),
    body: (
      <div className="studiolo-StopDialog">
        <WithView model={model}>
          {({ snapshot }) => {
            const outcome = snapshot?.jobs.find(({ id }) => id === changing.job.id)?.outcome;
            if (outcome?.kind === 'failed') return <NoticeView notice={outcome.notice} trans={trans} />;
            return (
              <p role="status">
                <strong>{trans.__('This app is stopping.')}</strong>{' '}
                {trans.__('It runs on %1 when %2 is started again.', instanceType, name)}
              </p>
            );
          }}
        </WithView>
        {url === undefined ? (
          <p>{trans.__('To come back, open SageMaker Studio and start %1 there.', name)}</p>
        ) : (
          <p>
            {trans.__('To come back, start it in Studio. The link is copied:')}{' '}
            <a href={url} target="_blank" rel="noopener noreferrer">
              <bdi>{plainText(url)}</bdi>
            </a>{' '}
            <CopyButton text={url} trans={trans} />
          </p>
        )}
      </div>
    ),
    buttons: [Dialog.okButton({ label: trans.__('Close') })],
  });
}
