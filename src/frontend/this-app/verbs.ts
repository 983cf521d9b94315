import { Clipboard, Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Notice } from '../../protocol/notice';
import type { Snapshot } from '../../protocol/snapshot';
import { tellRefusal } from '../elements/tell-refusal';
import type { SnapshotModel } from '../model/snapshot-model';
import { noticeText } from '../texts/notice-text';
import type { ThisAppVerb } from './commands';
import type { Enlarging } from './props';
import type { ResourceModel } from './resource-model';
import type { Running } from './running';

interface VerbParts {
  model: SnapshotModel;
  resources: ResourceModel;
  enlarging: Enlarging;
  running: Running;
  /** Brings the details of this app into view. */
  details: () => void;
  trans: TranslationBundle;
}

/** What a user does with this app, from the panel and from the palette alike. */
export class ThisAppVerbs implements Record<ThisAppVerb, () => Promise<void>> {
  constructor(private readonly parts: VerbParts) {}

  /** Does what a command asks for; why it could not be done is told. */
  async run(verb: ThisAppVerb): Promise<void> {
    const { model, trans } = this.parts;
    await tellRefusal(trans.__('SageMaker Studio'), trans, async () => {
      if (!model.view.snapshot) await model.refresh();
      await this[verb]();
    });
  }

  async role(): Promise<void> {
    const { model, trans } = this.parts;
    const known = model.view.snapshot?.thisApp;
    const role = known?.state === 'ready' ? known.value.executionRole : undefined;
    if (!role) throw new Error(whyNot(known?.notices, trans) ?? trans.__('This app’s execution role is unknown.'));
    Clipboard.copyToSystem(role.arn);
    Notification.success(trans.__('Copied the ARN of %1.', role.name), { autoClose: 5000 });
  }

  async resources(): Promise<void> {
    this.parts.details();
  }

  /** Shows it in a dialog, which leads to the one that makes it larger. */
  async storage(): Promise<void> {
    const { enlarging, resources, trans } = this.parts;
    const { volume } = await resources.ask();
    if (volume.state === 'missing')
      throw new Error(whyNot(volume.notices, trans) ?? trans.__('The home volume is unknown.'));
    const { showStorage } = await import('./dialogs/storage');
    const folders = () => resources.largestFolders();
    const mayEnlarge = enlarging.mayEnlarge();
    if (await showStorage({ volume: volume.value, folders, mayEnlarge, trans })) enlarging.enlarge();
  }

  /** Lists what is idle, asks, and ends what was chosen; tells what could not be ended. */
  async idle(): Promise<void> {
    const { model, running, trans } = this.parts;
    // The head of the panel tells what could not be asked; what runs is JupyterLab's to tell.
    await model.refresh().catch(() => undefined);
    const { snapshot } = model.view;
    const activity = snapshot?.idle.state === 'ready' ? snapshot.idle.value.activity : [];
    const things = await running.idle(activity, trans);
    if (things.length === 0) {
      Notification.info(trans.__('No kernel is idle, and no terminal is open.'), { autoClose: 5000 });
      return;
    }
    const { askWhatGoes } = await import('./dialogs/shut-down-idle');
    const chosen = await askWhatGoes({ things, atWork: atWorkIn(snapshot), now: new Date(), trans });
    if (chosen.length === 0) return;
    const results = await Promise.allSettled(chosen.map((thing) => running.end(thing)));
    await model.refresh().catch(() => undefined);
    const ended = chosen.filter((_, at) => results[at]?.status === 'fulfilled').map(({ name }) => name);
    const refused = results.flatMap((result, at) =>
      result.status === 'rejected' ? [trans.__('%1: %2', chosen[at]?.name ?? '', whyRefused(result.reason))] : [],
    );
    if (ended.length > 0) Notification.success(trans.__('Shut down: %1', ended.join(', ')), { autoClose: 5000 });
    if (refused.length > 0) throw new Error(trans.__('Not shut down: %1', refused.join('; ')));
  }
}

/** What may be at work in a terminal. */
function atWorkIn(snapshot: Snapshot | undefined): string[] | 'unknown' {
  if (snapshot?.keepAwake.state !== 'ready') return 'unknown';
  return snapshot.keepAwake.value.work.flatMap(({ kind, name }) => (kind === 'kernel' ? [] : [name]));
}

const whyRefused = (reason: unknown) => (reason instanceof Error ? reason.message : String(reason));

const whyNot = ([why]: Notice[] = [], trans: TranslationBundle) => why && noticeText(why, trans);
