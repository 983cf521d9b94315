import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { App } from '../../../protocol/app';
import type { RestartApp, SpaceOptions, StartApp, UpdateSpace } from '../../../protocol/launch';
import type { Snapshot } from '../../../protocol/snapshot';
import { appNameOf } from '../app-entry';
import { LaunchForm } from './launch-form';

interface Asked {
  options: SpaceOptions;
  /** Where the prices are from. */
  cost: Snapshot['cost'] | undefined;
  trans: TranslationBundle;
}

const priceSource = (cost: Asked['cost']) => (cost?.state === 'ready' ? cost.value.source : undefined);

/**
 * Asks how the app of a space is to be started, and, where the user may change its space, with which idle time and volume.
 * Nothing where the user thinks better of it.
 */
export async function askStart(
  { cost, options, trans }: Asked,
  fields: 'all' | 'launch',
): Promise<(StartApp & Omit<UpdateSpace, 'spaceName'>) | undefined> {
  const { spaceName } = options;
  const body = new LaunchForm({ options, fields, source: priceSource(cost), trans, warnings: [] });
  const answer = await showDialog({
    title: trans.__('Start %1 (%2)', spaceName, options.appType),
    body,
    buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.okButton({ label: trans.__('Start') })],
    focusNodeSelector: 'select',
  });
  return answer.button.accept ? { ...answer.value, spaceName } : undefined;
}

/** Asks on which other instance type an app is to run. Nothing where the user thinks better of it, or changes nothing. */
export async function askRestart(app: App, { cost, options, trans }: Asked): Promise<RestartApp | undefined> {
  const name = appNameOf(app.key);
  const warnings = [
    trans.__('The app restarts with the same image. Kernels and terminals stop; files are kept.'),
    ...(app.sharing === 'Shared' ? [trans.__('This space is shared. Others may be working in it.')] : []),
  ];
  const body = new LaunchForm({
    options,
    fields: 'instance-type',
    running: app.instanceType,
    source: priceSource(cost),
    trans,
    warnings,
  });
  const answer = await showDialog({
    title: trans.__('Change instance type of %1 (%2)', name, app.key.appType),
    body,
    buttons: [
      Dialog.cancelButton({ label: trans.__('Cancel') }),
      Dialog.warnButton({ label: trans.__('Restart'), accept: true }),
    ],
    defaultButton: 0,
    focusNodeSelector: 'select',
  });
  const instanceType = answer.value?.instanceType;
  if (!answer.button.accept || !instanceType || instanceType === app.instanceType) return undefined;
  return { key: app.key, instanceType };
}
